"""Known values: finds distinctive values of a run in all of its records."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

import regex

from pipeline.decide.learned_shapes import ShapeFinder, shapes_of_run
from pipeline.text.document import Text, mentions
from pipeline.text.normalize import in_original
from pipeline.text.spans import Span
from recognizers.entities import where
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.folding import fold
from recognizers.lexicon.names import is_full, parse
from recognizers.lexicon.nicknames import formal_names, short_forms
from recognizers.lexicon.organization_names import initials, slug
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.spellings import NAME_WORD, NumberFinder, is_common, number_of
from recognizers.lexicon.term_finder import TermFinder, lower

RUN_SOURCE = "run"
# Above the score of the model, below certainty: values found elsewhere take precedence over uncertain spans.
SCORE = 0.9

FULL_NAMES = where(distinctive="full_name")
NOT_DISTINCTIVE = where(distinctive="never")
ORGANIZATIONS = where(surrogate="organization")
MIN_VALUE_CHARACTERS = 6
MIN_NAME_CHARACTERS = 5  # of a word that names a person by itself
# Words of a name of a file or field; it splits camel case.
WORD = regex.compile(r"\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|\p{L}+|\d+")
CACHED_SURFACES = 4_096
MAX_PEOPLE = 100_000  # of runs with more people, hardly a name belongs to one of them
PLAIN_WORDS = regex.compile(r"[a-z]+(?:[ _][a-z]+)*")


class KnownValues:
    """The distinctive values of a run, to be found where the detector missed them.

    Attributes:
        acronyms: acronym -> the organization of the run that it abbreviates.
    """

    def __init__(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Index the values.

        Arguments:
            counts: the number of occurrences of each (value, entity). The most frequent entity of a value applies.
        """
        entities: dict[str, str] = {}
        for (value, entity), _ in sorted(counts.items(), key=lambda item: (item[1], item[0])):
            entities[value] = entity
        self._finder = TermFinder(entities)
        self._numbers = {digits: entity for value, entity in entities.items() if (digits := number_of(entity, value))}
        self._by_digits = NumberFinder(self._numbers)
        self._by_shape = ShapeFinder(shapes_of_run(counts))
        self._full_names = {
            word: value for value, entity in entities.items() if entity == "PERSON" for word in identifying_words(value)
        }
        self._people = [value for value, entity in entities.items() if entity == "PERSON"]
        self.acronyms = acronyms_of(value for value, entity in entities.items() if entity in ORGANIZATIONS)

    def person_named(self, word: str) -> str:
        """Return the full name of the only person of the run who has a given or family name; empty if there are none or several.

        Arguments:
            word: the name, in canonical form.
        """
        return self._only_people.get(word, "")

    @cached_property
    def _only_people(self) -> dict[str, str]:
        """Return given name, short form or family name -> the full name of the only person with it; nothing for very many people."""
        if len(self._people) > MAX_PEOPLE:
            return {}
        named: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        short: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        for value in sorted(self._people):
            name = parse(value, "")
            if is_full(name):
                for word in (name.given, name.family):
                    named[word].setdefault((name.given, name.family), value)
                for form in (*short_forms(name.given), *formal_names(name.given)):
                    short[canonical(form)].setdefault((name.given, name.family), value)
        # Somebody with this very name comes before somebody of whose name it is a short form.
        return {word: next(iter(of.values())) for word, of in (short | named).items() if len(of) == 1}

    def find(self, text: str) -> list[Span]:
        """Return every whole-word occurrence of a known value, ignoring case, of known numbers with any separators, and of
        identifiers whose shape the values of the run teach.
        """
        folded = fold(text)
        found = dict.fromkeys(self._finder.find(folded.text))
        numbers = self._by_digits.find(folded.text)
        found |= dict.fromkeys((start, end, self._numbers[digits]) for start, end, digits in numbers)
        found |= dict.fromkeys(self._by_shape.find(folded.text))
        return [in_original(folded, Span(start, end, entity, SCORE, RUN_SOURCE)) for start, end, entity in found]

    def find_in_name(self, text: str) -> list[Span]:
        """Return the words of a name of a file, a sheet or a field that are part of the name of a person of the run."""
        words = WORD.finditer(text)
        return [Span(*word.span(), "PERSON", SCORE, RUN_SOURCE) for word in words if lower(word[0]) in self._full_names]

    def full_name(self, word: str) -> str:
        """Return the name of a person of the run, of which a word is a part; empty if there is none."""
        return self._full_names.get(lower(word), "")


def identifying_words(name: str) -> list[str]:
    """Return the words of the name of a person that identify the person alone: no ordinary ones."""
    words = NAME_WORD.findall(name)
    return [lower(word) for word in words if identifies_alone(word)] if len(words) > 1 else []


def identifies_alone(word: str) -> bool:
    """Return whether a word of a name is so long and rare that it identifies the person alone."""
    return len(word) >= MIN_NAME_CHARACTERS and not is_common(word) and not is_everyday(word)


def acronyms_of(names: Iterable[str]) -> dict[str, str]:
    """Return acronym -> name, without the acronyms of several organizations. Of several spellings, the first one counts."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        for short in initials(name):
            found[short].append(name)
    return {short: of[0] for short, of in found.items() if len({slug(name) for name in of}) == 1}


def distinctive_values(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> Counter[tuple[str, str]]:
    """Count the values of a document that are distinctive enough to search for in the rest of the run.

    Returns:
        The number of occurrences by (value in lower case, entity).
    """
    surfaces = [(span, surface.strip()) for span, surface in mentions(texts, findings)]
    found = [(span.entity, surface) for span, surface in surfaces]
    given = [surface for span, surface in surfaces if span.declared_part == "given"]
    family = [surface for span, surface in surfaces if span.declared_part == "family"]
    if len(given) == len(family) == 1:
        found.append(("PERSON", f"{given[0]} {family[0]}"))
    return Counter((lower(surface), entity) for entity, surface in found if is_distinctive(entity, surface))


@lru_cache(CACHED_SURFACES)
def is_distinctive(entity: str, surface: str) -> bool:
    """Return whether a value is unambiguous, such as a full name, an e-mail address or an id, but not a single word."""
    if entity in NOT_DISTINCTIVE:
        return False
    if entity in FULL_NAMES:
        words = NAME_WORD.findall(surface)
        return len(words) >= 2 and not all(is_common(word) for word in words)
    characters = sum(character.isalnum() for character in surface)
    return characters >= MIN_VALUE_CHARACTERS and not is_common(surface)


def is_of_a_schema(text: Text) -> bool:
    """Return whether a text may be a field name of a schema: a user named "customer" must not rename that field."""
    return text.is_label and PLAIN_WORDS.fullmatch(text.value) is not None
