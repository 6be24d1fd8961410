"""Inflected names: the cases of Polish, Czech and Russian names, by their endings.

The table covers the regular endings. Other forms, such as "Piotrze", are taken for names of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from recognizers.lexicon.pools import canonical

# language -> case -> ending of the base form and of the inflected form; the first row whose base ending fits a name holds.
# Cases that share all endings of a gender are one: "Kowalskiej" is genitive, dative and locative.
ENDINGS = {
    "pl": {
        "genitive": "ska skiej,cka ckiej,dzka dzkiej,na nej,ski skiego,cki ckiego,dzki dzkiego,ny nego,wy wego,ek ka,iec ca,ga gi,ka ki,a y,o a,- a",
        "dative": "ska skiej,cka ckiej,dzka dzkiej,ski skiemu,cki ckiemu,dzki dzkiemu,ny nemu,wy wemu,ek kowi,iec cowi,ka ce,na nie,ta cie,ra rze,ga dze,a ie,o owi,- owi",
        "instrumental": "ska ską,cka cką,dzka dzką,ski skim,cki ckim,dzki dzkim,ny nym,wy wym,ek kiem,iec cem,k kiem,g giem,a ą,o em,- em",
        "accusative": "a ę",
    },
    "cs": {
        "genitive": "ová ové,á é,ský ského,cký ckého,ný ného,ý ého,ek ka,ec ce,a y,- a",
        "dative": "ová ové,á é,ský skému,cký ckému,ý ému,ek kovi,ec covi,a ovi,- ovi",
        "instrumental": "ová ovou,á ou,ský ským,cký ckým,ý ým,ek kem,ec cem,a ou,- em",
        "accusative": "ová ovou,á ou,a u",
    },
    "ru": {
        "genitive": "ова овой,ева евой,ёва ёвой,ина иной,ская ской,цкая цкой,ский ского,цкий цкого,ый ого,ец ца,й я,ь я,ия ии,га ги,ка ки,а ы,я и,- а",
        "dative": "ова овой,ева евой,ёва ёвой,ина иной,ская ской,ский скому,цкий цкому,ый ому,ец цу,й ю,ь ю,ия ии,а е,я е,- у",
        "instrumental": "ова овой,ева евой,ина иной,ская ской,ский ским,цкий цким,ов овым,ев евым,ёв ёвым,ин иным,ый ым,й ем,ь ем,а ой,я ей,- ом",
        "accusative": "ова ову,ева еву,ёва ёву,ина ину,ская скую,цкая цкую,а у,я ю",
        "locative": "ский ском,цкий цком,ый ом,ец це,й е,ь е,- е",
    },
}
SHORTEST_STEM = 2
VOWELS = frozenset("aeiouyаеёиоуыэюя")
# culture of names -> the language of their endings
LANGUAGES = {"pl": "pl", "cs": "cs", "sk": "cs", "ru": "ru", "uk": "ru"}


class Reading(NamedTuple):
    """What an inflected name may be.

    Arguments:
        base: the base form, in canonical form.
        language, case: the keys of `ENDINGS`.
    """

    base: str
    language: str
    case: str


def readings(word: str) -> Iterator[Reading]:
    """Yield the base forms that a name in canonical form may be an inflected form of."""
    for language, case, base_ending, ending in _rows_by_last_letter().get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            base = word[: len(word) - len(ending)] + base_ending
            if base != word and canonical(inflected(base, language, case, plain=True)) == word:
                yield Reading(base, language, case)


def base_form(word: str, is_name: Callable[[str, str], bool]) -> str:
    """Return the base form of an inflected name in canonical form; an empty string if it is none.

    Arguments:
        word: the name.
        is_name: whether a base form in canonical form is a name of a language of `ENDINGS`.
    """
    return next((reading.base for reading in readings(word) if is_name(reading.base, reading.language)), "")


def inflected_like(name: str, word: str, base: str, language: str, *, is_female: bool) -> str:
    """Return a name in the case that a word has; the name itself if that is not known.

    Arguments:
        name: the name, as it is written.
        word, base: the inflected word and its base form, in canonical form.
        language: the key of `ENDINGS` for the name.
        is_female: whether a woman has the name: women's names that end with a consonant have one form.
    """
    if is_female and not _ends_with_vowel(name):
        return name
    cases = (of.case for of in readings(word) if of.base == base and of.language == language)
    return next((inflected(name, language, case) for case in cases), name)


def inflected(name: str, language: str, case: str, *, plain: bool = False) -> str:
    """Return a name in a case; the name itself if no row fits.

    Arguments:
        name: the name in its base form.
        language, case: the keys of `ENDINGS`.
        plain: whether the name is in canonical form.
    """
    for base_ending, plain_base_ending, ending in _rows()[language, case]:
        own = plain_base_ending if plain else base_ending
        if name.endswith(own) and _fits(name, own):
            return name.removesuffix(own) + ending
    return name


def _fits(name: str, base_ending: str) -> bool:
    """Return whether a row holds for a name: one without an ending holds for names that end with a consonant."""
    return bool(base_ending) or not _ends_with_vowel(name)


def _ends_with_vowel(name: str) -> bool:
    return canonical(name[-1:])[-1:] in VOWELS


@cache
def _rows() -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    """Return language and case -> base ending, the same in canonical form, and inflected ending of each row."""
    rows = {}
    for language, cases in ENDINGS.items():
        for case, listed in cases.items():
            pairs = [row.replace("- ", " ").split(" ") for row in listed.split(",")]
            rows[language, case] = [(base, base and canonical(base), ending) for base, ending in pairs]
    return rows


@cache
def _rows_by_last_letter() -> dict[str, list[tuple[str, str, str, str]]]:
    """Return last letter -> language, case, base ending and inflected ending, in canonical form, of the rows that end with it."""
    found: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for (language, case), rows in _rows().items():
        for _, base, ending in rows:
            plain = canonical(ending)
            found[plain[-1]].append((language, case, base, plain))
    return found
