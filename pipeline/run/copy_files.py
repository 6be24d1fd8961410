"""Copying files on Beam in two passes: detect in all shards, then replace with what the run knows."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import apache_beam as beam
from apache_beam.io.filesystems import FileSystems
from apache_beam.metrics import Metrics
from apache_beam.pvalue import AsSingleton, TaggedOutput

from pipeline import records
from pipeline.errors import HeteronymError, RecordError
from pipeline.records import Broken, Plan, ReadOptions, Shard
from pipeline.replace.keyed.sealing import Seal, keyed_hash
from pipeline.run.dictionaries import read_dictionaries
from pipeline.run.input_files import InputFile
from pipeline.run.shards import ShardFiles, ShardResult, detect_shard, replace_shard
from pipeline.run.storage import BeamStorage, opened
from pipeline.sanitize_record import Gathered, RunKnowledge, detect_records, replace_record
from pipeline.sanitizer_source import SanitizerSource
from pipeline.transforms import BLOCKED, FAULTS, METRICS, SanitizerStep

BETWEEN_PASSES = "between passes"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that stops the run: a message of one line, without content."""

    message: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that no format fits, or that must not leave.

    Arguments:
        number: its place among the inputs.
        name: the path that its copy would have had.
        reason: why.
    """

    number: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileResult:
    """A finished copy, not yet under its final name.

    Arguments:
        number: the place of the input among all.
        name: the path of the copy below the output folder.
        format: how the input was read.
        digest: the keyed digest of the input.
        copy: the temporary path of the copy.
        sha256, size_bytes: of the copy.
        records_in, records_blocked: how many records were read, and how many of them do not leave.
        replaced: (entity, action, count) of all findings.
        recognizers: (entity, recognizer, count) of all findings.
        reserved: (entity, count) of the replaced values in reserved ranges: surrogates of an earlier run.
        crowded: (entity, count) of the records that hold more values of it than the policy expects of one.
        blocked: the files with a line for each record that does not leave.
    """

    number: int
    name: str
    format: str
    digest: str
    copy: str
    sha256: str
    size_bytes: int
    records_in: int
    records_blocked: int
    replaced: tuple[tuple[str, str, int], ...]
    recognizers: tuple[tuple[str, str, int], ...]
    reserved: tuple[tuple[str, int], ...]
    crowded: tuple[tuple[str, int], ...]
    blocked: tuple[str, ...]

    @classmethod
    def of(
        cls, file: InputFile, plan: Plan, copy: str, sha256: str, size_bytes: int, shards: Sequence[ShardResult]
    ) -> "FileResult":
        """Add up the shards of a file."""
        replaced, recognizers = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        reserved, crowded = Counter[str](), Counter[str]()
        for shard in shards:
            replaced.update(shard.replaced)
            recognizers.update(shard.recognizers)
            reserved.update(shard.reserved)
            crowded.update(shard.crowded)
        return cls(
            number=file.number,
            name=file.output,
            format=plan.format,
            digest=plan.digest,
            copy=copy,
            sha256=sha256,
            size_bytes=size_bytes,
            records_in=sum(shard.records_in for shard in shards),
            records_blocked=sum(shard.records_blocked for shard in shards),
            replaced=tuple((*names, count) for names, count in sorted(replaced.items())),
            recognizers=tuple((*names, count) for names, count in sorted(recognizers.items())),
            reserved=tuple(sorted(reserved.items())),
            crowded=tuple(sorted(crowded.items())),
            blocked=tuple(shard.files.blocked for shard in shards if shard.records_blocked),
        )

    @classmethod
    def of_json(cls, said: dict[str, Any]) -> "FileResult":
        """Read what `asdict` and JSON made of it."""
        listed = {name: tuple(map(tuple, said[name])) for name in ("replaced", "recognizers", "reserved", "crowded")}
        return cls(**{**said, **listed, "blocked": tuple(said["blocked"])})


class RunStep(SanitizerStep):
    """A step of a run that needs the sanitizers."""

    def __init__(self, source: SanitizerSource, options: ReadOptions, work: str, run: str) -> None:
        """Take what sanitizers need, the folder and the name of the run."""
        super().__init__(source, options)
        self._work = work
        self._run = run

    def setup(self) -> None:
        """Load the sanitizers; the words of dictionaries come from the folder of the run."""
        read_dictionaries(self._source, self._run, self._work)
        super().setup()


class PlanFiles(RunStep):
    """Tells each file's format and cuts it into shards."""

    def process(self, file: InputFile) -> Iterator[Any]:
        """Yield (file, plan), or the reason why the file cannot be read, as blocked."""
        try:
            with BeamStorage().open(file.path, file.identity) as stream:
                own_hash = keyed_hash(self._sanitizers.key, "input")
                is_secret = self._sanitizers.key_lines.are_lines_of
                plan = records.plan(
                    stream, file.path, file.shard_bytes, name=file.output, own_hash=own_hash, is_secret=is_secret
                )
                yield file, self._with_sanitized_header(stream, plan, file)
        except HeteronymError as error:
            yield TaggedOutput(BLOCKED, Unreadable(file.number, file.output, str(error)))
        except OSError as error:
            yield TaggedOutput(FAULTS, Fault(f"cannot read {file.output}: {error.strerror or type(error).__name__}"))

    def _with_sanitized_header(self, stream: BinaryIO, plan: Plan, file: InputFile) -> Plan:
        """Replace what is sensitive in the names of columns; raises RecordError where that cannot be."""
        record = records.header(stream, plan)
        if record is None:
            return plan
        if isinstance(record, Broken):
            raise RecordError(f"{file.output}: {record.reason}")
        if not record.texts:
            return plan
        outcome = replace_record(record, detect_records([record], self._sanitizers)[0], self._sanitizers)
        if isinstance(outcome, str):
            raise RecordError(f"{file.output}: the names of the columns: {outcome}")
        rendered, _ = outcome
        if rendered is None:
            raise RecordError(f"{file.output}: the name of a column holds what must not leave: rename the column")
        return rendered if isinstance(rendered, Plan) else plan


