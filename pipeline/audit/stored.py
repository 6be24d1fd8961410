"""Stored bytes: searches a piece of a file that may be text or binary."""

import re
from collections import Counter

from pipeline.audit.binary import binary_windows, is_noisy, strings_of
from pipeline.audit.searcher import Hit, TextSearcher

LINE_ESCAPE = re.compile(rb"\\[nrt]")


def count_stored(searcher: TextSearcher, content: bytes) -> Counter[int]:
    """Return how often each pattern occurs in stored bytes. In binary ones, short patterns do not count."""
    is_noise = is_noisy(content)
    found = searcher.count(_readable(content, is_noise=is_noise), list(binary_windows(content)))
    return Counter({index: count for index, count in found.items() if not (is_noise and searcher.is_short(index))})


def find_stored(searcher: TextSearcher, content: bytes) -> list[Hit]:
    """Return every occurrence of a pattern in stored bytes, as `count_stored` counts them."""
    is_noise = is_noisy(content)
    found = searcher.find(_readable(content, is_noise=is_noise), list(binary_windows(content)))
    return [hit for hit in found if not (is_noise and searcher.is_short(hit.pattern))]


def _readable(content: bytes, *, is_noise: bool) -> bytes:
    """Return a content of the same size with what may be words.

    The escapes of JSON for white space would become a part of the next word: "\\nZora".
    """
    if is_noise:
        return strings_of(content)
    return LINE_ESCAPE.sub(b"  ", content)
