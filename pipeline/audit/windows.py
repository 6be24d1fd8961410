"""Windows: the parts of a text that hide another text, as that other text with some context."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from recognizers.lexicon.disguises.edits import Edit, applied, disjoint

CONTEXT = 80  # characters on each side of an edit
MAX_EXTENSION = 40  # further characters, so that no word is cut
BOUNDARY = b"\nxqzjxqzj\n"  # a word of no value: what is found lies on one side of it
BORDER = BOUNDARY.decode().lstrip()  # an edit may join the line before


class Window(NamedTuple):
    """A part of a text, read otherwise.

    Arguments:
        start, end: its place in the text, in bytes, half open.
        place: the offset of what is read otherwise, in bytes.
        text: what it is read as.
    """

    start: int
    end: int
    place: int
    text: str


def windows_of(text: str, edits: Iterable[Edit]) -> Iterator[Window]:
    """Yield the parts of a text around edits, with these edits applied. Their places are in bytes of UTF-8.

    Arguments:
        text: the text.
        edits: the edits, in any order.
    """
    before = offset = 0
    for start, end, group in _groups(text, disjoint(edits)):
        first = offset + _size(text[before:start])
        offset = first + _size(text[start:end])
        before = end
        moved = [Edit(one.start - start, one.end - start, one.text) for one in group]
        place = first + _size(text[start : group[0].start])
        yield Window(first, offset, place, applied(text[start:end], moved))


def joined(texts: Iterable[bytes]) -> tuple[bytes, list[int]]:
    """Return texts as one, and the offset of each: to search them together takes less time."""
    listed = list(texts)
    starts = accumulate((len(one) + len(BOUNDARY) for one in listed[:-1]), initial=0)
    return BOUNDARY.join(listed), list(starts)


def number_at(starts: Sequence[int], place: int) -> int:
    """Return which of the texts of `joined` an offset lies in."""
    return bisect_right(starts, place) - 1


def _groups(text: str, edits: Sequence[Edit]) -> Iterator[tuple[int, int, list[Edit]]]:
    """Yield (start, end, edits) of ranges that do not overlap."""
    group: list[Edit] = []
    start = end = 0
    for edit in edits:
        if group and (edit.start - CONTEXT - MAX_EXTENSION > end or text.find(BORDER, end, edit.start) >= 0):
            yield start, end, group
            group = []
        start = start if group else _before(text, edit.start)
        end = _after(text, edit.end)
        group.append(edit)
    if group:
        yield start, end, group


def _before(text: str, place: int) -> int:
    start = max(0, place - CONTEXT)
    start = max(text.rfind(" ", max(0, start - MAX_EXTENSION), start), 0) or start
    border = text.rfind(BORDER, start, place)
    return border + len(BORDER) if border >= 0 else start


def _after(text: str, place: int) -> int:
    end = min(len(text), place + CONTEXT)
    found = text.find(" ", end, end + MAX_EXTENSION)
    end = found if found >= 0 else end
    border = text.find(BORDER, place, end + len(BORDER))
    return min(border, end) if border >= 0 else end


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))
