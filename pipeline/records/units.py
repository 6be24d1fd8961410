"""Raw records: splits a byte stream into the records of its format, one at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

READ_BYTES = 1 << 20
MAX_TEXT_BYTES = 256 * 1024
STRUCTURE = re.compile(rb'["\[\]{},]')
STRING_END = re.compile(rb'(?:[^"\\]++|\\.)*+"', re.DOTALL)
PARAGRAPH_END = re.compile(rb"\n[ \t\r]*\n")
TEXT_CUTS = (b"\n", b". ", b" ")
MAX_RECORD_BYTES = 64 << 20
START_BYTES = 64


@dataclass(frozen=True, slots=True)
class Oversized:
    """A record larger than MAX_RECORD_BYTES, which was skipped.

    Arguments:
        size_bytes: its size, in bytes.
        lines: the number of line ends in it.
    """

    size_bytes: int
    lines: int


Unit = bytes | Oversized


def size_of(unit: Unit) -> int:
    """Return the size of a unit in the file, in bytes."""
    return unit.size_bytes if isinstance(unit, Oversized) else len(unit)


def lines_of(unit: Unit) -> int:
    """Return the number of line ends in a unit."""
    return unit.lines if isinstance(unit, Oversized) else unit.count(b"\n")


def lines(stream: BinaryIO) -> Iterator[Unit]:
    """Yield the lines of a JSONL file, including their line ends."""
    while line := stream.readline(MAX_RECORD_BYTES + 1):
        if len(line) <= MAX_RECORD_BYTES:
            yield line
            continue
        size = len(line)
        while line and not line.endswith(b"\n"):
            line = stream.readline(READ_BYTES)
            size += len(line)
        yield Oversized(size, int(line.endswith(b"\n")))


def whole(stream: BinaryIO) -> Iterator[Unit]:
    """Yield a whole file as one record."""
    content = stream.read(MAX_RECORD_BYTES + 1)
    if len(content) > MAX_RECORD_BYTES:
        yield _passed_over(stream, content)
    elif content:
        yield content


def starting_at(stream: BinaryIO, start: "re.Pattern[bytes]") -> Iterator[Unit]:
    """Yield pieces of a file, each from one match of a pattern to the next; the first one begins with the file.

    Arguments:
        stream: the file.
        start: matches the first bytes of a piece, at most START_BYTES, and may look at the byte before them.
    """
    rest = bytearray()
    searched = 1
    skipped = Oversized(0, 0)  # of a piece that is too large, whose bytes are not kept
    is_end = False
    while not is_end:
        block = stream.read(READ_BYTES)
        is_end = not block
        rest += block
        limit = len(rest) if is_end else len(rest) - START_BYTES  # what begins behind it may not be complete
        begin = 0
        for match in start.finditer(rest, searched):
            if match.start() >= limit:
                break
            yield from _piece(bytes(rest[begin : match.start()]), skipped)
            begin, skipped = match.start(), Oversized(0, 0)
        del rest[:begin]
        if len(rest) > MAX_RECORD_BYTES:
            gone = bytes(rest[: -START_BYTES - 1])
            skipped = Oversized(skipped.size_bytes + len(gone), skipped.lines + gone.count(b"\n"))
            del rest[: len(gone)]
        searched = max(len(rest) - START_BYTES, 1)
    yield from _piece(bytes(rest), skipped)


def _piece(rest: bytes, skipped: Oversized) -> Iterator[Unit]:
    if skipped.size_bytes or len(rest) > MAX_RECORD_BYTES:
        yield Oversized(skipped.size_bytes + len(rest), skipped.lines + rest.count(b"\n"))
    elif rest:
        yield rest


def paragraphs(stream: BinaryIO) -> Iterator[Unit]:
    """Yield documents of a text file, divided at the end of a paragraph, else of a line, a sentence or a word."""
    rest = b""
    while block := stream.read(READ_BYTES):
        rest += block
        while len(rest) > MAX_TEXT_BYTES:
            cut = _text_cut(rest)
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest


def elements(stream: BinaryIO) -> Iterator[Unit]:
    """Yield the elements of a JSON array after its `[`, each with the separator before it.

    The last unit contains the bytes after the last element: the `]` and everything after it. The end of an oversized
    element is not searched for, so it extends to the end of the file.
    """
    rest = bytearray()
    start = position = depth = 0
    in_string = False
    while block := stream.read(READ_BYTES):
        rest += block
        while match := STRING_END.match(rest, position) if in_string else STRUCTURE.search(rest, position):
            mark, position = match[0], match.end()
            if mark.endswith(b'"'):
                in_string = not in_string
                continue
            depth += (mark in b"[{") - (mark in b"]}")
            if mark == b"," and depth == 0 and match.start() > start:
                yield bytes(rest[start : match.start()])
                start = match.start()
            if depth < 0:
                if rest[start : match.start()].strip(b" \t\r\n,"):
                    yield bytes(rest[start : match.start()])
                    start = match.start()
                yield from whole(_Rest(bytes(rest[start:]), stream))  # type: ignore[arg-type]
                return
        # A backslash at the end may be the first half of an escape and is read again with the next block.
        position = len(rest) - (in_string and _ends_in_backslash(rest, position))
        del rest[:start]
        position, start = position - start, 0
        if len(rest) > MAX_RECORD_BYTES:
            yield _passed_over(stream, bytes(rest))
            return
    if rest:
        yield bytes(rest)


def _ends_in_backslash(text: bytearray, start: int) -> bool:
    """Return whether an unfinished string ends with half of an escape: an odd number of backslashes."""
    end = len(text)
    while end > start and text[end - 1] == ord("\\"):
        end -= 1
    return (len(text) - end) % 2 == 1


class _Rest:
    """Stream over bytes that were already read, and the rest of a stream."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start = start
        self._stream = stream

    def read(self, size: int) -> bytes:
        start, self._start = self._start, b""
        return start + self._stream.read(max(size - len(start), 0))


def _passed_over(stream: BinaryIO, start: bytes) -> Oversized:
    """Skip the rest of a stream and return its size."""
    size, line_ends = len(start), start.count(b"\n")
    while block := stream.read(READ_BYTES):
        size += len(block)
        line_ends += block.count(b"\n")
    return Oversized(size, line_ends)


def _text_cut(text: bytes) -> int:
    ends = [match.end() for match in PARAGRAPH_END.finditer(text, MAX_TEXT_BYTES // 2, MAX_TEXT_BYTES)]
    if ends:
        return ends[-1]
    for mark in TEXT_CUTS:
        cut = text.rfind(mark, MAX_TEXT_BYTES // 2, MAX_TEXT_BYTES)
        if cut > 0:
            return cut + len(mark)
    cut = MAX_TEXT_BYTES
    while text[cut] & 0xC0 == 0x80:  # never inside a character
        cut -= 1
    return cut
