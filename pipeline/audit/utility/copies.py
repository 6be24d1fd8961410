"""Copies: the same records raw, under the policy, masked and redacted; and how consistent each copy is."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from pipeline.audit.impact.exposure import Cell
from pipeline.audit.impact.facts import Digester
from pipeline.audit.impact.gathering import records_with_cells
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action, Rule
from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.records.fields import is_nothing
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import Seal
from pipeline.run.copy_files import ReplaceShards
from pipeline.run.model import Counts, ShardTask
from pipeline.run.shards import Storage
from pipeline.run.storage import BeamStorage
from pipeline.run.work import Work
from pipeline.sanitize_record import RunKnowledge
from pipeline.sanitized import Sanitized
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Findings
from recognizers.lexicon.normal_form import normal_form

SUFFIX, SEALED = ".copies", "utility"
CACHED_SANITIZERS = 16
OTHERWISE = frozenset({Action.PSEUDONYMIZE, Action.SHIFT})  # what masking and redaction are compared with


class Copy(StrEnum):
    """How the records were changed."""

    RAW = "raw"
    PSEUDONYMIZED = "pseudonymized"
    MASKED = "masked"
    REDACTED = "redacted"


ACTIONS = {Copy.MASKED: Action.MASK, Copy.REDACTED: Action.REDACT}
Pair = tuple[str, str]  # the digests of a value and of what stands for it


@dataclass(slots=True)
class Copies:
    """The copies of some records.

    Arguments:
        labels: the label of each record.
        texts: copy -> the text of each record.
        mentions: copy -> how often each (value, what stands for it) occurs, as digests.
        unlabelled, unread: the records without a label, and those that are blocked or cannot be read.
    """

    labels: list[str] = field(default_factory=list, repr=False)
    texts: dict[str, list[str]] = field(default_factory=lambda: {copy: [] for copy in Copy}, repr=False)
    mentions: dict[str, dict[Pair, int]] = field(default_factory=lambda: {copy: {} for copy in Copy}, repr=False)
    unlabelled: int = 0
    unread: int = 0

    def add(self, other: "Copies") -> None:
        """Add the copies of other records."""
        self.labels += other.labels
        self.unlabelled += other.unlabelled
        self.unread += other.unread
        for copy in Copy:
            self.texts[copy] += other.texts[copy]
            _count(self.mentions[copy], other.mentions[copy].items())

    def as_json(self) -> bytes:
        """Return the copies as JSON."""
        mentions = {copy: [[*pair, count] for pair, count in pairs.items()] for copy, pairs in self.mentions.items()}
        return json.dumps([self.labels, self.texts, mentions, self.unlabelled, self.unread]).encode()

    @classmethod
    def from_json(cls, content: bytes) -> "Copies":
        """Read what `as_json` returned."""
        labels, texts, mentions, unlabelled, unread = json.loads(content)
        pairs = {copy: {(value, made): count for value, made, count in rows} for copy, rows in mentions.items()}
        return cls(labels, texts, pairs, unlabelled, unread)


class GatherCopies(ReplaceShards):
    """Writes the copies of the records of each shard, encrypted."""

    def __init__(self, work: Work, label: str) -> None:
        """Create the step. `label` is the column or key with the label of a record."""
        super().__init__(work)
        self._label = label

    def work_on(
        self, storage: Storage, task: ShardTask, options: ReadOptions, sanitizers: Sanitizers, run: RunKnowledge
    ) -> Counts:
        """Write the copies of a shard. The arguments are those of `pipeline.run.shards.replace_shard`."""
        copies = Copies()
        maker = _Maker(copies, sanitizers, run, self._label)
        for record, findings, cells in records_with_cells(storage, task, options, sanitizers):
            if isinstance(record, BrokenRecord) or findings is None:
                copies.unread += 1
            elif not record.is_blank:
                maker.add(record, findings, cells)
        with storage.completed(task.part):  # from these files the progress is computed
            pass
        path = task.part.removesuffix(".part") + SUFFIX
        with storage.completed(path) as file:
            file.write(Seal.of_file(sanitizers.key, path, SEALED).close(copies.as_json()))
        return Counts(len(copies.labels))


class _Maker:
    """Makes the copies of records."""

    def __init__(self, copies: Copies, sanitizers: Sanitizers, run: RunKnowledge, label: str) -> None:
        self._copies, self._sanitizers, self._run, self._label = copies, sanitizers, run, label
        self._digests = Digester(sanitizers.key)

    def add(self, record: Record, findings: Findings, cells: Sequence[Cell]) -> None:
        """Add the copies of a record, if it has a label and a run would write it."""
        label = next((cell for cell in cells if cell.is_one_of([self._label]) and not is_nothing(cell.value)), None)
        if label is None:
            self._copies.unlabelled += 1
            return
        if record.unscannable and self._sanitizers.of(record.classification).policy.unscannable == "block":
            self._copies.unread += 1
            return
        try:
            made = {copy: self._sanitized(record, findings, copy) for copy in Copy if copy is not Copy.RAW}
        except Exception:  # the record is blocked, as in a run, whatever the reason
            self._copies.unread += 1
            return
        if any(one.blocked for texts in made.values() for one in texts):
            self._copies.unread += 1
            return
        read = [place for place, text in enumerate(record.scanned) if text is not label.text and not text.is_name]
        self._copies.labels.append(label.value.strip())
        self._copies.texts[Copy.RAW].append("\n".join(record.scanned[place].value for place in read))
        for copy, texts in made.items():
            self._copies.texts[copy].append("\n".join(texts[place].text for place in read))
            self._count(copy, texts, self._sanitizers.of(record.classification).policy)

    def _sanitized(self, record: Record, findings: Findings, copy: Copy) -> list[Sanitized]:
        own = self._sanitizers.of(record.classification)
        sanitizer = _in_form(own, copy)
        known = self._run.values if own.policy.detection.propagate else None
        ledger = self._run.ledger if copy is Copy.PSEUDONYMIZED else None
        return sanitizer.replace(record.scanned, findings, known, ledger)

    def _count(self, copy: Copy, texts: Sequence[Sanitized], policy: Policy) -> None:
        """Count the mentions of what the policy pseudonymizes: shifted dates and placeholders are equal on purpose."""
        for one in texts:
            for place in one.replacements:
                if policy.rule(place.entity).do is not Action.PSEUDONYMIZE:
                    continue
                value = self._digests.of_value(place.entity, place.original)
                made = self._digests.of("made", place.entity, _normal(one.text[place.start : place.end]))
                _count(self._copies.mentions[copy], [((value, made), 1)])
                _count(self._copies.mentions[Copy.RAW], [((value, value), 1)] if copy is Copy.PSEUDONYMIZED else [])


@lru_cache(CACHED_SANITIZERS)
def _in_form(sanitizer: Sanitizer, copy: Copy) -> Sanitizer:
    """Return a sanitizer that masks or redacts what another one pseudonymizes or shifts."""
    if copy not in ACTIONS:
        return sanitizer
    policy = with_action(sanitizer.policy, ACTIONS[copy])
    return Sanitizer(policy, sanitizer.key, dataset=sanitizer.dataset, recipient=sanitizer.recipient)


def with_action(policy: Policy, action: Action) -> Policy:
    """Return a policy with another action for all that it pseudonymizes or shifts."""

    def other(rule: Rule) -> Rule:
        return Rule(do=action, min_score=rule.min_score) if rule.do in OTHERWISE else rule

    entities = {entity: other(rule) for entity, rule in policy.entities.items()}
    return policy.model_copy(update={"entities": entities, "otherwise": other(policy.otherwise)})


def read_copies(path: str, key: Key) -> Copies:
    """Read the copies of a shard; raises OutputError if they were changed."""
    with BeamStorage().open(path) as file:
        return Copies.from_json(Seal.of_file(key, path, SEALED).open(file.read()))


def _count(total: dict[Pair, int], more: Iterable[tuple[Pair, int]]) -> None:
    for pair, count in more:
        total[pair] = total.get(pair, 0) + count


def _normal(made: str) -> str:
    """Return what stands for a value, whatever its case and separators; placeholders and masks as they are."""
    return normal_form(made).replace(" ", "") or made
