"""Surrogates of numbers, internet identifiers, places, organizations and secrets."""

import ipaddress

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    IbanRecognizer,
    PhoneRecognizer,
    UsSsnRecognizer,
)
from stdnum import iban, luhn

from pipeline.replace import internet, links, organizations, secrets
from pipeline.replace.keyed.keys import FamilyKey, Key
from pipeline.replace.numbers import numbers
from pipeline.replace.people.people import surrogate_person
from pipeline.replace.people.surrogate_handles import Handles
from pipeline.replace.places import places
from recognizers.lexicon.address_formats import is_wide_area
from recognizers.lexicon.company_names import company_words
from recognizers.lexicon.pools import pool

KEY: FamilyKey = Key(bytes(range(32))).family("organization:all", "test")
COMPANIES: FamilyKey = Key(bytes(range(32))).family("organization:all", "organizations")


def company(name: str, attempt: int) -> str:
    """Return the surrogate of the name of an organization."""
    return "tervesca"


HANDLES = Handles(KEY, lambda person: surrogate_person(KEY, person, ()), company)


def layout(text: str) -> str:
    return "".join("9" if character.isdecimal() else "a" if character.isalpha() else character for character in text)


NUMBERS = [
    ("CREDIT_CARD", "4012-8888-8888-1881"),
    ("CREDIT_CARD", "378282246310005"),
    ("IBAN_CODE", "GB82 WEST 1234 5698 7654 32"),
    ("IBAN_CODE", "DE89370400440532013000"),
    ("US_SSN", "536-90-4399"),
    ("US_ITIN", "912-77-3456"),
    ("UK_NHS", "401 023 2137"),
    ("ABA_ROUTING_NUMBER", "021000021"),
    ("IMEI", "356718092549648"),
    ("PHONE_NUMBER", "(977) 625-2661"),
    ("PHONE_NUMBER", "+44 20 7183 8750"),
    ("PHONE_NUMBER", "+27 82 614 9037"),
    ("PHONE_NUMBER", "212-555-1234 ext. 12"),
    ("ORDER_ID", "ORD-2025-00412"),
    ("CUSTOMER_ID", "CUS-204881"),
    ("UUID", "123e4567-e89b-12d3-a456-426614174000"),
    ("ZIP_CODE", "62704-1234"),
    ("NEVER_HEARD_OF", "0042/x-7"),
]


@pytest.mark.parametrize(("entity", "surface"), NUMBERS)
def test_surrogate_number_differs_and_keeps_its_layout(entity: str, surface: str) -> None:
    surrogate = numbers.surrogate_number(KEY, entity, surface)

    assert surrogate != surface
    if entity != "UUID":  # hexadecimal digits may become letters
        assert layout(surrogate) == layout(surface)
    assert numbers.surrogate_number(KEY, entity, surface) == surrogate
    assert numbers.surrogate_number(KEY, entity, surface, attempt=1) != surrogate


@given(st.integers(10**15, 10**16 - 1))
def test_surrogate_card_is_valid_and_in_a_test_range(number: int) -> None:
    surface = f"4{str(number)[1:]}"
    surrogate = numbers.surrogate_number(KEY, "CREDIT_CARD", surface)
    assert luhn.is_valid(surrogate)
    assert surrogate.startswith("411111")


@pytest.mark.parametrize(
    ("recognizer", "entity", "surface"),
    [
        (CreditCardRecognizer(), "CREDIT_CARD", "4012-8888-8888-1881"),
        (CreditCardRecognizer(), "CREDIT_CARD", "5105 1051 0510 5100"),
        (IbanRecognizer(), "IBAN_CODE", "GB82 WEST 1234 5698 7654 32"),
        (UsSsnRecognizer(), "US_SSN", "536-90-4399"),
        (PhoneRecognizer(), "PHONE_NUMBER", "(212) 736-5000"),
        (PhoneRecognizer(), "PHONE_NUMBER", "+1 415 736 5000"),
    ],
)
def test_recognizer_reports_the_surrogate_as_the_same_entity(recognizer: object, entity: str, surface: str) -> None:
    surrogate = numbers.surrogate_number(KEY, entity, surface)
    assert [r.entity_type for r in recognizer.analyze(surrogate, [entity], None)] == [entity]  # type: ignore[attr-defined]


@given(
    st.sampled_from(["DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300"]), st.integers(0, 9)
)
def test_surrogate_iban_is_valid_with_an_unassigned_bank(surface: str, attempt: int) -> None:
    surrogate = numbers.surrogate_number(KEY, "IBAN_CODE", surface, attempt)
    assert iban.is_valid(surrogate, check_country=False)
    assert surrogate[:2] == surface[:2]
    assert set(surrogate[4:8]) <= {"0", "X"}


@given(st.integers(1, 899), st.integers(1, 99), st.integers(1, 9999))
def test_surrogate_ssn_was_never_issued(area: int, group: int, serial: int) -> None:
    surrogate = numbers.surrogate_number(KEY, "US_SSN", f"{area:03}-{group:02}-{serial:04}")
    assert surrogate >= "900-01-0001"
    assert int(surrogate[4:6]) < 50


def test_ids_of_one_shape_never_collide() -> None:
    surrogates = {numbers.surrogate_number(KEY, "ORDER_ID", f"ORD-{number:04}") for number in range(1000, 10_000)}
    assert len(surrogates) == 9_000
    assert all(surrogate.startswith("ORD-") and surrogate[4] != "0" for surrogate in surrogates)


