"""Rows of SQLite tables as records."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from pipeline.records.fields import declared, is_dropped, noted, option_of
from pipeline.records.json_records import MIN_DIGITS, scan
from pipeline.records.json_scan import NUMBER, may_be_nested, parse
from pipeline.records.json_text import JsonText
from pipeline.records.key_names import key_text
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.prompts.unscannable import is_file
from pipeline.records.sqlite.database import Column, Table, Value
from pipeline.text.document import Text

MAX_INTEGER = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be written.

    Arguments:
        table: the index of its table.
        values: the row number, if the table has one, and the values of the columns.
    """

    table: int
    values: tuple[Value, ...] = field(repr=False)


class RowReader:
    """Reads the rows of a table."""

    def __init__(self, table: Table, index: int, options: ReadOptions) -> None:
        """Prepare the names of the columns.

        Arguments:
            table: the table.
            index: its index in the database.
            options: the user's declarations about fields.
        """
        self._table = table
        self._index = index
        self._options = options
        self._paths = [(table.name, column.name) for column in table.columns]
        self._is_dropped = [is_dropped(path, options) for path in self._paths]
        self._class = next((n for n, path in enumerate(self._paths) if _is_class(path, options)), None)
        for path in self._paths:
            option_of(path, options)  # so that the names of a table without rows are known
        self.place = f"table {index + 1}" if key_text(table.name) else table.name

    def record(self, row: tuple[Value, ...], number: int) -> Record | BrokenRecord:
        """Return a row as a record.

        Arguments:
            row: the values, with the row number first if the table has one.
            number: the number of the row in its table, from 1.
        """
        numbered = 1 if self._table.rowid else 0
        values = row[numbered:]
        if any(isinstance(value, str) and not _is_unicode(value) for value in values):
            return BrokenRecord(number, "a value is not text in the encoding of the database", self.place)
        unscannable: list[str] = []
        found = [self._content(place, value, unscannable) for place, value in enumerate(values)]
        texts = tuple(text for content in found for text in _texts(content))
        label = values[self._class] if self._class is not None else None
        render = partial(self._render, row[:numbered], values, found)
        classification = label if isinstance(label, str) else None
        return Record(number, texts, classification, tuple(unscannable), render, inside=self.place)

    def _content(self, place: int, value: Value, unscannable: list[str]) -> Text | JsonText | None:
        path, options = self._paths[place], self._options
        if value is None:
            return noted(path, "", None, options)
        if isinstance(value, bytes) and not self._is_dropped[place]:
            unscannable += [path[-1]] if value else []
            return noted(path, "bytes", None, options)
        if not isinstance(value, str) or self._is_dropped[place]:
            return declared(path, str(value), options, MIN_DIGITS)
        if is_file(path, value):
            unscannable.append(path[-1])
            return noted(path, value, None, options)
        return _nested(path, value, options, unscannable) or declared(path, value, options)

    def _render(
        self,
        rowid: tuple[Value, ...],
        old: Sequence[Value],
        found: Sequence[Text | JsonText | None],
        values: Sequence[str],
    ) -> Row:
        remaining = iter(values)
        new = [
            _new_value(value, content, column, remaining)
            for value, content, column in zip(old, found, self._table.columns, strict=True)
        ]
        return Row(self._index, (*rowid, *new))


def _nested(path: tuple[str, ...], value: str, options: ReadOptions, unscannable: list[str]) -> JsonText | None:
    if not may_be_nested(value, 0):
        return None
    try:
        return scan(value, parse(value), options, unscannable, path, 1)
    except ValueError:
        return None  # not JSON, although it begins like it


def _new_value(old: Value, content: Text | JsonText | None, column: Column, values: Iterator[str]) -> Value:
    if content is None:
        return old
    if isinstance(content, JsonText):
        return content.render(values)
    new = next(values)
    if content.is_dropped:
        return _emptied(old, column)
    if new == content.value:
        return old
    return new if isinstance(old, str) else _number(new)


def _emptied(value: Value, column: Column) -> Value:
    """Return what remains of a dropped value: an empty text; null, or 0 where nulls are not allowed, for a number."""
    if isinstance(value, str):
        return ""
    if isinstance(value, bytes):
        return b""
    return None if column.is_nullable else 0


def _number(new: str) -> Value:
    """Return a new value as a number, if it is written as one."""
    if not NUMBER.fullmatch(new):
        return new
    if new.lstrip("-").isdecimal():
        return int(new) if abs(int(new)) <= MAX_INTEGER else new
    return float(new)


def _texts(content: Text | JsonText | None) -> Iterator[Text]:
    if isinstance(content, JsonText):
        yield from content.texts()
    elif content:
        yield content


def _is_class(path: tuple[str, ...], options: ReadOptions) -> bool:
    return bool(options.class_field) and options.class_field in (path[-1], ".".join(path))


def _is_unicode(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
