"""People: the surrogate of a person, chosen from the names of the same culture and gender."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import permute
from pipeline.replace.people.origins import (
    COMMON_CULTURE,
    GIVEN_KINDS,
    Choice,
    Origin,
    culture_of_given,
    families,
    family_kind,
    givens,
    has_female_forms,
    label_of,
    likely_gender,
    origin_of,
)
from pipeline.replace.people.titles import gender_of_title
from recognizers.lexicon.names import is_initial, without_apostrophes
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.pools.name_list import NameList

# Attributes of a person that a surrogate may preserve.
SHOWS = frozenset({"gender", "culture"})
MAX_ATTEMPTS = 500  # small pools can be exhausted by a document with hundreds of people


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a document, with names in canonical form; an unknown part is empty.

    Arguments:
        given, family: the names, possibly of several words.
        title: the titles, of all mentions if the person is one of a document; not part of the person's identity.
        mark: distinguishes the person from a namesake in the document: a middle initial, or Jr. and Sr.
        written: given and family name as they are written, with accents, in lower case.
        particle: the particles before the family name, such as "van der".
        also: a nickname, and the family name at birth.
    """

    given: str = field(repr=False)
    family: str = field(repr=False)
    title: str = field(default="", compare=False)
    mark: str = field(default="", repr=False)
    written: tuple[str, str] = field(default=("", ""), compare=False, repr=False)
    particle: str = field(default="", compare=False)
    also: tuple[str, str] = field(default=("", ""), compare=False, repr=False)

    @property
    def label(self) -> str:
        """The value that identifies the person under a key."""
        return "|".join((self.given, self.family, self.mark))


class Surrogate(NamedTuple):
    """The invented person who replaces a person.

    Arguments:
        given, family: the names, as written within a sentence.
        culture: the culture of the names.
        given_kind: the pool kind of the given name, which implies the gender.
        is_permuted: whether no other person gets the same names, since the person's own names are in the pools.
    """

    given: str
    family: str
    culture: str
    given_kind: str
    is_permuted: bool = False


class Domain(NamedTuple):
    """Full names to choose from: every given name with every family name.

    Arguments:
        label: the name of the domain, which states cultures, gender and kind of family name.
        givens, families: the names.
    """

    label: str
    givens: Choice
    families: Choice

    @property
    def size(self) -> int:
        """The number of full names."""
        return self.givens.size * self.families.size

    def at(self, index: int) -> tuple[str, str]:
        """Return the given and the family name with an index."""
        given, family = divmod(index, self.families.size)
        return self.givens.names[given], self.families.names[family]

    def index_of(self, person: Person) -> int | None:
        """Return the index of the names of a person; None if they are not listed."""
        given, family = self.givens.index_of(person.given), self.families.index_of(person.family)
        return None if given is None or family is None else given * self.families.size + family


def gender_of(person: Person) -> str:
    """Return the gender that a person's names or titles imply, as a pool kind of given names; an empty string if none."""
    return origin_of(person.given, person.family, person.particle).given_kind or gender_of_title(person.title)


def gender_of_titles_alone(person: Person) -> str:
    """Return the gender that only the titles of a person imply, as a pool kind; an empty string if the names imply it."""
    return "" if origin_of(person.given, person.family, person.particle).given_kind else gender_of_title(person.title)


def with_titles(people: dict[str, Person], titles: Mapping[Person, str]) -> dict[str, Person]:
    """Return mention -> person, with other titles for some people.

    Arguments:
        people: mention -> person.
        titles: person -> the new title.
    """
    return {
        surface: replace(person, title=titles[person]) if person in titles else person
        for surface, person in people.items()
    }


