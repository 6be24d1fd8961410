"""The one-run audit: known answers by an independent computation, and simulated trainings with a known epsilon."""

import math
from bisect import bisect_right
from fractions import Fraction

import numpy as np
import pytest

from pipeline.audit.canaries.one_run import chance_of, detectable_epsilon, epsilon_bound, right_guesses


def tail(guesses: int, right: int, share: float) -> float:
    """Return the exact probability of `right` successes or more: the bound of theorem 5.2 for delta = 0."""
    exact = Fraction(share)
    terms = (math.comb(guesses, k) * exact**k * (1 - exact) ** (guesses - k) for k in range(right, guesses + 1))
    return float(sum(terms))


def bound_by_search(guesses: int, right: int) -> float:
    """Return the largest epsilon that so many right guesses refute with 95 %, to 1/1000. The probability grows with epsilon."""
    steps = [number / 1_000 for number in range(10_000)]
    place = bisect_right(steps, 0.05, key=lambda epsilon: tail(guesses, right, 1 / (1 + math.exp(-epsilon))))
    return steps[max(place - 1, 0)]


@pytest.mark.parametrize(("guesses", "right"), [(20, 20), (20, 17), (20, 14), (20, 10), (50, 48), (3, 3)])
def test_bound_is_the_largest_epsilon_that_the_guesses_refute(guesses: int, right: int) -> None:
    assert epsilon_bound(guesses, right) == pytest.approx(bound_by_search(guesses, right), abs=0.0011)


@pytest.mark.parametrize("guesses", [10, 100, 1_000])
def test_bound_of_right_guesses_only_has_a_closed_form(guesses: int) -> None:
    share = 0.05 ** (1 / guesses)

    assert epsilon_bound(guesses, guesses) == pytest.approx(math.log(share / (1 - share)))


@pytest.mark.parametrize(("guesses", "right", "epsilon"), [(30, 21, 0.0), (30, 21, 1.5), (12, 12, 0.5), (12, 0, 0.5)])
def test_chance_of_right_guesses_is_the_binomial_tail(guesses: int, right: int, epsilon: float) -> None:
    assert chance_of(guesses, right, epsilon) == pytest.approx(tail(guesses, right, 1 / (1 + math.exp(-epsilon))))


@pytest.mark.parametrize("epsilon", [0.0, 0.5, 2.0])
def test_bound_exceeds_the_true_epsilon_in_one_of_twenty_trainings_at_most(epsilon: float) -> None:
    chance = np.random.default_rng(11)
    trials = 1_000
    right = chance.binomial(100, 1 / (1 + math.exp(-epsilon)), size=trials)
    wrong = [count for count in range(101) if epsilon_bound(100, count) > epsilon]

    assert np.isin(right, wrong).sum() / trials <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / trials)


def test_a_training_with_the_detectable_epsilon_is_noticed_in_four_of_five_trials() -> None:
    epsilon = detectable_epsilon(100)
    right = np.random.default_rng(12).binomial(100, 1 / (1 + math.exp(-epsilon)), size=2_000)
    noticed = [count for count in range(101) if epsilon_bound(100, count) > 0]

    assert np.isin(right, noticed).mean() == pytest.approx(0.8, abs=0.03)


def test_too_few_guesses_can_show_nothing() -> None:
    assert detectable_epsilon(4) == math.inf
    assert [epsilon_bound(guesses, guesses) > 0 for guesses in (0, 4, 5)] == [False, False, True]


def test_half_of_the_coins_are_guessed_the_surest_ones() -> None:
    planted = np.array([True, False] * 20)
    ranks = np.where(planted, 1, 9_000)

    assert right_guesses(ranks, planted) == (20, 20)
    assert right_guesses(9_001 - ranks, planted) == (20, 0)


def test_guesses_of_a_model_that_knows_nothing_are_right_by_half() -> None:
    chance = np.random.default_rng(13)
    right = [right_guesses(chance.integers(1, 16_386, size=400), chance.random(400) < 0.5)[1] for _ in range(500)]

    assert np.mean(right) == pytest.approx(100, abs=3 * 7.1 / math.sqrt(500))
