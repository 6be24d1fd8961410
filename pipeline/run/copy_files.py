"""Beam steps of a run in two passes: detection in all shards, then replacement or counting with the results of the run.

Steps exchange JSON (`pipeline.run.model`): runners would pickle objects, and unpickling can execute code.
"""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.metrics import Metrics
from apache_beam.pvalue import AsSingleton, TaggedOutput

from pipeline import records
from pipeline.errors import HeteronymError
from pipeline.records import FilePlan
from pipeline.records.headers import is_doubtful
from pipeline.replace.keyed.sealing import keyed_hash
from pipeline.run.finished import DETECTED, REPLACED
from pipeline.run.model import (
    COPIES,
    FAULTS,
    NAMES,
    Counts,
    Fault,
    FileResult,
    InputFile,
    PlannedFile,
    ShardResult,
    ShardTask,
    Unreadable,
    from_json,
    to_json,
)
from pipeline.run.naming import NameContents, NameCopies
from pipeline.run.shards import count_shard, detect_shard, replace_shard
from pipeline.run.steps import KnowingStep, RunStep
from pipeline.run.storage import BeamStorage, exists, opened
from pipeline.run.work import Work
from pipeline.sanitize_record import Gathered
from pipeline.transforms import BLOCKED, METRICS

NOTHING_GATHERED = b""
ONE_SHARD = sys.maxsize


class CopyRecords(beam.PTransform):  # type: ignore[misc]
    """Copies files: plans shards, detects, replaces and assembles the copies."""

    def __init__(self, work: Work, second_pass: "type[ReplaceShards]") -> None:
        """Create the transform. `second_pass` is the step for each shard."""
        super().__init__()
        self._work = work
        self._second_pass = second_pass

    def expand(self, files: beam.PCollection) -> dict[str, beam.PCollection]:
        """Return the finished copies and their names, the files that cannot be read, and the faults, all as JSON."""
        first = _first_pass(files, self._work)
        done = first.shards | "Replace" >> beam.ParDo(
            self._second_pass(self._work), AsSingleton(first.gathered, NOTHING_GATHERED)
        ).with_outputs(FAULTS, main="results")
        copies = _by_file(first.plans, done.results) | "Assemble" >> beam.ParDo(
            AssembleFiles(self._work.folder)
        ).with_outputs(FAULTS, main=COPIES)
        faults = (*first.faults, done[FAULTS], copies[FAULTS]) | "All faults" >> beam.Flatten()
        return {COPIES: copies[COPIES], NAMES: first.names, BLOCKED: first.unreadable, FAULTS: faults}


class ScanRecords(beam.PTransform):  # type: ignore[misc]
    """Counts the findings and decisions of `CopyRecords`. Writes only offsets, no copies."""

    def __init__(self, work: Work, second_pass: "Callable[[Work], ReplaceShards]") -> None:
        """Create the transform. `second_pass` makes the step for each shard."""
        super().__init__()
        self._work = work
        self._second_pass = second_pass

    def expand(self, files: beam.PCollection) -> dict[str, beam.PCollection]:
        """Return the counts and the name of each file, the files that cannot be read, and the faults, all as JSON."""
        first = _first_pass(files, self._work)
        done = first.shards | "Count" >> beam.ParDo(
            self._second_pass(self._work), AsSingleton(first.gathered, NOTHING_GATHERED)
        ).with_outputs(FAULTS, main="results")
        counted = _by_file(first.plans, done.results) | "Add up files" >> beam.FlatMap(_counts_of_file)
        faults = (*first.faults, done[FAULTS]) | "All faults" >> beam.Flatten()
        return {COPIES: counted, NAMES: first.names, BLOCKED: first.unreadable, FAULTS: faults}


class PlanFiles(RunStep):
    """Determines the format of each file and splits it into shards."""

    def process(self, element: str) -> Iterator[Any]:
        """Yield the planned file, or the reason why the file cannot be read as a blocked element."""
        file = from_json(InputFile, element)
        return self._results(self._planned(file), file.output)

    def _planned(self, file: InputFile) -> Iterator[Any]:
        try:
            plan = self._plan(file)
        except HeteronymError as error:
            self._kept.check_input(file, "")
            yield TaggedOutput(BLOCKED, to_json(Unreadable(file.number, file.output, str(error))))
            return
        self._kept.check_input(file, plan.digest)
        yield to_json(PlannedFile.unnamed(file, plan, self._seal))

    def _plan(self, file: InputFile) -> FilePlan:
        with BeamStorage().open(file.path, file.identity) as stream:
            return records.plan(
                stream,
                file.path,
                ONE_SHARD if self._options.limit else file.shard_bytes,
                name=file.output,
                own_hash=keyed_hash(self._sanitizers.key, "input"),
                is_secret=self._sanitizers.key_lines.are_lines_of,
                options=self._options,
            )


