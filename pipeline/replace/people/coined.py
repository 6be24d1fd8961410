"""Coined names, built from the syllables of a culture's names, for people whose names are not in the pools."""

from functools import cache
from typing import NamedTuple

import regex

from pipeline.replace.keyed.keys import FamilyKey
from recognizers.lexicon.cultures import culture_of_family, culture_of_given
from recognizers.lexicon.pools import canonical, pool

VOWELS = "aeiouyæøœаеёиоуыэюяіїєαεηιουω"
MIN_SPACE = 10**14  # less than one expected collision among ten million people (birthday bound: n**2 / 2)
MAX_ATTEMPTS = 50


class Syllables(NamedTuple):
    """The syllables of the names of a pool.

    Arguments:
        starts, middles, ends: the syllables at the start, inside and at the end of names.
    """

    starts: tuple[str, ...]
    middles: tuple[str, ...]
    ends: tuple[str, ...]

    def size(self, inner: int) -> int:
        """Return the number of names with `inner` inner syllables."""
        return int(len(self.starts) * len(self.middles) ** inner * len(self.ends))

    def spell(self, number: int, inner: int) -> tuple[int, str]:
        """Return the quotient of a number by the number of names, and the name that the remainder encodes."""
        number, start = divmod(number, len(self.starts))
        number, end = divmod(number, len(self.ends))
        pieces = [self.starts[start]]
        for _ in range(inner):
            number, middle = divmod(number, len(self.middles))
            pieces.append(self.middles[middle])
        pieces.append(self.ends[end])
        return number, "".join(pieces)


class Coinage(NamedTuple):
    """The parameters for coining full names of one culture and gender.

    Arguments:
        given, family: the syllables of given and family names.
        given_inner, family_inner: the number of inner syllables of each.
        size: the number of full names that can be coined.
    """

    given: Syllables
    family: Syllables
    given_inner: int
    family_inner: int
    size: int

    @property
    def coins_families(self) -> bool:
        """Whether family names are coined, and not taken from the pool."""
        return self.family.ends != ("",)


def coin_name(key: FamilyKey, label: str, culture: str, given_kind: str, family_kind: str) -> tuple[str, str]:
    """Return a coined given and family name in the style of a culture. Such a full name is in no pool.

    Arguments:
        key: the family key of people.
        label: identifies the person.
        culture: the culture whose syllables are used.
        given_kind, family_kind: the pool kinds whose syllables are used.
    """
    coins = coinage(culture, given_kind, family_kind)
    for attempt in range(MAX_ATTEMPTS):
        number = key.number(f"coin|{culture}|{given_kind}|{label}|{attempt}", coins.size)
        number, given = coins.given.spell(number, coins.given_inner)
        _, family = coins.family.spell(number, coins.family_inner)
        is_new_family = not coins.coins_families or not culture_of_family(canonical(family))
        if is_new_family and not culture_of_given(canonical(given)):
            break
    return given, family


@cache
def coinage(culture: str, given_kind: str, family_kind: str) -> Coinage:
    """Return the parameters with the fewest inner syllables that allow MIN_SPACE names.

    Arguments:
        culture: the culture of the names.
        given_kind, family_kind: the pool kinds whose syllables are used.
    """
    given, family = _syllables(culture, given_kind), _syllables(culture, family_kind)
    for given_inner, family_inner in ((0, 1), (1, 1), (1, 2), (2, 2), (2, 3)):
        size = given.size(given_inner) * family.size(family_inner)
        if size >= MIN_SPACE:
            break
    return Coinage(given, family, given_inner, family_inner, size)


@cache
def _syllables(culture: str, kind: str) -> Syllables:
    names = pool(culture, kind)
    split = [pieces for name in names if len(pieces := _split(name)) > 1]
    if len(split) < len(names) / 2:  # names of one syllable, as in Vietnamese: no other family names exist
        more = tuple(f" {name}" for name in names) if kind.startswith("given") else ("",)
        return Syllables(names, ("",), more)
    starts, ends = {pieces[0] for pieces in split}, {pieces[-1] for pieces in split}
    middles = {piece for pieces in split for piece in pieces[1:-1]}
    return Syllables(tuple(sorted(starts)), tuple(sorted(middles or {""})), tuple(sorted(ends)))


def _split(name: str) -> list[str]:
    """Split a name after its vowels, or by characters in scripts without vowel letters.

    Every piece except the first then follows a vowel, so that pieces can be combined freely.
    """
    characters = regex.findall(r"\X", name)
    is_vowel = [_is_vowel(character) for character in characters]
    if sum(is_vowel) < 2:
        return [] if any(is_vowel) else _in_twos(characters)
    pieces, current = [], ""
    for place, character in enumerate(characters):
        current += character
        more_vowels = True in is_vowel[place + 1 :]
        if is_vowel[place] and more_vowels and not is_vowel[place + 1]:
            pieces.append(current)
            current = ""
    return [*pieces, current]


def _is_vowel(character: str) -> bool:
    return canonical(character)[:1] in VOWELS


def _in_twos(characters: list[str]) -> list[str]:
    """Split a name in a script without vowel letters into pairs of characters; short names into single characters."""
    size = 1 if len(characters) <= 2 else 2
    return ["".join(characters[start : start + size]) for start in range(0, len(characters), size)]
