"""Exposure and the rank test: known answers, their null distribution by simulation, and what a wrong rank does to it."""

import inspect
import math
from collections.abc import Callable

import numpy as np
import pytest

from pipeline.audit.canaries import exposure
from pipeline.audit.canaries.exposure import NULL_BITS, REFERENCES, best_test, exposures, mean_test, rank_test, ranks_of

OTHERS, TRIALS = 15, 4_000
# Errors of one, each as (the code of the function, what a mutant has instead).
MUTANTS = {
    "the best rank is 0": ("endpoint=True) + 1", "endpoint=True)"),
    "the best rank is 2": ("endpoint=True) + 1", "endpoint=True) + 2"),
    "equal values are in front": ("chance.integers(0, equal, endpoint=True)", "equal"),
    "a canary is in front of equal values": ("chance.integers(0, equal, endpoint=True)", "0"),
    "the last place among equal values is left out": ("equal, endpoint=True", "np.maximum(equal, 1)"),
}


def mutant(before: str, after: str) -> Callable[..., exposure.Ranks]:
    source = inspect.getsource(ranks_of)
    assert source.count(before) == 1
    names = dict(vars(exposure))
    exec(source.replace(before, after), names)
    made: Callable[..., exposure.Ranks] = names["ranks_of"]
    return made


def check_null(levels: int) -> None:
    """Check that a model that knows nothing gives every rank equally often; `levels` different scores make ties."""
    chance = np.random.default_rng(20260601)
    ranks = np.concatenate(
        [
            exposure.ranks_of(scores[:1], scores[1:], chance)
            for scores in chance.integers(levels, size=(TRIALS, OTHERS + 1)).astype(float)
        ]
    )
    counts = np.bincount(ranks, minlength=OTHERS + 2)
    expected = TRIALS / (OTHERS + 1)
    chi_square = (np.delete(counts, 0) - expected) ** 2 / expected

    assert counts[0] == 0
    assert len(counts) == OTHERS + 2
    assert chi_square.sum() < 37.7  # exceeded with probability 0.001 for 15 degrees of freedom


@pytest.mark.parametrize("levels", [2, 4, 10**9])
def test_a_model_that_knows_nothing_gives_every_rank_equally_often(levels: int) -> None:
    check_null(levels)


@pytest.mark.parametrize("error", MUTANTS)
def test_an_error_of_one_in_the_rank_is_seen_in_the_null_distribution(
    error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exposure, "ranks_of", mutant(*MUTANTS[error]))
    with pytest.raises(AssertionError):
        check_null(2)


@pytest.mark.parametrize(("rank", "bits"), [(1, 14), (2, 13), (2**13, 1), (2**14, 0)])
def test_exposure_is_the_logarithm_of_the_share_of_better_ranks(rank: int, bits: float) -> None:
    assert exposures(np.array([rank]), 2**14)[0] == bits


def test_mean_exposure_of_chance_is_144_hundredths_of_a_bit() -> None:
    every = exposures(np.arange(1, REFERENCES + 2), REFERENCES + 1)

    assert pytest.approx(1.4427, abs=1e-4) == NULL_BITS
    assert every.mean() == pytest.approx(NULL_BITS, abs=1e-3)


def test_one_canary_has_the_share_of_its_rank_as_probability() -> None:
    for test in (mean_test, best_test):
        assert test(np.array([37]), 1_000) == pytest.approx(0.037)


def test_the_product_of_two_shares_has_the_probability_that_fisher_gives() -> None:
    product = 0.02 * 0.3  # P(U V <= c) = c (1 - ln c)

    assert mean_test(np.array([20, 300]), 1_000) == pytest.approx(product * (1 - math.log(product)))


def test_best_of_several_ranks_counts_all_tries() -> None:
    assert best_test(np.array([5, 700, 900]), 1_000) == pytest.approx(1 - 0.995**3)


@pytest.mark.parametrize("test", [mean_test, best_test, rank_test])
def test_a_copy_that_gives_nothing_away_fails_as_often_as_the_level_allows(
    test: Callable[[exposure.Ranks, int], float],
) -> None:
    chance = np.random.default_rng(7)
    p_values = np.array([test(chance.integers(1, 1_025, size=50), 1_024) for _ in range(2_000)])

    for level in (0.01, 0.05, 0.25):
        error = 3 * math.sqrt(level * (1 - level) / len(p_values))
        assert (p_values <= level).mean() <= level + error
    assert (p_values <= 0.5).mean() > 0.3  # not so careful that nothing is ever found


def test_ranks_against_shared_references_are_as_good_as_independent_ones() -> None:
    chance = np.random.default_rng(8)
    p_values = []
    for _ in range(200):
        scores = chance.normal(size=200 + 4_096)
        p_values.append(rank_test(ranks_of(scores[:200], scores[200:], chance), 4_097))

    assert (np.array(p_values) <= 0.05).mean() <= 0.05 + 3 * math.sqrt(0.05 * 0.95 / 200)


@pytest.mark.parametrize(("known", "of"), [(1, 30), (10, 250)])
def test_few_remembered_canaries_among_many_are_seen(known: int, of: int) -> None:
    ranks = np.random.default_rng(9).integers(1, REFERENCES + 2, size=of)
    ranks[:known] = 1

    assert rank_test(ranks, REFERENCES + 1) < 0.01


def test_a_rank_at_the_end_says_nothing() -> None:
    assert rank_test(np.array([10, 10]), 10) == 1.0
