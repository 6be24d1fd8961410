"""Avro container files: read and written by block; the schema, without its free text, and the codec stay.

https://avro.apache.org/docs/1.12.0/specification/#object-container-files
"""

import hashlib
import io
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, BinaryIO

from fastavro import schemaless_reader, schemaless_writer

from pipeline.errors import RecordError
from pipeline.records.formats import OpenFile, Writer
from pipeline.records.headers import schema_header
from pipeline.records.model import BrokenRecord, FilePlan, ReadOptions, Record, Shard
from pipeline.records.typed.avro_codecs import CODECS, unpacked
from pipeline.records.typed.avro_schema import read_schema, valid_name
from pipeline.records.typed.blocks import DAMAGE, completed, planning, size_of
from pipeline.records.typed.values import ValueReader, may_have_texts, rendered, text_at

MAGIC = b"Obj\x01"
SYNC_BYTES = 16
# Ends each block of a copy. The same in all copies: they are deterministic, and a digest of names could confirm a guess.
MARKER = hashlib.sha256(b"the end of a block of a copy").digest()[:SYNC_BYTES]
MAX_HEADER_BYTES = 16 << 20
HEADER = {
    "type": "record",
    "name": "header",
    "fields": [
        {"name": "magic", "type": {"type": "fixed", "name": "magic", "size": len(MAGIC)}},
        {"name": "meta", "type": {"type": "map", "values": "bytes"}},
        {"name": "sync", "type": {"type": "fixed", "name": "sync", "size": SYNC_BYTES}},
    ],
}


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a file.

    Arguments:
        start, body, end: the offsets of the block, of its values and of its end, in bytes.
        rows: the number of its records.
    """

    start: int
    body: int
    end: int
    rows: int


@dataclass(frozen=True, slots=True)
class Row:
    """A record to be written.

    Arguments:
        block: the offset of its block.
        data: its encoded values.
    """

    block: int
    data: bytes = field(repr=False)


class AvroFile:
    """An open file."""

    def __init__(self, file: BinaryIO, new_names: Sequence[str] = ()) -> None:
        """Read the header.

        Arguments:
            file: the file.
            new_names: as in `read_schema`.

        Raises:
            RecordError: the schema or the codec is not read; or another error of DAMAGE.
        """
        self._file = file
        self._size_bytes = size_of(file)
        file.seek(0)
        start = io.BytesIO(file.read(MAX_HEADER_BYTES))
        header: Any = schemaless_reader(start, HEADER, None)
        if header["magic"] != MAGIC:
            raise ValueError("no Avro file")
        self._sync = header["sync"]
        self._first = start.tell()
        self.codec = header["meta"].get("avro.codec", b"null").decode()
        if self.codec not in CODECS:
            raise RecordError(f"the codec of the Avro file is not read: write it with one of {', '.join(CODECS)}")
        self.schema = read_schema(json.loads(header["meta"]["avro.schema"]), new_names)

    def blocks(self, start: int = 0, end: int = 0) -> Iterator[Block]:
        """Yield the blocks between two offsets, by default all; raises ValueError or EOFError where the file is damaged."""
        start = start or self._first
        while start < (end or self._size_bytes):
            self._file.seek(start)
            rows, size_bytes = self._number(), self._number()
            body = self._file.tell()
            block = Block(start, body, body + size_bytes + SYNC_BYTES, rows)
            if min(rows, size_bytes) < 0 or block.end > self._size_bytes:
                raise ValueError("a block is cut off")
            self._file.seek(body + size_bytes)
            if self._file.read(SYNC_BYTES) != self._sync:
                raise ValueError("a block does not end with the marker")
            yield block
            start = block.end

    def _number(self) -> int:
        found: Any = schemaless_reader(self._file, "long", None)
        return int(found)

    def data(self, block: Block) -> bytes:
        """Return the encoded records of a block.

        Raises:
            ValueError: it is damaged, or states more records than it has bytes.
        """
        self._file.seek(block.body)
        found = unpacked(self.codec, self._file.read(block.end - block.body - SYNC_BYTES))
        if block.rows > len(found):
            raise ValueError("records without content")
        return found

    def header(self) -> bytes:
        """Return the header of the copy."""
        schema = json.dumps(self.schema.shown)
        meta = {"avro.codec": self.codec.encode(), "avro.schema": schema.encode()}
        out = io.BytesIO()
        schemaless_writer(out, HEADER, {"magic": MAGIC, "meta": meta, "sync": MARKER})
        return out.getvalue()


class AvroFormat:
    """Avro container files, whose values are the records."""

    suffixes = (".avro",)

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Divide a file into shards of whole blocks; raises RecordError for a damaged file."""
        digest = opened.hashed.finish()
        shards: list[Shard] = []
        with planning(opened, "Avro"):
            start, first, rows = 0, 1, 0
            for block in AvroFile(opened.file).blocks():
                start = start or block.start
                rows += block.rows
                if block.end - start >= opened.shard_bytes:
                    shards.append(Shard(opened.path, format_name, "", len(shards), start, block.end, first))
                    start, first, rows = 0, first + rows, 0
            if start:
                shards.append(Shard(opened.path, format_name, "", len(shards), start, block.end, first))
        return FilePlan(opened.path, format_name, "", digest, b"", b"", tuple(shards))

    def header(self, file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
        """Return the names in the schema as a record that renders to a plan with new names."""
        return schema_header(plan, AvroFile(file).schema.names, valid_name)

    def read(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
        """Yield the records of a shard, with one block in memory at a time."""
        avro = AvroFile(file)
        may_have_texts(avro.schema.node, (), options)  # looks up the names of fields that are null in all records
        number = shard.first_record
        for block in avro.blocks(shard.start, shard.end):
            yield from completed(_records(avro, block, number, options), number, block.rows)
            number += block.rows

    def writer(self, target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
        """Return a writer of records."""
        return BlockWriter(target, AvroFile(source))  # type: ignore[return-value]

    def assemble(self, plan: FilePlan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
        """Write the header and the blocks of all shards."""
        out.write(AvroFile(source, plan.names).header())
        for part in parts:
            shutil.copyfileobj(part, out)


class BlockWriter:
    """Writes records, those of a block into a block."""

    def __init__(self, target: BinaryIO, like: AvroFile) -> None:
        """Write blocks with the codec of a file."""
        self._target = target
        self._pack = CODECS[like.codec].pack
        self._rows: list[Row] = []

    def write(self, row: Row) -> None:
        """Write one record. Records must be written in order."""
        if self._rows and self._rows[0].block != row.block:
            self.close()
        self._rows.append(row)

    def close(self) -> None:
        """Write the last block."""
        if self._rows:
            data = self._pack(b"".join(row.data for row in self._rows))
            for number in (len(self._rows), len(data)):
                schemaless_writer(self._target, "long", number)
            self._target.write(data + MARKER)
            self._rows = []


def _records(avro: AvroFile, block: Block, number: int, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
    """Yield the records of a block up to where it is damaged."""
    try:
        data = io.BytesIO(avro.data(block))
        for place in range(number, number + block.rows):
            start = data.tell()
            try:
                value = _decoded(data, avro)
            except UnicodeDecodeError:
                data.seek(start)
                _decoded(data, avro, handle_unicode_errors="replace")  # to find the next record
                yield BrokenRecord(place, "a text of the record is not UTF-8")
                continue
            raw = data.getbuffer()[start : data.tell()]
            yield _record(avro, Row(block.start, bytes(raw)), value, place, options)
    except DAMAGE:
        return


def _decoded(data: BinaryIO, avro: AvroFile, **errors: str) -> Any:
    return schemaless_reader(data, avro.schema.coded, None, return_named_type=True, **errors)  # type: ignore[arg-type]


def _record(avro: AvroFile, row: Row, value: Any, number: int, options: ReadOptions) -> Record | BrokenRecord:
    reader = ValueReader(options)
    try:
        found = reader.read(avro.schema.node, value, ())
        texts = tuple(text for slot in reader.slots for text in slot.texts())
    except DAMAGE:
        return BrokenRecord(number, "a value of the record cannot be read")
    label = text_at(value, options.class_field.split("."))
    return Record(number, texts, label, tuple(reader.unscannable), partial(_render, avro, row, value, found))


def _render(avro: AvroFile, row: Row, old: Any, found: Any, new: Sequence[str]) -> Row:
    value = rendered(found, iter(new))
    if value == old:
        return row
    out = io.BytesIO()
    schemaless_writer(out, avro.schema.coded, value)
    return Row(row.block, out.getvalue())


AVRO = AvroFormat()
