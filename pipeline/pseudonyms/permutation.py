"""A keyed permutation of the numbers below any size: pseudonyms that cannot collide."""

from pipeline.pseudonyms.keys import FamilyKey

ROUNDS = 8
# One digest serves the round function of a small domain for as many neighbouring inputs as it has 16-bit words.
WORD_BITS = 16
WORDS = 16


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
    walk = _feistel_of_words if half_bits <= WORD_BITS else _feistel
    while True:
        index = walk(key, f"{label}|{half_bits}", index, half_bits)
        if index < size:
            return index


def _feistel_of_words(key: FamilyKey, label: str, block: int, half_bits: int) -> int:
    mask = (1 << half_bits) - 1
    left, right = block >> half_bits, block & mask
    for number in range(ROUNDS):
        digest = key.remembered_digest(label, number, right // WORDS)
        place = right % WORDS * 2
        left, right = right, left ^ (digest[place] << 8 | digest[place + 1]) & mask
    return left << half_bits | right


def _feistel(key: FamilyKey, label: str, block: int, half_bits: int) -> int:
    mask = (1 << half_bits) - 1
    left, right = block >> half_bits, block & mask
    for number in range(ROUNDS):
        mixed = int.from_bytes(key.digest(f"{label}|{number}|{right}")) & mask
        left, right = right, left ^ mixed
    return left << half_bits | right
