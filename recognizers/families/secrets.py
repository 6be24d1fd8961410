"""Credential patterns: keys and tokens by their issuers' published prefixes, passwords by their labels."""

import regex
from presidio_analyzer import Pattern, PatternRecognizer

# Presidio compiles every pattern case-insensitively; `(?-i:` makes a part case sensitive again. After a label, a plain
# word is not a key ("API key: authentication").
API_KEYS = {
    "AWS access key id": r"(?-i:\b(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{16}\b)",
    "GitHub token": r"(?-i:\b(?:gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_\w{22,255})\b)",
    "GitLab token": r"(?-i:\bglpat-[\w-]{20,64}\b)",
    "OpenAI or Anthropic key": r"(?-i:\bsk-(?:proj-|ant-|svcacct-)?[\w-]{20,200}\b)",
    "Slack token": r"(?-i:\bxox[abeoprs]-[A-Za-z0-9-]{10,250}\b)",
    "Slack webhook": r"https://hooks\.slack\.com/services/[\w/]{20,80}",
    "Google API key": r"(?-i:\bAIza[\w-]{35}\b)",
    "Stripe key": r"(?-i:\b[spr]k_(?:live|test)_[A-Za-z0-9]{16,99}\b)",
    "SendGrid key": r"(?-i:\bSG\.[\w-]{16,32}\.[\w-]{32,64}\b)",
    "npm token": r"(?-i:\bnpm_[A-Za-z0-9]{36}\b)",
    "Hugging Face token": r"(?-i:\bhf_[A-Za-z0-9]{30,40}\b)",
    "key in a header or setting": r"\b(?:x-)?api[_ -]?key[\"']?\s*(?:[:=]|is)\s*[\"']?\K(?-i:(?![a-z]+\.?(?![\w\-.+/=])))[\w\-.+/]{12,200}={0,2}",
}
SECRETS = {
    "private key": r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----.{20,10000}?-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----",
    "JSON web token": r"(?-i:\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,})",
    "bearer token": r"\bBearer\s+\K(?-i:(?![a-z]+\.?(?![\w\-.+/~=])))[\w\-.+/~]{16,2000}={0,2}",
    "client secret": r"\b(?:client|app|shared|signing|webhook|aws)[_ -]?(?:secret|token)(?:[_ -]?(?:access[_ -]?)?key)?[\"']?\s*[:=]\s*[\"']?\K[^\s\"',;]{8,200}",
}
# Published prefixes that identify the kind of secret: the dummy of a secret keeps them.
PREFIX = regex.compile(
    r"sk-(?:proj-|ant-|svcacct-)?|gh[pousr]_|github_pat_|glpat-|xox[a-z]-|AKIA|ASIA|AIza|[spr]k_(?:live|test)_|SG\.|npm_|hf_|eyJ"
)
# A line of a Heteronym key file (pipeline/replace/keyed/keys.py): a prefix and 32 bytes in base64.
OWN_KEY = r"(?-i:\bheteronym-key-1:[A-Za-z0-9+/]{43}=?)"
PASSWORDS = {
    "labelled password": r"\b(?:password|passwd|passphrase|passcode|pwd)[\"']?\s*(?:[:=]|is:?\s)\s*[\"'`]?\K(?!\s)[^\s\"'`,;]{4,128}(?<![.!?])",
    "password in a URL": r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@]{1,64}:\K[^\s/@]{3,128}(?=@)",
}


def recognizers() -> list[PatternRecognizer]:
    """Return the recognizers of this family."""
    families = {"API_KEY": API_KEYS, "SECRET": SECRETS, "PASSWORD": PASSWORDS}
    own_key = PatternRecognizer(
        supported_entity="SECRET",
        patterns=[Pattern(name="key of Heteronym", regex=OWN_KEY, score=1.0)],
        name="HeteronymKeyRecognizer",
    )
    return [
        own_key,
        *(
            PatternRecognizer(
                supported_entity=entity,
                patterns=[Pattern(name=name, regex=pattern, score=0.9) for name, pattern in patterns.items()],
                name=f"{entity.title().replace('_', '')}Recognizer",
            )
            for entity, patterns in families.items()
        ),
    ]
