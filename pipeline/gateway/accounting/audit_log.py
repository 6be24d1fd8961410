"""Audit log: an append-only log of requests, each line of which contains the hash of the line before.

A line is JSON and ends in `,"mac":"KEY_ID:...","hash":"..."}`. The hash is SHA-256, in hex, of the line without its `hash`;
the MAC is HMAC-SHA256 of the line without both, under a key derived for this log alone. Lines of version 1 have no MAC.
When NAME is full it is renamed to NAME.000001, the next one to NAME.000002, and so on; the chain continues through all files.
"""

import errno
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from pipeline.errors import OutputError, RecordError
from pipeline.gateway.accounting.audit_files import files_of, last_line, lines_of, locked, named_write_errors, state_of
from pipeline.gateway.accounting.audit_macs import hash_of, is_intact, keyed, mac_fault, mac_ring
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.mac_ring import MacRing
from pipeline.restore.anchors import read_anchor, write_anchor

FIRST_HASH = "0" * 64
LONGEST_NAME = 128

Outcome = Literal["answered", "blocked", "refused", "limited", "failed"]


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """The outcome of one request, in short names and numbers; never content.

    Arguments:
        client: the client's name in the settings.
        protocol: the protocol of the request.
        path: the route of the request.
        policy: the policy that was applied.
        key_id: the id of the key of its pseudonyms.
        status: the HTTP status of the answer.
        outcome: the kind of outcome.
        reason: a fixed code: why it was not answered, or why another policy was applied than it selected.
        counts: entity -> number of findings.
        bytes_in: length of the request in bytes.
        bytes_out: length of the answer in bytes.
        restored: number of surrogates that were restored in the answer.
        stream: whether the answer was streamed.
        seconds_detection: seconds of detection and replacement.
        seconds_total: seconds from the request to the end of the answer.
        seconds_upstream: seconds of waiting for the upstream.
        tokens_in: tokens of the request.
        tokens_out: tokens of the answer.
        crowded: the entities with so many values that the request may be a list of guesses.

    Raises ValueError for a name that is too long or not printable.
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
    """The first fault of a log.

    Arguments:
        file: name of the file.
        line: number of the line in the file, from 1.
        what: the fault.
    """

    file: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of a verification.

    Arguments:
        entries: number of valid entries, from the first one.
        files: number of files with these entries.
        torn: number of lines that a crash cut off; the log records them itself.
        broken: the first fault; None where there is none.
        last_hash: hash of the last valid entry; keep it elsewhere.
        keyed: number of entries with a MAC, all of them at the end.
    """

    entries: int
    files: int
    torn: int
    broken: Broken | None
    last_hash: str
    keyed: int = 0


@dataclass(frozen=True, slots=True)
class _Tail:
    """The end of a log: its last entry, and the incomplete line of a crash after it."""

    number: int = 0
    hash: str = FIRST_HASH
    is_keyed: bool = False
    torn: bytes = b""
    # Inode and size of the file: where they differ, another process has written.
    state: tuple[int, int] = (0, 0)


