"""Cards, accounts and ids without a country: surrogates are valid, permuted, and integers stay integers."""

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban, imei, luhn
from stdnum.us import rtn

from pipeline.replace.keyed.keys import FamilyKey, Key
from pipeline.replace.keyed.shapes import alphabets, characters, fill, number_of, permute_digits, text_of
from pipeline.replace.numbers import check_digits, ibans
from pipeline.replace.numbers.numbers import surrogate_number, surrogate_of_pattern

KEY: FamilyKey = Key(bytes(range(32))).family("organization:all", "numbers")
SEVERAL = settings(max_examples=200, deadline=None)
IBANS = """
GB82WEST12345698765432 DE89370400440532013000 ES9121000418450200051332 BE68539007547034 NO9386011117947
FR1420041010050500013M02606 IT60X0542811101000000123456 FI2112345600000785 PT50000201231234567890154
ME25505000012345678951 SI56263300012039086 NL91ABNA0417164300 CH9300762011623852957 MT84MALT011000012345MTLCAST001S
MC5811222000010123456789030 SM86U0322509800000000270100 AT611904300234573201 SE4550000000058398257466
""".split()
IDS = ["ORDER_ID", "CUSTOMER_ID", "BANK_ACCOUNT", "MEDICAL_RECORD_NUMBER", "LICENSE_PLATE", "US_BANK_NUMBER", "DE_PLZ"]


@SEVERAL
@given(st.sampled_from(IBANS), st.integers(0, 40))
def test_iban_is_valid_for_its_country_like_the_original(surface: str, attempt: int) -> None:
    surrogate = surrogate_number(KEY, "IBAN_CODE", surface, attempt)
    assert iban.is_valid(surrogate, check_country=False)
    assert iban.is_valid(surrogate) or not iban.is_valid(surface)
    assert surrogate[:2] == surface[:2]
    assert [one.isalpha() for one in surrogate] == [one.isalpha() for one in surface] or surface[:2] in ("IT", "SM")


def test_bank_account_that_is_an_iban_stays_one() -> None:
    surrogate = surrogate_number(KEY, "BANK_ACCOUNT", "DE89 3704 0044 0532 0130 00")
    assert iban.is_valid(surrogate)
    assert surrogate[5:9] == "0000"


@pytest.mark.parametrize("country", ["ES", "FR", "FI", "IT", "PT", "SI", "ME", "MC", "SM"])
def test_national_check_digits_match_those_of_real_accounts(country: str) -> None:
    real = next(one for one in IBANS if one.startswith(country))
    where, set_checks = ibans.NATIONAL_CHECKS[country]
    blank = list(real[4:])
    blank[where] = "0" * len(blank[where])
    assert set_checks("".join(blank)) == real[4:]


def test_accounts_of_one_bank_do_not_collide() -> None:
    surfaces = [f"DE893704004405320{number:05}" for number in range(3000)]
    assert len({surrogate_number(KEY, "IBAN_CODE", surface) for surface in surfaces}) == len(surfaces)


