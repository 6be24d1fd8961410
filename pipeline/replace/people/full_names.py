"""Full names: the people of a document whose given and family name are together, in any of the spellings of both."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product

from pipeline.replace.people.origins import without_digraphs
from pipeline.replace.people.people import Person
from recognizers.lexicon.handle_forms import UMLAUTS, to_ascii
from recognizers.lexicon.name_order import east_asian_culture
from recognizers.lexicon.names import Name, Role, is_full
from recognizers.lexicon.nicknames import formal_name, is_short_for, may_be_same
from recognizers.lexicon.pools import canonical

# Letters that some write as two: "Đorđević" is "Djordjevic" as well.
TWO_LETTERS = UMLAUTS | str.maketrans({"đ": "dj", "ø": "oe", "å": "aa"})
WITHOUT_HYPHEN = ("zh-latin", "ko-latin")  # "Min-jun" and "Minjun" are one name
# Spelling of a family name -> spelling of a given name -> person.
Known = defaultdict[str, dict[str, Person]]


@dataclass(frozen=True, slots=True)
class Written:
    """A full name with the spellings that other mentions of the person may have.

    Arguments:
        name: the name.
        givens, families: the spellings of each part, without hyphens, spaces and apostrophes; a nickname and the family
            name at birth are spellings, too.
    """

    name: Name
    givens: frozenset[str]
    families: frozenset[str]

    @property
    def keys(self) -> Iterable[tuple[str, str]]:
        """Every pair of spellings."""
        return product(sorted(self.givens), sorted(self.families))


def person_of(name: Name) -> Person:
    """Return the person described by a name alone."""
    given = name.given if len(name.given) == 1 else formal_name(name.given)
    if len(given) > 1 and ("-" in given or " " in given) and east_asian_culture(name.family) in WITHOUT_HYPHEN:
        given = given.replace("-", "").replace(" ", "")
    particle = (
        " ".join(word.text.lower() for word in name.words if word.role is Role.PARTICLE) if not name.is_plain else ""
    )
    family = without_digraphs(name.family)
    return Person(given, family, name.title, written=name.written, particle=particle, also=(name.nickname, name.birth))


def people_of_full_names(parsed: Mapping[str, Name]) -> dict[str, Person]:
    """Return mention -> person for the mentions with a full name; namesakes differ by middle initial or generation.

    Arguments:
        parsed: mention as it is written -> name.
    """
    full = {surface: name for surface, name in parsed.items() if is_full(name)}
    if len(full) == 1:
        return {surface: person_of(name) for surface, name in full.items()}
    doubled = set(_double_givens(full.values()))
    written = {s: _written(name) for s, name in full.items() if (name.given, name.family) not in doubled}
    known: Known = defaultdict(dict)
    for one in written.values():
        if one.name.nickname or one.name.birth:  # other mentions may have these names instead
            _remember(known, one, person_of(one.name))
    longer, marks, people = _longer_families(written.values()), _marks(full.values()), {}
    for surface, one in written.items():
        person = _known_person(one, longer, known) or person_of(one.name)
        _remember(known, one, person)
        mark = _mark(one.name)
        is_marked = mark and len(marks[(one.name.given, one.name.family)]) > 1
        people[surface] = replace(person, mark=mark) if is_marked else person
    return people


def squeezed(name: str) -> str:
    """Return a name in lower-case ASCII where possible, without hyphens, spaces and apostrophes."""
    return name if name.isascii() and name.isalpha() else to_ascii(name)


def spellings_of(canonical_name: str, written: str) -> frozenset[str]:
    """Return the squeezed spellings of a name: "muller", and also "mueller" for "Müller"."""
    if written.isascii() and written.isalpha():
        return frozenset((canonical_name,)) if canonical_name.isalpha() else frozenset((squeezed(canonical_name),))
    forms = (canonical_name, written, canonical(written.translate(TWO_LETTERS)))
    return frozenset(squeezed(form) for form in forms) - {""}


def _written(name: Name) -> Written:
    givens, families = spellings_of(name.given, name.written[0]), spellings_of(name.family, name.written[1])
    if len(name.middle) > 1:
        givens |= {squeezed(name.given + name.middle)}
    if name.nickname or name.birth:
        givens, families = givens | {squeezed(name.nickname)}, families | {squeezed(name.birth)}
    return Written(name, givens - {""}, families - {""})


def _double_givens(names: Iterable[Name]) -> Iterable[tuple[str, str]]:
    """Yield the two words of double given names: "Mary Ann" alone is no full name beside "Mary Ann Baker"."""
    for name in names:
        if len(name.middle) > 1:
            yield name.given, name.middle.partition(" ")[0]
        elif "-" in name.given:
            first, _, second = name.given.partition("-")
            yield first, second


def _remember(known: Known, one: Written, person: Person) -> None:
    for given, family in one.keys:
        known[family].setdefault(given, person)


def _longer_families(written: Iterable[Written]) -> dict[tuple[str, str], set[str]]:
    """Return given name and first surname -> the family names of two surnames that begin with it: "Soto Villalba"."""
    longer: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in written:
        first, space, _ = one.name.family.partition(" ")
        if space:
            for given in one.givens:
                longer[given, first].add(squeezed(one.name.family))
    return longer


def _known_person(one: Written, longer: Mapping[tuple[str, str], set[str]], known: Known) -> Person | None:
    for given, family in one.keys:
        if person := known[family].get(given) or known[given].get(family):
            return person
        both = longer.get((given, family), ())
        if len(both) == 1 and (person := known[next(iter(both))].get(given)):
            return person
    return _short(one, known)


def _short(one: Written, known: Known) -> Person | None:
    """Return the only person with the same family name whose given name is a short form of this one, or the reverse.

    Every given name of that person's mentions must go with this one: "Steve" is Stephen or Steven, and Steven is not Stephen.
    """
    given = one.name.given
    givens: dict[Person, list[str]] = defaultdict(list)
    for family in sorted(one.families):
        for form, namesake in known[family].items():
            givens[namesake] += (form,)
    fitting = [
        namesake
        for namesake, forms in givens.items()
        if any(is_short_for(form, given) for form in forms) and all(may_be_same(form, given) for form in forms)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _marks(names: Iterable[Name]) -> dict[tuple[str, str], set[str]]:
    """Return full name -> the marks (middle initial and generation) of its mentions."""
    marks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        if mark := _mark(name):
            marks[(name.given, name.family)].add(mark)
    return marks


def _mark(name: Name) -> str:
    return f"{name.middle[:1]}{name.generation}"
