"""Randomness of letters: pairs of letters tell random characters from words, abbreviations and names in camel case."""

from operator import ne

import regex

# The 200 most frequent pairs of letters of English, German and Romance words and of names in code, by the first
# letter. Nine pairs in ten of a word are among them, three in ten of random letters.
FREQUENT = (
    "a:bcdgilmnprstuvy b:aeiloru c:aehiklortu d:aeioru e:acdefgilmnprstuvxy f:aefior g:aeinoru h:aeio "
    "i:abcdefglmnopqrstvz k:e l:adeilostuy m:abeimop n:acdeginost o:cdgilmnoprstuw p:aehiloprtu q:u "
    "r:acdegimnorstuy s:acehiopstu t:aehiorstuy u:abcdeilmnprstx v:aeio w:aei z:e"
)
PAIRS = frozenset(first + second for first, _, seconds in (row.partition(":") for row in FREQUENT.split()) for second in seconds)
SHARE_OF_WORDS = 0.55  # the share of frequent pairs from which letters are words
LETTERS = regex.compile(r"[A-Za-z]+")
HEXADECIMAL = regex.compile(r"(?=[a-f]*\d[a-f]*\d)(?=\d*[a-f]\d*[a-f])(?:[a-f0-9]{16,}|[a-fA-F0-9]{32,})")
CAPITALS = regex.compile(r"(?=(?:[A-Z]+\d+){3})[A-Z\d]{24,}")


def is_unpronounceable(value: str) -> bool:
    """Return whether the letters of a value, at least ten that change case or stand between digits, form no words."""
    letters = "".join(LETTERS.findall(value))
    if len(letters) < 10 or not changes_of_kind(value) >= 0.2:
        return False
    pairs = [pair.lower() for part in LETTERS.findall(value) for pair in map("".join, zip(part, part[1:], strict=False))]
    return bool(pairs) and sum(pair in PAIRS for pair in pairs) / len(pairs) < SHARE_OF_WORDS


def is_hexadecimal(value: str) -> bool:
    """Return whether a value is a long number in hexadecimal digits, or a long code of capitals and digits."""
    return bool(HEXADECIMAL.fullmatch(value) or CAPITALS.fullmatch(value))


def changes_of_kind(value: str) -> float:
    """Return how often neighbours in a value differ in kind: digit, capital, small letter, sign."""
    kinds = [kind(character) for character in value]
    return sum(map(ne, kinds, kinds[1:])) / max(len(value) - 1, 1)


def kind(character: str) -> str:
    """Return the kind of a character: `d` digit, `u` capital, `l` small letter, `s` sign."""
    return "d" if character.isdecimal() else "u" if character.isupper() else "l" if character.isalpha() else "s"
