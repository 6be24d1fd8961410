"""Reports of runs: the table that `run` and `scan` print, and the command that verifies a report."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Styled

from pipeline.cli.options import AsJson, KeyFile, key_source
from pipeline.cli.screen import USAGE, output_console, say

if TYPE_CHECKING:
    from pipeline.run.batch import Run

report_app = typer.Typer(no_args_is_help=True, help="Verify the report of a run.")


def print_manifest(manifest: dict[str, Any], as_json: bool, where: str) -> None:
    """Print the report of a run.

    Arguments:
        manifest: the report.
        as_json: print all of it as JSON; otherwise a table of its counts.
        where: the last words of the table, such as where the copies are.
    """
    if as_json:
        print(json.dumps(manifest))
        return
    reserved = manifest["reserved"]
    columns = ("entity", "findings", "decision", *(["in reserved ranges"] if reserved else []))
    table = Table(*columns, title=None, box=None, pad_edge=False)
    for entity, actions in manifest["entities"].items():
        for action, count in actions.items():
            in_reserved = [str(reserved.get(entity, ""))] if reserved and action != "keep" else []
            table.add_row(entity, str(count), action, *in_reserved)
    output_console.print(table)
    if "classes" in manifest:
        output_console.print(_classes(manifest["classes"]))
    counted, size = manifest["records"], manifest["bytes"]["out"]
    partial = manifest.get("partial")
    if partial:
        where = f"at most {partial['records_per_file']:,} records of each file; {where}"
    output_console.print(
        f"{counted['in']} records in, {counted['out']} out, {counted['blocked']} blocked; "
        f"{f'{size:,} bytes out' if size else 'done'} in {manifest['seconds']:.1f} s; "
        f"policy {manifest['policy']['classification']}, key {manifest['key_id']}; {where}"
    )


def _classes(records: dict[str, int]) -> Table:
    """Return a table of the records that went under each classification."""
    table = Table("classification", "records", box=None, pad_edge=False)
    for name, count in records.items():
        table.add_row(name, str(count))
    return table


def warn(done: "Run", encoding: str) -> None:
    """Print what a run read otherwise than its user may have meant.

    Arguments:
        done: the run.
        encoding: the declared encoding of its inputs; empty if it was guessed: wrong characters would hide names.
    """
    for option in done.unseen:
        say(f"{option}: no record had such a column or key: check its spelling", "yellow")
    for file in done.files:
        if file.encoding and not encoding and not file.encoding.startswith("utf"):
            say(
                f"{file.name}: read as {file.encoding}; if it has another encoding, run again with --encoding", "yellow"
            )


@report_app.command("verify")
def verify_report(
    output: Annotated[str, typer.Argument(help="The output folder of a run.")],
    inputs: Annotated[list[str], typer.Argument(help="The inputs, exactly as passed to the run.")],
    classification: Annotated[str, typer.Option("--class", "-c", help="Also compare this policy.")] = "",
    key_file: KeyFile = "",
    as_json: AsJson = False,
) -> None:
    """Verify that inputs and copies match the manifest of a run."""
    from pipeline.policy.loading import Policy
    from pipeline.report import key_of, read_manifest, verify

    manifest = read_manifest(output)
    key = key_of(manifest, key_source(key_file, create=False).ring())
    policy = Policy.load(classification) if classification else None
    checks = list(verify(manifest, output, inputs, key, policy))
    problems = [check for check in checks if check.problem]
    if as_json:
        print(json.dumps({"matches": not problems, "checks": [asdict(check) for check in checks]}))
    else:
        table = Table("part", "name", "result", box=None, pad_edge=False)
        for check in checks:
            table.add_row(check.part, Styled(check.name), check.problem or "matches")
        output_console.print(table)
    for check in problems:
        say(f"{check.part} {check.name} {check.problem}")
    if problems:
        raise typer.Exit(USAGE)
