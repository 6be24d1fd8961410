"""A keyed permutation of the numbers below any size: pseudonyms that cannot collide."""

from array import array

from pipeline.pseudonyms.keys import UNKNOWN, FamilyKey

ROUNDS = 8
# Of a small domain the round functions are kept in tables of at most 2 ** 11 numbers.
MAX_TABLE_BITS = 11


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
    if not 0 <= index < size:
        raise ValueError(f"index must be in [0, {size})")
    if size == 1:
        return index
    half_bits = max(1, ((size - 1).bit_length() + 1) // 2)
    rounds = key.rounds(label, half_bits, ROUNDS) if half_bits <= MAX_TABLE_BITS else None
    while True:
        index = _feistel(key, label, index, half_bits, rounds)
        if index < size:
            return index


def _feistel(key: FamilyKey, label: str, block: int, half_bits: int, rounds: "list[array[int]] | None") -> int:
    mask = (1 << half_bits) - 1
    left, right = block >> half_bits, block & mask
    for number in range(ROUNDS):
        mixed = rounds[number][right] if rounds else UNKNOWN
        if mixed == UNKNOWN:
            mixed = int.from_bytes(key.digest(f"{label}|{half_bits}|{number}|{right}")) & mask
            if rounds:
                rounds[number][right] = mixed
        left, right = right, left ^ mixed
    return left << half_bits | right
