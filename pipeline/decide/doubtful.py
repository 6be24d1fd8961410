"""Doubtful findings: values that the model reports at few of the many places where a document has them."""

from collections import Counter
from collections.abc import Sequence

import regex

from pipeline.text.spans import Span
from recognizers.entities import where
from recognizers.model.labels import MODEL

MAY_BE_COMMAND = where(may_be_command=True)
MIN_PLACES = 5
MIN_SHARE = 1 / 3  # of the places, reported by the model


def without_doubtful(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Return the findings of a document without those of values that the model does not report at most of their places.

    A value that a rule or a declaration reports as well stays.

    Arguments:
        texts: the texts of the document.
        findings: the spans of each text.
    """
    reported: Counter[str] = Counter()
    confirmed = set()
    for text, spans in zip(texts, findings, strict=True):
        for span in spans:
            if span.entity in MAY_BE_COMMAND:
                value = text[span.start : span.end]
                reported[value] += span.source == MODEL
                if span.source != MODEL:
                    confirmed.add(value)
    doubtful = {value for value, count in reported.items() if value not in confirmed and _is_rare(value, count, texts)}
    if not doubtful:
        return [list(spans) for spans in findings]
    return [
        [span for span in spans if not (span.entity in MAY_BE_COMMAND and text[span.start : span.end] in doubtful)]
        for text, spans in zip(texts, findings, strict=True)
    ]


def _is_rare(value: str, reported: int, texts: Sequence[str]) -> bool:
    """Return whether a value has many places of which the model reports few."""
    if sum(text.count(value) for text in texts) < MIN_PLACES:
        return False
    places = sum(len(regex.findall(rf"(?<!\w){regex.escape(value)}(?!\w)", text)) for text in texts)
    return places >= MIN_PLACES and reported < places * MIN_SHARE
