"""Structure of a message: header fields and parts as ranges of bytes, checked against Python's email package."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from pipeline.errors import MailError

LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
HEADER_LINE = re.compile(rb"[!-9;-~]*:|[ \t]")
FIELD = re.compile(rb"(?P<lead>(?P<name>[!-9;-~]+)[ \t]*:[ \t]*)(?P<value>.*)", re.DOTALL)
LINE_END = re.compile(rb"(?:\r\n|\r|\n)\Z")
UNIQUE = ("content-type", "content-transfer-encoding")
# Types of the `message` family whose bodies are messages; the bodies of the others are fields or text.
NESTED = frozenset({"message/rfc822", "message/global", "message/news"})
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Field:
    """A header field.

    Arguments:
        name: its name in lower case; empty for a line that is no field.
        lead: the name, the colon and the space after it.
        value: the value, which may be folded over lines.
        end: the line end.
    """

    name: str
    lead: bytes
    value: bytes
    end: bytes

    @property
    def raw(self) -> bytes:
        """The bytes of the field."""
        return self.lead + self.value + self.end


@dataclass(frozen=True, slots=True)
class Part:
    """A message, or a part of one.

    Arguments:
        fields: the header.
        gap: the empty line after the header; empty if it is missing.
        body: everything after it.
        header: the header as Python's email package reads it.
    """

    fields: tuple[Field, ...]
    gap: bytes
    body: bytes
    header: "Message[str, str]"


def read_part(raw: bytes, default_type: str = "text/plain") -> Part:
    """Divide a part into header and body.

    Arguments:
        raw: the bytes of the part.
        default_type: the content type of a part that names none.

    Raises:
        MailError: a field that must occur once occurs twice with different values.
    """
    fields, position = [], 0
    for start, end in _field_ranges(raw):
        fields.append(_field(raw[start:end]))
        position = end
    gap = LINE.match(raw, position)
    gap_bytes = gap[0] if gap and not gap[0].strip(b"\r\n") else b""
    for name in UNIQUE:
        if len({field.value.strip().lower() for field in fields if field.name == name}) > 1:
            raise MailError(f"a part has two {name} fields")
    header = message_from_bytes(raw[:position] + b"\r\n")
    header.set_default_type(default_type)
    return Part(tuple(fields), gap_bytes, raw[position + len(gap_bytes) :], header)


def divide(body: bytes, boundary: str) -> list[tuple[bool, bytes]]:
    """Divide a multipart body; returns (whether it is a part, its bytes) of each piece, in order.

    Boundary lines, with the line end before them, are pieces of their own; so are the text before the first and after the
    last one.

    Raises:
        MailError: there is no boundary line.
    """
    line = re.compile(
        rb"(?:(?:\A|\r\n|\r(?!\n)|\n)--%s(?P<end>--)?[ \t]*(?=[\r\n]|\Z))+(?:\r\n|\r|\n|\Z)"
        % re.escape(boundary.encode("ascii", "surrogateescape"))
    )
    pieces: list[tuple[bool, bytes]] = []
    position = 0
    for mark in line.finditer(body):
        pieces += [(bool(pieces), body[position : mark.start()]), (False, mark[0])]
        position = mark.end()
        if mark["end"]:
            break
    else:
        if not pieces:
            raise MailError("a multipart message has no boundary lines")
        return [*pieces, (True, body[position:])]
    return [*pieces, (False, body[position:])]


def types_of(message: "Message[str, str]") -> Iterator[str]:
    """Yield the content types of a message and of its parts, outermost first."""
    kind = message.get_content_type()
    yield kind
    if message.is_multipart() and (kind.startswith("multipart/") or kind in NESTED):
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from types_of(part)


def _field_ranges(raw: bytes) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the fields, as Python's parser finds them, so that both see the same body."""
    start = position = 0
    while line := LINE.match(raw, position):
        is_envelope = position == 0 and line[0].startswith(b"From ")
        if not is_envelope and not HEADER_LINE.match(line[0]):
            break
        if line[0][:1] not in b" \t" and position > start:
            yield start, position
            start = position
        position = line.end()
    if position > start:
        yield start, position


def _field(raw: bytes) -> Field:
    end = LINE_END.search(raw)
    line_end = end[0] if end else b""
    content = raw[: len(raw) - len(line_end)]
    field = FIELD.fullmatch(content)
    if not field:
        return Field("", b"", content, line_end)
    return Field(field["name"].decode("ascii").lower(), field["lead"], field["value"], line_end)
