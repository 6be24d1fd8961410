"""Wrapped texts: format=flowed (RFC 3676) as lines that are not wrapped."""

import re
from collections.abc import Callable

from pipeline.records.mail.lines import TEXT_LINE, Lines

QUOTES = re.compile(r">*")
MIN_WIDTH, MAX_WIDTH = 40, 78


def flowed(text: str, *, is_deleting: bool) -> Lines[str]:
    """Join the lines of a format=flowed text that end with a soft break.

    Arguments:
        text: the text.
        is_deleting: whether the space of a soft break is deleted (DelSp=yes).
    """

    def joined(group: list[str]) -> str:
        mark = len(_quotes(group[0]))
        whole = [line.rstrip("\r\n") for line in group[:-1]]
        heads = [line[:-1] if is_deleting else line for line in whole]
        inner = [
            line if place == 0 else line[mark:].removeprefix(" ") for place, line in enumerate([*heads, group[-1]])
        ]
        return "".join(inner)

    lines: list[str] = TEXT_LINE.findall(text)
    groups = _grouped(lines, lambda before, line: _is_soft(before) and _quotes(before) == _quotes(line))
    width = max((len(line.rstrip("\r\n")) for line in lines), default=0)
    pairs = tuple(("".join(group), joined(group)) for group in groups)
    return Lines(pairs, lambda line: _reflowed(line, max(min(width, MAX_WIDTH), MIN_WIDTH), is_deleting))


def as_it_is(text: str) -> Lines[str]:
    """Return a text whose lines are not wrapped."""
    return Lines(((text, text),), str)


def _grouped(lines: list[str], continues: Callable[[str, str], bool]) -> list[list[str]]:
    groups: list[list[str]] = []
    for line in lines:
        if groups and continues(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_soft(line: str) -> bool:
    content = line.rstrip("\r\n")
    return content.endswith(" ") and content.lstrip(">").strip() != "--"


def _quotes(line: str) -> str:
    mark = QUOTES.match(line)
    return mark[0] if mark else ""


def _reflowed(line: str, width: int, is_deleting: bool) -> str:
    """Divide a line at spaces into lines of at most `width` characters, each but the last with a soft break."""
    content = line.rstrip("\r\n")
    end, mark = line[len(content) :] or "\n", _quotes(content)
    if len(content) <= width:
        return line
    stuffed = " " if content[len(mark) : len(mark) + 1] == " " else ""
    lines, current = [], ""
    for word in content[len(mark) + len(stuffed) :].split(" "):
        if current and len(mark) + len(current) + len(word) >= width:
            lines.append(current + " " * (1 + is_deleting))
            current = word
        else:
            current = f"{current} {word}" if current else word
    lines.append(current)
    first, *rest = lines
    return end.join([mark + stuffed + first, *(mark + _stuffed(one, mark) for one in rest)]) + line[len(content) :]


def _stuffed(line: str, mark: str) -> str:
    return " " + line if mark or line.startswith((" ", ">", "From ")) else line
