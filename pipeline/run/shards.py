"""The work on one shard, in two passes: detect, then replace with what the whole run knows.

Plain Python: files are opened by whoever calls. Nothing between the passes holds text: only offsets.
"""

import base64
import binascii
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from typing import Any, BinaryIO, Protocol

from pipeline import records
from pipeline.decide.known_values import distinctive_values
from pipeline.decide.settle import spans_of
from pipeline.errors import OutputError
from pipeline.records import Broken, ReadOptions, Record, Shard
from pipeline.replace.reserved import is_reserved
from pipeline.run.sealing import CHANGED, Seal
from pipeline.sanitize_record import Gathered, Outcome, RunKnowledge, detect_records, replace_record
from pipeline.sanitized import Sanitized
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import Keeper, Sanitizers
from pipeline.text.document import Findings, values_of
from pipeline.text.spans import Span

BATCH_RECORDS = 256
BATCH_CHARACTERS = 200_000


class Storage(Protocol):
    """Where files lie."""

    def open(self, path: str, identity: Any = None) -> BinaryIO:
        """Open a file for reading, seekable; with `identity` only if the path still names that file."""
        ...

    def create(self, path: str) -> BinaryIO:
        """Open a file for writing."""
        ...


@dataclass(frozen=True, slots=True)
class ShardFiles:
    """The files that the work on a shard reads and leaves behind.

    Arguments:
        number: the place of the file among the inputs.
        name: what reports call the file that the shard is of.
        identity: which file that is, where it is a local one.
        findings: the spans of every record, without text, sealed.
        part: the sanitized records.
        blocked: a JSON line for each record that does not leave, without its content.
    """

    number: int
    name: str
    identity: Any
    findings: str
    part: str
    blocked: str


@dataclass(frozen=True, slots=True)
class ShardResult:
    """What became of a shard.

    Arguments:
        shard: the shard.
        files: where its parts lie.
        records_in, records_blocked: how many records were read, and how many of them do not leave.
        replaced: (entity, action) -> how many findings.
        recognizers: (entity, recognizer) -> how many findings.
        reserved: entity -> how many of the replaced values lay in reserved ranges: surrogates of an earlier run.
        crowded: entity -> how many records hold more values of it than the policy expects of one.
    """

    shard: Shard
    files: ShardFiles
    records_in: int
    records_blocked: int
    replaced: Counter[tuple[str, str]]
    recognizers: Counter[tuple[str, str]]
    reserved: Counter[str]
    crowded: Counter[str] = field(default_factory=Counter)


def detect_shard(
    storage: Storage, shard: Shard, files: ShardFiles, options: ReadOptions, sanitizers: Sanitizers
) -> Gathered:
    """Find what is sensitive in a shard and write down where it stands.

    Returns:
        What the second pass needs to know of it.
    """
    gathered = Gathered()
    with storage.open(shard.path, files.identity) as source, storage.create(files.findings) as findings_file:
        seal = _seal_of_findings(sanitizers, files)
        for batch in _batches(records.read(source, shard, options)):
            for record, findings in zip(batch, detect_records(batch, sanitizers), strict=True):
                findings_file.write(_findings_line(seal, record.number, findings))
                if findings is not None:
                    _gather(gathered, sanitizers.of(record.classification), record, findings)
    return gathered


def _gather(gathered: Gathered, sanitizer: Sanitizer, record: Record, findings: Findings) -> None:
    """Note what a record adds; one that cannot be read so far is blocked in the second pass."""
    with suppress(Exception):
        decided = sanitizer.decide(record.texts, findings)
        if sanitizer.policy.detection.propagate:
            gathered.values.update(distinctive_values(values_of(record.texts), spans_of(decided)))
        gathered.claims.update(sanitizer.claims(record.texts, decided))


def replace_shard(
    storage: Storage, shard: Shard, files: ShardFiles, options: ReadOptions, sanitizers: Sanitizers, run: RunKnowledge
) -> ShardResult:
    """Write the sanitized records of a shard, and a line for each that is blocked."""
    records_in = records_blocked = 0
    replaced: Counter[tuple[str, str]] = Counter()
    recognizers: Counter[tuple[str, str]] = Counter()
    reserved: Counter[str] = Counter()
    crowded: Counter[str] = Counter()
    keeper = Keeper(sanitizers)
    seal = _seal_of_findings(sanitizers, files)
    with (
        storage.open(shard.path, files.identity) as source,
        storage.open(shard.path, files.identity) as layout,
        storage.open(files.findings) as findings_file,
        storage.create(files.part) as part,
        storage.create(files.blocked) as blocked_file,
    ):
        writer = records.writer(part, layout, shard)
        for record in records.read(source, shard, options):
            records_in += 1
            if isinstance(record, Broken):
                outcome: Outcome = record.reason
            else:
                findings = _read_findings(seal, record.number, findings_file.readline())
                outcome = replace_record(record, findings, sanitizers, run)
            if isinstance(record, Broken) or isinstance(outcome, str):
                records_blocked += 1
                line = {"file": files.name, "record": record.number, "reason": outcome}
                blocked_file.write(json.dumps(line).encode() + b"\n")
            else:
                rendered, sanitized = outcome
                writer.write(rendered)
                keeper.add(record.classification, sanitized)
                _count(sanitized, replaced, recognizers, reserved)
                crowded.update(sanitized[0].crowded if sanitized else ())
        if shard.format == "parquet":
            writer.close()
        keeper.flush()
    return ShardResult(shard, files, records_in, records_blocked, replaced, recognizers, reserved, crowded)


def _batches(found: Iterable[Record | Broken]) -> Iterator[list[Record]]:
    """Gather records until there is enough work for a batch of the model."""
    batch: list[Record] = []
    characters = 0
    for record in found:
        if isinstance(record, Broken):
            continue
        batch.append(record)
        characters += sum(len(text.value) for text in record.texts)
        if len(batch) >= BATCH_RECORDS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _count(
    sanitized: list[Sanitized],
    replaced: Counter[tuple[str, str]],
    recognizers: Counter[tuple[str, str]],
    reserved: Counter[str],
) -> None:
    for one in sanitized:
        for decided in one.decisions:
            entity = decided.span.entity
            replaced[entity, decided.action.value] += 1
            recognizers[entity, decided.span.source] += 1
            if not decided.is_kept and is_reserved(entity, decided.surface):
                reserved[entity] += 1


def _seal_of_findings(sanitizers: Sanitizers, files: ShardFiles) -> Seal:
    """Return the seal of one shard's findings: who leaves one out would let an original through."""
    return Seal(sanitizers.key, files.findings, "findings")


def _findings_line(seal: Seal, number: int, findings: Findings | None) -> bytes:
    written = None if findings is None else [[astuple(span) for span in spans] for spans in findings]
    return base64.b64encode(seal.close(json.dumps([number, written]).encode())) + b"\n"


def _read_findings(seal: Seal, number: int, line: bytes) -> Findings | None:
    """Read the findings of a record; raises OutputError for what the first pass did not write about it."""
    try:
        written_for, found = json.loads(seal.open(base64.b64decode(line)))
    except binascii.Error:
        raise OutputError(CHANGED) from None
    if written_for != number:
        raise OutputError(CHANGED)
    return None if found is None else [[Span(*span) for span in spans] for spans in found]
