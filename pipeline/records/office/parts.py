"""Parts of office files: paragraphs as one text each, attributes that hold text, fields of document properties."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

import regex

from pipeline.records.fields import declared, noted, option_of
from pipeline.records.json_records import MIN_DIGITS
from pipeline.records.key_names import key_text, written_like
from pipeline.records.model import ReadOptions
from pipeline.records.office.formulas import PROGRAM_NAME, Names, formula_slots, page_header_slots
from pipeline.records.office.rules import (
    BREAKS,
    DATE_ELEMENTS,
    DELETED,
    FIELD_CODES,
    FORMULAS,
    GROUPED_TEXTS,
    INITIALS_ELEMENTS,
    INSERTED,
    PAGE_HEADERS,
    PARAGRAPHS,
    PERSON_ELEMENTS,
    RUNS,
    TECHNICAL,
    TECHNICAL_SPACES,
    Kind,
    kind_of,
)
from pipeline.records.office.slots import Slot, attribute_edits, comment_edits, runs_edits, runs_slot
from pipeline.records.office.xml import Attribute, Edit, Node, Piece, Reader, values_of_pieces
from pipeline.text.document import Text

URI_CHARACTERS = "%:/?#[]@!$&'()*+,;=-._~\\"
PROSE_FIELDS = frozenset({"title", "subject", "description", "keywords", "category"})
ENTITIES: dict[str, str] = {"person": "PERSON", "initials": "PERSON", "user": "USERNAME"}
KINDS: dict[str, Kind] = {
    **dict.fromkeys(INITIALS_ELEMENTS, "initials"),
    **dict.fromkeys(DATE_ELEMENTS, "date"),
}
MOMENT = regex.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?")
NO_MOMENT = "1970-01-01T00:00:00Z"  # a program refuses a file whose dates are no dates
# In any attribute, as in the link of a shape; not as in the formula of a shape, "m@7,l@8,m@5,21600e".
ADDRESS = regex.compile(r"[^\s@]@[\w.-]+\.\p{L}{2}")
MAX_FORMULA_CHARACTERS = 65_536  # a program allows 8192; longer ones are read as text
Content = Callable[[str], Text | None]


@dataclass(slots=True)
class Found:
    """What is found in the parts of a file.

    Arguments:
        options: the user's declarations about fields.
        slots: the texts, with their edits.
        names: the names of sheets and ranges.
        unscannable: the paths of parts that are not text.
        removed: edits of parts that are emptied in every copy.
    """

    options: ReadOptions
    slots: list[Slot] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    unscannable: list[str] = field(default_factory=list)
    removed: list[tuple[str, Edit]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a paragraph, and whether a tracked change deletes or inserts it."""

    piece: Piece
    is_deleted: bool
    is_inserted: bool

    @property
    def beside(self) -> Piece:
        """The run beside a deleted one, which is read with it."""
        return Piece(self.piece.value, is_of_another_text=self.piece.start >= 0)


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is being read: its runs, and its field codes."""

    node: Node
    runs: list[Run] = field(default_factory=list)
    codes: list[Piece] = field(default_factory=list)
    content: Content = Text


class PartReader(Reader):
    """Reads a part of DOCX, PPTX and of properties."""

    def __init__(self, part: str, data: bytes, found: Found) -> None:
        """Read the part `part`, whose bytes are `data`, into `found`."""
        self.part = part
        self.data = data
        self.found = found
        self.paragraphs: list[Paragraph] = []
        self.deleted = self.inserted = 0
        # Custom XML is data of a company: any name may occur, and each attribute may be a value.
        self.is_data = part.startswith("customXml/") and "/itemProps" not in part and not part.endswith(".rels")

    def start(self, node: Node) -> None:
        """Read the attributes of an element, and begin a paragraph."""
        self.deleted += node.local in DELETED
        self.inserted += node.local in INSERTED
        if node.local in PARAGRAPHS or (node.local == "text" and node.parent and node.parent.local in GROUPED_TEXTS):
            self.paragraphs.append(Paragraph(node))
        elif self.paragraphs and node.local in BREAKS and node.parent and node.parent.local != "tabs":
            count = node.values.get("c", "1")
            repeated = int(count) if count.isdecimal() and len(count) < 4 else 1
            self._add_run(Piece(BREAKS[node.local] * repeated))
        if self.is_data and node.values:
            self._data_attributes(node)
        elif node.values:
            self.attributes(node)
        if node.local == "Relationship" and node.values.get("TargetMode") == "External":
            self.attribute(node, "Target", "link")

    def text(self, node: Node, piece: Piece) -> None:
        """Add character data to its paragraph, or read it as a field."""
        if self.paragraphs and self.is_run(node):
            self._add_run(self._with_space(node, piece))
        elif self.paragraphs and node.local in FIELD_CODES:
            self.paragraphs[-1].codes.append(piece)
        elif piece.value.strip():
            self.field(node, piece)

    def is_run(self, node: Node) -> bool:
        """Return whether the character data of an element is part of its paragraph."""
        return node.local in RUNS

    def comment(self, piece: Piece) -> None:
        """Read a comment or a processing instruction as a text."""
        if piece.value.strip():
            edits = partial(comment_edits, piece.start, piece.end)
            self.found.slots.append(Slot(self.part, Text(piece.value), edits))

    def end(self, node: Node, end: int) -> None:
        """End a paragraph: its texts are complete."""
        self.deleted -= node.local in DELETED
        self.inserted -= node.local in INSERTED
        if self.paragraphs and self.paragraphs[-1].node is node:
            self.paragraph(self.paragraphs.pop())

    def paragraph(self, read: Paragraph) -> None:
        """Add the texts of a paragraph: as it is, as it was before tracked changes, and its field codes."""
        self.add_runs([run.piece for run in read.runs if not run.is_deleted], read.content)
        if any(run.is_deleted for run in read.runs):
            # The text before the changes: what was deleted is read with the text around it.
            before = [run for run in read.runs if run.is_deleted or not run.is_inserted]
            self.add_runs([run.piece if run.is_deleted else run.beside for run in before], read.content)
        self.add_runs(read.codes, Text)

    def _add_run(self, piece: Piece) -> None:
        self.paragraphs[-1].runs.append(Run(piece, self.deleted > 0, self.inserted > 0))

    def add_runs(self, pieces: Sequence[Piece], content: Content) -> None:
        """Add runs as one text."""
        value = values_of_pieces(pieces)
        if not value.strip() or all(piece.start < 0 for piece in pieces):
            return
        text = content(value)
        if text:
            self.found.slots.append(runs_slot(self.part, text, pieces))

    def field(self, node: Node, piece: Piece) -> None:
        """Read character data outside of paragraphs: properties, formulas, custom XML."""
        if not self.is_data and (node.local in TECHNICAL or any(space in node.uri for space in TECHNICAL_SPACES)):
            return
        is_formula = not self.is_data and node.local in FORMULAS and len(piece.value) <= MAX_FORMULA_CHARACTERS
        if is_formula and b"<!" not in self.data[piece.start : piece.end]:
            self.formula(piece.start, piece.end)
            return
        if node.local in PAGE_HEADERS:
            self.found.slots += page_header_slots(self.part, self.data, piece.start, piece.end)
            return
        value = piece.value
        if node.local == "lpstr" and self.found.names.refer(self.part, piece.start, piece.end, value):
            return  # the name of a sheet in the properties of a workbook
        text = self.property(node, value)
        if text:
            runs = (piece,)
            kind: Kind = KINDS.get(node.local, "text")
            written = partial(written_name, value, text, kind)
            self.found.slots.append(Slot(self.part, text, lambda new: runs_edits(runs, written(new))))

    def property(self, node: Node, value: str) -> Text | None:
        """Return the text of an element that is a field, by its name and that of the element around it."""
        name = node.local
        owner = node.parent
        if owner and "name" in owner.values and owner.local in ("property", "user-defined"):
            name = owner.values["name"]
        elif "name" in node.values and node.local in ("user-defined", "config-item"):
            name = node.values["name"]
        option = option_of((name,), self.found.options)
        if not option and (node.local in PERSON_ELEMENTS or node.local in INITIALS_ELEMENTS):
            return noted((name,), value, _entity_text(value, "PERSON"), self.found.options)
        path = (owner.local, name) if owner and name == node.local and node.local not in PROSE_FIELDS else (name,)
        return scannable(path, value, self.found.options)

    def formula(self, start: int, end: int) -> None:
        """Add the string literals of a formula, and let it follow new names."""
        self.found.slots += formula_slots(self.part, self.data, start, end)
        self.found.names.formulas.append((self.part, start, end))

    def attributes(self, node: Node) -> None:
        """Add the attributes of an element that hold text."""
        for name in node.values:
            kind = kind_of(node.local, name)
            if not kind and _has_address(node.values[name]) and node.local != "Relationship":
                kind = "link"
            if kind and node.values[name].strip():
                self.attribute(node, name, kind)

    def attribute(self, node: Node, name: str, kind: Kind) -> None:
        """Add an attribute, by what it holds."""
        for found in node.attributes():
            if found.local != name or not found.value.strip():
                continue
            if kind == "formula" and len(found.value) <= MAX_FORMULA_CHARACTERS:
                self.formula(found.start, found.end)
            elif kind in ("range", "sheet name"):
                is_range = kind == "range"
                self.found.names.define(self.part, found.start, found.end, found.value, is_range=is_range)
            elif kind == "page style":
                self.found.names.refer_by_style(self.part, found.start, found.end, found.value)
            elif kind == "sheet":
                self.found.names.refer(self.part, found.start, found.end, found.value)
            else:
                self._attribute_slot(node, found, kind)

    def _data_attributes(self, node: Node) -> None:
        for found in node.attributes():
            text = scannable((node.local, found.local), found.value, self.found.options)
            if text and found.value.strip():
                edits = partial(attribute_edits, found.start, found.end)
                self.found.slots.append(Slot(self.part, text, edits))

    def _attribute_slot(self, node: Node, found: Attribute, kind: Kind) -> None:
        text = self._attribute_text(node, found, kind)
        if text:
            written = partial(written_name, found.value, text, kind)
            self.found.slots.append(
                Slot(self.part, text, lambda new: attribute_edits(found.start, found.end, written(new)))
            )

    def _attribute_text(self, node: Node, found: Attribute, kind: Kind) -> Text | None:
        if kind == "name":
            return name_text(found.value, self.found.options)
        if option_of((found.local,), self.found.options):
            return scannable((found.local,), found.value, self.found.options)
        if kind in ENTITIES:
            text = _entity_text(found.value, ENTITIES[kind])
            return noted((found.local,), found.value, text, self.found.options)
        if kind == "link":
            return Text(found.value)
        owner = node.parent.parent if node.parent and node.parent.local == "sharedItems" else None
        name = owner.values.get("name", "") if owner else node.values.get("name", "") if found.local != "name" else ""
        return scannable((name,) if name else (), found.value, self.found.options)

    def _with_space(self, node: Node, piece: Piece) -> Piece:
        needs = node.local in RUNS and "space" not in node.values and "drawingml" not in node.uri
        return Piece(piece.value, piece.start, piece.end, node.tag_end) if needs else piece


def scannable(path: Sequence[str], value: str, options: ReadOptions) -> Text | None:
    """Return a value as a text; None if it is kept, or a short number under a name that declares nothing."""
    is_number = not any(map(str.isalpha, value))
    return declared(tuple(step for step in path if step), value, options, MIN_DIGITS if is_number else 0)


def _has_address(value: str) -> bool:
    return "@" in value and ADDRESS.search(value) is not None


def _entity_text(value: str, entity: str) -> Text:
    """Return the name of a person or a user, which may be a mail address."""
    return Text(value) if "@" in value else Text(value, entity)


def name_text(name: str, options: ReadOptions) -> Text | None:
    """Return the name of a field or of an object as a text; None if it consists of common words."""
    return None if name in options.fields or PROGRAM_NAME.fullmatch(name) else key_text(name)


def name_slot(part: str, text: Text, pieces: Sequence[Piece]) -> Slot:
    """Return the slot of the name of a column that consists of runs."""
    runs = tuple(pieces)
    old = values_of_pieces(runs)
    return Slot(part, text, lambda new: runs_edits(runs, written_name(old, text, "name", new)))


def written_name(old: str, text: Text, kind: Kind, new: str) -> str:
    """Return what is written in place of an attribute, given the new value of its text."""
    if new == text.value:
        return old
    if kind == "name":
        return written_like(old, new)
    if kind == "initials":
        return initials(new)
    if kind == "date":
        return new if MOMENT.fullmatch(new) or not MOMENT.fullmatch(old) else NO_MOMENT
    return quote(new, safe=URI_CHARACTERS) if kind == "link" and new.isascii() else new


def initials(name: str) -> str:
    """Return the first letters of the words of a name."""
    return "".join(word[0] for word in name.split())[:9]
