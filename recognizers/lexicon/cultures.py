"""Cultures of names, looked up in the pools that detection knows."""

from functools import cache

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


def culture_of_given(given: str) -> str:
    """Return the first culture whose pools contain a given name; an empty string if none does."""
    return _given_origins().get(given, "")


def culture_of_family(family: str) -> str:
    """Return the culture whose pools contain a family name; an empty string if none does."""
    return _family_origins().get(family, "")


def culture_of_script(text: str) -> str:
    """Return the culture of the script of a text; `en` for Latin, which many cultures share."""
    if max(text, default="") < FIRST_GREEK:
        return "en"
    script = SCRIPT.match(text)
    return (script and script.lastgroup) or "en"


@cache
def _given_origins() -> dict[str, str]:
    """Return canonical given name -> the first culture that has it."""
    origins: dict[str, str] = {}
    for culture in cultures():
        for kind in GIVEN_KINDS:
            for name in pool(culture, kind):
                origins.setdefault(canonical(name), culture)
    return origins


@cache
def _family_origins() -> dict[str, str]:
    return {
        canonical(name): culture
        for culture in cultures()
        for kind in FAMILY_KINDS
        if has_pool(culture, kind)
        for name in pool(culture, kind)
    }
