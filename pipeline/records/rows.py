"""Rows of a CSV file as bytes, and what is known from its first row: the delimiter, and whether it contains column names."""

import codecs
import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from typing import BinaryIO

from pipeline.records.declarations import entity_of
from pipeline.records.fields import NOTHING
from pipeline.records.key_names import is_name, key_text, words_of
from pipeline.records.units import MAX_RECORD_BYTES, Unit, lines

OPEN, CLOSED, MALFORMED = range(3)
LINE_END = re.compile(rb"\r?\n?\Z")
# What a column name never is: an address, a long number.
VALUE = re.compile(r"[^\s@]+@[^\s@]+\.\w+|\w+://\S+|(?=(?:\D*\d){6})\+?\d[\d\s().-]{3,}\d")
# What may name a column of a wide table, such as one of days, seasons or ages: a date, an amount, a range, a short number.
KINDS = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d.*|\d{1,2}[./]\d{1,2}[./]\d{2,4})|(?P<amount>[-+]?\d+[.,]\d+)"
    r"|(?P<range>\d{1,4}\s?[-–]\s?\d{1,4})|(?P<number>\+?\d[\d\s().-]{3,}\d)"
)
# Excel writes and reads this line before the column names; it is no row.
SEPARATOR_LINE = re.compile(rb"\"?sep=[,;\t|]\"?\r?\n", re.IGNORECASE)
NUMBER = re.compile(r"[-+]?\d[\d.,]*")
MIN_WORD_CHARACTERS = 3  # of a word that is looked for in its column


def without_lead(start: bytes) -> bytes:
    """Return the start of a file without byte order mark, blank lines, and the line in which Excel states the delimiter."""
    start = start.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    lead = SEPARATOR_LINE.match(start)
    return start[lead.end() :].lstrip(b"\r\n") if lead else start


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
    doomed = 0  # lines read again, in front of `again`, behind which a quoted cell that opens in them stays unclosed
    while True:
        line = again.popleft() if again else next(source, None)
        if isinstance(line, bytes):
            row.append(line)
            size += len(line)
            state = _state(line, delimiter, is_open=len(row) > 1)
            is_doomed, doomed = doomed > 0, max(doomed - 1, 0)
            if state == OPEN and size <= MAX_RECORD_BYTES and not is_doomed:
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
        # The lines up to the one that failed left the cell open: from each of them on, the same would be read again.
        doomed = len(row) - 1 - isinstance(line, bytes)
        row, size = [], 0


def is_unclosed(row: bytes, delimiter: str) -> bool:
    """Return whether a quote of a row is not closed in it."""
    return _state(row, delimiter, is_open=False) == OPEN


def _state(line: bytes, delimiter: str, *, is_open: bool) -> int:
    """Return whether a quoted cell is open at the end of a line, or a quote is where none is allowed.

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


def is_data(cells: Sequence[str], below: Sequence[Sequence[str]] = ()) -> bool:
    """Return whether a first row contains values, not column names.

    Addresses and long numbers are values. Dates, amounts and ranges are, unless the second row has something else below
    each of them, or numbers below a word. Names of people are values, unless a cell is made of words of a schema: the
    columns of a table may be people. Beside a word of no list, so is a word that occurs again in its column.

    Arguments:
        cells: the cells of the first row.
        below: the cells of each of the next rows.
    """
    kinds = list(map(_kind, cells))
    if any(VALUE.fullmatch(cell) for cell, kind in zip(cells, kinds, strict=True) if kind in ("", "number")):
        return True
    if any(kinds) and (not (below and below[0]) or _continues(cells, below[0])):
        return True
    if any(entity_of(cell)[0] for cell in cells):
        return False
    if _occurs_again(cells, below):
        return True
    words = [words_of(cell) for cell in cells]
    named = any(2 <= len(one) <= 3 and is_name(one) for one in words)
    return named and not any(one and not one[0].isdecimal() and not key_text(" ".join(one)) for one in words)


def _occurs_again(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Return whether a word of a row occurs again in its column, beside one that is in no list of words of a schema."""
    others = [row for row in below if row != cells]  # the names of columns may be repeated as a whole
    words = [place for place, cell in enumerate(cells) if len(cell) >= MIN_WORD_CHARACTERS and cell.isalpha()]
    again = {place for place in words if any(cells[place] == row[place] for row in others if place < len(row))}
    return bool(again) and any(key_text(cells[place]) for place in words if place not in again)


def _continues(cells: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether a row has a value of the same kind as the row above it, and no number below a word of a schema."""
    pairs = list(zip(cells, below, strict=False))
    if any(_is_word(cell) and NUMBER.fullmatch(other.strip()) for cell, other in pairs):
        return False
    return any(_kind(cell) == _kind(other) != "" for cell, other in pairs)


def _kind(cell: str) -> str:
    found = KINDS.fullmatch(cell)
    return found.lastgroup or "" if found else ""


def _is_word(cell: str) -> bool:
    return cell.casefold() not in NOTHING and any(map(str.isalpha, cell)) and not key_text(cell)
