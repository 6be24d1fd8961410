"""Edits: replacements within a text that produce another reading of it, with a map of offsets to the original text."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.text.spans import Span
from recognizers.lexicon.disguises.edits import Edit
from recognizers.lexicon.folding import Folded

# The text around an edit that a reading contains: context words precede a value, and a value may be longer than an edit.
BEFORE, AFTER = 300, 200
PARAGRAPH = "\n\n"


class Places:
    """Disjoint ranges of the original text that a reading changes."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        """Index the ranges, given in any order."""
        ordered = sorted(set(places))
        self._starts = [start for start, _ in ordered]
        self._ends: list[int] = []
        for _, end in ordered:
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def touch(self, span: Span) -> bool:
        """Return whether a span overlaps a changed range, or contains the place of an insertion."""
        before = bisect_left(self._starts, span.end)
        if before and self._ends[before - 1] > span.start:
            return True
        place = bisect_left(self._starts, span.start)
        return place < len(self._starts) and self._starts[place] == self._ends[place] <= span.end


def places_of(whole: Folded, edits: Sequence[Edit]) -> Places:
    """Return the ranges of the original that edits of a folded text change."""
    return Places(_range(whole, edit.start, edit.end) for edit in edits)


def edited(whole: Folded, edits: Sequence[Edit]) -> Folded:
    """Apply edits to a text, and leave out what is far from all of them.

    Arguments:
        whole: the text.
        edits: disjoint edits in text order; at least one.

    Returns:
        The stretches of the text around the edits, as paragraphs. Each character that an edit inserts has the offsets of
        the whole range that the edit replaces.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(text: str, start: int, end: int) -> None:
        pieces.append(text)
        starts.extend([start] * len(text))
        ends.extend([end] * len(text))

    def copy(start: int, end: int) -> None:
        pieces.append(whole.text[start:end])
        starts.extend(whole.starts[start:end] if whole.starts else range(start, end))
        ends.extend(whole.ends[start:end] if whole.ends else range(start + 1, end + 1))

    for start, end, inside in _stretches(whole.text, edits):
        if pieces:
            add(PARAGRAPH, starts[-1], ends[-1])
        for edit in inside:
            copy(start, edit.start)
            add(edit.text, *_range(whole, edit.start, edit.end))
            start = edit.end
        copy(start, end)
    return Folded("".join(pieces), starts, ends)


def _stretches(text: str, edits: Sequence[Edit]) -> list[tuple[int, int, list[Edit]]]:
    """Return the ranges around edits, each with its edits."""
    stretches: list[tuple[int, int, list[Edit]]] = []
    for edit in edits:
        start, end = _cut(text, max(0, edit.start - BEFORE)), _cut(text, min(len(text), edit.end + AFTER))
        start, end = min(start, edit.start), max(end, edit.end)
        if stretches and start <= stretches[-1][1]:
            first, _, inside = stretches[-1]
            inside.append(edit)
            stretches[-1] = first, end, inside
        else:
            stretches.append((start, end, [edit]))
    return stretches


def _cut(text: str, place: int) -> int:
    """Return the start of the word at a place, at most 40 characters before it."""
    for cut in range(place, max(0, place - 40), -1):
        if cut == len(text) or text[cut - 1].isspace():
            return cut
    return place


def _range(whole: Folded, start: int, end: int) -> tuple[int, int]:
    """Return the offsets in the original of a range of a folded text, which may be empty."""
    if start < end:
        return whole.original(start, end)
    if whole.starts is None or whole.ends is None:
        return start, start
    place = whole.ends[start - 1] if start else 0
    return place, place
