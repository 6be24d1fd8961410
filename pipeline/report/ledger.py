"""Register of releases: an append-only file of signed lines, each of which contains the digest of the line before.

A line is an entry in canonical JSON. Its digest is the SHA-256 of the line without the line feed at its end.
"""

import errno
import hashlib
import json
import os
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock

from pipeline.errors import OutputError, RecordError
from pipeline.replace.keyed.keys import sync_folder
from pipeline.replace.keyed.signing import Signer
from pipeline.report.signed import CHANGED, canonical, signature_fault, signed, signer_of

LEDGER_VERSION = 1
NO_ENTRY = "is not an entry of a ledger"
FIRST_DIGEST = "0" * 64  # stands for the line before the first one


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger as it was read.

    Arguments:
        entries: the entries before the first fault.
        head: the digest of the last of them.
        fault: the first fault, with its line; empty if there is none.
    """

    entries: tuple[dict[str, Any], ...] = ()
    head: str = FIRST_DIGEST
    fault: str = ""

    @property
    def signers(self) -> list[str]:
        """The fingerprints of those who signed, in order of their first entry."""
        return list(dict.fromkeys(map(signer_of, self.entries)))


def read_ledger(path: Path, signers: Collection[str] | None = None, head: str = "") -> Ledger:
    """Read a ledger up to its first fault: a line that was changed, removed, inserted, moved or cut off.

    Nothing in the file shows that lines at its end are missing: pass a digest that was noted elsewhere.

    Arguments:
        path: the file.
        signers: the fingerprints of those who may have signed; None for anybody.
        head: the digest of a line that was once the last one; empty for none.

    Raises:
        RecordError: the file cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RecordError(f"cannot read the ledger {path}: {error.strerror}") from None
    ledger = _read(path, content, signers)
    if head and not ledger.fault and head not in _digests(content):
        return replace(ledger, fault="no line has the digest of --head: lines at the end were removed, or changed")
    return ledger


def append(path: Path, entry: dict[str, Any], signer: Signer) -> Ledger:
    """Append an entry to a ledger, which is created if it does not exist, and return the ledger with it.

    Processes wait for each other. The entry is on the disk when the function returns; after an error the ledger is as it
    was before.

    Arguments:
        path: the file.
        entry: what the entry contains, apart from its number, chain and signature.
        signer: who signs it.

    Raises:
        RecordError: the ledger has a fault, or cannot be read.
        OutputError: the ledger cannot be written.
    """
    _intact(path)  # no lock file beside a file that is no ledger
    try:
        with FileLock(f"{path}.lock", mode=0o600):
            before = _intact(path)
            number = len(before.entries) + 1
            chained = {"ledger_version": LEDGER_VERSION, "number": number, "previous": before.head}
            added = signed({**chained, **entry}, signer)
            line = canonical(added)
            _write(path, line + b"\n")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(f"the ledger {path} cannot be written ({reason}): nothing is added") from None
    return Ledger((*before.entries, added), _digest(line))


def _intact(path: Path) -> Ledger:
    ledger = read_ledger(path) if path.exists() else Ledger()
    if ledger.fault:
        raise RecordError(f"{path}: {ledger.fault}; nothing is added")
    return ledger


def _read(path: Path, content: bytes, signers: Collection[str] | None) -> Ledger:
    *lines, rest = content.split(b"\n")
    entries: list[dict[str, Any]] = []
    head, fault = FIRST_DIGEST, ""
    for number, line in enumerate(lines, 1):
        if fault := _fault(line, number, head, signers):
            return Ledger(tuple(entries), head, f"line {number} {fault}")
        entries.append(json.loads(line))
        head = _digest(line)
    if rest and not lines:
        fault = f"line 1 {NO_ENTRY}"
    elif rest:
        advice = f"look at it, and remove it with: truncate -s {len(content) - len(rest)} {path}"
        fault = f"line {len(lines) + 1} is cut off, as by a crash, and is no entry: {advice}"
    return Ledger(tuple(entries), head, fault)


def _fault(line: bytes, number: int, previous: str, signers: Collection[str] | None) -> str:
    """Return what is wrong with a line; empty for nothing."""
    try:
        entry = json.loads(line)
        is_entry = isinstance(entry, dict) and entry.get("ledger_version") == LEDGER_VERSION
        if not is_entry:
            return NO_ENTRY
        if canonical(entry) != line:
            return CHANGED
    except (ValueError, RecursionError):
        return NO_ENTRY
    expected = {signer_of(entry)} if signers is None else signers
    if fault := signature_fault(entry, expected):
        return fault
    if (entry.get("number"), entry.get("previous")) != (number, previous):
        return f"is not entry {number}: lines were removed, inserted or moved"
    return ""


def _write(path: Path, line: bytes) -> None:
    """Append a whole line, or nothing."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        before = os.fstat(file).st_size
        try:
            if os.write(file, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(file)
        except OSError:
            os.ftruncate(file, before)
            raise
    finally:
        os.close(file)
    sync_folder(path.absolute().parent)


def _digests(content: bytes) -> Collection[str]:
    return {FIRST_DIGEST, *map(_digest, content.split(b"\n")[:-1])}


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()
