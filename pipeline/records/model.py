"""What all formats share: records, shards, plans."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.text.document import Text

FREE_TEXT = "text"
KEEP = "keep"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the input.

    Arguments:
        fields: column, key or dotted path -> `text`, `keep` or an entity.
        class_field: the column, key or dotted path that holds a record's own classification.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    class_field: str = ""


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of a file that is worked on by itself; small, and travels to workers.

    Arguments:
        path: the file.
        format: `jsonl`, `json`, `array`, `csv`, `parquet` or `text`.
        compression: `gz`, `zst`, or empty.
        index: its place among the shards of the file.
        start, end: bytes of the uncompressed file, or row groups of a Parquet file, half open.
        first_record: the number of its first record, counted from 1 as an editor counts lines.
        delimiter: the delimiter of a CSV file.
    """

    path: str
    format: str
    compression: str
    index: int
    start: int
    end: int
    first_record: int
    delimiter: str = ","


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is cut into shards, and what stands around its records.

    Arguments:
        digest: the keyed hash of the file as it is stored, in hexadecimal.
        prefix, suffix: the bytes of the copy before the first and after the last record.
    """

    path: str
    format: str
    compression: str
    digest: str
    prefix: bytes
    suffix: bytes
    shards: tuple[Shard, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its texts, and how to put other texts in their place.

    Arguments:
        number: its place in the file, counted from 1; the line of a JSONL file.
        texts: what is to be scanned, in order.
        classification: the value of the class field; None where the record has none.
        unscannable: the paths of parts that are no text: images, audio, files.
        render: takes as many new values as there are texts, and returns what a Writer takes.
    """

    number: int
    texts: tuple[Text, ...]
    classification: str | None
    unscannable: tuple[str, ...]
    render: Callable[[Sequence[str]], Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read; the reason names the place, never the content."""

    number: int
    reason: str
