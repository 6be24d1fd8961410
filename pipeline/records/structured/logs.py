"""Log files: pairs of key and value and JSON objects within lines, and the text between them."""

import json
from dataclasses import replace

import regex

from pipeline.records.json_scan import NUMBER
from pipeline.records.markup.references import Decoded
from pipeline.records.model import BrokenRecord, ReadOptions, Record
from pipeline.records.prompts.unscannable import DATA_URI, MIN_BASE64_CHARACTERS
from pipeline.records.structured.escapes import LINE as LINE_STYLE
from pipeline.records.structured.escapes import LINE_BREAKS, decoded, in_one_line
from pipeline.records.structured.parts import Found, Part, Style, structured_record

Range = tuple[int, int]
LINE = regex.compile(r"[^\r\n]++")
WORDS = regex.compile(r"[^\W_]")
KEY = r"(?P<key>[A-Za-z_@][\w.@/-]{0,60}+)="
SCHEME = r"(?:basic|bearer|digest|negotiate|apikey|token)\s"  # of what follows it, which belongs together
# `key=value`, `key="a value"`; not in the query of a link, nor the end of a base64 text. What has a ";" beside it is one value:
# a connection string, a cookie.
PAIR = (
    rf"(?<![^\s,\[|]){KEY}(?!=|(?i:{SCHEME}))(?:\"(?P<double>(?:[^\"\\\r\n]|\\.)*+)\"|'(?P<single>[^'\r\n]*+)'(?=[\s,)\]}}]|$)"
    r"|(?P<bare>(?:[^\s\"',;()\[\]{}|<>]|,(?=[\d.+-]++(?:\s|$)))++))(?!;)"
)
MARKUP = r"(?P<markup><[A-Za-z/!?][^<>\r\n]*+>)"
TOKEN = regex.compile(rf"{MARKUP}|(?P<object>\{{(?=\s*\"))|(?P<group>[{{(\[](?=[\w.-]+=))|{PAIR}")
# As programs print objects: `User{id=77, name=Anna Keller}`; here a value may have spaces.
GROUP = regex.compile(r"[{(\[](?:[ ]*[\w.-]++=[^,;{}()\[\]\"'\r\n]*+,)++[ ]*[\w.-]++=[^,;{}()\[\]\"'\r\n]*+[})\]]")
MEMBER = regex.compile(r"(?P<key>[\w.-]++)=(?P<value>[^,;{}()\[\]\"'\r\n]*+)")
NOT_IN_MEMBER = regex.compile(r"[,;{}()\[\]\"'\r\n]")
AT_THE_END = ".:!?"
ESCAPE = regex.compile(r"\\([\"\\])")
NOT_BARE = regex.compile(r"[\s\"',;()\[\]{}]")
NOT_IN_NUMBERS = regex.compile(r"[\s\"';()\[\]{}]")
NOT_IN_KEY = regex.compile(r"[^\w.@/-]+")
MAX_OBJECTS = 8  # beginnings of JSON in a line that are tried
DECODER = json.JSONDecoder()


def log_record(raw: bytes, number: int, options: ReadOptions) -> Record | BrokenRecord:
    """Read lines of a log as a record. They have no classification: that of one line says nothing of the others.

    Arguments:
        raw: the bytes.
        number: the number of the first line in the file, from 1.
        options: the user's declarations about fields.
    """
    record = structured_record(log_parts, raw, number, options)
    return replace(record, classification=None) if isinstance(record, Record) else record


def log_parts(text: str) -> Found:
    """Find the parts of a log file, or of a piece of one."""
    reader = _Reader(text)
    for line in LINE.finditer(text):
        reader.add(*line.span())
    reader.end()
    return reader.found


