"""Byte formats: planning, reading and assembling of all formats except Parquet, as streams of raw records."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BufferedReader
from typing import BinaryIO

from pipeline.errors import RecordError
from pipeline.records.json_records import json_record
from pipeline.records.model import BrokenRecord, FilePlan, ReadOptions, Record, Shard
from pipeline.records.sniff import BYTE_ORDER_MARK
from pipeline.records.streams import HashingReader, LimitedReader, copy_compressed, decompressed
from pipeline.records.tables import LINE_END, sniff_delimiter, split_row, table_record
from pipeline.records.units import MAX_RECORD_BYTES, UNITS, Oversized, Unit, lines_of, rows, size_of
from pipeline.text.document import Text

ARRAY_START = re.compile(rb"\s*\[")
ARRAY_END = re.compile(rb"[\s,]*\]\s*")
SEPARATOR = re.compile(rb"[\s,]*")


def plan_bytes(
    hashed: HashingReader,
    stream: BufferedReader,
    path: str,
    name: str,
    file_format: str,
    compression: str,
    shard_bytes: int,
    is_secret: Callable[[bytes], bool],
) -> FilePlan:
    """Divide a file into shards in one streaming pass that also hashes the file.

    A compressed file has one shard only, since it cannot be read from the middle.

    Arguments:
        hashed: the stored bytes of the file.
        stream: the uncompressed bytes of the file.
        path: the path of the file.
        name: the name used in messages.
        file_format: the format of the file.
        compression: `gz`, `zst`, or empty.
        shard_bytes: the approximate size of a shard, in bytes.
        is_secret: returns whether a part of the file is a line of a key file, which must not be an input.

    Raises:
        RecordError: the file contains a key, or its header row does not end.
    """
    prefix = _prefix(stream, file_format, name)
    _refuse_key(prefix, name, is_secret)
    delimiter = _header(prefix)[1] if file_format == "csv" else ","
    units = UNITS[file_format](stream)
    max_bytes = None if compression else shard_bytes
    bounds, suffix = _bounds(
        units, file_format, len(prefix), max_bytes, partial(_refuse_key, name=name, is_secret=is_secret)
    )
    shards = tuple(
        Shard(path, file_format, compression, index, start, end, first, delimiter)
        for index, (start, end, first) in enumerate(bounds)
    )
    return FilePlan(path, file_format, compression, hashed.finish(), prefix, suffix, shards)


def _bounds(
    units: Iterator[Unit], file_format: str, start: int, shard_bytes: int | None, check: Callable[[bytes], None]
) -> tuple[list[tuple[int, int, int]], bytes]:
    """Return (start, end, number of the first record) of each shard, and the bytes after the last record."""
    bounds: list[tuple[int, int, int]] = []
    position = start
    number = shard_first = 2 if file_format == "csv" else 1
    suffix = b"]" if file_format == "array" else b""  # a truncated array is closed; its last element is blocked
    for unit in units:
        if isinstance(unit, bytes):
            check(unit)
            if file_format == "array" and ARRAY_END.fullmatch(unit):
                suffix = unit
                break
        position += size_of(unit)
        number += lines_of(unit) or 1 if file_format == "csv" else 1
        if shard_bytes is not None and position - start >= shard_bytes:
            bounds.append((start, position, shard_first))
            start, shard_first = position, number
    if position > start:
        bounds.append((start, position, shard_first))
    return bounds, suffix


def _refuse_key(content: bytes, name: str, is_secret: Callable[[bytes], bool]) -> None:
    if is_secret(content):
        raise RecordError(f"{name}: a line is a secret key: a key file must not be an input")


def read_bytes(file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
    """Yield the records of a shard, with one record in memory at a time."""
    stream = decompressed(file, shard.compression)
    columns = _header(_prefix(stream, "csv", shard.path))[0] if shard.format == "csv" else ()
    if shard.compression:
        if shard.format != "csv":
            stream.read(shard.start)
    else:
        stream.seek(shard.start)
    limited = BufferedReader(LimitedReader(stream, shard.end - shard.start), 1 << 20)
    number = shard.first_record
    for raw in UNITS[shard.format](limited):
        if isinstance(raw, Oversized):
            yield BrokenRecord(number, f"the record has more than {MAX_RECORD_BYTES >> 20} MiB", raw.size_bytes)
        else:
            yield _record(raw, number, columns, shard, options)
        number += lines_of(raw) or 1 if shard.format == "csv" else 1


def assemble_bytes(plan: FilePlan, parts: Iterable[BinaryIO], out: BinaryIO) -> None:
    """Write prefix, shards and suffix of a file, with the compression of the input."""
    joined = _Joined(plan, parts)
    copy_compressed(joined, out, plan.compression)  # type: ignore[arg-type]


class _Joined:
    """Stream over prefix, parts and suffix, without the comma before the first element of an array."""

    def __init__(self, plan: FilePlan, parts: Iterable[BinaryIO]) -> None:
        self._pieces = self._read_all(plan, parts)
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
    def _read_all(plan: FilePlan, parts: Iterable[BinaryIO]) -> Iterator[bytes]:
        yield plan.prefix
        is_first = plan.format == "array"
        for part in parts:
            while block := part.read(1 << 20):
                if is_first:
                    block = SEPARATOR.sub(lambda lead: lead[0].replace(b",", b""), block, count=1)
                    is_first = False
                yield block
        yield plan.suffix


def _prefix(stream: BufferedReader, file_format: str, name: str) -> bytes:
    """Read the bytes before the first record: the byte order mark, a header row, the `[` of an array."""
    mark = stream.read(3) if stream.peek(3).startswith(BYTE_ORDER_MARK) else b""
    if file_format == "csv":
        header = next(rows(stream), b"")
        if isinstance(header, Oversized):
            raise RecordError(f"{name}: the header row does not end: the first row must contain the column names")
        return mark + header
    if file_format == "array" and (opening := ARRAY_START.match(stream.peek(1 << 20))):
        return mark + stream.read(opening.end())
    return mark


def _header(prefix: bytes) -> tuple[tuple[str, ...], str]:
    header = LINE_END.sub("", prefix.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace"))
    delimiter = sniff_delimiter(header)
    return tuple(cell.value for cell in split_row(header, delimiter) or ()), delimiter


def _record(
    raw: bytes, number: int, columns: Sequence[str], shard: Shard, options: ReadOptions
) -> Record | BrokenRecord:
    if shard.format == "csv":
        return table_record(raw, number, columns, shard.delimiter, options)
    if shard.format == "text":
        return _text_record(raw, number)
    lead = SEPARATOR.match(raw)
    separator = lead[0] if lead else b""
    body = raw[len(separator) :]
    if not body and shard.format == "jsonl":
        return Record(number, (), None, (), len(raw), lambda _: raw)
    record = json_record(body, number, options)
    if separator and isinstance(record, Record):
        return Record(
            number,
            record.texts,
            record.classification,
            record.unscannable,
            len(raw),
            partial(_after, separator, record),
        )
    return record


def _after(separator: bytes, record: Record, values: Sequence[str]) -> bytes:
    rendered: bytes = record.render(values)
    return separator + rendered


def _text_record(raw: bytes, number: int) -> Record | BrokenRecord:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return BrokenRecord(number, f"not UTF-8 at byte {error.start + 1}", len(raw))
    return Record(number, (Text(text),), None, (), len(raw), lambda values: values[0].encode("utf-8", "surrogatepass"))
