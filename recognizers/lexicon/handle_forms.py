"""Handle forms: user names, local parts and file names derived from a person's name."""

import unicodedata

import regex

TOKEN = regex.compile(r"\p{L}+|\d+")
# ASCII spellings of letters that do not decompose into a base letter and an accent.
SPELLED_OUT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def handles(given: str, family: str) -> list[str]:
    """Return the usual handles for a name: "ana.ruiz", "aruiz", "ruiza", "ruizana", "ana_ruiz".

    Arguments:
        given, family: the parts of the name.

    Returns:
        The handles in lower-case ASCII where possible; an empty list if a part is empty.
    """
    given, family = to_ascii(given), to_ascii(family)
    if not given or not family:
        return []
    marked = [f"{first}{mark}{family}" for first in (given, given[0]) for mark in ("", ".", "_", "-")]
    return [*marked, f"{family}{given[0]}", *(f"{family}{mark}{given}" for mark in ("", ".", "_", "-"))]


def to_ascii(name: str) -> str:
    """Return a name in lower case with ASCII spellings of its letters where possible, without spaces and punctuation."""
    if name.isascii() and name.isalnum():  # most names, in a tenth of the time
        return name.lower()
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(SPELLED_OUT))
    return "".join(character for character in decomposed if character.isalnum())
