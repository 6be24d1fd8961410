"""Python values as JSON: writes each as a literal, and reads a new literal back as a value of the same type."""

import json
import math
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from ipaddress import IPv4Address, IPv6Address
from pathlib import PurePath
from typing import Any
from uuid import UUID

import numpy as np

from pipeline.errors import RecordError

# Stands for a value that is no text, such as bytes or a duration. It stays as it is, or is dropped.
OPAQUE = "false"
BINARY = (bytes, bytearray, memoryview)
MOMENTS = (date, np.datetime64)


def quoted(text: str) -> str:
    """Return a string as a JSON literal."""
    return json.dumps(text, ensure_ascii=False)


def _float(value: float) -> str:
    return float.__repr__(value) if math.isfinite(value) else OPAQUE


def _decimal(value: Decimal) -> str:
    return str(value) if value.is_finite() else OPAQUE


# The first row whose types fit counts.
WRITERS: tuple[tuple[tuple[type, ...], Callable[[Any], str]], ...] = (
    ((str,), quoted),
    ((bool, np.bool_), lambda value: "true" if value else "false"),
    ((int, np.integer), lambda value: int.__repr__(int(value))),
    ((float, np.floating), lambda value: _float(float(value))),
    ((Decimal,), _decimal),
    ((date, time), lambda value: quoted(value.isoformat())),
    ((np.datetime64, UUID, PurePath, IPv4Address, IPv6Address), lambda value: quoted(str(value))),
    ((*BINARY, timedelta, np.timedelta64), lambda _: OPAQUE),
)


def literal(value: Any) -> str:
    """Return the JSON literal of a value that is no container: a string, a number, a constant, a date, an id.

    Raises:
        RecordError: no text is known for values of this type.
    """
    if value is None or is_missing(value):
        return "null"
    for types, write in WRITERS:
        if isinstance(value, types):
            return write(value)
    if type(value).__name__ == "Interval" and isinstance(value.left, int | float | np.number):  # of pandas, as of ages
        return OPAQUE
    raise RecordError(f"a value has the type {type(value).__name__}: convert it to text, a number or a date")


def is_missing(value: Any) -> bool:
    """Return whether a value stands for none: NaN, NaT, or NA of pandas."""
    if isinstance(value, float | np.floating | np.datetime64 | datetime):
        return bool(value != value)
    return type(value).__name__ == "NAType"


def typed(original: Any, new: Any) -> Any:
    """Return a new value with the type of its original; None if the value does not fit the type, or is dropped.

    Arguments:
        original: the original value.
        new: the parsed new literal, where numbers are strings too.
    """
    if isinstance(original, str):
        return new
    if not isinstance(new, str) or isinstance(original, bool | np.bool_):
        return None
    try:
        return _moment(original, new) if isinstance(original, date | time) else type(original)(new)
    except (ArithmeticError, TypeError, ValueError):
        return None


def _moment(original: Any, new: str) -> Any:
    """Return a date or time in the time zone of its original."""
    kind = type(original)
    moment = (
        kind(new) if hasattr(original, "nanosecond") else kind.fromisoformat(new)
    )  # a Timestamp of pandas has more digits
    if isinstance(moment, datetime) and original.tzinfo is not None:
        return moment.astimezone(original.tzinfo) if moment.tzinfo else moment.replace(tzinfo=original.tzinfo)
    return moment
