"""Statements of an SQL dump as bytes: what ends them, and the rows of COPY blocks between them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.records.units import MAX_RECORD_BYTES, Oversized, Unit, lines, lines_of, size_of

BACKSLASH = "\\"  # the dialect in which a backslash escapes a quote, which is MySQL's
STANDARD = "'"
MYSQL = re.compile(
    rb"-- (?:MySQL|MariaDB) dump|^\s*(?:INSERT|CREATE|DROP|LOCK|USE)\b[^'\n;]*`|[^\\]\\'\w", re.MULTILINE
)
NOT_MYSQL = re.compile(rb"-- PostgreSQL|\bFROM stdin|\bE'|\$\$|PRAGMA |\bN'", re.IGNORECASE)
COPY = re.compile(rb"\s*+(?:--[^\n]*+\n\s*+|/\*.*?\*/\s*+)*+COPY\b[^;']*?\bFROM\s+STDIN\b", re.IGNORECASE | re.DOTALL)
COPY_END = b"\\."
# Lines that are no SQL: of SQL Server, whose statements may end with nothing else, and of psql.
COMMAND = re.compile(rb"[ \t]*GO[ \t]*\r?\n?\Z|\\", re.IGNORECASE)
OPENING = re.compile(rb"""'|"|`|/\*|--|#|\$(?:[A-Za-z_]\w*)?\$|;""")
CLOSINGS = {
    b"'": re.compile(rb"(?:[^']++|'')*+'"),
    b"\\'": re.compile(rb"(?:[^'\\]++|''|\\.)*+'", re.DOTALL),
    b'"': re.compile(rb'(?:[^"]++|"")*+"'),
    b'\\"': re.compile(rb'(?:[^"\\]++|""|\\.)*+"', re.DOTALL),
    b"`": re.compile(rb"[^`]*+`"),
    b"/*": re.compile(rb"(?:[^*]++|\*(?!/))*+\*/"),
}
ESCAPE_PREFIX = re.compile(rb"(?<!\w)[eE]\Z")


def dialect_of(sample: bytes) -> str:
    """Return what escapes a quote in the strings of a dump: a backslash too, or only another quote."""
    return BACKSLASH if MYSQL.search(sample) and not NOT_MYSQL.search(sample) else STANDARD


def statements(stream: BinaryIO, dialect: str) -> Iterator[Unit]:
    """Yield the statements of a dump, with the comments before them, and each line of the COPY blocks between them.

    Arguments:
        stream: the dump.
        dialect: what escapes a quote.
    """
    pending = _Pending(dialect)
    is_copy = False
    for line in lines(stream):
        if is_copy:
            yield line
            is_copy = isinstance(line, Oversized) or line.rstrip(b"\r\n") != COPY_END
            continue
        for statement in pending.add(line):
            yield statement
            is_copy = isinstance(statement, bytes) and COPY.match(statement) is not None
    yield from pending.rest()


class _Pending:
    """The lines of a statement whose end has not been read."""

    def __init__(self, dialect: str) -> None:
        self._is_mysql = dialect == BACKSLASH
        self._pieces: list[bytes] = []
        self._size = self._lines = 0
        self._closing: re.Pattern[bytes] | None = None  # what closes the string or comment that is open

    def add(self, line: Unit) -> Iterator[Unit]:
        """Add a line; yield the statements that end in it."""
        if isinstance(line, Oversized):
            self._closing = None  # what is open after it cannot be known
            self._keep(line)
            yield from self.rest()
            return
        start = 0
        for end in self._ends(line):
            end = end if line[end:].strip() else len(line)
            self._keep(line[start:end])
            yield from self.rest()
            start = end
        if start < len(line):
            self._keep(line[start:])

    def rest(self) -> Iterator[Unit]:
        """Yield what is left, if anything is."""
        if self._size > MAX_RECORD_BYTES:
            yield Oversized(self._size, self._lines)
        elif self._size:
            yield b"".join(self._pieces)
        self._pieces, self._size, self._lines = [], 0, 0

    def _keep(self, piece: Unit) -> None:
        self._size += size_of(piece)
        self._lines += lines_of(piece)
        if self._size > MAX_RECORD_BYTES:
            self._pieces = []
        elif isinstance(piece, bytes):
            self._pieces.append(piece)

    def _ends(self, line: bytes) -> Iterator[int]:
        """Yield the offsets in a line after which a statement ends."""
        if not self._closing and COMMAND.match(line):
            yield len(line)
            return
        position = 0
        while position < len(line):
            if self._closing:
                closed = self._closing.match(line, position)
                if not closed:
                    return
                self._closing, position = None, closed.end()
                continue
            opening = OPENING.search(line, position)
            if not opening:
                return
            position = opening.end()
            if opening[0] == b";":
                yield position
            elif opening[0] == b"--" or (opening[0] == b"#" and self._is_mysql):
                return
            else:
                self._closing = self._closing_of(opening, line)

    def _closing_of(self, opening: "re.Match[bytes]", line: bytes) -> "re.Pattern[bytes] | None":
        mark = opening[0]
        if mark == b"#":
            return None
        if mark.startswith(b"$"):
            is_word = line[max(opening.start() - 1, 0) : opening.start()].isalnum()
            return None if self._is_mysql or is_word else re.compile(rb".*?" + re.escape(mark), re.DOTALL)
        is_escaped = mark == b"'" and ESCAPE_PREFIX.search(line, 0, opening.start())
        if mark in (b"'", b'"') and (self._is_mysql or is_escaped):
            return CLOSINGS[b"\\" + mark]
        return CLOSINGS[mark]
