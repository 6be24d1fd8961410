"""Context words: raise the scores of Presidio's recognizers and of users' recognizers if they occur near a match."""

from collections.abc import Sequence
from functools import lru_cache

from presidio_analyzer import EntityRecognizer, PatternRecognizer, RecognizerResult

from recognizers.rules import is_near

# The defaults of Presidio's LemmaContextAwareEnhancer, which also takes words before a match only.
BOOST, FLOOR = 0.35, 0.4
# A pattern of Presidio with a lower score matches ordinary words and numbers, such as "v1" and "840 ms".
WEAK = 0.5
PRESIDIO = "presidio_analyzer.predefined_recognizers"
MIN_STEM_CHARACTERS = 4  # "licen" in "licensed", but not "us" in "use"
CACHED_LISTS = 1_024


def score_in_context(recognizer: EntityRecognizer, result: RecognizerResult, text: str) -> float:
    """Return the score of a result, raised if a context word is near.

    Arguments:
        recognizer: the recognizer with its context words.
        result: the result.
        text: the text of the result.

    Returns:
        The score; 0 for the match of a weak pattern of Presidio without a context word.
    """
    score = float(result.score)
    if recognizer.context and is_near(_words(tuple(recognizer.context)), text, result.start, result.end, after=0):
        return min(max(score + BOOST, FLOOR), 1.0)
    return 0.0 if score < WEAK and _is_pattern_of_presidio(recognizer) else score


@lru_cache(CACHED_LISTS)
def _words(context: Sequence[str]) -> tuple[str, ...]:
    """Return context words in the form of rules, in which longer ones also match with an ending."""
    return tuple(f"{word}*" if len(word) >= MIN_STEM_CHARACTERS else word for word in map(str.lower, context))


def _is_pattern_of_presidio(recognizer: EntityRecognizer) -> bool:
    return isinstance(recognizer, PatternRecognizer) and type(recognizer).__module__.startswith(PRESIDIO)
