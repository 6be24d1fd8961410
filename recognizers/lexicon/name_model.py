"""Name model: estimates the culture of a family name, or the gender of a given name, by its letters.

A naive Bayes model over the letter groups of a name, trained on the pools of surrogates (training/pools). Its weights are
whole numbers, so that every machine gets the same result.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ZERO = 128  # the byte of the weight 0
BYTES_A_LABEL = 2  # in a row: enough for the sum of the weights of 250 groups


@dataclass(frozen=True, slots=True)
class NameModel:
    """The weights of a model.

    Arguments:
        labels: what the model distinguishes, such as cultures.
        rows: group of letters -> its weights for all labels, as one number: adding two rows adds all of their weights.
    """

    labels: tuple[str, ...]
    rows: Mapping[str, int]

    def scores(self, name: str) -> dict[str, int]:
        """Return label -> score of a name in canonical form; the likeliest label has the highest."""
        known = [row for group in groups_of(name) if (row := self.rows.get(group))]
        total = sum(known).to_bytes(BYTES_A_LABEL * len(self.labels), "little")
        zero = ZERO * len(known)
        weights = struct.unpack(f"<{len(self.labels)}H", total)
        return {label: weight - zero for label, weight in zip(self.labels, weights, strict=True)}


def row_of(weights: bytes) -> int:
    """Return the row of a group of letters: its weights are bytes, the byte ZERO for 0."""
    row = bytearray(BYTES_A_LABEL * len(weights))
    row[::BYTES_A_LABEL] = weights
    return int.from_bytes(row, "little")


def groups_of(name: str) -> Iterator[str]:
    """Yield the groups of letters of a name: all of three, its first of four, and its last of four and five."""
    framed = f"^{name[:60]}$"
    yield from (framed[start : start + 3] for start in range(len(framed) - 2))
    yield framed[:4]
    yield framed[-4:]
    yield framed[-5:]
