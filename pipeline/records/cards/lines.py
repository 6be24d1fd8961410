"""Content lines of vCard and iCalendar (RFC 6350, RFC 5545): unfolding, and the name, parameters and value of a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate

import regex

from pipeline.records.mail.lines import TEXT_LINE, Lines

NAME = regex.compile(r"(?:(?P<group>[\w-]++)\.)?(?P<name>[\w-]++)")
PARAMETER = regex.compile(
    r';(?P<name>[\w-]++)(?P<equals>=)?(?P<values>(?:"[^"\n]*+"|[^";:,\n]*+)(?:,(?:"[^"\n]*+"|[^";:,\n]*+))*+)?'
)
PARAMETER_VALUE = regex.compile(r'"(?P<quoted>[^"]*+)"|(?P<bare>[^",]++)')
QUOTED_PRINTABLE = regex.compile(r"[^:\n]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]", regex.IGNORECASE)
VERSION_2 = regex.compile(r"^VERSION:2\.1\s*$", regex.IGNORECASE | regex.MULTILINE)
QP_PIECE = regex.compile(r"=[0-9A-Fa-f]{2}|.")
FOLDED_OCTETS = 74  # of 75, with the space that begins a continued line
MAX_QP = 75  # characters of a line, without the "=" at its end


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of a parameter.

    Arguments:
        name: the name of the parameter, in capitals; empty for a value without one, as vCard 2.1 has.
        start, end: offsets of the value without quotes, half open.
        is_quoted: whether it is between quotes.
    """

    name: str
    start: int
    end: int
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A content line.

    Arguments:
        text: the text that it is in.
        name: the name of the property, in capitals; empty for a line that is none.
        labels: the offsets of its group, its name, and the names of its parameters.
        parameters: the values of its parameters.
        start, end: offsets of its value, half open; of the whole line if it is no property.
    """

    text: str
    name: str
    labels: tuple[tuple[int, int], ...]
    parameters: tuple[Parameter, ...]
    start: int
    end: int

    @property
    def value(self) -> str:
        """The value as it is written."""
        return self.text[self.start : self.end]

    def given(self, *names: str) -> frozenset[str]:
        """Return the values of parameters in capitals; an empty name is that of values without one."""
        return frozenset(self.text[one.start : one.end].upper() for one in self.parameters if one.name in names)


class Unfolded:
    """A text without its folds.

    Arguments:
        raw: the text as it is in the file.
    """

    def __init__(self, raw: str) -> None:
        self._has_cr_only = "\n" not in raw
        raw = raw.replace("\r", "\n") if self._has_cr_only else raw
        keeps_space = VERSION_2.search(raw) is not None
        self._lines = Lines(tuple(_pairs(raw, keeps_space)), partial(_written, keeps_space))
        self.text = self._lines.text

    def changed(self, new: str) -> str:
        """Return a new text as it is in the file: lines that did not change have their folds."""
        changed = "".join(self._lines.changed(new))
        return changed.replace("\n", "\r") if self._has_cr_only else changed

    def line(self, offset: int) -> int:
        """Return the number of line ends in the file before the line of an offset of the text."""
        place = self.text.count("\n", 0, offset)
        return self._line_ends[place - 1] if place else 0

    @cached_property
    def _line_ends(self) -> list[int]:
        return list(accumulate(stored.count("\n") for stored, _ in self._lines.pairs))


def content_lines(text: str) -> Iterator[Line]:
    """Yield the lines of an unfolded text that are not blank."""
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        stop = end - 1 if text[position:end].endswith("\r") else end
        if text[position:stop].strip():
            yield _line(text, position, stop)
        position = end + 1


def _line(text: str, start: int, end: int) -> Line:
    label = NAME.match(text, start, end)
    position = label.end() if label else start
    parameters: list[Parameter] = []
    labels = [label.span(kind) for kind in ("group", "name") if label[kind]] if label else []
    while label and (found := PARAMETER.match(text, position, end)):
        parameters += _values(found)
        labels += [found.span("name")] if found["equals"] else []
        position = found.end()
    if not label or text[position : position + 1] != ":" or position >= end:
        return Line(text, "", (), (), start, end)
    return Line(text, label["name"].upper(), tuple(labels), tuple(parameters), position + 1, end)


def _values(parameter: "regex.Match[str]") -> Iterator[Parameter]:
    if not parameter["equals"]:
        yield Parameter("", *parameter.span("name"), is_quoted=False)
    for value in PARAMETER_VALUE.finditer(parameter.string, *parameter.span("values")):
        kind = value.lastgroup or ""
        yield Parameter(parameter["name"].upper(), *value.span(kind), is_quoted=kind == "quoted")


def _pairs(raw: str, keeps_space: bool) -> Iterator[tuple[str, str]]:
    """Yield each line as it is in the file, and without its folds; in vCard 2.1 the space of a fold is content."""
    group: list[str] = []
    is_soft = False
    for line in TEXT_LINE.findall(raw):
        is_fold = line[0] in " \t" and bool(group) and bool(group[-1].strip("\r\n"))
        if group and not is_soft and not is_fold:
            yield "".join(group), _joined(group, keeps_space)
            group = []
        group.append(line)
        is_soft = line.rstrip("\r\n").endswith("=") and QUOTED_PRINTABLE.match(group[0]) is not None
    if group:
        yield "".join(group), _joined(group, keeps_space)


def _joined(group: list[str], keeps_space: bool) -> str:
    is_printable = len(group) > 1 and QUOTED_PRINTABLE.match(group[0])
    pieces = [group[0]]
    for line in group[1:]:
        before = pieces[-1].rstrip("\r\n")
        is_soft = is_printable and before.endswith("=")
        pieces[-1] = before[:-1] if is_soft else before
        pieces.append(line if is_soft or keeps_space else line[1:])
    return "".join(pieces)


def _written(keeps_space: bool, line: str) -> str:
    if QUOTED_PRINTABLE.match(line):
        return _softly_broken(line)
    return line if keeps_space else _refolded(line)


def _softly_broken(line: str) -> str:
    content = line.rstrip("\r\n")
    end = line[len(content) :] or "\r\n"
    pieces = [""]
    for piece in QP_PIECE.findall(content):
        if len(pieces[-1]) + len(piece) > MAX_QP:
            pieces.append("")
        pieces[-1] += piece
    return ("=" + end).join(pieces) + line[len(content) :]


def _refolded(line: str) -> str:
    content = line.rstrip("\r\n")
    end = line[len(content) :] or "\r\n"
    pieces, current, size = [], "", 0
    for character in content:
        length = len(character.encode("utf-8", "surrogatepass"))
        if size + length > FOLDED_OCTETS:
            pieces.append(current)
            current, size = "", 0
        current += character
        size += length
    return (end + " ").join([*pieces, current]) + line[len(content) :]
