"""Bodies of mail parts: decoded to text, read by their content type, and written in the same encoding."""

import codecs
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipeline.errors import MailError
from pipeline.records.cards.reader import calendar_record, card_record
from pipeline.records.json_records import json_record
from pipeline.records.mail.lines import Lines, encoder, stored_lines
from pipeline.records.mail.structure import Part
from pipeline.records.mail.wrapping import as_it_is, flowed
from pipeline.records.markup.formats import html_record
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.rows import rows
from pipeline.records.tables import LINE_END, sniff_delimiter, split_row, table_record
from pipeline.text.document import Text

TRANSFERS = frozenset(("", "7bit", "8bit", "binary", "quoted-printable", "base64"))
SEVEN_BIT = frozenset(("", "7bit"))
NOT_AS_TEXT = frozenset(("text/rtf",))
TEXT_TYPES = frozenset(
    """application/json application/ld+json application/xml application/xhtml+xml application/ics application/sql
    application/yaml application/x-yaml application/x-sh application/javascript message/delivery-status
    message/disposition-notification message/feedback-report message/global-delivery-status
    message/global-disposition-notification message/external-body""".split()
)
CALENDAR_TYPES = ("text/calendar", "application/ics")
CARD_TYPES = ("text/vcard", "text/x-vcard", "text/directory")
# Files inside of text: control characters, PDF, PostScript and RTF, uuencode, yEnc, base64 lines, data URLs, vCard photos,
# and parts that no boundary line separates.
ENCODED_DATA = re.compile(
    r"""[\x00-\x08\x0e-\x1a\x1c-\x1f] | \A\s*+(?:%PDF-|%!PS|\{\\rtf) | ^begin(?:-base64)?[ ][0-7]{3,4}[ ]\S | ^=ybegin[ ] | ^content-transfer-encoding:[ \t]*(?:base64|quoted-printable)
    | (?:^>*[ ]?[A-Za-z0-9+/]{56,80}={0,2}\n){3} | \bdata:[\w/+.;=-]*;base64,[\w+/]{20} | ;encoding="?b(?:ase64)?\b""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)

ReadText = Callable[[bytes, int, ReadOptions], Record | BrokenRecord]


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a part as texts.

    Arguments:
        raw: its bytes in the file.
        transfer: its transfer encoding, in lower case.
        stored: its lines as they are in the file.
        unwrapped: the same text without the line breaks of a wrapped text.
        record: the unwrapped text, read by its content type.
    """

    raw: bytes
    transfer: str
    stored: Lines[bytes]
    unwrapped: Lines[str]
    record: Record

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts, in order."""
        return self.record.texts

    def render(self, values: Sequence[str]) -> tuple[bytes, str]:
        """Return the body with new texts, and the transfer encoding if the character set becomes UTF-8, else empty."""
        if list(values) == [text.value for text in self.texts]:
            return self.raw, ""
        new: bytes = self.record.render(values)
        text = "".join(self.unwrapped.changed(new.decode("utf-8")))
        try:
            body = b"".join(self.stored.changed(text))
        except UnicodeEncodeError:
            return self._in_utf8(text)
        if self.transfer in SEVEN_BIT and self.raw.isascii() and not body.isascii():
            return self._in_utf8(text)
        return body, ""

    def _in_utf8(self, text: str) -> tuple[bytes, str]:
        transfer = "base64" if self.transfer == "base64" else "quoted-printable"
        newline = b"\r\n" if b"\r\n" in self.raw else b"\n"
        return encoder(transfer, "utf-8", newline, has_end=self.raw.endswith(b"\n"))(text), transfer


def read_body(part: Part, options: ReadOptions, *, is_quoted: bool) -> Body | None:
    """Read the body of a part; returns None for one that is not text, or that contains a file.

    Arguments:
        part: the part.
        options: the user's declarations about fields.
        is_quoted: whether lines that begin with "From " have a ">" before them, as in mbox files.

    Raises:
        MailError: the body cannot be decoded, or not be read as its content type.
    """
    kind = part.header.get_content_type()
    transfer = str(part.header.get("content-transfer-encoding", "")).strip().lower()
    if not is_text(kind) or transfer not in TRANSFERS:
        return None
    stored = stored_lines(part.body, transfer, charset_of(part), is_quoted=is_quoted)
    text = stored.text
    unwrapped = _unwrapped(text, kind, part)
    if holds_file(unwrapped.text):
        return None
    read = READERS.get(kind, _prose)
    record = read(unwrapped.text.encode("utf-8"), 1, options)
    if isinstance(record, BrokenRecord):
        raise MailError(f"{kind}: {record.reason}")
    return Body(part.body, transfer, stored, unwrapped, record)


def read_around(raw: bytes) -> Record | None:
    """Read the text before the first or after the last part; returns None if it contains a file; raises MailError."""
    stored = stored_lines(raw, "", "", is_quoted=False)
    if holds_file(stored.text):
        return None
    return Record(1, (Text(stored.text),), None, (), lambda values: _around(raw, stored, values[0]))


def is_text(kind: str) -> bool:
    """Return whether a content type is text that can be scanned."""
    return (kind.startswith("text/") and kind not in NOT_AS_TEXT) or kind in TEXT_TYPES


def charset_of(part: Part) -> str:
    """Return the declared character set of a part; an empty string if it declares none."""
    found = part.header.get_param("charset", "")
    value = found[2] if isinstance(found, tuple) else found
    return str(value)


def holds_file(text: str) -> bool:
    """Return whether a text contains an encoded file, in which nothing would be found."""
    return ENCODED_DATA.search(text.replace("\r\n", "\n").replace("\r", "\n")) is not None


def _around(raw: bytes, stored: Lines[bytes], new: str) -> bytes:
    # Mail programs show none of this text, so a character that is not ASCII needs no declaration.
    return raw if new == stored.text else new.encode("utf-8")


def _unwrapped(text: str, kind: str, part: Part) -> Lines[str]:
    if kind == "text/plain" and str(part.header.get_param("format", "")).lower() == "flowed":
        return flowed(text, is_deleting=str(part.header.get_param("delsp", "")).lower() == "yes")
    return as_it_is(text)


def _prose(raw: bytes, number: int, options: ReadOptions) -> Record:
    text = raw.decode("utf-8")
    texts = (Text(text),) if text.strip() else ()
    return Record(number, texts, None, (), lambda values: values[0].encode("utf-8", "surrogatepass") if values else raw)


def _table(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read a CSV attachment: the first row has the names of the columns, and is a text itself."""
    delimiter = sniff_delimiter(LINE_END.sub("", raw.partition(b"\n")[0].decode("utf-8")))
    first, *rest = [row for row in rows(io.BytesIO(raw), delimiter) if isinstance(row, bytes)] or [b""]
    header = LINE_END.sub("", first.decode("utf-8"))
    columns = tuple(cell.value for cell in split_row(header, delimiter) or ())
    found = [_prose(first, 1, options), *(table_record(row, 1, columns, delimiter, options) for row in rest)]
    records = [one for one in found if isinstance(one, Record)]
    if len(columns) < 2 or len(records) < len(found):
        return _prose(raw, number, options)  # no table: scanned as text, which hides nothing
    return _joined(records)


def _joined(records: Sequence[Record]) -> Record:
    texts = tuple(text for record in records for text in record.texts)
    unscannable = tuple(path for record in records for path in record.unscannable)
    return Record(1, texts, None, unscannable, partial(_render_joined, records))


def _render_joined(records: Sequence[Record], values: Sequence[str]) -> bytes:
    pieces, position = [], 0
    for record in records:
        count = len(record.texts)
        pieces.append(record.render(values[position : position + count]))
        position += count
    return b"".join(pieces)


def _json(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    lead = raw[: len(raw) - len(raw.lstrip())]
    record = json_record(raw[len(lead) :], number, options)
    if isinstance(record, BrokenRecord):
        return record
    return replace(record, render=lambda values: lead + record.render(values))


def _markup(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read HTML, or XML as HTML, which has no errors. The mark says UTF-8, whatever the text itself declares."""
    record = html_record(codecs.BOM_UTF8 + raw, number, options)
    if isinstance(record, BrokenRecord):
        return record
    render = record.render
    return replace(record, render=lambda values: render(values).removeprefix(codecs.BOM_UTF8))


# A reader takes the text of a part in UTF-8 and returns one record that renders to UTF-8. Types that are not listed are
# scanned as prose.
READERS: dict[str, ReadText] = {
    **dict.fromkeys(("text/html", "text/xml", "application/xml", "application/xhtml+xml"), _markup),
    **dict.fromkeys(CALENDAR_TYPES, calendar_record),
    **dict.fromkeys(CARD_TYPES, card_record),
    "text/csv": _table,
    "text/tab-separated-values": _table,
    "application/json": _json,
    "application/ld+json": _json,
}
