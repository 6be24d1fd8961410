"""Record sanitizer: detects and replaces values in one record, or returns the reason why the record is blocked."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pipeline.decide.known_values import KnownValues
from pipeline.errors import HeteronymError
from pipeline.records import BrokenRecord, Piece, Record
from pipeline.replace.keyed.ledger import NO_CHOICES, Choices, Claims, Ledger
from pipeline.replace.keyed.sealing import Seal
from pipeline.sanitized import Sanitized
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Findings

UNSCANNABLE = "the record contains an image, audio or a file, which cannot be scanned (unscannable: block)"
CONTAINS_KEY = "the record contains a key of this run"
BATCH_RECORDS = 256
BATCH_CHARACTERS = 200_000
AnyRecord = TypeVar("AnyRecord", bound=Record | BrokenRecord)
Outcome = tuple[Any, list[Sanitized]] | str


@dataclass(slots=True)
class Gathered:
    """The results of the first pass, which the second pass uses.

    Arguments:
        values: the number of occurrences of each distinctive (value, entity).
        claims: the candidate surrogates of the values; contains no text.
        links: which people have which user names; contains no text.
    """

    values: Counter[tuple[str, str]] = field(default_factory=Counter)
    claims: Claims = field(default_factory=dict)
    links: set[bytes] = field(default_factory=set)

    def add(self, other: "Gathered") -> None:
        """Merge the results of other records."""
        self.values.update(other.values)
        self.claims.update(other.claims)
        self.links.update(other.links)

    def sealed(self, seal: Seal) -> bytes:
        """Return the results as encrypted JSON: they contain originals, and runners write messages to disk."""
        values = [[value, entity, count] for (value, entity), count in self.values.items()]
        claims = {tag.hex(): candidates.hex() for tag, candidates in self.claims.items()}
        links = [link.hex() for link in sorted(self.links)]
        return seal.close(json.dumps([values, claims, links]).encode())

    @classmethod
    def unsealed(cls, seal: Seal, sealed: Iterable[bytes]) -> "Gathered":
        """Decrypt and merge results.

        Arguments:
            seal: the seal of the run.
            sealed: outputs of `sealed`.

        Raises:
            OutputError: an item was not sealed by this run.
        """
        gathered = cls()
        for one in sealed:
            values, claims, links = json.loads(seal.open(one))
            counted = Counter({(value, entity): count for value, entity, count in values})
            read = {bytes.fromhex(tag): bytes.fromhex(candidates) for tag, candidates in claims.items()}
            gathered.add(cls(counted, read, set(map(bytes.fromhex, links))))
        return gathered


class RunKnowledge:
    """The results of the first pass for a whole run.

    Attributes:
        values: the values to search for in every record.
        ledger: the collisions of the run, and the values that are assigned another surrogate.
    """

    def __init__(self, gathered: Gathered, earlier: Choices = NO_CHOICES) -> None:
        """Index the results of the first pass, and decide about collisions with them and with earlier runs."""
        self.values = KnownValues(gathered.values)
        self.ledger = Ledger.of(gathered.claims, frozenset(gathered.links), earlier)


def batches(found: Iterable[AnyRecord]) -> Iterator[list[AnyRecord]]:
    """Group records into batches for the NER model."""
    batch: list[AnyRecord] = []
    characters = 0
    for record in found:
        batch.append(record)
        characters += sum(len(text.value) for text in record.texts) if isinstance(record, Record) else 0
        if len(batch) >= BATCH_RECORDS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def detect_records(batch: list[Record], sanitizers: Sanitizers) -> list[Findings | None]:
    """Detect values in a batch of records.

    Returns:
        For each record its findings; None if it cannot be scanned. Such a record does not affect the others.
    """
    groups: dict[int, list[int]] = {}
    for place, record in enumerate(batch):
        groups.setdefault(id(sanitizers.of(record.classification)), []).append(place)
    found: list[Findings | None] = [None] * len(batch)
    for places in groups.values():
        sanitizer = sanitizers.of(batch[places[0]].classification)
        try:
            for place, findings in zip(places, sanitizer.detect([batch[p].scanned for p in places]), strict=True):
                found[place] = findings
        except Exception:  # a record is blocked if a recognizer raises anything
            if len(places) > 1:
                for place in places:
                    found[place] = detect_records([batch[place]], sanitizers)[0]
    return found


def replace_record(
    record: Record, findings: Findings | None, sanitizers: Sanitizers, run: RunKnowledge | None = None
) -> Outcome:
    """Replace the findings of a record.

    Arguments:
        record: the record.
        findings: its findings from `detect_records`; None if it could not be scanned.
        sanitizers: the sanitizers of the run.
        run: the results of the first pass; None if there is none.

    Returns:
        The rendered record and its sanitized texts, or the reason why the record is blocked.
    """
    sanitizer = sanitizers.of(record.classification)
    if findings is None:
        return "the record could not be scanned"
    if record.unscannable and sanitizer.policy.unscannable == "block":
        return UNSCANNABLE
    if any(sanitizers.key_lines.are_in(text.value) for text in record.texts):
        return CONTAINS_KEY
    try:
        known = run.values if run and sanitizer.policy.detection.propagate else None
        sanitized = sanitizer.replace(record.scanned, findings, known, run.ledger if run else None)
        if blocked := next((one.blocked for one in sanitized if one.blocked), ""):
            return f"the policy {sanitizer.policy.classification} blocks records with {blocked}"
        rendered = record.render([one.text for one in sanitized])
        content = rendered.innermost if isinstance(rendered, Piece) else rendered
        if isinstance(content, bytes) and sanitizers.key_lines.are_in(content):
            return CONTAINS_KEY
        return rendered, sanitized
    except HeteronymError as error:
        return f"the record could not be replaced: {error}"
    except Exception as error:  # its message may contain content, its type does not
        return f"the record could not be replaced ({type(error).__name__})"
