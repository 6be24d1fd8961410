"""Organizations and code names: an invented name, the legal form and what it does stay."""

import regex

from pipeline.replace.keyed.keys import FamilyKey
from recognizers.lexicon.letter_case import in_case
from recognizers.lexicon.organization_names import (
    LEGAL_FORMS,
    SMALL_WORDS,
    TRADES,
    WORD,
    _core,
    _is_general,
    is_acronym,
    slug,
)
from recognizers.lexicon.pools import pool

AMPERSAND = regex.compile(r"\p{Lu}{1,3}&\p{Lu}{1,3}")
LETTER_RUN = regex.compile(r"\p{L}+")
POSSESSIVE = regex.compile(r"['’]s?$", regex.IGNORECASE)
ELIDED = regex.compile(r"\p{L}['’](?=\p{L})")
MAX_NAME_WORDS = 3
# Few have such names, so that one word of them, or the other words, are as good as the name.
INSTITUTIONS = frozenset(
    "bank college council hospital institute ministry museum police school society university".split()
)
CONSULTANTS = frozenset({"consulting", "group"})
LINKING_WORDS = frozenset("of for de der des".split())


def surrogate_organization(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return an invented name for an organization: "Acme Foods Inc." becomes "Limebridge Foods Inc.".

    Arguments:
        key: the family key of organizations, also used for domains, so that both agree.
        surface: the organization as it is written; case and punctuation follow it.
        attempt: counts up where an earlier surrogate was taken.
    """
    words = list(WORD.finditer(surface))
    core = _core(words)
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
    """Tell whether the words around the name proper identify the organization: Bank of ..., ... Ministry of Health, ... Consulting Group."""
    plain = [word[0].casefold().replace(".", "") for word in words]
    trades = {word for word in plain if word in TRADES} - SMALL_WORDS
    is_institution = len(trades) > 1 and bool(trades & INSTITUTIONS)
    return is_institution or trades == CONSULTANTS or bool(trades and LINKING_WORDS.intersection(plain))


def _without_shape(key: FamilyKey, surface: str, words: "list[regex.Match[str]]", attempt: int) -> str:
    """Return one invented name, with the original's article and legal form, and none of its other words."""
    own = [word for word in words if word[0].casefold().replace(".", "") not in LEGAL_FORMS]
    first = own[1] if own[0][0].casefold() == "the" else own[0]
    new = _titled(name_of(key, slug(surface), attempt), surface[first.start() : own[-1].end()])
    return surface[: first.start()] + new + surface[own[-1].end() :]


def _invented(key: FamilyKey, surface: str, core: "list[regex.Match[str]]", attempt: int) -> str:
    """Return as many invented words as the name has, up to three, with the small and trade words between them.

    The first is that of the domain, which does not tell where its words part.
    """
    named = [word for word in core if not _is_general(word)][:MAX_NAME_WORDS]
    is_upper = surface[core[0].start() : core[-1].end()].isupper()
    identity = slug(surface)
    pieces, position = [], core[0].start()
    for place, word in enumerate(named):
        new = name_of(key, f"{identity}|{place}" if place else identity, attempt)
        # "IBM" in "IBM Schweiz" says nothing of how a word is written.
        written = new.title() if word[0].isupper() and not is_upper else _titled(new, word[0])
        pieces += [surface[position : word.start()], _with_marks(written, word[0])]
        position = word.end()
    return "".join(pieces)


def _with_marks(new: str, like: str) -> str:
    """Give a word the apostrophe or ampersand of the word that it replaces, so that quoting around it stays valid."""
    if possessive := POSSESSIVE.search(like):
        return new + possessive[0]
    if elided := ELIDED.match(like):
        return elided[0] + new
    return f"{new}&{new[0]}" if "&" in like else new


def name_of(key: FamilyKey, identity: str, attempt: int = 0) -> str:
    """Return the invented name, in lower case, of the organization that `identity` (a slug) identifies."""
    names = pool("any", "company_word")
    return names[key.number(f"organization|{identity}|{attempt}", len(names))]


def surrogate_codename(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return another code name of as many words."""
    names = pool("any", "codename")
    pieces, position = [], 0
    for place, word in enumerate(regex.finditer(r"[\p{L}\p{M}\p{N}]+", surface)):
        index = key.number(f"codename|{surface.casefold()}|{place}|{attempt}", len(names))
        pieces += [surface[position : word.start()], _titled(names[index], word[0])]
        position = word.end()
    return "".join(pieces) + surface[position:]


def acronym(key: FamilyKey, name: str, attempt: int = 0, length: int = 0) -> str:
    """Return other initials for an acronym, in capitals; its domain gets the same.

    Arguments:
        key: the family key of organizations.
        name: the acronym.
        attempt: counts up where an earlier surrogate was taken.
        length: how many initials; 0 for as many as the acronym has.
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
