"""Secrets: a dummy of the same look that no issuer ever gave out and no checker accepts."""

import regex

from pipeline.pseudonyms.keys import FamilyKey

MARK = "EXAMPLE"
# Everything up to here tells the kind of secret, which is no secret.
PREFIX = regex.compile(
    r"sk-(?:proj-|ant-|svcacct-)?|gh[pousr]_|github_pat_|glpat-|xox[a-z]-|AKIA|ASIA|AIza|[spr]k_(?:live|test)_|SG\.|npm_|hf_|eyJ"
)
PEM = regex.compile(r"(-----BEGIN [^-]+-----\s*)(.*?)(\s*-----END [^-]+-----)", regex.DOTALL)


def dummy_secret(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return a dummy of the same length and look, keyed so that one secret has one dummy.

    The dummy is marked EXAMPLE wherever it is long enough, and nothing of the secret can be got back from it.
    """
    if pem := PEM.fullmatch(surface):
        return pem[1] + _fill(key, pem[2], surface, attempt) + pem[3]
    prefix = PREFIX.match(surface)
    kept = prefix[0] if prefix else ""
    return kept + _fill(key, surface[len(kept) :], surface, attempt)


def _fill(key: FamilyKey, like: str, secret: str, attempt: int) -> str:
    blocks = (key.digest(f"secret|{secret}|{attempt}|{block}") for block in range(1 + len(like) // 32))
    keyed = "".join(_draw(character, byte) for character, byte in zip(like, b"".join(blocks), strict=False))
    letters = [place for place, character in enumerate(keyed) if character.isalnum()]
    if len(letters) < 2 * len(MARK):
        return keyed
    marked = list(keyed)
    for place, mark in zip(letters, MARK, strict=False):
        marked[place] = mark
    return "".join(marked)


def _draw(like: str, byte: int) -> str:
    """Return a character of the kind of `like`: digit, letter of its case, or the mark itself."""
    if like.isdecimal():
        return str(byte % 10)
    if like.isalpha():
        letter = chr(ord("a") + byte % 26)
        return letter.upper() if like.isupper() else letter
    return like
