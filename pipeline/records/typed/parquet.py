"""Parquet files: read and written by row group; names, types and compression stay."""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records.typed.arrays import restored
from pipeline.records.typed.arrow_types import bare
from pipeline.records.typed.columns import PIECE_ROWS, ColumnFormat, batches_of


class ParquetBlocks:
    """The row groups of a Parquet file."""

    is_divisible = True

    def __init__(self, file: BinaryIO) -> None:
        """Read the footer of a file."""
        self._file = pq.ParquetFile(file, page_checksum_verification=True)
        self.schema = self._file.schema_arrow
        groups = list(map(self._file.metadata.row_group, range(self._file.num_row_groups)))
        self.rows = [group.num_rows for group in groups]
        self.size_bytes = file.seek(0, 2)

    def pieces(self, block: int) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a row group."""
        return self._file.iter_batches(PIECE_ROWS, [block], use_threads=False)  # type: ignore[no-any-return]

    def save(self, out: BinaryIO, parts: Iterable[BinaryIO]) -> None:
        """Write a copy with the same compression, one row group a block."""
        schema = bare(self.schema)
        with pq.ParquetWriter(out, schema, compression=self._compression()) as writer:
            for part in parts:
                for batch in batches_of(part):
                    table = pa.Table.from_batches([restored(batch, schema)])
                    writer.write_table(table, row_group_size=max(table.num_rows, 1))

    def _compression(self) -> Any:
        if not self.rows:
            return "snappy"
        group = self._file.metadata.row_group(0)
        chunks = map(group.column, range(group.num_columns))
        return {chunk.path_in_schema: chunk.compression for chunk in chunks}


PARQUET = ColumnFormat((".parquet",), "Parquet", ParquetBlocks)
