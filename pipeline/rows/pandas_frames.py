"""Frames of pandas."""

import sys
from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np

from pipeline.records.python_values import typed
from pipeline.rows.columns import changes, check_inner_names, fitting, new_categories
from pipeline.rows.outcomes import new_names
from pipeline.rows.plan import RowPlan
from pipeline.rows.tables import Table, TableCopy, sanitized_table

INDEX = "index"  # the name of an index without name, as in reset_index


def pandas_copy(frame: Any, plan: RowPlan, first: int = 0) -> Any:
    """Return the sanitized copy of a frame of pandas.

    Arguments:
        frame: the frame.
        plan: how rows are sanitized.
        first: the index of the first row in the caller's data.
    """
    levels = _levels(frame)
    columns = [frame.iloc[:, place].reset_index(drop=True) for place in range(frame.shape[1])]
    names = (*(name for name, _ in levels), *map(_name, frame.columns))
    parts = [*(level for _, level in levels), *columns]
    check_inner_names((getattr(part.dtype, "pyarrow_dtype", None) for part in parts), plan)
    table = Table(names, tuple(map(_cells, parts)), len(frame))
    copy = sanitized_table(table, plan, range(first, first + len(frame)))
    new = [_column(part, table, copy, place, plan) for place, part in enumerate(parts)]
    labels = _new_labels(frame, plan)
    copied = _pandas().DataFrame(dict(enumerate(new[len(levels) :])), index=range(len(copy.kept)))
    copied.index = _new_index(frame, new[: len(levels)], copy.kept, labels)
    copied.columns = _new_columns(frame.columns, labels)
    return copied


def _pandas() -> Any:
    return sys.modules["pandas"]  # the frame is of it


def _levels(frame: Any) -> list[tuple[str, Any]]:
    """Return (name, values) of each level of an index with values; an index that only counts has none."""
    index = frame.index
    if index.nlevels == 1 and index.names[0] is None and index.dtype.kind in "iu":
        return []
    names = [
        _name(name) if name is not None else INDEX if index.nlevels == 1 else f"level_{place}"
        for place, name in enumerate(index.names)
    ]
    return [(name, _pandas().Series(index.get_level_values(place))) for place, name in enumerate(names)]


def _name(label: Hashable) -> str:
    """Return the name of a column. The levels of a name are a path."""
    return ".".join(str(part) for part in label if str(part)) if isinstance(label, tuple) else str(label)


def _cells(series: Any) -> list[Any]:
    missing = series.isna().tolist()
    return [None if is_missing else value for value, is_missing in zip(series.tolist(), missing, strict=True)]


def _column(series: Any, table: Table, copy: TableCopy, place: int, plan: RowPlan) -> Any:
    """Return the copy of a column, with the same type. Values that are not changed stay exactly."""
    old, new, kind = table.columns[place], copy.columns[place], series.dtype
    changed = changes(old, new, copy.kept)
    series = series.iloc[list(copy.kept)].reset_index(drop=True)
    pandas = _pandas()
    if isinstance(kind, pandas.CategoricalDtype):
        used = [old[source] for source in copy.kept]
        kind = pandas.CategoricalDtype(
            new_categories(table.names[place], kind.categories, used, new, plan), kind.ordered
        )
    elif not changed and not _has_dictionary(kind):
        return series
    values = series.tolist()
    for row, value in changed.items():
        values[row] = value
    return fitting(values, lambda some: pandas.Series(some, dtype=_nullable(kind) if _has_none(some) else kind))


def _has_dictionary(kind: Any) -> bool:
    """Return whether a type of Arrow has a dictionary, which may have values that are in no row."""
    return "dictionary" in str(kind)


def _has_none(values: Sequence[Any]) -> bool:
    return any(value is None for value in values)


def _nullable(kind: Any) -> Any:
    """Return the type of pandas with missing values in place of one of numpy without."""
    if not isinstance(kind, np.dtype) or kind.kind not in "iub":
        return kind
    return "boolean" if kind.kind == "b" else kind.name.replace("int", "Int").replace("u", "U")


def _new_labels(frame: Any, plan: RowPlan) -> dict[str, str]:
    """Return old -> new name of the columns, the levels of their names and those of the index."""
    labels = [part for label in frame.columns for part in (label if isinstance(label, tuple) else (label,))]
    named = [name for name in (*frame.columns.names, *frame.index.names) if name is not None]
    names = list(dict.fromkeys(str(label) for label in (*labels, *named)))
    return dict(zip(names, new_names(names, plan.sanitizers), strict=True))


def _relabelled(label: Any, labels: dict[str, str]) -> Any:
    if isinstance(label, tuple):
        return tuple(_relabelled(part, labels) for part in label)
    new = labels.get(str(label), str(label))
    if label is None or new == str(label):
        return label
    fit = typed(label, new)
    return new if fit is None else fit


def _new_columns(columns: Any, labels: dict[str, str]) -> Any:
    pandas = _pandas()
    new = [_relabelled(label, labels) for label in columns]
    names = [_relabelled(name, labels) for name in columns.names]
    if columns.nlevels > 1:
        return pandas.MultiIndex.from_tuples(new, names=names)
    is_same = new == list(columns) and names == list(columns.names) and columns.dtype != "category"
    return columns if is_same else pandas.Index(new, name=names[0], tupleize_cols=False)


def _new_index(frame: Any, levels: Sequence[Any], kept: Sequence[int], labels: dict[str, str]) -> Any:
    index, pandas = frame.index, _pandas()
    names = [_relabelled(name, labels) for name in index.names]
    if index.nlevels > 1:
        return pandas.MultiIndex.from_arrays(levels, names=names)
    index = index if len(kept) == len(index) else index.take(list(kept))
    if levels and not (levels[0].equals(pandas.Series(index)) and not _has_dictionary(index.dtype)):
        index = pandas.Index(levels[0])
    return index.rename(names[0])
