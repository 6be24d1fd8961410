"""Structured numbers: length, layout and check digits stay, the value does not.

Where a range exists that is reserved for tests and fiction, or was never issued, the surrogate comes from it,
so that no real person's number can come out.
"""

from collections.abc import Callable
from functools import cache

import phonenumbers
import regex
from stdnum import luhn
from stdnum.iso7064 import mod_97_10

from pipeline.pseudonyms.keys import FamilyKey
from pipeline.pseudonyms.permutation import permute

# The processors' published test numbers begin so; no issuer has these ranges.
TEST_CARD_PREFIXES = (
    (regex.compile(r"4"), "411111"),
    (regex.compile(r"5[1-5]"), "555555"),
    (regex.compile(r"2[2-7]"), "222300"),
    (regex.compile(r"3[47]"), "378282"),
    (regex.compile(r"6011|65|64[4-9]"), "601111"),
    (regex.compile(r"3(?:0[0-5]|[689])"), "305693"),
    (regex.compile(r"35"), "353011"),
)
# Country calling code -> (kind of number, national prefix of the range set aside for drama).
FICTION_PREFIXES = {
    44: ((regex.compile(r"7"), "7700900"), (regex.compile(r""), "2079460")),  # Ofcom
    61: ((regex.compile(r"4"), "491570"), (regex.compile(r""), "255501")),  # ACMA
    353: ((regex.compile(r""), "209110"),),  # ComReg
}
EXTENSION = regex.compile(r"(?:\s*(?:x|ext\.?|extension)\s*)\d+$", regex.IGNORECASE)
TYPE_TAG = regex.compile(r"^[A-Z]{1,8}(?=[-_ ]?[\dA-Z-]*\d)(?=[-_ ]|\d)")
HEXADECIMAL = frozenset({"UUID", "MAC_ADDRESS"})
MIN_CARD_DIGITS = 12
PATTERN_ATTEMPTS = 200


def surrogate_number(key: FamilyKey, entity: str, surface: str, attempt: int = 0) -> str:
    """Return the surrogate of a structured number.

    Arguments:
        key: the family key of numbers.
        entity: what the number is; one without a rule of its own keeps its shape.
        surface: the number as it is written; its separators stay where they are.
        attempt: counts up where an earlier surrogate was taken.
    """
    digits = "".join(filter(str.isdecimal, surface))
    make = DIGIT_RULES.get(entity)
    if make and digits and (made := make(key, digits, attempt)):
        return _fill(surface, made)
    if entity == "PHONE_NUMBER" and digits:
        return _phone(key, surface, attempt)
    if entity == "IBAN_CODE":
        return _iban(key, surface, attempt)
    if entity in HEXADECIMAL:
        return _hexadecimal(key, surface, attempt)
    return _same_shape(key, entity, surface, attempt)


def surrogate_of_pattern(key: FamilyKey, entity: str, surface: str, pattern: str, attempt: int = 0) -> str:
    """Return a surrogate that the declaring pattern still matches, where the original matches it."""
    declared = regex.compile(pattern)
    for further in range(PATTERN_ATTEMPTS):
        candidate = _same_shape(key, entity, surface, attempt + further)
        if declared.fullmatch(candidate) and candidate != surface:
            return candidate
    return _same_shape(key, entity, surface, attempt)


def _fill(surface: str, digits: str) -> str:
    """Write new digits where the old ones stand."""
    new = iter(digits)
    return "".join(next(new) if character.isdecimal() else character for character in surface)


def permute_digits(key: FamilyKey, label: str, digits: str, attempt: int = 0) -> str:
    """Permute a digit string among those of its length and leading zeros."""
    significant = digits.lstrip("0")
    if not significant:
        return str(permute(key, f"{label}|zeros|{attempt}", 0, 10 ** len(digits))).zfill(len(digits))
    lowest = 10 ** (len(significant) - 1)
    index = permute(key, f"{label}|{attempt}", int(significant) - lowest, 9 * lowest)
    return str(lowest + index).zfill(len(digits))


def _keyed_digits(key: FamilyKey, label: str, value: str, count: int, attempt: int) -> str:
    return str(key.number(f"{label}|{value}|{attempt}", 10**count)).zfill(count)


