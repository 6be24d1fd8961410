"""Messages of an Arrow IPC stream: where each begins and ends, its rows and its compression, without reading its values.

https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from flatbuffers import encode, number_types
from flatbuffers.table import Table

from pipeline.errors import ExpansionError
from pipeline.records.streams import EXPANSION_FREE_BYTES, MAX_EXPANSION

FILE_MAGIC = b"ARROW1"
CONTINUATION = b"\xff\xff\xff\xff"
MAX_HEADER_BYTES = 64 << 20
SCHEMA, DICTIONARY, BATCH = 1, 2, 3
CODECS = {0: "lz4", 1: "zstd"}
TAIL_BYTES = 10  # the size of the footer of a file, and ARROW1
# What a vector contains: the offset and the size of a buffer in the body; the offset and the sizes of a message in the file.
BUFFER = struct.Struct("<qq")
BLOCK = struct.Struct("<qi4xq")
# Slots of the tables in Message.fbs of Arrow: 4 + 2 * the index of the field.
HEADER_TYPE, HEADER, BODY_BYTES = 6, 8, 10
ROWS, BUFFERS, COMPRESSION = 4, 8, 10
CODEC = 4
DICTIONARIES, BATCHES = 8, 10
DATA = 6


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a stream.

    Arguments:
        kind: SCHEMA, DICTIONARY or BATCH.
        start, body, end: the offsets in the file of the message, of its body and of its end, in bytes.
        rows: the number of its rows.
        codec: the compression of its buffers, `lz4` or `zstd`; None for none.
        buffers: the offset of each compressed buffer in the body.
    """

    kind: int
    start: int
    body: int
    end: int
    rows: int = 0
    codec: str | None = None
    buffers: tuple[int, ...] = ()


def messages_of_stream(file: BinaryIO, size_bytes: int) -> Iterator[Message]:
    """Yield the messages of a stream, in order.

    Arguments:
        file: the file, seekable.
        size_bytes: its size.

    Raises:
        LookupError, ValueError, struct.error: the stream is damaged.
    """
    start = 0
    while start < size_bytes and (message := _message_at(file, start, size_bytes)):
        yield message
        start = message.end


def messages_of_file(file: BinaryIO, size_bytes: int) -> Iterator[Message]:
    """Yield the messages that the footer of a file names: dictionaries, then batches. Arguments and errors are those of a stream."""
    file.seek(max(0, size_bytes - TAIL_BYTES))
    footer_bytes = int.from_bytes(file.read(4), "little")
    file.seek(max(0, size_bytes - TAIL_BYTES - footer_bytes))
    root = _root(file.read(footer_bytes))
    for slot in (DICTIONARIES, BATCHES):
        for offset in _offsets(root, slot, BLOCK):
            message = _message_at(file, offset, size_bytes)
            if message is None:
                raise ValueError("the footer names the end of the stream")
            yield message


def check_expansion(file: BinaryIO, message: Message) -> None:
    """Check what the compressed buffers of a message unpack to, which is stated before each of them.

    Raises:
        ExpansionError: they unpack to more than text can.
    """
    unpacked_bytes = 0
    for offset in message.buffers:
        file.seek(message.body + offset)
        unpacked_bytes += max(0, int.from_bytes(file.read(8), "little", signed=True))
    if unpacked_bytes > EXPANSION_FREE_BYTES + MAX_EXPANSION * (message.end - message.body):
        raise ExpansionError(f"a batch unpacks to more than {MAX_EXPANSION} times its size: leave the file out")


def _message_at(file: BinaryIO, start: int, size_bytes: int) -> Message | None:
    """Return the message at an offset; None at the end of a stream."""
    file.seek(start)
    prefix = file.read(4)
    if prefix == CONTINUATION:  # older streams begin with the size
        prefix = file.read(4)
    header_bytes = int.from_bytes(prefix, "little")
    if len(prefix) == 4 and not header_bytes:
        return None
    header = file.read(header_bytes) if header_bytes <= MAX_HEADER_BYTES else b""
    if len(prefix) < 4 or len(header) < header_bytes:
        raise ValueError("a message is cut off")
    message = _message(header, start, file.tell())
    if not message.body <= message.end <= size_bytes:
        raise ValueError("the body of a message is cut off")
    return message


def _message(header: bytes, start: int, body: int) -> Message:
    root = _root(header)
    kind = _number(root, HEADER_TYPE, number_types.Uint8Flags)
    end = body + _number(root, BODY_BYTES, number_types.Int64Flags)
    content = _table(root, HEADER)
    if kind not in (DICTIONARY, BATCH) or content is None:
        return Message(kind, start, body, end)
    batch = content if kind == BATCH else _table(content, DATA)
    if batch is None:
        raise ValueError("a dictionary has no values")
    rows = _number(batch, ROWS, number_types.Int64Flags)
    compression = _table(batch, COMPRESSION)
    if compression is None:
        return Message(kind, start, body, end, rows)
    codec = CODECS[_number(compression, CODEC, number_types.Int8Flags)]
    return Message(kind, start, body, end, rows, codec, tuple(_offsets(batch, BUFFERS, BUFFER)))


def _offsets(table: Table, slot: int, item: struct.Struct) -> Iterator[int]:
    """Yield the offset, which is the first number, of each item of a vector that has a size, which is the last."""
    field = table.Offset(slot)
    if field:
        first = table.Vector(field)
        for place in range(table.VectorLen(field)):
            offset, *_, size_bytes = item.unpack_from(table.Bytes, first + place * item.size)
            if size_bytes:
                yield offset


def _root(data: bytes) -> Table:
    return Table(data, encode.Get(number_types.UOffsetTFlags.packer_type, data, 0))


def _table(table: Table, slot: int) -> Table | None:
    field = table.Offset(slot)
    return Table(table.Bytes, table.Indirect(table.Pos + field)) if field else None


def _number(table: Table, slot: int, flags: type) -> int:
    field = table.Offset(slot)
    return int(table.Get(flags, table.Pos + field)) if field else 0
