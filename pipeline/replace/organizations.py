"""Organizations and code names: replaced by invented names; legal form and trade words stay."""

from collections.abc import Collection, Sequence
from functools import cache
from math import prod
from string import ascii_uppercase

import regex

from pipeline.replace.keyed.keys import FamilyKey
from recognizers.lexicon.company_names import ANY, ENGLISH, company_words, further_words, is_free, language_of
from recognizers.lexicon.company_words import FURTHER_FORMS, JOINING, PLACING, PREFIXES
from recognizers.lexicon.letter_case import in_case
from recognizers.lexicon.organization_names import (
    LEGAL_FORMS,
    MAX_ACRONYM,
    SMALL_WORDS,
    TRADES,
    VOWELS,
    WORD,
    core_words,
    folded,
    is_acronym,
    is_general_word,
    plain,
    slug,
)
from recognizers.lexicon.pools import canonical, has_pool, pool

AMPERSAND = regex.compile(r"\p{Lu}{1,3}&\p{Lu}{1,3}")
LETTER_RUN = regex.compile(r"\p{L}+")
FORMS = frozenset(map(canonical, LEGAL_FORMS | FURTHER_FORMS))
SPOKEN_VOWELS, CONSONANTS = "AEIOU", "BCDFGHJKLMNPQRSTVWXZ"
MIN_SPOKEN = 3  # letters of an acronym that is spoken as a word: its vowels stay vowels
PARTNERED = regex.compile(r"[,&/+–-]|\b(?:and|et|und|y|e|i|og|och|en)\b")
POSSESSIVE = regex.compile(r"['’]s?$", regex.IGNORECASE)
ELIDED = regex.compile(r"\p{L}['’](?=\p{L})")
MAX_NAME_WORDS = 3
# Words before a code name.
PROJECTS = frozenset(
    "project projekt projet proyecto progetto projeto operation operacion operazione operacja operacao aktion program programme programm".split()
)
# Institutions with such names are few, so the trade words alone may identify them.
INSTITUTIONS = frozenset(
    "bank college council hospital institute ministry museum police school society university".split()
)
CONSULTANTS = frozenset({"consulting", "group"})


