"""The cache of spans: bounded by characters of text, packed, and without the texts."""

from array import array
from collections import OrderedDict
from hashlib import blake2b
from itertools import chain

from pipeline.text.spans import Span

SALT_BYTES = 32

Kind = tuple[str, float, str]  # entity, score and source: few distinct ones occur


class SpanCache:
    """The spans of texts seen lately, bounded by the characters of those texts; packed, and without the texts.

    The key of an entry is a digest of the text, salted by its owner: no owner hits the entry of another.
    """

    def __init__(self, max_characters: int) -> None:
        """Keep the spans of at most `max_characters` of text."""
        self._max_characters = max_characters
        self._characters = 0
        self._kept: OrderedDict[bytes, tuple[int, array[int]]] = OrderedDict()
        self._numbers: dict[Kind, int] = {}
        self._kinds: list[Kind] = []

    def get(self, salt: bytes, text: str) -> tuple[Span, ...] | None:
        """Return the spans of an owner's `text`, or None where they are not kept."""
        digest = _digest(salt, text)
        if digest not in self._kept:
            return None
        self._kept.move_to_end(digest)
        _, packed = self._kept[digest]
        places = zip(packed[::3], packed[1::3], packed[2::3], strict=True)
        return tuple(Span(start, end, *self._kinds[number]) for start, end, number in places)

    def put(self, salt: bytes, text: str, spans: tuple[Span, ...]) -> None:
        """Keep the spans of an owner's text that is not kept yet, and drop the oldest entries."""
        packed = chain.from_iterable((one.start, one.end, self._number(one)) for one in spans)
        self._kept[_digest(salt, text)] = len(text), array("I", packed)
        self._characters += len(text)
        while self._characters > self._max_characters:
            _, (characters, _) = self._kept.popitem(last=False)
            self._characters -= characters

    def _number(self, span: Span) -> int:
        kind = span.entity, span.score, span.source
        if kind not in self._numbers:
            self._numbers[kind] = len(self._kinds)
            self._kinds.append(kind)
        return self._numbers[kind]


def salt_of(*parts: bytes) -> bytes:
    """Return the salt of an owner that several parts name together; their lengths keep two owners apart."""
    hashed = blake2b(digest_size=SALT_BYTES)
    for part in parts:
        hashed.update(len(part).to_bytes(8) + part)
    return hashed.digest()


def _digest(salt: bytes, text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=salt).digest()
