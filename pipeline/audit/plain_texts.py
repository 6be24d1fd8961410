"""Plain texts: tells, in few passes over many texts at once, which of them cannot have a value that looks real.

Such a value has a sign in it, such as "@" or six digits close together, unless the text hides it: then a function of
the readings of detection (`pipeline.detect.readings`) has an edit. No rule has to look at any other text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt
import regex
from ahocorasick_rs import BytesAhoCorasick, Implementation

from pipeline.audit.disguised import AS_PAIRS, PAIRS
from pipeline.audit.tokens import AS_TOKENS, CACHED_TOKENS, HEX_DIGITS, long_words
from pipeline.audit.windows import joined
from recognizers.lexicon.disguises import encodings, layouts, spoken
from recognizers.lexicon.disguises.scripts import SYMBOLS
from recognizers.lexicon.folding import OTHER_SCRIPTS, folded
from recognizers.lexicon.number_words import all_telling_words
from recognizers.lexicon.spoken_numbers import read_out

EditsOf = Callable[[str], Iterable[object]]
Places = Iterable[int]

# What a value that looks real has in it, in small letters: the sign of an address or a path, or the digits of a number.
SIGNS = tuple(
    map(re.compile, (rb"[@\\~]", rb"://", rb":[0-9a-f]{0,4}:", rb"/(?:home|users|export|var|subs)", rb"arn:aws"))
)
NUMBER = re.compile(rb"[0-9](?:[ ()./_|~*\x80-\xff-]{0,9}[0-9]){5}|[0-9](?:,[0-9]){6}|[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
FIRST_DIGITS, WITHIN = 4, 40  # the first digits of such a number lie within so many bytes
# Where a text has one of these, the function beside it may have an edit. The signs above stand for the other functions.
EDITS: tuple[tuple[re.Pattern[bytes], EditsOf], ...] = (
    (re.compile(rb"%[0-9a-f]{2}"), encodings.percent),
    (re.compile(rb"&[#a-z][0-9a-z#]{0,40};"), encodings.entities),
    (re.compile(rb"=(?:\?|\r?\n|[0-9a-f]{2})"), encodings.quoted_printable),
    (re.compile(rb"u\+00"), encodings.escapes),
    (re.compile(rb"u\{"), encodings.escapes),
    (re.compile(rb"-\r?\n"), layouts.wrapped_lines),
    (re.compile(rb" \. "), spoken.spoken_addresses),
    (re.compile(rb"[\[({<] ?\."), spoken.bracketed_signs),
    (
        re.compile(
            rb"[015](?<=[a-z\x80-\xff]{2}[015])[a-z\x80-\xff:]|0(?<![0-9a-z]0)[a-z\x80-\xff]{2}|5(?<![0-9a-z_]5)t"
        ),
        layouts.scanned,
    ),
)
BRACKETED = ("at", "ät", "arroba", "arobase", "chiocciola", "małpa", "a]", *spoken.DOTS)
MIN_TELLING = 2  # words of numbers, in a text with a number that is read out
AS_WORDS = bytes(ord(" ") if code in b"\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f,." else code for code in range(256))
# "0" for a digit, "l" for a letter that a scanner confuses with one, "." for what separates digits, "a" for the rest.
AS_SCANNED = bytearray(b"a" * 128 + b"." * 128)
for kind, codes in {"0": b"0123456789", "l": b"OoIlSBZ", ".": b"-./():", "|": b"|", " ": b" "}.items():
    for code in codes:
        AS_SCANNED[code] = ord(kind)
BESIDE_BAR = re.compile(
    rb"\|(?:(?<=[0l]\|)|(?<=[0l][ .]\|)|(?<=[0l] \.\|)|(?<=[0l]\. \|)|(?<=[0l] \. \|)|(?= ?\.? ?[0l]))"
)
NOT_ASCII = re.compile(r"[^\x00-\x7F]")
SCRIPTS = regex.compile(f"[{OTHER_SCRIPTS}]")
# Characters that are read as ASCII ones, and are everywhere. Any other such character may hide a value.
USUAL = {"\u00a0": " ", "–": "-", "—": "-", "‑": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."}


def may_look_real(texts: Sequence[str]) -> list[bool]:
    """Return for each text whether it has a sign of a value that looks real, or hides something.

    Arguments:
        texts: the texts, each behind the name of its column or key.
    """
    many = _Texts(texts)
    many.mark(_signs(many.lowered))
    many.mark(_numbers(many.content))
    many.mark(_codes(many.content))
    for pattern, edits_of in EDITS:
        many.mark_edited((found.start() for found in pattern.finditer(many.lowered)), edits_of)
    many.mark_edited(_scanned(many.content), layouts.scanned)
    telling, dots, brackets = _words(many.lowered)
    many.mark_edited(telling, read_out, MIN_TELLING)
    many.mark_edited(dots, spoken.spoken_addresses)
    many.mark_edited(brackets, spoken.bracketed_signs)
    return [bool(one) for one in many.marked]


class _Texts:
    """Several texts, searched as one, and which of them are marked.

    Attributes:
        content: the texts in UTF-8, apart by a word of no value.
        lowered: the same in small letters, at the same offsets.
        marked: for each text whether it is marked.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Join the texts, and mark those with characters that may hide something."""
        self._texts = [one if one.isascii() else _usual(one) for one in texts]
        self.content, starts = joined(one.encode("utf-8", "replace") for one in self._texts)
        self.lowered = self.content.lower()
        self._starts = np.array(starts, np.int64)
        self.marked = np.array([not one.isascii() and not _is_harmless(one) for one in self._texts], np.bool_)

    def numbers(self, places: Places) -> "npt.NDArray[np.int64]":
        """Return the number of the text at each offset."""
        return np.searchsorted(self._starts, np.fromiter(places, np.int64), "right") - 1

    def mark(self, places: Places) -> None:
        """Mark the texts at some offsets."""
        self.marked[self.numbers(places)] = True

    def mark_edited(self, places: Places, edits_of: EditsOf, least: int = 1) -> None:
        """Mark those texts with at least so many of the offsets in which a function has an edit."""
        numbers, counts = np.unique(self.numbers(places), return_counts=True)
        for number in numbers[(counts >= least) & ~self.marked[numbers]].tolist():
            self.marked[number] = any(True for _ in edits_of(self._texts[number]))


def _usual(text: str) -> str:
    for character, read in USUAL.items():
        text = text.replace(character, read)
    return text


def _is_harmless(text: str) -> bool:
    """Return whether all characters other than ASCII are read as they are, apart from any others."""
    return all(map(_is_letter_or_sign, set(NOT_ASCII.findall(text))))


@lru_cache(CACHED_TOKENS)
def _is_letter_or_sign(character: str) -> bool:
    is_known = unicodedata.category(character)[0] in "LPS" and character not in SYMBOLS
    return is_known and folded(character) == character and not SCRIPTS.match(character)


def _signs(lowered: bytes) -> Iterator[int]:
    for sign in SIGNS:
        yield from (found.start() for found in sign.finditer(lowered))
    if PAIRS in (kinds := lowered.translate(AS_PAIRS)):
        yield from (found.start() for found in re.finditer(re.escape(PAIRS), kinds))


def _numbers(content: bytes) -> Iterator[int]:
    """Yield the offsets of numbers."""
    digits = np.flatnonzero(np.frombuffer(content, np.uint8) - np.uint8(ord("0")) < 10)
    first, last = digits[: 1 - FIRST_DIGITS], digits[FIRST_DIGITS - 1 :]
    end = 0
    for place in first[last - first < WITHIN].tolist():
        if place >= end and (found := NUMBER.match(content, place)):
            end = found.end()
            yield place


def _codes(content: bytes) -> Iterator[int]:
    """Yield the offsets of words that encode a text."""
    kinds = content.translate(AS_TOKENS)
    for start in long_words(kinds, encodings.MIN_BASE64):
        end = kinds.find(b" ", start)
        if _is_code(content[start : end if end >= 0 else len(content)]):
            yield start


@lru_cache(CACHED_TOKENS)
def _is_code(token: bytes) -> bool:
    text = token.decode()
    if HEX_DIGITS.search(text.lower()) or len(text) > encodings.MAX_TOKEN:
        return True
    return any(True for decode in (encodings.base_64, encodings.base_32) for _ in decode(text))


def _scanned(content: bytes) -> Iterator[int]:
    """Yield the offsets at which a digit, or what a scanner confuses with one, is beside the other kind."""
    kinds = content.translate(AS_SCANNED)
    for pair in (b"0l", b"l0"):
        place = kinds.find(pair)
        while place >= 0:
            yield place
            place = kinds.find(pair, place + 1)
    yield from (found.start() for found in BESIDE_BAR.finditer(kinds))


def _words(lowered: bytes) -> tuple[list[int], list[int], list[int]]:
    """Return the offsets of words of numbers, of words for a full stop, and of opening brackets before such a word."""
    automaton, first_dot, first_bracket = _automaton()
    found = automaton.find_matches_as_indexes(b" %b " % lowered.translate(AS_WORDS), overlapping=True)
    telling = [start for index, start, _ in found if index < first_dot]
    dots = [start for index, start, _ in found if first_dot <= index < first_bracket]
    return telling, dots, [start for index, start, _ in found if index >= first_bracket]


@cache
def _automaton() -> tuple[BytesAhoCorasick, int, int]:
    """Return an automaton of the words, and the indices of the first word for a full stop and of the first bracket."""
    telling, dots = _spelled(all_telling_words()), _spelled(spoken.DOTS)
    brackets = [f"{one}{gap}{word}" for one, gap, word in product("[({<", ("", " "), _spelled(BRACKETED))]
    forms = [*(f" {word} " for word in (*telling, *dots)), *brackets, "hxxp", "[:"]
    automaton = BytesAhoCorasick([form.encode() for form in forms], implementation=Implementation.DFA)
    return automaton, len(telling), len(telling) + len(dots)


def _spelled(words: Iterable[str]) -> list[str]:
    """Return words in small letters, with each letter other than ASCII also as a capital one."""
    letters = ((sorted({one, one.upper()}) if one > "\x7f" else [one] for one in word) for word in sorted(words))
    return ["".join(spelled) for word in letters for spelled in product(*word)]
