"""Handles: user names, local parts and file names derived from a person's name."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.shapes import digits_like
from pipeline.replace.people.people import Person, Surrogate
from recognizers.lexicon.handle_forms import TOKEN, UMLAUTS, to_ascii
from recognizers.lexicon.letter_case import capitalized
from recognizers.lexicon.nicknames import short_form, short_forms

MIN_PART = 3
CACHED_PEOPLE = 1_024  # every address and URL of a document is compared with all of its people


def render_handle(key: FamilyKey, handle: str, person: Person, surrogate: Surrogate) -> str | None:
    """Return the handle that corresponds to a person's handle for the person's surrogate.

    Arguments:
        key: the family key of internet names.
        handle: a user name or local part.
        person: the person.
        surrogate: the surrogate of the person.

    Returns:
        The handle of the surrogate, with keyed digits; None if the handle is not derived from the person's name.
    """
    forms = _forms(person.given, person.family, person.written, surrogate.given, surrogate.family)
    initials = {old[0]: new[0] for old, new in _initials(person, surrogate)}
    has_name = False
    pieces, position = [], 0
    for token in TOKEN.finditer(handle):
        old = to_ascii(token[0])
        if token[0].isdecimal():
            new = digits_like(key, person.label, token[0])
        elif old in forms:
            new, has_name = forms[old], True
        elif old and old in initials:
            new = initials[old]
        else:
            return None
        pieces += [handle[position : token.start()], capitalized(new, token[0])]
        position = token.end()
    return "".join(pieces) + handle[position:] if has_name else None


@lru_cache(CACHED_PEOPLE)
def _forms(
    given_name: str, family_name: str, written: tuple[str, str], surrogate_given: str, surrogate_family: str
) -> Mapping[str, str]:
    """Return forms of the name that occur in handles -> the same forms of the surrogate's name."""
    new_given, new_family = to_ascii(surrogate_given), to_ascii(surrogate_family)
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
    for index, short in enumerate(short_forms(given_name)):
        new_short = to_ascii(short_form(surrogate_given.casefold(), index)) or new_given
        if len(short) >= MIN_PART:
            forms.setdefault(to_ascii(short), new_short)
        for family in families:
            forms.setdefault(to_ascii(short) + family, new_short + new_family)
    forms |= {family: new_family for family in families if len(family) >= 2}
    return forms


def _initials(person: Person, surrogate: Surrogate) -> Iterable[tuple[str, str]]:
    for old, new in ((person.given, surrogate.given), (person.family, surrogate.family)):
        if to_ascii(old) and to_ascii(new):
            yield to_ascii(old), to_ascii(new)


def _spellings(name: str, written: str) -> list[str]:
    """Return the spellings of a name in handles: joined, its first word only, and with umlauts as two letters."""
    words = regex.split(r"[\s-]+", name)
    spelled = [to_ascii(name), to_ascii(words[0]), to_ascii(written.translate(UMLAUTS))]
    return [spelling for spelling in dict.fromkeys(spelled) if spelling]
