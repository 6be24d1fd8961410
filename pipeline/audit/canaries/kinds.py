"""Kinds of canaries: how a sentence begins, and how the random value that follows is drawn.

All values of a kind have one length and one format, so that a copy that keeps the format gives no way to distinguish them.
Canaries and the look-alikes with which they are compared come from the same function.
"""

import random
import string
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.replace.people.origins import Origin, likely_gender, origin_of

CONSONANTS, VOWELS, ENDINGS = "bcdfghjklmnprstvz", "aeiou", "lnrst"
LOWER, DIGITS = string.ascii_lowercase, string.digits
AREA_CODES = ("202", "212", "303", "312", "404", "415", "503", "602", "617", "713")  # in use, so that numbers are valid
SYLLABLES = 3
ORIGIN = Origin("pl", "pl", "")  # which such names are taken for most often
DOMAIN = "quillmoor-trading.com"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of canaries.

    Arguments:
        name: its name in reports.
        prefix: the beginning of the sentence. The last characters of no two kinds are equal.
        draw: draws a value.
    """

    name: str
    prefix: str
    draw: Callable[[random.Random], str]


def _some(chance: random.Random, characters: str, count: int) -> str:
    return "".join(chance.choices(characters, k=count))


def _name_word(chance: random.Random) -> str:
    syllables = (chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(SYLLABLES))
    return "".join(syllables).title() + chance.choice(ENDINGS)


def _name(chance: random.Random) -> str:
    """Draw a name of syllables; hardly any is in a list of names.

    Its surrogate may keep culture and gender, so all names have one culture, and a gender that their letters do not show.
    """
    while True:
        given, family = _name_word(chance), _name_word(chance)
        if origin_of(given.lower(), family.lower()) == ORIGIN and not likely_gender(given.lower()):
            return f"{given} {family}"


def _customer_id(chance: random.Random) -> str:
    """Draw an id without a leading zero, which its surrogate would keep."""
    return f"CUS-{_some(chance, DIGITS[1:], 1)}{_some(chance, DIGITS, 8)}"


def _mail_address(chance: random.Random) -> str:
    return f"{_some(chance, LOWER, 6)}.{_some(chance, LOWER, 8)}@{DOMAIN}"


def _phone_number(chance: random.Random) -> str:
    exchange = _some(chance, DIGITS[2:], 1) + _some(chance, DIGITS, 2)
    return f"+1 {chance.choice(AREA_CODES)}-{exchange}-{_some(chance, DIGITS, 4)}"


def _secret(chance: random.Random) -> str:
    return _some(chance, string.ascii_letters + DIGITS, 24)


KINDS = (
    Kind("name", "Best regards, ", _name),
    Kind("customer id", "My customer id is ", _customer_id),
    Kind("e-mail address", "You can write to me at ", _mail_address),
    Kind("phone number", "Please call me back at ", _phone_number),
    Kind("secret", "api_key = ", _secret),
)
