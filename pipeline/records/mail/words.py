"""Header text: encoded words (RFC 2047) and folded lines become plain text, and new text is encoded again."""

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, takewhile

from pipeline.errors import MailError
from pipeline.records.mail.charsets import reading_codec, writing_codec

ENCODED_WORD = re.compile(
    r"=\?(?P<charset>[^?*\s]{1,40})(?:\*[^?\s]{0,20})?\?(?P<encoding>[bBqQ])\?(?P<content>(?:(?!\?=|=\?(?!=)).)*)\?=",
    re.DOTALL,
)
BEGUN_WORD = re.compile(r"=\?[\w.:-]{1,40}(?:\*[\w-]*)?\?[bq]\?", re.IGNORECASE)
FOLD = re.compile(r"(?<![ \t])[ \t]*+(?:\r\n|\r|\n)[ \t]*")
TOKEN = re.compile(r"\w+|\s|[^\w\s]")
ESCAPED = re.compile(rb"=([0-9A-Fa-f]{2})")
PLAIN_IN_Q = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!*+-/")
MAX_WORD = 75
MAX_COMPARED_TOKENS = 600


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a header value.

    Arguments:
        raw: the characters of the file.
        text: the decoded text.
        charset, encoding: of encoded words; empty for other text.
    """

    raw: str
    text: str
    charset: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class HeaderText:
    """A header value, or a part of one, as text that can be changed.

    Arguments:
        segments: encoded words, folds and the text between them, in order.
    """

    segments: tuple[Segment, ...]

    @property
    def value(self) -> str:
        """The decoded text on one line."""
        return "".join(segment.text for segment in self.segments)

    def encoded(self, new: str) -> str:
        """Return the header value with new text. What is equal keeps its characters and its line breaks."""
        new = one_line(new)
        if new == self.value:
            return "".join(segment.raw for segment in self.segments)
        texts = _spliced([segment.text for segment in self.segments], new)
        is_raw = any(not segment.encoding and not segment.raw.isascii() for segment in self.segments)
        encoded = next((segment for segment in self.segments if segment.encoding), None)
        plain = [text for segment, text in zip(self.segments, texts, strict=True) if not segment.encoding]
        if encoded and not is_raw and not all(map(str.isascii, plain)):
            return encoded_words(new, "utf-8", encoded.encoding)  # white space between encoded words would be lost
        return "".join(_written(segment, text, is_raw) for segment, text in zip(self.segments, texts, strict=True))


def header_text(raw: str) -> HeaderText:
    """Read a header value without its name and its last line end.

    Raises:
        MailError: an encoded word cannot be decoded.
    """
    segments: list[Segment] = []
    position = 0
    for start, end in _runs(raw):
        segments += _plain(raw[position:start])
        segments += _decoded(raw[start:end])
        position = end
    return HeaderText((*segments, *_plain(raw[position:])))


def one_line(text: str) -> str:
    """Return a text without line ends: one in a header would begin another header."""
    return re.sub(r"[\r\n\x00]+", " ", text)


def encoded_words(text: str, charset: str, encoding: str) -> str:
    """Return a text as encoded words, each of at most 75 characters, in UTF-8 if the character set lacks a character."""
    codec = writing_codec(charset, "")
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        charset = codec = "utf-8"
    words, chunk = [], ""
    for character in text:
        if chunk and len(_word(chunk + character, charset, codec, encoding)) > MAX_WORD:
            words.append(_word(chunk, charset, codec, encoding))
            chunk = ""
        chunk += character
    return "\r\n ".join([*words, _word(chunk, charset, codec, encoding)])


def _runs(raw: str) -> list[tuple[int, int]]:
    """Return the ranges of encoded words; words with only white space between them are one range."""
    runs: list[tuple[int, int]] = []
    for word in ENCODED_WORD.finditer(raw):
        if runs and not raw[runs[-1][1] : word.start()].strip():
            runs[-1] = runs[-1][0], word.end()
        else:
            runs.append(word.span())
    return runs


def _plain(raw: str) -> list[Segment]:
    if BEGUN_WORD.search(raw):
        raise MailError("an encoded word of a header does not end")
    found, position = [], 0
    for fold in FOLD.finditer(raw):
        found += [Segment(raw[position : fold.start()], raw[position : fold.start()]), Segment(fold[0], " ")]
        position = fold.end()
    return [segment for segment in (*found, Segment(raw[position:], raw[position:])) if segment.raw]


def _decoded(raw: str) -> list[Segment]:
    """Decode a run of encoded words. A character may be divided between words of one character set."""
    found: list[Segment] = []
    position = 0
    words = list(ENCODED_WORD.finditer(raw))
    for (charset, encoding), group in groupby(words, lambda word: (word["charset"], word["encoding"].upper())):
        same = list(group)
        content = b"".join(_content(word["content"], encoding) for word in same)
        text = one_line(content.decode(reading_codec(content, charset)))
        found.append(Segment(raw[position : same[-1].end()], text, charset, same[0]["encoding"]))
        position = same[-1].end()
    return found


def _content(content: str, encoding: str) -> bytes:
    raw = re.sub(r"\s+" if encoding == "B" else r"[\r\n]+[ \t]*", "", content).encode("utf-8")
    if encoding == "Q":
        return ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), raw.replace(b"_", b" "))
    try:
        return binascii.a2b_base64(raw.rstrip(b"=") + b"=" * (-len(raw.rstrip(b"=")) % 4), strict_mode=True)
    except binascii.Error:
        raise MailError("an encoded word of a header is damaged") from None


def _word(text: str, charset: str, codec: str, encoding: str) -> str:
    raw = text.encode(codec)
    if encoding.upper() == "B":
        return f"=?{charset}?{encoding}?{base64.b64encode(raw).decode()}?="
    content = "".join("_" if byte == 32 else chr(byte) if byte in PLAIN_IN_Q else f"={byte:02X}" for byte in raw)
    return f"=?{charset}?{encoding}?{content}?="


def _written(segment: Segment, text: str, is_raw: bool) -> str:
    if text == segment.text:
        return segment.raw
    if segment.encoding:
        return encoded_words(text, segment.charset, segment.encoding) if text else ""
    if text.isascii() or is_raw:
        return text
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if not word.isascii()]
    first, last = places[0], places[-1] + 1
    return " ".join([*words[:first], encoded_words(" ".join(words[first:last]), "utf-8", "Q"), *words[last:]])


def _spliced(old: Sequence[str], new: str) -> list[str]:
    """Divide a new text over the segments of the old one; what replaces a range belongs to the segment where it begins."""
    owners = [place for place, text in enumerate(old) for _ in text]
    found, position = [""] * len(old), 0
    for text, kept_length, old_length in _edits(TOKEN.findall("".join(old)), TOKEN.findall(new)):
        for offset, character in enumerate(text[:kept_length]):
            found[owners[position + offset]] += character
        found[owners[min(position, len(owners) - 1)]] += text[kept_length:]
        position += old_length
    return found


def _edits(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield (new text, how much of it is kept, how many characters of the old text it stands for)."""
    first = _equal(before, after)
    last = _equal(before[first:][::-1], after[first:][::-1])
    kept = "".join(before[:first])
    yield kept, len(kept), len(kept)
    some, others = before[first : len(before) - last], after[first : len(after) - last]
    if max(len(some), len(others)) > MAX_COMPARED_TOKENS:
        yield "".join(others), 0, sum(map(len, some))
    else:
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, some, others, autojunk=False).get_opcodes():
            text = "".join(others[j1:j2])
            yield text, len(text) if tag == "equal" else 0, sum(map(len, some[i1:i2]))
    kept = "".join(before[len(before) - last :])
    yield kept, len(kept), len(kept)


def _equal(some: Sequence[str], others: Sequence[str]) -> int:
    pairs = zip(some, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
