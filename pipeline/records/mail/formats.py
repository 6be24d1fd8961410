"""Mail: single messages (.eml, Maildir) and mbox files. Each message is a record."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from functools import partial

from pipeline.errors import MailError
from pipeline.records.bytes_format import BytesFormat
from pipeline.records.mail.body import Body, read_around, read_body
from pipeline.records.mail.fields import FieldTexts, field_texts, in_lower_case
from pipeline.records.mail.mbox import envelope_record, messages
from pipeline.records.mail.structure import MAX_DEPTH, NESTED, Field, Part, divide, read_part, types_of
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.units import whole
from pipeline.text.document import Text

CHARSET = re.compile(rb";\s*charset\*?\s*=\s*(?:\"[^\"]*\"|[^\s;]*)", re.IGNORECASE)
UNCLEAR = "the parts of the message cannot be separated: its boundary lines or its headers are damaged"


class _PlacedError(MailError):
    """A MailError whose text names the part."""


@dataclass(slots=True)
class _Reading:
    """What is found while a message is read, in order.

    Arguments:
        options: the user's declarations about fields.
        is_quoted: whether the message is from an mbox file.
        pieces: the bytes that stay, and records of what may change.
        types: the content types of the message and its parts.
        unscannable: the parts that are not text.
    """

    options: ReadOptions
    is_quoted: bool
    pieces: list[bytes | Record] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    unscannable: list[str] = field(default_factory=list)


def message_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read one message as a record.

    Arguments:
        raw: the bytes of the message.
        number: the number of the record in its file, from 1.
        options: the user's declarations about fields: names of header fields, without regard to case.
    """
    return _record(b"", raw, number, options)


