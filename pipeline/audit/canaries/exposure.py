"""Exposure: how far a model prefers a canary to look-alikes that it never saw, and whether that can be chance.

N. Carlini, C. Liu, U. Erlingsson, J. Kos, D. Song (2019): The Secret Sharer. Exposure is log2 of the number of values minus
log2 of the rank of the canary among them. If the model knows nothing of a canary, every rank is equally likely: exposure
then has an exponential distribution with mean 1 / ln 2 = 1.44 bits.
"""

import math

import numpy as np
from numpy.typing import NDArray

REFERENCES = 2**14
NULL_BITS = 1 / math.log(2)

Scores = NDArray[np.float64]
Ranks = NDArray[np.int64]


def ranks_of(canaries: Scores, references: Scores, chance: np.random.Generator) -> Ranks:
    """Return the rank of each canary among itself and the references, 1 for the most likely one.

    Equal values are put in random order, so that every rank is equally likely for a model that knows nothing.

    Arguments:
        canaries: the log-probability of each canary.
        references: the log-probabilities of the references, in any order.
        chance: the source of randomness.
    """
    ordered = np.sort(references)
    above = len(ordered) - np.searchsorted(ordered, canaries, "right")
    equal = len(ordered) - np.searchsorted(ordered, canaries, "left") - above
    return above + chance.integers(0, equal, endpoint=True) + 1


def exposures(ranks: Ranks, values: int) -> NDArray[np.float64]:
    """Return the exposure of each rank among a number of values, in bits."""
    return np.log2(values / ranks)


def rank_test(ranks: Ranks, values: int) -> float:
    """Return the probability of such ranks if the model knows nothing of the canaries.

    Two tests, corrected for being two: one of the mean exposure sees canaries that are all known a little, one of the
    best rank sees a single canary that is known well.
    """
    return min(1.0, 2 * min(mean_test(ranks, values), best_test(ranks, values)))


def mean_test(ranks: Ranks, values: int) -> float:
    """Return the probability of such a mean exposure, or a higher one (R. A. Fisher 1932, of combined probabilities).

    The sum of -ln(rank / values) over K canaries is at most one of K exponential variables: the probability that it is
    higher is that of fewer than K events of a Poisson distribution.
    """
    total = float(-np.log(ranks / values).sum())
    if total <= 0:
        return 1.0
    logs = [events * math.log(total) - total - math.lgamma(events + 1) for events in range(len(ranks))]
    return min(1.0, math.fsum(map(math.exp, logs)))


def best_test(ranks: Ranks, values: int) -> float:
    """Return the probability that the best of the ranks is so low, or lower."""
    return -math.expm1(len(ranks) * math.log1p(-min(ranks) / values)) if min(ranks) < values else 1.0
