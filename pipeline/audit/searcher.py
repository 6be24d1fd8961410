"""Searcher: finds patterns in a text, in one pass of an automaton over its normal form and over what its disguises hide.

A pattern is a normal form with a space before and after it, so that " ann " is not found in "annual". Numbers are
patterns of their own, found by their digits with any separators between them: "4111 1111 1111 1111", "4111-11111111-1111".
"""

import re
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import ahocorasick
import numpy as np
from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from pipeline.audit.disguised import MAX_DEPTH, address_signs, disguised, number_signs
from pipeline.audit.windows import Window, joined, number_at
from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.folding import folded
from recognizers.lexicon.normal_form import NormalText

NEW_LINE, SPACE, DIGITS = ord("\n"), ord(" "), b"0123456789"
MIN_DIGITS = 5  # of a number that is found by its digits
MIN_IN_NOISE = 7
MAX_SEPARATORS = 3  # bytes, between two groups of digits of one number
MAX_BYTES = 4  # of a character
NOT_DIGITS = bytes(code for code in range(256) if not ord("0") <= code <= ord("9"))
HASH = re.compile(rb"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})(?![0-9A-Za-z])")
AS_HEX = bytes(ord("h") if code in b"0123456789abcdefABCDEF" else ord(" ") for code in range(256))
HEX_DIGITS = b"h" * 32

Found = tuple[int, int]  # the index of a pattern, and its offset in a normal form


class Hit(NamedTuple):
    """An occurrence of a pattern.

    Arguments:
        pattern: the index of the pattern.
        place: the offset in the text, in bytes of its UTF-8; for a disguised value that of its disguise.
    """

    pattern: int
    place: int


class TextSearcher(ABC):
    """Finds patterns in a text and in what its disguises hide."""

    def count(self, content: bytes, windows: Sequence[Window] = ()) -> Counter[int]:
        """Return how often each pattern occurs; overlapping occurrences count.

        Arguments:
            content: the text in UTF-8.
            windows: further readings of parts of it.
        """
        _, plain, hidden = self._search(content, MAX_DEPTH, windows)
        found = Counter(map(itemgetter(0), plain))
        found.update(hit.pattern for hit in hidden)
        return found

    def find(self, content: bytes, windows: Sequence[Window] = ()) -> list[Hit]:
        """Return every occurrence of a pattern. The arguments are those of `count`, which is faster."""
        normal, plain, hidden = self._search(content, MAX_DEPTH, windows)
        return [*(Hit(index, normal.place(start)) for index, start in plain), *hidden]

    def count_each(self, content: bytes, starts: Sequence[int]) -> list[Counter[int]]:
        """Return how often each pattern occurs in each of the texts of `joined`, of which the offsets are given."""
        counts = [Counter[int]() for _ in starts]
        for hit in self.find(content):
            counts[number_at(starts, hit.place)][hit.pattern] += 1
        return counts

    @abstractmethod
    def is_short(self, pattern: int) -> bool:
        """Return whether a pattern has so few letters and digits that noise contains it by chance."""

    @abstractmethod
    def _plain(self, content: bytes, normal: NormalText) -> tuple[list[Found], list[int]]:
        """Return what is in a text in normal form, and the offsets of the signs of what is read out."""

    def _hashed(self, _content: bytes) -> Iterable[Hit]:
        """Yield the patterns that are hashes. A searcher of digests has none."""
        return ()

    def _search(
        self, content: bytes, depth: int, windows: Sequence[Window] = ()
    ) -> tuple[NormalText, list[Found], list[Hit]]:
        """Return the normal form, what is in it, and what is disguised."""
        normal = NormalText(content)
        plain, signs = self._plain(content, normal)
        hashed = list(self._hashed(content))
        every = [*windows, *disguised(content, normal, [normal.place(sign) for sign in signs])] if depth else []
        return normal, plain, [*hashed, *(self._hidden(every, normal, plain, depth - 1) if every else ())]

    def _hidden(self, windows: Sequence[Window], normal: NormalText, plain: Sequence[Found], depth: int) -> list[Hit]:
        """Return the patterns of windows that are not also beside the disguise."""
        content, starts = joined(window.text.encode("utf-8", "replace") for window in windows)
        inner, seen, deeper = self._search(content, depth)
        hits = {(index, number_at(starts, inner.place(start))) for index, start in seen}
        hits |= {(hit.pattern, number_at(starts, hit.place)) for hit in deeper}
        sought = {index for index, _ in hits}
        places = sorted((index, normal.place(start)) for index, start in plain if index in sought)
        return [
            Hit(index, window.place)
            for index, window in sorted((index, windows[number]) for index, number in hits)
            if bisect_left(places, (index, window.start)) == bisect_right(places, (index, window.end))
        ]


