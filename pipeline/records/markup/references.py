"""Character references of XML and HTML: decoding with offsets."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from html import unescape
from html.entities import html5

import regex

XML_REFERENCE = regex.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
HTML_REFERENCE = regex.compile(r"&(?:#[0-9]++;?+|#[xX][0-9a-fA-F]++;?+|[A-Za-z][A-Za-z0-9]{1,31};?+)")
MAX_NUMBER = 12  # characters of a numeric reference; longer ones mean no character


@dataclass(frozen=True, slots=True)
class Reference:
    """A character reference, with its offsets in the raw and in the decoded text, half open."""

    raw_start: int
    raw_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text.

    Arguments:
        value: the text.
        references: the character references that were in it, in order.
    """

    value: str
    references: tuple[Reference, ...] = ()

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of a part of the value; a reference that it touches is in it as a whole."""
        raw_start, raw_end = start, end
        if place := bisect_right(self.references, start, key=_start):
            before = self.references[place - 1]
            raw_start = before.raw_start if start < before.end else before.raw_end + start - before.end
        if place := bisect_left(self.references, end, key=_start):
            before = self.references[place - 1]
            raw_end = before.raw_end + max(end - before.end, 0)
        return raw_start, max(raw_start, raw_end)


def _start(reference: Reference) -> int:
    return reference.start


def decode_references(raw: str, *, is_xml: bool, is_attribute: bool) -> Decoded:
    """Decode the character references of a text. Unknown ones stay as they are.

    Arguments:
        raw: the text as it is in the file.
        is_xml: whether the rules are those of XML rather than of browsers.
        is_attribute: whether it is the value of an attribute, in which `&copy=1` is not a reference.
    """
    if "&" not in raw:
        return Decoded(raw)
    pieces: list[str] = []
    found: list[Reference] = []
    position = length = 0
    for match in (XML_REFERENCE if is_xml else HTML_REFERENCE).finditer(raw):
        end, value = _meaning(match[0], raw[match.end() : match.end() + 1], is_xml or is_attribute)
        if not end:
            continue
        start = length + match.start() - position
        found.append(Reference(match.start(), match.start() + end, start, start + len(value)))
        pieces += [raw[position : match.start()], value]
        position, length = match.start() + end, start + len(value)
    return Decoded("".join(pieces) + raw[position:], tuple(found))


def _meaning(raw: str, following: str, is_strict: bool) -> tuple[int, str]:
    """Return the length and the meaning of a reference; 0 if it is none."""
    if raw[1] == "#":
        return len(raw), unescape(raw) if len(raw) <= MAX_NUMBER else "\ufffd"
    if raw[1:] in html5 and not (is_strict and raw[-1] != ";" and (following == "=" or following.isalnum())):
        return len(raw), html5[raw[1:]]
    if is_strict:
        return 0, ""
    for end in range(len(raw) - 1, 2, -1):  # "&copyright" is "©right" in the text of a page
        if raw[1:end] in html5:
            return end, html5[raw[1:end]]
    return 0, ""
