"""Files whose fields have types, in memory: written and read by their libraries."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import orc

ROWS_OF_BLOCK = 2


@dataclass(frozen=True)
class Library:
    """A format.

    Arguments:
        name: the name of a file.
        write: writes a table with small blocks.
        read: reads it.
    """

    name: str
    write: Callable[[pa.Table], bytes]
    read: Callable[[bytes], pa.Table]


def parquet(table: pa.Table, **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **{"row_group_size": ROWS_OF_BLOCK, **options})
    return out.getvalue()


def arrow(table: pa.Table, *, is_stream: bool = False, rows: int = ROWS_OF_BLOCK, **options: Any) -> bytes:
    out = io.BytesIO()
    create = pa.ipc.new_stream if is_stream else pa.ipc.new_file
    with create(out, table.schema, options=pa.ipc.IpcWriteOptions(unify_dictionaries=True, **options)) as writer:
        writer.write_table(table, max_chunksize=rows)
    return out.getvalue()


def orc_file(table: pa.Table, **options: Any) -> bytes:
    out = io.BytesIO()
    orc.write_table(table, out, **options)
    return out.getvalue()


def avro(schema: Any, records: list[Any], **options: Any) -> bytes:
    out = io.BytesIO()
    fastavro.writer(out, schema, records, **{"sync_marker": bytes(16), **options})
    return out.getvalue()


def avro_records(content: bytes) -> list[Any]:
    return list(fastavro.reader(io.BytesIO(content)))


def avro_schema(content: bytes) -> Any:
    return fastavro.reader(io.BytesIO(content)).writer_schema


LIBRARIES: Mapping[str, Library] = {
    "parquet": Library("in.parquet", parquet, lambda content: pq.read_table(io.BytesIO(content))),
    "arrow": Library("in.arrow", arrow, lambda content: pa.ipc.open_file(content).read_all()),
    "stream": Library(
        "in.arrow", lambda table: arrow(table, is_stream=True), lambda content: pa.ipc.open_stream(content).read_all()
    ),
    "orc": Library("in.orc", orc_file, lambda content: orc.read_table(io.BytesIO(content))),
}
