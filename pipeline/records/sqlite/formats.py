"""SQLite databases: a row is a record, and a file one shard, since its tables check values against each other."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import RecordError
from pipeline.records.formats import OpenFile, Writer
from pipeline.records.model import BrokenRecord, FilePlan, ReadOptions, Record, Shard
from pipeline.records.sniff import SQLITE_LOG
from pipeline.records.sqlite.database import Value, rows, statements, tables, undamaged
from pipeline.records.sqlite.database import opened as opened_database
from pipeline.records.sqlite.rows import RowReader
from pipeline.records.sqlite.schema import schema_record
from pipeline.records.sqlite.writing import DatabaseWriter
from pipeline.records.streams import copy_compressed

# What a file beside a database begins with that holds changes of it; a finished journal begins with zeros.
SIDE_FILES = {"-wal": SQLITE_LOG[:2], "-journal": SQLITE_LOG[2:]}
NOT_WRITTEN = "changes are still in {}: close the program that uses the database, and open it once with sqlite3"
KEY_IN_DATABASE = "a value is a secret key: a key file must not be an input"


class SqliteFormat:
    """SQLite databases."""

    suffixes = (".sqlite", ".sqlite3", ".db", ".db3")

    def plan(self, opened: OpenFile, format_name: str) -> FilePlan:
        """Return the plan of a database; raises RecordError if it is damaged, in use or has unknown virtual tables."""
        digest = opened.hashed.finish()
        _check_side_files(opened)
        try:
            with opened_database(opened.file, opened.compression) as connection, undamaged():
                schema = tuple(statements(connection))
                for table in tables(connection):
                    for row in rows(connection, table):
                        _check_keys(row, opened)
        except RecordError as error:
            raise RecordError(f"{opened.name}: {error}") from None
        shard = Shard(opened.path, format_name, opened.compression, 0, 0, 1, 1, schema=schema)
        return FilePlan(opened.path, format_name, opened.compression, digest, b"", b"", (shard,))

    def header(self, file: BinaryIO, plan: FilePlan) -> Record | BrokenRecord | None:
        """Return the schema as a record that renders to a plan with the new schema."""
        return schema_record(plan, ReadOptions())

    def read(self, file: BinaryIO, shard: Shard, options: ReadOptions) -> Iterator[Record | BrokenRecord]:
        """Yield the rows of all tables."""
        with opened_database(file, shard.compression) as connection:
            with undamaged():
                found = tables(connection)
            for index, table in enumerate(found):
                reader = RowReader(table, index, options)
                for number, row in enumerate(rows(connection, table), 1):
                    yield reader.record(row, number)

    def writer(self, target: BinaryIO, source: BinaryIO, shard: Shard) -> Writer:
        """Return a writer that builds a database."""
        return DatabaseWriter(target, source, shard)  # type: ignore[return-value]

    def assemble(self, plan: FilePlan, parts: Iterable[BinaryIO], source: BinaryIO, out: BinaryIO) -> None:
        """Write the database with the compression of the input."""
        for part in parts:
            copy_compressed(part, out, plan.compression)


def _check_side_files(opened: OpenFile) -> None:
    """Raise RecordError if changes of a local database are in a file beside it, and not yet in the database."""
    for ending, starts in SIDE_FILES.items() if opened.nesting is None else ():
        beside = Path(opened.path + ending)
        if beside.is_file() and _start(beside).startswith(starts):
            raise RecordError(f"{opened.name}: {NOT_WRITTEN.format(opened.name + ending)}")


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(max(map(len, SQLITE_LOG)))


def _check_keys(row: tuple[Value, ...], opened: OpenFile) -> None:
    for value in row:
        content = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
        if isinstance(content, bytes) and opened.is_secret(content):
            raise RecordError(KEY_IN_DATABASE)


SQLITE = SqliteFormat()
