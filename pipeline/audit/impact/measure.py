"""Measuring: runs the pass over the originals, and adds up what its workers found."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from apache_beam.io.filesystems import FileSystems

from pipeline.audit.impact.exposure import Wanted
from pipeline.audit.impact.gathering import SUFFIX, GatherFacts, read_facts, write_left
from pipeline.audit.impact.sums import Sums, sums_in
from pipeline.audit.search import Setting
from pipeline.errors import OutputError, RecordError
from pipeline.records.seen_names import nearest_name, sample_of
from pipeline.run import batch
from pipeline.run.batch import Progress
from pipeline.run.copy_files import ScanRecords
from pipeline.run.declared_names import check_names
from pipeline.run.dictionaries import write_dictionaries
from pipeline.run.model import FileResult, InputFile, Unreadable
from pipeline.run.results import read_results
from pipeline.run.runner import run_pipeline
from pipeline.run.storage import BeamStorage


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found in data.

    Arguments:
        sums: the facts of all records.
        files: the files that were read.
        unreadable: the files that were not.
    """

    sums: Sums
    files: tuple[FileResult, ...]
    unreadable: tuple[Unreadable, ...]


@contextmanager
def measured(
    inputs: Sequence[str],
    setting: Setting,
    wanted: Wanted,
    left: frozenset[str] = frozenset(),
    on_progress: Progress = lambda _: None,
) -> Iterator[Measured]:
    """Detect in data as a run does, and add up the facts of its records. No copy is written.

    Arguments:
        inputs: files, folders and patterns.
        setting: how a run reads and replaces.
        wanted: the declared quasi-identifiers and sensitive fields.
        left: the digests of values that the copy still has, whatever the policy says.
        on_progress: receives the completed share of the work, 0 to 1.

    Raises:
        RecordError: an input is missing, or a declared field occurs in none.
        HeteronymError: as in `pipeline.run.batch.scan`.
    """
    key = setting.source.key.load()
    files = batch.named_files(inputs, "", setting.source, key, setting.options)
    check_names(files, setting.options)
    names = names_in(files, setting) if wanted.quasi or wanted.sensitive else frozenset[str]()
    with (
        tempfile.TemporaryDirectory(prefix="heteronym-") as folder,
        sums_in(Path(folder)) as sums,
        batch.temporary_work(setting.source, setting.options, setting.beam_arguments) as work,
    ):
        write_dictionaries(work.source, key, work.run, work.folder)
        write_left(work, key, left)
        transform = ScanRecords(work, partial(GatherFacts, wanted=wanted))
        run_pipeline(files, transform, work, setting.beam_arguments, on_progress)
        _, found, unreadable = read_results(work.results, key, work.run, files)
        for match in FileSystems.match([FileSystems.join(work.folder, f"*{SUFFIX}")])[0].metadata_list:
            sums.add(read_facts(match.path, key))
        check_complete(sums.small.totals["records"], found)
        check_seen([*wanted.quasi, *wanted.sensitive], sums.small.seen, names)
        yield Measured(sums, found, unreadable)


def check_complete(records: int, files: Sequence[FileResult]) -> None:
    """Raise OutputError if what the workers wrote has not all records of the files: the rest would count as harmless."""
    if records != sum(file.counts.records_in for file in files):
        raise OutputError("results of workers are missing: make sure that every worker can write to --temp_location")


def check_seen(wanted: Sequence[str], seen: set[str], names: frozenset[str]) -> None:
    """Raise RecordError for a declared field that no record has; `names` are those of the first records."""
    for name in wanted:
        if name not in seen:
            raise RecordError(f"{name}: no input has such a column or key{nearest_name(name, names)}")


def names_in(files: Sequence[InputFile], setting: Setting) -> frozenset[str]:
    """Return the names of columns and keys in the first records of files."""
    samples = (
        sample_of(partial(BeamStorage().open, file.path, file.identity), file.name, setting.options) for file in files
    )
    return frozenset[str]().union(*(sample.names for sample in samples))
