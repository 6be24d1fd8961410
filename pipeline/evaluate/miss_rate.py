"""Miss rate: estimates from a checked sheet how much detection misses in the whole data, with confidence intervals.

Records are weighted by their stratum. The interval of records combines exact intervals of the strata, and of their
shares if only a part of the data was scanned; the error probability is divided among them (Bonferroni), so the
confidence is at least that stated. Values of one record are not independent. Their interval is the exact one with an
effective sample size: the number of values divided by the design effect of the stratified cluster sample (Korn and
Graubard 1998, with the variance of a ratio by linearization: W. G. Cochran, Sampling Techniques, 3rd ed. 1977, 6.13).
Corrections for a small population, which would narrow the intervals, are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import RecordError
from pipeline.evaluate.intervals import CONFIDENCE, Interval, clopper_pearson, t_quantile


@dataclass(frozen=True, slots=True)
class Checked:
    """What a person has counted in one record.

    Arguments:
        values: the marked values.
        missed: those that are not wholly found.
    """

    values: int
    missed: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the data.

    Arguments:
        name: the name, for messages.
        pool_records: the number of its records among the scanned ones.
        checked: its checked records.
    """

    name: str
    pool_records: int
    checked: tuple[Checked, ...]


@dataclass(frozen=True, slots=True)
class MissRate:
    """How much is missed.

    Arguments:
        records: the share of records with a missed value.
        values: the share of values that are missed; None if no value is marked.
    """

    records: Interval
    values: Interval | None


def miss_rate(strata: Sequence[Stratum], *, is_whole: bool) -> MissRate:
    """Estimate the miss rate of the data.

    Arguments:
        strata: two strata; one of them may be empty.
        is_whole: whether all records of the data were scanned, rather than a random part.

    Raises:
        RecordError: a stratum has records, but none of them is checked.
    """
    for stratum in strata:
        if stratum.pool_records and not stratum.checked:
            raise RecordError(f"no record {stratum.name} is checked: check the records in the order of the sheet")
    return MissRate(_of_records(strata, is_whole=is_whole), _of_values([one for one in strata if one.checked]))


def _of_records(strata: Sequence[Stratum], *, is_whole: bool) -> Interval:
    pool = sum(one.pool_records for one in strata)
    used = [one for one in strata if one.pool_records or not is_whole]
    each = 1 - (1 - CONFIDENCE) / (len(used) + (not is_whole))
    hits = {one.name: sum(record.missed > 0 for record in one.checked) for one in used}
    limits = {one.name: clopper_pearson(hits[one.name], len(one.checked), each) for one in used}
    estimate = sum(one.pool_records / pool * hits[one.name] / len(one.checked) for one in used if one.checked)
    if len(used) == 1:
        return Interval(estimate, *limits[used[0].name])
    first, second = used
    known = first.pool_records / pool
    shares = (known, known) if is_whole else clopper_pearson(first.pool_records, pool, each)
    low, high = (
        [share * limits[first.name][end] + (1 - share) * limits[second.name][end] for share in shares] for end in (0, 1)
    )
    return Interval(estimate, min(low), max(high))


def _of_values(strata: Sequence[Stratum]) -> Interval | None:
    pool = sum(one.pool_records for one in strata)
    weights = [one.pool_records / pool / len(one.checked) for one in strata]
    weighted = [(weight, record) for weight, one in zip(weights, strata, strict=True) for record in one.checked]
    total = sum(weight * record.values for weight, record in weighted)
    if not total:
        return None
    share = sum(weight * record.missed for weight, record in weighted) / total
    size = _effective_size(strata, weights, share, total)
    return Interval(share, *clopper_pearson(share * size, size))


def _effective_size(strata: Sequence[Stratum], weights: Sequence[float], share: float, total: float) -> float:
    """Return the number of independent values that would determine the share as well as the sample does."""
    values = sum(record.values for one in strata for record in one.checked)
    records = sum(len(one.checked) for one in strata)
    variance = sum(
        _variance([weight * (record.missed - share * record.values) / total for record in one.checked])
        for weight, one in zip(weights, strata, strict=True)
    )
    degrees = records - len(strata)
    if variance <= 0 or degrees < 1 or values < 2:
        # Without variation there is no design effect to compute: all values of a record count as one.
        with_values = [w for w, one in zip(weights, strata, strict=True) for record in one.checked if record.values]
        return sum(with_values) ** 2 / sum(weight**2 for weight in with_values)
    independent = share * (1 - share) / variance  # values divided by the design effect
    few_records = (t_quantile(CONFIDENCE, values - 1) / t_quantile(CONFIDENCE, degrees)) ** 2
    return min(values, independent * few_records)


def _variance(residuals: Sequence[float]) -> float:
    """Return the variance of the sum of a stratum's residuals."""
    count = len(residuals)
    if count < 2:
        return 0.0
    mean = sum(residuals) / count
    return count / (count - 1) * sum((one - mean) ** 2 for one in residuals)
