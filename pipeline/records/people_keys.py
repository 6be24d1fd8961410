"""Keys that are names of people: those of an object under a key such as `users` or `Mitarbeiter`."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, reduce
from operator import getitem
from typing import Any

from pipeline.records.column_names import GROUPS_OF_PEOPLE
from pipeline.records.declarations import CACHED_NAMES, normalized
from pipeline.records.json_scan import Path
from pipeline.records.key_names import is_like_a_person

OBJECT, ARRAY, SCALAR = "object", "array", "scalar"


@lru_cache(CACHED_NAMES)
def declares_people(name: str) -> bool:
    """Return whether a key says that what it holds is about people."""
    return name[:1].isalpha() and normalized(name) in GROUPS_OF_PEOPLE


def people_in(kinds: Mapping[str, str]) -> frozenset[str]:
    """Return the keys that are names of people, among those of one object about people.

    A record of one person has schema words among its keys, or values of several kinds. A group has objects, each about
    one person, or one value for each.

    Arguments:
        kinds: key -> `object`, `array` or `scalar`, the kind of its value.
    """
    people = frozenset(filter(is_like_a_person, kinds))
    if len(set(kinds.values())) != 1:
        return frozenset()
    return people if OBJECT in kinds.values() or len(people) == len(kinds) else frozenset()


class PeopleKeys:
    """The keys of a parsed JSON value that are names of people."""

    def __init__(self, value: Any, outer: Sequence[str] = ()) -> None:
        """Look for keys in `value`, to which the keys `outer` lead."""
        self._value = value
        self._outer = outer[-1] if outer else ""
        self._found: dict[Path, frozenset[str]] = {}

    def has(self, path: Path) -> bool:
        """Return whether the last step of a path, which is a key, is the name of a person."""
        around, key = path[:-1], path[-1]
        group = around[-1] if around else self._outer
        if not isinstance(group, str) or not declares_people(group):
            return False
        if around not in self._found:
            self._found[around] = self._people(around)
        return key in self._found[around]

    def _people(self, path: Path) -> frozenset[str]:
        try:
            one = reduce(getitem, path, self._value)
        except (KeyError, IndexError, TypeError):  # a duplicate key, whose other value is not in the parsed value
            return frozenset()
        return people_in({key: kind_of(value) for key, value in one.items()}) if isinstance(one, dict) else frozenset()


def kind_of(value: Any) -> str:
    """Return the kind of a parsed JSON value."""
    return OBJECT if isinstance(value, dict) else ARRAY if isinstance(value, list) else SCALAR
