"""Inflected names: the cases of Polish, Czech, Russian and Finnish names, by their endings.

The table covers the regular endings. Other forms, such as "Piotrze", are taken for names of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import NamedTuple

from recognizers.lexicon.pools import canonical

# The genitives of Finnish names, with the consonants that alternate. Other cases have another ending for their "n".
FINNISH_GENITIVES = (
    "nen sen,kki kin,ppi pin,tti tin,kko kon,ppo pon,tto ton,kka kan,ppa pan,tta tan,kku kun,hti hden,nki ngin,nta nnan,mpi mmen,rvi rven,"
    "ski sken,emi emen,lmi lmen,ari aren,äki äen,i in,a an,ä än,o on,ö ön,u un,y yn,e een,- in"
)
FINNISH_CASES = {
    "genitive": "n",
    "adessive": "lla",
    "ablative": "lta",
    "allative": "lle",
    "inessive": "ssa",
    "elative": "sta",
}
FINNISH_PARTITIVES = "nen sta,ti tea,rvi rvea,ski skea,i ia,a aa,ä ää,o oa,ö öä,u ua,y yä,- ia"


def _finnish() -> dict[str, str]:
    rows = FINNISH_GENITIVES.split(",")
    cases = {case: ",".join(row[:-1] + ending for row in rows) for case, ending in FINNISH_CASES.items()}
    return cases | {"partitive": FINNISH_PARTITIVES}


# language -> case -> ending of the base form and of the inflected form; the first row whose base ending fits a name holds.
# Cases that share all endings of a gender are one: "Kowalskiej" is genitive, dative and locative.
ENDINGS = {
    # Russian names in Latin letters. "Guseva" is a woman's name there, never taken for a form of "Gusev".
    "ru-latin": {
        "genitive": "ova ovoy,eva evoy,ina inoy,skaya skoy,skiy skogo,sky skogo",
        "dative": "ova ovoy,eva evoy,ina inoy,skaya skoy,skiy skomu,sky skomu,ov ovu,ev evu,in inu",
        "instrumental": "ova ovoy,eva evoy,ina inoy,skaya skoy,skiy skim,sky skim,ov ovym,ev evym,in inym",
        "accusative": "ova ovu,eva evu,ina inu,skaya skuyu",
    },
    "pl": {
        "genitive": "ska skiej,cka ckiej,dzka dzkiej,na nej,ski skiego,cki ckiego,dzki dzkiego,ny nego,wy wego,ek ka,iec ca,eł ła,ś sia,ń nia,ć cia,ź zia,sia si,cia ci,zia zi,nia ni,ia ii,ga gi,ka ki,a y,o a,- a",
        "dative": "ska skiej,cka ckiej,dzka dzkiej,ski skiemu,cki ckiemu,dzki dzkiemu,ny nemu,wy wemu,ek kowi,iec cowi,eł łowi,ś siowi,ń niowi,ć ciowi,ź ziowi,sia si,cia ci,zia zi,nia ni,ia ii,ka ce,na nie,ta cie,da dzie,ra rze,ga dze,a ie,o owi,- owi",
        "instrumental": "ska ską,cka cką,dzka dzką,ski skim,cki ckim,dzki dzkim,ny nym,wy wym,ek kiem,iec cem,eł łem,ś siem,ń niem,ć ciem,ź ziem,k kiem,g giem,a ą,o em,- em",
        "accusative": "a ę",
        "vocative": "sia siu,zia ziu,nia niu,cia ciu,ia io,a o,ek ku,eł le,ł le,t cie,d dzie,rz rzu,sz szu,cz czu,r rze,j ju,l lu,k ku,g gu,h hu,ś siu,- ie",
    },
    "cs": {
        "genitive": "ová ové,á é,ský ského,cký ckého,ný ného,ý ého,ek ka,ec ce,vel vla,rel rla,a y,- a",
        "dative": "ová ové,á é,ský skému,cký ckému,ý ému,ek kovi,ec covi,vel vlovi,rel rlovi,a ovi,- ovi",
        "instrumental": "ová ovou,á ou,ský ským,cký ckým,ý ým,ek kem,ec cem,vel vlem,rel rlem,a ou,- em",
        "accusative": "ová ovou,á ou,a u",
    },
    "ru": {
        "genitive": "ова овой,ева евой,ёва ёвой,ина иной,ская ской,цкая цкой,ский ского,цкий цкого,ый ого,ец ца,й я,ь я,ия ии,га ги,ка ки,а ы,я и,- а",
        "dative": "ова овой,ева евой,ёва ёвой,ина иной,ская ской,ский скому,цкий цкому,ый ому,ец цу,й ю,ь ю,ия ии,а е,я е,- у",
        "instrumental": "ова овой,ева евой,ина иной,ская ской,ский ским,цкий цким,ов овым,ев евым,ёв ёвым,ин иным,ый ым,й ем,ь ем,а ой,я ей,- ом",
        "accusative": "ова ову,ева еву,ёва ёву,ина ину,ская скую,цкая цкую,а у,я ю",
        "locative": "ский ском,цкий цком,ый ом,ец це,й е,ь е,- е",
    },
    "fi": _finnish(),
}
# language -> case -> endings of women's family names that are adjectives, whatever their last consonant is.
ADJECTIVES = {
    "pl": {
        "genitive": "ka kiej,ga giej,a ej",
        "dative": "ka kiej,ga giej,a ej",
        "instrumental": "a ą",
        "accusative": "a ą",
    }
}
ENDINGS_OF_ADJECTIVES = frozenset({"na"})
SHORTEST_STEM = 2
VOWELS = frozenset("aeiouyаеёиоуыэюя")
# culture of names -> the language of their endings
LANGUAGES = {"pl": "pl", "cs": "cs", "sk": "cs", "ru": "ru", "uk": "ru", "fi": "fi", "ru-latin": "ru-latin"}


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
    return (reading for reading in _candidates(word) if _leads_back(reading, word))


def _candidates(word: str) -> Iterator[Reading]:
    """Yield the base forms that an ending of a word may stand for, whether or not another row comes first for them."""
    for language, case, base_ending, ending in _rows_by_last_letter().get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            base = word[: len(word) - len(ending)] + base_ending
            if base != word:
                yield Reading(base, language, case)


def _leads_back(reading: Reading, word: str) -> bool:
    return word in plain_forms(reading.base, reading.language, reading.case)


def base_form(word: str, is_name: Callable[[str, str], bool]) -> str:
    """Return the base form of an inflected name in canonical form; an empty string if it is none.

    Arguments:
        word: the name.
        is_name: whether a base form in canonical form is a name of a language of `ENDINGS`.
    """
    known = (reading for reading in _candidates(word) if is_name(reading.base, reading.language))
    return next((reading.base for reading in known if _leads_back(reading, word)), "")


def inflected_like(
    name: str, word: str, base: str, language: str, *, is_female: bool, is_adjective: bool | None = None
) -> str:
    """Return a name in the case that a word has; the name itself if that is not known.

    Arguments:
        name: the name, as it is written.
        word, base: the inflected word and its base form, in canonical form.
        language: the key of `ENDINGS` for the name.
        is_female: whether a woman has the name: women's names that end with a consonant have one form.
        is_adjective: whether the name is an adjective of `ADJECTIVES`; None if its ending decides.
    """
    if is_female and not _ends_with_vowel(name):
        return name
    cases = (of.case for of in readings(word) if of.base == base and of.language == language)
    case = next(cases, "")
    if is_adjective and case in ADJECTIVES[language]:
        return in_case_of_adjective(name, language, case)
    skipped = ENDINGS_OF_ADJECTIVES if is_adjective is False else frozenset()
    return inflected(name, language, case, skipped) if case else name


def in_case_of_adjective(name: str, language: str, case: str) -> str:
    """Return a woman's family name that is an adjective in a case of `ADJECTIVES`."""
    rows = (row.split(" ") for row in ADJECTIVES[language][case].split(","))
    return next((name.removesuffix(of) + ending for of, ending in rows if name.endswith(of)), name)


def inflected(name: str, language: str, case: str, skipped: Collection[str] = ()) -> str:
    """Return a name in a case; the name itself if no row fits.

    Arguments:
        name: the name in its base form.
        language, case: the keys of `ENDINGS`.
        skipped: endings of base forms whose rows do not hold.
    """
    for base_ending, _, ending in _rows()[language, case]:
        if base_ending not in skipped and name.endswith(base_ending) and _fits(name, base_ending):
            return name.removesuffix(base_ending) + ending
    return name


def plain_forms(name: str, language: str, case: str) -> Iterator[str]:
    """Yield the forms of a name in canonical form in a case: several where only a lost accent would show which row holds."""
    for base_ending, plain, ending in _rows()[language, case]:
        if name.endswith(plain) and _fits(name, plain):
            yield canonical(name.removesuffix(plain) + ending)
            if base_ending == plain:
                return


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
