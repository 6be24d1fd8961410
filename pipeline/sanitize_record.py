"""Records: detection and replacement of one record, or the reason why it is blocked."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipeline.decide.known_values import KnownValues
from pipeline.records import Record
from pipeline.replace.keyed.ledger import Claims, Ledger
from pipeline.replace.keyed.sealing import Seal
from pipeline.sanitized import Sanitized
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Findings

UNSCANNABLE = "the record holds an image, sound or file, which cannot be scanned (unscannable: block)"
HOLDS_KEY = "the record holds a key of the pseudonyms in use"
Outcome = tuple[Any, list[Sanitized]] | str


@dataclass(slots=True)
class Gathered:
    """What the first pass hands to the second.

    Arguments:
        values: how often each distinctive (value, entity) was found.
        claims: which surrogates the values would take, without text.
    """

    values: Counter[tuple[str, str]] = field(default_factory=Counter)
    claims: Claims = field(default_factory=dict)

    def add(self, other: "Gathered") -> None:
        """Add what other records gave."""
        self.values.update(other.values)
        self.claims.update(other.claims)

    def sealed(self, seal: Seal) -> bytes:
        """Write it as sealed JSON: it holds originals, and runners store messages on disks."""
        values = [[value, entity, count] for (value, entity), count in self.values.items()]
        claims = {tag.hex(): candidates.hex() for tag, candidates in self.claims.items()}
        return seal.close(json.dumps([values, claims]).encode())

    @classmethod
    def unsealed(cls, seal: Seal, sealed: Iterable[bytes]) -> "Gathered":
        """Add up sealed JSON; raises OutputError for what this run did not write."""
        gathered = cls()
        for one in sealed:
            values, claims = json.loads(seal.open(one))
            counted = Counter({(value, entity): count for value, entity, count in values})
            read = {bytes.fromhex(tag): bytes.fromhex(candidates) for tag, candidates in claims.items()}
            gathered.add(cls(counted, read))
        return gathered


class RunKnowledge:
    """What the second pass knows of the whole run.

    Arguments:
        values: the values to look for in every record.
        ledger: which of the values that would share a surrogate get another one.
    """

    def __init__(self, gathered: Gathered) -> None:
        """Prepare what the first pass gathered."""
        self.values = KnownValues(gathered.values)
        self.ledger = Ledger.of(gathered.claims)


def detect_records(batch: list[Record], sanitizers: Sanitizers) -> list[Findings | None]:
    """Detect in a batch; None for a record that cannot be scanned. One such record spoils no other."""
    groups: dict[int, list[int]] = {}
    for place, record in enumerate(batch):
        groups.setdefault(id(sanitizers.of(record.classification)), []).append(place)
    found: list[Findings | None] = [None] * len(batch)
    for places in groups.values():
        sanitizer = sanitizers.of(batch[places[0]].classification)
        try:
            for place, findings in zip(places, sanitizer.detect([batch[p].texts for p in places]), strict=True):
                found[place] = findings
        except Exception:  # whatever a recognizer raises, the record does not leave
            if len(places) > 1:
                for place in places:
                    found[place] = detect_records([batch[place]], sanitizers)[0]
    return found


def replace_record(
    record: Record, findings: Findings | None, sanitizers: Sanitizers, run: RunKnowledge | None = None
) -> Outcome:
    """Return a record as it leaves with what was replaced in it, or the reason why it does not leave."""
    sanitizer = sanitizers.of(record.classification)
    if findings is None:
        return "the record could not be scanned"
    if record.unscannable and sanitizer.policy.unscannable == "block":
        return UNSCANNABLE
    if any(sanitizers.key_lines.are_in(text.value) for text in record.texts):
        return HOLDS_KEY
    try:
        known = run.values if run and sanitizer.policy.detection.propagate else None
        sanitized = sanitizer.replace(record.texts, findings, known, run.ledger if run else None)
        if blocked := next((one.blocked for one in sanitized if one.blocked), ""):
            return f"the policy {sanitizer.policy.classification} blocks records with {blocked}"
        rendered = record.render([one.text for one in sanitized])
        if isinstance(rendered, bytes) and sanitizers.key_lines.are_in(rendered):
            return HOLDS_KEY
        return rendered, sanitized
    except Exception as error:  # its message may hold content, its type does not
        return f"the record could not be replaced ({type(error).__name__})"
