"""Detection in documents: free texts and labels are scanned, declared values are taken as a whole."""

from collections.abc import Iterator, Sequence

from pipeline.detect.detector import Detector
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action
from pipeline.text.document import Document, Findings, Text, declared_span, texts_of
from pipeline.text.spans import Span


def detect_documents(
    detector: Detector, policy: Policy, documents: Sequence[Document], clients: Sequence[str]
) -> list[Findings]:
    """Find what is sensitive in each document.

    Arguments:
        detector: of the policy.
        policy: tells which declared values are replaced as a whole; one that is kept is scanned like any text.
        documents: each the texts that belong together.
        clients: of each document, the client of a gateway that it came from.

    Returns:
        For each document, for each text, its spans, overlapping ones included. Raises TypeError where a document is
        a string.
    """
    texts = map(texts_of, documents)
    owned = [(text, client) for document, client in zip(texts, clients, strict=True) for text in document]
    is_whole = [bool(text.entity) and policy.rule(text.entity).do is not Action.KEEP for text, _ in owned]
    free = [one for one, whole in zip(owned, is_whole, strict=True) if not whole]
    found = {is_label: _found(detector, free, is_label=is_label) for is_label in (False, True)}
    spans = iter(
        [
            declared_span(text) if whole else next(found[text.is_label])
            for (text, _), whole in zip(owned, is_whole, strict=True)
        ]
    )
    return [[next(spans) for _ in document] for document in documents]


def _found(detector: Detector, free: Sequence[tuple[Text, str]], *, is_label: bool) -> Iterator[list[Span]]:
    """Yield the spans of those texts that are labels, or are none, in order."""
    asked = [(text.value, client) for text, client in free if text.is_label is is_label]
    texts, clients = [text for text, _ in asked], [client for _, client in asked]
    return iter(detector.detect(texts, is_prose=not is_label, owners=clients))
