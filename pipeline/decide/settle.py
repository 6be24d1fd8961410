"""Decisions: the findings of a document and a policy in, one decision a span out."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.decide.further_mentions import further_mentions
from pipeline.decide.known_values import KnownValues, is_distinctive, is_of_a_schema
from pipeline.decide.overlaps import outside_links, resolve_kept, without
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action, Rule
from pipeline.text.document import Document, Findings, Text, texts_of, values_of
from pipeline.text.spans import Span
from recognizers.entities import DATES, LOOSE, where
from recognizers.lexicon.address_formats import is_wide_area
from recognizers.lexicon.folding import folded
from recognizers.lexicon.relative_dates import has_date, is_relative

MAPS_VALUES = frozenset({Action.PSEUDONYMIZE, Action.HASH, Action.ENCRYPT})  # one value to one surrogate of its own
MAY_IDENTIFY_NOBODY = where(may_be_general=True)
CACHED_SURFACES = 4_096
# Actions with the same result for the same value: who can request all values of a small domain can reverse them.
CAN_BE_TRIED = frozenset({Action.PSEUDONYMIZE, Action.HASH})
CHANGES_ONLY_WHAT_IDENTIFIES = frozenset({Action.PSEUDONYMIZE, Action.SHIFT, Action.GENERALIZE})
KEEP = Rule(do=Action.KEEP)
# entity, folded surface, declaring pattern or "" -> how many values there are like it; None for what is no number
DomainSize = Callable[[str, str, str], int | None]


@dataclass(frozen=True, slots=True)
class Decided:
    """A span and what is done to it.

    Arguments:
        span: its place in the original text.
        surface: the original text of the span; never shown.
        rule: the rule that holds for the value; `keep` where it identifies nobody.
    """

    span: Span
    surface: str = field(repr=False)
    rule: Rule

    @property
    def action(self) -> Action | str:
        """Return what is done to the value."""
        return self.rule.do

    @property
    def is_kept(self) -> bool:
        """Tell whether the value stays as it is."""
        return self.rule.do is Action.KEEP


DecidedTexts = list[list[Decided]]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is done to one document.

    Arguments:
        texts: of each text the decisions about its spans, which are disjoint and in text order; kept ones included.
        crowded: the entities of which the document holds more values than the policy expects of one.
        blocked: why the policy blocks the whole document, such as an entity; empty where it does not.
    """

    texts: DecidedTexts
    crowded: tuple[str, ...] = ()
    blocked: str = ""


