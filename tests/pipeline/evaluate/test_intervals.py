"""Confidence intervals, compared with published values and with the definition."""

import math

import pytest

from pipeline.evaluate.intervals import clopper_pearson, incomplete_beta, t_quantile


def binomial(hits: int, draws: int, share: float) -> float:
    """Return the probability of at most this many hits."""
    return sum(math.comb(draws, k) * share**k * (1 - share) ** (draws - k) for k in range(hits + 1))


@pytest.mark.parametrize(
    ("hits", "draws", "low", "high"),  # of R's binom.test and of the rule 1 - 0.025 ** (1 / n)
    [
        (0, 100, 0.0, 0.0362167),
        (100, 100, 0.9637833, 1.0),
        (5, 100, 0.0164319, 0.1128349),
        (7, 20, 0.1539092, 0.5921885),
        (1, 2, 0.0125791, 0.9874209),
    ],
)
def test_exact_limits_are_those_of_tables(hits: int, draws: int, low: float, high: float) -> None:
    assert clopper_pearson(hits, draws) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize(("hits", "draws"), [(1, 9), (3, 17), (50, 100), (399, 400)])
def test_at_the_limits_the_observation_is_just_as_unlikely_as_allowed(hits: int, draws: int) -> None:
    low, high = clopper_pearson(hits, draws)

    assert 1 - binomial(hits - 1, draws, low) == pytest.approx(0.025, abs=1e-9)
    assert binomial(hits, draws, high) == pytest.approx(0.025, abs=1e-9)


def test_without_a_draw_nothing_is_known() -> None:
    assert clopper_pearson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(("degrees", "expected"), [(1, 12.7062), (10, 2.22814), (199, 1.97196)])
def test_quantiles_of_students_distribution(degrees: int, expected: float) -> None:
    assert t_quantile(0.95, degrees) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("x", [0.01, 0.3, 0.5, 0.999])
def test_the_distribution_is_that_of_the_binomial(x: float) -> None:
    assert incomplete_beta(x, 4, 7) == pytest.approx(1 - binomial(3, 10, x), abs=1e-12)
    assert incomplete_beta(x, 1, 1) == pytest.approx(x)
    assert incomplete_beta(x, 2_000, 1) == pytest.approx(x**2_000, abs=1e-12)
