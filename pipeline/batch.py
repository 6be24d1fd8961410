"""The batch run: data sets on disk or in an object store to their anonymized copies."""

import argparse
import json
import os
import pickle
import secrets
import shlex
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from threading import Thread
from typing import Any

import apache_beam as beam
from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import DirectOptions, PipelineOptions
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.transforms.environments import SubprocessSDKEnvironment

from pipeline import worker
from pipeline.errors import HeteronymError, OutputError, RecordError
from pipeline.records import ReadOptions
from pipeline.sanitizers import SanitizerSource, open_vault
from pipeline.transforms import BLOCKED, FAULTS, BeamStorage, CopyRecords, Fault, FileResult, InputFile, opened

BLOCKED_FOLDER = "blocked"
POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did.

    Arguments:
        files: the copies, in order of their names.
        unreadable: (file, reason) of each input that no format fits.
        seconds: how long it took.
        has_vault: whether originals were kept, for policies that are reversible.
    """

    files: tuple[FileResult, ...]
    unreadable: tuple[tuple[InputFile, str], ...]
    seconds: float
    has_vault: bool = False

    @property
    def records_blocked(self) -> int:
        """Return how many records do not leave."""
        return sum(shard.records_blocked for file in self.files for shard in file.shards)


def run(
    inputs: Sequence[str],
    output: str,
    source: SanitizerSource,
    options: ReadOptions,
    *,
    beam_arguments: Sequence[str] = (),
    force: bool = False,
    on_progress: Callable[[float], None] = lambda _: None,
) -> Run:
    """Sanitize files into a folder; nothing stands under its final name until everything is done.

    Arguments:
        inputs: files, folders, patterns; local or of any file system that Beam reaches.
        output: the folder for the copies, which keep their names and formats.
        source: what it takes to make the sanitizers.
        options: what is known of the fields.
        beam_arguments: any options of Beam's; by default all cores of this machine are used.
        force: overwrite copies that exist.
        on_progress: receives the share of the work that is done, 0 to 1.

    Raises RecordError for missing inputs, OutputError for an output that cannot be written, SecretKeyError.
    """
    started = time.monotonic()
    source.key.load()
    if source.vault:
        open_vault(source.vault, source.key.ring())
    files = find_files(inputs, output)
    _check_output(files, output, force)
    work = FileSystems.join(output, f".heteronym-{secrets.token_hex(4)}")
    results_folder = FileSystems.join(work, "results")
    _make_folder(results_folder)
    _make_folder(FileSystems.join(work, worker.WORKERS_FOLDER))
    try:
        _run_pipeline(files, source, options, work, beam_arguments, on_progress)
        found = _read_results(results_folder)
        copies = sorted((result for kind, result in found if kind == "copies"), key=lambda result: result.file.name)
        unreadable = sorted((result for kind, result in found if kind == BLOCKED), key=lambda item: item[0].name)
        _publish(copies, unreadable, output)
    except OSError as error:
        raise OutputError(f"cannot write to {output}: {error.strerror or type(error).__name__}") from None
    except KeyboardInterrupt:
        _stop_workers(work)
        raise
    finally:
        _remove(work)
    return Run(tuple(copies), tuple(unreadable), time.monotonic() - started, bool(source.vault))


def find_files(inputs: Sequence[str], output: str) -> list[InputFile]:
    """Resolve files, folders and patterns to files; a folder's hidden files and the output itself are left out.

    Raises RecordError where something is missing or two inputs would get the same copy.
    """
    found = [file for name in inputs for file in _expand(name, output)]
    names: dict[str, str] = {}
    for file in found:
        if file.name in names and names[file.name] != file.path:
            raise RecordError(f"{names[file.name]} and {file.path} would both become {file.name}: run them apart")
        names[file.name] = file.path
    return list(dict.fromkeys(found))


def _expand(name: str, output: str) -> Iterator[InputFile]:
    if "://" in name:
        yield from _remote_files(name)
    elif Path(name).is_dir():
        yield from _files_inside(Path(name), Path(output).resolve())
    else:
        paths = [Path(name)] if Path(name).is_file() else [Path(path) for path in sorted(glob(name, recursive=True))]
        files = [path for path in paths if path.is_file()]
        if not files:
            raise RecordError(f"{name}: no such file or folder")
        yield from (InputFile(str(path), path.name, path.stat().st_size) for path in files)


def _files_inside(folder: Path, output: Path) -> Iterator[InputFile]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    if not files:
        raise RecordError(f"{folder}: the folder is empty")
    for path in files:
        relative = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in relative.parts)
        if not is_hidden and output not in path.resolve().parents:
            yield InputFile(str(path), relative.as_posix(), path.stat().st_size)


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


def _check_output(files: Sequence[InputFile], output: str, force: bool) -> None:
    if Path(output).is_file():
        raise OutputError(f"{output} is a file: name a folder")
    existing = [file.name for file in files if FileSystems.exists(FileSystems.join(output, file.name))]
    if existing and not force:
        raise OutputError(f"{existing[0]} exists in {output} already: name another folder, or pass --force")


def _pipeline(files: Sequence[InputFile], work: str, beam_arguments: Sequence[str]) -> beam.Pipeline:
    """Make a pipeline on the in-process runner and all cores, unless the user says otherwise."""
    options = PipelineOptions([*beam_arguments])
    if any(argument.startswith("--runner") for argument in beam_arguments):
        return beam.Pipeline(options=options)
    direct = options.view_as(DirectOptions)
    if not any(argument.startswith("--direct_num_workers") for argument in beam_arguments):
        shards = sum(1 + file.size_bytes // file.shard_bytes for file in files)
        direct.direct_num_workers = min(os.cpu_count() or 1, shards)
    if direct.direct_num_workers == 1:
        return beam.Pipeline(runner=FnApiRunner(), options=options)
    command = [sys.executable, "-m", worker.__name__, work]
    processes = SubprocessSDKEnvironment(shlex.join(command))
    return beam.Pipeline(runner=FnApiRunner(default_environment=processes), options=options)


def _run_pipeline(
    files: Sequence[InputFile],
    source: SanitizerSource,
    options: ReadOptions,
    work: str,
    beam_arguments: Sequence[str],
    on_progress: Callable[[float], None],
) -> None:
    """Run in a thread, so that progress can be told and Ctrl-C is heard at once."""
    failures: list[BaseException] = []

    def target() -> None:
        try:
            with _pipeline(files, work, beam_arguments) as pipeline:
                outputs = pipeline | "List files" >> beam.Create(list(files)) | CopyRecords(source, options, work)
                for kind, collection in outputs.items():
                    collection | f"Keep {kind}" >> beam.ParDo(_KeepResults(kind, work))
        except BaseException as error:
            failures.append(error)

    thread = Thread(target=target, daemon=True)
    thread.start()
    expected = 2 * sum(1 + file.size_bytes // file.shard_bytes for file in files)
    while thread.is_alive():
        thread.join(POLL_SECONDS)
        on_progress(min(1.0, _finished_parts(work) / expected))
    if failures:
        raise _told(failures[0])


class _KeepResults(beam.DoFn):  # type: ignore[misc]
    """Writes results where the driver finds them, whichever process they came from."""

    def __init__(self, kind: str, work: str) -> None:
        self._kind = kind
        self._work = work

    def process(self, result: Any) -> None:
        name = f"{self._kind}-{secrets.token_hex(8)}"
        with BeamStorage().create(FileSystems.join(self._work, "results", name)) as file:
            file.write(pickle.dumps(result))


def _read_results(folder: str) -> list[tuple[str, Any]]:
    found = []
    for match in FileSystems.match([FileSystems.join(folder, "*")])[0].metadata_list:
        kind = match.path.rsplit("/", 1)[-1].partition("-")[0]
        with BeamStorage().open(match.path) as file:
            result = pickle.loads(file.read())
        if kind == FAULTS:
            fault: Fault = result
            raise OutputError(fault.message)
        found.append((kind, result))
    return found


def _publish(copies: Sequence[FileResult], unreadable: Sequence[tuple[InputFile, str]], output: str) -> None:
    """Give the copies their final names, and write down what did not leave."""
    for copy in copies:
        target = FileSystems.join(output, copy.file.name)
        _make_folder(target.rsplit("/", 1)[0])
        FileSystems.rename([copy.copy], [target])
    blocked = [
        (copy.file.name, [shard.files.blocked for shard in copy.shards if shard.records_blocked]) for copy in copies
    ]
    for name, parts in blocked:
        if parts:
            _write_blocked(output, name, (line for part in opened(parts) for line in part))
    for file, reason in unreadable:
        line = json.dumps({"file": file.path, "record": 0, "reason": reason})
        _write_blocked(output, file.name, [line.encode() + b"\n"])


def _write_blocked(output: str, name: str, lines: Iterable[bytes]) -> None:
    write_output(output, f"{BLOCKED_FOLDER}/{name}.jsonl", b"".join(lines).decode())


def write_output(output: str, name: str, content: str) -> None:
    """Write a small text file below the output folder; raises OutputError."""
    target = FileSystems.join(output, name)
    _make_folder(target.rsplit("/", 1)[0])
    try:
        with BeamStorage().create(target) as file:
            file.write(content.encode())
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror or type(error).__name__}") from None


def _make_folder(path: str) -> None:
    try:
        if not FileSystems.exists(path):
            FileSystems.mkdirs(path)
    except (OSError, BeamIOError) as error:
        reason = getattr(error, "strerror", None) or "permission denied or no such place"
        raise OutputError(f"cannot write to {path}: {reason}") from None


def _finished_parts(work: str) -> int:
    """Count the parts of a local run; in an object store progress is not told."""
    try:
        return sum(1 for entry in os.scandir(work) if entry.name.endswith((".findings", ".part")))
    except OSError:
        return 0


def _stop_workers(work: str) -> None:
    """Stop the worker processes at once, so that none writes after the folder is removed."""
    for mark in Path(work, worker.WORKERS_FOLDER).glob("*"):
        with suppress(ProcessLookupError):
            os.kill(int(mark.name), signal.SIGKILL)


def _remove(work: str) -> None:
    if Path(work).is_dir():
        shutil.rmtree(work, ignore_errors=True)
    elif FileSystems.exists(work):
        FileSystems.delete([work])


def _told(failure: BaseException) -> BaseException:
    """Find our own error in what Beam made of it: a worker's error arrives as the text of its traceback."""
    text = str(failure)
    errors: list[type[HeteronymError]] = [HeteronymError, *HeteronymError.__subclasses__()]
    for error in errors:
        mark = f"{error.__module__}.{error.__name__}: "
        if mark in text:
            return error(text.rpartition(mark)[2].splitlines()[0].removesuffix("']").strip())
    return failure


def known_beam_options() -> set[str]:
    """Return the names of all options that Beam and its runners know."""
    parser = argparse.ArgumentParser(add_help=False, conflict_handler="resolve")
    waiting = [PipelineOptions]
    while waiting:
        options = waiting.pop()
        waiting += options.__subclasses__()
        if "_add_argparse_args" in vars(options):
            options._add_argparse_args(parser)
    return set(parser._option_string_actions)
