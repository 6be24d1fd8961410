"""A keyed permutation of the numbers below any size: pseudonyms that cannot collide."""

from collections.abc import Iterator

from pipeline.pseudonyms.keys import FamilyKey

ROUNDS = 8


def permute(key: FamilyKey, label: str, index: int, size: int) -> int:
    """Map `index` to another number below `size`; for a fixed key and label this is a bijection.

    A balanced Feistel network over HMAC-SHA256 (Luby and Rackoff, 1988) on the next even number
    of bits, with cycle walking (Black and Rogaway, 2002) back into the domain: at most four
    walks in expectation.

    Arguments:
        key: the family key.
        label: names the domain, so that two domains of one size are permuted independently.
        index: the number to map, 0 <= index < size.
        size: the size of the domain.
    """
    _check(index, size)
    if size == 1:
        return index
    half_bits = _half_bits(size)
    while True:
        index = _feistel(key, label, index, half_bits)
        if index < size:
            return index


def unpermute(key: FamilyKey, label: str, index: int, size: int) -> int:
    """Return the number that `permute` maps to `index`.

    Arguments:
        key: the family key.
        label: names the domain.
        index: the number to map back, 0 <= index < size.
        size: the size of the domain.
    """
    _check(index, size)
    if size == 1:
        return index
    half_bits = _half_bits(size)
    while True:
        index = _feistel_back(key, label, index, half_bits)
        if index < size:
            return index


def cycle(key: FamilyKey, label: str, index: int, size: int) -> Iterator[int]:
    """Walk through all other numbers below `size` in a keyed order that does not depend on where the walk begins.

    The first step is a permutation without fixed points; so is, within any part of the domain, the first step
    that leads into that part again.

    Arguments:
        key: the family key.
        label: names the domain.
        index: where the walk begins, 0 <= index < size.
        size: the size of the domain.
    """
    place = permute(key, label, index, size)
    for step in range(1, size):
        yield unpermute(key, label, (place + step) % size, size)


def _check(index: int, size: int) -> None:
    if not 0 <= index < size:
        raise ValueError(f"index must be in [0, {size})")


def _half_bits(size: int) -> int:
    return max(1, ((size - 1).bit_length() + 1) // 2)


def _feistel(key: FamilyKey, label: str, block: int, half_bits: int) -> int:
    mask = (1 << half_bits) - 1
    left, right = block >> half_bits, block & mask
    digest, stem = key.digest, f"{label}|{half_bits}|"
    for round_number in range(ROUNDS):
        left, right = right, left ^ int.from_bytes(digest(f"{stem}{round_number}|{right}")) & mask
    return left << half_bits | right


def _feistel_back(key: FamilyKey, label: str, block: int, half_bits: int) -> int:
    mask = (1 << half_bits) - 1
    left, right = block >> half_bits, block & mask
    digest, stem = key.digest, f"{label}|{half_bits}|"
    for round_number in reversed(range(ROUNDS)):
        left, right = right ^ int.from_bytes(digest(f"{stem}{round_number}|{left}")) & mask, left
    return left << half_bits | right
