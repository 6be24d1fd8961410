"""Phone numbers: country, layout and kind stay, and the number is nobody's."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import phonenumbers
import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.shapes import fill_digits, permute_digits, same_shape, spread
from pipeline.replace.numbers.phone_ranges import DRAMA, OTHER_REGIONS, TRUNK_ZERO_REGIONS

EXTENSION = regex.compile(r"(?:\s*(?:x|ext\.?|extension|#)\s*)\d+$", regex.IGNORECASE)
DIGIT_GROUP = regex.compile(r"\d+")
MAY_EXTEND = regex.compile(r"[xX#]")
NORTH_AMERICAN = regex.compile(r"(?:\+?1)?([2-9]\d\d[2-9]\d{6})")
NORTH_AMERICA = 1
# The groups of digits in which North American numbers are written without a plus.
NORTH_AMERICAN_GROUPS = frozenset(
    {(10,), (11,), (1, 10), (3, 3, 4), (1, 3, 3, 4), (4, 3, 4), (3, 7), (1, 3, 7), (4, 7), (6, 4), (1, 6, 4)}
)
PROBES = 8  # a hint alone: each number is looked up again before it is taken
PREFIX_DIGITS = 4
FILLINGS = (
    "2345678923",
    "0000000000",
    "1234567890",
    "5050505050",
    "9876543210",
    "6111111111",
    "7700112233",
    "3400991122",
)
ATTEMPTS = 200


def surrogate_phone(key: FamilyKey, surface: str, attempt: int = 0, region: str = "") -> str:
    """Return a phone number of the same country, kind and layout that nobody answers.

    Arguments:
        key: the family key of numbers.
        surface: the number as it is written; country code, separators and length stay.
        attempt: counts up where an earlier surrogate was taken.
        region: the country of a number that is written without one, where it is known.
    """
    if extension := EXTENSION.search(surface) if MAY_EXTEND.search(surface) else None:
        digits = "".join(filter(str.isdecimal, extension[0]))
        inside = permute_digits(key, "extension", digits, attempt)
        return surrogate_phone(key, surface[: extension.start()], attempt, region) + fill_digits(extension[0], inside)
    digits = "".join(filter(str.isdecimal, surface))
    plus = "+" if surface.lstrip("( ").startswith("+") else ""
    groups = _groups(surface)
    local = NORTH_AMERICAN.fullmatch(plus + digits)
    if local and not region and (plus or groups in NORTH_AMERICAN_GROUPS):
        return fill_digits(surface, digits[:-10] + _north_american(key, local[1], attempt))
    if plus and (made := _drama_abroad(key, digits, attempt)):
        return fill_digits(surface, made)
    homes = (region or "US",) if plus or region else _homes(digits[:PREFIX_DIGITS], groups)
    if len(homes) > 1 and (made := _silent(key, digits, homes, attempt)):
        return fill_digits(surface, made)
    parsed = _parsed(plus + digits, (homes or ("US",))[0])
    national = str(parsed.national_number) if parsed else ""
    if parsed is None or not digits.endswith(national):
        return _odd(key, surface, plus, attempt)
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


def _parsed(digits: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(f"+{digits[2:]}" if digits.startswith("00") else digits, region)
    except phonenumbers.NumberParseException:
        return None


def _groups(written: str) -> tuple[int, ...]:
    return tuple(map(len, DIGIT_GROUP.findall(written)))


@lru_cache(maxsize=4_096)
def _homes(prefix: str, groups: tuple[int, ...]) -> tuple[str, ...]:
    """Return the regions that a number without its country may be of: those that have numbers which begin so.

    Where some of them write their numbers in just these groups of digits, it is one of theirs.
    """
    if prefix.startswith("00"):
        return ()
    homes = []
    written = []
    for region in TRUNK_ZERO_REGIONS if prefix.startswith("0") else OTHER_REGIONS:
        examples = (_parsed((prefix + filling * 2)[: sum(groups)], region) for filling in FILLINGS)
        numbers = [number for number in examples if number and _is_valid(number)]
        homes += [region] if numbers else []
        national = phonenumbers.PhoneNumberFormat.NATIONAL
        if any(_groups(phonenumbers.format_number(number, national)) == groups for number in numbers):
            written.append(region)
    return tuple(written if len(groups) > 1 and written else homes)


def _silent(key: FamilyKey, digits: str, homes: tuple[str, ...], attempt: int) -> str:
    """Return a number that is nobody's in any of its homes, or nothing; one for drama in one of them if there is any."""
    for home in homes:
        parsed = _parsed(digits, home)
        national = str(parsed.national_number) if parsed else ""
        made = _drama(key, int(parsed.country_code or 0), national, attempt) if parsed and national else ""
        if made and digits.endswith(national) and not _rings(digits[: -len(national)] + made, homes):
            return digits[: -len(national)] + made
    trunk = "0" if digits.startswith("0") else ""
    prefixes = _silent_prefixes(homes, trunk, len(digits))
    for further in range(attempt * ATTEMPTS, attempt * ATTEMPTS + ATTEMPTS if prefixes else 0):
        made = trunk + _of_prefixes(key, f"phone|{','.join(homes)}", digits[len(trunk) :], prefixes, further)
        if made != digits and not _rings(made, homes):
            return made
    return ""


