"""Classes: the table that says which class data deserves, by what is found in it."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from pipeline.policy.lists import DICTIONARY_TERM
from recognizers.entities import KNOWN, general

FILE = "classes.yaml"


@dataclass(frozen=True, slots=True)
class ClassRule:
    """One row of the table.

    Arguments:
        classification: the class that data of this kind deserves.
        what: the kind of data, in words.
        entities: the entities, of which one is enough; empty if every data fits.
        min_values: the different values that an entity must have.
        min_percent: the percentage of records that must have one.
    """

    classification: str
    what: str
    entities: frozenset[str]
    min_values: int
    min_percent: float

    def names(self, entity: str) -> bool:
        """Return whether an entity is one of the row, or a kind of one. What only a policy declares is a dictionary term."""
        known = general(entity) if entity in KNOWN else DICTIONARY_TERM
        return entity in self.entities or known in self.entities

    def fits(self, values: int, percent: float) -> bool:
        """Return whether so many values, in so many percent of the records, are enough."""
        return values >= self.min_values and percent >= self.min_percent


@cache
def class_rules() -> tuple[ClassRule, ...]:
    """Return the rows, the strictest class first."""
    rows = yaml.safe_load(resources.files("pipeline.policy").joinpath(FILE).read_text("utf-8"))
    return tuple(
        ClassRule(row["class"], row["what"], frozenset(row["entities"]), row["values"], row["percent"]) for row in rows
    )
