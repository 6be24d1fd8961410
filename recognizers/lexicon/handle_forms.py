"""Handle forms: the user names, local parts and file names that people make of a name."""

import unicodedata

import regex

TOKEN = regex.compile(r"\p{L}+|\d+")
# Letters that are written as others where only ASCII is allowed, beside those that lose an accent.
SPELLED_OUT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def handles(given: str, family: str) -> list[str]:
    """Return the user and file names that people make of a name: "ana.ruiz", "aruiz", "ruiza", "RuizAna", "ana_ruiz"."""
    given, family = _ascii(given), _ascii(family)
    if not given or not family:
        return []
    marked = [f"{first}{mark}{family}" for first in (given, given[0]) for mark in ("", ".", "_", "-")]
    return [*marked, f"{family}{given[0]}", *(f"{family}{mark}{given}" for mark in ("", ".", "_", "-"))]


def _ascii(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(SPELLED_OUT))
    return "".join(character for character in decomposed if character.isalnum())
