"""Keyed permutations of the numbers below any size, for pseudonyms without collisions."""

import sys
from array import array
from collections.abc import Iterator
from functools import lru_cache

from pipeline.replace.keyed.keys import FamilyKey

ROUNDS = 8
# In small domains, one digest provides the round function for 16 adjacent inputs, as 16-bit words.
WORDS = 16
MAX_WORD_BITS = 12
UNKNOWN = 0xFFFF  # marks an entry that is not computed yet
MAX_TABLES = 512  # cached tables, at most 64 KB each


def permute(key: FamilyKey, label: str, index: int, size: int) -> int:
    """Map `index` to another number below `size`; for a fixed key and label this is a bijection.

    A Feistel network over HMAC-SHA256 (Luby and Rackoff, 1988) on as many bits as the domain needs,
    with cycle walking (Black and Rogaway, 2002) back into the domain: at most two walks in expectation.

    Arguments:
        key: the family key.
        label: names the domain, so that two domains of one size are permuted independently.
        index: the number to map, 0 <= index < size.
        size: the size of the domain.
    """
    return _walk(key, label, index, size, range(ROUNDS))


def unpermute(key: FamilyKey, label: str, index: int, size: int) -> int:
    """Return the number that `permute` maps to `index`.

    Arguments:
        key: the family key.
        label: names the domain.
        index: the number to map back, 0 <= index < size.
        size: the size of the domain.
    """
    return _walk(key, label, index, size, range(ROUNDS - 1, -1, -1))


def cycle(key: FamilyKey, label: str, index: int, size: int) -> Iterator[int]:
    """Yield all other numbers below `size` in a keyed cyclic order.

    All starts lie on the same cycle. The first step is therefore a permutation without fixed points, and so is, within
    any subset of the domain, the first step that returns to the subset.

    Arguments:
        key: the family key.
        label: names the domain.
        index: the start, 0 <= index < size.
        size: the size of the domain.
    """
    place = permute(key, label, index, size)
    for step in range(1, size):
        yield unpermute(key, label, (place + step) % size, size)


def _walk(key: FamilyKey, label: str, index: int, size: int, rounds: range) -> int:
    if not 0 <= index < size:
        raise ValueError(f"index must be in [0, {size})")
    if size == 1:
        return index
    bits = max(2, (size - 1).bit_length())
    feistel = _feistel_of_words if bits <= 2 * MAX_WORD_BITS else _feistel
    while True:
        index = feistel(key, f"{label}|{bits}", index, bits, rounds)
        if index < size:
            return index


def _feistel_of_words(key: FamilyKey, label: str, block: int, bits: int, rounds: range) -> int:
    right_bits = bits // 2
    left_mask, right_mask = (1 << bits - right_bits) - 1, (1 << right_bits) - 1
    left, right = block >> right_bits, block & right_mask
    tables = _round_tables(key, label, bits)
    for number in rounds:
        table = tables[number]
        half = left if number & 1 else right
        mixed = table[half]
        if mixed == UNKNOWN:
            _fill(table, key, label, number, half // WORDS)
            mixed = table[half]
        if number & 1:
            right ^= mixed & right_mask
        else:
            left ^= mixed & left_mask
    return left << right_bits | right


@lru_cache(MAX_TABLES)
def _round_tables(key: FamilyKey, label: str, bits: int) -> tuple["array[int]", ...]:
    """Return the table of the round function for each round; entries are computed on first use."""
    halves = (1 << bits // 2, 1 << bits - bits // 2)
    return tuple(array("H", [UNKNOWN]) * halves[number & 1] for number in range(ROUNDS))


def _fill(table: "array[int]", key: FamilyKey, label: str, number: int, block: int) -> None:
    """Compute the round function for a block of adjacent halves."""
    words = array("H", key.digest(f"{label}|{block * ROUNDS + number}"))
    if sys.byteorder == "little":
        words.byteswap()
    start = block * WORDS
    table[start : start + WORDS] = words[: len(table) - start]


def _feistel(key: FamilyKey, label: str, block: int, bits: int, rounds: range) -> int:
    right_bits = bits // 2
    left_mask, right_mask = (1 << bits - right_bits) - 1, (1 << right_bits) - 1
    left, right = block >> right_bits, block & right_mask
    digest, stem = key.digest, f"{label}|"
    for number in rounds:
        if number & 1:
            right ^= int.from_bytes(digest(f"{stem}{number}|{left}")) & right_mask
        else:
            left ^= int.from_bytes(digest(f"{stem}{number}|{right}")) & left_mask
    return left << right_bits | right
