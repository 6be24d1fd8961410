"""Term finder: searches for many fixed terms at once, as whole words in any case."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

import ahocorasick
import regex

FIRST_WITHOUT_SPACES = "\u0e00"
# Korean uses spaces, but appends particles to names.
WITHOUT_SPACES = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")


class TermFinder:
    """Finds terms as whole words in any case, in time linear in the text and independent of the number of terms."""

    def __init__(self, terms: Mapping[str, str]) -> None:
        """Build an Aho-Corasick automaton of `terms`: term -> entity."""
        self._automaton: Any = ahocorasick.Automaton()
        for term, entity in terms.items():
            self._automaton.add_word(lower(term), (len(term), entity))
        self._automaton.make_automaton()

    def find(self, text: str, with_digits: Container[str] = (), from_place: int = 0) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, entity) of every occurrence, including overlapping ones.

        Arguments:
            text: the text to search.
            with_digits: entities, such as user names, whose matches are extended over the digits that follow; a term
                that itself ends with a digit is not extended.
            from_place: the offset at which the search begins.
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
    """Return a text in lower case, except characters whose lower case has several characters, so that offsets hold."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def _after_digits(text: str, end: int) -> int:
    while end < len(text) and text[end].isdecimal():
        end += 1
    return end


def is_inside_word(text: str, place: int) -> bool:
    """Return whether an offset lies within a word; always false in scripts without spaces between words."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if not (before.isalnum() and after.isalnum()):
        return False
    if before in "nrt" and text[place - 2 : place - 1] == "\\":  # an escape in nested JSON: "\\nZora"
        return False
    return (before < FIRST_WITHOUT_SPACES and after < FIRST_WITHOUT_SPACES) or not WITHOUT_SPACES.search(before + after)
