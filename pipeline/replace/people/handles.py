"""Handles: determines whether a user name, local part or file name is derived from a person's name."""

from functools import lru_cache

import regex

from pipeline.replace.people.people import Person
from recognizers.lexicon.handle_forms import TOKEN, UMLAUTS, to_ascii
from recognizers.lexicon.nicknames import short_forms

MIN_PART = 3
CACHED_PEOPLE = 1_024  # every part of a URL is compared with all people of the document


def is_handle_of(handle: str, person: Person) -> bool:
    """Return whether a user name or local part is derived from the name of a person.

    Arguments:
        handle: the user name or local part.
        person: the person.
    """
    words = [to_ascii(token[0]) for token in TOKEN.finditer(handle) if not token[0].isdecimal()]
    forms = _forms(person.given, person.family, person.written, person.particle)
    beside = {name[:1] for name in (to_ascii(person.given), to_ascii(person.family))} - {""}
    beside |= {to_ascii(word) for word in regex.split(r"[\s-]+", f"{person.particle} {person.family}")}
    return any(word in forms for word in words) and all(word in forms or word in beside for word in words)


@lru_cache(CACHED_PEOPLE)
def _forms(given_name: str, family_name: str, written: tuple[str, str], particle: str) -> frozenset[str]:
    """Return the forms of a name that occur in handles."""
    families = _spellings(family_name, written[1])
    if particle:
        families += [to_ascii(particle) + family for family in families]
    forms = {family for family in families if len(family) >= 2}
    for given in _spellings(given_name, written[0]):
        if len(given) >= MIN_PART:
            forms.add(given)
        for family in families:
            forms |= {given + family, family + given, given[0] + family, family + given[0], given + family[0]}
    syllables = [word[0] for word in regex.split(r"[\s-]+", written[0] or given_name) if word]
    if len(syllables) > 1:  # "jmbaptiste"
        forms |= {"".join(syllables) + family for family in families}
    for short in map(to_ascii, short_forms(given_name)):
        if len(short) >= MIN_PART:
            forms.add(short)
        forms |= {short + family for family in families}
    return frozenset(forms)


def _spellings(name: str, written: str) -> list[str]:
    """Return the spellings of a name in handles: joined, its first word only, and with umlauts as two letters."""
    words = regex.split(r"[\s-]+", name)
    spelled = [to_ascii(name), to_ascii(words[0]), to_ascii(written.translate(UMLAUTS))]
    return [spelling for spelling in dict.fromkeys(spelled) if spelling]
