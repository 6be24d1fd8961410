"""Consistency: whether a value stays one value in the whole copy, and whether two values stay two."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.evaluate.intervals import Interval


@dataclass(frozen=True, slots=True)
class Consistency:
    """How consistent a copy is.

    Arguments:
        repeated, one: the values with several mentions, and those of them that became one value everywhere.
        values, shared: all values, and those that share what stands for them with another value.
    """

    repeated: int
    one: int
    values: int
    shared: int

    @property
    def stayed_one(self) -> Interval:
        """The share of repeated values that stayed one value."""
        return Interval.of(self.one, self.repeated)

    @property
    def became_shared(self) -> Interval:
        """The share of values that came to share one surrogate with another value."""
        return Interval.of(self.shared, self.values)


def consistency_of(mentions: Mapping[tuple[str, str], int]) -> Consistency:
    """Return how consistent a copy is.

    Arguments:
        mentions: how often each (value, what stands for it) occurs.
    """
    times: Counter[str] = Counter()
    made_for: defaultdict[str, set[str]] = defaultdict(set)
    values_of: defaultdict[str, set[str]] = defaultdict(set)
    for (value, made), count in mentions.items():
        times[value] += count
        made_for[value].add(made)
        values_of[made].add(value)
    repeated = [value for value, count in times.items() if count > 1]
    return Consistency(
        len(repeated),
        sum(len(made_for[value]) == 1 for value in repeated),
        len(times),
        sum(any(len(values_of[made]) > 1 for made in surrogates) for surrogates in made_for.values()),
    )
