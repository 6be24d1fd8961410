"""Plain forms: the value that a disguised surface stands for, and how another value is written in the same encoding."""

import base64
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import NamedTuple
from urllib.parse import quote

from recognizers.entities import DATES, row_of
from recognizers.lexicon.disguises import encodings, layouts, scripts, spoken
from recognizers.lexicon.disguises.edits import Edit, applied, disjoint
from recognizers.lexicon.folding import folded

MAX_DEPTH = 3  # of nested encodings
CACHED_FORMS = 4_096
Encode = Callable[[str], str]
EditsOf = Callable[[str], Iterable[Edit]]


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _base32(text: str) -> str:
    return base64.b32encode(text.encode()).decode()


def _hexadecimal(text: str) -> str:
    return text.encode().hex()


def _percent(text: str) -> str:
    return quote(text, safe="")


def _same(text: str) -> str:
    return text


# Encodings, and how a surrogate is encoded; character references and escapes are not needed again.
ENCODINGS: tuple[tuple[EditsOf, Encode], ...] = (
    (encodings.percent, _percent),
    (encodings.entities, _same),
    (encodings.quoted_printable, _same),
    (encodings.escapes, _same),
    (encodings.base_64, _base64),
    (encodings.base_32, _base32),
    (encodings.hexadecimal, _hexadecimal),
)
UNFOLDED: tuple[EditsOf, ...] = (scripts.right_to_left, scripts.hidden_text)
RESPELLINGS: tuple[EditsOf, ...] = (
    scripts.mirrored,
    scripts.look_alike_letters,
    spoken.spoken_numbers,
    partial(spoken.spoken_addresses, is_address=True),
    spoken.bracketed_signs,
    layouts.characters_apart,
    layouts.wrapped_lines,
)
NAMED = frozenset({"person", "organization", "place"})  # a name in another script is no disguise
# Their surrogates are made from the surface as it is: a link and a secret contain encoded parts.
AS_WRITTEN = frozenset({"link", "secret", "url", "date", "amount", "age"})


class PlainForm(NamedTuple):
    """The value that a surface stands for.

    Arguments:
        text: the value, folded.
        encode: returns another value in the encoding of the surface.
    """

    text: str
    encode: Encode = _same


@lru_cache(CACHED_FORMS)
def plain_form(entity: str, surface: str) -> PlainForm:
    """Return the plain form of a value of an entity; an undisguised surface is its own, apart from folding."""
    row = row_of(entity)
    if row.is_secret or row.is_key or entity in DATES or row.surrogate in AS_WRITTEN:
        return PlainForm(folded(surface))
    text = surface
    encode: Encode = _same
    for respell in UNFOLDED:
        text = applied(text, disjoint(respell(text)))
    text = folded(text)
    for _ in range(MAX_DEPTH):
        edits, encoder = _decoded(text)
        if not edits:
            break
        text = folded(applied(text, edits))
        encode = _chained(encoder, encode)
    for respell in () if row.family in NAMED else RESPELLINGS:
        text = applied(text, disjoint(respell(text)))
    return PlainForm(text, encode)


def _decoded(text: str) -> tuple[list[Edit], Encode]:
    """Return the edits that decode a text, and the encoding of a value that is encoded as a whole or by characters."""
    edits: list[Edit] = []
    encode: Encode = _same
    for edits_of, encoder in ENCODINGS:
        found = disjoint(edits_of(text))
        is_whole = found and found[0][:2] == (0, len(text))
        if found and (is_whole or encoder is _percent):
            encode = encoder
        edits += found
    return disjoint(edits), encode


def _chained(inner: Encode, outer: Encode) -> Encode:
    if inner is _same:
        return outer
    return inner if outer is _same else lambda text: outer(inner(text))
