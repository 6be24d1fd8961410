"""Randomness of letters: pairs of letters tell random characters from words, abbreviations and names in camel case."""

from itertools import pairwise
from operator import ne

import regex

# The 200 most frequent pairs of letters of English, German and Romance words and of names in code, by the first
# letter. Nine pairs in ten of a word are among them, three in ten of random letters.
FREQUENT = (
    "a:bcdgilmnprstuvy b:aeiloru c:aehiklortu d:aeioru e:acdefgilmnprstuvxy f:aefior g:aeinoru h:aeio "
    "i:abcdefglmnopqrstvz k:e l:adeilostuy m:abeimop n:acdeginost o:cdgilmnoprstuw p:aehiloprtu q:u "
    "r:acdegimnorstuy s:acehiopstu t:aehiorstuy u:abcdeilmnprstx v:aeio w:aei z:e"
)
PAIRS = frozenset(
    first + second for first, _, seconds in (row.partition(":") for row in FREQUENT.split()) for second in seconds
)
SHARE_OF_WORDS = 0.55  # the share of frequent pairs from which letters are words
RARE = 0.42  # the share below which letters are no words even if they do not change case
LETTERS = regex.compile(r"[A-Za-z]+")
HEXADECIMAL = regex.compile(r"(?=[a-f]*\d[a-f]*\d)(?=\d*[a-f]\d*[a-f])(?:[a-f0-9]{16,}|[a-fA-F0-9]{32,})")
CAPITALS = regex.compile(r"(?=(?:[A-Z]+\d+){3})[A-Z\d]{24,}")


def is_unpronounceable(value: str) -> bool:
    """Return whether the letters of a value, at least ten, form no words."""
    parts = LETTERS.findall(value.lower())
    pairs = [first + second for part in parts for first, second in pairwise(part)]
    if not pairs or sum(map(len, parts)) < 10:
        return False
    share = sum(pair in PAIRS for pair in pairs) / len(pairs)
    return (share < SHARE_OF_WORDS and changes_of_kind(value) >= 0.2) or (share < RARE and not value.isalpha())


def is_hexadecimal(value: str) -> bool:
    """Return whether a value is a long number in hexadecimal digits, or a long code of capitals and digits."""
    return bool(HEXADECIMAL.fullmatch(value) or CAPITALS.fullmatch(value))


def changes_of_kind(value: str) -> float:
    """Return how often neighbours in a value differ in kind: digit, capital, small letter, sign."""
    kinds = [kind(character) for character in value]
    return float(sum(map(ne, kinds, kinds[1:]))) / max(len(value) - 1, 1)


def kind(character: str) -> str:
    """Return the kind of a character: `d` digit, `u` capital, `l` small letter, `s` sign."""
    return "d" if character.isdecimal() else "u" if character.isupper() else "l" if character.isalpha() else "s"
