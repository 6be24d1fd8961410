"""Names of countries in the languages of the model: a place that is one identifies nobody."""

import pytest

from recognizers.lexicon.address_formats import is_wide_area


@pytest.mark.parametrize(
    "name",
    [
        "Norwegen", "die Schweiz", "Norwegens", "l'Allemagne", "Pays-Bas", "España", "EE. UU.", "Países Bajos", "Germania", "Inghilterra",
        "Oostenrijk", "Duitsland", "Alemanha", "Coreia do Sul", "Niemcy", "Niemczech", "Hiszpanii", "Stanach Zjednoczonych", "Tyskland", "Saksa", "Německo", "Almanya",
        "Syria", "the Balkans", "Great Britain",
    ],
)  # fmt: skip
def test_a_country_is_a_wide_area_in_every_language(name: str) -> None:
    assert is_wide_area(name)


@pytest.mark.parametrize(
    "name", ["Berlin", "Norfolk", "Salvador", "Saint-Martin", "Kuba Nowak", "Norwegen GmbH", "La Paz"]
)
def test_a_town_a_person_and_a_company_are_none(name: str) -> None:
    assert not is_wide_area(name)
