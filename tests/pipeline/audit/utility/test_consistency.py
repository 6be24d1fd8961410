"""Consistency: counted by hand."""

import pytest

from pipeline.audit.utility.consistency import Consistency, consistency_of

# mentions of (value, what stands for it), and what is counted
CASES = [
    ({}, Consistency(0, 0, 0, 0)),
    ({("a", "x"): 3, ("b", "y"): 1}, Consistency(1, 1, 2, 0)),
    ({("a", "x"): 1, ("a", "y"): 1, ("b", "z"): 2}, Consistency(2, 1, 2, 0)),
    ({("a", "x"): 1, ("b", "x"): 1, ("c", "y"): 1}, Consistency(0, 0, 3, 2)),
    ({("a", "<P>"): 2, ("b", "<P>"): 2}, Consistency(2, 2, 2, 2)),  # redacted: each stays one, and all are one
]


@pytest.mark.parametrize(("mentions", "counted"), CASES)
def test_values_and_surrogates_are_counted(mentions: dict[tuple[str, str], int], counted: Consistency) -> None:
    assert consistency_of(mentions) == counted


def test_interval_says_how_much_more_data_may_differ() -> None:
    one = consistency_of({(str(number), str(number)): 2 for number in range(100)})

    assert one.stayed_one.share == 1
    assert one.stayed_one.low == pytest.approx(0.025**0.01)  # exact, all of n
