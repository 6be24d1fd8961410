"""Formats of files: one object each, ours and those of installed packages, registered by name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BufferedReader
from typing import Any, BinaryIO, Protocol, runtime_checkable

from pipeline.extensions import extensions
from pipeline.records.model import BrokenRecord, FilePlan, ReadOptions, Record, Shard
from pipeline.records.streams import HashingReader
from recognizers.extensions import FORMATS

# Ours, as an installed package registers its own in the group `heteronym.formats`.
BUILT_IN = {
    "array": "pipeline.records.bytes_format:ARRAY",
    "csv": "pipeline.records.bytes_format:CSV",
    "json": "pipeline.records.bytes_format:JSON",
    "jsonl": "pipeline.records.bytes_format:JSONL",
    "parquet": "pipeline.records.parquet:PARQUET",
    "text": "pipeline.records.bytes_format:TEXT",
}


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that is to be planned.

    Arguments:
        file: the file as it is stored, seekable.
        hashed: reads it once and hashes it.
        content: what `hashed` reads, decompressed.
        path: where it is.
        name: what messages call it.
        compression: `gz`, `zst`, or empty.
        shard_bytes: about how large a shard is to be.
        is_secret: tells a line of a key file, which is never an input.
    """

    file: BinaryIO
    hashed: HashingReader
    content: BufferedReader
    path: str
    name: str
    compression: str
    shard_bytes: int
    is_secret: Callable[[bytes], bool]


class Writer(Protocol):
    """Takes what records render to."""

    def write(self, rendered: bytes, /) -> object:
        """Write one record."""
        ...

    def close(self) -> None:
        """Finish."""
        ...


@runtime_checkable
class Format(Protocol):
    """Reads files of one format and writes their copies.

    Arguments:
        suffixes: the endings of names, such as `.jsonl`, that tell the format.
    """

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Cut a file into shards, in one streaming pass that also hashes it; raises RecordError."""
        ...

    def header(self, file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
        """Return the names of columns as a record that renders to the FilePlan with other names; None without columns."""
        ...

    def read(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
        """Yield the records of a shard in order."""
        ...

    def writer(self, target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
        """Return what writes the rendered records of a shard to `target`; `source` is the file it is of."""
        ...

    def assemble(self, plan: FilePlan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
        """Join the parts that writers made of the shards of a file, in order, to its copy."""
        ...


@cache
def known_formats() -> dict[str, Format]:
    """Return the formats by their names; raises HeteronymError for one that cannot be loaded."""
    return extensions(FORMATS, BUILT_IN, _format)


@cache
def by_suffix() -> dict[str, str]:
    """Return the format of each ending of a name; what installed packages register comes before ours."""
    found: dict[str, str] = {}
    for name in sorted(known_formats(), key=lambda name: (name in BUILT_IN, name)):
        for suffix in known_formats()[name].suffixes:
            found.setdefault(suffix, name)
    return found


def _format(found: Any, name: str) -> Format:
    made = found() if isinstance(found, type) else found
    if not isinstance(made, Format):
        raise ValueError(
            f"{name!r} is a {type(made).__name__}: it must be a pipeline.records.formats.Format, or its class"
        )
    return made
