"""Language model: a character n-gram model with interpolated Witten-Bell smoothing.

- T. C. Bell, I. H. Witten (1991): The zero-frequency problem. IEEE Transactions on Information Theory 37, 1085-1094.
- The interpolated form: S. F. Chen, J. Goodman (1999). Computer Speech and Language 13, 359-394. After a context that was
  seen n times with T different followers, p = (count + T * p of the shorter context) / (n + T).
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
STEP, MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
SHIFT = np.uint64(31)
START = 1  # stands before a text; the end of a text is a character of its own


class NgramModel:
    """The probabilities of characters after the characters before them. Contexts are told apart by 64-bit hashes."""

    def __init__(self, texts: Sequence[str], order: int, alphabet: int) -> None:
        """Count the n-grams of texts.

        Arguments:
            texts: what the model is trained on.
            order: the number of characters of an n-gram; 1 for characters without context.
            alphabet: the number of characters that can occur.
        """
        self._order, self._alphabet = order, alphabet
        self._counts: list[_Counts] = []
        symbols, is_target = _encoded(texts, order)
        for context, gram in _hashes(symbols, order):
            self._counts.append(_Counts(context[is_target], gram[is_target]))

    def bits(self, texts: Sequence[str]) -> Floats:
        """Return the number of bits with which the model writes each text, with its end."""
        ends = np.cumsum([len(text) + 1 for text in texts])
        return np.add.reduceat(-np.log2(self.likelihoods(texts)), np.concatenate(([0], ends[:-1])))

    def likelihoods(self, texts: Sequence[str]) -> Floats:
        """Return the probability of each character of texts, and of the end of each text, after those before it."""
        symbols, is_target = _encoded(texts, self._order)
        likely: Floats = np.full(int(is_target.sum()), 1 / self._alphabet)
        for counts, (context, gram) in zip(self._counts, _hashes(symbols, self._order), strict=True):
            likely = counts.refined(likely, context[is_target], gram[is_target])
        return likely


class _Counts:
    """How often contexts of one length occur, with how many followers, and each n-gram."""

    def __init__(self, contexts: Numbers, grams: Numbers) -> None:
        self._contexts, self._totals = np.unique(contexts, return_counts=True)
        self._grams, first, self._occurrences = np.unique(grams, return_index=True, return_counts=True)
        places = np.searchsorted(self._contexts, contexts[first])
        self._followers = np.bincount(places, minlength=len(self._contexts))

    def refined(self, likely: Floats, contexts: Numbers, grams: Numbers) -> Floats:
        """Return the probabilities after these contexts, from those after contexts that are one character shorter."""
        totals = _looked_up(self._contexts, self._totals, contexts)
        followers = _looked_up(self._contexts, self._followers, contexts)
        counts = _looked_up(self._grams, self._occurrences, grams)
        seen = np.maximum(totals + followers, 1)
        refined: Floats = np.where(totals > 0, (counts + followers * likely) / seen, likely)
        return refined


def _encoded(texts: Sequence[str], order: int) -> tuple[Numbers, npt.NDArray[np.bool_]]:
    """Return the characters of all texts as numbers, each text after a mark for its start, and which are predicted."""
    start = np.full(order, START, np.uint64)
    pieces = [np.concatenate((start, _symbols(text))) for text in texts]
    symbols = np.concatenate(pieces) if pieces else np.zeros(0, np.uint64)
    return symbols, symbols != START


def _symbols(text: str) -> Numbers:
    """Return the characters of a text with its end, as numbers from 2."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    return np.concatenate((codes + np.uint64(3), np.array([2], np.uint64)))


def _hashes(symbols: Numbers, order: int) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield for each length of context, from 0, the hash of the context of each character, and of both together."""
    context = np.zeros(len(symbols), np.uint64)
    for length in range(order):
        if length:
            before = np.concatenate((np.full(length, START, np.uint64), symbols[:-length]))[: len(symbols)]
            context = _mixed(context, before)
        yield context, _mixed(context, symbols)


def _mixed(hashes: Numbers, symbols: Numbers) -> Numbers:
    mixed = (hashes ^ (symbols * STEP)) * MIX
    mixed ^= mixed >> SHIFT
    return mixed * STEP


def _looked_up(keys: Numbers, values: npt.NDArray[np.int64], wanted: Numbers) -> npt.NDArray[np.int64]:
    """Return the value of each wanted key; 0 for one that is missing."""
    if not len(keys):
        return np.zeros(len(wanted), np.int64)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places], 0)
