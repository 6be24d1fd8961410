"""Agreement of rules and model: each corrects what the other knows less well."""

from collections.abc import Sequence, Set
from dataclasses import replace

from pipeline.text.spans import CERTAIN_SCORE, NAMES, Cover, Span
from recognizers.entities import LOOSE, general
from recognizers.model.labels import CLEAR, CLEARED, ENTITIES, MODEL, SURE
from recognizers.rules import LOOK_ALIKE

STRONG = 0.7  # a finding of a rule with a lower score is weak
# What context shows better than any rule: a list price and a salary look alike.
OF_CONTEXT = (NAMES | LOOSE) & {*ENTITIES}


def agreed(spans: Sequence[Span], own: Set[str] = frozenset()) -> list[Span]:
    """Return the findings of a window on which rules and model agree.

    Where the model clears a range, weak findings of rules are dropped, and uncertain names, amounts and ages; where it is
    sure, all uncertain findings; where it doubts, weak names, amounts and ages. Those of entities that the model does not
    know stay. Where a strong finding of a rule contains one of the model, the rule names the entity of both: 10.0.0.24 is
    an IP address, whatever the model says. The cleared ranges stay among the findings: the search for further mentions
    needs them.

    Arguments:
        spans: findings and the ranges that the model cleared, in any order.
        own: the names of users' own recognizers, whose findings are never dropped.
    """
    found = [span for span in spans if span.source == MODEL]
    if not found:
        return list(spans)
    rules = [span for span in spans if span.source != MODEL]
    doubted, cleared, sure = (
        Cover(span for span in found if span.entity == CLEARED and span.score >= score) for score in (0, CLEAR, SURE)
    )
    strong = [span for span in rules if span.score >= STRONG]

    def is_refuted(span: Span) -> bool:
        if general(span.entity) not in ENTITIES or span.score >= CERTAIN_SCORE:
            return False
        is_weak, of_context = span.score < STRONG, span.entity in OF_CONTEXT
        limit = doubted if is_weak and of_context else cleared if is_weak or of_context else sure
        return limit.holds(span)

    kept = [span for span in rules if span.source in own or not is_refuted(span)]
    return kept + [_renamed(span, strong) for span in found]


def _renamed(span: Span, strong: Sequence[Span]) -> Span:
    """Return a finding of the model with the entity of a strong finding that contains it."""
    for one in strong if span.entity != CLEARED else ():
        if one.start <= span.start and span.end <= one.end and one.entity != LOOK_ALIKE:
            return replace(span, entity=one.entity)
    return span
