"""Ranges of a header value that are texts: each is read and written on its own, and everything between them stays."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pipeline.records.fields import declared, option_of
from pipeline.records.mail.words import header_text, one_line
from pipeline.records.model import ReadOptions
from pipeline.text.document import Text

WORDS = re.compile(r"[^\W_]")
# The name of a zone in a comment behind its offset, as in "+0100 (CET)".
NAMED_ZONE = re.compile(r"[+-]\d{4}(?P<comment>\s+\((?:[A-Z]{1,6}|[^()]{1,60} Time)\))")
PUNCTUATION = ' \t\r\n;,:<>()"='


@dataclass(frozen=True, slots=True)
class Range:
    """A range of a header value.

    Arguments:
        start, end: offsets in the value as it is in the file.
        texts: the decoded text; several if different parts of it declare different things.
        encode: returns the characters of the file for another text.
    """

    start: int
    end: int
    texts: tuple[Text, ...]
    encode: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Value:
    """A header value and its ranges, in order."""

    raw: str
    ranges: tuple[Range, ...]

    def render(self, values: Sequence[str]) -> str:
        """Return the value with new texts."""
        pieces, position = [], 0
        remaining = iter(values)
        for one in self.ranges:
            new = "".join(islice(remaining, len(one.texts)))
            is_same = new == "".join(text.value for text in one.texts)
            kept = self.raw[one.start : one.end]
            pieces += [self.raw[position : one.start], kept if is_same else one.encode(one_line(new))]
            position = one.end
        return _without_other_zones(self.raw, "".join(pieces) + self.raw[position:])


def prose(name: str, raw: str, start: int, end: int, options: ReadOptions, entity: str = "") -> Range | None:
    """Return a range of unstructured text; None where nothing is to be scanned.

    Arguments:
        name: the name of the field or of the parameter, which is the context of the text.
        raw: the value.
        start, end: offsets of the range.
        options: the user's declarations about fields.
        entity: the entity of the whole text; empty for one that only the name may declare.
    """
    text = header_text(raw[start:end])
    found = Text(text.value, entity) if entity else _declared(name, text.value, options)
    return Range(start, end, (found,), text.encoded) if found and WORDS.search(text.value) else None


def with_rest(name: str, raw: str, ranges: Sequence[Range], options: ReadOptions) -> Value:
    """Return a value with these ranges, and with the text between them as further ranges."""
    found: list[Range] = []
    position = 0
    for one in sorted(ranges, key=lambda one: one.start):
        found += [*_rest(name, raw, position, one.start, options), one]
        position = one.end
    return Value(raw, (*found, *_rest(name, raw, position, len(raw), options)))


def silent(start: int, end: int, raw: str) -> Range:
    """Return a range that has no text of its own and always stays: a tag, a signature, a token of the protocol."""
    return Range(start, end, (), lambda _: raw[start:end])


def without_silent(value: Value) -> Value:
    """Return a value whose silent ranges are part of what stays."""
    return replace(value, ranges=tuple(one for one in value.ranges if one.texts))


def _without_other_zones(old: str, new: str) -> str:
    """Return a new value without the names of zones whose offsets are no longer beside them."""
    for zone in NAMED_ZONE.finditer(old):
        new = new if zone[0] in new else new.replace(zone["comment"], "")
    return new


def _declared(name: str, value: str, options: ReadOptions) -> Text | None:
    is_stated = option_of((name,), options)
    return declared((name if is_stated else name.removeprefix("x-"),), value, options)


def _rest(name: str, raw: str, start: int, end: int, options: ReadOptions) -> Iterator[Range]:
    between = raw[start:end]
    start += len(between) - len(between.lstrip(PUNCTUATION))
    end -= len(between) - len(between.rstrip(PUNCTUATION))
    found = prose(name, raw, start, end, options) if start < end else None
    if found:
        yield found
