"""One-run audit: a lower bound of epsilon of differential privacy from one training, and how large a bound it could find.

T. Steinke, M. Nasr, M. Jagielski (2023): Privacy Auditing with One (1) Training Run, theorem 5.2 with delta = 0. A coin decides
of each canary whether it is in the data. If the training has epsilon, then of r guesses about the coins at least v are
right with no higher probability than that of v or more successes among r with probability e^epsilon / (e^epsilon + 1).
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.audit.canaries.exposure import Ranks
from pipeline.evaluate.intervals import CONFIDENCE, clopper_pearson, incomplete_beta

POWER = 0.8
HALVINGS = 50
MAX_EPSILON = 40.0


def right_guesses(ranks: Ranks, is_planted: NDArray[np.bool_]) -> tuple[int, int]:
    """Guess the coins of half of the canaries, and return the number of guesses and of right ones.

    The quarter with the lowest ranks is guessed to be in the data, the quarter with the highest not to be.

    Arguments:
        ranks: the rank of each canary among look-alikes; canaries of equal rank are in random order.
        is_planted: what the coins say.
    """
    quarter = len(ranks) // 4
    order = np.argsort(ranks, kind="stable")
    right = is_planted[order[:quarter]].sum() + (~is_planted[order[len(order) - quarter :]]).sum()
    return 2 * quarter, int(right)


def epsilon_bound(guesses: int, right: int) -> float:
    """Return the epsilon that the training exceeds with a confidence of `CONFIDENCE`; 0 if nothing is shown."""
    low = clopper_pearson(right, guesses, 2 * CONFIDENCE - 1)[0]
    return max(0.0, math.log(low / (1 - low))) if low > 0 else 0.0


def chance_of(guesses: int, right: int, epsilon: float = 0.0) -> float:
    """Return the highest probability of so many right guesses, or more, if the training has an epsilon."""
    if right <= 0:
        return 1.0
    return incomplete_beta(1 / (1 + math.exp(-epsilon)), right, guesses - right + 1)


@cache
def detectable_epsilon(guesses: int) -> float:
    """Return the smallest epsilon for which the bound is above 0 with a probability of `POWER`; infinity for too few guesses.

    It supposes a training that gives away as much as its epsilon allows.
    """
    needed = next((right for right in range(guesses + 1) if chance_of(guesses, right) <= 1 - CONFIDENCE), None)
    if needed is None:
        return math.inf
    low, high = 0.0, MAX_EPSILON
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if chance_of(guesses, needed, middle) >= POWER else (middle, high)
    return high