class Searcher(TextSearcher):
    """Finds patterns with automata, in time linear in the text and independent of their number."""

    def __init__(self, words: Sequence[str], numbers: Sequence[str]) -> None:
        """Build the automata.

        Arguments:
            words: patterns of words: normal forms without the outer spaces, and hashes. Their indices come first.
            numbers: patterns of numbers: small letters and digits without separators, at least MIN_DIGITS digits.
        """
        self._hashes = {word.encode(): index for index, word in enumerate(words) if HASH.fullmatch(word.encode())}
        # An automaton takes 200 times the memory for hashes: they have few beginnings in common.
        self._indices = sorted(set(range(len(words))) - set(self._hashes.values()))
        signs = {*number_signs(), *address_signs()} - set(words)
        forms = [f" {word} ".encode() for word in (*(words[index] for index in self._indices), *sorted(signs))]
        self._words = BytesAhoCorasick(forms, MatchKind.Standard, implementation=Implementation.ContiguousNFA)
        self._characters = [sum(map(str.isalnum, form)) for form in (*words, *numbers)]
        self._numbers: Any = ahocorasick.Automaton()
        for index, code in enumerate(numbers, len(words)):
            digits = digits_of(code)
            self._numbers.add_word(digits, (*self._numbers.get(digits, ()), (index, code.encode(), len(digits))))
        self._numbers.make_automaton()

    def is_short(self, pattern: int) -> bool:
        return self._characters[pattern] < MIN_IN_NOISE

    def _plain(self, content: bytes, normal: NormalText) -> tuple[list[Found], list[int]]:
        found = self._words.find_matches_as_indexes(normal.content, overlapping=True)
        indices, count = self._indices, len(self._indices)  # the patterns from there on are signs
        plain = [(indices[index], start + 1) for index, start, _ in found if index < count]
        signs = [end - 2 for index, _, end in found if index >= count] if len(plain) < len(found) else []
        return [*plain, *self._in_digits(content, normal)], signs

    def _hashed(self, content: bytes) -> Iterable[Hit]:
        if self._hashes and HEX_DIGITS in content.translate(AS_HEX):
            for found in HASH.finditer(content):
                if (index := self._hashes.get(found[0].lower())) is not None:
                    yield Hit(index, found.start())

    def _in_digits(self, content: bytes, normal: NormalText) -> Iterator[Found]:
        """Yield the patterns of numbers. Only where their digits follow one another is the text around them compared."""
        digits = normal.content.translate(None, NOT_DIGITS).decode()
        found = [(last, one) for last, codes in self._numbers.iter(digits) for one in codes] if self._numbers else []
        if not found:
            return
        characters = np.frombuffer(normal.content, np.uint8)
        places = np.flatnonzero((characters >= ord("0")) & (characters <= ord("9")))
        for last, (index, code, length) in found:
            start = _start_of(normal.content, int(places[last + 1 - length]), int(places[last]), code)
            if start and _is_one_number(content, normal.place(start), code):
                yield index, start


def _start_of(content: bytes, first: int, last: int, code: bytes) -> int:
    """Return where a number starts in a normal form, in any groups of its digits and letters; 0 if it is not there.

    Arguments:
        content: the normal form.
        first, last: the offsets of digits that follow one another as those of the number do.
        code: the number without spaces.
    """
    digits = [place for place, byte in enumerate(code) if byte in DIGITS]
    before, inside, after = code[: digits[0]], code[digits[0] : digits[-1] + 1], code[digits[-1] + 1 :]
    if content[first : last + 1].replace(b" ", b"") != inside:
        return 0
    start, end = first, last
    for byte in reversed(before):
        start -= 2 if content[start - 1] == SPACE else 1
        if start < 1 or content[start] != byte:
            return 0
    for byte in after:
        end += 2 if content[end + 1] == SPACE else 1
        if end + 1 >= len(content) or content[end] != byte:
            return 0
    return start if content[start - 1] == SPACE == content[end + 1] else 0


def _is_one_number(content: bytes, place: int, code: bytes) -> bool:
    """Return whether a number at a place of a text is written on one line, with short separators."""
    written = content[place : place + (1 + MAX_SEPARATORS) * len(code)]
    if not written.isascii():  # digits of another script, perhaps with invisible characters between them
        longest = content[place : place + MAX_BYTES * (1 + MAX_SEPARATORS) * len(code)]
        written = folded(longest.decode("utf-8", "ignore")).encode("utf-8", "replace")
    rest = iter(code)
    wanted = next(rest)
    gap = 0
    for byte in written.lower():
        if byte == wanted:
            gap, wanted = 0, next(rest, -1)
            if wanted < 0:
                return True
            continue
        gap += 1
        if byte == NEW_LINE or gap > MAX_SEPARATORS:
            return False
    return False
