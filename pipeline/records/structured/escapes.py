"""Literals: escapes and line breaks decoded with offsets, and the styles that several formats share."""

from collections.abc import Callable

import regex

from pipeline.records.markup.references import Decoded, Reference
from pipeline.records.structured.parts import Style

LINE_BREAKS = regex.compile(r"[\r\n]+")
NOT_PRINTABLE = regex.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "e": "\x1b", "0": "\0", "a": "\a", "v": "\v"}
NAMED |= {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}
ESCAPE = regex.compile(
    r"\\(?:(?:x(?P<hex>[0-9a-fA-F]{2})|u(?P<hex>[0-9a-fA-F]{4})|U(?P<hex>[0-9a-fA-F]{8}))"
    r"|(?P<fold>[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*)|(?P<one>.))",
    regex.DOTALL,
)


def decoded(content: str, pattern: "regex.Pattern[str]", meaning: "Callable[[regex.Match[str]], str]") -> Decoded:
    """Decode a text.

    Arguments:
        content: the text as it is in the file.
        pattern: matches what means something else than it is written.
        meaning: returns the meaning of a match.
    """
    pieces: list[str] = []
    found: list[Reference] = []
    position = length = 0
    for match in pattern.finditer(content):
        value = meaning(match)
        start = length + match.start() - position
        found.append(Reference(match.start(), match.end(), start, start + len(value)))
        pieces += [content[position : match.start()], value]
        position, length = match.end(), start + len(value)
    return Decoded("".join(pieces) + content[position:], tuple(found))


def escape_meaning(match: "regex.Match[str]") -> str:
    """Return the character of an escape of YAML or TOML; an escaped line break is nothing."""
    if match["hex"]:
        number = int(match["hex"], 16)
        return chr(number) if number <= 0x10FFFF else "\ufffd"
    if match["fold"]:
        return ""
    return NAMED.get(match["one"], match["one"])


def escaped(value: str, *, keep: str = "") -> str:
    """Return a value as it is written between double quotes.

    Arguments:
        value: the value.
        keep: characters that need no escape.
    """
    return "".join(character if character in keep else _escaped(character) for character in value)


def double_quoted(value: str) -> str:
    """Return a value as a literal of YAML and TOML, valid for any value."""
    return f'"{escaped(value)}"'


def in_one_line(value: str) -> str:
    """Return a value without line breaks and control characters, for places that cannot hold them."""
    return NOT_PRINTABLE.sub(" ", LINE_BREAKS.sub(" ", value))


def _escaped(character: str) -> str:
    if character in SHORT:
        return SHORT[character]
    if not NOT_PRINTABLE.match(character):
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _one_line(content: str) -> Decoded | None:
    return None if LINE_BREAKS.search(content) else Decoded(content)


# A text to the end of its line, in which nothing is escaped, such as a comment.
LINE = Style(_one_line, in_one_line, in_one_line)
