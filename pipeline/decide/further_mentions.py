"""Further mentions: finds other occurrences of a document's values and of their parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from pipeline.decide.aliases import aliases_of_organizations, find_aliases
from pipeline.decide.initials import find_initials, initials_of_people
from pipeline.decide.known_values import FULL_NAMES, SCORE
from pipeline.decide.learned_shapes import ShapeFinder, shapes_of_document
from pipeline.text.document import mentions
from pipeline.text.normalize import in_original
from pipeline.text.spans import NAMES, Span
from recognizers.entities import LOOSE, where
from recognizers.families.terms import DICTIONARY
from recognizers.lexicon.common_nouns import follows_article
from recognizers.lexicon.everyday_words import is_plain_word
from recognizers.lexicon.folding import fold
from recognizers.lexicon.names import is_given_name
from recognizers.lexicon.organization_names import name_proper
from recognizers.lexicon.spellings import (
    DIGIT_STRING,
    NAME_WORD,
    WHOLE,
    NumberFinder,
    Spelling,
    is_common,
    is_telling,
    looked_for,
)
from recognizers.lexicon.term_finder import TermFinder, lower

SOURCE = "document"
CERTAIN = 1.0

# "Mr." does not end a sentence.
SENTENCE_START = regex.compile(r"(?:^|(?<!\b(?i:mr|mrs|ms|mx|dr|prof|rev|sir|st))\.\s*|[!?:\n]\s*|[\"'“(]\s*)$")
# A word alone in a field, on a line, in quotes or in a salutation does not start a sentence.
ALONE_BEFORE = regex.compile(r"(?:^|[\n\"'“(\[]\s*)$")
ALONE_AFTER = regex.compile(r"\Z|[\n\"”)\],;]|'(?!\w)")
SENTENCE_END = regex.compile(r"[.!?:]\s+|[\n\"“]")
MAX_SENTENCE = 300
CONTEXT = 8
POSSESSIVE = regex.compile(r"['’]s\b")
COORDINATED = regex.compile(r"\s(?:and|und|et?|en|y|i|och|og|&)\s")  # "Mark and Ann Weber met"
ADDRESS_FOLLOWS = regex.compile(r"@\w")
GIVEN_BEFORE = regex.compile(r"(\p{Lu}[\p{L}\p{M}'’-]+) $")
LONGEST_GIVEN = 25
HANDLE_FOLLOWS = regex.compile(r"[._@]\w")
IN_HANDLE = regex.compile(r"\w[._@]$")
# User names, addresses and hosts: ordinary words do not contain these characters.
JOINED = regex.compile(r"\w[._@/:]\w")
# The owner of a home directory is named by it.
HOME = regex.compile(r"(?:/home/|/Users/|[A-Za-z]:\\{1,2}Users\\{1,2})(?P<user>[\w.-]{2,64})")
MAY_BE_PERSON = where(may_be_person=True)
# Further mentions of these are never certain: a name may be part of a longer name that the model detected.
NEVER_CERTAIN = where(certain_mentions=False)
MIN_CERTAIN_CHARACTERS = 6
CACHED_TERMS = 4_096
YEAR_DIGITS = 4
NUMBERED = where(digits_may_follow=True)  # "aruiz" is found in "aruiz84"


def further_mentions(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Find further mentions of the values of a document, parts of names, and identifiers of the same shape.

    Arguments:
        texts: the texts of the document.
        findings: the spans of each text.

    Returns:
        For each text the spans of further mentions.
    """
    terms, numbers = _document_terms(texts, findings)
    if not terms and not numbers:
        return [[] for _ in texts]
    finder, by_digits = TermFinder({term: known.entity for term, known in terms.items()}), NumberFinder(numbers)
    values = [(mention, span.entity) for span, mention in mentions(texts, findings)]
    by_shape, initials = ShapeFinder(shapes_of_document(values)), initials_of_people(values)
    aliases = aliases_of_organizations(texts, findings)
    found = []
    for text in texts:
        folded = fold(text)
        spans = [
            Span(start, end, known.entity, known.score(folded.text[start:end]), SOURCE)
            for start, end, _ in finder.find(folded.text, with_digits=NUMBERED)
            for known in [_term_of(terms, lower(folded.text[start:end]))]
            if known.is_meant(folded.text, start, end)
        ]
        spans += [
            Span(start, end, known.entity, SCORE if known.entity in LOOSE else CERTAIN, SOURCE)
            for start, end, digits in by_digits.find(folded.text)
            for known in [numbers[digits]]
        ]
        spans += [Span(*place, SCORE, SOURCE) for place in by_shape.find(folded.text)]
        spans += [Span(*place, "PERSON", SCORE, SOURCE) for place in find_initials(folded.text, initials)]
        spans += [Span(*place, "ORGANIZATION", CERTAIN, SOURCE) for place in find_aliases(folded.text, aliases)]
        found.append([in_original(folded, span) for span in spans])
    return found


