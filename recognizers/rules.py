"""Rules: the shapes of sensitive values as data, one row a rule, and the Presidio recognizer that applies a rule.

Registry, prefilter, documentation and tests are made from the same rows.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import regex
from presidio_analyzer import AnalysisExplanation, Pattern, PatternRecognizer, RecognizerResult

# A match of a rule with this entity is no finding: it suppresses the findings inside it that have a lower score.
LOOK_ALIKE = "LOOK_ALIKE"
ABOVE_THE_MODEL = 0.945  # a score above that of every finding of the model
VALUE = "value"  # the group of the value within a pattern
FLAGS = regex.MULTILINE  # unlike Presidio's default, case sensitive, and a full stop does not match a line feed
BEFORE, AFTER = 80, 30  # code points in which a context word counts
BLANK_LINE = regex.compile(r"\n[ \t]*\n")
CLAUSE_END = regex.compile(r"[.;\n]")  # a word after it belongs to another value
CACHED_WORDS = 4_096


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of a sensitive value.

    Arguments:
        name: a unique name in lower case; the source of the spans.
        entity: the entity of the value, or LOOK_ALIKE.
        pattern: a regular expression of the package regex, case sensitive unless it begins with `(?i)`. The value is
            each capture of the group `value`; without that group, the whole match. It takes time linear in the text.
        score: the score without a context word; 0 if the shape means nothing by itself. For a look-alike, findings
            with a lower score are suppressed.
        true: texts in which the rule finds the values between ⟦ and ⟧, and no others.
        false: texts in which the rule finds nothing.
        context: words near a value that raise its score, in lower case. A space also matches "_", "-" or nothing; a
            final "*" matches any ending.
        with_context: the score with a context word.
        unless: words near a value that suppress it, in the form of `context`.
        check: returns whether a value is valid, such as a check digit.
        part: returns the offsets of the part of a match that is the value, such as a name without the word after it;
            an empty range if the match is no finding.
        source: where the shape is published: the title or address of a specification.
    """

    name: str
    entity: str
    pattern: str
    score: float
    true: tuple[str, ...]
    false: tuple[str, ...]
    context: tuple[str, ...] = ()
    with_context: float = 0.85
    unless: tuple[str, ...] = ()
    check: Callable[[str], bool] | None = field(default=None, repr=False)
    part: Callable[[str], tuple[int, int]] | None = field(default=None, repr=False)
    source: str = ""

    def score_at(self, text: str, start: int, end: int) -> float:
        """Return the score of a value at these offsets; 0 if it is not a finding."""
        if self.check and not self.check(text[start:end]):
            return 0.0
        if self.unless and is_near(self.unless, text, start, end):
            return 0.0
        return self.with_context if self.context and is_near(self.context, text, start, end) else self.score


class RulePattern(Pattern):  # type: ignore[misc]
    """Presidio pattern of a rule. It is not compiled to validate it, since a test runs every rule."""

    def __init__(self, rule: Rule) -> None:
        """Take over the pattern of a rule."""
        self.name, self.regex, self.score = rule.name, rule.pattern, rule.score
        self.compiled_regex = self.compiled_with_flags = None


class RuleRecognizer(PatternRecognizer):  # type: ignore[misc]
    """Presidio recognizer of one rule. It evaluates the context words itself, so that Presidio need not raise scores."""

    def __init__(self, rule: Rule) -> None:
        """Create the recognizer of a rule."""
        self.rule = rule
        super().__init__(
            supported_entity=rule.entity,
            patterns=[RulePattern(rule)],
            name=rule.name,
            global_regex_flags=FLAGS,
            supported_language="en",
        )

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: int | None = None
    ) -> list[RecognizerResult]:
        """Return the values in a text."""
        return self._results(text, self._compiled.finditer(text))

    def analyze_at(self, text: str, starts: Iterable[int]) -> list[RecognizerResult]:
        """Return the values in a text.

        Arguments:
            text: the text.
            starts: ascending offsets that contain those of all matches of the pattern. An attempt to match at a few
                places takes less time than a search.
        """
        matches, end = [], 0
        match_at = self._compiled.match
        for start in starts:
            if start >= end and (match := match_at(text, start)):
                matches.append(match)
                end = match.end()
        return self._results(text, matches) if matches else []

    def _results(self, text: str, matches: Iterable[regex.Match[str]]) -> list[RecognizerResult]:
        rule = self.rule
        return [
            RecognizerResult(
                rule.entity,
                start,
                end,
                score,
                analysis_explanation=AnalysisExplanation(rule.name, score, rule.name, rule.pattern),
            )
            for start, end in self._values(text, matches)
            if (score := rule.score_at(text, start, end)) > 0
        ]

    def _values(self, text: str, matches: Iterable[regex.Match[str]]) -> Iterator[tuple[int, int]]:
        """Yield the offsets of the values of matches."""
        has_group = VALUE in self._compiled.groupindex
        for match in matches:
            for start, end in match.spans(VALUE) if has_group else [match.span()]:
                first, last = self.rule.part(text[start:end]) if self.rule.part else (0, end - start)
                if first < last:
                    yield start + first, start + last

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        """The compiled pattern. Most texts need few of the hundreds of patterns, so each is compiled on first use."""
        return regex.compile(self.rule.pattern, FLAGS)


def is_near(words: tuple[str, ...], text: str, start: int, end: int, *, after: int = AFTER) -> bool:
    """Return whether a word occurs before a value in the same paragraph, or after it in the same clause.

    Arguments:
        words: words in the form of a rule's `context`.
        text: the text of the value.
        start, end: the offsets of the value, half open.
        after: how far words count after a value, in code points. They also count before it.
    """
    near = _any_of(words)
    if near.search(BLANK_LINE.split(text[max(0, start - BEFORE) : start])[-1]):
        return True
    return bool(after and near.search(CLAUSE_END.split(text[end : end + after])[0]))


@lru_cache(CACHED_WORDS)
def _any_of(words: tuple[str, ...]) -> regex.Pattern[str]:
    alternatives = "|".join(
        regex.escape(word.removesuffix("*")).replace(r"\ ", r"[\s_-]*") + ("" if word.endswith("*") else r"(?!\p{L})")
        for word in words
    )
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{alternatives})")
