"""Everyday words: common English words, which in lower case are not the name of a company or product."""

import gzip
from functools import cache
from importlib import resources


def is_everyday(word: str) -> bool:
    """Return whether a word is one of about 11,000 common English words, in any case."""
    return word.lower() in _everyday_words()


def is_plain_word(word: str) -> bool:
    """Return whether a word in small letters is a common English word, also in the plural."""
    return word.islower() and (is_everyday(word) or is_everyday(word.removesuffix("s")))


@cache
def _everyday_words() -> frozenset[str]:
    file = resources.files("recognizers.lexicon.pools") / "everyday_english.txt.gz"
    return frozenset(gzip.decompress(file.read_bytes()).decode("ascii").split())
