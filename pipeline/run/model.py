"""Messages of a run: what its steps hand to one another, as frozen dataclasses that cross processes as JSON."""

import base64
import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pipeline.errors import HeteronymError, OutputError, PolicyError, RecordError, SecretKeyError, VaultError
from pipeline.records import SHARD_BYTES, FilePlan, Shard

COPIES, FAULTS = "copies", "faults"  # names of collections of messages
SHARDS_PER_FILE = 64
MAX_SHARD_BYTES = 64 << 20
ERRORS = {kind.__name__: kind for kind in (OutputError, PolicyError, RecordError, SecretKeyError, VaultError)}
Message = TypeVar("Message")


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file a local path named when it was listed.

    Arguments:
        device: the number of its device; 0 where it is not compared, since each machine numbers devices by itself.
        inode: its number on the device.
    """

    device: int
    inode: int

    @classmethod
    def of(cls, found: os.stat_result) -> "Identity":
        """Take it from a result of `stat`."""
        return cls(found.st_dev, found.st_ino)

    def is_of(self, found: os.stat_result) -> bool:
        """Tell whether a result of `stat` is of the same file."""
        return found.st_ino == self.inode and self.device in (0, found.st_dev)


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to be sanitized.

    Arguments:
        path: where it is.
        name: its path below the input folder.
        size_bytes: its size.
        identity: which file that is, for a local one.
        number: its place among the inputs.
        output: the path of its copy below the output folder.
    """

    path: str
    name: str
    size_bytes: int
    identity: Identity | None = None
    number: int = 0
    output: str = ""

    @property
    def shard_bytes(self) -> int:
        """Return the size of its shards: enough of them for all workers, not too many to keep track of."""
        return min(max(self.size_bytes // SHARDS_PER_FILE, SHARD_BYTES), MAX_SHARD_BYTES)

    @property
    def expected_shards(self) -> int:
        """Return how many shards there will be, about."""
        return 1 + self.size_bytes // self.shard_bytes


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """An input and how it is cut into shards."""

    file: InputFile
    plan: FilePlan


@dataclass(frozen=True, slots=True)
class ShardTask:
    """A shard and the files that the work on it reads and writes.

    Arguments:
        shard: the shard.
        number: the place of its file among the inputs.
        name: the name of its file in reports.
        identity: which file that is, for a local one.
        findings: the file for the spans of every record, without text, sealed.
        part: the file for the sanitized records.
        blocked: the file for a JSON line for each blocked record, without its content.
    """

    shard: Shard
    number: int
    name: str
    identity: Identity | None
    findings: str
    part: str
    blocked: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What was found and done, in numbers.

    Arguments:
        records_in, records_blocked: how many records were read, and how many of them are blocked.
        replaced: (entity, action, count) of all findings.
        recognizers: (entity, recognizer, count) of all findings.
        reserved: (entity, count) of the replaced values in reserved ranges: surrogates of an earlier run.
        crowded: (entity, count) of the records that hold more values of it than the policy expects of one.
    """

    records_in: int = 0
    records_blocked: int = 0
    replaced: tuple[tuple[str, str, int], ...] = ()
    recognizers: tuple[tuple[str, str, int], ...] = ()
    reserved: tuple[tuple[str, int], ...] = ()
    crowded: tuple[tuple[str, int], ...] = ()

    @classmethod
    def total(cls, counts: Iterable["Counts"]) -> "Counts":
        """Add up."""
        every = list(counts)
        return cls(
            sum(one.records_in for one in every),
            sum(one.records_blocked for one in every),
            _added(one.replaced for one in every),
            _added(one.recognizers for one in every),
            _added(one.reserved for one in every),
            _added(one.crowded for one in every),
        )


@dataclass(frozen=True, slots=True)
class ShardResult:
    """A finished shard: the task and what was counted."""

    task: ShardTask
    counts: Counts


@dataclass(frozen=True, slots=True)
class FileResult:
    """A finished file: its copy, not yet under its final name; or what a copy would hold, after a scan.

    Arguments:
        number: the place of the input among all.
        name: the path of the copy below the output folder.
        format: how the input was read.
        digest: the keyed digest of the input.
        counts: what was found and done.
        copy: the temporary path of the copy; empty after a scan.
        sha256, size_bytes: of the copy.
        blocked: the files with a line for each blocked record.
    """

    number: int
    name: str
    format: str
    digest: str
    counts: Counts
    copy: str = ""
    sha256: str = ""
    size_bytes: int = 0
    blocked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that no format fits, or that must not leave.

    Arguments:
        number: its place among the inputs.
        name: the path that its copy would have had.
        reason: why.
    """

    number: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that stops the run, as data: runners pass on exceptions as text only.

    Arguments:
        kind: the name of its class.
        message: one line, without content.
    """

    kind: str
    message: str

    @classmethod
    def of(cls, error: OSError | HeteronymError, name: str = "") -> "Fault":
        """Describe an error that the work on a file met; `name` is the name of the file in reports."""
        if isinstance(error, HeteronymError):
            return cls(type(error).__name__, f"{name}: {error}" if name else str(error))
        reason = error.strerror or type(error).__name__
        return cls(OutputError.__name__, f"cannot read {name} or write its copy: {reason}")

    def error(self) -> HeteronymError:
        """Return the error."""
        return ERRORS.get(self.kind, HeteronymError)(self.message)


def to_json(message: Any) -> str:
    """Write a message as JSON, bytes in base64."""
    return json.dumps(asdict(message), default=lambda content: base64.b64encode(content).decode())


def from_json(kind: type[Message], text: str | bytes) -> Message:
    """Read a message of a class; raises ValueError, TypeError or KeyError for what is none."""
    message: Message = _read(kind, json.loads(text))
    return message


def _read(kind: Any, data: Any) -> Any:
    """Build a value of a type from JSON."""
    if get_origin(kind) is UnionType:  # T | None
        return None if data is None else _read(get_args(kind)[0], data)
    if get_origin(kind) is tuple:
        first, *others = get_args(kind)
        kinds = [first] * len(data) if others == [...] else [first, *others]
        return tuple(_read(one, item) for one, item in zip(kinds, data, strict=True))
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _read(one, data[name]) for name, one in _fields(kind)})
    if kind is bytes:
        return base64.b64decode(data, validate=True)
    if type(data) is not kind:
        raise TypeError(f"{kind.__name__} expected, not {type(data).__name__}")
    return data


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((one.name, hints[one.name]) for one in fields(kind))


def _added(tables: Iterable[Iterable[tuple[Any, ...]]]) -> tuple[Any, ...]:
    """Add up rows of (*names, count), in order of their names."""
    total: Counter[tuple[str, ...]] = Counter()
    for *names, count in (row for table in tables for row in table):
        total[tuple(names)] += count
    return tuple((*names, count) for names, count in sorted(total.items()))
