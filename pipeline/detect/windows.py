"""Windows: splits long texts for recognizers without splitting values."""

from collections.abc import Iterator

import regex

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
    windows overlap, so that a value at the boundary is complete in one of the two.
    """
    start = 0
    while len(text) - start > MAX_CHARACTERS:
        cut = _last_cut(text, start)
        yield start, text[start : cut or start + MAX_CHARACTERS]
        start = cut or start + MAX_CHARACTERS - OVERLAP_CHARACTERS
    yield start, text[start:]


def _last_cut(text: str, start: int) -> int | None:
    half, end = start + MAX_CHARACTERS // 2, start + MAX_CHARACTERS
    for pattern in CUTS:
        cut = None
        for match in pattern.finditer(text, half, end):
            cut = match.end()
        if cut:
            return cut
    return None
