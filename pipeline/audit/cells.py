"""Cells: the values of tables whose fields have types, as texts. Numbers, which no record contains as texts, are among them."""

import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from fastavro import schemaless_reader

from pipeline.records.typed.avro import AvroFile
from pipeline.records.typed.columns import Blocks
from pipeline.records.typed.ipc import ARROW
from pipeline.records.typed.orc import ORC
from pipeline.records.typed.parquet import PARQUET

COLUMN_FORMATS = {"arrow": ARROW, "orc": ORC, "parquet": PARQUET}


def cells(file: BinaryIO, table_format: str) -> Iterator[tuple[str, bytes]]:
    """Yield (rows and column, values of them, one a line) of a table, after what the file says about its columns.

    Arguments:
        file: the file, seekable.
        table_format: the name of its format, as in `pipeline.records.sniff`.

    Raises:
        RecordError: the file cannot be read; or another error of `pipeline.records.typed.blocks.DAMAGE`.
    """
    if table_format == "avro":
        yield from _records(AvroFile(file))
    else:
        yield from _columns(COLUMN_FORMATS[table_format].opened(file))


def _columns(table: Blocks) -> Iterator[tuple[str, bytes]]:
    yield "schema", table.schema.to_string(truncate_metadata=False).encode("utf-8", "replace")
    first = 1
    for block in range(len(table.rows)):
        for piece in table.pieces(block):
            for number, column in enumerate(piece.columns, 1):
                yield _part(first, piece.num_rows, f", column {number}"), _lines(column.to_pylist())
            first += piece.num_rows


def _records(table: AvroFile) -> Iterator[tuple[str, bytes]]:
    first = 1
    for block in table.blocks():
        data = io.BytesIO(table.data(block))
        values = (
            schemaless_reader(data, table.schema.coded, None, handle_unicode_errors="replace")
            for _ in range(block.rows)
        )
        yield _part(first, block.rows, ""), _lines(values)
        first += block.rows


def _part(first: int, rows: int, column: str) -> str:
    return f"rows {first} to {first + rows - 1}{column}"


def _lines(values: Iterable[Any]) -> bytes:
    return "\n".join(map(_text, values)).encode("utf-8", "replace")


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
