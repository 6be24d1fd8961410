"""Slots: texts of an XML part, and the edits that write new ones over the runs of the old."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate

import regex

from pipeline.records.office.xml import Edit, Piece, escaped, values_of_pieces
from pipeline.text.document import Text

# Words; parts of mail addresses, dates and numbers are one word, so that all of a new one goes into one run.
TOKEN = regex.compile(r"\w++(?:[^\w\s]++\w++)*+|\W")
MAX_COMPARED = 4_000_000  # pairs of words; longer paragraphs are replaced from the first to the last change

Change = tuple[int, int, str]  # offsets in the old text, and the new text


@dataclass(frozen=True, slots=True)
class Slot:
    """A text of a part.

    Arguments:
        part: the name of the part.
        text: the text to be scanned.
        edits: returns the edits that write a new value.
    """

    part: str
    text: Text
    edits: Callable[[str], Sequence[Edit]] = field(repr=False)


def runs_edits(pieces: Sequence[Piece], new: str) -> list[Edit]:
    """Return the edits that write a new text over runs. The rest of each run keeps its place and style.

    Arguments:
        pieces: the runs of the old text, and the characters between them that are elements.
        new: the new text.
    """
    others = frozenset(number for number, piece in enumerate(pieces) if piece.is_of_another_text)
    written = spread([(piece.value, piece.start >= 0) for piece in pieces], new, others)
    return [
        edit
        for piece, value in zip(pieces, written, strict=True)
        if piece.start >= 0 and value != piece.value
        for edit in _piece_edits(piece, value)
    ]


def attribute_edits(start: int, end: int, new: str) -> list[Edit]:
    """Return the edit that writes a value between the quotes of an attribute, or an element without runs."""
    return [Edit(start, end, escaped(new))]


def comment_edits(start: int, end: int, new: str) -> list[Edit]:
    """Return the edit that writes an XML comment, which may not contain `--` or end in `-`."""
    safe = regex.sub("-(?=-|$)", "‐", new)
    return [Edit(start, end, escaped(safe, is_text=True))]


def spread(runs: Sequence[tuple[str, bool]], new: str, others: Collection[int] = ()) -> list[str]:
    """Divide a new text over the runs of an old one: a change goes into the first run that it touches.

    Arguments:
        runs: text of each run, and whether it can be written.
        new: the new text.
        others: the indices of runs of another text, which writes a change that begins in them.
    """
    old = "".join(value for value, _ in runs)
    starts = [0, *accumulate(len(value) for value, _ in runs)]
    written = [value if not is_free else "" for value, is_free in runs]
    for start, end, value in _changes(old, new):
        if old[start:end] == value:
            _keep(runs, starts, written, start, end)
        elif value and max(bisect_right(starts, start) - 1, 0) not in others:
            written[_place(runs, starts, start, end)] += value
    return written


def _keep(runs: Sequence[tuple[str, bool]], starts: Sequence[int], written: list[str], start: int, end: int) -> None:
    number = max(bisect_right(starts, start) - 1, 0)
    while number < len(runs) and starts[number] < end:
        value, is_free = runs[number]
        if is_free:
            written[number] += value[max(start - starts[number], 0) : end - starts[number]]
        number += 1


def _place(runs: Sequence[tuple[str, bool]], starts: Sequence[int], start: int, end: int) -> int:
    """Return the run for a change: the first that it touches, else the one that ends there."""
    free = [number for number, (_, is_free) in enumerate(runs) if is_free]
    touched = (number for number in free if starts[number] < end and starts[number + 1] > start)
    before = (number for number in reversed(free) if starts[number] <= start)
    return next(touched, next(before, free[0]))


def _changes(old: str, new: str) -> Iterator[Change]:
    """Yield the old text in order, with the new text of each range."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    starts = [0, *accumulate(map(len, before))]
    middle, fresh = before[head : len(before) - tail], after[head : len(after) - tail]
    yield 0, starts[head], old[: starts[head]]
    if len(middle) * len(fresh) > MAX_COMPARED:
        yield starts[head], starts[len(before) - tail], "".join(fresh)
    else:
        for _, first, last, new_first, new_last in SequenceMatcher(None, middle, fresh).get_opcodes():
            yield starts[head + first], starts[head + last], "".join(fresh[new_first:new_last])
    rest = starts[len(before) - tail]
    yield rest, len(old), old[rest:]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))


def _piece_edits(piece: Piece, value: str) -> Iterator[Edit]:
    yield Edit(piece.start, piece.end, escaped(value, is_text=True))
    if piece.tag_end >= 0 and value != value.strip() and piece.value == piece.value.strip():
        yield Edit(piece.tag_end, piece.tag_end, b' xml:space="preserve"')


def runs_slot(part: str, text: Text, pieces: Sequence[Piece]) -> Slot:
    """Return the slot of a text that consists of runs."""
    runs = tuple(pieces)
    return Slot(part, text, lambda new: runs_edits(runs, new) if new != values_of_pieces(runs) else [])
