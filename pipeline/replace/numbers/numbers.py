"""Structured numbers: length, layout and valid check digits are preserved.

If a range is reserved for tests or fiction, or was never issued, surrogates come from this range, so that none of them
is a real person's number.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import islice

import regex
from stdnum import iban, luhn

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import cycle
from pipeline.replace.keyed.shapes import (
    DIGITS,
    LETTERS,
    characters,
    fill,
    fill_digits,
    number_of,
    same_shape,
    shape_size,
    spread,
    text_of,
)
from pipeline.replace.numbers.ibans import surrogate_iban
from pipeline.replace.numbers.national_ids import ANY_ID, surrogate_id
from pipeline.replace.numbers.phones import surrogate_phone
from recognizers.entities import row_of, where
from recognizers.lexicon.digits import digits_of

# Prefixes of the test numbers that card processors publish; no issuer uses these ranges.
TEST_CARD_PREFIXES = (
    (regex.compile(r"4"), "411111"),
    (regex.compile(r"5[1-5]"), "555555"),
    (regex.compile(r"2[2-7]"), "222300"),
    (regex.compile(r"3[47]"), "378282"),
    (regex.compile(r"6011|65|64[4-9]"), "601111"),
    (regex.compile(r"3(?:0[0-5]|[689])"), "305693"),
    (regex.compile(r"35"), "353011"),
)
HEX_DIGITS = frozenset("0123456789abcdef")
SSN = regex.compile(r"\d{3}-\d{2}-\d{4}")
MIN_CARD_DIGITS = 12
PATTERN_WALKS = 200
# A pattern in which each position is matched independently of the others: EMP-\\d{5}, [A-Z]{2}\\d{6}.
FIXED_PLACES = regex.compile(r"(?:(?:\\d|\\[-./# ]|[\w #/-]|\[[A-Za-z0-9-]+\])(?:\{\d+\})?)+")
DIGIT, CASED = regex.compile(r"\d"), regex.compile(r"\p{L}")
MAX_LAYOUTS = 4096
# Entities that are not numbers.
NOT_NUMBERED = where(is_number=False)
# A candidate number that no caller uses, for an original in a reserved range that maps to itself.
SECOND_CHANCE = 1_000_000


def surrogate_number(key: FamilyKey, entity: str, surface: str, attempt: int = 0) -> str:
    """Return the surrogate of a structured number, which differs from the number.

    Arguments:
        key: the family key of numbers.
        entity: the entity of the number; without a known format, only the shape is preserved.
        surface: the number as it is written; separators stay.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    made = _surrogate(key, entity, surface, attempt)
    return made if made != surface else _surrogate(key, entity, surface, attempt + SECOND_CHANCE)


def _surrogate(key: FamilyKey, entity: str, surface: str, attempt: int) -> str:
    if entity in ANY_ID and SSN.fullmatch(surface):
        entity = "US_SSN"
    make = KINDS.get(row_of(entity).surrogate)
    made = make(key, entity, surface, attempt) if make else ""
    return made or surrogate_id(key, entity, surface, attempt) or same_shape(key, entity, surface, attempt)


