"""Input files of a run: regular files only, never a link, a device, a key file or a vault."""

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems

from pipeline.errors import OutputError, RecordError
from pipeline.run.model import Identity, InputFile
from pipeline.run.storage import SCHEME


def find_files(inputs: Sequence[str], output: str, secret_files: Collection[str] = ()) -> list[InputFile]:
    """Resolve files, folders and patterns to files; a folder's hidden files and the output itself are left out.

    Arguments:
        inputs: files, folders and patterns.
        output: the output folder; empty where there is none.
        secret_files: the key file and the vault, which are never read as data.

    Raises RecordError where something is missing, is no regular file, is a secret file, or two inputs would get the
    same copy.
    """
    found = [file for name in inputs for file in _expand(name, output)]
    secret = identities(secret_files)
    names: dict[str, str] = {}
    for file in found:
        if file.identity in secret:
            raise RecordError(f"{file.name} is the key file or the vault: it is never an input")
        if file.name in names and names[file.name] != file.path:
            raise RecordError(f"{names[file.name]} and {file.path} would both become {file.name}: run them apart")
        names[file.name] = file.path
    return list(dict.fromkeys(found))


def identities(paths: Collection[str]) -> frozenset[Identity]:
    """Return which files the local ones among `paths` are, links followed; those that do not exist are left out."""
    found = []
    for path in paths:
        try:
            found.append(Identity.of(os.stat(path)))
        except (OSError, ValueError):
            continue
    return frozenset(found)


def check_targets(targets: Collection[str], files: Sequence[InputFile], secret_files: Collection[str] = ()) -> None:
    """Refuse to write over an input, the key or the vault, by whatever path or link.

    Raises OutputError.
    """
    kept = identities([*(file.path for file in files), *secret_files])
    for target in targets:
        if identities([target]) & kept:
            raise OutputError(
                f"{target} is an input, the key file or the vault of this run: name another output folder"
            )


def check_no_links(targets: Collection[str], output: str) -> None:
    """Refuse to write through a link below a local output folder: it would lead to a file that is no copy.

    Raises OutputError.
    """
    if SCHEME in output:
        return
    for target in targets:
        path = Path(output, target)
        inner = [path, *path.parents[: len(Path(target).parts) - 1]]
        if link := next((place for place in inner if place.is_symlink()), None):
            raise OutputError(f"{link} is a link: remove it, or name another output folder")


def _expand(name: str, output: str) -> Iterator[InputFile]:
    if SCHEME in name:
        yield from _remote_files(name)
    elif os.path.islink(name):
        raise RecordError(f"{name} is a link: name what it points to")
    elif Path(name).is_dir():
        yield from _files_inside(Path(name), Path(output).resolve() if output else None)
    elif os.path.lexists(name):
        yield _local_file(Path(name), Path(name).name)
    else:
        yield from _matching(name)


def _matching(pattern: str) -> Iterator[InputFile]:
    """Yield the files that match a pattern; the part of a path that the pattern matched must contain no link."""
    base = Path(*_fixed_parts(pattern))
    paths = [Path(path) for path in sorted(glob(pattern, recursive=True))]
    files = [path for path in paths if path.is_symlink() or not path.is_dir()]
    if not files:
        raise RecordError(f"{pattern}: no such file or folder")
    for path in files:
        _check_inside(path, base)
        yield _local_file(path, path.name)


def _fixed_parts(pattern: str) -> list[str]:
    parts = Path(pattern).parts
    first = next((place for place, part in enumerate(parts) if has_magic(part)), len(parts) - 1)
    return list(parts[:first])


def _check_inside(path: Path, base: Path) -> None:
    """Raise RecordError for a path that leaves its folder through a link."""
    relative = path.relative_to(base)
    if path.resolve() != base.resolve() / relative:
        raise RecordError(f"{relative} is a link or lies behind one: links are not followed, name what it points to")


def _files_inside(folder: Path, output: Path | None) -> Iterator[InputFile]:
    found = list(_walk(folder, folder, output))
    if not found:
        raise RecordError(f"{folder}: the folder is empty")
    yield from found


def _walk(folder: Path, base: Path, output: Path | None) -> Iterator[InputFile]:
    """Yield the files below a folder in order, except hidden ones and those of the output."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            _check_inside(path, base)
        if entry.is_dir(follow_symlinks=False):
            if path.resolve() != output:
                yield from _walk(path, base, output)
        else:
            yield _local_file(path, path.relative_to(base).as_posix())


def _local_file(path: Path, name: str) -> InputFile:
    """Describe a regular file; devices, pipes and sockets may have no end or belong to another program."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise RecordError(f"{name} is a link: links are not followed, name what it points to")
    if not stat.S_ISREG(found.st_mode):
        raise RecordError(f"{name} is no regular file: leave out devices, pipes and sockets")
    return InputFile(str(path), name, found.st_size, Identity.of(found))


def _remote_files(name: str) -> Iterator[InputFile]:
    try:
        matches = FileSystems.match([name])[0].metadata_list
    except (BeamIOError, ValueError):
        raise RecordError(
            f"{name}: no such file, or its file system needs a package (pip install apache-beam[gcp])"
        ) from None
    if not matches:
        raise RecordError(f"{name}: no such file")
    for match in sorted(matches, key=lambda match: match.path):
        yield InputFile(match.path, match.path.rsplit("/", 1)[-1], match.size_in_bytes)
