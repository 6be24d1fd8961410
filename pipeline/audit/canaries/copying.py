"""Copies: anonymizes records in memory as a run does, in two passes, and repeats its replacements without its key."""

from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256

from pipeline.records import Record
from pipeline.replace.keyed.keys import Key
from pipeline.run.shards import gathered_of
from pipeline.sanitize_record import Gathered, RunKnowledge, batches, detect_records, replace_record
from pipeline.sanitized import Sanitized
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Findings
from pipeline.text.spans import Span

Copies = list[list[Sanitized] | str]  # of each record its texts, or the reason why it is blocked
Anonymize = Callable[[Sequence[Record], Sanitizers], Copies]
OUTSIDER = sha256(b"a key that anybody may have").digest()


def copies_of(sample: Sequence[Record], sanitizers: Sanitizers) -> Copies:
    """Return what a run writes for records."""
    gathered, found = Gathered(), list[Findings | None]()
    for batch in batches(sample):
        for record, findings in zip(batch, detect_records(batch, sanitizers), strict=True):
            own = gathered_of(sanitizers.of(record.classification), record, findings)
            found.append(findings if own else None)
            if own:
                gathered.add(own)
    run = RunKnowledge(gathered)
    outcomes = (
        replace_record(record, findings, sanitizers, run) for record, findings in zip(sample, found, strict=True)
    )
    return [outcome if isinstance(outcome, str) else outcome[1] for outcome in outcomes]


def entity_of(values: set[str], copies: Copies) -> str:
    """Return the entity that the policy takes most of some values for; empty if it replaces none of them."""
    decided = (one for copy in copies if not isinstance(copy, str) for text in copy for one in text.decisions)
    entities = Counter(one.span.entity for one in decided if not one.is_kept and one.surface in values)
    return entities.most_common(1)[0][0] if entities else ""


def without_key(sanitizer: Sanitizer) -> Sanitizer:
    """Return a sanitizer that does what a sanitizer does, for somebody who has everything but its key."""
    return Sanitizer(sanitizer.policy, Key(OUTSIDER), dataset=sanitizer.dataset, recipient=sanitizer.recipient)


def replaced(prefix: str, value: str, entity: str, sanitizer: Sanitizer) -> str:
    """Return what a sanitizer writes for a value after a prefix; the value itself if it blocks it."""
    span = Span(len(prefix), len(prefix) + len(value), entity, 1.0, "canaries")
    return sanitizer.replace([prefix + value], [[span]])[0].text[len(prefix) :] or value
