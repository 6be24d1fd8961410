"""Labelled records: reads a labelling sheet that a person has corrected."""

import csv
import io
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.errors import RecordError
from pipeline.evaluate.gold import Gold, Mark, lines_of
from pipeline.evaluate.marks import SEPARATOR, read_marks
from pipeline.evaluate.sheet import STRATA, Row, digest_of, format_of, of_cell, with_line_feeds
from pipeline.text.document import Text

NOT_CHECKED = frozenset({"", "0", "false", "no"})
MAX_CELL_CHARACTERS = 10_000_000


@dataclass(frozen=True, slots=True)
class Labelled:
    """A record that a person has checked.

    Arguments:
        row: the row of the sheet.
        document: the texts of the record.
        marks: the marked values of each text.
    """

    row: Row
    document: list[Text]
    marks: list[tuple[Mark, ...]]

    def joined(self) -> Gold:
        """Return the record as one labelled text: its texts, each in lines of its own."""
        moved = [
            (start + offset, end + offset, entity)
            for offset, marks in zip(self.offsets(), self.marks, strict=True)
            for start, end, entity in marks
        ]
        return Gold(self.row.id, "\n".join(text.value for text in self.document), tuple(moved))

    def offsets(self) -> list[int]:
        """Return the offset of each text in the joined text."""
        lengths = [len(text.value) + 1 for text in self.document]
        return [sum(lengths[:place]) for place in range(len(lengths))]


def read_sheet(path: Path, known: Collection[str]) -> tuple[list[Labelled], int]:
    """Read a sheet that a person has corrected.

    Arguments:
        path: a JSONL or CSV file.
        known: the names of entities that a mark may have.

    Returns:
        The checked records, and the number of all records.

    Raises:
        RecordError: the file cannot be read, a mark is damaged or a text was changed. The message names the line.
    """
    if path.suffix == ".html":
        raise RecordError(f"{path} is the page: open it in a browser, press Save, and pass the file that it saves")
    format_of(path)
    found = _rows_of_csv(path) if path.suffix == ".csv" else _rows_of_jsonl(path)
    checked: list[Labelled] = []
    seen: dict[str, str] = {}
    samples: dict[str, tuple[int, ...]] = {}
    for where, row in found:
        _check_sample(row, samples, where)
        if row.id in seen:
            raise RecordError(f"{where} repeats the record of {seen[row.id]}: delete one of them")
        seen[row.id] = where
        if row.checked:
            checked.append(_labelled(row, known, where))
    return checked, len(seen)


def _check_sample(row: Row, samples: dict[str, tuple[int, ...]], where: str) -> None:
    """Raise RecordError if a row is of another sample than the rows before it."""
    for name, sizes in (("", (row.pool_records, row.records)), (row.stratum, (row.stratum_records,))):
        if samples.setdefault(name, sizes) != sizes:
            raise RecordError(f"{where} is of another sample than the lines above: evaluate each sheet by itself")


def _labelled(row: Row, known: Collection[str], where: str) -> Labelled:
    read = read_marks(row.text, known, where)
    values = [value for value, _ in read]
    if len(values) != len(row.parts):
        raise RecordError(f"{where}: a line {SEPARATOR.strip()} was added or removed: restore it")
    if digest_of(values) != row.sha256:
        raise RecordError(f"{where}: the text was changed: restore it, and only add and remove marks")
    return Labelled(row, [_text(*item, where) for item in zip(values, row.parts, strict=True)], [m for _, m in read])


def _text(value: str, part: Any, where: str) -> Text:
    try:
        return Text(value, **part)
    except TypeError:
        raise RecordError(f"{where}: the column parts was changed: restore it") from None


def _rows_of_jsonl(path: Path) -> Iterator[tuple[str, Row]]:
    for number, line in lines_of(path):
        if line.strip():
            where = f"{path} line {number}"
            try:
                read = json.loads(line)
            except (ValueError, RecursionError):
                raise RecordError(f"{where} is not JSON: restore the line") from None
            yield where, _row(read, where)


def _rows_of_csv(path: Path) -> Iterator[tuple[str, Row]]:
    content = "\n".join(line for _, line in lines_of(path))
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    first = content.partition("\n")[0]
    table = csv.DictReader(
        io.StringIO(content, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    line = 2
    try:
        for read in table:
            where, line = f"{path} line {line}", table.line_num + 1
            try:
                parts = json.loads(read.get("parts") or "")
            except (ValueError, RecursionError):
                raise RecordError(f"{where}: the column parts was changed: restore it") from None
            texts = {name: of_cell(read.get(name) or "") for name in ("id", "text")}
            yield where, _row({**read, **texts, "parts": parts}, where)
    except csv.Error:
        raise RecordError(f"{path} line {line} is not CSV: restore the line") from None


def _row(read: Any, where: str) -> Row:
    """Return a row of a sheet, with its numbers and line breaks as they were written."""
    names = {one.name for one in fields(Row)}
    if not isinstance(read, dict) or not names <= read.keys() or not isinstance(read["text"], str):
        raise RecordError(f"{where} is not a row of a sheet: it needs {', '.join(sorted(names))}")
    row = {name: read[name] for name in names}
    try:
        numbers = {name: int(row[name]) for name in ("stratum_records", "pool_records", "records")}
    except (TypeError, ValueError):
        raise RecordError(f"{where}: a number of records was changed: restore it") from None
    is_valid = 0 < numbers["stratum_records"] <= numbers["pool_records"] <= numbers["records"]
    if not is_valid or row["stratum"] not in STRATA or not isinstance(row["parts"], list):
        raise RecordError(f"{where}: only the columns text and checked may be changed: restore the others")
    checked = str(row["checked"]).strip().casefold() not in NOT_CHECKED
    return Row(**{**row, **numbers, "checked": checked, "text": with_line_feeds(row["text"]), "id": str(row["id"])})
