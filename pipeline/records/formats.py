"""File formats: the interface of a format, and the registry of built-in formats and those of installed packages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BufferedReader
from typing import Any, BinaryIO, Protocol, runtime_checkable

from pipeline.extensions import extensions
from pipeline.records.archives.limits import Nesting
from pipeline.records.model import NO_OPTIONS, BrokenRecord, FilePlan, ReadOptions, Record, Shard
from pipeline.records.streams import HashingReader
from recognizers.extensions import FORMATS

# Built-in formats. Installed packages register theirs in the group `heteronym.formats`.
BUILT_IN = {
    "array": "pipeline.records.bytes_format:ARRAY",
    "arrow": "pipeline.records.typed.ipc:ARROW",
    "avro": "pipeline.records.typed.avro:AVRO",
    "bibtex": "pipeline.records.latex.formats:BIBTEX",
    "csv": "pipeline.records.bytes_format:CSV",
    "eml": "pipeline.records.mail.formats:EML",
    "env": "pipeline.records.structured.formats:ENV",
    "fixed_width": "pipeline.records.fixed_width.format:FIXED_WIDTH",
    "hl7": "pipeline.records.hl7.formats:HL7",
    "html": "pipeline.records.markup.formats:HTML",
    "icalendar": "pipeline.records.cards.formats:ICALENDAR",
    "ini": "pipeline.records.structured.formats:INI",
    "ipynb": "pipeline.records.structured.formats:IPYNB",
    "json": "pipeline.records.bytes_format:JSON",
    "jsonl": "pipeline.records.bytes_format:JSONL",
    "latex": "pipeline.records.latex.formats:LATEX",
    "log": "pipeline.records.structured.formats:LOG",
    "mbox": "pipeline.records.mail.formats:MBOX",
    "office": "pipeline.records.office.formats:OFFICE",
    "orc": "pipeline.records.typed.orc:ORC",
    "parquet": "pipeline.records.typed.parquet:PARQUET",
    "pdf": "pipeline.records.pdf.formats:PDF",
    "properties": "pipeline.records.structured.formats:PROPERTIES",
    "rest": "pipeline.records.structured.formats:REST",
    "sql": "pipeline.records.structured.formats:SQL",
    "sqlite": "pipeline.records.sqlite.formats:SQLITE",
    "srt": "pipeline.records.structured.formats:SRT",
    "tar": "pipeline.records.archives.formats:TAR",
    "text": "pipeline.records.bytes_format:TEXT",
    "toml": "pipeline.records.structured.formats:TOML",
    "vcard": "pipeline.records.cards.formats:VCARD",
    "vtt": "pipeline.records.structured.formats:VTT",
    "xml": "pipeline.records.markup.formats:XML",
    "yaml": "pipeline.records.structured.formats:YAML",
    "zip": "pipeline.records.archives.formats:ZIP",
}


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open file to be split into shards.

    Arguments:
        file: the stored file, seekable.
        hashed: a reader that hashes the stored file.
        content: the decompressed output of `hashed`.
        path: the path or URL of the file.
        name: the name of the file in messages.
        compression: `gz`, `zst`, `bz2`, `xz`, or empty.
        shard_bytes: the approximate size of a shard in bytes.
        is_secret: returns whether a line is a key line, which must not occur in an input.
        options: the user's declarations about the input.
        encoding: the encoding of the stored text, as whose UTF-8 `content` is read; empty for UTF-8.
        nesting: the place of the file in an archive; None for a file of its own.
    """

    file: BinaryIO
    hashed: HashingReader
    content: BufferedReader
    path: str
    name: str
    compression: str
    shard_bytes: int
    is_secret: Callable[[bytes], bool]
    options: ReadOptions = NO_OPTIONS
    encoding: str = ""
    nesting: Nesting | None = None


class Writer(Protocol):
    """Writes rendered records."""

    def write(self, rendered: bytes, /) -> object:
        """Write one record."""
        ...

    def close(self) -> None:
        """Write the remaining data."""
        ...


@runtime_checkable
class Format(Protocol):
    """Reads files of one format and writes their copies.

    Arguments:
        suffixes: the file name suffixes of the format, such as `.jsonl`.
    """

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Split a file into shards in one streaming pass that also hashes it; raises RecordError."""
        ...

    def header(self, file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
        """Return the column names as a record that renders to the FilePlan with new names; None without columns."""
        ...

    def read(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
        """Yield the records of a shard in order."""
        ...

    def writer(self, target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
        """Return a writer of the rendered records of a shard to `target`. `source` is the input file."""
        ...

    def assemble(self, plan: FilePlan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
        """Join the written parts of a file's shards, in order, to its copy."""
        ...


@cache
def known_formats() -> Mapping[str, Format]:
    """Return the formats by name; raises HeteronymError if one cannot be loaded."""
    return extensions(FORMATS, BUILT_IN, _format)


@cache
def by_suffix() -> dict[str, str]:
    """Return the format of each suffix. Formats of installed packages take precedence over built-in ones."""
    found: dict[str, str] = {}
    for name in sorted(known_formats(), key=lambda name: (name in BUILT_IN, name)):
        for suffix in known_formats()[name].suffixes:
            found.setdefault(suffix, name)
    return found


def _format(found: Any, name: str) -> Format:
    instance = found() if isinstance(found, type) else found
    if not isinstance(instance, Format):
        raise ValueError(
            f"{name!r} is a {type(instance).__name__}: it must be a pipeline.records.formats.Format, or its class"
        )
    return instance
