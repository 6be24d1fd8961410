"""What a run was made from: the manifests of the earlier runs whose copies are its inputs."""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from apache_beam.io.filesystem import BeamIOError

from pipeline.errors import RecordError
from pipeline.records import HashingReader
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_hash
from pipeline.report.signed import signer_of
from pipeline.report.stored import Stored, fault_of, manifests_of, opened
from pipeline.run.batch import Run
from pipeline.run.model import FileResult
from pipeline.run.storage import SCHEME


def made_from(run: Run, key: Key) -> list[dict[str, Any]]:
    """Return the manifests of earlier runs, each with the copies of this run that were made from its copies.

    An input belongs to an earlier run if a folder above it has an intact manifest that names the file with its SHA-256.

    Arguments:
        run: the run.
        key: its key.
    """
    known = cache(lambda folder: tuple(_intact(folder)))
    copies: dict[str, list[str]] = defaultdict(list)
    for file in run.files:
        named = [
            (stored, sha256)
            for folder, name in _folders_above(run.inputs[file.name].path)
            for stored, outputs in known(folder)
            if (sha256 := outputs.get(name))
        ]
        digest = _digest(run, file, key) if named else ""
        if source := next((stored for stored, sha256 in named if sha256 == digest), None):
            copies[source.sha256].append(file.name)
    return [{"sha256": digest, "files": files} for digest, files in sorted(copies.items())]


def _folders_above(path: str) -> Iterator[tuple[str, str]]:
    """Yield each folder above a file, the nearest first, and the name of the file below it."""
    whole = path if SCHEME in path else Path(path).absolute().as_posix()
    scheme, separator, inner = whole.rpartition(SCHEME)
    parts = inner.split("/")
    for place in range(len(parts) - 1, 0, -1):
        yield scheme + separator + "/".join(parts[:place]), "/".join(parts[place:])


def _intact(folder: str) -> Iterator[tuple[Stored, dict[str, str]]]:
    """Yield the manifests of a folder that are as they were signed, by whomever, and the SHA-256 of their copies by name."""
    try:
        found = manifests_of(folder or "/")
    except (RecordError, OSError):  # a folder above an input need not be readable
        return
    for stored in found:
        if not fault_of(stored, {signer_of(stored.content)}):
            with suppress(KeyError, TypeError):  # a stranger may have signed anything
                yield stored, {file["name"]: file["output"]["sha256"] for file in stored.content["files"]}


def _digest(run: Run, file: FileResult, key: Key) -> str:
    """Return the SHA-256 of an input; empty if it is no longer what the run read."""
    keyed, plain = keyed_hash(key, "input"), hashlib.sha256()
    try:
        with opened(run.inputs[file.name].path) as stream:
            HashingReader(HashingReader(stream, plain), keyed).finish()  # type: ignore[arg-type]
    except (OSError, BeamIOError, RecordError):
        return ""
    return plain.hexdigest() if hmac.compare_digest(keyed.hexdigest(), file.digest) else ""
