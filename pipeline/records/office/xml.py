"""XML parts of office files: a streaming reader with byte offsets, and edits of the bytes between them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from pipeline.errors import XmlError

TAG = re.compile(rb"<([^\s/>]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
ATTRIBUTE = re.compile(rb"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})
TEXT_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
MAX_DEPTH = 1_000


@dataclass(frozen=True, slots=True)
class Edit:
    """New bytes for a range of a part, half open."""

    start: int
    end: int
    new: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with the offsets of its value and the offset of its name; `local` has no prefix."""

    local: str
    value: str = field(repr=False)
    start: int
    end: int
    name_start: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Character data, with its offsets. Characters that come from elements (tabs, breaks) have none: start is -1."""

    value: str = field(repr=False)
    start: int = -1
    end: int = -1
    tag_end: int = -1  # of the element around it, where `xml:space` may be inserted; -1 where it may not
    is_of_another_text: bool = False  # which writes what becomes of it


@dataclass(slots=True)
class Node:
    """An element that is open.

    Arguments:
        local, uri: the name and the namespace.
        start: the offset of its start tag.
        values: the values of its attributes, by name without prefix.
        data: the bytes of the part.
        parent: the element around it.
    """

    local: str
    uri: str
    start: int
    values: dict[str, str]
    data: bytes = field(repr=False)
    parent: "Node | None" = field(repr=False)

    @property
    def tag_end(self) -> int:
        """The offset of the `>` or `/>` of the start tag."""
        found = TAG.match(self.data, self.start)
        if not found:
            raise XmlError("a tag cannot be read")
        return found.end() - 2 if found[2].endswith(b"/") else found.end() - 1

    @property
    def prefix(self) -> str:
        """The prefix of the element with its colon, as written."""
        found = TAG.match(self.data, self.start)
        name = found[1].decode() if found else ""
        return name[: name.rfind(":") + 1]

    def attributes(self) -> list[Attribute]:
        """Return the attributes with their offsets, without declarations of namespaces."""
        found = TAG.match(self.data, self.start)
        if not found:
            raise XmlError("a tag cannot be read")
        matches = [
            match
            for match in ATTRIBUTE.finditer(self.data, found.start(2), found.end(2))
            if match[1] != b"xmlns" and not match[1].startswith(b"xmlns:")
        ]
        return [self._attribute(match) for match in matches]

    def _attribute(self, match: "re.Match[bytes]") -> Attribute:
        local = match[1].decode().rpartition(":")[2]
        start, end = match.span(2 if match[2] is not None else 3)
        return Attribute(local, unescape(self.data[start:end]), start, end, match.start())


class Reader:
    """What happens at the elements and texts of a part; subclasses override what they need."""

    def start(self, node: Node) -> None:
        """Enter an element."""

    def text(self, node: Node, piece: Piece) -> None:
        """Read character data directly in an element."""

    def comment(self, piece: Piece) -> None:
        """Read a comment, or the content of a processing instruction."""

    def end(self, node: Node, end: int) -> None:
        """Leave an element, at the offset of its end tag."""


def walk(data: bytes, reader: Reader) -> None:
    """Read a UTF-8 part from start to end.

    Arguments:
        data: the bytes of the part.
        reader: what to do at each element.

    Raises:
        XmlError: the part is not well-formed, or declares entities.
    """
    try:
        _Walk(data, reader).run()
    except ExpatError as error:
        raise XmlError(f"not XML at line {error.lineno} column {error.offset + 1}") from None


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a part with edits, which do not overlap."""
    pieces, position = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:
            raise XmlError("two changes overlap")
        pieces += [data[position : edit.start], edit.new]
        position = edit.end
    return b"".join((*pieces, data[position:]))


def escaped(value: str, *, is_text: bool = False) -> bytes:
    """Return a value as it is written in XML; quotes are kept in texts. Characters that XML lacks become U+FFFD."""
    allowed = NOT_IN_XML.sub("\ufffd", value)
    return allowed.translate(TEXT_ESCAPES if is_text else ESCAPES).encode("utf-8", "replace")


