"""What the gateway did with each request: an append-only log, each line of which holds the hash of the line before.

A line is JSON and ends in `,"mac":"KEY_ID:...","hash":"..."}`. The hash is SHA-256, in hex, of the line with its `hash` taken
out; the MAC is HMAC-SHA256 of the line with both taken out, under a key derived for this log alone. Lines of version 1 have
no MAC. When NAME is full it becomes NAME.000001, the next one NAME.000002, and so on; the chain goes on through all of them.
"""

import errno
import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from pipeline.errors import OutputError, RecordError
from pipeline.gateway.accounting.audit_macs import Macs, hash_of, holds, keyed
from pipeline.replace.keyed.keys import Key
from pipeline.restore.anchors import read_anchor, write_anchor

FIRST_HASH = "0" * 64
LONGEST_NAME = 128
BLOCK_BYTES = 4096
FULL_NAME = re.compile(r"\d{6,}")

Outcome = Literal["answered", "blocked", "refused", "limited", "failed"]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """What became of one request, in short names and numbers; never content.

    Arguments:
        client: the client's name in the settings.
        protocol: whose way of asking it is.
        path: the route that took the request.
        policy: the policy that was applied.
        key_id: the id of the key of its pseudonyms.
        status: the HTTP status of the answer.
        outcome: what became of it.
        reason: a fixed code that tells why it was not answered, or why under another policy than it asked for.
        counts: how many of each entity were found.
        bytes_in: length of the request.
        bytes_out: length of the answer.
        restored: how many pseudonyms were turned back in the answer.
        stream: the answer came piece by piece.
        seconds_detection: time spent on finding and replacing.
        seconds_total: time from the request to the end of the answer.
        seconds_upstream: time spent waiting for the model.
        tokens_in: tokens of the request.
        tokens_out: tokens of the answer.
        crowded: the entities of which it held so many values that it may be a list of guesses.

    Raises ValueError for a name that is longer than a name, or holds what cannot be printed.
    """

    client: str
    protocol: str
    path: str
    policy: str
    key_id: str
    status: int
    outcome: Outcome
    reason: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    bytes_in: int = 0
    bytes_out: int = 0
    restored: int = 0
    stream: bool = False
    seconds_detection: float = 0.0
    seconds_total: float = 0.0
    seconds_upstream: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0
    crowded: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        values = [(one.name, getattr(self, one.name)) for one in fields(self)]
        for name, value in [*values, *(("counts", entity) for entity in (*self.counts, *self.crowded))]:
            if isinstance(value, str) and (len(value) > LONGEST_NAME or not value.isprintable()):
                raise ValueError(f"{name} of an audit entry must be a short name")  # the value may be content