class DetectShards(RunStep):
    """The first pass over each shard."""

    def process(self, element: str) -> Iterator[Any]:
        """Yield the encrypted results of the shard for the second pass."""
        task = from_json(ShardTask, element)
        return self._results(self._detected(task), task.name)

    def _detected(self, task: ShardTask) -> Iterator[bytes]:
        written = (task.findings,)
        gathered = self._kept.result_of(DETECTED, task, written)
        if gathered is None:
            gathered = detect_shard(BeamStorage(), task, self._options, self._sanitizers).sealed(self._seal)
            self._kept.keep(DETECTED, task, written, gathered)
        yield gathered


class AddUp(RunStep):
    """Merges the encrypted results of all shards for the second pass.

    Faults are in the same collection: a runner may read the side input too early if a step has several outputs.
    """

    def process(self, element: tuple[None, Iterable[bytes]]) -> Iterator[bytes | str]:
        """Yield the encrypted sum, or a fault as JSON."""
        if self._failure:
            yield to_json(self._failure)
            return
        try:
            yield Gathered.unsealed(self._seal, element[1]).sealed(self._seal)
        except HeteronymError as error:
            yield to_json(Fault.of(error))


class ReplaceShards(KnowingStep):
    """The second pass over each shard."""

    work_on: ClassVar[Callable[..., Counts]] = staticmethod(replace_shard)

    def files_of(self, task: ShardTask) -> tuple[str, ...]:
        """Return the files that the step writes for a shard."""
        return task.part, task.blocked

    def process(self, element: str, gathered: bytes | str) -> Iterator[Any]:
        """Yield the result of the shard; nothing if the first pass failed, which reports its own fault."""
        task = from_json(ShardTask, element)
        return self._results(self._finished(task, gathered), task.name)

    def _finished(self, task: ShardTask, gathered: bytes | str) -> Iterator[Any]:
        if isinstance(gathered, str):
            yield TaggedOutput(FAULTS, gathered)
            return
        if gathered == NOTHING_GATHERED or not exists(task.findings):
            return
        counts = self._counts_of(task, gathered)
        _count_in_metrics(counts)
        yield to_json(ShardResult(task, counts))

    def _counts_of(self, task: ShardTask, gathered: bytes) -> Counts:
        written = self.files_of(task)
        if kept := self._kept.result_of(REPLACED, task, written):
            return from_json(Counts, kept)
        counts = self.work_on(BeamStorage(), task, self._options, self._sanitizers, self._known(gathered))
        self._kept.keep(REPLACED, task, written, to_json(counts).encode())
        return counts


class CountShards(ReplaceShards):
    """The second pass of a scan."""

    work_on = staticmethod(count_shard)