def mbox_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read one message of an mbox file, with the `From ` line before it.

    Arguments:
        raw, number, options: as in `message_record`.
    """
    end = raw.find(b"\n") + 1 or len(raw)
    is_envelope = raw.startswith(b"From ")
    return _record(
        raw[:end] if is_envelope else b"", raw[end:] if is_envelope else raw, number, options, is_quoted=True
    )


def _record(
    envelope: bytes, raw: bytes, number: int, options: ReadOptions, *, is_quoted: bool = False
) -> Record | BrokenRecord:
    reading = _Reading(options, is_quoted)
    try:
        if envelope:
            reading.pieces.append(envelope_record(envelope))
        _read(raw, (), reading)
        if reading.types != list(types_of(message_from_bytes(raw))):
            return BrokenRecord(number, UNCLEAR)
        classification = _classification(raw, options.class_field.casefold())
    except MailError as error:
        return BrokenRecord(number, str(error))
    except Exception:  # Python's email package raises many kinds of errors on damaged headers
        return BrokenRecord(number, UNCLEAR)
    texts = tuple(text for piece in reading.pieces if isinstance(piece, Record) for text in piece.texts)
    render = partial(_render, tuple(reading.pieces), len(envelope), texts, tuple(reading.types))
    return Record(number, texts, classification, tuple(reading.unscannable), render)


def _read(raw: bytes, path: tuple[int, ...], reading: _Reading, default_type: str = "text/plain") -> None:
    """Read a message or a part.

    Arguments:
        raw: its bytes.
        path: the numbers of the part and of those that contain it, outermost first.
        reading: what is found.
        default_type: the content type of a part that names none.
    """
    if len(path) > MAX_DEPTH:
        raise MailError(f"the message has more than {MAX_DEPTH} levels of parts")
    try:
        part = read_part(raw, default_type)
        kind = part.header.get_content_type()
        reading.types.append(kind)
        options = in_lower_case(reading.options)
        fields = [field_texts(one, options) for one in part.fields]
        if kind.startswith("multipart/"):
            reading.pieces += [*map(_of_field, fields), part.gap]
            _read_parts(part, kind, path, reading)
        elif kind in NESTED and part.header.get_content_maintype() == "message" and _is_plain(part):
            reading.pieces += [*map(_of_field, fields), part.gap]
            _read(part.body, (*path, 1), reading)
        else:
            _read_leaf(part, fields, path, reading)
    except _PlacedError:
        raise
    except MailError as error:
        raise _PlacedError(f"{_place(path)}: {error}") from None


def _read_parts(part: Part, kind: str, path: tuple[int, ...], reading: _Reading) -> None:
    boundary = part.header.get_boundary()
    if boundary is None or not _is_plain(part):
        raise MailError("a multipart message has no boundary, or is encoded as a whole")
    default_type = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    number = 0
    pieces = divide(part.body, boundary)
    for place, (is_part, raw) in enumerate(pieces):
        if is_part:
            number += 1
            _read(raw, (*path, number), reading, default_type)
        elif place % 2:  # a boundary line
            reading.pieces.append(raw)
        else:
            _read_around(raw, path, reading)


def _read_around(raw: bytes, path: tuple[int, ...], reading: _Reading) -> None:
    around = read_around(raw) if raw.strip() else None
    if raw.strip() and not around:
        reading.unscannable.append(f"{_place(path)} (text outside of its parts)")
    reading.pieces.append(around or raw)


def _read_leaf(part: Part, fields: Sequence[FieldTexts], path: tuple[int, ...], reading: _Reading) -> None:
    body = read_body(part, reading.options, is_quoted=reading.is_quoted) if part.body.strip() else None
    if body is None:
        if part.body.strip():
            reading.unscannable.append(f"{_place(path)} ({part.header.get_content_type()})")
        reading.pieces += [*map(_of_field, fields), part.gap, part.body]
        return
    texts = (*(text for one in fields for text in one.texts), *body.texts)
    reading.unscannable += [f"{_place(path)} {inner}" for inner in body.record.unscannable]
    render = partial(_render_leaf, fields, part.gap, body, is_message=not path)
    reading.pieces.append(Record(1, texts, None, (), render))


def _render_leaf(
    fields: Sequence[FieldTexts], gap: bytes, body: Body, values: Sequence[str], *, is_message: bool
) -> bytes:
    header, position = [], 0
    for one in fields:
        count = len(one.texts)
        header.append((one.field, one.render(values[position : position + count])))
        position += count
    content, transfer = body.render(values[position:])
    if transfer:
        return b"".join(_in_utf8(header, transfer, is_message=is_message)) + (gap or b"\n") + content
    return b"".join(raw for _, raw in header) + gap + content


def _in_utf8(header: Sequence[tuple[Field, bytes]], transfer: str, *, is_message: bool) -> Iterator[bytes]:
    """Yield the fields of a part whose body is now UTF-8 in another transfer encoding."""
    names = {one.name for one, _ in header}
    end = b"\r\n" if not header or header[0][0].end == b"\r\n" else b"\n"
    for one, raw in header:
        if one.name == "content-transfer-encoding":
            yield one.lead + transfer.encode() + one.end
        elif one.name == "content-type":
            value = CHARSET.sub(b"", raw[: len(raw) - len(one.end)]).rstrip(b" ;\t")
            yield value + b'; charset="utf-8"' + one.end
        else:
            yield raw
    if is_message and "mime-version" not in names:
        yield b"MIME-Version: 1.0" + end
    if "content-type" not in names:
        yield b'Content-Type: text/plain; charset="utf-8"' + end
    if "content-transfer-encoding" not in names:
        yield b"Content-Transfer-Encoding: " + transfer.encode() + end


def _render(
    pieces: Sequence[bytes | Record], skipped: int, texts: Sequence[Text], types: Sequence[str], values: Sequence[str]
) -> bytes:
    rendered, position, envelope = [], 0, skipped
    for piece in pieces:
        if isinstance(piece, bytes):
            rendered.append(piece)
            continue
        count = len(piece.texts)
        rendered.append(piece.render(values[position : position + count]))
        position += count
    if skipped:
        envelope = len(rendered[0])
    message = b"".join(rendered)
    is_changed = list(values) != [text.value for text in texts]
    if is_changed and list(types_of(message_from_bytes(message[envelope:]))) != list(types):
        raise MailError("the message has other parts after replacement")  # the record is blocked
    return message


def _of_field(one: FieldTexts) -> Record:
    return Record(1, one.texts, None, (), one.render)


def _is_plain(part: Part) -> bool:
    """Return whether a part that contains others is not encoded as a whole."""
    return str(part.header.get("content-transfer-encoding", "")).strip().lower() in ("", "7bit", "8bit", "binary")


def _place(path: tuple[int, ...]) -> str:
    return f"part {'.'.join(map(str, path))}" if path else "the message"


def _classification(raw: bytes, name: str) -> str | None:
    if not name:
        return None
    return next((str(value).strip() for key, value in message_from_bytes(raw).items() if key.lower() == name), None)


EML = BytesFormat((".eml",), whole, message_record)
MBOX = BytesFormat((".mbox", ".mbx"), messages, mbox_record)
