"""Keyed digests of normal forms, and the search for them, without the forms themselves.

Every word of a text has a secret number (HMAC-SHA256, RFC 2104), and every row of words the sum of its words' numbers,
weighted by place. Rows are summed up in arrays; only where the sum is one of those sought for, the digest of the row
itself is computed. Without the key, neither sums nor digests can be computed for a guess.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.audit.searcher import Found, Searcher, TextSearcher
from pipeline.replace.keyed.keys import FamilyKey, Key
from recognizers.lexicon.normal_form import NormalText

SCOPE, WORDS, FORMS = "evidence", "words", "forms"
MAX_WORDS = 12  # of a form; longer ones are not searched for
MAX_NUMBERS = 200_000
FILTER_BITS = 20
# Odd numbers, one for each place in a row, with which the numbers of words are multiplied modulo 2**64.
WEIGHTS = np.array([(0x9E3779B97F4A7C15 * (2 * place + 1)) % 2**64 for place in range(MAX_WORDS)], np.uint64)
Numbers = npt.NDArray[np.uint64]


class Digests:
    """Computes the digests of forms under one key."""

    def __init__(self, key: Key) -> None:
        """Derive the keys of words and of forms."""
        self._forms = key.family(SCOPE, FORMS)
        self._numbers = _Numbers(key.family(SCOPE, WORDS))

    def full(self, form: bytes) -> str:
        """Return the digest of a form, in hexadecimal."""
        return self._forms.digest(form.decode("utf-8", "replace")).hex()

    def sums(self, words: Sequence[bytes], length: int) -> Numbers:
        """Return the sum of each row of `length` words."""
        numbers = self._numbers_of(words)
        rows = max(0, len(words) - length + 1)
        parts = (numbers[place : place + rows] * WEIGHTS[place] for place in range(length))
        return sum(parts, start=np.zeros(rows, np.uint64))

    def _numbers_of(self, words: Sequence[bytes]) -> Numbers:
        return np.fromiter(map(self._numbers.__getitem__, words), np.uint64, len(words))


class _Numbers(dict[bytes, int]):
    """The secret number of each word seen so far; all are forgotten when there are too many."""

    def __init__(self, key: FamilyKey) -> None:
        super().__init__()
        self._key = key

    def __missing__(self, word: bytes) -> int:
        if len(self) >= MAX_NUMBERS:
            self.clear()
        number = self[word] = self._key.number(word.decode("utf-8", "replace"), 2**64)
        return number


class DigestSearcher(TextSearcher):
    """Finds forms of which only the digests are known, in time linear in the text."""

    def __init__(self, digests: Sequence[tuple[int, int, str]], key: Key) -> None:
        """Index the digests.

        Arguments:
            digests: for each form the number of its words, their sum, and the digest of the form.
            key: the key under which they were computed.
        """
        self._digests = Digests(key)
        self._signs = Searcher((), ())
        self._by_sum: dict[int, dict[int, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
        for index, (length, total, digest) in enumerate(digests):
            self._by_sum[length][total].append((index, digest))
        self._filters = {length: _filter_of(list(sums)) for length, sums in self._by_sum.items()}

    def is_short(self, pattern: int) -> bool:
        return False

    def _plain(self, content: bytes, normal: NormalText) -> tuple[list[Found], list[int]]:
        words = normal.content.split()
        ends = np.cumsum(np.fromiter(map(len, words), np.int64, len(words)) + 1)
        starts = 1 + np.concatenate(([0], ends[:-1])) if words else ends
        found = [(index, int(starts[place])) for place, index in self._rows(words)]
        return found, self._signs._plain(content, normal)[1]

    def _rows(self, words: Sequence[bytes]) -> Iterator[tuple[int, int]]:
        """Yield (index of the first word, index of the form) of each form among the rows of words."""
        for length, by_sum in self._by_sum.items():
            sums = self._digests.sums(words, length)
            for place in map(int, np.flatnonzero(self._filters[length][sums >> np.uint64(64 - FILTER_BITS)])):
                candidates = by_sum.get(int(sums[place]), ())
                if candidates:
                    own = self._digests.full(b" ".join(words[place : place + length]))
                    yield from ((place, index) for index, digest in candidates if digest == own)


def _filter_of(sums: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Return which leading bits the sums have."""
    known = np.zeros(1 << FILTER_BITS, np.bool_)
    known[np.array(sums, np.uint64) >> np.uint64(64 - FILTER_BITS)] = True
    return known
