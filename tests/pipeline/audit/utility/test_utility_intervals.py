"""Intervals of two models on the same records: known answers, and how often they contain the truth."""

import numpy as np
import pytest

from pipeline.audit.utility.intervals import matched_difference, ratio

TRIALS, RECORDS = 2_000, 150


def pairs(both: int, lost: int, gained: int, neither: int) -> tuple[np.ndarray, np.ndarray]:
    first = [True] * (both + lost) + [False] * (gained + neither)
    second = [True] * both + [False] * lost + [True] * gained + [False] * neither
    return np.array(first), np.array(second)


def test_known_answer_of_matched_shares() -> None:
    """With 9 gained and 16 lost of 68: middle (9.5 - 16.5) / 70, and the half-width by hand."""
    one = matched_difference(*pairs(36, 16, 9, 7))

    assert one.value == pytest.approx(-7 / 68)
    assert (one.low + one.high) / 2 == pytest.approx(-0.1)
    assert (one.high - one.low) / 2 == pytest.approx(1.959964 * (26 - 49 / 70) ** 0.5 / 70, rel=1e-5)


def test_two_models_that_agree_everywhere_differ_by_nothing_but_not_with_certainty() -> None:
    one = matched_difference(*pairs(50, 0, 0, 50))

    assert one.value == 0
    assert -0.05 < one.low < 0 < one.high < 0.05


def test_known_answer_of_a_ratio_and_of_its_limits() -> None:
    one = ratio(np.array([2.0, 4.0, 9.0]), np.array([1.0, 2.0, 3.0]))

    spread = (3 / 2 * (0.5**2 + 1.0**2 + 1.5**2) / 36) ** 0.5
    assert one.value == 2.5
    assert one.high - one.value == pytest.approx(4.302653 * spread, rel=1e-5)


@pytest.mark.parametrize("lost", [0.05, 0.3])
def test_interval_of_a_difference_contains_the_truth_in_95_of_100_samples(lost: float) -> None:
    draws, hits = np.random.default_rng(11), 0
    for _ in range(TRIALS):
        first = draws.random(RECORDS) < 0.8
        second = first & (draws.random(RECORDS) >= lost)
        one = matched_difference(first, second)
        hits += one.low <= -0.8 * lost <= one.high

    assert 0.935 <= hits / TRIALS <= 0.99


def test_interval_of_a_ratio_contains_the_truth_in_95_of_100_samples() -> None:
    draws, hits = np.random.default_rng(12), 0
    for _ in range(TRIALS):
        sizes = draws.integers(20, 200, RECORDS).astype(float)
        one = ratio(sizes * 3 + draws.normal(0, 20, RECORDS), sizes)
        hits += one.low <= 3 <= one.high

    assert 0.93 <= hits / TRIALS <= 0.97
