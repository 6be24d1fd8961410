"""Command that tests whether our own model gives away the names that it was trained on: audit detector."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.cli.audit import print_result
from pipeline.cli.options import AsJson

Trained = Annotated[Path, typer.Option("--trained", help="Names that the model was trained on, a name a line.")]
Untrained = Annotated[Path, typer.Option("--untrained", help="Names of the same kind that it was not trained on.")]
Tier = Annotated[Literal["accurate", "fast"], typer.Option("--model", help="The model: `accurate` or `fast`.")]


def detector(trained: Trained, untrained: Untrained, model: Tier = "accurate", as_json: AsJson = False) -> None:
    """Test whether our own model tells the names that it was trained on from others."""
    from pipeline.audit.detector import audit_detector, check_apart, person_score, read_names, report
    from recognizers.model.tagger import Tagger

    known, unknown = read_names(trained), read_names(untrained)
    check_apart(known, unknown)
    print_result(report(model, audit_detector(known, unknown, person_score(Tagger(model)))), as_json)
