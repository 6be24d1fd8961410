"""Spans of sensitive text, and the resolution of overlaps between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from recognizers.entities import LOOSE, where

# The source of a span that a column or key declares. The part of a name follows after a colon.
DECLARED = "field"


@dataclass(frozen=True, slots=True)
class Span:
    """A range of a text that a recognizer reports.

    Arguments:
        start, end: offsets into the text in code points, half open.
        entity: the name of the entity; Presidio's if it has one (PERSON, EMAIL_ADDRESS, US_SSN, ...).
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
        """Whether a column or key declared the value, rather than a recognizer detecting it."""
        return self.source.partition(":")[0] == DECLARED

    @property
    def declared_part(self) -> str:
        """The part of a name that a column declares: `given`, `family` or an empty string."""
        return self.source.partition(":")[2] if self.is_declared else ""


class Cover:
    """An index of spans that checks in logarithmic time whether another span is inside one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Index the covering spans, given in any order."""
        places = sorted((span.start, span.end) for span in spans)
        self._starts = [start for start, _ in places]
        self._ends = list(accumulate((end for _, end in places), max))

    def holds(self, span: Span) -> bool:
        """Return whether a span is inside, or equal to, one of the indexed spans."""
        return self._reaches(span.start, span.end)

    def holds_part(self, span: Span) -> bool:
        """Return whether a span is inside one of the indexed spans and shorter than it."""
        return self._reaches(span.start - 1, span.end) or self._reaches(span.start, span.end + 1)

    def _reaches(self, start: int, end: int) -> bool:
        place = bisect_right(self._starts, start)
        return place > 0 and self._ends[place - 1] >= end


# Entities that take precedence among uncertain spans: a street address or a URL contains names of people and
# places, and a statistical model misreads other numbers as dates and amounts.
STRUCTURED = where(is_structured=True)
# Names that a model detects. It often includes an adjacent number in the name.
NAMES = where(is_name=True)
CERTAIN_SCORE = 0.95


def resolve(text: str, spans: Iterable[Span]) -> list[Span]:
    """Resolve overlaps between spans. The union of the spans does not change.

    The best span of an overlap remains whole; the others are reduced to the ranges that no better span covers. The
    order of preference: certain spans (a check digit, a declared column), structured entities, values with digits over
    names that contain digits, longer spans. A range without a letter or digit is joined to its neighbour.

    Arguments:
        text: the text of the spans.
        spans: the spans in any order, with any overlaps.

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
    """Return a span with other offsets; the same object if they are equal, which is much faster."""
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
    """Add a range to the covered ranges, and return the parts of it that were not covered before.

    Arguments:
        covered: the covered ranges, disjoint and in order. Adjacent ranges are merged, so that the time for thousands
            of overlapping spans is linear in the length of the text.
        start, end: the range, half open.
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
    """Merge each span without a letter or digit into an adjacent span."""
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
