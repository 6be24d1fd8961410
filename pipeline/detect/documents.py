"""Document detection: scans free texts and labels, and returns one span for each declared value."""

from collections.abc import Iterator, Sequence

from pipeline.detect.detector import Detector
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action
from pipeline.text.document import Document, Findings, Text, declared_span, texts_of
from pipeline.text.spans import Span


def detect_documents(
    detector: Detector, policy: Policy, documents: Sequence[Document], clients: Sequence[str]
) -> list[Findings]:
    """Find the spans of sensitive values in each document.

    Arguments:
        detector: the detector of the policy.
        policy: determines which declared values are replaced as a whole. A kept one is scanned like free text.
        documents: the texts of each document.
        clients: for each document the client of the gateway that sent it.

    Returns:
        For each document, for each text, its spans, including overlapping ones.

    Raises:
        TypeError: a document is a string.
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
    """Return the spans of each label, or of each text that is not a label, in order."""
    scanned = [(text, client) for text, client in free if text.is_label is is_label]
    return iter(
        detector.detect(
            [text.value for text, _ in scanned],
            is_prose=not is_label,
            owners=[client for _, client in scanned],
            contexts=[text.context for text, _ in scanned],
        )
    )
