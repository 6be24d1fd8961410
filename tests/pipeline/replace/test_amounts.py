"""Ages, money and ZIP codes: the number is changed or generalized, the words around it stay."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.replace.dates import amounts
from pipeline.replace.document import DocumentView
from pipeline.replace.keyed.keys import FamilyKey, Key
from pipeline.replace.pseudonymizer import Pseudonymizer

KEY: FamilyKey = Key(bytes(range(32))).family("organization:all", "test")
WORLD = Pseudonymizer(Key(bytes(range(32))), "organization:all")
NOBODY = DocumentView(frozenset(), {}, {}, {})

MONEY = [
    ("$1,200.50", "$1000-10000"),
    ("1.200,50 €", "1000-10000 €"),
    ("1 200,50 €", "1000-10000 €"),
    ("CHF 12'000.-", "CHF 10000-100000.-"),
    ("INR 12,34,567", "INR 1000000-10000000"),
    ("12.345.678 EUR", "10000000-100000000 EUR"),
    ("USD 3.4m", "USD 1-10m"),
    ("2.5 billion", "1-10 billion"),
    ("£12k", "£10-100k"),
    ("$1.234 million", "$1-10 million"),
    ("5 million dollars", "1-10 million dollars"),
    ("-$45.00", "-$10-100"),
    ("(1,200.50)", "(1000-10000)"),
    ("$0.45", "$0-1"),
    ("0", "0-1"),
    ("1200", "1000-10000"),
    ("1200.5", "1000-10000"),
    ("between $1,000 and $2,500", "between $1000-10000 and $1000-10000"),
]


def layout(text: str) -> str:
    return "".join("9" if character.isdecimal() else character for character in text)


@pytest.mark.parametrize(("surface", "band"), MONEY)
def test_amount_is_generalized_to_its_order_of_magnitude(surface: str, band: str) -> None:
    assert amounts.generalize_amount("MONEY", surface) == band


@pytest.mark.parametrize("surface", [surface for surface, _ in MONEY])
def test_shifted_amount_differs_and_keeps_its_format(surface: str) -> None:
    shifted = amounts.shift_amount(KEY, surface)
    assert shifted != surface
    assert layout(shifted) == layout(surface)
    assert shifted == amounts.shift_amount(KEY, surface)


@pytest.mark.parametrize("surface", ["five dollars", "a few euros", "1.2e6", "$", "9" * 5000])
def test_amount_without_digits_becomes_a_placeholder(surface: str) -> None:
    assert amounts.generalize_amount("MONEY", surface) == "<MONEY>"
    assert WORLD.shift("MONEY", surface, NOBODY) == "<MONEY>"


@given(st.integers(0, 10**24), st.integers(0, 3), st.integers(1, 50))
def test_noise_is_never_zero_and_within_its_bound(units: int, decimals: int, percent: int) -> None:
    value = Decimal(units).scaleb(-decimals)
    shifted = amounts.shift_amount(KEY, f"{value:f}", percent)
    change = abs(Decimal(shifted) - value)

    assert layout(shifted) == layout(f"{value:f}")
    assert 0 < change <= max(value * percent / 100, 0) + Decimal(1).scaleb(-decimals)


@pytest.mark.parametrize(
    ("one", "other"),
    [("$1,200.00", "1.200,00 €"), ("$1,200.00", "1200.00"), ("$4,812.70", "4.8127k"), ("2.50 million", "2,500.00k")],
)
def test_noise_does_not_depend_on_the_written_form(one: str, other: str) -> None:
    """Averaging many copies reveals no more than one copy."""
    shares = [share(surface) for surface in (one, other)]
    assert abs(shares[0] - shares[1]) < Decimal("0.003")


def share(surface: str) -> Decimal:
    """Return the relative change of an amount."""
    old, new = ("".join(filter(str.isdecimal, text)) for text in (surface, amounts.shift_amount(KEY, surface)))
    return Decimal(new) / Decimal(old) - 1


def test_noise_differs_between_values_and_is_unbiased() -> None:
    shares = [share(f"{value}.00") for value in range(20_000, 22_000)]
    assert len({round(one, 4) for one in shares}) > 500
    assert abs(sum(shares) / len(shares)) < Decimal("0.005")
    assert min(map(abs, shares)) > Decimal("0.0099")


AGES = [
    ("34", "30-39"),
    ("42 years old", "40-49 years old"),
    ("aged 42", "aged 40-49"),
    ("42-year-old", "40-49-year-old"),
    ("42yo", "40-49yo"),
    ("42 Jahre alt", "40-49 Jahre alt"),
    ("between 30 and 45", "between 30-39 and 40-49"),
    ("18 months old", "10-19 months old"),
    ("0", "0-9"),
]


@pytest.mark.parametrize(("surface", "band"), AGES)
def test_age_is_generalized_to_ten_years_and_keeps_its_words(surface: str, band: str) -> None:
    assert amounts.generalize_amount("AGE", surface) == band


@pytest.mark.parametrize("surface", [surface for surface, _ in AGES])
def test_surrogate_age_is_within_two_years_and_keeps_its_words(surface: str) -> None:
    surrogate = amounts.surrogate_age(KEY, surface)
    words, new_words = ("".join(c for c in text if not c.isdecimal()) for text in (surface, surrogate))
    assert new_words == words
    for old, new in zip(amounts.AGE.finditer(surface), amounts.AGE.finditer(surrogate), strict=True):
        assert 0 < abs(int(new["age"]) - int(old["age"])) <= 2


@given(st.integers(0, 150))
def test_ages_of_ninety_or_more_are_hidden(age: int) -> None:
    for made in (amounts.surrogate_age(KEY, f"{age}"), amounts.generalize_amount("AGE", f"{age}")):
        assert (made == "90+") == (age >= 90)
    assert amounts.surrogate_age(KEY, f"{age} years old").startswith("90+") == (age >= 90)


@pytest.mark.parametrize("surface", ["forty-two", "42.5", "1999", ""])
def test_age_without_a_number_becomes_a_placeholder(surface: str) -> None:
    assert amounts.surrogate_age(KEY, surface) == "<AGE>"
    assert amounts.generalize_amount("AGE", surface) == "<AGE>"


@pytest.mark.parametrize(
    ("surface", "area"),
    [("62704", "627**"), ("62704-1234", "627**"), ("03601", "000**"), ("89312", "000**"), ("1234", "<ZIP_CODE>")],
)
def test_zip_code_is_generalized_to_its_area_unless_sparsely_populated(surface: str, area: str) -> None:
    assert amounts.generalize_amount("ZIP_CODE", surface) == area


def test_there_are_seventeen_sparsely_populated_areas() -> None:
    assert len(amounts.SMALL_ZIP3) == 17


def test_value_without_a_range_becomes_a_placeholder() -> None:
    assert amounts.generalize_amount("PERSON", "Maria Delgado") == "<PERSON>"
