"""Context words: raise the score of a match if they occur near it, as Presidio's context enhancer does."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

import spacy
from spacy.language import Language

# The defaults of Presidio's LemmaContextAwareEnhancer. It counts the matched token as one more word, and searches for
# a context word within each nearby word, so lower-cased tokens can replace lemmas.
WORDS_BEFORE = 6
BOOST = 0.35
FLOOR = 0.4


class Word(NamedTuple):
    """A word of a text.

    Arguments:
        end: the offset of its end.
        lower: the word in lower case.
        is_content: whether it is neither a stop word nor punctuation.
    """

    end: int
    lower: str
    is_content: bool


class Neighbourhood:
    """The words of one text, tokenized on first use."""

    def __init__(self, text: str) -> None:
        """Create the words of a text."""
        self._text = text
        self._words: list[Word] = []

    def boosted(self, score: float, start: int, context: Sequence[str]) -> float:
        """Return the score of a match at offset `start`, raised if a context word precedes it."""
        if not context or not self._supports(start, context):
            return score
        return min(max(score + BOOST, FLOOR), 1.0)

    def _supports(self, start: int, context: Sequence[str]) -> bool:
        near = self._words_before(start)
        return any(word.lower() in nearby for word in context for nearby in near)

    def _words_before(self, start: int) -> list[str]:
        """Return the last words up to and including the one at `start`, without stop words and punctuation."""
        self._words = self._words or _words(self._text)
        upto = self._words[: bisect_right(self._words, start, key=lambda word: word.end) + 1]
        return list(islice((word.lower for word in reversed(upto) if word.is_content), WORDS_BEFORE))


def _words(text: str) -> list[Word]:
    nlp = _tokenizer()
    with nlp.memory_zone():  # otherwise the vocabulary would grow with every text
        tokens = nlp.make_doc(text)
        return [Word(one.idx + len(one), one.lower_, not (one.is_stop or one.is_punct)) for one in tokens]


@cache
def _tokenizer() -> Language:
    return spacy.blank("en")
