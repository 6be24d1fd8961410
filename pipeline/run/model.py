"""Messages of a run: frozen dataclasses that its steps exchange between processes as JSON."""

import base64
import errno
import json
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pipeline.errors import HeteronymError, OutputError, PolicyError, RecordError, SecretKeyError, VaultError
from pipeline.records import SHARD_BYTES, FilePlan, Shard
from pipeline.replace.keyed.sealing import Seal

COPIES, FAULTS, NAMES = "copies", "faults", "names"  # names of collections of messages
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
CLASS_FIELD = ""  # stands for the class field among the names of declared fields
SHARDS_PER_FILE = 64
MAX_SHARD_BYTES = 64 << 20
ERRORS = {kind.__name__: kind for kind in (OutputError, PolicyError, RecordError, SecretKeyError, VaultError)}
Message = TypeVar("Message")


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity of a local file when it was listed.

    Arguments:
        device: the device number; 0 to skip the comparison, since device numbers differ between machines.
        inode: the inode number.
    """

    device: int
    inode: int

    @classmethod
    def of(cls, found: os.stat_result) -> "Identity":
        """Return the identity from a result of `stat`."""
        return cls(found.st_dev, found.st_ino)

    def is_of(self, found: os.stat_result) -> bool:
        """Return whether a result of `stat` describes the same file."""
        return found.st_ino == self.inode and self.device in (0, found.st_dev)


@dataclass(frozen=True, slots=True)
class InputFile:
    """An input file.

    Arguments:
        path: the path or URL of the file.
        name: its path below the input folder.
        size_bytes: its size in bytes.
        identity: its identity if it is local.
        number: its index among the inputs.
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
        """The size of its shards in bytes: small enough for all workers to be used, large enough to limit their number."""
        return min(max(self.size_bytes // SHARDS_PER_FILE, SHARD_BYTES), MAX_SHARD_BYTES)

    @property
    def expected_shards(self) -> int:
        """The approximate number of shards."""
        return 1 + self.size_bytes // self.shard_bytes


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """An input file and its shards.

    Arguments:
        file: the input.
        plan: its plan; before its columns and members are named, without their names.
        sealed: the whole plan, encrypted, since runners write messages to disk; empty once the names are those of the copy.
    """

    file: InputFile
    plan: FilePlan
    sealed: bytes = b""

    @classmethod
    def unnamed(cls, file: InputFile, plan: FilePlan, seal: Seal) -> "PlannedFile":
        """Return a planned file whose names of columns and members are encrypted."""
        shards = tuple(replace(shard, members=(), schema=()) for shard in plan.shards)
        return cls(file, replace(plan, prefix=b"", shards=shards), seal.close(to_json(plan).encode()))

    def original(self, seal: Seal) -> FilePlan:
        """Return the plan with the names of the original; raises OutputError if it was not sealed by this run."""
        return from_json(FilePlan, seal.open(self.sealed))


@dataclass(frozen=True, slots=True)
class ShardTask:
    """A shard and the files that its steps read and write.

    Arguments:
        shard: the shard.
        number: the index of its file among the inputs.
        name: the name of its file in reports.
        identity: the identity of its file if it is local.
        findings: the file for the encrypted spans of every record, without text.
        part: the file for the sanitized records.
        blocked: the file for one JSON line per blocked record, without content.
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
    """The counts of findings and decisions.

    Arguments:
        records_in, records_blocked: the number of records read, and of those blocked.
        replaced: (entity, action, count) of all findings.
        recognizers: (entity, recognizer, count) of all findings.
        reserved: (entity, count) of the replaced values in reserved ranges, such as surrogates of an earlier run.
        crowded: (entity, count) of the records with more distinct values than the policy's limit.
        declared: (name, 1) of the declared fields that occurred, with an empty name for the class field.
        classes: (classification, count) of the records that could be read, if records have their own classifications.
        columns: (column or key, entity, count) of all findings in declared fields, with names as reports show them.
    """

    records_in: int = 0
    records_blocked: int = 0
    replaced: tuple[tuple[str, str, int], ...] = ()
    recognizers: tuple[tuple[str, str, int], ...] = ()
    reserved: tuple[tuple[str, int], ...] = ()
    crowded: tuple[tuple[str, int], ...] = ()
    declared: tuple[tuple[str, int], ...] = ()
    classes: tuple[tuple[str, int], ...] = ()
    columns: tuple[tuple[str, str, int], ...] = ()

    @classmethod
    def total(cls, counts: Iterable["Counts"]) -> "Counts":
        """Return the sum of several counts."""
        every = list(counts)
        return cls(
            sum(one.records_in for one in every),
            sum(one.records_blocked for one in every),
            _added(one.replaced for one in every),
            _added(one.recognizers for one in every),
            _added(one.reserved for one in every),
            _added(one.crowded for one in every),
            _added(one.declared for one in every),
            _added(one.classes for one in every),
            _added(one.columns for one in every),
        )


@dataclass(frozen=True, slots=True)
class ShardResult:
    """A finished shard: its task and its counts."""

    task: ShardTask
    counts: Counts


@dataclass(frozen=True, slots=True)
class FileResult:
    """A finished file: its copy before it is renamed, or only its counts after a scan.

    Arguments:
        number: the index of the input.
        name: the path of the copy below the output folder.
        format: the format of the input.
        digest: the keyed digest of the input.
        counts: the counts of findings and decisions.
        copy: the temporary path of the copy; empty after a scan.
        sha256, size_bytes: the digest and the size of the copy.
        blocked: the files with one line per blocked record.
        encoding: the encoding of the input if it is a text in another one than UTF-8.
        has_doubtful_header: whether the column names of a CSV file may be data.
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
    encoding: str = ""
    has_doubtful_header: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that cannot be read in any format, or must not be copied.

    Arguments:
        number: its index among the inputs.
        name: the intended path of its copy.
        reason: the reason.
    """

    number: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class NamedCopy:
    """The name of a copy after the first pass, which knows the values of the run.

    Arguments:
        number: the index of the input.
        name: the path of its copy below the output folder, before equal names are numbered.
    """

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that stops the run, as data: runners report exceptions only as text.

    Arguments:
        kind: the name of its class.
        message: one line, without content.
    """

    kind: str
    message: str

    @classmethod
    def of(cls, error: OSError | HeteronymError, name: str = "") -> "Fault":
        """Return a fault for an error. `name` is the name of the file in reports."""
        if isinstance(error, HeteronymError):
            return cls(type(error).__name__, f"{name}: {error}" if name else str(error))
        if error.errno in NO_SPACE:
            return cls(OutputError.__name__, f"{os.strerror(error.errno)}: free some space, then run again")
        reason = error.strerror or type(error).__name__
        return cls(OutputError.__name__, f"cannot read {name} or write its copy: {reason}")

    def error(self) -> HeteronymError:
        """Return the fault as an exception."""
        return ERRORS.get(self.kind, HeteronymError)(self.message)


def to_json(message: Any) -> str:
    """Serialize a message as JSON, with bytes in base64."""
    return json.dumps(asdict(message), default=lambda content: base64.b64encode(content).decode())


def from_json(kind: type[Message], text: str | bytes) -> Message:
    """Parse a message of a class; raises ValueError, TypeError or KeyError if the text is not a valid message."""
    message: Message = _read(kind, json.loads(text))
    return message


def _read(kind: Any, data: Any) -> Any:
    """Convert JSON data to a value of a type."""
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
    """Sum rows of (*names, count) by names, ordered by names."""
    total: Counter[tuple[str, ...]] = Counter()
    for *names, count in (row for table in tables for row in table):
        total[tuple(names)] += count
    return tuple((*names, count) for names, count in sorted(total.items()))
