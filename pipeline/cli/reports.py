"""Reports of runs: the table that `run` and `scan` print, and the command that verifies a report."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Styled

from pipeline.cli.options import AsJson, KeyFile, PublicKeys, own_ring, signers_of
from pipeline.cli.screen import BLOCKED, output_console, say
from pipeline.errors import RecordError

if TYPE_CHECKING:
    from pipeline.report import Check
    from pipeline.run.batch import Run

SHOWN_DIGEST = 12  # characters

report_app = typer.Typer(no_args_is_help=True, help="Show or verify the report of a run.")


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


def say_skipped(skipped: Mapping[str, int]) -> None:
    """Print how many files and folders of tools are in the input folders, if any."""
    if skipped:
        counted = ", ".join(f"{pattern} ({count})" for pattern, count in skipped.items())
        say(f"skipped files of tools and systems: {counted}")


def warn(done: "Run", encoding: str) -> None:
    """Print what a run read otherwise than its user may have meant.

    Arguments:
        done: the run.
        encoding: the declared encoding of its inputs; empty if it was guessed: wrong characters would hide names.
    """
    say_skipped(done.skipped)
    for option in done.unseen:
        say(f"{option}: no record had such a column or key: check its spelling", "yellow")
    for file in done.files:
        if file.encoding and not encoding and not file.encoding.startswith("utf"):
            say(
                f"{file.name}: read as {file.encoding}; if it has another encoding, run again with --encoding", "yellow"
            )
        if file.has_doubtful_header:
            say(
                f"{file.name}: its first row is taken for column names; if it is data, run again with --no-header",
                "yellow",
            )


@report_app.command("show")
def show_report(
    output: Annotated[str, typer.Argument(help="The output folder of a run.")],
    as_json: AsJson = False,
) -> None:
    """Show the manifest of a run without verifying it: `report verify` checks whether it was changed."""
    from pipeline.report import read_manifest

    manifest = read_manifest(output)
    try:
        shown = manifest if as_json else printable(manifest)
        if not as_json:
            _print_circumstances(shown)
            _print_files(shown)
        print_manifest(shown, as_json, f"copies in {output}")
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        raise RecordError(f"the manifest in {output} was changed: an entry is missing or has another type") from None


def printable(value: Any) -> Any:
    """Return the entries of a manifest with escapes in place of control characters, which a terminal would obey."""
    if isinstance(value, dict):
        return {printable(name): printable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return list(map(printable, value))
    return json.dumps(value)[1:-1] if isinstance(value, str) and not value.isprintable() else value


def _print_circumstances(manifest: dict[str, Any]) -> None:
    """Print when, by whom, where and how a run was made."""
    from pipeline.report.signed import signer_of

    host, packages, policy = manifest["host"], manifest["packages"], manifest["policy"]
    fields = [f"{name}={kind}" for name, kind in manifest["fields"].items()]
    rows = {
        "time": f"{manifest['started']} to {manifest['ended']}" + (", resumed" if manifest.get("resumed") else ""),
        "operator": manifest["operator"],
        "computer": f"{host['name']}, {host['platform']}, Python {host['python']}",
        "command": " ".join(map(_shortened, manifest["command"])),
        "heteronym": packages["heteronym"],
        "model": manifest["model"] or "none",
        "scope": policy["scope"],
        "fields": ", ".join(fields),
        "class field": manifest["class_field"] or "",
        "made from": ", ".join(f"manifest {_shown(entry['sha256'])}" for entry in manifest["made_from"]),
        "signed by": signer_of(manifest),
    }
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in rows.items():
        if value:
            table.add_row(name, Styled(value))
    output_console.print(table)
    output_console.print()


def _print_files(manifest: dict[str, Any]) -> None:
    """Print the counts by file and by declared column."""
    table = Table("file", "column", "records", "blocked", "findings", box=None, pad_edge=False)
    for file in manifest["files"]:
        records, found = file["records"], sum(sum(actions.values()) for actions in file["entities"].values())
        table.add_row(Styled(file["name"]), "", str(records["in"]), str(records["blocked"]), str(found))
        for column, entities in file["columns"].items():
            counted = ", ".join(f"{entity} {count}" for entity, count in entities.items())
            table.add_row("", Styled(column), "", "", counted)
    for file in manifest["unreadable"]:
        table.add_row(Styled(file["name"]), "", "", "", Styled(f"left out: {file['reason']}"))
    output_console.print(table)
    output_console.print()


def _shortened(word: str) -> str:
    kind, colon, digest = word.partition(":")
    return f"{kind}:{_shown(digest)}" if colon and kind == "hmac_sha256" else word


def _shown(digest: str) -> str:
    return f"{digest[:SHOWN_DIGEST]}..."


@report_app.command("verify")
def verify_report(
    output: Annotated[str, typer.Argument(metavar="COPY", help="The output folder of a run.")],
    inputs: Annotated[
        list[str] | None, typer.Argument(help="Also compare the inputs: give them exactly as to the run.")
    ] = None,
    classification: Annotated[str, typer.Option("--class", "-c", help="Also compare this policy.")] = "",
    public_keys: PublicKeys = [],  # noqa: B006  (typer does not modify it)
    chain: Annotated[
        list[str],
        typer.Option("--chain", help="The output folder of a run that the inputs came from; repeatable."),
    ] = [],  # noqa: B006
    audits: Annotated[
        list[Path], typer.Option("--audit", help="Also verify this result of an audit of the copy; repeatable.")
    ] = [],  # noqa: B006
    key_file: KeyFile = "",
    as_json: AsJson = False,
) -> None:
    """Verify signature and files of a copy: nothing was changed, removed or added since the run."""
    from pipeline.policy.loading import Policy
    from pipeline.report import Expected, verify

    ring = own_ring(key_file) if inputs or classification or not public_keys else ()
    policy = Policy.load(classification) if classification else None
    expected = Expected(signers_of(public_keys, ring), inputs or (), ring, policy, chain, audits)
    checks = list(verify(output, expected))
    problems = [check for check in checks if check.problem]
    if as_json:
        print(json.dumps({"matches": not problems, "checks": [asdict(check) for check in checks]}))
    else:
        table = Table("part", "name", "result", box=None, pad_edge=False)
        for check in checks:
            name = f"manifest {_shown(check.name)}" if check.note else printable(check.name)
            table.add_row(check.part, Styled(name), check.problem or check.note or "matches")
        output_console.print(table)
    say_problems(problems)


def say_problems(problems: Sequence["Check"]) -> None:
    """Print each problem as one line, and exit with a code of its own if there are any."""
    for check in problems:
        say(f"{check.part} {printable(check.name)} {check.problem}")
    if problems:
        raise typer.Exit(BLOCKED)
