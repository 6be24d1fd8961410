"""Command `report page`: writes the report of a run as a page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.evaluate import CONTAINS_TEXT
from pipeline.cli.options import (
    ClassField,
    Dataset,
    Encoding,
    FieldFile,
    Fields,
    FixedWidth,
    Given,
    KeyFile,
    NoHeader,
    Pdf,
    Recipient,
    RunRequest,
    request_of,
)
from pipeline.cli.screen import say
from pipeline.errors import HeteronymError, OutputError

if TYPE_CHECKING:
    from pipeline.report.model import RunManifest
    from pipeline.report.page.blocked import Blocked
    from pipeline.report.page.html import Shown
    from pipeline.report.page.sample import Sample

FIRST_BYTES = 4_096  # of a page, which have its generator

Copy = Annotated[str, typer.Argument(metavar="COPY", help="The output folder of a run.")]
Audits = Annotated[
    list[str], typer.Option("--audit", help="The result of an audit of the copy, printed with --json; repeatable.")
]
Against = Annotated[
    list[str], typer.Option("--against", help="The originals, exactly as passed to the run; adds a sample; repeatable.")
]
PageClass = Annotated[
    str, typer.Option("--class", "-c", help="The policy of the run. Default: the one that its report names.")
]
Page = Annotated[str, typer.Option("--output", "-o", help="The page to write.")]
Private = Annotated[
    str, typer.Option("--private", help="Also write a page with originals, before and after, that only you can read.")
]


def page(
    copy: Copy,
    audit: Audits = [],  # noqa: B006  (typer does not modify it)
    against: Against = [],  # noqa: B006
    output: Page = "report.html",
    private: Private = "",
    classification: PageClass = "",
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
) -> None:
    """Write a page that shows what a run did, what audits say, and a sample of the copy."""
    if private and not against:
        raise HeteronymError("--private needs the originals: pass them with --against")
    _check_targets(output, private)
    from pipeline.report import read_manifest
    from pipeline.report.audits import read_audit
    from pipeline.report.model import parse_manifest
    from pipeline.report.page.blocked import read_blocked
    from pipeline.report.page.html import Shown
    from pipeline.report.signed import signer_of
    from pipeline.report.stored import manifests_in

    manifest = parse_manifest(read_manifest(copy), copy)
    manifests = manifests_in(copy) if audit else []
    audits = [read_audit(Path(name), manifests, {signer_of(one.content) for one in manifests}) for name in audit]
    blocked, sample = read_blocked(manifest, copy), None
    if against:
        given = Given(field, field_file, class_field, no_header, encoding, manifest.limit, pdf, fixed_width)
        policy, names = classification or manifest.policy.classification, {"dataset": dataset, "recipient": recipient}
        request = request_of(against, policy, key_file, manifest.key_id, given, **names, creates_key=False).with_key()
        sample = _sample(copy, manifest, blocked, request)
    _write(Shown(manifest, blocked, audits, sample), Path(output), private)


def _check_targets(output: str, private: str) -> None:
    """Check that the pages replace earlier pages only: another file may be a copy."""
    from pipeline.report.page.html import GENERATOR

    if private and Path(private).absolute() == Path(output).absolute():
        raise HeteronymError("--output and --private name the same file: the page with originals needs one of its own")
    for path in map(Path, filter(None, (output, private))):
        try:
            is_ours = not path.exists() or (path.is_file() and GENERATOR.encode() in _start_of(path))
        except OSError as error:
            raise OutputError(f"cannot read {path}: {error.strerror}") from None
        if not is_ours:
            raise OutputError(f"{path} exists already, and is no page of a report: choose another name")


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(FIRST_BYTES)


def _sample(copy: str, manifest: "RunManifest", blocked: "Blocked", request: RunRequest) -> "Sample":
    """Return a sample of a copy; raises HeteronymError if something was changed after the run."""
    from pipeline.report.page.originals import originals_of
    from pipeline.report.page.sample import sample_of

    source = request.source
    originals = originals_of(manifest, copy, request.inputs, source.key.load(), source.policy)
    return sample_of(manifest, copy, originals, blocked, request.options, source.load())


def _write(shown: "Shown", output: Path, private: str) -> None:
    """Write the page, and the one with originals if it is named and there is a sample."""
    from pipeline.evaluate.private_files import write_private
    from pipeline.report.page.html import private_page, report_page
    from pipeline.run.publishing import write_output

    write_output(str(output.parent), output.name, report_page(shown))
    if private and shown.sample:
        write_private(Path(private), private_page(shown.manifest, shown.sample), overwrite=True)
        say(f"{private} {CONTAINS_TEXT}", "yellow")
