"""Extraction: which originals a model writes out by itself."""

from collections.abc import Collection, Sequence


def extracted(values: Collection[str], continuations: Sequence[str]) -> int:
    """Return how many of the values are in continuations, in any case.

    Arguments:
        values: the planted originals.
        continuations: what the model wrote.
    """
    written = "\n".join(continuations).casefold()
    return sum(value.casefold() in written for value in values)
