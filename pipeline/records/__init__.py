"""Which parts of a record are text, and how to put them back: every format behind four functions."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from pipeline.records.format import OpenFile, Writer, formats
from pipeline.records.json_records import json_record
from pipeline.records.model import Broken, Plan, ReadOptions, Record, Shard
from pipeline.records.sniff import sniff
from pipeline.records.streams import DAMAGE, Hash, HashingReader, compression_of, damaged, decompressed

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
    "header",
    "json_record",
    "plan",
    "read",
    "writer",
]


def plan(
    file: BinaryIO,
    path: str,
    shard_bytes: int = SHARD_BYTES,
    *,
    name: str = "",
    own_hash: Hash | None = None,
    is_secret: Callable[[bytes], bool] = lambda _: False,
) -> Plan:
    """Tell the format of a file and cut it into shards, in one streaming pass that also hashes it.

    Arguments:
        file: the file, opened for reading, seekable.
        path: where it is.
        shard_bytes: about how large a shard is to be.
        name: what messages call it, and what tells its format where the content leaves it open; by default its path.
        own_hash: hashes the file as it is stored.
        is_secret: tells a part of a key file, which is never an input.

    Raises RecordError, with the file and what to do, for a file that cannot be read as any format.
    """
    name = name or path
    compression = compression_of(file)
    hashed = HashingReader(file, own_hash)
    stream = decompressed(hashed, compression)
    try:
        file_format = sniff(stream.peek(SAMPLE_BYTES)[:SAMPLE_BYTES], name)
        opened = OpenFile(file, hashed, stream, path, name, compression, shard_bytes, is_secret)
        return formats()[file_format].plan(opened, file_format)
    except DAMAGE as error:
        raise damaged(name, error) from None


def header(file: BinaryIO, plan: Plan) -> Record | Broken | None:
    """Return the names of the columns of a table as a record, which renders to the Plan with other names.

    None for a format without columns. The names of a Parquet file cannot be changed: it renders to None.
    """
    return formats()[plan.format].header(file, plan)


def read(file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | Broken]:
    """Yield the records of a shard in order.

    Arguments:
        file: the file that the shard is of, opened for reading, seekable.
        shard: which part of it.
        options: what the user says of fields.
    """
    return formats()[shard.format].read(file, shard, options)


def writer(target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
    """Return what writes the rendered records of a shard to `target`; `source` is the file it is of."""
    return formats()[shard.format].writer(target, source, shard)


def assemble(plan: Plan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
    """Join the parts that writers made of the shards of a file, in order, to its copy."""
    formats()[plan.format].assemble(plan, parts, source, out)
