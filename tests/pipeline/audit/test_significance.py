"""Statistics of audits: known answers, and null distributions by simulation with fixed seeds."""

import math
import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audit.significance import SMALLEST, fisher_of_ranks, holm, hypergeometric, overlap_p, rank_p, sign_p


def exact(size: int, given_values: int, drawn: int) -> list[Fraction]:
    ways = comb(size, drawn)
    return [
        Fraction(comb(given_values, k) * comb(size - given_values, drawn - k), ways)
        for k in range(min(given_values, drawn) + 1)
    ]


def test_fisher_lady_tasting_tea() -> None:
    assert hypergeometric(8, 4, 4)[4] == pytest.approx(1 / 70)
    assert overlap_p(3, [(8, 4, 4)]) == pytest.approx(17 / 70)


@settings(max_examples=20)
@given(st.data())
def test_hypergeometric_shares_are_those_of_integers(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 200))
    marked, drawn = (data.draw(st.integers(0, size)) for _ in range(2))

    shares = hypergeometric(size, marked, drawn)

    assert shares.tolist() == pytest.approx([float(share) for share in exact(size, marked, drawn)], rel=1e-9)


def test_overlap_of_several_strata_is_the_tail_of_the_sum() -> None:
    first, second = exact(50, 5, 10), exact(30, 4, 6)
    tail = sum(p * q for i, p in enumerate(first) for j, q in enumerate(second) if i + j >= 3)

    assert overlap_p(3, [(50, 5, 10), (30, 4, 6)]) == pytest.approx(float(tail), rel=1e-12)


def test_far_tails_keep_their_precision() -> None:
    tail = float(sum(exact(5_000, 60, 80)[30:]))

    assert 1e-60 < tail < 1e-20
    assert overlap_p(30, [(5_000, 60, 80)]) == pytest.approx(tail, rel=1e-9)
    assert overlap_p(200, [(60_000_000, 200, 200)]) == SMALLEST


def test_no_overlap_and_no_strata_are_no_evidence() -> None:
    assert overlap_p(0, [(50, 5, 10)]) == pytest.approx(1)
    assert overlap_p(0, []) == 1


def ranked(place: int, of: int) -> tuple[float, list[float]]:
    """Return a comparison in which the observed value has a place from the top."""
    return -place, [-other for other in range(1, of + 1) if other != place]


def test_fisher_combines_as_in_his_example() -> None:
    # p-values .145, .263 and .087: chi-square 11.42 with six degrees of freedom
    assert fisher_of_ranks([ranked(145, 1000), ranked(263, 1000), ranked(87, 1000)]) == pytest.approx(0.076, abs=0.004)


def test_fisher_of_two_ranks_is_the_share_of_pairs_that_are_as_good() -> None:
    assert fisher_of_ranks([ranked(1, 8)]) == 1 / 8
    assert fisher_of_ranks([ranked(1, 8), ranked(1, 8)]) == 1 / 64
    assert fisher_of_ranks([ranked(1, 8), ranked(2, 8)]) == 3 / 64
    assert fisher_of_ranks([ranked(8, 8), ranked(8, 8)]) == fisher_of_ranks([]) == 1


def test_comparisons_of_equal_values_change_nothing() -> None:
    assert fisher_of_ranks([ranked(1, 8), *[(0.0, [0.0] * 63)] * 100]) == pytest.approx(1 / 8)


def test_holm_corrects_in_steps() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


def test_sign_test_counts_fair_games() -> None:
    assert sign_p(10, 0) == 1 / 1024
    assert sign_p(8, 2) == pytest.approx(56 / 1024)
    assert sign_p(0, 0) == sign_p(0, 5) == 1


def test_rank_counts_equal_values_against_the_observed_one() -> None:
    assert rank_p(5, [1, 2, 3]) == 1 / 4
    assert rank_p(5, [1, 5, 9]) == 3 / 4
    assert rank_p(5, []) == 1


def is_valid(p_of: Callable[[float, Sequence[float]], float]) -> bool:
    """Return whether p-values of ranks are as often below each level as the level says, or less often."""
    draw, trials, others = random.Random(7), 4_000, 19
    ps = [p_of(draw.randrange(40), draw.choices(range(40), k=others)) for _ in range(trials)]
    levels = (0.05, 0.1, 0.25, 0.5)
    return all(sum(p <= level for p in ps) / trials <= level + 3 * math.sqrt(level / trials) for level in levels)


def test_ranks_are_uniform_and_an_off_by_one_is_noticed() -> None:
    assert is_valid(rank_p)
    assert not is_valid(lambda value, others: sum(one >= value for one in others) / (1 + len(others)))
    assert not is_valid(lambda value, others: (1 + sum(one > value for one in others)) / (1 + len(others)))


@pytest.mark.parametrize("values", [64, 5, 2])
def test_fisher_of_ranks_rejects_no_more_often_than_its_level(values: int) -> None:
    """With few different values, most comparisons have equal ones."""
    draw, trials = random.Random(11), 500
    drawn = ([[draw.randrange(values) for _ in range(16)] for _ in range(12)] for _ in range(trials))
    ps = [fisher_of_ranks((own, others) for own, *others in each) for each in drawn]

    for level in (0.01, 0.05, 0.25):
        share = sum(p <= level for p in ps) / trials
        assert level / 5 < share <= level + 2 * math.sqrt(level * (1 - level) / trials)


def test_overlap_of_random_subsets_rejects_no_more_often_than_its_level() -> None:
    draw, trials = random.Random(13), 800
    strata = [(400, 60, 40), (90, 30, 20)]

    def found() -> int:
        return sum(sum(value < marked for value in draw.sample(range(size), drawn)) for size, marked, drawn in strata)

    counts = [found() for _ in range(trials)]
    too_often = False
    for level in (0.01, 0.05, 0.25):
        highest = level + 2 * math.sqrt(level * (1 - level) / trials)
        assert level / 10 < sum(overlap_p(count, strata) <= level for count in counts) / trials <= highest
        too_often |= sum(overlap_p(count + 1, strata) <= level for count in counts) / trials > highest
    assert too_often  # an overlap that is counted one too high is noticed
