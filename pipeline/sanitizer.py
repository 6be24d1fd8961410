"""Sanitizer: detects, decides and replaces in memory, without files, network or Beam."""

from collections.abc import Callable, Collection, Sequence
from copy import copy
from functools import partial
from pathlib import Path

from presidio_analyzer import EntityRecognizer

from pipeline.decide.known_values import KnownValues
from pipeline.decide.settle import Decided, DecidedTexts, Decisions, Settler, spans_of
from pipeline.detect.detector import Detector
from pipeline.detect.documents import detect_documents
from pipeline.errors import SecretKeyError, check_type
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action
from pipeline.replace.document import DocumentView
from pipeline.replace.keyed.keys import Key, KeySource
from pipeline.replace.keyed.ledger import EMPTY, NO_CHOICES, Choices, Claims, Ledger, Links
from pipeline.replace.numbers.numbers import domain_size
from pipeline.replace.operators import World, operate
from pipeline.replace.scopes import document_scope, scope_of
from pipeline.sanitized import Sanitized, carry_out
from pipeline.text.document import Document, Findings, columns_of, documents_of, values_of
from recognizers.lexicon.disguises.plain_forms import plain_form


class Sanitizer:
    """Anonymizes documents according to one policy, with the surrogates of one key.

    It can be pickled if its key was not given as a Key. The pickle has the policy and where the key is; each process loads both.

    Attributes:
        policy, key, dataset, recipient, client, earlier: as given.
        key_source: where the key was loaded from; None if a Key was given.
        scope: the scope within which surrogates agree.
    """

    def __init__(
        self,
        policy: Policy | str | Path,
        key: Key | KeySource | None = None,
        *,
        dataset: str = "",
        recipient: str = "",
        client: str = "",
        earlier: Choices = NO_CHOICES,
    ) -> None:
        """Load the recognizers of the policy and derive the keys.

        Arguments:
            policy: the policy that determines the action for each entity, its name or the path of its file.
            key: the secret key that determines the surrogates, or where it is. By default `KeySource.find()`: the
                environment, else `.heteronym/key`.
            dataset: the name of the data set, for policies with scope `dataset`; empty for the default one.
            recipient: the name of the recipient, for policies with scope `recipient`.
            client: the client of a gateway, whose surrogates differ from those of every data set; empty for a data set.
            earlier: the choices of runs with the same scope, from their vault; documents outside of a run keep to them.

        Raises:
            TypeError: an argument has the wrong type. The message says what to pass.
            PolicyError: the policy cannot be loaded, or its scope requires a name that is missing.
            SecretKeyError: no key is set, or it cannot be loaded.
        """
        check_type(policy, Policy | str | Path, "a policy is its name, such as 'confidential', a path or a Policy")
        check_type(key, Key | KeySource | None, "a key is a Key, or where it is: KeySource('team.key')")
        for name in (dataset, recipient, client):
            check_type(name, str, "a data set, a recipient and a client are named by a str")
        self.policy = policy if isinstance(policy, Policy) else Policy.load(policy)
        self.key_source: KeySource | None = None
        if isinstance(key, Key):
            self.key = key
        else:
            self.key, self.key_source = (key or KeySource.find()).loaded()
        self.dataset, self.recipient, self.earlier = dataset, recipient, earlier
        self._detector = Detector(self.policy, self.key.id)
        self._settler = Settler(self.policy, domain_size)
        self._enter(client)

    def for_client(self, client: str) -> "Sanitizer":
        """Return a sanitizer with the surrogates of a client of a gateway. It shares the recognizers, so the call is cheap."""
        other = copy(self)
        other._enter(client)
        return other

    def _enter(self, client: str) -> None:
        scope = scope_of(self.policy, self.dataset, self.recipient, client)
        self.client = client
        self.scope = scope or self.policy.scope
        self._world = World(self.key, scope, self.policy) if scope else None

    def __copy__(self) -> "Sanitizer":
        other = object.__new__(Sanitizer)
        vars(other).update(vars(self))
        return other

    def __reduce__(self) -> "tuple[partial[Sanitizer], tuple[Policy, KeySource]]":
        if self.key_source is None:
            raise SecretKeyError(
                "a key is never pickled: make the Sanitizer without a key, or with a KeySource, so that each process loads it"
            )
        made = partial(
            Sanitizer, dataset=self.dataset, recipient=self.recipient, client=self.client, earlier=self.earlier
        )
        return made, (self.policy, self.key_source)

    def sanitize(self, documents: Sequence[Document]) -> list[list[Sanitized]]:
        """Anonymize documents.

        Arguments:
            documents: the texts of each document, such as the messages of a chat or the cells of a row.
                People are linked within a document, and no two values of one document share a surrogate.

        Returns:
            For each document a Sanitized for each of its texts.

        Raises:
            TypeError: the documents are no lists of texts. The message says what to pass.
        """
        return [
            self.replace(document, findings)
            for document, findings in zip(documents, self.detect(documents), strict=True)
        ]

    def sanitize_text(self, text: str) -> Sanitized:
        """Anonymize one text as a document of its own; raises TypeError if it is no text."""
        return self.sanitize([[text]])[0][0]

    def detect(self, documents: Sequence[Document], clients: Sequence[str] = ()) -> list[Findings]:
        """Detect sensitive values in each document separately: the first half of `sanitize`.

        Arguments:
            documents: as in `sanitize`.
            clients: for each document the client of the gateway that sent it; empty if all belong to the sanitizer's client.

        Returns:
            For each document, for each text, its resolved spans, without the further mentions that `replace` adds.
        """
        clients = clients or [self.client] * len(documents_of(documents))
        found = detect_documents(self._detector, self.policy, documents, clients)
        return [self._settler.resolve(document, spans) for document, spans in zip(documents, found, strict=True)]

    def narrowed(self, wanted: Callable[[EntityRecognizer], bool]) -> "Sanitizer":
        """Return a sanitizer with those recognizers that are wanted, which it shares with this one."""
        other = copy(self)
        other._detector = self._detector.narrowed(wanted)
        return other

    def reported(self, documents: Sequence[Document]) -> list[Findings]:
        """Return for each document, for each text, all spans that recognizers report, overlapping ones included."""
        return detect_documents(self._detector, self.policy, documents, [self.client] * len(documents))

    def decide(self, document: Document, findings: Findings) -> DecidedTexts:
        """Return a decision for each of the given spans of a document, without further mentions."""
        return self._settler.decide(document, findings)

    def settle(self, document: Document, findings: Findings, known: KnownValues | None = None) -> Decisions:
        """Return the decisions about a whole document, as `replace` applies them.

        Arguments:
            document: the texts of the document.
            findings: the result of `detect` for the document, or any other spans of its texts.
            known: values found elsewhere in the run, which are replaced here as well.
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
        """Replace the findings of one document: the second half of `sanitize`.

        Arguments:
            document: the texts of the document.
            findings: the result of `detect` for the document, or any other spans of its texts.
            known: values found elsewhere in the run, which are replaced here as well.
            ledger: the collisions of the run; None to resolve only collisions within this document.
            avoid: strings that must not be used as surrogates, case-folded.
            begins: the first text of a document that grows, such as a chat; None for a complete document.

        Returns:
            A Sanitized for each text.
        """
        decisions = self.settle(document, findings, known)
        crowded, values = decisions.crowded, values_of(document)
        if decisions.blocked:
            return [Sanitized("", (), tuple(text), decisions.blocked, crowded) for text in decisions.texts]
        world = self._world_of(values, crowded)
        view = self._view(world, document, decisions, known, ledger, avoid, begins)

        def surrogate(one: Decided) -> str:
            form = plain_form(one.span.entity, one.surface)
            replaced = operate(one.rule, one.span.entity, form.text, view, world)
            return form.encode(replaced) if one.rule.do is Action.PSEUDONYMIZE else replaced

        choice = partial(self._choice, world, view)
        pairs = zip(values, decisions.texts, strict=True)
        return [carry_out(value, text, surrogate, choice, crowded) for value, text in pairs]

    def _view(
        self,
        world: World,
        document: Document,
        decisions: Decisions,
        known: KnownValues | None,
        ledger: Ledger | None,
        avoid: Collection[str],
        begins: str | None,
    ) -> DocumentView:
        """Return the view of a document: the ledger of the run keeps its values apart, or without one the document does."""
        values, columns = values_of(document), columns_of(document)
        is_of_scope, spans = world is self._world, spans_of(decisions.texts)
        acronyms = known.acronyms if known and is_of_scope else {}
        if ledger is not None and is_of_scope:
            person_named = known.person_named if known else None
            return world.pseudonymizer.view(values, spans, ledger, avoid, begins, acronyms, columns, person_named)
        own = EMPTY
        if self.earlier.pairs and is_of_scope:
            own = Ledger.of(world.pseudonymizer.claims(values, spans, columns), earlier=self.earlier)
        view = world.pseudonymizer.view(values, spans, own, avoid, begins, acronyms, columns)
        return world.pseudonymizer.keep_apart(view, values, spans_of(decisions.texts, {Action.PSEUDONYMIZE}))

    def _choice(self, world: World, view: DocumentView, one: Decided, made: str) -> bytes:
        """Return the choice of a replacement, as in Replacement: of a surrogate that agrees in the scope."""
        is_stored = self.policy.reversible and world is self._world and one.rule.do is Action.PSEUDONYMIZE
        if not is_stored or plain_form(one.span.entity, one.surface).text != one.surface:
            return b""
        return world.pseudonymizer.choice(one.span.entity, one.surface, made, view)

    def claims(self, document: Document, decided: DecidedTexts) -> Claims:
        """Return the candidate surrogates of the values of a document, to resolve collisions within the whole run.

        Arguments:
            document: the texts of the document.
            decided: the result of `decide` for the document.
        """
        if not self._world:
            return {}
        return self._world.pseudonymizer.claims(values_of(document), spans_of(decided), columns_of(document))

    def links(self, document: Document, decided: DecidedTexts) -> Links:
        """Return which people of a document have which user names, for the whole run. The arguments are those of `claims`."""
        if not self._world:
            return frozenset()
        return self._world.pseudonymizer.links(values_of(document), spans_of(decided), columns_of(document))

    def _world_of(self, values: Sequence[str], crowded: Sequence[str]) -> World:
        """Return the world of the scope, or a separate one for the document."""
        if self._world is None or (crowded and self.policy.crowded.do == "own_world"):
            return World(self.key, document_scope(values, self.client), self.policy)
        return self._world
