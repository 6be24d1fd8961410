"""Formulas of spreadsheets: their string literals are texts, and they follow the new names of sheets and ranges."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

import regex

from pipeline.records.key_names import distinct, key_text, written_like
from pipeline.records.office.slots import Slot
from pipeline.records.office.xml import Edit, escaped, unescape
from pipeline.text.document import Text

QUOTE = r"(?:\"|&quot;|&\#34;|&\#x22;)"
APOSTROPHE = r"(?:'|&apos;|&\#39;|&\#x27;)"
LETTER = r"[\w\\\x80-\xff]"
# Tokens of a formula as it is escaped in XML and read byte by byte (Latin-1), so that the offsets are those of the part.
FORMULA = regex.compile(
    rf"{QUOTE}(?P<literal>(?:(?!{QUOTE}).|{QUOTE}{QUOTE})*+){QUOTE}"
    rf"|(?P<quoted>{APOSTROPHE}(?:(?!{APOSTROPHE}).|{APOSTROPHE}{APOSTROPHE})*+{APOSTROPHE})"
    rf"|&[^;]*;|(?P<bare>{LETTER}++(?:\.{LETTER}++)*+)(?!\()",
    regex.DOTALL | regex.VERBOSE,
)
# Codes in headers of sheets, for places, fonts and fields, as they are escaped in XML.
HEADER_CODE = regex.compile(
    rf"&amp;(?:{QUOTE}(?:(?!{QUOTE}).)*+{QUOTE}|K[0-9A-Fa-f+\-]{{5,6}}|\d+|&amp;|[A-Za-z+\-])", regex.VERBOSE
)
BYTES = "latin-1"
BARE_NAME = regex.compile(r"[^\W\d]\w*")
NOT_IN_SHEET_NAMES = regex.compile(r"[\[\]:*?/\\']")
# Names that programs give and look for: print areas, targets of tables of contents.
PROGRAM_NAME = regex.compile(r"_xlnm\..*|_(?:Toc|Ref|Hlk|Hlt|GoBack|OLE_LINK)\d*|__RefHeading__[\w]*")
# LibreOffice calls the page style of a sheet "PageStyle_" and the name of the sheet, and encodes it in references.
PAGE_STYLE = regex.compile(r"PageStyle_(5f_)?(.+)")
STYLE_CODE = regex.compile(r"_([0-9a-f]{1,6})_")
NOT_IN_STYLE = regex.compile(r"[^\p{L}\p{M}\p{Nd}.\-]")
MAX_SHEET_NAME = 31
BOOK = regex.compile(r"\[\d+\]")


@dataclass(slots=True)
class Names:
    """The names of sheets and of ranges of a workbook, and the places that refer to them.

    Arguments:
        texts: the text of each name that is scanned, by name.
        known: all names, scanned or not.
        ranges: the names that are of ranges or tables, which have no spaces.
        places: part, offsets and value of each attribute or element that holds a name only.
        formulas: part and offsets of each formula.
        styles: part and offsets of each name of a page style, the name of its sheet, and whether that is encoded.
    """

    texts: dict[str, Text] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    ranges: set[str] = field(default_factory=set)
    places: list[tuple[str, int, int, str]] = field(default_factory=list)
    formulas: list[tuple[str, int, int]] = field(default_factory=list)
    styles: list[tuple[str, int, int, str, bool]] = field(default_factory=list)

    def define(self, part: str, start: int, end: int, name: str, *, is_range: bool = False) -> None:
        """Add a name at the place that defines it."""
        text = None if PROGRAM_NAME.fullmatch(name) else key_text(name)
        self.known.add(name)
        if text:
            self.texts[name] = text
            self.places.append((part, start, end, name))
        if is_range:
            self.ranges.add(name)

    def refer(self, part: str, start: int, end: int, name: str) -> bool:
        """Add a place that holds the name of a sheet; False if it is no name of a sheet."""
        if name in self.texts:
            self.places.append((part, start, end, name))
        return name in self.known

    def refer_by_style(self, part: str, start: int, end: int, style: str) -> None:
        """Add a place that holds the name of the page style of a sheet; other styles stay."""
        if match := PAGE_STYLE.fullmatch(style):
            sheet = STYLE_CODE.sub(lambda code: chr(int(code[1], 16)), match[2]) if match[1] else match[2]
            self.styles.append((part, start, end, sheet, bool(match[1])))

    def renamed(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return the new name of each changed name, given the new values of their texts."""
        new = [(name, self._written(name, values[name])) for name in self.texts]
        taken = [(name, name) for name in sorted(self.known - self.texts.keys())]
        pairs = new + taken
        return {old: name for (old, _), name in zip(pairs, distinct(pairs), strict=True) if old != name}

    def edits(self, renamed: Mapping[str, str], parts: Mapping[str, bytes]) -> Iterator[tuple[str, Edit]]:
        """Yield the edits that write new names where they are defined and wherever formulas refer to them."""
        if not renamed:
            return
        by_name = {old.casefold(): new for old, new in renamed.items()}
        for part, start, end, name in self.places:
            if name in renamed:
                yield part, Edit(start, end, escaped(renamed[name]))
        for part, start, end, name, is_coded in self.styles:
            if name in renamed:
                new = NOT_IN_STYLE.sub(lambda one: f"_{ord(one[0]):x}_", renamed[name]) if is_coded else renamed[name]
                yield part, Edit(start, end, escaped(f"PageStyle_{'5f_' * is_coded}{new}"))
        for part, start, end in self.formulas:
            for edit in _reference_edits(parts[part][start:end], by_name):
                yield part, Edit(start + edit.start, start + edit.end, edit.new)

    def _written(self, name: str, value: str) -> str:
        if value == self.texts[name].value:
            return name
        new = written_like(name, value)
        if name in self.ranges:
            return regex.sub(r"\W", "_", new if not new[:1].isdigit() else "_" + new)
        return NOT_IN_SHEET_NAMES.sub(" ", new)[: MAX_SHEET_NAME - len(" (2)")].strip() or "Sheet"


