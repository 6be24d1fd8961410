"""A table of names that takes about 25 bytes a name, where a dictionary of strings takes 110."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Generic, TypeVar

import numpy as np

Value = TypeVar("Value")
Default = TypeVar("Default")


class NameTable(Generic[Value]):
    """Maps names to values that many names share.

    A name is stored as its 64-bit hash, which is random in each process. An unknown name has the hash of one of 200,000
    names once in 10^14 lookups.
    """

    def __init__(self, values: Sequence[Value], counts: Sequence[int], names: Iterable[str]) -> None:
        """Build the table.

        Arguments:
            values: the values, at most 65,536.
            counts: how many names have each.
            names: all names, in the order of their values. None is empty. Of a name that occurs twice the first counts.
        """
        self._values = values
        hashes = np.fromiter(map(hash, names), np.int64)
        places = np.repeat(np.arange(len(values), dtype=np.uint16), counts)
        self._mask = (2 << len(hashes).bit_length()) - 1
        first_slots = hashes & self._mask
        order = np.argsort(first_slots, kind="stable")
        # Open addressing: each hash is in the first free slot from its own one on; an empty slot, which is 0, ends a search.
        count = np.arange(len(hashes))
        slots = np.maximum.accumulate(first_slots[order] - count) + count
        size = max(self._mask, int(slots.max(initial=0))) + 2
        self._hashes, self._places = array("q", bytes(8 * size)), array("H", bytes(2 * size))
        np.frombuffer(self._hashes, np.int64)[slots] = hashes[order]
        np.frombuffer(self._places, np.uint16)[slots] = places[order]

    @classmethod
    def of_lines(cls, lines: Iterable[tuple[Value, list[str]]]) -> "NameTable[Value]":
        """Return a table of values and the names that have each."""
        values, names = zip(*lines, strict=True)
        return cls(values, [len(several) for several in names], chain.from_iterable(names))

    def get(self, name: str, default: Default) -> Value | Default:
        """Return the value of a name, or `default` for an unknown name."""
        hashed = hash(name)
        slot = hashed & self._mask
        while found := self._hashes[slot]:
            if found == hashed:
                return self._values[self._places[slot]]
            slot += 1
        return default


def indices_of(names: Iterable[str]) -> NameTable[int]:
    """Return the index of each name; of a name that occurs twice, the last one."""
    listed = list(names)
    last = len(listed) - 1
    return NameTable(range(last, -1, -1), [1] * len(listed), reversed(listed))
