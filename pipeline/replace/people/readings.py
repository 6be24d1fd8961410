"""Readings of handles: which names a user name or a local part is made of, as far as the handle alone shows it."""

from functools import cache, lru_cache
from typing import NamedTuple

import regex

from pipeline.replace.people.origins import without_digraphs
from pipeline.replace.people.people import Person
from recognizers.lexicon.handle_forms import UMLAUTS, to_ascii
from recognizers.lexicon.name_order import are_east_asian_families, is_known_family_first, is_known_given_first
from recognizers.lexicon.names import is_given_name
from recognizers.lexicon.nicknames import formal_name
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import culture_of_family, names_of_culture, origins_of_given

CACHED_READINGS = 4_096
MIN_PART = 3  # letters of a name that is written together with another one
# What a word of a handle consists of.
GIVEN, FAMILY, INITIAL, MIDDLE = "given", "family", "initial", "middle"
GERMAN, TURKISH, DOTLESS = "de", "tr", "ı"
WITH_PARTICLES = ("af", "nl")
# A Dutch particle before a name that no pool has: "vanderwiel".
PARTICLES = {"vander": "van der", "vanden": "van den", "vande": "van de"}
JOINED_PARTICLE = regex.compile(r"(?P<particle>vander|vanden|vande)(?P<name>[a-z]{4,})")
ARABIC_PARTICLE, ARABIC = regex.compile(r"(?P<particle>al|el)(?P<hyphen>-?)(?P<name>[a-z]{3,})"), "ar-latin"


class Reading(NamedTuple):
    """The person that a handle names, and how it is written.

    Arguments:
        person: the person; the given name is one letter if the handle has only the initial.
        words: the parts of each word of the handle.
        short: the short form of the given name that the handle has; empty if it has the full one.
    """

    person: Person
    words: tuple[tuple[str, ...], ...]
    short: str = ""


@lru_cache(CACHED_READINGS)
def reading_of(words: tuple[str, ...]) -> Reading | None:
    """Return the names in a handle: "ana.ruiz", "ruiz_ana", "ana.m.ruiz", "aruiz", "a.ruiz", "anaruiz", "ana", "ruiz", "ana.r".

    Arguments:
        words: the runs of letters of the handle, in lower-case ASCII; double names with their hyphen.

    Returns:
        The names; None if the words do not look like names.
    """
    if len(words) == 1:
        return _of_one_word(words[0])
    if len(words) == 3 and len(words[1]) == 1 and min(len(words[0]), len(words[2])) > 1:
        return _of(words[0], words[2], ((GIVEN,), (MIDDLE,), (FAMILY,)))
    if len(words) != 2:
        return None
    first, second = words
    if len(first) == 1 < len(second):
        return _of(first, second, ((INITIAL,), (FAMILY,)))
    if len(second) == 1 < len(first):
        if is_given_name(first) and not _is_family(first):  # "grazyna.s"
            return _of(first, "", ((GIVEN,), (MIDDLE,)))
        return _of(second, first, ((FAMILY,), (INITIAL,)))
    if len(first) == 1:
        return None
    if is_known_family_first(words) or (not is_known_given_first(words) and _is_rather_given(second, first)):
        return _of(second, first, ((FAMILY,), (GIVEN,)))
    return _of(first, second, ((GIVEN,), (FAMILY,)))


def _of_one_word(word: str) -> Reading | None:
    if is_given_name(word) or (_is_given(word) and not _is_family(word)):
        return _of(word, "", ((GIVEN,),))
    if _is_family(word):
        return _of("", word, ((FAMILY,),))
    if len(word) > MIN_PART and _is_family(word[1:]):
        return _of(word[0], word[1:], ((INITIAL, FAMILY),))
    if both := _of_two_names(word):
        return both
    if len(word) > MIN_PART and _is_family(word[:-1]):
        return _of(word[-1], word[:-1], ((FAMILY, INITIAL),))
    return None


