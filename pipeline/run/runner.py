"""Beam pipeline of a run: selects the runner and the number of workers, reports progress, handles interruption."""

import argparse
import os
import shlex
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import Any

import apache_beam as beam
from apache_beam.options.pipeline_options import DirectOptions, GoogleCloudOptions, PipelineOptions
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.transforms.environments import SubprocessSDKEnvironment

from pipeline.run import worker
from pipeline.run.model import Identity, InputFile, to_json
from pipeline.run.publishing import remove_folder
from pipeline.run.results import KeepResults
from pipeline.run.work import Work

POLL_SECONDS = 0.2
FILES_OF_PASSES = (".findings", ".part")
# From its first instruction on, a worker ignores Ctrl-C and holds no terminal or pipe of the main process: while it
# starts, it would print a traceback, and keep a reader of that pipe waiting after the main process has ended.
IN_BACKGROUND = "trap '' INT; exec {} >/dev/null 2>&1"


def run_pipeline(
    files: Sequence[InputFile],
    transform: beam.PTransform,
    work: Work,
    beam_arguments: Sequence[str],
    on_progress: Callable[[float], None],
) -> None:
    """Run the pipeline in a thread, so that progress is reported and Ctrl-C is handled immediately.

    Arguments:
        files: the inputs.
        transform: takes the files as JSON, and returns collections of results by their kind.
        work: the configuration of the steps.
        beam_arguments: Beam options.
        on_progress: receives the completed share of the work, 0 to 1.
    """
    failures: list[BaseException] = []
    with _folder_of_workers() as workers:
        with _delayed_interrupts():
            pipeline = _pipeline(files, workers, beam_arguments)
            _move_temporary_folder(pipeline, workers)

        def target() -> None:
            try:
                _run(pipeline, files, transform, work, beam_arguments)
            except BaseException as error:  # raised again in the waiting thread
                failures.append(error)

        thread = Thread(target=target, daemon=True)
        thread.start()
        expected = len(FILES_OF_PASSES) * sum(file.expected_shards for file in files)
        with handled((signal.SIGTERM,), signal.default_int_handler):  # a stopped run removes its files
            while thread.is_alive():
                thread.join(POLL_SECONDS)
                on_progress(min(1.0, _finished_parts(work.folder) / expected))
    if failures:
        raise failures[0]


@contextmanager
def handled(signals: Sequence[signal.Signals], handler: Any) -> Iterator[None]:
    """Handle signals otherwise within a block; without effect in a thread that is not the main thread.

    Arguments:
        signals: the signals.
        handler: as in `signal.signal`.
    """
    of_main = current_thread() is main_thread()
    before = [(one, signal.signal(one, handler)) for one in signals] if of_main else []
    try:
        yield
    finally:
        for one, former in before:
            signal.signal(one, former)


def uninterrupted() -> AbstractContextManager[None]:
    """Ignore Ctrl-C and SIGTERM in a short block that must not be left half done."""
    return handled((signal.SIGINT, signal.SIGTERM), signal.SIG_IGN)


def temp_location(beam_arguments: Sequence[str]) -> str:
    """Return the folder for temporary files from the Beam options; empty if not set."""
    return PipelineOptions([*beam_arguments]).view_as(GoogleCloudOptions).temp_location or ""


def known_beam_options() -> set[str]:
    """Return the names of all options of Beam and its runners."""
    parser = argparse.ArgumentParser(add_help=False, conflict_handler="resolve")
    waiting = [PipelineOptions]
    while waiting:
        options = waiting.pop()
        waiting += options.__subclasses__()
        if "_add_argparse_args" in vars(options):
            options._add_argparse_args(parser)
    return set(parser._option_string_actions)


@contextmanager
def _folder_of_workers() -> Iterator[str]:
    """Create a temporary folder for the marks of worker processes. After an interruption, they are killed."""
    folder = tempfile.mkdtemp(prefix="heteronym-")
    try:
        yield folder
    except KeyboardInterrupt:
        _stop_workers(folder)
        raise
    finally:
        with uninterrupted():
            remove_folder(folder)  # processes that still start may write to it


@contextmanager
def _delayed_interrupts() -> Iterator[None]:
    """Handle Ctrl-C and SIGTERM after a short block only, where the system can delay them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(
    pipeline: beam.Pipeline,
    files: Sequence[InputFile],
    transform: beam.PTransform,
    work: Work,
    beam_arguments: Sequence[str],
) -> None:
    elements = [to_json(file) for file in _as_workers_see(files, beam_arguments)]
    with pipeline:
        outputs = pipeline | "List files" >> beam.Create(elements) | transform
        for kind, collection in outputs.items():
            collection | f"Keep {kind}" >> beam.ParDo(KeepResults(kind, work.results, work.run, work.source.key))


def _as_workers_see(files: Sequence[InputFile], beam_arguments: Sequence[str]) -> list[InputFile]:
    """Return the files without device numbers if workers may run on other machines, whose device numbers differ."""
    if not _has_runner(beam_arguments):
        return list(files)
    return [replace(file, identity=Identity(0, file.identity.inode)) if file.identity else file for file in files]


def _pipeline(files: Sequence[InputFile], workers: str, beam_arguments: Sequence[str]) -> beam.Pipeline:
    """Create a pipeline on the in-process runner with all cores, unless the options select another runner."""
    options = PipelineOptions([*beam_arguments])
    if _has_runner(beam_arguments):
        return beam.Pipeline(options=options)
    direct = options.view_as(DirectOptions)
    if not any(argument.startswith("--direct_num_workers") for argument in beam_arguments):
        direct.direct_num_workers = min(os.cpu_count() or 1, sum(file.expected_shards for file in files))
    if direct.direct_num_workers == 1:
        return beam.Pipeline(runner=FnApiRunner(), options=options)
    command = shlex.join([sys.executable, "-m", worker.__name__, workers])
    processes = SubprocessSDKEnvironment(IN_BACKGROUND.format(command))
    return beam.Pipeline(runner=FnApiRunner(default_environment=processes), options=options)


def _move_temporary_folder(pipeline: beam.Pipeline, folder: str) -> None:
    """Move the temporary folder of a pipeline into one that is removed also after an interruption, unlike Beam's."""
    moved = Path(folder, "pipeline")
    Path(pipeline.local_tempdir).rename(moved)
    pipeline.local_tempdir = str(moved)


def _has_runner(beam_arguments: Sequence[str]) -> bool:
    return any(argument.startswith("--runner") for argument in beam_arguments)


def _finished_parts(folder: str) -> int:
    """Count the finished parts of a local run; 0 in an object store, for which no progress is shown."""
    try:
        return sum(1 for entry in os.scandir(folder) if entry.name.endswith(FILES_OF_PASSES))
    except OSError:
        return 0


def _stop_workers(workers: str) -> None:
    """Kill the worker processes, so that none writes after the folder has been removed."""
    for mark in Path(workers).glob("[0-9]*"):
        with suppress(ProcessLookupError):
            os.kill(int(mark.name), signal.SIGKILL)
