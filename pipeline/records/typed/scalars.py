"""Single values: how a number, a date or a UUID is written as a text, and read back into its type."""

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import regex

from pipeline.errors import RecordError
from pipeline.records.typed.nodes import Kind, Node

YEAR = regex.compile(r"\d{1,4}")
# A fraction of a second ends with the last group of three digits that says something, as other programs write it.
ZEROS = regex.compile(r"(\.(?:\d{3})*?)(?:000)+(?!\d)")
NO_UUID = str(uuid.UUID(int=0))
DAY_ZERO = "1970-01-01 "
# New texts that stand for a value, unlike a placeholder or a band such as "40-49".
VALUES: dict[Kind, regex.Pattern[str]] = {
    "number": regex.compile(r"[+-]?\d[\d.,]*+(?:[eE][+-]?\d++)?"),
    "date": regex.compile(r"\d{4}-\d\d-\d\d.*|\d\d:\d\d.*"),
    "uuid": regex.compile(r"[0-9a-fA-F-]{32,36}"),
}


def storage_of(kind: pa.DataType) -> pa.DataType:
    """Return the type of the integers in which dates, times, time stamps and durations are stored; else the type itself."""
    if pa.types.is_date32(kind) or pa.types.is_time32(kind):
        return pa.int32()
    if pa.types.is_temporal(kind) and not pa.types.is_interval(kind):
        return pa.int64()
    return kind


def written(node: Node, value: Any) -> str:
    """Return a value as a text: a date as 2024-03-04, a time stamp as 2024-03-04 12:30:15.123+0100.

    Raises:
        pa.ArrowException: the value has no such form: a time zone is unknown.
    """
    if node.kind in ("text", "symbol"):
        return str(value)
    if node.kind == "uuid":
        return value if isinstance(value, str) else str(uuid.UUID(bytes=value))
    text = str(pa.scalar(value, storage_of(node.type)).cast(node.type).cast(pa.string()).as_py())
    return ZEROS.sub(lambda fraction: fraction[1].rstrip("."), text) if node.kind == "date" else text


def parsed(node: Node, new: str, name: str) -> Any:
    """Return a new text as a value of a type. A text that stands for no such value, such as a placeholder, becomes null, or the
    value for nothing where nulls are not allowed.

    Arguments:
        node: the type.
        new: the text.
        name: the column of the value, for messages.

    Raises:
        RecordError: the text is a value that does not fit the type, or is no symbol of an enum.
    """  # fmt: skip
    if node.kind == "text" or new in node.symbols:
        return new
    if node.kind == "symbol":
        raise RecordError(f"a new value of {name!r} is no symbol of its enum: declare the field with --field NAME=keep")
    try:
        return READERS[node.kind](node.type, new)
    except (ValueError, ArithmeticError, pa.ArrowException):  # its message contains the value
        if VALUES[node.kind].fullmatch(new):
            raise RecordError(
                f"a new value of {name!r} does not fit its type: convert the column to a wider one"
            ) from None
    return nothing(node, name)


def nothing(node: Node, name: str) -> Any:
    """Return null, or in a field without nulls what stands for nothing: 0, the first day, false, no bytes.

    Raises:
        RecordError: an enum, or an interval, has no such value.
    """
    if node.is_nullable:
        return None
    if node.kind == "binary":
        return bytes(node.type.byte_width) if pa.types.is_fixed_size_binary(node.type) else b""
    if node.kind == "uuid":
        return _uuid(node.type, NO_UUID)
    stored = storage_of(node.type)
    for zero in (0, 0.0, False, Decimal(0)):
        try:
            return pa.array([zero], type=stored)[0].as_py()
        except (pa.ArrowException, TypeError):
            continue
    raise RecordError(f"{name!r} must have a value, and its type has none for nothing: leave the column out")


def _number(kind: pa.DataType, new: str) -> Any:
    return pa.scalar(new).cast(kind).as_py()


def _date(kind: pa.DataType, new: str) -> Any:
    if YEAR.fullmatch(new):  # a date that was reduced to its year
        new = f"{int(new):04}-01-01"
    if pa.types.is_time(kind):
        moment = pa.scalar(DAY_ZERO + new).cast(pa.timestamp(kind.unit)).cast(kind)
    elif pa.types.is_timestamp(kind) and kind.tz:
        moment = _in_zone(kind, new)
    else:
        moment = pa.scalar(new).cast(kind)
    return moment.cast(storage_of(kind)).as_py()


def _in_zone(kind: pa.DataType, new: str) -> pa.Scalar:
    try:
        return pa.scalar(new).cast(kind)
    except pa.ArrowException:  # the text states no offset
        local = pa.scalar(new).cast(pa.timestamp(kind.unit))
        return pc.assume_timezone(local, kind.tz, ambiguous="earliest", nonexistent="earliest")


def _uuid(kind: pa.DataType, new: str) -> Any:
    """Return a UUID as it is stored: as text in Avro, or as bytes."""
    value = uuid.UUID(new)
    return new if pa.types.is_string(kind) else value.bytes


READERS: dict[Kind, Callable[[pa.DataType, str], Any]] = {
    "number": _number,
    "date": _date,
    "uuid": _uuid,
}
