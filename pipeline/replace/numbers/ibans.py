"""IBANs: country and structure stay, the bank code is an unassigned one, and all check digits are valid."""

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
# The clearing house of the National Bank of Belgium: a listed bank code without customer accounts.
BELGIAN_CLEARING = "102"
FINNISH_WEIGHTS = (2, 1)


def surrogate_iban(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another IBAN of the same country. It is valid for `stdnum.iban` if the original is.

    The first four characters of the bank code become zeros or X. Accounts with the same four characters are permuted.

    Arguments:
        key: the family key of numbers.
        surface: the IBAN as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    text = characters(surface)
    if len(text) < SHORTEST or not text.isascii():
        return same_shape(key, "IBAN_CODE", surface, attempt)
    country, national = text[:2], text[4:]
    where, set_checks = NATIONAL_CHECKS.get(country, NO_CHECKS)
    checked = set(range(len(national))[where])
    bank = "".join("0" if character.isdecimal() else "X" for character in national[:BANK_LENGTH])
    places = [place for place in range(BANK_LENGTH, len(national)) if place not in checked]
    account = "".join(national[place] for place in places)
    may = [DIGITS if character.isdecimal() else LETTERS for character in account]
    label = f"iban|{country}|{national[:BANK_LENGTH]}|{attempt}"
    made = dict(zip(places, permute_characters(key, label, account, may), strict=True))
    unchecked = bank + "".join(made.get(place, "0") for place in range(BANK_LENGTH, len(national)))
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
    """Bank 0000 is the former postal bank, whose accounts have six digits and a Luhn check digit."""
    return f"{national[:-1]}{luhn.calc_check_digit(national[4:-1])}"


def _french(national: str) -> str:
    bank, branch, account = (int(part.translate(FRENCH_LETTERS)) for part in _cut(national, 5, 5, 11))
    return f"{national[:-2]}{97 - (89 * bank + 15 * branch + 3 * account) % 97:02}"


def _italian(national: str) -> str:
    """The first letter is computed from the rest; odd positions are mapped by a table."""
    values = (int(character, 36) if character.isdecimal() else ord(character) - ord("A") for character in national[1:])
    total = sum(value if place % 2 else ITALIAN_ODD[value] for place, value in enumerate(values))
    return LETTERS[total % 26] + national[1:]


def _finnish(national: str) -> str:
    products = (int(digit) * FINNISH_WEIGHTS[place % 2] for place, digit in enumerate(national[:-1]))
    return f"{national[:-1]}{-sum(product // 10 + product % 10 for product in products) % 10}"


def _modulo_97(national: str) -> str:
    return f"{national[:-2]}{98 - int(national[:-2] + '00') % 97:02}"


def _cut(text: str, *lengths: int) -> list[str]:
    starts = [sum(lengths[:place]) for place in range(len(lengths))]
    return [text[start : start + length] for start, length in zip(starts, lengths, strict=True)]


# Country -> position of the national check digits, and the function that computes them.
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
