"""Parquet files: read and written by row group; names, types and compression stay.

Key-value metadata of the file and of its fields is removed: it is free text (authors, queries, notes) outside of records.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import RecordError
from pipeline.records.declarations import entity_of_path
from pipeline.records.fields import declared, is_dropped, noted
from pipeline.records.formats import OpenFile, Writer
from pipeline.records.headers import parquet_header
from pipeline.records.key_names import distinct, key_text, written_like
from pipeline.records.model import DROP, KEEP, BrokenRecord, FilePlan, ReadOptions, Record, Shard
from pipeline.text.document import Text

NO_NUMBER = sys.maxsize  # digits that no number has: numbers in columns that declare nothing stay
CODECS = {"UNCOMPRESSED": "NONE"}  # names that a reader tells -> names that a writer knows, where they differ


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be written.

    Arguments:
        group: the row group of the original row.
        index: the index of the original row in its group.
        values: column name -> new value, for columns that contain text.
    """

    group: int
    index: int
    values: Mapping[str, Any]


class ParquetFormat:
    """Parquet files, whose rows are the records."""

    suffixes = (".parquet",)

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Divide a file into shards of whole row groups; raises RecordError for a damaged file."""
        return _plan(opened, format_name)

    def header(self, file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
        """Return the names in the schema. They cannot be changed: the record renders to None if one would change."""
        return parquet_header(file)

    def record_count(self, file: BinaryIO, name: str) -> int:
        """Return the number of rows, which the file states at its end; raises RecordError for a damaged file."""
        try:
            return int(pq.ParquetFile(file).metadata.num_rows)
        except (pa.ArrowException, OSError):
            raise _damaged(name) from None

    def read(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
        """Yield the rows of a shard."""
        return _read(file, shard, options)

    def writer(self, target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
        """Return a writer of rows with the schema of `source`."""
        return ParquetWriter(target, source)  # type: ignore[return-value]

    def assemble(self, plan: FilePlan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
        """Join the written shards of a file, one row group at a time."""
        writer = _writer(out, pq.ParquetFile(source))
        for part in parts:
            parquet = pq.ParquetFile(part)
            for group in range(parquet.num_row_groups):
                table = parquet.read_row_group(group)
                writer.write_table(table, row_group_size=max(table.num_rows, 1))
        writer.close()


def _plan(opened: OpenFile, format_name: str) -> FilePlan:
    digest = opened.hashed.finish()
    try:
        metadata = pq.ParquetFile(opened.file).metadata
    except (pa.ArrowException, OSError):
        raise _damaged(opened.name) from None
    shards: list[Shard] = []
    start = row = first_row = size = 0
    for group in range(metadata.num_row_groups):
        size += metadata.row_group(group).total_byte_size
        row += metadata.row_group(group).num_rows
        if size >= opened.shard_bytes or group == metadata.num_row_groups - 1:
            shards.append(Shard(opened.path, format_name, "", len(shards), start, group + 1, first_row + 1))
            start, first_row, size = group + 1, row, 0
    return FilePlan(opened.path, format_name, "", digest, b"", b"", tuple(shards))


def _damaged(name: str) -> RecordError:
    return RecordError(f"{name}: the Parquet file is damaged: download it again, or leave it out")


def _read(file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
    """Yield the rows of a shard, with one row group in memory at a time; a damaged row group is one broken record."""
    parquet = pq.ParquetFile(file)
    number = shard.first_record
    for group in range(shard.start, shard.end):
        try:
            table = parquet.read_row_group(group)
        except (pa.ArrowException, OSError):
            rows = parquet.metadata.row_group(group).num_rows
            yield BrokenRecord(
                number, f"the row group of {rows} rows that starts here is damaged: download the file again"
            )
            number += rows
            continue
        columns = {field.name: table[field.name].to_pylist() for field in table.schema if _matters(field, options)}
        binary = [
            field.name for field in table.schema if _is_binary(field.type) and not is_dropped((field.name,), options)
        ]
        classes = table[options.class_field].to_pylist() if options.class_field in table.column_names else None
        for index in range(table.num_rows):
            values = {name: column[index] for name, column in columns.items()}
            texts = tuple(text for name, value in values.items() for text, _ in _texts(value, (name,), options))
            unscannable = tuple(name for name in binary if table[name][index].is_valid)
            label = classes[index] if classes and isinstance(classes[index], str) else None
            render = partial(_render, group, index, values, options)
            yield Record(number, texts, label, unscannable, render)
            number += 1


class ParquetWriter:
    """Writes the rows of one shard as row groups of the same schema."""

    def __init__(self, target: BinaryIO, source: BinaryIO) -> None:
        """Open a writer to `target` with the schema and the unchanged columns of `source`."""
        self._source = pq.ParquetFile(source)
        self._writer = _writer(target, self._source)
        self._rows: list[Row] = []

    def write(self, row: Row) -> None:
        """Write one row. Rows must be written in order."""
        if self._rows and self._rows[0].group != row.group:
            self._flush()
        self._rows.append(row)

    def close(self) -> None:
        """Write the last row group and close the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._rows:
            return
        table = self._source.read_row_group(self._rows[0].group)
        table = table.take([row.index for row in self._rows])
        for name in self._rows[0].values:
            place = table.schema.get_field_index(name)
            field = table.schema.field(place)
            new = [row.values[name] for row in self._rows]
            if not field.nullable:
                new = [_zero(field.type) if value is None else value for value in new]
            table = table.set_column(place, field, _cast(new, field.type))
        self._writer.write_table(table, row_group_size=max(table.num_rows, 1))
        self._rows = []


