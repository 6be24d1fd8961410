"""Documents: texts that belong together, and what was found in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.text.spans import DECLARED, Span
from recognizers.lexicon.folding import folded


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a document, with what its column or key declares it to be.

    Arguments:
        value: the text itself.
        entity: the entity that the whole value is declared to be; empty for free text.
        part: for a name split over columns, which part this is: `given` or `family`.
        is_label: whether it is a name or a setting and no prose, which a model of language would misread.
    """

    value: str = field(repr=False)
    entity: str = ""
    part: str = ""
    is_label: bool = False


Document = Sequence[str | Text]
Findings = list[list[Span]]


def as_text(text: str | Text) -> Text:
    """Return a text of a document as a Text; a bare string is free text."""
    return text if isinstance(text, Text) else Text(text)


def texts_of(document: Document) -> list[Text]:
    """Return the texts of a document; raises TypeError where the document itself is a string."""
    if isinstance(document, str | Text):  # a string is itself a sequence of strings
        raise TypeError("a document is a list of texts: pass [[text]], or call sanitize_text(text)")
    return [as_text(text) for text in document]


def values_of(document: Document) -> list[str]:
    """Return the strings of a document; raises TypeError where the document itself is a string."""
    return [text.value for text in texts_of(document)]


def declared_span(text: Text) -> list[Span]:
    """Make one span of a whole value, without the white space around it."""
    start = len(text.value) - len(text.value.lstrip())
    end = len(text.value.rstrip())
    source = f"{DECLARED}:{text.part}" if text.part else DECLARED
    return [Span(start, end, text.entity, 1.0, source)] if start < end else []


def mentions(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> Iterator[tuple[Span, str]]:
    """Yield every finding with its surface, folded, in document order."""
    for text, spans in zip(texts, findings, strict=True):
        for span in spans:
            yield span, folded(text[span.start : span.end])
