"""Values found once are found everywhere: within a document, and across a run."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import regex

from pipeline.normalize import fold
from pipeline.pseudonyms.pools import pool
from pipeline.spans import LOOSE, Span
from recognizers.terms import TermFinder, lower

RUN_SOURCE = "run"
DOCUMENT_SOURCE = "document"
# Above the score of the model, below certainty: what was found elsewhere decides an unsure case here.
SCORE = 0.9
DECLARED_SCORE = 1.0

NAMES = frozenset({"PERSON", "ORGANIZATION"})
NOT_DISTINCTIVE = LOOSE | {"DATE_OF_BIRTH", "LOCATION", "ZIP_CODE"}
NAME_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]+")
SENTENCE_START = regex.compile(r"(?:^|[.!?:\n]\s*|[\"'“(]\s*)$")
HANDLE_FOLLOWS = regex.compile(r"[.@]\w")
MIN_PART_CHARACTERS = 3
MIN_VALUE_CHARACTERS = 6


class KnownValues:
    """The distinctive values of a run, to be found wherever the detector missed them."""

    def __init__(self, counts: Mapping[tuple[str, str], int]) -> None:
        """Take how often each (value, entity) was found; a value is what it mostly was."""
        entities: dict[str, str] = {}
        for (value, entity), _ in sorted(counts.items(), key=lambda item: (item[1], item[0])):
            entities[value] = entity
        self._finder = TermFinder(entities)

    def find(self, text: str) -> list[Span]:
        """Return every whole-word occurrence of a known value, in any case."""
        folded = fold(text)
        return [
            folded.original(Span(start, end, entity, SCORE, RUN_SOURCE))
            for start, end, entity in self._finder.find(folded.text)
        ]


def distinctive_values(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> Counter[tuple[str, str]]:
    """Count the values of a document that are worth looking for in the rest of the run.

    Returns:
        (value in lower case, entity) -> how often it was found.
    """
    surfaces = [
        (span, fold(text[span.start : span.end]).text.strip())
        for text, spans in zip(texts, findings, strict=True)
        for span in spans
    ]
    found = [(span.entity, surface) for span, surface in surfaces]
    given = [surface for span, surface in surfaces if span.declared_part == "given"]
    family = [surface for span, surface in surfaces if span.declared_part == "family"]
    if len(given) == len(family) == 1:
        found.append(("PERSON", f"{given[0]} {family[0]}"))
    return Counter((lower(surface), entity) for entity, surface in found if is_distinctive(entity, surface))


def is_distinctive(entity: str, surface: str) -> bool:
    """Tell whether a value can mean only itself: a full name, an e-mail, an id, never a bare word."""
    if entity in NOT_DISTINCTIVE:
        return False
    if entity in NAMES:
        words = NAME_WORD.findall(surface)
        return len(words) >= 2 and not all(_is_common(word) for word in words)
    characters = sum(character.isalnum() for character in surface)
    return characters >= MIN_VALUE_CHARACTERS and not _is_common(surface)


def repeated_in_document(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Find further mentions of what was found in the same document, names alone included.

    A part of a name counts in the case it was written in; in lower case only where a column declared
    the name. A part that is a common word as well counts only inside a sentence, capitalized.

    Returns:
        For each text the spans of further mentions.
    """
    terms = _document_terms(texts, findings)
    if not terms:
        return [[] for _ in texts]
    finder = TermFinder({term: entity for term, (entity, _) in terms.items()})
    found = []
    for text in texts:
        folded = fold(text)
        found.append(
            [
                folded.original(Span(start, end, entity, DECLARED_SCORE if sure else SCORE, DOCUMENT_SOURCE))
                for start, end, entity in finder.find(folded.text)
                for sure in [terms[lower(folded.text[start:end])][1]]
                if _is_mention(folded.text, start, end, sure)
            ]
        )
    return found


def _document_terms(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> dict[str, tuple[str, bool]]:
    """Return term in lower case -> (entity, whether a column declared it, so that it counts in any case)."""
    terms: dict[str, tuple[str, bool]] = {}
    for text, spans in zip(texts, findings, strict=True):
        for span in spans:
            surface = fold(text[span.start : span.end]).text.strip()
            any_case = span.is_declared
            for term, entity, sure in _terms(span.entity, surface, any_case):
                known = terms.get(term)
                if known is None or (sure and not known[1]):
                    terms[term] = (entity, sure)
    return terms


def _terms(entity: str, surface: str, any_case: bool) -> Iterator[tuple[str, str, bool]]:
    if is_distinctive(entity, surface):
        yield lower(surface), entity, any_case
    if entity == "PERSON":
        words = NAME_WORD.findall(surface)
        if len(words) >= 2:
            yield lower(f"{words[0]} {words[-1]}"), entity, any_case
            yield lower(f"{words[-1]}, {words[0]}"), entity, any_case
        for word in words:
            if len(word) >= MIN_PART_CHARACTERS and word[0].isupper() | any_case:
                yield lower(word), entity, any_case


def _is_mention(text: str, start: int, end: int, any_case: bool) -> bool:
    found = text[start:end]
    if "," in found and HANDLE_FOLLOWS.match(text, end):
        return False  # "Ortiz, rafael.ortiz@..." is a name and an address
    if not found.isalpha():
        return True
    if _is_common(found):
        return found[0].isupper() and not SENTENCE_START.search(text, max(0, start - 8), start)
    return any_case or found[0].isupper()


def _is_common(word: str) -> bool:
    return lower(word) in _common_words()


@cache
def _common_words() -> frozenset[str]:
    return frozenset(pool("any", "common_word"))


def total(counters: Iterable[Counter[tuple[str, str]]]) -> Counter[tuple[str, str]]:
    """Add up the counts of many documents."""
    added: Counter[tuple[str, str]] = Counter()
    for counter in counters:
        added.update(counter)
    return added
