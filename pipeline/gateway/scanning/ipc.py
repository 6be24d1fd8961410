"""What the gateway and a scanner say to one another over a socket: JSON, each message after its length.

A scanner reads hostile text, and the gateway holds the key: messages are checked data, since a pickle would run code.
"""

import asyncio
import json
import socket
import struct
from typing import Any

from pipeline.errors import BrokenMessageError

LENGTH = struct.Struct(">Q")
MAX_MESSAGE_BYTES = 2**30  # the table of a prompt of 16 MiB has a tenth of it


def packed(message: Any) -> bytes:
    """Return a message, made of what JSON has, as it is sent; half of a character in a string stays what it is."""
    content = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return LENGTH.pack(len(content)) + content


def receive(connection: socket.socket) -> Any:
    """Wait for the next message.

    Raises EOFError where there is no other, OSError where the socket fails, BrokenMessageError for what is no message.
    """
    return _parsed(_exactly(connection, _length(_exactly(connection, LENGTH.size))))


async def receive_from(reader: asyncio.StreamReader) -> Any:
    """Wait for the next message, as `receive` does, and let others go on."""
    return _parsed(await reader.readexactly(_length(await reader.readexactly(LENGTH.size))))


def _length(said: bytes | bytearray) -> int:
    (length,) = LENGTH.unpack(said)
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