def shards_of(planned: tuple[InputFile, Plan], work: str) -> Iterator[tuple[Shard, ShardFiles]]:
    """Yield the shards of a file, each with where its parts are to lie in the folder `work`."""
    file, plan = planned
    for shard in plan.shards:
        base = FileSystems.join(work, f"{file.number:06}-{shard.index:06}")
        paths = (f"{base}.findings", f"{base}.part", f"{base}.blocked")
        yield shard, ShardFiles(file.number, file.output, file.identity, *paths)


class DetectShards(RunStep):
    """The first pass over each shard."""

    def process(self, element: tuple[Shard, ShardFiles]) -> Iterator[Any]:
        """Yield what the second pass needs to know of the shard, sealed."""
        shard, files = element
        try:
            gathered = detect_shard(BeamStorage(), shard, files, self._options, self._sanitizers)
        except (OSError, HeteronymError) as error:
            yield TaggedOutput(FAULTS, _fault(error, files.name))
            return
        yield gathered.sealed(Seal(self._sanitizers.key, self._run, BETWEEN_PASSES))


class AddUp(RunStep):
    """Adds up what the shards found out for the second pass; what travels is sealed before and after."""

    def process(self, element: tuple[None, Iterable[bytes]]) -> Iterator[bytes]:
        """Yield the sum, sealed."""
        seal = Seal(self._sanitizers.key, self._run, BETWEEN_PASSES)
        yield Gathered.unsealed(seal, element[1]).sealed(seal)


class ReplaceShards(RunStep):
    """The second pass over each shard."""

    def setup(self) -> None:
        """Load the sanitizers; what the run knows is made ready when the first shard brings it."""
        super().setup()
        self._knowledge: RunKnowledge | None = None

    def process(self, element: tuple[Shard, ShardFiles], gathered: bytes) -> Iterator[Any]:
        """Yield what became of the shard."""
        shard, files = element
        try:
            if self._knowledge is None:
                seal = Seal(self._sanitizers.key, self._run, BETWEEN_PASSES)
                self._knowledge = RunKnowledge(Gathered.unsealed(seal, [gathered]))
            result = replace_shard(BeamStorage(), shard, files, self._options, self._sanitizers, self._knowledge)
        except (OSError, HeteronymError) as error:
            yield TaggedOutput(FAULTS, _fault(error, files.name))
            return
        for (entity, action), count in result.replaced.items():
            Metrics.counter(METRICS, f"{entity}:{action}").inc(count)
        Metrics.counter(METRICS, "records").inc(result.records_in)
        Metrics.counter(METRICS, "records_blocked").inc(result.records_blocked)
        yield result


