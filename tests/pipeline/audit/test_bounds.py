"""Bounds: exact, and about three divided by the number of draws if nothing is found."""

import math

import pytest

from pipeline.audit.bounds import left_or_missed, upper_bound


@pytest.mark.parametrize("draws", [30, 100, 1_000, 100_000])
def test_bound_of_nothing_is_the_rule_of_three(draws: int) -> None:
    assert upper_bound(0, draws) == pytest.approx(3 / draws, rel=0.06)
    assert upper_bound(0, draws) == pytest.approx(1 - 0.05 ** (1 / draws))


@pytest.mark.parametrize(("hits", "draws"), [(1, 20), (5, 50), (49, 50)])
def test_a_true_share_at_the_bound_gives_so_few_hits_in_one_of_twenty_trials(hits: int, draws: int) -> None:
    share = upper_bound(hits, draws)
    probability = sum(math.comb(draws, k) * share**k * (1 - share) ** (draws - k) for k in range(hits + 1))

    assert probability == pytest.approx(0.05)


def test_bound_says_nothing_without_draws_or_if_all_are_hits() -> None:
    assert (upper_bound(0, 0), upper_bound(7, 7)) == (1.0, 1.0)


def test_missed_values_add_to_those_that_are_left() -> None:
    assert left_or_missed(0.1, 0.2) == pytest.approx(0.28)
    assert left_or_missed(0.0, 1.0) == 1.0