def _writer(target: BinaryIO, like: pq.ParquetFile) -> pq.ParquetWriter:
    compression: Any = "snappy"
    if like.num_row_groups:
        group = like.metadata.row_group(0)
        chunks = [group.column(index) for index in range(group.num_columns)]
        compression = {chunk.path_in_schema: CODECS.get(chunk.compression, chunk.compression) for chunk in chunks}
    return pq.ParquetWriter(target, pa.schema(map(_bare, like.schema_arrow)), compression=compression)


def _bare(field: pa.Field) -> pa.Field:
    """Return a field without metadata, also of nested fields."""
    return pa.field(field.name, _bare_type(field.type), field.nullable)


def _bare_type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_struct(kind):
        return pa.struct(list(map(_bare, kind.fields)))
    if pa.types.is_map(kind):
        return pa.map_(_bare(kind.key_field), _bare(kind.item_field), keys_sorted=kind.keys_sorted)
    if pa.types.is_fixed_size_list(kind):
        return pa.list_(_bare(kind.value_field), kind.list_size)
    if pa.types.is_large_list(kind):
        return pa.large_list(_bare(kind.value_field))
    if pa.types.is_list(kind):
        return pa.list_(_bare(kind.value_field))
    return kind


def _matters(field: pa.Field, options: ReadOptions) -> bool:
    """Return whether a column may contain text: strings at any depth, or values of a declared field; in a sample all do."""
    option = options.fields.get(field.name)
    if options.note:
        return True
    if option == KEEP:
        return False
    if DROP in options.fields.values() and _has_dropped(field.type, (field.name,), options):
        return True
    return _has_strings(field.type) or (bool(option or entity_of_path((field.name,))[0]) and not _is_binary(field.type))


def _has_dropped(kind: pa.DataType, path: tuple[str, ...], options: ReadOptions) -> bool:
    """Return whether values of a type, or values in them, may be dropped; the keys of a map are not known."""
    if is_dropped(path, options) or pa.types.is_map(kind):
        return True
    if pa.types.is_struct(kind):
        return any(_has_dropped(field.type, (*path, field.name), options) for field in kind.fields)
    return any(_has_dropped(kind.field(place).type, path, options) for place in range(kind.num_fields))