class _Reader:
    def __init__(self, text: str) -> None:
        self.found = Found()
        self._text = text
        self._rest = 0  # where the text begins that belongs to no part yet

    def add(self, start: int, end: int) -> None:
        """Add the parts of a line."""
        position, tries = start, 0
        while match := TOKEN.search(self._text, position, end):
            if match["object"]:
                position = self._object(match.start(), end) if tries < MAX_OBJECTS else 0
                tries += 1
            elif match["group"]:
                position = self._group(match.start(), end)
            else:
                position = match.end() if match["markup"] else self._pair(match)
            position = position or match.start() + 1

    def end(self) -> None:
        """Add the text behind the last part."""
        self._flush(len(self._text))

    def _flush(self, start: int, end: int = 0) -> None:
        """Add the text before an offset; the next one begins at `end`."""
        if WORDS.search(self._text, self._rest, start):
            self.found.parts.append(Part(self._rest, start, (), PROSE))
        self._rest = end

    def _object(self, start: int, end: int) -> int:
        """Add a JSON object and return its end; 0 if it is none."""
        try:
            _, stop = DECODER.raw_decode(self._text[start:end])
        except (ValueError, RecursionError):
            return 0
        self._flush(start, start + stop)
        self.found.parts.append(Part(start, start + stop, (), PROSE))
        return start + stop

    def _group(self, start: int, end: int) -> int:
        """Add the members of a printed object and return its end; 0 if it is none."""
        group = GROUP.match(self._text, start, end)
        if not group:
            return 0
        for member in MEMBER.finditer(self._text, start, group.end()):
            self._named(member.span("key"), member.span("value"), member.end(), MEMBER_STYLE)
        return group.end()

    def _pair(self, match: "regex.Match[str]") -> int:
        """Add a pair, and return its end."""
        kind = match.lastgroup or ""
        start, end = match.span(kind)
        if kind == "bare":
            end = start + len(match[kind].rstrip(AT_THE_END))
        if start < end:
            style = STYLES["numbers" if kind == "bare" and "," in match[kind] else kind]
            self._named(match.span("key"), (start, end), end if kind == "bare" else match.end(), style)
        return match.end()

    def _named(self, key: Range, value: Range, end: int, style: Style) -> None:
        """Add a key and its value; the text goes on at `end`."""
        self._flush(key[0], end)
        name, content = self._text[slice(*key)], self._text[slice(*value)]
        # A long value of `url` or `data` would be taken for a file, and the lines around it be blocked.
        is_long = len(content) >= MIN_BASE64_CHARACTERS and not content.startswith(DATA_URI)
        is_number = NUMBER.fullmatch(content) is not None
        self.found.parts.append(Part(*key, (name,), KEY_STYLE, is_name=True))
        if content.strip():
            self.found.parts.append(Part(*value, () if is_long else (name,), style, is_number=is_number))


def _style(forbidden: "regex.Pattern[str]") -> Style:
    """Return the style of a value without quotes; one that needs them gets them."""

    def decode(content: str) -> Decoded | None:
        return None if forbidden.search(content) else Decoded(content)

    return Style(decode, str, lambda value: f'"{_escaped(value)}"')


def _escaped(value: str) -> str:
    return in_one_line(value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n"))


def _decode_double(content: str) -> Decoded | None:
    return None if LINE_BREAKS.search(content) else decoded(content, ESCAPE, lambda match: match[1])


def _single(value: str) -> str:
    return in_one_line(value).replace("'", "’")


def _key(value: str) -> str:
    return NOT_IN_KEY.sub("_", value) or "_"


PROSE = Style(Decoded, str, str)
KEY_STYLE = Style(lambda content: Decoded(content) if content and not NOT_IN_KEY.search(content) else None, _key, _key)
MEMBER_STYLE = _style(NOT_IN_MEMBER)
STYLES = {
    "double": Style(_decode_double, _escaped, _escaped),
    "single": Style(lambda content: None if "'" in content else LINE_STYLE.decode(content), _single, _single),
    "bare": _style(NOT_BARE),
    "numbers": _style(NOT_IN_NUMBERS),
}
