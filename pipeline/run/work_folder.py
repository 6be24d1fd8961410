"""Work folder of a run: created, taken over by a run that resumes another, kept after an interruption, else removed."""

import base64
import json
import os
import platform
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from apache_beam.io.filesystems import FileSystems

from pipeline.errors import OutputError, SecretKeyError
from pipeline.records import ReadOptions
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import Seal
from pipeline.run.finished import DETECTED
from pipeline.run.model import FileResult, InputFile
from pipeline.run.publishing import REMOVED, make_folder, remove_folder
from pipeline.run.results import RESULTS
from pipeline.run.runner import uninterrupted
from pipeline.run.storage import SCHEME, BeamStorage
from pipeline.run.versions import versions
from pipeline.run.work import Work
from pipeline.sanitizer_source import SanitizerSource

PREFIX, SCAN_PREFIX = ".heteronym-", ".heteronym_scan-"  # a run removes what runs left, not the folder of a scan
STATE, PUBLISHED = "state", "published"
BEGIN_AGAIN = "pass --force in place of --resume to begin again"
MAX_NAMED = 3

Facts = Mapping[str, Any]


def facts_of(files: Sequence[InputFile], source: SanitizerSource, options: ReadOptions) -> Facts:
    """Return what a run must share with the one that it resumes, by the words that name it in messages.

    The content of the inputs is compared when they are planned: see `Finished.check_input`.
    """
    facts = {
        "the release of Heteronym, a library or Python": [versions(source.fallback()), platform.python_version()],
        "the policy": [source.policy.digest, source.fallback().digest],
        "--dataset": source.dataset,
        "--recipient": source.recipient,
        "--vault": source.vault,
        "--field": dict(options.fields.items()),
        "--class-field": options.class_field,
        "--no-header": options.no_header,
        "--encoding": options.encoding,
        "--limit": options.limit,
        "--pdf": options.pdf_text,
        "--fixed-width": repr(options.fixed_width),
        "the number of inputs": len(files),
    }
    return facts | {f"the input {file.name}": [file.number, file.size_bytes] for file in files}


def interrupted_in(place: str) -> list[str]:
    """Return the folders of interrupted runs in a local output folder that have finished shards, the newest first."""
    whole = [folder for folder in _folders(place) if folder.suffix != REMOVED and (folder / STATE).exists()]
    found = [folder for folder in whole if count_finished(str(folder))]
    return [str(folder) for folder in sorted(found, key=lambda folder: -(folder / STATE).stat().st_mtime_ns)]


def count_finished(folder: str) -> int:
    """Return how many shards of an interrupted run have passed detection."""
    return sum(1 for _ in Path(folder).glob(f"*.{DETECTED}"))


def check_interrupted(place: str, *, resume: bool, force: bool) -> None:
    """Check that the results of an interrupted run are not lost by accident.

    Raises:
        OutputError: there is one, and the user says neither to continue nor to remove it; or it cannot be continued.
    """
    if resume and SCHEME in place:
        raise OutputError("--resume needs a local output folder: run again without it")
    if not resume and not force and (left := interrupted_in(place)):
        raise OutputError(
            f"{place} contains an interrupted run (finished shards: {count_finished(left[0])}): "
            "pass --resume to continue it, or --force to remove it and begin again"
        )


def begin(
    place: str, files: Sequence[InputFile], source: SanitizerSource, options: ReadOptions, key: Key, *, resume: bool
) -> Work:
    """Create the folder of a run, or take over that of an interrupted one. The output folder must be locked.

    Arguments:
        place: the output folder.
        files: the inputs.
        source, options, key: the configuration and the key of the run.
        resume: take over the folder of an interrupted run if there is one; all others are removed.

    Raises:
        OutputError: the run differs from the interrupted one, or the folder cannot be written.
        SecretKeyError: the interrupted run has another key.
    """
    facts = facts_of(files, source, options)
    taken = next(iter(interrupted_in(place)), "") if resume else ""
    if taken:
        check_same(taken, facts, key)
    for other in _folders(place):
        if str(other) != taken:
            remove_folder(str(other))
    folder = taken or str(FileSystems.join(place, f"{PREFIX}{secrets.token_hex(16)}"))
    work = _work(folder, source, options, keeps=SCHEME not in place, resumed=bool(taken))
    if work.keeps and not taken:
        _write_state(work, facts, key)
    return work


