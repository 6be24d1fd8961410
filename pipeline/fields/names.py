"""Names that may be values: keys such as `anna@acme.com` are shown as `*`, since no value is shown."""

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from pipeline.fields.tally import Detect, Path, Tally
from pipeline.records.key_names import MAX_SCHEMA_DIGITS, key_text
from pipeline.records.model import ReadOptions
from pipeline.records.people_keys import OBJECT, SCALAR, declares_people, people_in

HIDDEN = "*"
NO_NAME = "(no name)"
MAX_FIELDS = 1_000  # of a file; the keys of further ones are probably values
MAX_UNKNOWN_NAMES = 50  # in one object; where there are more that are not of a schema, they are values


def shown_paths(tallies: dict[Path, Tally], options: ReadOptions, detect: Detect) -> dict[Path, Tally]:
    """Return the tallies by paths that can be shown: names that a run would replace are `*`, and added up.

    Arguments:
        tallies: path -> tally.
        options: the user's declarations; names in them are known.
        detect: finds the spans of names.
    """
    known = {part for name in options.fields for part in (name, *name.split("."))}
    hidden = _hidden({step for path in tallies for step in path} - known, detect)
    crowded, people = _crowded(tallies, known), _people(tallies)
    shown: dict[Path, Tally] = {}
    for path, tally in tallies.items():
        safe = tuple(
            HIDDEN
            if step in hidden
            or (path[:place] in crowded and _is_unknown(step, known))
            or (path[: place + 1] in people and step not in known)
            else step
            for place, step in enumerate(path)
        )
        if safe not in shown and len(shown) >= MAX_FIELDS:
            safe = (HIDDEN,)
        shown.setdefault(safe, Tally()).add(tally)
    return shown


def _hidden(names: Collection[str], detect: Detect) -> set[str]:
    """Return the names that a run would replace if its policy does not keep names, and those with many digits."""
    texts = {name: replace(text, is_name=False) for name in sorted(names) if (text := key_text(name))}
    spans = detect(list(texts.values()))
    found = {name for (name, text), own in zip(texts.items(), spans, strict=True) if text.entity or own}
    return found | {name for name in texts if sum(map(str.isdecimal, name)) > MAX_SCHEMA_DIGITS}


def _crowded(paths: Collection[Path], known: Collection[str]) -> set[Path]:
    """Return the paths of objects with many keys that are not of a schema. The columns of a table may be as many."""
    inner: defaultdict[Path, set[str]] = defaultdict(set)
    for path in paths:
        for place, step in enumerate(path[1:], 1):
            if _is_unknown(step, known):
                inner[path[:place]].add(step)
    return {outer for outer, names in inner.items() if len(names) > MAX_UNKNOWN_NAMES}


def _people(paths: Collection[Path]) -> set[Path]:
    """Return the paths of keys that are names of people."""
    groups: defaultdict[Path, dict[str, str]] = defaultdict(dict)
    for path in paths:
        for place in range(1, len(path)):
            if declares_people(path[place - 1]):
                groups[path[:place]][path[place]] = OBJECT if place + 1 < len(path) else SCALAR
    return {(*outer, name) for outer, kinds in groups.items() for name in people_in(kinds)}


def _is_unknown(name: str, known: Collection[str]) -> bool:
    return name not in known and key_text(name) is not None


def printable(path: Path) -> str:
    """Return a path as people write it, on one line and without control characters."""
    name = ".".join(path)
    if not name.strip():
        return NO_NAME
    return name if name.isprintable() else json.dumps(name)[1:-1]
