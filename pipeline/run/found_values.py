"""Found values: what a run finds in the originals, and what it writes instead. Gathered by audits, and as evidence."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from apache_beam.io.filesystems import FileSystems

from pipeline.policy.model import Action
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import Seal
from pipeline.replace.people.linking import link_people
from pipeline.run.storage import BeamStorage
from pipeline.sanitized import Sanitized
from recognizers.lexicon.disguises.plain_forms import plain_form

PURPOSE, SUFFIX = "found values", ".values"


@dataclass(slots=True)
class FoundValues:
    """The values of the originals.

    Arguments:
        replaced: how often each (entity, value as it is written, what the copy has instead) occurs; the last is empty
            in records that are blocked.
        kept: how often each (entity, value as it is written) occurs that the policy keeps.
        unread: the number of records that cannot be read or scanned, whose values are unknown.
        people: how many records mention each person (given and family name, title, mark, particle) of whom both names
            are known and pseudonymized; as in `Person`.
    """

    replaced: Counter[tuple[str, str, str]] = field(default_factory=Counter, repr=False)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter, repr=False)
    unread: int = 0
    people: Counter[tuple[str, str, str, str, str]] = field(default_factory=Counter, repr=False)

    def add(self, sanitized: Sequence[Sanitized], *, is_written: bool) -> None:
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
        if is_written:
            self._add_people(sanitized)

    def _add_people(self, sanitized: Sequence[Sanitized]) -> None:
        mapped = (one for text in sanitized for one in text.decisions if one.action is Action.PSEUDONYMIZE)
        linked, _ = link_people([(one.span, plain_form(one.span.entity, one.surface).text) for one in mapped])
        whole = {person for person in linked.values() if len(person.given) > 1 and person.family}
        self.people.update((one.given, one.family, one.title, one.mark, one.particle) for one in whole)

    def merge(self, other: "FoundValues") -> None:
        """Add the values of other records."""
        self.replaced.update(other.replaced)
        self.kept.update(other.kept)
        self.unread += other.unread
        self.people.update(other.people)

    def write(self, key: Key, path: str) -> None:
        """Write the values as encrypted JSON into a new file; raises OSError."""
        counters = self.replaced, self.kept, self.people
        replaced, kept, people = ([[*names, count] for names, count in one.items()] for one in counters)
        with BeamStorage().completed(path) as file:
            file.write(
                Seal.of_file(key, path, PURPOSE).close(json.dumps([replaced, kept, self.unread, people]).encode())
            )

    @classmethod
    def read(cls, key: Key, path: str) -> "FoundValues":
        """Read what `write` wrote; raises OutputError if it was changed."""
        with BeamStorage().open(path) as file:
            replaced, kept, unread, people = json.loads(Seal.of_file(key, path, PURPOSE).open(file.read()))
        of_replaced = Counter({(entity, surface, made): count for entity, surface, made, count in replaced})
        of_kept = Counter({(entity, surface): count for entity, surface, count in kept})
        return cls(of_replaced, of_kept, unread, Counter({tuple(names): count for *names, count in people}))


def read_found_values(folder: str, key: Key) -> FoundValues:
    """Return the values that all shards wrote into the folder of a run; raises OutputError if a file was changed."""
    found = FoundValues()
    for match in FileSystems.match([FileSystems.join(folder, f"*{SUFFIX}")])[0].metadata_list:
        found.merge(FoundValues.read(key, match.path))
    return found
