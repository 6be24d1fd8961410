"""The structure of an exported file as another tool of its format reads it: tags, keys, types, parts, columns, members."""

import configparser
import csv
import email
import email.policy
import io
import json
import re
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

import pyarrow
import yaml

from tests.exports_contents import ZIPPED, as_text, avro, database, members, table, unpacked

FOLD = re.compile(r"\r?\n[ \t]")
NAMED_LINE = re.compile(r"[ \t]*(?:export[ \t]+)?([^\s=:;|#!]+)")
DELIMITERS = {"accounts.tsv": "\t", "kunden.csv": ";", "leads.csv": ";"}


def structure(name: str, content: bytes) -> list[str]:
    """Return what must be equal in a copy, as a flat list; a step of it may hold a planted value, such as a key.

    Raises:
        Exception: the file cannot be opened as a file of its format.
    """
    name, content = unpacked(name, content)
    suffix = PurePosixPath(name).suffix
    if "maildir" in name:
        suffix = ".eml"
    if suffix in ZIPPED or suffix == ".tar":
        return list(_archive(name, content))
    return list(READERS.get(suffix, _lines)(name, content))


def _archive(name: str, content: bytes) -> Iterator[str]:
    for member, inner in members(name, content):
        yield member
        yield from structure(member, inner)


def _lines(name: str, content: bytes) -> Iterator[str]:
    yield f"{len(as_text(content).splitlines())} lines"


def _rows(name: str, content: bytes) -> Iterator[str]:
    text = as_text(content).removeprefix("sep=;\r\n")
    delimiter = DELIMITERS.get(PurePosixPath(name).name, ",")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    yield from rows[0]
    yield from (f"{len(row)} cells" for row in rows)


def _values(value: Any, path: str = "") -> Iterator[str]:
    """Yield path and type of each value."""
    yield f"{path}: {type(value).__name__}"
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _values(inner, f"{path}.{key}")
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _values(inner, f"{path}.{number}")


def _json(name: str, content: bytes) -> Iterator[str]:
    yield from _values(json.loads(as_text(content)))


def _json_lines(name: str, content: bytes) -> Iterator[str]:
    for line in as_text(content).splitlines():
        yield from _values(json.loads(line))


def _yaml(name: str, content: bytes) -> Iterator[str]:
    for document in yaml.safe_load_all(as_text(content)):
        yield from _values(document)


def _toml(name: str, content: bytes) -> Iterator[str]:
    yield from _values(tomllib.loads(as_text(content)))


def _ini(name: str, content: bytes) -> Iterator[str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(as_text(content))
    for section in parser.sections():
        yield from (f"{section}.{key}" for key in parser[section])


def _names_of_lines(name: str, content: bytes) -> Iterator[str]:
    """Yield the first word of each line: of a setting, a property of a card, a segment."""
    text = FOLD.sub("", as_text(content))
    yield from (found[1] if (found := NAMED_LINE.match(line)) else "" for line in text.splitlines())


def _fields(name: str, content: bytes) -> Iterator[str]:
    yield from _names_of_lines(name, content)
    yield from (f"{line.count('|')} fields" for line in as_text(content).splitlines())


def _xml(name: str, content: bytes) -> Iterator[str]:
    for _, element in ElementTree.iterparse(io.BytesIO(content), events=("start",)):
        yield f"{element.tag} {' '.join(element.attrib)}"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"{tag} {' '.join(name for name, _ in attrs)}")

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")


def _html(name: str, content: bytes) -> Iterator[str]:
    tags = _Tags()
    tags.feed(as_text(content))
    yield from tags.found


def _mail(name: str, content: bytes) -> Iterator[str]:
    """Yield the parts of all messages with their headers; a part may get the headers of an encoding that it needs."""
    for message in re.split(rb"(?m)^From .*\n", content):
        for part in email.message_from_bytes(message, policy=email.policy.default).walk():
            assert not part.defects
            yield part.get_content_type()
            yield from (header for header in part if not header.startswith(("MIME-", "Content-")))


def _sql(name: str, content: bytes) -> Iterator[str]:
    if PurePosixPath(name).name == "seed.sql":
        with sqlite3.connect(":memory:") as opened:
            opened.executescript(as_text(content))
            yield from _tables(opened)
    yield from _lines(name, content)


def _sqlite(name: str, content: bytes) -> Iterator[str]:
    opened = database(content)
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    yield from _tables(opened)


def _tables(opened: sqlite3.Connection) -> Iterator[str]:
    query = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'notes!_%' ESCAPE '!' ORDER BY type, name"
    for kind, name in opened.execute(query).fetchall():  # without the tables in which a full-text index is kept
        yield f"{kind} {name}"
        if kind == "table":
            rows = opened.execute(f'SELECT * FROM "{name}"')
            yield from (column[0] for column in rows.description)
            yield from (" ".join(type(value).__name__ for value in row) for row in rows)


def _table(name: str, content: bytes) -> Iterator[str]:
    found: pyarrow.Table = table(name, content)
    yield f"{found.num_rows} rows"
    yield from (f"{field.name} {field.type}" for field in found.schema)
    yield from _values([[value is None for value in column.to_pylist()] for column in found.columns])


def _avro(name: str, content: bytes) -> Iterator[str]:
    records = avro(content)
    yield from (f"{field['name']} {field['type']}" for field in records.writer_schema["fields"])
    yield from _values(list(records))


Reader = Callable[[str, bytes], Iterator[str]]
GROUPS: dict[Reader, str] = {
    _rows: ".csv .tsv",
    _json: ".ipynb .json",
    _json_lines: ".jsonl .ndjson",
    _yaml: ".yaml .yml",
    _toml: ".toml",
    _ini: ".ini .cfg",
    _names_of_lines: ".bib .properties .env .local .ics .vcf",
    _fields: ".hl7",
    _xml: ".xml .svg .xhtml .rss .kml .rels",
    _html: ".html",
    _mail: ".eml .mbox",
    _sql: ".sql",
    _sqlite: ".sqlite",
    _avro: ".avro",
    _table: ".arrow .feather .orc .parquet",
}
READERS = {suffix: reader for reader, suffixes in GROUPS.items() for suffix in suffixes.split()}
