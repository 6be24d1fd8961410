"""Document detection: scans free texts and labels, and returns one span for each declared value."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from pipeline.detect.detector import Detector
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action
from pipeline.text.document import Document, Findings, Text, declared_span, texts_of
from pipeline.text.spans import Span


class _Way(Enum):
    """How a text is read."""

    KEPT = auto()  # not at all
    WHOLE = auto()  # as one declared value
    PROSE = auto()
    WORDS = auto()  # without the NER model


def detect_documents(
    detector: Detector, policy: Policy, documents: Sequence[Document], clients: Sequence[str]
) -> list[Findings]:
    """Find the spans of sensitive values in each document.

    Arguments:
        detector: the detector of the policy.
        policy: determines which declared values are replaced as a whole, and whether names of fields are scanned. A kept
            declared value is scanned like free text.
        documents: the texts of each document.
        clients: for each document the client of the gateway that sent it.

    Returns:
        For each document, for each text, its spans, including overlapping ones.

    Raises:
        TypeError: a document is a string.
    """
    texts = map(texts_of, documents)
    owned = [(text, client) for document, client in zip(texts, clients, strict=True) for text in document]
    ways = [_way(text, policy) for text, _ in owned]
    scanned = {way: [one for one, own in zip(owned, ways, strict=True) if own is way] for way in _Way}
    found = {
        _Way.KEPT: iter([[] for _ in scanned[_Way.KEPT]]),
        _Way.WHOLE: iter([declared_span(text) for text, _ in scanned[_Way.WHOLE]]),
        _Way.PROSE: _found(detector, scanned[_Way.PROSE], is_prose=True),
        _Way.WORDS: _found(detector, scanned[_Way.WORDS], is_prose=False),
    }
    spans = iter([next(found[way]) for way in ways])
    return [[next(spans) for _ in document] for document in documents]


def _way(text: Text, policy: Policy) -> _Way:
    if text.is_name and policy.keys == "keep":
        return _Way.KEPT
    if text.entity and policy.rule(text.entity).do is not Action.KEEP:
        return _Way.WHOLE
    return _Way.WORDS if text.is_label or text.is_category else _Way.PROSE


def _found(detector: Detector, scanned: Sequence[tuple[Text, str]], *, is_prose: bool) -> Iterator[list[Span]]:
    """Return the spans of texts with their clients, in order."""
    return iter(
        detector.detect(
            [text.value for text, _ in scanned],
            is_prose=is_prose,
            owners=[client for _, client in scanned],
            contexts=[text.context for text, _ in scanned],
        )
    )
