"""Copies of SQLite databases, built anew: no page of the original is in them."""

import sqlite3
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import BinaryIO

from pipeline.errors import OutputError, RecordError
from pipeline.records.model import Shard
from pipeline.records.sqlite.database import DAMAGED, quoted, tables
from pipeline.records.sqlite.rows import Row
from pipeline.records.sqlite.schema import create, settings

NO_SPACE = "the copy of the database cannot be written: make sure that the temporary folder has space"
UNIQUE = "a new value is in another row of the table, where no two may be equal"
SQLITE_CONSTRAINT_DATATYPE = 3091  # has no name in Python 3.11
REASONS = {
    sqlite3.SQLITE_CONSTRAINT_CHECK: "a new value does not fit a CHECK constraint of the table",
    SQLITE_CONSTRAINT_DATATYPE: "a new value is not of the type of its column",
    sqlite3.SQLITE_CONSTRAINT_NOTNULL: "a value must not be null",
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_ROWID: UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: UNIQUE,
    sqlite3.SQLITE_MISMATCH: "a new value is no integer, which a row number must be",
}
PRIMARY_CODE = 0xFF  # of an extended one
OF_STORAGE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
BEGIN = ("PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF", "BEGIN")
REFUSED = "the table does not take the new values"
ADVICE = "declare the column with --field"


class DatabaseWriter:
    """Builds a database from the rows of another one."""

    def __init__(self, target: BinaryIO, source: BinaryIO, shard: Shard) -> None:
        """Create the tables.

        Arguments:
            target: where the finished database is written.
            source: the original, whose settings are kept.
            shard: its shard, with the schema of the copy.
        """
        self._target, self._schema = target, shard.schema
        self._folder = TemporaryDirectory(prefix="heteronym-")  # removed with the writer, also if it is never closed
        self._path = Path(self._folder.name, "copy")
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            for statement in (*settings(source, shard.compression), *BEGIN):
                self._connection.execute(statement)
            create(self._connection, self._schema, after_rows=False)
        except sqlite3.Error as error:
            raise _not_built(error, DAMAGED) from None
        self._inserts = []
        for table in tables(self._connection):
            marks = ", ".join("?" * (len(table.columns) + bool(table.rowid)))
            self._inserts.append(f"INSERT INTO {quoted(table.name)} ({table.names}) VALUES ({marks})")

    def write(self, row: Row) -> None:
        """Write a row; raises RecordError if the table does not take it."""
        try:
            self._connection.execute(self._inserts[row.table], row.values)
        except sqlite3.Error as error:
            raise _not_built(error, f"{REASONS.get(_code(error), REFUSED)}: {ADVICE}") from None
        except (ValueError, OverflowError):
            raise RecordError(f"{REFUSED}: {ADVICE}") from None

    def close(self) -> None:
        """Create views and triggers, and write the database."""
        try:
            create(self._connection, self._schema, after_rows=True)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise _not_built(error, DAMAGED) from None
        finally:
            self._connection.close()
        with self._path.open("rb") as finished:
            copyfileobj(finished, self._target)
        self._folder.cleanup()


def _not_built(error: sqlite3.Error, reason: str) -> OutputError | RecordError:
    """Return what to raise for an error of the copy: without space nothing can be written, else the input is the reason."""
    return OutputError(NO_SPACE) if _code(error) & PRIMARY_CODE in OF_STORAGE else RecordError(reason)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0)
