"""XLSX sheets: cells in the context of their column, and shared strings that several cells use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from pipeline.errors import XmlError
from pipeline.records.fields import declared
from pipeline.records.json_scan import NUMBER
from pipeline.records.office.columns import Columns
from pipeline.records.office.dates import date_of, serial_of
from pipeline.records.office.parts import Found, Paragraph, PartReader, name_slot, name_text, scannable, written_name
from pipeline.records.office.slots import Slot, runs_edits, runs_slot
from pipeline.records.office.xml import Edit, Node, Piece, escaped, values_of_pieces
from pipeline.text.document import Text

MAX_EXPONENT = 30


@dataclass(slots=True)
class Cell:
    """A cell that is read, with the offsets needed to write it as another type."""

    part: str
    column: int
    kind: str
    style: int
    prefix: str
    type_place: tuple[int, int]  # the value of the attribute `t`; an empty range where it would be inserted
    value: Piece | None = None
    value_place: tuple[int, int] = (0, 0)  # the element `v`
    runs: list[Piece] = field(default_factory=list)
    has_formula: bool = False

    def inline(self, new: str) -> list[Edit]:
        """Return the edits that make the cell a text of its own; a formula keeps its place."""
        start, end = self.value_place
        if self.has_formula:
            value = f"<{self.prefix}v>".encode() + escaped(new, is_text=True) + f"</{self.prefix}v>".encode()
            return [self._type("str"), Edit(start, end, value)]
        opening = f'<{self.prefix}is><{self.prefix}t xml:space="preserve">'.encode()
        closing = f"</{self.prefix}t></{self.prefix}is>".encode()
        return [self._type("inlineStr"), Edit(start, end, opening + escaped(new, is_text=True) + closing)]

    def _type(self, kind: str) -> Edit:
        start, end = self.type_place
        return Edit(start, end, (kind if start < end else f' t="{kind}"').encode())


Use = tuple[int, Text | None, bool]


@dataclass(slots=True)
class SharedStrings:
    """The shared strings of a workbook and the cells that use them.

    Arguments:
        part: the name of the part.
        items: the runs of each string.
        uses: index, text and whether it is a column name -> the cells. A string under two columns has two uses.
    """

    part: str = ""
    items: list[list[Piece]] = field(default_factory=list)
    uses: dict[Use, list[Cell]] = field(default_factory=dict)

    def value(self, index: str) -> str:
        """Return the string of a cell; raises XmlError if there is none."""
        if not index.strip().isdecimal() or int(index) >= len(self.items):
            raise XmlError("a cell refers to a shared string that is missing")
        return values_of_pieces(self.items[int(index)])

    def add_unused(self) -> None:
        """Add the strings that no cell uses as texts."""
        used = {index for index, _, _ in self.uses}
        for index, pieces in enumerate(self.items):
            if index not in used and (value := values_of_pieces(pieces)).strip():
                self.uses[index, Text(value), False] = []

    def texts(self) -> list[Text]:
        """Return the text of each use that has one, in order."""
        return [text for _, text, _ in self.uses if text]

    def edits(self, values: Sequence[str]) -> Iterator[tuple[str, Edit]]:
        """Yield the edits that write new values: the first use of a string stays shared, others become inline.

        Arguments:
            values: the new value of each text.
        """
        remaining = iter(values)
        shared: dict[int, str] = {}
        for (index, text, is_name), cells in self.uses.items():
            old = values_of_pieces(self.items[index])
            new = written_name(old, text, "name" if is_name else "text", next(remaining)) if text else old
            if index not in shared:
                shared[index] = new
                if new != old:
                    yield from ((self.part, edit) for edit in runs_edits(self.items[index], new))
            elif new != shared[index]:
                yield from ((cell.part, edit) for cell in cells for edit in cell.inline(new))


class SharedStringReader(PartReader):
    """Reads the part of shared strings."""

    def __init__(self, part: str, data: bytes, found: Found, shared: SharedStrings) -> None:
        """Read the part into `shared`."""
        PartReader.__init__(self, part, data, found)
        self.shared = shared
        shared.part = part

    def paragraph(self, read: Paragraph) -> None:
        """Keep a string; how it is pronounced is a text of its own."""
        if read.node.local != "si":
            PartReader.paragraph(self, read)
            return
        pieces = [run.piece for run in read.runs]
        self.shared.items.append(pieces)


class WorksheetReader(PartReader):
    """Reads a worksheet; the first row of a sheet names its columns."""

    def __init__(
        self, part: str, data: bytes, found: Found, shared: SharedStrings, dates: frozenset[int], *, is_1904: bool
    ) -> None:
        """Read the part; `dates` are the styles that show dates."""
        PartReader.__init__(self, part, data, found)
        self.shared = shared
        self.dates = dates
        self.is_1904 = is_1904
        self.columns = Columns()
        self.column = -1
        self.cell: Cell | None = None
        self.row: list[Cell] = []

    def start(self, node: Node) -> None:
        """Begin a row or a cell."""
        if node.local == "row":
            self.column = -1
        elif node.local == "c" and node.parent and node.parent.local == "row":
            self.cell = self._cell(node)
        elif node.local == "f" and self.cell:
            self.cell.has_formula = True
        PartReader.start(self, node)

    def text(self, node: Node, piece: Piece) -> None:
        """Keep the value of a cell until the cell ends."""
        if node.local == "v" and self.cell:
            self.cell.value = piece
        else:
            PartReader.text(self, node, piece)

    def paragraph(self, read: Paragraph) -> None:
        """Keep the runs of an inline string until its cell ends."""
        if read.node.local == "is" and self.cell:
            self.cell.runs = [run.piece for run in read.runs]
        else:
            PartReader.paragraph(self, read)

    def end(self, node: Node, end: int) -> None:
        """End a value, a cell or a row."""
        PartReader.end(self, node, end)
        if node.local == "v" and self.cell:
            self.cell.value_place = node.start, self.data.index(b">", end) + 1 if self.cell.value else end
        elif node.local == "c" and self.cell:
            if self.cell.value or self.cell.runs:
                self.row.append(self.cell)
            self.cell = None
        elif node.local == "row":
            self._end_row()

    def _cell(self, node: Node) -> Cell:
        letters = "".join(filter(str.isalpha, node.values.get("r", "")))
        self.column = column_index(letters) if letters else self.column + 1
        places = {one.local: (one.start, one.end) for one in node.attributes()}
        style = node.values.get("s", "0")
        return Cell(
            part=self.part,
            column=self.column,
            kind=node.values.get("t", "n"),
            style=int(style) if style.isdecimal() else 0,
            prefix=node.prefix,
            type_place=places.get("t", (node.tag_end, node.tag_end)),
        )

    def _end_row(self) -> None:
        if not self.row:
            return
        is_header = self.columns.is_header([self._string(cell) for cell in self.row])
        if is_header:
            self.columns.names.update({cell.column: self._string(cell) or "" for cell in self.row})
        for cell in self.row:
            self._add(cell, is_header=is_header)
        self.row = []

    def _string(self, cell: Cell) -> str | None:
        """Return the value of a cell that is a text; None for a number."""
        if cell.runs:
            return values_of_pieces(cell.runs)
        if cell.value and cell.kind == "s":
            return self.shared.value(cell.value.value)
        return cell.value.value if cell.value and cell.kind == "str" else None

    def _add(self, cell: Cell, *, is_header: bool) -> None:
        path = self.columns.path(cell.column)
        value = self._string(cell)
        if value is None:
            if cell.value and cell.kind in ("n", "d"):
                self._add_number(cell, cell.value.value.strip(), path)
            return
        text = name_text(value, self.found.options) if is_header else declared(path, value, self.found.options)
        if not value.strip():
            return
        if cell.kind == "s" and cell.value:
            self.shared.uses.setdefault((int(cell.value.value), text, is_header), []).append(cell)
        elif text:
            pieces = cell.runs or ([cell.value] if cell.value else [])
            self.found.slots.append((name_slot if is_header else runs_slot)(self.part, text, pieces))

    def _add_number(self, cell: Cell, value: str, path: Sequence[str]) -> None:
        date = date_of(value, is_1904=self.is_1904) if cell.style in self.dates and cell.kind == "n" else ""
        if date:
            text = declared(path, date, self.found.options)
        else:
            text = scannable(path, plain_number(value), self.found.options)
        if not text or (cell.has_formula and not text.entity):
            return  # the result of a formula follows from other cells
        self.found.slots.append(Slot(self.part, text, partial(self._number_edits, cell, text, bool(date))))

    def _number_edits(self, cell: Cell, text: Text, is_date: bool, new: str) -> list[Edit]:
        if new == text.value or not cell.value:
            return []
        number = serial_of(new, is_1904=self.is_1904) if is_date else new
        if NUMBER.fullmatch(number) or cell.kind == "d":
            return [Edit(cell.value.start, cell.value.end, escaped(number))]
        return cell.inline(new)


def plain_number(value: str) -> str:
    """Return a number without an exponent, as people write it."""
    if "E" not in value.upper():
        return value
    try:
        number = Decimal(value)
    except ArithmeticError:
        return value
    return format(number, "f") if abs(number.adjusted()) < MAX_EXPONENT else value


def column_index(letters: str) -> int:
    """Return the index of a column from 0: `A` is 0, `AA` is 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
