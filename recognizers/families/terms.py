"""Finding many fixed terms at once, and an administrator's own terms and patterns as recognizers."""

from collections.abc import Sequence
from typing import Any

import regex
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

from recognizers.lexicon.term_finder import TermFinder

SCORE = 0.95
PATTERN_SECONDS = 10  # of time that passes, for one text of at most 4,000 characters


class DictionaryRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Presidio's face of a TermFinder."""

    def __init__(self, entity: str, terms: Sequence[str]) -> None:
        """Report every one of `terms` as `entity`."""
        self._finder = TermFinder(dict.fromkeys(terms, entity))
        super().__init__(supported_entities=[entity], name=f"{entity}_dictionary", supported_language="en")

    def load(self) -> None:
        """Do nothing: the terms are given."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """Return every occurrence of a term."""
        explanation = AnalysisExplanation(recognizer=self.name, original_score=SCORE)
        return [
            RecognizerResult(entity, start, end, SCORE, analysis_explanation=explanation)
            for start, end, entity in self._finder.find(text)
        ]


class OwnPatternRecognizer(PatternRecognizer):  # type: ignore[misc]
    """Presidio's recognizer of a pattern that an administrator wrote, and that may take any time for some texts.

    Presidio skips a pattern that takes too long, and what it would have found passes; this one raises TimeoutError, so that
    the record is blocked or the prompt refused.
    """

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: int | None = None
    ) -> list[RecognizerResult]:
        """Return every match."""
        flags = regex_flags or self.global_regex_flags
        found = [
            RecognizerResult(
                self.supported_entities[0],
                *match.span(),
                one.score,
                analysis_explanation=AnalysisExplanation(self.name, one.score, one.name, one.regex),
            )
            for one in self.patterns
            for match in regex.compile(one.regex, flags).finditer(text, timeout=PATTERN_SECONDS)
            if match[0]
        ]
        whole: list[RecognizerResult] = EntityRecognizer.remove_duplicates(found)
        return whole


def pattern_recognizer(entity: str, pattern: str) -> PatternRecognizer:
    """Make a recognizer of one regular expression, case sensitive as it is written."""
    sensitive = Pattern(name=entity.lower(), regex=f"(?-i:{pattern})", score=SCORE)
    return OwnPatternRecognizer(supported_entity=entity, patterns=[sensitive], name=f"{entity}_pattern")
