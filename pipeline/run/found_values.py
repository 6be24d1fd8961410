"""Found values: what a run finds in the originals, and what it writes instead. Gathered by audits, and as evidence."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from apache_beam.io.filesystems import FileSystems

from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import Seal
from pipeline.run.storage import BeamStorage
from pipeline.sanitized import Sanitized

PURPOSE, SUFFIX = "found values", ".values"


@dataclass(slots=True)
class FoundValues:
    """The values of the originals.

    Arguments:
        replaced: how often each (entity, value as it is written, what the copy has instead) occurs; the last is empty
            in records that are blocked.
        kept: how often each (entity, value as it is written) occurs that the policy keeps.
        unread: the number of records that cannot be read or scanned, whose values are unknown.
    """

    replaced: Counter[tuple[str, str, str]] = field(default_factory=Counter, repr=False)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter, repr=False)
    unread: int = 0

    def add(self, sanitized: Iterable[Sanitized], *, is_written: bool) -> None:
        """Add the decisions about the texts of a record.

        Arguments:
            sanitized: the texts.
            is_written: whether the record is in the copy, rather than blocked.
        """
        for text in sanitized:
            made = iter([text.text[one.start : one.end] for one in text.replacements] if is_written else ())
            for decided in text.decisions:
                if decided.is_kept:
                    self.kept[decided.span.entity, decided.surface] += 1
                else:
                    self.replaced[decided.span.entity, decided.surface, next(made, "")] += 1

    def merge(self, other: "FoundValues") -> None:
        """Add the values of other records."""
        self.replaced.update(other.replaced)
        self.kept.update(other.kept)
        self.unread += other.unread

    def write(self, key: Key, path: str) -> None:
        """Write the values as encrypted JSON into a new file; raises OSError."""
        replaced, kept = ([[*names, count] for names, count in one.items()] for one in (self.replaced, self.kept))
        with BeamStorage().completed(path) as file:
            file.write(_seal_of(key, path).close(json.dumps([replaced, kept, self.unread]).encode()))

    @classmethod
    def read(cls, key: Key, path: str) -> "FoundValues":
        """Read what `write` wrote; raises OutputError if it was changed."""
        with BeamStorage().open(path) as file:
            replaced, kept, unread = json.loads(_seal_of(key, path).open(file.read()))
        of_replaced = Counter({(entity, surface, made): count for entity, surface, made, count in replaced})
        return cls(of_replaced, Counter({(entity, surface): count for entity, surface, count in kept}), unread)


def read_found_values(folder: str, key: Key) -> FoundValues:
    """Return the values that all shards wrote into the folder of a run; raises OutputError if a file was changed."""
    found = FoundValues()
    for match in FileSystems.match([FileSystems.join(folder, f"*{SUFFIX}")])[0].metadata_list:
        found.merge(FoundValues.read(key, match.path))
    return found


def _seal_of(key: Key, path: str) -> Seal:
    return Seal(key, path.rsplit("/", 1)[-1], PURPOSE)
