"""Overlaps between kept and replaced spans."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.decide.known_values import SCORE
from pipeline.text.spans import CERTAIN_SCORE, Cover, Span, resolve

Question = Callable[[Span], bool]


def resolve_kept(text: str, spans: Sequence[Span], is_kept: Question, may_shield: Question) -> list[Span]:
    """Resolve overlaps. A kept span protects overlapping spans from replacement only if it is certain.

    A kept e-mail address is kept as a whole. A kept date may be a misread SSN, and if two entities match the same
    characters (a health number that is also a valid telephone number), the replaced one takes precedence.

    Arguments:
        text: the text of the spans.
        spans: the spans in any order, with any overlaps.
        is_kept: returns whether the policy keeps a span.
        may_shield: returns whether a certain kept span also protects the spans inside it.

    Returns:
        Disjoint spans in text order.
    """
    if _is_settled(spans):
        return list(spans)
    kept = resolve(text, [span for span in spans if is_kept(span)])
    shields = Cover(span for span in kept if span.score >= CERTAIN_SCORE and may_shield(span))
    unshielded = [span for span in spans if span.score >= CERTAIN_SCORE or not _is_shielded(text, span, shields)]
    sensitive = resolve(text, [span for span in unshielded if not is_kept(span)])
    whole = _with_remains(sensitive, is_kept)
    return sorted(whole + _apart(kept, whole), key=lambda span: span.start)


def without(spans: Sequence[Span], known: Sequence[Span]) -> list[Span]:
    """Return the spans that are not among the known ones."""
    places = {(span.entity, span.start, span.end) for span in known}
    return [span for span in spans if (span.entity, span.start, span.end) not in places]


def outside_links(text: str, mentions: Sequence[Span], replaced: Sequence[Span]) -> list[Span]:
    """Return further mentions, with scores adjusted to the replaced spans of the text.

    A name inside a replaced link is dropped, since it would split the link. A part of a value, or of a longer number,
    gets a lower score, so that it does not split the whole.

    Arguments:
        text: the text of the spans.
        mentions: the further mentions.
        replaced: the replaced spans of the text.
    """
    links = Cover(span for span in replaced if span.entity == "URL")
    numbers = Cover(span for span in replaced if not any(map(str.isalpha, text[span.start : span.end])))
    alike = {entity: Cover(same) for entity, same in _by_entity(replaced).items()}
    scored = []
    for span in mentions:
        if not links.holds(span):
            is_part = numbers.holds_part(span) or (span.entity in alike and alike[span.entity].holds_part(span))
            scored.append(replace(span, score=SCORE) if is_part else span)
    return scored


def _is_settled(spans: Sequence[Span]) -> bool:
    """Return whether spans are disjoint, not empty and in order."""
    in_order = all(span.end <= following.start for span, following in pairwise(spans))
    return in_order and all(span.start < span.end for span in spans)


def _is_shielded(text: str, span: Span, shields: Cover) -> bool:
    """Return whether a kept span covers another span. Two entities of the same number do not cover each other."""
    is_number = not any(map(str.isalpha, text[span.start : span.end]))
    return shields.holds_part(span) if is_number else shields.holds(span)


def _with_remains(spans: Sequence[Span], is_kept: Question) -> list[Span]:
    """Merge the kept remainders of a split span into the replaced span that split it."""
    joined: list[Span] = []
    start: int | None = None
    for place, span in enumerate(spans):
        touches = joined and joined[-1].end == span.start
        touched = place + 1 < len(spans) and spans[place + 1].start == span.end
        if not (touches or touched) or not is_kept(span):
            joined.append(span if start is None else replace(span, start=start))
            start = None
        elif touches:
            joined[-1] = replace(joined[-1], end=span.end)
        else:
            start = span.start if start is None else start
    return joined


def _apart(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return the members of `spans` that overlap no member of `others`; both are disjoint and in order."""
    starts = [other.start for other in others]
    apart = []
    for span in spans:
        before = bisect_left(starts, span.end) - 1
        if before < 0 or others[before].end <= span.start:
            apart.append(span)
    return apart


def _by_entity(spans: Iterable[Span]) -> dict[str, list[Span]]:
    grouped = defaultdict(list)
    for span in spans:
        grouped[span.entity].append(span)
    return grouped