def _term_of(terms: "Mapping[str, DocumentTerm]", found: str) -> "DocumentTerm":
    return terms.get(found) or terms[found.rstrip("0123456789")]


@dataclass(slots=True)
class DocumentTerm:
    """A value found in a document, or a part that refers to it.

    Arguments:
        entity: its entity.
        declared: whether a column or key declared it.
        is_marked: whether it contains digits or inner punctuation, unlike ordinary words.
        written: its spellings where it was found.
    """

    entity: str
    declared: bool = False
    is_marked: bool = False
    written: set[str] = field(default_factory=set)

    def score(self, found: str) -> float:
        """Return the score of a further mention."""
        if self.declared:
            return CERTAIN
        if not self.is_marked or self.entity in NEVER_CERTAIN or sum(map(str.isalnum, found)) < MIN_CERTAIN_CHARACTERS:
            return SCORE
        return CERTAIN

    def is_meant(self, text: str, start: int, end: int, *, anywhere: bool = False) -> bool:
        """Return whether a match is a mention rather than a common word.

        A name is spelled as before, or capitalized, or part of a sentence without capitals.

        Arguments:
            text: the text of the match.
            start, end: the offsets of the match, half open.
            anywhere: whether to ignore the case of the rest of the sentence.
        """
        found = text[start:end]
        if "," in found and (HANDLE_FOLLOWS.match(text, end) or _parts_names_of_a_list(text, start, end)):
            return False  # "Ortiz, rafael.ortiz@..." is a name and an address
        if self.is_marked or _is_marked(found) or not (words := NAME_WORD.findall(found)):
            return True
        if found in self.written and len(words) > 1:
            return True
        if found != lower(found) and any(word == lower(word) and is_common(word) for word in words):
            return False  # "May Pemberton will cover", after "Will Pemberton"
        if ADDRESS_FOLLOWS.match(text, end):
            return True
        if all(is_common(word) for word in words):
            is_inside = not SENTENCE_START.search(text, max(0, start - CONTEXT), start)
            is_name = is_inside or _is_alone(text, start, end)
            is_name = is_name or bool(POSSESSIVE.match(text, end) or COORDINATED.match(text, end))
            return len(words) == 1 and found[0].isupper() and is_name
        if self.declared:
            return True
        is_lower_case = not anywhere and _begins_in_lower_case(text, start)
        if not anywhere and not is_lower_case and self._is_plain(text, start, found):
            return False  # "a silver bridge", after a company Silver Bridge
        return (
            len(words) > 1
            or found[0].isupper()
            or found in self.written
            or is_lower_case
            or _is_in_handle(text, start, end)
        )

    def _is_plain(self, text: str, start: int, found: str) -> bool:
        """Return whether a match consists of ordinary words: one word in small letters, or several after an article.

        The name of a person may be written like that, and so may the whole name of a company: "silver bridge has paid".
        """
        words = found.split()
        if self.entity not in NAMES or (self.entity == "PERSON" and found in self.written):
            return False
        return (len(words) == 1 or follows_article(text, start)) and all(map(is_plain_word, words))


