"""Beam around the heart: a transform for any pipeline, and the steps of the batch run."""

import gc
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import apache_beam as beam
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems
from apache_beam.metrics import Metrics
from apache_beam.pvalue import AsSingleton, TaggedOutput

from pipeline import records
from pipeline.errors import HeteronymError
from pipeline.records import SHARD_BYTES, Broken, Plan, ReadOptions, Record, Shard
from pipeline.sanitizer import Sanitized
from pipeline.sanitizers import Sanitizers, SanitizerSource
from pipeline.shards import (
    Gathered,
    RunKnowledge,
    ShardFiles,
    ShardResult,
    detect_records,
    detect_shard,
    replace_record,
    replace_shard,
)

METRICS = "heteronym"
SHARDS_PER_FILE = 64
MAX_SHARD_BYTES = 64 << 20
SANITIZED, BLOCKED, FINDINGS, FAULTS = "sanitized", "blocked", "findings", "faults"
Element = str | dict[str, Any]


class Sanitize(beam.PTransform):  # type: ignore[misc]
    """Anonymizes a collection of texts or JSON-like records.

    Outputs, by tag: `sanitized` (elements of the same shape), `blocked` (the reason, no content) and `findings`
    (entity -> count of each element). Metrics count the replacements of each entity.
    """

    def __init__(self, source: SanitizerSource, options: ReadOptions | None = None) -> None:
        """Take what it needs to make sanitizers on a worker, and what is known of the fields."""
        super().__init__()
        self._source = source
        self._options = options or ReadOptions()

    def expand(self, elements: beam.PCollection) -> Any:
        """Batch the elements and anonymize each batch."""
        return (
            elements
            | "Batch" >> beam.BatchElements(min_batch_size=1, max_batch_size=256)
            | "Sanitize"
            >> beam.ParDo(_SanitizeBatch(self._source, self._options)).with_outputs(BLOCKED, FINDINGS, main=SANITIZED)
        )


class _WithSanitizers(beam.DoFn):  # type: ignore[misc]
    """A step that needs the sanitizers; they are loaded in setup, once for all steps of a process."""

    def __init__(self, source: SanitizerSource, options: ReadOptions) -> None:
        self._source = source
        self._options = options

    def setup(self) -> None:
        self._sanitizers: Sanitizers = self._source.load()
        gc.freeze()  # the model and the pools stay: not to be searched for garbage again and again


class _SanitizeBatch(_WithSanitizers):
    def process(self, elements: list[Element]) -> Iterator[Any]:
        parsed = [_record(element, self._options) for element in elements]
        readable = [record for record in parsed if not isinstance(record, Broken)]
        findings = iter(detect_records(readable, self._sanitizers))
        for record in parsed:
            if isinstance(record, Broken):
                yield TaggedOutput(BLOCKED, {"reason": record.reason})
                continue
            outcome = replace_record(record, next(findings), self._sanitizers)
            if isinstance(outcome, str):
                yield TaggedOutput(BLOCKED, {"reason": outcome})
                continue
            rendered, sanitized = outcome
            yield json.loads(rendered)
            yield TaggedOutput(FINDINGS, _counted(sanitized))


def _record(element: Element, options: ReadOptions) -> Record | Broken:
    """Read an element as the JSON that it is: a text is a JSON string."""
    raw = json.dumps(element, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return records.json_record(raw, 0, options)


def _counted(sanitized: Iterable[Sanitized]) -> dict[str, int]:
    """Count the replacements of each entity, for the output and for Beam's metrics."""
    counts = Counter(replacement.entity for one in sanitized for replacement in one.replacements)
    for entity, count in counts.items():
        Metrics.counter(METRICS, entity).inc(count)
    return dict(counts)


class BeamStorage:
    """Files wherever Beam's file systems reach; a compressed file is given as it lies."""

    def open(self, path: str) -> BinaryIO:
        """Open a file for reading."""
        file: BinaryIO = FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED)
        return file

    def create(self, path: str) -> BinaryIO:
        """Open a file for writing."""
        file: BinaryIO = FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED)
        return file


