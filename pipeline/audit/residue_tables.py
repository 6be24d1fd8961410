"""Report of a residue audit: its verdict, its tables, and its figures. No value is in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pipeline.audit.bounds import left_or_missed, upper_bound
from pipeline.audit.judge import Row, total
from pipeline.audit.messages import Role
from pipeline.audit.residue import Residue
from pipeline.audit.result import Result
from pipeline.evaluate.intervals import CONFIDENCE
from pipeline.evaluate.miss_rate import MissRate
from pipeline.evaluate.tables import Table

COLUMNS = ("entity", "values", "left", "occurrences", "at most left", "found in the originals")
SHOWN_PLACES = 20
FEW = 0.99  # of the values that the search finds in the originals themselves


def report(test: str, residue: Residue, miss: MissRate | None = None) -> Result:
    """Return the report of an audit.

    Arguments:
        test: the name of the audit.
        residue: what is left.
        miss: how much detection misses, measured on labelled texts; None if it was not measured.
    """
    row = total(residue.judged.rows)
    parts = sum(one.left for one in residue.judged.rows if not one.is_whole)
    real = residue.searched.suspicious.total()
    passed = not (row.left or parts or real or residue.unsearched)
    return Result(
        test,
        passed,
        _verdict(residue, row, parts, real, miss, passed=passed),
        tuple(_tables(residue, row)),
        tuple(_notes(residue, row)),
        _figures(residue, row, miss),
    )


def _verdict(residue: Residue, row: Row, parts: int, real: int, miss: MissRate | None, *, passed: bool) -> str:
    found = [
        f"{row.left} of {row.values} values are left, {row.occurrences} times" if row.left else "",
        f"{parts} parts of values are left" if parts else "",
        f"{real} values in no reserved range look real" if real else "",
        f"{len(residue.unsearched)} parts of files cannot be searched" if residue.unsearched else "",
    ]
    if not passed:
        return "; ".join(filter(None, found))
    if not row.values:
        return "nothing looks real; without originals, nothing else was searched for"
    verdict = (
        f"none of {row.values} values is left; at most {percent(upper_bound(0, row.values))} of such values are (95 %)"
    )
    if miss and miss.values:
        joint = left_or_missed(upper_bound(0, row.values, _joint()), miss.values.high)
        verdict += f"; with those that detection misses, at most {percent(joint)} (95 %)"
    return verdict


def _joint() -> float:
    """Return the confidence of each of two bounds that hold together with CONFIDENCE (Bonferroni)."""
    return 1 - (1 - CONFIDENCE) / 2


def _tables(residue: Residue, row: Row) -> Iterator[Table]:
    rows = sorted(residue.judged.rows, key=lambda one: (not one.is_whole, -one.left, -one.values, one.entity))
    if rows:
        yield Table("", COLUMNS, tuple(map(_cells, [*rows, row])))
    if reasons := tuple(_by_reason(residue)):
        yield Table("Not searched for", ("reason", "values", "entities"), reasons)
    if residue.searched.suspicious:
        looks_real = sorted(residue.searched.suspicious.items())
        yield Table(
            "Looks real, in no reserved range",
            ("entity", "values"),
            tuple((name, str(count)) for name, count in looks_real),
        )
    if residue.unsearched:
        yield Table("Cannot be searched", ("file", "reason"), tuple(residue.unsearched[:SHOWN_PLACES]))
    if residue.places:
        shown = tuple((one.file, one.part, str(one.offset), one.entity) for one in residue.places[:SHOWN_PLACES])
        more = len(residue.places) - len(shown)
        title = (
            f"Places (the first {SHOWN_PLACES} of {len(residue.places)}; --json has them all)" if more > 0 else "Places"
        )
        yield Table(title, ("file", "part", "offset", "entity"), shown)


def _cells(row: Row) -> tuple[str, ...]:
    name = row.entity or "all values"
    power = f"{percent(row.found / row.expected)} ({row.found} of {row.expected})" if row.expected else "-"
    counts = (str(row.values), str(row.left), str(row.occurrences))
    return (name if row.is_whole else f"{name}, parts", *counts, percent(upper_bound(row.left, row.values)), power)


def _by_reason(residue: Residue) -> Iterator[tuple[str, str, str]]:
    entities: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (entity, reason), count in residue.judged.left_out.items():
        entities[str(reason)].append((count, entity))
    for name, counted in sorted(entities.items()):
        named = [f"{entity} {count}" for count, entity in sorted(counted, key=lambda one: (-one[0], one[1]))]
        more = f", {len(named) - 4} more" if len(named) > 4 else ""
        yield name, str(sum(count for count, _ in counted)), ", ".join(named[:4]) + more


def _notes(residue: Residue, row: Row) -> Iterator[str]:
    if row.expected and row.found < FEW * row.expected:
        yield f"the search finds only {percent(row.found / row.expected)} of the values in the originals themselves: it would miss as many in the copy"
    if residue.sought.patterns.digests:
        yield "evidence holds only values that identify by themselves, as they are written: --against searches for all"
    if residue.sought.unread_records:
        yield f"{residue.sought.unread_records} records of the originals cannot be read or scanned: their values were not searched for"
    if residue.sought.unread_files:
        yield f"{residue.sought.unread_files} files of the originals have no format that a run reads: their values were not searched for"
    roles = residue.listing.roles
    if undecoded := [number for number, _ in residue.searched.unreadable if roles[number] is Role.COPY]:
        yield f"{len(undecoded)} files of the copy have no format of records, and were searched only as they are stored"


def _figures(residue: Residue, row: Row, miss: MissRate | None) -> dict[str, Any]:
    sizes = residue.searched.size_bytes
    return {
        "confidence": CONFIDENCE,
        "values": _as_json(row),
        "entities": [_as_json(one) for one in residue.judged.rows],
        "not_searched": [
            {"entity": entity, "reason": str(reason), "values": count}
            for (entity, reason), count in sorted(residue.judged.left_out.items())
        ],
        "suspicious": dict(sorted(residue.searched.suspicious.items())),
        "places": [{name: value for name, value in asdict(one).items() if name != "pattern"} for one in residue.places],
        "cannot_be_searched": [{"file": file, "reason": reason} for file, reason in residue.unsearched],
        "miss_rate": None if miss is None or miss.values is None else asdict(miss.values),
        "files": residue.listing.count(Role.COPY),
        "searched_bytes": {"stored": sizes[Role.COPY, False], "decoded": sizes[Role.COPY, True]},
    }


def _as_json(row: Row) -> dict[str, Any]:
    return {**asdict(row), "at_most_left": upper_bound(row.left, row.values)}


def percent(share: float) -> str:
    """Return a share in percent."""
    return f"{100 * share:.2f} %"


def lines_with_values(residue: Residue) -> Sequence[dict[str, Any]]:
    """Return the places with the form of the value that is there, for a private file."""
    forms = [*residue.sought.targets.words, *residue.sought.targets.numbers]
    return [{**asdict(one), "pattern": forms[one.pattern] if one.pattern >= 0 else ""} for one in residue.places]
