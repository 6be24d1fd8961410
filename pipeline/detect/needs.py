"""Needs: conditions that every text with a match of a recognizer meets, and that are cheaper to check than matching.

Most identifiers contain several digits, a character such as "@" or a word such as "order", and most texts do not. The
conditions are derived from each pattern automatically; a pattern that cannot be analyzed has none.
"""

import string
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from presidio_analyzer import EntityRecognizer, PatternRecognizer
from presidio_analyzer.predefined_recognizers import IbanRecognizer

from pipeline.detect.literals import DIGITS, Anchor, Literals, anchors_of, lower
from pipeline.detect.stored import analyses, digest_of
from pipeline.detect.syntax import REPEATS, parsed
from recognizers.families.terms import OwnPatternRecognizer
from recognizers.rules import Rule, RuleRecognizer

SIGNS = frozenset(string.punctuation)  # unlike letters, they have no case variants
SEPARATORS = frozenset("\x1c\x1d\x1e\x1f")  # spaces for Python, but not for the package regex
SOLID_CATEGORIES = frozenset({code.CATEGORY_DIGIT, code.CATEGORY_WORD, code.CATEGORY_NOT_SPACE})
# Recognizers whose results are a subset of the matches of their patterns.
ONLY_MATCHES = {
    recognizer.analyze for recognizer in (PatternRecognizer, IbanRecognizer, OwnPatternRecognizer, RuleRecognizer)
}


class Contents(NamedTuple):
    """The contents of a text, as conditions refer to them.

    Arguments:
        digits: the number of decimal digits of any script.
        characters: the distinct characters.
        longest: the length of the longest run of characters other than spaces.
    """

    digits: int
    characters: frozenset[str]
    longest: int


def contents(text: str) -> Contents:
    """Return the contents of a text."""
    characters = frozenset(text)
    digits = sum(text.count(character) for character in characters if character.isdecimal())
    longest = max(map(len, text.split()), default=0) if characters.isdisjoint(SEPARATORS) else len(text)
    return Contents(digits, characters, longest)


class Needs(NamedTuple):
    """Necessary conditions for a match in a text.

    Arguments:
        digits: the minimum number of decimal digits.
        signs: sets of ASCII punctuation, of each of which at least one must occur.
        run: the minimum length of the longest run of characters other than spaces.
        literals: sets of strings, of each of which at least one must occur in `literals.lower(text)`.
        anchor: a further set of such strings, which shows where a match begins.
    """

    digits: int = 0
    signs: frozenset[frozenset[str]] = frozenset()
    run: int = 0
    literals: frozenset[Literals] = frozenset()
    anchor: Anchor | None = None

    @classmethod
    def from_json(cls, stored: Sequence[Any]) -> "Needs":
        """Return needs that have been stored as JSON."""
        digits, signs, run, literals, anchor = stored
        placed = anchor and Anchor(_literals(anchor[0]), *anchor[1:])
        return cls(digits, frozenset(map(frozenset, signs)), run, frozenset(map(_literals, literals)), placed)

    def are_met(self, text: Contents) -> bool:
        """Return whether a match is possible in a text with these contents. Literals are not checked."""
        return (
            text.digits >= self.digits
            and text.longest >= self.run
            and not any(one.isdisjoint(text.characters) for one in self.signs)
        )


NOTHING = Needs()


def needs_of(recognizer: EntityRecognizer) -> Needs:
    """Return the necessary conditions for a result of a recognizer."""
    if isinstance(recognizer, RuleRecognizer):
        return _needs_of_rule(recognizer.rule)
    if type(recognizer).analyze in ONLY_MATCHES:
        return _any_of(_needs_of_pattern(pattern.regex) for pattern in recognizer.patterns)
    return NOTHING


def _needs_of_rule(rule: Rule) -> Needs:
    """Return the needs of a rule. One that finds nothing without a context word also needs one of these words."""
    needs = _needs_of_pattern(rule.pattern)
    words = frozenset(max(lower(word).removesuffix("*").split(), key=len, default="") for word in rule.context)
    if rule.score > 0 or not words or "" in words:
        return needs
    return needs._replace(literals=needs.literals | {words})


def _needs_of_pattern(pattern: str) -> Needs:
    """Return the necessary conditions for a match: the stored ones if there are any."""
    return _stored().get(digest_of(pattern)) or needs_of_pattern(pattern)


