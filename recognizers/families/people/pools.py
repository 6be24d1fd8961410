"""Person names of the pools: full names, lists of given names, and given names beside a relation, a job or a verb."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import regex

from recognizers.functions import Found, FunctionRecognizer
from recognizers.lexicon.name_context import AFTER, BEFORE, POSSESSIONS, QUALITIES, RELATIONS
from recognizers.lexicon.name_patterns import (
    BEGIN,
    BLANK,
    CAPITALIZED,
    INITIAL,
    INITIALS,
    PARTICLE,
    QUOTED,
    SUFFIX,
    before_company,
    is_name,
    part,
)
from recognizers.lexicon.names import is_family_name, is_given_name
from recognizers.lexicon.not_names import NO_SURNAMES, PLACES, is_not_name, is_ordinary

LIMITS = "A given name alone, a name of which no word is in the pools, and all capitals of which the surname is in no pool, are not found."
SCORE = 0.65
SURE = 0.95  # of a list of given names
CACHED_WORDS = 16_384
WORD = rf"(?:{CAPITALIZED}|{INITIALS}|{INITIAL})"
SEQUENCE = regex.compile(
    rf"{BEGIN}{CAPITALIZED}(?:{QUOTED}{BLANK}(?:{PARTICLE}{BLANK}){{0,3}}{WORD}){{0,6}}+{SUFFIX}(?![\p{{L}}\p{{M}}\p{{N}}_@])"
)
IN_SEQUENCE = regex.compile(r"[\p{L}\p{M}]+(?:['’ʼʻ‐-][\p{L}\p{M}]+)*\.?")
JOINED = regex.compile(
    r"[ ]?(?:,|&|/|\+|;)[ ]?|[ ](?:and|und|et|y|e|en|i|och|og|or|oder|ou|u|lub)[ ]|,[ ](?:and|und|et|y|e|or)[ ]"
)
# "Emma, Levin und Nils-Ole": one word each, three or more.
LISTED = rf"{CAPITALIZED}(?![\p{{L}}\p{{M}}\p{{N}}_@])"
LIST = regex.compile(
    rf"{BEGIN}{LISTED}(?:,[ ]{LISTED}){{1,20}}+(?:,?[ ](?:and|und|et|y|e|ed|en|i|oraz|och|og|or|oder|ou|o)[ ](?:el[ ]|la[ ]|a[ ]|o[ ])?{LISTED})"
)
MIN_LISTED, MIN_GIVEN = 3, 2
MAX_WORDS = 5
INITIAL_LETTERS = 2
OF_PLACES = frozenset("los las san santa santo são saint sainte st sankt new port fort mount lake cape".split())
WORD_BEFORE = regex.compile(r"(?<![\p{L}\p{M}\p{N}_@./\\])([\p{L}\p{M}][\p{L}\p{M}'’/-]{0,24})[,:]?[ ][\"“„«]?$")
WORDS_BEFORE = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}'’-]*")
WORD_AFTER = regex.compile(r"['’]?[ ]([\p{L}]{1,14})(?!\p{L})")
LOOK_BEHIND = 30
IN_IDENTIFIER = regex.compile(r"[\w@#/\\.=$<-]$")
IDENTIFIER_FOLLOWS = regex.compile(r"[\w@(/\\=]|\.\w|-\d|::")


def names_of_the_pools(text: str) -> Iterator[Found]:
    """Find names by the pools of given names and surnames."""
    yield from ((*place, "PERSON", SCORE) for place in _names(text))
    yield from ((*place, "PERSON", SURE) for place in _listed(text))


def recognizers() -> list[FunctionRecognizer]:
    """Return the recognizers of this family."""
    return [FunctionRecognizer("person_of_the_pools", ["PERSON"], names_of_the_pools)]


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of full names, and of given names in a list of names or beside a word that shows a person."""
    before: tuple[int, int] | None = None  # the last name or given name
    is_yielded = False
    for match in SEQUENCE.finditer(text):
        place, given = match.span(), match[0]
        if IN_IDENTIFIER.search(text, max(0, place[0] - 1), place[0]) or IDENTIFIER_FOLLOWS.match(text, place[1]):
            continue
        first, last = _full_name(given)
        if not last and _is_relative(text, place[0]) and is_name(given):
            first, last = part(given)
        if not last and not _is_lone_given(given):
            continue
        start, end = (place[0] + first, place[0] + last) if last else place
        is_listed = before is not None and JOINED.fullmatch(text, before[1], start) is not None
        if before is not None and is_listed and not is_yielded:
            yield before
        is_yielded = bool(last) or is_listed or _has_context(text, start, end)
        if is_yielded:
            yield start, end
        before = start, end


