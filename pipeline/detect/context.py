"""Words near a match that raise its score, as Presidio's context enhancer does, without its copies."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import spacy
from spacy.language import Language

# Presidio's LemmaContextAwareEnhancer defaults. It counts the matched token itself as one more
# word, and looks for a context word inside each nearby word, so lower-cased tokens serve as lemmas.
WORDS_BEFORE = 6
BOOST = 0.35
FLOOR = 0.4


class Word(NamedTuple):
    """A word of a text: where it ends, its lower case, and whether it is neither a stop word nor a mark."""

    end: int
    lower: str
    is_telling: bool


class Neighbourhood:
    """The words of one text, tokenized when the first match asks for them."""

    def __init__(self, text: str) -> None:
        """Take the text that matches are found in."""
        self._text = text
        self._words: list[Word] = []

    def boosted(self, score: float, start: int, context: Sequence[str]) -> float:
        """Return the score of a match at `start`, raised if a context word stands before it."""
        if not context or not self._supports(start, context):
            return score
        return min(max(score + BOOST, FLOOR), 1.0)

    def _supports(self, start: int, context: Sequence[str]) -> bool:
        near = self._words_before(start)
        return any(word.lower() in nearby for word in context for nearby in near)

    def _words_before(self, start: int) -> list[str]:
        """Return the last words up to and including the one at `start`, no stop words or marks."""
        self._words = self._words or _words(self._text)
        upto = self._words[: bisect_right(self._words, start, key=lambda word: word.end) + 1]
        return list(islice((word.lower for word in reversed(upto) if word.is_telling), WORDS_BEFORE))


def _words(text: str) -> list[Word]:
    nlp = _tokenizer()
    with nlp.memory_zone():  # or the vocabulary would grow with every text
        tokens = nlp.make_doc(text)
        return [Word(one.idx + len(one), one.lower_, not (one.is_stop or one.is_punct)) for one in tokens]


@cache
def _tokenizer() -> Language:
    return spacy.blank("en")
