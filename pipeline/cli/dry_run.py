"""Dry run: prints what a run would read and write, and which of its checks would fail."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text as Styled

from pipeline.cli.options import RunRequest
from pipeline.cli.reports import say_skipped
from pipeline.cli.screen import BLOCKED, USAGE, output_console, say

if TYPE_CHECKING:
    from pipeline.run.dry_run import DryRun

COLUMNS = ("input", "format", "compression", "encoding", "bytes", "shards", "records", "copy")


def show_dry_run(request: RunRequest, output: str, *, force: bool, resume: bool, as_json: bool) -> None:
    """Print the plan of a run; exits with the code of the run, as far as it can be known.

    Arguments:
        request: the parsed options of the run.
        output: the output folder.
        force, resume, as_json: the options of the same names.
    """
    from pipeline.replace.keyed.keys import Key
    from pipeline.run.dry_run import dry_run

    key = Key.generate() if request.is_keyless else request.source.key.load()
    plan = dry_run(request.inputs, output, request.source, request.options, key, force=force, resume=resume)
    key_id = None if request.is_keyless else key.id
    policy = request.source.policy
    if as_json:
        shown = {"classification": policy.classification, "scope": policy.scope}
        print(json.dumps({"dry_run": True, "policy": shown, "key_id": key_id, "output": output, **asdict(plan)}))
    else:
        _print(plan, f"policy {policy.classification}, key {key_id or '(a new one)'}; nothing written to {output}")
    say_skipped(plan.skipped)
    for one in plan.inputs:
        if one.problem:
            say(f"would be left out: {one.problem}", "yellow")
    for problem in plan.problems:
        say(f"would stop the run: {problem}", "red")
    if plan.problems or plan.left_out:
        raise typer.Exit(USAGE if plan.problems else BLOCKED)


def _print(plan: "DryRun", where: str) -> None:
    table = Table(*COLUMNS, box=None, pad_edge=False)
    for one in plan.inputs:
        numbers = (f"{one.size_bytes:,}", f"{one.shards:,}", "" if one.records is None else f"{one.records:,}")
        table.add_row(
            Styled(one.name),
            one.format,
            one.compression,
            one.encoding,
            *numbers,
            Styled("" if one.problem else one.copy),
        )
    output_console.print(table)
    size, shards = sum(one.size_bytes for one in plan.inputs), sum(one.shards for one in plan.inputs)
    output_console.print(Styled(f"{len(plan.inputs)} inputs, {size:,} bytes, about {shards:,} shards; {where}"))
