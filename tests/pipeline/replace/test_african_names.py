"""Surrogates of people with African names, and of those whose gender only a title, a pronoun or a column tells."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Key, Sanitizer, Span, sanitize_records
from pipeline.replace.keyed.ledger import Ledger
from pipeline.replace.people.origins import FEMALE, MALE, origin_of
from pipeline.replace.people.people import Surrogate
from pipeline.replace.people.titles import genders_beside
from pipeline.replace.pseudonymizer import Pseudonymizer
from pipeline.text.spans import DECLARED
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import names_of_culture

WORLD = Pseudonymizer(Key(bytes(range(32))), "dataset:default")
UNISEX = "Tumelo Mokoena"


def spans_of(texts: Sequence[str], name: str = "") -> list[list[Span]]:
    """Return a finding for each text: the name if it contains it, else the whole text."""
    found = []
    for text in texts:
        start = text.find(name) if name in text else 0
        end = start + len(name) if name and name in text else len(text)
        found.append([Span(start, end, "EMAIL_ADDRESS" if "@" in text else "PERSON", 1.0, "test")])
    return found


def stand_in(*texts: str, name: str = "") -> Surrogate:
    """Return the surrogate of the first person of a document."""
    return next(iter(WORLD.view(texts, spans_of(texts, name)).surrogates.values()))


@pytest.mark.parametrize(
    ("name", "culture", "gender"),
    [
        ("Thandiwe Mokoena", "za", FEMALE),
        ("Ms. Thandiwe Mokoena", "za", FEMALE),
        ("Sipho Dlamini", "za", MALE),
        ("Tendai Moyo", "za", ""),
        ("Mr. Tendai Moyo", "za", MALE),
        ("Tsitsi Mutasa", "za", FEMALE),
        ("Pieter van der Merwe", "af", MALE),
        ("Mev. Anneke du Plessis", "af", FEMALE),
        ("Marietjie Jacobs", "af", FEMALE),
        ("Oluwaseun Adeyemi", "yo", ""),
        ("Mrs Oluwaseun Adeyemi", "yo", FEMALE),
        ("Babatunde Ogunleye", "yo", MALE),
        ("Chinedu Okafor", "ig", MALE),
        ("Ngozi Nwosu", "ig", FEMALE),
        ("Aminu Shagari", "ha", MALE),
        ("Hadiza Ibrahim", "ha", FEMALE),
        ("Kwame Boateng", "ak", MALE),
        ("Akosua Mensah", "ak", FEMALE),
        ("Wanjiku Kamau", "ke", FEMALE),
        ("Otieno Odhiambo", "ke", MALE),
        ("Rehema Mwinyi", "ke", FEMALE),
        ("Tigist Bekele", "am", FEMALE),
        ("Tesfaye Gebremedhin", "am", MALE),
        ("Mr Desta Alemu", "am", MALE),
        ("Mamadou Diallo", "sn", MALE),
        ("Aminata Traoré", "sn", FEMALE),
        ("Koffi Kouassi", "sn", MALE),
        ("Mariama Barry", "sn", FEMALE),
    ],
)
def test_surrogate_keeps_region_and_gender(name: str, culture: str, gender: str) -> None:
    chosen = stand_in(name)

    assert chosen.culture == culture
    assert gender in ("", chosen.given_kind)
    assert chosen.given in names_of_culture(culture)[chosen.given_kind]


@pytest.mark.parametrize(
    ("given_name", "family", "culture"),
    [
        ("nomkhosazana", "mbhelentshangase", "za"),
        ("oluwadunsin", "ogunfowokoya", "yo"),
        ("pierre", "barry", "fr"),
        ("ali", "hassan", "ar-latin"),
        ("xqz", "wvx", "en"),
        ("", "qqq", "en"),
    ],
)
def test_culture_of_an_unsure_name_is_near_or_the_largest_one(given_name: str, family: str, culture: str) -> None:
    assert origin_of(given_name, family).family_culture == culture


@pytest.mark.parametrize(
    ("texts", "gender"),
    [
        ((UNISEX, "Ms. Mokoena"), FEMALE),
        (("Mr Mokoena", UNISEX), MALE),
        ((UNISEX, "Herr Mokoena"), MALE),
        ((UNISEX, "Sra. Mokoena"), FEMALE),
        ((f"Ms. {UNISEX}",), FEMALE),
        ((f"call Frau {UNISEX}",), FEMALE),
        ((f"to: Dhr. {UNISEX}",), MALE),
        ((f"la Sig.ra {UNISEX}",), FEMALE),
        ((f"{UNISEX} (she/her)",), FEMALE),
        ((f"{UNISEX} (he/him)",), MALE),
        ((f"{UNISEX} (Frau)",), FEMALE),
        (("Mr Thandiwe Mokoena",), FEMALE),  # a name of one gender
    ],
)
def test_title_of_any_mention_tells_the_gender_if_the_name_does_not(texts: tuple[str, ...], gender: str) -> None:
    assert stand_in(*texts, name=UNISEX).given_kind == gender


@pytest.mark.parametrize(
    ("columns", "values", "gender"),
    [
        (("salutation", ""), ("Ms", UNISEX), FEMALE),
        (("contact gender", ""), ("male", UNISEX), MALE),
        (("Geschlecht", ""), ("w", UNISEX), FEMALE),
        (("title", ""), ("Dr.", UNISEX), None),
        (("status", ""), ("f", UNISEX), None),
        (("sex", "gender", ""), ("f", "m", UNISEX), None),
        (("sex", "", ""), ("f", UNISEX, "Kagiso Molefe"), None),
    ],
)
def test_column_tells_the_gender_of_the_only_person_of_a_record(
    columns: tuple[str, ...], values: tuple[str, ...], gender: str | None
) -> None:
    found = [
        [] if column else [Span(0, len(value), "PERSON", 1.0, DECLARED)]
        for column, value in zip(columns, values, strict=True)
    ]

    assert genders_beside(values, found, columns).get(UNISEX) == gender


def test_mentions_of_two_genders_tell_none() -> None:
    texts = [f"Ms. {UNISEX}", f"Mr. {UNISEX}"]

    assert genders_beside(texts, spans_of(texts, UNISEX)) == {}


def test_records_of_a_table_keep_the_gender_of_their_salutation(without_model: Sanitizer) -> None:
    rows = [
        {"salutation": title, "first_name": "Tumelo", "last_name": family}
        for title in ("Ms", "Mr")
        for family in ("Mokoena", "Molefe")
    ]
    givens = [row["first_name"] for row in sanitize_records(rows, without_model)]

    assert [name in names_of_culture("za")[FEMALE] for name in givens] == [True, True, False, False]


def test_run_gives_a_person_one_name_where_a_title_stands_in_one_record_only() -> None:
    records = ([UNISEX], [UNISEX, "Mr. Mokoena"])
    ledgers = [Ledger.of({}, frozenset().union(*(WORLD.links(one, spans_of(one)) for one in records)))]
    contrary = WORLD.links(["Ms. Tumelo Mokoena"], spans_of(["Ms. Tumelo Mokoena"]))
    ledgers.append(Ledger.of({}, contrary))
    shown = [
        {WORLD.surrogate("PERSON", UNISEX, WORLD.view(one, spans_of(one), ledger)) for one in records[: 2 - place]}
        for place, ledger in enumerate(ledgers)
    ]

    assert [len(names) for names in shown] == [1, 1]
    assert shown[0] != shown[1]


@pytest.mark.parametrize(
    ("name", "handles"),
    [
        ("Thandiwe Mokoena", ("t.mokoena@acme.com", "tmokoena@acme.com")),
        ("Thandiwe Mokoena", ("thandiwe.mokoena@acme.com",)),
        ("Chinedu Okafor", ("okafor.chinedu@acme.com",)),
        ("Pieter van der Merwe", ("pieter.vandermerwe@acme.com",)),
        ("Aminata Traoré", ("aminata.traore@acme.com", "aminata_traore@acme.com")),
        (UNISEX, ("t.mokoena@acme.com",)),
    ],
)
def test_addresses_agree_with_the_new_name(name: str, handles: tuple[str, ...]) -> None:
    texts = (name, *handles)
    view = WORLD.view(texts, spans_of(texts))
    chosen = next(iter(view.surrogates.values()))
    first, last = canonical(chosen.given), canonical(chosen.family)

    for handle in handles:
        local = WORLD.surrogate("EMAIL_ADDRESS", handle, view).partition("@")[0]
        assert last in local
        assert local.replace(last, "").strip("._").startswith(first[0])


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(names_of_culture("za")[FEMALE]), st.sampled_from(names_of_culture("ig")["family"]))
def test_no_part_of_a_name_remains(first: str, last: str) -> None:
    shown = WORLD.surrogate("PERSON", f"{first} {last}", WORLD.view([f"{first} {last}"], spans_of([f"{first} {last}"])))

    assert {first, last}.isdisjoint(shown.split())


@pytest.mark.parametrize(
    "text", ["", "Ms.", "(she/her)", "Ms. " * 10_000, "\ud800 Tumelo (", "Mr. Tumelo Mokoena (Mr."]
)
def test_hostile_text_tells_no_gender_beyond_its_title(text: str) -> None:
    span = Span(0, len(text), "PERSON", 1.0, "test")

    assert genders_beside([text], [[span]], [text]) == {}
