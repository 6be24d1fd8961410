"""Tokens of unknown vendors: a word, an underscore or hyphen and random characters; random values after a label in prose."""

import regex

from recognizers.families.secrets.placeholders import CLASS, is_random
from recognizers.families.secrets.shapes import END, START, sample
from recognizers.lexicon.id_forms import NAME_OF_CODE
from recognizers.rules import Rule

LIMITS = (
    "Tokens of digits or of lower-case letters only, and tokens of fewer than 16 random characters, without a label."
)
KINDS = "live|test|prod|production|sandbox|stage|staging|dev|pat|sk|pk|rk|sa|at|rt|key|api|apikey|secret|token|tok|svc|svcacct|admin|app|oauth|access|refresh|personal|service|bot|user|org|auth|tkn|pw|ci|ro|rw|cred|session"
SEGMENT = r"[A-Za-z][A-Za-z0-9]{0,15}"
# Digests and names of builds, images and objects look like tokens, and are none.
DIGEST = regex.compile(
    r"(?i)(?:sha|md5|blake|crc|commit|rev|build|img|image|layer|chunk|bundle|main|vendor|index|hash|trace|span|uuid|guid|id|req|request|evt|event|msg|file|css|svg|icon|font|test|example|lib|cpython|manylinux|tmp|temp|cache|node|pod|deployment|replica|container|blob|etag|v\d|[a-z]-[0-9a-f]{16,64}$|template|pack-|diff-)"
)
LABELS = r"(?i:\b(?:api|access|secret|auth|bearer|refresh|session|signing|webhook|client|private|public|production|prod|live|test|admin|deploy|service|personal|root|runner|license|licence|consumer|master|encryption|user|app|bot|integration|push|current|new|old)?[ _-]?(?:keys?|tokens?|secrets?|credentials?|pat|schlüssel|klucz|nyckel|chave|clé|chiave|clave|llave|sleutel|jeton|cheie|kulcs|avain)(?:[ _]?id)?\b)"


CAMEL_CASE = regex.compile(r"(?:\p{Lu}\p{Ll}{2,}|[A-Z]{2,6}){3,}\d{0,4}")  # "SourcelessBadBytecodePEP451"


def is_token(value: str) -> bool:
    """Return whether the part after the last underscore or hyphen that begins random characters is random."""
    _, _, body = value.replace("-", "_").rpartition("_")
    return is_random(body) and not DIGEST.match(value) and not CAMEL_CASE.fullmatch(body)


def _is_of_code(path: str) -> bool:
    """Return whether the last part of a dotted path is the name of a function or of a class."""
    name = path.rpartition(".")[2]
    return bool(NAME_OF_CODE.fullmatch(name) or CLASS.fullmatch(name))