@pytest.mark.parametrize("layout", ["4539 1488 {:04} 64{:02}", "37828224{:04}0{:02}", "5019 717{:04}2{:02}1"])
def test_cards_of_one_issuer_do_not_collide(layout: str) -> None:
    surfaces = [layout.format(number // 100 * 7, number % 100) for number in range(3000)]
    surrogates = {surrogate_number(KEY, "CREDIT_CARD", surface)[:-1] for surface in surfaces}
    assert all(luhn.is_valid(characters(surrogate_number(KEY, "CREDIT_CARD", surface))) for surface in surfaces[:50])
    assert len(surrogates) == len({surface[:-1] for surface in surfaces})


def test_ssns_of_adjacent_areas_do_not_collide() -> None:
    surfaces = [
        f"{area}-{group:02}-{serial:04}" for area in (540, 541) for group in (1, 99) for serial in range(1, 900)
    ]
    assert len({surrogate_number(KEY, "US_SSN", surface) for surface in surfaces}) == len(surfaces)


@SEVERAL
@given(st.sampled_from(IDS), st.integers(1, 10**18))
def test_integer_stays_an_integer_of_its_length(entity: str, number: int) -> None:
    surrogate = surrogate_number(KEY, entity, str(number))
    assert str(int(surrogate)) == surrogate
    assert len(surrogate) == len(str(number))
    assert surrogate != str(number)


@SEVERAL
@given(st.from_regex(r"0{0,5}[1-9]\d{0,12}", fullmatch=True))
def test_leading_zeros_stay(digits: str) -> None:
    permuted = permute_digits(KEY, "test", digits)
    assert len(permuted) == len(digits)
    assert len(permuted.lstrip("0")) == len(digits.lstrip("0"))


@pytest.mark.parametrize(
    ("entity", "pattern"), [("LICENSE_PLATE", "B-A{} {}"), ("MEDICAL_RECORD_NUMBER", "MR{}/{}"), ("ZIP", "{}{}")]
)
def test_ids_of_one_shape_never_collide(entity: str, pattern: str) -> None:
    surfaces = {pattern.format(letter, number) for letter in "ABCDEF" for number in range(100, 400)}
    surrogates = {surrogate_number(KEY, entity, surface) for surface in surfaces}
    assert len(surrogates) == len(surfaces)
    assert all(surrogate_number(KEY, entity, surface) != surface for surface in surfaces)


@SEVERAL
@given(st.text(max_size=200))
def test_any_text_keeps_its_length_and_separators(surface: str) -> None:
    surrogate = surrogate_number(KEY, "NEVER_HEARD_OF", surface)
    assert len(surrogate) == len(surface)
    assert [one.isalpha() or one.isdecimal() for one in surface] == [one.isalnum() for one in surrogate] or any(
        one.isnumeric() and not one.isdecimal() for one in surface
    )


@SEVERAL
@given(st.text("ABC123-", max_size=80))
def test_number_of_and_text_of_are_inverse(surface: str) -> None:
    text = characters(surface)
    number, size = number_of(text, alphabets(text))
    assert 0 <= number < size
    assert fill(surface, text_of(number, alphabets(text))) == surface


@pytest.mark.parametrize(
    ("pattern", "surfaces"),
    [
        (r"EMP-\d{4}", [f"EMP-{number:04}" for number in range(10_000)][::7]),
        (r"[A-C]{2}[1-4]\d", [f"{a}{b}{number}" for a in "ABC" for b in "ABC" for number in range(10, 50)]),
        (r"(?:north|south)-\d{3}", [f"{side}-{number}" for side in ("north", "south") for number in range(100, 400)]),
    ],
)
def test_ids_of_a_pattern_match_it_and_never_collide(pattern: str, surfaces: list[str]) -> None:
    surrogates = [surrogate_of_pattern(KEY, "EMPLOYEE_ID", surface, pattern) for surface in surfaces]
    assert all(regex.fullmatch(pattern, surrogate) for surrogate in surrogates)
    assert len(set(surrogates)) == len(surfaces)
    assert not any(map(str.__eq__, surfaces, surrogates))


def test_value_of_a_context_pattern_keeps_its_shape() -> None:
    surrogate = surrogate_of_pattern(KEY, "EMPLOYEE_ID", "4711", r"(?<=badge )\d{4}")
    assert regex.fullmatch(r"[1-9]\d{3}", surrogate)


@pytest.mark.parametrize(
    "surface", ["1HGCM82633A004352", "1M8GDM9AXKP042788", "WVWZZZ1JZXW000001", "1hgcm82633a004352"]
)
def test_vin_has_an_unassigned_manufacturer(surface: str) -> None:
    surrogate = surrogate_number(KEY, "VIN", surface)
    assert check_digits.vin(surrogate.upper())
    assert surrogate.startswith("90")
    assert surrogate.islower() == surface.islower()


@SEVERAL
@given(st.integers(0, 10**8 - 1))
def test_routing_numbers_and_imeis_are_in_unassigned_ranges(number: int) -> None:
    routing = surrogate_number(KEY, "ABA_ROUTING_NUMBER", f"0{number:08}")
    device = surrogate_number(KEY, "IMEI", f"3567{number:08}123")
    assert rtn.is_valid(routing)
    assert int(routing[:2]) in (*range(13, 21), *range(33, 61), *range(73, 80), *range(81, 100))
    assert imei.is_valid(device)
    assert device.startswith("20")
