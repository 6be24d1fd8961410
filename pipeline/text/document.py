"""Documents: texts that belong together, and their findings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.text.spans import DECLARED, Span
from recognizers.lexicon.disguises.plain_forms import plain_form


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a document, with the entity that its column or key declares.

    Arguments:
        value: the text.
        entity: the declared entity of the whole value; empty for free text.
        part: the part of a name that is split over columns: `given` or `family`.
        is_label: whether the text is an identifier or a setting rather than prose, which an NER model would misread.
        context: the name of its column or key, such as "order number", which recognizers read before the value.
        is_dropped: whether the user drops the value: it is not scanned, and the copy has an empty one.
        is_category: whether it is a word of a list, such as a status or a diagnosis, which an NER model would misread.
        is_name: whether it is itself the name of a column, a key or a sheet, which a policy may keep.
        column: the column or key that declares the entity, or that the user declares, for counts by column; else empty.
    """

    value: str = field(repr=False)
    entity: str = ""
    part: str = ""
    is_label: bool = False
    context: str = ""
    is_dropped: bool = False
    is_category: bool = False
    is_name: bool = False
    column: str = field(default="", compare=False)


Document = Sequence[str | Text]
Findings = list[list[Span]]
NO_LIST = (str, Text, bytes, bytearray)  # sequences that are no list of texts


def as_text(text: str | Text) -> Text:
    """Return a text of a document as a Text. A plain string is free text. Raises TypeError for anything else."""
    if isinstance(text, Text):
        return text
    if isinstance(text, str):
        return Text(text)
    raise TypeError(f"a text is a str, not {type(text).__name__}: {_advice(text)}")


def documents_of(documents: Sequence[Document]) -> Sequence[Document]:
    """Return the documents; raises TypeError if they are no list of documents."""
    if isinstance(documents, NO_LIST) or not isinstance(documents, Sequence):
        raise TypeError(f"documents are a list of lists of texts, not {type(documents).__name__}: {_advice(documents)}")
    return documents


def texts_of(document: Document) -> list[Text]:
    """Return the texts of a document; raises TypeError if the document is no list of texts."""
    if isinstance(document, NO_LIST) or not isinstance(document, Sequence):
        raise TypeError(f"a document is a list of texts, not {type(document).__name__}: {_advice(document)}")
    return [as_text(text) for text in document]


def _advice(given: object) -> str:
    """Return what to do with a value that is in the place of texts."""
    if isinstance(given, Mapping):
        return "for dicts call sanitize_records(records, sanitizer)"
    if isinstance(given, bytes | bytearray):
        return "decode it first"
    if isinstance(given, str | Text):
        return "call sanitize_text(text), or sanitize([[text]]); texts that belong together are one list"
    if isinstance(given, Iterable):
        return "call sanitize([[a, b]]) for texts that belong together, sanitize([[a], [b]]) for others"
    return "pass '' for a missing text"


def values_of(document: Document) -> list[str]:
    """Return the strings of a document; raises TypeError if the document is no list of texts."""
    return [text.value for text in texts_of(document)]


def columns_of(document: Document) -> list[str]:
    """Return for each text of a document the name of its column or key, as far as it declares no entity; else empty."""
    return [text.context for text in texts_of(document)]


def declared_span(text: Text) -> list[Span]:
    """Return one span that covers a whole value without surrounding white space; an empty list for a blank value."""
    start = len(text.value) - len(text.value.lstrip())
    end = len(text.value.rstrip())
    source = f"{DECLARED}:{text.part}" if text.part else DECLARED
    return [Span(start, end, text.entity, 1.0, source)] if start < end else []


def mentions(texts: Sequence[str], findings: Sequence[Sequence[Span]]) -> Iterator[tuple[Span, str]]:
    """Yield every finding with the plain form of its surface, in document order."""
    for text, spans in zip(texts, findings, strict=True):
        for span in spans:
            yield span, plain_form(span.entity, text[span.start : span.end]).text
