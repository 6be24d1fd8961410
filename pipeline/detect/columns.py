"""Tables: headers are no names, and numbers in columns of keys and counts neither amounts nor ages, whatever the model says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pipeline.detect.readings.statements import Cell
from pipeline.detect.readings.tables import cells, header_lines
from pipeline.text.spans import Cover, Span
from recognizers.entities import LOOSE, where
from recognizers.lexicon.names import is_family_name, is_given_name
from recognizers.model.labels import MODEL

WORD = regex.compile(r"\p{L}+")
WITH_NAMES = where(follows_people=True)
# The first or last word of a header: a key, a count, a position, a measure.
KEY_OR_COUNT = regex.compile(
    r"(?i)(?:id|nr|no|num|n[°º])[\s_.][\p{L}\s._-]{1,24}|(?:^|.*[\s_./(-])(?:(?:id|ids|key|fk|pk|idx|index|pos|position|item|lp|line|zeile|rank"
    r"|qty|quantity|count|units?|pcs|menge|anzahl|anz|stück|stk|qté|qte|quantité|nb|cant|cantidad|cdad|uds|unidades"
    r"|q\.?t[aà]|quantità|pezzi|pz|qtde?|quant|quantidade|un|aantal|stuks|ilość|ilosc|szt|liczba|antal|antall|mångd|mängd|adet"
    r"|weight|gewicht|kg|poids|peso|waga|year|jahr|année|año|anno|ano|jaar|rok)\.?\)?)"
)


def outside_labels_and_keys(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the findings in a text without what the model takes for values in tables.

    Left out are names in the line of headers, and the parts of amounts and ages in columns of keys and counts.

    Arguments:
        text: the text.
        spans: its findings.
    """
    names = {span for span in spans if _may_be_label(text, span)}
    headers = Cover(Span(*line, "", 0, "") for line in (header_lines(text) if names else ()))
    spans = [span for span in spans if not (span in names and headers.holds(span))]
    doubtful = {span for span in spans if span.source == MODEL and span.entity in LOOSE}
    if not doubtful:
        return spans
    columns = sorted({cell for header, cell in cells(text) if KEY_OR_COUNT.fullmatch(header)})
    return [part for span in spans for part in (_outside(text, span, columns) if span in doubtful else [span])]


def _may_be_label(text: str, span: Span) -> bool:
    """Return whether a finding is one of the model of which no word is a known name."""
    if span.source != MODEL or span.entity not in WITH_NAMES:
        return False
    words = WORD.findall(text, span.start, span.end)
    return not any(is_given_name(word) or is_family_name(word) for word in words)


def _outside(text: str, span: Span, columns: Sequence[Cell]) -> Iterator[Span]:
    """Yield the parts of a finding outside of columns; it is whole if it crosses the border of a cell."""
    start = span.start
    for cell in columns:
        if start <= cell.start and cell.end <= span.end:
            yield from _with_value(text, replace(span, start=start, end=cell.start))
            start = cell.end
    yield from _with_value(text, replace(span, start=start))


def _with_value(text: str, span: Span) -> Iterator[Span]:
    if any(map(str.isalnum, text[span.start : span.end])):
        yield span