def _document_terms(
    texts: Sequence[str], findings: Sequence[Sequence[Span]]
) -> tuple[dict[str, DocumentTerm], dict[str, DocumentTerm]]:
    """Return the terms of a document by lower case, and its numbers by digits."""
    terms: dict[str, DocumentTerm] = {}
    numbers: dict[str, DocumentTerm] = {}
    seen = set()
    for span, mention in mentions(texts, findings):
        surface, is_declared = mention.strip(), span.is_declared
        if span.source.endswith(DICTIONARY) and surface.isalpha():
            continue  # the dictionary finds a word in all spellings that its case allows: "IRIS" is no "iris"
        if span.entity in LOOSE and surface.isalpha():
            continue  # "two" is an age once, and a number everywhere else
        if span.entity == "DATE_OF_BIRTH" and surface.isdecimal() and len(surface) == YEAR_DIGITS:
            continue  # "born in 1963"
        entity = _likely_entity(span, surface)
        if (entity, surface, is_declared) in seen:
            continue
        seen.add((entity, surface, is_declared))
        for form, key, is_written in _forms(entity, surface, any_case=is_declared):
            if form.slot == DIGIT_STRING:
                number = numbers.setdefault(form.text, DocumentTerm(form.entity))
                if is_declared and not number.declared:
                    number.entity, number.declared = form.entity, True
                continue
            known = terms.get(key)
            if known is None:
                known = terms[key] = DocumentTerm(form.entity, is_marked=_is_marked(key))
            # A column that declares an address does not declare each word of it.
            is_certain = is_declared and (form.slot == WHOLE or span.entity in FULL_NAMES)
            if is_certain and not known.declared:
                known.entity, known.declared = form.entity, True
            if is_certain or is_written:
                known.written.add(form.text if form.text.isascii() else fold(form.text).text)
    return terms, numbers


def _forms(entity: str, surface: str, *, any_case: bool) -> Iterator[tuple[Spelling, str, bool]]:
    """Yield the spellings to search for, each with its lower case and whether it occurs in the document."""
    yield from looked_for(entity, surface)
    if entity == "URL" and (home := HOME.search(surface)) and is_telling(home["user"]):
        yield Spelling((), home["user"], "USERNAME"), lower(home["user"]), True
    if entity == "LOCATION" and is_telling(city := surface.partition(", ")[0]) and city != surface:
        yield Spelling((), city, entity), lower(city), False
    if entity == "PERSON" and any_case:
        words = (Spelling((), word, entity) for word in NAME_WORD.findall(surface) if is_telling(word))
        yield from ((word, lower(word.text), True) for word in words)


def _likely_entity(span: Span, surface: str) -> str:
    """Return the likely entity of a value: PERSON for two words that start with a given name, despite the model's entity."""
    words = surface.split(" ")
    if span.entity not in MAY_BE_PERSON or span.is_declared or len(words) != 2:
        return span.entity
    is_name = all(word.istitle() and word.isalpha() and not is_common(word) for word in words)
    return "PERSON" if is_name and is_given_name(words[0]) and name_proper(surface) == surface else span.entity


@lru_cache(CACHED_TERMS)
def _is_marked(text: str) -> bool:
    return any(map(str.isdecimal, text)) or JOINED.search(text) is not None


def _is_in_handle(text: str, start: int, end: int) -> bool:
    """Return whether a word is part of a user name or an address, in which names are not capitalized: "a.ruiz@"."""
    return bool(IN_HANDLE.search(text, max(0, start - 2), start) or HANDLE_FOLLOWS.match(text, end))


def _is_alone(text: str, start: int, end: int) -> bool:
    is_first = ALONE_BEFORE.search(text, max(0, start - CONTEXT), start) is not None
    return is_first and ALONE_AFTER.match(text, end) is not None


def _parts_names_of_a_list(text: str, start: int, end: int) -> bool:
    """Return whether "Lind, Karin" belongs to two names of a list: "Hugo Lind, Karin Lind", "Hugo Lind, Karin and Olle"."""
    family = text[start:end].partition(",")[0]
    before = GIVEN_BEFORE.search(text, max(0, start - LONGEST_GIVEN), start)
    return text.startswith(f" {family}", end) or (before is not None and is_given_name(before[1]))


def _begins_in_lower_case(text: str, start: int) -> bool:
    """Return whether the sentence around an offset starts in lower case, so that case does not distinguish names."""
    before = SENTENCE_END.split(text[max(0, start - MAX_SENTENCE) : start])[-1]
    first = next((character for character in before if character.isalpha()), text[start])
    return first.islower()
