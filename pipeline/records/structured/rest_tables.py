"""Tables and titles of reStructuredText: their lines are drawn anew around longer values, so that parsers still read them."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.records.markup.changes import changes

GRID = regex.compile(r"[ \t]*\+(?:[-=]+\+)+\s*")
SIMPLE = regex.compile(r"[ \t]*=+(?: +=+)+\s*")
BAR = regex.compile(r"(?<!\\)\|")
RUN = regex.compile(r"[-=]+")
ADORNMENT = regex.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*")
LINE = regex.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with bars between its cells.

    Arguments:
        columns: offsets of the columns in a line.
    """

    columns: tuple[tuple[int, int], ...]

    def cells(self, old: str, new: str) -> list[str] | None:
        """Return the cells of a new line; None if the old one has cells over several columns."""
        is_regular = [bar.start() for bar in BAR.finditer(old)] == [
            self.columns[0][0] - 1,
            *(end for _, end in self.columns),
        ]
        found = BAR.split(new.strip())[1:-1]
        return [cell.rstrip() + " " for cell in found] if is_regular and len(found) == len(self.columns) else None

    def line(self, cells: Sequence[str], widths: Sequence[int]) -> str:
        """Return a line of cells."""
        return "|" + "|".join(map(_padded, cells, widths)) + "|"

    def border(self, old: str, widths: Sequence[int]) -> str:
        """Return a line between rows."""
        return "+" + "+".join(old.strip()[1] * width for width in widths) + "+"


@dataclass(frozen=True, slots=True)
class _Simple:
    """A table without bars, whose last column has no end. The arguments are those of `_Grid`."""

    columns: tuple[tuple[int, int], ...]

    def cells(self, old: str, new: str) -> list[str] | None:
        """Return the cells of a new line; None if a value goes over several columns."""
        starts = [start for start, _ in self.columns[1:]]
        found = changes(old, new)
        if any(change.start < start < change.end for change in found for start in starts):
            return None
        moved = [
            start + sum(len(one.new) - (one.end - one.start) for one in found if one.end <= start) for start in starts
        ]
        return [new[first:last].rstrip() for first, last in pairwise([self.columns[0][0], *moved, len(new)])]

    def line(self, cells: Sequence[str], widths: Sequence[int]) -> str:
        """Return a line of cells."""
        gaps = [" " * (after[0] - before[1]) for before, after in pairwise(self.columns)]
        return "".join(map("".join, zip(map(_padded, cells, widths), [*gaps, ""], strict=True))).rstrip()

    def border(self, old: str, widths: Sequence[int]) -> str:
        """Return a line between rows."""
        return self.line([old.strip()[0] * width for width in widths], widths)


def redrawn(old: str, new: str) -> str:
    """Return a new text in which the lines of tables and titles are long enough for their content.

    Arguments:
        old: the text.
        new: the text with new values, of as many lines.
    """
    before, after = LINE.findall(old), LINE.findall(new)
    if len(before) != len(after) or before == after:
        return new
    for start, end in _tables(before):
        if before[start:end] != after[start:end]:
            after[start:end] = _table(before[start:end], after[start:end])
    for place, line in enumerate(before):
        if ADORNMENT.fullmatch(line):
            after[place] = _adornment(before, after, place)
    return "".join(after)


def _adornment(before: Sequence[str], after: Sequence[str], place: int) -> str:
    """Return the line below or above a title, lengthened if the title became longer than it."""
    line = before[place].rstrip()
    titles = [other for other in (place - 1, place + 1) if 0 <= other < len(before) and before[other] != after[other]]
    needed = [_width(after[other].rstrip()) for other in titles if _width(before[other].rstrip()) <= len(line)]
    return line[0] * max(len(line), *needed, 0) + before[place][len(line) :]


def _tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the lines of tables. A simple table ends at a border like its first one before a blank line."""
    ends: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if SIMPLE.fullmatch(line) and (place + 1 == len(lines) or not lines[place + 1].strip()):
            ends.setdefault(line.rstrip(), []).append(place)
    place = 0
    while place < len(lines):
        end = place + 1
        if GRID.fullmatch(lines[place]):
            while end < len(lines) and lines[end].lstrip().startswith(("|", "+")):
                end += 1
            yield place, end
        elif SIMPLE.fullmatch(lines[place]):
            last = ends.get(lines[place].rstrip(), [])
            after = bisect_right(last, place)
            end = last[after] + 1 if after < len(last) else end
            yield place, end
        place = end


def _table(before: Sequence[str], after: list[str]) -> list[str]:
    """Return the lines of a table with columns that are wide enough; as they are if a cell covers several columns."""
    is_grid = GRID.fullmatch(before[0]) is not None
    columns = _columns(before[0])
    form = _Grid(columns) if is_grid else _Simple(columns)
    borders = [(GRID if is_grid else SIMPLE).fullmatch(line) is not None for line in before]
    if any(is_border and _columns(line) != columns for is_border, line in zip(borders, before, strict=True)):
        return after
    rows = [
        form.cells(old, new) if old.strip() and not is_border else []
        for old, new, is_border in zip(before, after, borders, strict=True)
    ]
    if any(cells is None for cells in rows):
        return after
    widths = [end - start for start, end in columns]
    for cells in filter(None, rows):
        widths = [max(width, _width(cell)) for width, cell in zip(widths, cells, strict=True)]
    indent = before[0][: columns[0][0] - is_grid]
    drawn = (
        form.border(old, widths) if is_border else form.line(cells, widths) if cells else ""
        for old, cells, is_border in zip(before, rows, borders, strict=True)
    )
    return [(indent + line if line else "") + old[len(old.rstrip()) :] for line, old in zip(drawn, before, strict=True)]


def _columns(border: str) -> tuple[tuple[int, int], ...]:
    return tuple(run.span() for run in RUN.finditer(border))


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """Return the columns of a text, in which wide letters take two."""
    return sum(0 if unicodedata.combining(one) else 1 + (unicodedata.east_asian_width(one) in "WF") for one in text)