def surrogate_person(
    key: FamilyKey,
    person: Person,
    taken: Collection[str],
    attempt: int = 0,
    *,
    by_part: bool = False,
    shows: frozenset[str] = SHOWS,
) -> Surrogate:
    """Choose the surrogate of a person.

    The full name is mapped as a whole, so that the frequency of surnames is not visible. Names in the pools are
    permuted and cannot collide. Other names are hashed into the pools, where they may meet a name that is in use.

    Arguments:
        key: the family key of people.
        person: the person.
        taken: case-folded names that no part of the surrogate may equal.
        attempt: number of the candidate; increased if an earlier one is already in use.
        by_part: map each part of the name separately, so that members of a family share a surname, which is visible.
        shows: the attributes of the person that the surrogate preserves. If it does not preserve all of them, all names
            are hashed into the pools.
    """
    origin, gender = _shown_origin(key, person, SHOWS if by_part else shows)
    draw = _draw_by_part if by_part else _draw_whole if shows == SHOWS else _draw_hashed
    own = f" {person.given} {person.family} ".replace("-", " ")
    for further in range(attempt, attempt + MAX_ATTEMPTS):
        given, family, is_permuted = draw(key, person, origin, gender, further)
        is_other = f" {canonical(given)} " not in own and f" {without_apostrophes(canonical(family))} " not in own
        if is_other and not (taken and _is_taken(given, family, taken)):
            break
    return Surrogate(given, family, origin.family_culture, gender, is_permuted)


def domain_of(key: FamilyKey, person: Person, shows: frozenset[str] = SHOWS) -> Domain:
    """Return the domain that the surrogate of a person with a full name is drawn from, if names are mapped as a whole.

    Arguments:
        key, person, shows: as in `surrogate_person`.
    """
    origin, gender = _shown_origin(key, person, shows)
    return _domain(person, origin, gender) if shows == SHOWS else _domain_of_culture(origin.family_culture, gender)


def _shown_origin(key: FamilyKey, person: Person, shows: frozenset[str]) -> tuple[Origin, str]:
    """Return the culture of a person's surrogate, and its gender as a pool kind."""
    origin = origin_of(person.given, person.family, person.particle)
    gender = origin.given_kind or gender_for(key, person)
    if "gender" not in shows:
        gender = GIVEN_KINDS[key.number(f"any gender|{person.label}", 2)]
    if "culture" not in shows:
        origin = Origin(COMMON_CULTURE, COMMON_CULTURE, gender)
    return origin, gender


def _is_taken(given: str, family: str, taken: Collection[str]) -> bool:
    return any(name.casefold() in taken for name in (given, family, f"{given} {family}"))


def gender_for(key: FamilyKey, person: Person) -> str:
    """Return the gender of a person's surrogate: from the names, else from the title, else a keyed random choice."""
    known = gender_of(person) or (likely_gender(person.given) if len(person.given) > 1 else "")
    return known or GIVEN_KINDS[key.number(f"gender|{person.label}", 2)]


# Given name, family name, and whether they were permuted.
Drawn = tuple[str, str, bool]


def _draw_whole(key: FamilyKey, person: Person, origin: Origin, gender: str, attempt: int) -> Drawn:
    if not person.given or not person.family:
        return _draw_by_part(key, person, origin, gender, attempt)
    kind = family_kind(origin.family_culture, gender, person.family, person.particle)
    if (
        is_initial(person.given)
        and not attempt
        and (drawn := _draw_initial(key, person, origin.family_culture, gender, kind))
    ):
        return drawn
    domain = _full_names(origin.given_culture, gender, origin.family_culture, kind)
    index = domain.index_of(person)
    if index is None or attempt or person.mark:
        return *domain.at(key.number(f"name|{domain.label}|{person.label}|{attempt}", domain.size)), False
    return *domain.at(permute(key, domain.label, index, domain.size)), True


def _domain(person: Person, origin: Origin, gender: str) -> Domain:
    kind = family_kind(origin.family_culture, gender, person.family, person.particle)
    return _full_names(origin.given_culture, gender, origin.family_culture, kind)


