"""Commands that prove: audit residue, audit artefact."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.evaluate import CONTAINS_TEXT, table_of
from pipeline.cli.examined import Seal, examined
from pipeline.cli.gateway import audit_log
from pipeline.cli.options import (
    BEAM_OPTIONS,
    AsJson,
    Class,
    ClassField,
    Dataset,
    Encoding,
    FieldFile,
    Fields,
    FixedWidth,
    Given,
    KeyFile,
    KeyId,
    NoHeader,
    Pdf,
    Recipient,
    RunRequest,
    request_of,
)
from pipeline.cli.screen import BLOCKED, VOID, output_console, progress, say
from pipeline.errors import HeteronymError

if TYPE_CHECKING:
    from pipeline.audit.result import Result

Copy = Annotated[
    list[str], typer.Argument(metavar="COPY...", help="The copy: files and folders. Beam options may follow.")
]
Artefact = Annotated[
    list[str],
    typer.Argument(metavar="MODEL...", help="What leaves after training: files and folders. Beam options may follow."),
]
Against = Annotated[list[str], typer.Option("--against", help="The originals: the inputs of the run; repeatable.")]
AuditClass = Annotated[
    str, typer.Option("--class", "-c", help="The policy of the run. Default: the one that the report of the run names.")
]
Base = Annotated[
    list[str],
    typer.Option("--base", help="The public model that the training started from: its words do not count; repeatable."),
]
Labelled = Annotated[
    list[str],
    typer.Option("--labelled", help="Labelled texts (as for `evaluate`): adds what detection misses; repeatable."),
]
Evidence = Annotated[
    str, typer.Option("--evidence", help="In place of the originals: the folder that `run --evidence` wrote.")
]
Show = Annotated[str, typer.Option("--show", help="Write the places with their values into this private file.")]

VERDICTS = {True: "passed: ", False: "failed: ", None: ""}

audit_app = typer.Typer(no_args_is_help=True, help="Prove what is left of the originals in what leaves.")
audit_app.command("log")(audit_log)


def print_result(result: "Result", as_json: bool, seal: Seal = dict) -> None:
    """Print the result of an audit, and exit with a code of its own if it failed.

    Arguments:
        result: the result.
        as_json: print all of it as JSON.
        seal: binds the JSON to what was examined, and signs it; by default it is neither bound nor signed.
    """
    if as_json:
        print(json.dumps(seal(result.as_json())))
    else:
        for place, table in enumerate(result.tables):
            output_console.print(("\n" if place else "") + table.title, end="\n" if table.title else "", markup=False)
            output_console.print(table_of(table))
        outcome = "void: " if result.is_void else VERDICTS[result.passed]
        output_console.print(f"\n{outcome}{result.verdict}", markup=False)
        for note in result.notes:
            say(note, "yellow")
    if result.is_void or result.passed is False:
        raise typer.Exit(VOID if result.is_void else BLOCKED)


@audit_app.command("residue", context_settings=BEAM_OPTIONS)
def audit_residue(
    copy: Copy,
    against: Against = [],  # noqa: B006  (typer does not modify it)
    classification: AuditClass = "",
    field: Fields = [],  # noqa: B006
    field_file: FieldFile = "",
    class_field: ClassField = "",
    no_header: NoHeader = False,
    fixed_width: FixedWidth = "",
    encoding: Encoding = "",
    pdf: Pdf = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    key_file: KeyFile = "",
    key_id: KeyId = "",
    labelled: Labelled = [],  # noqa: B006
    evidence: Evidence = "",
    show: Show = "",
    as_json: AsJson = False,
) -> None:
    """Search a copy for every value of the originals, in every spelling, and for values that look real."""
    if bool(against) == bool(evidence):
        raise HeteronymError("pass the originals with --against, or what a run kept of them with --evidence")
    found = examined(copy)
    given = Given(field, field_file, class_field, no_header, encoding, None, pdf, fixed_width)
    request = request_of_audit(copy, classification or found.policy(), key_file, key_id, given, dataset, recipient)
    found.warn_of_another_key(request.source)
    found = found.compared(request.source)

    from pipeline.audit.labelled import miss_rate_of
    from pipeline.audit.residue import audit_residue as audit
    from pipeline.audit.residue_tables import lines_with_values, report
    from pipeline.audit.search import Setting

    miss = miss_rate_of([Path(name) for name in labelled], request.source.policy) if labelled else None
    with progress("auditing") as on_progress:
        setting = Setting(request.source, request.options, request.beam_arguments)
        done = audit(request.inputs, against, setting, Path(evidence) if evidence else None, on_progress)
    _write_private(show, lines_with_values(done))
    print_result(found.noted(report("residue", done, miss)), as_json, found.seal(request.source))


@audit_app.command("artefact", context_settings=BEAM_OPTIONS)
def audit_artefact(
    artefact: Artefact,
    against: Against = [],  # noqa: B006  (typer does not modify it)
    base: Base = [],  # noqa: B006
    classification: Class = "confidential",
    field: Fields = [],  # noqa: B006
    field_file: FieldFile = "",
    class_field: ClassField = "",
    no_header: NoHeader = False,
    fixed_width: FixedWidth = "",
    encoding: Encoding = "",
    pdf: Pdf = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    key_file: KeyFile = "",
    key_id: KeyId = "",
    show: Show = "",
    as_json: AsJson = False,
) -> None:
    """Search weights, vocabularies, optimizer states and logs for the values of the originals."""
    given = Given(field, field_file, class_field, no_header, encoding, None, pdf, fixed_width)
    request = request_of_audit(artefact, classification, key_file, key_id, given, dataset, recipient)
    found = examined(request.inputs).compared(request.source)

    from pipeline.audit.artefact import audit_artefact as audit
    from pipeline.audit.residue_tables import lines_with_values, report
    from pipeline.audit.search import Setting

    with progress("auditing") as on_progress:
        setting = Setting(request.source, request.options, request.beam_arguments)
        done = audit(request.inputs, against, base, setting, on_progress)
    _write_private(show, lines_with_values(done))
    print_result(found.noted(report("artefact", done)), as_json, found.seal(request.source))


def request_of_audit(
    inputs: list[str], classification: str, key_file: str, key_id: str, given: Given, dataset: str, recipient: str
) -> RunRequest:
    """Parse the options that are those of the run; raises HeteronymError for the first invalid one, and without a key."""
    names = {"dataset": dataset, "recipient": recipient}
    return request_of(inputs, classification, key_file, key_id, given, **names, creates_key=False).with_key()


def _write_private(path: str, lines: "Sequence[dict[str, Any]]") -> None:
    """Write lines with values into a private file, if one is named."""
    if not path:
        return
    from pipeline.evaluate.private_files import write_private

    write_private(Path(path), "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), overwrite=True)
    say(f"{path} {CONTAINS_TEXT}", "yellow")