def _listed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the names in a list of three or more, each of which is a given or family name of the pools."""
    for match in LIST.finditer(text):
        words = [word for word in IN_SEQUENCE.finditer(match[0]) if word[0][0].isupper()]
        given = [word for word in words if _kind(word[0].partition("-")[0]) == "given"]
        is_known = all(_kind(word[0].partition("-")[0]) in ("given", "family") for word in words)
        if is_known and len(words) >= MIN_LISTED and len(given) >= MIN_GIVEN and not match[0].isupper():
            yield from ((match.start() + word.start(), match.start() + word.end()) for word in words)


def _is_relative(text: str, start: int) -> bool:
    """Return whether a relation and a word of possession precede a name: "my late husband "."""
    words = [word.casefold() for word in WORDS_BEFORE.findall(text, max(0, start - 2 * LOOK_BEHIND), start)]
    if (
        not words
        or text[start - 1 : start] != " "
        or text[start - 2 : start - 1] in ".!?;:"
        or words[-1] not in RELATIONS
    ):
        return False
    return any(word in POSSESSIONS for word in words[-2:-1]) or (
        len(words) > 2 and words[-2] in QUALITIES and words[-3] in POSSESSIONS
    )


def _has_context(text: str, start: int, end: int) -> bool:
    """Return whether the word before or after a given name shows that it is a person."""
    before = WORD_BEFORE.search(text, max(0, start - LOOK_BEHIND), start)
    if before and before[1].casefold() in BEFORE:
        return True
    after = WORD_AFTER.match(text, end)
    return after is not None and after[1] in AFTER


def _full_name(sequence: str) -> tuple[int, int]:
    """Return the offsets of the name in a sequence of capitalized words; an empty range if there is none."""
    words = list(IN_SEQUENCE.finditer(sequence))
    for place, (word, following) in enumerate(pairwise(words)):
        is_place = place > 0 and words[place - 1][0].casefold().rstrip(".") in OF_PLACES  # "Los Angeles Clippers"
        if not is_place and _kind(word[0]) and _follows(word[0], following[0], sequence):
            end = place + 1
            while end + 1 < len(words) and end - place < MAX_WORDS and not _ends(words[end + 1][0]):
                end += 1
            while end > place + 1 and words[end][0][0].islower():  # a particle at the end
                end -= 1
            last = words[end].end() if end + 1 < len(words) else len(sequence)
            return word.start(), min(last, before_company(sequence, words[place : end + 1]))
    return 0, 0


@lru_cache(CACHED_WORDS)
def _kind(word: str) -> str:
    """Return whether a word begins a name: `given`, `place` for a given name that is a place as well, `family`, or ``."""
    folded = word.casefold()
    if len(word) <= INITIAL_LETTERS or is_ordinary(word) or folded in NO_SURNAMES:
        return ""
    if is_given_name(word):
        return "place" if folded in PLACES else "given"
    return "family" if is_family_name(word) and folded not in PLACES else ""


def _follows(word: str, following: str, sequence: str) -> bool:
    """Return whether a word that begins a name and the next one are a name."""
    if following[0].islower():  # a particle: "Liesbeth van der Berg"
        return _kind(word) == "given" and following.casefold() not in ("y", "e", "i", "na", "ka", "la")
    if _ends(following):
        return False
    is_family = is_family_name(following) and not is_not_name(following)
    if _kind(word) == "family":  # "Trimble Dolores", "DUPONT Jean"
        return _kind(following) == "given" and (word.isupper() != following.isupper() or not is_family)
    if _kind(word) == "place" or (word.isupper() and following.isupper()):
        return is_family
    is_initial = len(following.rstrip(".")) == 1
    return is_family or is_initial or not is_ordinary(following)


@lru_cache(CACHED_WORDS)
def _ends(word: str) -> bool:
    """Return whether a name ends before a word."""
    return word.casefold().rstrip(".") in NO_SURNAMES or (is_not_name(word) and not word.endswith("."))


def _is_lone_given(sequence: str) -> bool:
    return " " not in sequence and _kind(sequence) == "given" and not sequence.isupper()
