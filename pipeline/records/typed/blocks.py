"""What the formats of typed fields share: errors of damaged files, and records that are missing in a block."""

import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pyarrow as pa

from pipeline.errors import RecordError
from pipeline.records.formats import OpenFile
from pipeline.records.model import BrokenRecord, Record

# What the libraries raise for damaged content. Their messages contain values, and are not shown.
DAMAGE = (
    pa.ArrowException,
    OSError,
    EOFError,
    ValueError,
    ArithmeticError,
    MemoryError,
    LookupError,
    TypeError,
    RecursionError,
    struct.error,
    RecordError,
)


@contextmanager
def planning(opened: OpenFile, title: str) -> Iterator[None]:
    """Raise a RecordError that names the file for any error while it is planned.

    Arguments:
        opened: the file.
        title: the name of its format.
    """
    if opened.compression:
        raise RecordError(f"{opened.name}: a compressed {title} file is not read: unpack it")
    try:
        yield
    except RecordError as error:
        raise RecordError(f"{opened.name}: {error}") from None
    except DAMAGE:
        raise damaged(opened.name, title) from None


def damaged(name: str, title: str) -> RecordError:
    """Return the error for a file that cannot be read."""
    return RecordError(f"{name}: the {title} file is damaged: get it again, or leave it out")


def size_of(file: BinaryIO) -> int:
    """Return the size of a file in bytes, and leave it at its end."""
    file.seek(0, 2)
    return file.tell()


def completed(found: Iterable[Record | BrokenRecord], number: int, rows: int) -> Iterator[Record | BrokenRecord]:
    """Yield the records of a block, and one broken record for all that are missing after them.

    Arguments:
        found: the records up to where the block is damaged.
        number: the number of the first one.
        rows: how many the block has.
    """
    missing = rows
    for record in found:
        yield record
        missing -= 1
    if missing > 0:
        start = number + rows - missing
        yield BrokenRecord(start, f"the {missing} rows that start here are damaged: get the file again")
