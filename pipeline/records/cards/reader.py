"""Reader of content lines: goes through the properties of contacts and of calendars, by the tables of their format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import regex

from pipeline.records.cards.lines import Line, Parameter, Unfolded, content_lines
from pipeline.records.cards.properties import CALENDAR, CARD, COMPONENTS, HTML, LISTS, PARAMETERS, RULE, TEXT
from pipeline.records.cards.rules import TIME_ZONE, following
from pipeline.records.cards.styles import NAME_STYLE, PARAMETER_STYLES, VALUE_STYLE, quoted_printable
from pipeline.records.cards.values import RECURRENCE, Value, value_parts
from pipeline.records.fields import is_dropped
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.structured.dates import DATES
from pipeline.records.structured.escapes import LINE
from pipeline.records.structured.parts import VERBATIM, Found, Part, Style, parts_record

Kinds = Mapping[str, tuple[str, ...]]
SEPARATED = {mark: regex.compile(rf"(?:[^{mark}\\]|\\.|\\\Z)++") for mark in ";,"}
BINARY = frozenset({"B", "BASE64", "BINARY"})
PRINTABLE = "QUOTED-PRINTABLE"
HTML_TYPE = "TEXT/HTML"
CUSTOM = "X-"
FRAME = frozenset({"BEGIN", "END", "VERSION"})  # without them the file is not of its format


def card_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read contacts (vCard) as a record.

    Arguments:
        raw: the bytes.
        number: the number of the first line in the file, from 1.
        options: the user's declarations about fields.
    """
    return _record(CARD, raw, number, options, has_full_dates=False)


def calendar_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read a calendar (iCalendar), or a part of one, as a record.

    Arguments:
        raw: the bytes.
        number: the number of the first line in the file, from 1.
        options: the user's declarations about fields.
    """
    return _record(CALENDAR, raw, number, options, has_full_dates=True)


def _record(
    kinds: Kinds, raw: bytes, number: int, options: ReadOptions, *, has_full_dates: bool
) -> Record | BrokenRecord:
    try:
        unfolded = Unfolded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = raw.count(b"\n", 0, error.start)
        return BrokenRecord(
            number, f"not UTF-8 in line {number + before}: state the encoding of the file with --encoding"
        )
    reader = _Reader(kinds, options, has_full_dates, lambda offset: number + unfolded.line(offset))
    for line in content_lines(unfolded.text):
        reader.add(line)
    try:
        record = parts_record(unfolded.text, number, reader.found, options, reader.line)
    except ValueError as error:
        return BrokenRecord(number, str(error))
    render = partial(_render, unfolded, record, has_rules=has_full_dates and "RULE" in unfolded.text.upper())
    return replace(record, render=render, is_blank=not record.texts and not record.unscannable)


def _render(unfolded: Unfolded, record: Record, values: Sequence[str], *, has_rules: bool) -> bytes:
    rendered: bytes = record.render(values)
    new = rendered.decode("utf-8", "surrogatepass")
    return unfolded.changed(following(unfolded.text, new) if has_rules else new).encode("utf-8", "surrogatepass")


class _Reader:
    """Collects the parts of content lines in order.

    Arguments:
        kinds: the table of the format.
        options: the user's declarations about fields.
        has_full_dates: whether its dates have a year, a month and a day.
        line: returns the number of the line of an offset.
    """

    def __init__(self, kinds: Kinds, options: ReadOptions, has_full_dates: bool, line: Callable[[int], int]) -> None:
        self.found = Found()
        self.line = line
        self._kinds = kinds
        self._options = options
        self._has_full_dates = has_full_dates
        self._open: list[str] = []  # the components around

    def add(self, line: Line) -> None:
        """Add the parts of a line."""
        if not line.name:
            self.found.parts.append(Part(line.start, line.end, (), LINE))
            return
        if line.name == "BEGIN":
            self._open.append(line.value.strip().upper())
        elif line.name == "END" and self._open:
            self._open.pop()
        if line.name not in FRAME and TIME_ZONE not in self._open and is_dropped((line.name,), self._options):
            end = line.text.find("\n", line.end) + 1 or len(line.text)
            self.found.parts.append(Part(line.labels[0][0], end, (line.name,), VERBATIM, nothing=""))
            return
        for start, end in line.labels:
            self._add_name(line.text, start, end)
        for parameter in line.parameters:
            self._add_parameter(line, parameter)
        self._add_value(line)

    def _add_name(self, text: str, start: int, end: int) -> None:
        """Add the name of a property, a parameter or a group, which a program or a person made up."""
        name = text[start:end].upper()
        if name not in self._kinds and name not in PARAMETERS:
            start += len(CUSTOM) if name.startswith(CUSTOM) else 0
            self.found.parts.append(Part(start, end, (name,), NAME_STYLE, is_name=True))

    def _add_parameter(self, line: Line, parameter: Parameter) -> None:
        path = (line.name, parameter.name) if parameter.name else (line.name,)
        style = PARAMETER_STYLES[parameter.is_quoted] if parameter.name else NAME_STYLE
        value = self._value(line.text, parameter.start, parameter.end, path, style)
        (kind,) = PARAMETERS.get(parameter.name, (TEXT,))
        nothing = None if parameter.is_quoted else '""'
        self.found.parts += (replace(part, nothing=nothing) for part in value_parts(kind, value))

    def _add_value(self, line: Line) -> None:
        encodings = line.given("ENCODING", "VALUE", "")
        if encodings & BINARY:
            if line.value.strip():
                self.found.unscannable.append(f"a binary value in line {self.line(line.start)}")
            return
        kinds = self._kinds.get(line.name, (TEXT,))
        if TIME_ZONE in self._open and {RULE, *DATES}.intersection(kinds) and RECURRENCE.fullmatch(line.value):
            return  # the rules of a time zone
        if HTML_TYPE in line.given("FMTTYPE"):
            kinds = (HTML,)
        style = VALUE_STYLE
        if PRINTABLE in encodings:
            style = quoted_printable(next(iter(line.given("CHARSET")), ""))
        for place, (start, end) in enumerate(_components(line, len(kinds) > 1)):
            names = COMPONENTS.get(line.name, ())
            path = (line.name, *names[place : place + 1])
            for first, last in _divided(line.text, start, end, ",") if line.name in LISTS else ((start, end),):
                value = self._value(line.text, first, last, path, style)
                self.found.parts += value_parts(kinds[min(place, len(kinds) - 1)], value)

    def _value(self, text: str, start: int, end: int, path: tuple[str, ...], style: Style) -> Value:
        name = path[-1]
        words = name.removeprefix(CUSTOM).replace("-", " ").lower() if name.startswith(CUSTOM) else ""
        return Value(text, start, end, path, style, words, self._has_full_dates)


def _components(line: Line, is_divided: bool) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the components of a value, also of empty ones."""
    return _divided(line.text, line.start, line.end, ";") if is_divided else iter([(line.start, line.end)])


def _divided(text: str, start: int, end: int, mark: str) -> Iterator[tuple[int, int]]:
    while True:
        piece = SEPARATED[mark].match(text, start, end)
        stop = piece.end() if piece else start
        yield start, stop
        if stop >= end:
            return
        start = stop + 1
