"""Cutting long texts into windows that a recognizer can take, without cutting a value in two."""

from collections.abc import Iterator

import regex

MAX_CHARACTERS = 4_000
OVERLAP_CHARACTERS = 400

# The best place to cut comes first. Only the first two are places that no value spans.
CUTS = (
    regex.compile(r"\n\s*\n"),
    regex.compile(r"\n|[.!?…。！？]['\")\]]*\s+(?=\p{Lu}|[^\p{L}])"),
)


def windows(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, window) so that the windows together cover the whole text.

    A window ends at a paragraph, line or sentence end where there is one in its second half. Where there
    is none it ends anywhere, and the next one starts again before that place, so that a value across
    the border is whole in one of the two.
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
