"""Rows of a CSV file as bytes, and what its first row tells: the delimiter, and whether it contains column names."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from typing import BinaryIO

from pipeline.records.declarations import entity_of
from pipeline.records.key_names import is_name, key_text, words_of
from pipeline.records.units import MAX_RECORD_BYTES, Unit, lines

OPEN, CLOSED, MALFORMED = range(3)
LINE_END = re.compile(rb"\r?\n?\Z")
# What a column name never is: an address, a date, a long number, an amount.
VALUE = re.compile(
    r"[^\s@]+@[^\s@]+\.\w+|\w+://\S+|\d{4}-\d\d-\d\d.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}|[-+]?\d+[.,]\d+"
    r"|\+?\d[\d\s().-]{3,}\d"
)


def rows(stream: BinaryIO, delimiter: str = ",") -> Iterator[Unit]:
    """Yield the rows of a CSV file, including their line ends; a line end in a quoted cell does not end a row.

    Where a quote is never closed, or what closes it is no end of a cell, its line alone is the broken row, and the next
    line is the next row: one forgotten quote must not take the rest of the file with it.

    Arguments:
        stream: the file.
        delimiter: the delimiter.
    """
    source = lines(stream)
    again: deque[Unit] = deque()
    row: list[bytes] = []
    size = 0
    while True:
        line = again.popleft() if again else next(source, None)
        if isinstance(line, bytes):
            row.append(line)
            size += len(line)
            state = _state(line, delimiter, is_open=len(row) > 1)
            if state == OPEN and size <= MAX_RECORD_BYTES:
                continue
            if state == CLOSED or len(row) == 1:
                yield b"".join(row)
                row, size = [], 0
                continue
        elif not row:
            if line is None:
                return
            yield line
            continue
        rest: list[Unit] = [*row[1:]] if isinstance(line, bytes) or line is None else [*row[1:], line]
        yield row[0]
        again.extendleft(reversed(rest))
        row, size = [], 0


def is_unclosed(row: bytes, delimiter: str) -> bool:
    """Return whether a quote of a row is not closed in it."""
    return _state(row, delimiter, is_open=False) == OPEN


def _state(line: bytes, delimiter: str, *, is_open: bool) -> int:
    """Return whether a quoted cell is open at the end of a line, or a quote stands where none may.

    Arguments:
        line: the line, with its line end.
        delimiter: the delimiter.
        is_open: whether a quoted cell is open at its start.
    """
    if not is_open and b'"' not in line:
        return CLOSED
    rest, cells = _patterns(delimiter)
    start = 0
    if is_open:
        closing = rest.match(line)
        if not closing:
            return OPEN
        start = closing.end()
        if LINE_END.fullmatch(line, start):
            return CLOSED
        if not line.startswith(delimiter.encode(), start):
            return MALFORMED
        start += len(delimiter)
    found = cells.match(line, start)
    if not found:
        return MALFORMED
    return OPEN if found["open"] is not None else CLOSED


@cache
def _patterns(delimiter: str) -> tuple["re.Pattern[bytes]", "re.Pattern[bytes]"]:
    """Return the patterns of the rest of a quoted cell, and of the cells of a line."""
    mark = re.escape(delimiter.encode())
    quoted, bare = rb'"(?:[^"]++|"")*+"', rb'(?!")[^' + mark + rb"]*+"
    cells = rb"(?:(?:" + quoted + rb"|" + bare + rb")" + mark + rb")*+"
    last = rb"(?:" + quoted + rb'\r?\n?\Z|(?P<open>"(?:[^"]++|"")*+\Z)|' + bare + rb"\Z)"
    return re.compile(rb'(?:[^"]++|"")*+"', re.DOTALL), re.compile(cells + last, re.DOTALL)


def is_data(cells: Sequence[str]) -> bool:
    """Return whether a first row contains values, not column names.

    Addresses, dates and long numbers are values. Names of people are, unless a cell is made of words of a schema: the
    columns of a table may be people.
    """
    if any(map(VALUE.fullmatch, cells)):
        return True
    if any(entity_of(cell)[0] for cell in cells):
        return False
    words = [words_of(cell) for cell in cells]
    named = any(2 <= len(one) <= 3 and is_name(one) for one in words)
    return named and not any(one and not one[0].isdecimal() and not key_text(" ".join(one)) for one in words)
