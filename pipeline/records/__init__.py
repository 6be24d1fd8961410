"""Which parts of a record are text, and how to put them back: every format behind four functions."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Protocol

from pipeline.records.bytes_format import assemble_bytes, plan_bytes, read_bytes
from pipeline.records.json_records import json_record
from pipeline.records.model import Broken, Plan, ReadOptions, Record, Shard
from pipeline.records.parquet import ParquetWriter, assemble_parquet, plan_parquet, read_parquet
from pipeline.records.sniff import sniff
from pipeline.records.streams import DAMAGE, HashingReader, compression_of, damaged, decompressed

SHARD_BYTES = 512 << 10
SAMPLE_BYTES = 1 << 16

__all__ = [
    "Broken",
    "HashingReader",
    "Plan",
    "ReadOptions",
    "Record",
    "Shard",
    "assemble",
    "json_record",
    "plan",
    "read",
    "writer",
]


class Writer(Protocol):
    """Takes what records render to."""

    def write(self, rendered: bytes, /) -> object:
        """Write one record."""
        ...

    def close(self) -> None:
        """Finish."""
        ...


def plan(file: BinaryIO, path: str, shard_bytes: int = SHARD_BYTES) -> Plan:
    """Tell the format of a file and cut it into shards, in one streaming pass that also hashes it.

    Arguments:
        file: the file, opened for reading, seekable.
        path: its name, for messages and where the content leaves the format open.
        shard_bytes: about how large a shard is to be.

    Raises RecordError, with the file and what to do, for a file that cannot be read as any format.
    """
    compression = compression_of(file)
    hashed = HashingReader(file)
    stream = decompressed(hashed, compression)
    try:
        file_format = sniff(stream.peek(SAMPLE_BYTES)[:SAMPLE_BYTES], path)
        if file_format == "parquet":
            file.seek(0)
            return plan_parquet(HashingReader(file), file, path, shard_bytes)
        return plan_bytes(hashed, stream, path, file_format, compression, shard_bytes)
    except DAMAGE as error:
        raise damaged(path, error) from None


def read(file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | Broken]:
    """Yield the records of a shard in order.

    Arguments:
        file: the file that the shard is of, opened for reading, seekable.
        shard: which part of it.
        options: what the user says of fields.
    """
    if shard.format == "parquet":
        return read_parquet(file, shard, options)
    return read_bytes(file, shard, options)


def writer(target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
    """Return what writes the rendered records of a shard to `target`; `source` is the file it is of."""
    if shard.format == "parquet":
        return ParquetWriter(target, source)  # type: ignore[return-value]
    return target


def assemble(plan: Plan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
    """Join the parts that writers made of the shards of a file, in order, to its copy."""
    if plan.format == "parquet":
        assemble_parquet(parts, source, out)
    else:
        assemble_bytes(plan, parts, out)