def surrogate_organization(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return an invented name for an organization, of the language of its name: "Brückner Maschinenbau GmbH" becomes
    "Erlenkamp Maschinenbau GmbH".

    Arguments:
        key: the family key of organizations, also used for domains, so that both agree.
        surface: the organization as it is written; case and punctuation stay.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    words = list(WORD.finditer(surface))
    core = core_words(words)
    if not core:
        bare = surface.strip()
        return surface.replace(bare, name_of(key, bare.casefold(), attempt).title(), 1)
    if _is_identified_by_shape(words):
        return _without_shape(key, surface, words, attempt)
    start, end = core[0].start(), core[-1].end()
    return surface[:start] + _invented(key, surface, core, attempt) + surface[end:]


def _is_identified_by_shape(words: "list[regex.Match[str]]") -> bool:
    """Return whether the words around the name proper identify the organization: "Bank of ...", "... Consulting Group"."""
    spelled = [plain(word) for word in words]
    trades = {word for word in spelled if word in TRADES} - SMALL_WORDS
    is_institution = len(trades) > 1 and bool(trades & INSTITUTIONS)
    return is_institution or trades == CONSULTANTS or any(word[0] in PLACING for word in words[1:-1])


def _without_shape(key: FamilyKey, surface: str, words: "list[regex.Match[str]]", attempt: int) -> str:
    """Return an invented name with the original's article and legal form, and without its other words."""
    own = [word for word in words if plain(word) not in FORMS]
    first = own[1] if own[0][0].casefold() == "the" else own[0]
    new = _titled(name_of(key, slug(surface), attempt), surface[first.start() : own[-1].end()])
    return surface[: first.start()] + new + surface[own[-1].end() :]


def _invented(key: FamilyKey, surface: str, core: "list[regex.Match[str]]", attempt: int) -> str:
    """Return as many invented words as the name has, up to three, with the small and trade words between them.

    The first word is derived from the whole slug, because a domain does not show word boundaries, and so is the language.
    A word right after another one is a plain word ("Westforge Ridge"), one after a comma or "&" the name of a partner
    ("Westforge & Lowe").
    """
    named = [word for word in core if not _stays(word, core)][:MAX_NAME_WORDS]
    is_upper = surface[core[0].start() : core[-1].end()].isupper()
    identity = slug(surface)
    pieces, position = [], core[0].start()
    made: dict[str, str] = {}
    for place, word in enumerate(named):
        between = surface[position : word.start()]
        own = word[0].casefold()
        if own not in made:
            language = language_of(identity)
            names = _partners(language) if PARTNERED.search(between) else further_words(language)
            label = f"further|{identity}|{place}|{attempt}"
            if ELIDED.match(word[0]):  # "d'Horticulture"
                names = tuple(name for name in names if name[0].casefold() in VOWELS)
            further = _further_word(key, surface, label, names, made.values()) if place else ""
            made[own] = further or _first_word(key, identity, word[0], attempt)
        new = made[own]
        # "IBM" in "IBM Schweiz" is an acronym: its capitals do not apply to an invented word.
        is_capital = word[0].isupper() or word[0][0].isdecimal()
        is_name = is_capital and not is_upper and not AMPERSAND.fullmatch(word[0]) and len(core) > 1
        written = new.title() if is_name else _titled(new, word[0])
        pieces += [between, _with_marks(written, word[0])]
        position = word.end()
    return "".join(pieces)


@cache
def _partners(language: str) -> Sequence[str]:
    """Return the names of partners of companies whose names are of a language."""
    if language != ENGLISH and not has_pool(language, "family"):
        return company_words(language)
    return tuple(name for name in pool(language, "family") if name.isalpha())


def _stays(word: "regex.Match[str]", core: "list[regex.Match[str]]") -> bool:
    """Return whether a word before the last one stays: a trade, a small word, a saint or an article."""
    return word is not core[-1] and (is_general_word(word) or word[0] in JOINING or plain(word) in PREFIXES)


def _first_word(key: FamilyKey, identity: str, word: str, attempt: int) -> str:
    """Return the invented word that the domain has as well, in lower case or, for acronyms, in capitals."""
    if AMPERSAND.fullmatch(word):
        return LETTER_RUN.sub(lambda run: acronym(key, f"{identity}|{run.start()}", attempt, run[0]), word)
    is_alone = is_acronym(word) and identity == folded(word.casefold())
    return acronym(key, word, attempt) if is_alone else name_of(key, identity, attempt)


def _further_word(key: FamilyKey, surface: str, label: str, names: Sequence[str], taken: Collection[str]) -> str:
    """Return another word of an invented name, in lower case.

    Arguments:
        key: the family key of organizations.
        surface: the name, none of whose words is used.
        label: what decides about the choice.
        names: the words to choose from.
        taken: the words of the invented name so far.
    """
    others = (name.lower() for name in key.rotated(label, names))
    free = (name for name in others if name not in surface.casefold() and name not in taken)
    return next(free, "") or name_of(key, label)


def _with_marks(new: str, like: str) -> str:
    """Add the apostrophe or ampersand of the replaced word, so that quoting around the word stays valid."""
    if AMPERSAND.fullmatch(like):
        return new
    if possessive := POSSESSIVE.search(like):
        return new + possessive[0]
    if elided := ELIDED.match(like):
        return elided[0] + new
    return f"{new}&{new[0]}" if "&" in like else new


def name_of(key: FamilyKey, identity: str, attempt: int = 0, language: str = "") -> str:
    """Return the invented name of an organization, in lower case.

    Arguments:
        key: the family key of organizations.
        identity: the slug of the organization.
        attempt: number of the candidate; increased if an earlier one is already in use.
        language: the language of the name; empty for that of the identity.
    """
    language = language or language_of(identity)
    names = key.rotated(f"organization|{identity}|{attempt}", company_words(language))
    return next(name for name in names if is_free(name, language))


def surrogate_codename(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another code name with the same number of words, of the language of its letters; "Project" stays.

    Arguments:
        key: the family key of organizations.
        surface: the code name as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    words = list(regex.finditer(r"[\p{L}\p{M}\p{N}]+", surface))
    words = [word for word in words if canonical(word[0]) not in PROJECTS] or words
    language = language_of(slug(" ".join(word[0] for word in words)))
    names = pool("any", "codename") if language in (ENGLISH, ANY) else company_words(language)
    pieces, position = [], 0
    for place, word in enumerate(words):
        index = key.number(f"codename|{surface.casefold()}|{place}|{attempt}", len(names))
        pieces += [surface[position : word.start()], _titled(names[index], word[0])]
        position = word.end()
    return "".join(pieces) + surface[position:]


def acronym(key: FamilyKey, name: str, attempt: int = 0, like: str = "") -> str:
    """Return another acronym, in capitals. The domain of the organization gets the same one.

    Arguments:
        key: the family key of organizations.
        name: the acronym.
        attempt: number of the candidate; increased if an earlier one is already in use.
        like: the letters whose kinds are kept; empty for those of the name.
    """
    like = (like or name).upper()
    sets = [_letters_like(character, like) for character in like]
    number = key.number(f"acronym|{name.casefold()}|{attempt}", prod(map(len, sets)))
    letters = ""
    for kind in sets:
        number, letter = divmod(number, len(kind))
        letters += kind[letter]
    return letters


def _letters_like(character: str, word: str) -> str:
    """Return the characters that may stand for one of an acronym. One that can be spoken has vowels where it had them."""
    if character.isdecimal():
        return "23456789"
    if len(word) < MIN_SPOKEN or not set(word.casefold()) & VOWELS:
        return ascii_uppercase
    return SPOKEN_VOWELS if character.casefold() in VOWELS else CONSONANTS


def _titled(new: str, like: str) -> str:
    """Write a name in the case of another, with capital first letters where that one mixes both cases.

    Acronyms of mixed case ("PwC") have each letter in the case of the other.
    """
    if len(new) == len(like) and len(like) <= MAX_ACRONYM and not like.istitle():
        return "".join(a.upper() if b.isupper() else a.lower() for a, b in zip(new, like, strict=True))
    return in_case(new.title(), like)
