"""Record model shared by all formats: records, shards and file plans."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.records.fixed_width.schema import Layout
from pipeline.records.units import Unit
from pipeline.text.document import Text

FREE_TEXT = "text"
KEEP = "keep"
DROP = "drop"
# Gets the path of a value, the value, and its text; None for a text that is kept without scanning.
Note = Callable[[Sequence[str], str, Text | None], None]
MemberPlace = tuple[int, ...]  # of a member in a file: the indices of the archives that it is in, and its own


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The user's declarations about the input.

    Arguments:
        fields: column, key, dotted path or pattern of them -> `text`, `keep`, `drop` or an entity.
        class_field: the column, key or dotted path that contains the classification of a record.
        encoding: the encoding of text files without byte order mark; by default it is found from the content.
        limit: how many records of each file are read; 0 for all.
        no_header: whether CSV files have no column names; by default it is found from the first row.
        places: name of a declared field -> the file and line that declares it; the others are options.
        note: called with what each value is taken for, when a sample is read; None in a run.
        pdf_text: whether PDF files are read, and copied as text.
        fixed_width: the columns of text files of fixed width, for each kind of line; empty for none.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    class_field: str = ""
    no_header: bool = False
    encoding: str = ""
    limit: int = 0
    places: Mapping[str, str] = field(default_factory=dict)
    note: Note | None = None
    pdf_text: bool = False
    fixed_width: tuple[Layout, ...] = ()

    def where(self, name: str) -> str:
        """Return how the user declares a field: the option, or the place in a file."""
        return f"{self.places[name]}: {name}" if name in self.places else f"--field {name}"


NO_OPTIONS = ReadOptions()


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a file that a worker processes separately.

    Arguments:
        path: the path of the file.
        format: the name of the format in `BUILT_IN`, or of an installed package.
        compression: `gz`, `zst`, `bz2`, `xz`, or empty.
        index: the index of the shard in the file.
        start, end: offsets in the uncompressed file in bytes, or indices of Parquet row groups or members, half open.
        first_record: the number of the first record, from 1, as line numbers in an editor.
        delimiter: the delimiter of a CSV file; for an SQL dump, what escapes a quote in its strings.
        encoding: the encoding of the stored text, whose offsets are those of its UTF-8; empty for UTF-8.
        columns: the number of columns of a CSV file without column names, which are then called 1, 2, 3; else 0.
        members: for an archive: place and path of each member, and of the members of archives in it; after names are
            sanitized, of those whose path in the copy is another one, with that path.
        depth: how many archives the archive is in.
        schema: for a SQLite database: type and statement of each object in it.
    """

    path: str
    format: str
    compression: str
    index: int
    start: int
    end: int
    first_record: int
    delimiter: str = ","
    columns: int = 0
    encoding: str = ""
    members: tuple[tuple[MemberPlace, str], ...] = ()
    depth: int = 0
    schema: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FilePlan:
    """The shards of a file, and the bytes around its records.

    Arguments:
        path: the path of the file.
        format, compression: as in Shard.
        digest: the keyed hash of the stored file, in hexadecimal.
        prefix, suffix: the bytes of the copy before the first and after the last record.
        shards: the shards, in order.
        encoding: as in Shard.
        names: for a format whose schema has names: all names in it as the copy has them; empty if none changes.
    """

    path: str
    format: str
    compression: str
    digest: str
    prefix: bytes
    suffix: bytes
    shards: tuple[Shard, ...]
    encoding: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What the first bytes and the name of a file tell.

    Arguments:
        format, compression: as in Shard.
        encoding: the encoding of a text; empty for a format that is not text, or declares its encoding.
        records: the number of its records; None if the file must be read to count them.
        is_split: whether a large file has several shards.
    """

    format: str
    compression: str
    encoding: str
    records: int | None
    is_split: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A record with its texts, and a function that writes it with other texts.

    Arguments:
        number: the number of the record in the file, from 1; in a JSONL file the line number.
        texts: the texts to be scanned, in order.
        classification: the value of the class field; None if the record has none.
        unscannable: the paths of parts that are not text: images, audio, files.
        render: takes one new value per text, and returns the rendered record for a Writer.
        is_blank: whether it is an empty line or the names of columns, which is copied but does not count as a record.
        inside: the path of its member in the copy of an archive; empty for a record of the file itself.
    """

    number: int
    texts: tuple[Text, ...]
    classification: str | None
    unscannable: tuple[str, ...]
    render: Callable[[Sequence[str]], Any] = field(repr=False)
    is_blank: bool = False
    inside: str = ""

    @property
    def scanned(self) -> tuple[Text, ...]:
        """The texts without the content of those that the user drops."""
        return tuple(Text("") if text.is_dropped else text for text in self.texts)


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """A record that cannot be read.

    Arguments:
        number: the number of the record in the file, from 1.
        reason: the error and its position, never the content.
        inside: as in Record.
    """

    number: int
    reason: str
    inside: str = ""


ReadRecord = Callable[[bytes, int], Record | BrokenRecord]


@dataclass(frozen=True, slots=True)
class RawRecords:
    """The records of a shard before they are read.

    Arguments:
        numbered: the number of each record, and its bytes.
        read: reads one.
        read_by: what decides with its bytes and the options how a record is read.
    """

    numbered: Iterator[tuple[int, Unit]] = field(repr=False)
    read: ReadRecord = field(repr=False)
    read_by: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a record in an archive renders to.

    Arguments:
        member: the index of its member.
        content: what it renders to in the format of the member.
    """

    member: int
    content: Any

    @property
    def innermost(self) -> object:
        """The content, without those of the archives that it is in."""
        return self.content.innermost if isinstance(self.content, Piece) else self.content


def joined(outer: str, inner: str) -> str:
    """Return the place of a record in messages: the path of a file or member, and of what is inside of it, if anything."""
    return f"{outer}!/{inner}" if inner else outer
