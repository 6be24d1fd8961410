"""Document view: links the mentions of people, acronyms and partial values within one document."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.replace.keyed.ledger import EMPTY, PLACE_BYTES, Ledger, Links, followers, form_places
from pipeline.replace.people.origins import FEMALE, MALE
from pipeline.replace.people.people import Person, Surrogate, gender_of, gender_of_titles_alone, with_titles
from pipeline.replace.people.surrogate_handles import person_of_handle
from pipeline.replace.people.titles import TITLE_OF, gender_of_title, has_titles
from pipeline.text.spans import Span
from recognizers.entities import DATES, where
from recognizers.lexicon.nicknames import other_forms
from recognizers.lexicon.organization_names import initials
from recognizers.lexicon.spellings import number_of, spellings
from recognizers.lexicon.term_finder import lower

SIGNS = {FEMALE: b"f", MALE: b"m"}  # of genders, in Links
TITLES = {sign: TITLE_OF[gender] for gender, sign in SIGNS.items()}
HANDLES = where(surrogate="email") | where(surrogate="username")
# Slots of spellings whose mentions follow the surrogate of the whole value. Parts of people are linked separately.
FOLLOWING = frozenset({"digits", "local", "line"})


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The people and values of one document.

    Arguments:
        originals: all original values, case-folded, and other values that no surrogate may equal.
        people: mention as it is written -> the person it refers to.
        parts: mention that is only a part of a name -> the part, `given` or `family`.
        surrogates: person -> surrogate, in order of first mention.
        acronyms: acronym as it is written -> the organization of the document that it abbreviates.
        ledger: the values of the run that use a later candidate, because another value has their first one.
        occasion: a digest that identifies a document with dates.
        grows: whether the document will be continued, and may then mention more people.
        wholes: part of a value as it is written -> the value of the document that contains it.
        made: (entity, value as it is written) -> its surrogate, for surrogates that are already known.
    """

    originals: frozenset[str] = field(repr=False)
    people: Mapping[str, Person] = field(repr=False)
    parts: Mapping[str, str] = field(repr=False)
    surrogates: Mapping[Person, Surrogate] = field(repr=False)
    acronyms: Mapping[str, str] = field(default_factory=dict, repr=False)
    ledger: Ledger = EMPTY
    occasion: str = ""
    grows: bool = False
    wholes: Mapping[str, "Whole"] = field(default_factory=dict, repr=False)
    made: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)


def digest_of(texts: Sequence[str]) -> str:
    """Return the SHA-256 of texts and their lengths, in hexadecimal."""
    digest = hashlib.sha256()
    for text in texts:
        encoded = text.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8) + encoded)
    return digest.hexdigest()


def occasion_of(texts: Sequence[str], findings: Sequence[Sequence[Span]], begins: str | None) -> str:
    """Return a digest that identifies a document with dates; for a continued one, from texts that later versions keep."""
    dated = (text for text, spans in zip(texts, findings, strict=True) if any(s.entity in DATES for s in spans))
    first = next(dated, None)
    if first is None:
        return ""
    return digest_of(texts) if begins is None else digest_of([begins, first])


def subject_of(document: DocumentView) -> str:
    """Return the subject of a document's dates: its only person, or the document itself.

    A document that will be continued is its own subject, since its next text may mention more people.
    """
    people = document.surrogates
    if len(people) == 1 and not document.grows:
        only = next(iter(people))
        return f"{only.given}|{only.family}"
    return f"document|{document.occasion}"


class Whole(NamedTuple):
    """A value that contains another mention as a part.

    Arguments:
        entity: the entity of the value.
        surface: the value as it is written.
        slot: the part, as named by `spellings`.
    """

    entity: str
    surface: str
    slot: tuple[str | int, ...]


def link_parts(found: Sequence[tuple[Span, str]]) -> dict[str, Whole]:
    """Return the mentions that are the number, local part or line of another value, and follow its surrogate.

    Arguments:
        found: the findings of the document with their texts.

    Returns:
        Mention as it is written -> the value that contains it.
    """
    wholes: dict[str, Whole] = {}
    for entity, surface in sorted({(span.entity, surface.strip()) for span, surface in found}, key=_longest_first):
        for slot, text, _ in spellings(entity, surface):
            if slot and slot[0] in FOLLOWING:
                wholes.setdefault(_as_part(text), Whole(entity, surface, slot))
    if not wholes:
        return {}
    linked = {surface: wholes.get(_as_part(number_of(span.entity, surface) or surface)) for span, surface in found}
    return {surface: whole for surface, whole in linked.items() if whole and whole.surface != surface.strip()}


def _as_part(text: str) -> str:
    return lower(text.strip())


def _longest_first(value: tuple[str, str]) -> tuple[int, str, str]:
    return -len(value[1]), value[1], value[0]


def link_acronyms(found: Sequence[tuple[Span, str]], of_run: Mapping[str, str]) -> dict[str, str]:
    """Return the acronyms among the organizations of a document: acronym -> full name.

    Arguments:
        found: the findings of the document with their texts.
        of_run: the acronyms of the run; a name in the document takes precedence.
    """
    names = dict.fromkeys(surface for span, surface in found if span.entity == "ORGANIZATION")
    long = {**of_run, **{short: name for name in names for short in initials(name)}}
    return {name: long[name] for name in names if name in long and long[name] != name}


