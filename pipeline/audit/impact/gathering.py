"""Gathering: the second pass of an audit of impact over the originals. Workers write facts, and no value."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from apache_beam.io.filesystems import FileSystems

from pipeline.audit.impact.exposure import Cell, Exposure, Wanted
from pipeline.audit.impact.facts import Digester, Facts
from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import Seal
from pipeline.run.copy_files import ReplaceShards
from pipeline.run.field_names import reported_names
from pipeline.run.model import Counts, ShardTask
from pipeline.run.shards import Storage, detected_records
from pipeline.run.storage import BeamStorage
from pipeline.run.work import Work
from pipeline.sanitize_record import RunKnowledge
from pipeline.sanitized import Sanitized
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Findings

SUFFIX, LEFT, SEALED = ".facts", "left.values", "impact"
MAX_FIELDS = 1_000  # of a shard; further names are probably values
OTHER = "*"


@dataclass(frozen=True, slots=True)
class ShardFacts:
    """The facts of one shard.

    Arguments:
        file: the number of its file.
        facts: the facts.
    """

    file: int
    facts: Facts


class GatherFacts(ReplaceShards):
    """Writes the facts of each shard."""

    def __init__(self, work: Work, wanted: Wanted) -> None:
        """Create the step. `wanted` are the declared fields."""
        super().__init__(work)
        self._wanted = wanted

    def work_on(
        self, storage: Storage, task: ShardTask, options: ReadOptions, sanitizers: Sanitizers, run: RunKnowledge
    ) -> Counts:
        """Write the facts of a shard and no copy. The arguments are those of `replace_shard`."""
        left = read_left(self._work, sanitizers.key)
        facts = facts_of(storage, task, options, sanitizers, run, self._wanted, left)
        with storage.completed(task.part):  # from these files the progress is computed
            pass
        path = task.part.removesuffix(".part") + SUFFIX
        with storage.completed(path) as file:
            file.write(Seal.of_file(sanitizers.key, path, SEALED).close(facts.as_json()))
        return Counts(facts.totals["records"], facts.totals["blocked"] + facts.totals["unread"])


def facts_of(
    storage: Storage,
    task: ShardTask,
    options: ReadOptions,
    sanitizers: Sanitizers,
    run: RunKnowledge,
    wanted: Wanted,
    left: Collection[str],
) -> Facts:
    """Return the facts of a shard.

    Arguments:
        storage, task, options, sanitizers, run: as in `pipeline.run.shards.replace_shard`.
        wanted: the declared fields.
        left: the digests of the values that the copy still has.
    """
    facts = Facts()
    exposure = Exposure(facts, Digester(sanitizers.key), wanted, left)
    for record, findings, cells in records_with_cells(storage, task, options, sanitizers):
        if isinstance(record, BrokenRecord) or findings is None:
            facts.totals.update(records=1, unread=1)
        elif not record.is_blank:
            facts.totals["records"] += 1
            _add(record, findings, cells, sanitizers, run, exposure, facts)
    return _with_reported_names(facts, sanitizers, run)


def records_with_cells(
    storage: Storage, task: ShardTask, options: ReadOptions, sanitizers: Sanitizers
) -> Iterator[tuple[Record | BrokenRecord, Findings | None, list[Cell]]]:
    """Yield each record of a shard with its findings, and with the values of its fields, also of those that are kept."""
    read: list[Cell] = []
    # A reader reports the values of a record before it yields the record.
    noting = replace(options, note=lambda path, value, text: read.append(Cell(tuple(path), value, text)))
    for record, findings in detected_records(storage, task, noting, sanitizers):
        cells, read[:] = [cell for cell in read if cell.path], []
        yield record, findings, cells


def _add(
    record: Record,
    findings: Findings,
    cells: list[Cell],
    sanitizers: Sanitizers,
    run: RunKnowledge,
    exposure: Exposure,
    facts: Facts,
) -> None:
    sanitizer = sanitizers.of(record.classification)
    known = run.values if sanitizer.policy.detection.propagate else None
    try:
        sanitized: list[Sanitized] = sanitizer.replace(record.scanned, findings, known, run.ledger)
    except Exception:  # the record is blocked, as in a run, whatever the reason
        facts.totals["unread"] += 1
        return
    is_unscannable = bool(record.unscannable) and sanitizer.policy.unscannable == "block"
    is_written = not is_unscannable and not any(one.blocked for one in sanitized)
    facts.totals["blocked"] += not is_written
    classification = sanitizer.policy.classification
    exposure.add(record.texts, sanitized, cells, classification, is_written=is_written)


def _with_reported_names(facts: Facts, sanitizers: Sanitizers, run: RunKnowledge) -> Facts:
    """Return the facts with names of fields as reports show them: keys such as `anna@acme.com` are values."""
    names = {column for column, *_ in (*facts.values, *facts.filled)} - {""}
    shown = reported_names(sorted(names)[:MAX_FIELDS], sanitizers.of(None), sanitizers.key, run)
    for table in (facts.values, facts.exposed, facts.filled, facts.in_records):
        renamed = [((shown.get(column, OTHER if column else ""), *rest), n) for (column, *rest), n in table.items()]
        table.clear()
        for key, count in renamed:
            table[key] += count
    return facts


def write_left(work: Work, key: Key, left: Collection[str]) -> None:
    """Write the digests of the values that a copy still has, for all workers; raises OSError."""
    path = FileSystems.join(work.folder, LEFT)
    with BeamStorage().completed(path) as file:
        file.write(Seal.of_file(key, path, SEALED).close(json.dumps(sorted(left)).encode()))


def read_left(work: Work, key: Key) -> frozenset[str]:
    """Read what `write_left` wrote; raises OutputError if it was changed."""
    path = FileSystems.join(work.folder, LEFT)
    with BeamStorage().open(path) as file:
        return frozenset(json.loads(Seal.of_file(key, path, SEALED).open(file.read())))


def read_facts(path: str, key: Key) -> ShardFacts:
    """Read the facts of a shard; raises OutputError if they were changed."""
    with BeamStorage().open(path) as file:
        facts = Facts.from_json(Seal.of_file(key, path, SEALED).open(file.read()))
    return ShardFacts(int(path.rsplit("/", 1)[-1].partition("-")[0]), facts)
