"""Search for many fixed terms at once, as whole words in any case."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

import ahocorasick
import regex

FIRST_WITHOUT_SPACES = "\u0e00"
# Korean has spaces, but particles stand at the end of its names.
WITHOUT_SPACES = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")


class TermFinder:
    """Finds terms as whole words in any case, in time linear in the text, however many terms."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        """Build the automaton (Aho and Corasick, 1975) of `terms`: term -> entity."""
        self._automaton: Any = ahocorasick.Automaton()
        for term, entity in terms.items():
            self._automaton.add_word(lower(term), (len(term), entity))
        self._automaton.make_automaton()

    def find(self, text: str, with_digits: Container[str] = (), from_place: int = 0) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, entity) of every occurrence, overlapping ones included.

        Arguments:
            text: where to look.
            with_digits: entities whose terms take in the digits that follow them, such as user names;
                those that end with a digit themselves are taken as they are.
            from_place: where the first of them may start.
        """
        if not self._automaton:
            return
        for last, (length, entity) in self._automaton.iter(lower(text), from_place):
            start, end = last + 1 - length, last + 1
            if entity in with_digits and not text[end - 1].isdecimal():
                end = _after_digits(text, end)
            if not is_inside_word(text, start) and not is_inside_word(text, end):
                yield start, end, entity


def lower(text: str) -> str:
    """Lower-case every character whose lower case is one character, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def _after_digits(text: str, end: int) -> int:
    while end < len(text) and text[end].isdecimal():
        end += 1
    return end


def is_inside_word(text: str, place: int) -> bool:
    """Tell whether a word goes on across a place of a text; scripts without spaces do not tell, so none does there."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if not (before.isalnum() and after.isalnum()):
        return False
    if before in "nrt" and text[place - 2 : place - 1] == "\\":  # JSON inside of a text: "\\nZora"
        return False
    return (before < FIRST_WITHOUT_SPACES and after < FIRST_WITHOUT_SPACES) or not WITHOUT_SPACES.search(before + after)
