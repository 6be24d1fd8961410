"""What a text must hold for a pattern to match in it: cheaper to see than to match.

Most identifiers have several digits or a sign such as "@", and most texts have not. What a pattern needs is
read from the pattern itself, so that none is forgotten; where it cannot be told, nothing is needed.
"""

import re
import string
from collections.abc import Iterable, Sequence
from functools import cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import phonenumbers
from phonenumbers.phonenumberutil import _VALID_PUNCTUATION
from presidio_analyzer import EntityRecognizer, PatternRecognizer
from presidio_analyzer.predefined_recognizers import IbanRecognizer, PhoneRecognizer

from recognizers.families.network import DOMAIN, WholeUrlRecognizer
from recognizers.families.terms import OwnPatternRecognizer

DIGITS = frozenset(string.digits)
SIGNS = frozenset(string.punctuation)  # they have no other case, in any script, as letters have
# What only the package regex reads: `\K` matches nothing, `\p{Lu}` one of more characters than we could tell.
KEEP = re.compile(r"(?<!\\)((?:\\\\)*)\\K")
PROPERTY = re.compile(r"(?<!\\)((?:\\\\)*)\\[pP]\{\^?\w+\}")
# And what the package re would read otherwise: classes by name, and matches that may have errors.
OTHERWISE = re.compile(r"\[\[|\[:\^?\w+:\]|\{[^{}]*[eids][^{}]*\}")
# Their results are matches of their patterns, less some: no match, no result.
ONLY_MATCHES = {recognizer.analyze for recognizer in (PatternRecognizer, IbanRecognizer, OwnPatternRecognizer)}
# Digits that phonenumbers' matcher may take for one number, extensions aside.
STRETCH = re.compile(rf"\d(?:[{_VALID_PUNCTUATION}X]{{0,4}}\d)*")


class Contents(NamedTuple):
    """What a text holds.

    Arguments:
        digits: how many decimal digits of any script.
        characters: which characters.
        phone_digits: how many digits the longest stretch has that may be a phone number.
    """

    digits: int
    characters: frozenset[str]
    phone_digits: int


def contents(text: str) -> Contents:
    """Count what `Needs` ask for."""
    characters = frozenset(text)
    digits = sum(text.count(character) for character in characters if character.isdecimal())
    stretches = STRETCH.findall(text) if digits else ()
    return Contents(digits, characters, max((sum(map(str.isdecimal, one)) for one in stretches), default=0))


class Needs(NamedTuple):
    """What every text holds that a pattern matches in.

    Arguments:
        digits: at least so many decimal digits.
        signs: at least one of each of these sets of ASCII signs.
        phone_digits: at least so many digits in one stretch that may be a phone number.
    """

    digits: int = 0
    signs: frozenset[frozenset[str]] = frozenset()
    phone_digits: int = 0

    def are_met(self, text: Contents) -> bool:
        """Tell whether there may be a match in a text of these contents."""
        return (
            text.digits >= self.digits
            and text.phone_digits >= self.phone_digits
            and not any(one.isdisjoint(text.characters) for one in self.signs)
        )


NOTHING = Needs()


def needs_of(recognizer: EntityRecognizer) -> Needs:
    """Return what a text must hold for a recognizer to find anything there."""
    if isinstance(recognizer, PhoneRecognizer):
        return Needs(phone_digits=min(map(_fewest_digits_of_phones, recognizer.supported_regions)))
    if isinstance(recognizer, WholeUrlRecognizer):
        return needs_of_pattern(DOMAIN.pattern)
    if type(recognizer).analyze in ONLY_MATCHES:
        return _any_of(needs_of_pattern(pattern.regex) for pattern in recognizer.patterns)
    return NOTHING


def needs_of_pattern(pattern: str) -> Needs:
    """Return what a text must hold for a regular expression of the package regex to match, in any case."""
    if OTHERWISE.search(plain := PROPERTY.sub(r"\1\\w", KEEP.sub(r"\1", pattern))):
        return NOTHING
    try:
        return _of_sequence(parser.parse(plain))
    except (re.error, RecursionError, OverflowError):  # there is more that only regex reads
        return NOTHING


def _fewest_digits_of_phones(region: str) -> int:
    """Return how many digits the shortest number has that is read in a region, with a country code or without."""
    here = phonenumbers.country_code_for_region(region)
    abroad = (len(str(country)) + _shortest_number(country) for country in phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
    return min(_shortest_number(here), *abroad)


@cache
def _shortest_number(country_code: int) -> int:
    """Return how many digits the shortest number of a country code has, whichever of its regions it belongs to."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[country_code]
    known = (phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(country_code, region) for region in regions)
    general = (region.general_desc for region in known if region and region.general_desc)
    return min(length for numbers in general for length in numbers.possible_length)


def _any_of(several: Iterable[Needs]) -> Needs:
    """Return what is needed for any of several to match."""
    needs = list(several)
    if not needs:
        return NOTHING
    common = frozenset.intersection(*(one.signs for one in needs))
    if not common and all(one.signs for one in needs):
        common = frozenset({frozenset().union(*(min(one.signs, key=sorted) for one in needs))})
    return Needs(min(one.digits for one in needs), common)


def _of_sequence(parsed: Iterable[tuple[Any, Any]]) -> Needs:
    """Add up what the parts of a pattern need; what is looked at and not taken may be taken by another part."""
    digits, looked_at, signs = 0, 0, frozenset[frozenset[str]]()
    for operation, argument in parsed:
        needs = _of_one(operation, argument)
        if operation is code.ASSERT:
            looked_at = max(looked_at, needs.digits)
        else:
            digits += needs.digits
        signs |= needs.signs
    return Needs(max(digits, looked_at), signs)


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
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least, _, repeated = argument
        once = _of_sequence(repeated)
        return Needs(least * once.digits, once.signs) if least else NOTHING
    return NOTHING


def _of_characters(characters: set[str]) -> Needs:
    """Return what is needed for one of some characters; an empty set may be any."""
    if characters and characters <= DIGITS:
        return Needs(digits=1)
    if characters and characters <= SIGNS:
        return Needs(signs=frozenset({frozenset(characters)}))
    return NOTHING


def _characters(items: Sequence[tuple[Any, Any]]) -> set[str]:
    """Return the characters of a class, or none where they are not just ASCII digits and signs."""
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
