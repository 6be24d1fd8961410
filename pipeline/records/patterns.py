"""Patterns of names: `address_*` declares every field whose name, or dotted path, it matches."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

WILD = frozenset("*?[")
MAX_CACHED_NAMES = 8_192


class Patterns(Mapping[str, str]):
    """Declared fields of which some are patterns. A name itself is stronger than a pattern, an earlier one than a later."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        """Keep `fields`: name or pattern -> what is declared."""
        self._fields = dict(fields)
        self._wild = [name for name in fields if is_pattern(name)]
        self._stated: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self._fields[self.stated(name) or name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def stated(self, name: str) -> str:
        """Return the name or the pattern that declares a field; empty if none does."""
        if name in self._fields:
            return name
        found = self._stated.get(name)
        if found is None:
            found = next((one for one in self._wild if fnmatchcase(name, one)), "")
            if len(self._stated) < MAX_CACHED_NAMES:
                self._stated[name] = found
        return found


def with_patterns(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return declared fields in which the patterns count as such."""
    return Patterns(fields) if any(map(is_pattern, fields)) else fields


def is_pattern(name: str) -> bool:
    """Return whether a declared name is a pattern."""
    return not WILD.isdisjoint(name)


def stated_name(fields: Mapping[str, str], name: str) -> str:
    """Return the name or the pattern under which a field is declared; empty if it is not declared."""
    stated = getattr(fields, "stated", None)  # of Patterns, or of what wraps them
    found: str = stated(name) if stated else name if name in fields else ""
    return found
