"""Cutting a stream of bytes into the raw records of its format, one at a time."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

READ_BYTES = 1 << 20
MAX_TEXT_BYTES = 256 * 1024
STRUCTURE = re.compile(rb'["\[\]{},]')
STRING_END = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
PARAGRAPH_END = re.compile(rb"\n[ \t\r]*\n")
TEXT_CUTS = (b"\n", b". ", b" ")


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a JSONL file with their ends."""
    return iter(stream.readline, b"")


def rows(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the rows of a CSV file with their ends: a line end between quotes ends no row."""
    row: list[bytes] = []
    quotes = 0
    for line in lines(stream):
        row.append(line)
        quotes += line.count(b'"')
        if quotes % 2 == 0:
            yield b"".join(row)
            row, quotes = [], 0
    if row:
        yield b"".join(row)


def whole(stream: BinaryIO) -> Iterator[bytes]:
    """Yield a whole file as one record."""
    content = stream.read()
    if content:
        yield content


def paragraphs(stream: BinaryIO) -> Iterator[bytes]:
    """Yield documents of a text file, cut at the end of a paragraph, else of a line, a sentence, a word."""
    rest = b""
    while block := stream.read(READ_BYTES):
        rest += block
        while len(rest) > MAX_TEXT_BYTES:
            cut = _text_cut(rest)
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest


def elements(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the elements of a JSON array, from behind its `[`: each with what separates it from the one before.

    The last thing yielded is what follows the last element: the `]` and all after it.
    """
    rest = b""
    start = position = depth = 0
    ended = False
    while not ended:
        block = stream.read(READ_BYTES)
        ended = not block
        rest += block
        while match := STRUCTURE.search(rest, position):
            mark = match[0]
            if mark == b'"':
                end = STRING_END.match(rest, match.end())
                if not end:
                    break
                position = end.end()
                continue
            position = match.end()
            depth += (mark in b"[{") - (mark in b"]}")
            if mark == b"," and depth == 0 and match.start() > start:
                yield rest[start : match.start()]
                start = match.start()
            if depth < 0:
                if rest[start : match.start()].strip(b" \t\r\n,"):
                    yield rest[start : match.start()]
                    start = match.start()
                yield rest[start:] + stream.read()
                return
        else:
            position = len(rest)
        rest, position, start = rest[start:], position - start, 0
    if rest:
        yield rest


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


UNITS: dict[str, Callable[[BinaryIO], Iterator[bytes]]] = {
    "jsonl": lines,
    "csv": rows,
    "json": whole,
    "text": paragraphs,
    "array": elements,
}