@given(st.from_regex(r"EMP-[1-9]\d{4}", fullmatch=True))
def test_id_of_a_pattern_still_matches_it(surface: str) -> None:
    surrogate = numbers.surrogate_of_pattern(KEY, "EMPLOYEE_ID", surface, r"EMP-[1-4]\d{4}|EMP-[5-9]\d{4}")
    assert surrogate.startswith("EMP-")
    assert surrogate != surface


@pytest.mark.parametrize(
    ("surface", "shape"),
    [
        ("j.doe@acme-foods.com", r"[\w.]+@{name}.example"),
        ("support@acme-foods.com", "support@{name}.example"),
        ("j.doe@gmail.com", r"[\w.]+@\w+mail.example"),
    ],
)
def test_email_domain_is_reserved_and_follows_the_company(surface: str, shape: str) -> None:
    import re

    company = organizations.surrogate_organization(COMPANIES, "Acme Foods Inc.")
    name = internet.surrogate_domain(COMPANIES, "acme-foods.com").removesuffix(".example")

    assert re.fullmatch(shape.format(name=name), internet.surrogate_email(HANDLES, surface, COMPANIES))
    assert company == f"{name.split('-')[0].title()} Foods Inc."


@given(st.ip_addresses())
def test_ip_address_maps_to_a_reserved_range(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    surrogate = ipaddress.ip_address(internet.surrogate_ip(KEY, str(address)))
    ranges = ["10.0.0.0/8", "198.18.0.0/15"] if address.version == 4 else ["2001:db8::/32"]
    assert any(surrogate in ipaddress.ip_network(network) for network in ranges)


def test_addresses_of_one_network_stay_in_one_network() -> None:
    one, other, far = (internet.surrogate_ip(KEY, f"10.{rest}") for rest in ("1.2.3", "1.2.9", "7.2.3"))
    assert one.rsplit(".", 1)[0] == other.rsplit(".", 1)[0] != far.rsplit(".", 1)[0]


def no_id(entity: str, value: str, attempt: int) -> str:
    return ""


@pytest.mark.parametrize(
    "surface",
    [
        "https://acme.com/users/4711?mail=a@b.com",
        "acme.com/orders",
        "http://user:secret@10.1.2.3:8080/x",
        "\\\\srv\\share1",
        '"https://acme.com/users/4711"',
        "'acme.com'",
        "(http://acme.com)",
    ],
)
def test_surrogate_url_has_a_reserved_host(surface: str) -> None:
    surrogate = links.surrogate_url(KEY, surface, HANDLES, links.Ids({}, no_id), (), COMPANIES)
    for original in ("acme", "4711", "a@b.com", "10.1.2.3", "secret", "share1"):
        assert original not in surrogate


@pytest.mark.parametrize(
    ("surface", "stays"),
    [
        ("12 Oak Street, Apt 4B, Springfield, IL 62704", ("Street, Apt ", ", IL 6")),
        ("6821 1st ave  san mateo, ny 75227", (" ave  ", ", ny 7")),
        ("10 Downing Street, London SW1A 2AA, UK", ("Street, ", " SW", ", UK")),
        ("Musterstraße 12", ("straße ",)),
        ("12 rue de la Paix", (" rue de la ",)),
    ],
)
def test_address_keeps_its_layout(surface: str, stays: tuple[str, ...]) -> None:
    surrogate = places.surrogate_address(KEY, surface)
    assert surrogate != surface
    for part in stays:
        assert part in surrogate


def test_city_is_the_same_alone_and_in_an_address() -> None:
    city = places.surrogate_location(KEY, "Springfield")
    assert f", {city}, " in places.surrogate_address(KEY, "12 Oak Street, Springfield, IL 62704")


@pytest.mark.parametrize(
    ("surface", "kept"), [("Norway", True), ("the USA", True), ("USA", True), ("Springfield", False)]
)
def test_countries_stay(surface: str, kept: bool) -> None:
    assert is_wide_area(surface) == kept


@pytest.mark.parametrize(
    ("surface", "kept"),
    [
        ("sk-proj-abcDEF123abcDEF123abcDEF1", "sk-proj-"),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "ghp_"),
        ("hunter22", ""),
        ("AKIAIOSFODNN7EXAMPLQ", "AKIA"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", "-----BEGIN RSA PRIVATE KEY-----\n"),
        ("-----BEGIN ANNETTE KOWALSKI-----\nMIIE\n-----END ANNETTE KOWALSKI-----", ""),
    ],
)
def test_secret_becomes_the_dummy_of_its_kind(surface: str, kept: str) -> None:
    dummy = secrets.dummy_secret(surface)
    assert dummy.startswith(f"{kept}EXAMPLE")
    assert dummy not in (surface, secrets.dummy_secret(surface, 1))
    assert dummy == secrets.dummy_secret(f"{surface}9!x")


def test_codenames_have_the_language_of_their_letters() -> None:
    assert organizations.surrogate_codename(KEY, "Schwarzdorn").casefold() in company_words("de")
    assert regex.fullmatch(r"Projekt [A-Z][a-z]+", organizations.surrogate_codename(KEY, "Projekt Schwarzdorn"))
    assert organizations.surrogate_codename(KEY, "Paper Lantern").split()[0] in pool("any", "codename")


def test_codenames_keep_case_and_number_of_words() -> None:
    surrogate = organizations.surrogate_codename(KEY, "PAPER Lantern")
    assert [word.isupper() for word in surrogate.split()] == [True, False]
