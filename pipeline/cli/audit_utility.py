"""Command `audit utility`: what a model loses that is trained on a copy."""

from typing import Annotated

import typer

from pipeline.cli.audit import print_result
from pipeline.cli.examined import examined
from pipeline.cli.options import (
    AsJson,
    Class,
    ClassField,
    Encoding,
    FieldFile,
    Fields,
    FixedWidth,
    Given,
    Inputs,
    KeyFile,
    KeyId,
    NoHeader,
    Pdf,
    request_of,
)
from pipeline.cli.screen import progress

SAMPLE_RECORDS = 2_000


def audit_utility(
    inputs: Inputs,
    classification: Class,
    label: Annotated[str, typer.Option("--label", help="The column or key with the label that a classifier learns.")],
    field: Fields = [],  # noqa: B006  (typer does not modify it)
    field_file: FieldFile = "",
    class_field: ClassField = "",
    no_header: NoHeader = False,
    fixed_width: FixedWidth = "",
    encoding: Encoding = "",
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="How many records of each file are read.")
    ] = SAMPLE_RECORDS,
    pdf: Pdf = "",
    key_file: KeyFile = "",
    key_id: KeyId = "",
    as_json: AsJson = False,
) -> None:
    """Measure the price of privacy: the same models, trained on raw, pseudonymized, masked and redacted records."""
    given = Given(field, field_file, class_field, no_header, encoding, limit, pdf, fixed_width)
    request = request_of(inputs, classification, key_file, key_id, given, dataset="scan", recipient="scan")

    from pipeline.audit.search import Setting
    from pipeline.audit.utility.measure import audit_utility as audit
    from pipeline.audit.utility.tables import report

    setting = Setting(request.source, request.options, request.beam_arguments)
    with progress("auditing") as on_progress:
        done = audit(request.inputs, label, setting, on_progress)
    print_result(report(done), as_json, examined([]).seal(request.source))