def _card(key: FamilyKey, digits: str, attempt: int) -> str:
    if len(digits) < MIN_CARD_DIGITS:
        return ""
    prefix = next((test for brand, test in TEST_CARD_PREFIXES if brand.match(digits)), "")
    body = prefix + _keyed_digits(key, "card", digits, len(digits) - len(prefix) - 1, attempt)
    return body + str(luhn.calc_check_digit(body))


def _ssn(key: FamilyKey, digits: str, attempt: int) -> str:
    """Areas 900 to 999 were never issued, and with groups below 50 they are no ITIN either."""
    if len(digits) != 9:
        return ""
    index = key.number(f"ssn|{digits}|{attempt}", 100 * 49 * 9999)
    area, rest = divmod(index, 49 * 9999)
    group, serial = divmod(rest, 9999)
    return f"{900 + area}{1 + group:02}{1 + serial:04}"


def _itin(key: FamilyKey, digits: str, attempt: int) -> str:
    if len(digits) != 9:
        return ""
    return f"9{_keyed_digits(key, 'itin', digits, 2, attempt)}{digits[3:5]}{_keyed_digits(key, 'serial', digits, 4, attempt)}"


def _nhs(key: FamilyKey, digits: str, attempt: int) -> str:
    """Numbers from 999 000 0000 on are the NHS's own test range."""
    if len(digits) != 10:
        return ""
    for further in range(attempt * 100, attempt * 100 + 100):
        body = "999" + _keyed_digits(key, "nhs", digits, 6, further)
        check = 11 - sum((10 - place) * int(digit) for place, digit in enumerate(body)) % 11
        if check != 10:
            return body + str(check % 11)
    return ""


def _routing(key: FamilyKey, digits: str, attempt: int) -> str:
    """No Federal Reserve district has the prefixes 33 to 60."""
    if len(digits) != 9:
        return ""
    body = "39" + _keyed_digits(key, "routing", digits, 6, attempt)
    check = -sum(weight * int(digit) for weight, digit in zip((3, 7, 1) * 3, body, strict=False)) % 10
    return body + str(check)


def _imei(key: FamilyKey, digits: str, attempt: int) -> str:
    """The reporting body identifier 00 is for test devices."""
    if len(digits) != 15:
        return ""
    body = "00" + _keyed_digits(key, "imei", digits, len(digits) - 3, attempt)
    return body + str(luhn.calc_check_digit(body))


def _zip(key: FamilyKey, digits: str, attempt: int) -> str:
    """No place has a ZIP code from 00000 to 00499."""
    first = f"{key.number(f'zip|{digits}|{attempt}', 500):05}"
    return first + _keyed_digits(key, "zip+4", digits, len(digits) - 5, attempt) if len(digits) in (5, 9) else ""


DIGIT_RULES: dict[str, Callable[[FamilyKey, str, int], str]] = {
    "CREDIT_CARD": _card,
    "US_SSN": _ssn,
    "US_ITIN": _itin,
    "UK_NHS": _nhs,
    "ABA_ROUTING_NUMBER": _routing,
    "IMEI": _imei,
    "ZIP_CODE": _zip,
}


def _phone(key: FamilyKey, surface: str, attempt: int) -> str:
    if extension := EXTENSION.search(surface):
        inside = extension[0]
        digits = "".join(filter(str.isdecimal, inside))
        return _phone(key, surface[: extension.start()], attempt) + _fill(
            inside, permute_digits(key, "extension", digits, attempt)
        )
    digits = "".join(filter(str.isdecimal, surface))
    try:
        parsed = phonenumbers.parse(surface, "US")
    except phonenumbers.NumberParseException:
        return _same_shape(key, "PHONE_NUMBER", surface, attempt)
    national = str(parsed.national_number)
    if not digits.endswith(national):
        return _same_shape(key, "PHONE_NUMBER", surface, attempt)
    return _fill(surface, digits[: -len(national)] + _national(key, parsed.country_code or 0, national, attempt))


