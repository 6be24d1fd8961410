"""File formats: reads records, exposes their texts, and writes records with other texts, behind a few functions."""

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from pipeline.errors import RecordError
from pipeline.records.archives.limits import Nesting
from pipeline.records.encodings import (
    DECLARED_UTF_8,
    UTF_8,
    as_utf8,
    found_encoding,
    marked_encoding,
    unmarked_encoding,
)
from pipeline.records.formats import BUILT_IN, OpenFile, Writer, known_formats
from pipeline.records.json_records import json_record
from pipeline.records.model import (
    DROP,
    NO_OPTIONS,
    BrokenRecord,
    FilePlan,
    Look,
    Piece,
    RawRecords,
    ReadOptions,
    Record,
    Shard,
)
from pipeline.records.office.refused import PDF
from pipeline.records.sniff import FIXED_WIDTH, is_binary, may_be_fixed_width, sniff
from pipeline.records.streams import DAMAGE, Hasher, HashingReader, compression_of, damaged, decompressed

SHARD_BYTES = 512 << 10
SAMPLE_BYTES = 1 << 16
WHOLE = frozenset("eml env html ini ipynb json office pdf properties sqlite toml xml yaml".split())  # one shard a file
DROPPING = frozenset(BUILT_IN) - {"office"}  # formats in which a value can be dropped
EMPTY_IT = "empty the field before the run, declare its entity, or save the file as CSV"

__all__ = [
    "BrokenRecord",
    "FilePlan",
    "HashingReader",
    "Piece",
    "RawRecords",
    "ReadOptions",
    "Record",
    "Shard",
    "assemble",
    "header",
    "json_record",
    "look",
    "plan",
    "raw",
    "read",
    "writer",
]


def plan(
    file: BinaryIO,
    path: str,
    shard_bytes: int = SHARD_BYTES,
    *,
    name: str = "",
    own_hash: Hasher | None = None,
    is_secret: Callable[[bytes], bool] = lambda _: False,
    options: ReadOptions = NO_OPTIONS,
    nesting: Nesting | None = None,
) -> FilePlan:
    """Return the plan of a file: detect its format, and divide it into shards in one pass that also hashes it.

    Arguments:
        file: the file, opened for reading, seekable.
        path: the path of the file.
        shard_bytes: the approximate size of a shard, in bytes.
        name: the name used in messages, and for the format if the content is ambiguous; by default the path.
        own_hash: hash that is updated with the file as it is stored.
        is_secret: returns whether a part of the file is a line of a key file, which must not be an input.
        options: the user's declarations about the input.
        nesting: the place of the file in an archive; None for a file of its own.

    Raises:
        RecordError: the file cannot be read in any format, or contains a key.
    """
    name = name or path
    compression = compression_of(file)
    hashed = HashingReader(file, own_hash)
    stream = decompressed(hashed, compression)
    with _undamaged(name):
        start = stream.peek(SAMPLE_BYTES)[:SAMPLE_BYTES]
        encoding = _stated_encoding(start, options)
        file_format = _format_of(_in_utf8(start, encoding or _found_in(start)), name, options)
        encoding = _encoding_of(encoding, file_format, lambda: _encoding_in(file, compression))
        content = as_utf8(stream, encoding)
        opened = OpenFile(
            file, hashed, content, path, name, compression, shard_bytes, is_secret, options, encoding, nesting
        )
        return known_formats()[file_format].plan(opened, file_format)


@contextmanager
def _undamaged(name: str) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise damaged(name, error) from None
    except UnicodeError:
        raise RecordError(f"{name}: the file is not in its encoding, or ends within a character") from None


def look(file: BinaryIO, name: str, options: ReadOptions = NO_OPTIONS) -> Look:
    """Return what is known from the start of a file, as `plan` would find it, without reading the rest.

    Arguments:
        file: the file, opened for reading, seekable.
        name: the name of the file.
        options: the user's declarations about the input.

    Raises:
        RecordError: the file cannot be read in any format.
    """
    compression = compression_of(file)
    with _undamaged(name):
        start = decompressed(HashingReader(file, None), compression).peek(SAMPLE_BYTES)[:SAMPLE_BYTES]
    encoding = _stated_encoding(start, options)
    file_format = _format_of(_in_utf8(start, encoding or _found_in(start)), name, options)
    encoding = _encoding_of(encoding, file_format, lambda: found_encoding(io.BytesIO(start)))
    counted = getattr(known_formats()[file_format], "record_count", None)  # of a format that states it
    is_split = file_format not in WHOLE and not compression and encoding == UTF_8
    if getattr(known_formats()[file_format], "is_text", False):
        encoding = encoding or DECLARED_UTF_8
    return Look(file_format, compression, encoding, counted(file, name) if counted else None, is_split)


