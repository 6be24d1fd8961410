"""Numbers that are read out in words, of at least seven digits, without a label: nearly always phone numbers or ids."""

from itertools import pairwise
from typing import Any

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult

from recognizers.lexicon.spoken_numbers import read_out

LIMITS = "Shorter numbers in words are found by their label only, as numbers in digits are. Ordinal numbers and amounts are not read."
MIN_DIGITS = 7
MIN_DISTINCT, MIN_STEPS = 3, 3
SCORE = 0.5


class SpokenNumberRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Recognizes numbers of several digits that are read out: "oh seven seven, four one eight, two oh"."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["PHONE_NUMBER"], name="SpokenNumberRecognizer", supported_language="en")

    def load(self) -> None:
        """Do nothing: the words are loaded on first use."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Return the numbers of at least seven digits, without rows that count."""
        explanation = AnalysisExplanation(self.name, SCORE)
        return [
            RecognizerResult("PHONE_NUMBER", items[0].start, items[-1].end, SCORE, explanation)
            for items in read_out(text)
            if _is_number("".join(item.text for item in items))
        ]


def _is_number(written: str) -> bool:
    digits = [int(character) for character in written if character.isdecimal()]
    steps = {after - before for before, after in pairwise(digits)}
    return len(digits) >= MIN_DIGITS and len(set(digits)) >= MIN_DISTINCT and len(steps) >= MIN_STEPS


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of this family."""
    return [SpokenNumberRecognizer()]
