"""Tables of an audit of impact: what is at risk before and after. No value of any text is in them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pipeline.audit.impact.facts import Kind, Stage
from pipeline.audit.impact.impact import Impact
from pipeline.audit.impact.sums import SMALL_CELLS, Cells, EntitySum, FieldSum, Subjects
from pipeline.audit.residue_tables import report as report_of_residue
from pipeline.audit.result import Result
from pipeline.evaluate.intervals import clopper_pearson
from pipeline.evaluate.tables import Table, share

TOP_FIELDS = 5
SUBJECTS = {"person": "persons with a name", "record": "records with an identifier and no name"}
OTHER_TEXT = "(text)"
ASSUMPTIONS = (
    "costs and prices are assumptions from public sources (docs/impact.md): set your own under 'costs' in the policy"
)


def report(impact: Impact) -> Result:
    """Return the report of an audit of impact."""
    worth, residue = _worth(impact), impact.residue
    judged = report_of_residue("impact", residue) if residue else None
    tables = [_at_risk(impact, worth), _by_entity(impact), _top_fields(impact), _persons(impact), _singling_out(impact)]
    tables += [_diversity(impact)] if impact.wanted.sensitive else []
    return Result(
        "impact",
        judged.passed if judged else None,
        _verdict(worth, impact) + (f"; the copy: {judged.verdict}" if judged else ""),
        tuple(table for table in tables if table.rows),
        tuple(_notes(impact)),
        _figures(impact, worth),
    )


def _worth(impact: Impact) -> dict[str, dict[Stage, float]]:
    """Return the money at risk: what records cost their owner, and what values fetch."""
    classes, entities, costs = impact.measured.sums.small.classes, impact.measured.sums.entities(), impact.costs
    records = dict.fromkeys(Stage, 0.0)
    for (classification, stage), count in sorted(classes.items()):
        records[Stage(stage)] += count * costs.of_record(classification).amount
    values = {
        Stage.BEFORE: sum(one.values * costs.of_value(one.entity).amount for one in entities),
        Stage.AFTER: sum(one.exposed * costs.of_value(one.entity).amount for one in entities),
    }
    return {"records": records, "values": values}


def _verdict(worth: dict[str, dict[Stage, float]], impact: Impact) -> str:
    currency, records, values = impact.costs.currency, worth["records"], worth["values"]
    return (
        f"at risk before: {records[Stage.BEFORE]:,.0f} {currency} for you, worth {values[Stage.BEFORE]:,.2f} to a thief; "
        f"after: {records[Stage.AFTER]:,.0f}, worth {values[Stage.AFTER]:,.2f}"
    )


def _at_risk(impact: Impact, worth: dict[str, dict[Stage, float]]) -> Table:
    small, currency = impact.measured.sums.small, impact.costs.currency
    entities, total = impact.measured.sums.entities(), small.totals["records"]
    out = small.totals["blocked"] + small.totals["unread"]
    direct = {stage: sum(n for (_, when), n in small.classes.items() if when == stage) for stage in Stage}
    mentions = sum(one.mentions for one in entities)
    rows = (
        ("records", f"{total:,}", f"{total - out:,}"),
        ("records with a direct identifier", *(f"{direct[stage]:,}" for stage in Stage)),
        (f"cost of a breach for you, {currency}", *(f"{worth['records'][stage]:,.0f}" for stage in Stage)),
        ("different values", f"{sum(one.values for one in entities):,}", f"{sum(one.exposed for one in entities):,}"),
        ("values in a record: mean, most", f"{mentions / total if total else 0:.1f}, {small.most:,}", ""),
        (f"worth to a thief, {currency}", *(f"{worth['values'][stage]:,.2f}" for stage in Stage)),
    )
    return Table("At risk", ("", "before", "after"), rows)


def _by_entity(impact: Impact) -> Table:
    small = impact.measured.sums.small
    records = Counter[str]()
    for (_, entity), count in small.with_entity.items():
        records[entity] += count

    def row(one: EntitySum) -> tuple[str, ...]:
        price = impact.costs.of_value(one.entity).amount
        counts = (f"{one.values:,}", f"{one.mentions:,}", f"{records[one.entity]:,}", f"{price:,.2f}")
        return (one.entity, *counts, _money(one.values * price), f"{one.exposed:,}", _money(one.exposed * price))

    columns = ("entity", "values", "mentions", "records", "price", "before", "left", "after")
    entities = sorted(
        impact.measured.sums.entities(), key=lambda one: (-_price(impact, one), -one.mentions, one.entity)
    )
    return Table("What the values of each entity fetch", columns, tuple(map(row, entities)))


def _top_fields(impact: Impact) -> Table:
    rows = tuple(
        (one.field or OTHER_TEXT, one.entity, f"{one.values:,}", _money(_price(impact, one)), f"{one.exposed:,}")
        for one in top_fields(impact)
    )
    return Table("What matters most", ("field", "entity", "values", "before", "left"), rows)


def top_fields(impact: Impact) -> list[FieldSum]:
    """Return the fields whose values are worth most; those with most mentions where they fetch nothing."""
    fields = impact.measured.sums.fields(by_file=False)
    return sorted(fields, key=lambda one: (-_price(impact, one), -one.mentions, one.field, one.entity))[:TOP_FIELDS]


def _persons(impact: Impact) -> Table:
    rows: list[tuple[str, ...]] = []
    for kind, name in SUBJECTS.items():
        one = impact.measured.sums.subjects(kind)
        if one.count:
            rows.append((name, f"{one.count:,}", "", ""))
            rows.append(("  none of their values is left", "0", *_share(one.protected, one.count)))
            rows.append(("  no direct identifier is left", "0", *_share(one.without_direct, one.count)))
    return Table("Persons: how many are protected as a whole", ("", "before", "after", "95 %"), tuple(rows))


def _singling_out(impact: Impact) -> Table:
    columns = ("", "", "records", "cells", "smallest", *(f"under {size}" for size in SMALL_CELLS))
    rows = []
    for kind in Kind:
        for stage in Stage:
            one = impact.measured.sums.cells(kind, stage)
            if one.records:
                within = (share(count, one.records) for count in one.within.values())
                rows.append((kind, stage, f"{one.records:,}", f"{one.cells:,}", f"{one.smallest:,}", *within))
    return Table("Singling out: cells of records that look alike, and the share in small ones", columns, tuple(rows))


def _diversity(impact: Impact) -> Table:
    rows = []
    for name in impact.wanted.sensitive:
        for stage in Stage:
            one = impact.measured.sums.diversity(name, stage)
            rows.append(
                (name, stage, f"{one.records:,}", f"{one.cells:,}", f"{one.smallest:,}", share(one.alike, one.records))
            )
    columns = ("", "", "records", "cells", "fewest values", "revealed by the cell")
    return Table("Sensitive fields: whether a cell reveals their value", columns, tuple(rows))


def _notes(impact: Impact) -> Iterator[str]:
    yield ASSUMPTIONS
    totals = impact.measured.sums.small.totals
    if totals["unread"]:
        yield f"{totals['unread']} records cannot be read or scanned: their values are not counted, and a run blocks them"
    if impact.measured.unreadable:
        yield f"{len(impact.measured.unreadable)} files have no format that a run reads: their values are not counted"
    if not impact.residue:
        yield "'after' is what the policy decides: pass the copy with --copy to search it for what is left"


def _figures(impact: Impact, worth: dict[str, dict[Stage, float]]) -> dict[str, Any]:
    sums, costs = impact.measured.sums, impact.costs
    small = sums.small
    return {
        "currency": costs.currency,
        "records": {**small.totals, "most_values": small.most},
        "at_risk": worth,
        "classes": [
            {"class": name, "stage": stage, "records": count, "cost": asdict(costs.of_record(name))}
            for (name, stage), count in sorted(small.classes.items())
        ],
        "entities": [{**asdict(one), "price": asdict(costs.of_value(one.entity))} for one in sums.entities()],
        "top_fields": [{**asdict(one), "before": _price(impact, one)} for one in top_fields(impact)],
        "subjects": {kind: _subjects(sums.subjects(kind)) for kind in SUBJECTS},
        "cells": {kind: {stage: _cells(sums.cells(kind, stage)) for stage in Stage} for kind in Kind},
        "diversity": {
            name: {stage: asdict(sums.diversity(name, stage)) for stage in Stage} for name in impact.wanted.sensitive
        },
    }


def _subjects(one: Subjects) -> dict[str, Any]:
    intervals = {
        f"{name}_interval": clopper_pearson(getattr(one, name), one.count) for name in ("protected", "without_direct")
    }
    return {**asdict(one), **intervals}


def _cells(one: Cells) -> dict[str, Any]:
    return {**asdict(one), "within": {f"under_{size}": count for size, count in one.within.items()}}


def _price(impact: Impact, one: EntitySum | FieldSum) -> float:
    return one.values * impact.costs.of_value(one.entity).amount


def _money(amount: float) -> str:
    return f"{amount:,.2f}" if amount else ""


def _share(part: int, whole: int) -> tuple[str, str]:
    """Return a share, and the limits between which it is for more persons of the same kind."""
    low, high = clopper_pearson(part, whole)
    return f"{part:,} ({share(part, whole)})", f"{100 * low:.1f} to {100 * high:.1f} %"
