"""HTML of a report: fills the templates. The pages hold everything they need, and load and send nothing."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report.audits import Audit
from pipeline.report.invocation import DIGEST
from pipeline.report.model import RunManifest
from pipeline.report.page import charts, summary
from pipeline.report.page.blocked import Blocked
from pipeline.report.page.sample import CUT, Sample
from pipeline.report.signed import signer_of
from recognizers.entities import row_of

GENERATOR = '<meta name="generator" content="heteronym report page">'
SHOWN_DIGEST = 12  # characters
MAX_ROWS = 50
STATIC = files("pipeline.report.page") / "static"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows.

    Arguments:
        manifest: the manifest of the run.
        blocked: its blocked records.
        audits: the results of audits.
        sample: a sample of the copy; None without the originals.
    """

    manifest: RunManifest
    blocked: Blocked
    audits: Sequence[Audit] = ()
    sample: Sample | None = None


@dataclass(frozen=True, slots=True)
class First:
    """The first rows of a table.

    Arguments:
        first: the rows.
        more: the number of the others.
    """

    first: Sequence[Any]
    more: int


def report_page(shown: Shown) -> str:
    """Return the page that everybody may read who may read the copy. It contains no original."""
    manifest = shown.manifest
    return _filled(
        "report",
        manifest=manifest,
        audits=shown.audits,
        sample=shown.sample,
        reasons=_first(shown.blocked.reasons),
        unreadable=_first(manifest.unreadable),
        files=_first(manifest.files),
        sentences=summary.sentences(manifest, [one.result for one in shown.audits]),
        notes=summary.notes(manifest),
        findings=summary.findings(manifest),
        replaced=summary.replaced(manifest),
        size_bytes=sum(file.output.size_bytes for file in manifest.files if file.output),
        charts={
            "entity": charts.by_entity(manifest),
            "recognizer": charts.by_recognizer(manifest),
            "file": charts.by_file(manifest),
        },
        signer=signer_of({"public_key": manifest.public_key}),
        command=" ".join(map(_shortened, manifest.command)),
    )


def private_page(manifest: RunManifest, sample: Sample) -> str:
    """Return the page with the originals of the sample, for their owner only."""
    return _filled("private", manifest=manifest, sample=sample)


def _filled(name: str, **values: Any) -> str:
    """Return a page from its template. Every one of the values is escaped."""
    environment = Environment(
        loader=PackageLoader("pipeline.report.page", "static"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": "{:,}".format,
        "size": summary.size,
        "day": summary.day,
        "moment": summary.moment,
        "row": row_of,
    }
    environment.globals |= {
        "audits_in_words": summary.AUDITS,
        "examined": summary.EXAMINED,
        "families": charts.FAMILIES,
        "families_of": charts.families_of,
        "has_kept": charts.has_kept,
    }
    style = (STATIC / "report.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; style-src {_digest(style)}; base-uri 'none'; form-action 'none'"
    template = environment.get_template(f"{name}.html")
    ours = {"style": style, "policy": policy, "generator": GENERATOR}
    page = template.render({name: Markup(one) for name, one in ours.items()}, **values)
    return page.encode(errors="replace").decode()  # a text may have half of a surrogate pair, a file name any bytes


def _digest(content: str) -> str:
    """Return the source expression of a Content-Security-Policy that allows this content alone."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _first(rows: Sequence[Any]) -> First:
    return First(rows[:MAX_ROWS], len(rows[MAX_ROWS:]))


def _shortened(word: str) -> str:
    """Return a word of a command; the first characters of a digest."""
    is_digest = word.startswith(DIGEST)
    return f"{word[: len(DIGEST) + SHOWN_DIGEST]}{CUT}" if is_digest else word
