"""Whole names: adds the surname behind a given name that the model found alone, and the given name before a surname."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from pipeline.text.spans import Span
from recognizers.lexicon.names import is_family_name, is_given_name
from recognizers.lexicon.not_names import NO_SURNAMES, is_not_name, is_ordinary
from recognizers.model.labels import MODEL

BEHIND = regex.compile(
    r"[ ](?P<word>\p{Lu}[\p{Ll}\p{M}]{2,20}|\p{Lu}{3,20})(?![\p{L}\p{M}\d@_&-]|[.'’]\p{L}{2}|[ ](?:\p{Lu}|&))"
)
BEFORE = regex.compile(r"(?<![\p{L}\p{M}\d@_./-])(?P<word>\p{Lu}[\p{Ll}\p{M}]{2,20})[ ]$")
LOOK_BEHIND = 24
# Frequent surnames that are words as well: behind a given name they are surnames.
WORDS_AND_SURNAMES = frozenset(
    """smith brown white young king green baker cook price long wood gray fox stone black cooper mason bishop knight page rice
    bell ward banks marsh moore west day""".split()
)


def whole_names(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the findings in a text, with names of one word completed: "Kevin" in "Kevin Smith was removed".

    Arguments:
        text: the text.
        spans: its findings.
    """
    for span in spans:
        if span.source != MODEL or span.entity != "PERSON" or not (word := text[span.start : span.end]).isalpha():
            yield span
        elif is_given_name(word) and (surname := BEHIND.match(text, span.end)) and _is_surname(surname["word"]):
            yield replace(span, end=surname.end())
        elif _is_surname(word) and (given := BEFORE.search(text, max(0, span.start - LOOK_BEHIND), span.start)):
            is_given = is_given_name(given["word"]) and not is_ordinary(given["word"])
            yield replace(span, start=given.start()) if is_given else span
        else:
            yield span


def _is_surname(word: str) -> bool:
    """Return whether a word is a surname, also if it is an ordinary word."""
    plain = word.casefold()
    return plain in WORDS_AND_SURNAMES or (is_family_name(word) and plain not in NO_SURNAMES and not is_not_name(word))
