"""Check digits: validators of identifiers that python-stdnum lacks."""

import regex
from stdnum import verhoeff

from recognizers.families.national_ids.us_npi import has_check_digit

ICAO_WEIGHTS = (7, 3, 1)
NRIC_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
NRIC_LETTERS = {"S": "JZIHGFEDCBA", "T": "GFEDCBAJZIH", "F": "XWUTRQPNMLK", "G": "RQPNMLKXWUT", "M": "XWUTRQPNJLK"}
PENSION_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
VIN_VALUES = dict(zip(VIN_LETTERS, (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
VIN_VALUES |= {str(digit): digit for digit in range(10)}
VIN = regex.compile(r"[A-HJ-NPR-Z\d]{17}")
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)

SHAPES = {
    "nino": r"(?!BG|GB|NK|KN|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]",
    "uk postcode": r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}",
    "uk plate": r"[A-HJ-PR-Y]{2}(?:0[2-9]|[12]\d|5[1-9]|[67]\d)[A-HJ-PR-Z]{3}",
    "uk driving licence": r"[A-Z]+9*(?<=^.{5})\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z9]{2}[A-Z\d][A-Z]{2}",
    "mbi": r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y]{2}\d\d",
    "ca postal code": r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d",
    "za company": r"(?:19|20)\d{10}",
    "za vat": r"4\d{9}",
}


def au_medicare(number: str) -> bool:
    """Check an Australian Medicare number (Services Australia): the ninth digit is the check digit."""
    if not regex.fullmatch(r"[2-6]\d{9}", number):
        return False
    return _weighted(number[:8], (1, 3, 7, 9) * 2) % 10 == int(number[8])


def de_health_insurance(number: str) -> bool:
    """Check a German Krankenversichertennummer (§ 290 SGB V): Luhn's algorithm, doubling every second digit."""
    if not regex.fullmatch(r"[A-Z]\d{9}", number):
        return False
    digits = f"{ord(number[0]) - 64:02}{number[1:9]}"
    return sum(_cross_sum(int(digit) * (1 + place % 2)) for place, digit in enumerate(digits)) % 10 == int(number[9])


def de_physician(number: str) -> bool:
    """Check a German lebenslange Arztnummer (KBV): the seventh digit is the check digit."""
    return bool(regex.fullmatch(r"\d{9}", number)) and -_weighted(number[:6], (4, 9) * 3) % 10 == int(number[6])


def de_social_security(number: str) -> bool:
    """Check a German Rentenversicherungsnummer (§ 4 VKVV)."""
    if not regex.fullmatch(r"\d{2}(?:0[1-9]|[12]\d|3[01]|5[1-9]|[67]\d|8[01])(?:0[1-9]|1[0-2])\d{2}[A-Z]\d{3}", number):
        return False
    digits = f"{number[:8]}{ord(number[8]) - 64:02}{number[9:11]}"
    products = (int(digit) * weight for digit, weight in zip(digits, PENSION_WEIGHTS, strict=True))
    return sum(map(_cross_sum, products)) % 10 == int(number[11])


def icao_document(number: str) -> bool:
    """Check the number of a German identity card or passport (ICAO Doc 9303)."""
    if not regex.fullmatch(r"[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ\d]{7}\d", number):
        return False
    values = (int(character, 36) for character in number[:8])
    return sum(value * ICAO_WEIGHTS[place % 3] for place, value in enumerate(values)) % 10 == int(number[8])


def kr_business_check(body: str) -> str:
    """Return the check digit of a South Korean business number (NTS), which python-stdnum does not verify."""
    return str(-(_weighted(body[:8], (1, 3, 7, 1, 3, 7, 1, 3)) + int(body[8]) * 5 + int(body[8]) * 5 // 10) % 10)


def ng_nin(number: str) -> bool:
    """Check a Nigerian NIN (NIMC): Verhoeff's check digit."""
    return bool(regex.fullmatch(r"\d{11}", number)) and bool(verhoeff.is_valid(number))


def sg_nric(number: str) -> bool:
    """Check a Singaporean NRIC or FIN (ICA): the letter follows from the series and the digits."""
    if not regex.fullmatch(r"[STFGM]\d{7}[A-Z]", number):
        return False
    offset = {"T": 0, "G": 0, "M": 3}.get(number[0], 0)
    letters = NRIC_LETTERS[number[0]]
    return letters[(_weighted(number[1:8], NRIC_WEIGHTS) + offset) % 11] == number[8]


def us_dea(number: str) -> bool:
    """Check the number of a DEA registration of the United States."""
    if not regex.fullmatch(r"[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}", number):
        return False
    return _weighted(number[2:8], (1, 2) * 3) % 10 == int(number[8])


def us_npi(number: str) -> bool:
    """Check a National Provider Identifier (CMS): Luhn's check digit of the number with the prefix 80840."""
    return bool(regex.fullmatch(r"[12]\d{9}", number)) and has_check_digit(number)


def vin(number: str) -> bool:
    """Check a vehicle identification number with the check digit that North America requires (49 CFR 565.15)."""
    return VIN.fullmatch(number) is not None and number[8] == vin_check_digit(number[:8] + number[9:])


def vin_check_digit(body: str) -> str:
    """Return the check digit (ninth character) of a vehicle identification number from all others."""
    whole = f"{body[:8]}0{body[8:]}"
    products = (VIN_VALUES[character] * weight for character, weight in zip(whole, VIN_WEIGHTS, strict=True))
    return "0123456789X"[sum(products) % 11]


def nhs_check_digit(body: str) -> str:
    """Return the check digit of an NHS number (NHS Data Dictionary); "10" if no valid number has this body."""
    return str(-_weighted(body, (10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11)


def shaped(name: str, number: str) -> bool:
    """Return whether a number without a check digit matches an issued format.

    Arguments:
        name: the format, a key of SHAPES.
        number: the number without separators.
    """
    return regex.fullmatch(SHAPES[name], number) is not None


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _cross_sum(number: int) -> int:
    return number // 10 + number % 10
