"""SQLite databases as files: opened for reading only, their tables, and the settings in their header."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, TypeVar

from pipeline.errors import RecordError
from pipeline.records.streams import HashingReader, decompressed
from pipeline.records.units import MAX_RECORD_BYTES

DAMAGED = "the database is damaged: repair it (sqlite3 FILE .recover), or leave it out"
TOO_LARGE = f"a value has more than {MAX_RECORD_BYTES >> 20} MiB"
OF_PROGRAM = "the database has virtual tables other than full-text indexes: drop them, or export their content"
WITHOUT_TEXT = "the database has a full-text index without its text (content=''): drop it"
OLDEST_VERSION = (3, 37)  # lists the kinds of tables
ROWIDS = ("rowid", "_rowid_", "oid")
FULL_TEXT = frozenset({"fts3", "fts4", "fts5"})
MODULE = re.compile(r"\busing\s+[\"'`\[]?(\w+)", re.IGNORECASE)
CONTENT = re.compile(r"\bcontent\s*=\s*(?P<of>[\"'`\[]?\w*)", re.IGNORECASE)
STORED = 0  # in the column `hidden` of table_xinfo; other columns are generated, or commands of a virtual table
VERSIONS_OFFSET = 18  # of writing and reading, in the header (SQLite's Database File Format, 1.3.3)
WITH_LOG, WITHOUT_LOG = b"\x02\x02", b"\x01\x01"
Value = str | bytes | int | float | None
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is stored."""

    name: str
    is_nullable: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Arguments:
        name: its name.
        columns: its columns, without generated ones.
        rowid: the name under which the row number is read; empty if it has none, or a column is the row number.
        is_index: whether it is a full-text index of another table, which is built anew.
    """

    name: str
    columns: tuple[Column, ...]
    rowid: str
    is_index: bool

    @property
    def names(self) -> str:
        """The quoted names of the columns, with the row number first."""
        return ", ".join([*([self.rowid] if self.rowid else []), *(quoted(column.name) for column in self.columns)])


@contextmanager
def opened(file: BinaryIO, compression: str) -> Iterator[sqlite3.Connection]:
    """Open a database for reading. SQLite opens paths only: it reads a copy, whose file has no name once it has content.

    Arguments:
        file: the file, opened for reading, seekable.
        compression: its compression, as in Shard.

    Raises:
        RecordError: the database is damaged, or SQLite is too old.
    """
    if sqlite3.sqlite_version_info < OLDEST_VERSION:
        raise RecordError(f"it needs SQLite {'.'.join(map(str, OLDEST_VERSION))} or newer on this machine")
    file.seek(0)
    with TemporaryDirectory(prefix="heteronym-") as folder:
        path = Path(folder, "database")
        target = path.open("w+b")
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        with target:
            copyfileobj(decompressed(HashingReader(file, None), compression), target)
            _without_log(target)
        connection.text_factory = _text
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_RECORD_BYTES)
        with undamaged():
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
        yield connection
    finally:
        connection.close()


def _without_log(database: BinaryIO) -> None:
    """Let a database be read without the write-ahead log that its header names: there is no such file beside a copy."""
    database.seek(VERSIONS_OFFSET)
    if database.read(len(WITH_LOG)) == WITH_LOG:
        database.seek(VERSIONS_OFFSET)
        database.write(WITHOUT_LOG)


@contextmanager
def undamaged() -> Iterator[None]:
    """Report errors of SQLite as RecordErrors, without their texts, which may contain names."""
    try:
        yield
    except sqlite3.DataError:
        raise RecordError(TOO_LARGE) from None
    except sqlite3.Error:
        raise RecordError(DAMAGED) from None


def fetched(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows of a query; raises RecordError if the database is damaged."""
    found = iter(rows)
    while True:
        with undamaged():
            row = next(found, None)
        if row is None:
            return
        yield row


def statements(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return (type, statement) of the schema in order, without what SQLite creates itself."""
    own = set(_kinds(connection, "shadow"))
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY rowid")
    return [
        (kind, sql)
        for kind, name, table, sql in found
        if not name.lower().startswith("sqlite_") and name not in own and table not in own
    ]


def tables(connection: sqlite3.Connection) -> list[Table]:
    """Return the tables in the order of their creation.

    Raises:
        RecordError: the content of a virtual table is not in the database.
    """
    kinds = {**dict.fromkeys(_kinds(connection, "table"), False), **dict.fromkeys(_kinds(connection, "virtual"), True)}
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").fetchall()
    return [_table(connection, name, sql, is_virtual=kinds[name]) for name, sql in found if name in kinds]


def rows(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a table."""
    if table.is_index:
        return
    with undamaged():
        found = connection.execute(f"SELECT {table.names} FROM {quoted(table.name)}")
    yield from fetched(found)


def quoted(name: str) -> str:
    """Return a name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def _kinds(connection: sqlite3.Connection, kind: str) -> list[str]:
    found = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = ?", (kind,))
    return [name for (name,) in found if not name.lower().startswith("sqlite_")]


def _table(connection: sqlite3.Connection, name: str, sql: str, *, is_virtual: bool) -> Table:
    is_index = is_virtual and _is_index(sql)
    columns: list[Any] = connection.execute("SELECT * FROM pragma_table_xinfo(?)", (name,)).fetchall()
    stored = tuple(Column(column, not required) for _, column, _, required, _, _, hidden in columns if hidden == STORED)
    if is_virtual:
        return Table(name, stored, "rowid", is_index)
    taken = {column.lower() for _, column, *_ in columns}
    keys = [kind.upper() for _, _, kind, _, _, key, _ in columns if key]
    (is_without,) = connection.execute("SELECT wr FROM pragma_table_list(?) WHERE schema = 'main'", (name,)).fetchone()
    has_number = not is_without and keys != ["INTEGER"]
    return Table(name, stored, next((one for one in ROWIDS if has_number and one not in taken), ""), False)


def _is_index(sql: str) -> bool:
    """Return whether a full-text index has its text in another table."""
    module = MODULE.search(sql)
    if not module or module[1].lower() not in FULL_TEXT:
        raise RecordError(OF_PROGRAM)
    content = CONTENT.search(sql)
    if content and not content["of"].strip("\"'`["):
        raise RecordError(WITHOUT_TEXT)
    return content is not None


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")
