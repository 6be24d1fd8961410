"""Sums: the sizes of cells and the numbers of values are those that counting by hand gives."""

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.impact.facts import Facts, Kind, Stage
from pipeline.audit.impact.gathering import ShardFacts
from pipeline.audit.impact.sums import SMALL_CELLS, Cells, Diversity, EntitySum, FieldSum, Subjects, Sums, sums_in

ROWS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=60)


@contextmanager
def added(*shards: Facts) -> Iterator[Sums]:
    with tempfile.TemporaryDirectory() as folder, sums_in(Path(folder)) as sums:
        for number, facts in enumerate(shards):
            sums.add(ShardFacts(number, Facts.from_json(facts.as_json())))
        yield sums


def facts_of(rows: list[tuple[int, int]]) -> Facts:
    facts = Facts()
    for cell, value in rows:
        facts.cells[Kind.COLUMNS, Stage.BEFORE, str(cell)] += 1
        facts.sensitive["diagnosis", Stage.BEFORE, str(cell), str(value)] += 1
    return facts


def test_ages_and_postcodes_of_the_example_of_the_paper() -> None:
    """The table of figure 1 of Machanavajjhala et al.: three cells of four; the last one tells that it is cancer."""
    diseases = ["heart", "heart", "viral", "viral", "cancer", "heart", "viral", "viral", *["cancer"] * 4]
    rows = [(place // 4, sorted(set(diseases)).index(one)) for place, one in enumerate(diseases)]

    with added(facts_of(rows)) as sums:
        assert sums.cells(Kind.COLUMNS, Stage.BEFORE) == Cells(12, 3, 4, {2: 0, 5: 12, 10: 12})
        assert sums.diversity("diagnosis", Stage.BEFORE) == Diversity(12, 3, 1, 4)
        assert sums.cells(Kind.COLUMNS, Stage.AFTER) == Cells(0, 0, 0, {2: 0, 5: 0, 10: 0})


@given(rows=ROWS, cut=st.integers(0, 60))
def test_cells_are_the_same_however_the_records_are_cut_into_shards(rows: list[tuple[int, int]], cut: int) -> None:
    sizes = Counter(cell for cell, _ in rows)
    kinds = Counter(cell for cell, _ in set(rows))
    within = {size: sum(count for count in sizes.values() if count < size) for size in SMALL_CELLS}
    alike = sum(sizes[cell] for cell, count in kinds.items() if count == 1)

    with added(facts_of(rows[:cut]), facts_of(rows[cut:])) as sums:
        assert sums.cells(Kind.COLUMNS, Stage.BEFORE) == Cells(len(rows), len(sizes), min(sizes.values()), within)
        assert sums.diversity("diagnosis", Stage.BEFORE) == Diversity(len(rows), len(sizes), min(kinds.values()), alike)


def test_value_in_two_files_and_two_fields_is_one_value() -> None:
    one, other = Facts(), Facts()
    one.values.update({("a", "PERSON", "x"): 2, ("b", "PERSON", "x"): 1})
    other.values.update({("a", "PERSON", "x"): 4, ("a", "PERSON", "y"): 1})
    other.exposed.update({("a", "PERSON", "x"): 1})

    with added(one, other) as sums:
        assert sums.entities() == [EntitySum("PERSON", 2, 8, 1)]
        assert sums.fields(by_file=False) == [FieldSum(0, "a", "PERSON", 2, 7, 1), FieldSum(0, "b", "PERSON", 1, 1, 0)]
        assert sums.fields(by_file=True)[-1] == FieldSum(1, "a", "PERSON", 2, 5, 1)
        assert sums.values_in_files() == {(0, "PERSON"): 1, (1, "PERSON"): 2}


def test_person_of_whom_one_value_of_twenty_is_left_is_not_protected() -> None:
    one, other = Facts(), Facts()
    for facts, exposed in ((one, 0), (other, 1)):
        facts.subjects.update({("person", "x", "values"): 10, ("person", "x", "exposed"): exposed})
    one.subjects.update({("person", "y", "values"): 1, ("person", "y", "exposed"): 0, ("person", "y", "direct"): 0})

    with added(one, other) as sums:
        assert sums.subjects("person") == Subjects(count=2, protected=1, without_direct=2)
        assert sums.subjects("record") == Subjects(0, 0, 0)
