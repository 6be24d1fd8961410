"""Commands that anonymize data: run, scan, text."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Styled

from pipeline.cli.dry_run import show_dry_run
from pipeline.cli.interruption import reporting_interruption
from pipeline.cli.invocation import invocation_of
from pipeline.cli.options import (
    AsJson,
    Class,
    ClassField,
    Dataset,
    DryRun,
    Encoding,
    FieldFile,
    Fields,
    FixedWidth,
    Force,
    Given,
    Inputs,
    KeepEvidence,
    KeyFile,
    KeyId,
    Limit,
    NoHeader,
    Output,
    Pdf,
    Recipient,
    Resume,
    RunRequest,
    VaultPlace,
    key_source,
    request_of,
)
from pipeline.cli.reports import print_manifest, warn
from pipeline.cli.screen import BLOCKED, fail, output_console, progress, say

if TYPE_CHECKING:
    from pipeline.decide.settle import Decided
    from pipeline.run.batch import Run
    from pipeline.run.found_values import FoundValues
    from pipeline.sanitizer_source import SanitizerSource


def run(
    context: typer.Context,
    inputs: Inputs,
    classification: Class,
    output: Output,
    key_file: KeyFile = "",
    key_id: KeyId = "",
    field: Fields = [],  # noqa: B006  (typer does not modify it)
    field_file: FieldFile = "",
    class_field: ClassField = "",
    no_header: NoHeader = False,
    fixed_width: FixedWidth = "",
    encoding: Encoding = "",
    limit: Limit = None,
    pdf: Pdf = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    vault: VaultPlace = "",
    evidence: KeepEvidence = "",
    force: Force = False,
    resume: Resume = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Write an anonymized copy of data sets, with a report."""
    given = Given(field, field_file, class_field, no_header, encoding, limit, pdf, fixed_width)
    names = {"dataset": dataset, "recipient": recipient, "vault": vault}
    request = request_of(inputs, classification, key_file, key_id, given, **names, creates_key=not dry_run)
    if dry_run:
        show_dry_run(request, output, force=force, resume=resume, as_json=as_json)
        return
    done, manifest = _copied(context, request, output, evidence, force=force, resume=resume)
    print_manifest(manifest, as_json, f"copies in {output}")
    _end(done, encoding, f"blocked: see {output}/blocked")


def _copied(
    context: typer.Context, request: RunRequest, output: str, evidence: str, *, force: bool, resume: bool
) -> tuple["Run", dict[str, Any]]:
    """Write the copies, and return the run with its manifest."""
    from pipeline.report import write_manifest
    from pipeline.run import batch
    from pipeline.run.storage import SCHEME
    from pipeline.run.work_folder import interrupted_in

    invocation = invocation_of(context, request)
    manifest: dict[str, Any] = {}

    def report(done: "Run") -> None:
        source = request.source
        manifest.update(write_manifest(done, source.policy, source.key.load(), invocation, output))

    if resume and SCHEME not in output and not interrupted_in(output):
        say(f"nothing to resume in {output}: the run starts from the beginning")
    with progress() as on_progress, reporting_interruption(context.obj):
        done = batch.run(
            request.inputs,
            output,
            request.source,
            request.options,
            beam_arguments=request.beam_arguments,
            force=force,
            resume=resume,
            on_progress=on_progress,
            on_published=report,
            on_values=_writer_of_evidence(evidence, request.source),
        )
    return done, manifest


def _writer_of_evidence(folder: str, source: "SanitizerSource") -> "Callable[[FoundValues], None] | None":
    """Return a function that writes found values as evidence into a folder; None without a folder."""
    if not folder:
        return None
    from pipeline.audit.evidence import write_evidence

    return lambda found: write_evidence(found, Path(folder), source.key.load())


def scan(
    context: typer.Context,
    inputs: Inputs,
    classification: Class,
    key_file: KeyFile = "",
    key_id: KeyId = "",
    field: Fields = [],  # noqa: B006
    field_file: FieldFile = "",
    class_field: ClassField = "",
    no_header: NoHeader = False,
    fixed_width: FixedWidth = "",
    encoding: Encoding = "",
    limit: Limit = None,
    pdf: Pdf = "",
    as_json: AsJson = False,
) -> None:
    """Report the findings and decisions of a run without writing copies."""
    given = Given(field, field_file, class_field, no_header, encoding, limit, pdf, fixed_width)
    request = request_of(inputs, classification, key_file, key_id, given, dataset="scan", recipient="scan")

    from pipeline.report import manifest
    from pipeline.run import batch

    invocation = invocation_of(context, request)
    with progress() as on_progress:
        done = batch.scan(
            request.inputs,
            request.source,
            request.options,
            beam_arguments=request.beam_arguments,
            on_progress=on_progress,
        )
    shown = manifest(done, request.source.policy, request.source.key.load(), invocation)
    print_manifest(shown, as_json, "nothing written")
    _end(done, encoding, "would be blocked")


def _end(done: "Run", encoding: str, what: str) -> None:
    """Print the warnings about a run, and exit with a code of its own if records were blocked."""
    warn(done, encoding)
    if done.blocked:
        fail(BLOCKED, f"{done.blocked} {what}")


def text(
    classification: Class,
    content: Annotated[str, typer.Argument(metavar="TEXT", help="The text. Default: standard input.")] = "",
    key_file: KeyFile = "",
    key_id: KeyId = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    explain: Annotated[bool, typer.Option("--explain", help="Show each finding and its decision.")] = False,
    as_json: AsJson = False,
) -> None:
    """Anonymize one text, to try a policy."""
    from pipeline.policy.loading import Policy
    from pipeline.sanitizer import Sanitizer

    if not content:
        content = sys.stdin.buffer.read().decode("utf-8", "replace").removesuffix("\n")
    sanitizer = Sanitizer(
        Policy.load(classification), key_source(key_file, key_id).load(), dataset=dataset, recipient=recipient
    )
    result = sanitizer.sanitize_text(content)
    if result.blocked:
        if explain:
            _explain(content, result.decisions)
        fail(BLOCKED, f"the policy {classification} blocks texts with {result.blocked}")
    if as_json:
        spans = [[span.start, span.end, span.entity, span.score, span.source] for span in result.findings]
        print(json.dumps({"text": result.text, "findings": spans}, ensure_ascii=False))
        return
    output_console.print(result.text, markup=False)
    if explain:
        _explain(content, result.decisions)


def _explain(content: str, decisions: Sequence["Decided"]) -> None:
    """Print the text with its findings highlighted, and a table of the findings."""
    styled = Styled(content)
    table = Table("found", "entity", "score", "recognizer", "decision", box=None, pad_edge=False)
    for one in decisions:
        span, action = one.span, Styled(str(one.action), "green" if one.is_kept else "bold red")
        styled.stylize(action.style, span.start, span.end)
        table.add_row(Styled(one.surface), span.entity, f"{span.score:.2f}", span.source, action)
    output_console.print(styled)
    output_console.print(table)
