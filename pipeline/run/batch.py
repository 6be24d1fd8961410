"""Batch run: anonymizes data sets on disk or in an object store, or only counts their findings."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.errors import OutputError
from pipeline.records import ReadOptions
from pipeline.replace.keyed.keys import Key
from pipeline.replace.scopes import scope_of
from pipeline.run.copy_files import CopyRecords, CountShards, ReplaceShards, ScanRecords
from pipeline.run.declared_names import check_names, unseen_names
from pipeline.run.dictionaries import write_dictionaries
from pipeline.run.earlier_choices import write_choices
from pipeline.run.field_names import reported_names
from pipeline.run.found_values import FoundValues, read_found_values
from pipeline.run.gathering import GatherValues, ReplaceAndGather
from pipeline.run.input_files import check_apart, check_readable, find_files, skipped_in
from pipeline.run.model import Counts, FileResult, InputFile, Unreadable
from pipeline.run.output_names import name_sanitizer, with_outputs
from pipeline.run.publishing import check_no_copies, check_output, is_full, locked, publish
from pipeline.run.results import read_results
from pipeline.run.runner import run_pipeline, temp_location, uninterrupted
from pipeline.run.versions import versions
from pipeline.run.work import Work
from pipeline.run.work_folder import (
    begin,
    begin_scan,
    check_interrupted,
    leaving,
    note_copies,
    noted_copies,
)
from pipeline.sanitizer_source import SanitizerSource, open_vault

Progress = Callable[[float], None]
OnValues = Callable[[FoundValues], object]


@dataclass(frozen=True, slots=True)
class Run:
    """The result of a run or a scan.

    Arguments:
        files: the results of the finished files, ordered by name.
        unreadable: the inputs that cannot be read in any format, ordered by name.
        inputs: each input, by the name of its copy.
        seconds: the duration in seconds.
        has_vault: whether originals were stored in a vault, for reversible policies.
        unseen: the options, such as `--field note`, whose field occurred in no record.
        limit: how many records of each file were read, so that the copies are partial; 0 for all.
        fields: what the user declared by `--field`, by the names of the fields as reports show them.
        class_field: the field with the classification of each record, as reports show it; empty if there is none.
        resumed: whether the run continued an interrupted one.
        dataset, recipient: the names that the user gave the data set and the recipient.
        versions: of what determines findings and surrogates: see `versions`.
        skipped: how often each pattern of files of tools is in the input folders, which are no inputs.
    """

    files: tuple[FileResult, ...]
    unreadable: tuple[Unreadable, ...]
    inputs: Mapping[str, InputFile]
    seconds: float
    has_vault: bool = False
    unseen: tuple[str, ...] = ()
    limit: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    class_field: str = ""
    resumed: bool = False
    dataset: str = ""
    recipient: str = ""
    versions: Mapping[str, Any] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> Counts:
        """The total over all files."""
        return Counts.total(file.counts for file in self.files)

    @property
    def blocked(self) -> int:
        """The number of blocked records and unreadable files."""
        return self.counts.records_blocked + len(self.unreadable)


def run(
    inputs: Sequence[str],
    output: str,
    source: SanitizerSource,
    options: ReadOptions,
    *,
    beam_arguments: Sequence[str] = (),
    force: bool = False,
    resume: bool = False,
    on_progress: Progress = lambda _: None,
    on_published: Callable[["Run"], None] = lambda _: None,
    on_values: OnValues | None = None,
) -> Run:
    """Sanitize files into a folder. Copies get their final names only after all of them are complete.

    Arguments:
        inputs, output: files, folders and glob patterns, and the folder for the copies, on any file system of Beam.
        source, options: the policies and the key source; the declared fields of the records.
        beam_arguments: Beam options; by default all cores of this machine are used.
        force, resume: overwrite existing copies, and remove an interrupted run of the same command, or continue it.
        on_progress, on_values: receive the completed share of the work, 0 to 1, and the found values.
        on_published: is called when the copies have their names; until it returns, the run can be resumed.

    Raises:
        RecordError: an input is missing, or was changed after the interrupted run had begun.
        OutputError: the output cannot be written, another run writes to it, or the interrupted run differs.
        SecretKeyError: the key cannot be loaded.
    """
    started, key = time.monotonic(), source.key.load()
    files, skipped = _checked_files(inputs, output, source, options, key), skipped_in(inputs, output)
    with _writing_to(output), locked(output):
        check_interrupted(output, resume=resume, force=force)
        work = begin(output, files, source, options, key, resume=resume)
        with leaving(work), _writing_to(output):
            check_no_copies(files, output, noted_copies(work, key), force=force)
            transform = CopyRecords(work, ReplaceAndGather if on_values else ReplaceShards)
            done, files = _done(files, transform, work, key, started, beam_arguments, on_progress, on_values)
            done = replace(done, skipped=skipped)
            _publish(done, files, output, work, key, on_published, force=force)
    return done


def _checked_files(
    inputs: Sequence[str], output: str, source: SanitizerSource, options: ReadOptions, key: Key
) -> list[InputFile]:
    """Return the inputs with the names of their copies, after all checks that change nothing."""
    if source.vault:
        open_vault(source.vault, source.key.ring())
    files = named_files(inputs, output, source, key, options)
    check_apart(inputs, files, output)
    check_readable(files)
    check_names(files, options)
    check_output(files, output, secret_files(source))
    return files


def scan(
    inputs: Sequence[str],
    source: SanitizerSource,
    options: ReadOptions,
    *,
    beam_arguments: Sequence[str] = (),
    on_progress: Progress = lambda _: None,
    on_values: OnValues | None = None,
) -> Run:
    """Count the findings and decisions of a run without writing copies.

    During the scan a temporary folder contains encrypted offsets and counts. If workers run on other machines, Beam's
    option `--temp_location` must name a folder that they can access.

    Arguments:
        inputs, source, options, beam_arguments, on_progress: as in `run`.
        on_values: receives the found values; then only records and declared fields are counted.

    Returns:
        The result of the scan.

    Raises:
        RecordError: an input is missing.
        OutputError: the temporary folder cannot be written.
        SecretKeyError: the key cannot be loaded.
    """
    started = time.monotonic()
    key = source.key.load()
    files, skipped = named_files(inputs, "", source, key, options), skipped_in(inputs, "")
    check_readable(files)
    check_names(files, options)
    with temporary_work(source, options, beam_arguments) as work:
        transform = ScanRecords(work, GatherValues if on_values else CountShards)
        done, _ = _done(files, transform, work, key, started, beam_arguments, on_progress, on_values)
    return replace(done, has_vault=False, skipped=skipped)


@contextmanager
def temporary_work(source: SanitizerSource, options: ReadOptions, beam_arguments: Sequence[str]) -> Iterator[Work]:
    """Create a folder for the files of a pipeline that writes no copy, and remove it at the end.

    Arguments:
        source, options, beam_arguments: as in `run`.

    Raises:
        OutputError: the folder cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="heteronym-") as local:
        place = temp_location(beam_arguments) or local
        with _writing_to(place), leaving(work := begin_scan(place, source, options)):
            yield work


