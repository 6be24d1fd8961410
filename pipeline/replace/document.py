"""Document view: links the mentions of people, acronyms and partial values within one document."""

import hashlib
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product
from operator import itemgetter
from typing import NamedTuple

from pipeline.replace.keyed.ledger import EMPTY, Ledger, Links
from pipeline.replace.people.inflected import in_base_form
from pipeline.replace.people.people import Person, Surrogate, gender_of, gender_of_title
from pipeline.replace.people.surrogate_handles import person_of_handle
from pipeline.text.spans import Span
from recognizers.entities import DATES, where
from recognizers.lexicon.handle_forms import UMLAUTS
from recognizers.lexicon.names import Name, Role, parse
from recognizers.lexicon.nicknames import formal_name, is_short_for, may_be_same, short_forms
from recognizers.lexicon.organization_names import initials
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.spellings import number_of, spellings
from recognizers.lexicon.term_finder import lower

# Word of a name -> (index of a mention, person) for each mention that the word may refer to.
Known = defaultdict[str, list[tuple[int, Person]]]
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


def link_people(found: Sequence[tuple[Span, str]]) -> tuple[dict[str, Person], dict[str, str]]:
    """Link the mentions of people in a document.

    A mention with a given and a family name is a person. Mentions that differ in either name, in middle initials or in
    Jr. and Sr. are never merged. A shorter mention ("Mr. Smith", "J. Smith", "John") refers to the nearest matching
    person before it, else to the nearest after it, else to a separate person.

    Arguments:
        found: the findings of the document with their texts, in order.

    Returns:
        Mention -> person, and mention -> part of the name if a column or the person's full name determines it.
    """
    names = [(surface, span.declared_part) for span, surface in found if span.entity == "PERSON"]
    parts = {surface: part for surface, part in names if part in ("given", "family")}
    parsed = in_base_form({surface: parse(surface, parts.get(surface, "")) for surface, _ in names})
    people = _full_names(parsed)
    people |= _joined_columns(parts, parsed)
    known: Known = defaultdict(list)
    for place, surface in enumerate(parsed):
        if surface in people:
            _remember(known, place, people[surface])
    for place, (surface, name) in enumerate(parsed.items()):
        if surface not in people:
            person = people[surface] = _nearest(known, place, name) or _of_own(name, people)
            _remember(known, place, person)
        if part := _part_alone(name, people[surface]):
            parts.setdefault(surface, part)
    return people, parts


def has_handles(found: Sequence[tuple[Span, str]]) -> bool:
    """Return whether a document has user names or addresses."""
    return any(span.entity in HANDLES for span, _ in found)


def links_of(found: Sequence[tuple[Span, str]], linked: Iterable[Person], tag: Callable[[Person], bytes]) -> Links:
    """Return the tag of each person with a whole user name, and of each one with a user name that has the initial.

    Arguments:
        found: the findings of the document with their texts.
        linked: the people of the document.
        tag: returns the tag of a person.
    """
    handled = {person_of_handle(surface) for span, surface in found if span.entity in HANDLES} - {None}
    links = set()
    for person in {person for person in linked if len(person.given) > 1 and person.family and not person.mark}:
        initial = initial_of(person)
        if Person(person.given, person.family) in handled:
            links.add(tag(person))
        elif initial in handled:
            links.add(tag(initial) + tag(person))
    return frozenset(links)


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


def person_of(name: Name) -> Person:
    """Return the person described by a name alone."""
    given = name.given if len(name.given) == 1 else formal_name(name.given)
    particle = (
        " ".join(word.text.lower() for word in name.words if word.role is Role.PARTICLE) if not name.is_plain else ""
    )
    return Person(given, name.family, name.title, written=name.written, particle=particle)


def _of_own(name: Name, people: Mapping[str, Person]) -> Person:
    """Return a separate person for a mention. Namesakes such as Mr. and Mrs. Brown differ by the gender of the title."""
    person = person_of(name)
    has_namesake = person in people.values()
    return replace(person, mark=gender_of_title(name.title)) if has_namesake else person


def _full_names(parsed: Mapping[str, Name]) -> dict[str, Person]:
    """Return the people of mentions with a full name; namesakes are distinguished by middle initial or generation."""
    full = {surface: name for surface, name in parsed.items() if len(name.given) > 1 and name.family}
    doubled = {(name.given, name.middle) for name in full.values() if len(name.middle) > 1}
    full = {surface: name for surface, name in full.items() if (name.given, name.family) not in doubled}
    people: dict[str, Person] = {}
    spelled: dict[tuple[str, str], Person] = {}
    marks = _marks(full.values())
    for surface, name in full.items():
        own = person_of(name)
        person = (
            spelled.get((own.given, own.family)) or spelled.get((own.family, own.given)) or _short(own, spelled) or own
        )
        for given, family in product(_spellings(own.given, name.written[0]), _spellings(own.family, name.written[1])):
            spelled.setdefault((given, family), person)
        mark = _mark(name)
        is_marked = mark and len(marks[(name.given, name.family)]) > 1
        people[surface] = replace(person, mark=mark) if is_marked else person
    return people


