"""Command `fields`: what each column and key is taken for, before a run."""

import json
import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Column, Table
from rich.text import Text as Styled

from pipeline.cli.options import AsJson, Encoding, FieldFile, Fields, FixedWidth, Given, NoHeader, Pdf
from pipeline.cli.reports import say_skipped
from pipeline.cli.screen import BLOCKED, fail, output_console, progress
from pipeline.replace.keyed.keys import LOCAL_KEY

if TYPE_CHECKING:
    from pipeline.fields.sample import Field, FileFields

SAMPLE_RECORDS = 1_000


def fields(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders or patterns.")],
    classification: Annotated[
        str,
        typer.Option("--class", "-c", help="The policy whose detection reads the values. Default: none reads them."),
    ] = "",
    field: Fields = [],  # noqa: B006  (typer does not modify it)
    field_file: FieldFile = "",
    no_header: NoHeader = False,
    fixed_width: FixedWidth = "",
    encoding: Encoding = "",
    pdf: Pdf = "",
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="How many records of each file are read.")
    ] = SAMPLE_RECORDS,
    write: Annotated[str, typer.Option("--write", help="Write the list as a new file for --fields.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show what each column and key is taken for, in a sample of the records. No value is shown."""
    from pipeline.policy.loading import Policy

    policy = Policy.load(classification) if classification else None
    options = Given(field, field_file, "", no_header, encoding, limit, pdf, fixed_width).parsed(policy)

    from pipeline.fields.file import write_field_file
    from pipeline.fields.sample import sample_fields
    from pipeline.run.input_files import skipped_in

    keys = [os.environ.get("HETERONYM_KEY_FILE", ""), str(LOCAL_KEY)]
    with progress("reading") as on_progress:
        files = list(sample_fields(inputs, options, policy, keys, on_progress))
    if write:
        write_field_file(Path(write), files, options.fields)
    _print(files, policy.classification if policy else None, limit, as_json=as_json)
    say_skipped(skipped_in(inputs, ""))
    if problems := sum(bool(file.problem) + file.broken for file in files):
        fail(BLOCKED, f"{problems} of the records and files cannot be read: a run blocks them")


def _print(files: Sequence["FileFields"], classification: str | None, limit: int, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"class": classification, "files": list(map(_as_json, files))}))
        return
    for file in files:
        _print_file(file, limit, with_found=classification is not None)


def _print_file(file: "FileFields", limit: int, *, with_found: bool) -> None:
    output_console.print(_heading(file, limit), markup=False)
    if file.fields:
        output_console.print(_table(file.fields, with_found=with_found))
    for one in file.fields:
        if one.advice:
            output_console.print(f"{one.name}: {one.advice.reason}{_option(one)}", markup=False)


def _table(fields: Sequence["Field"], *, with_found: bool) -> Table:
    """Return the table of a file; its last column only if the values were read."""
    from pipeline.fields.file import shares

    table = Table(Column("column or key", overflow="fold"), "taken for", "by", "filled", box=None, pad_edge=False)
    if with_found:
        table.add_column("found")
    for one in fields:
        tally = one.tally
        taken = shares(tally.taken, tally.filled) if len(tally.taken) > 1 else one.word
        found = [shares(tally.found, tally.filled)] if with_found else []
        table.add_row(Styled(one.name), taken, one.by, f"{tally.filled:,} of {tally.sampled:,}", *found)
    return table


def _heading(file: "FileFields", limit: int) -> str:
    if file.problem:
        return f"{file.name}: {file.problem}"
    count = f"{file.records:,} record{'s' * (file.records != 1)}"
    read = f"the first {count}" if file.records == limit else count
    broken = f", {file.broken:,} of them cannot be read" if file.broken else ""
    unscannable = f", {file.unscannable:,} with images or files" if file.unscannable else ""
    no_fields = "; no columns or keys: all text is free text" if file.records and not file.fields else ""
    return f"{file.name}: {file.format}, {read}{broken}{unscannable}{no_fields}"


def _option(field: "Field") -> str:
    """Return how to follow an advice; nothing for names that may be values: a pattern would keep them."""
    if not field.advice or "*" in field.path or not field.path:
        return ""
    return f": --field {shlex.quote(f'{field.name}={field.advice.declare}')}"


def _as_json(file: "FileFields") -> dict[str, Any]:
    return {
        "name": file.name,
        "format": file.format or None,
        "problem": file.problem or None,
        "records": {"sampled": file.records, "unreadable": file.broken, "unscannable": file.unscannable},
        "fields": [_field_as_json(field) for field in file.fields],
    }


def _field_as_json(field: "Field") -> dict[str, Any]:
    tally = field.tally
    return {
        "name": field.name,
        "taken_for": field.word,
        "by": field.by or None,
        "values": {"sampled": tally.sampled, "filled": tally.filled},
        "shares": {word: round(count / tally.filled, 4) for word, count in sorted(tally.taken.items())},
        "found": {entity: round(count / tally.filled, 4) for entity, count in sorted(tally.found.items())},
        "advice": {"reason": field.advice.reason, "declare": field.advice.declare} if field.advice else None,
    }
