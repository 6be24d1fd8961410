"""Frames: sanitizes data frames of pandas and polars, neither of which is required."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pipeline.rows.pandas_frames import pandas_copy
from pipeline.rows.plan import OnBlocked, RowPlan, row_plan
from pipeline.rows.polars_frames import polars_copy
from pipeline.sanitizer import Sanitizer

Frame = TypeVar("Frame")
COPIES: dict[tuple[str, str], Callable[[Any, RowPlan], Any]] = {
    ("pandas", "DataFrame"): pandas_copy,
    ("polars", "DataFrame"): polars_copy,
}


def sanitize_frame(
    frame: Frame,
    sanitizer: Sanitizer,
    *,
    fields: Mapping[str, str] | None = None,
    class_field: str = "",
    on_blocked: OnBlocked | None = None,
) -> Frame:
    """Anonymize a data frame of pandas or polars; each row is a document of its own.

    Arguments:
        frame: the frame, which is not changed. An index with values, and column names that are values, are sanitized too.
        sanitizer: the policy and the key.
        fields: column, key or dotted path within a column, or pattern -> `text`, `keep`, `drop` or an entity.
        class_field: the column that contains the classification of a row.
        on_blocked: is called with the place and the reason of each blocked row, which is then left out. By default the first
            blocked row raises.

    Returns:
        A new frame with the same columns, index and types. A new value that does not fit its type is missing; integers and
        booleans of numpy, which cannot be missing, then become nullable ones of pandas.

    Raises:
        TypeError: an argument has the wrong type.
        HeteronymError: a field is declared as something unknown.
        BlockedError: a row is blocked, and there is no `on_blocked`.
        RecordError: a declared field does not occur, or the column names cannot be sanitized.
    """
    plan = row_plan(sanitizer, fields, class_field, on_blocked)
    for kind in type(frame).__mro__:
        copy = COPIES.get((kind.__module__.partition(".")[0], kind.__name__))
        if copy:
            new: Frame = copy(frame, plan)
            return new
    advice = "call collect() first" if type(frame).__name__ == "LazyFrame" else "for dicts call sanitize_records"
    raise TypeError(f"pass a DataFrame of pandas or polars, not {type(frame).__name__}: {advice}")
