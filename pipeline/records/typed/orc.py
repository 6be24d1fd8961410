"""ORC files: read by stripe, in a process of their own; names, types and compression stay."""

import json
import subprocess
import sys
import weakref
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import BinaryIO

import pyarrow as pa
from pyarrow import orc

from pipeline.records.typed import orc_process
from pipeline.records.typed.arrays import restored
from pipeline.records.typed.blocks import size_of
from pipeline.records.typed.columns import ColumnFormat, batches_of
from pipeline.records.typed.orc_process import ANSWER, HEAD, READ

Process = subprocess.Popen[bytes]


class OrcBlocks:
    """The stripes of an ORC file."""

    is_divisible = True

    def __init__(self, file: BinaryIO) -> None:
        """Read the footer of a file."""
        self._file = file
        self.size_bytes = size_of(file)
        self._process = self._started()
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
        for answer in self._answers(f"stripe {block}"):
            with pa.ipc.open_stream(answer) as stream:
                yield from stream

    def save(self, out: BinaryIO, parts: Iterable[BinaryIO], schema: pa.Schema) -> None:
        """Write a copy with the same compression."""
        said = self.schema.metadata
        compression, block_bytes = said[b"compression"].decode().lower(), int(said[b"compression_block_size"])
        with orc.ORCWriter(out, compression=compression, compression_block_size=block_bytes) as writer:
            writer.write(schema.empty_table())  # a file without rows has a schema too
            for part in parts:
                for batch in batches_of(part):
                    writer.write(pa.Table.from_batches([restored(batch, schema)]))

    def _answers(self, command: str) -> Iterator[bytes]:
        """Yield the answers of the process that reads the file; raises ValueError or OSError if the file ends it."""
        if self._process.poll() is not None:  # a damaged stripe ended it
            self._process = self._started()
        asked, answers = self._process.stdin, self._process.stdout
        assert asked
        assert answers
        asked.write(command.encode() + b"\n")
        asked.flush()
        while len(head := answers.read(HEAD.size)) == HEAD.size:
            kind, offset, count = HEAD.unpack(head)
            if kind == ANSWER:
                yield answers.read(count)
            elif kind == READ:
                self._file.seek(offset)
                asked.write(self._file.read(min(count, self.size_bytes)))
                asked.flush()
            else:
                return
        self._process.wait()
        raise ValueError("the file is damaged")

    def _started(self) -> Process:
        program = [sys.executable, "-P", orc_process.__file__, str(self.size_bytes)]
        process = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        weakref.finalize(self, _end, process)
        return process


def _end(process: Process) -> None:
    process.kill()
    process.communicate()  # closes its streams


ORC = ColumnFormat((".orc",), "ORC", OrcBlocks)
