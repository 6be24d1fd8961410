"""Windows: splits long texts for recognizers without splitting values."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from recognizers.families.secrets.private_keys import KEY_BLOCK

MAX_CHARACTERS = 4_000
OVERLAP_CHARACTERS = 400

# Boundaries at which to split, best first: no value extends across them.
CUTS = (
    regex.compile(r"\n\s*\n"),
    regex.compile(r"\n|[.!?…。！？]['\")\]]*\s+(?=\p{Lu}|[^\p{L}])"),
)


def windows(text: str) -> Iterator[tuple[int, str]]:
    """Yield pairs of an offset and a window, which together cover the whole text.

    A window ends at the end of a paragraph, line or sentence within its second half. If there is none, consecutive
    windows overlap, so that a value at the boundary is complete in one of the two. A private key is never split: only
    its first and last line determine what the lines between them are.
    """
    start = 0
    blocks = [match.span() for match in KEY_BLOCK.finditer(text)] if len(text) > MAX_CHARACTERS else []
    while len(text) - start > MAX_CHARACTERS:
        cut = _outside(blocks, _last_cut(text, start))
        yield start, text[start : cut or start + MAX_CHARACTERS]
        start = cut or start + MAX_CHARACTERS - OVERLAP_CHARACTERS
    yield start, text[start:]


def _outside(blocks: Sequence[tuple[int, int]], cut: int | None) -> int | None:
    """Return the end of the block that a cut is inside of, otherwise the cut. Blocks are disjoint and in order."""
    before = bisect_left(blocks, (cut,)) - 1 if cut else -1
    return max(cut or 0, blocks[before][1]) if before >= 0 else cut


def _last_cut(text: str, start: int) -> int | None:
    half, end = start + MAX_CHARACTERS // 2, start + MAX_CHARACTERS
    for pattern in CUTS:
        cut = None
        for match in pattern.finditer(text, half, end):
            cut = match.end()
        if cut:
            return cut
    return None
