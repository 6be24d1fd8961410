"""The heart: documents in, anonymized documents out. Pure: no files, no network, no Beam."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

import regex

from pipeline.decide.further_mentions import further_mentions
from pipeline.decide.known_values import SCORE, KnownValues, distinctive_values, is_distinctive
from pipeline.detect.detector import Detector
from pipeline.errors import PolicyError
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action, Rule
from pipeline.replace.document import DocumentView, digest_of
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.ledger import EMPTY, Claims, Ledger
from pipeline.replace.numbers.numbers import domain_size
from pipeline.replace.operators import World, operate
from pipeline.replace.pseudonymizer import GATEWAY
from pipeline.text.document import Document, Findings, Text, as_text, declared_span, values_of
from pipeline.text.spans import CERTAIN_SCORE, Cover, Span, resolve
from recognizers.entities import LOOSE, where
from recognizers.lexicon.address_formats import is_wide_area
from recognizers.lexicon.folding import folded
from recognizers.lexicon.relative_dates import is_relative

DATASET = "default"  # the name of a data set that has been given none
MAPS_VALUES = frozenset({Action.PSEUDONYMIZE, Action.HASH, Action.ENCRYPT})  # one value to one surrogate of its own
MAY_IDENTIFY_NOBODY = where(may_be_general=True)
CACHED_SURFACES = 4_096
# Actions with the same result for the same value: who can request all values of a small domain can reverse them.
CAN_BE_TRIED = frozenset({Action.PSEUDONYMIZE, Action.HASH})
PLAIN_WORDS = regex.compile(r"[a-z]+(?:[ _][a-z]+)*")
CHANGES_ONLY_WHAT_IDENTIFIES = frozenset({Action.PSEUDONYMIZE, Action.SHIFT, Action.GENERALIZE})


@dataclass(frozen=True, slots=True)
class Replacement:
    """One replaced stretch.

    Arguments:
        start, end: the place of the surrogate in the sanitized text, in code points, half open.
        entity: what was replaced.
        action: what the policy decided.
        original: the replaced text; never shown.
    """

    start: int
    end: int
    entity: str
    action: Action | str
    original: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sanitized:
    """An anonymized text and what was done to it.

    Arguments:
        text: the anonymized text; empty where the document is blocked.
        replacements: what was replaced, in text order.
        findings: the resolved spans in the original text, whatever was decided about them.
        blocked: why the policy blocks the whole document, such as an entity; empty where it does not.
        crowded: the entities of which the document holds more values than the policy expects of one.
    """

    text: str
    replacements: tuple[Replacement, ...]
    findings: tuple[Span, ...]
    blocked: str = ""
    crowded: tuple[str, ...] = ()

    def restore(self) -> str:
        """Rebuild the original text."""
        pieces, position = [], 0
        for replacement in self.replacements:
            pieces += [self.text[position : replacement.start], replacement.original]
            position = replacement.end
        return "".join(pieces) + self.text[position:]


class Sanitizer:
    """Anonymizes documents as one policy says, into the pseudonym world of one key."""

    def __init__(self, policy: Policy, key: Key, *, dataset: str = "", recipient: str = "", client: str = "") -> None:
        """Load the policy's recognizers and derive the keys.

        Arguments:
            policy: what to do with what.
            key: the secret that chooses the pseudonyms.
            dataset: the name of the data set, for policies whose scope is `dataset`; empty for DATASET.
            recipient: the name of the receiver, for policies whose scope is `recipient`.
            client: the client of a gateway, whose pseudonyms agree with no data set; empty for a data set.

        Raises PolicyError where the policy's scope needs a name that is not given.
        """
        self.policy = policy
        self._key = key
        self._detector = Detector(policy, key.id)
        rules = (*policy.entities.values(), policy.otherwise, policy.small_domain)
        self._blocks = any(rule.do is Action.BLOCK for rule in rules if rule)
        self._dataset, self._recipient = dataset, recipient
        self._enter(client)

    def for_client(self, client: str) -> "Sanitizer":
        """Return the same sanitizer in the world of a client of a gateway; it shares the recognizers, and so is cheap."""
        other = copy(self)
        other._enter(client)
        return other

    def _enter(self, client: str) -> None:
        scope = _scope(self.policy, self._dataset, self._recipient, client)
        self._client = client
        self.scope = scope or self.policy.scope
        self._world = World(self._key, scope, self.policy) if scope else None

    def sanitize(self, documents: Sequence[Document]) -> list[list[Sanitized]]:
        """Anonymize documents.

        Arguments:
            documents: each the texts that belong together: the messages of a chat, the cells of a row.
                People are linked within a document.

        Returns:
            For each document a Sanitized for each of its texts. Raises TypeError where a document is a string.
        """
        return [
            self.replace(document, findings)
            for document, findings in zip(documents, self.detect(documents), strict=True)
        ]

    def sanitize_text(self, text: str) -> Sanitized:
        """Anonymize one text that stands alone."""
        return self.sanitize([[text]])[0][0]

    def detect(self, documents: Sequence[Document], clients: Sequence[str] = ()) -> list[Findings]:
        """Find what is sensitive in each document by itself: the first half of `sanitize`.

        Arguments:
            documents: as in `sanitize`.
            clients: of each document the client of a gateway that it came from; empty where all are the sanitizer's own.

        Returns:
            For each document, for each text, its resolved spans; `replace` adds the further mentions.
        """
        values = [values_of(document) for document in documents]
        clients = clients or [self._client] * len(documents)
        owned = [
            (as_text(text), client) for document, client in zip(documents, clients, strict=True) for text in document
        ]
        texts = [text for text, _ in owned]
        free = [(text, client) for text, client in owned if not self._replaces_whole(text)]
        found = {is_label: self._found(free, is_label=is_label) for is_label in (False, True)}
        spans = iter(
            [declared_span(text) if self._replaces_whole(text) else next(found[text.is_label]) for text in texts]
        )
        return [[self._settle(value, next(spans)) for value in document] for document in values]

    def _found(self, free: Sequence[tuple[Text, str]], *, is_label: bool) -> Iterator[list[Span]]:
        """Yield the spans of those texts that are labels, or are none, in order."""
        asked = [(text.value, client) for text, client in free if text.is_label is is_label]
        texts, clients = [text for text, _ in asked], [client for _, client in asked]
        return iter(self._detector.detect(texts, is_prose=not is_label, owners=clients))

    def _replaces_whole(self, text: Text) -> bool:
        """Tell whether a value is replaced for what it is declared to be; one that is kept is scanned like any text."""
        return bool(text.entity) and self.policy.rule(text.entity).do is not Action.KEEP

    def replace(
        self,
        document: Document,
        findings: Findings,
        known: KnownValues | None = None,
        ledger: Ledger = EMPTY,
        avoid: Collection[str] = (),
        begins: str | None = None,
    ) -> list[Sanitized]:
        """Replace what was found in one document: the second half of `sanitize`.

        Arguments:
            document: its texts.
            findings: what `detect` returned for it, or any other spans of its texts.
            known: values found elsewhere in the run, to be replaced here as well.
            ledger: which values of the run take a later candidate because another value has their first one.
            avoid: what no surrogate may be, case-folded.
            begins: of a document that will grow, such as a chat: the text that it began with; None for a whole one.
        """
        values = values_of(document)
        if known:
            findings = [
                spans if _is_of_a_schema(text) else spans + _news(known.find(text.value), spans)
                for text, spans in zip(map(as_text, document), findings, strict=True)
            ]
        findings = self._within_document(document, findings)
        crowded = self._crowded(values, findings)
        if blocked := self._blocking_entity(values, findings) or self._blocking_crowd(crowded):
            return [Sanitized("", (), tuple(spans), blocked, crowded) for spans in findings]
        world = self._world
        if world is None or (crowded and self.policy.crowded.do == "own_world"):
            world = World(self._key, _document_scope(values, self._client), self.policy)
        view = world.pseudonymizer.view(values, self._sensitive(values, findings), ledger, avoid, begins)
        return [
            self._replace_text(value, spans, view, world, crowded)
            for value, spans in zip(values, findings, strict=True)
        ]

    def distinctive_values(self, document: Document, findings: Findings) -> Counter[tuple[str, str]]:
        """Count what was found in a document and is worth looking for in the rest of the run."""
        values = values_of(document)
        return distinctive_values(values, self._sensitive(values, findings))

    def claims(self, document: Document, findings: Findings, *, is_all: bool = False) -> Claims:
        """Return which surrogates the values of a document would take, to resolve collisions in the whole run.

        Arguments:
            document: its texts.
            findings: what `detect` returned for it.
            is_all: whether the document is the whole run.
        """
        values = values_of(document)
        sensitive = self._sensitive(values, findings)
        return self._world.pseudonymizer.claims(values, sensitive, is_all=is_all) if self._world else {}

    def _within_document(self, document: Document, findings: Findings) -> Findings:
        """Settle the spans of a document and find further mentions of them in it."""
        values = values_of(document)
        settled = [self._settle(value, spans) for value, spans in zip(values, findings, strict=True)]
        repeated = further_mentions(values, self._sensitive(values, settled))
        repeated = [
            [
                span
                for span in spans
                if not text.is_label or is_distinctive(span.entity, text.value[span.start : span.end])
            ]
            for text, spans in zip(map(as_text, document), repeated, strict=True)
        ]
        return [
            self._settle(value, spans + news) if (news := self._outside_of_links(value, more, spans)) else spans
            for value, spans, more in zip(values, settled, repeated, strict=True)
        ]

    def _outside_of_links(self, text: str, more: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
        """Return those of `more` that are new, with a score that fits the spans that were found.

        A name inside a link that is replaced is left out, since it would cut the link in two. A part of a value, or of a
        longer number, gets a lower score, so that it does not cut the whole.
        """
        news = _news(more, spans)
        replaced = [span for span in spans if news and not self._is_kept(text, span)]
        links = Cover(span for span in replaced if span.entity == "URL")
        numbers = Cover(span for span in replaced if not any(map(str.isalpha, text[span.start : span.end])))
        alike = {entity: Cover(same) for entity, same in _by_entity(replaced).items()}
        weighed = []
        for span in news:
            if not links.holds(span):
                is_part = numbers.holds_part(span) or (span.entity in alike and alike[span.entity].holds_part(span))
                weighed.append(replace(span, score=SCORE) if is_part else span)
        return weighed

    def _settle(self, text: str, spans: Sequence[Span]) -> list[Span]:
        """Resolve overlaps; what the policy keeps shields what it replaces only where it is certain.

        A kept e-mail address is kept whole. A kept date may be an SSN that the model misread, and of two readings of
        the same characters (a health number that is also a valid telephone number) the one that is replaced counts.
        """
        allows = self.policy.allows if self.policy.allow else None
        wanted = [span for span in spans if not (allows and allows(text[span.start : span.end]))]
        if _is_settled(wanted):
            return wanted
        kept = resolve(text, [span for span in wanted if self._is_kept(text, span)])
        shields = Cover(span for span in kept if span.score >= CERTAIN_SCORE and self._is_kept_for_what_it_is(span))
        unshielded = [span for span in wanted if span.score >= CERTAIN_SCORE or not _is_shielded(text, span, shields)]
        sensitive = resolve(text, [span for span in unshielded if not self._is_kept(text, span)])
        whole = self._with_remains(text, sensitive)
        return sorted(whole + _apart(kept, whole), key=lambda span: span.start)

    def _with_remains(self, text: str, spans: Sequence[Span]) -> list[Span]:
        """Join the kept remains of a cut span to the replaced span that cut it."""
        kept: list[Span] = []
        start: int | None = None
        for place, span in enumerate(spans):
            touches = kept and kept[-1].end == span.start
            touched = place + 1 < len(spans) and spans[place + 1].start == span.end
            if not (touches or touched) or not self._is_kept(text, span):
                kept.append(span if start is None else replace(span, start=start))
                start = None
            elif touches:
                kept[-1] = replace(kept[-1], end=span.end)
            else:
                start = span.start if start is None else start
        return kept

    def _is_kept(self, text: str, span: Span) -> bool:
        return self.action(text, span) is Action.KEEP

    def _is_kept_for_what_it_is(self, span: Span) -> bool:
        """Tell whether the policy keeps the entity itself, and the entity is one that is not mistaken for others."""
        return span.entity not in LOOSE and self.policy.rule(span.entity).do is Action.KEEP

    def _sensitive(self, texts: Sequence[str], findings: Findings) -> Findings:
        return [
            [span for span in spans if not self._is_kept(text, span)]
            for text, spans in zip(texts, findings, strict=True)
        ]

    def action(self, text: str, span: Span) -> Action | str:
        """Return the policy's decision; words such as "yesterday" or "Norway" identify nobody and stay."""
        action = self._rule(text, span).do
        if span.entity in MAY_IDENTIFY_NOBODY and action in CHANGES_ONLY_WHAT_IDENTIFIES:
            surface = text[span.start : span.end]
            if _identifies_nobody(span.entity, surface, span.is_declared, action is Action.GENERALIZE):
                return Action.KEEP
        return action

    def _rule(self, text: str, span: Span) -> Rule:
        """Return the policy's decision; a number of a small domain is not replaced by another one."""
        rule, small = self.policy.rule(span.entity), self.policy.small_domain
        if small is None or rule.do not in CAN_BE_TRIED:
            return rule
        pattern = self.policy.detection.patterns.get(span.entity, "")
        size = domain_size(span.entity, folded(text[span.start : span.end]), pattern)
        return rule if size is None or size >= small.below else Rule(do=small.do)

    def _blocking_entity(self, texts: Sequence[str], findings: Findings) -> str:
        if not self._blocks:
            return ""
        found = ((text, span) for text, spans in zip(texts, findings, strict=True) for span in spans)
        return next((span.entity for text, span in found if self._rule(text, span).do is Action.BLOCK), "")

    def _crowded(self, values: Sequence[str], findings: Findings) -> tuple[str, ...]:
        """Return the entities of which a document holds so many values that it may be a planted list of guesses."""
        limit = self.policy.crowded.over
        if sum(map(len, findings)) <= limit:
            return ()
        mapped = [
            (span.entity, value[span.start : span.end])
            for value, spans in zip(values, findings, strict=True)
            for span in spans
            if self.policy.rule(span.entity).do in MAPS_VALUES
        ]
        distinct = Counter(entity for entity, _ in {(entity, surface.casefold()) for entity, surface in mapped})
        return tuple(sorted(entity for entity, count in distinct.items() if count > limit))

    def _blocking_crowd(self, crowded: Sequence[str]) -> str:
        rule = self.policy.crowded
        return f"more than {rule.over} values of {crowded[0]}" if crowded and rule.do == "block" else ""

    def _replace_text(
        self, text: str, spans: Sequence[Span], view: DocumentView, world: World, crowded: tuple[str, ...]
    ) -> Sanitized:
        pieces: list[str] = []
        replacements = []
        position = length = 0
        for span in spans:
            if self._is_kept(text, span):
                continue
            original = text[span.start : span.end]
            rule = self._rule(text, span)
            surrogate = operate(rule, span.entity, folded(original), view, world)
            before = text[position : span.start]
            start = length + len(before)
            replacements.append(Replacement(start, start + len(surrogate), span.entity, rule.do, original))
            pieces += [before, surrogate]
            position, length = span.end, start + len(surrogate)
        pieces.append(text[position:])
        return Sanitized("".join(pieces), tuple(replacements), tuple(spans), crowded=crowded)


