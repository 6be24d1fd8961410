"""Python objects as records: dicts, named tuples and rows of tables, whose values keep their types in the copy.

An object is written as JSON, scanned as JSON records are, and rebuilt from the JSON of its copy. So the same rules hold
for it as for a line of a JSONL file.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from pipeline.errors import RecordError
from pipeline.records.fields import is_dropped, option_of
from pipeline.records.json_records import classification_of, rendered, scan
from pipeline.records.json_scan import decode, parse
from pipeline.records.json_text import JsonText, Slot
from pipeline.records.key_names import key_text
from pipeline.records.model import FREE_TEXT, KEEP, BrokenRecord, ReadOptions, Record
from pipeline.records.python_values import BINARY, MOMENTS, OPAQUE, is_missing, literal, quoted, typed
from pipeline.text.document import Text

MOMENT = "DATE_TIME"


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a table.

    Arguments:
        names: the names of the columns, which may repeat. They are not scanned with each row.
        values: the value of each column.
    """

    names: tuple[str, ...]
    values: tuple[Any, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ObjectRecord(Record):
    """The record of an object, which renders to JSON.

    Arguments:
        value: the object.
        text: the object as JSON.
    """

    value: Any = field(default=None, repr=False)
    text: str = field(default="", repr=False)

    def rebuilt(self, json_copy: bytes) -> Any:
        """Return the copy of the object. Values and parts that are not changed are the same objects."""
        return _rebuilt(self.value, _parsed(self.text), _parsed(json_copy))


def object_record(value: Any, number: int, options: ReadOptions) -> ObjectRecord | BrokenRecord:
    """Read an object as a record.

    Arguments:
        value: a dict, a named tuple or row, Cells, or any value that they may contain.
        number: the number of the record.
        options: the user's declarations about fields.
    """
    writer = _Writer(options)
    try:
        writer.write(value, ())
        text = "".join(writer.pieces)
        parsed = parse(text)
    except RecursionError:
        return BrokenRecord(number, "nested too deeply")
    except (RecordError, ValueError) as error:
        return BrokenRecord(number, str(error))
    unscannable = writer.unscannable
    found = scan(text, parsed, options, unscannable)
    is_table = names_and_values(value) is not None
    slots = (writer.slot(slot, options, is_table=is_table) for slot in found.slots)
    found = JsonText(text, tuple(slot for slot in slots if slot))
    return ObjectRecord(
        number,
        tuple(found.texts()),
        classification_of(parsed, options.class_field),
        tuple(unscannable),
        partial(rendered, found),
        value=value,
        text=text,
    )


class _Writer:
    """Writes an object as JSON, and notes where its dates and the names of its columns are in the text."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self.pieces: list[str] = []
        self.unscannable: list[str] = []
        self._size = 0
        self._moments: set[int] = set()
        self._names: set[int] = set()

    def write(self, value: Any, keys: tuple[str, ...]) -> None:
        """Write a value. `keys` lead to it."""
        row = names_and_values(value)
        if row is not None:
            self._object(zip(*row, strict=True), keys, are_columns=True)
        elif isinstance(value, Mapping):
            self._object(((_key(key), inner) for key, inner in value.items()), keys)
        elif isinstance(value, list | tuple) or (isinstance(value, np.ndarray) and value.ndim):
            self._array(value, keys)
        else:
            self._scalar(value, keys)

    def slot(self, slot: Slot, options: ReadOptions, *, is_table: bool) -> Slot | None:
        """Return a slot with what the type of its value declares; None if it is not scanned."""
        leaf, text = slot.leaf, slot.text
        if leaf.is_key:
            return None if leaf.start in self._names else slot
        if text is None or text.entity or text.is_dropped:
            return slot
        keys = tuple(step for step in leaf.path if isinstance(step, str))
        option = option_of(keys, options)
        if leaf.start in self._moments and option != FREE_TEXT:
            return Slot(leaf, Text(text.value, MOMENT), None)
        return None if is_table and leaf.is_number and not option else slot

    def _object(self, pairs: Iterable[tuple[str, Any]], keys: tuple[str, ...], *, are_columns: bool = False) -> None:
        self._add("{")
        for place, (name, value) in enumerate(pairs):
            self._add("," if place else "")
            if are_columns:
                self._names.add(self._size)
            self._add(quoted(name))
            self._add(":")
            self.write(value, (*keys, name))
        self._add("}")

    def _array(self, items: Iterable[Any], keys: tuple[str, ...]) -> None:
        self._add("[")
        for place, item in enumerate(items):
            self._add("," if place else "")
            self.write(item, keys)
        self._add("]")

    def _scalar(self, value: Any, keys: tuple[str, ...]) -> None:
        if isinstance(value, BINARY) and len(value) and not is_dropped(keys, self._options):
            self.unscannable.append(".".join(keys))
        try:
            written = literal(value)
        except RecordError as error:
            if option_of(keys, self._options) != KEEP and not is_dropped(keys, self._options):
                raise RecordError(f"{_named(keys)}{error}") from None
            written = OPAQUE
        if isinstance(value, MOMENTS) and not is_missing(value):
            self._moments.add(self._size)
        self._add(written)

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        self._size += len(piece)


def _named(keys: Sequence[str]) -> str:
    """Return the name of a field for a message; nothing if the name may be a value."""
    return f"{keys[-1]}: " if keys and key_text(keys[-1]) is None else ""


def names_and_values(value: Any) -> tuple[Sequence[str], Sequence[Any]] | None:
    """Return the names and values of a row whose type fixes the names; None for another value.

    These are Cells, named tuples, and the rows of Beam and Spark.
    """
    if isinstance(value, Cells):
        return value.names, value.values
    named = getattr(value, "_asdict", None) or (getattr(value, "asDict", None) if isinstance(value, tuple) else None)
    if named is None or isinstance(value, Mapping):
        return None
    fields = named()
    return tuple(fields), tuple(fields.values())


def _like(row: Any, values: Sequence[Any]) -> Any:
    """Return a row of the same type with other values."""
    if isinstance(row, Cells):
        return Cells(row.names, tuple(values))
    if hasattr(row, "_fields"):
        return type(row)(*values)
    names = row._asdict() if hasattr(row, "_asdict") else row.asDict()
    return type(row)(**dict(zip(names, values, strict=True)))


def _key(key: Any) -> str:
    """Return the key of a dict as text. Keys that are no strings are usual in dicts of numbers and dates."""
    if isinstance(key, BINARY):
        raise RecordError("a key is bytes: decode it")
    written = literal(key)
    return decode(written) if written.startswith('"') else written


def _parsed(text: str | bytes) -> Any:
    """Parse JSON: an object as a tuple of pairs, since keys may repeat, and numbers as strings."""
    return json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=tuple)


def _rebuilt(value: Any, old: Any, new: Any) -> Any:
    """Return a value with the changes between two parsed JSON texts of the same structure."""
    if old == new:
        return value
    row = names_and_values(value)
    if row is not None:
        cells = zip(row[1], old, new, strict=True)
        return _like(value, [_rebuilt(inner, before, after) for inner, (_, before), (_, after) in cells])
    if isinstance(value, Mapping):
        return _dict(zip(value.items(), old, new, strict=True), len(value))
    if not isinstance(value, list | tuple | np.ndarray):
        return typed(value, new)
    items = [_rebuilt(*three) for three in zip(value, old, new, strict=True)]
    return _array_like(value, items) if isinstance(value, np.ndarray) else type(value)(items)


def _dict(pairs: Iterable[tuple[tuple[Any, Any], tuple[str, Any], tuple[str, Any]]], size: int) -> dict[Any, Any]:
    """Return a dict of the new keys and values; raises ValueError if keys became equal, since a value would be lost."""
    new = {
        _new_key(key, name, new_name): _rebuilt(inner, old, after)
        for (key, inner), (name, old), (new_name, after) in pairs
    }
    if len(new) < size:
        raise ValueError("two keys became equal")
    return new


def _new_key(key: Any, name: str, new_name: str) -> Any:
    """Return the new key of a dict, with the type of the old one if it fits."""
    if name == new_name:
        return key
    new = typed(key, new_name)
    return new_name if new is None else new


def _array_like(array: "np.ndarray[Any, Any]", items: list[Any]) -> "np.ndarray[Any, Any]":
    """Return an array of the same type; of objects if a new item does not fit it."""
    if array.ndim > 1:
        return np.stack(items)
    if array.dtype.kind != "O" and not any(item is None for item in items):
        return np.array(items, None if array.dtype.kind == "U" else array.dtype)  # texts may get longer
    new = np.empty(len(items), object)
    new[:] = items
    return new
