"""A keyed permutation of the numbers below any size: pseudonyms that cannot collide."""

from pipeline.pseudonyms.keys import FamilyKey

ROUNDS = 8
# One digest serves the round function of a small domain for as many neighbouring inputs as it has 16-bit words.
WORDS = 16
MAX_WORD_BITS = 12


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
    if not 0 <= index < size:
        raise ValueError(f"index must be in [0, {size})")
    if size == 1:
        return index
    bits = max(2, (size - 1).bit_length())
    walk = _feistel_of_words if bits <= 2 * MAX_WORD_BITS else _feistel
    while True:
        index = walk(key, f"{label}|{bits}", index, bits)
        if index < size:
            return index


def _feistel_of_words(key: FamilyKey, label: str, block: int, bits: int) -> int:
    right_bits = bits // 2
    left_mask, right_mask = (1 << bits - right_bits) - 1, (1 << right_bits) - 1
    left, right = block >> right_bits, block & right_mask
    digests = key.digests(label)
    for number in range(ROUNDS):
        half = left if number & 1 else right
        name = half // WORDS * ROUNDS + number
        digest = digests.get(name)
        if digest is None:
            digest = digests[name] = key.digest(f"{label}|{name}")
        place = half % WORDS * 2
        mixed = digest[place] << 8 | digest[place + 1]
        if number & 1:
            right ^= mixed & right_mask
        else:
            left ^= mixed & left_mask
    return left << right_bits | right


def _feistel(key: FamilyKey, label: str, block: int, bits: int) -> int:
    right_bits = bits // 2
    left_mask, right_mask = (1 << bits - right_bits) - 1, (1 << right_bits) - 1
    left, right = block >> right_bits, block & right_mask
    for number in range(0, ROUNDS, 2):
        left ^= int.from_bytes(key.digest(f"{label}|{number}|{right}")) & left_mask
        right ^= int.from_bytes(key.digest(f"{label}|{number + 1}|{left}")) & right_mask
    return left << right_bits | right
