"""Names that occur: which columns and keys the records of a file have, taken from what the formats look up."""

import difflib
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import islice
from typing import BinaryIO

from pipeline import records
from pipeline.errors import RecordError
from pipeline.records.model import BrokenRecord, ReadOptions
from pipeline.records.patterns import is_pattern, stated_name
from pipeline.records.sniff import TYPED_FORMATS, typed_format
from pipeline.records.streams import DAMAGE, HashingReader, compression_of, decompressed

SAMPLE_BYTES = 1 << 20
SAMPLE_RECORDS = 1_000


class SeenNames(Mapping[str, str]):
    """The declared fields, which note the names that are looked up. Every format looks up each name that it reads."""

    def __init__(self, fields: Mapping[str, str], *, only_declared: bool = False) -> None:
        """Note all names, or with `only_declared` the declared ones, whose number is small."""
        self._fields = fields
        self._only_declared = only_declared
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        if not self._only_declared:
            self.names.add(name)
        elif stated := stated_name(self._fields, name):
            self.names.add(stated)
        return self._fields[name]

    def stated(self, name: str) -> str:
        """Return the name or the pattern that declares a field; empty if none does."""
        return stated_name(self._fields, name)

    def values(self) -> ValuesView[str]:
        """Return what is declared; no name is looked up."""
        return self._fields.values()

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return max(1, len(self._fields))  # never empty: formats look nothing up in an empty mapping


def noting(options: ReadOptions) -> tuple[ReadOptions, set[str]]:
    """Return the options, and a set that gets the declared names that occur in records which are read with them."""
    if not options.fields:
        return options, set()
    seen = SeenNames(options.fields, only_declared=True)
    return replace(options, fields=seen), seen.names


def missing_names(fields: Iterable[str], names: Collection[str]) -> Iterator[str]:
    """Yield the declared names and patterns that are none of the names which occur.

    Arguments:
        fields: the declared names.
        names: the names that occur.
    """
    for name in fields:
        if name not in names and not (is_pattern(name) and any(fnmatchcase(one, name) for one in names)):
            yield name


def nearest_name(name: str, names: Iterable[str]) -> str:
    """Return a hint at the name that is most similar to a missing one; empty if none is."""
    near = difflib.get_close_matches(name, list(names), n=1)
    return f" - did you mean {near[0]}?" if near else ""


@dataclass(frozen=True, slots=True)
class Sample:
    """The names in the first records of a file.

    Arguments:
        names: the columns, keys and dotted paths.
        has_class: whether a record has a value in the class field.
        is_whole: whether no other names can follow in the file.
    """

    names: frozenset[str]
    has_class: bool
    is_whole: bool


UNKNOWN = Sample(frozenset(), False, False)


def sample_of(opened: Callable[[], BinaryIO], name: str, options: ReadOptions) -> Sample:
    """Return the names in the first records of a file.

    Arguments:
        opened: opens the file for reading, seekable.
        name: its name.
        options: the user's declarations about fields.
    """
    try:
        content = _start(opened)
        is_all = len(content) <= SAMPLE_BYTES
        again = lambda: io.BytesIO(content[:SAMPLE_BYTES])  # noqa: E731  (formats close what they read)
        return _read(opened if typed_format(content) else again, name, options, is_all)
    except (RecordError, OSError):  # reported by the run itself
        return UNKNOWN


def _read(opened: Callable[[], BinaryIO], name: str, options: ReadOptions, is_all: bool) -> Sample:
    seen = SeenNames(options.fields)
    with opened() as file:
        plan = records.plan(file, name, options=options)
    found = has_class = False
    is_whole, left = is_all, SAMPLE_RECORDS
    for shard in plan.shards:
        with opened() as file:
            first = list(islice(records.read(file, shard, replace(options, fields=seen)), left))
        readable = [record for record in first if not isinstance(record, BrokenRecord)]
        found = found or bool(readable)
        has_class = has_class or any(record.classification is not None for record in readable)
        left -= len(first)
        is_whole = is_whole and len(first) == len(readable) and left > 0
        if not left:
            break
    is_typed = plan.format in TYPED_FORMATS
    has_class = has_class or (is_typed and options.class_field in seen.names)  # null in the first rows
    return Sample(frozenset(seen.names), has_class, found and (is_whole or is_typed or plan.format == "csv"))


def _start(opened: Callable[[], BinaryIO]) -> bytes:
    """Return the uncompressed start of a file, with one byte more than a sample has if there is more."""
    with opened() as file:
        try:
            return decompressed(HashingReader(file, None), compression_of(file)).read(SAMPLE_BYTES + 1)
        except DAMAGE:
            raise RecordError("the compressed file is damaged") from None
