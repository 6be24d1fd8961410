"""reStructuredText: fields such as `:Author: Anna Keller` name their values; everything else is text."""

from collections.abc import Iterator

import regex

from pipeline.records.mail.addresses import ADDRESS, may_be_person
from pipeline.records.structured.escapes import LINE_BREAKS, NOT_PRINTABLE, decoded
from pipeline.records.structured.parts import Found, Part, Style

FIELD = regex.compile(
    r"^(?P<indent>[ \t]*+):(?P<name>(?:[^:\\\r\n]|\\.){1,80}):(?=[ \t\r\n]|\Z)(?P<value>[^\r\n]*+)", regex.MULTILINE
)
NEXT_LINE = regex.compile(r"(?:\r\n|\r|\n)(?P<indent>[ \t]*+)(?=[^\s])[^\r\n]*+")
PEOPLE = frozenset(
    "author authors maintainer maintainers reviewer reviewers editor editors contributor contributors translator contact".split()
)
BETWEEN_NAMES = regex.compile(r"[,;<>()\r\n]|(?<!\p{L})(?:and|&|[-*])(?!\p{L})")
WORDS = regex.compile(r"[^\W_]")
ESCAPE = regex.compile(r"\\(?P<one>\s|.)")
SPECIAL = regex.compile(r"[*`|\\]|_(?!\w)")


def rest_parts(text: str) -> Found:
    """Find the parts of a file, or of a piece of one."""
    found = Found()
    position = 0
    while field := FIELD.search(text, position):
        name = field["name"]
        start, end = field.start("value"), _end(text, field)
        found.parts += _pieces(text, position, field.start(), "")
        found.parts.append(Part(*field.span("name"), (name,), NAME, is_name=True))
        if name.lower() in PEOPLE:
            found.parts += _people(text, start, end, name)
        else:
            found.parts += _pieces(text, start, end, "", name)
        position = end
    found.parts += _pieces(text, position, len(text), "")
    return found


def _end(text: str, field: "regex.Match[str]") -> int:
    """Return the end of a field: that of its last line that is indented more than its name."""
    end = field.end()
    while (line := NEXT_LINE.match(text, end)) and len(line["indent"]) > len(field["indent"]):
        end = line.end()
    return end


def _people(text: str, start: int, end: int, name: str) -> Iterator[Part]:
    """Yield names and addresses of people in a field."""
    position = start
    for first, last in [*(match.span() for match in BETWEEN_NAMES.finditer(text, start, end)), (end, end)]:
        content = text[position:first].strip()
        entity = "EMAIL_ADDRESS" if ADDRESS.fullmatch(content) else "PERSON" if may_be_person(content) else ""
        yield from _pieces(text, position, first, entity or "author", name)
        position = last


def _pieces(text: str, start: int, end: int, meaning: str, name: str = "") -> Iterator[Part]:
    """Yield a text without the spaces around it."""
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    end -= len(content) - len(content.rstrip())
    if start < end and WORDS.search(text, start, end):
        yield Part(start, end, (name,) if name else (), STYLE, meaning=meaning)


def _meaning(match: "regex.Match[str]") -> str:
    return "" if match["one"].isspace() else match["one"]


def _escaped(value: str) -> str:
    plain = NOT_PRINTABLE.sub(" ", LINE_BREAKS.sub(" ", value))
    return SPECIAL.sub(lambda match: f"\\{match[0]}", plain)


def _name(value: str) -> str:
    return _escaped(value).replace(":", " ") or "-"


STYLE = Style(lambda content: decoded(content, ESCAPE, _meaning), _escaped, _escaped)
NAME = Style(STYLE.decode, _name, _name)