class AssembleFiles(beam.DoFn):  # type: ignore[misc]
    """Joins the parts of each file, in order."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def process(self, element: tuple[int, tuple[Iterable[str], Iterable[str]]]) -> Iterator[Any]:
        """Yield the finished copy; nothing if a part is missing, whose shard reports its own fault."""
        planned, results = _complete(element)
        if planned is None:
            return
        try:
            yield to_json(self._assembled(planned, results))
        except (OSError, HeteronymError) as error:
            yield TaggedOutput(FAULTS, to_json(Fault.of(error, planned.file.output)))

    def _assembled(self, planned: PlannedFile, results: list[ShardResult]) -> FileResult:
        file, plan = planned.file, planned.plan
        copy = FileSystems.join(self._folder, f"{file.number:06}.copy")
        storage = BeamStorage()
        with storage.open(file.path, file.identity) as source, storage.completed(copy) as out:
            records.assemble(plan, opened(result.task.part for result in results), source, out)
        with storage.open(copy) as written:
            hashed = records.HashingReader(written, hashlib.sha256())
            sha256 = hashed.finish()
        counts = Counts.total(result.counts for result in results)
        blocked = tuple(result.task.blocked for result in results if result.counts.records_blocked)
        return FileResult(
            file.number,
            file.output,
            plan.format,
            plan.digest,
            counts,
            copy,
            sha256,
            hashed.size_bytes,
            blocked,
            plan.encoding,
            is_doubtful(plan),
        )


@dataclass(frozen=True, slots=True)
class _FirstPass:
    """The collections that the first pass produces.

    Arguments:
        plans: the planned files, with the names of the copies.
        shards: their tasks.
        gathered: one element, the merged results for the second pass.
        names: the names of the copies.
        unreadable: the files that cannot be read.
        faults: several collections of faults.
    """

    plans: beam.PCollection
    shards: beam.PCollection
    gathered: beam.PCollection
    names: beam.PCollection
    unreadable: beam.PCollection
    faults: tuple[beam.PCollection, ...]


def _first_pass(files: beam.PCollection, work: Work) -> _FirstPass:
    """Plan the files, split them into shards, detect, and name what the copies contain."""
    planned = files | "Plan files" >> beam.ParDo(PlanFiles(work)).with_outputs(BLOCKED, FAULTS, main="plans")
    found = _shards(planned.plans, "to detect", work) | "Detect" >> beam.ParDo(DetectShards(work)).with_outputs(
        FAULTS, main="values"
    )
    gathered = (
        found["values"]
        | "Under one key" >> beam.Map(lambda sealed: (None, sealed))
        | "Gather" >> beam.GroupByKey()
        | "Add up" >> beam.ParDo(AddUp(work))
    )
    known = AsSingleton(gathered, NOTHING_GATHERED)
    copies = files | "Name copies" >> beam.ParDo(NameCopies(work), known).with_outputs(FAULTS, main="names")
    named = planned.plans | "Name contents" >> beam.ParDo(NameContents(work), known).with_outputs(
        BLOCKED, FAULTS, main="plans"
    )
    unreadable = (planned[BLOCKED], named[BLOCKED]) | "All unreadable" >> beam.Flatten()
    faults = (planned[FAULTS], found[FAULTS], copies[FAULTS], named[FAULTS])
    return _FirstPass(
        named.plans, _shards(named.plans, "to replace", work), gathered, copies["names"], unreadable, faults
    )


def _shards(plans: beam.PCollection, purpose: str, work: Work) -> beam.PCollection:
    """Return the tasks of planned files, spread over the workers."""
    tasks = plans | f"Cut into shards {purpose}" >> beam.FlatMap(_tasks_of, work.folder)
    return tasks | f"Spread shards {purpose}" >> beam.Reshuffle()


def _tasks_of(planned: str, folder: str) -> Iterator[str]:
    """Yield the tasks of a file, with the paths of the files that they write."""
    message = from_json(PlannedFile, planned)
    file = message.file
    for shard in message.plan.shards:
        base = FileSystems.join(folder, f"{file.number:06}-{shard.index:06}")
        paths = (f"{base}.findings", f"{base}.part", f"{base}.blocked")
        yield to_json(ShardTask(shard, file.number, file.output, file.identity, *paths))


def _by_file(plans: beam.PCollection, results: beam.PCollection) -> beam.PCollection:
    """Join the results of shards with the plans of their files, by file number."""
    return (
        plans | "Plans by file" >> beam.Map(lambda plan: (from_json(PlannedFile, plan).file.number, plan)),
        results | "Shards by file" >> beam.Map(lambda result: (from_json(ShardResult, result).task.number, result)),
    ) | "Gather parts" >> beam.CoGroupByKey()


def _complete(
    element: tuple[int, tuple[Iterable[str], Iterable[str]]],
) -> tuple[PlannedFile | None, list[ShardResult]]:
    """Return a planned file and the results of its shards in order; None if results are missing."""
    _, (plans, found) = element
    planned = next((from_json(PlannedFile, plan) for plan in plans), None)
    results = sorted((from_json(ShardResult, result) for result in found), key=lambda one: one.task.shard.index)
    is_complete = planned is not None and len(results) == len(planned.plan.shards)
    return planned if is_complete else None, results


def _counts_of_file(element: tuple[int, tuple[Iterable[str], Iterable[str]]]) -> Iterator[str]:
    """Yield the counts of a file; nothing if a shard is missing, which reports its own fault."""
    planned, results = _complete(element)
    if planned is not None:
        file, plan = planned.file, planned.plan
        counts = Counts.total(result.counts for result in results)
        result = FileResult(file.number, file.output, plan.format, plan.digest, counts, encoding=plan.encoding)
        yield to_json(replace(result, has_doubtful_header=is_doubtful(plan)))


def _count_in_metrics(counts: Counts) -> None:
    for entity, action, count in counts.replaced:
        Metrics.counter(METRICS, f"{entity}:{action}").inc(count)
    Metrics.counter(METRICS, "records").inc(counts.records_in)
    Metrics.counter(METRICS, "records_blocked").inc(counts.records_blocked)