class Broken(NamedTuple):
    """The first place where a log does not hold together.

    Arguments:
        file: name of the file.
        line: number of the line in the file, from 1.
        what: what is wrong there.
    """

    file: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of a log found.

    Arguments:
        entries: how many entries hold together, from the first on.
        files: how many files they are in.
        torn: how many lines a crash cut off; the log tells of them itself.
        broken: where the log was changed; None where it was not.
        last_hash: hash of the last entry that holds; note it elsewhere.
        keyed: how many of the entries, all of them at the end, have a MAC.
    """

    entries: int
    files: int
    torn: int
    broken: Broken | None
    last_hash: str
    keyed: int = 0


@dataclass(frozen=True, slots=True)
class _Tail:
    """Where a log ends: its last entry, and what a crash left behind that."""

    number: int = 0
    hash: str = FIRST_HASH
    is_keyed: bool = False
    torn: bytes = b""
    # The file's inode and size: where they differ, somebody else has written.
    state: tuple[int, int] = (0, 0)


class AuditLog:
    """A log that several threads and processes may append to at once; it lies on a local disk.

    A line survives the end of its process as soon as `append` returns; a power cut may take the last seconds.
    """

    def __init__(self, path: Path, max_bytes: int = 64 * 2**20, keys: Sequence[Key] = ()) -> None:
        """Open or begin the log, in a folder that exists.

        Arguments:
            path: the newest file.
            max_bytes: a file that would grow beyond this is put aside under a number.
            keys: the keys that lines may be under, the newest, which new lines get, last; none for lines without a MAC.

        Raises OutputError where it cannot be written, or its last line was changed.
        """
        self._path = path
        self._max_bytes = max_bytes
        self._macs = Macs(keys)
        with _told(path), _locked(path):
            os.close(self._open())
            self._tail = _read_tail(path, self._macs)

    def append(self, entry: AuditEntry) -> None:
        """Write one line; raises OutputError where that fails, and then the log has no such entry."""
        with _told(self._path), _locked(self._path):
            self._catch_up()
            line, after = _line(entry, self._tail, self._macs)
            _, size = _state(self._path)
            if size and (self._tail.torn or size + len(line) > self._max_bytes):
                self._put_aside()
            self._write(line)
            self._tail = replace(after, state=_state(self._path))

    def _catch_up(self) -> None:
        """Go on from what another process wrote.

        A log that ends before the last line known here was cut: going on from the known line leaves a gap that shows.
        """
        if _state(self._path) == self._tail.state:
            return
        found = _read_tail(self._path, self._macs)
        if self._tail.is_keyed and not found.is_keyed and found.number > self._tail.number:
            raise OutputError(f"the last line of {self._path} was written without the key: verify the log")
        if found.number <= self._tail.number:
            found = replace(found, number=self._tail.number, hash=self._tail.hash, is_keyed=self._tail.is_keyed)
        self._tail = found

    def _put_aside(self) -> None:
        numbers = [int(file.suffix[1:]) for file in _files(self._path) if file != self._path]
        os.rename(self._path, self._path.with_name(f"{self._path.name}.{max(numbers, default=0) + 1:06}"))

    def _write(self, line: bytes) -> None:
        file = self._open()
        try:
            before = os.fstat(file).st_size
            if os.write(file, line) < len(line):
                os.ftruncate(file, before)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        finally:
            os.close(file)

    def _open(self) -> int:
        return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def verify(path: Path, expected_last: str = "", keys: Sequence[Key] = ()) -> Verification:
    """Check that no line was changed, taken out, put in or moved, and that no file but the newest is missing.

    With the keys, only who has one of them could have written the lines that have a MAC; the last line must have one.
    Nothing in the log itself shows that its end is missing: give a hash that was noted elsewhere.

    Arguments:
        path: the newest file.
        expected_last: hash of the line that was the last one when it was noted; must still be in the log.
        keys: the keys of the gateway; none to check the hashes only.

    Raises RecordError where there is no log, or it cannot be read.
    """
    macs, with_mac, what = Macs(keys), 0, ""
    number, previous, fragment, torn = 0, FIRST_HASH, b"", 0
    place, noted, files = Broken(path.name, 0, ""), expected_last in ("", FIRST_HASH), set()
    for name, line_number, line in _lines(path):
        files.add(name)
        place = Broken(name, line_number, "")
        if not line.endswith(b"\n"):
            fragment, torn = fragment + line, torn + 1
            continue
        if what := _fault(line, number, previous, fragment) or macs.fault(line, must_be_keyed=with_mac > 0):
            return Verification(number, len(files), torn, place._replace(what=what), previous, with_mac)
        number, previous, fragment = number + 1, hash_of(line), b""
        noted, with_mac = noted or previous == expected_last, with_mac + bool(keyed(line))
    if keys and number and not with_mac:
        what = "no line has a MAC: an older version wrote the log, or somebody without the key"
    elif not noted:
        what = "the log does not hold the line whose hash was noted"
    return Verification(number, len(files), torn, place._replace(what=what) if what else None, previous, with_mac)


def verify_with(path: Path, anchor: Path, keys: Sequence[Key] = ()) -> Verification:
    """Check a log against an anchor; where it holds, write its end there. The anchor is made where there is none yet.

    Arguments:
        path: the newest file.
        anchor: the file that holds the hash of the last line, kept where writers of the log cannot write.
        keys: the keys of the gateway; none to check the hashes only.

    Raises RecordError where the log or the anchor cannot be read, OutputError where the anchor cannot be written.
    """
    noted = read_anchor(anchor) or {}
    found = verify(path, str(noted.get("hash", "")), keys)
    if not found.broken:
        write_anchor(anchor, {"entries": found.entries, "hash": found.last_hash})
    return found


def read(path: Path) -> Iterator[dict[str, object]]:
    """Yield the entries of all files, the oldest first, without checking them; raises RecordError where one is no entry."""
    for name, line_number, line in _lines(path):
        if not line.endswith(b"\n"):
            continue
        entry = _entry(line)
        if entry is None:
            raise RecordError(f"line {line_number} of {name} is no entry of an audit log: verify the log")
        yield entry


def _line(entry: AuditEntry, tail: _Tail, macs: Macs) -> tuple[bytes, _Tail]:
    """Return the line of an entry behind a tail, and the tail that it makes."""
    told = {one.name: getattr(entry, one.name) for one in fields(entry)}
    told["counts"] = dict(sorted(entry.counts.items()))
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    whole = {"time": now, "number": tail.number + 1, **told}
    if tail.torn:
        whole["torn"] = hashlib.sha256(tail.torn).hexdigest()
    whole["previous"] = tail.hash
    content = json.dumps(whole, separators=(",", ":"), allow_nan=False).encode()
    if macs:
        content = content[:-1] + f',"mac":"{macs.of(content)}"}}'.encode()
    digest = hashlib.sha256(content).hexdigest()
    return content[:-1] + f',"hash":"{digest}"}}\n'.encode(), _Tail(tail.number + 1, digest, bool(macs))


def _fault(line: bytes, number: int, previous: str, fragment: bytes) -> str:
    """Tell what is wrong with a line that stands behind this number and hash and a cut off line; nothing where it is right."""
    entry = _entry(line)
    if entry is None:
        return "this is no line of an audit log"
    if not holds(line):
        return "the line was changed"
    if entry["number"] != number + 1 or entry["previous"] != previous:
        return f"entry {number + 1} should stand here: lines are missing, or were put in or moved"
    if entry.get("torn", "") != (hashlib.sha256(fragment).hexdigest() if fragment else ""):
        return "the line before was cut off, or taken out, and no crash did that"
    return ""


def _entry(line: bytes) -> dict[str, object] | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    is_entry = isinstance(entry, dict) and {"number", "previous", "hash"} <= entry.keys()
    return entry if is_entry else None


def _read_tail(path: Path, macs: Macs) -> _Tail:
    torn = b""
    for file in reversed(_files(path)):
        line, fragment = _last_line(file)
        torn = fragment + torn
        if line is None:
            continue
        entry = _entry(line)
        is_right = holds(line) and not macs.fault(line, must_be_keyed=False)
        if entry is None or not is_right or not isinstance(number := entry["number"], int):
            raise OutputError(
                f"the last line of {file} was changed: verify the log, and move it aside to begin another"
            )
        return _Tail(number, hash_of(line), bool(keyed(line)), torn, _state(path))
    return _Tail(torn=torn, state=_state(path))


def _last_line(file: Path) -> tuple[bytes | None, bytes]:
    """Return a file's last whole line, and what stands behind it."""
    with file.open("rb") as stream:
        size, block = stream.seek(0, os.SEEK_END), BLOCK_BYTES
        while True:
            start = max(0, size - block)
            stream.seek(start)
            *lines, fragment = stream.read().split(b"\n")
            if start == 0 or len(lines) > 1:  # the first of them may have begun before the block
                return (lines[-1] if lines else None), fragment
            block *= 2


