"""IBANs: country and structure stay, the bank is one that no bank has, and every check digit is right."""

from collections.abc import Callable

from stdnum import luhn
from stdnum.es import ccc
from stdnum.iso7064 import mod_97_10

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.shapes import DIGITS, LETTERS, characters, fill, permute_characters, same_shape

SHORTEST = 12
BANK_LENGTH = 4
FRENCH_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
ITALIAN_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
# The clearing house of the National Bank of Belgium: its list of banks has it, and nobody an account there.
BELGIAN_CLEARING = "102"
FINNISH_WEIGHTS = (2, 1)


def surrogate_iban(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another IBAN of the country, which `stdnum.iban` takes where it took the original.

    Accounts are permuted within the first four characters of the bank code, which become zeros, or X.

    Arguments:
        key: the family key of numbers.
        surface: the IBAN as it is written.
        attempt: counts up where an earlier surrogate was taken.
    """
    text = characters(surface)
    if len(text) < SHORTEST or not text.isascii():
        return same_shape(key, "IBAN_CODE", surface, attempt)
    country, national = text[:2], text[4:]
    where, set_checks = NATIONAL_CHECKS.get(country, NO_CHECKS)
    checked = set(range(len(national))[where])
    nobody = "".join("0" if character.isdecimal() else "X" for character in national[:BANK_LENGTH])
    places = [place for place in range(BANK_LENGTH, len(national)) if place not in checked]
    account = "".join(national[place] for place in places)
    may = [DIGITS if character.isdecimal() else LETTERS for character in account]
    label = f"iban|{country}|{national[:BANK_LENGTH]}|{attempt}"
    made = dict(zip(places, permute_characters(key, label, account, may), strict=True))
    unchecked = nobody + "".join(made.get(place, "0") for place in range(BANK_LENGTH, len(national)))
    try:
        whole = set_checks(unchecked)
    except (ValueError, IndexError):  # not the layout of the country
        whole = unchecked
    return fill(surface, country + _checks(country, whole) + whole)


def _checks(country: str, national: str) -> str:
    return f"{98 - int(mod_97_10.checksum(national + country + '00')):02}"


def _spanish(national: str) -> str:
    return national[:8] + str(ccc.calc_check_digits(national[:8] + "00" + national[10:])) + national[10:]


def _belgian(national: str) -> str:
    body = BELGIAN_CLEARING + national[3:-2]
    return f"{body}{int(body) % 97 or 97:02}"


def _norwegian(national: str) -> str:
    """The bank 0000 is the post's of old, whose accounts have six digits and Luhn's."""
    return f"{national[:-1]}{luhn.calc_check_digit(national[4:-1])}"


def _french(national: str) -> str:
    bank, branch, account = (int(part.translate(FRENCH_LETTERS)) for part in _cut(national, 5, 5, 11))
    return f"{national[:-2]}{97 - (89 * bank + 15 * branch + 3 * account) % 97:02}"


def _italian(national: str) -> str:
    """The letter in front is computed from the rest, odd places by a table."""
    values = (int(one, 36) if one.isdecimal() else ord(one) - ord("A") for one in national[1:])
    total = sum(value if place % 2 else ITALIAN_ODD[value] for place, value in enumerate(values))
    return LETTERS[total % 26] + national[1:]


def _finnish(national: str) -> str:
    products = (int(digit) * FINNISH_WEIGHTS[place % 2] for place, digit in enumerate(national[:-1]))
    return f"{national[:-1]}{-sum(one // 10 + one % 10 for one in products) % 10}"


def _modulo_97(national: str) -> str:
    return f"{national[:-2]}{98 - int(national[:-2] + '00') % 97:02}"


def _cut(text: str, *lengths: int) -> list[str]:
    starts = [sum(lengths[:place]) for place in range(len(lengths))]
    return [text[start : start + length] for start, length in zip(starts, lengths, strict=True)]


# By country: where the national number has its own check digits, and what sets them.
NO_CHECKS: tuple[slice, Callable[[str], str]] = (slice(0), str)
NATIONAL_CHECKS: dict[str, tuple[slice, Callable[[str], str]]] = {
    "ES": (slice(8, 10), _spanish),
    "BE": (slice(-2, None), _belgian),
    "NO": (slice(-1, None), _norwegian),
    **dict.fromkeys(("FR", "MC"), (slice(-2, None), _french)),
    **dict.fromkeys(("IT", "SM"), (slice(0, 1), _italian)),
    "FI": (slice(-1, None), _finnish),
    **dict.fromkeys(("BA", "ME", "MK", "PT", "RS", "SI"), (slice(-2, None), _modulo_97)),
}
