"""Lines of a body: transfer encodings, undone and done again, with unchanged lines kept as they are."""

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.errors import MailError
from pipeline.records.mail.charsets import is_line_safe, reading_codec, writing_codec

BYTE_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
TEXT_LINE = re.compile(r"[^\n]*\n|[^\n]+")
ESCAPED = re.compile(rb"=([0-9A-Fa-f]{2})")
QUOTED_FROM = re.compile(r"^>(?=>*From )", re.MULTILINE)
NOT_BASE64 = re.compile(rb"\s+")
BASE64_WIDTH = 76
Stored = TypeVar("Stored", bytes, str)


@dataclass(frozen=True, slots=True)
class Lines(Generic[Stored]):
    """A body as pairs of what is stored and what it says, each usually one line.

    Arguments:
        pairs: (stored, text), in order.
        encode: returns how a new text is stored.
    """

    pairs: tuple[tuple[Stored, str], ...]
    encode: Callable[[str], Stored]

    @property
    def text(self) -> str:
        """What the body says."""
        return "".join(text for _, text in self.pairs)

    def changed(self, new: str) -> list[Stored]:
        """Return what is stored for a new text; lines that did not change keep what they had."""
        if len(self.pairs) == 1:
            stored, text = self.pairs[0]
            return [stored if text == new else self.encode(new)]
        fresh: list[str] = TEXT_LINE.findall(new)
        if len(fresh) == len(self.pairs):
            both = zip(self.pairs, fresh, strict=True)
            return [stored if text == line else self.encode(line) for (stored, text), line in both]
        texts = [text for _, text in self.pairs]
        first = _equal(texts, fresh)
        last = _equal(texts[first:][::-1], fresh[first:][::-1])
        middle: list[Stored] = [self.encode(line) for line in fresh[first : len(fresh) - last]]
        kept: list[Stored] = [stored for stored, _ in self.pairs]
        return kept[:first] + middle + kept[len(kept) - last :]


def stored_lines(body: bytes, transfer: str, label: str, *, is_quoted: bool) -> "Lines[bytes]":
    """Read a body.

    Arguments:
        body: the bytes of the file.
        transfer: the transfer encoding: `quoted-printable`, `base64`, or another name for bytes as they are.
        label: the declared character set.
        is_quoted: whether lines that begin with "From " have a ">" before them, as in mbox files.

    Raises:
        MailError: the body is damaged, or in another character set.
    """
    raws = [body] if transfer == "base64" else _hard_lines(body, transfer)
    decoded = [_decoded(raw, transfer) for raw in raws]
    reading = reading_codec(b"".join(decoded), label)
    writing = writing_codec(label, reading)
    if not is_line_safe(reading) and len(raws) > 1:
        raws, decoded = [body], [b"".join(decoded)]
    texts = [raw.decode(reading) for raw in decoded]
    is_quoted = is_quoted and transfer not in ("base64", "quoted-printable")
    if is_quoted:
        texts = [QUOTED_FROM.sub("", text) for text in texts]
    newline = b"\r\n" if b"\r\n" in body else b"\n"
    width = len(body.partition(b"\n")[0].strip()) or BASE64_WIDTH
    encode = encoder(transfer, writing, newline, width=width, has_end=body.endswith(b"\n"), is_quoted=is_quoted)
    return Lines(tuple(zip(raws, texts, strict=True)), encode)


def encoder(
    transfer: str,
    codec: str,
    newline: bytes,
    *,
    width: int = BASE64_WIDTH,
    has_end: bool = True,
    is_quoted: bool = False,
) -> Callable[[str], bytes]:
    """Return a function that encodes text: one line, or with base64 a whole body; raises UnicodeEncodeError."""
    if transfer == "base64":
        return lambda text: _base64(text.encode(codec), width, newline, has_end)
    if transfer == "quoted-printable":
        return lambda text: b"".join(_quoted_printable(line, newline) for line in BYTE_LINE.findall(text.encode(codec)))
    return lambda text: _with_quoted_from(text, is_quoted).encode(codec)


def _equal(some: Sequence[str], others: Sequence[str]) -> int:
    count = 0
    while count < min(len(some), len(others)) and some[count] == others[count]:
        count += 1
    return count


def _hard_lines(body: bytes, transfer: str) -> list[bytes]:
    physical: list[bytes] = BYTE_LINE.findall(body)
    if transfer != "quoted-printable":
        return physical
    found: list[list[bytes]] = [[]]
    for line in physical:
        found[-1].append(line)
        if not _is_soft(line):
            found.append([])
    return [b"".join(lines) for lines in found if lines]


def _is_soft(line: bytes) -> bool:
    return line.rstrip(b" \t\r\n").endswith(b"=")


def _decoded(raw: bytes, transfer: str) -> bytes:
    if transfer == "base64":
        return _base64_content(raw)
    if transfer != "quoted-printable":
        return raw
    lines = (line.rstrip(b" \t\r\n")[:-1] if _is_soft(line) else line for line in BYTE_LINE.findall(raw))
    return ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), b"".join(lines))


def _base64_content(raw: bytes) -> bytes:
    content = NOT_BASE64.sub(b"", raw).rstrip(b"=")
    try:
        return binascii.a2b_base64(content + b"=" * (-len(content) % 4), strict_mode=True) if content else b""
    except binascii.Error:
        raise MailError("the base64 text is damaged") from None


def _base64(content: bytes, width: int, newline: bytes, has_end: bool) -> bytes:
    packed = base64.b64encode(content)
    lines = newline.join(packed[start : start + width] for start in range(0, len(packed), width))
    return lines + newline if has_end else lines


def _quoted_printable(line: bytes, newline: bytes) -> bytes:
    content = line.rstrip(b"\r\n")
    packed = binascii.b2a_qp(content).replace(b"=\n", b"=" + newline)
    # A line of an mbox file that begins with "From " would begin another message.
    return re.sub(rb"(?m)^From ", b"=46rom ", packed) + line[len(content) :]


def _with_quoted_from(text: str, is_quoted: bool) -> str:
    return re.sub(r"(?m)^(?=>*From )", ">", text) if is_quoted else text
