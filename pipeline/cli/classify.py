"""Command `classify`: which policy each file and each column deserves, and why."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.options import (
    AsJson,
    Encoding,
    FieldFile,
    Fields,
    FixedWidth,
    Given,
    Inputs,
    Limit,
    NoHeader,
    Pdf,
    RunRequest,
    request_of,
)
from pipeline.cli.reports import say_skipped
from pipeline.cli.screen import BLOCKED, fail, output_console, progress, say
from pipeline.replace.keyed.keys import Key, KeySource

if TYPE_CHECKING:
    from pipeline.audit.impact.classify import FileProposal, Proposal

SHOWN_REASONS = 3
MOST_DROPPED = 3  # fields; without more of them, little is left of a file
DetectionClass = Annotated[
    str, typer.Option("--class", "-c", help="The policy whose detection reads the data. Default: the strictest one.")
]


def classify(
    inputs: Inputs,
    classification: DetectionClass = "restricted",
    field: Fields = [],  # noqa: B006  (typer does not modify it)
    field_file: FieldFile = "",
    no_header: NoHeader = False,
    fixed_width: FixedWidth = "",
    encoding: Encoding = "",
    limit: Limit = None,
    pdf: Pdf = "",
    as_json: AsJson = False,
) -> None:
    """Propose a policy for each file and column, and say why. No value is shown."""
    given = Given(field, field_file, "", no_header, encoding, limit, pdf, fixed_width)
    request = request_of(inputs, classification, "", "", given, dataset="scan", recipient="scan", creates_key=False)

    from pipeline.audit.impact.classify import classify as proposals_for
    from pipeline.audit.impact.exposure import Wanted
    from pipeline.audit.impact.measure import measured
    from pipeline.audit.search import Setting
    from pipeline.run.batch import secret_files
    from pipeline.run.input_files import find_files, skipped_in

    with _with_key(request) as own, progress("reading") as on_progress:
        setting = Setting(own.source, own.options, own.beam_arguments)
        names = [file.name for file in find_files(own.inputs, "", secret_files(own.source))]
        with measured(own.inputs, setting, Wanted(), on_progress=on_progress) as found:
            files = proposals_for(found, names, is_sample=bool(limit))
            broken = found.sums.small.totals["unread"]
            problems = {names[one.number]: one.reason for one in found.unreadable}
    if as_json:
        print(json.dumps({"class": _strictest(files), "files": [*map(_as_json, files)], "unreadable": [*problems]}))
    else:
        _print(files, limit)
    say_skipped(skipped_in(request.inputs, ""))
    for reason in problems.values():
        say(reason, "yellow")
    if problems or broken:
        fail(BLOCKED, f"{len(problems) + broken} of the records and files cannot be read: a run blocks them")


@contextmanager
def _with_key(request: RunRequest) -> Iterator[RunRequest]:
    """Yield the request with a key: one that is forgotten, if there is none, since it only hides values from workers."""
    if not request.is_keyless:
        yield request
        return
    with tempfile.TemporaryDirectory(prefix="heteronym-") as folder:
        path = Path(folder) / "key"
        Key.generate().save(path)
        yield replace(request, source=replace(request.source, key=KeySource(str(path)).pinned()))


def _strictest(files: "Sequence[FileProposal]") -> str | None:
    from pipeline.audit.impact.classify import strictness

    return min((one.whole.classification for one in files), key=strictness, default=None)


def _print(files: "Sequence[FileProposal]", limit: int | None) -> None:
    for one in files:
        records = f"{'the first ' if limit == one.whole.of else ''}{one.whole.of:,} record{'s' * (one.whole.of != 1)}"
        _line(f"{one.whole.name}, {records} -> {one.whole.classification}: {_why(one.whole, 'records')}")
        for field in one.fields:
            _line(f"  {field.name} -> {field.classification}: {_why(field, 'values')}")
        if one.without and len(one.decisive) <= MOST_DROPPED:
            drops = " ".join(f"--field {name}=drop" for name in one.decisive)
            _line(f"  without {', '.join(one.decisive)} -> {one.without}: {drops}")
    if files:
        _line(f"\nall -> {_strictest(files)}")


def _line(text: str) -> None:
    output_console.print(text, markup=False)


def _why(one: "Proposal", unit: str) -> str:
    """Return the entities that make the row of the table fit, with the share of the records or values that have them."""
    if not one.reasons:
        return one.rule.what
    found = [f"{it.values:,} {it.entity} in {100 * it.share.share:.3g} %" for it in one.reasons[:SHOWN_REASONS]]
    more = len(one.reasons) - len(found)
    return ", ".join([f"{found[0]} of {unit}", *found[1:], *([f"{more} more"] if more else [])])


def _as_json(one: "FileProposal") -> dict[str, Any]:
    return {
        **_proposal(one.whole),
        "fields": [_proposal(field) for field in one.fields],
        "without": {"fields": list(one.decisive), "class": one.without} if one.without else None,
    }


def _proposal(one: "Proposal") -> dict[str, Any]:
    reasons = [asdict(reason) for reason in one.reasons]
    return {"name": one.name, "of": one.of, "class": one.classification, "because": one.rule.what, "reasons": reasons}
