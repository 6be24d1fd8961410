"""Random values of settings in capitals without a word for a secret in their name, such as `ACME_APP_CERTIFICATE`."""

from recognizers.families.secrets.placeholders import is_key_of_a_setting
from recognizers.families.secrets.shapes import sample
from recognizers.rules import Rule

LIMITS = "Random values under a name in small letters without a word for a secret; those of 40 hexadecimal digits, which may be commits."
# Settings with these words in their name hold digests, addresses and identifiers, which look the same.
NO_SECRETS = (
    "SHA\\d{0,4}|MD5|HASH|CHECKSUM|DIGEST|COMMIT|REV|REVISION|REF|TAG|VERSION|BUILD|IMAGE|FINGERPRINT|THUMBPRINT|ETAG|TRACE|SPAN|"
    "PUBLIC|PUB|ADDRESS|TX|TXID|BLOCK|INTEGRITY|CACHE|SUM|SIG|SIGNATURE|CONTAINER|INVOCATION|MACHINE|BOOT|REQUEST|CORRELATION|"
    "RUN|JOB|UUID|GUID|LAYER|SOURCE|OBJECT|FILE|TREE|BLOB|EXPECTED|GIT|GOLDEN"
)
NAME = rf"(?!(?:[A-Z0-9]{{1,24}}_){{0,6}}(?:{NO_SECRETS})(?![A-Z0-9]))[A-Z][A-Z0-9]{{1,24}}(?:_[A-Z0-9]{{1,24}}){{1,6}}"
SETTING = (
    rf"(?:(?:(?:export|set)[ \t]{{1,3}})?{NAME}(?:=|:[ \t]{{1,3}})|(?:ENV|ARG)[ \t]{{1,3}}{NAME}(?:=|[ \t]{{1,3}})"
    rf"|-[ \t]{{1,3}}name:[ \t]{{1,3}}{NAME}[ \t]?\n[ \t]{{1,20}}value:[ \t]{{1,3}})"
)

# fmt: off
RULES = (
    Rule("random_setting_in_capitals", "SECRET", rf"^[ \t]{{0,12}}{SETTING}[\"']?(?P<value>[A-Za-z0-9]{{32,128}})(?=[\"']?(?:\s|$))", 0.8,
         (f"ACME_APP_CERTIFICATE=⟦{sample('{h32}')}⟧", f'export ACME_PROJECT_ID="⟦prod{sample("{32}")}⟧"', f"  ACME_REPORTER_ID: ⟦{sample('{h64}')}⟧", f"ENV ACME_PROJECT ⟦{sample('{36}')}⟧", f"- name: ACME_CERTIFICATE\n  value: ⟦{sample('{h32}')}⟧"),
         (f"GIT_COMMIT_ID={sample('{h64}')}", f"ZLIB_SHA256={sample('{h64}')}", f"APP_PIN={sample('{h40}')}", f"SOME_VALUE = '{sample('{h64}')}'", "APP_LIMIT_NAME=maximumNumberOfConcurrentRequests2", f"INVOCATION_ID={sample('{h32}')}"), check=is_key_of_a_setting, source="https://12factor.net/config"),
)
# fmt: on
