"""Secrets: replaced by a dummy that shows the published kind of secret only."""

import regex

from recognizers.families.secrets.prefixes import PREFIX

MARK = "EXAMPLE"
BODY = f"{MARK}0{MARK}0{MARK}"
PEM = regex.compile(r"-----BEGIN (?P<kind>(?:(?:RSA|DSA|EC|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?)-----")


def dummy_secret(surface: str, attempt: int = 0) -> str:
    """Return a dummy of the same kind as a secret. No issuer assigned it and no validator accepts it.

    All secrets of a kind have the same dummy, so that it reveals neither length nor characters nor equality.

    Arguments:
        surface: the secret.
        attempt: 0 for the dummy; 1, 2 ... for further ones, if the document already contains the dummy.
    """
    body = BODY + (str(attempt) if attempt else "")
    if pem := PEM.match(surface):
        return f"-----BEGIN {pem['kind']}-----\n{body}\n-----END {pem['kind']}-----"
    prefix = PREFIX.match(surface)
    return (prefix[0] if prefix else "") + body
