"""Linking: which mentions of people in a document mean the same person."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from types import MappingProxyType

from pipeline.replace.people.full_names import people_of_full_names, person_of, spellings_of, squeezed
from pipeline.replace.people.inflected import in_base_form
from pipeline.replace.people.names_in_document import as_shown
from pipeline.replace.people.people import Person, gender_of, with_titles
from pipeline.replace.people.titles import TITLE_OF, gender_of_title
from pipeline.text.spans import Span
from recognizers.lexicon.names import Name, Role, is_initial, parse
from recognizers.lexicon.nicknames import formal_name, may_be_same, short_forms
from recognizers.lexicon.pools import canonical

# Word of a name -> (index of a mention, person) for each mention that the word may refer to.
Known = defaultdict[str, list[tuple[int, Person]]]
NO_GENDERS: Mapping[str, str] = MappingProxyType({})
MAX_WORDS_OF_ONE = 3  # titles and a name
LONE = frozenset((Role.GIVEN, Role.FAMILY, Role.TITLE, Role.PARTICLE, Role.SUFFIX))


def link_people(
    found: Sequence[tuple[Span, str]], beside: Mapping[str, str] = NO_GENDERS
) -> tuple[dict[str, Person], dict[str, str]]:
    """Link the mentions of people in a document.

    A mention with a given and a family name is a person. Mentions that differ in either name, in middle initials or in
    Jr. and Sr. are never merged. A shorter mention ("Mr. Smith", "J. Smith", "John") refers to the nearest matching
    person before it, else to the nearest after it, else to a separate person.

    Arguments:
        found: the findings of the document with their texts, in order.
        beside: mention -> the gender beside it, as in `titles.genders_beside`.

    Returns:
        Mention -> person, and mention -> part of the name if a column or the person's full name determines it.
    """
    names = [(surface, span.declared_part) for span, surface in found if span.entity == "PERSON"]
    parts = {surface: part for surface, part in names if part in ("given", "family")}
    parsed = in_base_form(as_shown({surface: parse(surface, parts.get(surface, "")) for surface, _ in names}))
    people = people_of_full_names(parsed)
    people |= _joined_columns(parts, parsed)
    known: Known = defaultdict(list)
    for place, (surface, name) in enumerate(parsed.items()):
        if surface in people:
            _remember(known, place, people[surface], name.given)
    # "T. Weber" comes first: "Mr. Weber" before it is the same person.
    for place, (surface, name) in sorted(enumerate(parsed.items()), key=lambda one: not is_initial(one[1][1].given)):
        if surface not in people:
            person = people[surface] = _nearest(known, place, name) or _of_own(name, people)
            _remember(known, place, person)
        if part := _part_alone(name, people[surface]):
            parts.setdefault(surface, part)
    return _titled(people, parsed, beside), parts


def with_people_of_run(
    people: dict[str, Person], parts: dict[str, str], person_named: Callable[[str], str]
) -> dict[str, Person]:
    """Return the people of a document; those of whom it knows one name are the only people of the run with this name.

    Arguments:
        people: mention -> person.
        parts: mention -> part of the name; those of the people of the run are added.
        person_named: returns the full name of the only person of the run with a name; empty if there are none or several.
    """
    found = dict(people)
    for surface, person in people.items():
        lone = person.family or person.given
        if (person.family and person.given) or person.mark or any(person.also) or not (full := person_named(lone)):
            continue
        of_run, name = person_of(parse(full, "")), parse(surface, parts.get(surface, ""))
        if len({gender_of_title(person.title), gender_of(of_run), ""}) > 2 or len(name.words) > MAX_WORDS_OF_ONE:
            continue
        found[surface] = replace(of_run, title=person.title)
        parts[surface] = "family" if person.family else "given"
    return found


def _titled(people: dict[str, Person], parsed: Mapping[str, Name], beside: Mapping[str, str]) -> dict[str, Person]:
    """Return the people of a document, each with a title of the gender on which all titles of the mentions agree."""
    genders: dict[Person, set[str]] = defaultdict(set)
    for surface, person in people.items():
        if gender := gender_of_title(parsed[surface].title) or beside.get(surface, ""):
            genders[person].add(gender)
    titles = {person: TITLE_OF[next(iter(of))] for person, of in genders.items() if len(of) == 1}
    return with_titles(people, titles) if titles else people


def _of_own(name: Name, people: Mapping[str, Person]) -> Person:
    """Return a separate person for a mention. Namesakes such as Mr. and Mrs. Brown differ by the gender of the title."""
    person = person_of(name)
    has_namesake = person in people.values()
    return replace(person, mark=gender_of_title(name.title)) if has_namesake else person


def _remember(known: Known, place: int, person: Person, given: str = "") -> None:
    """Index a mention by every word that may refer to the person alone, also by the given name that it has itself."""
    names = (person.family, person.given, given, *person.also)
    words = {*chain.from_iterable(map(_words, names)), *short_forms(person.given), squeezed(person.given)}
    words |= spellings_of(person.family, person.written[1])
    for word in sorted({canonical(word) for word in words if word}):
        insort(known[word], (place, person), key=itemgetter(0))


def _nearest(known: Known, place: int, name: Name) -> Person | None:
    """Return the last person before a mention that its name matches, else the first after it.

    Somebody with this very name comes before somebody of whose name it is a short form.
    """
    if _is_one_native_word(name):
        words = [name.family + name.given]
    else:
        words = [word for part in (name.family, name.given) for word in (squeezed(part), *_words(part)[:1])]
    near = next((known[word] for word in words if word in known), [])
    here = bisect_left(near, place, key=itemgetter(0))
    candidates = chain(reversed(near[:here]), near[here:])
    fitting = (person for _, person in candidates if _fits(name, person))
    first = next(fitting, None)
    if first is None or name.family or _has_name(first, name.given):
        return first
    return next((person for person in fitting if _has_name(person, name.given)), first)


def _has_name(person: Person, name: str) -> bool:
    return name in (person.given, person.family, person.also[0], canonical(person.written[0]))


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
    if name.given and name.family and (name.is_plain or len(name.words) == 2) and _is_double_given(name, person):
        return "given"
    if name.is_plain:
        return ""
    if any(word.role not in LONE for word in name.words):
        return ""
    if name.given and name.family and not _is_one_native_word(name):
        return ""
    word = name.family + name.given if _is_one_native_word(name) else name.family or name.given
    if word == person.family or squeezed(word) in spellings_of(person.family, person.written[1]):
        return "family" if not name.title or len(name.words) > 1 else ""
    nickname, birth = person.also
    if word in (*_words(person.family), birth):
        return "family"
    return "given" if word in (nickname, *_words(nickname)) or _is_given_of(word, person) else ""


def _is_double_given(name: Name, person: Person) -> bool:
    """Return whether "Mary Ann" or "Hans Dieter" is a given name, if another mention shows that a family name follows."""
    is_first = name.given == person.given and name.family != person.family
    return is_first or squeezed(name.given + name.family) == squeezed(person.given)


def _is_one_native_word(name: Name) -> bool:
    """Return whether a name such as "小明" may be one given name, or a family name and a given name."""
    return len(name.words) == 2 and name.words[0].end == name.words[1].start and name.words[0].role is Role.FAMILY


def _is_given_of(word: str, person: Person) -> bool:
    if not person.given:
        return False
    is_it = word in (person.given, *_words(person.given)) or squeezed(word) == squeezed(person.given)
    return is_it or may_be_same(word, person.given)


def _fits(name: Name, person: Person) -> bool:
    if len({gender_of_title(name.title), gender_of(person), ""}) > 2:
        return False
    if name.generation and person.mark and name.generation not in (person.mark, person.mark[1:]):
        return False
    if _part_alone(name, person):
        return True
    if name.generation and name.generation not in person.mark:
        return False
    if name.family and name.family != person.family and not set(_words(name.family)) <= set(_words(person.family)):
        return False
    if is_initial(name.given):
        return bool(name.family) and person.given.startswith(name.given)
    return not name.given or _is_given_of(name.given, person)


def _words(name: str) -> list[str]:
    return name.replace("-", " ").split()