def _has_strings(kind: pa.DataType) -> bool:
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return True
    if pa.types.is_dictionary(kind):
        return _has_strings(kind.value_type)
    return any(_has_strings(kind.field(place).type) for place in range(kind.num_fields))


def _is_binary(kind: pa.DataType) -> bool:
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return True
    return any(_is_binary(kind.field(place).type) for place in range(kind.num_fields))


def _texts(value: Any, path: tuple[str, ...], options: ReadOptions) -> Iterator[tuple[Text, Any]]:
    """Yield each text in a value with the original value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, str(key)), options)
    elif isinstance(value, tuple):  # an entry of a map
        if isinstance(value[0], str) and (name := key_text(value[0])):
            yield name, value[0]
        yield from _texts(value[1], (*path, str(value[0])), options)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, path, options)
    elif value is None or (isinstance(value, bool | bytes) and not is_dropped(path, options)):
        noted(path, "" if value is None else type(value).__name__, None, options)
    elif text := declared(path, str(value), options, 0 if isinstance(value, str) else NO_NUMBER):
        yield text, value


def _render(group: int, index: int, values: Mapping[str, Any], options: ReadOptions, new: Sequence[str]) -> Row:
    remaining = iter(new)
    return Row(group, index, {name: _rebuilt(value, (name,), options, remaining) for name, value in values.items()})


def _rebuilt(value: Any, path: tuple[str, ...], options: ReadOptions, remaining: Iterator[str]) -> Any:
    if isinstance(value, dict):
        return {key: _rebuilt(inner, (*path, str(key)), options, remaining) for key, inner in value.items()}
    if isinstance(value, tuple):
        key, inner = value
        if isinstance(key, str) and (name := key_text(key)):
            new_key = next(remaining)
            key = key if new_key == name.value else written_like(key, new_key)
        return key, _rebuilt(inner, (*path, str(value[0])), options, remaining)
    if isinstance(value, list):
        rebuilt = [_rebuilt(inner, path, options, remaining) for inner in value]
        return _with_distinct_keys(value, rebuilt) if value and isinstance(value[0], tuple) else rebuilt
    if not any(True for _ in _texts(value, path, options)):
        return value
    new = next(remaining)
    if is_dropped(path, options):
        return _emptied(value, path)
    return value if new == str(value) else new


def _emptied(value: Any, path: tuple[str, ...]) -> Any:
    """Return what remains of a dropped value: an empty text; else null, which a nested value may not be allowed to be."""
    if isinstance(value, str):
        return ""
    return type(value)() if len(path) > 1 and isinstance(value, bool | int | float | bytes | Decimal) else None


def _with_distinct_keys(old: Sequence[tuple[Any, Any]], new: Sequence[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Make new keys of a map distinct."""
    named = [(str(before[0]), str(after[0])) for before, after in zip(old, new, strict=True)]
    return [
        (name if isinstance(key, str) else key, inner) for (key, inner), name in zip(new, distinct(named), strict=True)
    ]


def _cast(values: list[Any], kind: pa.DataType) -> pa.Array:
    """Return values as an array of a type; a new value that does not fit the type becomes null."""
    if pa.types.is_dictionary(kind):
        return pa.array(values, type=kind.value_type).cast(kind)
    if _has_strings(kind):
        return pa.array(values, type=kind)
    return pa.array([_cast_one(value, kind) for value in values], type=kind)


def _zero(kind: pa.DataType) -> Any:
    """Return the value that stands for nothing in a column without nulls; None if its type has none."""
    width = kind.byte_width if pa.types.is_fixed_size_binary(kind) else 0
    for value in (0, 0.0, False, Decimal(0), bytes(width)):
        try:
            return pa.array([value], type=kind)[0].as_py()
        except (pa.ArrowException, TypeError):
            continue
    return None


def _cast_one(value: Any, kind: pa.DataType) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return pa.array([value]).cast(kind)[0].as_py()
    except pa.ArrowException:
        return None


PARQUET = ParquetFormat()