# fmt: off
RULES = (
    Rule("token_of_a_kind", "API_KEY", rf"{START}(?P<value>{SEGMENT}(?:[_-]{SEGMENT}){{0,2}}[_-](?:{KINDS})(?:[_-][A-Za-z0-9]{{1,12}})?[_-][A-Za-z0-9]{{16,255}}+(?:[_.-][A-Za-z0-9]{{4,255}}){{0,3}}){END}", 0.95,
         (f"⟦hv_live_{sample('{32}')}⟧", f"k=⟦acme-pat-{sample('{24}')}⟧", f"⟦zeta_sk_{sample('{l40}')}⟧."), ("my_live_configuration_of_the_server", "app-token-" + "x" * 24, "acme_test_internationalization2"), check=is_random, source="https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/"),
    Rule("token_with_a_prefix", "API_KEY", rf"{START}(?P<value>{SEGMENT}(?:[_-]v?\d)?[_-][A-Za-z0-9]{{26,255}}+={{0,2}}){END}", 0.7,
         (f"export X=⟦zeta_{sample('{36}')}⟧", f"⟦acmepat-{sample('{40}')}⟧"), (f"sha256-{sample('{h64}')}", "test_internationalization_of_strings", f"bundle-{sample('{h32}')}.js", "Frozen_SourcelessBadBytecodePEP451", "ABC-12345678901234567890123456789", f"template d-{sample('{h32}')}", f"packs/pack-{sample('{h40}')}.idx"), check=is_token, source="https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/"),
    Rule("token_of_words_and_dots", "API_KEY", rf"{START}(?P<value>[a-z][a-z0-9]{{1,9}}\.[A-Za-z0-9_-]{{2,12}}\.[A-Za-z0-9_-]{{32,255}}+|[a-z]{{2,9}}\.[A-Za-z0-9_-]{{40,255}}+){END}", 0.7,
         (f"⟦hvx.prd.{sample('{40}')}⟧", f"token ⟦acme.{sample('{43}')}⟧"), ("pipeline.detect.engine_of_the_recognizers_of_secrets", "www.an-example-of-a-very-long-domain-name-2-of-x.org", "check.pep.get_hint_pep484585_generic_unsubbed_bases_unerased", "decide.v1alpha1.PromptInjectionDetectionRuleVersionR"), check=lambda value: is_random(value) and not _is_of_code(value), source="https://docs.doppler.com/reference/auth-token-formats"),
    Rule("id_of_a_private_key", "SECRET", r"(?i:private_key_id[\"']?\s{0,3}[:=]\s{0,3}[\"']?)(?P<value>[0-9a-f]{40})(?![\w-])", 0.95,
         (f'"private_key_id": "⟦{sample("{h40}")}⟧",', f"private_key_id=⟦{sample('{h40}')}⟧"), (f"commit {sample('{h40}')}", '"private_key_id": "none"'), source="https://cloud.google.com/iam/docs/keys-create-delete"),
    Rule("share_of_a_key", "SECRET", r"(?i:\b(?:unseal|recovery|root|master)[ _-]key(?:[ _-](?:share|part))?[ _-]?#?\d{0,2}[\"']?[ ]?[:=][ ]{0,3}[\"']?)(?P<value>[A-Za-z0-9+/]{40,90}={0,2})(?=[\"'\s,]|$)", 0.95,
         (f"Unseal Key 1: ⟦{sample('{b43}')}=⟧\nUnseal Key 2: ⟦{sample('{b43}', 'b')}=⟧", f"Recovery Key 3: ⟦{sample('{h64}')}⟧"), ("Unseal Key 1: see the safe", "recovery key: " + "x" * 44), check=is_random, source="https://developer.hashicorp.com/vault/docs/concepts/seal"),
    Rule("labelled_random_value", "SECRET", rf"{LABELS}[\"'`]?(?:[ \t]{{0,2}}\([^()\n]{{1,40}}\))?(?:[\p{{L}}']{{1,14}}+[,:]?)?(?:[ \t]{{0,3}}(?:[:=]|->|→)|[ \t]{{1,3}}[\p{{L}}']{{1,14}}+[,:]?){{0,7}}[ \t]{{1,3}}[(\"'`„«]?(?P<value>[A-Za-z0-9+/_~][A-Za-z0-9+/_=~.@!%-]{{9,500}}?)(?=[)\"'`“»]?[.,;:!?]?(?:\s|$))", 0.85,
         (f"the API key is ⟦{sample('{32}')}⟧.", f"my production token ⟦{sample('{w24}')}⟧ is in the log", f"old secret_id (⟦{sample('{h8}-{h4}-{h4}-{h4}-{h12}')}⟧) was"), ("the API key is misconfigured.", "the token expires at 2025-01-02T03:04:05Z", "key figures of the Q3-2025 report", "the key commit is a1b2c3", "session_token = s3_options.s3_session_token", "grouped keys are np.datetime64 now", "the wrong keys for uint16/uint32/uint64, so"), check=lambda value: is_random(value) and len(value) >= 12 and not regex.search(r"^(?:[a-z]\w*_\w*\.[a-z]\w*|(?:\w+\.)?(?:u?int|float|datetime)\d+.*|Base64[A-Z]\w+)$|\.(?:parquet|csv|json|txt|py|gz|zip|ya?ml)$", value), unless=("commit", "sha*", "checksum", "digest", "hash", "etag", "fingerprint", "public key"), source="labels of prose"),
)
# fmt: on
