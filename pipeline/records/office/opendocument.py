"""OpenDocument parts: ODT paragraphs with mixed content, ODS cells with their values and columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.records.fields import declared
from pipeline.records.json_scan import NUMBER
from pipeline.records.office.columns import Columns
from pipeline.records.office.dates import serial_of
from pipeline.records.office.parts import Found, Paragraph, PartReader, name_slot, name_text, scannable, written_name
from pipeline.records.office.slots import Slot
from pipeline.records.office.xml import Attribute, Edit, Node, Piece, escaped, values_of_pieces
from pipeline.text.document import Text

TEXT_SPACE = ":xmlns:text:"
CELLS = frozenset({"table-cell", "covered-table-cell"})
VALUES = ("value", "date-value", "string-value")
NOT_IN_PARAGRAPHS = frozenset({"note-citation", "page-number", "page-count"})
MAX_COUNT_DIGITS = 6
MAX_NAMED_COLUMNS = 1_000  # a row ends with thousands of repeated empty cells


class OpenDocumentReader(PartReader):
    """Reads a part of ODT."""

    def is_run(self, node: Node) -> bool:
        """Return whether character data belongs to the paragraph: all in elements of text, but for its notes."""
        return TEXT_SPACE in node.uri and node.local not in NOT_IN_PARAGRAPHS

    def start(self, node: Node) -> None:
        """Read an element; embedded data cannot be read."""
        if node.local == "binary-data":
            self.found.unscannable.append(f"{self.part}/{node.local}")
        PartReader.start(self, node)
        if node.local == "config-item-map-entry" and "name" in node.values:
            self.attribute(node, "name", "sheet")

    def field(self, node: Node, piece: Piece) -> None:
        """Read a field; settings that are binary, as those of a printer, are emptied in every copy."""
        if node.local == "binary-data" or node.local in NOT_IN_PARAGRAPHS:
            return
        if node.local == "config-item":
            self._setting(node, piece)
        else:
            PartReader.field(self, node, piece)

    def _setting(self, node: Node, piece: Piece) -> None:
        if node.values.get("type") == "base64Binary" and piece.start < piece.end:
            self.found.removed.append((self.part, Edit(piece.start, piece.end, b"")))
        elif node.values.get("type") == "string" and not self.found.names.refer(
            self.part, piece.start, piece.end, piece.value
        ):
            PartReader.field(self, node, piece)


@dataclass(slots=True)
class _Cell:
    column: int
    repeated: int
    attributes: list[Attribute]
    paragraphs: list[list[Piece]] = field(default_factory=list)

    @property
    def value(self) -> str:
        return "\n".join(map(values_of_pieces, self.paragraphs))

    @property
    def is_text(self) -> bool:
        return all(one.local != "value-type" or one.value == "string" for one in self.attributes)


class SheetsReader(OpenDocumentReader):
    """Reads the content of ODS: the first row of a sheet names its columns."""

    def __init__(self, part: str, data: bytes, found: Found) -> None:
        """Read the part `part`, whose bytes are `data`, into `found`."""
        OpenDocumentReader.__init__(self, part, data, found)
        self.columns = Columns()
        self.column = 0
        self.cells: list[tuple[Node, _Cell]] = []
        self.row: list[_Cell] = []

    def start(self, node: Node) -> None:
        """Read an element, and begin a row or a cell."""
        if node.local == "table-row":
            self.column = 0
        if node.local in CELLS:
            count = node.values.get("number-columns-repeated", "")
            repeated = int(count) if count.isascii() and count.isdecimal() and len(count) <= MAX_COUNT_DIGITS else 1
            self.cells.append((node, _Cell(self.column, repeated, node.attributes())))
            self.column += repeated
        OpenDocumentReader.start(self, node)
        if node.local == "table" and node.parent and node.parent.local == "spreadsheet":
            self._sheet(node)

    def _sheet(self, node: Node) -> None:
        self.columns = Columns()
        for one in node.attributes():
            if one.local == "name":
                self.found.names.define(self.part, one.start, one.end, one.value)

    def attributes(self, node: Node) -> None:
        """Add the attributes that hold text; the value of a cell is read with its column."""
        for name in node.values:
            if name == "formula" and node.local in CELLS:
                self.attribute(node, name, "formula")
        if node.local not in (*CELLS, "table"):
            OpenDocumentReader.attributes(self, node)

    def paragraph(self, read: Paragraph) -> None:
        """Add a paragraph to its cell; those of comments and shapes are texts of their own."""
        if self.cells and read.node.parent is self.cells[-1][0]:
            self.cells[-1][1].paragraphs.append([run.piece for run in read.runs])
        else:
            OpenDocumentReader.paragraph(self, read)

    def end(self, node: Node, end: int) -> None:
        """End a cell or a row."""
        OpenDocumentReader.end(self, node, end)
        if self.cells and self.cells[-1][0] is node:
            cell = self.cells.pop()[1]
            if cell.paragraphs or any(one.local in VALUES for one in cell.attributes):
                self.row.append(cell)
        if node.local == "table-row" and not self.cells:
            self._end_row()

    def _end_row(self) -> None:
        if not self.row:
            return
        is_header = self.columns.is_header([cell.value if cell.is_text else None for cell in self.row])
        if is_header:
            for cell in self.row:
                for place in range(cell.column, cell.column + min(cell.repeated, MAX_NAMED_COLUMNS)):
                    self.columns.names[place] = cell.value
        self._cells(is_header=is_header)
        self.row = []

    def _cells(self, *, is_header: bool) -> None:
        for cell in self.row:
            path = self.columns.path(cell.column)
            for pieces in cell.paragraphs:
                if is_header:
                    self._header_runs(pieces)
                else:
                    content = partial(_content, path, self.found, is_text=cell.is_text)
                    self.add_runs(pieces, content)
            for one in cell.attributes:
                if one.local in VALUES and one.value.strip():
                    self._value(cell, one, path, is_header=is_header)

    def _header_runs(self, pieces: list[Piece]) -> None:
        text = name_text(values_of_pieces(pieces), self.found.options)
        if text and any(piece.start >= 0 for piece in pieces):
            self.found.slots.append(name_slot(self.part, text, pieces))

    def _value(self, cell: _Cell, one: Attribute, path: Sequence[str], *, is_header: bool) -> None:
        """Add the stored value of a cell. A new one that has not its type makes the cell a text."""
        if is_header:
            text = name_text(one.value, self.found.options)
        else:
            text = _content(path, self.found, one.value, is_text=one.local != "value")
        if text:
            edits = partial(_value_edits, cell, one, text, is_header)
            self.found.slots.append(Slot(self.part, text, edits))


def _content(path: Sequence[str], found: Found, value: str, *, is_text: bool) -> Text | None:
    return declared(path, value, found.options) if is_text else scannable(path, value, found.options)


def _value_edits(cell: _Cell, one: Attribute, text: Text, is_name: bool, new: str) -> list[Edit]:
    written = written_name(one.value, text, "name" if is_name else "text", new)
    if one.local == "string-value" or (one.local == "value" and NUMBER.fullmatch(written)):
        return [Edit(one.start, one.end, escaped(written))]
    if one.local == "date-value" and serial_of(written.replace("T", " "), is_1904=False):
        return [Edit(one.start, one.end, escaped(written.replace(" ", "T")))]
    kinds = [kind for kind in cell.attributes if kind.local == "value-type"]
    value = Edit(one.name_start, one.end, b'office:string-value="' + escaped(written))
    return [value, *(Edit(kind.start, kind.end, b"string") for kind in kinds)]
