"""Pools of the names of people that surrogates are chosen from."""

from collections import Counter
from math import ceil
from pathlib import Path

import pytest

from recognizers.lexicon import pools
from recognizers.lexicon.name_model import NameModel, row_of
from recognizers.lexicon.pools import canonical, cultures, pool
from recognizers.lexicon.pools.people import (
    DATA,
    culture_of_family,
    family_model,
    gender_model,
    names_of_culture,
    origins_of_given,
)

MORE_CULTURES = ("sk", "uk", "ru-latin", "bn", "ta", "ka", "hy")
CULTURES = (*cultures(), *MORE_CULTURES)
GIVEN_KINDS = ("given_female", "given_male")
MAX_BYTES, MAX_MODEL_BYTES = 3_000_000, 300_000


def families_of(culture: str) -> list[str]:
    return [name for kind, names in names_of_culture(culture).items() if kind.startswith("family") for name in names]


@pytest.mark.parametrize("culture", CULTURES)
def test_names_are_ordered_different_and_no_longer_than_most(culture: str) -> None:
    for kind, names in names_of_culture(culture).items():
        plain = [canonical(name) for name in names]
        lengths = sorted(map(len, names))

        assert len(names) >= 30 or kind.startswith("family ")
        assert plain == sorted(plain) or kind == "family_female"  # these are at the index of men's
        assert len(set(plain)) == len(plain)
        assert lengths[-1] == lengths[ceil(len(lengths) * 0.99) - 1]


def test_cultures_share_no_family_names() -> None:
    owners = Counter(canonical(name) for culture in CULTURES for name in set(families_of(culture)))
    both_forms = {
        canonical(name) for culture in CULTURES for name in names_of_culture(culture).get("family_female", ())
    }

    assert [name for name, count in owners.items() if count > 1 and name not in both_forms] == []


@pytest.mark.parametrize("culture", CULTURES)
def test_every_name_is_looked_up_in_its_culture(culture: str) -> None:
    assert {culture_of_family(canonical(name)) for name in families_of(culture)} == {culture}
    for kind in GIVEN_KINDS:
        lost = [
            name for name in names_of_culture(culture)[kind] if origins_of_given(canonical(name)).get(culture) != kind
        ]
        assert len(lost) <= len(names_of_culture(culture)[kind]) * (0.1 if culture != "vi" else 1)


def test_given_names_are_those_of_living_people() -> None:
    of_calendars = {"pl": "Agrypin Pafnucy Akacjusz Anzelma", "ru": "Новомир Горазд Фетинья"}

    for culture, names in of_calendars.items():
        assert not set(names.split()) & {name for kind in GIVEN_KINDS for name in names_of_culture(culture)[kind]}


def test_pools_are_large_and_their_file_is_small() -> None:
    sizes = {culture: len(names_of_culture(culture)["family"]) for culture in CULTURES}

    assert sizes["en"] >= 20_000
    assert sizes["ru"] >= 19_000
    assert min(sizes[culture] for culture in ("pl", "es", "it")) >= 10_000
    assert min(sizes[culture] for culture in ("fr", "he", "de", "ja", "nl", "fi", "ja-latin")) >= 6_000
    assert (Path(pools.__file__).parent / DATA).stat().st_size < MAX_BYTES


def test_surrogates_are_no_everyday_words() -> None:
    words = set(pool("any", "common_word")) - {"smith"}
    names = {
        canonical(name) for culture in CULTURES for kind in GIVEN_KINDS for name in names_of_culture(culture)[kind]
    }

    assert not (names | {canonical(name) for name in families_of("en")}) & words


def test_model_adds_the_weights_of_the_groups_of_a_name() -> None:
    model = NameModel(("a", "b"), {"^ab": row_of(bytes((130, 120))), "ab$": row_of(bytes((129, 0)))})

    assert model.scores("ab") == {"a": 3, "b": -136}
    assert model.scores("") == model.scores("xyz") == {"a": 0, "b": 0}
    assert model.scores("z" * 10_000) == {"a": 0, "b": 0}


@pytest.mark.parametrize(
    ("name", "culture"),
    [("zwolinskowski", "pl"), ("dvorackova", "cs"), ("esposetti", "it"), ("ozdoganoglu", "tr"), ("thistlewood", "en")],
)
def test_model_knows_the_culture_of_family_names(name: str, culture: str) -> None:
    scores = family_model().scores(name)

    assert max(scores, key=scores.__getitem__) == culture


@pytest.mark.parametrize(("name", "kind"), [("kordelina", "given_female"), ("bronimir", "given_male")])
def test_model_knows_the_gender_of_given_names(name: str, kind: str) -> None:
    scores = gender_model().scores(name)

    assert max(scores, key=scores.__getitem__) == kind


def test_models_are_small() -> None:
    assert (
        sum(len(model.rows) * (len(model.labels) + 6) for model in (family_model(), gender_model())) < MAX_MODEL_BYTES
    )
