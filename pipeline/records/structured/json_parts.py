"""Formats in JSON that say more of a value than its key does: notebooks, and resources of FHIR."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import regex

from pipeline.records.encodings import not_utf_8
from pipeline.records.fields import is_dropped, noted
from pipeline.records.json_records import CONSTANTS, classification_of
from pipeline.records.json_scan import Leaf, Path, dotted, leaves, names_of, parse
from pipeline.records.model import DROP, BrokenRecord, ReadOptions, Record
from pipeline.records.structured.json_literals import (
    CONSTANT_STYLE,
    NUMBER_STYLE,
    base64_style,
    lines_style,
    string_style,
)
from pipeline.records.structured.parts import Found, Part, parts_record

BETWEEN = regex.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class Said:
    """What a format says of a value.

    Arguments:
        meaning: as in `fields.declared`.
        is_markup: whether it is HTML.
        is_word: whether it is a word of the format, which is no text.
        is_file: whether it is a file in base64.
        is_text_file: whether it is a text in base64.
        is_line: whether it is a line of the text that the array around it is.
        pieces: offsets of the parts of a string that is not one text, each with its meaning.
    """

    meaning: str = ""
    is_markup: bool = False
    is_word: bool = False
    is_file: bool = False
    is_text_file: bool = False
    is_line: bool = False
    pieces: Sequence[tuple[int, int, str]] = ()


NOTHING = Said()
Describe = Callable[[Path, str], Said]


def described_record(
    raw: bytes, number: int, options: ReadOptions, describe: Callable[[Any], Describe]
) -> Record | BrokenRecord:
    """Read JSON as a record.

    Arguments:
        raw: the bytes.
        number: the number of the record in its file, from 1.
        options: the user's declarations about fields.
        describe: takes the parsed value; returns a function of a path and the literal of a string or number.
    """
    try:
        text = raw.decode("utf-8")
        value = parse(text)
        found = _Reader(text, describe(value), options).read()
        record = parts_record(text, number, found, options)
    except UnicodeDecodeError as error:
        return BrokenRecord(number, not_utf_8(error))
    except ValueError as error:
        return BrokenRecord(number, str(error))
    return replace(record, classification=classification_of(value, options.class_field))


class _Reader:
    def __init__(self, text: str, describe: Describe, options: ReadOptions) -> None:
        self._text = text
        self._describe = describe
        self._options = options
        self._found = Found()
        self._lines: list[Leaf] = []  # of an array that is one text

    def read(self) -> Found:
        with_constants = self._options.note is not None or DROP in self._options.fields.values()
        for leaf in leaves(self._text, with_keys=True, with_constants=with_constants):
            self._leaf(leaf)
        self._join()
        return self._found

    def _leaf(self, leaf: Leaf) -> None:
        literal = self._text[leaf.start : leaf.end]
        names = names_of(leaf.path)
        if leaf.is_key:
            self._join()
            style = string_style(literal[1:-1])
            self._add(Part(leaf.start, leaf.end, names, style, 1, 1, is_name=True, scope=leaf.path[:-1]))
        elif literal in CONSTANTS:
            self._join()
            if is_dropped(names, self._options):
                self._add(Part(leaf.start, leaf.end, names, CONSTANT_STYLE))
            else:
                noted(names, literal, None, self._options)
        else:
            self._value(leaf, names, literal)

    def _value(self, leaf: Leaf, names: tuple[str, ...], literal: str) -> None:
        said = self._describe(leaf.path, literal)
        if said.is_line and isinstance(leaf.path[-1], int) and not leaf.is_number:
            self._line(leaf)
            return
        self._join()
        if leaf.is_number:
            part = Part(leaf.start, leaf.end, names, NUMBER_STYLE, is_number=True, meaning=said.meaning)
            self._add(part)
        elif said.is_file or said.is_text_file:
            self._file(leaf, names, literal[1:-1], said)
        elif said.pieces:
            for start, end, meaning in said.pieces:
                first = leaf.start + 1
                style = string_style(literal[1 + start : 1 + end])
                self._add(Part(first + start, first + end, names, style, meaning=meaning))
        elif said.is_word and not is_dropped(names, self._options):
            noted(names, literal[1:-1], None, self._options)
        else:
            self._string(leaf.start, leaf.end, names, said)

    def _string(self, start: int, end: int, names: tuple[str, ...], said: Said, *, is_array: bool = False) -> None:
        content = self._text[start + 1 : end - 1]
        style = lines_style(content) if is_array else string_style(content)
        self._add(Part(start, end, names, style, 1, 1, meaning=said.meaning, is_markup=said.is_markup))

    def _file(self, leaf: Leaf, names: tuple[str, ...], content: str, said: Said) -> None:
        if is_dropped(names, self._options):
            self._string(leaf.start, leaf.end, names, said)
        elif style := base64_style(content) if said.is_text_file else None:
            self._add(Part(leaf.start, leaf.end, names, style, 1, 1, is_markup=said.is_markup))
        elif content:
            self._found.unscannable.append(dotted(leaf.path))
            noted(names, content, None, self._options)

    def _line(self, leaf: Leaf) -> None:
        """Add a string to the array that is one text."""
        if self._lines:
            last = self._lines[-1]
            is_next = last.path[:-1] == leaf.path[:-1] and BETWEEN.fullmatch(self._text, last.end, leaf.start)
            if not is_next:
                self._join()
        self._lines.append(leaf)

    def _join(self) -> None:
        """Add the array that is one text."""
        lines, self._lines = self._lines, []
        if lines:
            said = self._describe(lines[0].path, "")
            self._string(lines[0].start, lines[-1].end, names_of(lines[0].path), said, is_array=True)

    def _add(self, part: Part) -> None:
        self._found.parts.append(part)
