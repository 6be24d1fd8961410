"""Columnar files: planned, read and copied by blocks, which are the row groups, batches or stripes of a format."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, BinaryIO, Protocol

import pyarrow as pa

from pipeline.errors import RecordError
from pipeline.records.formats import OpenFile, Writer
from pipeline.records.headers import schema_header
from pipeline.records.model import BrokenRecord, FilePlan, ReadOptions, Record, Shard
from pipeline.records.typed.arrays import python_values, visible, with_values
from pipeline.records.typed.arrow_types import bare, names, nodes, plain, stored
from pipeline.records.typed.blocks import DAMAGE, completed, damaged, planning
from pipeline.records.typed.nodes import Node
from pipeline.records.typed.values import ValueReader, may_have_texts, rendered, text_at

PIECE_ROWS = 1_024
MAX_BLOCK_BYTES = 1 << 30  # a larger block is divided in the copy
FREE_ROWS = 1 << 20
MAX_ROWS_PER_BYTE = 10_000  # equal values are stored once; more rows than this are no data


class Blocks(Protocol):
    """An open file, divided into blocks.

    Arguments:
        schema: the schema of the file.
        rows: the number of rows of each block.
        size_bytes: the size of the rows, uncompressed if the format states it.
        is_divisible: whether a block can be read without the blocks before it.
    """

    schema: pa.Schema
    size_bytes: int
    is_divisible: bool

    @property
    def rows(self) -> Sequence[int]: ...

    def pieces(self, block: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a block in order, at most PIECE_ROWS at a time; blocks are read in order."""
        ...

    def save(self, out: BinaryIO, parts: Iterable[BinaryIO], schema: pa.Schema) -> None:
        """Write a copy of the file in a schema, with the rows of parts, which a PartWriter has written."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be written.

    Arguments:
        block: the number of its block.
        piece: the rows that contain it, in plain types.
        index: its index in them.
        new: column -> new value.
    """

    block: int
    piece: pa.RecordBatch = field(repr=False)
    index: int
    new: Mapping[int, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class ColumnFormat:
    """A format of tables that are stored by columns. The rows are the records.

    Arguments:
        suffixes: the file name suffixes of the format.
        title: the name of the format in messages.
        opened: opens a file; raises an error of DAMAGE for a damaged one.
    """

    suffixes: tuple[str, ...]
    title: str
    opened: Callable[[BinaryIO], Blocks]

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Divide a file into shards of whole blocks; raises RecordError for a damaged file."""
        digest = opened.hashed.finish()
        with planning(opened, self.title):
            blocks = self.opened(opened.file)
            nodes(bare(blocks.schema))
            rows = list(blocks.rows)
            if sum(rows) > FREE_ROWS + MAX_ROWS_PER_BYTE * opened.hashed.size_bytes:
                raise RecordError(f"the {self.title} file states more rows than its size allows: leave it out")
            shards = tuple(_shards(opened, format_name, rows, blocks))
        return FilePlan(opened.path, format_name, "", digest, b"", b"", shards)

    def header(self, file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
        """Return the names in the schema as a record that renders to a plan with new names."""
        return schema_header(plan, list(names(bare(self.opened(file).schema))))

    def record_count(self, file: BinaryIO, name: str) -> int:
        """Return the number of rows that the file states; raises RecordError for a damaged file."""
        try:
            return sum(self.opened(file).rows)
        except DAMAGE:
            raise damaged(name, self.title) from None

    def read(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
        """Yield the rows of a shard, with one block in memory at a time; what is damaged in a block is one broken record."""
        blocks = self.opened(file)
        table = Table(plain(blocks.schema), nodes(blocks.schema), options)
        number = shard.first_record
        for block in range(shard.start, shard.end):
            yield from completed(_records(blocks, block, table, number), number, blocks.rows[block])
            number += blocks.rows[block]

    def writer(self, target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
        """Return a writer of rows."""
        return PartWriter(target, plain(self.opened(source).schema))  # type: ignore[return-value]

    def assemble(self, plan: FilePlan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
        """Write the copy, one block at a time."""
        blocks = self.opened(source)
        blocks.save(out, parts, bare(blocks.schema, plan.names))


class Table:
    """The columns of a table, and the records of its rows.

    Arguments:
        schema: the plain schema.
        columns: the nodes of the columns.
        options: the user's declarations about fields.
    """

    def __init__(self, schema: pa.Schema, columns: Sequence[Node], options: ReadOptions) -> None:
        """Find the columns that may contain texts."""
        self.schema = schema
        self.columns = columns
        self.options = options
        whole = options.class_field in schema.names
        self._class_path = [options.class_field] if whole else options.class_field.split(".")
        matters = [may_have_texts(node, (name,), options) for node, name in zip(columns, schema.names, strict=True)]
        self._read = [place for place, name in enumerate(schema.names) if matters[place] or name == self._class_path[0]]

    def records(self, piece: pa.RecordBatch, block: int, number: int) -> Iterator[Record | BrokenRecord]:
        """Yield the records of some rows of a block, of which the first has a number; a damaged row is a broken record."""
        try:
            batch = visible(piece, self.schema)
            values = {place: python_values(batch.column(place)) for place in self._read}
        except DAMAGE:
            yield from self._divided(piece, block, number)
            return
        for index in range(batch.num_rows):
            try:
                yield self._record(
                    batch, block, index, {place: column[index] for place, column in values.items()}, number + index
                )
            except DAMAGE:
                yield BrokenRecord(number + index, "a value of the row cannot be read")

    def _divided(self, piece: pa.RecordBatch, block: int, number: int) -> Iterator[Record | BrokenRecord]:
        """Yield the records of rows of which one at least is damaged."""
        if piece.num_rows < 2:
            yield BrokenRecord(number, "the row is damaged, or a text in it is not UTF-8")
            return
        half = piece.num_rows // 2
        yield from self.records(piece.slice(0, half), block, number)
        yield from self.records(piece.slice(half), block, number + half)

    def _record(self, batch: pa.RecordBatch, block: int, index: int, values: Mapping[int, Any], number: int) -> Record:
        reader = ValueReader(self.options)
        found = {}
        for place, value in values.items():
            before = len(reader.slots)
            read = reader.read(self.columns[place], value, (self.schema.names[place],))
            if len(reader.slots) > before:
                found[place] = read
        texts = tuple(text for slot in reader.slots for text in slot.texts())
        label = text_at({self.schema.names[place]: value for place, value in values.items()}, self._class_path)
        render = partial(_render, Row(block, batch, index), values, found)
        return Record(number, texts, label, tuple(reader.unscannable), render)


class PartWriter:
    """Writes rows as an Arrow stream of plain types, one batch a block."""

    def __init__(self, target: BinaryIO, schema: pa.Schema) -> None:
        """Open a stream with a plain schema."""
        self._writer = pa.ipc.new_stream(target, schema)
        self._schema = schema
        self._rows: list[Row] = []
        self._pieces: list[pa.RecordBatch] = []

    def write(self, row: Row) -> None:
        """Write one row. Rows must be written in order."""
        if self._rows and self._rows[0].piece is not row.piece:
            self._end_piece(is_last=self._rows[0].block != row.block)
        self._rows.append(row)

    def close(self) -> None:
        """Write the last block."""
        self._end_piece(is_last=True)
        self._writer.close()

    def _end_piece(self, *, is_last: bool) -> None:
        if self._rows:
            rows = [row.index for row in self._rows]
            columns = [
                with_values(column, rows, {row.index: row.new[place] for row in self._rows if place in row.new})
                for place, column in enumerate(self._rows[0].piece.columns)
            ]
            self._pieces.append(pa.RecordBatch.from_arrays(columns, schema=self._schema))
            self._rows = []
        if is_last or sum(piece.nbytes for piece in self._pieces) > MAX_BLOCK_BYTES:
            for batch in pa.Table.from_batches(self._pieces, self._schema).combine_chunks().to_batches():
                self._writer.write_batch(batch)
            self._pieces = []


def batches_of(part: BinaryIO) -> Iterator[pa.RecordBatch]:
    """Yield the batches that a PartWriter has written, one for each block."""
    part.seek(0)
    with pa.ipc.open_stream(part) as stream:
        yield from stream


def _render(row: Row, old: Mapping[int, Any], found: Mapping[int, Any], new: Sequence[str]) -> Row:
    remaining = iter(new)
    values = {place: rendered(value, remaining) for place, value in found.items()}
    changed = {place: value for place, value in values.items() if value != old[place]}
    for place, value in changed.items():
        pa.array([value], stored(row.piece.schema.field(place).type))  # if it did not fit, the record is blocked here
    return replace(row, new=changed)


def _shards(opened: OpenFile, format_name: str, rows: Sequence[int], blocks: Blocks) -> Iterator[Shard]:
    """Yield shards of about the given size, if all rows have the same size."""
    total = max(sum(rows), 1)
    rows_of_shard = opened.shard_bytes * total / max(blocks.size_bytes, 1) if blocks.is_divisible else total
    index = start = waiting = 0
    first = 1
    for block, count in enumerate(rows):
        waiting += count
        if waiting >= rows_of_shard or block == len(rows) - 1:
            yield Shard(opened.path, format_name, "", index, start, block + 1, first)
            index, start, first, waiting = index + 1, block + 1, first + waiting, 0


def _records(blocks: Blocks, block: int, table: Table, number: int) -> Iterator[Record | BrokenRecord]:
    """Yield the records of a block up to where it is damaged."""
    pieces = blocks.pieces(block)
    while True:
        try:
            piece = next(pieces, None)
        except DAMAGE:
            return
        if piece is None:
            return
        yield from table.records(piece, block, number)
        number += piece.num_rows
