"""Phone numbers: country, layout and kind are preserved; surrogates are reserved or unassigned numbers."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

import phonenumbers
import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.shapes import fill_digits, permute_digits, same_shape, spread
from pipeline.replace.numbers.phone_ranges import LOOSE_PLANS, OTHER_REGIONS, RESERVED_RANGES, TRUNK_ZERO_REGIONS
from recognizers.lexicon.digits import digits_of

EXTENSION = regex.compile(r"(?:\s*(?:x|ext\.?|extension|#)\s*)\d+$", regex.IGNORECASE)
DIGIT_GROUP = regex.compile(r"\d+")
MAY_EXTEND = regex.compile(r"[xX#]")
NORTH_AMERICAN = regex.compile(r"(?:\+?1)?([2-9]\d\d[2-9]\d{6})")
NORTH_AMERICA = 1
# Lengths of the digit groups in North American numbers that are written without a plus.
NORTH_AMERICAN_GROUPS = frozenset(
    {(10,), (11,), (1, 10), (3, 3, 4), (1, 3, 3, 4), (4, 3, 4), (3, 7), (1, 3, 7), (4, 7), (6, 4), (1, 6, 4)}
)
PROBES = 8  # numbers tested per prefix; each surrogate is tested again before use
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
CACHED_NUMBERS = 4_096


def surrogate_phone(key: FamilyKey, surface: str, attempt: int = 0, region: str = "") -> str:
    """Return a reserved or unassigned phone number of the same country, kind and layout.

    Arguments:
        key: the family key of numbers.
        surface: the number as it is written; country code, separators and length stay.
        attempt: number of the candidate; increased if an earlier one is already in use.
        region: the region of a number without a country code, if it is known.
    """
    if extension := EXTENSION.search(surface) if MAY_EXTEND.search(surface) else None:
        digits = digits_of(extension[0])
        inside = permute_digits(key, "extension", digits, attempt)
        return surrogate_phone(key, surface[: extension.start()], attempt, region) + fill_digits(extension[0], inside)
    digits, plus, groups = digits_of(surface), _plus(surface), _groups(surface)
    local = NORTH_AMERICAN.fullmatch(plus + digits)
    if local and not region and (plus or groups in NORTH_AMERICAN_GROUPS):
        return fill_digits(surface, digits[:-10] + _north_american(key, local[1], attempt))
    if plus and (made := _reserved_abroad(key, digits, attempt)):
        return fill_digits(surface, made)
    regions, are_written = (
        ((region or "US",), True) if plus or region else _possible_regions(digits[:PREFIX_DIGITS], groups)
    )
    if len(regions) > 1:
        made = _as_with_country_code(key, digits, regions, attempt, are_written=are_written)
        made = made or _unassigned_in_all(key, digits, regions, attempt)
        if made:
            return fill_digits(surface, made)
    read = _read(plus + digits, (regions or ("US",))[0])
    if read is None:
        return _outside_plans(key, surface, plus, attempt)
    parsed, national = read
    return fill_digits(surface, digits[: -len(national)] + _national(key, parsed, national, attempt))


@lru_cache(CACHED_NUMBERS)
def identity_of(surface: str) -> tuple[str, str]:
    """Return the country code and the national number of a phone number, which all of its layouts share.

    Arguments:
        surface: the number as it is written; an extension does not count.
    """
    written = _without_extension(surface)
    digits, plus, groups = digits_of(written), _plus(written), _groups(written)
    local = NORTH_AMERICAN.fullmatch(plus + digits)
    if local and (plus or groups in NORTH_AMERICAN_GROUPS):
        return str(NORTH_AMERICA), local[1]
    code = next((str(country) for country in RESERVED_RANGES if plus and digits.startswith(str(country))), "")
    if code and digits[len(code) :][:1] not in ("", "0"):
        return code, digits[len(code) :]
    regions = ("US",) if plus else _possible_regions(digits[:PREFIX_DIGITS], groups)[0]
    read = _read(plus + digits, (regions or ("US",))[0])
    return (str(read[0].country_code), read[1]) if read else ("", digits)


def national_like(surface: str, like: str) -> tuple[str, str]:
    """Return what `identity_of` returns, for a number in the layout of another one of the same country, which saves reading it."""
    country, national = identity_of(like)
    return country, digits_of(_without_extension(surface))[-len(national) :]


def is_reserved(country: int, national: str) -> bool:
    """Return whether a regulator reserves a number, so that it is not assigned to anybody.

    Arguments:
        country: the country calling code.
        national: the national number, without a trunk zero.
    """
    if country == NORTH_AMERICA:
        return regex.fullmatch(r"(?:[2-9]\d\d)?55501\d\d", national) is not None
    return any(national.startswith(range_.prefixes) for range_ in RESERVED_RANGES.get(country, ()))


def is_nobodys(surface: str) -> bool:
    """Return whether a number is reserved in a country that writes numbers in this way, or assigned in none of them.

    Arguments:
        surface: the number as it is written.
    """
    written = _without_extension(surface)
    digits = digits_of(written)
    if _plus(written) or digits.startswith("00"):
        return not _may_be_assigned(f"+{digits.removeprefix('00')}", ("US",))
    parsed = (_parsed(digits, region) for region in (TRUNK_ZERO_REGIONS if digits.startswith("0") else OTHER_REGIONS))
    if any(number and is_reserved(int(number.country_code or 0), str(number.national_number)) for number in parsed):
        return True
    return not _may_be_assigned(digits, _possible_regions(digits[:PREFIX_DIGITS], _groups(written))[0])


def _parsed(digits: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(f"+{digits[2:]}" if digits.startswith("00") else digits, region)
    except phonenumbers.NumberParseException:
        return None


def _read(digits: str, region: str) -> tuple[phonenumbers.PhoneNumber, str] | None:
    """Return a number as it is read in a region, with its national number; None if the digits do not end with that."""
    parsed = _parsed(digits, region)
    national = str(parsed.national_number) if parsed else ""
    return (parsed, national) if parsed and digits.endswith(national) else None


def _without_extension(surface: str) -> str:
    return EXTENSION.sub("", surface) if MAY_EXTEND.search(surface) else surface


def _plus(written: str) -> str:
    """Return the plus sign of a number; an empty string if it has none."""
    return "+" if written.lstrip("( ").startswith("+") else ""


def _groups(written: str) -> tuple[int, ...]:
    return tuple(map(len, DIGIT_GROUP.findall(written)))


@lru_cache(maxsize=4_096)
def _possible_regions(prefix: str, groups: tuple[int, ...]) -> tuple[tuple[str, ...], bool]:
    """Return the regions of a number without a country code: those with valid numbers of this prefix and length.

    If some of these regions write numbers in exactly these digit groups, only they are returned, and true.
    """
    if prefix.startswith("00"):
        return (), False
    regions = []
    written = []
    for region in TRUNK_ZERO_REGIONS if prefix.startswith("0") else OTHER_REGIONS:
        examples = (_parsed((prefix + filling * 2)[: sum(groups)], region) for filling in FILLINGS)
        numbers = [number for number in examples if number and _is_valid(number)]
        regions += [region] if numbers else []
        national = phonenumbers.PhoneNumberFormat.NATIONAL
        if any(_groups(phonenumbers.format_number(number, national)) == groups for number in numbers):
            written.append(region)
    are_written = len(groups) > 1 and bool(written)
    return tuple(written if are_written else regions), are_written


def _as_with_country_code(
    key: FamilyKey, digits: str, regions: tuple[str, ...], attempt: int, *, are_written: bool
) -> str:
    """Return the number that the number of a region gets with its country code, so that both remain one number.

    Other regions must not have assigned it, but for those that accept nearly any number. A reserved number of the first
    region suffices if the layout is that of no region.

    Returns:
        The number; an empty string if there is none.
    """
    for region in regions:
        read = _read(digits, region)
        if read is None:
            continue
        parsed, national = read
        new = _national(key, parsed, national, attempt)
        made = digits[: -len(national)] + new
        is_known = not are_written and region == regions[0] and is_reserved(int(parsed.country_code or 0), new)
        others = () if is_known else [other for other in regions if other not in (region, *LOOSE_PLANS)]
        if made != digits and not _may_be_assigned(made, others):
            return made
    return ""


def _unassigned_in_all(key: FamilyKey, digits: str, regions: tuple[str, ...], attempt: int) -> str:
    """Return a number that is not assigned in any of its regions, reserved in one if possible; an empty string if none."""
    for region in regions:
        read = _read(digits, region)
        if read is None:
            continue
        parsed, national = read
        made = _reserved(key, int(parsed.country_code or 0), national, attempt)
        if made and not _may_be_assigned(digits[: -len(national)] + made, regions):
            return digits[: -len(national)] + made
    trunk = "0" if digits.startswith("0") else ""
    prefixes = _prefixes_unassigned_in_all(regions, trunk, len(digits))
    for further in range(attempt * ATTEMPTS, attempt * ATTEMPTS + ATTEMPTS if prefixes else 0):
        made = trunk + _of_prefixes(key, f"phone|{','.join(regions)}", digits[len(trunk) :], prefixes, further)
        if made != digits and not _may_be_assigned(made, regions):
            return made
    return ""


@lru_cache(maxsize=1024)
def _prefixes_unassigned_in_all(regions: tuple[str, ...], trunk: str, length: int) -> tuple[str, ...]:
    """Return the three-digit prefixes without an assigned number in any of the regions, as far as probes show."""
    return _probed(length - len(trunk), "", lambda national: _may_be_assigned(trunk + national, regions))


def _may_be_assigned(digits: str, regions: Sequence[str]) -> bool:
    """Return whether a number may be assigned to somebody in one of the regions."""
    numbers = (number for region in regions if (number := _parsed(digits, region)))
    return any(
        _is_valid(number) and not is_reserved(int(number.country_code or 0), str(number.national_number))
        for number in numbers
    )


def _outside_plans(key: FamilyKey, surface: str, plus: str, attempt: int) -> str:
    """Return a number of the same shape for one outside every numbering plan; also outside of them if possible."""
    for further in range(attempt * ATTEMPTS, attempt * ATTEMPTS + ATTEMPTS):
        candidate = same_shape(key, "PHONE_NUMBER", surface, further)
        number = _parsed(plus + digits_of(candidate), "US")
        if number is None or not _is_valid(number):
            break
    return candidate


def _national(key: FamilyKey, parsed: phonenumbers.PhoneNumber, national: str, attempt: int) -> str:
    country = int(parsed.country_code or 0)
    if country == NORTH_AMERICA and len(national) in (7, 10):
        return _north_american(key, national, attempt)
    if made := _reserved(key, country, national, attempt) or _as_without_country_code(key, parsed, national, attempt):
        return made
    return _unassigned(key, parsed, country, national, attempt)


def _as_without_country_code(key: FamilyKey, parsed: phonenumbers.PhoneNumber, national: str, attempt: int) -> str:
    """Return the number that a number gets without its country code, so that both remain one number.

    Without it, a number of several countries must not be assigned in any of them: of all of them if there are such
    numbers, else of those that write numbers in the same groups of digits.

    Returns:
        The national number; an empty string if only one country has such numbers, or no number is free in all of them.
    """
    region = phonenumbers.region_code_for_country_code(int(parsed.country_code or 0))
    has_zero = region in TRUNK_ZERO_REGIONS and (region not in OTHER_REGIONS or bool(parsed.italian_leading_zero))
    if not has_zero and region not in OTHER_REGIONS:
        return ""
    digits = f"{'0' * has_zero}{national}"
    layout = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    for groups in ((len(digits),), _groups(layout)):
        possible, _ = _possible_regions(digits[:PREFIX_DIGITS], groups)
        regions = tuple(other for other in possible if other == region or other not in LOOSE_PLANS)
        is_shared = len(regions) > 1 and region in regions
        if is_shared and (made := _unassigned_in_all(key, digits, regions, attempt)):
            return made[has_zero:]
    return ""


def _reserved_abroad(key: FamilyKey, digits: str, attempt: int) -> str:
    """Return a reserved number for a number with a country code and without a trunk zero, if the country has a range.

    Such numbers need no parser, which is the main cost of other numbers.
    """
    country = next((country for country in RESERVED_RANGES if digits.startswith(str(country))), 0)
    code, national = digits[: len(str(country))], digits[len(str(country)) :]
    if not country or not national or national.startswith("0"):
        return ""
    made = _reserved(key, country, national, attempt)
    return made and code + made


def _reserved(key: FamilyKey, country: int, national: str, attempt: int) -> str:
    """Return a number of a range reserved for films and books; an empty string if the kind or length has none."""
    for reserved in RESERVED_RANGES.get(country, ()):
        prefixes = [prefix for prefix in reserved.prefixes if len(prefix) < len(national)]
        if reserved.kind.match(national) and prefixes:
            return _of_prefixes(key, f"phone|{country}", national, _nearest(prefixes, len(national)), attempt)
    return ""


def _north_american(key: FamilyKey, national: str, attempt: int) -> str:
    """Return one of the 100 fictional numbers of an area code, 555-0100 to 555-0199 (ATIS-0300115)."""
    areas = _north_american_areas() if len(national) == 10 else ("",)
    area, line = divmod(spread(key, f"phone|1|{attempt}", int(national), len(areas) * 100), 100)
    return f"{areas[area]}55501{line:02}"


@cache
def _north_american_areas() -> tuple[str, ...]:
    """Return the geographic area codes, with which recognizers accept the surrogate as a phone number.

    Toll-free codes are excluded: they have only one fictional number, 555-0199.
    """
    return tuple(
        str(area)
        for area in range(201, 990)
        if phonenumbers.number_type(phonenumbers.PhoneNumber(country_code=1, national_number=area * 10**7 + 5550123))
        == phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE
    )


def _nearest(prefixes: Sequence[str], length: int) -> list[str]:
    """Keep the longest prefixes, and shorter ones if few digits remain; German numbers have several lengths."""
    longest = max(map(len, prefixes))
    return [prefix for prefix in prefixes if len(prefix) == longest or length - len(prefix) < 3]


def _of_prefixes(key: FamilyKey, label: str, national: str, prefixes: Sequence[str], attempt: int) -> str:
    """Map a number into the numbers that begin with one of the prefixes."""
    sizes = [10 ** (len(national) - len(prefix)) for prefix in prefixes]
    index = spread(key, f"{label}|{len(national)}|{attempt}", int(national), sum(sizes))
    for prefix, size in zip(prefixes, sizes, strict=True):
        if index < size:
            return prefix + str(index).zfill(len(national) - len(prefix))
        index -= size
    raise AssertionError("the index lies below the sum of the sizes")


def _unassigned(key: FamilyKey, parsed: phonenumbers.PhoneNumber, country: int, national: str, attempt: int) -> str:
    """Return a number that the country's plan does not assign; the first digit, which encodes the kind, stays if possible."""
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
    """Return the three-digit prefixes without an assigned number, as far as probes show."""
    return _probed(length, first, lambda national: _is_assigned(country, national, zeros))


def _probed(length: int, first: str, is_used: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the three-digit prefixes that begin with `first` and for which no probe is used."""
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
