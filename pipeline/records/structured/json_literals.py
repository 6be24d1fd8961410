"""Literals of JSON as parts: strings, numbers, and arrays of strings that are the lines of one text."""

import base64
import binascii
import json
from collections.abc import Callable
from functools import partial

import regex

from pipeline.records.json_records import CONSTANTS
from pipeline.records.json_scan import NUMBER, encode
from pipeline.records.markup.references import Decoded, Reference
from pipeline.records.structured.escapes import decoded
from pipeline.records.structured.parts import Style

ESCAPES = r"(?P<escape>(?:\\u[0-9a-fA-F]{4})++|\\.)"
ESCAPE = regex.compile(ESCAPES)
SEPARATOR = r'"\s*+,\s*+"'  # between two strings of an array
LINES = regex.compile(rf"{ESCAPES}|{SEPARATOR}")
LINE = regex.compile(r"[^\n]*\n|[^\n]+")
BETWEEN_LINES = regex.compile(rf"(?:[^\"\\]|\\.)*+({SEPARATOR})")
NEVER_WRITTEN = '"'  # what no string has


def string_style(content: str) -> Style:
    """Return the style of a string.

    Arguments:
        content: the string in the file, without its quotes; with escapes in it, new ones get escapes too.
    """
    write = partial(_written, content)
    return Style(
        lambda one: None if '"' in ESCAPE.sub("", one) else decoded(one, ESCAPE, _meaning), write, _quoted(write)
    )


def lines_style(content: str) -> Style:
    """Return the style of an array of strings that are the lines of one text.

    Arguments:
        content: what is between the first quote and the last one.
    """
    between = BETWEEN_LINES.match(content)
    separator = between[1] if between else '", "'

    def write(value: str) -> str:
        return separator.join(_written(content, line) for line in LINE.findall(value))

    return Style(lambda one: decoded(one, LINES, _meaning), write, _quoted(write))


def base64_style(content: str) -> Style | None:
    """Return the style of a text in base64; None if it is none in UTF-8."""
    try:
        value = binascii.a2b_base64(content.encode("ascii"), strict_mode=True).decode("utf-8")
    except ValueError:
        return None
    whole = Decoded(value, (Reference(0, len(content), 0, len(value)),))

    def write(new: str) -> str:
        return f'"{base64.b64encode(new.encode("utf-8", "surrogatepass")).decode()}"'

    # Written as a whole, never in pieces: no piece can be decoded.
    return Style(lambda one: whole if one == content else None, lambda _: NEVER_WRITTEN, write)


def _quoted(write: Callable[[str], str]) -> Callable[[str], str]:
    return lambda value: f'"{write(value)}"'


def _written(like: str, value: str) -> str:
    return encode(value, like)[1:-1]


def _meaning(match: "regex.Match[str]") -> str:
    return json.loads(f'"{match[0]}"') if match["escape"] else ""


def _number(value: str) -> str:
    return json.dumps(value) if value else "null"


NUMBER_STYLE = Style(lambda content: Decoded(content) if NUMBER.fullmatch(content) else None, str, _number)
CONSTANT_STYLE = Style(lambda content: Decoded(content) if content in CONSTANTS else None, str, _number)
