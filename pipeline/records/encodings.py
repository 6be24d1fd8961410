"""Encodings of text files: found by byte order mark and content, read as UTF-8, and written back.

Everything between reading and writing sees UTF-8 only, as it sees only the uncompressed bytes of a compressed file.
"""

import codecs
import io
import unicodedata
from typing import BinaryIO

import regex
from charset_normalizer import from_bytes

from pipeline.errors import HeteronymError
from pipeline.records.alphabets import holes_of, likely_encoding
from pipeline.records.streams import READ_BYTES, Readable, ReadStream

UTF_8 = ""  # nothing to do: also for UTF-8 with a byte order mark, which the formats know
DECLARED_UTF_8 = "utf-8"
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings that are recognized by content, beside those of `alphabets`. Those of the same script that are rarely used
# must be declared.
CANDIDATES = "cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 koi8_r cp932 euc_jp gb18030 big5 cp949".split()
STATEFUL = regex.compile(
    r"iso2022.*|hz|utf_7|utf_8_sig|utf_16|utf_32|idna|punycode|raw_unicode_escape|unicode_escape|undefined|mbcs|oem"
)
# What programs declare that in fact write more characters, as in browsers.
SUPERSETS = {"shift_jis": "cp932", "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030"}
SAMPLE_BYTES = 64 << 10
MIN_ASCII_SHARE = 0.02  # white space and punctuation in a text of any language
MOSTLY_ASCII = 0.5
MAX_ASCII_SHARE = 0.8  # of the bytes that are not zero, in a text whose characters are not mostly ASCII
ASCII_TEXT = regex.compile(rb"[\t\n\r\x20-\x7e]")
NO_TEXT = regex.compile(r"[\p{Cn}\p{Co}\p{Cs}]|(?![\t\n\f\r])\p{Cc}")
PLAIN = str.maketrans(
    {
        "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
        "þ": "th", "Þ": "Th", "ð": "d", "ı": "i", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...",
        "€": "EUR", "\u202f": " ", "\xa0": " ",
    }
)  # fmt: skip


def known_encoding(name: str) -> str:
    """Return the name under which Python knows a declared encoding.

    Raises:
        HeteronymError: there is no such encoding, or a copy in it could not be equal to its input.
    """
    try:
        found = codecs.lookup(name)
    except LookupError:
        found = None
    normal = found.name.replace("-", "_") if found else ""
    if normal in ("utf_8", "utf_8_sig", "ascii"):
        return DECLARED_UTF_8
    if normal in ("utf_16", "utf_32"):
        return normal.replace("_", "-") + "-le"  # a byte order mark takes precedence
    if not found or not found._is_text_encoding or STATEFUL.fullmatch(normal):
        raise HeteronymError(f"--encoding {name}: no such encoding: use a name such as cp1252, latin-1 or utf-16-le")
    return SUPERSETS.get(normal, found.name)


def marked_encoding(start: bytes) -> str:
    """Return the encoding that a byte order mark declares, except UTF-8."""
    return next((name for mark, name in MARKS if start.startswith(mark)), UTF_8)


def unmarked_encoding(start: bytes) -> str:
    """Return UTF-16 or UTF-32 if the start of a file without byte order mark is text in it; else an empty string.

    A wrong order of the bytes, or another width, makes other characters of the ASCII ones, which every text has. Binary
    content with words in ASCII makes characters of East Asia.
    """
    if b"\x00" not in start:
        return UTF_8
    shares = {name: _ascii_share(start, name) for _, name in MARKS}
    best = max(shares, key=shares.__getitem__)
    has_words = len(ASCII_TEXT.findall(start)) > MAX_ASCII_SHARE * (len(start) - start.count(0))
    return best if shares[best] >= (MOSTLY_ASCII if has_words else MIN_ASCII_SHARE) else UTF_8


