"""Arrow IPC files and streams, and Feather files (version 2): read and written by batch; names, types and compression stay."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from pipeline.records.typed.arrays import leaves, restored
from pipeline.records.typed.arrow_types import bare, mapped, plain_leaf
from pipeline.records.typed.blocks import DAMAGE, size_of
from pipeline.records.typed.columns import PIECE_ROWS, ColumnFormat, batches_of
from pipeline.records.typed.ipc_messages import (
    BATCH,
    FILE_MAGIC,
    SCHEMA,
    check_expansion,
    messages_of_file,
    messages_of_stream,
)


class IpcBlocks:
    """The batches of an Arrow IPC file, or of a stream."""

    def __init__(self, file: BinaryIO) -> None:
        """Find the batches of a file."""
        self._file = file
        self.size_bytes = size_of(file)
        file.seek(0)
        self._is_file = file.read(len(FILE_MAGIC)) == FILE_MAGIC
        found = list((messages_of_file if self._is_file else messages_of_stream)(file, self.size_bytes))
        for message in found:
            check_expansion(file, message)
        file.seek(0)
        self._reader: Any = pa.ipc.open_file(file) if self._is_file else pa.ipc.open_stream(file)
        self.schema = self._reader.schema
        self._batches = [message for message in found if message.kind == BATCH]
        self.rows = [message.rows for message in self._batches]
        self.is_divisible = not _has_dictionaries(bare(self.schema))  # the copy has one dictionary for all batches
        self._ends = [message.end for message in found if message.kind in (SCHEMA, BATCH)]

    def pieces(self, block: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a batch."""
        batch = self._batch(block)
        for start in range(0, batch.num_rows, PIECE_ROWS):
            yield batch.slice(start, PIECE_ROWS)

    def save(self, out: BinaryIO, parts: Iterable[BinaryIO], schema: pa.Schema) -> None:
        """Write a copy with the same compression, one batch a block."""
        waiting = iter(parts)
        first = next(waiting, None)
        dictionaries: list[pa.Array] = []
        if first and not self.is_divisible:
            dictionaries = self._dictionaries(first, schema)
            schema = _with_indices(schema, dictionaries) if dictionaries else schema
        options = pa.ipc.IpcWriteOptions(compression=self._batches[0].codec if self._batches else None)
        create = pa.ipc.new_file if self._is_file else pa.ipc.new_stream
        with create(out, schema, options=options) as writer:
            for part in chain([first] if first else [], waiting):
                for batch in batches_of(part):
                    writer.write_batch(restored(batch, schema, dictionaries))

    def _batch(self, block: int) -> pa.RecordBatch:
        if self._is_file:
            return self._reader.get_batch(block)
        if self.is_divisible:
            self._file.seek(self._batches[block].start)
            return pa.ipc.read_record_batch(pa.ipc.read_message(pa.PythonFile(self._file, mode="r")), self.schema)
        self._file.seek(self._ends[block])  # where the dictionaries of the batch begin
        return self._reader.read_next_batch()

    def _dictionaries(self, part: BinaryIO, schema: pa.Schema) -> list[pa.Array]:
        """Return the values of each dictionary of the copy, those that the file has too in the order of the file.

        A file may have one dictionary for all of its batches, so that all values are read before a batch is written.
        """
        used: list[pa.Array] = []
        for batch in batches_of(part):
            found = [array.unique().drop_null() for array in _dictionary_arrays(batch, schema)]
            used = [pa.concat_arrays(pair).unique() for pair in zip(used, found, strict=True)] if used else found
        for place, known in enumerate(self._known_values() if used else ()):
            kept = known.filter(pc.is_in(known, value_set=used[place]))
            used[place] = pa.concat_arrays([kept, used[place]]).unique()
        return used

    def _known_values(self) -> list[pa.Array]:
        """Return the values of each dictionary of the first batch, or nothing if it is damaged."""
        try:
            batch = self._batch(0)
            batch.validate(full=True)
            arrays = _dictionary_arrays(batch, self.schema)
            return [array.dictionary.cast(plain_leaf(array.type)).drop_null() for array in arrays]
        except DAMAGE:
            return []


def _has_dictionaries(kind: "pa.Schema | pa.DataType") -> bool:
    fields = list(kind) if isinstance(kind, pa.Schema) else map(kind.field, range(kind.num_fields))
    return any(kinds.is_dictionary(field.type) or _has_dictionaries(field.type) for field in fields)


def _dictionary_arrays(batch: pa.RecordBatch, schema: pa.Schema) -> list[pa.Array]:
    columns = zip(batch.columns, schema, strict=True)
    found = (pair for column, field in columns for pair in leaves(column, field.type))
    return [array for array, kind in found if kinds.is_dictionary(kind)]


def _with_indices(schema: pa.Schema, dictionaries: Sequence[pa.Array]) -> pa.Schema:
    """Return a schema whose dictionaries have an index for each value: replaced values may be more than the original ones."""
    remaining = iter(dictionaries)

    def leaf(kind: pa.DataType) -> pa.DataType:
        if not kinds.is_dictionary(kind):
            return kind
        bits = kind.index_type.bit_width - kinds.is_signed_integer(kind.index_type)
        is_enough = len(next(remaining)) <= 1 << bits
        return kind if is_enough else pa.dictionary(pa.int32(), kind.value_type, kind.ordered)

    return pa.schema([field.with_type(mapped(field.type, leaf)) for field in schema])


ARROW = ColumnFormat((".arrow", ".feather", ".ipc"), "Arrow", IpcBlocks)
