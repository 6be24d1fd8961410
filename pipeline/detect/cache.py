"""Span cache: stores the spans of recently scanned texts, without the texts."""

from array import array
from hashlib import blake2b
from itertools import chain
from operator import itemgetter

from cachetools import LRUCache

from pipeline.text.spans import Span

SALT_BYTES = 32
MAX_KINDS = 65_536

Kind = tuple[str, float, str]  # entity, score and source


class SpanCache:
    """A least-recently-used cache of the spans of texts. It stores packed spans and digests, but no texts.

    The key of an entry is a digest of the text, salted per owner, so that owners do not share entries.
    """

    def __init__(self, max_characters: int) -> None:
        """Create a cache for the spans of texts with at most `max_characters` characters in total."""
        # The length of a text, then for each span its start, its end and the index of its kind.
        self._kept: LRUCache[bytes, array[int]] = LRUCache(max_characters, getsizeof=itemgetter(0))
        self._numbers: dict[Kind, int] = {}
        self._kinds: list[Kind] = []

    def get(self, salt: bytes, text: str) -> tuple[Span, ...] | None:
        """Return the spans of an owner's `text`, or None if they are not cached."""
        if (packed := self._kept.get(_digest(salt, text))) is None:
            return None
        places = zip(packed[1::3], packed[2::3], packed[3::3], strict=True)
        return tuple(Span(start, end, *self._kinds[number]) for start, end, number in places)

    def put(self, salt: bytes, text: str, spans: tuple[Span, ...]) -> None:
        """Store the spans of an owner's text, and evict the least recently used entries."""
        if len(self._kinds) > MAX_KINDS:  # a recognizer whose scores are continuous has a new kind for each span
            self._kept.clear()
            self._numbers.clear()
            self._kinds.clear()
        if len(text) <= self._kept.maxsize:
            packed = chain.from_iterable((one.start, one.end, self._number(one)) for one in spans)
            self._kept[_digest(salt, text)] = array("I", (len(text), *packed))

    def _number(self, span: Span) -> int:
        kind = span.entity, span.score, span.source
        if kind not in self._numbers:
            self._numbers[kind] = len(self._kinds)
            self._kinds.append(kind)
        return self._numbers[kind]


def salt_of(*parts: bytes) -> bytes:
    """Return the salt of an owner that is identified by several parts. Each part is prefixed by its length."""
    hashed = blake2b(digest_size=SALT_BYTES)
    for part in parts:
        hashed.update(len(part).to_bytes(8) + part)
    return hashed.digest()


def _digest(salt: bytes, text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=salt).digest()
