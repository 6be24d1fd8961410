"""Phone numbers: country, layout and kind stay, and the number is nobody's."""

from collections.abc import Sequence
from functools import cache

import phonenumbers
import regex

from pipeline.pseudonyms.keys import FamilyKey
from pipeline.pseudonyms.phone_ranges import DRAMA, TRUNK_ZERO_REGIONS
from pipeline.pseudonyms.shapes import fill_digits, permute_digits, same_shape, spread

EXTENSION = regex.compile(r"(?:\s*(?:x|ext\.?|extension|#)\s*)\d+$", regex.IGNORECASE)
NORTH_AMERICAN = regex.compile(r"(?:\+?1)?([2-9]\d\d[2-9]\d{6})")
NORTH_AMERICA = 1
PROBES = 60
ATTEMPTS = 200


def surrogate_phone(key: FamilyKey, surface: str, attempt: int = 0, region: str = "") -> str:
    """Return a phone number of the same country, kind and layout that nobody answers.

    Arguments:
        key: the family key of numbers.
        surface: the number as it is written; country code, separators and length stay.
        attempt: counts up where an earlier surrogate was taken.
        region: the country of a number that is written without one, where it is known.
    """
    if extension := EXTENSION.search(surface):
        digits = "".join(filter(str.isdecimal, extension[0]))
        inside = permute_digits(key, "extension", digits, attempt)
        return surrogate_phone(key, surface[: extension.start()], attempt, region) + fill_digits(extension[0], inside)
    digits = "".join(filter(str.isdecimal, surface))
    plus = "+" if surface.lstrip("( ").startswith("+") else ""
    if not region and (local := NORTH_AMERICAN.fullmatch(plus + digits)):
        return fill_digits(surface, digits[:-10] + _north_american(key, local[1], attempt))
    parsed = _parsed(surface, digits, plus, region)
    national = str(parsed.national_number) if parsed else ""
    if parsed is None or not digits.endswith(national):
        return same_shape(key, "PHONE_NUMBER", surface, attempt)
    return fill_digits(surface, digits[: -len(national)] + _national(key, parsed, national, attempt))


def is_reserved(country: int, national: str) -> bool:
    """Tell whether a regulator set a national number aside, so that it is given to nobody.

    Arguments:
        country: the country calling code.
        national: the number without it, and without a trunk zero.
    """
    if country == NORTH_AMERICA:
        return regex.fullmatch(r"(?:[2-9]\d\d)?55501\d\d", national) is not None
    return any(national.startswith(range_.prefixes) for range_ in DRAMA.get(country, ()))


def _parsed(surface: str, digits: str, plus: str, region: str) -> phonenumbers.PhoneNumber | None:
    """Read a number: with its country, in the region given, or in the first region that has it."""
    if not plus and not region and digits.startswith("00"):
        surface, plus = f"+{digits[2:]}", "+"
    regions = (region or "US",) if plus or region or not digits.startswith("0") else TRUNK_ZERO_REGIONS
    first = None
    for candidate in regions:
        try:
            parsed = phonenumbers.parse(surface, candidate)
        except phonenumbers.NumberParseException:
            continue
        if len(regions) == 1 or phonenumbers.is_valid_number(parsed):
            return parsed
        first = first or parsed
    return first


def _national(key: FamilyKey, parsed: phonenumbers.PhoneNumber, national: str, attempt: int) -> str:
    country = int(parsed.country_code or 0)
    if country == NORTH_AMERICA and len(national) in (7, 10):
        return _north_american(key, national, attempt)
    for reserved in DRAMA.get(country, ()):
        prefixes = [prefix for prefix in reserved.prefixes if len(prefix) < len(national)]
        if reserved.kind.match(national) and prefixes:
            return _of_prefixes(key, f"phone|{country}", national, _nearest(prefixes, len(national)), attempt)
    return _unassigned(key, parsed, country, national, attempt)


def _north_american(key: FamilyKey, national: str, attempt: int) -> str:
    """Return one of the 100 numbers of an area code that are for fiction, 555-0100 to 555-0199 (ATIS-0300115)."""
    areas = _north_american_areas() if len(national) == 10 else ("",)
    area, line = divmod(spread(key, f"phone|1|{attempt}", int(national), len(areas) * 100), 100)
    return f"{areas[area]}55501{line:02}"


@cache
def _north_american_areas() -> tuple[str, ...]:
    """Return the area codes of places, so that a recognizer still takes the surrogate for a phone number.

    In the toll-free ones only 555-0199 is for fiction.
    """
    return tuple(
        str(area)
        for area in range(201, 990)
        if phonenumbers.number_type(phonenumbers.PhoneNumber(country_code=1, national_number=area * 10**7 + 5550123))
        == phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE
    )


def _nearest(prefixes: Sequence[str], length: int) -> list[str]:
    """Keep the prefixes that leave as many digits as the others do; German numbers have several lengths."""
    longest = max(map(len, prefixes))
    return [prefix for prefix in prefixes if len(prefix) == longest or length - len(prefix) < 3]


def _of_prefixes(key: FamilyKey, label: str, national: str, prefixes: Sequence[str], attempt: int) -> str:
    """Spread a number over all that begin with one of the prefixes."""
    sizes = [10 ** (len(national) - len(prefix)) for prefix in prefixes]
    index = spread(key, f"{label}|{len(national)}|{attempt}", int(national), sum(sizes))
    for prefix, size in zip(prefixes, sizes, strict=True):
        if index < size:
            return prefix + str(index).zfill(len(national) - len(prefix))
        index -= size
    raise AssertionError("the index lies below the sum of the sizes")


def _unassigned(key: FamilyKey, parsed: phonenumbers.PhoneNumber, country: int, national: str, attempt: int) -> str:
    """Look for a number that the country's plan does not assign; its first digit, the kind, stays if it can."""
    zeros = bool(parsed.italian_leading_zero)
    for first in (national[0], ""):
        prefixes = _unassigned_prefixes(country, first, len(national), zeros)
        for further in range(attempt * ATTEMPTS, attempt * ATTEMPTS + ATTEMPTS if prefixes else 0):
            candidate = _of_prefixes(key, f"phone|{country}|{first}", national, prefixes, further)
            if not _is_assigned(country, candidate, zeros):
                return candidate
    return permute_digits(key, f"phone|{country}", national, attempt)


@cache
def _unassigned_prefixes(country: int, first: str, length: int, zeros: bool) -> tuple[str, ...]:
    """Return the prefixes of three digits below which probes found no number in use."""
    prefixes = (str(number) for number in range(100, 1000))
    width = length - 3
    if width < 1:
        return ()
    tails = [str(probe * 10**width // PROBES).zfill(width) for probe in range(PROBES)]
    return tuple(
        prefix
        for prefix in prefixes
        if prefix.startswith(first) and not any(_is_assigned(country, prefix + tail, zeros) for tail in tails)
    )


def _is_assigned(country: int, national: str, zeros: bool) -> bool:
    number = phonenumbers.PhoneNumber(
        country_code=country, national_number=int(national), italian_leading_zero=zeros or None
    )
    return bool(phonenumbers.is_valid_number(number))
