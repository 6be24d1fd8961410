"""Needs: conditions that every text with a match of a recognizer meets, and that are cheaper to check than matching.

Most identifiers contain several digits, a character such as "@" or a word such as "order", and most texts do not. The
conditions are derived from each pattern automatically; a pattern that cannot be analyzed has none.
"""

import string
from collections.abc import Iterable, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from presidio_analyzer import EntityRecognizer, PatternRecognizer
from presidio_analyzer.predefined_recognizers import IbanRecognizer

from pipeline.detect.literals import Literals, is_telling, literals_of, lower
from pipeline.detect.syntax import REPEATS, parsed
from recognizers.families.terms import OwnPatternRecognizer
from recognizers.rules import Rule, RuleRecognizer

DIGITS = frozenset(string.digits)
SIGNS = frozenset(string.punctuation)  # unlike letters, they have no case variants
# Recognizers whose results are a subset of the matches of their patterns.
ONLY_MATCHES = {
    recognizer.analyze for recognizer in (PatternRecognizer, IbanRecognizer, OwnPatternRecognizer, RuleRecognizer)
}


class Contents(NamedTuple):
    """The contents of a text, as conditions refer to them.

    Arguments:
        digits: the number of decimal digits of any script.
        characters: the distinct characters.
    """

    digits: int
    characters: frozenset[str]


def contents(text: str) -> Contents:
    """Return the contents of a text."""
    characters = frozenset(text)
    digits = sum(text.count(character) for character in characters if character.isdecimal())
    return Contents(digits, characters)


class Needs(NamedTuple):
    """Necessary conditions for a match in a text.

    Arguments:
        digits: the minimum number of decimal digits.
        signs: sets of ASCII punctuation, of each of which at least one must occur.
        literals: sets of strings in lower case, of each of which at least one must occur in `literals.lower(text)`.
    """

    digits: int = 0
    signs: frozenset[frozenset[str]] = frozenset()
    literals: frozenset[Literals] = frozenset()

    def are_met(self, text: Contents) -> bool:
        """Return whether a match is possible in a text with these contents. Literals are not checked."""
        return text.digits >= self.digits and not any(one.isdisjoint(text.characters) for one in self.signs)


NOTHING = Needs()


def needs_of(recognizer: EntityRecognizer) -> Needs:
    """Return the necessary conditions for a result of a recognizer."""
    if isinstance(recognizer, RuleRecognizer):
        return _needs_of_rule(recognizer.rule)
    if type(recognizer).analyze in ONLY_MATCHES:
        return _any_of(needs_of_pattern(pattern.regex) for pattern in recognizer.patterns)
    return NOTHING


def _needs_of_rule(rule: Rule) -> Needs:
    """Return the needs of a rule. One that finds nothing without a context word also needs one of these words."""
    needs = needs_of_pattern(rule.pattern)
    words = frozenset(max(lower(word).removesuffix("*").split(), key=len, default="") for word in rule.context)
    if rule.score > 0 or not is_telling(words):
        return needs
    return needs._replace(literals=needs.literals | {words})


def needs_of_pattern(pattern: str) -> Needs:
    """Return the necessary conditions for a match of a regular expression of the package regex, ignoring case."""
    items = parsed(pattern)
    if items is None:
        return NOTHING
    literals = literals_of(pattern)
    return _of_sequence(items)._replace(literals=frozenset({literals}) if is_telling(literals) else frozenset())


def _any_of(several: Iterable[Needs]) -> Needs:
    """Return the conditions that hold whenever any of several alternatives matches."""
    needs = list(several)
    if not needs:
        return NOTHING
    common = frozenset.intersection(*(one.signs for one in needs))
    if not common and all(one.signs for one in needs):
        common = frozenset({frozenset().union(*(min(one.signs, key=sorted) for one in needs))})
    literals = frozenset[str]().union(*(next(iter(one.literals), frozenset()) for one in needs))
    all_have = all(one.literals for one in needs)
    return Needs(min(one.digits for one in needs), common, literals=frozenset({literals} if all_have else ()))


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> Needs:
    """Combine the conditions of consecutive parts. Characters of a lookaround may also be matched by another part."""
    digits, in_lookaround, signs = 0, 0, frozenset[frozenset[str]]()
    for operation, argument in items:
        needs = _of_one(operation, argument)
        if operation is code.ASSERT:
            in_lookaround = max(in_lookaround, needs.digits)
        else:
            digits += needs.digits
        signs |= needs.signs
    return Needs(max(digits, in_lookaround), signs)


def _of_one(operation: Any, argument: Any) -> Needs:
    if operation is code.LITERAL:
        return _of_characters({chr(argument)})
    if operation is code.IN:
        return _of_characters(_characters(argument))
    if operation is code.BRANCH:
        return _any_of(_of_sequence(branch) for branch in argument[1])
    if operation in (code.SUBPATTERN, code.ASSERT):
        return _of_sequence(argument[-1])
    if operation is code.ATOMIC_GROUP:
        return _of_sequence(argument)
    if operation in REPEATS:
        least, _, repeated = argument
        once = _of_sequence(repeated)
        return Needs(least * once.digits, once.signs) if least else NOTHING
    return NOTHING


def _of_characters(characters: set[str]) -> Needs:
    """Return the conditions for one of several characters. An empty set stands for any character."""
    if characters and characters <= DIGITS:
        return Needs(digits=1)
    if characters and characters <= SIGNS:
        return Needs(signs=frozenset({frozenset(characters)}))
    return NOTHING


def _characters(items: Sequence[tuple[Any, Any]]) -> set[str]:
    """Return the characters of a class; empty if it contains more than ASCII characters."""
    found: set[str] = set()
    for operation, argument in items:
        if operation is code.LITERAL:
            found.add(chr(argument))
        elif operation is code.RANGE and argument[1] < 128:
            found |= {chr(point) for point in range(argument[0], argument[1] + 1)}
        elif operation is code.CATEGORY and argument is code.CATEGORY_DIGIT:
            found |= DIGITS
        else:
            return set()
    return found
