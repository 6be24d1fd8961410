"""Term readings: the ways to divide a text into words, so that one form of a term matches all of its spellings.

"Velvet Anvil", "velvet-anvil", "velvet_anvil" and a name broken over two lines have the same words. "VelvetAnvil" has
them if capitals begin words, and "Hank J. Durfee" has those of "Hank Durfee" without the initial.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

import regex

from recognizers.lexicon.term_finder import WITHOUT_SPACES, lower

UNSPACED = WITHOUT_SPACES.pattern.strip("[]")
ASCII_WORD = re.compile("[A-Za-z0-9]+")  # the same, faster
WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")
# In scripts without spaces, every character is a word.
UNSPACED_WORD = regex.compile(rf"[{UNSPACED}]|[[\p{{L}}\p{{M}}\p{{N}}]--[{UNSPACED}]]++", regex.V1)
HUMPED_WORD = regex.compile(
    rf"[{UNSPACED}]|\p{{Lu}}?[\p{{Ll}}\p{{M}}]++|\p{{Lu}}++(?=\P{{Ll}}|\Z)|\p{{Lu}}+(?=\p{{Lu}})|\p{{N}}++|[\p{{L}}\p{{M}}]"
)
ASCII_HUMP = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|[A-Za-z][0-9]|[0-9][A-Za-z]")
HUMP = regex.compile(r"\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|\p{L}\p{N}|\p{N}\p{L}")
ESCAPE = regex.compile(r"\\[nrt](?=\p{L})")
INITIAL = regex.compile(r"(?<=\p{L}[ ])(\p{Lu})\.?(?=[ ]\p{Lu}\p{L})")
NAME = r"\p{Lu}[\p{L}\p{M}'’]{1,40}"
# Also found where another one overlaps: "Dear Durfee, Hank".
FAMILY_FIRST = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}]){NAME}(?:[ -]{NAME}){{0,2}},[ \n]{{1,2}}{NAME}(?:[ -](?:{NAME}|\p{{Lu}}(?=\.|\b))){{0,2}}(?![\p{{L}}\p{{M}}])"
)

Span = tuple[int, int]
WordPattern = re.Pattern[str] | regex.Pattern[str]


class Reading:
    """A text divided into words."""

    def __init__(self, text: str, pattern: "WordPattern", skipped: frozenset[int] = frozenset()) -> None:
        """Divide a text.

        Arguments:
            text: the text, in its case.
            pattern: what a word is.
            skipped: the starts of words to leave out.
        """
        self._text, self._pattern, self._skipped = text, pattern, skipped
        found = [text[start:end] for start, end in self.words] if skipped else pattern.findall(text)
        self.normal = lower(f" {' '.join(found)}")

    @cached_property
    def words(self) -> list[Span]:
        """The offsets of the words in the text, determined on demand."""
        found = (match.span() for match in self._pattern.finditer(self._text))
        return [span for span in found if span[0] not in self._skipped]

    @cached_property
    def _places(self) -> list[int]:
        """The offset of each word in the normal form."""
        places, place = [], 1
        for start, end in self.words:
            places.append(place)
            place += end - start + 1
        return places

    def covered(self, start: int, end: int) -> tuple[list[Span], int]:
        """Return the words that a range of the normal form covers, and the length of the range in the last of them."""
        first = bisect_right(self._places, start) - 1
        last = bisect_right(self._places, end - 1) - 1
        return self.words[first : last + 1], end - self._places[last]


def word_pattern(text: str) -> "WordPattern":
    """Return what a word is in a text: in scripts without spaces, every character."""
    if text.isascii():
        return ASCII_WORD
    return UNSPACED_WORD if WITHOUT_SPACES.search(text) else WORD


def readings(text: str) -> Iterator[Reading]:
    """Yield the ways to divide a text into words, the plain one first."""
    pattern = word_pattern(text)
    yield Reading(text, pattern)
    if (ASCII_HUMP if text.isascii() else HUMP).search(text):
        yield Reading(text, HUMPED_WORD)
    if "\\" in text and ESCAPE.search(text):  # an escape in nested JSON; in a path such as C:\new it is none
        yield Reading(ESCAPE.sub("  ", text), pattern)
    if initials := frozenset(match.start(1) for match in INITIAL.finditer(text)):
        yield Reading(text, pattern, initials)
