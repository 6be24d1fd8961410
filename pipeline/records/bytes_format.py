"""Planning, reading and assembling the formats that are streams of raw records: all but Parquet."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BufferedReader
from typing import BinaryIO

from pipeline.errors import RecordError
from pipeline.records.json_records import json_record
from pipeline.records.model import Broken, Plan, ReadOptions, Record, Shard
from pipeline.records.sniff import BYTE_ORDER_MARK
from pipeline.records.streams import HashingReader, LimitedReader, copy_compressed, decompressed
from pipeline.records.tables import LINE_END, sniff_delimiter, split_row, table_record
from pipeline.records.units import MAX_RECORD_BYTES, UNITS, Oversized, lines_of, rows, size_of
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
) -> Plan:
    """Cut a file into shards in one streaming pass, which also hashes it.

    A compressed file is one shard: it cannot be read from the middle.
    """

    def checked(content: bytes) -> bytes:
        if is_secret(content):
            raise RecordError(f"{name}: a line is a key of pseudonyms: a key file is never an input")
        return content

    prefix = checked(_prefix(stream, file_format, name))
    delimiter = _header(prefix)[1] if file_format == "csv" else ","
    bounds, suffix = _bounds(stream, file_format, len(prefix), 0 if compression else shard_bytes, checked)
    shards = tuple(
        Shard(path, file_format, compression, index, start, end, first, delimiter)
        for index, (start, end, first) in enumerate(bounds)
    )
    return Plan(path, file_format, compression, hashed.finish(), prefix, suffix, shards)


def read_bytes(file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | Broken]:
    """Yield the records of a shard; memory is bounded by one of them."""
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
            yield Broken(number, f"the record has more than {MAX_RECORD_BYTES >> 20} MiB")
        else:
            yield _record(raw, number, columns, shard, options)
        number += lines_of(raw) or 1 if shard.format == "csv" else 1


def assemble_bytes(plan: Plan, parts: Iterable[BinaryIO], out: BinaryIO) -> None:
    """Join the parts of a file's shards between its prefix and suffix, compressed as the input was."""
    joined = _Joined(plan, parts)
    copy_compressed(joined, out, plan.compression)  # type: ignore[arg-type]


def _bounds(
    stream: BufferedReader, file_format: str, start: int, shard_bytes: int, checked: Callable[[bytes], bytes]
) -> tuple[list[tuple[int, int, int]], bytes]:
    """Read to the end, and return where shards begin and end, with the number of their first record, and the suffix.

    Arguments:
        stream: behind the prefix.
        file_format: the format.
        start: the length of the prefix.
        shard_bytes: the size of a shard; 0 for one shard.
        checked: returns what it is given, or raises.
    """
    suffix = b""
    bounds: list[tuple[int, int, int]] = []
    position = start
    number = shard_first = 2 if file_format == "csv" else 1
    for unit in UNITS[file_format](stream):
        if isinstance(unit, bytes):
            checked(unit)
            if file_format == "array" and ARRAY_END.fullmatch(unit):
                suffix = unit
                break
        position += size_of(unit)
        number += lines_of(unit) or 1 if file_format == "csv" else 1
        if shard_bytes and position - start >= shard_bytes:
            bounds.append((start, position, shard_first))
            start, shard_first = position, number
    if position > start:
        bounds.append((start, position, shard_first))
    if file_format == "array" and not suffix:
        suffix = b"]"  # of a truncated array the last element is blocked, and the copy is whole
    return bounds, suffix


class _Joined:
    """A stream over prefix, parts and suffix; the first element of an array loses the comma before it."""

    def __init__(self, plan: Plan, parts: Iterable[BinaryIO]) -> None:
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
    def _read_all(plan: Plan, parts: Iterable[BinaryIO]) -> Iterator[bytes]:
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
    """Read what stands before the first record: the byte order mark, a header row, the `[` of an array."""
    mark = stream.read(3) if stream.peek(3).startswith(BYTE_ORDER_MARK) else b""
    if file_format == "csv":
        header = next(rows(stream), b"")
        if isinstance(header, Oversized):
            raise RecordError(f"{name}: the header has no end: give the file one row of column names")
        return mark + header
    if file_format == "array" and (opening := ARRAY_START.match(stream.peek(1 << 20))):
        return mark + stream.read(opening.end())
    return mark


def _header(prefix: bytes) -> tuple[tuple[str, ...], str]:
    header = LINE_END.sub("", prefix.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace"))
    delimiter = sniff_delimiter(header)
    return tuple(cell.value for cell in split_row(header, delimiter) or ()), delimiter


def _record(raw: bytes, number: int, columns: Sequence[str], shard: Shard, options: ReadOptions) -> Record | Broken:
    if shard.format == "csv":
        return table_record(raw, number, columns, shard.delimiter, options)
    if shard.format == "text":
        return _text_record(raw, number)
    lead = SEPARATOR.match(raw)
    separator = lead[0] if lead else b""
    body = raw[len(separator) :]
    if not body and shard.format == "jsonl":
        return Record(number, (), None, (), lambda _: raw)
    record = json_record(body, number, options)
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


def _text_record(raw: bytes, number: int) -> Record | Broken:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Broken(number, f"not UTF-8 at byte {error.start + 1}")
    return Record(number, (Text(text),), None, (), lambda values: values[0].encode("utf-8", "surrogatepass"))
