"""What a document knows: who is who in it, and which values must not come out of it again."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter

from pipeline.normalize import fold
from pipeline.pseudonyms.names import Name, parse
from pipeline.pseudonyms.people import Person, Surrogate, gender_of, gender_of_title
from pipeline.spans import Span

# word of a name -> the place of each mention it may mean, and the person meant
Known = defaultdict[str, list[tuple[int, Person]]]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The people and values of one document.

    Arguments:
        originals: every value found, case-folded.
        people: mention as it is written -> the person meant.
        parts: mention that a column declares to be a part of a name -> which part.
        surrogates: each person with the surrogate who stands for him or her, in order of first mention.
    """

    originals: frozenset[str]
    people: Mapping[str, Person]
    parts: Mapping[str, str]
    surrogates: Mapping[Person, Surrogate]


def mentions(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> Iterator[tuple[Span, str]]:
    """Yield every finding with its surface, folded, in document order."""
    for text, spans in zip(texts, findings, strict=True):
        for span in spans:
            yield span, fold(text[span.start : span.end]).text


def link_people(found: Sequence[tuple[Span, str]]) -> tuple[dict[str, Person], dict[str, str]]:
    """Decide which mentions mean the same person.

    A mention with a given and a family name is a person; two that differ in either are never merged. A
    mention of less ("Mr. Smith", "J. Smith", "John") means the nearest person before it that it fits,
    else the nearest after it, else a person of its own.

    Returns:
        Mention -> person, and mention -> part for those that a column or the person's full name tells.
    """
    names = [(surface, span.declared_part) for span, surface in found if span.entity == "PERSON"]
    parts = {surface: part for surface, part in names if part in ("given", "family")}
    parsed = {surface: parse(surface, parts.get(surface, "")) for surface, _ in names}
    people = {surface: person for surface, name in parsed.items() if (person := _full(name))}
    people |= _joined_columns(parts, parsed)
    known: Known = defaultdict(list)
    for place, surface in enumerate(parsed):
        if surface in people:
            _remember(known, place, people[surface])
    for place, (surface, name) in enumerate(parsed.items()):
        if surface not in people:
            person = people[surface] = _nearest(known, place, name) or Person(name.given, name.family, name.title)
            _remember(known, place, person)
            if part := _part_alone(name, person):
                parts.setdefault(surface, part)
    return people, parts


def _remember(known: Known, place: int, person: Person) -> None:
    """Note a mention under every word that may mean the person alone."""
    for word in sorted({person.family, person.given, *person.given.split()}):
        insort(known[word], (place, person), key=itemgetter(0))


def _nearest(known: Known, place: int, name: Name) -> Person | None:
    """Return the last person before a place whom a name fits, else the first after it."""
    near = known.get(name.family or name.given, [])
    here = bisect_left(near, place, key=itemgetter(0))
    candidates = chain(reversed(near[:here]), near[here:])
    return next((person for _, person in candidates if _fits(name, person)), None)


def _full(name: Name) -> Person | None:
    """Return the person whom a name tells in full."""
    if len(name.given) > 1 and name.family:
        return Person(name.given, name.family, name.title)
    return None


def _joined_columns(parts: Mapping[str, str], parsed: Mapping[str, Name]) -> dict[str, Person]:
    """Join a given-name column and a family-name column to one person, where there is one of each."""
    given = [surface for surface, part in parts.items() if part == "given"]
    family = [surface for surface, part in parts.items() if part == "family"]
    if len(given) != 1 or len(family) != 1:
        return {}
    person = Person(parsed[given[0]].given, parsed[family[0]].family)
    return {given[0]: person, family[0]: person}


def _part_alone(name: Name, person: Person) -> str:
    """Tell which part of a person a lone word is: the full name knows better than the pools."""
    if len(name.words) != 1:
        return ""
    word = name.family or name.given
    if word == person.family:
        return "family"
    return "given" if word in (person.given, *person.given.split()) else ""


def _fits(name: Name, person: Person) -> bool:
    if len({gender_of_title(name.title), gender_of(person), ""}) > 2:
        return False
    if _part_alone(name, person):
        return True
    if name.family and name.family != person.family:
        return False
    if len(name.given) == 1:
        return bool(name.family) and person.given.startswith(name.given)
    return not name.given or name.given in (person.given, *person.given.split())
