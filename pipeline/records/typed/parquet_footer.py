"""The codecs of a Parquet file, read from its footer: pyarrow ends the process if the statistics beside them are damaged.

The footer is a struct of Thrift's compact protocol: https://github.com/apache/parquet-format and
https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.records.typed.blocks import size_of

TAIL_BYTES = 8  # the size of the footer, and PAR1
CODECS = {0: "NONE", 1: "SNAPPY", 2: "GZIP", 4: "BROTLI", 5: "LZ4", 6: "ZSTD", 7: "LZ4"}  # as a writer takes them
TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12
INTEGERS = (4, 5, 6)
# Numbers of fields in parquet.thrift.
ROW_GROUPS, COLUMNS, META_DATA, PATH, CODEC = 4, 1, 3, 3, 4


def codecs(file: BinaryIO) -> dict[str, str]:
    """Return the dotted path of each column of the first row group, and its codec.

    Raises:
        LookupError, ValueError: the footer is damaged.
    """
    end = size_of(file) - TAIL_BYTES
    file.seek(max(0, end))
    size_bytes = int.from_bytes(file.read(4), "little")
    file.seek(max(0, end - size_bytes))
    return dict(_codecs(file.read(size_bytes)))


def _codecs(footer: bytes) -> Iterator[tuple[str, str]]:
    reader = _Reader(footer)
    for number, kind in reader.fields():
        if number != ROW_GROUPS:
            reader.value(kind)
            continue
        count, _ = reader.list_head()
        for column in reader.value(STRUCT)[COLUMNS] if count else ():
            described = column[META_DATA]
            yield b".".join(described[PATH]).decode(), CODECS[described[CODEC]]
        return  # all row groups are written with the same codecs


class _Reader:
    """Reads values of the compact protocol. A struct becomes a dict of field number -> value."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def fields(self) -> Iterator[tuple[int, int]]:
        """Yield the number and the type of each field of a struct; the caller reads its value."""
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._integer()
            yield number, head & 15

    def list_head(self) -> tuple[int, int]:
        """Return the number of the items of a list, and their type."""
        head = self._byte()
        return (self._varint() if head >> 4 == 15 else head >> 4), head & 15

    def value(self, kind: int) -> Any:
        """Return a value of a type."""
        if kind in (TRUE, FALSE):
            return kind == TRUE
        if kind in INTEGERS:
            return self._integer()
        if kind == BINARY:
            return self._bytes(self._varint())
        if kind in (LIST, SET):
            count, inner = self.list_head()
            return [self._item(inner) for _ in range(count)]
        if kind == STRUCT:
            return {number: self.value(inner) for number, inner in self.fields()}
        if kind == MAP:
            count = self._varint()
            kinds = self._byte() if count else 0
            return [(self._item(kinds >> 4), self._item(kinds & 15)) for _ in range(count)]
        return self._bytes({BYTE: 1, DOUBLE: 8}[kind])

    def _item(self, kind: int) -> Any:
        return self._byte() if kind in (TRUE, FALSE) else self.value(kind)  # a field has its truth in its type

    def _byte(self) -> int:
        self._place += 1
        return self._data[self._place - 1]

    def _bytes(self, count: int) -> bytes:
        self._place += count
        if self._place > len(self._data):
            raise ValueError("the footer is cut off")
        return self._data[self._place - count : self._place]

    def _varint(self) -> int:
        number = shift = 0
        while True:
            byte = self._byte()
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number

    def _integer(self) -> int:
        number = self._varint()
        return (number >> 1) ^ -(number & 1)
