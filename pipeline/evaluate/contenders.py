"""Contenders: what finds values in texts, Heteronym and others, behind one interface."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from pipeline.decide.settle import spans_of
from pipeline.evaluate.presidio import PlainPresidio
from pipeline.evaluate.rampart import Rampart
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action
from pipeline.replace.keyed.keys import Key
from pipeline.sanitizer import Sanitizer
from pipeline.text.document import Document, Findings
from pipeline.text.spans import Span
from recognizers.entities import general

NAME = "heteronym"
BATCH_TEXTS = 64
Progress = Callable[[float], None]


class Contender(Protocol):
    """Finds what would be replaced."""

    def found(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return for each text the disjoint spans that would be replaced, in text order."""
        ...


class Ours:
    """Heteronym under a policy."""

    def __init__(self, policy: Policy) -> None:
        """Load the recognizers of a policy; raises PolicyError if one cannot be loaded."""
        # No surrogate is made, so any key and any names do.
        self._sanitizer = Sanitizer(policy, Key.generate(), dataset=NAME, recipient=NAME)

    def found(self, texts: Sequence[str]) -> list[list[Span]]:
        """Return the spans that the policy replaces, each text as a document of its own."""
        return [spans for (spans,) in self.found_in([[text] for text in texts])]

    def found_in(self, documents: Sequence[Document]) -> list[Findings]:
        """Return for each text of each document the spans that the policy replaces."""
        return [
            spans_of(self._sanitizer.settle(document, findings).texts)
            for document, findings in zip(documents, self._sanitizer.detect(documents), strict=True)
        ]


# The names that a user may compare with.
OTHERS: Mapping[str, Callable[[], Contender]] = {"presidio": PlainPresidio, "rampart": Rampart}


def found_by(contender: Contender, texts: Sequence[str], on_progress: Progress = lambda _: None) -> list[list[Span]]:
    """Return what a contender finds in texts, in batches, so that progress can be shown.

    Arguments:
        contender: what finds.
        texts: the texts.
        on_progress: receives the completed share of the work, 0 to 1.
    """
    found: list[list[Span]] = []
    for start in range(0, len(texts), BATCH_TEXTS):
        found += contender.found(texts[start : start + BATCH_TEXTS])
        on_progress(len(found) / len(texts))
    return found


def kept_by(policy: Policy, entities: Sequence[str]) -> frozenset[str]:
    """Return the entities, under their general names, that a policy keeps."""
    return frozenset(general(entity) for entity in entities if policy.rule(general(entity)).do is Action.KEEP)
