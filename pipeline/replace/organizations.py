"""Organizations and code names: replaced by invented names; legal form and trade words stay."""

import regex

from pipeline.replace.keyed.keys import FamilyKey
from recognizers.lexicon.letter_case import in_case
from recognizers.lexicon.organization_names import (
    LEGAL_FORMS,
    SMALL_WORDS,
    TRADES,
    WORD,
    core_words,
    is_acronym,
    is_general_word,
    slug,
)
from recognizers.lexicon.pools import pool

AMPERSAND = regex.compile(r"\p{Lu}{1,3}&\p{Lu}{1,3}")
LETTER_RUN = regex.compile(r"\p{L}+")
POSSESSIVE = regex.compile(r"['’]s?$", regex.IGNORECASE)
ELIDED = regex.compile(r"\p{L}['’](?=\p{L})")
MAX_NAME_WORDS = 3
# Institutions with such names are few, so the trade words alone may identify them.
INSTITUTIONS = frozenset(
    "bank college council hospital institute ministry museum police school society university".split()
)
CONSULTANTS = frozenset({"consulting", "group"})
LINKING_WORDS = frozenset("of for de der des".split())


def surrogate_organization(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return an invented name for an organization: "Acme Foods Inc." becomes "Limebridge Foods Inc.".

    Arguments:
        key: the family key of organizations, also used for domains, so that both agree.
        surface: the organization as it is written; case and punctuation stay.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    words = list(WORD.finditer(surface))
    core = core_words(words)
    if not core:
        return surface[:0] + name_of(key, surface.casefold(), attempt).title()
    if _tells_by_shape(words):
        return _without_shape(key, surface, words, attempt)
    first, last = core[0], core[-1]
    start, end = first.start(), last.end()
    name = surface[start:end]
    if len(core) == 1 and AMPERSAND.fullmatch(name):
        new = LETTER_RUN.sub(
            lambda run: _titled(acronym(key, f"{name}|{run.start()}", attempt, len(run[0])), run[0]), name
        )
    elif len(core) == 1 and is_acronym(name):
        new = _titled(acronym(key, name, attempt), name)
    else:
        new = _invented(key, surface, core, attempt)
    return surface[:start] + new + surface[end:]


def _tells_by_shape(words: "list[regex.Match[str]]") -> bool:
    """Return whether the words around the name proper identify the organization: "Bank of ...", "... Consulting Group"."""
    plain = [word[0].casefold().replace(".", "") for word in words]
    trades = {word for word in plain if word in TRADES} - SMALL_WORDS
    is_institution = len(trades) > 1 and bool(trades & INSTITUTIONS)
    return is_institution or trades == CONSULTANTS or bool(trades and LINKING_WORDS.intersection(plain))


def _without_shape(key: FamilyKey, surface: str, words: "list[regex.Match[str]]", attempt: int) -> str:
    """Return an invented name with the original's article and legal form, and without its other words."""
    own = [word for word in words if word[0].casefold().replace(".", "") not in LEGAL_FORMS]
    first = own[1] if own[0][0].casefold() == "the" else own[0]
    new = _titled(name_of(key, slug(surface), attempt), surface[first.start() : own[-1].end()])
    return surface[: first.start()] + new + surface[own[-1].end() :]


def _invented(key: FamilyKey, surface: str, core: "list[regex.Match[str]]", attempt: int) -> str:
    """Return as many invented words as the name has, up to three, with the small and trade words between them.

    The first word is derived from the whole slug, because a domain does not show word boundaries.
    """
    named = [word for word in core if not is_general_word(word)][:MAX_NAME_WORDS]
    is_upper = surface[core[0].start() : core[-1].end()].isupper()
    identity = slug(surface)
    pieces, position = [], core[0].start()
    for place, word in enumerate(named):
        new = name_of(key, f"{identity}|{place}" if place else identity, attempt)
        # "IBM" in "IBM Schweiz" is an acronym: its capitals do not apply to an invented word.
        written = new.title() if word[0].isupper() and not is_upper else _titled(new, word[0])
        pieces += [surface[position : word.start()], _with_marks(written, word[0])]
        position = word.end()
    return "".join(pieces)


def _with_marks(new: str, like: str) -> str:
    """Add the apostrophe or ampersand of the replaced word, so that quoting around the word stays valid."""
    if possessive := POSSESSIVE.search(like):
        return new + possessive[0]
    if elided := ELIDED.match(like):
        return elided[0] + new
    return f"{new}&{new[0]}" if "&" in like else new


def name_of(key: FamilyKey, identity: str, attempt: int = 0) -> str:
    """Return the invented name of an organization, in lower case.

    Arguments:
        key: the family key of organizations.
        identity: the slug of the organization.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    names = pool("any", "company_word")
    return names[key.number(f"organization|{identity}|{attempt}", len(names))]


def surrogate_codename(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another code name with the same number of words.

    Arguments:
        key: the family key of organizations.
        surface: the code name as it is written.
        attempt: number of the candidate; increased if an earlier one is already in use.
    """
    names = pool("any", "codename")
    pieces, position = [], 0
    for place, word in enumerate(regex.finditer(r"[\p{L}\p{M}\p{N}]+", surface)):
        index = key.number(f"codename|{surface.casefold()}|{place}|{attempt}", len(names))
        pieces += [surface[position : word.start()], _titled(names[index], word[0])]
        position = word.end()
    return "".join(pieces) + surface[position:]


def acronym(key: FamilyKey, name: str, attempt: int = 0, length: int = 0) -> str:
    """Return another acronym, in capitals. The domain of the organization gets the same one.

    Arguments:
        key: the family key of organizations.
        name: the acronym.
        attempt: number of the candidate; increased if an earlier one is already in use.
        length: the number of letters; 0 for the length of the acronym.
    """
    length = length or len(name)
    number = key.number(f"acronym|{name.casefold()}|{attempt}", 26**length)
    letters = ""
    for _ in range(length):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return letters


def _titled(new: str, like: str) -> str:
    """Write a name in the case of another, with capital first letters where that one mixes both cases."""
    return in_case(new.title(), like)
