"""Parquet files: read and written by row group; names, types and compression stay."""

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records.typed.arrays import restored
from pipeline.records.typed.columns import PIECE_ROWS, ColumnFormat, batches_of
from pipeline.records.typed.parquet_footer import codecs


class ParquetBlocks:
    """The row groups of a Parquet file."""

    is_divisible = True

    def __init__(self, file: BinaryIO) -> None:
        """Read the footer of a file."""
        self._file = pq.ParquetFile(file, page_checksum_verification=True)
        self.schema = self._file.schema_arrow
        groups = list(map(self._file.metadata.row_group, range(self._file.num_row_groups)))
        self.rows = [group.num_rows for group in groups]
        self.size_bytes = sum(group.total_byte_size for group in groups)
        self._codecs = codecs(file)

    def pieces(self, block: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a row group."""
        return self._file.iter_batches(PIECE_ROWS, [block], use_threads=False)  # type: ignore[no-any-return]

    def save(self, out: BinaryIO, parts: Iterable[BinaryIO], schema: pa.Schema) -> None:
        """Write a copy with the same compression, one row group a block."""
        with pq.ParquetWriter(out, schema, compression=self._compression(schema)) as writer:
            for part in parts:
                for batch in batches_of(part):
                    table = pa.Table.from_batches([restored(batch, schema)])
                    writer.write_table(table, row_group_size=max(table.num_rows, 1))

    def _compression(self, schema: pa.Schema) -> str | dict[str, str]:
        """Return the codec of all columns, or of each column under its name in a schema."""
        used = list(self._codecs.values())
        if len(set(used)) < 2:
            return used[0] if used else "snappy"
        empty = io.BytesIO()
        pq.ParquetWriter(empty, schema).close()
        columns = pq.ParquetFile(empty).schema
        return {columns.column(place).path: codec for place, codec in enumerate(used)}


PARQUET = ColumnFormat((".parquet",), "Parquet", ParquetBlocks)
