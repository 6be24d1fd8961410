"""Labelling sheet: records of a user's own data with the findings marked, for a person to correct.

Formats: JSONL and CSV for an editor or a spreadsheet, and an HTML page that saves JSONL.
"""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from html import escape
from pathlib import Path
from typing import Any

from pipeline.errors import RecordError
from pipeline.evaluate.html import options, page
from pipeline.evaluate.private_files import write_private
from pipeline.text.document import Text

WITH_FINDINGS, WITHOUT_FINDINGS = "with findings", "without findings"
STRATA = (WITH_FINDINGS, WITHOUT_FINDINGS)
APOSTROPHE, FORMULA = "'", "=+-@\t\r"
FILES = "a sheet is a .jsonl, .csv or .html file"


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a sheet.

    Arguments:
        id: the file and the number of the record.
        checked: whether a person has checked the marks.
        text: the texts of the record with marks; excluded from `repr`.
        stratum: whether the record has findings: one of STRATA.
        stratum_records, pool_records: the number of scanned records, of this stratum and of both.
        records: the number of records in the data.
        parts: for each text what its column or key declares, as the other arguments of a Text.
        sha256: the digest of the texts, which must not change.
    """

    id: str
    checked: bool
    text: str = field(repr=False)
    stratum: str
    stratum_records: int
    pool_records: int
    records: int
    parts: list[dict[str, Any]]
    sha256: str


def declared_part(text: Text) -> dict[str, Any]:
    """Return what is known of a text besides its value."""
    others = [one for one in fields(Text) if one.name != "value"]
    return {one.name: getattr(text, one.name) for one in others if getattr(text, one.name) != one.default}


def digest_of(values: Sequence[str]) -> str:
    """Return the digest of the texts of a record."""
    return hashlib.sha256(json.dumps(list(values)).encode()).hexdigest()


def write_sheet(path: Path, rows: Sequence[Row], entities: Collection[str]) -> None:
    """Write a sheet with mode 0600, in the format of its suffix.

    Arguments:
        path: the file, which must not exist.
        rows: the rows, in random order.
        entities: the names that the page offers for marks.

    Raises:
        OutputError: the file exists or cannot be written.
        RecordError: the suffix is that of no format.
    """
    write_private(path, format_of(path)(rows, entities), overwrite=False)


def format_of(path: Path) -> Callable[[Sequence[Row], Collection[str]], str]:
    """Return the function that writes the format of a file name; raises RecordError if there is none."""
    if path.suffix not in FORMATS:
        raise RecordError(f"{path}: {FILES}")
    return FORMATS[path.suffix]


def _jsonl(rows: Sequence[Row], _: Collection[str]) -> str:
    return "".join(f"{json.dumps(asdict(row), ensure_ascii=False)}\n" for row in rows)


def _csv(rows: Sequence[Row], _: Collection[str]) -> str:
    written = io.StringIO()
    written.write("\ufeff")  # spreadsheets take a file for UTF-8 only with this mark
    table = csv.DictWriter(written, [one.name for one in fields(Row)])
    table.writeheader()
    for row in rows:
        shown = {"id": _as_cell(row.id), "text": _as_cell(row.text), "checked": "", "parts": json.dumps(row.parts)}
        table.writerow({**asdict(row), **shown})
    return written.getvalue()


def _as_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula (CWE-1236); `of_cell` reverses it."""
    return f"{APOSTROPHE}{text}" if text.startswith((*FORMULA, APOSTROPHE)) else text


def of_cell(cell: str) -> str:
    """Return the text of a cell of a CSV sheet."""
    return cell.removeprefix(APOSTROPHE)


def _html(rows: Sequence[Row], entities: Collection[str]) -> str:
    return page("sheet", count=str(len(rows)), entities=options(entities), rows="\n".join(map(_section, rows)))


def _section(row: Row) -> str:
    data = {name: value for name, value in asdict(row).items() if name not in ("text", "checked")}
    # A parser drops the first line break of a text area.
    return (
        f'<section data-row="{escape(json.dumps(data))}"><h2>{escape(row.id)}</h2>'
        f'<textarea spellcheck="false" autocomplete="off">\n{escape(row.text)}</textarea>'
        '<label><input type="checkbox" autocomplete="off"> checked</label></section>'
    )


FORMATS: Mapping[str, Callable[[Sequence[Row], Collection[str]], str]] = {
    ".csv": _csv,
    ".html": _html,
    ".jsonl": _jsonl,
}


def with_line_feeds(text: str) -> str:
    """Return a text with one kind of line break, as editors and browsers may write another."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
