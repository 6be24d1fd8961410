"""Character n-gram model with Witten-Bell smoothing: it is trained in seconds, and remembers nearly everything by heart.

I. H. Witten, T. C. Bell (1991): The zero-frequency problem: estimating the probabilities of novel events in adaptive text
compression. IEEE Transactions on Information Theory 37, 1085-1094. Method C, interpolated over all orders:

    P_k(c | h) = (count(h c) + distinct(h) * P_k-1(c | h')) / (count(h) + distinct(h))

A context is stored as a 48-bit hash, and an event as the hash with the number of its character.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

ORDER = 8  # characters of context
START = "\n"  # before a text as often as a context has characters
SYMBOL_BITS = np.uint64(16)
MAX_SYMBOLS = 2**16 - 1  # further ones are taken for the last one
MULTIPLIER = 0x9E3779B97F4A7C15  # odd; 2**64 divided by the golden ratio

Codes = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
Places = NDArray[np.intp]


class NGram:
    """A model of a text."""

    def __init__(self, text: str, order: int = ORDER, characters: int = 0) -> None:
        """Count all contexts of a text and the characters that follow them.

        Arguments:
            text: what the model is trained on; a line feed ends a text in it.
            order: the number of characters of context.
            characters: the number of characters that can occur; 0 for those of the text, and one more.
        """
        self._order, self._start = order, START * order
        codes = _codes(self._start + (text or "\n"))
        self._alphabet = np.unique(codes)[:MAX_SYMBOLS]
        self._characters = characters or len(self._alphabet) + 1
        symbols = np.minimum(self._symbols(codes[order:]), np.uint64(len(self._alphabet) - 1))
        self._orders = [_Order(hashes, symbols) for hashes in _contexts(codes, order)]

    def log_probabilities(self, prefix: str, values: Sequence[str]) -> NDArray[np.float64]:
        """Return the natural logarithm of the probability of each value, at least one and none empty, after a prefix."""
        context = self._before(prefix)
        codes = _codes("".join(context + value for value in values))
        lengths = np.array([len(value) for value in values])
        starts = np.cumsum(lengths + self._order) - lengths
        places = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        chances = self._probabilities(codes, places)
        return np.add.reduceat(np.log(chances), np.cumsum(lengths) - lengths)

    def _probabilities(self, codes: Codes, places: Places) -> NDArray[np.float64]:
        symbols = self._symbols(codes[places])
        chances = np.full(len(places), 1 / self._characters)
        alive = np.arange(len(places))  # a context that never occurs has no longer one that does
        for order, hashes in zip(self._orders, _contexts(codes, self._order), strict=True):
            contexts = hashes[places[alive] - self._order]
            found, index = order.find(contexts)
            alive, index = alive[found], index[found]
            counts = order.counts_of(contexts[found], symbols[alive])
            distinct = order.distinct[index]
            chances[alive] = (counts + distinct * chances[alive]) / (order.totals[index] + distinct)
        return chances

    def sample(self, prefixes: Sequence[str], length: int, chance: np.random.Generator) -> list[str]:
        """Return a random continuation of each prefix.

        Arguments:
            prefixes: the prefixes.
            length: the length of the continuations, in characters.
            chance: the source of randomness.
        """
        window = _codes("".join(self._before(prefix) for prefix in prefixes)).reshape(-1, self._order)
        written = np.empty((len(prefixes), self._order + length), np.uint32)
        written[:, : self._order] = window
        for place in range(length):
            written[:, self._order + place] = self._next(written[:, place : self._order + place], chance)
        text = np.ascontiguousarray(written[:, self._order :]).tobytes().decode("utf-32-le", "surrogatepass")
        return [text[start : start + length] for start in range(0, len(text), length)]

    def _before(self, prefix: str) -> str:
        return (self._start + prefix)[len(prefix) :]

    def _next(self, window: Codes, chance: np.random.Generator) -> Codes:
        """Return a character after each context: of the longest order, or with the weight of the rest of a shorter one."""
        drawn = chance.choice(self._alphabet, len(window))
        pending = np.arange(len(window))
        hashes = list(_window_contexts(window))
        for order, contexts in zip(reversed(self._orders), reversed(hashes), strict=True):
            found, index = order.find(contexts[pending])
            target = chance.random(len(pending)) * (order.totals[index] + order.distinct[index])
            taken = found & (target < order.totals[index])
            drawn[pending[taken]] = self._alphabet[order.symbols_at(index[taken], target[taken])]
            pending = pending[~taken]
        return drawn

    def _symbols(self, codes: Codes) -> Hashes:
        """Return the number of each character in the alphabet; the size of the alphabet for an unknown one."""
        index = np.searchsorted(self._alphabet, codes)
        known = self._alphabet[np.minimum(index, len(self._alphabet) - 1)] == codes
        return np.where(known, index, len(self._alphabet)).astype(np.uint64)


class _Order:
    """The counts of the contexts of one length."""

    def __init__(self, hashes: Hashes, symbols: Hashes) -> None:
        self._events, counts = np.unique((hashes << SYMBOL_BITS) | symbols, return_counts=True)
        of_event = self._events >> SYMBOL_BITS
        self._firsts = np.flatnonzero(np.concatenate(([True], of_event[1:] != of_event[:-1])))
        self._contexts = of_event[self._firsts]
        self._before = np.concatenate(([0], np.cumsum(counts)))
        self._counts = counts
        ends = np.append(self._firsts[1:], len(self._events))
        self.distinct = ends - self._firsts
        self.totals = self._before[ends] - self._before[self._firsts]

    def find(self, contexts: Hashes) -> tuple[NDArray[np.bool_], Places]:
        """Return which contexts occur, and the index of each; any index for others."""
        index = np.minimum(_search(self._contexts, contexts), len(self._contexts) - 1)
        return self._contexts[index] == contexts, index

    def counts_of(self, contexts: Hashes, symbols: Hashes) -> NDArray[np.int64]:
        """Return how often each symbol follows a context."""
        events = (contexts << SYMBOL_BITS) | symbols
        index = np.minimum(_search(self._events, events), len(self._events) - 1)
        counts: NDArray[np.int64] = np.where(self._events[index] == events, self._counts[index], 0)
        return counts

    def symbols_at(self, index: Places, target: NDArray[np.float64]) -> Places:
        """Return the symbol of the occurrence `target` of each context, counted from 0 in the order of symbols."""
        occurrence = self._before[self._firsts[index]] + target.astype(np.int64)
        event = np.searchsorted(self._before, occurrence, "right") - 1
        symbols: Places = (self._events[event] & np.uint64(MAX_SYMBOLS)).astype(np.intp)
        return symbols


def _search(table: Hashes, wanted: Hashes) -> Places:
    """Return the places of hashes in a sorted table. Sorted queries read the table in order, which is several times faster."""
    order = np.argsort(wanted)
    places = np.empty(len(wanted), np.intp)
    places[order] = np.searchsorted(table, wanted[order])
    return places


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _mixed(codes: Codes) -> Hashes:
    """Return a number of 64 bits for each character (the finalizer of SplitMix64)."""
    mixed = (codes.astype(np.uint64) + np.uint64(1)) * np.uint64(MULTIPLIER)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _contexts(codes: Codes, order: int) -> Iterator[Hashes]:
    """Yield, for each length of context up to `order`, the hash of that of each character from the one at `order`."""
    mixed = _mixed(codes)
    count = len(codes) - order
    yield np.zeros(count, np.uint64)
    yield from _sums(mixed[order - back : order - back + count] for back in range(1, order + 1))


def _window_contexts(window: Codes) -> Iterator[Hashes]:
    """Yield, for each length of context, the hash of the last characters of each window."""
    mixed = _mixed(window)
    order = window.shape[1]
    yield np.zeros(len(window), np.uint64)
    yield from _sums(mixed[:, order - back] for back in range(1, order + 1))


def _sums(columns: Iterator[Hashes]) -> Iterator[Hashes]:
    """Yield the hashes of the contexts of 1, 2 ... characters; each column has the characters one further back."""
    total: Hashes | np.uint64 = np.uint64(0)
    factor = 1
    for column in columns:
        factor = factor * MULTIPLIER % 2**64
        total = total + column * np.uint64(factor)
        yield total >> SYMBOL_BITS
