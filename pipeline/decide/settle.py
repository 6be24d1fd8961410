"""Decisions: determines one decision per span from the findings of a document and a policy."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.decide.doubtful import without_doubtful
from pipeline.decide.further_mentions import further_mentions
from pipeline.decide.known_values import KnownValues, identifies_alone, is_distinctive, is_of_a_schema
from pipeline.decide.overlaps import outside_links, resolve_kept, without
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action, Rule
from pipeline.text.document import Document, Findings, Text, texts_of, values_of
from pipeline.text.spans import CERTAIN_SCORE, NAMES, Cover, Span
from recognizers.entities import DATES, LOOSE, where
from recognizers.lexicon.address_formats import is_wide_area
from recognizers.lexicon.common_nouns import begins_sentence, is_noun, may_be_noun
from recognizers.lexicon.folding import folded
from recognizers.lexicon.relative_dates import has_date, is_relative
from recognizers.model.labels import CLEAR, CLEARED, MODEL

MAPS_VALUES = frozenset({Action.PSEUDONYMIZE, Action.HASH, Action.ENCRYPT})  # each value to a surrogate of its own
MAY_IDENTIFY_NOBODY = where(may_be_general=True)
CACHED_SURFACES = 4_096
# Deterministic actions: a client that can request all values of a small domain can reverse them.
CAN_BE_TRIED = frozenset({Action.PSEUDONYMIZE, Action.HASH})
CHANGES_ONLY_WHAT_IDENTIFIES = frozenset({Action.PSEUDONYMIZE, Action.SHIFT, Action.GENERALIZE})
KEEP = Rule(do=Action.KEEP)
# entity, folded surface, declaring pattern or "" -> the size of the value's domain; None if it is not a number
DomainSize = Callable[[str, str, str], int | None]


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision about one span.

    Arguments:
        span: the span in the original text.
        surface: the original text of the span; excluded from `repr`.
        rule: the rule that applies to the value; `keep` if it identifies no one.
    """

    span: Span
    surface: str = field(repr=False)
    rule: Rule

    @property
    def action(self) -> Action | str:
        """The action for the value."""
        return self.rule.do

    @property
    def is_kept(self) -> bool:
        """Whether the value remains unchanged."""
        return self.rule.do is Action.KEEP


DecidedTexts = list[list[Decided]]


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions about one document.

    Arguments:
        texts: for each text the decisions about its spans, disjoint and in text order, including kept ones.
        crowded: the entities of which the document contains more distinct values than the policy's limit.
        blocked: the reason why the policy blocks the whole document, such as an entity; empty if it does not.
    """

    texts: DecidedTexts
    crowded: tuple[str, ...] = ()
    blocked: str = ""


class Settler:
    """Determines the decisions of a policy about the findings of documents."""

    def __init__(self, policy: Policy, domain_size: DomainSize) -> None:
        """Create a settler for one policy.

        Arguments:
            policy: the policy that determines the action for each entity.
            domain_size: returns the size of the domain of a number, for the policy's `small_domain`.
        """
        self._policy = policy
        self._domain_size = domain_size

    def settle(self, document: Document, findings: Findings, known: KnownValues | None = None) -> Decisions:
        """Return the decisions about a document: its findings, further mentions, and values known from other records.

        Arguments:
            document: the texts of the document.
            findings: the spans of each text, with any overlaps.
            known: values found elsewhere in the run.
        """
        texts, values = texts_of(document), values_of(document)
        findings = without_doubtful(values, findings)
        if known:
            findings = [self._with_known(text, spans, known) for text, spans in zip(texts, findings, strict=True)]
        decided = self.decide(document, self.resolve(document, findings))
        repeated = further_mentions(values, spans_of(decided))
        decided = [
            self._with_mentions(text, _outside_cleared(text.value, mentions, spans), known_here)
            if mentions
            else known_here
            for text, mentions, spans, known_here in zip(texts, repeated, findings, decided, strict=True)
        ]
        crowded = self._crowded(decided)
        return Decisions(decided, crowded, self._blocked(decided, crowded))

    def resolve(self, document: Document, findings: Findings) -> Findings:
        """Return the findings of each text as disjoint spans in text order, without allowed values.

        The ranges that the model cleared follow them.
        """
        parted = [(_without_cleared(spans), _cleared(spans)) for spans in findings]
        return [
            self._resolved(text, spans) + cleared
            for text, (spans, cleared) in zip(values_of(document), parted, strict=True)
        ]

    def decide(self, document: Document, findings: Findings) -> DecidedTexts:
        """Return a decision for each of the given spans, without resolving overlaps or adding further mentions."""
        return [
            self._decided(text, _without_cleared(spans))
            for text, spans in zip(values_of(document), findings, strict=True)
        ]

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
        """Return the rule of a value; `keep` if the value identifies no one or its rule does not change it."""
        rule = self._rule(span.entity, surface)
        if span.entity not in MAY_IDENTIFY_NOBODY or rule.do not in CHANGES_ONLY_WHAT_IDENTIFIES:
            return rule
        if _identifies_nobody(span.entity, surface, span.is_declared, rule.do is Action.GENERALIZE):
            return KEEP
        keeps_time = rule.do is Action.SHIFT and rule.time == "keep" and span.entity in DATES
        return KEEP if keeps_time and not has_date(surface) else rule  # 10:15:37 alone

    def _rule(self, entity: str, surface: str) -> Rule:
        """Return the rule of a value. A number from a small domain follows the policy's `small_domain`."""
        rule, small = self._policy.rule(entity), self._policy.small_domain
        if small is None or rule.do not in CAN_BE_TRIED:
            return rule
        size = self._domain_size(entity, folded(surface), self._policy.detection.patterns.get(entity, ""))
        return rule if size is None or size >= small.below else Rule(do=small.do)

    def _may_shield(self, span: Span) -> bool:
        """Return whether the policy keeps the entity, and the entity is rarely mistaken for others."""
        return span.entity not in LOOSE and self._policy.rule(span.entity).do is Action.KEEP

    def _is_kept_name(self, text: Text) -> bool:
        return text.is_name and self._policy.keys == "keep"

    def _with_known(self, text: Text, spans: list[Span], known: KnownValues) -> list[Span]:
        """Add known values of the run to the spans of a text; to what may be a field name of a schema, whole names of people."""
        if self._is_kept_name(text):
            return spans
        found = known.find(text.value)
        if is_of_a_schema(text):
            found = [one for one in found if one.entity == "PERSON" and (one.start, one.end) == (0, len(text.value))]
        elif text.is_name:
            found += known.find_in_name(text.value)
        return spans + without(found, spans)

    def _with_mentions(self, text: Text, mentions: Sequence[Span], decided: list[Decided]) -> list[Decided]:
        """Add further mentions to the decisions about a text."""
        if self._is_kept_name(text):
            return decided
        value, spans = text.value, [one.span for one in decided]
        if text.is_label:
            mentions = [one for one in mentions if _is_meant_in_label(text, one)]
        if not (added := without(mentions, spans)):
            return decided
        if not (added := outside_links(value, added, [one.span for one in decided if not one.is_kept])):
            return decided
        return self._decided(value, self._resolved(value, spans + added))

    def _crowded(self, decided: DecidedTexts) -> tuple[str, ...]:
        """Return the entities with so many distinct values that the document may be a list of guesses."""
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
    """Return the replaced spans of each text, restricted to some actions unless None."""
    return [
        [one.span for one in text if not one.is_kept and (actions is None or one.action in actions)] for text in decided
    ]


