"""Output folder of a run: checks it before the run, then renames the copies and writes the blocked records."""

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from apache_beam.io.filesystems import FileSystems
from filelock import FileLock, Timeout

from pipeline.errors import OutputError
from pipeline.records.model import joined
from pipeline.run.input_files import BLOCKED_FOLDER, MANIFEST, check_no_links, check_targets
from pipeline.run.model import FileResult, InputFile, Unreadable
from pipeline.run.storage import SCHEME, BeamStorage, answering, digest_of, opened

LOCK = ".heteronym.lock"
REMOVED = ".removed"
FULL_BYTES = 64 << 10


def check_output(files: Sequence[InputFile], output: str, secret_files: Collection[str]) -> None:
    """Check that the copies can be written under their names.

    Arguments:
        files: the inputs.
        output: the output folder.
        secret_files: the key file and the vault, which must not be overwritten.

    Raises:
        OutputError: the output is a file, contains a link, or a target is an input or secret file.
    """
    if Path(output).exists() and not Path(output).is_dir():
        raise OutputError(f"{output} is not a folder: choose a folder")
    names = [name for file in files for name in (file.output, blocked_list(file.output))]
    try:
        with answering(output):
            targets = [FileSystems.join(output, name) for name in (*names, MANIFEST)]
    except OSError as error:
        raise OutputError(f"cannot write to {output}: {error.strerror}") from None
    check_targets(targets, files, secret_files)
    check_no_links([*names, MANIFEST], output)


def check_no_copies(files: Sequence[InputFile], output: str, own: Mapping[str, str], *, force: bool) -> None:
    """Check that no copy exists which must not be overwritten.

    Arguments:
        files: the inputs.
        output: the output folder.
        own: the SHA-256 of copies by name that may exist, since an interrupted run wrote them.
        force: whether all copies may be overwritten.

    Raises:
        OutputError: a copy exists.
    """
    with answering(output):
        for file in () if force else files:
            path = FileSystems.join(output, file.output)
            if FileSystems.exists(path) and own.get(file.output) != digest_of(path):
                raise OutputError(f"{file.output} exists in {output} already: choose another folder, or pass --force")


@contextmanager
def locked(output: str) -> Iterator[None]:
    """Hold the lock of a local output folder, which is created if it does not exist. Object stores have no locks.

    Raises:
        OutputError: another run holds the lock, or the folder cannot be written.
    """
    make_folder(output)
    if SCHEME in output:
        yield
        return
    lock = FileLock(Path(output, LOCK), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise OutputError(f"another run writes to {output}: wait for its end, or choose another folder") from None
    try:
        yield
    finally:
        with suppress(OSError):
            Path(output, LOCK).unlink()  # while it is held: no other run can hold the same file
        lock.release()


def check_writable(output: str) -> None:
    """Check that files can be created in a local output folder, or in the folder in which it would be created.

    Raises:
        OutputError: the user may not write there.
    """
    if SCHEME in output:
        return
    path = Path(output).absolute()
    existing = next(place for place in (path, *path.parents) if place.exists())
    if not os.access(existing, os.W_OK | os.X_OK):
        raise OutputError(f"cannot write to {output}: permission denied")


def keep_earlier(output: str, name: str) -> None:
    """Rename a file of an earlier run below the output folder: `manifest.json` becomes `manifest-1.json`.

    Raises:
        OutputError: the file cannot be renamed.
    """
    target = FileSystems.join(output, name)
    stem, dot, suffix = target.rpartition(".")
    try:
        with answering(output):
            if FileSystems.exists(target):
                number = next(n for n in count(1) if not FileSystems.exists(f"{stem}-{n}{dot}{suffix}"))
                FileSystems.rename([target], [f"{stem}-{number}{dot}{suffix}"])
    except OSError as error:
        raise OutputError(f"cannot rename {target}: {getattr(error, 'strerror', '') or 'permission denied'}") from None


def publish(copies: Sequence[FileResult], unreadable: Sequence[Unreadable], output: str) -> None:
    """Move the copies to their final names and write one line per blocked record, replacing those of an earlier run."""
    with answering(output):
        _remove_files([FileSystems.join(output, file.name) for file in unreadable])
        _remove_files([FileSystems.join(output, blocked_list(copy.name)) for copy in copies])
        for copy in copies:
            target = FileSystems.join(output, copy.name)
            make_folder(target.rsplit("/", 1)[0])
            FileSystems.rename([copy.copy], [target])
    for copy in copies:
        if copy.blocked:
            lines = (json.loads(line) for part in opened(copy.blocked) for line in part)
            _write_blocked(
                output, copy.name, ({"file": joined(copy.name, line.pop("inside")), **line} for line in lines)
            )
    for file in unreadable:
        _write_blocked(output, file.name, [{"file": file.name, "record": 0, "reason": file.reason}])


def blocked_list(name: str) -> str:
    """Return the name of the list of the blocked records of a copy, below the output folder."""
    return f"{BLOCKED_FOLDER}/{name}.jsonl"


def write_output(output: str, name: str, content: str) -> None:
    """Write a text file below the output folder, under its final name only when it is complete.

    Arguments:
        output: the output folder.
        name: the path of the file below it.
        content: the text.

    Raises:
        OutputError: the file cannot be written.
    """
    target = FileSystems.join(output, name)
    make_folder(target.rsplit("/", 1)[0])
    try:
        with BeamStorage().completed(target) as file:
            file.write(content.encode())
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror or type(error).__name__}") from None


def make_folder(path: str) -> None:
    """Create a folder unless it exists; raises OutputError if it cannot be created."""
    try:
        with answering(path):
            if not FileSystems.exists(path):
                FileSystems.mkdirs(path)
    except OSError as error:
        reason = getattr(error, "strerror", None) or "permission denied or no such location"
        raise OutputError(f"cannot write to {path}: {reason}") from None


def remove_folder(path: str) -> None:
    """Remove a folder and its contents, also if a thread of an interrupted run still creates files in it."""
    if Path(path).is_dir():
        removed = Path(f"{path}{REMOVED}")
        with suppress(OSError):
            Path(path).rename(removed)  # from now on no file can be created under its path
        for folder in (removed, path):
            shutil.rmtree(folder, ignore_errors=True)
        return
    with answering(path):
        if FileSystems.exists(path):
            FileSystems.delete([path])


def is_full(folder: str) -> bool:
    """Return whether the disk of a local folder has no space left."""
    try:
        return SCHEME not in folder and shutil.disk_usage(folder).free < FULL_BYTES
    except OSError:
        return False


def _write_blocked(output: str, name: str, lines: Iterable[dict[str, Any]]) -> None:
    write_output(output, blocked_list(name), "".join(f"{json.dumps(line)}\n" for line in lines))


def _remove_files(paths: Sequence[str]) -> None:
    FileSystems.delete([path for path in paths if FileSystems.exists(path)])
