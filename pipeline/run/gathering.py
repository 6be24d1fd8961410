"""Second passes that gather the found values of each shard: with the copy, or instead of it."""

from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.records.seen_names import noting
from pipeline.run.copy_files import ReplaceShards
from pipeline.run.found_values import SUFFIX, FoundValues
from pipeline.run.model import Counts, ShardTask
from pipeline.run.shards import Storage, detected_records, replace_shard
from pipeline.sanitize_record import RunKnowledge
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Findings


def replace_and_gather(
    storage: Storage, task: ShardTask, options: ReadOptions, sanitizers: Sanitizers, run: RunKnowledge
) -> Counts:
    """Write the copy of a shard, and the values that it replaces. The arguments are those of `replace_shard`."""
    found = FoundValues()
    counts = replace_shard(storage, task, options, sanitizers, run, found)
    found.write(sanitizers.key, _path(task))
    return counts


def gather_shard(
    storage: Storage, task: ShardTask, options: ReadOptions, sanitizers: Sanitizers, run: RunKnowledge
) -> Counts:
    """Write the values of a shard and no copy. The arguments are those of `replace_shard`."""
    options, declared = noting(options)
    found = FoundValues()
    records_in = 0
    for record, findings in detected_records(storage, task, options, sanitizers):
        records_in += 1
        if isinstance(record, BrokenRecord) or findings is None:
            found.unread += 1
        else:
            _add_record(found, record, findings, sanitizers, run)
    with storage.completed(task.part):  # from these files the progress is computed
        pass
    found.write(sanitizers.key, _path(task))
    return Counts(records_in, declared=tuple((name, 1) for name in sorted(declared)))


class ReplaceAndGather(ReplaceShards):
    """The second pass of a run that keeps evidence."""

    work_on = staticmethod(replace_and_gather)

    def files_of(self, task: ShardTask) -> tuple[str, ...]:
        """Return the files that the step writes for a shard, with the values."""
        return *super().files_of(task), _path(task)


class GatherValues(ReplaceShards):
    """The second pass of an audit over the originals."""

    work_on = staticmethod(gather_shard)


def _add_record(
    found: FoundValues, record: Record, findings: Findings, sanitizers: Sanitizers, run: RunKnowledge
) -> None:
    sanitizer = sanitizers.of(record.classification)
    known = run.values if sanitizer.policy.detection.propagate else None
    try:
        sanitized = sanitizer.replace(record.scanned, findings, known, run.ledger)
    except Exception:  # the record is blocked, as in a run, whatever the reason
        found.unread += 1
        return
    is_unscannable = bool(record.unscannable) and sanitizer.policy.unscannable == "block"
    found.add(sanitized, is_written=not is_unscannable and not any(one.blocked for one in sanitized))


def _path(task: ShardTask) -> str:
    return task.part.removesuffix(".part") + SUFFIX
