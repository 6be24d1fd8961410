"""Inflected mentions: reads the names of a document in their base form."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from recognizers.lexicon.inflections import LANGUAGES, base_form
from recognizers.lexicon.names import Name
from recognizers.lexicon.nicknames import formal_names, short_forms
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.people import culture_of_family, origins_of_given

SALUTATIONS = frozenset({"panie", "pani"})  # in Polish with the given name, which has its own case
FEMALE, FINNISH, POLISH = "given_female", "fi", "pl"


def in_base_form(parsed: Mapping[str, Name]) -> dict[str, Name]:
    """Return the names of a document, those that are inflected in their base form.

    Arguments:
        parsed: mention as it is written -> name.
    """
    families = frozenset(name.family for name in parsed.values())
    full = {name.given for name in parsed.values()}
    givens = frozenset(full | {canonical(form) for given in full for form in short_forms(given)})
    of_women = frozenset(name.family for name in parsed.values() if name.family and _is_woman(name, givens))
    known = _Known(families, givens, of_women)
    return {surface: _in_base_form(name, known) for surface, name in parsed.items()}


class _Known(NamedTuple):
    """The canonical names of a document.

    Arguments:
        givens, families: the names, of given names also the short forms.
        of_women: the family names beside a woman's given name: "Волкова" is then no form of "Волков".
    """

    families: frozenset[str]
    givens: frozenset[str]
    of_women: frozenset[str]


def _in_base_form(name: Name, known: _Known) -> Name:
    """Return a name in its base form.

    Arguments:
        name: the name.
        known: the canonical names of the document.
    """
    if name.family and not name.given and name.title in SALUTATIONS and (given := base_form(name.family, _is_polish)):
        return name._replace(family="", given=given)  # "panie Szymonie"
    family = "" if name.family in known.of_women else _base_of_family(name.family, known, is_lone=not name.given)
    given = _base_in(name.given, known.givens) if family else _base_of_given(name.given, known)
    if family and not given:
        given = base_form(name.given, _is_given)
    return name._replace(family=family or name.family, given=given or name.given) if family or given else name


def _base_of_family(family: str, known: _Known, *, is_lone: bool) -> str:
    """Return the base form of a family name, or of a lone word that is a given name of the document: "Pavlovi"."""
    given = _base_of_given(family, known) if is_lone else ""
    return _base_in(family, known.families) or given or _base_of_double(family, known) or _known_family(family)


def _base_of_double(family: str, known: _Known) -> str:
    """Return the base form of a family name of two parts, of which each has its own case: "Wróblewskiej-Mazur"."""
    first, hyphen, second = family.partition("-")
    if not hyphen:
        return ""
    doubles = [name.partition("-") for name in known.families if "-" in name and name != family]
    of_document = (a + h + b for a, h, b in sorted(doubles) if _is_form(first, a) and _is_form(second, b))
    bases = [_known_family(part) or part for part in (first, second)]
    is_known = all(map(culture_of_family, bases))
    return next(of_document, "") or ("-".join(bases) if is_known and bases != [first, second] else "")


def _is_form(word: str, base: str) -> bool:
    return word == base or _base_in(word, (base,)) == base


def _base_of_given(word: str, known: _Known) -> str:
    """Return the base form of a given name; an empty string if the word is another name: "Daniela"."""
    return base_form(
        word, lambda base, language: base in known.givens and _is_sure(base, language) and not _is_other(word, base)
    )


def _base_in(word: str, names: Collection[str]) -> str:
    """Return the base form of a word that is a name of the document; an empty string if none is."""
    base = base_form(word, lambda base, language: base in names and _is_sure(base, language))
    further = base and base_form(base, lambda base, language: base in names and _is_sure(base, language))
    return further or base  # "Dvořákovi" is no form of "Dvořáka", which is one itself


def _is_sure(base: str, language: str) -> bool:
    """Return whether a name may have the cases of a language: Finnish ones look like other names."""
    return language != FINNISH or culture_of_family(base) == FINNISH or FINNISH in origins_of_given(base)


def _is_other(word: str, base: str) -> bool:
    """Return whether a word is a given name of its own: of the other gender, of a language with cases, or beside a name that
    is rather one of another language, as "Christine" is beside "Christina".
    """
    own, of_base = origins_of_given(word), origins_of_given(base)
    of_most = Counter(of_base.values()).most_common(1)  # "Alex" is a woman's name in France
    is_of_other_gender = bool(own and of_most) and of_most[0][0] not in own.values()
    of_formal = (culture for formal in formal_names(base) for culture in origins_of_given(canonical(formal)))
    may_have_cases = next(iter(of_base), "") in LANGUAGES or any(culture in LANGUAGES for culture in of_formal)
    return is_of_other_gender or any(culture in LANGUAGES for culture in own) or bool(own and not may_have_cases)


def _is_woman(name: Name, givens: Collection[str]) -> bool:
    """Return whether a given name is a woman's, and not a form of a man's of the document, as "Krzysztofa" may be."""
    return next(iter(origins_of_given(name.given).values()), "") == FEMALE and not _base_in(name.given, givens)


def _known_family(family: str) -> str:
    """Return the base form of a family name that no pool has in the form that is written; an empty string if none has it."""
    if culture_of_family(family) or origins_of_given(family):
        return ""
    return base_form(family, lambda base, language: LANGUAGES.get(culture_of_family(base)) == language)


def _is_polish(base: str, language: str) -> bool:
    return language == POLISH and bool(origins_of_given(base) or formal_names(base))


def _is_given(base: str, language: str) -> bool:
    return any(LANGUAGES.get(culture) == language for culture in origins_of_given(base))
