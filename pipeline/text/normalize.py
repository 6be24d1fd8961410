"""Text normalization for detection, with a map of offsets to the original text."""

from itertools import pairwise

import regex

from pipeline.text.spans import Span
from recognizers.lexicon.folding import BACKSLASHES, Folded

# Further JSON escapes, which may precede a word.
ESCAPED_SPACE = regex.compile(rf'{BACKSLASHES}(?:[nrt]|(?="))')
OTHER_SCRIPT = r"(?:[^\p{Latin}\p{Common}\p{Inherited}]|[ーｰ])"
SCRIPT_BORDER = regex.compile(rf"(?<=[0-9A-Za-z_])(?={OTHER_SCRIPT})|(?<={OTHER_SCRIPT})(?=[0-9A-Za-z_])")


def in_original(folded: Folded, span: Span) -> Span:
    """Return a span of a folded text with the offsets of the original text."""
    if folded.starts is None:
        return span
    start, end = folded.original(span.start, span.end)
    return Span(start, end, span.entity, span.score, span.source)


def part_scripts(whole: Folded) -> Folded | None:
    """Insert a space between ASCII and other scripts, where patterns detect no word boundary.

    Returns:
        The text with spaces, such as "zora@example.com 으로"; None if there is no such boundary.
    """
    text = whole.text
    if text.isascii():
        return None
    borders = [border.start() for border in SCRIPT_BORDER.finditer(text)]
    if not borders:
        return None
    all_starts, all_ends = whole.starts or range(len(text)), whole.ends or range(1, len(text) + 1)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in pairwise([0, *borders, len(text)]):
        pieces.append(text[start:end])
        starts += [*all_starts[start:end], all_ends[end - 1]]  # the inserted space has zero width in the original:
        ends += [*all_ends[start:end], all_ends[end - 1]]  # it starts and ends where the character before it ends
    return Folded(" ".join(pieces), starts[:-1], ends[:-1])


def part_escapes(whole: Folded) -> Folded | None:
    """Replace escapes such as "\\n" by spaces; returns None for a text without any."""
    if "\\" not in whole.text:
        return None
    parted = ESCAPED_SPACE.sub(lambda escape: " " * len(escape[0]), whole.text)
    return None if parted == whole.text else Folded(parted, whole.starts, whole.ends)
