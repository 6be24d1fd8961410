"""Words near a match that raise its score, as Presidio's context enhancer does, without its copies."""

from collections.abc import Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

# Presidio's LemmaContextAwareEnhancer defaults. It counts the matched token itself as one more
# word, and looks for a context word inside each nearby word, so lower-cased tokens serve as lemmas.
WORDS_BEFORE = 6
BOOST = 0.35
FLOOR = 0.4


class Neighbourhood:
    """The words of one text, tokenized when the first match asks for them."""

    def __init__(self, text: str) -> None:
        """Take the text that matches are found in."""
        self._text = text
        self._tokens: Doc | None = None

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
        if self._tokens is None:
            self._tokens = _tokenizer().make_doc(self._text)
        words: list[str] = []
        for position in range(_token_at(self._tokens, start), -1, -1):
            token = self._tokens[position]
            if not (token.is_stop or token.is_punct):
                words.append(token.lower_)
                if len(words) == WORDS_BEFORE:
                    break
        return words


def _token_at(tokens: Doc, start: int) -> int:
    """Find the first token that ends after `start`, by bisection."""
    low, high = 0, len(tokens) - 1
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].idx + len(tokens[middle]) > start:
            high = middle
        else:
            low = middle + 1
    return low


@cache
def _tokenizer() -> Language:
    return spacy.blank("en")
