"""Surrogate phone numbers have the same country and layout and are not assigned."""

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.replace.keyed.keys import FamilyKey, Key
from pipeline.replace.numbers.numbers import surrogate_number
from pipeline.replace.numbers.phone_ranges import RESERVED_RANGES
from pipeline.replace.numbers.phones import is_reserved
from recognizers.lexicon.digits import digits_of

KEY: FamilyKey = Key(bytes(range(32))).family("organization:all", "numbers")
REGIONS = (
    "US CA GB IE FR DE AT CH NL BE ES IT PT SE NO DK FI PL CZ HU RO TR AU NZ JP KR CN IN SG ZA BR MX IL GR".split()
)
KINDS = (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE)
EXAMPLES = [
    (region, kind, example)
    for region in REGIONS
    for kind in KINDS
    if (example := phonenumbers.example_number_for_type(region, kind))
]
PLAIN, NATIONAL = phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.NATIONAL


def layout(text: str) -> str:
    return "".join("9" if character.isdecimal() else character for character in text)


def may_be_assigned(surface: str, region: str) -> bool:
    """Return whether a number may be assigned to somebody."""
    number = phonenumbers.parse(surface, region)
    national = str(number.national_number)
    return phonenumbers.is_valid_number(number) and not is_reserved(number.country_code, national)


@st.composite
def numbers_in_use(draw: st.DrawFn) -> tuple[str, phonenumbers.PhoneNumber]:
    """Draw a number that may be assigned in its region: an example number with other last digits."""
    region, _, example = draw(st.sampled_from(EXAMPLES))
    national = str(example.national_number)
    kept = draw(st.integers(2, 4))
    last = draw(st.text("0123456789", min_size=len(national) - kept, max_size=len(national) - kept))
    drawn = phonenumbers.PhoneNumber()
    drawn.MergeFrom(example) if hasattr(drawn, "MergeFrom") else drawn.merge_from(example)
    drawn.national_number = int(national[:kept] + last)
    return region, drawn if phonenumbers.is_valid_number(drawn) else example


@settings(max_examples=100, deadline=None)
@given(numbers_in_use(), st.sampled_from([PLAIN, phonenumbers.PhoneNumberFormat.INTERNATIONAL]))
def test_surrogate_of_an_assigned_number_is_unassigned(drawn: tuple[str, phonenumbers.PhoneNumber], style: int) -> None:
    region, number = drawn
    surface = phonenumbers.format_number(number, style)
    surrogate = surrogate_number(KEY, "PHONE_NUMBER", surface)
    assert surrogate != surface
    assert layout(surrogate) == layout(surface)
    assert surrogate.startswith(f"+{number.country_code}")
    assert not may_be_assigned(surrogate, region)
    assert surrogate == surrogate_number(KEY, "PHONE_NUMBER", surface)


@pytest.mark.parametrize(("region", "kind", "number"), EXAMPLES)
def test_surrogate_of_a_nationally_formatted_number_is_unassigned(
    region: str, kind: int, number: phonenumbers.PhoneNumber
) -> None:
    surface = phonenumbers.format_number(number, NATIONAL)
    surrogate = surrogate_number(KEY, "PHONE_NUMBER", surface)
    assert layout(surrogate) == layout(surface)
    assert surrogate != surface
    if region in REGIONS[:-2]:  # Greece and Israel are not candidate regions
        assert not may_be_assigned(surrogate, region)


@pytest.mark.parametrize(
    ("surface", "begins"),
    [
        ("+33 1 42 68 53 00", ("+33 1 99 00 ",)),
        ("+33 6 12 34 56 78", ("+33 6 39 98 ",)),
        ("+49 30 12345678", ("+49 30 23125", "+49 69 90009", "+49 40 66969", "+49 22 14710", "+49 89 99998")),
        ("+49 1512 3456789", ("+49 1760 40690",)),
        ("+46 70-123 45 67", ("+46 70-174 06 ",)),
        ("+44 20 7183 8750", ("+44 20 7946 0", "+44 1", "+44 28 9649 6", "+44 29 2018 0")),
        ("+44 7400 123456", ("+44 7700 900",)),
        ("+61 2 9374 4000", tuple(f"+61 {area} {block}" for area in "2378" for block in ("5550", "7010"))),
        ("+353 1 234 5678", ("+353 2 091 ",)),
    ],
)
def test_number_maps_to_the_reserved_range_of_its_kind(surface: str, begins: tuple[str, ...]) -> None:
    assert surrogate_number(KEY, "PHONE_NUMBER", surface).startswith(begins)


@pytest.mark.parametrize(
    "surface",
    ["(212) 736-5000", "212.736.5000", "2127365000", "+1 212 736 5000", "1-800-736-5000", "736-5000", "+12127365000"],
)
def test_north_american_number_maps_to_555_0100_to_0199(surface: str) -> None:
    surrogate = surrogate_number(KEY, "PHONE_NUMBER", surface)
    digits = "".join(filter(str.isdecimal, surrogate))
    assert layout(surrogate) == layout(surface)
    assert digits[-7:-2] == "55501"
    assert digits[-10:-7] not in ("800", "888", "900")


@pytest.mark.parametrize("surface", ["212-555-1234 ext. 12", "+44 20 7183 8750 x9", "(0) 7", "911", "#31#", "1" * 40])
def test_numbers_outside_all_plans_keep_their_layout(surface: str) -> None:
    surrogate = surrogate_number(KEY, "PHONE_NUMBER", surface)
    assert layout(surrogate) == layout(surface)
    assert surrogate != surface


@pytest.mark.parametrize(
    "layouts",
    [
        ("612 345 987", "612345987", "+34 612 345 987", "0034 612345987"),
        ("601 234 567", "601234567", "+48 601 234 567"),
        ("912 345 678", "912345678", "+351 912 345 678"),
        ("777 123 456", "777123456", "+420 777 123 456"),
        ("22 12 34 56", "22123456", "+47 22 12 34 56"),
        ("20 12 34 56", "20123456", "+45 20 12 34 56"),
        ("347 1234567", "347 123 4567", "+39 347 1234567"),
        ("06 12 34 56 78", "0612345678", "+33 6 12 34 56 78"),
        ("06 12345678", "06-12345678", "+31 6 12345678"),
        ("0151 23456789", "015123456789", "+49 151 23456789"),
        ("0471 12 34 56", "0471/12.34.56", "+32 471 12 34 56"),
        ("0664 1234567", "+43 664 1234567"),
        ("091 234 56 78", "+41 91 234 56 78"),
        ("070-123 45 67", "+46 70 123 45 67"),
        ("0721 234 567", "+40 721 234 567"),
    ],
)
def test_number_with_and_without_country_code_is_one(layouts: tuple[str, ...]) -> None:
    made = [surrogate_number(KEY, "PHONE_NUMBER", one) for one in layouts]

    assert len({digits_of(one)[-8:] for one in made}) == 1, made


def test_region_of_the_entity_is_used() -> None:
    assert not may_be_assigned(surrogate_number(KEY, "ZA_MOBILE_NUMBER", "082 614 9037"), "ZA")


def test_every_reserved_range_names_its_source() -> None:
    assert all(reserved.source and reserved.prefixes for ranges in RESERVED_RANGES.values() for reserved in ranges)


def test_numbers_of_one_exchange_do_not_collide() -> None:
    surrogates = {surrogate_number(KEY, "PHONE_NUMBER", f"(212) 736-{line:04}") for line in range(10_000)}
    assert len(surrogates) == 10_000