class AuditLog:
    """An audit log on a local disk, which several threads and processes may append to at once.

    A line survives a crash of its process as soon as `append` returns; a power failure may lose the last seconds.
    """

    def __init__(self, path: Path, max_bytes: int = 64 * 2**20, keys: Sequence[Key] = ()) -> None:
        """Open or create the log, in an existing folder.

        Arguments:
            path: the newest file.
            max_bytes: the size of a file at which it is renamed to a number.
            keys: the keys of the MACs, the newest, which is used for new lines, last; none for lines without a MAC.

        Raises OutputError where it cannot be written, or its last line was changed.
        """
        self._path = path
        self._max_bytes = max_bytes
        self._macs = mac_ring(keys)
        with named_write_errors(path), locked(path):
            os.close(self._open())
            self._tail = _read_tail(path, self._macs)

    def append(self, entry: AuditEntry) -> None:
        """Write one line; raises OutputError where that fails, and then the log does not contain the entry."""
        with named_write_errors(self._path), locked(self._path):
            self._catch_up()
            line, after = _line(entry, self._tail, self._macs)
            _, size = state_of(self._path)
            if size and (self._tail.torn or size + len(line) > self._max_bytes):
                self._rotate()
            self._write(line)
            self._tail = replace(after, state=state_of(self._path))

    def _catch_up(self) -> None:
        """Continue after the lines of another process.

        A log that ends before the last line known here was cut; continuing after the known line leaves a gap that shows.
        """
        if state_of(self._path) == self._tail.state:
            return
        found = _read_tail(self._path, self._macs)
        if self._tail.is_keyed and not found.is_keyed and found.number > self._tail.number:
            raise OutputError(f"the last line of {self._path} was written without the key: verify the log")
        if found.number <= self._tail.number:
            found = replace(found, number=self._tail.number, hash=self._tail.hash, is_keyed=self._tail.is_keyed)
        self._tail = found

    def _rotate(self) -> None:
        numbers = [int(file.suffix[1:]) for file in files_of(self._path) if file != self._path]
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
    """Check that no line was changed, removed, inserted or moved, and that no file but the newest is missing.

    With the keys, lines with a MAC can only have been written by somebody who has one of them; the last line must have one.
    Nothing in the log itself shows that its end is missing: pass a hash that was kept elsewhere.

    Arguments:
        path: the newest file.
        expected_last: hash of a line that was once the last one and must still be in the log; empty for none.
        keys: the keys of the gateway; none to check the hashes only.

    Raises RecordError where there is no log, or it cannot be read.
    """
    macs, with_mac, what = mac_ring(keys), 0, ""
    number, previous, fragment, torn = 0, FIRST_HASH, b"", 0
    place, noted, files = Broken(path.name, 0, ""), expected_last in ("", FIRST_HASH), set()
    for name, line_number, line in lines_of(path):
        files.add(name)
        place = Broken(name, line_number, "")
        if not line.endswith(b"\n"):
            fragment, torn = fragment + line, torn + 1
            continue
        if what := _fault(line, number, previous, fragment) or mac_fault(line, macs, must_be_keyed=with_mac > 0):
            return Verification(number, len(files), torn, place._replace(what=what), previous, with_mac)
        number, previous, fragment = number + 1, hash_of(line), b""
        noted, with_mac = noted or previous == expected_last, with_mac + bool(keyed(line))
    if keys and number and not with_mac:
        what = "no line has a MAC: the log was written by an older version, or without the key"
    elif not noted:
        what = "the log does not contain the line with the expected hash"
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
    """Yield the entries of all files, the oldest first, unverified; raises RecordError for a line that is not an entry."""
    for name, line_number, line in lines_of(path):
        if not line.endswith(b"\n"):
            continue
        entry = _entry(line)
        if entry is None:
            raise RecordError(f"line {line_number} of {name} is not an entry of an audit log: verify the log")
        yield entry


def _line(entry: AuditEntry, tail: _Tail, macs: MacRing) -> tuple[bytes, _Tail]:
    """Return the line of an entry after a tail, and the new tail."""
    values = {one.name: getattr(entry, one.name) for one in fields(entry)}
    values["counts"] = dict(sorted(entry.counts.items()))
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    whole = {"time": now, "number": tail.number + 1, **values}
    if tail.torn:
        whole["torn"] = hashlib.sha256(tail.torn).hexdigest()
    whole["previous"] = tail.hash
    content = json.dumps(whole, separators=(",", ":"), allow_nan=False).encode()
    if macs:
        content = content[:-1] + f',"mac":"{macs.sign(content)}"}}'.encode()
    digest = hashlib.sha256(content).hexdigest()
    return content[:-1] + f',"hash":"{digest}"}}\n'.encode(), _Tail(tail.number + 1, digest, bool(macs))


def _fault(line: bytes, number: int, previous: str, fragment: bytes) -> str:
    """Return the fault of a line that follows an entry with this number and hash, and an incomplete line; empty for none."""
    entry = _entry(line)
    if entry is None:
        return "the line is not an entry of an audit log"
    if not is_intact(line):
        return "the line was changed"
    if entry["number"] != number + 1 or entry["previous"] != previous:
        return f"entry {number + 1} is expected here: lines are missing, inserted or moved"
    if entry.get("torn", "") != (hashlib.sha256(fragment).hexdigest() if fragment else ""):
        return "the line before was cut off or removed, and not by a crash"
    return ""


def _entry(line: bytes) -> dict[str, object] | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    is_entry = isinstance(entry, dict) and {"number", "previous", "hash"} <= entry.keys()
    return entry if is_entry else None


def _read_tail(path: Path, macs: MacRing) -> _Tail:
    torn = b""
    for file in reversed(files_of(path)):
        line, fragment = last_line(file)
        torn = fragment + torn
        if line is None:
            continue
        entry = _entry(line)
        is_valid = is_intact(line) and not mac_fault(line, macs, must_be_keyed=False)
        if entry is None or not is_valid or not isinstance(number := entry["number"], int):
            raise OutputError(f"the last line of {file} was changed: verify the log, and move it away to start another")
        return _Tail(number, hash_of(line), bool(keyed(line)), torn, state_of(path))
    return _Tail(torn=torn, state=state_of(path))
