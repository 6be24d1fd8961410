"""Input files of a run: lists regular files, and rejects links, devices, key files and vaults."""

import json
import os
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from apache_beam.io.filesystems import FileSystems

from pipeline.errors import OutputError, RecordError
from pipeline.records.mail.maildir import FOLDERS
from pipeline.records.tool_files import tool_pattern
from pipeline.run.model import Identity, InputFile
from pipeline.run.storage import SCHEME, answering

MANIFEST = "report/manifest.json"  # below an output folder
BLOCKED_FOLDER = "blocked"


def find_files(
    inputs: Sequence[str], output: str, secret_files: Collection[str] = (), *, everything: bool = False
) -> list[InputFile]:
    """Return the files that match the inputs, without files of tools, reports of runs and the output in folders.

    Arguments:
        inputs: files, folders and patterns.
        output: the output folder; empty if there is none.
        secret_files: the key file and the vault, which must not be read as data.
        everything: include files of tools and systems, and the reports of earlier runs.

    Raises:
        RecordError: an input is missing, is not a regular file, is a secret file, or two inputs have the same name.
    """
    entries = (entry for name in inputs for entry in _expand(name, output, everything))
    found = [entry for entry in entries if isinstance(entry, InputFile)]
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


def skipped_in(inputs: Sequence[str], output: str) -> dict[str, int]:
    """Return how often each pattern of files and folders is in the input folders that are no inputs.

    Arguments:
        inputs, output: as in `find_files`.
    """
    entries = (entry for name in inputs for entry in _expand(name, output))
    return dict(sorted(Counter(entry for entry in entries if isinstance(entry, str)).items()))


def check_readable(files: Iterable[InputFile]) -> None:
    """Check that the user may read each local file, before a run works for hours on the others.

    Raises:
        RecordError: a check fails.
    """
    for file in files:
        if SCHEME not in file.path and not os.access(file.path, os.R_OK):
            raise RecordError(f"cannot read {file.name}: permission denied")


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
    for name in inputs:
        if _is_below(output, name) and _is_below(name, output):
            raise OutputError(f"{output} is an input itself: {advice}")
        if _is_below(output, _searched_folder(name)):
            raise OutputError(f"{output} lies in the input {name}: {advice}")
    for folder, file in {file.path.rpartition("/")[0]: file for file in reversed(files)}.items():
        if _is_below(folder or ".", output):
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


def _is_below(path: str, folder: str) -> bool:
    """Return whether a path is a folder or below it, also through links and mounts, and with other letter case on a disk that has none."""
    if SCHEME in path or SCHEME in folder:
        parts = folder.rstrip("/").split("/")
        return SCHEME in path and SCHEME in folder and path.rstrip("/").split("/")[: len(parts)] == parts
    real = Path(path).resolve()
    return bool(identities([folder]) & identities([str(real), *map(str, real.parents)]))


def _searched_folder(name: str) -> str:
    """Return the folder below which a pattern with variable folders finds files; any other input as it is."""
    if SCHEME in name or os.path.lexists(name) or not has_magic(os.path.dirname(name)):
        return name
    return str(Path(*_fixed_parts(name)))


def _expand(name: str, output: str, everything: bool = False) -> Iterator[InputFile | str]:
    """Yield the files of an input, and for each entry of a folder that is no input, its pattern."""
    if SCHEME in name:
        yield from _remote_files(name)
    elif os.path.islink(name):
        raise RecordError(f"{name} is a symbolic link: pass its target instead")
    elif Path(name).is_dir():
        yield from _files_inside(Path(name), Path(output).resolve() if output else None, everything)
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


def _files_inside(folder: Path, output: Path | None, everything: bool) -> Iterator[InputFile | str]:
    found = list(_walk(folder, folder, output, everything))
    if not any(isinstance(entry, InputFile) for entry in found):
        only = f", apart from {', '.join(sorted({*map(str, found)}))}" if found else ""
        raise RecordError(f"{folder}: the folder is empty{only}")
    yield from found


def _walk(folder: Path, base: Path, output: Path | None, everything: bool) -> Iterator[InputFile | str]:
    """Yield the files below a folder in order, except the output folder.

    Unless `everything`, a pattern stands for each file or folder of a tool, and for what an earlier run wrote beside its
    copies.
    """
    beside = () if everything else _beside_copies(folder)
    for entry in _entries(folder):
        path, is_folder = Path(entry.path), entry.is_dir(follow_symlinks=False)
        is_read = everything or (is_folder and _is_maildir(path))  # a mail program calls one ".Trash"
        pattern = "" if is_read else tool_pattern(entry.name, is_folder=is_folder)
        if pattern or entry.name in beside:
            yield pattern or f"{entry.name}/ of an earlier run"
            continue
        if not everything and (table := _table_of(path)):
            raise RecordError(
                f"{path.relative_to(base)} belongs to a table of {table}, whose old versions and statistics a copy would keep: "
                "export its current version, as 'File formats' in the documentation shows"
            )
        if entry.is_symlink():
            _check_inside(path, base)
        if not is_folder:
            yield _local_file(path, path.relative_to(base).as_posix())
        elif path.resolve() != output:
            yield from _walk(path, base, output, everything)


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise RecordError(f"cannot list the folder {folder}: {error.strerror or type(error).__name__}") from None


def _table_of(path: Path) -> str:
    """Return the name of the program whose table a path is a part of; empty for other paths."""
    if path.name == "_delta_log" and path.is_dir():
        return "Delta Lake"
    return "Iceberg" if path.parent.name == "metadata" and path.name.endswith(".metadata.json") else ""


def _is_maildir(path: Path) -> bool:
    """Return whether a path is a folder of messages."""
    return all((path / name).is_dir() for name in FOLDERS)


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
