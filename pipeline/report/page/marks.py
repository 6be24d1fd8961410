"""Marks: the parts of a copy that a run has replaced, and the corresponding parts of the original.

They are found by sanitizing the record again, alone, unless other records of the run have changed its copy: a value that
the run found elsewhere is replaced too, and a collision gives another surrogate. Such places are found by
comparing both texts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

from pipeline.sanitized import Replacement, Sanitized

WORD = re.compile(r"\w+|\s+|[^\w\s]")
MAX_COMPARED = 20_000  # characters; comparing takes a time quadratic in the number of words
ELSEWHERE = ""  # in place of an entity: the value was found in another record


@dataclass(frozen=True, slots=True)
class Mark:
    """A replaced stretch.

    Arguments:
        start, end: its place in the copy, in code points, half open.
        original_start, original_end: the place in the original.
        entity: the entity; ELSEWHERE if the record alone does not show it.
    """

    start: int
    end: int
    original_start: int
    original_end: int
    entity: str


def marks(sanitized: Sanitized, copy: str) -> list[Mark] | None:
    """Return the replaced stretches of a text, in order; None if the texts are too long to be compared.

    Arguments:
        sanitized: the original, sanitized alone.
        copy: the text in the copy.
    """
    blocks = _blocks(sanitized.text, copy)
    if blocks is None:
        return None
    found: list[Mark] = []
    for start, end, entity in _merged(sanitized.replacements, blocks):
        before = found[-1].end if found else 0  # what the copy has between two adjacent values belongs to the first
        found.append(
            Mark(
                max(before, _start_in_copy(blocks, start)),
                _end_in_copy(blocks, end),
                start - _growth(one for one in sanitized.replacements if one.start < start),
                end - _growth(one for one in sanitized.replacements if one.end <= end),
                entity,
            )
        )
    return found


def _blocks(text: str, copy: str) -> list[Match] | None:
    """Return the equal stretches of two texts in order, the first at their start and the last at their end."""
    if text == copy:
        return [Match(0, 0, len(text)), Match(len(text), len(copy), 0)]
    before = _equal_start(text, copy)
    after = _equal_start(text[before:][::-1], copy[before:][::-1])
    parts = text[before : len(text) - after], copy[before : len(copy) - after]
    if max(map(len, parts)) > MAX_COMPARED:
        return None
    one, other = map(WORD.findall, parts)
    places, other_places = _places(one, before), _places(other, before)
    matched = [
        Match(places[block.a], other_places[block.b], places[block.a + block.size] - places[block.a])
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        if block.size
    ]
    return [Match(0, 0, before), *matched, Match(len(text) - after, len(copy) - after, after)]


def _equal_start(text: str, copy: str) -> int:
    """Return the length of the equal words at the start of two texts."""
    shorter = min(len(text), len(copy))
    length = next((place for place in range(shorter) if text[place] != copy[place]), shorter)
    while length and text[length - 1].isalnum():
        length -= 1
    return length


def _places(words: Sequence[str], start: int) -> list[int]:
    """Return the offset of each word, and of the end."""
    places = [start]
    for word in words:
        places.append(places[-1] + len(word))
    return places


def _merged(replacements: Sequence[Replacement], blocks: Sequence[Match]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, entity) of the replaced stretches of the sanitized text, those that overlap as one."""
    gaps = [
        (one.a + one.size, other.a, ELSEWHERE)
        for one, other in pairwise(blocks)
        if (one.a + one.size, one.b + one.size) != (other.a, other.b)
    ]
    every = sorted([*((one.start, one.end, one.entity) for one in replacements), *gaps])
    merged: list[tuple[int, int, str]] = []
    for start, end, entity in every:
        last = merged[-1] if merged else None
        if last and (start < last[1] or (start == last[1] and (last[0] == last[1] or ELSEWHERE in (entity, last[2])))):
            merged[-1] = (last[0], max(end, last[1]), last[2] or entity)
        else:
            merged.append((start, end, entity))
    yield from merged


def _start_in_copy(blocks: Sequence[Match], place: int) -> int:
    block = next(block for block in blocks if place <= block.a + block.size)
    return block.b + place - block.a


def _end_in_copy(blocks: Sequence[Match], place: int) -> int:
    block = next(block for block in reversed(blocks) if place >= block.a)
    return block.b + place - block.a


def _growth(replacements: Iterable[Replacement]) -> int:
    """Return by how much replacements have made a text longer."""
    return sum(one.end - one.start - len(one.original) for one in replacements)
