"""Recipes of the pools of names: what they do to the names of the sources."""

import pytest

from recognizers.lexicon.name_model import groups_of
from training.pools.clean_names import female_form, is_joined
from training.pools.name_lists import capitalized_name, merged
from training.pools.name_model import model_of, trained
from training.pools.name_registers import hepburn, romanized, spanish
from training.pools.national_registers import capitalized_words


@pytest.mark.parametrize(
    ("name", "culture", "form"),
    [
        ("Kowalski", "pl", "Kowalska"),
        ("Nowak", "pl", "Nowak"),
        ("Piaseczny", "pl", "Piaseczna"),
        ("Novák", "cs", "Nováková"),
        ("Černý", "cs", "Černá"),
        ("Hájek", "cs", "Hájková"),
        ("Svoboda", "cs", "Svobodová"),
        ("Петров", "ru", "Петрова"),
        ("Достоевский", "ru", "Достоевская"),
        ("Шевченко", "uk", "Шевченко"),
        ("Smith", "en", "Smith"),
    ],
)
def test_female_form_of_a_family_name(name: str, culture: str, form: str) -> None:
    assert female_form(name, culture) == form


@pytest.mark.parametrize(
    ("written", "read"),
    [("MCDONALD", "McDonald"), ("SMITH", "Smith"), ("MCGEE", "McGee")],
)
def test_names_of_the_census_are_capitalized(written: str, read: str) -> None:
    assert capitalized_name(written) == read


@pytest.mark.parametrize(
    ("plain", "accented"),
    [
        ("Gonzalez", "González"),
        ("Perez", "Pérez"),
        ("Paz", "Paz"),
        ("Calderon", "Calderón"),
        ("Roldan", "Roldán"),
        ("Juan", "Juan"),
    ],
)
def test_spanish_names_get_the_accent_of_their_ending(plain: str, accented: str) -> None:
    assert spanish(plain) == accented


@pytest.mark.parametrize(
    ("written", "capitalized"),
    [("korhonen", "Korhonen"), ("de smet", "De Smet"), ("van der eecken", "Van der Eecken"), ("öhman", "Öhman")],
)
def test_names_of_registers_are_capitalized(written: str, capitalized: str) -> None:
    assert capitalized_words([written]) == [capitalized]


@pytest.mark.parametrize(("korean", "latin"), [("민준", "minjun"), ("서연", "seoyeon"), ("영호", "yeongho")])
def test_korean_names_are_romanized(korean: str, latin: str) -> None:
    assert romanized(korean) == latin


@pytest.mark.parametrize(("romaji", "latin"), [("satou", "Sato"), ("ootani", "Otani"), ("sizuka", "Shizuka")])
def test_japanese_names_are_romanized_as_in_passports(romaji: str, latin: str) -> None:
    assert hepburn(romaji) == latin


def test_joined_names_of_the_census_are_no_surrogates() -> None:
    assert is_joined("Obrien", "en", {"brien"})
    assert not is_joined("Oliver", "en", {"brien"})
    assert is_joined("Destefano", "it", {"stefano"})
    assert not is_joined("Destro", "it", {"stefano"})
    assert is_joined("Mendezpérez", "es", {"mendez", "perez"})


def test_best_score_of_all_lists_holds() -> None:
    assert merged([("family", {"Smith": 3.0}), ("family", {"Smith": 1.0, "Jones": 2.0})]) == {
        "family": {"Smith": 1.0, "Jones": 2.0}
    }


def test_model_prefers_the_label_whose_names_have_the_letters() -> None:
    names = {
        "pl": ["nowakowski", "kowalski", "lewandowski", "wisniewski"],
        "sv": ["lindqvist", "almqvist", "hagqvist", "rosqvist"],
    }
    weights = trained(names, max_groups=50)
    scores = model_of(weights, names).scores("zielinski")

    assert scores["pl"] > scores["sv"]
    assert len(weights) <= 50
    assert set(weights) <= {group for listed in names.values() for name in listed for group in groups_of(name)}
