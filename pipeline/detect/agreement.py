"""Agreement of rules and model: each corrects what the other knows less well."""

from collections.abc import Sequence

from pipeline.text.spans import Cover, Span
from recognizers.entities import general
from recognizers.model.labels import CLEARED, ENTITIES, MODEL

STRONG = 0.7  # a finding of a rule with a lower score is weak


def agreed(spans: Sequence[Span]) -> list[Span]:
    """Return the findings of a window on which rules and model agree.

    Where the model is sure that nothing is sensitive, weak findings of rules go, but for entities that the model does not
    know. Where a strong finding of a rule contains one of the model, the rule names the entity: 10.0.0.24 is no phone.

    Arguments:
        spans: findings and the ranges that the model cleared, in any order.
    """
    ours = [span for span in spans if span.source == MODEL]
    if not ours:
        return list(spans)
    rules = [span for span in spans if span.source != MODEL]
    cleared = Cover(span for span in ours if span.entity == CLEARED)
    strong = [span for span in rules if span.score >= STRONG]
    kept = [span for span in rules if span.score >= STRONG or not _is_known(span) or not cleared.holds(span)]
    return kept + [span for span in ours if span.entity != CLEARED and not _is_renamed(span, strong)]


def _is_known(span: Span) -> bool:
    """Return whether the entity of a finding is one that the model knows."""
    return general(span.entity) in ENTITIES


def _is_renamed(span: Span, strong: Sequence[Span]) -> bool:
    """Return whether a strong finding of another entity contains a finding of the model."""
    return any(one.start <= span.start and span.end <= one.end and one.entity != span.entity for one in strong)
