"""Where a name comes from: which pools know it, and so which culture and gender it tells."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import regex

from recognizers.lexicon.pools import FIRST_GREEK, canonical, cultures, has_pool, pool

GIVEN_KINDS = ("given_female", "given_male")
FAMILY_KINDS = ("family", "family_female")
# The first of these scripts that stands anywhere in a name tells its culture.
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
        places: canonical name -> its place in `names`.
    """

    names: tuple[str, ...]
    places: dict[str, int]


def given_kind_in(culture: str, given: str) -> str:
    """Return the pool of given names of a culture that knows a name; empty where none does."""
    return _given_origins().get(given, {}).get(culture, "")


def culture_of_given(given: str) -> str:
    """Return the first culture that knows a given name; empty where none does."""
    return next(iter(_given_origins().get(given, ())), "")


def culture_of_family(family: str) -> str:
    """Return the one culture that a family name belongs to; empty where none knows it."""
    return _family_origins().get(family, "")


def culture_of_script(text: str) -> str:
    """Return the culture that a script stands for; `en` for the Latin one, which stands for many."""
    if max(text, default="") < FIRST_GREEK:
        return "en"
    script = SCRIPT.match(text)
    return (script and script.lastgroup) or "en"


def gender_of_given(given: str) -> str:
    """Return the kind of pool that alone has a given name; empty where both or none do."""
    kinds = set(_given_origins().get(given, {}).values())
    return kinds.pop() if len(kinds) == 1 else ""


def family_kind(culture: str, given_kind: str) -> str:
    """Return the pool of family names that goes with a gender."""
    own = FAMILY_KINDS[1]
    return own if given_kind == GIVEN_KINDS[0] and has_pool(culture, own) else FAMILY_KINDS[0]


@cache
def names_of(culture: str, kind: str) -> Choice:
    """Return all names of a pool."""
    return _choice(pool(culture, kind))


@cache
def givens(culture: str, kind: str, family_culture: str) -> Choice:
    """Return the given names of a culture that may stand before family names of `family_culture`, or alone where it is empty.

    Those that the family's culture has itself stand under that culture alone: no full name then
    belongs to two pairs of pools.
    """
    if culture == family_culture:
        return names_of(culture, kind)
    return _choice(name for name in pool(culture, kind) if _owner(canonical(name), family_culture) == culture)


def _choice(names: Iterable[str]) -> Choice:
    listed = tuple(names)
    return Choice(listed, {canonical(name): place for place, name in enumerate(listed)})


def _owner(given: str, family_culture: str) -> str:
    known = _given_origins().get(given, {})
    return family_culture if family_culture in known else next(iter(known), "")


@cache
def _given_origins() -> dict[str, dict[str, str]]:
    """Return canonical given name -> culture -> kind."""
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
