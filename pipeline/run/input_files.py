"""Input files of a run: lists regular files, and rejects links, devices, key files and vaults."""

import json
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from apache_beam.io.filesystems import FileSystems

from pipeline.errors import OutputError, RecordError
from pipeline.records.mail.maildir import FOLDERS
from pipeline.run.model import Identity, InputFile
from pipeline.run.storage import SCHEME, answering

MANIFEST = "report/manifest.json"  # below an output folder
BLOCKED_FOLDER = "blocked"


def find_files(
    inputs: Sequence[str], output: str, secret_files: Collection[str] = (), *, hidden: bool = False
) -> list[InputFile]:
    """Return the files that match the inputs, without hidden files of folders, reports of runs and the output.

    Arguments:
        inputs: files, folders and patterns.
        output: the output folder; empty if there is none.
        secret_files: the key file and the vault, which must not be read as data.
        hidden: include hidden files, and the reports of earlier runs.

    Raises:
        RecordError: an input is missing, is not a regular file, is a secret file, or two inputs have the same name.
    """
    found = [file for name in inputs for file in _expand(name, output, hidden)]
    secret = identities(secret_files)
    names: dict[str, str] = {}
    for file in found:
        if file.identity in secret:
            raise RecordError(f"{file.name} is the key file or the vault, which cannot be an input")
        if file.name in names and names[file.name] != file.path:
            raise RecordError(
                f"{names[file.name]} and {file.path} would both be written to {file.name}: use separate runs"
            )
        names[file.name] = file.path
    return list(dict.fromkeys(found))


def identities(paths: Collection[str]) -> frozenset[Identity]:
    """Return the identities of the existing local files among `paths`, following links."""
    found = []
    for path in paths:
        try:
            found.append(Identity.of(os.stat(path)))
        except (OSError, ValueError):
            continue
    return frozenset(found)


def check_targets(targets: Collection[str], files: Sequence[InputFile], secret_files: Collection[str] = ()) -> None:
    """Check that no target is an input, the key file or the vault, under any path or link.

    Raises:
        OutputError: a check fails.
    """
    kept = identities([*(file.path for file in files), *secret_files])
    for target in targets:
        if identities([target]) & kept:
            raise OutputError(
                f"{target} is an input, the key file or the vault of this run: choose another output folder"
            )


def check_apart(inputs: Sequence[str], files: Sequence[InputFile], output: str) -> None:
    """Check that the output is no input, lies in no input folder and holds no input file.

    Otherwise a copy could replace its own input, and a later run could read copies as inputs.

    Arguments:
        inputs: the inputs as the user named them.
        files: the files found in them.
        output: the output folder.

    Raises:
        OutputError: a check fails.
    """
    advice = "choose a folder apart from the inputs"
    place = _real_parts(output)
    for name in inputs:
        own = _real_parts(name)
        if place == own:
            raise OutputError(f"{output} is an input itself: {advice}")
        if place[: len(own)] == own:
            raise OutputError(f"{output} lies in the input {name}: {advice}")
    for file in files:
        if _real_parts(file.path)[: len(place)] == place:
            raise OutputError(f"{output} holds the input {file.path}: {advice}")


def check_no_links(targets: Collection[str], output: str) -> None:
    """Check that no target is reached through a link below a local output folder.

    Raises:
        OutputError: a check fails.
    """
    if SCHEME in output:
        return
    for target in targets:
        path = Path(output, target)
        inner = [path, *path.parents[: len(Path(target).parts) - 1]]
        if link := next((place for place in inner if place.is_symlink()), None):
            raise OutputError(f"{link} is a symbolic link: remove it, or choose another output folder")


def _real_parts(path: str) -> tuple[str, ...]:
    """Return the components of a URL, or of a local path without links."""
    return tuple(path.rstrip("/").split("/")) if SCHEME in path else Path(path).resolve().parts


