"""Upper bounds of shares: what a test that finds little, or nothing, allows to conclude.

- C. J. Clopper, E. S. Pearson (1934): The use of confidence or fiducial limits illustrated in the case of the binomial.
  Biometrika 26, 404-413. The one-sided limit is exact.
- J. A. Hanley, A. Lippman-Hand (1983): If nothing goes wrong, is everything all right? JAMA 249, 1743-1745. At zero of n
  the limit is about 3 / n, the rule of three.
"""

from pipeline.evaluate.intervals import CONFIDENCE, clopper_pearson


def upper_bound(hits: int, draws: int, confidence: float = CONFIDENCE) -> float:
    """Return the share that is exceeded with a probability of at most 1 - confidence; 1 without draws.

    Arguments:
        hits, draws: the number of hits among the draws.
        confidence: the confidence of the one-sided limit.
    """
    return clopper_pearson(hits, draws, 2 * confidence - 1)[1]


def left_or_missed(left: float, missed: float) -> float:
    """Return a bound of the share of values in a copy: those that were found and left, and those that were missed.

    Arguments:
        left: a bound of the share of found values that are left.
        missed: a bound of the share of values that detection misses. If each bound holds with 97.5 %, both do with 95 %
            (Bonferroni).
    """
    return missed + (1 - missed) * left
