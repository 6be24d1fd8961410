"""Intervals of two models on the same records: a difference of shares, and a ratio of sums.

- A. Agresti, Y. Min (2005): Simple improved confidence intervals for comparing matched proportions. Statistics in
  Medicine 24, 729-740: half a record is added to each of the four cells.
- W. G. Cochran (1977): Sampling Techniques, section 6.4: the variance of a ratio of two sums.
"""

import math
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from pipeline.evaluate.intervals import CONFIDENCE, t_quantile

Floats = npt.NDArray[np.float64]
NORMAL = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and the limits between which it is with 95 % confidence."""

    value: float
    low: float
    high: float


def matched_difference(first: npt.NDArray[np.bool_], second: npt.NDArray[np.bool_]) -> Estimate:
    """Return by how much the share of hits of the second model exceeds that of the first, on the same records."""
    gained, lost = int((second & ~first).sum()), int((first & ~second).sum())
    count = len(first)
    added, gained_more, lost_more = count + 2, gained + 0.5, lost + 0.5
    middle = (gained_more - lost_more) / added
    variance = (gained_more + lost_more - (gained_more - lost_more) ** 2 / added) / added**2
    reach = NORMAL * math.sqrt(variance)
    return Estimate((gained - lost) / count, max(-1.0, middle - reach), min(1.0, middle + reach))


def ratio(parts: Floats, sizes: Floats) -> Estimate:
    """Return the sum of the parts over the sum of the sizes, such as bits over characters, for more such records."""
    count, total = len(parts), sizes.sum()
    value = float(parts.sum() / total)
    if count < 2:
        return Estimate(value, -math.inf, math.inf)
    variance = count / (count - 1) * float(((parts - value * sizes) ** 2).sum()) / total**2
    reach = _t(count - 1) * math.sqrt(variance)
    return Estimate(value, value - reach, value + reach)


@cache
def _t(degrees: int) -> float:
    return t_quantile(CONFIDENCE, degrees)
