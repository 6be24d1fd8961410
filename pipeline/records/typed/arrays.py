"""Arrow arrays: values that nothing shows any more are removed, new values are put in, and the types of a file are restored."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from pipeline.records.typed.arrow_types import stored

ChangeLeaf = Callable[[pa.Array, pa.DataType], pa.Array]


def visible(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Return a batch in a plain schema, with the values that it shows and no others.

    The buffers of a batch may contain more: values under a null, in dictionaries, before and after a slice.

    Arguments:
        batch: the batch as it is read.
        schema: its plain schema.

    Raises:
        pa.ArrowException: the batch is damaged.
    """
    batch.validate(full=True)
    rows = pa.array(range(batch.num_rows), pa.int64())
    columns = [shaped(column, field.type, _decoded) for column, field in zip(batch.columns, schema, strict=True)]
    kept = [shaped(column.take(rows), column.type, _taken) for column in columns]
    return pa.RecordBatch.from_arrays(kept, schema=schema)


def shaped(array: pa.Array, kind: pa.DataType, leaf: ChangeLeaf) -> pa.Array:
    """Return an array with another type of the same shape.

    Arguments:
        array: the array.
        kind: the type.
        leaf: returns an array of single values in another type.
    """
    if isinstance(array, pa.ExtensionArray) and not isinstance(kind, pa.BaseExtensionType):
        array = array.storage
    if kinds.is_struct(kind) and kind.num_fields:
        columns = zip(array.flatten(), kind.fields, strict=True)  # a null struct makes its fields null
        inner = [shaped(column, field.type, leaf) for column, field in columns]
        return pa.StructArray.from_arrays(inner, fields=list(kind.fields), mask=array.is_null())
    if kinds.is_map(kind):
        keys, items = shaped(array.keys, kind.key_type, leaf), shaped(array.items, kind.item_type, leaf)
        return pa.MapArray.from_arrays(_offsets(array), keys, items, type=kind, mask=array.is_null())
    if kinds.is_fixed_size_list(kind):
        start, size = array.offset * kind.list_size, len(array) * kind.list_size
        values = shaped(array.values.slice(start, size), kind.value_type, leaf)
        return pa.FixedSizeListArray.from_arrays(values, type=kind, mask=array.is_null())
    if kinds.is_list(kind) or kinds.is_large_list(kind):
        lists = pa.LargeListArray if kinds.is_large_list(kind) else pa.ListArray
        values = shaped(array.values, kind.value_type, leaf)
        return lists.from_arrays(_offsets(array), values, type=kind, mask=array.is_null())
    return leaf(array, kind)


def python_values(array: pa.Array) -> list[Any]:
    """Return the values of a plain array, with dates, times and durations as integers."""
    values: list[Any] = array.cast(stored(array.type)).to_pylist()
    return values


def with_values(array: pa.Array, rows: Sequence[int], new: Mapping[int, Any]) -> pa.Array:
    """Return some rows of a plain array, of which some have new values.

    Arguments:
        array: the array.
        rows: the indices of the rows.
        new: index -> new value, as `python_values` returns it.
    """
    place = count(len(array))
    indices = pa.array([next(place) if row in new else row for row in rows], pa.int64())
    values = pa.array([new[row] for row in rows if row in new], stored(array.type)).cast(array.type)
    return pa.concat_arrays([array, values]).take(indices) if new else array.take(indices)


def restored(batch: pa.RecordBatch, schema: pa.Schema, dictionaries: Sequence[pa.Array] = ()) -> pa.RecordBatch:
    """Return a plain batch in the types of a file.

    Arguments:
        batch: the batch.
        schema: the schema of the copy.
        dictionaries: the values of each dictionary in the order of the columns; by default those that occur in the batch.
    """
    remaining = iter(dictionaries)

    def leaf(array: pa.Array, kind: pa.DataType) -> pa.Array:
        if isinstance(kind, pa.BaseExtensionType):
            return pa.ExtensionArray.from_storage(kind, leaf(array, kind.storage_type))
        if kinds.is_dictionary(kind) and dictionaries:
            return _encoded(array, kind, next(remaining))
        return array if array.type == kind else array.cast(kind)

    columns = [shaped(column, field.type, leaf) for column, field in zip(batch.columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def leaves(array: pa.Array, kind: pa.DataType) -> Iterator[tuple[pa.Array, pa.DataType]]:
    """Yield the arrays of single values in an array, with their types in a schema, in the order in which `restored` makes them."""
    if kinds.is_struct(kind):
        for column, field in zip(array.flatten(), kind.fields, strict=True):
            yield from leaves(column, field.type)
    elif kinds.is_map(kind):
        yield from leaves(array.keys, kind.key_type)
        yield from leaves(array.items, kind.item_type)
    elif kinds.is_list(kind) or kinds.is_large_list(kind) or kinds.is_fixed_size_list(kind):
        yield from leaves(array.values, kind.value_type)
    else:
        yield array, kind


def _taken(array: pa.Array, kind: pa.DataType) -> pa.Array:
    """Return an array of a plain type without the bytes under its nulls."""
    return array.take(pa.array(range(len(array)), pa.int64())) if array.null_count else array


def _decoded(array: pa.Array, kind: pa.DataType) -> pa.Array:
    """Return an array of a plain type without dictionaries and views, which not all functions of Arrow accept."""
    if isinstance(array, pa.DictionaryArray):
        values = _decoded(array.dictionary, kind)
        return pa.DictionaryArray.from_arrays(array.indices, values).cast(kind)
    return array if array.type == kind else array.cast(kind)


def _encoded(array: pa.Array, kind: pa.DataType, values: pa.Array) -> pa.Array:
    indices = pc.index_in(array, value_set=values).cast(kind.index_type)
    return pa.DictionaryArray.from_arrays(indices, values.cast(kind.value_type), ordered=kind.ordered)


def _offsets(array: pa.Array) -> pa.Array:
    """Return the offsets of lists, copied: Arrow takes no slice of them together with nulls."""
    return pc.add(array.offsets, 0).cast(array.offsets.type)
