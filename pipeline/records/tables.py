"""CSV and TSV rows: cells with offsets, so that unchanged cells keep their exact bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

import regex

from pipeline.records.encodings import not_utf_8
from pipeline.records.fields import declared, is_dropped
from pipeline.records.json_records import scan
from pipeline.records.json_scan import parse
from pipeline.records.json_text import JsonText
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.rows import is_unclosed
from pipeline.text.document import Text

DELIMITERS = (",", ";", "\t", "|")
LINE_END = regex.compile(r"\r?\n$|\r$")


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    value: str
    is_quoted: bool


def split_row(line: str, delimiter: str) -> list[_Cell] | None:
    """Split a row without its line end into cells (RFC 4180); None if its quotes are unbalanced."""
    cells, position = [], 0
    pattern = _cell_pattern(delimiter)
    while True:
        match = pattern.match(line, position)
        if not match:
            return None
        quoted = match["quoted"] is not None
        value = match["quoted"].replace('""', '"') if quoted else match["bare"]
        cells.append(_Cell(match.start(), match.end(), value, quoted))
        position = match.end()
        if position == len(line):
            return cells
        position += len(delimiter)


def sniff_delimiter(header: str) -> str:
    """Return the delimiter that divides a header row into the most cells."""
    counts = {delimiter: len(split_row(header, delimiter) or ()) for delimiter in DELIMITERS}
    return max(counts, key=lambda delimiter: counts[delimiter])


def table_record(
    raw: bytes, number: int, columns: Sequence[str], delimiter: str, options: ReadOptions
) -> Record | BrokenRecord:
    """Read one row, with its line end, as a record.

    Arguments:
        raw: the bytes of the row.
        number: the line number of the row, from 1.
        columns: the column names.
        delimiter: the delimiter.
        options: the user's declarations about fields.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return BrokenRecord(number, not_utf_8(error))
    line = LINE_END.sub("", text)
    if not line.strip(" "):
        return Record(number, (), None, (), lambda _: raw, is_blank=True)
    cells = split_row(line, delimiter)
    if cells is None:
        what = "a quote is opened but never closed"
        return BrokenRecord(
            number, what if is_unclosed(raw, delimiter) else "a closing quote is not followed by a delimiter"
        )
    if len(cells) != len(columns):
        return BrokenRecord(number, f"the row has {len(cells)} cells, the header has {len(columns)}")
    unscannable: list[str] = []
    found = [_content(name, cell, options, unscannable) for name, cell in zip(columns, cells, strict=True)]
    texts = tuple(text for content in found for text in _texts(content))
    classes = [cell.value for name, cell in zip(columns, cells, strict=True) if name == options.class_field]
    render = partial(_render, text, cells, found, delimiter)
    return Record(number, texts, classes[0] if classes else None, tuple(unscannable), render)


def _content(name: str, cell: _Cell, options: ReadOptions, unscannable: list[str]) -> Text | JsonText | None:
    if cell.value[:1] in ("{", "[") and not is_dropped((name,), options):
        try:
            return scan(cell.value, parse(cell.value), options, unscannable, (name,), 1)
        except ValueError:
            pass  # not JSON, although it begins like it
    return declared((name,), cell.value, options)


def _texts(content: Text | JsonText | None) -> list[Text]:
    if isinstance(content, JsonText):
        return list(content.texts())
    return [content] if content else []


def _render(
    text: str, cells: Sequence[_Cell], found: Sequence[Text | JsonText | None], delimiter: str, values: Sequence[str]
) -> bytes:
    remaining = iter(values)
    pieces, position = [], 0
    for cell, content in zip(cells, found, strict=True):
        if content is None:
            continue
        new = content.render(remaining) if isinstance(content, JsonText) else next(remaining)
        if new != cell.value:
            pieces += [text[position : cell.start], written_cell(new, cell, delimiter)]
            position = cell.end
    return ("".join(pieces) + text[position:]).encode("utf-8", "surrogatepass")


def written_cell(value: str, cell: _Cell, delimiter: str) -> str:
    """Return a value as a cell, quoted if the old cell is quoted or the value requires it."""
    if cell.is_quoted or any(mark in value for mark in (delimiter, '"', "\n", "\r")):
        return '"' + value.replace('"', '""') + '"'
    return value


@cache
def _cell_pattern(delimiter: str) -> "regex.Pattern[str]":
    mark = regex.escape(delimiter)
    return regex.compile(rf'(?:"(?P<quoted>(?:[^"]++|"")*+)"|(?P<bare>(?!")[^{mark}]*+))(?={mark}|\Z)')
