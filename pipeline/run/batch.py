"""The batch run: data sets on disk or in an object store to their anonymized copies."""

import argparse
import json
import os
import secrets
import shlex
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Thread
from typing import TypeVar

import apache_beam as beam
from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems
from apache_beam.options.pipeline_options import DirectOptions, PipelineOptions
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.transforms.environments import SubprocessSDKEnvironment

from pipeline.errors import HeteronymError, OutputError
from pipeline.records import ReadOptions
from pipeline.replace.keyed.keys import Key, KeySource
from pipeline.replace.keyed.sealing import Seal, keyed_digest
from pipeline.run import worker
from pipeline.run.copy_files import CopyRecords, Fault, FileResult, Unreadable
from pipeline.run.dictionaries import write_dictionaries
from pipeline.run.input_files import InputFile, check_no_links, check_targets, find_files
from pipeline.run.output_names import with_outputs, without_model
from pipeline.run.storage import BeamStorage, Identity, opened
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import SanitizerSource, open_vault
from pipeline.transforms import BLOCKED, FAULTS

BLOCKED_FOLDER = "blocked"
MANIFEST = "report/manifest.json"
RESULTS = "results"
POLL_SECONDS = 0.2
Named = TypeVar("Named", FileResult, Unreadable)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did.

    Arguments:
        files: the copies, in order of their names.
        unreadable: the inputs that no format fits, in order of their names.
        names: the keyed digest of the name of each input, by the name of its copy.
        seconds: how long it took.
        has_vault: whether originals were kept, for policies that are reversible.
    """

    files: tuple[FileResult, ...]
    unreadable: tuple[Unreadable, ...]
    names: Mapping[str, str]
    seconds: float
    has_vault: bool = False

    @property
    def records_blocked(self) -> int:
        """Return how many records do not leave."""
        return sum(file.records_blocked for file in self.files)


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
    """Sanitize files into a folder; no copy gets its final name before all of them are done.

    Arguments:
        inputs: files, folders, patterns; local or of any file system that Beam reaches.
        output: the folder for the copies, which keep their formats; sensitive parts of their names are replaced.
        source: what it takes to make the sanitizers.
        options: what is known of the fields.
        beam_arguments: any options of Beam's; by default all cores of this machine are used.
        force: overwrite copies that exist.
        on_progress: receives the share of the work that is done, 0 to 1.

    Raises RecordError for missing inputs, OutputError for an output that cannot be written, SecretKeyError.
    """
    started = time.monotonic()
    key = source.key.load()
    if source.vault:
        open_vault(source.vault, source.key.ring())
    secret_files = _secret_files(source)
    found = find_files(inputs, output, secret_files)
    files = with_outputs(found, _sanitizer_of_names(source, key), key)
    _check_output(files, output, secret_files, force)
    name = secrets.token_hex(16)
    work = FileSystems.join(output, f".heteronym-{name}")
    results_folder = FileSystems.join(work, RESULTS)
    _make_folder(results_folder)
    seal = Seal(key, name, RESULTS)
    try:
        write_dictionaries(source, key, name, work)
        with tempfile.TemporaryDirectory(prefix="heteronym-") as workers:
            _run_pipeline(
                _as_workers_see(files, beam_arguments),
                source,
                options,
                work,
                name,
                workers,
                beam_arguments,
                on_progress,
            )
        copies, unreadable = _read_results(results_folder, seal, files)
        _publish(copies, unreadable, output)
    except OSError as error:
        raise OutputError(f"cannot write to {output}: {error.strerror or type(error).__name__}") from None
    finally:
        _remove(work)
    names = {file.output: keyed_digest(key, "name", file.name) for file in files}
    return Run(copies, unreadable, names, time.monotonic() - started, bool(source.vault))


def _as_workers_see(files: Sequence[InputFile], beam_arguments: Sequence[str]) -> list[InputFile]:
    """Return the files with what identifies them on the machines that read them: each numbers its devices by itself."""
    if not _has_runner(beam_arguments):
        return list(files)
    return [replace(file, identity=Identity(0, file.identity.inode)) if file.identity else file for file in files]


def _has_runner(beam_arguments: Sequence[str]) -> bool:
    return any(argument.startswith("--runner") for argument in beam_arguments)


def _secret_files(source: SanitizerSource) -> list[str]:
    """Return the files that hold a key or originals: they are never inputs and are never overwritten."""
    vault = source.vault if "://" not in source.vault else ""
    return [path for path in (source.key.path, os.environ.get("HETERONYM_KEY_FILE", ""), vault) if path]


def _sanitizer_of_names(source: SanitizerSource, key: Key) -> Sanitizer:
    return Sanitizer(without_model(source.fallback()), key, dataset=source.dataset, recipient=source.recipient)


def _check_output(files: Sequence[InputFile], output: str, secret_files: Collection[str], force: bool) -> None:
    if Path(output).is_file():
        raise OutputError(f"{output} is a file: name a folder")
    names = [name for file in files for name in (file.output, f"{BLOCKED_FOLDER}/{file.output}.jsonl")]
    check_targets([FileSystems.join(output, name) for name in (*names, MANIFEST)], files, secret_files)
    check_no_links([*names, MANIFEST], output)
    existing = [file.output for file in files if FileSystems.exists(FileSystems.join(output, file.output))]
    if existing and not force:
        raise OutputError(f"{existing[0]} exists in {output} already: name another folder, or pass --force")


def _pipeline(files: Sequence[InputFile], workers: str, beam_arguments: Sequence[str]) -> beam.Pipeline:
    """Make a pipeline on the in-process runner and all cores, unless the user says otherwise."""
    options = PipelineOptions([*beam_arguments])
    if _has_runner(beam_arguments):
        return beam.Pipeline(options=options)
    direct = options.view_as(DirectOptions)
    if not any(argument.startswith("--direct_num_workers") for argument in beam_arguments):
        shards = sum(1 + file.size_bytes // file.shard_bytes for file in files)
        direct.direct_num_workers = min(os.cpu_count() or 1, shards)
    if direct.direct_num_workers == 1:
        return beam.Pipeline(runner=FnApiRunner(), options=options)
    command = [sys.executable, "-m", worker.__name__, workers]
    processes = SubprocessSDKEnvironment(shlex.join(command))
    return beam.Pipeline(runner=FnApiRunner(default_environment=processes), options=options)


def _run_pipeline(
    files: Sequence[InputFile],
    source: SanitizerSource,
    options: ReadOptions,
    work: str,
    name: str,
    workers: str,
    beam_arguments: Sequence[str],
    on_progress: Callable[[float], None],
) -> None:
    """Run in a thread, so that progress can be told and Ctrl-C is heard at once."""
    failures: list[BaseException] = []

    def target() -> None:
        try:
            with _pipeline(files, workers, beam_arguments) as pipeline:
                outputs = pipeline | "List files" >> beam.Create(list(files)) | CopyRecords(source, options, work, name)
                for kind, collection in outputs.items():
                    collection | f"Keep {kind}" >> beam.ParDo(_KeepResults(kind, work, name, source.key))
        except BaseException as error:
            failures.append(error)

    thread = Thread(target=target, daemon=True)
    thread.start()
    expected = 2 * sum(1 + file.size_bytes // file.shard_bytes for file in files)
    try:
        while thread.is_alive():
            thread.join(POLL_SECONDS)
            on_progress(min(1.0, _finished_parts(work) / expected))
    except KeyboardInterrupt:
        _stop_workers(workers)
        raise
    if failures:
        raise _told(failures[0])


class _KeepResults(beam.DoFn):  # type: ignore[misc]
    """Writes results where the driver finds them, whichever process they came from; sealed, so that it finds no others."""

    def __init__(self, kind: str, work: str, name: str, source: KeySource) -> None:
        self._kind = kind
        self._folder = FileSystems.join(work, RESULTS)
        self._name = name
        self._source = source

    def setup(self) -> None:
        self._seal = Seal(self._source.load(), self._name, RESULTS)

    def process(self, result: Fault | FileResult | Unreadable) -> None:
        sealed = self._seal.close(json.dumps([self._kind, asdict(result)]).encode())
        try:
            with BeamStorage().create(FileSystems.join(self._folder, secrets.token_hex(8))) as file:
                file.write(sealed)
        except OSError as error:
            raise OutputError(f"cannot write to the output: {error.strerror or type(error).__name__}") from None


def _read_results(
    folder: str, seal: Seal, files: Sequence[InputFile]
) -> tuple[tuple[FileResult, ...], tuple[Unreadable, ...]]:
    """Read what became of each file; raises OutputError for a fault, or a result that this run did not write."""
    copies: dict[int, FileResult] = {}
    unreadable: dict[int, Unreadable] = {}
    for match in FileSystems.match([FileSystems.join(folder, "*")])[0].metadata_list:
        with BeamStorage().open(match.path) as file:
            kind, said = json.loads(seal.open(file.read()))
        if kind == FAULTS:
            raise OutputError(Fault(**said).message)
        if kind == BLOCKED:
            unreadable[said["number"]] = Unreadable(**said)
        else:
            copies[said["number"]] = FileResult.of_json(said)
    if {*copies, *unreadable} != {file.number for file in files}:
        raise OutputError("results of the run are missing: make sure that no other process writes to the output folder")
    return _by_name(copies.values()), _by_name(unreadable.values())


def _by_name(results: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(results, key=lambda result: result.name))


def _publish(copies: Sequence[FileResult], unreadable: Sequence[Unreadable], output: str) -> None:
    """Give the copies their final names, and write down what did not leave; what an earlier run left of it goes."""
    _remove_files([FileSystems.join(output, file.name) for file in unreadable])
    _remove_files([FileSystems.join(output, BLOCKED_FOLDER, f"{copy.name}.jsonl") for copy in copies])
    for copy in copies:
        target = FileSystems.join(output, copy.name)
        _make_folder(target.rsplit("/", 1)[0])
        FileSystems.rename([copy.copy], [target])
    for copy in copies:
        if copy.blocked:
            _write_blocked(output, copy.name, (line for part in opened(copy.blocked) for line in part))
    for file in unreadable:
        line = json.dumps({"file": file.name, "record": 0, "reason": file.reason})
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


def _stop_workers(workers: str) -> None:
    """Stop the worker processes at once, so that none writes after the folder is removed."""
    for mark in Path(workers).glob("*"):
        with suppress(ProcessLookupError):
            os.kill(int(mark.name), signal.SIGKILL)


def _remove(work: str) -> None:
    if Path(work).is_dir():
        shutil.rmtree(work, ignore_errors=True)
    elif FileSystems.exists(work):
        FileSystems.delete([work])


def _remove_files(paths: Sequence[str]) -> None:
    FileSystems.delete([path for path in paths if FileSystems.exists(path)])


def _told(failure: BaseException) -> BaseException:
    """Find our own error in what Beam made of it: a worker's error arrives as the text of its traceback."""
    text = str(failure)
    errors: list[type[HeteronymError]] = [HeteronymError, *HeteronymError.__subclasses__()]
    for error in errors:
        mark = f"{error.__module__}.{error.__name__}: "
        if mark in text:
            message = text.rpartition(mark)[2].splitlines()[0].partition(" [while running")[0]
            return error(message.removesuffix("']").strip())
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
