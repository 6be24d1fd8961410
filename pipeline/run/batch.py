"""Batch run: anonymizes data sets on disk or in an object store, or only counts their findings."""

import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from apache_beam.io.filesystems import FileSystems

from pipeline.errors import OutputError
from pipeline.records import ReadOptions
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from pipeline.replace.scopes import scope_of
from pipeline.run.copy_files import CopyRecords, ScanRecords
from pipeline.run.declared_names import check_names, unseen_names
from pipeline.run.dictionaries import write_dictionaries
from pipeline.run.input_files import check_apart, find_files
from pipeline.run.model import Counts, FileResult, InputFile, Unreadable
from pipeline.run.output_names import name_sanitizer, with_outputs
from pipeline.run.publishing import check_output, is_full, locked, make_folder, publish, remove_folder
from pipeline.run.results import RESULTS, read_results
from pipeline.run.runner import run_pipeline, temp_location, uninterrupted
from pipeline.run.steps import Work
from pipeline.sanitizer_source import SanitizerSource, open_vault

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Run:
    """The result of a run or a scan.

    Arguments:
        files: the results of the finished files, ordered by name.
        unreadable: the inputs that cannot be read in any format, ordered by name.
        names: the keyed digest of the name of each input, by the name of its copy.
        seconds: the duration in seconds.
        has_vault: whether originals were stored in a vault, for reversible policies.
        unseen: the options, such as `--field note`, whose field occurred in no record.
        limit: how many records of each file were read, so that the copies are partial; 0 for all.
    """

    files: tuple[FileResult, ...]
    unreadable: tuple[Unreadable, ...]
    names: Mapping[str, str]
    seconds: float
    has_vault: bool = False
    unseen: tuple[str, ...] = ()
    limit: int = 0

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
    on_progress: Progress = lambda _: None,
) -> Run:
    """Sanitize files into a folder. Copies get their final names only after all of them are complete.

    Arguments:
        inputs: files, folders and glob patterns, local or on any file system that Beam supports.
        output: the folder for the copies, which keep their formats. Sensitive parts of their names are replaced.
        source, options: the policies and the key source; the declared fields of the records.
        beam_arguments: Beam options; by default all cores of this machine are used.
        force: overwrite existing copies.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: an input is missing.
        OutputError: the output cannot be written, or another run writes to it.
        SecretKeyError: the key cannot be loaded.
    """
    started = time.monotonic()
    key = _key_of(source)
    files = _named_files(inputs, output, source, key, options)
    check_apart(inputs, files, output)
    check_output(files, output, _secret_files(source), force=force)
    try:
        with locked(output), _work(output, source, options) as work:
            run_pipeline(files, CopyRecords(work), work, beam_arguments, on_progress)
            files, copies, unreadable = read_results(work.folder, key, work.run, files)
            check_output(files, output, _secret_files(source), force=force)  # values of the run also change names
            with uninterrupted():
                publish(copies, unreadable, output)
    except OSError as error:
        raise OutputError(f"cannot write to {output}: {error.strerror or type(error).__name__}") from None
    return _finished(copies, unreadable, _digests(files, key), started, source, options)


def scan(
    inputs: Sequence[str],
    source: SanitizerSource,
    options: ReadOptions,
    *,
    beam_arguments: Sequence[str] = (),
    on_progress: Progress = lambda _: None,
) -> Run:
    """Count the findings and decisions of a run without writing copies.

    During the scan a temporary folder contains encrypted offsets and counts. If workers run on other machines, Beam's
    option `--temp_location` must name a folder that they can access.

    Arguments:
        inputs, source, options, beam_arguments, on_progress: as in `run`.

    Returns:
        The result of the scan.

    Raises:
        RecordError: an input is missing.
        OutputError: the temporary folder cannot be written.
        SecretKeyError: the key cannot be loaded.
    """
    started = time.monotonic()
    key = source.key.load()
    files = _named_files(inputs, "", source, key, options)
    with tempfile.TemporaryDirectory(prefix="heteronym-") as local:
        place = temp_location(beam_arguments) or local
        try:
            with _work(place, source, options) as work:
                run_pipeline(files, ScanRecords(work), work, beam_arguments, on_progress)
                files, counted, unreadable = read_results(work.folder, key, work.run, files)
        except OSError as error:
            raise OutputError(f"cannot write to {place}: {error.strerror or type(error).__name__}") from None
    return replace(_finished(counted, unreadable, _digests(files, key), started, source, options), has_vault=False)


def _finished(
    files: tuple[FileResult, ...],
    unreadable: tuple[Unreadable, ...],
    names: Mapping[str, str],
    started: float,
    source: SanitizerSource,
    options: ReadOptions,
) -> Run:
    unseen = unseen_names(Counts.total(file.counts for file in files), options)
    return Run(files, unreadable, names, time.monotonic() - started, bool(source.vault), unseen, options.limit)


@contextmanager
def _work(place: str, source: SanitizerSource, options: ReadOptions) -> Iterator[Work]:
    """Create a folder for the files of a run, and remove it at the end."""
    name = secrets.token_hex(16)
    folder = FileSystems.join(place, f".heteronym-{name}")
    make_folder(FileSystems.join(folder, RESULTS))
    try:
        write_dictionaries(source, source.key.load(), name, folder)
        yield Work(source, options, folder, name)
    except Exception:  # a runner reports the errors of its workers as other ones
        if full := next(filter(is_full, (place, tempfile.gettempdir())), ""):
            raise OutputError(f"no space left on the disk of {full}: free some space, then run again") from None
        raise
    finally:
        with uninterrupted():
            remove_folder(folder)


def _named_files(
    inputs: Sequence[str], output: str, source: SanitizerSource, key: Key, options: ReadOptions
) -> list[InputFile]:
    """Find the inputs, check that they have the declared fields, and assign names to their copies."""
    found = find_files(inputs, output, _secret_files(source))
    scope_of(source.policy, source.dataset, source.recipient, source.client)  # its error names the policy of the run
    check_names(found, options)
    return with_outputs(found, name_sanitizer(source, key), key, options)


def _key_of(source: SanitizerSource) -> Key:
    """Return the key of a run; raises VaultError if its vault cannot be opened."""
    key = source.key.load()
    if source.vault:
        open_vault(source.vault, source.key.ring())
    return key


def _secret_files(source: SanitizerSource) -> list[str]:
    """Return the files that contain a key or originals: they must not be read as inputs or overwritten."""
    vault = source.vault if "://" not in source.vault else ""
    return [path for path in (source.key.path, os.environ.get("HETERONYM_KEY_FILE", ""), vault) if path]


def _digests(files: Sequence[InputFile], key: Key) -> dict[str, str]:
    return {file.output: keyed_digest(key, "name", file.name) for file in files}
