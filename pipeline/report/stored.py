"""Stored manifests: those of an output folder, and all other files in it."""

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems

from pipeline.errors import RecordError
from pipeline.report.signed import CHANGED, plain, signature_fault
from pipeline.run.input_files import MANIFEST
from pipeline.run.model import Identity
from pipeline.run.storage import SCHEME, BeamStorage, answering

MANIFEST_VERSION = 4
MISSING = "is missing or not a manifest: pass the output folder of a run"
REPORT = MANIFEST.partition("/")[0]
MANIFEST_NAME = re.compile(r"report/manifest(?:-([1-9][0-9]*))?\.json")  # numbers as of `keep_earlier`


@dataclass(frozen=True, slots=True)
class Stored:
    """A manifest as it is stored.

    Arguments:
        name: its path below the output folder.
        raw: its bytes.
    """

    name: str
    raw: bytes

    @property
    def sha256(self) -> str:
        """The digest of the file, by which ledgers and later manifests name it."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def content(self) -> dict[str, Any]:
        """The parsed manifest; empty if the file is none."""
        try:
            content = json.loads(self.raw)
        except (ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) and "manifest_version" in content else {}


def rendered(content: dict[str, Any]) -> bytes:
    """Return a manifest as it is stored. A file name may not be UTF-8: its bytes become escapes."""
    return (json.dumps(plain(content), indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def fault_of(stored: Stored, trusted: Collection[str]) -> str:
    """Return what is wrong with a manifest or its signature; empty for nothing.

    Arguments:
        stored: the manifest.
        trusted: the fingerprints of the signers that are expected.
    """
    content = stored.content
    if not content:
        return "is not a manifest"
    if content["manifest_version"] != MANIFEST_VERSION:
        return f"is not of version {MANIFEST_VERSION}: check it with the release that wrote it"
    try:
        is_as_written = rendered(content) == stored.raw  # the signature does not cover spaces and the order of names
    except (RecursionError, ValueError):
        is_as_written = False
    return signature_fault(content, trusted) if is_as_written else CHANGED


def manifests_of(output: str) -> list[Stored]:
    """Return all manifests of an output folder, the newest first; none if it has none.

    Raises:
        RecordError: one of them cannot be read.
    """
    found = (
        (name, MANIFEST_NAME.fullmatch(f"{REPORT}/{name}")) for name in _names_in(FileSystems.join(output, REPORT))
    )
    numbers = {f"{REPORT}/{name}": int(match[1] or 0) for name, match in found if match}
    newest_first = sorted(numbers, key=lambda name: (numbers[name] > 0, -numbers[name]))
    return [Stored(name, _read(output, name)) for name in newest_first]


def manifests_in(output: str) -> list[Stored]:
    """Return all manifests of the output folder of a run, the newest first.

    Raises:
        RecordError: the folder is that of no run, or one of them cannot be read.
    """
    stored = manifests_of(output)
    if not stored or stored[0].name != MANIFEST:
        raise RecordError(f"{FileSystems.join(output, MANIFEST)} {MISSING}")
    return stored


def read_manifest(output: str) -> dict[str, Any]:
    """Read the manifest of an output folder, unverified.

    Raises:
        RecordError: it is missing, invalid or of another version.
    """
    content = manifests_in(output)[0].content
    path = FileSystems.join(output, MANIFEST)
    if not content:
        raise RecordError(f"{path} {MISSING}")
    version = content["manifest_version"]
    if version != MANIFEST_VERSION:
        raise RecordError(
            f"{path} has version {version}, not {MANIFEST_VERSION}: check it with the release that wrote it"
        )
    return content


def files_in(folder: str) -> dict[str, str]:
    """Return the path of everything below a folder that is no folder, by its name below it; nothing if there is no folder.

    Links are not followed: a link is a file here.
    """
    if SCHEME not in folder:
        return dict(_walk(folder, "")) if os.path.isdir(folder) else {}
    return _remote(folder, "**")


def opened(path: str) -> BinaryIO:
    """Open a file without following links and without blocking on a pipe.

    Raises:
        OSError, BeamIOError: it cannot be opened.
        RecordError: it is no regular file.
    """
    return BeamStorage().open(path, None if SCHEME in path else Identity.of(os.lstat(path)))


def _read(output: str, name: str) -> bytes:
    path = FileSystems.join(output, name)
    try:
        with opened(path) as file:
            return file.read()
    except (OSError, BeamIOError) as error:
        reason = getattr(error, "strerror", None) or "permission denied or no such file"
        raise RecordError(f"cannot read {path}: {reason}") from None
    except RecordError:
        raise RecordError(f"{path} is not a regular file: pass the output folder of a run") from None


def _names_in(folder: str) -> Collection[str]:
    """Return the names of the files of a folder itself, which need not exist."""
    if SCHEME in folder:
        return _remote(folder, "*")
    try:
        return os.listdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise RecordError(f"cannot list {folder}: {error.strerror}") from None


def _remote(folder: str, pattern: str) -> dict[str, str]:
    """Return the files of a remote folder that match a pattern, by their names below it."""
    try:
        with answering(folder):
            matches = FileSystems.match([FileSystems.join(folder, pattern)])[0].metadata_list
    except (OSError, BeamIOError) as error:
        raise RecordError(f"cannot list {folder}: {getattr(error, 'strerror', '') or 'no such folder'}") from None
    return {match.path.removeprefix(folder.rstrip("/") + "/"): match.path for match in matches}


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise RecordError(f"cannot list {folder}: {error.strerror}") from None
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.path
