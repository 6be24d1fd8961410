import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.lexicon.inflections import base_form, inflected, inflected_like, plain_forms, readings
from recognizers.lexicon.pools import canonical

NAMES = frozenset(
    map(canonical, "kowalski kowalska nowak zareba novak novakova dvorak петров петрова достоевский иван елена".split())
)


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("kowalskiego", "kowalski"),
        ("kowalskiemu", "kowalski"),
        ("kowalskiej", "kowalska"),
        ("nowaka", "nowak"),
        ("nowakiem", "nowak"),
        ("zareby", "zareba"),
        ("novakove", "novakova"),
        ("dvorakovi", "dvorak"),
        ("петрову", "петров"),
        ("петровой", "петрова"),
        ("достоевского", "достоевский"),
        ("ивану", "иван"),
        ("елене", "елена"),
        ("kowalski", ""),
        ("smith", ""),
        ("", ""),
    ],
)
def test_base_form_of_an_inflected_name(word: str, base: str) -> None:
    found = base_form(canonical(word) if word else "", lambda name, _: name in NAMES)

    assert found == (canonical(base) if base else "")


@pytest.mark.parametrize(
    ("name", "language", "case", "form"),
    [
        ("Nowicki", "pl", "dative", "Nowickiemu"),
        ("Wójcik", "pl", "instrumental", "Wójcikiem"),
        ("Marek", "pl", "genitive", "Marka"),
        ("Černá", "cs", "instrumental", "Černou"),
        ("Сидоров", "ru", "instrumental", "Сидоровым"),
        ("Shaw", "ru", "accusative", "Shaw"),
        ("Banaś", "pl", "genitive", "Banasia"),
        ("Pavel", "cs", "dative", "Pavlovi"),
        ("Virtanen", "fi", "allative", "Virtaselle"),
        ("Lahti", "fi", "genitive", "Lahden"),
        ("Gusev", "ru-latin", "instrumental", "Gusevym"),
    ],
)
def test_name_is_inflected_by_its_ending(name: str, language: str, case: str, form: str) -> None:
    assert inflected(name, language, case) == form


def test_name_of_a_woman_that_ends_with_a_consonant_has_one_form() -> None:
    assert inflected_like("Wójcik", "kowalskiej", "kowalska", "pl", is_female=True) == "Wójcik"
    assert inflected_like("Nowicka", "kowalskiej", "kowalska", "pl", is_female=True) == "Nowickiej"


@given(st.text(max_size=20).map(lambda text: canonical(text) if text else ""))
def test_every_reading_leads_back_to_the_word(word: str) -> None:
    for reading in readings(word):
        assert word in plain_forms(reading.base, reading.language, reading.case)
