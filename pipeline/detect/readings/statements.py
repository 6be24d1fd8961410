"""Statements and records within a text: reads each value of a row of SQL or of a pair of key and value behind its name."""

from collections.abc import Iterator
from itertools import pairwise

import regex

MAX_ROWS = 10_000
NAME = r"[`\"\[]?[\p{L}_][\p{L}\p{N}_$.]{0,63}[`\"\]]?"
GAP = r"\s{0,20}"
TEXT = r"[NE]?'(?:[^'\\\n]|''|\\.){0,2000}+'"
VALUE = rf"(?:{TEXT}|[^\s,()']{{1,200}}(?:\([^()\n]{{0,80}}\))?)"
INSERT = regex.compile(
    rf"(?i)\bINSERT\s+(?:IGNORE\s+)?INTO\s+(?P<table>{NAME}){GAP}(?:\((?P<columns>[^()]{{1,2000}})\))?{GAP}VALUES{GAP}"
)
ROW = regex.compile(rf"\({GAP}(?P<value>{VALUE})(?:{GAP},{GAP}(?P<value>{VALUE})){{0,99}}+{GAP}\){GAP},?{GAP}")
CREATE = regex.compile(
    rf"(?i)\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?P<table>{NAME}){GAP}\((?P<body>[^;]{{1,4000}})"
)
COLUMN = regex.compile(rf"(?:^|,|\n){GAP}(?P<name>{NAME})\s+\p{{L}}")
NO_COLUMNS = frozenset("primary key constraint unique foreign index check".split())
IN_BRACKETS = regex.compile(r"\([^()\n]{0,200}\)")
COPY = regex.compile(rf"(?i)\bCOPY\s+{NAME}{GAP}\((?P<columns>[^()]{{1,2000}})\)\s+FROM\s+stdin[^\n]{{0,40}}\n")
LIST = regex.compile(
    rf"(?i)(?<![\w.])(?P<name>{NAME})\s+(?:NOT\s+)?IN{GAP}\({GAP}(?P<value>{TEXT})(?:{GAP},{GAP}(?P<value>{TEXT})){{0,99}}+"
)
SETTING = regex.compile(
    rf"(?i)\bSET\s+{NAME}{GAP}={GAP}(?P<value>{TEXT})\s+WHERE\s+{NAME}{GAP}={GAP}'(?P<name>[\p{{L}}_][\p{{L}}\p{{N}}_.-]{{1,60}})'"
)
QUOTED = r"\"(?:[^\"\\\n]|\\.){1,500}+\""
PAIR = regex.compile(
    rf"\"(?i:key|name|field|label|id|attribute|param|parameter)\"{GAP}:{GAP}\"(?P<name>[\p{{L}}_][\p{{L}}\p{{N}}_ .-]{{0,39}})\"{GAP},{GAP}"
    rf"(?:\"(?i:type|label)\"{GAP}:{GAP}\"[^\"\n]{{0,40}}\"{GAP},{GAP})?\"(?i:value|val|default|content|answer)\"{GAP}:{GAP}(?P<value>{QUOTED}|\d{{1,30}})"
)

Named = tuple[str, int, int]  # the name of a value, and the offsets of the value


def named_values(text: str) -> Iterator[Named]:
    """Yield the values of SQL statements with the names of their columns, and those of records such as
    `{"key": "password", "value": "..."}`, in the order of the text of each form.

    Arguments:
        text: the folded text.
    """
    if "'" in text or "COPY" in text:
        yield from _inserted(text)
        yield from _copied(text)
        for pattern in (LIST, SETTING):
            yield from _matched(text, pattern)
    if '"' in text:
        yield from _matched(text, PAIR)


def _matched(text: str, pattern: regex.Pattern[str]) -> Iterator[Named]:
    for match in pattern.finditer(text):
        for start, end in match.spans("value"):
            yield _named(text, match["name"], start, end)


def _inserted(text: str) -> Iterator[Named]:
    tables: dict[str, list[str]] | None = None
    for insert in INSERT.finditer(text):
        if insert["columns"]:
            names = insert["columns"].split(",")
        else:
            tables = _tables(text) if tables is None else tables
            names = tables.get(_bare(insert["table"]), [])
        place = insert.end()
        for _ in range(MAX_ROWS if names else 0):
            row = ROW.match(text, place)
            if row is None:
                break
            spans = row.spans("value")
            if len(spans) == len(names):
                for name, (start, end) in zip(names, spans, strict=True):
                    yield _named(text, name, start, end)
            place = row.end()


def _tables(text: str) -> dict[str, list[str]]:
    """Return the names of the columns of each table that a statement creates."""
    return {
        _bare(create["table"]): [
            name
            for column in COLUMN.finditer(IN_BRACKETS.sub("", create["body"]))
            if (name := _bare(column["name"])) not in NO_COLUMNS
        ]
        for create in CREATE.finditer(text)
    }


def _copied(text: str) -> Iterator[Named]:
    for copy in COPY.finditer(text):
        names = copy["columns"].split(",")
        start = copy.end()
        for _ in range(MAX_ROWS):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            if text.count("\t", start, end) != len(names) - 1 or start == end:
                break
            tabs = [start - 1, *(place for place in range(start, end) if text[place] == "\t"), end]
            for name, (left, right) in zip(names, pairwise(tabs), strict=True):
                yield _named(text, name, left + 1, right)
            start = end + 1


def _named(text: str, name: str, start: int, end: int) -> Named:
    """Return a value without the quotes around it."""
    value = text[start:end]
    mark = value.find("'") + 1 if value[-1:] == "'" else 1 if value[:1] == '"' else 0
    return _bare(name), start + mark, end - (1 if mark else 0)


def _bare(name: str) -> str:
    return name.strip(' \t\r\n`"[]').rpartition(".")[2].lower()
