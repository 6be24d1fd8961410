"""Command `evaluate`: measures detection on labelled texts, and on a checked sample of a user's own data."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Styled

from pipeline.cli.options import AsJson, Class, Fields, declared_fields
from pipeline.cli.screen import output_console, progress, say
from pipeline.errors import HeteronymError
from pipeline.replace.keyed.keys import LOCAL_KEY

if TYPE_CHECKING:
    from pipeline.evaluate import tables
    from pipeline.evaluate.evaluation import Evaluation
    from pipeline.evaluate.intervals import Interval
    from pipeline.evaluate.miss_rate import MissRate
    from pipeline.policy.loading import Policy

CONTAINS_TEXT = "contains original text: only you can read it, and it must be protected like the data itself"


def evaluate(
    classification: Class,
    inputs: Annotated[
        list[str], typer.Argument(metavar="GOLD...", help="Labelled JSONL files; with --sample the data to draw from.")
    ] = [],  # noqa: B006  (typer does not modify it)
    against: Annotated[
        list[str], typer.Option("--against", help="Also measure `presidio` or `rampart` on the same texts; repeatable.")
    ] = [],  # noqa: B006
    html: Annotated[
        str, typer.Option("--html", help="Write a page with each miss and false alarm in its context.")
    ] = "",
    sample: Annotated[
        int, typer.Option("--sample", min=0, help="Draw this many records of the data for a labelling sheet.")
    ] = 0,
    output: Annotated[
        str, typer.Option("--output", "-o", help="The sheet that --sample writes: .jsonl, .csv or .html.")
    ] = "",
    seed: Annotated[int, typer.Option("--seed", help="The seed of the draw.")] = 0,
    field: Fields = [],  # noqa: B006
    sheet: Annotated[str, typer.Option("--sheet", help="Read a checked sheet, and estimate the miss rate.")] = "",
    as_json: AsJson = False,
) -> None:
    """Measure what detection misses and hits by mistake, on labelled texts or on a checked sample of your data."""
    given = {"--against": against, "--html": html, "--output": output, "--seed": seed, "--field": field, "GOLD": inputs}
    from pipeline.policy.loading import Policy

    if sheet and sample:
        raise HeteronymError("--sample writes a sheet and --sheet reads one: use one of them")
    policy = Policy.load(classification)
    if sample:
        _refuse("--sample", given, ("--against", "--html"))
        _sample(inputs, policy, sample, output, seed, field, as_json)
    elif sheet:
        _refuse("--sheet", given, ("GOLD", "--against", "--output", "--seed", "--field"))
        _sheet(Path(sheet), policy, html, as_json)
    else:
        _refuse("a gold file", given, ("--output", "--seed", "--field"))
        _gold(inputs, policy, against, html, as_json)


def _refuse(what: str, given: dict[str, Any], without: Iterable[str]) -> None:
    """Raise HeteronymError for an option that has no meaning beside another."""
    if wrong := next((name for name in without if given[name]), ""):
        raise HeteronymError(f"{wrong} has no effect with {what}: leave it out")


def _gold(inputs: list[str], policy: "Policy", against: list[str], html: str, as_json: bool) -> None:
    if not inputs:
        raise HeteronymError("no gold file: pass a labelled JSONL file, or use --sample or --sheet")
    from pipeline.evaluate.contenders import OTHERS
    from pipeline.evaluate.evaluation import evaluate_gold
    from pipeline.evaluate.gold import read_gold
    from pipeline.evaluate.tables import as_json as figures
    from pipeline.evaluate.tables import tables

    if unknown := next((name for name in against if name not in OTHERS), ""):
        raise HeteronymError(f"--against {unknown}: use {' or '.join(OTHERS)}")
    documents = read_gold(Path(name) for name in inputs)
    with progress("evaluating") as on_progress:
        done = evaluate_gold(documents, policy, list(dict.fromkeys(against)), on_progress=on_progress)
    if as_json:
        print(json.dumps({**_of_policy(policy), "contenders": figures(done.scores)}))
    else:
        _print_tables(tables(done.scores))
    _write_page(html, done)


def _sample(
    inputs: list[str], policy: "Policy", rows: int, output: str, seed: int, field: list[str], as_json: bool
) -> None:
    if not inputs or not output:
        raise HeteronymError(
            "--sample needs the data and --output: heteronym evaluate --sample 200 DATA -c CLASS -o FILE"
        )
    fields = declared_fields(field, policy)
    from pipeline.evaluate.contenders import Ours
    from pipeline.evaluate.draw import draw
    from pipeline.evaluate.sheet import STRATA, format_of, write_sheet
    from pipeline.records import ReadOptions
    from recognizers.entities import general

    format_of(Path(output))
    keys = [os.environ.get("HETERONYM_KEY_FILE", ""), str(LOCAL_KEY)]
    with progress("scanning") as on_progress:
        drawn = draw(inputs, ReadOptions(fields), keys, Ours(policy), rows=rows, seed=seed, on_progress=on_progress)
    write_sheet(Path(output), drawn.rows, {general(entity) for entity in _entities(policy)})
    counts = {stratum: drawn.count(stratum) for stratum in STRATA}
    sizes = {row.stratum: row.stratum_records for row in drawn.rows}
    if as_json:
        weights = {stratum: sizes[stratum] / count for stratum, count in counts.items() if count}
        sampled = {"rows": counts, "weights": weights, "records": drawn.records, "scanned": drawn.pool_records}
        print(json.dumps({**_of_policy(policy), **sampled, "left_out": drawn.left_out, "seed": seed}))
    else:
        for stratum, count in counts.items():
            weight = f"each stands for {sizes[stratum] / count:.1f} of the scanned" if count else "there are none"
            output_console.print(f"{count} records {stratum}: {weight}")
        output_console.print(
            f"{len(drawn.rows)} of {drawn.records:,} records in {output}, {drawn.pool_records:,} scanned, seed {seed}; "
            f"{drawn.left_out} cannot be shown and were left out",
            markup=False,
        )
    say(f"{output} {CONTAINS_TEXT}", "yellow")


def _sheet(path: Path, policy: "Policy", html: str, as_json: bool) -> None:
    from pipeline.evaluate.evaluation import evaluate_sheet
    from pipeline.evaluate.labelled import read_sheet
    from pipeline.evaluate.tables import as_json as figures
    from pipeline.evaluate.tables import tables

    labelled, rows = read_sheet(path, _entities(policy))
    if not labelled:
        raise HeteronymError(f"{path}: no record is checked: correct the marks of a record, then set 'checked'")
    with progress("evaluating") as on_progress:
        done, rate = evaluate_sheet(labelled, policy, on_progress)
    first = labelled[0].row
    if as_json:
        checked = {"checked": len(labelled), "rows": rows, "records": first.records, "scanned": first.pool_records}
        print(json.dumps({**_of_policy(policy), **checked, "missed": _as_json(rate), "sample": figures(done.scores)}))
    else:
        _print_rate(rate)
        output_console.print(
            f"{len(labelled)} of {rows} rows are checked; they were drawn from {first.records:,} records, "
            f"{first.pool_records:,} of them scanned. The tables below count the checked rows, without weights.\n"
        )
        _print_tables(tables(done.scores))
    _write_page(html, done)


def _entities(policy: "Policy") -> frozenset[str]:
    """Return the entities that a mark of a sheet may have."""
    from pipeline.extensions import known_entities

    return known_entities() | set(policy.declared)


def _of_policy(policy: "Policy") -> dict[str, Any]:
    return {"policy": {"classification": policy.classification, "digest": policy.digest}}


def _as_json(rate: "MissRate") -> dict[str, Any]:
    def limits(interval: "Interval | None") -> dict[str, float] | None:
        return None if interval is None else {"share": interval.share, "low": interval.low, "high": interval.high}

    return {"confidence": 0.95, "records_with_a_miss": limits(rate.records), "values": limits(rate.values)}


def _print_rate(rate: "MissRate") -> None:
    """Print the estimates for the whole data."""
    table = Table("in the whole data", "estimate", "95 % confidence interval", box=None, pad_edge=False)
    for name, interval in (("records with a missed value", rate.records), ("values missed", rate.values)):
        if interval:
            table.add_row(name, _percent(interval.share), f"{_percent(interval.low)} to {_percent(interval.high)}")
        else:
            table.add_row(name, "-", "no value is marked")
    output_console.print(table)


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def _print_tables(shown: "Iterable[tables.Table]") -> None:
    for place, one in enumerate(shown):
        if place:
            output_console.print()
        if one.title:
            output_console.print(f"{one.title}:")
        output_console.print(table_of(one))


def table_of(shown: "tables.Table") -> Table:
    """Return a table for the terminal."""
    table = Table(*shown.columns, box=None, pad_edge=False)
    for row in shown.rows:
        table.add_row(*map(Styled, row))
    return table


def _write_page(html: str, done: "Evaluation") -> None:
    if not html:
        return
    from pipeline.evaluate.cases_page import cases_page
    from pipeline.evaluate.private_files import write_private

    write_private(Path(html), cases_page(done.documents, done.scores, done.found), overwrite=True)
    say(f"{html} {CONTAINS_TEXT}", "yellow")
