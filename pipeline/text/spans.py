"""Spans of sensitive text, and the one rule that settles overlaps between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from recognizers.entities import LOOSE, where

# The source of a span that a column or key declares; a part of a name stands behind a colon.
DECLARED = "field"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that a recognizer reports.

    Arguments:
        start, end: offsets into the text in code points, half open.
        entity: Presidio's entity name where it has one (PERSON, EMAIL_ADDRESS, US_SSN, ...).
        score: confidence, 0 to 1.
        source: the name of the recognizer that reported it.
    """

    start: int
    end: int
    entity: str
    score: float
    source: str

    @property
    def is_declared(self) -> bool:
        """Tell whether a column or key declared the value, rather than a recognizer found it."""
        return self.source.partition(":")[0] == DECLARED

    @property
    def declared_part(self) -> str:
        """Return the part of a name that a column declares this to be: `given`, `family` or nothing."""
        return self.source.partition(":")[2] if self.is_declared else ""


class Cover:
    """Tells whether a span is inside one of many others, in time that grows with the logarithm of their number."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Take the spans that cover others, in any order."""
        places = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in places]
        self._ends = list(accumulate((end for _, end in places), max))

    def holds(self, span: Span) -> bool:
        """Tell whether a span is inside one of the others, or the same stretch."""
        return self._reaches(span.start, span.end)

    def holds_part(self, span: Span) -> bool:
        """Tell whether a span is inside one of the others that is longer."""
        return self._reaches(span.start - 1, span.end) or self._reaches(span.start, span.end + 1)

    def _reaches(self, start: int, end: int) -> bool:
        place = bisect_right(self._starts, start)
        return place > 0 and self._ends[place - 1] >= end


# What an entity is worth in an overlap of unsure spans. A street address or a URL holds names of
# people and places; dates and amounts are what a statistical model takes other numbers for.
STRUCTURED = where(is_structured=True)
# Names that a model finds. It often takes the number beside a name for a part of it.
NAMES = where(is_name=True)
CERTAIN_SCORE = 0.95


def resolve(text: str, spans: Iterable[Span]) -> list[Span]:
    """Settle overlaps so that spans are disjoint, in order, and cover what they covered before.

    The best span of an overlap stays whole; of the others only the stretches that no better span
    covers stay. The best is the certain one (a check digit, a declared column), then the structured
    one, then one with digits rather than a name that holds them, then the longest. A stretch without
    a letter or digit goes to its neighbour.

    Arguments:
        text: the text that the spans belong to.
        spans: spans of it in any order, with any overlaps.

    Returns:
        Disjoint spans in text order whose union equals the union of the input.
    """
    return [span for cluster in _clusters(spans) for span in (cluster if len(cluster) == 1 else _settle(text, cluster))]


def _clusters(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Group the spans that overlap one another, directly or through others."""
    cluster: list[Span] = []
    end = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start >= span.end:
            continue
        if cluster and span.start >= end:
            yield cluster
            cluster = []
        cluster.append(span)
        end = span.end if len(cluster) == 1 else max(end, span.end)
    if cluster:
        yield cluster


def _settle(text: str, cluster: list[Span]) -> list[Span]:
    covered: list[tuple[int, int]] = []
    settled = [
        _at(span, start, end)
        for span in sorted(cluster, key=lambda span: _rank(text, span))
        for start, end in _cover(covered, span.start, span.end)
    ]
    return _without_bare_marks(text, sorted(settled, key=lambda span: span.start))


def _at(span: Span, start: int, end: int) -> Span:
    """Return a span moved to another place; the same one where it is there already, which is much faster."""
    if (span.start, span.end) == (start, end):
        return span
    return Span(start, end, span.entity, span.score, span.source)


def _rank(text: str, span: Span) -> tuple[bool, bool, bool, bool, int, float, int, str, str]:
    return (
        span.score < CERTAIN_SCORE,
        span.entity not in STRUCTURED,
        span.entity in LOOSE,
        span.entity in NAMES or not any(map(str.isdecimal, text[span.start : span.end])),
        span.start - span.end,
        -span.score,
        span.start,
        span.entity,
        span.source,
    )


def _cover(covered: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Cover a stretch, and return those parts of it that were not covered before.

    Arguments:
        covered: the stretches that are covered, disjoint and in order; those that touch become one, so that a text of
            thousands of overlapping spans takes no more time than its length.
        start, end: the stretch, half open.
    """
    first = bisect_left(covered, start, key=itemgetter(1))
    touched = covered[first : bisect_right(covered, end, key=itemgetter(0))]
    parts, place = [], start
    for other_start, other_end in touched:
        if place < other_start:
            parts.append((place, other_start))
        place = max(place, other_end)
    if place < end:
        parts.append((place, end))
    whole = (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)
    covered[first : first + len(touched)] = [whole]
    return parts


def _without_bare_marks(text: str, touching: list[Span]) -> list[Span]:
    """Give each stretch without a letter or digit to the span that touches it."""
    kept: list[Span] = []
    start = touching[0].start
    for span in touching:
        bare = not any(character.isalnum() for character in text[span.start : span.end])
        if bare and kept:
            kept[-1] = _at(kept[-1], kept[-1].start, span.end)
        elif not bare or span is touching[-1]:
            kept.append(_at(span, start, span.end))
        else:
            continue
        start = span.end
    return kept
