"""Edges of findings: what surrounds or joins values without belonging to one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pipeline.text.spans import Cover, Span
from recognizers.model.labels import CLEARED, MODEL

CUT_AT_HYPHEN = regex.compile(r"\p{Ll}-$")
REST_OF_WORD = regex.compile(r"\p{L}{1,30}(?:-\p{L}{1,30}){0,3}+(?!\p{L})")


def values_in(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the findings in a text without the white space around them.

    Left out are a single sign such as "#", and a finding of the model of which other recognizers find every word: it
    joins several values with what is between them.

    Arguments:
        text: the text.
        spans: its findings and the ranges that the model cleared.
    """
    others = Cover(span for span in spans if span.source != MODEL)
    for span in spans:
        if span.entity == CLEARED:
            yield span
        elif (value := _to_end_of_word(text, _trimmed(text, span))) and not (
            span.source == MODEL and _joins(text, value, others)
        ):
            yield value


def _trimmed(text: str, span: Span) -> Span | None:
    surface = text[span.start : span.end]
    value = surface.strip()
    if not value or (len(value) == 1 and not value.isalnum()):
        return None
    if len(value) == len(surface):
        return span
    start = span.start + len(surface) - len(surface.lstrip())
    return replace(span, start=start, end=start + len(value))


def _to_end_of_word(text: str, span: Span | None) -> Span | None:
    """Return a finding with the rest of a hyphenated word: "cinquante-quatre", of which the model found a part."""
    if span is None or not CUT_AT_HYPHEN.search(text, max(span.start, span.end - 2), span.end):
        return span
    rest = REST_OF_WORD.match(text, span.end)
    return replace(span, end=rest.end()) if rest else span


def _joins(text: str, span: Span, others: Cover) -> bool:
    """Return whether a span holds several words, and each of its letters and digits is in a finding of others."""
    if others.holds(span) or " " not in text[span.start : span.end]:
        return False
    places = (place for place in range(span.start, span.end) if text[place].isalnum())
    return all(others.holds(replace(span, start=place, end=place + 1)) for place in places)
