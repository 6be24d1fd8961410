"""YAML files: names, values, comments and anchors with offsets."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import regex
import yaml

from pipeline.records.markup.references import Decoded
from pipeline.records.people_keys import ARRAY, OBJECT, SCALAR, declares_people, people_in
from pipeline.records.structured.escapes import (
    ESCAPE,
    LINE,
    NOT_PRINTABLE,
    decoded,
    double_quoted,
    escape_meaning,
    escaped,
)
from pipeline.records.structured.parts import VERBATIM, Found, Part, Style, line_of

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the fast one, where it is installed
GAP = regex.compile(r"(?:[\s\ufeff]|(?P<comment>#[^\r\n]*+))*+")
ANCHORS = "anchors"  # the scope of their names
MAX_DEPTH = 200
TAG = "tag:yaml.org,2002:"
TEXT_TAG, BINARY_TAG = TAG + "str", TAG + "binary"
CONSTANTS = frozenset({TAG + "null", TAG + "bool", TAG + "merge", TAG + "value"})
NUMBERS = frozenset({TAG + "int", TAG + "float"})
NULL = "null"
RESOLVER: Any = yaml.resolver.Resolver()  # untyped
BREAKS = r"(?P<breaks>[ \t]*+(?:\r\n|\r|\n)\s*+)"
PLAIN_MARKS = regex.compile(BREAKS)
SINGLE_MARKS = regex.compile(BREAKS + r"|(?P<quote>'')")
DOUBLE_MARKS = regex.compile(BREAKS + "|" + ESCAPE.pattern, regex.DOTALL)
LINE_BREAK = regex.compile(r"\r\n|\r|\n")
BLOCK_HEADER = regex.compile(r"[|>][+\-0-9]*+[ \t]*+(?P<comment>#[^\r\n]*+)?(?:\r\n|\r|\n|\Z)")
INDENT = regex.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*(?P<indent> *)(?=[^\s])")
PLAIN = regex.compile(r"(?![-?:,\[\]{}#&*!|>'\"%@`\s])(?:(?!:(?:\s|\Z)|\s#).)++(?<!\s)", regex.DOTALL)
SPACES_AT_END = regex.compile(r"[\r\n] +\Z")
FLOW_SIGN = regex.compile(r"[,\[\]{}]")


def yaml_parts(text: str) -> Found:
    """Find the parts of a YAML file; raises ValueError if it is not YAML."""
    try:
        return _Reader(text).read()
    except yaml.MarkedYAMLError as error:  # its message may have content of the file
        mark = error.problem_mark or error.context_mark
        raise ValueError(f"not YAML: error in line {mark.line + 1}" if mark else "not YAML") from None
    except yaml.YAMLError:
        raise ValueError("not YAML: a character is not allowed in it") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None


@dataclass(slots=True)
class _Level:
    """A mapping or a sequence that is being read."""

    path: tuple[str, ...]
    number: int
    is_mapping: bool
    is_flow: bool
    is_name: bool  # whether the next node is a name
    group: str = ""  # the name whose value a mapping is
    first_part: int = 0  # the number of parts before it
    name: tuple[str, ...] = ()
    kinds: dict[str, str] = field(default_factory=dict)  # name -> the kind of its value


class _Reader:
    """Reads a file as two streams: events, which know the structure, and tokens, which know the places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = Found()
        self._levels: list[_Level] = []
        self._count = 0
        self._position = 0

    def read(self) -> Found:
        scalars = self._scalars()
        for event in yaml.parse(self._text, LOADER):
            if isinstance(event, yaml.ScalarEvent):
                is_written = event.value or event.style in tuple("'\"|>")
                token = next(scalars, None) if is_written else None
                if is_written and (token is None or token.value != event.value):
                    raise ValueError(f"not YAML that can be read, in line {_line(event)}")
                self._scalar(event, token)
            elif isinstance(event, yaml.AliasEvent):
                is_name, path, _ = self._node("", SCALAR)
                self._add_kept(event, () if is_name else path)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._enter(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end(self._levels.pop())
        if next(scalars, None) is not None:
            raise ValueError("not YAML that can be read")
        self._gap(len(self._text))
        return self._found

    def _scalars(self) -> Iterator[Any]:
        """Yield the tokens of scalars; add comments, anchors and tags on the way."""
        for token in yaml.scan(self._text, LOADER):
            start, end = token.start_mark.index, token.end_mark.index
            self._gap(start)
            self._position = max(self._position, end)
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
                self._add_name(start + 1, end, ANCHOR, ANCHORS)
            elif isinstance(token, yaml.TagToken | yaml.DirectiveToken):
                self._add_name(start + 1, end, TAG_NAME, None)
            elif isinstance(token, yaml.ScalarToken):
                yield token

    def _gap(self, end: int) -> None:
        """Add the comments before an offset. Nothing else may be there: what is not read must not be copied."""
        match = GAP.fullmatch(self._text, self._position, max(end, self._position))
        if not match:
            raise ValueError(f"not YAML that can be read, in line {line_of(self._text, self._position)}")
        for start, stop in match.spans("comment"):
            self._found.parts.append(Part(start + 1, stop, (), LINE))

    def _add_name(self, start: int, end: int, style: Style, scope: str | None) -> None:
        if start < end:
            name = (self._text[start:end],)
            self._found.parts.append(Part(start, end, name, style, is_name=True, scope=scope))

    def _node(self, name: str, kind: str) -> tuple[bool, tuple[str, ...], int]:
        """Note a node of a kind; return whether it is a name, its path, and the number of the mapping around it."""
        if not self._levels:
            return False, (), 0
        level = self._levels[-1]
        if not level.is_mapping:
            return False, level.path, 0
        is_name, level.is_name = level.is_name, not level.is_name
        if is_name:
            level.name = (*level.path, name)
        else:
            level.kinds[level.name[-1]] = kind
        return is_name, level.name, level.number

    def _enter(self, event: Any) -> None:
        if len(self._levels) >= MAX_DEPTH:
            raise ValueError("nested too deeply")
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        _, path, _ = self._node("", OBJECT if is_mapping else ARRAY)
        is_flow = bool(event.flow_style) or bool(self._levels and self._levels[-1].is_flow)
        group = path[-1] if self._levels and self._levels[-1].is_mapping and path else ""
        self._count += 1
        self._levels.append(_Level(path, self._count, is_mapping, is_flow, is_mapping, group, len(self._found.parts)))

    def _end(self, level: _Level) -> None:
        """Mark the names in a mapping about people that are names of people."""
        people = people_in(level.kinds) if level.is_mapping and declares_people(level.group) else ()
        for place in range(level.first_part, len(self._found.parts) if people else level.first_part):
            part = self._found.parts[place]
            if part.is_name and part.scope == level.number and part.path[-1] in people:
                self._found.parts[place] = replace(part, meaning="PERSON")

    def _scalar(self, event: Any, token: Any) -> None:
        is_name, path, number = self._node(event.value, SCALAR)
        if token is None:
            return
        start, end = token.start_mark.index, token.end_mark.index
        if event.tag == BINARY_TAG:
            end = start + len(self._text[start:end].rstrip())
            what = f"a binary value in line {_line(token)}"
            self._found.parts.append(Part(start, end, path, VERBATIM, nothing="''", unscannable=what))
            return
        scope = number if is_name else None
        if token.style in ("|", ">"):
            self._block(start, end, token, path, is_name)
        elif token.style in ("'", '"'):
            self._found.parts.append(Part(start, end, path, QUOTED[token.style], 1, 1, is_name=is_name, scope=scope))
        else:
            self._plain(token, path, scope)

    def _add_kept(self, found: Any, path: tuple[str, ...]) -> None:
        """Add an alias or a constant, which is no text."""
        start, end = found.start_mark.index, found.end_mark.index
        self._found.parts.append(Part(start, end, path, VERBATIM, nothing=NULL, is_kept=True))

    def _plain(self, token: Any, path: tuple[str, ...], scope: int | None) -> None:
        tag = _tag(token.value)
        if tag in CONSTANTS:
            self._add_kept(token, () if scope is not None else path)
            return
        start, end = token.start_mark.index, token.end_mark.index
        is_flow = bool(self._levels) and self._levels[-1].is_flow
        style = Style(partial(_decode_plain, self._text[start:end], tag, is_flow), str, _quoted)
        is_name, is_number = scope is not None, tag in NUMBERS
        nothing = None if tag == TEXT_TAG else NULL
        self._found.parts.append(
            Part(start, end, path, style, is_name=is_name, is_number=is_number, scope=scope, nothing=nothing)
        )

    def _block(self, start: int, end: int, token: Any, path: tuple[str, ...], is_name: bool) -> None:
        header = BLOCK_HEADER.match(self._text, start, end)
        if not header:
            raise ValueError(f"not YAML that can be read, in line {_line(token)}")
        if header["comment"]:
            self._found.parts.append(Part(header.start("comment") + 1, header.end("comment"), (), LINE))
        first = INDENT.match(self._text, header.end(), end)
        if not first:
            return
        value = token.value.lstrip("\r\n")
        own = len(value) - len(value.lstrip(" "))
        indent = max(len(first["indent"]) - own, 0)
        end = header.end() + len(self._text[header.end() : end].rstrip(" "))
        style = _block_style(indent, self._text[header.end() : end], is_folded=token.style == ">", may_lead=own > 0)
        self._found.parts.append(Part(header.end(), end, path, style, is_name=is_name, nothing=""))


def _line(found: Any) -> int:
    """Return the line in which an event or a token begins, from 1."""
    line: int = found.start_mark.line
    return line + 1


def _tag(value: str) -> str:
    tag: str = RESOLVER.resolve(yaml.ScalarNode, value, (True, False))
    return tag


def _meaning(match: "regex.Match[str]") -> str:
    """Return the meaning of a line break, of two single quotes, or of an escape."""
    found = match.groupdict()
    if found.get("breaks"):
        count = len(LINE_BREAK.findall(match[0]))
        return " " if count == 1 else "\n" * (count - 1)
    return "'" if found.get("quote") else escape_meaning(match)


def _decode_plain(old: str, tag: str, is_flow: bool, content: str) -> Decoded | None:
    """Return what a scalar without quotes says; None if it needs quotes, or would be of another type with it.

    Arguments:
        old: the scalar in the file.
        tag: its type. A number may become a text, a text must stay one.
        is_flow: whether it is between brackets.
        content: the scalar.
    """
    if content != old:
        is_plain = PLAIN.fullmatch(content) and not NOT_PRINTABLE.search(content)
        if not is_plain or (is_flow and FLOW_SIGN.search(content)):
            return None
        if tag == TEXT_TAG and _tag(content) != TEXT_TAG:
            return None
    return decoded(content, PLAIN_MARKS, _meaning)


def _decode_single(content: str) -> Decoded | None:
    if NOT_PRINTABLE.search(content.replace("\r", "").replace("\x85", "")):
        return None
    return decoded(content, SINGLE_MARKS, _meaning)


def _quoted(value: str) -> str:
    """Return a value in single quotes if these can hold it, else in double quotes."""
    if "\n" in value or NOT_PRINTABLE.search(value):
        return double_quoted(value)
    return "'" + value.replace("'", "''") + "'"


def _block_style(indent: int, old: str, *, is_folded: bool, may_lead: bool) -> Style:
    """Return the style of a text in indented lines.

    Arguments:
        indent: the number of spaces before each line that are not content.
        old: the lines in the file, which are valid.
        is_folded: whether a line break is read as a space.
        may_lead: whether the first line may begin with spaces, as one with a declared indent may.
    """
    fold = rf"(?P<fold>(?<=\S)(?:\r\n|\r|\n) {{{indent}}}(?=\S))|" if is_folded else ""
    marks = regex.compile(rf"\A {{0,{indent}}}|{fold}(?P<line>\r\n|\r|\n) {{0,{indent}}}")

    def meaning(match: "regex.Match[str]") -> str:
        return " " if match.groupdict().get("fold") else match["line"] or ""

    def decode(content: str) -> Decoded | None:
        found = decoded(content, marks, meaning)
        first = found.value.lstrip("\r\n")
        is_broken = bool(NOT_PRINTABLE.search(content.replace("\r", "")) or SPACES_AT_END.search(content))
        is_broken = is_broken or (not may_lead and first[:1] in (" ", "\t"))
        return None if is_broken and content != old else found

    def escape(value: str) -> str:
        return value.replace("\n", "\n" + " " * indent)

    def whole(value: str) -> str:
        body = NOT_PRINTABLE.sub(" ", value.replace("\r\n", "\n")).strip(" \t\n")
        return "".join(" " * indent + line + "\n" if line else "\n" for line in body.split("\n"))

    return Style(decode, escape, whole)


def _mark_style(forbidden: "regex.Pattern[str]") -> Style:
    def escape(value: str) -> str:
        return forbidden.sub("_", value)

    return Style(LINE.decode, escape, escape)


ANCHOR = _mark_style(regex.compile(r"[^A-Za-z0-9_\-]+"))
TAG_NAME = _mark_style(regex.compile(r"[^A-Za-z0-9_\-./:!<> ]+"))
QUOTED = {
    "'": Style(_decode_single, lambda value: value.replace("'", "''"), _quoted),
    '"': Style(lambda content: decoded(content, DOUBLE_MARKS, _meaning), escaped, double_quoted),
}