def unescape(raw: bytes) -> str:
    """Return the value of escaped characters."""
    text = raw.decode("utf-8")
    return REFERENCE.sub(_referenced, text) if "&" in text else text


REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));")
NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def _referenced(match: "re.Match[str]") -> str:
    if match[3]:
        return NAMED[match[3]]
    return chr(int(match[1], 16) if match[1] else int(match[2]))


class _Walk:
    """One pass of expat, which reports the byte offset of each event."""

    def __init__(self, data: bytes, reader: Reader) -> None:
        self.data = data
        self.reader = reader
        self.node: Node | None = None
        self.depth = 0
        self.values: list[str] = []
        self.text_start = -1
        self.parser = ParserCreate("utf-8", " ")
        handlers: dict[str, Callable[..., None]] = {
            "StartElement": self._start,
            "EndElement": self._end,
            "CharacterData": self._characters,
            "StartCdataSection": self._start_cdata,
            "EndCdataSection": self._end_cdata,
            "Comment": self._comment,
            "ProcessingInstruction": self._instruction,
            "StartDoctypeDecl": self._doctype,
        }
        for name, handler in handlers.items():
            setattr(self.parser, f"{name}Handler", handler)

    def run(self) -> None:
        self.parser.Parse(self.data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._flush(self.parser.CurrentByteIndex)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise XmlError("elements are nested too deeply")
        uri, _, local = name.rpartition(" ")
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()} if attributes else {}
        self.node = Node(local, uri, self.parser.CurrentByteIndex, values, self.data, self.node)
        self.reader.start(self.node)

    def _end(self, _: str) -> None:
        position = self.parser.CurrentByteIndex
        self._flush(position)
        self.depth -= 1
        if self.node:
            self.reader.end(self.node, position)
            self.node = self.node.parent

    def _characters(self, value: str) -> None:
        if self.text_start < 0:
            self.text_start = self.parser.CurrentByteIndex
        self.values.append(value)

    def _start_cdata(self) -> None:
        self._flush(self.parser.CurrentByteIndex)
        self.text_start = self.parser.CurrentByteIndex

    def _end_cdata(self) -> None:
        self._flush(self.parser.CurrentByteIndex + len("]]>"))

    def _comment(self, value: str) -> None:
        position = self.parser.CurrentByteIndex
        self._flush(position)
        start = position + len("<!--")
        self.reader.comment(Piece(value, start, self.data.index(b"-->", start)))

    def _instruction(self, target: str, value: str) -> None:
        position = self.parser.CurrentByteIndex
        self._flush(position)
        end = self.data.index(b"?>", position)
        content = self.data[position + len("<?") + len(target.encode()) : end].lstrip()
        self.reader.comment(Piece(value, end - len(content), end))

    def _doctype(self, *_: object) -> None:
        raise XmlError("a part declares a document type, as in an attack with entities")

    def _flush(self, end: int) -> None:
        """Report the character data that ends here."""
        if self.text_start >= 0 and self.node:
            self.reader.text(self.node, Piece("".join(self.values), self.text_start, end))
        self.values.clear()
        self.text_start = -1


def decoded(raw: bytes) -> tuple[bytes, str]:
    """Return a part as UTF-8 and its encoding.

    Arguments:
        raw: the bytes of the part.

    Raises:
        XmlError: the part has another encoding than UTF-8 and UTF-16.
    """
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    declared = re.match(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)", raw)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise XmlError("a part has another encoding than UTF-8")
    try:
        return (raw if encoding == "utf-8" else raw.decode(encoding).encode()), encoding
    except UnicodeError:
        raise XmlError("a part is not text of its encoding") from None


def encoded(data: bytes, encoding: str, raw: bytes) -> bytes:
    """Return a UTF-8 part in the encoding of the stored part."""
    if encoding == "utf-8":
        return data
    order = "utf-16-le" if raw.startswith(b"\xff\xfe") else "utf-16-be"
    return raw[:2] + data.decode().encode(order)


def values_of_pieces(pieces: Sequence[Piece]) -> str:
    """Return the text that pieces make up."""
    return "".join(piece.value for piece in pieces)
