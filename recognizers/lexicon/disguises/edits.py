"""Edits of a text: ranges, and what they are read as."""

import string
from collections.abc import Iterable
from typing import NamedTuple

MAX_EDITS = 50_000


class Edit(NamedTuple):
    """A range of a text, half open, and what it is read as. An empty range inserts text."""

    start: int
    end: int
    text: str


def disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits in text order, without those that overlap an earlier one, or a longer one at the same place."""
    kept: list[Edit] = []
    end = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= end and len(kept) < MAX_EDITS:
            kept.append(edit)
            end = edit.end
    return kept


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits, which are disjoint and in text order."""
    pieces = []
    place = 0
    for edit in edits:
        pieces += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join(pieces) + text[place:]


def digits_in(text: str) -> int:
    """Return the number of ASCII digits of a text, which is much faster than a search for a pattern."""
    return sum(map(text.count, string.digits))