def _domain_of_culture(culture: str, gender: str) -> Domain:
    return _full_names(culture, gender, culture, family_kind(culture, gender))


def _draw_initial(key: FamilyKey, person: Person, culture: str, gender: str, kind: str) -> Drawn | None:
    """Permute an initial and a family name together: user names such as "asmith" show no more, and must not collide."""
    last, letters = families(culture, kind), _initials(culture)
    family_at, letter_at = last.index_of(person.family), letters.find(person.given)
    if family_at is None or letter_at < 0 or person.mark:
        return None
    size = last.size
    place = permute(key, f"initial|{label_of(culture, kind)}", letter_at * size + family_at, len(letters) * size)
    names = _givens_of_initial(culture, gender, letters[place // size])
    return names[key.number(f"initial|{person.label}", len(names))], last.names[place % size], False


def following(key: FamilyKey, person: Person, initial: Surrogate) -> Surrogate | None:
    """Return a surrogate with the family name and the initial of another one: that of the person's user name "jsmith".

    Arguments:
        key: the family key of people.
        person: the person.
        initial: the surrogate of the person with the initial alone.

    Returns:
        The surrogate; None if no name of the person's gender has the initial, or women's family names have another form.
    """
    gender, culture = gender_for(key, person), initial.culture
    if has_female_forms(culture):
        return None
    names = _givens_of_initial(culture, gender, canonical(initial.given)[0])
    others = [name for name in names if canonical(name) != person.given]
    if not others:
        return None
    given = others[key.number(f"following|{person.label}", len(others))]
    return Surrogate(given, initial.family, culture, gender)


@cache
def _initials(culture: str) -> str:
    """Return the letters that given names of both genders begin with."""
    found = ({canonical(name)[0] for name in givens(culture, kind, culture).names} for kind in GIVEN_KINDS)
    return "".join(sorted(set.intersection(*found)))


@cache
def _givens_of_initial(culture: str, gender: str, letter: str) -> NameList:
    names = givens(culture, gender, culture).names
    return names.selected(canonical(name)[0] == letter for name in names)


@cache
def _full_names(given_culture: str, gender: str, family_culture: str, kind: str) -> Domain:
    label = f"{given_culture}|{gender}|{label_of(family_culture, kind)}"
    return Domain(label, givens(given_culture, gender, family_culture), families(family_culture, kind))


def _draw_hashed(key: FamilyKey, person: Person, origin: Origin, gender: str, attempt: int) -> Drawn:
    """Draw any full name of a culture and gender, so that the result does not show whether the original is in the pools."""
    domain = _domain_of_culture(origin.family_culture, gender)
    return *domain.at(key.number(f"any name|{person.label}|{attempt}", domain.size)), False


def _draw_by_part(key: FamilyKey, person: Person, origin: Origin, gender: str, attempt: int) -> Drawn:
    """Map given and family name separately; an unknown part is derived from the other one."""
    salt = f"{person.mark}|{attempt}" if person.mark or attempt else ""
    kind = family_kind(origin.family_culture, gender, person.family, person.particle)
    owner = (culture_of_given(person.given) if person.family else "") or origin.given_culture
    first, last = givens(owner, gender, ""), families(origin.family_culture, kind)
    given, is_given = _draw_part(key, f"{owner}|{gender}", first, person.given or f"of {person.family}", salt)
    label = label_of(origin.family_culture, kind)
    family, is_family = _draw_part(key, label, last, person.family or f"of {person.given}", salt)
    return given, family, is_given and is_family


def _draw_part(key: FamilyKey, label: str, choice: Choice, name: str, salt: str) -> tuple[str, bool]:
    """Return a name for a part of a name, and whether it was permuted."""
    place, size = choice.index_of(name), choice.size
    if place is None or salt:
        return choice.names[key.number(f"part|{label}|{name}|{salt}", size)], False
    return choice.names[permute(key, f"part|{label}", place, size)], True
