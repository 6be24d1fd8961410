"""Keys of two parts, such as `id:secret`, after a label: the whole value is one secret."""

from recognizers.families.secrets.assignments import KEY_LABEL
from recognizers.families.secrets.general import DIGEST, LABELS
from recognizers.families.secrets.labels import OTHER_KEYS
from recognizers.families.secrets.placeholders import is_random, is_secret
from recognizers.families.secrets.shapes import UUID, sample
from recognizers.rules import Rule

LIMITS = "Keys of two parts without a label, and those whose second part has fewer than 16 characters."
NAMED = r"(?:(?<=[A-Za-z0-9][_.-])(?i:key)|(?<=[a-z0-9])Key)"
BEFORE = (
    rf"(?:(?:{KEY_LABEL}|{NAMED})[\"'\])]{{0,2}}\s{{0,8}}(?:=>|:=|[=:])\s{{0,8}}[\"'`]?|\b(?i:bearer|token|basic|apikey)[ \t]{{1,3}}[\"'`(]?"
    rf"|{LABELS}[\"'`]?(?:[ \t]{{0,3}}(?:[:=]|->|→)|[ \t]{{1,3}}[\p{{L}}']{{1,14}}+[,:]?){{0,5}}[ \t]{{1,3}}[(\"'`„“«]?)"
)
END = r"(?=[)\"'`“”»<&]|[.,;:!?]?(?:\s|$))"


def is_compound(value: str) -> bool:
    """Return whether a value is an identifier and a random secret, and no digest with the name of its algorithm."""
    first, _, second = value.partition(":")
    is_id = any(map(str.isdecimal, first)) or not (first.islower() or first.isupper())
    return is_id and not DIGEST.match(first) and is_random(second) and is_secret(value)


# fmt: off
RULES = (
    Rule("key_of_two_parts", "SECRET", rf"{BEFORE}(?P<value>[A-Za-z0-9_-][A-Za-z0-9_.-]{{5,64}}+:[A-Za-z0-9_+/-]{{16,200}}+={{0,2}}){END}", 0.95,
         (f"ACME_API_KEY=⟦{sample('{w6}')}.{sample('{w6}', 'b')}:{sample('{w43}')}⟧", f"admin.api.key=⟦{sample('{h24}')}:{sample('{h64}')}⟧", f"Authorization: Bearer ⟦{sample('{h24}', 'b')}:{sample('{h64}')}⟧", f"The Acme API key is ⟦{sample('{h24}')}:{sample('{h64}')}⟧, please rotate it.", f"the Acme token (⟦{sample('{h24}')}:{sample('{h64}')}⟧) leaked"),
         (f"key: sha256:{sample('{h64}')}", "auth: module2.path:create_application_factory", "the key is host7.acme.io:8080", f"PUBLIC_KEY=ed25519:{sample('{43}')}"), unless=OTHER_KEYS, check=is_compound, source="RFC 7617"),
    Rule("uuid_key_with_a_suffix", "SECRET", rf"{BEFORE}(?P<value>{UUID}:[a-z][a-z0-9]{{1,11}}){END}", 0.95,
         (f"ACME_AUTH_KEY=⟦{sample('{uuid}')}:eu⟧", f"The Acme API key is ⟦{sample('{uuid}')}:free⟧, please", f"Authorization: Bearer ⟦{sample('{uuid}')}:eu⟧"), (f"id: {sample('{uuid}')}:eu", f"cache_key={sample('{uuid}')}:v2"), unless=OTHER_KEYS, check=is_secret, source="RFC 9562"),
)
# fmt: on
