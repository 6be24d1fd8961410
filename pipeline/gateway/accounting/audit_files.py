"""Files of the audit log: their order, lines, locks and errors."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import OutputError, RecordError

BLOCK_BYTES = 4096
FULL_NAME = re.compile(r"\d{6,}")


def last_line(file: Path) -> tuple[bytes | None, bytes]:
    """Return the last complete line of a file, and the incomplete rest after it."""
    with file.open("rb") as stream:
        size, block = stream.seek(0, os.SEEK_END), BLOCK_BYTES
        while True:
            start = max(0, size - block)
            stream.seek(start)
            *lines, fragment = stream.read().split(b"\n")
            if start == 0 or len(lines) > 1:  # the first of them may have begun before the block
                return (lines[-1] if lines else None), fragment
            block *= 2


def lines_of(path: Path) -> Iterator[tuple[str, int, bytes]]:
    """Yield file name, line number and bytes of every line that exists at the start, in all files of a log."""
    with _named_read_errors(path), ExitStack() as stack:
        with _locked_for_reading(path):
            files = files_of(path)
            if not files:
                raise RecordError(f"no audit log {path}: name its newest file")
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


def files_of(path: Path) -> list[Path]:
    """Return the files of a log, the oldest first."""
    beginning = f"{path.name}."
    full = [
        file
        for file in path.parent.iterdir()
        if file.name.startswith(beginning) and FULL_NAME.fullmatch(file.name.removeprefix(beginning))
    ]
    full.sort(key=lambda file: int(file.suffix[1:]))
    return [*full, path] if path.exists() else full


def state_of(path: Path) -> tuple[int, int]:
    """Return inode and size of a file; zeros where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_ino, found.st_size


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock, against threads as well: every open file has its own lock, which closing releases."""
    file = os.open(_lock_of(path), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


@contextmanager
def _locked_for_reading(path: Path) -> Iterator[None]:
    """Hold a shared lock; a copy of a log has no lock file and needs none."""
    with ExitStack() as stack:
        if _lock_of(path).exists():
            file = stack.enter_context(_lock_of(path).open("rb"))
            fcntl.flock(file, fcntl.LOCK_SH)
        yield


def _lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


@contextmanager
def named_write_errors(path: Path) -> Iterator[None]:
    """Raise OutputError with the name of the log for an OSError."""
    try:
        yield
    except OSError as error:
        what = f"the audit log {path} cannot be written ({error.strerror}): free space, or correct its folder and permissions"
        raise OutputError(f"{what}; no request is served without it") from None


@contextmanager
def _named_read_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RecordError(f"the audit log {path} cannot be read ({error.strerror}): correct its permissions") from None