def _ascii_share(start: bytes, encoding: str) -> float:
    """Return the share of ASCII characters in an encoding; 0 if the bytes are no text in it."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(start)  # the last character may be cut
    except UnicodeDecodeError:
        return 0
    return 0 if not text or NO_TEXT.search(text) else sum(map(str.isascii, text)) / len(text)


def found_encoding(stream: BinaryIO) -> str:
    """Return the encoding of a text without byte order mark, from all of its content.

    A text is UTF-8 if most of its characters beyond ASCII are: then the others are damage, and their records blocked.
    UTF-8 is also the result if the encoding cannot be determined.

    Arguments:
        stream: the uncompressed text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = 0
    sample = bytearray()
    while block := stream.read(READ_BYTES):
        text = decoder.decode(block)
        if block.isascii():
            continue
        replaced = text.count("\ufffd")
        bad += replaced
        good += len(text) - len(text.encode("ascii", "ignore")) - replaced
        if len(sample) < SAMPLE_BYTES:
            sample += b"\n".join(line for line in block.split(b"\n") if not line.isascii())[:SAMPLE_BYTES] + b"\n"
    return _guessed(bytes(sample)) if bad > good else UTF_8


def _guessed(sample: bytes) -> str:
    """Return the encoding of lines that are not UTF-8; an empty string if it cannot be determined."""
    if likely := likely_encoding(sample):
        return likely
    best = from_bytes(sample, cp_isolation=CANDIDATES).best()
    return best.encoding if best else UTF_8


def not_utf_8(error: UnicodeDecodeError) -> str:
    """Return the reason why a record is blocked whose bytes are not text, with what to do."""
    return f"not UTF-8 at byte {error.start + 1}: state the encoding of the file with --encoding, or correct the byte"


class AsUtf8(ReadStream):
    """Reads a text of another encoding as UTF-8. A byte that is no character becomes one that is not valid UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        """Read from `stream`, which is in `encoding`."""
        errors = "surrogatepass" if encoding.startswith("utf") else "surrogateescape"
        self._stream = stream
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        self._rest = b""

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read into `buffer`; raises UnicodeDecodeError for a text that ends within a character."""
        is_end = False
        while not self._rest and not is_end:
            block = self._stream.read(READ_BYTES)
            is_end = not block
            text = self._decoder.decode(block, is_end)
            if holes := holes_of(self._encoding):
                text = text.translate(holes)
            self._rest = text.encode("utf-8", "surrogatepass")
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def as_utf8(stream: io.BufferedReader, encoding: str) -> io.BufferedReader:
    """Return a stream of the UTF-8 of a text in an encoding."""
    return io.BufferedReader(AsUtf8(stream, encoding), READ_BYTES) if encoding else stream


class Encoded:
    """Reads UTF-8 as a text of another encoding. A character that the encoding lacks becomes a similar one or an escape."""

    def __init__(self, stream: Readable, encoding: str) -> None:
        """Read from `stream`, which is in UTF-8, and write `encoding`."""
        self._stream = stream
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")

    def read(self, size: int) -> bytes:
        """Return some bytes; none at the end."""
        while block := self._stream.read(size):
            if encoded := encode(self._decoder.decode(block), self._encoding):
                return encoded
        return b""


def encode(text: str, encoding: str) -> bytes:
    """Return a text in an encoding. For a character that it lacks: a similar one (`Ł` as `L`), else `\\uXXXX`."""
    errors = "surrogatepass" if encoding.startswith("utf") else "surrogateescape"
    if holes := holes_of(encoding):
        text = text.translate({control: escaped for escaped, control in holes.items()})
    try:
        return text.encode(encoding, errors)
    except UnicodeEncodeError:
        return "".join(_writable(character, encoding, errors) for character in text).encode(encoding, errors)


def _writable(character: str, encoding: str, errors: str) -> str:
    plain = "".join(one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one))
    for candidate in (character, character.translate(PLAIN), plain, plain.translate(PLAIN)):
        try:
            candidate.encode(encoding, errors)
        except UnicodeEncodeError:
            continue
        if candidate:
            return candidate
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
