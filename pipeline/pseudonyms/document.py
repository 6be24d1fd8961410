"""What a document knows: who is who in it, and which values must not come out of it again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.normalize import fold
from pipeline.pseudonyms.names import Name, parse
from pipeline.pseudonyms.people import Person, Surrogate
from pipeline.spans import Span

FIELD_PREFIX = "field:"


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
        Mention -> person, and mention -> part for those that a column declares.
    """
    names = [(surface, span.source.removeprefix(FIELD_PREFIX)) for span, surface in found if span.entity == "PERSON"]
    parts = {surface: part for surface, part in names if part in ("given", "family")}
    parsed = {surface: parse(surface, parts.get(surface, "")) for surface, _ in names}
    people = {surface: person for surface, name in parsed.items() if (person := _full(name))}
    people |= _joined_columns(parts, parsed)
    order = list(parsed)
    for place, surface in enumerate(order):
        if surface not in people:
            near = [*reversed(order[:place]), *order[place + 1 :]]
            candidates = (people[other] for other in near if other in people)
            name = parsed[surface]
            own = Person(name.given, name.family, name.title)
            people[surface] = next((person for person in candidates if _fits(name, person)), own)
            if _is_given_alone(name, people[surface]):
                parts[surface] = "given"
    return people, parts


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


def _is_given_alone(name: Name, person: Person) -> bool:
    """Tell whether a lone word that no pool knows is the given name of the person it was linked to."""
    return len(name.words) == 1 and name.family == person.given and name.family != person.family


def _fits(name: Name, person: Person) -> bool:
    if _is_given_alone(name, person):
        return True
    if name.family and name.family != person.family:
        return False
    if len(name.given) == 1:
        return bool(name.family) and person.given.startswith(name.given)
    return not name.given or name.given in (person.given, *person.given.split())
