"""Cultures and genders of names, looked up in the pools."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import regex

from recognizers.lexicon.pools import FIRST_GREEK, canonical, cultures, has_pool, pool

GIVEN_KINDS = ("given_female", "given_male")
FAMILY_KINDS = ("family", "family_female")
# Script -> culture. The first of these scripts that occurs anywhere in a name determines its culture.
SCRIPT = regex.compile(
    "|".join(
        f"(?=.*{letter})(?P<{culture}>)"
        for letter, culture in (
            (r"[\p{Hiragana}\p{Katakana}]", "ja"),
            (r"\p{Hangul}", "ko"),
            (r"\p{Han}", "zh"),
            (r"\p{Cyrillic}", "ru"),
            (r"\p{Greek}", "el"),
            (r"\p{Arabic}", "ar"),
            (r"\p{Hebrew}", "he"),
            (r"\p{Devanagari}", "hi"),
            (r"\p{Thai}", "th"),
        )
    ),
    regex.DOTALL,
)


class Choice(NamedTuple):
    """Names to choose from.

    Arguments:
        names: the names, in a fixed order.
        indices: canonical name -> its index in `names`.
    """

    names: tuple[str, ...]
    indices: dict[str, int]


def given_kind_in(culture: str, given: str) -> str:
    """Return the pool kind of a culture that contains a given name; an empty string if none does."""
    return _given_origins().get(given, {}).get(culture, "")


def culture_of_given(given: str) -> str:
    """Return the first culture whose pools contain a given name; an empty string if none does."""
    return next(iter(_given_origins().get(given, ())), "")


def culture_of_family(family: str) -> str:
    """Return the culture whose pools contain a family name; an empty string if none does."""
    return _family_origins().get(family, "")


def culture_of_script(text: str) -> str:
    """Return the culture of the script of a text; `en` for Latin, which many cultures share."""
    if max(text, default="") < FIRST_GREEK:
        return "en"
    script = SCRIPT.match(text)
    return (script and script.lastgroup) or "en"


def gender_of_given(given: str) -> str:
    """Return the gender of a given name as a pool kind; an empty string if both genders have it, or none."""
    kinds = set(_given_origins().get(given, {}).values())
    return kinds.pop() if len(kinds) == 1 else ""


def family_kind(culture: str, given_kind: str) -> str:
    """Return the pool kind of family names for a gender."""
    own = FAMILY_KINDS[1]
    return own if given_kind == GIVEN_KINDS[0] and has_pool(culture, own) else FAMILY_KINDS[0]


@cache
def names_of(culture: str, kind: str) -> Choice:
    """Return all names of a pool."""
    return _choice(pool(culture, kind))


@cache
def givens(culture: str, kind: str, family_culture: str) -> Choice:
    """Return the given names of a culture that are combined with family names of another.

    Given names that both cultures have are listed under the culture of the family name only, so that no full
    name belongs to two pairs of pools.

    Arguments:
        culture: the culture of the given names.
        kind: the pool kind, `given_female` or `given_male`.
        family_culture: the culture of the family names; an empty string for given names used alone.
    """
    if culture == family_culture:
        return names_of(culture, kind)
    return _choice(name for name in pool(culture, kind) if _owner(canonical(name), family_culture) == culture)


def _choice(names: Iterable[str]) -> Choice:
    listed = tuple(names)
    return Choice(listed, {canonical(name): index for index, name in enumerate(listed)})


def _owner(given: str, family_culture: str) -> str:
    known = _given_origins().get(given, {})
    return family_culture if family_culture in known else next(iter(known), "")


@cache
def _given_origins() -> dict[str, dict[str, str]]:
    """Return canonical given name -> culture -> pool kind."""
    origins: dict[str, dict[str, str]] = defaultdict(dict)
    for culture in cultures():
        for kind in GIVEN_KINDS:
            for name in pool(culture, kind):
                origins[canonical(name)][culture] = kind
    return dict(origins)


@cache
def _family_origins() -> dict[str, str]:
    return {
        canonical(name): culture
        for culture in cultures()
        for kind in FAMILY_KINDS
        if has_pool(culture, kind)
        for name in pool(culture, kind)
    }