def _cleared(spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if span.entity == CLEARED]


def _without_cleared(spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if span.entity != CLEARED]


def _outside_cleared(text: str, mentions: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """Return the mentions without names that are ordinary words where the model is sure of it: "liv" after Liv Berg.

    It suffices that the model doubts a noun after an article: "den Bischof", after Emeka Bischof.
    Nor are parts of the names of public people and authorities mentions: "Jean-Jacques Rousseau" after Anne Rousseau.
    """
    cleared = _cleared(spans)
    doubted = Cover(span for span in cleared if span.source == MODEL)
    by_model = Cover(span for span in cleared if span.source == MODEL and span.score >= CLEAR)
    public = Cover(span for span in cleared if span.source != MODEL)
    return [
        one
        for one in mentions
        if not (by_model.holds(one) and _may_be_word(text, one))
        and not (doubted.holds(one) and _may_be_name(one) and is_noun(text, one.start, one.end))
        and not _is_part_of_public_name(text, one, public)
    ]


def _is_part_of_public_name(text: str, span: Span, public: Cover) -> bool:
    """Return whether a mention is a part of a public name; somebody may have the same full name."""
    if not _may_be_name(span):
        return False
    return public.holds_part(span) or (" " not in text[span.start : span.end] and public.holds(span))


def _is_meant_in_label(text: Text, span: Span) -> bool:
    """Return whether a further mention in a label is one: a sheet named "Quellish" is, beside Orlanda Quellish."""
    surface = text.value[span.start : span.end]
    is_name = text.is_name and span.entity == "PERSON" and not is_of_a_schema(text)
    return is_distinctive(span.entity, surface) or (is_name and identifies_alone(surface))


def _may_be_name(span: Span) -> bool:
    return span.entity in NAMES and span.score < CERTAIN_SCORE


def _may_be_word(text: str, span: Span) -> bool:
    if not _may_be_name(span):
        return False
    return may_be_noun(text, span.start, span.end) or begins_sentence(text, span.start, span.end)


@lru_cache(CACHED_SURFACES)
def _identifies_nobody(entity: str, surface: str, is_declared: bool, hides_names: bool) -> bool:
    """Return whether a value such as "yesterday" or "Norway" identifies no one."""
    if entity == "LOCATION":
        return is_wide_area(surface, is_declared=is_declared)
    return is_relative(surface, is_declared=is_declared, hides_names=hides_names)
