"""Prefilter: selects the recognizers that can find anything in a text, and the places where, in one pass over the text.

A search for the literals of all patterns at once (Aho and Corasick, 1975) takes time linear in the text, whatever the
number of recognizers.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

import ahocorasick
from presidio_analyzer import EntityRecognizer

from pipeline.detect.literals import LINE_START, Anchor, Literals, lower
from pipeline.detect.needs import Needs, contents
from recognizers.rules import RuleRecognizer

MANY = 3  # a search takes less time than attempts at more than one character in three
# A recognizer, and the offsets at which its pattern may match, in order; None if they are not known.
Candidate = tuple[EntityRecognizer, list[int] | None]


class Prefilter:
    """Selects recognizers by their needs."""

    def __init__(self, recognizers: Sequence[EntityRecognizer], needs: Sequence[Needs]) -> None:
        """Index the needs of recognizers.

        Arguments:
            recognizers: the recognizers.
            needs: the needs of each recognizer.
        """
        self._pairs = list(zip(recognizers, needs, strict=True))
        required = [need.literals | {need.anchor.literals} if need.anchor else need.literals for need in needs]
        self._always = [number for number, sets in enumerate(required) if not sets]
        self._required = list(map(len, required))
        # The recognizers that need one of a set of literals, once per set; sets are shared by many recognizers.
        users: dict[Literals, list[int]] = {}
        for number, sets in enumerate(required):
            for literals in sets:
                users.setdefault(literals, []).append(number)
        self._users = list(users.values())
        self._place = {literals: place for place, literals in enumerate(users)}
        self._automaton, self._sets = _index(list(users))

    def candidates(self, text: str) -> list[Candidate]:
        """Return the recognizers that may find something in a text, in their order."""
        text_contents = contents(text)
        hits = self._hits(text)
        in_sets: dict[int, list[tuple[int, list[int]]]] = {}
        for number, ends in hits.items():
            length, sets = self._sets[number]
            for place in sets:
                in_sets.setdefault(place, []).append((length, ends))
        met = Counter(number for place in in_sets for number in self._users[place])
        complete = (number for number, count in met.items() if count == self._required[number])
        found: list[Candidate] = []
        for number in sorted([*self._always, *complete]):
            recognizer, need = self._pairs[number]
            if not need.are_met(text_contents):
                continue
            anchor = need.anchor
            starts = None
            if anchor and isinstance(recognizer, RuleRecognizer):
                starts = _starts(text, in_sets[self._place[anchor.literals]], anchor)
            found.append((recognizer, starts))
        return found

    def _hits(self, text: str) -> dict[int, list[int]]:
        """Return the offsets of the ends of each literal that occurs in a text."""
        hits: dict[int, list[int]] = {}
        if self._sets:
            for end, number in self._automaton.iter(LINE_START + lower(text)):
                if number in hits:
                    hits[number].append(end)
                else:
                    hits[number] = [end]
        return hits


def _starts(text: str, places: list[tuple[int, list[int]]], anchor: Anchor) -> list[int] | None:
    """Return the offsets at which a match may start, given the lengths and ends of the literals found; None if many."""
    spread = anchor.farthest - anchor.nearest + 1
    firsts = {end - size - anchor.farthest for size, ends in places for end in ends}
    if spread * len(firsts) > len(text) // MANY:
        return None
    starts = sorted(firsts if spread == 1 else {start for first in firsts for start in range(first, first + spread)})
    inside = starts[bisect_left(starts, 0) : bisect_right(starts, len(text))]
    if anchor.after_no_letter:
        return [start for start in inside if start == 0 or not text[start - 1].isalpha()]
    return inside


def _index(sets: Sequence[Literals]) -> tuple[ahocorasick.Automaton, list[tuple[int, tuple[int, ...]]]]:
    """Return an automaton that maps each literal to a number, and for each number the length and the sets of the literal.

    Literals of one length that are in the same sets have the same number.
    """
    places: dict[str, list[int]] = {}
    for place, literals in enumerate(sets):
        for literal in literals:
            places.setdefault(literal, []).append(place)
    automaton = ahocorasick.Automaton()
    numbers: dict[tuple[int, tuple[int, ...]], int] = {}
    for literal, found in places.items():
        automaton.add_word(literal, numbers.setdefault((len(literal), tuple(found)), len(numbers)))
    automaton.make_automaton()
    return automaton, list(numbers)
