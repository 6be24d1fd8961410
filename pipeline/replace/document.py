"""What a document knows: who is who in it, and which values must not come out of it again."""

import hashlib
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product
from operator import itemgetter
from typing import NamedTuple

from pipeline.replace.keyed.ledger import EMPTY, Ledger
from pipeline.replace.people.people import Person, Surrogate, gender_of, gender_of_title
from pipeline.text.spans import Span
from recognizers.lexicon.handle_forms import UMLAUTS
from recognizers.lexicon.names import Name, Role, parse
from recognizers.lexicon.nicknames import formal_name, may_be_same, must_be_same, short_forms
from recognizers.lexicon.organization_names import initials
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.spellings import number_of, spellings
from recognizers.lexicon.term_finder import lower

# word of a name -> the place of each mention it may mean, and the person meant
Known = defaultdict[str, list[tuple[int, Person]]]
# Parts of a value that are not rendered by themselves, beside those of people, whom the document links.
FOLLOWING = frozenset({"digits", "local", "line"})


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The people and values of one document.

    Arguments:
        originals: every value found, case-folded, and what else no surrogate may be.
        people: mention as it is written -> the person meant.
        parts: mention that a column declares to be a part of a name -> which part.
        surrogates: each person with the surrogate who stands for him or her, in order of first mention.
        acronyms: acronym as it is written -> the organization of the document that it stands for.
        ledger: which values of the run take a later candidate, since another value has their first one.
        occasion: a digest that identifies a document with dates.
        grows: whether more will be written to the document, which may then be about more people.
        wholes: part of a value as it is written -> the value of the document that it is a part of.
        made: (entity, value as it is written) -> its surrogate, of those that are known already.
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
    """Return the SHA-256 of some texts and of where each ends, in hexadecimal."""
    digest = hashlib.sha256()
    for text in texts:
        encoded = text.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8) + encoded)
    return digest.hexdigest()


class Whole(NamedTuple):
    """A value, and which part of it another mention is.

    Arguments:
        entity: what the value is.
        surface: the value as it is written.
        slot: the part, as `spellings` names it.
    """

    entity: str
    surface: str
    slot: tuple[str | int, ...]


def link_parts(found: Sequence[tuple[Span, str]]) -> dict[str, Whole]:
    """Return which mentions are the number, the local part or the line of another one: they follow its surrogate."""
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


def link_acronyms(found: Sequence[tuple[Span, str]]) -> dict[str, str]:
    """Return which organizations of a document are also called by their initials: acronym -> name."""
    names = dict.fromkeys(surface for span, surface in found if span.entity == "ORGANIZATION")
    long = {short: name for name in names for short in initials(name)}
    return {name: long[name] for name in names if name in long and long[name] != name}


def link_people(found: Sequence[tuple[Span, str]]) -> tuple[dict[str, Person], dict[str, str]]:
    """Decide which mentions mean the same person.

    A mention with a given and a family name is a person; two that differ in either are never merged, nor
    are two of one name with other initials, or Jr. and Sr. A mention of less ("Mr. Smith", "J. Smith",
    "John") means the nearest person before it that it fits, else the nearest after it, else a person of
    its own.

    Returns:
        Mention -> person, and mention -> part for those that a column or the person's full name tells.
    """
    names = [(surface, span.declared_part) for span, surface in found if span.entity == "PERSON"]
    parts = {surface: part for surface, part in names if part in ("given", "family")}
    parsed = {surface: parse(surface, parts.get(surface, "")) for surface, _ in names}
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


def person_of(name: Name) -> Person:
    """Return the person whom a name by itself tells."""
    given = name.given if len(name.given) == 1 else formal_name(name.given)
    return Person(given, name.family, name.title, written=name.written)


def _of_own(name: Name, people: Mapping[str, Person]) -> Person:
    """Return a person whom no mention fits: Mr. and Mrs. Brown are told apart by their titles alone."""
    person = person_of(name)
    has_namesake = person in people.values()
    return replace(person, mark=gender_of_title(name.title)) if has_namesake else person


def _full_names(parsed: Mapping[str, Name]) -> dict[str, Person]:
    """Return the people whom mentions name in full; namesakes are told apart by what else their names say."""
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
    """Return the person of that family name whose given name is a short form of this one, or the reverse."""
    return next(
        (
            other
            for (given, family), other in spelled.items()
            if family == person.family and must_be_same(given, person.given)
        ),
        None,
    )


def _marks(names: Iterable[Name]) -> dict[tuple[str, str], set[str]]:
    """Return full name -> what its mentions tell beside it."""
    marks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        if mark := _mark(name):
            marks[(name.given, name.family)].add(mark)
    return marks


def _mark(name: Name) -> str:
    return f"{name.middle[:1]}{name.generation}"


def _spellings(canonical_name: str, written: str) -> set[str]:
    """Return how a name may be spelled: "muller", and "mueller" for one that is written "Müller"."""
    return {canonical_name, canonical(written.translate(UMLAUTS))} - {""}


def _remember(known: Known, place: int, person: Person) -> None:
    """Note a mention under every word that may mean the person alone."""
    words = {*_words(person.family), *_words(person.given), *short_forms(person.given)}
    words |= _spellings(person.family, person.written[1])
    for word in sorted({canonical(word) for word in words}):
        insort(known[word], (place, person), key=itemgetter(0))


def _nearest(known: Known, place: int, name: Name) -> Person | None:
    """Return the last person before a place whom a name fits, else the first after it."""
    if _is_one_native_word(name):
        words = [name.family + name.given]
    else:
        words = [*_words(name.family)[:1], *_words(name.given)[:1]]
    near = next((known[word] for word in words if word in known), [])
    here = bisect_left(near, place, key=itemgetter(0))
    candidates = chain(reversed(near[:here]), near[here:])
    return next((person for _, person in candidates if _fits(name, person)), None)


def _joined_columns(parts: Mapping[str, str], parsed: Mapping[str, Name]) -> dict[str, Person]:
    """Join a given-name column and a family-name column to one person, where there is one of each."""
    given = [surface for surface, part in parts.items() if part == "given"]
    family = [surface for surface, part in parts.items() if part == "family"]
    if len(given) != 1 or len(family) != 1:
        return {}
    first, last = parsed[given[0]], parsed[family[0]]
    person = Person(formal_name(first.given), last.family, written=(first.written[0], last.written[1]))
    return {given[0]: person, family[0]: person}


def _part_alone(name: Name, person: Person) -> str:
    """Tell which part of a person a lone word is: the full name knows better than the pools."""
    if name.given == person.given and name.family and name.family != person.family and len(name.words) == 2:
        return "given"  # "Mary Ann", where another mention says that there is more
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
    """Tell "小明", which may be a given name as well as a family name and a given one."""
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
