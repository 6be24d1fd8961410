"""Byte formats: planning, reading and assembly of formats whose records are byte ranges one after the other."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader
from typing import BinaryIO

from pipeline.errors import RecordError
from pipeline.records.encodings import Encoded, as_utf8, not_utf_8
from pipeline.records.fhir.reader import fhir_record, is_fhir
from pipeline.records.formats import OpenFile, Writer
from pipeline.records.headers import table_header
from pipeline.records.json_records import json_record
from pipeline.records.model import BrokenRecord, FilePlan, RawRecords, ReadOptions, ReadRecord, Record, Shard
from pipeline.records.rows import SEPARATOR_LINE, is_data, rows, without_lead
from pipeline.records.sniff import BYTE_ORDER_MARK
from pipeline.records.streams import LimitedReader, copy_compressed, decompressed
from pipeline.records.structured.dataset_info import dataset_info_record, is_dataset_info
from pipeline.records.tables import DELIMITERS, LINE_END, sniff_delimiter, split_row, table_record
from pipeline.records.units import (
    MAX_RECORD_BYTES,
    Oversized,
    Unit,
    elements,
    lines,
    lines_of,
    paragraphs,
    size_of,
    whole,
)
from pipeline.text.document import Text

ARRAY_START = re.compile(rb"\s*\[")
ARRAY_END = re.compile(rb"[\s,]*\]\s*")
BARE_CR = re.compile(r'^[^"]*\r(?![\r\n]|\Z)')
SEPARATOR = re.compile(rb"[\s,]*")
SAMPLE_ROWS = 50  # in which a value of the first row occurs again in its column, but a column name does not
KEY_IN_INPUT = "a line is a secret key: a key file must not be an input"


@dataclass(frozen=True, slots=True)
class BytesFormat:
    """A format whose records are consecutive byte ranges. The copy is the concatenation of the rendered records.

    Arguments:
        suffixes: the file name suffixes of the format.
        units: splits a stream into the bytes of its records, whose concatenation is the stream.
        record: parses the bytes of a record, given its number and the options. The record renders to bytes.
        is_text: whether files in other encodings than UTF-8 are read as UTF-8; not where the content declares its encoding.
        numbers_are_lines: whether the number of a record is that of its first line.
    """

    suffixes: tuple[str, ...]
    units: Callable[[BinaryIO], Iterator[Unit]]
    record: Callable[[bytes, int, ReadOptions], Record | BrokenRecord]
    is_text: bool = False
    numbers_are_lines: bool = False

    @property
    def is_each_apart(self) -> bool:
        """Whether no record decides how another one is read."""
        return True

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Divide a file into shards in one streaming pass that also hashes the file.

        A file that is compressed or not in UTF-8 has one shard only, since it cannot be read from the middle.
        """
        columns = self._columns(opened)
        prefix = self._prefix(opened.content, opened.name, columns)
        delimiter = self._delimiter(opened.content, prefix)
        bounds, end = self._bounds(opened, prefix, delimiter)
        first_shard = Shard(
            opened.path, format_name, opened.compression, 0, 0, 0, 0, delimiter, columns, opened.encoding
        )
        shards = tuple(
            replace(first_shard, index=index, start=first, end=last, first_record=number)
            for index, (first, last, number) in enumerate(bounds)
        )
        digest, suffix = opened.hashed.finish(), self._suffix(end)
        return FilePlan(opened.path, format_name, opened.compression, digest, prefix, suffix, shards, opened.encoding)

    def _bounds(self, opened: OpenFile, prefix: bytes, delimiter: str) -> tuple[list[tuple[int, int, int]], bytes]:
        """Return the start, end and first record of each shard, and the unit that ends the records, if any."""
        if opened.is_secret(prefix):
            raise RecordError(f"{opened.name}: {KEY_IN_INPUT}")
        end = b""
        bounds: list[tuple[int, int, int]] = []
        start = position = len(prefix)
        is_seekable = not opened.compression and not opened.encoding
        number = shard_first = self._first_record(prefix)
        for unit in self._units(opened.content, delimiter):
            if isinstance(unit, bytes) and opened.is_secret(unit):
                raise RecordError(f"{opened.name}: {KEY_IN_INPUT}")
            if isinstance(unit, bytes) and self._is_end(unit):
                end = unit
                break
            position += size_of(unit)
            number += self._numbers(unit)
            if position - start >= opened.shard_bytes and is_seekable:
                bounds.append((start, position, shard_first))
                start, shard_first = position, number
        if position > start:
            bounds.append((start, position, shard_first))
        return bounds, end

    def header(self, file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
        """Return None: there are no columns."""
        return None

    def read(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
        """Yield the records of a shard, with one record in memory at a time."""
        found = self.raw(file, shard, options)
        for number, raw in found.numbered:
            if isinstance(raw, Oversized):
                yield BrokenRecord(number, f"the record has more than {MAX_RECORD_BYTES >> 20} MiB")
            else:
                yield found.read(raw, number)

    def raw(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> RawRecords:
        """Return the records of a shard before they are read. The arguments are those of `read`."""
        stream = as_utf8(decompressed(file, shard.compression), shard.encoding)
        prefix = self._prefix(stream, shard.path, shard.columns)
        read_record = self._reader(prefix, shard, options)
        if not shard.compression and not shard.encoding:
            stream.seek(shard.start)
        limited = BufferedReader(LimitedReader(stream, shard.end - shard.start), 1 << 20)
        read_by = f"{shard.format} {shard.delimiter} {shard.columns} {shard.encoding}\n".encode() + prefix
        return RawRecords(self._numbered(limited, shard), read_record, read_by)

    def _numbered(self, stream: BinaryIO, shard: Shard) -> Iterator[tuple[int, Unit]]:
        number = shard.first_record
        for raw in self._units(stream, shard.delimiter):
            yield number, raw
            number += self._numbers(raw)

    def writer(self, target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
        """Return the target itself: records render to bytes."""
        return target

    def assemble(self, plan: FilePlan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
        """Write prefix, shards and suffix of a file, with the compression of the input."""
        joined = _Joined(plan.prefix, self._blocks(parts), plan.suffix)
        copy_compressed(Encoded(joined, plan.encoding) if plan.encoding else joined, out, plan.compression)

    def _units(self, stream: BinaryIO, delimiter: str) -> Iterator[Unit]:
        return self.units(stream)

    def _columns(self, opened: OpenFile) -> int:
        """Return the number of columns of a table without column names; 0 for all other files."""
        return 0

    def _prefix(self, stream: BufferedReader, name: str, columns: int) -> bytes:
        """Read the bytes before the first record: the byte order mark, a header row, the `[` of an array."""
        return stream.read(3) if stream.peek(3).startswith(BYTE_ORDER_MARK) else b""

    def _suffix(self, end: bytes) -> bytes:
        return end

    def _is_end(self, unit: bytes) -> bool:
        return False

    def _first_record(self, prefix: bytes) -> int:
        return 1

    def _numbers(self, unit: Unit) -> int:
        """Return the increment of the record number after a unit."""
        return lines_of(unit) or 1 if self.numbers_are_lines else 1

    def _delimiter(self, stream: BufferedReader, prefix: bytes) -> str:
        return ","

    def _reader(self, prefix: bytes, shard: Shard, options: ReadOptions) -> ReadRecord:
        return lambda raw, number: self.record(raw, number, options)

    def _blocks(self, parts: Iterable[BinaryIO]) -> Iterator[bytes]:
        for part in parts:
            while block := part.read(1 << 20):
                yield block


class ArrayFormat(BytesFormat):
    """A JSON array, whose elements are the records."""

    __slots__ = ()

    def _prefix(self, stream: BufferedReader, name: str, columns: int) -> bytes:
        mark = BytesFormat._prefix(self, stream, name, columns)
        opening = ARRAY_START.match(stream.peek(1 << 20))
        return mark + stream.read(opening.end()) if opening else mark

    def _is_end(self, unit: bytes) -> bool:
        return ARRAY_END.fullmatch(unit) is not None

    def _suffix(self, end: bytes) -> bytes:
        return end or b"]"  # the last element of a truncated array is blocked, and the copy is well-formed

    def _blocks(self, parts: Iterable[BinaryIO]) -> Iterator[bytes]:
        """Yield the elements, the first one without its leading comma."""
        for place, block in enumerate(BytesFormat._blocks(self, parts)):
            yield block if place else SEPARATOR.sub(lambda lead: lead[0].replace(b",", b""), block, count=1)


class TableFormat(BytesFormat):
    """A table, whose rows are the records. Its first row contains the column names, unless it contains values."""

    __slots__ = ()

    def header(self, file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
        """Return the names of the columns as a record that renders to the FilePlan with other names."""
        return table_header(plan)

    def _units(self, stream: BinaryIO, delimiter: str) -> Iterator[Unit]:
        return rows(stream, delimiter)

    def _columns(self, opened: OpenFile) -> int:
        row, *others = _first_rows(opened.content)
        if BARE_CR.search(row):
            raise RecordError(f"{opened.name}: its lines end with CR alone: convert them to LF or CRLF")
        delimiter = sniff_delimiter(row)
        cells, *below = ([cell.value for cell in split_row(line, delimiter) or () if line] for line in (row, *others))
        return len(cells) if cells and (opened.options.no_header or is_data(cells, below)) else 0

    def _prefix(self, stream: BufferedReader, name: str, columns: int) -> bytes:
        prefix = BytesFormat._prefix(self, stream, name, columns)
        if columns:
            return prefix + stream.read(_lead_bytes(stream))
        for row in rows(stream, _likely_delimiter(_first_row(stream))):
            if isinstance(row, Oversized):
                raise RecordError(f"{name}: the header row does not end: the first row must contain the column names")
            prefix += row
            if row.strip() and not SEPARATOR_LINE.fullmatch(row):
                break
        return prefix

    def _first_record(self, prefix: bytes) -> int:
        return 1 + prefix.count(b"\n")

    def _numbers(self, unit: Unit) -> int:
        return lines_of(unit) or 1

    def _delimiter(self, stream: BufferedReader, prefix: bytes) -> str:
        return sniff_delimiter(_header(prefix) or _first_row(stream))

    def _reader(self, prefix: bytes, shard: Shard, options: ReadOptions) -> ReadRecord:
        cells = split_row(_header(prefix), shard.delimiter) or ()
        names = tuple(map(str, range(1, shard.columns + 1))) if shard.columns else tuple(cell.value for cell in cells)
        return lambda raw, number: table_record(raw, number, names, shard.delimiter, options)


class _Joined:
    """Stream over prefix, parts and suffix."""

    def __init__(self, prefix: bytes, blocks: Iterator[bytes], suffix: bytes) -> None:
        self._pieces = self._read_all(prefix, blocks, suffix)
        self._rest = b""

    def read(self, size: int) -> bytes:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = piece
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    @staticmethod
    def _read_all(prefix: bytes, blocks: Iterator[bytes], suffix: bytes) -> Iterator[bytes]:
        yield prefix
        yield from blocks
        yield suffix


def _header(prefix: bytes) -> str:
    """Return the header row in the bytes before the first record, without blank lines and its line end."""
    return LINE_END.sub("", without_lead(prefix).decode("utf-8", "replace"))


def _first_row(stream: BufferedReader) -> str:
    return _first_rows(stream)[0]


def _first_rows(stream: BufferedReader) -> list[str]:
    """Return the first lines that are not blank, without their line ends, and without reading them; at least one."""
    first, *rest = without_lead(stream.peek(1 << 20)).split(b"\n", SAMPLE_ROWS)
    lines = [first, *(line for line in rest[: SAMPLE_ROWS - 1] if line.strip())]
    return [LINE_END.sub("", line.decode("utf-8", "replace")) for line in lines]


def _lead_bytes(stream: BufferedReader) -> int:
    """Return the size of the line that states the delimiter, with blank lines around it; 0 without such a line."""
    start = stream.peek(1 << 20)
    return len(start) - len(without_lead(start)) if SEPARATOR_LINE.match(start.lstrip(b"\r\n")) else 0


def _likely_delimiter(row: str) -> str:
    return max(DELIMITERS, key=row.count)


def _line_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    if SEPARATOR.fullmatch(raw):
        return Record(number, (), None, (), lambda _: raw, is_blank=True)
    return _element_record(raw, number, options)


def _element_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    lead = SEPARATOR.match(raw)
    separator = lead[0] if lead else b""
    content = raw[len(separator) :]
    read = fhir_record if is_fhir(content) else dataset_info_record if is_dataset_info(content) else json_record
    record = read(content, number, options)
    if separator and isinstance(record, Record):
        return Record(
            number,
            record.texts,
            record.classification,
            record.unscannable,
            partial(_after, separator, record),
        )
    return record


def _after(separator: bytes, record: Record, values: Sequence[str]) -> bytes:
    rendered: bytes = record.render(values)
    return separator + rendered


def _text_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return BrokenRecord(number, not_utf_8(error))
    return Record(number, (Text(text),), None, (), lambda values: values[0].encode("utf-8", "surrogatepass"))


JSONL = BytesFormat((".jsonl", ".ndjson"), lines, _line_record, is_text=True)
JSON = BytesFormat((".json",), whole, _element_record, is_text=True)
TEXT = BytesFormat((".txt", ".md"), paragraphs, _text_record, is_text=True)
ARRAY = ArrayFormat((), elements, _element_record, is_text=True)
CSV = TableFormat((".csv", ".tsv", ".tab"), rows, _text_record, is_text=True)
