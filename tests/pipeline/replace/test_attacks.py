"""Attacks on a copy without the key, on samples of the benchmark."""

import pytest
from pseudonyms import dictionary_attack, frequency_attack, full_names, share, shared, surrogates

from pipeline.replace.keyed.keys import Key
from pipeline.replace.pseudonymizer import Pseudonymizer
from recognizers.lexicon.pools import pool

NAMES = full_names(3_000)
WORLD, OTHER = (Pseudonymizer(Key(bytes([number]) * 32), "organization:all") for number in (1, 2))


@pytest.mark.slow
def test_hashing_all_names_identifies_nobody() -> None:
    copy = dict(zip(NAMES, surrogates(WORLD, NAMES), strict=True))

    assert dictionary_attack(copy) == 0


@pytest.mark.slow
@pytest.mark.parametrize(("by_part", "least", "most"), [(False, 0.0, 0.01), (True, 0.1, 1.0)])
def test_surname_frequency_is_visible_only_by_part(by_part: bool, least: float, most: float) -> None:
    assert least <= frequency_attack(20_000, by_part=by_part) < most


def test_surrogates_under_another_key_are_independent() -> None:
    worlds = surrogates(WORLD, NAMES), surrogates(OTHER, NAMES)

    assert float(share(*worlds).rstrip("%")) < 0.2  # the share expected by chance in pools of a few hundred people


def test_pool_names_have_no_fixed_points_and_no_collisions() -> None:
    pooled = [f"{given} {family}" for given in pool("en", "given_male")[:50] for family in pool("en", "family")[:60]]

    copies = surrogates(WORLD, pooled)

    assert shared(copies) == "0"
    assert not any(name == copy for name, copy in zip(pooled, copies, strict=True))
