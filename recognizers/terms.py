"""Finding many fixed terms at once, and an administrator's own terms and patterns as recognizers."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

import ahocorasick
import regex
from presidio_analyzer import AnalysisExplanation, EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult

SCORE = 0.95
PATTERN_SECONDS = 10  # of time that passes, for one text of at most 4,000 characters
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
