"""Changes between a text and its pseudonymized form, so that everything else can keep its exact bytes."""

from dataclasses import dataclass

import regex

PIECE = regex.compile(r"\w+|\s+|[^\w\s]")
WORDS_AND_SPACES = regex.compile(r"(\s+)")
MATCHING_PIECES = 3  # that must agree after a change, so that a lone "," or space does not end it
MAX_CHANGED_PIECES = 200  # in the old and the new text together; a longer change covers the rest of the text


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a text that became another text.

    Arguments:
        start, end: offsets in the old text, half open.
        new: the new text of the part.
    """

    start: int
    end: int
    new: str


def changes(old: str, new: str) -> list[Change]:
    """Return changes that turn one text into another, in order and disjoint, in linear time.

    The parts between them are equal in both texts. They need not be the fewest.

    Arguments:
        old: the text.
        new: its new form.
    """
    if old == new:
        return []
    before, after = PIECE.findall(old), PIECE.findall(new)
    tail = _common_tail(before, after)
    before, after = before[: len(before) - tail], after[: len(after) - tail]
    found: list[Change] = []
    i = j = offset = 0
    while i < len(before) or j < len(after):
        if i < len(before) and j < len(after) and before[i] == after[j]:
            offset += len(before[i])
            i, j = i + 1, j + 1
            continue
        next_i, next_j = _next_match(before, after, i, j)
        removed = "".join(before[i:next_i])
        found += _by_word(offset, removed, "".join(after[j:next_j]))
        offset += len(removed)
        i, j = next_i, next_j
    return found


def _common_tail(before: list[str], after: list[str]) -> int:
    length = 0
    while length < min(len(before), len(after)) and before[-1 - length] == after[-1 - length]:
        length += 1
    return length


def _next_match(before: list[str], after: list[str], i: int, j: int) -> tuple[int, int]:
    """Return the nearest places from which both texts agree again; their ends if there is none near."""
    left, other_left = len(before) - i - MATCHING_PIECES, len(after) - j - MATCHING_PIECES
    for distance in range(1, min(MAX_CHANGED_PIECES, left + other_left) + 1):
        for removed in range(max(distance - other_left, 0), min(distance, left) + 1):
            a, b = i + removed, j + distance - removed
            if before[a] == after[b] and before[a : a + MATCHING_PIECES] == after[b : b + MATCHING_PIECES]:
                return a, b
    return len(before), len(after)


def _by_word(start: int, old: str, new: str) -> list[Change]:
    """Divide a change into one a word if both sides have as many: `Anna</b> Keller` keeps its tag where it is."""
    before, after = WORDS_AND_SPACES.split(old), WORDS_AND_SPACES.split(new)
    if len(before) != len(after) or before[1::2] != after[1::2]:
        return [Change(start, start + len(old), new)]
    found = []
    for word, other in zip(before, after, strict=True):
        if word != other:
            found.append(Change(start, start + len(word), other))
        start += len(word)
    return found