def _expand(name: str, output: str, hidden: bool) -> Iterator[InputFile]:
    if SCHEME in name:
        yield from _remote_files(name)
    elif os.path.islink(name):
        raise RecordError(f"{name} is a symbolic link: pass its target instead")
    elif Path(name).is_dir():
        yield from _files_inside(Path(name), Path(output).resolve() if output else None, hidden)
    elif os.path.lexists(name):
        yield _local_file(Path(name), Path(name).name)
    else:
        yield from _matching(name)


def _matching(pattern: str) -> Iterator[InputFile]:
    """Yield the files that match a pattern. The part of a path that the pattern matched must not contain links."""
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
    """Raise RecordError if a path leads out of its folder through a link."""
    relative = path.relative_to(base)
    if path.resolve() != base.resolve() / relative:
        raise RecordError(f"{relative} is or contains a symbolic link, which is not followed: pass its target instead")


def _files_inside(folder: Path, output: Path | None, hidden: bool) -> Iterator[InputFile]:
    found = list(_walk(folder, folder, output, hidden))
    if not found:
        raise RecordError(f"{folder}: the folder is empty")
    yield from found


def _walk(folder: Path, base: Path, output: Path | None, hidden: bool) -> Iterator[InputFile]:
    """Yield the files below a folder in order, except the output folder.

    Unless `hidden`, without hidden files except folders of messages, and without what an earlier run wrote beside its copies.
    """
    left_out = () if hidden else _beside_copies(folder)
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = Path(entry.path)
        is_hidden = entry.name.startswith(".") and not hidden and not _is_maildir(path)
        if is_hidden or entry.name in left_out:
            continue
        if not hidden and (table := _table_of(path)):
            raise RecordError(
                f"{path.relative_to(base)} belongs to a table of {table}, whose old versions and statistics a copy would keep: "
                "export its current version, as 'File formats' in the documentation shows"
            )
        if entry.is_symlink():
            _check_inside(path, base)
        if entry.is_dir(follow_symlinks=False):
            if path.resolve() != output:
                yield from _walk(path, base, output, hidden)
        else:
            yield _local_file(path, path.relative_to(base).as_posix())


def _table_of(path: Path) -> str:
    """Return the name of the program whose table a path is a part of; empty for other paths."""
    if path.name == "_delta_log" and path.is_dir():
        return "Delta Lake"
    return "Iceberg" if path.parent.name == "metadata" and path.name.endswith(".metadata.json") else ""


def _is_maildir(path: Path) -> bool:
    """Return whether a path is a folder of messages. Those in a Maildir have names such as `.Sent`."""
    return any((path / name).is_dir() for name in FOLDERS)


def _beside_copies(folder: Path) -> tuple[str, ...]:
    """Return the folders with the report of an earlier run, if `folder` is its output."""
    path = Path(folder, MANIFEST)
    try:
        manifest = json.loads(path.read_bytes()) if path.is_file() else None
    except (OSError, ValueError, RecursionError):
        return ()
    is_manifest = isinstance(manifest, dict) and {"manifest_version", "key_id", "files"} <= manifest.keys()
    return (MANIFEST.partition("/")[0], BLOCKED_FOLDER) if is_manifest else ()


def _local_file(path: Path, name: str) -> InputFile:
    """Return a regular file as an input. Devices, pipes and sockets may be endless or in use by another program."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        raise RecordError(f"{name} is a symbolic link, which is not followed: pass its target instead")
    if not stat.S_ISREG(found.st_mode):
        raise RecordError(f"{name} is not a regular file: exclude devices, pipes and sockets")
    return InputFile(str(path), name, found.st_size, Identity.of(found))


def _remote_files(name: str) -> Iterator[InputFile]:
    try:
        with answering(name):
            matches = FileSystems.match([name])[0].metadata_list
    except OSError as error:
        raise RecordError(f"{name} cannot be listed: {error.strerror or 'no such file'}") from None
    if not matches:
        raise RecordError(f"{name}: no such file")
    for match in sorted(matches, key=lambda match: match.path):
        yield InputFile(match.path, match.path.rsplit("/", 1)[-1], match.size_in_bytes)
