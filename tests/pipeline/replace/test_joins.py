"""Joins: a value has one surrogate in its scope, beside its person or alone, and no two values share one."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joins import JOINED, Row, Tables, in_one_run, joins, tables_of

from pipeline import Key, Sanitizer, Text, sanitize_records
from pipeline.decide.known_values import KnownValues
from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.ledger import Choices, Ledger, followers, form_places
from pipeline.replace.numbers.numbers import surrogate_number
from pipeline.replace.numbers.phones import identity_of, national_like
from pipeline.replace.pseudonymizer import NOBODY, Pseudonymizer
from pipeline.text.spans import Span
from recognizers.lexicon.handle_forms import to_ascii

PEOPLE = 60
WORLD = Pseudonymizer(Key(bytes(range(32))), "organization:all")
NUMBERS: FamilyKey = Key(bytes(range(32))).family("organization:all", "numbers")
# The reserved ranges of phone numbers are small: without the ledger of a run, two numbers may become one.
SMALL = ("phone",)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return tables_of(PEOPLE)


def copied(rows: Sequence[Row], sanitizer: Sanitizer) -> list[Row]:
    return [dict(row) for row in sanitize_records(rows, sanitizer)]


def in_scope(sanitizer: Sanitizer, scope: str, client: str = "") -> Sanitizer:
    return Sanitizer(
        sanitizer.policy.model_copy(update={"scope": scope}), sanitizer.key, dataset="joins", client=client
    )


@pytest.mark.parametrize(("scope", "client"), [("dataset", ""), ("organization", "desk")])
def test_every_join_holds_where_each_table_is_copied_alone(
    without_model: Sanitizer, tables: Tables, scope: str, client: str
) -> None:
    first, second = in_scope(without_model, scope), in_scope(without_model, scope, client)
    copies = copied(tables[0], first), copied(tables[1], second)
    counted = {column: joins(tables, copies, column) for column in JOINED}

    assert min(before for before, _, _ in counted.values()) > PEOPLE / 4
    assert [column for column, (_, lost, _) in counted.items() if lost] == []
    assert [column for column, (_, _, new) in counted.items() if new and column not in SMALL] == []


@pytest.mark.slow
def test_client_keeps_the_phones_of_earlier_runs_and_gives_none_of_them_to_another(without_model: Sanitizer) -> None:
    organization = without_model.policy.model_copy(update={"scope": "organization", "reversible": True})
    batch = Sanitizer(organization, without_model.key)
    phones, new = (
        [[f"phone +44 7{400_000_000 + place * 7919}"] for place in range(*some)] for some in ((0, 60), (60, 70))
    )
    found = batch.detect(phones)
    claims = {}
    for document, findings in zip(phones, found, strict=True):
        claims |= batch.claims(document, batch.decide(document, findings))
    ledger = Ledger.of(claims)
    run = [batch.replace(*one, ledger=ledger)[0] for one in zip(phones, found, strict=True)]
    earlier = Choices(frozenset(replacement.choice for one in run for replacement in one.replacements))

    client = Sanitizer(organization, without_model.key, client="desk", earlier=earlier)
    again, others = ([document[0].text for document in client.sanitize(some)] for some in (phones, new))

    assert ledger.attempts
    assert [row["note"] for row in copied([{"note": document[0]} for document in phones], client)] == again
    assert again == [one.text for one in run]
    assert len(set(again)) == len(again)
    assert not set(others) & set(again)


def test_tables_of_two_data_sets_do_not_join(without_model: Sanitizer, tables: Tables) -> None:
    other = Sanitizer(without_model.policy, without_model.key, dataset="other")
    copies = (copied(tables[0], without_model), copied(tables[1], other))

    assert all(
        lost == before for before, lost, _ in (joins(tables, copies, column) for column in ("email", "user_name"))
    )


@pytest.mark.slow
def test_every_join_holds_in_one_run(tmp_path: Path) -> None:
    tables = tables_of(1_000)
    copies = in_one_run(tables, tmp_path)

    assert {column: joins(tables, copies, column)[1:] for column in JOINED} == dict.fromkeys(JOINED, (0, 0))


LAYOUTS = [
    ("07400 123456", "+44 7400 123456", "(07400) 123-456", "07400123456", "0044 7400 123456", "+44 (0)7400 123456"),
    ("(212) 736-5000", "+1 212 736 5000", "212-736-5000", "212.736.5000", "2127365000", "1-212-736-5000"),
    ("01 42 68 53 00", "+33 1 42 68 53 00", "+33142685300"),
    ("0171 1234567", "+49 171 1234567"),
]


@pytest.mark.parametrize("surfaces", LAYOUTS)
def test_all_layouts_of_a_phone_number_become_layouts_of_one_number(surfaces: Sequence[str]) -> None:
    originals = {identity_of(surface) for surface in surfaces}
    made = {national_like(surrogate_number(NUMBERS, "PHONE_NUMBER", surface), surface) for surface in surfaces}

    assert len(originals) == len(made) == 1
    assert originals != made


@settings(deadline=None, max_examples=60)
@given(st.integers(7_400_000_000, 7_499_999_999))
def test_a_british_number_is_one_number_with_and_without_its_country_code(national: int) -> None:
    layouts = (f"0{national}", f"+44{national}", f"(0{national // 10**6}) {national % 10**6:06}")
    made = {surrogate_number(NUMBERS, "PHONE_NUMBER", layout) for layout in layouts}

    assert len({"".join(filter(str.isdecimal, one))[-10:] for one in made}) == 1


def test_a_person_has_one_name_in_a_run_with_and_without_the_user_name(without_model: Sanitizer) -> None:
    documents = [[Text("John Smith", "PERSON"), Text("jsmith", "USERNAME")], [Text("Call John Smith.")]]
    spans = [without_model.detect(documents)[0], [[Span(5, 15, "PERSON", 1.0, "test")]]]
    links = without_model.links(documents[0], without_model.decide(documents[0], spans[0]))
    of_run = Ledger.of({}, links)
    (name, handle), (sentence,) = (
        [one.text for one in without_model.replace(document, found, None, of_run)]
        for document, found in zip(documents, spans, strict=True)
    )

    assert handle == (name[0] + name.split()[1]).lower()
    assert sentence == f"Call {name}."


def test_a_short_form_and_an_address_with_the_formal_name_agree_in_a_run(without_model: Sanitizer) -> None:
    documents = [
        [Text("Nick Farrow", "PERSON"), Text("nicholas.farrow@acme.com", "EMAIL_ADDRESS")],
        [Text("Ask Nick Farrow.")],
    ]
    spans = [without_model.detect(documents)[0], [[Span(4, 15, "PERSON", 1.0, "test")]]]
    links = without_model.links(documents[0], without_model.decide(documents[0], spans[0]))
    of_run = Ledger.of({}, links)
    (name, address), (sentence,) = (
        [one.text for one in without_model.replace(document, found, None, of_run)]
        for document, found in zip(documents, spans, strict=True)
    )

    assert to_ascii(name) == to_ascii(address.partition("@")[0])
    assert sentence == f"Ask {name}."


NICK = b"nick f.."


@pytest.mark.parametrize(
    ("links", "places"),
    [
        ({NICK + b"\0\1"}, {NICK: 1}),
        ({NICK + b"\0\1", NICK + b"\0\2"}, {}),  # user names with two forms
        ({NICK + b"\0\1", NICK}, {}),  # a user name with the own form
        ({NICK + b"m"}, {}),
    ],
)
def test_the_form_of_a_given_name_does_not_depend_on_the_order_of_documents(
    links: set[bytes], places: dict[bytes, int]
) -> None:
    assert form_places(frozenset(links)) == places


J, JOHN, JANE = b"j smith.", b"john sm.", b"jane sm."


@pytest.mark.parametrize(
    ("links", "following"),
    [
        ({J + JOHN}, {JOHN}),
        ({J + JOHN, JOHN}, set()),  # a user name with the full name elsewhere
        ({J + JOHN, J + JANE}, set()),  # two people with one user name
        ({J + JOHN, JANE}, {JOHN}),
        (set(), set()),
    ],
)
def test_who_follows_a_user_name_does_not_depend_on_the_order_of_documents(
    links: set[bytes], following: set[bytes]
) -> None:
    assert followers(frozenset(links)) == following


COMPANY = {("larchfield outdoor", "ORGANIZATION"): 1}
TWO_COMPANIES = {**COMPANY, ("lakeside fishing optics", "ORGANIZATION"): 1}


def of_company(sanitizer: Sanitizer, surface: str, entity: str, known: dict[tuple[str, str], int]) -> str:
    document = [Text(surface, entity)]
    return sanitizer.replace(document, sanitizer.detect([document])[0], KnownValues(known))[0].text


def test_a_company_its_domain_and_its_acronym_agree_over_records(without_model: Sanitizer) -> None:
    name, domain, short, longer = (
        of_company(without_model, surface, entity, COMPANY)
        for surface, entity in (
            ("Larchfield Outdoor", "ORGANIZATION"),
            ("larchfield-outdoor.com", "DOMAIN_NAME"),
            ("LO", "ORGANIZATION"),
            ("LFO", "ORGANIZATION"),
        )
    )
    first, second = name.split()

    assert domain == f"{first.lower()}.example"
    assert short == first[0] + second[0]
    assert (longer[0], longer[-1], len(longer)) == (first[0], second[0], 3)


def test_an_acronym_of_two_companies_of_the_run_follows_none(without_model: Sanitizer) -> None:
    alone = of_company(without_model, "LFO", "ORGANIZATION", {})

    assert of_company(without_model, "LFO", "ORGANIZATION", TWO_COMPANIES) == alone
    assert of_company(without_model, "LFO", "ORGANIZATION", COMPANY) != alone


IDS_IN_LINKS = [
    ("https://crm.acme.com/tickets/{}", "CUSTOMER_ID", "CUS-204881"),
    ("https://crm.acme.com/tickets/{}", "ORDER_ID", "CUS-204881"),  # what detection takes it for does not matter
    ("https://crm.acme.com/find?q={}&page=2", "ORDER_ID", "INV-2024-0917"),
    ("https://jira.acme.com/browse/{}?focused=1", "ORDER_ID", "OPS-1423"),
    ("https://hr.acme.com/people#{}", "EMPLOYEE_ID", "EMP-10422"),
    ("https://hr.acme.com/employees/{}/reviews", "EMPLOYEE_ID", "10422"),
    ("https://shop.acme.com/orders/{}", "ORDER_ID", "204881"),
    ("https://shop.acme.com/api?customer_id={}", "CUSTOMER_ID", "204881"),
    ("https://docs.acme.com/d/{}", "UUID", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"),
    ("https://shop.acme.de/kunden/{}", "CUSTOMER_ID", "204881"),
    ("https://shop.acme.de/kunden/{}", "CUSTOMER_ID", "KD-20391"),
    ("https://shop.acme.fr/commandes/{}", "ORDER_ID", "204881"),
    ("https://shop.acme.de/bestellungen/{}", "ORDER_ID", "CMD-1187"),
    ("https://crm.acme.fr/x?utilisateur={}", "USERNAME", "tkergoat"),
    ("https://plant.acme.com/assets/{}", "PLANT", "Q7-ax"),
]


@pytest.mark.parametrize(("link", "entity", "value"), IDS_IN_LINKS)
def test_an_id_within_a_link_has_the_surrogate_that_it_has_alone(link: str, entity: str, value: str) -> None:
    world = Pseudonymizer(Key(bytes(range(32))), "organization:all", {"PLANT": r"Q\d-[a-z]{2}"})
    alone = world.surrogate(entity, value, NOBODY)

    assert alone != value
    assert alone in world.surrogate("URL", link.format(value), NOBODY)


def test_issues_of_a_project_stay_together() -> None:
    first, second, other = (WORLD.surrogate("ORDER_ID", issue, NOBODY) for issue in ("OPS-1423", "OPS-7", "NET-1423"))

    assert first.partition("-")[0] == second.partition("-")[0] != other.partition("-")[0]


HOSTS = [
    ("db-prod-02", r"db-prod-0[13-9]"),
    ("db-prod-02.acme.internal", r"db-prod-0[13-9]\.[a-z]+\.internal"),
    ("DB-PROD-02", r"DB-PROD-0[13-9]"),
    ("web12.eu-west-1.acme.com", r"web\d\d\.eu-west-[2-9]\.[a-z]+\.example"),
    ("mail.acme.co.uk", r"mail\.[a-z]+-co-uk\.example"),
    ("printer", r"[a-z]{6,}"),
    ("x1", r"[a-wyz][2-9]"),
]


@pytest.mark.parametrize(("host", "shape"), HOSTS)
@pytest.mark.parametrize("entity", ["HOSTNAME", "DOMAIN_NAME"])
def test_a_host_keeps_its_shape_and_numbering(host: str, shape: str, entity: str) -> None:
    if entity == "HOSTNAME" or "." in host:
        assert re.fullmatch(shape, WORLD.surrogate(entity, host, NOBODY))


def test_a_host_agrees_with_its_domain_and_its_company() -> None:
    bare, full = (WORLD.surrogate("HOSTNAME", host, NOBODY) for host in ("db-prod-02", "db-prod-02.acme.internal"))
    link = WORLD.surrogate("URL", "http://db-prod-02:8080/orders", NOBODY)
    company = WORLD.surrogate("ORGANIZATION", "Acme Inc.", NOBODY)

    assert full == f"{bare}.{company.split()[0].lower()}.internal"
    assert link == f"http://{bare}:8080/orders"


def test_numbered_hosts_remain_different() -> None:
    hosts = [f"db-prod-{number:02}" for number in range(1, 100)]

    assert len({WORLD.surrogate("HOSTNAME", host, NOBODY) for host in hosts}) == len(hosts)