def surrogate_of_pattern(key: FamilyKey, entity: str, surface: str, pattern: str, attempt: int = 0) -> str:
    """Return a surrogate that matches the pattern of a policy, if the original matches it.

    The free characters are permuted until the result matches again (cycle walking), so that ids do not collide.

    Arguments:
        key: the family key of numbers.
        entity: the entity of the id.
        surface: the id as it is written.
        pattern: the regular expression that declares the entity.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    declared = regex.compile(pattern)
    if not declared.fullmatch(surface):
        if declared.fullmatch(surface.upper()):  # "lot/ax204" is LOT/AX204
            return surrogate_of_pattern(key, entity, surface.upper(), pattern, attempt).lower()
        return surrogate_number(key, entity, surface, attempt)
    text = characters(surface)
    is_fixed = FIXED_PLACES.fullmatch(pattern) is not None
    may = _allowed_in_layout(declared, surface, text) if is_fixed else _allowed(declared, surface, text)
    index, size = number_of(text, may)
    for further in islice(cycle(key, f"{entity}|{'|'.join(may)}|{attempt}", index, size), PATTERN_WALKS):
        made = text_of(further, may)
        candidate = fill(surface, made)
        if declared.fullmatch(candidate) and (is_fixed or _allowed(declared, candidate, made) == may):
            return candidate
    return same_shape(key, entity, surface, attempt)


@lru_cache(maxsize=4096)
def domain_size(entity: str, surface: str, pattern: str = "") -> int | None:
    """Return the number of values with the format of this one. A client that requests all their surrogates can invert them.

    Arguments:
        entity: the entity of the number.
        surface: the number as it is written; characters that its surrogate keeps do not count.
        pattern: the regular expression that declares the entity; empty if there is none.

    Returns:
        The size of the domain; None if the value is not a number.
    """
    if entity in NOT_NUMBERED or not DIGIT.search(surface):
        return None
    if pattern and (declared := regex.compile(pattern)).fullmatch(surface):
        text = characters(surface)
        return number_of(text, _allowed(declared, surface, text))[1]
    return shape_size(entity, surface)


def _allowed_in_layout(declared: regex.Pattern[str], surface: str, text: str) -> Sequence[str]:
    """Return the alphabets that a pattern with independent positions allows, cached per layout of digits and letters."""
    layout = (
        declared.pattern,
        text[:1] == "0",
        CASED.sub(lambda letter: "A" if letter[0].isupper() else "a", DIGIT.sub("1", surface)),
    )
    if layout not in _layouts:
        if len(_layouts) >= MAX_LAYOUTS:
            _layouts.clear()
        _layouts[layout] = _allowed(declared, surface, text)
    return _layouts[layout]


@lru_cache(maxsize=4096)
def _allowed(declared: regex.Pattern[str], surface: str, text: str) -> Sequence[str]:
    """Return the alphabet that a pattern allows at each position of a text, with the other positions unchanged."""
    may = []
    for place, character in enumerate(text):
        kind = DIGITS if character.isdecimal() else LETTERS
        if place == 0 and character != "0" and character.isdecimal():
            kind = DIGITS[1:]
        variants = (text[:place] + replacement + text[place + 1 :] for replacement in kind)
        matching = (variant[place] for variant in variants if declared.fullmatch(fill(surface, variant)))
        may.append("".join(matching) or character)
    return may


def _card(key: FamilyKey, entity: str, surface: str, attempt: int) -> str:
    """Return a test card number. Numbers of one issuer's range are permuted, so that they do not collide."""
    digits = digits_of(surface)
    if len(digits) < MIN_CARD_DIGITS:
        return ""
    prefix = next((test for brand, test in TEST_CARD_PREFIXES if brand.match(digits)), digits[0])
    width = len(digits) - len(prefix) - 1
    index = spread(key, f"card|{prefix}|{len(digits)}|{attempt}", int(digits[:-1]), 10**width)
    body = prefix + str(index).zfill(width)
    return fill_digits(surface, body + str(luhn.calc_check_digit(body)))


def _ssn(key: FamilyKey, entity: str, surface: str, attempt: int) -> str:
    """Return an SSN that was never issued: areas 900 to 999, with groups below 50, which ITINs do not use."""
    digits = digits_of(surface)
    if len(digits) != 9:
        return ""
    index = spread(key, f"ssn|{attempt}", int(digits), 100 * 49 * 9999)
    area, rest = divmod(index, 49 * 9999)
    group, serial = divmod(rest, 9999)
    return fill_digits(surface, f"{900 + area}{1 + group:02}{1 + serial:04}")


def _phone(key: FamilyKey, entity: str, surface: str, attempt: int) -> str:
    return surrogate_phone(key, surface, attempt, row_of(entity).country.upper()) if DIGIT.search(surface) else ""


def _iban(key: FamilyKey, entity: str, surface: str, attempt: int) -> str:
    return surrogate_iban(key, surface, attempt)


def _bank_account(key: FamilyKey, entity: str, surface: str, attempt: int) -> str:
    return surrogate_iban(key, surface, attempt) if iban.is_valid(surface) else ""


def _hexadecimal(key: FamilyKey, entity: str, surface: str, attempt: int) -> str:
    value = surface.casefold()
    stream = iter(f"{int.from_bytes(key.digest(f'hex|{value}|{attempt}')):064x}" * (1 + len(surface) // 64))
    made = (next(stream) if character in HEX_DIGITS else character for character in value)
    text = "".join(made)
    return text.upper() if surface.isupper() else text


# Surrogate family -> the function that makes the number; an empty string from it leaves the number to the rules of
# national ids, and to its shape.
KINDS: dict[str, Callable[[FamilyKey, str, str, int], str]] = {
    "bank_account": _bank_account,
    "card": _card,
    "hexadecimal": _hexadecimal,
    "iban": _iban,
    "mac": _hexadecimal,
    "phone": _phone,
    "ssn": _ssn,
}
_layouts: dict[tuple[str, bool, str], Sequence[str]] = {}
