"""The command `audit canaries`."""

from typing import Annotated

import typer

from pipeline.cli.audit import print_result, request_of_audit
from pipeline.cli.examined import examined
from pipeline.cli.options import (
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
)
from pipeline.cli.screen import progress

Sampled = Annotated[list[str], typer.Argument(metavar="INPUT...", help="The originals: files, folders or patterns.")]
StudentName = Annotated[
    str,
    typer.Option(
        "--student",
        help="What is trained: `ngram`, character n-gram models, or `transformer`, small transformers (minutes; needs PyTorch).",
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="Another seed draws another sample and other canaries.")]


def canaries(
    inputs: Sampled,
    classification: Class = "confidential",
    field: Fields = [],  # noqa: B006  (typer does not modify it)
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
    student: StudentName = "ngram",
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Plant random values in a sample, train models on its copy, and test whether they remember any."""
    given = Given(field, field_file, class_field, no_header, encoding, None, pdf, fixed_width)
    request = request_of_audit(inputs, classification, key_file, key_id, given, dataset, recipient)

    from pipeline.audit.canaries.measure import audit_canaries
    from pipeline.audit.canaries.tables import report

    with progress("auditing") as on_progress:
        measured = audit_canaries(request.inputs, request.source, request.options, seed, on_progress, student=student)
    print_result(report(measured), as_json, examined([]).seal(request.source))
