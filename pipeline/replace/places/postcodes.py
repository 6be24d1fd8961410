"""Postcodes: replaced by unassigned ones of the same region; first digits or letters that encode the region stay."""

from collections.abc import Sequence
from functools import cache

import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.shapes import fill_digits, permute_digits, spread
from pipeline.replace.numbers.numbers import surrogate_number
from recognizers.lexicon.digits import digits_of

# Ranges without a postcode in the lists of the United States, Germany, France, Spain and Italy (6: of the first two). A
# code of five digits does not identify its country, and must get the same surrogate alone and within an address.
FIVE_DIGITS = (
    (200, 499), (11621, 11689), (19737, 19799), (20919, 20992), (21931, 21999), (28926, 28999), (31918, 31992), (36926, 36999),
    (39902, 39999), (41904, 41999), (44908, 44979), (51801, 51999), (52810, 52999), (55841, 55899), (58900, 58999), (69601, 69999),
    (70900, 70999), (82733, 82799), (84871, 84999), (85801, 85899), (88906, 88999), (89901, 89999), (90900, 90999), (92900, 92999),
    (94721, 94799),
)  # fmt: skip
# Australia's first digit is the state.
FOUR_DIGITS = (
    (201, 299), (887, 899), (1892, 1999), (2682, 2699), (2922, 2999), (3600, 3606), (3650, 3657), (3997, 3999), (4896, 4999), (5735, 5799), (6771, 6797),
    (7471, 7799), (8206, 8382), (9016, 9463),
)  # fmt: skip
# India's first digit is the zone; no postcodes are assigned with these first two or three digits.
SIX_DIGITS = (
    (1, 9999), (100001, 109999), (290001, 299999), (350001, 359999), (433001, 439999), (540001, 559999), (650001, 669999),
    (771001, 779999), (860001, 899999),
)  # fmt: skip
RANGES: dict[int, Sequence[tuple[int, int]]] = {4: FOUR_DIGITS, 5: FIVE_DIGITS, 6: SIX_DIGITS, 9: FIVE_DIGITS}
# Japan assigns no postcode that begins with 000, Brazil none that begins with 00.
UNUSED_PREFIXES = {7: "000", 8: "00"}
BRITISH = regex.compile(r"(?<area>[A-Z]{1,2})(?<district>\d[A-Z\d]?)(?<gap>\s?)\d[A-Z]{2}")
CANADIAN = regex.compile(r"(?<area>[A-Z])\d[A-Z](?<gap>[ -]?)\d[A-Z]\d")
DUTCH = regex.compile(r"[1-9]\d{3}(?<gap>\s?)[A-Z]{2}")
LETTERS = "ABEGHJLNPRSTWXYZ"
# Royal Mail uses none of these letters in the last two positions, Canada Post none in the fifth.
NEVER_BRITISH, NEVER_CANADIAN = "CIKMOV", "DFIOQU"


def surrogate_postcode(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return an unassigned postcode in the same format, near the original.

    Arguments:
        key: the family key of places.
        surface: the postcode as it is written; in an unknown format, only the shape is preserved.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    text = surface.upper()
    digest = key.digest(f"postcode|{''.join(filter(str.isalnum, text))}|{attempt}")
    if british := BRITISH.fullmatch(text):
        made = _british(british, digest)
    elif canadian := CANADIAN.fullmatch(text):
        first, second = (f"{byte % 10}" for byte in digest[:2])
        made = f"{canadian['area']}{first}{_letter(LETTERS, digest[2])}{canadian['gap']}{second}{_letter(NEVER_CANADIAN, digest[3])}{digest[4] % 10}"
    elif dutch := DUTCH.fullmatch(text):
        made = f"0{int.from_bytes(digest[:4]) % 1000:03}{dutch['gap']}{_letter(LETTERS, digest[4])}{_letter(LETTERS, digest[5])}"
    else:
        digits = digits_of(text)
        if not (numbers := _digits(key, digits, attempt)):
            return surrogate_number(key, "ZIP_CODE", surface, attempt)
        return fill_digits(surface, numbers)
    return made if surface.isupper() else made.lower()


def is_unissued(surface: str) -> bool:
    """Return whether a ZIP code lies in an unassigned range."""
    digits = digits_of(surface)
    return len(digits) in (5, 9) and any(int(digits[:5]) in _codes(*limits) for limits in FIVE_DIGITS)


def _british(code: "regex.Match[str]", digest: bytes) -> str:
    """Return a British postcode of the same area whose last letter is never assigned."""
    district = "".join(
        f"{1 + byte % 9}" if character.isdecimal() else _letter(LETTERS[:8], byte)
        for character, byte in zip(code["district"], digest, strict=False)
    )
    ending = f"{digest[3] % 10}{_letter(LETTERS, digest[4])}{_letter(NEVER_BRITISH, digest[5])}"
    return f"{code['area']}{district}{code['gap']}{ending}"


def _letter(letters: str, byte: int) -> str:
    return letters[byte % len(letters)]


def _digits(key: FamilyKey, digits: str, attempt: int) -> str:
    """Return other digits of the same length, with few collisions among neighbours; empty for an unknown length."""
    if prefix := UNUSED_PREFIXES.get(len(digits)):
        return prefix + permute_digits(key, f"postcode|{digits[: len(prefix)]}", digits[len(prefix) :], attempt)
    if len(digits) not in RANGES:
        return ""
    width = min(len(digits), 6) if len(digits) != 9 else 5
    number = int(digits[:width])
    codes = _codes(*_nearest(RANGES[len(digits)], number, 10 ** (width - 1)))
    made = codes[spread(key, f"zip|{codes[0]}|{attempt}", number, len(codes))]
    if made == number:
        made = codes[(codes.index(made) + 1) % len(codes)]
    rest = permute_digits(key, "zip+4", digits[width:], attempt) if digits[width:] else ""
    return f"{made:0{width}}{rest}"


def _nearest(ranges: Sequence[tuple[int, int]], number: int, unit: int) -> tuple[int, int]:
    """Return the range nearest to a number, preferably one with the same first digit."""
    return min(
        ranges,
        key=lambda limits: (limits[0] // unit != number // unit, max(limits[0] - number, number - limits[1], 0)),
    )


@cache
def _codes(first: int, last: int) -> tuple[int, ...]:
    """Return the codes of a range without those that end in 0, as most French postcodes do."""
    return tuple(code for code in range(first, last + 1) if code % 10)