def _done(
    files: Sequence[InputFile],
    transform: CopyRecords | ScanRecords,
    work: Work,
    key: Key,
    started: float,
    beam_arguments: Sequence[str],
    on_progress: Progress,
    on_values: OnValues | None,
) -> tuple[Run, list[InputFile]]:
    """Run the pipeline, and return its results, and the inputs with the final names of their copies."""
    source, options = work.source, work.options
    write_dictionaries(source, key, work.run, work.folder)
    write_choices(work, key)
    run_pipeline(files, transform, work, beam_arguments, on_progress)
    named, found, unreadable = read_results(work.results, key, work.run, files)
    if on_values:
        on_values(read_found_values(work.folder, key))
    fields = [*options.fields, *filter(None, [options.class_field])]
    reported = reported_names(fields, name_sanitizer(source, key), key) if fields else {}
    run = Run(
        found,
        unreadable,
        {file.output: file for file in named},
        time.monotonic() - started,
        bool(source.vault),
        unseen_names(Counts.total(file.counts for file in found), options),
        options.limit,
        {reported[name]: kind for name, kind in options.fields.items()},
        reported.get(options.class_field, ""),
        work.resumed,
        source.dataset,
        source.recipient,
        versions(source.fallback()),
    )
    return run, named


def _publish(
    done: Run,
    files: Sequence[InputFile],
    output: str,
    work: Work,
    key: Key,
    on_published: Callable[[Run], None],
    *,
    force: bool,
) -> None:
    """Give the copies their names, if they can be written under them: values of the run have changed names."""
    check_output(files, output, secret_files(work.source))
    check_no_copies(files, output, noted_copies(work, key), force=force)
    with uninterrupted():
        note_copies(work, done.files, key)
        publish(done.files, done.unreadable, output)
        on_published(done)


@contextmanager
def _writing_to(place: str) -> Iterator[None]:
    """Raise OutputError where a folder cannot be written, or a disk is full."""
    try:
        yield
    except Exception as error:  # a runner reports the errors of its workers as other ones
        if full := next(filter(is_full, (place, tempfile.gettempdir())), ""):
            raise OutputError(f"no space left on the disk of {full}: free some space, then run again") from None
        if isinstance(error, OSError):
            raise OutputError(f"cannot write to {place}: {error.strerror or type(error).__name__}") from None
        raise


def named_files(
    inputs: Sequence[str], output: str, source: SanitizerSource, key: Key, options: ReadOptions
) -> list[InputFile]:
    """Find the inputs and assign names to their copies."""
    found = find_files(inputs, output, secret_files(source))
    scope_of(source.policy, source.dataset, source.recipient, source.client)  # its error names the policy of the run
    return with_outputs(found, name_sanitizer(source, key), key, options)


def secret_files(source: SanitizerSource) -> list[str]:
    """Return the files that contain a key or originals: they must not be read as inputs or overwritten."""
    vault = source.vault if "://" not in source.vault else ""
    return [path for path in (source.key.path, os.environ.get("HETERONYM_KEY_FILE", ""), vault) if path]
