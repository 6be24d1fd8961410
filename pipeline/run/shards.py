"""Shards: processes one shard in two passes: detection, then replacement with the results of the whole run.

Between the passes only offsets are stored, no text.
"""

import base64
import binascii
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass, field
from typing import Any, BinaryIO, Protocol

from pipeline import records
from pipeline.decide.known_values import distinctive_values
from pipeline.decide.settle import spans_of
from pipeline.errors import OutputError, RecordError
from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.records.formats import Writer
from pipeline.records.seen_names import noting
from pipeline.replace.keyed.sealing import CHANGED, Seal
from pipeline.replace.reserved import is_reserved
from pipeline.run.field_names import reported_names
from pipeline.run.found_values import FoundValues
from pipeline.run.model import CLASS_FIELD, Counts, ShardTask
from pipeline.sanitize_record import Gathered, Outcome, RunKnowledge, batches, detect_records, replace_record
from pipeline.sanitized import Sanitized
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import OriginalsBuffer, Sanitizers
from pipeline.text.document import Findings, values_of
from pipeline.text.spans import Span

MAX_COLUMNS = 1_000  # of a shard; a hostile file may have as many as values
OTHER_COLUMNS = "*"
DIGEST_BYTES = 16
INPUT_CHANGED = "the input was changed during the run: make sure that no other process writes to it, then run again"


class Storage(Protocol):
    """Opens files on any file system."""

    def open(self, path: str, identity: Any = None) -> BinaryIO:
        """Open a seekable file for reading. With `identity`, the path must still refer to that file."""
        ...

    def completed(self, path: str) -> AbstractContextManager[BinaryIO]:
        """Open a file for writing that gets its name when it is complete."""
        ...


def detect_shard(storage: Storage, task: ShardTask, options: ReadOptions, sanitizers: Sanitizers) -> Gathered:
    """Detect sensitive values in a shard and write their offsets.

    Arguments:
        storage: opens the files.
        task: the shard and its files.
        options: the declared fields of the records.
        sanitizers: the sanitizers of the run.

    Returns:
        The results of the shard for the second pass.
    """
    gathered = Gathered()
    with storage.open(task.shard.path, task.identity) as source, storage.completed(task.findings) as findings_file:
        seal = _seal_of_findings(sanitizers, task)
        found = records.read(source, task.shard, options)
        for batch in batches(record for record in found if isinstance(record, Record)):
            for record, findings in zip(batch, detect_records(batch, sanitizers), strict=True):
                own = gathered_of(sanitizers.of(record.classification), record, findings)
                findings_file.write(_findings_line(seal, record, findings if own else None))
                if own:
                    gathered.add(own)
    return gathered


def replace_shard(
    storage: Storage,
    task: ShardTask,
    options: ReadOptions,
    sanitizers: Sanitizers,
    run: RunKnowledge,
    found: FoundValues | None = None,
) -> Counts:
    """Write the sanitized records of a shard, and one line per blocked record.

    Arguments:
        storage, task, options, sanitizers: as in `detect_shard`.
        run: the results of the first pass for the whole run.
        found: gets the values of the written records.
    """
    options, declared = noting(options)
    tally = _Tally(sanitizers, declared)
    originals = OriginalsBuffer(sanitizers)
    with (
        storage.open(task.shard.path, task.identity) as layout,
        storage.completed(task.part) as part,
        storage.completed(task.blocked) as blocked_file,
    ):
        writer = records.writer(part, layout, task.shard)
        for record, outcome in _outcomes(storage, task, options, sanitizers, run):
            if not isinstance(outcome, str):
                outcome = _written(writer, outcome)
            tally.add(record, outcome)
            if isinstance(outcome, str):
                line = {"inside": record.inside, "record": record.number, "reason": outcome}
                blocked_file.write(json.dumps(line).encode() + b"\n")
            elif isinstance(record, Record):
                originals.add(record.classification, outcome[1])
                if found is not None:
                    found.add(outcome[1], is_written=True)
        writer.close()
        originals.flush()
    return tally.counts(sanitizers, run)


def _written(writer: Writer, outcome: tuple[Any, list[Sanitized]]) -> Outcome:
    """Write a record; return why it is blocked if the copy does not take it, such as a row of a database."""
    try:
        writer.write(outcome[0])
    except RecordError as error:
        return str(error)
    return outcome


def count_shard(
    storage: Storage, task: ShardTask, options: ReadOptions, sanitizers: Sanitizers, run: RunKnowledge
) -> Counts:
    """Return the counts of `replace_shard` without writing files. The arguments are the same."""
    options, declared = noting(options)
    tally = _Tally(sanitizers, declared)
    for record, outcome in _outcomes(storage, task, options, sanitizers, run):
        tally.add(record, outcome)
    return tally.counts(sanitizers, run)


def _outcomes(
    storage: Storage, task: ShardTask, options: ReadOptions, sanitizers: Sanitizers, run: RunKnowledge
) -> Iterator[tuple[Record | BrokenRecord, Outcome]]:
    """Yield each record of a shard with its sanitized form or the reason why it is blocked."""
    for record, findings in detected_records(storage, task, options, sanitizers):
        if isinstance(record, BrokenRecord):
            yield record, record.reason
        else:
            yield record, replace_record(record, findings, sanitizers, run)


