"""Frames of polars."""

import sys
from typing import Any

from pipeline.errors import RecordError
from pipeline.rows.columns import changes, check_inner_names, fitting, new_categories
from pipeline.rows.outcomes import new_names
from pipeline.rows.plan import RowPlan
from pipeline.rows.tables import Table, TableCopy, sanitized_table


def polars_copy(frame: Any, plan: RowPlan) -> Any:
    """Return the sanitized copy of a frame of polars."""
    columns = frame.get_columns()
    for place, column in enumerate(columns):
        if _has_inner_enum(column.dtype):
            raise RecordError(f"column {place} contains an Enum within another type: cast it to String")
    check_inner_names((column.dtype for column in columns), plan)
    table = Table(tuple(frame.columns), tuple(column.to_list() for column in columns), frame.height)
    copy = sanitized_table(table, plan)
    new = [_column(column, table, copy, place, plan) for place, column in enumerate(columns)]
    names = new_names(frame.columns, plan.sanitizers)
    return _polars().DataFrame([column.alias(name) for column, name in zip(new, names, strict=True)])


def _polars() -> Any:
    return sys.modules["polars"]  # the frame is of it


def _has_inner_enum(kind: Any) -> bool:
    """Return whether a type contains an Enum, whose categories may be values, in a list or struct."""
    return not isinstance(kind, _polars().Enum) and "Enum(" in str(kind)


def _column(column: Any, table: Table, copy: TableCopy, place: int, plan: RowPlan) -> Any:
    """Return the copy of a column, with the same type. Values that are not changed stay exactly."""
    old, new, kind = table.columns[place], copy.columns[place], column.dtype
    polars = _polars()
    if isinstance(kind, polars.Enum):
        used = [old[source] for source in copy.kept]
        kind = polars.Enum(new_categories(table.names[place], kind.categories.to_list(), used, new, plan))
    elif not changes(old, new, copy.kept) and "Categorical" not in str(kind):  # in polars 1 it has unused values too
        return column.gather(list(copy.kept))
    return fitting(new, lambda some: polars.Series(table.names[place], some, dtype=kind, strict=True))