@lru_cache(CACHED_SURFACES)
def _identifies_nobody(entity: str, surface: str, is_declared: bool, hides_names: bool) -> bool:
    """Tell "yesterday" and "Norway"; each finding is asked about several times."""
    if entity == "LOCATION":
        return is_wide_area(surface)
    return is_relative(surface, is_declared=is_declared, hides_names=hides_names)


def _news(more: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """Return those of `more` that are not among `spans`."""
    known = {(span.entity, span.start, span.end) for span in spans}
    return [span for span in more if (span.entity, span.start, span.end) not in known]


def _is_settled(spans: Sequence[Span]) -> bool:
    """Tell whether spans are disjoint and in order, so that there is nothing to decide between them."""
    in_order = all(span.end <= following.start for span, following in pairwise(spans))
    return in_order and all(span.start < span.end for span in spans)


def _by_entity(spans: Iterable[Span]) -> dict[str, list[Span]]:
    grouped = defaultdict(list)
    for span in spans:
        grouped[span.entity].append(span)
    return grouped


def _is_shielded(text: str, span: Span, shields: Cover) -> bool:
    """Tell whether a kept span covers another one; two readings of one number do not cover each other."""
    is_number = not any(map(str.isalpha, text[span.start : span.end]))
    return shields.holds_part(span) if is_number else shields.holds(span)


def _apart(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Return those of `spans` that touch none of `others`; both are disjoint and in order."""
    starts = [other.start for other in others]
    apart = []
    for span in spans:
        before = bisect_left(starts, span.end) - 1
        if before < 0 or others[before].end <= span.start:
            apart.append(span)
    return apart


def _scope(policy: Policy, dataset: str, recipient: str, client: str) -> str:
    """Return the scope that pseudonyms agree in; empty where it is each document.

    Nothing but `organization` joins a gateway with data sets: its clients choose their texts, and would so learn the
    pseudonyms of a released copy.
    """
    if policy.scope == "document":
        return ""
    if policy.scope == "organization":
        return "organization:all"
    if policy.scope == "recipient" and not recipient:
        raise PolicyError(f"policy {policy.classification} has scope recipient: name it with --recipient")
    if client:
        return _scope_of_client(policy, dataset, recipient, client)
    if policy.scope == "client":
        raise PolicyError(f"policy {policy.classification} has scope client, which only a gateway has: try dataset")
    return f"recipient:{recipient}" if policy.scope == "recipient" else f"dataset:{dataset or DATASET}"


def _scope_of_client(policy: Policy, dataset: str, recipient: str, client: str) -> str:
    """Return the scope of a client of a gateway; clients share one only where the settings name a data set."""
    if policy.scope == "dataset" and dataset:
        return f"{GATEWAY}dataset:{dataset}"
    named = f"recipient:{recipient}|" if policy.scope == "recipient" else ""
    return f"{GATEWAY}{named}client:{client}"


def _document_scope(values: Sequence[str], client: str) -> str:
    owner = f"{GATEWAY}client:{client}|" if client else ""
    return f"{owner}document:{digest_of(values)}"


def _is_of_a_schema(text: Text) -> bool:
    """Tell whether a text is a field name that a schema may have: a user named "customer" must not rename that field everywhere."""
    return text.is_label and PLAIN_WORDS.fullmatch(text.value) is not None