def _of_two_names(word: str) -> Reading | None:
    """Return the names of a word such as "anaruiz" or "ruizana", the longest first name of the two; a common given name first."""
    halves = [(word[:end], word[end:]) for end in range(len(word) - MIN_PART, MIN_PART - 1, -1)]
    for knows_given in (is_given_name, _is_given):
        for first, second in halves:
            if knows_given(first) and _is_family(second):
                return _of(first, second, ((GIVEN, FAMILY),))
            if _is_family(first) and knows_given(second):
                return _of(second, first, ((FAMILY, GIVEN),))
    for first, second in halves:  # "weizhang"
        if are_east_asian_families(first, second):
            is_swapped = is_known_family_first((first, second))
            return _of(second, first, ((FAMILY, GIVEN),)) if is_swapped else _of(first, second, ((GIVEN, FAMILY),))
    return None


def _is_rather_given(word: str, other: str) -> bool:
    """Return whether one of two names is the given name: a common one, or at all one, unlike the other."""
    is_common, is_other_common = (all(map(is_given_name, name.split("-"))) for name in (word, other))
    if is_common or is_other_common:
        return is_common and not is_other_common
    return _is_given(word) and not _is_given(other)


def _of(given: str, family: str, words: tuple[tuple[str, ...], ...]) -> Reading:
    given, (particle, family) = _canonical(given, is_given=True), _parted(_canonical(family, is_given=False))
    formal = formal_name(given) if len(given) > 1 else given
    person = Person(formal, without_digraphs(family), written=(given, family), particle=particle)
    return Reading(person, words, given if formal != given else "")


def _canonical(word: str, *, is_given: bool) -> str:
    """Return the canonical form of a name in ASCII letters: that of "Müller" for "mueller", but of "Michael" for itself."""
    known = _with_other_letters(("given_female", "given_male") if is_given else ("family",))
    return "-".join(known.get(part, part) for part in word.split("-"))


def _parted(family: str) -> tuple[str, str]:
    """Return the particle and the rest of a family name that is written together: "van der" and "berg"."""
    if culture_of_family(family):
        return "", family
    if arabic := _arabic_parts(family):
        return arabic
    joined = JOINED_PARTICLE.fullmatch(family)
    unknown = (PARTICLES[joined["particle"]], joined["name"]) if joined else ("", family)
    return _with_particles().get(family, unknown)


def _arabic_parts(family: str) -> tuple[str, str] | None:
    """Return the article and the rest of an Arabic family name: of "al-farsi", and of "alfarsi" if the rest is a known name."""
    found = ARABIC_PARTICLE.fullmatch(family)
    is_one = found and (found["hyphen"] or culture_of_family(found["name"]) == ARABIC)
    return (found["particle"], found["name"]) if found and is_one else None


@cache
def _with_other_letters(kinds: tuple[str, ...]) -> dict[str, str]:
    """Return the canonical forms of German names with umlauts and of Turkish ones with "ı" by their spelling in handles."""
    german = [name for kind in kinds for name in names_of_culture(GERMAN)[kind]]
    turkish = [name for kind in kinds for name in names_of_culture(TURKISH)[kind] if DOTLESS in name]
    spelled = ((name.lower().translate(UMLAUTS), name) for name in german)
    dotted = {to_ascii(name): canonical(name) for name in turkish}
    unknown = {two: name for two, name in dotted.items() if not _is_given(two) and not culture_of_family(two)}
    return unknown | {two: canonical(name) for two, name in spelled if two != name.lower()}


@cache
def _with_particles() -> dict[str, tuple[str, str]]:
    """Return Dutch and Afrikaans family names with a particle as handles have them, "vanderberg" -> particle and name."""
    kinds = ((culture, kind) for culture in WITH_PARTICLES for kind in names_of_culture(culture))
    parted = ((culture, kind, kind.removeprefix("family ")) for culture, kind in kinds if kind.startswith("family "))
    return {
        to_ascii(particle + name): (particle, canonical(name))
        for culture, kind, particle in parted
        for name in names_of_culture(culture)[kind]
    }


def _is_given(word: str) -> bool:
    return bool(origins_of_given(word))


def _is_family(word: str) -> bool:
    return bool(culture_of_family(word)) or word in _with_particles() or _arabic_parts(word) is not None
