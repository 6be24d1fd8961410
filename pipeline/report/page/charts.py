"""Charts of a report: bars with their numbers, by entity, recognizer and file."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.policy.model import Action
from pipeline.report.model import Counted, RunManifest
from recognizers.entities import Family, row_of

MAX_BARS = 20
MAX_KINDS = 3
PER_CENT = 100
# What the policy did, for a reader who does not know its words.
DONE = {
    Action.KEEP: "kept as it is",
    Action.SHIFT: "moved by a secret offset",
    Action.PSEUDONYMIZE: "replaced by an invented value",
    Action.GENERALIZE: "made less exact",
    Action.MASK: "masked",
    Action.HASH: "replaced by a keyed hash",
    Action.ENCRYPT: "encrypted",
    Action.REDACT: "removed",
    Action.BLOCK: "blocked",
}
FAMILIES: Mapping[Family, str] = {
    "person": "people",
    "organization": "companies and projects",
    "place": "places",
    "contact": "contact data",
    "amount": "dates and amounts",
    "secret": "passwords and keys",
    "number": "identity numbers",
    "other": "others",
}
FOUND_BY = {
    "Model": "the language model",
    "field": "the name of the column or key",
    "field:family": "the name of the column or key (family name)",
    "field:given": "the name of the column or key (given name)",
    "document": "found elsewhere in the same record",
    "run": "found elsewhere in the data",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar.

    Arguments:
        family: the family of its entities, which determines its colour.
        is_kept: whether the policy keeps these values.
        start, width: its place in the bar, in percent of the longest bar.
    """

    family: str
    is_kept: bool
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart.

    Arguments:
        name: what is counted.
        note: the same in other words, or more about it; empty for none.
        count: the number of findings.
        description: what they are, or what was done with them.
        segments: the parts of the bar, disjoint and in order.
    """

    name: str
    note: str
    count: int
    description: str
    segments: tuple[Segment, ...]


Parts = Counter[tuple[str, bool]]  # (entity, whether it is kept) -> count


def by_entity(manifest: RunManifest) -> list[Bar]:
    """Return a bar for each entity, the most frequent first."""
    parts = {entity: _parts({entity: actions}) for entity, actions in manifest.entities.items()}
    said = {entity: _done(actions) for entity, actions in manifest.entities.items()}
    return _bars(parts, {entity: (row_of(entity).label, entity) for entity in parts}, said, "entities")


def by_recognizer(manifest: RunManifest) -> list[Bar]:
    """Return a bar for each recognizer, the most frequent first."""
    parts: dict[str, Parts] = defaultdict(Counter)
    for entity, recognizers in manifest.recognizers.items():
        for name, count in recognizers.items():
            parts[name][entity, False] += count
    return _bars(parts, {name: (name, FOUND_BY.get(name, "")) for name in parts}, {}, "recognizers")


def by_file(manifest: RunManifest) -> list[Bar]:
    """Return a bar for each file, the one with the most findings first."""
    parts = {file.name: _parts(file.entities) for file in manifest.files}
    return _bars(parts, {name: (name, "") for name in parts}, {}, "files")


def families_of(bars: Iterable[Bar]) -> list[str]:
    """Return the families of the segments of bars, for a legend."""
    drawn = {segment.family for bar in bars for segment in bar.segments}
    return [family for family in FAMILIES if family in drawn]


def has_kept(bars: Iterable[Bar]) -> bool:
    """Return whether a part of a bar is of values that were kept."""
    return any(segment.is_kept for bar in bars for segment in bar.segments)


def _parts(entities: Counted) -> Parts:
    parts: Parts = Counter()
    for entity, actions in entities.items():
        for action, count in actions.items():
            parts[entity, action == Action.KEEP] += count
    return parts


def _bars(
    parts: Mapping[str, Parts], names: Mapping[str, tuple[str, str]], said: Mapping[str, str], what: str
) -> list[Bar]:
    """Return the bars, the longest first; those after the first MAX_BARS as one."""
    ordered = sorted(parts, key=lambda name: (-parts[name].total(), names[name]))
    first, rest = ordered[:MAX_BARS], ordered[MAX_BARS:]
    if len(rest) == 1:
        first, rest = ordered, []
    longest = max((parts[name].total() for name in first), default=0)
    bars = [_bar(*names[name], parts[name], said.get(name), longest) for name in first]
    if rest:
        others = sum((parts[name] for name in rest), Counter())
        bars.append(Bar(f"{len(rest)} other {what}", "", others.total(), _kinds(others), ()))
    return bars


def _bar(name: str, note: str, parts: Parts, said: str | None, longest: int) -> Bar:
    by_family: Parts = Counter()
    for (entity, is_kept), count in parts.items():
        by_family[row_of(entity).family, is_kept] += count
    segments, start = [], 0.0
    for (family, is_kept), count in sorted(by_family.items(), key=lambda item: (item[0][1], -item[1], item[0])):
        width = round(PER_CENT * count / longest, 2) if longest else 0.0
        segments.append(Segment(family, is_kept, round(start, 2), width))
        start += width
    return Bar(name, note, parts.total(), _kinds(parts) if said is None else said, tuple(segments))


def _done(actions: Mapping[str, int]) -> str:
    """Return what was done with the values of an entity."""
    if len(actions) == 1:
        return _words(next(iter(actions)))
    ordered = sorted(actions.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count:,} {_words(action)}" for action, count in ordered)


def _words(action: str) -> str:
    return DONE.get(Action(action), action) if action in {*Action} else action


def _kinds(parts: Parts) -> str:
    """Return the most frequent entities."""
    counts: Counter[str] = Counter()
    for (entity, _), count in parts.items():
        counts[row_of(entity).label] += count
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    more = len(ordered) - MAX_KINDS
    named = [f"{label} {count:,}" for label, count in ordered[:MAX_KINDS]]
    return ", ".join([*named, f"{more} more"] if more > 0 else named)