def _national(key: FamilyKey, country: int, national: str, attempt: int) -> str:
    """Return a national number of the same length that is nobody's.

    North America has 100 numbers an area code (555-0100 to 555-0199), the United Kingdom 1,000 a kind: at these
    sizes two numbers of a large data set do share a surrogate.
    """
    if country == 1 and len(national) == 10:
        areas = _north_american_areas()
        area, line = divmod(key.number(f"phone|{national}|{attempt}", len(areas) * 100), 100)
        return f"{areas[area]}55501{line:02}"
    for kind, prefix in FICTION_PREFIXES.get(country, ()):
        if kind.match(national) and len(national) > len(prefix):
            count = len(national) - len(prefix)
            return prefix + _keyed_digits(key, "phone", national, count, attempt)
    return _unassigned(key, country, national, attempt)


def _unassigned(key: FamilyKey, country: int, national: str, attempt: int) -> str:
    """Look for a number that the country's plan does not assign; its first digit, the kind, stays."""
    for further in range(attempt * 50, attempt * 50 + 50):
        candidate = national[0] + _keyed_digits(key, f"phone|{country}", national, len(national) - 1, further)
        number = phonenumbers.PhoneNumber(country_code=country, national_number=int(candidate))
        if candidate[0] != "0" and not phonenumbers.is_valid_number(number):
            return candidate
    return candidate


@cache
def _north_american_areas() -> tuple[int, ...]:
    """Return the area codes that exist, so that a recognizer still takes the surrogate for a phone number."""
    return tuple(
        area
        for area in range(201, 990)
        if phonenumbers.is_valid_number(
            phonenumbers.PhoneNumber(country_code=1, national_number=area * 10**7 + 5550123)
        )
    )


def _iban(key: FamilyKey, surface: str, attempt: int) -> str:
    """Keep country and structure; the bank code is one that no bank has (zeros, or X)."""
    compact = "".join(filter(str.isalnum, surface)).upper()
    if len(compact) < 12 or not compact.isascii():
        return _same_shape(key, "IBAN_CODE", surface, attempt)
    country, account = compact[:2], compact[4:]
    keyed = _letters_and_digits(key, "iban", account, account, attempt)
    bank = "".join("0" if character.isdecimal() else "X" for character in account[:4])
    body = bank + keyed[4:]
    check = f"{98 - int(mod_97_10.checksum(body + country + '00')):02}"
    new = iter(country + check + body)
    return "".join(next(new) if character.isalnum() else character for character in surface)


def _hexadecimal(key: FamilyKey, surface: str, attempt: int) -> str:
    value = surface.casefold()
    stream = iter(f"{int.from_bytes(key.digest(f'hex|{value}|{attempt}')):064x}" * (1 + len(surface) // 64))
    made = (next(stream) if regex.match(r"[0-9a-f]", character) else character for character in value)
    text = "".join(made)
    return text.upper() if surface.isupper() else text


def _same_shape(key: FamilyKey, entity: str, surface: str, attempt: int) -> str:
    """Digits become digits, letters letters of their case; a type tag ("ORD-", "INC") and separators stay."""
    tag = TYPE_TAG.match(surface)
    kept = tag[0] if tag else ""
    rest = surface[len(kept) :]
    digits = "".join(filter(str.isdecimal, rest))
    new_digits = iter(permute_digits(key, f"{entity}|{len(digits)}", digits, attempt) if digits else "")
    letters = _letters_and_digits(key, entity, surface.casefold(), rest, attempt)
    return kept + "".join(next(new_digits) if old.isdecimal() else new for old, new in zip(rest, letters, strict=True))


def _letters_and_digits(key: FamilyKey, label: str, value: str, like: str, attempt: int) -> str:
    """Return keyed characters of the kinds that `like` has; what is neither letter nor digit stays."""
    stream = int.from_bytes(
        b"".join(key.digest(f"{label}|{value}|{attempt}|{block}") for block in range(1 + len(like) // 48))
    )
    made = []
    for character in like:
        if character.isdecimal():
            stream, drawn = divmod(stream, 10)
            made.append(str(drawn))
        elif character.isalpha():
            stream, drawn = divmod(stream, 26)
            letter = chr(ord("a") + drawn)
            made.append(letter.upper() if character.isupper() else letter)
        else:
            made.append(character)
    return "".join(made)
