from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.permutation import cycle, permute, unpermute

KEY = Key(bytes(range(32))).family("organization:all", "numbers")


@pytest.mark.parametrize("size", [*range(1, 40), 63, 64, 65, 100, 255, 256, 257, 999, 1000])
def test_permutation_is_a_bijection_on_the_whole_domain(size: int) -> None:
    assert sorted(permute(KEY, "domain", index, size) for index in range(size)) == list(range(size))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=5), st.integers(2, 10**30), st.data())
def test_permutation_of_any_domain_has_no_collisions(label: str, size: int, data: st.DataObject) -> None:
    one, other = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))

    met = {permute(KEY, label, one, size), permute(KEY, label, other, size)}

    assert len(met) == 2
    assert all(0 <= number < size for number in met)


@pytest.mark.parametrize(
    ("key", "label"),
    [
        (Key(bytes(32)).family("organization:all", "numbers"), "domain"),
        (Key(bytes(range(32))).family("recipient:acme", "numbers"), "domain"),
        (KEY, "another domain"),
    ],
    ids=["another key", "another scope", "another label"],
)
def test_permutations_differ_by_key_and_label(key: object, label: str) -> None:
    size = 1000
    agreeing = sum(permute(KEY, "domain", i, size) == permute(key, label, i, size) for i in range(size))  # type: ignore[arg-type]

    assert agreeing < 10


def test_adjacent_numbers_are_separated() -> None:
    permuted = [permute(KEY, "domain", index, 10_000) for index in range(1000)]
    steps = [abs(one - other) for one, other in pairwise(permuted)]

    assert sum(step <= 10 for step in steps) < 20


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_number_outside_the_domain_is_rejected(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="index must be in"):
        permute(KEY, "domain", index, size)


@pytest.mark.parametrize("size", [2, 3, 10, 64, 257, 1000])
def test_first_step_of_the_cycle_is_a_bijection_without_fixed_points(size: int) -> None:
    stepped = [next(cycle(KEY, "domain", index, size)) for index in range(size)]
    assert sorted(stepped) == list(range(size))
    assert all(index != other for index, other in enumerate(stepped))


def test_cycle_visits_all_other_numbers() -> None:
    assert sorted([7, *cycle(KEY, "domain", 7, 100)]) == list(range(100))
    assert list(cycle(KEY, "domain", 0, 1)) == []


@given(st.integers(2, 10**30), st.data())
def test_unpermute_inverts_permute(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    assert unpermute(KEY, "domain", permute(KEY, "domain", index, size), size) == index