class Settler:
    """Decides what a policy does to the findings of documents."""

    def __init__(self, policy: Policy, domain_size: DomainSize) -> None:
        """Read the policy.

        Arguments:
            policy: what to do with what.
            domain_size: counts the values that a number may be one of, for the policy's `small_domain`.
        """
        self._policy = policy
        self._domain_size = domain_size

    def settle(self, document: Document, findings: Findings, known: KnownValues | None = None) -> Decisions:
        """Decide about a whole document: its findings, further mentions of them, and values known from elsewhere.

        Arguments:
            document: its texts.
            findings: the spans of each text, with any overlaps.
            known: values found elsewhere in the run.
        """
        texts = texts_of(document)
        if known:
            findings = [_with_known(text, spans, known) for text, spans in zip(texts, findings, strict=True)]
        decided = self.decide(document, self.resolve(document, findings))
        repeated = further_mentions(values_of(document), spans_of(decided))
        decided = [
            self._with_mentions(text, mentions, known_here) if mentions else known_here
            for text, mentions, known_here in zip(texts, repeated, decided, strict=True)
        ]
        crowded = self._crowded(decided)
        return Decisions(decided, crowded, self._blocked(decided, crowded))

    def resolve(self, document: Document, findings: Findings) -> Findings:
        """Return the findings of each text as disjoint spans in text order, less those of values that are allowed."""
        return [self._resolved(text, spans) for text, spans in zip(values_of(document), findings, strict=True)]

    def decide(self, document: Document, findings: Findings) -> DecidedTexts:
        """Decide about spans as they are: without overlaps, further mentions or the document around them."""
        return [self._decided(text, spans) for text, spans in zip(values_of(document), findings, strict=True)]

    def _resolved(self, text: str, spans: Sequence[Span]) -> list[Span]:
        if self._policy.allow:
            spans = [span for span in spans if not self._policy.allows(text[span.start : span.end])]

        def is_kept(span: Span) -> bool:
            return self._rule_of(span, text[span.start : span.end]).do is Action.KEEP

        return resolve_kept(text, spans, is_kept, self._may_shield)

    def _decided(self, text: str, spans: Sequence[Span]) -> list[Decided]:
        surfaces = ((span, text[span.start : span.end]) for span in spans)
        return [Decided(span, surface, self._rule_of(span, surface)) for span, surface in surfaces]

    def _rule_of(self, span: Span, surface: str) -> Rule:
        """Return the rule of a value; `keep` for one that identifies nobody, and for one that its rule leaves as it is."""
        rule = self._rule(span.entity, surface)
        if span.entity not in MAY_IDENTIFY_NOBODY or rule.do not in CHANGES_ONLY_WHAT_IDENTIFIES:
            return rule
        if _identifies_nobody(span.entity, surface, span.is_declared, rule.do is Action.GENERALIZE):
            return KEEP
        keeps_time = rule.do is Action.SHIFT and rule.time == "keep" and span.entity in DATES
        return KEEP if keeps_time and not has_date(surface) else rule  # 10:15:37 alone

    def _rule(self, entity: str, surface: str) -> Rule:
        """Return the rule of a value; a number of a small domain is not replaced by another one."""
        rule, small = self._policy.rule(entity), self._policy.small_domain
        if small is None or rule.do not in CAN_BE_TRIED:
            return rule
        size = self._domain_size(entity, folded(surface), self._policy.detection.patterns.get(entity, ""))
        return rule if size is None or size >= small.below else Rule(do=small.do)

    def _may_shield(self, span: Span) -> bool:
        """Tell whether the policy keeps the entity itself, and the entity is one that is not mistaken for others."""
        return span.entity not in LOOSE and self._policy.rule(span.entity).do is Action.KEEP

    def _with_mentions(self, text: Text, mentions: Sequence[Span], decided: list[Decided]) -> list[Decided]:
        """Add further mentions to the decisions about a text."""
        value, spans = text.value, [one.span for one in decided]
        if text.is_label:
            mentions = [one for one in mentions if is_distinctive(one.entity, value[one.start : one.end])]
        if not (news := without(mentions, spans)):
            return decided
        if not (news := outside_links(value, news, [one.span for one in decided if not one.is_kept])):
            return decided
        return self._decided(value, self._resolved(value, spans + news))

    def _crowded(self, decided: DecidedTexts) -> tuple[str, ...]:
        """Return the entities of which a document holds so many values that it may be a planted list of guesses."""
        limit = self._policy.crowded.over
        if sum(map(len, decided)) <= limit:
            return ()
        mapped = {
            (one.span.entity, one.surface.casefold()) for text in decided for one in text if one.action in MAPS_VALUES
        }
        distinct = Counter(entity for entity, _ in mapped)
        return tuple(sorted(entity for entity, count in distinct.items() if count > limit))

    def _blocked(self, decided: DecidedTexts, crowded: Sequence[str]) -> str:
        blocking = (one.span.entity for text in decided for one in text if one.action is Action.BLOCK)
        if entity := next(blocking, ""):
            return entity
        rule = self._policy.crowded
        return f"more than {rule.over} values of {crowded[0]}" if crowded and rule.do == "block" else ""


def spans_of(decided: DecidedTexts, actions: Collection[Action] | None = None) -> Findings:
    """Return the spans of each text that are replaced by one of some actions, or by any action."""
    return [
        [one.span for one in text if not one.is_kept and (actions is None or one.action in actions)] for text in decided
    ]


def _with_known(text: Text, spans: list[Span], known: KnownValues) -> list[Span]:
    """Add the values of the run to the spans of a text, which is searched unless a schema may have it as a field name."""
    return spans if is_of_a_schema(text) else spans + without(known.find(text.value), spans)


@lru_cache(CACHED_SURFACES)
def _identifies_nobody(entity: str, surface: str, is_declared: bool, hides_names: bool) -> bool:
    """Tell "yesterday" and "Norway"."""
    if entity == "LOCATION":
        return is_wide_area(surface)
    return is_relative(surface, is_declared=is_declared, hides_names=hides_names)
