"""Interprocess communication between gateway and scanner: length-prefixed JSON messages over a socket.

A scanner processes untrusted text, and the gateway holds the key. Messages are validated data, since unpickling can
execute code.
"""

import asyncio
import json
import socket
import struct
from typing import Any

from pipeline.errors import BrokenMessageError

LENGTH = struct.Struct(">Q")
MAX_MESSAGE_BYTES = 2**30  # ten times the restore map of a prompt of 16 MiB


def packed(message: Any) -> bytes:
    """Serialize a message of JSON types with its length. Lone surrogates in strings are preserved."""
    content = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return LENGTH.pack(len(content)) + content


def receive(connection: socket.socket) -> Any:
    """Wait for the next message and return it.

    Raises:
        EOFError: the connection is closed.
        OSError: the socket fails.
        BrokenMessageError: the message is invalid.
    """
    return _parsed(_exactly(connection, _length(_exactly(connection, LENGTH.size))))


async def receive_from(reader: asyncio.StreamReader) -> Any:
    """Wait for the next message asynchronously, as `receive`."""
    return _parsed(await reader.readexactly(_length(await reader.readexactly(LENGTH.size))))


def _length(header: bytes | bytearray) -> int:
    (length,) = LENGTH.unpack(header)
    if length > MAX_MESSAGE_BYTES:
        raise BrokenMessageError("a message is too long")
    return int(length)


def _parsed(content: bytes | bytearray) -> Any:
    try:
        return json.loads(content.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        raise BrokenMessageError("a message is not JSON") from None


def _exactly(connection: socket.socket, length: int) -> bytearray:
    content = bytearray(length)
    rest = memoryview(content)
    while rest:
        count = connection.recv_into(rest)
        if not count:
            raise EOFError
        rest = rest[count:]
    return content
