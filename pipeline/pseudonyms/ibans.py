"""IBANs: country and structure stay, the bank is one that no bank has, and every check digit is right."""

from collections.abc import Callable

from stdnum.es import ccc
from stdnum.iso7064 import mod_97_10
from stdnum.no import kontonr

from pipeline.pseudonyms.keys import FamilyKey
from pipeline.pseudonyms.shapes import DIGITS, LETTERS, characters, fill, permute_characters, same_shape

SHORTEST = 12
BANK_LENGTH = 4
FRENCH_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
ITALIAN_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
# The National Bank of Belgium's clearing: no bank's customers have accounts there, and the list of banks has it.
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
    country, bank, account = text[:2], text[4 : 4 + BANK_LENGTH], text[4 + BANK_LENGTH :]
    may = [DIGITS if character.isdecimal() else LETTERS for character in account]
    made = permute_characters(key, f"iban|{country}|{bank}|{attempt}", account, may)
    nobody = "".join("0" if character.isdecimal() else "X" for character in bank)
    national = NATIONAL_CHECKS.get(country, str)(nobody + made) if text[4:].isalnum() else nobody + made
    return fill(surface, country + _checks(country, national) + national)


def _checks(country: str, national: str) -> str:
    return f"{98 - int(mod_97_10.checksum(national + country + '00')):02}"


def _spanish(national: str) -> str:
    return national[:8] + str(ccc.calc_check_digits(national[:8] + "00" + national[10:])) + national[10:]


def _belgian(national: str) -> str:
    body = BELGIAN_CLEARING + national[3:-2]
    return f"{body}{int(body) % 97 or 97:02}"


def _norwegian(national: str) -> str:
    """An account without a check digit (one in eleven) is the next one."""
    body = int(national[:-1])
    while not str(check := kontonr._calc_check_digit(f"{body:010}0")).isdecimal():
        body += 1
    return f"{body:010}{check}"


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


NATIONAL_CHECKS: dict[str, Callable[[str], str]] = {
    "ES": _spanish,
    "BE": _belgian,
    "NO": _norwegian,
    "FR": _french,
    "MC": _french,
    "IT": _italian,
    "SM": _italian,
    "FI": _finnish,
    **dict.fromkeys(("BA", "ME", "MK", "PT", "RS", "SI"), _modulo_97),
}