def opened(paths: Iterable[str]) -> Iterator[BinaryIO]:
    """Yield files one at a time, each open only until the next: a large file has more parts than may be open."""
    for path in paths:
        with BeamStorage().open(path) as file:
            yield file


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to be sanitized.

    Arguments:
        path: where it lies.
        name: its path below the input folder, and of its copy below the output folder.
        size_bytes: its size.
    """

    path: str
    name: str
    size_bytes: int

    @property
    def shard_bytes(self) -> int:
        """Return how large its shards are to be: enough of them for all workers, not too many to keep track of."""
        return min(max(self.size_bytes // SHARDS_PER_FILE, SHARD_BYTES), MAX_SHARD_BYTES)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that stops the run: said in one line, without content."""

    message: str


class PlanFiles(beam.DoFn):  # type: ignore[misc]
    """Tells each file's format and cuts it into shards."""

    def process(self, file: InputFile) -> Iterator[Any]:
        """Yield (file, plan), or the reason why the file cannot be read, as blocked."""
        try:
            with BeamStorage().open(file.path) as stream:
                yield file, records.plan(stream, file.path, file.shard_bytes)
        except HeteronymError as error:
            yield TaggedOutput(BLOCKED, (file, str(error)))
        except OSError as error:
            yield TaggedOutput(FAULTS, Fault(f"cannot read {file.path}: {error.strerror or type(error).__name__}"))


def shards_of(planned: tuple[InputFile, Plan], work: str) -> Iterator[tuple[Shard, ShardFiles]]:
    """Yield the shards of a file, each with where its parts are to lie in the folder `work`."""
    file, plan = planned
    stem = FileSystems.join(work, f"{plan.sha256[:16]}-{_digest(file.name)}")
    for shard in plan.shards:
        base = f"{stem}-{shard.index:06}"
        yield shard, ShardFiles(f"{base}.findings", f"{base}.part", f"{base}.blocked")


class DetectShards(_WithSanitizers):
    """The first pass over each shard."""

    def process(self, element: tuple[Shard, ShardFiles]) -> Iterator[Any]:
        """Yield what the second pass needs to know of the shard."""
        shard, files = element
        try:
            yield detect_shard(BeamStorage(), shard, files, self._options, self._sanitizers)
        except OSError as error:
            yield TaggedOutput(FAULTS, _io_fault(error))


class Gather(beam.CombineFn):  # type: ignore[misc]
    """Adds up what shards found out for the second pass."""

    def create_accumulator(self) -> Gathered:
        """Start with nothing."""
        return Gathered()

    def add_input(self, accumulator: Gathered, gathered: Gathered) -> Gathered:
        """Add one shard's."""
        accumulator.add(gathered)
        return accumulator

    def merge_accumulators(self, accumulators: Iterable[Gathered]) -> Gathered:
        """Add up several."""
        merged = Gathered()
        for accumulator in accumulators:
            merged.add(accumulator)
        return merged

    def extract_output(self, accumulator: Gathered) -> Gathered:
        """Return the sum."""
        return accumulator


class ReplaceShards(_WithSanitizers):
    """The second pass over each shard."""

    def setup(self) -> None:
        """Load the sanitizers; what the run knows is made ready when the first shard brings it."""
        super().setup()
        self._run: RunKnowledge | None = None

    def process(self, element: tuple[Shard, ShardFiles], gathered: Gathered) -> Iterator[Any]:
        """Yield what became of the shard."""
        shard, files = element
        if self._run is None:
            self._run = RunKnowledge(gathered)
        try:
            result = replace_shard(BeamStorage(), shard, files, self._options, self._sanitizers, self._run)
        except OSError as error:
            yield TaggedOutput(FAULTS, _io_fault(error))
            return
        for (entity, action), count in result.replaced.items():
            Metrics.counter(METRICS, f"{entity}:{action}").inc(count)
        Metrics.counter(METRICS, "records").inc(result.records_in)
        Metrics.counter(METRICS, "records_blocked").inc(result.records_blocked)
        yield result