class AssembleFiles(beam.DoFn):  # type: ignore[misc]
    """Joins the parts of each file, in order."""

    def __init__(self, work: str) -> None:
        """Write the copies into the folder `work`."""
        self._work = work

    def process(
        self, element: tuple[int, tuple[Iterable[tuple[InputFile, Plan]], Iterable[ShardResult]]]
    ) -> Iterator[Any]:
        """Yield the finished copy."""
        _, (planned, results) = element
        file, plan = next(iter(planned))
        ordered = tuple(sorted(results, key=lambda result: result.shard.index))
        copy = FileSystems.join(self._work, f"{file.number:06}.copy")
        storage = BeamStorage()
        try:
            with storage.open(file.path, file.identity) as source, storage.create(copy) as out:
                records.assemble(plan, opened(result.files.part for result in ordered), source, out)
            with storage.open(copy) as written:
                hashed = records.HashingReader(written, hashlib.sha256())
                digest = hashed.finish()
        except (OSError, HeteronymError) as error:
            yield TaggedOutput(FAULTS, _fault(error, file.output))
            return
        yield FileResult.of(file, plan, copy, digest, hashed.size_bytes, ordered)


class CopyRecords(beam.PTransform):  # type: ignore[misc]
    """Files in, finished copies out: plan, detect, replace, assemble."""

    def __init__(self, source: SanitizerSource, options: ReadOptions, work: str, run: str) -> None:
        """Take what the steps need; `work` is a folder for their parts, `run` the name of the run."""
        super().__init__()
        self._source = source
        self._options = options
        self._work = work
        self._run = run

    def expand(self, files: beam.PCollection) -> dict[str, beam.PCollection]:
        """Return the finished copies, the files that cannot be read, and the faults."""
        arguments = (self._source, self._options, self._work, self._run)
        planned = files | "Plan files" >> beam.ParDo(PlanFiles(*arguments)).with_outputs(BLOCKED, FAULTS, main="plans")
        shards = (
            planned.plans
            | "Cut into shards" >> beam.FlatMap(shards_of, self._work)
            | "Spread shards" >> beam.Reshuffle()
        )
        found = shards | "Detect" >> beam.ParDo(DetectShards(*arguments)).with_outputs(FAULTS, main="values")
        gathered = (
            found["values"]
            | "Under one key" >> beam.Map(lambda sealed: (None, sealed))
            | "Gather" >> beam.GroupByKey()
            | "Add up" >> beam.ParDo(AddUp(*arguments))
        )
        replaced = shards | "Replace" >> beam.ParDo(ReplaceShards(*arguments), AsSingleton(gathered)).with_outputs(
            FAULTS, main="results"
        )
        by_file = (
            planned.plans | "Plans by file" >> beam.Map(lambda planned: (planned[0].number, planned)),
            replaced.results | "Shards by file" >> beam.Map(lambda result: (result.files.number, result)),
        )
        joined = (
            by_file
            | "Gather parts" >> beam.CoGroupByKey()
            | "Assemble" >> beam.ParDo(AssembleFiles(self._work)).with_outputs(FAULTS, main="copies")
        )
        faults = (planned[FAULTS], found[FAULTS], replaced[FAULTS], joined[FAULTS]) | "All faults" >> beam.Flatten()
        return {"copies": joined.copies, BLOCKED: planned[BLOCKED], FAULTS: faults}


def _fault(error: OSError | HeteronymError, name: str) -> Fault:
    if isinstance(error, HeteronymError):
        return Fault(f"{name}: {error}")
    return Fault(f"cannot read {name} or write its copy: {error.strerror or type(error).__name__}")