@cache
def _stored() -> dict[str, Needs]:
    """Return the stored needs of patterns, by their digests."""
    return {digest: Needs.from_json(stored) for digest, stored in analyses().items()}


def _literals(literals: Iterable[str]) -> Literals:
    return _shared(frozenset(map(sys.intern, literals)))


@cache
def _shared(literals: Literals) -> Literals:
    """Return the first set that equals one: many patterns have the same, and it is stored once."""
    return literals


def needs_of_pattern(pattern: str) -> Needs:
    """Return the necessary conditions for a match of a regular expression of the package regex, ignoring case."""
    items = parsed(pattern)
    if items is None:
        return NOTHING
    placed, rarest = anchors_of(pattern)
    literals = frozenset({rarest.literals}) if rarest else frozenset()
    return _of_sequence(items).needs._replace(literals=literals, anchor=placed)


class Part(NamedTuple):
    """A part of a pattern: its needs, and the minimum length of what it matches; None if that may contain a space."""

    needs: Needs = NOTHING
    solid: int | None = None


def _any_of(several: Iterable[Needs]) -> Needs:
    """Return the conditions that hold whenever any of several alternatives matches."""
    needs = list(several)
    if not needs:
        return NOTHING
    common = frozenset.intersection(*(one.signs for one in needs))
    if not common and all(one.signs for one in needs):
        common = frozenset({frozenset().union(*(min(one.signs, key=sorted) for one in needs))})
    literals = frozenset[str]().union(*(next(iter(one.literals), frozenset()) for one in needs))
    of_each = frozenset({literals} if all(one.literals for one in needs) else ())
    return Needs(min(one.digits for one in needs), common, min(one.run for one in needs), of_each)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> Part:
    """Combine the conditions of consecutive parts. Characters of a lookaround may also be matched by another part."""
    digits, in_lookaround, signs = 0, 0, frozenset[frozenset[str]]()
    longest, run, is_solid = 0, 0, True
    for operation, argument in items:
        needs, solid = _of_one(operation, argument)
        if operation is code.ASSERT:
            in_lookaround = max(in_lookaround, needs.digits)
            solid = 0
        else:
            digits += needs.digits
        signs |= needs.signs
        is_solid &= solid is not None
        run = 0 if solid is None else run + solid
        longest = max(longest, run, needs.run)
    return Part(Needs(max(digits, in_lookaround), signs, longest), run if is_solid else None)


def _of_one(operation: Any, argument: Any) -> Part:
    if operation is code.LITERAL:
        return _of_characters({chr(argument)}, None if chr(argument).isspace() else 1)
    if operation is code.IN:
        return _of_characters(_characters(argument), 1 if _is_without_spaces(argument) else None)
    if operation is code.BRANCH:
        parts = [_of_sequence(branch) for branch in argument[1]]
        lengths = [part.solid for part in parts if part.solid is not None]
        return Part(_any_of(part.needs for part in parts), min(lengths) if len(lengths) == len(parts) else None)
    if operation in (code.SUBPATTERN, code.ASSERT):
        return _of_sequence(argument[-1])
    if operation is code.ATOMIC_GROUP:
        return _of_sequence(argument)
    if operation in REPEATS:
        least, _, repeated = argument
        once, solid = _of_sequence(repeated)
        length = None if solid is None else solid * least
        return Part(Needs(least * once.digits, once.signs, max(once.run, length or 0)) if least else NOTHING, length)
    return Part(solid=0 if operation in (code.AT, code.ASSERT_NOT) else None)


def _of_characters(characters: set[str], solid: int | None) -> Part:
    """Return the conditions for one of several characters. An empty set stands for any character."""
    if characters and characters <= DIGITS:
        return Part(Needs(digits=1), solid)
    if characters and characters <= SIGNS:
        return Part(Needs(signs=frozenset({frozenset(characters)})), solid)
    return Part(NOTHING, solid)


def _is_without_spaces(items: Sequence[tuple[Any, Any]]) -> bool:
    """Return whether a class contains no space character, as far as that can be decided."""
    if items[0][0] is code.NEGATE:
        return (code.CATEGORY, code.CATEGORY_SPACE) in items
    return all(
        (operation is code.CATEGORY and argument in SOLID_CATEGORIES)
        or (operation is code.LITERAL and not chr(argument).isspace())
        or (operation is code.RANGE and argument[0] > ord(" ") and argument[1] <= ord("~"))
        for operation, argument in items
    )


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