def begin_scan(place: str, source: SanitizerSource, options: ReadOptions) -> Work:
    """Create the folder of a scan, which cannot be resumed. The arguments are those of `begin`."""
    return _work(str(FileSystems.join(place, f"{SCAN_PREFIX}{secrets.token_hex(16)}")), source, options)


@contextmanager
def leaving(work: Work) -> Iterator[None]:
    """Remove the folder of a run at the end of a block. After an error it stays if the run can be resumed."""
    try:
        yield
    except BaseException as error:
        if work.keeps and count_finished(work.folder):
            error.add_note("finished shards are kept, pass --resume to continue with them")
        else:
            with uninterrupted(), suppress(OSError):  # the network that was lost is that of the folder
                remove_folder(work.folder)
        raise
    with uninterrupted():
        remove_folder(work.folder)


def note_copies(work: Work, copies: Sequence[FileResult], key: Key) -> None:
    """Note the digests of the copies before they get their names, so that a resumed run knows them as its own."""
    if work.keeps:
        content = json.dumps({copy.name: copy.sha256 for copy in copies}).encode()
        _write(work.folder, PUBLISHED, Seal(key, work.run, PUBLISHED).close(content))


def noted_copies(work: Work, key: Key) -> dict[str, str]:
    """Return the SHA-256 of the copies that the interrupted run was about to give their names, by name."""
    try:
        content = Seal(key, work.run, PUBLISHED).open(Path(work.folder, PUBLISHED).read_bytes())
    except (OSError, OutputError):
        return {}
    noted: dict[str, str] = json.loads(content)
    return noted


def _work(
    folder: str, source: SanitizerSource, options: ReadOptions, *, keeps: bool = False, resumed: bool = False
) -> Work:
    results = str(FileSystems.join(folder, f"{RESULTS}-{secrets.token_hex(4)}"))
    make_folder(results)
    return Work(source, options, folder, _run_of(folder), results, keeps, resumed)


def _run_of(folder: str) -> str:
    """Return the name of a run."""
    return folder.rpartition("-")[2]


def _folders(place: str) -> list[Path]:
    """Return the folders of all runs in a local output folder, which does not need to exist."""
    if SCHEME in place or not os.path.isdir(place):
        return []
    return [path for path in Path(place).glob(f"{PREFIX}*") if path.is_dir() and not path.is_symlink()]


def _write_state(work: Work, facts: Facts, key: Key) -> None:
    sealed = Seal(key, work.run, STATE).close(json.dumps(facts).encode())
    state = {"key_id": key.id, "facts": base64.b64encode(sealed).decode()}
    _write(work.folder, STATE, json.dumps(state).encode())


def check_same(folder: str, facts: Facts, key: Key) -> None:
    """Check that an interrupted run is the same in everything that determines its copies.

    Arguments:
        folder: its folder.
        facts: the result of `facts_of` for this run.
        key: the key of this run.

    Raises:
        OutputError: it differs, or what it left is damaged.
        SecretKeyError: it has another key.
    """
    try:
        state = json.loads(Path(folder, STATE).read_bytes())
        if (key_id := bytes.fromhex(state["key_id"]).hex()) != key.id:
            raise SecretKeyError(f"the interrupted run used the key {key_id}, not {key.id}: use it, or {BEGIN_AGAIN}")
        sealed = base64.b64decode(state["facts"])
        before = json.loads(Seal(key, _run_of(folder), STATE).open(sealed))
    except (OSError, ValueError, TypeError, KeyError, OutputError):
        raise OutputError(f"{folder}/{STATE} is damaged, so the run cannot be resumed: {BEGIN_AGAIN}") from None
    now = json.loads(json.dumps(facts))
    differing = [name for name in {**now, **before} if now.get(name) != before.get(name)]
    if differing:
        named = ", ".join(differing[:MAX_NAMED]) + (", ..." if len(differing) > MAX_NAMED else "")
        raise OutputError(f"the interrupted run differs from this one ({named}): correct the command, or {BEGIN_AGAIN}")


def _write(folder: str, name: str, content: bytes) -> None:
    with BeamStorage().completed(str(FileSystems.join(folder, name))) as file:
        file.write(content)
