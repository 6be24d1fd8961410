"""Confidence intervals of shares: exact for independent draws, with an effective sample size for clusters.

- C. J. Clopper, E. S. Pearson (1934): The use of confidence or fiducial limits illustrated in the case of the binomial.
  Biometrika 26, 404-413. The limits are quantiles of beta distributions.
- E. L. Korn, B. I. Graubard (1998): Confidence intervals for proportions with small expected number of positive counts
  estimated from survey data. Survey Methodology 24, 193-201. The same limits with an effective sample size.
- The incomplete beta function is computed by its continued fraction (DLMF 8.17.22) with Lentz's method.
"""

import math
from dataclasses import dataclass

CONFIDENCE = 0.95
TINY = 1e-300
MAX_TERMS = 10_000
PRECISION = 1e-12
HALVINGS = 100


@dataclass(frozen=True, slots=True)
class Interval:
    """A share, and the limits between which it is with a given confidence.

    Arguments:
        share: the estimate, 0 to 1.
        low, high: the limits, 0 to 1.
    """

    share: float
    low: float
    high: float

    @classmethod
    def of(cls, hits: int, draws: int) -> "Interval":
        """Return the share of independent draws with its exact limits; 0 with the limits 0 and 1 without draws."""
        return cls(hits / draws if draws else 0.0, *clopper_pearson(hits, draws))


def clopper_pearson(hits: float, draws: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the exact limits of a share.

    Arguments:
        hits, draws: the number of hits among the draws; fractions for an effective sample size.
        confidence: the probability that the limits contain the share, at least.
    """
    if draws <= 0:
        return 0.0, 1.0
    tail = (1 - confidence) / 2
    low = beta_quantile(tail, hits, draws - hits + 1) if hits > 0 else 0.0
    high = beta_quantile(1 - tail, hits + 1, draws - hits) if hits < draws else 1.0
    return low, high


def t_quantile(confidence: float, degrees: float) -> float:
    """Return the t with which Student's distribution is between -t and t with the given probability."""
    place = beta_quantile(1 - confidence, degrees / 2, 0.5)
    return math.sqrt(degrees * (1 - place) / place)


def beta_quantile(probability: float, a: float, b: float) -> float:
    """Return the quantile of a beta distribution, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if incomplete_beta(middle, a, b) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the distribution function of a beta distribution at `x`."""
    if x <= 0 or x >= 1:
        return min(1.0, max(0.0, x))
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast below this point
        return 1 - incomplete_beta(1 - x, b, a)
    log_front = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return math.exp(log_front) / (a * _fraction(x, a, b))


def _fraction(x: float, a: float, b: float) -> float:
    """Return 1 + d1/(1 + d2/(1 + ...)) of DLMF 8.17.22, whose reciprocal is a factor of the function."""
    value, c, d = 1.0, 1.0, 0.0
    for term in range(1, MAX_TERMS):
        m = term // 2
        if term % 2:
            step = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            step = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / _apart_from_zero(1 + step * d)
        c = _apart_from_zero(1 + step / c)
        value *= c * d
        if abs(c * d - 1) < PRECISION:
            break
    return value


def _apart_from_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
