"""Score: counts what a contender finds, misses and hits by mistake in labelled documents.

White space does not count: "Ann" and "Lee" found apart cover "Ann Lee".
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from pipeline.evaluate.gold import Gold
from pipeline.text.spans import Span
from recognizers.entities import general


class Kind(StrEnum):
    """The kinds of cases that a reader may want to look at."""

    MISS = "miss"
    KEPT = "kept by the policy"
    FALSE_ALARM = "false alarm"
    LOOK_ALIKE = "look-alike touched"


@dataclass(frozen=True, slots=True)
class Case:
    """One miss, false alarm or touched look-alike.

    Arguments:
        kind: what is wrong.
        document: the index of the document.
        start, end: the offsets of the labelled or found range.
        entity: the entity of the label; of a false alarm and a look-alike, of the finding.
        recognizers: the recognizers of the findings that touch the range; empty if there is none.
        score: the highest score of these findings.
    """

    kind: Kind
    document: int
    start: int
    end: int
    entity: str
    recognizers: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(slots=True)
class EntityScore:
    """The counts of one entity. Characters are those that are no white space.

    Arguments:
        mentions, covered_mentions: the labelled values, and those that are wholly covered.
        characters, covered, typed: the labelled characters, those that are found, and those found as this entity.
        found, right: the characters found as this entity, and those with any label.
    """

    mentions: int = 0
    covered_mentions: int = 0
    characters: int = 0
    covered: int = 0
    typed: int = 0
    found: int = 0
    right: int = 0


@dataclass(slots=True)
class RecognizerScore:
    """The counts of one recognizer for one entity.

    Arguments:
        found: its findings.
        false_alarms: the findings that touch no labelled value.
        touched: the look-alikes that its findings touch.
    """

    found: int = 0
    false_alarms: int = 0
    touched: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one contender.

    Arguments:
        documents, words: the size of the gold.
        clean: the documents in which every labelled value is wholly covered.
        clean_but_kept: the same without regard to entities that the policy keeps.
        look_alikes, touched: the labelled look-alikes, and those that a finding touches.
        entities: the counts by entity, under its general name.
        recognizers: the counts by (recognizer, entity).
        kept: the entities that the policy keeps.
        cases: each miss, false alarm and touched look-alike, in document order.
    """

    documents: int
    words: int
    clean: int
    clean_but_kept: int
    look_alikes: int
    touched: int
    entities: Mapping[str, EntityScore]
    recognizers: Mapping[tuple[str, str], RecognizerScore]
    kept: frozenset[str]
    cases: tuple[Case, ...]

    @property
    def total(self) -> EntityScore:
        """The counts of all entities together."""
        return _sum(self.entities.values())

    @property
    def total_but_kept(self) -> EntityScore:
        """The counts of the entities that the policy does not keep."""
        return _sum(one for entity, one in self.entities.items() if entity not in self.kept)

    @property
    def false_alarms(self) -> int:
        """The findings that touch no labelled value."""
        return sum(one.false_alarms for one in self.recognizers.values())


def score(documents: Sequence[Gold], found: Sequence[Sequence[Span]], kept: Collection[str] = ()) -> Score:
    """Compare findings with labelled documents.

    Arguments:
        documents: the labelled documents.
        found: for each document the disjoint spans that would be replaced.
        kept: the entities that the policy keeps, by their general names: their values are counted apart.
    """
    counter = _Counter(frozenset(kept))
    for index, (document, spans) in enumerate(zip(documents, found, strict=True)):
        counter.add(index, document, spans)
    return Score(
        len(documents),
        sum(len(document.text.split()) for document in documents),
        counter.clean,
        counter.clean_but_kept,
        sum(len(document.keep) for document in documents),
        sum(case.kind is Kind.LOOK_ALIKE for case in counter.cases),
        counter.entities,
        counter.recognizers,
        counter.kept,
        tuple(counter.cases),
    )


class _Counter:
    """Adds up the counts of documents."""

    def __init__(self, kept: frozenset[str]) -> None:
        self.kept = kept
        self.clean = self.clean_but_kept = 0
        self.entities: dict[str, EntityScore] = {}
        self.recognizers: dict[tuple[str, str], RecognizerScore] = {}
        self.cases: list[Case] = []

    def add(self, index: int, document: Gold, spans: Sequence[Span]) -> None:
        at = {place: span for span in spans for place in range(span.start, span.end)}
        missed = set(self._marks(index, document, at))
        self.clean += not missed
        self.clean_but_kept += missed <= self.kept
        self._findings(index, document, spans)
        for start, end in document.keep:
            if touching := _touching(at, start, end):
                self.cases.append(_case(Kind.LOOK_ALIKE, index, start, end, general(touching[0].entity), touching))
                for key in {(span.source, general(span.entity)) for span in touching}:
                    self.recognizers[key].touched += 1

    def _marks(self, index: int, document: Gold, at: Mapping[int, Span]) -> list[str]:
        """Count the labelled values of a document, and return the entities of those that are not wholly covered."""
        missed = []
        for start, end, name in document.marks:
            entity = general(name)
            places = [place for place in range(start, end) if not document.text[place].isspace()]
            covering = [general(at[place].entity) for place in places if place in at]
            one = self.entities.setdefault(entity, EntityScore())
            one.mentions += 1
            one.covered_mentions += len(covering) == len(places)
            one.characters += len(places)
            one.covered += len(covering)
            one.typed += covering.count(entity)
            if len(covering) < len(places):
                kind = Kind.KEPT if entity in self.kept else Kind.MISS
                self.cases.append(_case(kind, index, start, end, entity, _touching(at, start, end)))
                missed.append(entity)
        return missed

    def _findings(self, index: int, document: Gold, spans: Sequence[Span]) -> None:
        """Count the findings of a document, right and wrong."""
        marked = {place for start, end, _ in document.marks for place in range(start, end)}
        for span in spans:
            entity = general(span.entity)
            places = [place for place in range(span.start, span.end) if not document.text[place].isspace()]
            right = sum(place in marked for place in places)
            one = self.entities.setdefault(entity, EntityScore())
            one.found += len(places)
            one.right += right
            by = self.recognizers.setdefault((span.source, entity), RecognizerScore())
            by.found += 1
            if not right:
                by.false_alarms += 1
                self.cases.append(_case(Kind.FALSE_ALARM, index, span.start, span.end, entity, [span]))


def _touching(at: Mapping[int, Span], start: int, end: int) -> list[Span]:
    """Return the findings that touch a range, in text order."""
    return list(dict.fromkeys(at[place] for place in range(start, end) if place in at))


def _case(kind: Kind, index: int, start: int, end: int, entity: str, spans: Sequence[Span]) -> Case:
    sources = tuple(dict.fromkeys(span.source for span in spans))
    return Case(kind, index, start, end, entity, sources, max((span.score for span in spans), default=0.0))


def _sum(scores: Iterable[EntityScore]) -> EntityScore:
    listed = list(scores)
    return EntityScore(*(sum(getattr(one, field.name) for one in listed) for field in fields(EntityScore)))
