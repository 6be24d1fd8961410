"""Command that tests whether our own model gives away the names that it was trained on: audit detector."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.cli.audit import print_result
from pipeline.cli.examined import signature_of
from pipeline.cli.options import AsJson, KeyFile

Trained = Annotated[Path, typer.Option("--trained", help="Names that the model was trained on, a name a line.")]
Untrained = Annotated[Path, typer.Option("--untrained", help="Names of the same kind that it was not trained on.")]
Tier = Annotated[Literal["accurate", "fast"], typer.Option("--model", help="The model: `accurate` or `fast`.")]


def detector(
    trained: Trained,
    untrained: Untrained,
    model: Tier = "accurate",
    key_file: KeyFile = "",
    as_json: AsJson = False,
) -> None:
    """Test whether our own model distinguishes the names that it was trained on from others. A key only signs the result."""
    from pipeline.audit.detector import audit_detector, check_apart, person_score, read_names, report
    from recognizers.model.tagger import Tagger

    known, unknown = read_names(trained), read_names(untrained)
    check_apart(known, unknown)
    result = report(model, audit_detector(known, unknown, person_score(Tagger(model))))
    print_result(result, as_json, signature_of(key_file))
