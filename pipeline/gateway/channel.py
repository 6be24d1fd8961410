"""What the gateway and a scanner say to one another over a socket: pickles, each after its length."""

import asyncio
import pickle
import socket
import struct
from typing import Any

LENGTH = struct.Struct(">Q")


def packed(message: Any) -> bytes:
    """Return a message as it is sent."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(content)) + content


def receive(connection: socket.socket) -> Any:
    """Wait for the next message; raises EOFError where there is no other, OSError where the socket fails."""
    (length,) = LENGTH.unpack(_exactly(connection, LENGTH.size))
    return pickle.loads(_exactly(connection, length))


async def receive_from(reader: asyncio.StreamReader) -> Any:
    """Wait for the next message, as `receive` does, and let others go on."""
    (length,) = LENGTH.unpack(await reader.readexactly(LENGTH.size))
    return pickle.loads(await reader.readexactly(length))


def _exactly(connection: socket.socket, length: int) -> bytearray:
    content = bytearray(length)
    rest = memoryview(content)
    while rest:
        count = connection.recv_into(rest)
        if not count:
            raise EOFError
        rest = rest[count:]
    return content
