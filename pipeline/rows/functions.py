"""Functions for programs that call us with batches: `Dataset.map` of datasets, and `DataFrame.mapInPandas` of Spark.

They can be pickled, if the sanitizer can: the key is not in the pickle, and each process loads it where the sanitizer did.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from pipeline.errors import RecordError
from pipeline.rows.outcomes import check_names_stay
from pipeline.rows.pandas_frames import pandas_copy
from pipeline.rows.plan import OnBlocked, RowPlan, row_plan
from pipeline.rows.tables import Table, sanitized_table
from pipeline.sanitizer import Sanitizer


def map_batch(
    sanitizer: Sanitizer,
    *,
    fields: Mapping[str, str] | None = None,
    class_field: str = "",
    on_blocked: OnBlocked | None = None,
) -> Callable[..., dict[str, list[Any]]]:
    """Return a function for `Dataset.map(function, batched=True)` of datasets: a dict of lists in and out.

    Arguments:
        sanitizer: the policy and the key. For `num_proc`, and for the cache of datasets, its key must not be given as a Key.
        fields, class_field, on_blocked: as in `sanitize_frame`. The index is that in the batch, or with `with_indices=True`
            that in the data set.

    Raises:
        TypeError: an argument has the wrong type.
        HeteronymError: a field is declared as something unknown.
    """
    return partial(_batch_copy, row_plan(sanitizer, fields, class_field, on_blocked))


def map_in_pandas(
    sanitizer: Sanitizer,
    *,
    fields: Mapping[str, str] | None = None,
    class_field: str = "",
    on_blocked: OnBlocked | None = None,
) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Return a function for `DataFrame.mapInPandas(function, schema)` of Spark: frames of pandas in and out.

    Arguments:
        sanitizer: the policy and the key, which must not be given as a Key.
        fields, class_field, on_blocked: as in `sanitize_frame`. The index is that in the partition.

    Raises:
        TypeError: an argument has the wrong type.
        HeteronymError: a field is declared as something unknown.
    """
    return partial(_frame_copies, row_plan(sanitizer, fields, class_field, on_blocked))


def _batch_copy(
    plan: RowPlan, batch: Mapping[str, Sequence[Any]], indices: Sequence[int] | None = None
) -> dict[str, list[Any]]:
    """Return the copy of a batch; raises RecordError if the name of a column contains a value."""
    names = tuple(batch) if isinstance(batch, Mapping) else ()
    columns = tuple(batch[name] for name in names)
    if not isinstance(batch, Mapping) or not all(isinstance(column, list | tuple | np.ndarray) for column in columns):
        raise TypeError("a batch is a dict of lists: call Dataset.map with batched=True, in the default format")
    check_names_stay(names, plan.sanitizers)
    table = Table(names, columns, len(columns[0]) if columns else 0)
    copy = sanitized_table(table, plan, indices, is_whole=False)
    return {name: list(column) for name, column in zip(names, copy.columns, strict=True)}


def _frame_copies(plan: RowPlan, frames: Iterable[Any]) -> Iterator[Any]:
    """Yield the copies of the frames of a partition; raises RecordError if the name of a column contains a value."""
    first = 0
    for frame in frames:
        copy = pandas_copy(frame, plan, first)
        if list(copy.columns) != list(frame.columns):
            raise RecordError("the name of a column contains a sensitive value: rename the column")
        yield copy
        first += len(frame)
