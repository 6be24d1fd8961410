"""Judgement: residue is what is left beyond what the run wrote itself, and only where a word can mean nothing else."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.judge import Judged, Occurrences, judge
from pipeline.audit.targets import Reason, targets_of

FULL, PART = "thandiwe achterberg", "achterberg"


def judged(**counts: dict[str, int]) -> Judged:
    """Judge one person, from counts by form."""
    targets = targets_of({("PERSON", "Thandiwe Achterberg")})
    indices = targets.word_indices()
    names = ("copy", "copy_stored", "original", "original_stored", "in_values", "written")
    seen = {name: Counter({indices[form]: count for form, count in counts.get(name, {}).items()}) for name in names}
    return judge(targets, Occurrences(**seen))


def left(result: Judged) -> dict[bool, int]:
    """Return how often whole values, and parts of them, are left."""
    return {row.is_whole: row.occurrences for row in result.rows if row.left}


IN_ORIGINALS = {"original": {FULL: 3, PART: 3}, "in_values": {FULL: 3, PART: 3}}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, {}),
        ({"copy": {FULL: 2}}, {True: 2}),
        ({"copy": {FULL: 2}, "written": {FULL: 2}}, {}),  # the run wrote it for another person
        ({"copy": {FULL: 3}, "written": {FULL: 2}}, {True: 1}),
        ({"copy": {PART: 1}}, {False: 1}),
        ({"copy": {PART: 5}, "written": {PART: 5}}, {}),
        ({"copy_stored": {FULL: 1}}, {True: 1}),  # in a key, a number or a name
        ({"copy": {PART: 4}, "written": {PART: 4}, "copy_stored": {FULL: 1}}, {}),  # two cells became neighbours
        ({"copy": {"t achterberg": 1, PART: 1}}, {True: 1, False: 1}),
        ({"copy": {"t achterberg": 1, PART: 4}, "written": {PART: 4}}, {}),  # an initial before a pseudonym
    ],
)
def test_residue_is_what_the_run_did_not_write(counts: dict, expected: dict[bool, int]) -> None:
    assert left(judged(**IN_ORIGINALS, **counts)) == expected


def test_word_that_the_originals_also_use_otherwise_is_not_searched_for_but_counted() -> None:
    seen = {"original": {FULL: 3, PART: 4}, "in_values": {FULL: 3, PART: 3}, "copy": {PART: 1}}

    result = judged(**seen)

    assert left(result) == {}
    assert result.left_out["PERSON, parts", Reason.USED] == 1


def test_full_name_is_searched_for_wherever_the_originals_have_it() -> None:
    assert left(judged(original={FULL: 9}, in_values={FULL: 1}, copy={FULL: 8})) == {True: 8}


def test_value_that_the_search_does_not_find_in_the_originals_shows_that_it_has_no_power() -> None:
    (row,) = [row for row in judged(in_values={FULL: 3}).rows if row.is_whole]

    assert (row.expected, row.found) == (1, 0)


@given(
    st.sets(
        st.tuples(
            st.sampled_from(["PERSON", "EMAIL_ADDRESS", "ADDRESS", "ORDER_ID", "DATE_OF_BIRTH", "BADGE"]), st.text()
        )
    )
)
def test_any_value_is_searched_for_or_counted_as_left_out(found: set[tuple[str, str]]) -> None:
    targets = targets_of(found)
    seen = Occurrences(*[Counter[int]() for _ in range(6)])

    result = judge(targets, seen)

    counted = sum(row.values for row in result.rows if row.is_whole)
    left_out = sum(count for (entity, _), count in result.left_out.items() if not entity.endswith("parts"))
    assert counted + left_out <= len(found)
    assert bool(counted + left_out) == bool(found)


def test_short_and_everyday_values_are_left_out_with_a_reason() -> None:
    found = {("ORGANIZATION", "Orange"), ("PERSON", "Al"), ("ORDER_ID", "4417"), ("PERSON", "Al Achterberg")}

    targets = targets_of(found)

    assert targets.left_out["ORGANIZATION", Reason.EVERYDAY] == 1
    assert targets.left_out["PERSON", Reason.SHORT] == 1
    assert targets.left_out["ORDER_ID", Reason.SHORT] == 1
    assert [value.form for value in targets.values if value.is_whole] == ["al achterberg"]
