"""Surrogates of usual names: real names of the same culture and gender, none of them coined."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Key, Span
from pipeline.replace.people.origins import FAMILY, FEMALE, GIVEN_KINDS, MALE, origin_of
from pipeline.replace.people.people import Surrogate
from pipeline.replace.pseudonymizer import Pseudonymizer
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import names_of_culture

WORLD = Pseudonymizer(Key(bytes(range(32))), "organization:all")
TABLE = (Path(__file__).parents[2] / "data/common_names.txt").read_text(encoding="utf-8")
LINES = [line.split(": ") for line in TABLE.splitlines() if not line.startswith("#")]
NAMES = [(culture, name) for culture, names in LINES for name in names.split(" | ")]
ENGLISH = names_of_culture("en")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def surrogates(*names: str) -> list[str]:
    """Return the surrogates of the mentions of one document."""
    view = WORLD.view(names, [[Span(0, len(name), "PERSON", 1.0, "test")] for name in names])
    return [WORLD.surrogate("PERSON", name, view) for name in names]


def stand_in(name: str) -> Surrogate:
    """Return the surrogate of the only person of a document."""
    view = WORLD.view([name], [[Span(0, len(name), "PERSON", 1.0, "test")]])
    return next(iter(view.surrogates.values()))


def is_of_pools(chosen: Surrogate) -> bool:
    """Return whether both names of a surrogate are in the pools."""
    of_family = names_of_culture(chosen.culture)
    families = {name for kind, names in of_family.items() if kind.startswith(FAMILY) for name in names}
    cultures = {chosen.culture, origin_of(canonical(chosen.given), canonical(chosen.family)).given_culture}
    givens = {name for culture in cultures for kind in GIVEN_KINDS for name in names_of_culture(culture)[kind]}
    return chosen.family in families and chosen.given in givens


@pytest.mark.parametrize(("culture", "name"), NAMES)
def test_common_name_becomes_a_real_name_of_its_culture(culture: str, name: str) -> None:
    chosen = stand_in(name)

    assert chosen.culture == culture
    assert is_of_pools(chosen)


def test_table_has_the_usual_names_of_twelve_cultures() -> None:
    assert len(NAMES) >= 44
    assert len(LINES) >= 12


@settings(deadline=None, max_examples=200)
@given(
    st.one_of(st.sampled_from(ENGLISH["given_male"]), st.text(LETTERS, min_size=2, max_size=12)),
    st.one_of(st.sampled_from(ENGLISH["family"]), st.text(LETTERS, min_size=2, max_size=12)),
)
def test_no_name_is_coined_or_longer_than_the_names_of_its_pool(first: str, last: str) -> None:
    chosen = stand_in(f"{first.capitalize()} {last.capitalize()}")

    assert is_of_pools(chosen)


@pytest.mark.parametrize(
    ("surface", "pattern"),
    [
        ("Jan de Vries", "de"),
        ("Willem van den Broek", "van den"),
        ("Jan van der Meulen", "van der"),
    ],
)
def test_dutch_name_with_a_particle_gets_one_that_has_the_particle(surface: str, pattern: str) -> None:
    (shown,) = surrogates(surface)

    assert shown.split(f" {pattern} ")[1] in names_of_culture("nl")[f"family {pattern}"]


@pytest.mark.parametrize(
    ("name", "culture", "gender"),
    [
        ("Krystyna Zwolinskowska", "pl", FEMALE),
        ("Xaver Oberhuttmaier", "de", MALE),
        ("Mats Lindqvistgren", "sv", MALE),
        ("Vincent van Goghstra", "nl", MALE),
        ("Zwolinskowska", "pl", ""),
        ("გიორგი ბერიძე", "ka", MALE),
        ("Олена Шевченко", "uk", FEMALE),
    ],
)
def test_culture_of_an_unknown_name_follows_its_letters(name: str, culture: str, gender: str) -> None:
    chosen = stand_in(name)

    assert chosen.culture == culture
    assert gender in (chosen.given_kind, "")


@pytest.mark.parametrize(
    ("family", "gender"),
    [
        ("kowalska", FEMALE),
        ("kowalski", MALE),
        ("nowak", ""),
        ("novakova", FEMALE),
        ("novak", MALE),
        ("петрова", FEMALE),
    ],
)
def test_form_of_a_family_name_shows_the_gender(family: str, gender: str) -> None:
    assert origin_of("", family).given_kind == gender


@pytest.mark.parametrize("name", ["Anna Smith-Jones", "Smith-Jones", "Karl Weber-Weber", "José García Márquez"])
def test_parts_of_a_double_name_stay_apart(name: str) -> None:
    (shown,) = surrogates(name)
    parts = shown.replace("-", " ").split()

    assert shown.count("-") == name.count("-")
    assert len(parts) == len(name.replace("-", " ").split())
    assert name == "Karl Weber-Weber" or len(set(parts)) == len(parts)


def test_short_form_is_one_of_the_surrogate_or_its_given_name() -> None:
    full, short = surrogates("Katherine Baker", "Kate")

    assert full.split()[0].startswith(short[:1])
    assert len(short) >= 2


@pytest.mark.parametrize(
    ("full", "inflected", "ending"),
    [
        ("Jan Kowalski", "panu Kowalskiemu", ("emu", "owi", "e")),
        ("Jan Kowalski", "Kowalskiego", ("ego", "a", "y")),
        ("Иван Петров", "Петрову", ("у", "ому", "е", "ю")),
        ("Eva Nováková", "paní Novákové", ("é",)),
    ],
)
def test_inflected_mention_is_the_same_person_in_the_same_case(
    full: str, inflected: str, ending: tuple[str, ...]
) -> None:
    whole, shown = surrogates(full, inflected)
    name, family = shown.split()[-1], whole.split()[-1]

    assert canonical(name)[:3] == canonical(family)[:3]
    assert name == family or name.endswith(ending)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Christine", "Christina"),
        ("Sophie", "Sophia"),
        ("Julie", "Julia"),
        ("Anne", "Anna"),
        ("Pauline", "Paulina"),
        ("Nicole", "Nicola"),
        ("Carole", "Carola"),
    ],
)
def test_two_names_that_look_like_cases_of_one_are_two_people(one: str, other: str) -> None:
    assert len(set(surrogates(one, other))) == 2
    assert len(set(surrogates(f"{one} Hollis", f"{other} Hollis"))) == 2


def test_inflected_surname_alone_agrees_with_its_base_form_elsewhere() -> None:
    (base,), (inflected,) = surrogates("Kowalski"), surrogates("Kowalskiego")

    assert inflected[:3] == base[:3]
    assert inflected != base