def has_links(found: Sequence[tuple[Span, str]], beside: Mapping[str, str]) -> bool:
    """Return whether a document has user names, addresses, or titles that imply a gender.

    Arguments:
        found: the findings of the document with their texts.
        beside: mention -> the gender beside it, as in `titles.genders_beside`.
    """
    return bool(beside) or any(span.entity in HANDLES for span, _ in found) or has_titles(found)


def links_of(found: Sequence[tuple[Span, str]], linked: Iterable[Person], tag: Callable[[Person], bytes]) -> Links:
    """Return the tag of each person with a whole user name, of each one with a user name that has the initial, of each one
    with the sign of the gender that only titles imply, and of each one with the place of the form that a user name has.

    Arguments:
        found: the findings of the document with their texts.
        linked: the people of the document.
        tag: returns the tag of a person.
    """
    handled = {person for span, surface in found if span.entity in HANDLES and (person := person_of_handle(surface))}
    links, people = set(), {person for person in linked if len(person.given) > 1 and person.family and not person.mark}
    for person in sorted(people, key=lambda one: one.label) if handled else ():
        places = _form_places(person, handled)
        links |= {tag(person) + place.to_bytes(PLACE_BYTES) for place in places}
        people |= {_of_form(person, place) for place in places}
    for person in people:
        initial = initial_of(person)
        if gender := gender_of_titles_alone(person):
            links.add(tag(person) + SIGNS[gender])
        if Person(person.given, person.family) in handled:
            links.add(tag(person))
        elif initial in handled:
            links.add(tag(initial) + tag(person))
    return frozenset(links)


def _form_places(person: Person, handled: Collection[Person]) -> list[int]:
    """Return the places of the formal names and short forms of a person that user names have, unless titles contradict."""
    gender = gender_of_title(person.title)
    forms = (_of_form(person, place) for place in range(len(other_forms(person.given))))
    return [
        place
        for place, one in enumerate(forms)
        if Person(one.given, one.family) in handled and len({gender, gender_of(replace(one, title="")), ""}) <= 2
    ]


def _of_form(person: Person, place: int) -> Person:
    return replace(person, given=other_forms(person.given)[place])


def with_forms_of_handles(
    linked: dict[str, Person], found: Sequence[tuple[Span, str]], ledger: Ledger, tag: Callable[[Person], bytes]
) -> dict[str, Person]:
    """Return the people of a document; those with a short form ("Nick Farrow") or its formal name have the other one, if the
    only user name of the run, else of the document, that fits has it ("nicholas.farrow@").

    Arguments:
        linked: mention -> person.
        found, ledger, tag: as for `following_of`.
    """
    if ledger.forms is None and not any(span.entity in HANDLES for span, _ in found):
        return linked
    places = form_places(links_of(found, linked.values(), tag)) if ledger.forms is None else ledger.forms
    if not places:
        return linked
    own = {person: places.get(tag(person)) for person in set(linked.values()) if other_forms(person.given)}
    return {
        surface: person if (place := own.get(person)) is None else _of_form(person, place)
        for surface, person in linked.items()
    }


def following_of(
    found: Sequence[tuple[Span, str]], linked: Iterable[Person], ledger: Ledger, tag: Callable[[Person], bytes]
) -> Collection[bytes]:
    """Return the tags of the people whose surrogates follow user names: those of the run, outside of one of the document.

    Arguments:
        found, linked, tag: as for `links_of`.
        ledger: the ledger of the run.
    """
    return followers(links_of(found, linked, tag)) if ledger.followers is None else ledger.followers


def with_genders_of_run(
    linked: dict[str, Person], genders: Mapping[bytes, bytes], tag: Callable[[Person], bytes]
) -> dict[str, Person]:
    """Return the people of a document, with titles of the gender on which all titles of the run agree.

    Arguments:
        linked: mention -> person.
        genders: the tags of the people of the run -> the sign of the gender.
        tag: returns the tag of a person.
    """
    if not genders:
        return linked
    signs = {person: genders.get(tag(person)) for person in set(linked.values())}
    return with_titles(linked, {person: TITLES[sign] for person, sign in signs.items() if sign})


def surrogates_of_people(
    linked: Iterable[Person], originals: Collection[str], choose: Callable[[Person, Collection[str]], Surrogate]
) -> dict[Person, Surrogate]:
    """Return person -> surrogate, in order of first mention; no two show the same name.

    Arguments:
        linked: the people of the document.
        originals: case-folded values that no surrogate may equal.
        choose: returns the surrogate of a person, given the names that are taken.
    """
    taken = set(originals)
    surrogates: dict[Person, Surrogate] = {}
    for person in dict.fromkeys(linked):
        surrogates[person] = choose(person, taken)
        taken.add(shown_name(person, surrogates[person]))
    return surrogates


def shown_name(person: Person, chosen: Surrogate) -> str:
    """Return the part of a surrogate's name that appears in a document; each person must have a different one."""
    if not person.given:
        return chosen.family.casefold()
    return f"{chosen.given} {chosen.family}".casefold() if person.family else chosen.given.casefold()


def initial_of(person: Person) -> Person:
    """Return the person that a user name with the initial and the family name of another one names."""
    return Person(person.given[0], person.family)
