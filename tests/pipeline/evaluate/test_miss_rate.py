"""Miss rates: exact where the sample is simple, and covering where it is not."""

import random

import pytest

from pipeline.errors import RecordError
from pipeline.evaluate.intervals import clopper_pearson
from pipeline.evaluate.miss_rate import Checked, Stratum, miss_rate

RUNS, SAMPLE = 200, 60


def stratum(name: str, records: int, *checked: tuple[int, int], times: int = 1) -> Stratum:
    return Stratum(name, records, tuple(Checked(*one) for one in checked) * times)


def test_a_simple_sample_has_the_exact_interval() -> None:
    both = [stratum("with", 500, *[(1, 1)] * 5, *[(1, 0)] * 95), stratum("without", 0)]

    found = miss_rate(both, is_whole=True)

    assert found.records.share == 0.05
    assert (found.records.low, found.records.high) == clopper_pearson(5, 100)


def test_strata_are_weighted_by_their_size() -> None:
    both = [stratum("with", 900, (4, 0), times=50), stratum("without", 100, (1, 1), (0, 0), times=25)]

    found = miss_rate(both, is_whole=True)

    assert found.records.share == pytest.approx(0.05)
    assert found.values is not None
    assert found.values.share == pytest.approx(0.05 / (0.9 * 4 + 0.1 * 0.5))
    assert found.values.low < found.values.share < found.values.high


def test_misses_that_come_together_widen_the_interval_of_values() -> None:
    spread = miss_rate([stratum("with", 40, *[(10, 1)] * 20, *[(10, 0)] * 20), stratum("without", 0)], is_whole=True)
    together = miss_rate([stratum("with", 40, *[(10, 10)] * 2, *[(10, 0)] * 38), stratum("without", 0)], is_whole=True)

    assert spread.values is not None
    assert together.values is not None
    assert (spread.values.share, together.values.share) == pytest.approx((0.05, 0.05))
    assert together.values.high - together.values.low > 2 * (spread.values.high - spread.values.low)


def test_without_a_miss_the_values_of_a_record_count_as_one() -> None:
    found = miss_rate([stratum("with", 50, (20, 0), times=50), stratum("without", 0)], is_whole=True)

    assert found.values is not None
    assert (found.values.low, found.values.high) == pytest.approx(clopper_pearson(0, 50))


def test_a_scan_of_a_part_widens_the_interval_of_records() -> None:
    both = [stratum("with", 500, (2, 1), (2, 0), times=20), stratum("without", 500, (0, 0), times=40)]
    whole, part = (miss_rate(both, is_whole=is_whole).records for is_whole in (True, False))

    assert whole.share == part.share
    assert part.low < whole.low
    assert whole.high < part.high


def test_no_value_has_no_share() -> None:
    assert miss_rate([stratum("with", 0), stratum("without", 9, (0, 0), times=9)], is_whole=True).values is None


def test_a_stratum_without_a_checked_record_is_an_error() -> None:
    with pytest.raises(RecordError, match="no record without is checked"):
        miss_rate([stratum("with", 5, (1, 0)), stratum("without", 5)], is_whole=True)


@pytest.mark.slow
@pytest.mark.parametrize("clustered", [False, True])
def test_the_intervals_contain_the_truth_as_often_as_they_say(clustered: bool) -> None:
    """Draw many samples from a population whose miss rates are known."""
    chance = random.Random(4)
    population: dict[str, list[Checked]] = {"with": [], "without": []}
    for _ in range(2_000):
        values = chance.randrange(1, 12)
        if clustered:
            missed = values if chance.random() < 0.06 else 0
        else:
            missed = sum(chance.random() < 0.06 for _ in range(values))
        population["with" if missed < values else "without"].append(Checked(values, missed))
    population["without"] += [Checked(0, 0)] * 300
    records = [one for part in population.values() for one in part]
    true_records = sum(one.missed > 0 for one in records) / len(records)
    true_values = sum(one.missed for one in records) / sum(one.values for one in records)

    covered = [0, 0]
    for _ in range(RUNS):
        drawn = [Stratum(name, len(part), tuple(chance.sample(part, SAMPLE // 2))) for name, part in population.items()]
        found = miss_rate(drawn, is_whole=True)
        assert found.values is not None
        covered[0] += found.records.low <= true_records <= found.records.high
        covered[1] += found.values.low <= true_values <= found.values.high

    assert covered[0] >= 0.95 * RUNS
    assert covered[1] >= 0.93 * RUNS  # the variance is estimated
