"""Recognizers for the terms and patterns that a policy declares."""

from collections.abc import Sequence
from typing import Any

import regex
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

from recognizers.lexicon.vocabulary import Vocabulary

SCORE = 0.95
DICTIONARY = "_dictionary"  # the end of the name of a recognizer of dictionaries
PATTERN_SECONDS = 10  # wall-clock timeout for one text of at most 4,000 characters


class DictionaryRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Presidio recognizer on top of vocabularies."""

    def __init__(self, entity: str, vocabularies: Sequence[Vocabulary]) -> None:
        """Report every occurrence of a term as `entity`."""
        self._vocabularies = vocabularies
        super().__init__(supported_entities=[entity], name=entity + DICTIONARY, supported_language="en")

    def load(self) -> None:
        """Do nothing. Presidio requires the method."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Return every occurrence of a term."""
        explanation = AnalysisExplanation(recognizer=self.name, original_score=SCORE)
        spans = dict.fromkeys(span for vocabulary in self._vocabularies for span in vocabulary.find(text))
        entity = self.supported_entities[0]
        return [RecognizerResult(entity, start, end, SCORE, analysis_explanation=explanation) for start, end in spans]


class OwnPatternRecognizer(PatternRecognizer):  # type: ignore[misc]
    """Recognizer of a policy's own pattern, which may be slow on some texts.

    Presidio skips a pattern that exceeds its timeout, so its matches would pass unreplaced. This recognizer raises
    TimeoutError instead, so that the record is blocked or the prompt is refused.
    """

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: int | None = None
    ) -> list[RecognizerResult]:
        """Return every match.

        Raises:
            TimeoutError: the pattern took longer than PATTERN_SECONDS.
        """
        flags = regex_flags or self.global_regex_flags
        found = [
            RecognizerResult(
                self.supported_entities[0],
                *match.span(),
                pattern.score,
                analysis_explanation=AnalysisExplanation(self.name, pattern.score, pattern.name, pattern.regex),
            )
            for pattern in self.patterns
            for match in regex.compile(pattern.regex, flags).finditer(text, timeout=PATTERN_SECONDS)
            if match[0]
        ]
        whole: list[RecognizerResult] = EntityRecognizer.remove_duplicates(found)
        return whole


def pattern_recognizer(entity: str, pattern: str) -> PatternRecognizer:
    """Return a recognizer of one regular expression, which is matched case sensitively.

    Arguments:
        entity: the entity to report.
        pattern: the regular expression.
    """
    sensitive = Pattern(name=entity.lower(), regex=f"(?-i:{pattern})", score=SCORE)
    return OwnPatternRecognizer(supported_entity=entity, patterns=[sensitive], name=f"{entity}_pattern")
