"""People: one surrogate per person, rendered in the form of each mention."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import regex

from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.keyed.permutation import permute
from pipeline.replace.keyed.shapes import digits_like
from pipeline.replace.people.coined import coin_name
from recognizers.lexicon import nicknames
from recognizers.lexicon.cultures import (
    GIVEN_KINDS,
    Choice,
    culture_of_family,
    culture_of_given,
    culture_of_script,
    family_kind,
    gender_of_given,
    given_kind_in,
    givens,
    names_of,
)
from recognizers.lexicon.letter_case import in_case
from recognizers.lexicon.names import NameWord, Role, parse
from recognizers.lexicon.pools import canonical, pool

FEMALE, MALE = GIVEN_KINDS
FEMALE_TITLES = frozenset(
    """mrs ms miss mevr mw bu ibu madam dame lady sister aunt sra srta dona frau fraulein fru mme mlle madame mademoiselle signora signorina dottssa smt
    kumari senora senhora pani г-жа гжа госпожа""".split()
)
MALE_TITLES = frozenset(
    """mr sir lord father brother uncle don sr herr hr dhr pak bapak monsieur signor sig shri sri senor senhor seu pan sheikh shaykh imam г-н гн
    господин""".split()
)
NUMBER = regex.compile(r"(?<!\d|\d:)\d{2,}(?!\d|:\d)")  # excludes times of day
# Attributes of a person that a surrogate may preserve.
SHOWS = frozenset({"gender", "culture"})
COMMON_CULTURE = "en"
MAX_ATTEMPTS = 500  # small pools can be exhausted by a document with hundreds of people


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a document, with names in canonical form; an unknown part is empty.

    Arguments:
        given, family: the names, possibly of several words.
        title: the titles; not part of the person's identity.
        mark: distinguishes the person from a namesake in the document: a middle initial, or Jr. and Sr.
        written: given and family name as they are written, with accents, in lower case.
    """

    given: str = field(repr=False)
    family: str = field(repr=False)
    title: str = field(default="", compare=False)
    mark: str = field(default="", repr=False)
    written: tuple[str, str] = field(default=("", ""), compare=False, repr=False)

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
    """

    given: str
    family: str
    culture: str
    given_kind: str


class Origin(NamedTuple):
    """Culture and gender of a person's names.

    Arguments:
        given_culture, family_culture: the cultures of the names.
        given_kind: the pool kind of the given name, which implies the gender; empty if unknown.
    """

    given_culture: str
    family_culture: str
    given_kind: str


def gender_of_title(title: str) -> str:
    """Return the gender that titles imply, as a pool kind of given names; an empty string if none."""
    words = set(title.split())
    if words & FEMALE_TITLES:
        return FEMALE
    return MALE if words & MALE_TITLES else ""


def gender_of(person: Person) -> str:
    """Return the gender that a person's names or titles imply, as a pool kind of given names; an empty string if none."""
    return origin_of(person.given, person.family).given_kind or gender_of_title(person.title)


def origin_of(given: str, family: str) -> Origin:
    """Return culture and gender of canonical names.

    Arguments:
        given: the given name in full.
        family: the family name.
    """
    script = culture_of_script(given + family)
    family_culture = culture_of_family(family) or (culture_of_given(given) if script == "en" else "") or script
    if kind := given_kind_in(family_culture, given):
        return Origin(family_culture, family_culture, kind)
    return Origin(culture_of_given(given) or family_culture, family_culture, gender_of_given(given))


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
    permuted and cannot collide. For other names, one is coined in a space so large that collisions are unlikely.

    Arguments:
        key: the family key of people.
        person: the person.
        taken: case-folded names that no part of the surrogate may equal.
        attempt: number of the candidate; increased if an earlier one is already in use.
        by_part: map each part of the name separately, so that members of a family share a surname, which is visible.
        shows: the attributes of the person that the surrogate preserves. If it does not preserve all of them, names are
            hashed into the pools and may collide.
    """
    origin = origin_of(person.given, person.family)
    gender = origin.given_kind or gender_for(key, person)
    draw = _draw_by_part if by_part else _draw_whole
    if shows != SHOWS and not by_part:
        draw = _draw_hashed
        if "gender" not in shows:
            gender = GIVEN_KINDS[key.number(f"any gender|{person.label}", 2)]
        if "culture" not in shows:
            origin = Origin(COMMON_CULTURE, COMMON_CULTURE, gender)
    own = f"{person.given} {person.family}".split()
    for further in range(attempt, attempt + MAX_ATTEMPTS):
        given, family = draw(key, person, origin, gender, further)
        is_other = canonical(given) not in own and canonical(family) not in own
        if is_other and not (taken and _is_taken(given, family, taken)):
            break
    return Surrogate(given, family, origin.family_culture, gender)


def is_coined(surrogate: Surrogate) -> bool:
    """Return whether a surrogate's name was coined, and not taken from the pools."""
    return not culture_of_given(canonical(surrogate.given))


