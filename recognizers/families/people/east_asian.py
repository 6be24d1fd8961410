"""Chinese, Japanese and Korean names with a space between the family name and the given name, in either order."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from recognizers.functions import Found, FunctionRecognizer
from recognizers.lexicon.pools.people import culture_of_family, origins_of_given
from recognizers.rules import FLAGS

LIMITS = "A name without a space is left to the model; so is one of which the pools know no word."

SCORE = 0.75
CACHED_WORDS = 16_384
CULTURES = frozenset({"zh", "ja", "ko"})
HAN = r"[\p{Han}々ヶ]"
PAIR = regex.compile(
    rf"(?<![\p{{Han}}\p{{Hiragana}}\p{{Katakana}}\p{{Hangul}}\d])(?:({HAN}{{1,3}})[ \u3000・]({HAN}{{1,3}}|\p{{Hiragana}}{{2,4}})|(\p{{Hangul}}{{1,3}})[ ](\p{{Hangul}}{{1,3}}))(?![\p{{Han}}\p{{Hiragana}}\p{{Katakana}}\p{{Hangul}}\d])",
    FLAGS,
)


def names_in_east_asian_scripts(text: str) -> Iterator[Found]:
    """Find East Asian names of two words in their own scripts."""
    for match in PAIR.finditer(text):
        if _is_name(*(word for word in match.groups() if word)):
            yield *match.span(), "PERSON", SCORE


@lru_cache(CACHED_WORDS)
def _is_name(first: str, last: str) -> bool:
    """Return whether one of two words is a family name and the other one may be a given name."""
    return any(
        culture_of_family(family) in CULTURES and (not CULTURES.isdisjoint(origins_of_given(given)) or len(given) > 1)
        for family, given in ((first, last), (last, first))
    )


def recognizers() -> list[FunctionRecognizer]:
    """Return the recognizers of this family."""
    return [FunctionRecognizer("person_in_east_asian_script", ["PERSON"], names_in_east_asian_scripts)]