@dataclass(frozen=True, slots=True)
class FileResult:
    """A finished copy, not yet under its final name.

    Arguments:
        file: the input.
        plan: how it was read.
        copy: where the copy lies for now.
        sha256, size_bytes: of the copy.
        shards: what became of each shard, in order.
    """

    file: InputFile
    plan: Plan
    copy: str
    sha256: str
    size_bytes: int
    shards: tuple[ShardResult, ...]


class AssembleFiles(beam.DoFn):  # type: ignore[misc]
    """Joins the parts of each file, in order."""

    def __init__(self, work: str) -> None:
        """Write the copies into the folder `work`."""
        self._work = work

    def process(
        self, element: tuple[str, tuple[Iterable[tuple[InputFile, Plan]], Iterable[ShardResult]]]
    ) -> Iterator[Any]:
        """Yield the finished copy."""
        _, (planned, results) = element
        file, plan = next(iter(planned))
        ordered = tuple(sorted(results, key=lambda result: result.shard.index))
        copy = FileSystems.join(self._work, f"{_digest(file.name)}.copy")
        storage = BeamStorage()
        try:
            with storage.open(file.path) as source, storage.create(copy) as out:
                records.assemble(plan, opened(result.files.part for result in ordered), source, out)
            with storage.open(copy) as written:
                hashed = records.HashingReader(written)
                digest = hashed.finish()
        except OSError as error:
            yield TaggedOutput(FAULTS, _io_fault(error))
            return
        yield FileResult(file, plan, copy, digest, hashed.size_bytes, ordered)


class CopyRecords(beam.PTransform):  # type: ignore[misc]
    """Files in, finished copies out: plan, detect, replace, assemble."""

    def __init__(self, source: SanitizerSource, options: ReadOptions, work: str) -> None:
        """Take what the steps need; `work` is a folder for their parts."""
        super().__init__()
        self._source = source
        self._options = options
        self._work = work

    def expand(self, files: beam.PCollection) -> dict[str, beam.PCollection]:
        """Return the finished copies, the files that cannot be read, and the faults."""
        planned = files | "Plan files" >> beam.ParDo(PlanFiles()).with_outputs(BLOCKED, FAULTS, main="plans")
        shards = (
            planned.plans
            | "Cut into shards" >> beam.FlatMap(shards_of, self._work)
            | "Spread shards" >> beam.Reshuffle()
        )
        found = shards | "Detect" >> beam.ParDo(DetectShards(self._source, self._options)).with_outputs(
            FAULTS, main="values"
        )
        values = found["values"] | "Gather" >> beam.CombineGlobally(Gather())
        replaced = shards | "Replace" >> beam.ParDo(
            ReplaceShards(self._source, self._options), AsSingleton(values)
        ).with_outputs(FAULTS, main="results")
        by_path = {
            "planned": planned.plans | "Plans by path" >> beam.Map(lambda planned: (planned[0].path, planned)),
            "results": replaced.results | "Shards by path" >> beam.Map(lambda result: (result.shard.path, result)),
        }
        joined = (
            (by_path["planned"], by_path["results"])
            | "Gather parts" >> beam.CoGroupByKey()
            | "Assemble" >> beam.ParDo(AssembleFiles(self._work)).with_outputs(FAULTS, main="copies")
        )
        faults = (planned[FAULTS], found[FAULTS], replaced[FAULTS], joined[FAULTS]) | "All faults" >> beam.Flatten()
        return {"copies": joined.copies, BLOCKED: planned[BLOCKED], FAULTS: faults}


def _io_fault(error: OSError) -> Fault:
    return Fault(f"cannot read the input or write the output: {error.strerror or type(error).__name__}")


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