def _is_taken(given: str, family: str, taken: Collection[str]) -> bool:
    return any(name.casefold() in taken for name in (given, family, f"{given} {family}"))


def gender_for(key: FamilyKey, person: Person) -> str:
    """Return the gender of a person's surrogate: from the name, else from the title, else a keyed random choice."""
    known = gender_of(person)
    return known or GIVEN_KINDS[key.number(f"gender|{person.label}", 2)]


def _draw_whole(key: FamilyKey, person: Person, origin: Origin, gender: str, attempt: int) -> tuple[str, str]:
    if not person.given or not person.family:
        return _draw_by_part(key, person, origin, gender, attempt)
    label, first, last = _full_names(origin.given_culture, gender, origin.family_culture)
    given_at, family_at = first.indices.get(person.given), last.indices.get(person.family)
    if given_at is None or family_at is None or attempt or person.mark:
        return _coin(key, person, origin, gender, attempt)
    size = len(last.names)
    place = permute(key, label, given_at * size + family_at, len(first.names) * size)
    return first.names[place // size], last.names[place % size]


@cache
def _full_names(given_culture: str, gender: str, family_culture: str) -> tuple[str, Choice, Choice]:
    """Return the label of a domain of full names, with its given and family names."""
    families = names_of(family_culture, family_kind(family_culture, gender))
    return f"{given_culture}|{gender}|{family_culture}", givens(given_culture, gender, family_culture), families


def _draw_hashed(key: FamilyKey, person: Person, origin: Origin, gender: str, attempt: int) -> tuple[str, str]:
    """Draw any full name of a culture and gender, so that the result does not show whether the original is in the pools."""
    _, first, last = _full_names(origin.family_culture, gender, origin.family_culture)
    place = key.number(f"any name|{person.label}|{attempt}", len(first.names) * len(last.names))
    return first.names[place // len(last.names)], last.names[place % len(last.names)]


def _draw_by_part(key: FamilyKey, person: Person, origin: Origin, gender: str, attempt: int) -> tuple[str, str]:
    """Map given and family name separately; an unknown part is derived from the other one."""
    salt = f"{person.mark}|{attempt}" if person.mark or attempt else ""
    families = family_kind(origin.family_culture, gender)
    given = _draw_part(key, origin.given_culture, gender, person.given or f"of {person.family}", salt)
    family = _draw_part(key, origin.family_culture, families, person.family or f"of {person.given}", salt)
    return given, family


def _draw_part(key: FamilyKey, culture: str, kind: str, name: str, salt: str) -> str:
    owner = culture_of_given(name) or culture
    choice = givens(owner, kind, "") if kind in GIVEN_KINDS else names_of(culture, kind)
    place = choice.indices.get(name)
    if place is not None and not salt:
        return choice.names[permute(key, f"part|{owner}|{kind}", place, len(choice.names))]
    coined = coin_name(key, f"part|{name}|{salt}", culture, *_kinds(culture, kind))
    return coined[0 if kind in GIVEN_KINDS else 1]


def _kinds(culture: str, kind: str) -> tuple[str, str]:
    return (kind, family_kind(culture, kind)) if kind in GIVEN_KINDS else (MALE, kind)


def _coin(key: FamilyKey, person: Person, origin: Origin, gender: str, attempt: int) -> tuple[str, str]:
    culture = origin.family_culture
    return coin_name(key, f"{person.label}|{attempt}", culture, gender, family_kind(culture, gender))


def render(key: FamilyKey, surface: str, part: str, person: Person, surrogate: Surrogate) -> str:
    """Return a surrogate's name in the form of a mention: order, initials, case and punctuation stay.

    A number within the mention is not part of the name (models include some by mistake). It is replaced as well.

    Arguments:
        key: the family key of people, for middle names.
        surface: the mention as it is written.
        part: `given` or `family` if a column or the person's full name shows that the mention is only this part.
        person: the person that the mention refers to.
        surrogate: the surrogate of the person.
    """
    name = parse(surface, part)
    if name.is_plain and name.given == person.given and name.family == person.family:
        return f"{surrogate.given} {surrogate.family}"
    runs_on = surface.isalpha() and {Role.GIVEN, Role.FAMILY} <= {word.role for word in name.words}
    if runs_on and surrogate.given.isascii():  # Chinese names have no space, Latin ones need one
        return f"{surrogate.given} {surrogate.family}"
    pieces, position = [], 0
    seen: set[Role] = set()
    for word in name.words:
        if replacement := _replacement(key, word, person, surrogate, repeated=word.role in seen):
            between = _without_numbers(key, surface[position : word.start])
            pieces += [between, _like_part(replacement, surface[word.start : word.end])]
            position = word.end
        seen.add(word.role)
    return "".join(pieces) + _without_numbers(key, surface[position:])


def _without_numbers(key: FamilyKey, between: str) -> str:
    if not any(map(str.isdecimal, between)):
        return between
    return NUMBER.sub(lambda number: digits_like(key, "in a name", number[0]), between)


def _replacement(key: FamilyKey, word: NameWord, person: Person, surrogate: Surrogate, *, repeated: bool) -> str:
    """Return the replacement of a word; an empty string if the word stays."""
    if word.role in (Role.TITLE, Role.SUFFIX, Role.PARTICLE):
        return ""
    own = canonical(word.text)
    is_family = own == person.family if own in (person.family, person.given) else word.role is Role.FAMILY
    if own not in (person.family, person.given) and (
        word.role is Role.MIDDLE or repeated or own in person.family.split()[1:]
    ):
        further = _further(key, word, own, surrogate, is_family=is_family)
        return further if word.is_initial else _with_marks(key, word, further, surrogate, is_family=is_family)
    if is_family:
        chosen = surrogate.family
    else:
        is_short = nicknames.is_short_form(own, person.given) or nicknames.formal_name(own) != own
        chosen = surrogate.given
        if is_short:
            index = nicknames.short_form_index(own, person.given)
            chosen = nicknames.short_form(canonical(surrogate.given), index) or chosen
    if word.is_initial:
        return chosen[0]
    return _with_marks(key, word, chosen, surrogate, is_family=is_family)


def _with_marks(key: FamilyKey, word: NameWord, chosen: str, surrogate: Surrogate, *, is_family: bool) -> str:
    """Add the apostrophes and hyphens of the replaced name, so that SQL quoting stays valid.

    "O'Brien" is replaced by a name with "O'"; parts after a hyphen are replaced by further names.
    """
    first, *rest = word.text.split("-")
    if "-" not in chosen:
        for part in rest:
            further = _further(key, word._replace(text=part), canonical(part), surrogate, is_family=is_family)
            chosen += "-" + (further.lower() if part[:1].islower() else further)
    for place in range(word.text.count("'") - chosen.count("'")):
        prefix = first.partition("'")[0]
        letter = prefix if len(prefix) == 1 and not place else "D"
        chosen = f"{letter}'{chosen}"
    return chosen


def _further(key: FamilyKey, word: NameWord, own: str, surrogate: Surrogate, *, is_family: bool) -> str:
    """Return another middle name, second surname or initial."""
    kind = family_kind(surrogate.culture, surrogate.given_kind) if is_family else surrogate.given_kind
    names = pool(surrogate.culture, kind)
    index = key.number(f"{kind}|{own}", len(names))
    if word.is_initial:
        return _next_letter(word.text) if names[index][0].casefold() == own[:1] else names[index][0]
    return names[(index + 1) % len(names)] if canonical(names[index]) == own else names[index]


def _next_letter(letter: str) -> str:
    return "A" if letter.upper() == "Z" else chr(ord(letter.upper()) + 1)


def _like_part(replacement: str, like: str) -> str:
    """Write a part of a name in the case of another; the full stop of an abbreviation stays."""
    stop = "." if like.endswith(".") else ""
    return in_case(replacement, like.rstrip("."), min_capitals=2) + stop
