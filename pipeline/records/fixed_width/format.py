"""The format of fixed-width files: cells by offsets, and new values that are padded or cut to the width of their column."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.errors import RecordError
from pipeline.records.bytes_format import BytesFormat
from pipeline.records.encodings import encode, not_utf_8
from pipeline.records.fields import declared
from pipeline.records.fixed_width.schema import MAX_WIDTH, Layout, layout_of
from pipeline.records.model import BrokenRecord, ReadOptions, ReadRecord, Record, Shard
from pipeline.records.structured.escapes import in_one_line
from pipeline.records.tables import LINE_END
from pipeline.records.units import lines
from pipeline.text.document import Text


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell, or the characters between two columns.

    Arguments:
        start, end: its offsets in the line, half open.
        width: the width of its column.
        text: its text; None if it is kept.
        value: its content without the spaces around it.
    """

    start: int
    end: int
    width: int
    text: Text | None
    value: str


class FixedWidthFormat(BytesFormat):
    """Lines whose columns a schema places; it is chosen by `--fixed-width`."""

    __slots__ = ()

    def _reader(self, prefix: bytes, shard: Shard, options: ReadOptions) -> ReadRecord:
        return partial(_line_record, options=options, encoding=shard.encoding)


def _line_record(raw: bytes, number: int, options: ReadOptions, encoding: str = "") -> Record | BrokenRecord:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return BrokenRecord(number, not_utf_8(error))
    line = LINE_END.sub("", text)
    if not line.strip():
        return Record(number, (), None, (), lambda _: raw, is_blank=True)
    cells = _cells(line, layout_of(options.fixed_width, line), options)
    texts = tuple(cell.text for cell in cells if cell.text)
    return Record(number, texts, _classification(line, options), (), partial(_render, text, cells, encoding))


def _cells(line: str, layout: Layout | None, options: ReadOptions) -> list[_Cell]:
    """Return the cells of a line, and what is between them, which is text."""
    cells, position = [], 0
    for column in layout.columns if layout else ():
        cells += [
            _cell(line, position, column.start, (), options),
            _cell(line, column.start, column.end, (column.name,), options),
        ]
        position = column.end
    rest = line[position:]
    start, end = position + len(rest) - len(rest.lstrip()), position + len(rest.rstrip())
    cells.append(_Cell(start, end, MAX_WIDTH, Text(rest.strip()), rest.strip()))
    return [cell for cell in cells if cell.value]


def _cell(line: str, start: int, end: int, path: tuple[str, ...], options: ReadOptions) -> _Cell:
    value = line[start:end].strip()
    text = None
    if value:
        text = declared(path, value, options) if path else Text(value)
    return _Cell(start, min(end, len(line)), end - start, text, value)


def _classification(line: str, options: ReadOptions) -> str | None:
    layout = layout_of(options.fixed_width, line)
    columns = (column for column in (layout.columns if layout else ()) if column.name == options.class_field)
    return next((line[column.start : column.end].strip() for column in columns), None)


def _render(text: str, cells: Sequence[_Cell], encoding: str, values: Sequence[str]) -> bytes:
    remaining = iter(values)
    pieces, position = [], 0
    originals = frozenset(cell.value.casefold() for cell in cells)
    for cell in cells:
        new = next(remaining) if cell.text else cell.value
        if new != cell.value:
            written = _fitted(text[cell.start : cell.end], _in_encoding(new, encoding), cell, originals)
            pieces += [text[position : cell.start], written]
            position = cell.end
    return ("".join(pieces) + text[position:]).encode("utf-8", "surrogatepass")


def _in_encoding(new: str, encoding: str) -> str:
    """Return a value in one line, with the characters that the encoding of the file has: others would change its width."""
    line = in_one_line(new).strip()
    return encode(line, encoding).decode(encoding, "replace") if encoding else line


def _fitted(old: str, new: str, cell: _Cell, originals: frozenset[str]) -> str:
    """Return a value at the width of its column, on the side of the old one; raises RecordError if none fits."""
    fitted = new[: cell.width].rstrip()
    if len(fitted) < len(new) and (not fitted or fitted.casefold() in originals):
        raise RecordError("a new value that is cut to the width of its column is an original")
    if len(old) < cell.width:
        return fitted  # the line ends in this column
    is_right = old[:1] == " " and old[-1:] != " "
    if cell.value.isdecimal() and len(cell.value) == cell.width and fitted.isdecimal():
        return fitted.zfill(cell.width)
    if is_right:
        return fitted.rjust(cell.width)
    lead = min(len(old) - len(old.lstrip()), cell.width - len(fitted))
    return (" " * lead + fitted).ljust(cell.width)


FIXED_WIDTH = FixedWidthFormat((), lines, _line_record, is_text=True, numbers_are_lines=True)
