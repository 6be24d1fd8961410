"""A process that reads an ORC file: the library crashes on some damaged files, and would take the run with it.

It gets commands, asks for the bytes of the file, and answers, through its standard streams. Each of its messages is a kind,
two numbers, and for an answer as many bytes as the second says.
"""

import io
import json
import struct
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pyarrow as pa
from pyarrow import orc

HEAD = struct.Struct("<cqq")
READ, ANSWER, END = b"R", b"A", b"E"
PIECE_ROWS = 1_024


class RemoteFile(io.RawIOBase):
    """A file whose bytes are read by the parent process."""

    def __init__(self, size_bytes: int, asked: BinaryIO, answers: BinaryIO) -> None:
        """Send questions to `asked` and read `answers`, about a file of a size."""
        self._asked, self._answers = asked, answers
        self._size_bytes = size_bytes
        self._place = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the offset of the next byte."""
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to an offset."""
        self._place = offset + (0, self._place, self._size_bytes)[whence]
        return self._place

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Ask for bytes; there are none after the end."""
        count = max(0, min(len(buffer), self._size_bytes - self._place))
        if count:
            self._asked.write(HEAD.pack(READ, self._place, count))
            self._asked.flush()
            buffer[:count] = self._answers.read(count)
            self._place += count
        return count


def main(size_bytes: str) -> None:
    """Answer the commands on standard input, one a line, about a file of a size."""
    commands, out = sys.stdin.buffer, sys.stdout.buffer
    file = None
    for line in iter(commands.readline, b""):
        command, *stripe = line.decode().split()
        file = file or orc.ORCFile(pa.PythonFile(RemoteFile(int(size_bytes), out, commands), mode="r"))
        for answer in ANSWERS[command](file, *stripe):
            out.write(HEAD.pack(ANSWER, 0, len(answer)) + answer)
        out.write(HEAD.pack(END, 0, 0))
        out.flush()


def _about(file: orc.ORCFile) -> Iterator[bytes]:
    about = {"compression": file.compression, "compression_block_size": str(file.compression_size)}
    yield file.schema.with_metadata(about).serialize().to_pybytes()


def _rows(file: orc.ORCFile) -> Iterator[bytes]:
    """Yield the number of rows of each stripe: the file does not state it in a place that the library shows."""
    kinds = file.schema.types
    smallest = next((place for place, kind in enumerate(kinds) if pa.types.is_primitive(kind)), 0)
    yield json.dumps([file.read_stripe(stripe, [smallest]).num_rows for stripe in range(file.nstripes)]).encode()


def _stripe(file: orc.ORCFile, stripe: str) -> Iterator[bytes]:
    batch = file.read_stripe(int(stripe))
    for start in range(0, batch.num_rows, PIECE_ROWS):
        out = io.BytesIO()
        with pa.ipc.new_stream(out, batch.schema) as stream:
            stream.write_batch(batch.slice(start, PIECE_ROWS))
        yield out.getvalue()


# `about` is the schema, `rows` the number of rows of each stripe, `stripe` the rows of one, which is counted from 0.
ANSWERS: dict[str, Callable[..., Iterator[bytes]]] = {"about": _about, "rows": _rows, "stripe": _stripe}

if __name__ == "__main__":
    main(sys.argv[1])