def _lines(path: Path) -> Iterator[tuple[str, int, bytes]]:
    """Yield file name, number and bytes of every line that was there at the start, whatever is written meanwhile."""
    with _readable(path), ExitStack() as stack:
        with _locked_for_reading(path):
            files = _files(path)
            if not files:
                raise RecordError(f"there is no audit log {path}: name its newest file")
            newest = stack.enter_context(files[-1].open("rb"))
            end = os.fstat(newest.fileno()).st_size
        for file in files[:-1]:
            with file.open("rb") as stream:
                yield from _numbered(file.name, stream)
        yield from _numbered(files[-1].name, newest, end)


def _numbered(name: str, stream: BinaryIO, end: int | None = None) -> Iterator[tuple[str, int, bytes]]:
    position = 0
    for number, line in enumerate(stream, 1):
        position += len(line)
        if end is not None and position > end:
            return
        yield name, number, line


def _files(path: Path) -> list[Path]:
    """Return the files of a log, the oldest first."""
    beginning = f"{path.name}."
    full = [
        file
        for file in path.parent.iterdir()
        if file.name.startswith(beginning) and FULL_NAME.fullmatch(file.name.removeprefix(beginning))
    ]
    full.sort(key=lambda file: int(file.suffix[1:]))
    return [*full, path] if path.exists() else full


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_ino, found.st_size


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep others out, threads too: every opening of the file has a lock of its own, and its end frees it."""
    file = os.open(_lock_of(path), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


@contextmanager
def _locked_for_reading(path: Path) -> Iterator[None]:
    """Keep writers out; a copy of a log has no lock, and needs none."""
    with ExitStack() as stack:
        if _lock_of(path).exists():
            file = stack.enter_context(_lock_of(path).open("rb"))
            fcntl.flock(file, fcntl.LOCK_SH)
        yield


def _lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"the audit log {path} cannot be written ({error.strerror}): make room, or mend its folder and rights"
        raise OutputError(f"{what}; no request passes without it") from None


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RecordError(f"the audit log {path} cannot be read ({error.strerror}): mend its rights") from None
