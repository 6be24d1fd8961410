"""Sanitizer: detects, decides and replaces. Pure: no files, no network, no Beam."""

from collections.abc import Collection, Sequence
from copy import copy

from pipeline.decide.known_values import KnownValues
from pipeline.decide.settle import Decided, DecidedTexts, Decisions, Settler, spans_of
from pipeline.detect.detector import Detector
from pipeline.detect.documents import detect_documents
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.ledger import EMPTY, Claims, Ledger
from pipeline.replace.numbers.numbers import domain_size
from pipeline.replace.operators import World, operate
from pipeline.replace.scopes import document_scope, scope_of
from pipeline.sanitized import Sanitized, carry_out
from pipeline.text.document import Document, Findings, values_of
from recognizers.lexicon.folding import folded


class Sanitizer:
    """Anonymizes documents as one policy says, into the pseudonym world of one key."""

    def __init__(self, policy: Policy, key: Key, *, dataset: str = "", recipient: str = "", client: str = "") -> None:
        """Load the policy's recognizers and derive the keys.

        Arguments:
            policy: what to do with what.
            key: the secret that chooses the pseudonyms.
            dataset: the name of the data set, for policies whose scope is `dataset`; empty for the default one.
            recipient: the name of the receiver, for policies whose scope is `recipient`.
            client: the client of a gateway, whose pseudonyms agree with no data set; empty for a data set.

        Raises PolicyError where the policy's scope needs a name that is not given.
        """
        self.policy = policy
        self._key = key
        self._detector = Detector(policy, key.id)
        self._settler = Settler(policy, domain_size)
        self._dataset, self._recipient = dataset, recipient
        self._enter(client)

    def for_client(self, client: str) -> "Sanitizer":
        """Return the same sanitizer in the world of a client of a gateway; it shares the recognizers, and so is cheap."""
        other = copy(self)
        other._enter(client)
        return other

    def _enter(self, client: str) -> None:
        scope = scope_of(self.policy, self._dataset, self._recipient, client)
        self._client = client
        self.scope = scope or self.policy.scope
        self._world = World(self._key, scope, self.policy) if scope else None

    def sanitize(self, documents: Sequence[Document]) -> list[list[Sanitized]]:
        """Anonymize documents.

        Arguments:
            documents: each the texts that belong together: the messages of a chat, the cells of a row.
                People are linked within a document, and no two values of one document share a surrogate.

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
        clients = clients or [self._client] * len(documents)
        found = detect_documents(self._detector, self.policy, documents, clients)
        return [self._settler.resolve(document, spans) for document, spans in zip(documents, found, strict=True)]

    def decide(self, document: Document, findings: Findings) -> DecidedTexts:
        """Decide about spans of a document as they are, without further mentions of them."""
        return self._settler.decide(document, findings)

    def settle(self, document: Document, findings: Findings, known: KnownValues | None = None) -> Decisions:
        """Decide about a whole document, as `replace` does.

        Arguments:
            document: its texts.
            findings: what `detect` returned for it, or any other spans of its texts.
            known: values found elsewhere in the run, to be replaced here as well.
        """
        return self._settler.settle(document, findings, known)

    def replace(
        self,
        document: Document,
        findings: Findings,
        known: KnownValues | None = None,
        ledger: Ledger | None = None,
        avoid: Collection[str] = (),
        begins: str | None = None,
    ) -> list[Sanitized]:
        """Replace what was found in one document: the second half of `sanitize`.

        Arguments:
            document: its texts.
            findings: what `detect` returned for it, or any other spans of its texts.
            known: values found elsewhere in the run, to be replaced here as well.
            ledger: which values of the run take a later candidate because another value has their first one; None to
                keep only the values of this document apart.
            avoid: what no surrogate may be, case-folded.
            begins: of a document that will grow, such as a chat: the text that it began with; None for a whole one.
        """
        decisions = self.settle(document, findings, known)
        crowded, values = decisions.crowded, values_of(document)
        if decisions.blocked:
            return [Sanitized("", (), tuple(text), decisions.blocked, crowded) for text in decisions.texts]
        world = self._world_of(values, crowded)
        is_alone = ledger is None or world is not self._world
        known_ledger = EMPTY if ledger is None or is_alone else ledger
        view = world.pseudonymizer.view(values, spans_of(decisions.texts), known_ledger, avoid, begins)
        if is_alone:
            view = world.pseudonymizer.keep_apart(view, values, spans_of(decisions.texts, {Action.PSEUDONYMIZE}))

        def surrogate(one: Decided) -> str:
            return operate(one.rule, one.span.entity, folded(one.surface), view, world)

        return [carry_out(value, text, surrogate, crowded) for value, text in zip(values, decisions.texts, strict=True)]

    def claims(self, document: Document, decided: DecidedTexts) -> Claims:
        """Return which surrogates the values of a document would take, to resolve collisions in the whole run.

        Arguments:
            document: its texts.
            decided: what `decide` returned for it.
        """
        return self._world.pseudonymizer.claims(values_of(document), spans_of(decided)) if self._world else {}

    def _world_of(self, values: Sequence[str], crowded: Sequence[str]) -> World:
        """Return the world of a document: that of the scope, or one of its own."""
        if self._world is None or (crowded and self.policy.crowded.do == "own_world"):
            return World(self._key, document_scope(values, self._client), self.policy)
        return self._world
