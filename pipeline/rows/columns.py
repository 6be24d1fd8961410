"""Columns of frames: what pandas and polars have in common."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pipeline.errors import RecordError
from pipeline.rows.outcomes import check_names_stay
from pipeline.rows.plan import RowPlan
from pipeline.rows.tables import new_value

INNER_TYPES = (
    "inner",
    "value_type",
    "key_type",
    "item_type",
)  # of a list of polars; of a list, dictionary or map of Arrow


def changes(old: Sequence[Any], new: Sequence[Any], kept: Sequence[int]) -> dict[int, Any]:
    """Return place in the copy -> new value, for the values that changed.

    Arguments:
        old: the values of a column.
        new: the values of the kept rows in the copy.
        kept: the places of the kept rows.
    """
    pairs = zip(kept, new, strict=True)
    return {place: value for place, (source, value) in enumerate(pairs) if value is not old[source]}


def check_inner_names(kinds: Iterable[Any], plan: RowPlan) -> None:
    """Check the names of fields within columns, as of a struct, which stay in the type of a column.

    Arguments:
        kinds: the types of the columns, of polars or Arrow.
        plan: how rows are sanitized.

    Raises:
        RecordError: a name contains a value.
    """
    names = dict.fromkeys(name for kind in kinds for name in _inner_names(kind))
    check_names_stay(tuple(names), plan.sanitizers, "field within a column")


def _inner_names(kind: Any) -> Iterator[str]:
    for field in getattr(kind, "fields", ()):
        yield field.name
        yield from _inner_names(getattr(field, "dtype", None) or field.type)
    for inner in (getattr(kind, name, None) for name in INNER_TYPES):
        if inner is not None:
            yield from _inner_names(inner)


def new_categories(
    name: str, categories: Iterable[Any], old: Sequence[Any], new: Sequence[Any], plan: RowPlan
) -> list[Any]:
    """Return the categories of a copy, in the order of the old ones. Unused ones are values as well.

    Arguments:
        name: the name of the column.
        categories: the old categories.
        old, new: the values of the kept rows.
        plan: how rows are sanitized.
    """
    by_old: dict[Any, dict[Any, None]] = {}
    for before, after in zip(old, new, strict=True):
        by_old.setdefault(before, {})[after] = None
    found = [by_old.get(category) or {new_value(name, category, plan): None} for category in categories]
    return [value for value in dict.fromkeys(value for values in found for value in values) if value is not None]


def fitting(values: Sequence[Any], build: Callable[[Sequence[Any]], Any]) -> Any:
    """Return a built column, with None for each value that does not fit its type.

    Arguments:
        values: the values.
        build: builds a column from values; raises if one does not fit.

    Raises:
        RecordError: the column cannot be built.
    """
    column = _built(values, build)
    if column is None:
        column = _built([None if _built([value], build) is None else value for value in values], build)
    if column is None:
        raise RecordError("the new values of a column do not fit its type: cast the column to text")
    return column


def _built(values: Sequence[Any], build: Callable[[Sequence[Any]], Any]) -> Any:
    try:
        return build(values)
    except Exception:  # the libraries raise many kinds, whose messages contain values
        return None
