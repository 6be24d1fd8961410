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
from pipeline.records.streams import READ_BYTES, Readable

UTF_8 = ""  # nothing to do: also for UTF-8 with a byte order mark, which the formats know
DECLARED_UTF_8 = "utf-8"
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WESTERN = "cp1252"
# Encodings that are recognized by content. Those of the same script that are rarely used must be declared.
CANDIDATES = "cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 koi8_r shift_jis euc_jp gb18030 big5 euc_kr".split()
STATEFUL = regex.compile(
    r"iso2022.*|hz|utf_7|utf_8_sig|utf_16|utf_32|idna|punycode|raw_unicode_escape|unicode_escape|undefined|mbcs|oem"
)
SAMPLE_BYTES = 64 << 10
MAX_FOREIGN_SHARE = 0.4  # of the letters, in a text of a western language
WESTERN_LETTERS = "àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝŸ"
AFTER_LETTER = regex.compile(r"(?<=[A-Za-z])[^\x00-\x7f]")
BEFORE_LETTER = regex.compile(r"[^\x00-\x7f](?=[A-Za-z])")
BESIDE_WORDS = "’‘“”–—…«»°€\xad"
BETWEEN_WORDS = "’‘“”–—…«»¿¡°ºª€£§\xa0\xad·•´™®©²³"
# The five bytes that Windows-1252 leaves undefined are control characters, as in browsers (WHATWG Encoding).
HOLES = {0xDC00 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
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
    return found.name


def marked_encoding(start: bytes) -> str:
    """Return the encoding that a byte order mark declares, except UTF-8."""
    return next((name for mark, name in MARKS if start.startswith(mark)), UTF_8)


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
    if _is_western(sample.decode(WESTERN, "surrogateescape").translate(HOLES)):
        return WESTERN
    best = from_bytes(sample, cp_isolation=CANDIDATES).best()
    return best.encoding if best else UTF_8


def _is_western(text: str) -> bool:
    """Return whether a text that was read as Windows-1252 is plausible: letters of its languages, among other letters.

    charset-normalizer takes short texts of western languages for texts of central European ones.
    """
    foreign = [character for character in text if not character.isascii()]
    letters = sum(map(str.isalpha, text))
    if any(not (one in WESTERN_LETTERS or one in BETWEEN_WORDS) for one in foreign):
        return False
    beside = [*AFTER_LETTER.findall(text), *(one for one in BEFORE_LETTER.findall(text) if one not in "¿¡")]
    if any(one not in WESTERN_LETTERS + BESIDE_WORDS for one in beside):
        return False
    return sum(map(str.isalpha, foreign)) <= MAX_FOREIGN_SHARE * letters


class AsUtf8(io.RawIOBase):
    """Reads a text of another encoding as UTF-8. A byte that is no character becomes one that is not valid UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        """Read from `stream`, which is in `encoding`."""
        errors = "surrogatepass" if encoding.startswith("utf") else "surrogateescape"
        self._stream = stream
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        self._rest = b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read into `buffer`; raises UnicodeDecodeError for a text that ends within a character."""
        is_end = False
        while not self._rest and not is_end:
            block = self._stream.read(READ_BYTES)
            is_end = not block
            text = self._decoder.decode(block, is_end)
            if self._encoding == WESTERN:
                text = text.translate(HOLES)
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
    if encoding == WESTERN:
        text = text.translate({control: escaped for escaped, control in HOLES.items()})
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