def formula_slots(part: str, data: bytes, start: int, end: int) -> list[Slot]:
    """Return the string literals of a formula as texts.

    Arguments:
        part: the name of the part.
        data: the bytes of the part.
        start, end: the offsets of the formula.
    """
    slots = []
    for match in FORMULA.finditer(data[start:end].decode(BYTES)):
        if not match["literal"] or not match["literal"].strip():
            continue
        first, last = start + match.start("literal"), start + match.end("literal")
        value = unescape(data[first:last]).replace('""', '"')
        slots.append(Slot(part, Text(value), partial(_literal_edit, first, last)))
    return slots


def page_header_slots(part: str, data: bytes, start: int, end: int) -> list[Slot]:
    """Return the texts between the codes of a header or footer of a sheet.

    Arguments:
        part: the name of the part.
        data: the bytes of the part.
        start, end: the offsets of the header.
    """
    raw = data[start:end].decode(BYTES)
    codes = [(0, 0), *(match.span() for match in HEADER_CODE.finditer(raw)), (len(raw), len(raw))]
    slots = []
    for (_, first), (last, _) in pairwise(codes):
        if raw[first:last].strip():
            place = start + first, start + last
            value = unescape(data[place[0] : place[1]]).replace("&&", "&")
            slots.append(Slot(part, Text(value), partial(_header_edit, place)))
    return slots


def _header_edit(place: tuple[int, int], new: str) -> list[Edit]:
    return [Edit(*place, escaped(new.replace("&", "&&"), is_text=True))]


def _literal_edit(start: int, end: int, new: str) -> list[Edit]:
    return [Edit(start, end, escaped(new.replace('"', '""')))]


def _reference_edits(raw: bytes, by_name: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the edits of the references in a formula; offsets are in the bytes of the formula."""
    for match in FORMULA.finditer(raw.decode(BYTES)):
        group = "quoted" if match["quoted"] else "bare"
        start, end = match.span(group)
        if start < 0 or (group == "quoted" and raw[end : end + 1] not in (b"!", b".")):
            continue
        new = _reference(unescape(raw[start:end]), group == "quoted", by_name)
        if new is not None:
            yield Edit(start, end, escaped(new))


def _reference(name: str, is_quoted: bool, by_name: Mapping[str, str]) -> str | None:
    if is_quoted:
        name = name[1:-1].replace("''", "'")
        book = BOOK.match(name)
        lead = book[0] if book else ""
        new = by_name.get(name[len(lead) :].casefold())
        return None if new is None else "'" + lead + new.replace("'", "''") + "'"
    new, rest = by_name.get(name.casefold()), ""
    if new is None and "." in name:
        first, _, rest = name.partition(".")
        new, rest = by_name.get(first.casefold()), "." + rest
    if new is None:
        return None
    return (new if BARE_NAME.fullmatch(new) else "'" + new.replace("'", "''") + "'") + rest
