"""Signed JSON: its canonical form, which is what a signature covers, and the check of a signature."""

import json
from collections.abc import Callable, Collection
from typing import Any

from pipeline.replace.keyed.signing import Signer, fingerprint_of, is_signed

PUBLIC_KEY, SIGNATURE = "public_key", "signature"
CHANGED = "was changed after it was signed"
MAX_INTEGER = 2**53  # of numbers that every reader of JSON keeps exactly (RFC 7493, section 2.2)
Form = Callable[[Any], bytes]
DECIMALS = (1e-4, 1e16)  # between them, Python and ECMAScript write the same digits


def canonical(value: Any) -> bytes:
    """Return JSON in canonical form (RFC 8785): no spaces, names sorted by their UTF-16 units, text not escaped.

    Two departures. Numbers are a subset: integers below 2^53, and decimals between 0.0001 and 10^16. Lone surrogates,
    which stand for the bytes of a file name that is not UTF-8, are written as escapes in place of an error.

    Raises:
        ValueError: a number is outside the subset, or a value is of no type of JSON.
    """
    text = json.dumps(_ordered(plain(value)), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def signed(content: dict[str, Any], signer: Signer, form: Form = canonical) -> dict[str, Any]:
    """Return a content with the public key of its signer, and the signature of both in a form."""
    whole = {**content, PUBLIC_KEY: signer.public_key}
    return {**whole, SIGNATURE: signer.sign(form(whole))}


def signature_fault(content: dict[str, Any], trusted: Collection[str], form: Form = canonical) -> str:
    """Return what is wrong with a signature; empty for nothing.

    Arguments:
        content: the result of `signed`.
        trusted: the fingerprints of the signers that are expected.
        form: returns the bytes that the signature covers.
    """
    unsigned = {name: value for name, value in content.items() if name != SIGNATURE}
    public_key, signature = content.get(PUBLIC_KEY), content.get(SIGNATURE)
    try:
        is_valid = is_signed(form(unsigned), str(public_key), str(signature))
    except (ValueError, RecursionError):
        is_valid = False
    if not is_valid:
        return CHANGED
    signer = fingerprint_of(str(public_key))
    return "" if signer in trusted else f"is signed by another key, with the fingerprint {signer}"


def signer_of(content: dict[str, Any]) -> str:
    """Return the fingerprint of the key that a content names as its signer; empty if it names none."""
    try:
        return fingerprint_of(str(content.get(PUBLIC_KEY)))
    except ValueError:
        return ""


def plain(value: Any) -> Any:
    """Return JSON with each number in its only form: a file with `1.0` in place of `1` would have the same signature.

    Raises:
        ValueError: as in `canonical`.
    """
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, int) and abs(value) >= MAX_INTEGER:
        raise ValueError("an integer is too large for canonical JSON")
    if value is not None and not isinstance(value, int | str):
        raise ValueError("a value is of no type of JSON")
    return value


def _ordered(value: Any) -> Any:
    """Return a value with the names of all objects in order."""
    if isinstance(value, dict):
        return {name: _ordered(value[name]) for name in sorted(value, key=_units)}
    return [_ordered(item) for item in value] if isinstance(value, list) else value


def _units(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")


def _decimal(value: float) -> float | int:
    if abs(value) < MAX_INTEGER and value == int(value):
        return int(value)
    if not DECIMALS[0] <= abs(value) < DECIMALS[1]:
        raise ValueError("a decimal is too small or too large for canonical JSON")
    return value
