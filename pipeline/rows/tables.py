"""Tables: columns of values, sanitized row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

from pipeline.records.python_objects import Cells
from pipeline.records.seen_names import SeenNames
from pipeline.rows.plan import RowPlan, check_class, check_declared


@dataclass(frozen=True, slots=True)
class Table:
    """The content of a table.

    Arguments:
        names: the name of each column; names may repeat.
        columns: the values of each column.
        rows: the number of rows.
    """

    names: tuple[str, ...]
    columns: tuple[Sequence[Any], ...]
    rows: int


@dataclass(frozen=True, slots=True)
class TableCopy:
    """The sanitized content of a table.

    Arguments:
        kept: the places of the rows that are not blocked.
        columns: the new values of each column, for the kept rows. A value that is not changed is the same object.
    """

    kept: tuple[int, ...]
    columns: tuple[tuple[Any, ...], ...]


def sanitized_table(
    table: Table, plan: RowPlan, indices: Iterable[int] | None = None, *, is_whole: bool = True
) -> TableCopy:
    """Anonymize the rows of a table.

    Arguments:
        table: the table.
        plan: how rows are sanitized.
        indices: the index of each row in the caller's data; by default its place.
        is_whole: whether no other rows follow, in whose nested values a declared name may occur.

    Raises:
        BlockedError: a row is blocked, and the plan has no `on_blocked`.
        RecordError: a declared field does not occur.
    """
    options = plan.options
    seen = SeenNames(options.fields)
    if plan.fields:
        options = replace(options, fields=seen)
    rows = zip(*table.columns, strict=True) if table.columns else repeat((), table.rows)
    found = list(plan.kept((Cells(table.names, row) for row in rows), options, indices))
    if table.rows:
        names = {*table.names, *seen.names}
        check_declared(
            plan, names, table.names, is_whole=is_whole or (names == set(table.names) and _has_values(table))
        )
    check_class(plan, table.names, is_found=plan.class_field.partition(".")[0] in table.names)
    columns = tuple(zip(*(cells.values for _, cells in found), strict=True)) or ((),) * len(table.columns)
    return TableCopy(tuple(place for place, _ in found), columns)


def _has_values(table: Table) -> bool:
    """Return whether each column has a value. One without may have nested values in other rows, with names of their own."""
    return all(any(value is not None for value in column) for column in table.columns)


def new_value(name: str, value: Any, plan: RowPlan) -> Any:
    """Return the copy of a value that is in a column but in none of its rows, such as an unused category; None if blocked."""
    quiet = replace(plan, on_blocked=lambda *_: None)
    return next((cells.values[0] for _, cells in quiet.kept([Cells((name,), (value,))], plan.options)), None)
