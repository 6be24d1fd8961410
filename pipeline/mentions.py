"""What is found once in a document is found everywhere in it, by its parts as well."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from pipeline.normalize import fold
from pipeline.propagation import NAME_WORD, SCORE, is_common, is_distinctive
from pipeline.pseudonyms.document import mentions
from pipeline.pseudonyms.handles import handles
from pipeline.pseudonyms.names import is_given_name
from pipeline.pseudonyms.organizations import name_proper
from pipeline.spans import Span
from recognizers.terms import TermFinder, lower

SOURCE = "document"
DECLARED_SCORE = 1.0

SENTENCE_START = regex.compile(r"(?:^|[.!?:\n]\s*|[\"'“(]\s*)$")
SENTENCE_END = regex.compile(r"[.!?:]\s+|[\n\"“]")
MAX_SENTENCE = 300
POSSESSIVE = regex.compile(r"['’]s\b")
HANDLE_FOLLOWS = regex.compile(r"[._@]\w")
IN_HANDLE = regex.compile(r"\w[._@]$")
# Within a document even a short value counts: "Li", or the last four digits of a card.
MIN_NAME_CHARACTERS = 2
PEOPLE_ARE_TAKEN_FOR = frozenset({"LOCATION", "ORGANIZATION"})
MIN_NUMBER_CHARACTERS = 4
NUMBERED = frozenset({"USERNAME"})  # "aruiz" is found in "aruiz84"


def further_mentions(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Find further mentions of what was found in the same document, names alone included.

    Returns:
        For each text the spans of further mentions.
    """
    terms = _document_terms(texts, findings)
    if not terms:
        return [[] for _ in texts]
    finder = TermFinder({term: known.entity for term, known in terms.items()})
    found = []
    for text in texts:
        folded = fold(text)
        found.append(
            [
                folded.original(Span(start, end, entity, known.score, SOURCE))
                for start, end, entity in finder.find(folded.text, with_digits=NUMBERED)
                for known in [_term_of(terms, lower(folded.text[start:end]))]
                if known.is_meant(folded.text, start, end)
            ]
        )
    return found


def _term_of(terms: "Mapping[str, DocumentTerm]", found: str) -> "DocumentTerm":
    return terms.get(found) or terms[found.rstrip("0123456789")]


@dataclass(slots=True)
class DocumentTerm:
    """A value found in a document, or a part of one that stands for it.

    Arguments:
        entity: what it is.
        declared: whether a column or key declared it.
        written: the ways in which it is written where it was found.
    """

    entity: str
    declared: bool = False
    written: set[str] = field(default_factory=set)

    @property
    def score(self) -> float:
        """Return how sure a further mention is."""
        return DECLARED_SCORE if self.declared else SCORE

    def is_meant(self, text: str, start: int, end: int) -> bool:
        """Tell a mention from a common word: a name is written as it was, with a capital, or by one who uses none."""
        found = text[start:end]
        if "," in found and HANDLE_FOLLOWS.match(text, end):
            return False  # "Ortiz, rafael.ortiz@..." is a name and an address
        words = NAME_WORD.findall(found)
        if any(character.isdecimal() for character in found) or not words:
            return True
        if found in self.written and len(words) > 1:
            return True
        if all(is_common(word) for word in words):
            is_inside = not SENTENCE_START.search(text, max(0, start - 8), start)
            is_name = is_inside or bool(POSSESSIVE.match(text, end))
            return len(words) == 1 and found[0].isupper() and is_name
        if self.declared or len(words) > 1 or found[0].isupper() or found in self.written:
            return True
        return _is_in_handle(text, start, end) or _begins_in_lower_case(text, start)


def _document_terms(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> dict[str, DocumentTerm]:
    """Return the terms of a document by their lower case."""
    terms: dict[str, DocumentTerm] = {}
    for span, mention in mentions(texts, findings):
        surface = mention.strip()
        for entity, term in _terms(_told_entity(span, surface), surface, any_case=span.is_declared):
            known = terms.setdefault(lower(term), DocumentTerm(entity))
            if span.is_declared and not known.declared:
                known.entity, known.declared = entity, True
            known.written.add(term)
    return terms


def _told_entity(span: Span, surface: str) -> str:
    """Return what a value is; two words that begin with a given name are a person, whatever the model took them for."""
    words = surface.split(" ")
    if span.entity not in PEOPLE_ARE_TAKEN_FOR or span.is_declared or len(words) != 2:
        return span.entity
    is_name = all(word.istitle() and word.isalpha() and not is_common(word) for word in words)
    return "PERSON" if is_name and is_given_name(words[0]) and name_proper(surface) == surface else span.entity


def _terms(entity: str, surface: str, *, any_case: bool) -> Iterator[tuple[str, str]]:
    """Yield (entity, term) for what a value is looked for as: itself and what people make of it."""
    if _is_telling(surface):
        yield entity, surface
    if entity == "ORGANIZATION" and _is_telling(core := name_proper(surface)):
        yield entity, core
    if entity == "PERSON":
        yield from _person_terms(surface, any_case=any_case)


def _person_terms(surface: str, *, any_case: bool) -> Iterator[tuple[str, str]]:
    words = NAME_WORD.findall(surface)
    if len(words) >= 2:
        given, family = words[0], words[-1]
        yield "PERSON", f"{given} {family}"
        yield "PERSON", f"{family}, {given}"
        yield from (("USERNAME", handle) for handle in handles(given, family) if is_distinctive("USERNAME", handle))
    yield from (("PERSON", word) for word in words if word[0].isupper() or any_case)


def _is_telling(surface: str) -> bool:
    """Tell whether a value is long enough to be looked for."""
    characters = [character for character in surface if character.isalnum()]
    is_number = all(character.isdecimal() for character in characters)
    return len(characters) >= (MIN_NUMBER_CHARACTERS if is_number else MIN_NAME_CHARACTERS)


def _is_in_handle(text: str, start: int, end: int) -> bool:
    """Tell whether a word is a part of a user name or an address, where names have no capitals: "a.ruiz@"."""
    return bool(IN_HANDLE.search(text, max(0, start - 2), start) or HANDLE_FOLLOWS.match(text, end))


def _begins_in_lower_case(text: str, start: int) -> bool:
    """Tell whether the sentence around a place begins in lower case, so that its case says nothing."""
    before = SENTENCE_END.split(text[max(0, start - MAX_SENTENCE) : start])[-1]
    first = next((character for character in before if character.isalpha()), text[start])
    return first.islower()
