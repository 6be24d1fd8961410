"""Secrets: a dummy that tells the published kind of a secret, and nothing of the secret itself."""

import regex

MARK = "EXAMPLE"
BODY = f"{MARK}0{MARK}0{MARK}"
# Everything up to here tells the kind of secret, which is no secret.
PREFIX = regex.compile(
    r"sk-(?:proj-|ant-|svcacct-)?|gh[pousr]_|github_pat_|glpat-|xox[a-z]-|AKIA|ASIA|AIza|[spr]k_(?:live|test)_|SG\.|npm_|hf_|eyJ"
)
PEM = regex.compile(r"-----BEGIN (?P<kind>(?:(?:RSA|DSA|EC|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?)-----")


def dummy_secret(surface: str, attempt: int = 0) -> str:
    """Return a dummy of the kind of a secret, which no issuer ever gave out and no checker accepts.

    All secrets of a kind have the same one, so that neither their length, their characters nor which of them are equal shows.

    Arguments:
        surface: the secret.
        attempt: 0 for the dummy, 1, 2 ... for others, where the document contains the dummy already.
    """
    body = BODY + (str(attempt) if attempt else "")
    if pem := PEM.match(surface):
        return f"-----BEGIN {pem['kind']}-----\n{body}\n-----END {pem['kind']}-----"
    prefix = PREFIX.match(surface)
    return (prefix[0] if prefix else "") + body
