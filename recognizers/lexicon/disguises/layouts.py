"""Disguised layouts: characters apart, digits apart, values over a line break, and characters that a scanner confuses."""

import re
from collections.abc import Iterator
from itertools import pairwise

import regex

from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.disguises.edits import Edit, digits_in

# Single characters apart by one space or sign: "j o h n @", "4 1 7 5 5 5 0 1 2 3".
APART = regex.compile(r"(?<!\S)[^\s\p{P}](?:[ ][\p{L}\p{N}@.+_-](?!\S)){6,}+")
DIGITS_APART = regex.compile(r"(?<![\w.])\d(?:[._/,|*-][0-9](?![0-9])){6,18}+(?![\w/])")
GROUPS_APART = regex.compile(r"(?<![\w./])\+?\d{2,4}(?:([_/|~*]|[ ]?[._/|-][ ]?)\d{2,4}){2,4}+(?![\w/])")
MIN_DIGITS, MAX_DIGITS = 9, 19
WRAPPED = regex.compile(r"(?<=[\p{L}\d])(?P<hyphen>-)?(?P<wrap>\r?\n[ \t>]{0,8})(?=[\p{L}\d@.])")
HYPHENATED = regex.compile(r"(?<=\p{L})-\r?\n[ \t>]{0,8}(?=\p{L})")
SIGNED = regex.compile(r"[@_\d]")
NEAR = 40

# Characters that a scanner confuses with digits, and digits that it confuses with letters.
AS_DIGITS = str.maketrans("OoIl|SBZ", "00111582")
AS_LETTERS = str.maketrans("015", "OlS")
NUMBER_LIKE = regex.compile(r"(?<![\p{L}\d])[+(]?[0-9OoIl|SBZ](?:[ ]?[-./()–:]?[ ]?[0-9OoIl|SBZ]){4,30}+(?![\p{L}\d])")
WORD_LIKE = regex.compile(
    r"(?<![\p{L}\d_])(?:\p{L}{2,20}[015]\p{L}{1,20}|0\p{Ll}{2,20}|5t(?:r|reet)?|\p{L}{2,20}1(?=:))(?![\p{L}\d_-])"
)
SHORT_NUMBER = regex.compile(r"(?<![\p{L}\d])(?=[lO]\d|\d[lOI])[0-9lOI]{2,4}(?![\p{L}\d])")
BESIDE_DIGIT = re.compile(r"[0-9][A-Za-z|]|[A-Za-z|][0-9]")
PART = regex.compile(r"[0-9A-Za-z|]+")
CONFUSED = regex.compile(r"[OoIl|SBZ]")


def characters_apart(text: str) -> Iterator[Edit]:
    """Yield the edits that join single characters which are apart."""
    for found in APART.finditer(text):
        compact = found[0].replace(" ", "")
        if "@" in compact or (compact.isdecimal() and _is_number(compact)):
            yield from (Edit(place, place + 1, "") for place, one in enumerate(found[0], found.start()) if one == " ")


def digits_apart(text: str) -> Iterator[Edit]:
    """Yield the edits that join digits which signs separate: "4.1.7.5.5.5.0.1.2.3", "417_555_0123"."""
    if digits_in(text) < MIN_DIGITS:
        return
    for pattern, sign in ((DIGITS_APART, ""), (GROUPS_APART, "-")):
        for found in pattern.finditer(text):
            digits = digits_of(found[0])
            if _is_number(digits) and len(digits) >= MIN_DIGITS:
                signs = regex.finditer(r"[^\d+]+", text, pos=found.start(), endpos=found.end())
                yield from (Edit(*one.span(), sign) for one in signs)


def wrapped_lines(text: str) -> Iterator[Edit]:
    """Yield the edits that join a value over a line break: after a hyphen, or beside "@"."""
    if "\n" not in text or not SIGNED.search(text):
        return
    for found in WRAPPED.finditer(text):
        before = text[max(0, found.start() - NEAR) : found.start()].split()[-1]
        after = text[found.end() : found.end() + NEAR].split()[0]
        if found["hyphen"] and SIGNED.search(before + after):
            yield Edit(*found.span(), "")
        elif after.startswith("@"):
            yield Edit(*found.span("wrap"), "")


def hyphenated(text: str) -> Iterator[Edit]:
    """Yield the edits that join words which are hyphenated at the end of a line. Detection joins only addresses and numbers."""
    if "-" in text and "\n" in text:
        yield from (Edit(*found.span(), "") for found in HYPHENATED.finditer(text))


def scanned(text: str) -> Iterator[Edit]:
    """Yield the edits that correct characters which a scanner confuses: "O7 7OO 9OO l84", "l2 0ak 5t"."""
    if not digits_in(text) or not BESIDE_DIGIT.search(text):
        return
    for found in NUMBER_LIKE.finditer(text):
        parts = [part for part in PART.finditer(text, *found.span()) if not part[0].isalpha()]
        letters = sum(len(CONFUSED.findall(part[0])) for part in parts)
        digits = sum(map(str.isdecimal, found[0]))
        if letters and digits >= 3 and digits * 2 >= letters:
            yield from (edit for part in parts for edit in _translated(part, AS_DIGITS))
    for found in SHORT_NUMBER.finditer(text):
        yield from _translated(found, AS_DIGITS)
    for found in WORD_LIKE.finditer(text):
        yield from _translated(found, AS_LETTERS)


def _translated(found: regex.Match[str], table: dict[int, int]) -> Iterator[Edit]:
    for place, (one, read) in enumerate(zip(found[0], found[0].translate(table), strict=True), found.start()):
        if one != read:
            yield Edit(place, place + 1, read)


def _is_number(digits: str) -> bool:
    """Return whether digits are a number, rather than a row of a matrix or of numbers that count."""
    steps = {int(after) - int(before) for before, after in pairwise(digits)}
    return 7 <= len(digits) <= MAX_DIGITS and len(set(digits)) > 2 and len(steps) > 2