def detected_records(
    storage: Storage, task: ShardTask, options: ReadOptions, sanitizers: Sanitizers
) -> Iterator[tuple[Record | BrokenRecord, Findings | None]]:
    """Yield each record of a shard with the findings of `detect_shard`; None if it cannot be read or scanned.

    Raises:
        RecordError: the shard has other records than in the first pass, whose findings do not cover their values.
        OutputError: the findings were not written by this run.
    """
    seal = _seal_of_findings(sanitizers, task)
    with storage.open(task.shard.path, task.identity) as source, storage.open(task.findings) as findings_file:
        for record in records.read(source, task.shard, options):
            findings = (
                None if isinstance(record, BrokenRecord) else _read_findings(seal, record, findings_file.readline())
            )
            yield record, findings
        if findings_file.readline():
            raise RecordError(INPUT_CHANGED)


def gathered_of(sanitizer: Sanitizer, record: Record, findings: Findings | None) -> Gathered | None:
    """Return the results of a record for the second pass; None on failure, after which the record is blocked."""
    if findings is None:
        return None
    try:
        decided = sanitizer.decide(record.scanned, findings)
        is_shared = sanitizer.policy.detection.propagate
        values = Counter(distinctive_values(values_of(record.scanned), spans_of(decided)) if is_shared else ())
        links = set(sanitizer.links(record.scanned, decided))
        return Gathered(values, dict(sanitizer.claims(record.scanned, decided)), links)
    except Exception:  # otherwise unregistered values would remain in other records
        return None


@dataclass(slots=True)
class _Tally:
    """Counts the outcomes of records. Other fields than `sanitizers` are those of `Counts`."""

    sanitizers: Sanitizers
    declared: set[str]
    records_in: int = 0
    records_blocked: int = 0
    replaced: Counter[tuple[str, str]] = field(default_factory=Counter)
    recognizers: Counter[tuple[str, str]] = field(default_factory=Counter)
    reserved: Counter[str] = field(default_factory=Counter)
    crowded: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    columns: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, record: Record | BrokenRecord, outcome: Outcome) -> None:
        """Add the outcome of a record."""
        if isinstance(record, Record) and record.is_blank and not isinstance(outcome, str):
            return
        if isinstance(record, Record):
            self._add_class(record.classification)
        self.records_in += 1
        if isinstance(outcome, str) or isinstance(record, BrokenRecord):
            self.records_blocked += 1
            return
        _, sanitized = outcome
        for text, one in zip(record.texts, sanitized, strict=True):
            self._add_text(one)
            if text.column:
                self._add_column(text.column, one)
        self.crowded.update(sanitized[0].crowded if sanitized else ())

    def _add_class(self, classification: str | None) -> None:
        if classification is not None:
            self.declared.add(CLASS_FIELD)
        if name := self.sanitizers.class_of(classification):
            self.classes[name] += 1

    def _add_column(self, name: str, one: Sanitized) -> None:
        if name not in self.columns and len(self.columns) >= MAX_COLUMNS:
            name = OTHER_COLUMNS
        self.columns.setdefault(name, Counter()).update(decided.span.entity for decided in one.decisions)

    def _add_text(self, one: Sanitized) -> None:
        for decided in one.decisions:
            entity = decided.span.entity
            self.replaced[entity, str(decided.action)] += 1
            self.recognizers[entity, decided.span.source] += 1
            if not decided.is_kept and is_reserved(entity, decided.surface):
                self.reserved[entity] += 1

    def counts(self, sanitizers: Sanitizers, run: RunKnowledge) -> Counts:
        """Return the totals. Names of columns are sanitized as in reports."""
        names = reported_names(self.columns, sanitizers.of(None), sanitizers.key, run) if self.columns else {}
        return Counts(
            self.records_in,
            self.records_blocked,
            tuple((*names, count) for names, count in sorted(self.replaced.items())),
            tuple((*names, count) for names, count in sorted(self.recognizers.items())),
            tuple(sorted(self.reserved.items())),
            tuple(sorted(self.crowded.items())),
            tuple((name, 1) for name in sorted(self.declared)),
            tuple(sorted(self.classes.items())),
            tuple(
                sorted(
                    (names[name], entity, count)
                    for name, found in self.columns.items()
                    for entity, count in found.items()
                )
            ),
        )


def _seal_of_findings(sanitizers: Sanitizers, task: ShardTask) -> Seal:
    """Return the seal of a shard's findings. If a finding could be removed unnoticed, its original would be disclosed."""
    name = "/".join(task.findings.split("/")[-2:])  # the folder of the run and the shard, wherever the folder is
    return Seal(sanitizers.key, name, "findings")


def _findings_line(seal: Seal, record: Record, findings: Findings | None) -> bytes:
    written = None if findings is None else [[astuple(span) for span in spans] for spans in findings]
    return base64.b64encode(seal.close(json.dumps([record.number, _digest(record), written]).encode())) + b"\n"


def _read_findings(seal: Seal, record: Record, line: bytes) -> Findings | None:
    """Parse the findings of a record; raises RecordError if the first pass did not write them for this record."""
    if not line:
        raise RecordError(INPUT_CHANGED)
    try:
        number, digest, found = json.loads(seal.open(base64.b64decode(line)))
    except (binascii.Error, ValueError):
        raise OutputError(CHANGED) from None
    if (number, digest) != (record.number, _digest(record)):
        raise RecordError(INPUT_CHANGED)
    return None if found is None else [[Span(*span) for span in spans] for spans in found]


def _digest(record: Record) -> str:
    """Return the digest of what the first pass scans of a record, which is stored encrypted only."""
    scanned = [(text.value, text.entity) for text in record.scanned]
    content = json.dumps([record.classification, scanned]).encode()
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).hexdigest()
