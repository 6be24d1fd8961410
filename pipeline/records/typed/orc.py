"""ORC files: read by stripe, in a process of their own; names, types and compression stay."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import BinaryIO

import pyarrow as pa
from pyarrow import orc

from pipeline.records.typed import orc_process
from pipeline.records.typed.arrays import restored
from pipeline.records.typed.arrow_types import bare
from pipeline.records.typed.columns import ColumnFormat, batches_of
from pipeline.records.typed.orc_process import HEAD, READ


class OrcBlocks:
    """The stripes of an ORC file."""

    is_divisible = True

    def __init__(self, file: BinaryIO) -> None:
        """Read the footer of a file."""
        self._file = file
        self.size_bytes = file.seek(0, 2)
        (about,) = self._answers("about")
        self.schema = pa.ipc.read_schema(pa.py_buffer(about))

    @cached_property
    def rows(self) -> list[int]:
        """The number of rows of each stripe."""
        (rows,) = self._answers("rows")
        found: list[int] = json.loads(rows)
        return found

    def pieces(self, block: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a stripe."""
        for answer in self._answers("stripe", str(block)):
            with pa.ipc.open_stream(answer) as stream:
                yield from stream

    def save(self, out: BinaryIO, parts: Iterable[BinaryIO]) -> None:
        """Write a copy with the same compression."""
        schema = bare(self.schema)
        said = self.schema.metadata
        compression, block_bytes = said[b"compression"].decode().lower(), int(said[b"compression_block_size"])
        with orc.ORCWriter(out, compression=compression, compression_block_size=block_bytes) as writer:
            writer.write(schema.empty_table())  # a file without rows has a schema too
            for part in parts:
                for batch in batches_of(part):
                    writer.write(pa.Table.from_batches([restored(batch, schema)]))

    def _answers(self, *command: str) -> Iterator[bytes]:
        """Yield the answers of a process that reads the file; raises ValueError if the file is damaged, OSError if it crashed."""
        program = [sys.executable, "-P", orc_process.__file__, *command]
        with subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdin
            assert process.stdout
            try:
                process.stdin.write(self.size_bytes.to_bytes(8, "little"))
                process.stdin.flush()
                while len(head := process.stdout.read(HEAD.size)) == HEAD.size:
                    kind, offset, count = HEAD.unpack(head)
                    if kind == READ:
                        self._file.seek(offset)
                        process.stdin.write(self._file.read(min(count, self.size_bytes)))
                        process.stdin.flush()
                    else:
                        yield process.stdout.read(count)
                if process.wait():
                    raise ValueError("the file is damaged")
            finally:
                process.kill()


ORC = ColumnFormat((".orc",), "ORC", OrcBlocks)
