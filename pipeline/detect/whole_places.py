"""Whole places: adds the state behind a city that the model found alone: "Joplin, Missouri"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from pipeline.text.spans import Span
from recognizers.lexicon.address_formats import large_states
from recognizers.model.labels import MODEL

# A word with a capital behind the state may make it a name: "in Macon, Georgia Bell met".
STATE = regex.compile(
    r",[ ](?P<state>\p{Lu}\p{Ll}{2,14}(?:[ ]\p{Lu}\p{Ll}{2,14}){0,2})(?![\p{L}\p{M}\d@_]|['’](?!s)|-\p{Lu}|[ ]\p{Lu})"
)


def whole_places(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the findings in a text, with places of the model up to the state that follows them.

    Arguments:
        text: the text.
        spans: its findings.
    """
    for span in spans:
        is_place = span.source == MODEL and span.entity == "LOCATION"
        state = STATE.match(text, span.end) if is_place else None
        yield replace(span, end=state.end()) if state and state["state"].casefold() in large_states() else span
