"""Numbers that are read out in words, of at least seven digits, without a label: nearly always phone numbers or ids."""

from collections.abc import Iterator
from itertools import pairwise

from recognizers.functions import Found, FunctionRecognizer
from recognizers.lexicon.spoken_numbers import read_out

LIMITS = "Shorter numbers in words are found by their label only, as numbers in digits are. Ordinal numbers and amounts are not read."
MIN_DIGITS = 7
MIN_DISTINCT, MIN_STEPS = 3, 3
SCORE = 0.5


def numbers_read_out(text: str) -> Iterator[Found]:
    """Find numbers of several digits that are read out, "oh seven seven, four one eight, two oh", but no rows that count."""
    for items in read_out(text):
        if _is_number("".join(item.text for item in items)):
            yield items[0].start, items[-1].end, "PHONE_NUMBER", SCORE


def _is_number(written: str) -> bool:
    digits = [int(character) for character in written if character.isdecimal()]
    steps = {after - before for before, after in pairwise(digits)}
    return len(digits) >= MIN_DIGITS and len(set(digits)) >= MIN_DISTINCT and len(steps) >= MIN_STEPS


def recognizers() -> list[FunctionRecognizer]:
    """Return the recognizers of this family."""
    return [FunctionRecognizer("number_read_out", ["PHONE_NUMBER"], numbers_read_out)]
