"""Facts: what the records of a shard add to an audit of impact, as counts and keyed digests. No value is among them."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.replace.keyed.keys import Key
from recognizers.entities import row_of
from recognizers.lexicon.normal_form import normal_form

SCOPE, PURPOSE, DIGEST_CHARACTERS = "impact", "values", 32
IDENTIFY_NOBODY = ("organization", "amount")  # families
COUNTED = ("values", "exposed", "filled", "in_records", "with_entity", "classes", "cells", "sensitive", "subjects")
Names = tuple[str, ...]


class Stage(StrEnum):
    """When a thief gets the data."""

    BEFORE = "before"
    AFTER = "after"


class Kind(StrEnum):
    """The places of quasi-identifiers."""

    COLUMNS = "columns"
    TEXT = "free text"


@dataclass(slots=True)
class Facts:
    """The counts of some records. Digests are keyed, and stand for values, persons and cells.

    Arguments:
        totals: the number of records by what happened: `records`, `unread`, `blocked`, `with values`.
        most: the largest number of values in one record.
        values, exposed: (field, entity, value) -> its mentions, and those that a thief of the copy could read.
        filled: field -> its values that are not empty.
        in_records: (field, entity) -> the records with it.
        with_entity: (entity) -> the records with it, in whatever field.
        classes: (classification, stage) -> the records with a direct identifier.
        cells: (kind, stage, cell) -> its records.
        sensitive: (column, stage, cell, value) -> its records.
        subjects: (person or record, its digest, count) -> the number: of values, of exposed ones, of exposed direct ones.
        seen: the declared fields that occur.
    """

    totals: Counter[str] = field(default_factory=Counter)
    most: int = 0
    values: Counter[Names] = field(default_factory=Counter)
    exposed: Counter[Names] = field(default_factory=Counter)
    filled: Counter[Names] = field(default_factory=Counter)
    in_records: Counter[Names] = field(default_factory=Counter)
    with_entity: Counter[Names] = field(default_factory=Counter)
    classes: Counter[Names] = field(default_factory=Counter)
    cells: Counter[Names] = field(default_factory=Counter)
    sensitive: Counter[Names] = field(default_factory=Counter)
    subjects: Counter[Names] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    def as_json(self) -> bytes:
        """Return the facts as JSON."""
        counted = {name: [[*key, count] for key, count in getattr(self, name).items()] for name in COUNTED}
        return json.dumps({**counted, "totals": self.totals, "most": self.most, "seen": sorted(self.seen)}).encode()

    @classmethod
    def from_json(cls, content: bytes) -> "Facts":
        """Read what `as_json` returned."""
        read = json.loads(content)
        counted = {name: Counter({tuple(key): count for *key, count in read[name]}) for name in COUNTED}
        return cls(totals=Counter(read["totals"]), most=read["most"], seen=set(read["seen"]), **counted)


class Digester:
    """Digests values under the key of a run, so that nobody without it can test a guess."""

    def __init__(self, key: Key) -> None:
        """Derive the key of the digests."""
        self._key = key.family(SCOPE, PURPOSE)

    def of(self, *parts: str) -> str:
        """Return the digest of a tuple of strings."""
        return self._key.digest(json.dumps(parts)).hex()[:DIGEST_CHARACTERS]

    def of_value(self, entity: str, value: str) -> str:
        """Return the digest of a value, whatever its case, accents and separators."""
        return self.of(entity, normal_form(value).replace(" ", ""))

    def of_words(self, entity: str, value: str) -> Iterator[str]:
        """Yield the digest of each word of a value of several words, such as a surname."""
        words = normal_form(value).split()
        yield from (self.of(entity, word) for word in words if len(words) > 1)


def is_direct(entity: str) -> bool:
    """Return whether a value of an entity leads to a person, or into a system, by itself."""
    row = row_of(entity)
    return row.family not in IDENTIFY_NOBODY and not (row.is_quasi or row.is_loose or row.is_public)