def _format_of(start: bytes, name: str, options: ReadOptions) -> str:
    """Return the format of a file; raises RecordError if it cannot do what the user states."""
    file_format = "pdf" if options.pdf_text and start.startswith(PDF) else sniff(start, name)
    if options.fixed_width and file_format in ("text", "csv") and may_be_fixed_width(name):
        file_format = FIXED_WIDTH
    if file_format not in DROPPING and DROP in options.fields.values():
        raise RecordError(f"{name}: --field NAME=drop does not work in this format: {EMPTY_IT}")
    return file_format


def _found_in(start: bytes) -> str:
    """Return the encoding of the first bytes of a file: in some, a byte of a letter is also a quote or a brace."""
    return UTF_8 if b"\x00" in start or is_binary(start) else found_encoding(io.BytesIO(start))


def _in_utf8(start: bytes, encoding: str) -> bytes:
    return start if encoding == UTF_8 or is_binary(start) else start.decode(encoding, "ignore").encode()


def _stated_encoding(start: bytes, options: ReadOptions) -> str:
    """Return the encoding that the first bytes of a file or the user states; empty if the whole content must be read."""
    return marked_encoding(start) or options.encoding or ("" if is_binary(start) else unmarked_encoding(start))


def _encoding_of(declared: str, file_format: str, found: Callable[[], str]) -> str:
    """Return the encoding of a file: the one that is declared, else the one that is found in a text."""
    if declared == DECLARED_UTF_8 or not getattr(known_formats()[file_format], "is_text", False):
        return UTF_8
    return declared or found()


def _encoding_in(file: BinaryIO, compression: str) -> str:
    """Return the encoding of a text, found from its content, and leave the file at the position at which it is."""
    position = file.tell()
    file.seek(0)
    try:
        return found_encoding(decompressed(HashingReader(file, None), compression))
    finally:
        file.seek(position)


def header(file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
    """Return the column names of a table as a record.

    Arguments:
        file: the file, opened for reading, seekable.
        plan: the plan of the file.

    Returns:
        A record that renders to a plan with the new names; None for a format without columns. The names of a file
        whose fields have types cannot be changed: its record renders to None if a name would change.
    """
    return known_formats()[plan.format].header(file, plan)


def read(file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
    """Yield the records of a shard in order. With a limit, the shard must be the whole file.

    Arguments:
        file: the file of the shard, opened for reading, seekable.
        shard: the part of the file to read.
        options: the user's declarations about fields.
    """
    found = known_formats()[shard.format].read(file, shard, options)
    return _first(found, options.limit) if options.limit else found


def raw(file: BinaryIO, shard: Shard, options: ReadOptions) -> RawRecords | None:
    """Return the records of a shard before they are read. The arguments are those of `read`.

    Returns:
        None if a record is not read from its bytes alone.
    """
    found: Any = known_formats()[shard.format]
    if options.limit or not getattr(found, "is_each_apart", False):
        return None
    opened: RawRecords = found.raw(file, shard, options)
    return opened


def _first(found: Iterable[Record | BrokenRecord], limit: int) -> Iterator[Record | BrokenRecord]:
    """Yield the first records, and the blank lines before and between them."""
    for record in found:
        yield record
        limit -= isinstance(record, BrokenRecord) or not record.is_blank
        if not limit:
            return


def writer(target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
    """Return a writer for the rendered records of a shard.

    Arguments:
        target: the file to write to.
        source: the file of the shard, opened for reading.
        shard: the shard.
    """
    return known_formats()[shard.format].writer(target, source, shard)


def assemble(plan: FilePlan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
    """Join the written shards of a file into its copy.

    Arguments:
        plan: the plan of the file.
        parts: the written shards, in order.
        source: the original file.
        out: the file to write to.
    """
    known_formats()[plan.format].assemble(plan, parts, source, out)