@lru_cache(maxsize=1024)
def _silent_prefixes(homes: tuple[str, ...], trunk: str, length: int) -> tuple[str, ...]:
    """Return the prefixes of three digits below which probes found no number in use in any of the homes."""
    return _probed(length - len(trunk), "", lambda national: _rings(trunk + national, homes))


def _rings(digits: str, homes: Sequence[str]) -> bool:
    """Tell whether a number may be somebody's in one of its homes."""
    numbers = (number for home in homes if (number := _parsed(digits, home)))
    return any(
        _is_valid(number) and not is_reserved(int(number.country_code or 0), str(number.national_number))
        for number in numbers
    )


def _odd(key: FamilyKey, surface: str, plus: str, attempt: int) -> str:
    """Return a number of the same shape, for one that no plan has; it is in no plan either, if one can be found."""
    for further in range(attempt * ATTEMPTS, attempt * ATTEMPTS + ATTEMPTS):
        candidate = same_shape(key, "PHONE_NUMBER", surface, further)
        number = _parsed(plus + "".join(filter(str.isdecimal, candidate)), "US")
        if number is None or not _is_valid(number):
            break
    return candidate


def _national(key: FamilyKey, parsed: phonenumbers.PhoneNumber, national: str, attempt: int) -> str:
    country = int(parsed.country_code or 0)
    if country == NORTH_AMERICA and len(national) in (7, 10):
        return _north_american(key, national, attempt)
    if made := _drama(key, country, national, attempt):
        return made
    return _unassigned(key, parsed, country, national, attempt)


def _drama_abroad(key: FamilyKey, digits: str, attempt: int) -> str:
    """Return the surrogate of a number with its country code and without a trunk zero, where drama has numbers there.

    To read such a number takes no parser, whose work is most of what other numbers cost.
    """
    country = next((country for country in DRAMA if digits.startswith(str(country))), 0)
    code, national = digits[: len(str(country))], digits[len(str(country)) :]
    if not country or not national or national.startswith("0"):
        return ""
    made = _drama(key, country, national, attempt)
    return made and code + made


def _drama(key: FamilyKey, country: int, national: str, attempt: int) -> str:
    """Return a number of the range set aside for drama, or nothing where the kind or the length has none."""
    for reserved in DRAMA.get(country, ()):
        prefixes = [prefix for prefix in reserved.prefixes if len(prefix) < len(national)]
        if reserved.kind.match(national) and prefixes:
            return _of_prefixes(key, f"phone|{country}", national, _nearest(prefixes, len(national)), attempt)
    return ""


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


@lru_cache(maxsize=1024)
def _unassigned_prefixes(country: int, first: str, length: int, zeros: bool) -> tuple[str, ...]:
    """Return the prefixes of three digits below which probes found no number in use."""
    return _probed(length, first, lambda national: _is_assigned(country, national, zeros))


def _probed(length: int, first: str, is_used: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the prefixes of three digits, all with one first digit, that no probe found in use."""
    width = length - 3
    if width < 1:
        return ()
    tails = [str(probe * 10**width // PROBES).zfill(width) for probe in range(PROBES)]
    prefixes = (str(number) for number in range(100, 1000))
    return tuple(
        prefix for prefix in prefixes if prefix.startswith(first) and not any(is_used(prefix + tail) for tail in tails)
    )


def _is_assigned(country: int, national: str, zeros: bool) -> bool:
    return _is_valid(
        phonenumbers.PhoneNumber(
            country_code=country, national_number=int(national), italian_leading_zero=zeros or None
        )
    )


def _is_valid(number: phonenumbers.PhoneNumber) -> bool:
    return bool(phonenumbers.is_valid_number(number))
