"""Statements and records within a text: the values of SQL and of pairs of key and value with their names, as in a form."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import regex

NAME = r"[`\"\[]?(?:[\w$-]{1,60}[`\"\]]?\.[`\"\[]?)?(?P<table>[\w$-]{1,60})[`\"\]]?"
COLUMNS = r"\((?P<columns>[^()';]{1,2000})\)"
INSERT = regex.compile(
    rf"(?i)\b(?:INSERT|REPLACE)\s{{1,5}}(?:IGNORE\s{{1,5}})?INTO\s{{1,5}}{NAME}\s{{0,5}}(?:{COLUMNS})?\s{{0,5}}VALUES\s{{0,5}}"
)
COPY = regex.compile(
    rf"(?i)^COPY\s{{1,5}}{NAME}\s{{0,5}}{COLUMNS}\s{{1,5}}FROM\s{{1,5}}stdin\b[^\n]{{0,80}}\n", regex.MULTILINE
)
CREATE = regex.compile(rf"(?i)\bCREATE\s{{1,5}}TABLE\s{{1,5}}(?:IF NOT EXISTS\s{{1,5}})?{NAME}\s{{0,5}}(?=\()")
CONSTRAINTS = frozenset("primary key unique constraint foreign check index fulltext exclude like".split())
STRING = r"[NE]?'(?:[^'\\\n]|''|\\.){0,400}+'"
LIST = regex.compile(
    rf"(?i)(?<![\w.])(?P<name>[\w.`\"\[\]]{{1,80}})\s{{1,5}}(?:NOT\s{{1,5}})?IN\s{{0,5}}\(\s{{0,5}}(?P<value>{STRING})(?:\s{{0,5}},\s{{0,5}}(?P<value>{STRING})){{0,99}}+"
)
SETTING = regex.compile(
    rf"(?i)\bSET\s{{1,5}}[\w.]{{1,60}}\s{{0,5}}=\s{{0,5}}(?P<value>{STRING})\s{{1,5}}WHERE\s{{1,5}}[\w.]{{1,60}}\s{{0,5}}=\s{{0,5}}'(?P<name>[\p{{L}}_][\w.-]{{1,60}})'"
)
PAIR = regex.compile(
    r"\"(?i:key|name|field|label|id|attribute|param|parameter)\"\s{0,5}:\s{0,5}\"(?P<name>[\p{L}_][\w .-]{0,39})\"\s{0,9},\s{0,9}"
    r"(?:\"(?i:type|label)\"\s{0,5}:\s{0,5}\"[^\"\n]{0,40}\"\s{0,9},\s{0,9})?\"(?i:value|val|default|content|answer)\"\s{0,5}:\s{0,5}(?P<value>\"(?:[^\"\\\n]|\\.){1,400}+\"|\d{1,30})"
)
# An element with attributes, whose name is no label of the text of a page: `<dl state="OR">8841207</dl>`.
ELEMENT = regex.compile(
    r"<(?:[\w-]{1,30}:)?(?P<name>[\p{L}_][\w.-]{1,39})[ ][^<>\n]{1,200}+>\s{0,4}(?P<value>[^<>\n]{1,200}?)\s{0,4}</"
)
OF_PAGES = frozenset(
    """abbr address article aside body button caption cite code dd div dt em embed font footer form h1 h2 h3 h4 h5 h6 head header html iframe img input label legend li link
    main mark meta nav ol option path pre rect script section select small span strong style sub summary sup svg table tbody td text textarea tfoot th thead title tr tspan ul
    value var video""".split()
)
TOKEN = regex.compile(r"'(?:[^'\\]++|''|\\.)*+(?:'|$)|\"(?:[^\"\\]++|\\.)*+(?:\"|$)|[(),;]|[^'\"(),;]++", regex.DOTALL)
WORD = regex.compile(r"\w+")
AROUND = " \t\r\n\"'`"


class Cell(NamedTuple):
    """The content of a cell, without quotes and spaces: its offsets in the text, half open."""

    start: int
    end: int


def cell_of(text: str, start: int, end: int) -> Cell:
    """Return the cell between two delimiters, without the quotes and spaces around its content."""
    part = text[start:end]
    inner = part.strip(AROUND)
    offset = start + (len(part) - len(part.lstrip(AROUND)) if inner else 0)
    return Cell(offset, offset + len(inner))


def named_values(text: str) -> Iterator[tuple[str, Cell]]:
    """Yield the values of SQL statements and of records such as `{"key": "password", "value": "..."}` with their names."""
    if "INTO" in text or "into" in text or "COPY" in text:
        yield from _of_columns(text)
    if "</" in text and "=" in text:
        for match in ELEMENT.finditer(text):
            if match["name"].lower() not in OF_PAGES:
                yield match["name"], cell_of(text, *match.span("value"))
    for sign, patterns in (("'", (LIST, SETTING)), ('"', (PAIR,))):
        for pattern in patterns if sign in text else ():
            for match in pattern.finditer(text):
                name = match["name"].strip(AROUND + "[]").rpartition(".")[2]
                yield from ((name, cell_of(text, *span)) for span in match.spans("value"))


def _of_columns(text: str) -> Iterator[tuple[str, Cell]]:
    """Yield each value of the INSERT and COPY statements of a text with the name of its column.

    Without a list of columns, those of a CREATE TABLE statement in the same text count.
    """
    created = dict(_created(text))
    place = 0
    while match := INSERT.search(text, place):
        names = _names(match["columns"]) if match["columns"] else created.get(match["table"], [])
        rows, place = _tuples(text, match.end())
        for row in rows:
            if len(row) == len(names):
                yield from zip(names, row, strict=True)
    for match in COPY.finditer(text):
        yield from _copied(text, match.end(), _names(match["columns"]))


def _names(columns: str) -> list[str]:
    return [column.strip(AROUND + "[]") for column in columns.split(",")]


def _created(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the names of tables with the names of their columns."""
    place = 0
    while match := CREATE.search(text, place):
        rows, place = _tuples(text, match.end())
        words = [WORD.search(text, *cell) for row in rows[:1] for cell in row]
        names = [word[0] for word in words if word]
        yield match["table"], [name for name in names if name.lower() not in CONSTRAINTS]


def _tuples(text: str, start: int) -> tuple[list[list[Cell]], int]:
    """Return the tuples in brackets from an offset on, each as its cells, and the offset behind the last one."""
    rows: list[list[Cell]] = []
    borders: list[int] = []
    depth = 0
    for token in TOKEN.finditer(text, start):
        start = token.end()
        if token[0] == "(":
            depth += 1
            if depth == 1:
                borders = [token.end()]
        elif token[0] == ")":
            depth -= 1
            if depth == 0:
                borders.append(token.end())
                rows.append([cell_of(text, left, right - 1) for left, right in pairwise(borders)])
        elif token[0] == "," and depth == 1:
            borders.append(token.end())
        elif depth <= 0 and not (token[0] == "," or token[0].isspace()):
            break
    return rows, start


def _copied(text: str, start: int, names: list[str]) -> Iterator[tuple[str, Cell]]:
    """Yield the values of the lines behind a COPY statement, up to the line that ends them."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        borders = [start - 1, *(match.start() for match in regex.finditer("\t", text, pos=start, endpos=end)), end]
        if len(borders) != len(names) + 1:
            return
        yield from zip(names, (cell_of(text, left + 1, right) for left, right in pairwise(borders)), strict=True)
        start = end + 1
