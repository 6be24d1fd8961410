"""Significance: exact p-values of counts and ranks, and how several are combined and corrected.

- R. A. Fisher (1925): Statistical Methods for Research Workers, section 21.1: combination of independent p-values.
- S. Holm (1979): A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6, 65-70.
- B. Phipson, G. K. Smyth (2010): Permutation p-values should never be zero. Statistical Applications in Genetics and
  Molecular Biology 9, 39.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

SMALLEST = 1e-300  # a smaller p-value is shown as this one
STEPS = 20  # of a score, for each unit of the natural logarithm

Shares = npt.NDArray[np.float64]


def rank_p(observed: float, others: Sequence[float]) -> float:
    """Return the probability that a value is at least as high as it is, if any order of all values is as likely.

    Equal values count against the observed one, so that the result is never too small.

    Arguments:
        observed: the value.
        others: the values that it is compared with.
    """
    return (1 + sum(other >= observed for other in others)) / (1 + len(others))


def fisher_of_ranks(ranked: Iterable[tuple[float, Sequence[float]]]) -> float:
    """Return the p-value of several ranks together, by Fisher's method.

    The statistic is the sum of the negative logarithms of the p-values, in steps. If any order is as likely, each value of
    a comparison could have been the observed one. This gives the exact distribution of its score, also where values are
    equal, and by convolution the one of the sum.

    Arguments:
        ranked: of each independent comparison the observed value, and those that it is compared with.
    """
    total, found = np.ones(1), 0
    for observed, others in ranked:
        values = np.array([observed, *others])
        ranks = (values[np.newaxis, :] >= values[:, np.newaxis]).sum(axis=1)
        scores = np.round(-np.log(ranks / len(values)) * STEPS).astype(np.int64)
        total = np.convolve(total, np.bincount(scores) / len(values))
        found += int(scores[0])
    return _bounded(math.fsum(sorted(total[found:].tolist())))


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p-values that are corrected for their number, in the same order (Holm 1979)."""
    corrected = [1.0] * len(p_values)
    highest = 0.0
    for place, index in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        highest = max(highest, min(1.0, (len(p_values) - place) * p_values[index]))
        corrected[index] = highest
    return corrected


def sign_p(wins: int, losses: int) -> float:
    """Return the probability of so many wins or more among fair games: the one-sided sign test, without draws."""
    games = wins + losses
    return sum(math.comb(games, count) for count in range(wins, games + 1)) / (1 << games)


def overlap_p(found: int, strata: Iterable[tuple[int, int, int]]) -> float:
    """Return the probability of an overlap of so many or more between random and given subsets.

    Arguments:
        found: the number of values that are in both subsets, of all strata together.
        strata: of each stratum the number of its values, of the given ones, and of those that were drawn at random.
    """
    total = np.ones(1)
    for size, given, drawn in strata:
        total = np.convolve(total, hypergeometric(size, given, drawn))
    return _bounded(math.fsum(sorted(total[found:].tolist())))


def hypergeometric(size: int, given: int, drawn: int) -> Shares:
    """Return the distribution of an overlap: at each place the probability of so many values in both subsets.

    The ratios of neighbours are exact, so each probability has nearly the precision of a float. Those below the range of
    floats are left out at the end.

    Arguments:
        size: the number of values.
        given: the number of values of one subset.
        drawn: the number of values of the other one, which is drawn at random.
    """
    low, high = max(0, given + drawn - size), min(given, drawn)
    k = np.arange(low, high, dtype=np.float64)
    ratios = (given - k) * (drawn - k) / ((k + 1) * (size - given - drawn + k + 1))
    mode = min(high, max(low, (given + 1) * (drawn + 1) // (size + 2))) - low
    above, below = np.cumprod(ratios[mode:]), np.cumprod(1 / ratios[:mode][::-1])[::-1]
    weights = np.concatenate([np.zeros(low), below, np.ones(1), above])
    shares: Shares = np.trim_zeros(weights / weights.sum(), "b")
    return shares


def _bounded(p_value: float) -> float:
    return min(1.0, max(SMALLEST, p_value))
