"""Command `audit impact`: what data is worth to a thief, before and after a run."""

from typing import Annotated

import typer

from pipeline.cli.audit import print_result
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
    Inputs,
    KeyFile,
    KeyId,
    Limit,
    NoHeader,
    Pdf,
    Recipient,
    request_of,
)
from pipeline.cli.screen import progress
from pipeline.errors import HeteronymError

Copies = Annotated[
    list[str], typer.Option("--copy", help="The copy, to be searched for what is left. Default: the policy's word.")
]
Quasi = Annotated[
    list[str],
    typer.Option("--quasi", help="A column or key that singles out in combination. Default: those declared as one."),
]
Sensitive = Annotated[
    list[str],
    typer.Option("--sensitive", help="A column or key that nobody must learn of a person, such as a diagnosis."),
]


def audit_impact(
    originals: Inputs,
    classification: Class,
    copy: Copies = [],  # noqa: B006  (typer does not modify it)
    quasi: Quasi = [],  # noqa: B006
    sensitive: Sensitive = [],  # noqa: B006
    field: Fields = [],  # noqa: B006
    field_file: FieldFile = "",
    class_field: ClassField = "",
    no_header: NoHeader = False,
    fixed_width: FixedWidth = "",
    encoding: Encoding = "",
    limit: Limit = None,
    pdf: Pdf = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    key_file: KeyFile = "",
    key_id: KeyId = "",
    as_json: AsJson = False,
) -> None:
    """Estimate what the data is worth to a thief, and whom it singles out, before and after a run."""
    if copy and limit:
        raise HeteronymError("--limit has no effect with --copy, whose originals are read in full: leave it out")
    given = Given(field, field_file, class_field, no_header, encoding, limit, pdf, fixed_width)
    names = {"dataset": dataset, "recipient": recipient} if copy else {"dataset": "scan", "recipient": "scan"}
    request = request_of(originals, classification, key_file, key_id, given, **names, creates_key=not copy).with_key()
    found = examined(copy).compared(request.source)

    from pipeline.audit.impact.exposure import Wanted
    from pipeline.audit.impact.impact import audit_impact as audit
    from pipeline.audit.impact.tables import report
    from pipeline.audit.search import Setting

    setting = Setting(request.source, request.options, request.beam_arguments)
    wanted = Wanted(tuple(quasi), tuple(sensitive))
    with progress("auditing") as on_progress, audit(request.inputs, copy, setting, wanted, on_progress) as impact:
        result = report(impact)
    print_result(found.noted(result), as_json, found.seal(request.source))
