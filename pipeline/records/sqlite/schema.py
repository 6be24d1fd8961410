"""Schemas of SQLite databases: literals, comments and names in CREATE statements are scanned."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from pipeline.errors import RecordError
from pipeline.records.model import BrokenRecord, FilePlan, ReadOptions, Record
from pipeline.records.sqlite.database import quoted, tables
from pipeline.records.streams import HashingReader, decompressed
from pipeline.records.structured.sql import SqlReader

CREATE = re.compile(r"\s*create\s", re.IGNORECASE)
NOT_UTF_8 = re.compile("[\udc80-\udcff]")
WITH_ROWS = ("table", "index")  # what must exist before the rows, whose values it checks
HEADER_BYTES = 100
PAGE_SIZE, ENCODING, USER_VERSION, APPLICATION_ID = slice(16, 18), slice(56, 60), slice(60, 64), slice(68, 72)
ENCODINGS = {2: "UTF-16le", 3: "UTF-16be"}
LARGEST_PAGE_BYTES = 1 << 16  # written as 1
NOT_AGAIN = (
    "its schema cannot be created again: it needs functions of its program, or a name in it contains a sensitive value: "
    "rename the table or column"
)


def schema_record(plan: FilePlan, options: ReadOptions) -> Record | BrokenRecord | None:
    """Return the schema of a database as a record that renders to a plan with the new schema."""
    schema = plan.shards[0].schema
    reader = SqlReader("", options)
    found: list[Record] = []
    for number, (_, sql) in enumerate(schema, 1):
        record = reader.record(sql.encode("utf-8", "surrogateescape"), number)
        if isinstance(record, BrokenRecord):
            return BrokenRecord(0, f"statement {number} of the schema: {record.reason}")
        found.append(record)

    def render(values: Sequence[str]) -> FilePlan:
        new, position = [], 0
        for (kind, _), record in zip(schema, found, strict=True):
            count = len(record.texts)
            new.append((kind, record.render(values[position : position + count]).decode()))
            position += count
        check(new)
        return replace(plan, shards=(replace(plan.shards[0], schema=tuple(new)),))

    texts = tuple(text for record in found for text in record.texts)
    return Record(0, texts, None, tuple(part for record in found for part in record.unscannable), render)


def check(schema: Sequence[tuple[str, str]]) -> None:
    """Create a schema in memory; raises RecordError if that is not possible."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        create(connection, schema, after_rows=False)
        create(connection, schema, after_rows=True)
    except (sqlite3.Error, ValueError):
        raise RecordError(NOT_AGAIN) from None
    finally:
        connection.close()


def create(connection: sqlite3.Connection, schema: Sequence[tuple[str, str]], *, after_rows: bool) -> None:
    """Create tables and indexes, or what comes after the rows: views, triggers and the content of full-text indexes.

    Arguments:
        connection: the new database.
        schema: type and statement of each object.
        after_rows: whether the rows are written.

    Raises:
        sqlite3.Error: a statement is not possible.
    """
    for kind, sql in schema:
        if not CREATE.match(sql) or NOT_UTF_8.search(sql):
            raise sqlite3.DatabaseError("not a CREATE statement in UTF-8")
        if (kind not in WITH_ROWS) == after_rows:
            connection.execute(sql)
    for table in tables(connection) if after_rows else ():
        if table.is_index:
            name = quoted(table.name)
            connection.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")


def settings(file: BinaryIO, compression: str) -> Iterator[str]:
    """Yield the statements that give a new database the settings of another one (SQLite's Database File Format, 1.3).

    Arguments:
        file: the other database, opened for reading, seekable.
        compression: its compression, as in Shard.
    """
    file.seek(0)
    header = decompressed(HashingReader(file, None), compression).read(HEADER_BYTES)
    page_bytes = int.from_bytes(header[PAGE_SIZE], "big")
    yield f"PRAGMA page_size = {LARGEST_PAGE_BYTES if page_bytes == 1 else page_bytes}"
    yield f"PRAGMA encoding = '{ENCODINGS.get(int.from_bytes(header[ENCODING], 'big'), 'UTF-8')}'"
    yield f"PRAGMA user_version = {int.from_bytes(header[USER_VERSION], 'big', signed=True)}"
    yield f"PRAGMA application_id = {int.from_bytes(header[APPLICATION_ID], 'big', signed=True)}"
