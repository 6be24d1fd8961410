"""Prefilter: selects the recognizers that can find anything in a text, in one pass over the text.

A search for the literals of all patterns at once (Aho and Corasick, 1975) takes time linear in the text, whatever the
number of recognizers.
"""

from collections import Counter
from collections.abc import Sequence

import ahocorasick
from presidio_analyzer import EntityRecognizer

from pipeline.detect.literals import Literals, lower
from pipeline.detect.needs import Needs, contents


class Prefilter:
    """Selects recognizers by their needs."""

    def __init__(self, recognizers: Sequence[EntityRecognizer], needs: Sequence[Needs]) -> None:
        """Index the needs of recognizers.

        Arguments:
            recognizers: the recognizers.
            needs: the needs of each recognizer.
        """
        self._pairs = list(zip(recognizers, needs, strict=True))
        self._always = [number for number, need in enumerate(needs) if not need.literals]
        # The recognizers that need one of a set of literals, once per set; sets are shared by many recognizers.
        self._users: dict[Literals, list[int]] = {}
        for number, need in enumerate(needs):
            for literals in need.literals:
                self._users.setdefault(literals, []).append(number)
        self._sets = list(self._users)
        self._automaton = self._literals_of_sets()

    def candidates(self, text: str) -> list[EntityRecognizer]:
        """Return the recognizers that may find something in a text, in their order."""
        text_contents = contents(text)
        return [
            self._pairs[number][0]
            for number in self._with_literals(text)
            if self._pairs[number][1].are_met(text_contents)
        ]

    def _with_literals(self, text: str) -> list[int]:
        """Return the recognizers whose literals occur in a text."""
        if not self._sets:
            return self._always
        found = set().union(*{numbers for _, numbers in self._automaton.iter(lower(text))})
        met = Counter(number for place in found for number in self._users[self._sets[place]])
        complete = (number for number, count in met.items() if count == len(self._pairs[number][1].literals))
        return sorted([*self._always, *complete])

    def _literals_of_sets(self) -> ahocorasick.Automaton:
        """Return an automaton that maps each literal to the sets that contain it."""
        places: dict[str, list[int]] = {}
        for place, literals in enumerate(self._sets):
            for literal in literals:
                places.setdefault(literal, []).append(place)
        automaton = ahocorasick.Automaton()
        for literal, sets in places.items():
            automaton.add_word(literal, tuple(sets))
        automaton.make_automaton()
        return automaton
