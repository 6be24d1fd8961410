"""User names, local parts and file names that people make of a person's name."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.shapes import digits_like
from pipeline.replace.people.people import Person, Surrogate
from recognizers.lexicon.handle_forms import TOKEN, UMLAUTS, _ascii
from recognizers.lexicon.letter_case import capitalized
from recognizers.lexicon.nicknames import short_form, short_forms

MIN_PART = 3
CACHED_PEOPLE = 1_024  # the names of a document are looked for in each of its addresses and links


def render_handle(key: FamilyKey, handle: str, person: Person, surrogate: Surrogate) -> str | None:
    """Write a user name or local part that was made from a person's name with the surrogate's name.

    Returns:
        The handle of the surrogate, digits keyed; None where the handle is not made from the name.
    """
    forms = _forms(person.given, person.family, person.written, surrogate.given, surrogate.family)
    initials = {old[0]: new[0] for old, new in _initials(person, surrogate)}
    told = False
    pieces, position = [], 0
    for token in TOKEN.finditer(handle):
        old = _ascii(token[0])
        if token[0].isdecimal():
            new = digits_like(key, person.label, token[0])
        elif old in forms:
            new, told = forms[old], True
        elif old and old in initials:
            new = initials[old]
        else:
            return None
        pieces += [handle[position : token.start()], capitalized(new, token[0])]
        position = token.end()
    return "".join(pieces) + handle[position:] if told else None


@lru_cache(CACHED_PEOPLE)
def _forms(
    given_name: str, family_name: str, written: tuple[str, str], surrogate_given: str, surrogate_family: str
) -> Mapping[str, str]:
    """Map what people make handles of to what the surrogate would have made."""
    new_given, new_family = _ascii(surrogate_given), _ascii(surrogate_family)
    forms: dict[str, str] = {}
    families = _spellings(family_name, written[1])
    for given in _spellings(given_name, written[0]):
        if len(given) >= MIN_PART:
            forms[given] = new_given
        for family in families:
            forms |= {
                given + family: new_given + new_family,
                family + given: new_family + new_given,
                given[0] + family: new_given[0] + new_family,
                family + given[0]: new_family + new_given[0],
                given + family[0]: new_given + new_family[0],
            }
    for place, short in enumerate(short_forms(given_name)):
        new_short = _ascii(short_form(surrogate_given.casefold(), place)) or new_given
        if len(short) >= MIN_PART:
            forms.setdefault(_ascii(short), new_short)
        for family in families:
            forms.setdefault(_ascii(short) + family, new_short + new_family)
    forms |= {family: new_family for family in families if len(family) >= 2}
    return forms


def _initials(person: Person, surrogate: Surrogate) -> Iterable[tuple[str, str]]:
    for old, new in ((person.given, surrogate.given), (person.family, surrogate.family)):
        if _ascii(old) and _ascii(new):
            yield _ascii(old), _ascii(new)


def _spellings(name: str, written: str) -> list[str]:
    """Return a name as handles spell it: run together, its first word alone where it has several, umlauts as two letters."""
    words = regex.split(r"[\s-]+", name)
    spelled = [_ascii(name), _ascii(words[0]), _ascii(written.translate(UMLAUTS))]
    return [spelling for spelling in dict.fromkeys(spelled) if spelling]