def _short(person: Person, spelled: Mapping[tuple[str, str], Person]) -> Person | None:
    """Return the only person with the same family name whose given name is a short form of this one, or the reverse."""
    namesakes = {
        namesake
        for (given, family), namesake in spelled.items()
        if family == person.family and is_short_for(given, person.given)
    }
    return namesakes.pop() if len(namesakes) == 1 else None


def _marks(names: Iterable[Name]) -> dict[tuple[str, str], set[str]]:
    """Return full name -> the marks (middle initial and generation) of its mentions."""
    marks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        if mark := _mark(name):
            marks[(name.given, name.family)].add(mark)
    return marks


def _mark(name: Name) -> str:
    return f"{name.middle[:1]}{name.generation}"


def _spellings(canonical_name: str, written: str) -> set[str]:
    """Return the spellings of a name: "muller", and also "mueller" for "Müller"."""
    return {canonical_name, canonical(written.translate(UMLAUTS))} - {""}


def _remember(known: Known, place: int, person: Person) -> None:
    """Index a mention by every word that may refer to the person alone."""
    words = {*_words(person.family), *_words(person.given), *short_forms(person.given)}
    words |= _spellings(person.family, person.written[1])
    for word in sorted({canonical(word) for word in words}):
        insort(known[word], (place, person), key=itemgetter(0))


def _nearest(known: Known, place: int, name: Name) -> Person | None:
    """Return the last person before a mention that its name matches, else the first after it."""
    if _is_one_native_word(name):
        words = [name.family + name.given]
    else:
        words = [*_words(name.family)[:1], *_words(name.given)[:1]]
    near = next((known[word] for word in words if word in known), [])
    here = bisect_left(near, place, key=itemgetter(0))
    candidates = chain(reversed(near[:here]), near[here:])
    return next((person for _, person in candidates if _fits(name, person)), None)


def _joined_columns(parts: Mapping[str, str], parsed: Mapping[str, Name]) -> dict[str, Person]:
    """Join a given-name column and a family-name column into one person, if there is exactly one of each."""
    given = [surface for surface, part in parts.items() if part == "given"]
    family = [surface for surface, part in parts.items() if part == "family"]
    if len(given) != 1 or len(family) != 1:
        return {}
    first, last = parsed[given[0]], parsed[family[0]]
    person = Person(formal_name(first.given), last.family, written=(first.written[0], last.written[1]))
    return {given[0]: person, family[0]: person}


def _part_alone(name: Name, person: Person) -> str:
    """Return the part of a person's name that a lone word is; the full name takes precedence over the pools."""
    if name.given == person.given and name.family and name.family != person.family and len(name.words) == 2:
        return "given"  # "Mary Ann", if another mention shows that a family name follows
    if any(word.role not in (Role.GIVEN, Role.FAMILY, Role.TITLE, Role.PARTICLE, Role.SUFFIX) for word in name.words):
        return ""
    if name.given and name.family and not _is_one_native_word(name):
        return ""
    word = name.family + name.given if _is_one_native_word(name) else name.family or name.given
    if word == person.family or word in _spellings(person.family, person.written[1]):
        return "family" if not name.title or len(name.words) > 1 else ""
    if word in _words(person.family):
        return "family"
    return "given" if _is_given_of(word, person) else ""


def _is_one_native_word(name: Name) -> bool:
    """Return whether a name such as "小明" may be one given name, or a family name and a given name."""
    return len(name.words) == 2 and name.words[0].end == name.words[1].start and name.words[0].role is Role.FAMILY


def _is_given_of(word: str, person: Person) -> bool:
    return word in (person.given, *_words(person.given)) or bool(person.given and may_be_same(word, person.given))


def _fits(name: Name, person: Person) -> bool:
    if len({gender_of_title(name.title), gender_of(person), ""}) > 2:
        return False
    if _part_alone(name, person):
        return True
    if name.generation and name.generation not in person.mark:
        return False
    if name.family and name.family != person.family and not set(_words(name.family)) <= set(_words(person.family)):
        return False
    if len(name.given) == 1:
        return bool(name.family) and person.given.startswith(name.given)
    return not name.given or _is_given_of(name.given, person)


def _words(name: str) -> list[str]:
    return name.replace("-", " ").split()
