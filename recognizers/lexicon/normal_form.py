"""Normal form: a text as words in lower case, apart by one space, in which a value has one form for many spellings.

Case, accents, punctuation, invisible characters and compatibility forms vanish. Letters and digits are words of their own
("CUS-204881" and "cus204881" are "cus 204881"), and so is every character of a script without spaces. Folding works on
the distinct words of a text, not on its characters, so that most of the time is spent in functions of the interpreter.
"""

import sys
import unicodedata
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from recognizers.lexicon.disguises.scripts import SYMBOLS
from recognizers.lexicon.folding import folded
from recognizers.lexicon.handle_forms import SPELLED_OUT
from recognizers.lexicon.term_readings import UNSPACED

MAX_FORMS = 200_000  # about 40 MB
MAX_STEPS = 8
MAX_KEPT_BYTES = 64  # longer words are rarely seen again
# Capitals become small, and every byte that is no ASCII letter, ASCII digit or part of another character a space.
TO_WORDS = bytes(
    code if code >= 0x80 or chr(code).isalnum() else ord(" ")
    for code in bytes(range(0x80)).lower() + bytes(range(0x80, 0x100))
)
PART = regex.compile(rf"[{UNSPACED}]|[[\p{{L}}\p{{M}}]--[{UNSPACED}]]++|\p{{N}}++", regex.V1)
# Accents and points, except those of letters of their own, й, ў and ї. The marks of Indic scripts are vowels. Also what
# is not seen or only lengthens a line: variation selectors, fillers of Hangul, the tatweel of Arabic.
ACCENT = regex.compile(
    r"[\u0640\u115F\u1160\u180B-\u180D\u3164\uFE00-\uFE0F\U000E0100-\U000E01EF]|[\u0300-\u0305\u0307\u0309-\u036F\u0483-\u0487\u0591-\u05C7\u064B-\u065F\u0670\u1DC0-\u1DFF\u20D0-\u20FF]|(?<![иу])\u0306|(?<!і)\u0308"
)
SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
LETTERS = SYMBOLS | SMALL_CAPITALS
SPACE, ZERO, FIRST_FOREIGN = ord(" "), ord("0"), 0x80
OLDER_ENCODING = "cp1252"
# UTF-8 that was read as Windows-1252, such as "MÃ¼ller".
TWICE_ENCODED = regex.compile("[Â-ô][\u0080-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]+")


class _Forms(dict[bytes, bytes]):
    """The normal forms of the words seen so far; all are forgotten when there are too many."""

    def __missing__(self, word: bytes) -> bytes:
        if len(self) >= MAX_FORMS:
            self.clear()
        form = _form_of(word)
        if len(word) <= MAX_KEPT_BYTES:
            self[word] = form
        return form


_forms = _Forms()


class _Change(NamedTuple):
    """A word whose normal form is written otherwise, or is several words, or none.

    Arguments:
        start, end: the offsets of its form in the normal form, half open, in bytes.
        old_start, old_end: its offsets among the words as they are.
    """

    start: int
    end: int
    old_start: int
    old_end: int


class NormalText:
    """A text in normal form, with the way back to its place in the original.

    Attributes:
        content: the words in UTF-8, apart by one space, with a space before the first and after the last.
    """

    def __init__(self, content: bytes) -> None:
        """Normalize a text.

        Arguments:
            content: the text in UTF-8; a word that is not UTF-8 is read as Windows-1252.
        """
        words = np.frombuffer(b" %b " % content.translate(TO_WORDS), np.uint8)
        is_space = words == SPACE
        self._kept = np.append(True, ~(is_space[1:] & is_space[:-1]))
        self._changes: list[_Change] = []
        self.content = self._normal(words[self._kept])

    def _normal(self, bare: "npt.NDArray[np.uint8]") -> bytes:
        words = bare.tobytes()
        parts: list[bytes] = []
        size = before = done = 0
        for place in _uncommon(bare, is_ascii=words.isascii()):
            if place < done:
                continue
            start, done = words.rfind(b" ", 0, place) + 1, words.find(b" ", place)
            form = _forms[words[start:done]]
            if len(form) == done - start and words.startswith(form, start):
                continue
            parts += words[before:start], form
            size += start - before + len(form)
            before = done if form else done + 1
            self._changes.append(_Change(size - len(form), size, start, before))
        return b"".join((*parts, words[before:]))

    def place(self, start: int) -> int:
        """Return the offset in the original of the word at an offset of `content`, both in bytes."""
        number = bisect_right(self._changes, (start, sys.maxsize)) - 1
        if number >= 0:
            change = self._changes[number]
            start = change.old_start if start < change.end else start - change.end + change.old_end
        return int(self._places[start]) - 1

    @cached_property
    def _places(self) -> "npt.NDArray[np.int64]":
        """The offset in the original of each byte of its words, plus one."""
        return np.flatnonzero(self._kept)


def normal_form(text: str) -> str:
    """Return the normal form of a text, with a space before the first and after the last word."""
    return NormalText(text.encode("utf-8", "replace")).content.decode()


def _uncommon(words: "npt.NDArray[np.uint8]", *, is_ascii: bool) -> list[int]:
    """Return offsets in all words that may have another normal form: with letters and digits, or other than ASCII."""
    is_space, is_digit = words == SPACE, words - ZERO < 10  # of unsigned numbers: below "0" is above "9"
    found = (is_digit[1:] != is_digit[:-1]) & ~(is_space[1:] | is_space[:-1])
    if not is_ascii:
        is_foreign = words >= FIRST_FOREIGN
        found |= is_foreign[1:] & ~is_foreign[:-1]
    places: list[int] = (np.flatnonzero(found) + 1).tolist()
    return places


def _form_of(word: bytes) -> bytes:
    if word.isdigit():
        return word
    try:
        text = word.decode()
    except UnicodeDecodeError:
        text = word.decode(OLDER_ENCODING, "replace")
    return " ".join(PART.findall(text if text.isascii() else _plain(text))).encode()


def _plain(text: str) -> str:
    """Return a word in lower case without accents, in Latin letters where others only look like them.

    One step may show what the next one changes: without its accent, a Greek letter looks like a Latin one.
    """
    for _ in range(MAX_STEPS):
        before, text = text, _plainer(text)
        if text == before or text.isascii():
            break
    return text


def _plainer(text: str) -> str:
    text = "".join(LETTERS.get(one, one) for one in TWICE_ENCODED.sub(_decoded, text))
    bare = ACCENT.sub("", unicodedata.normalize("NFKD", folded(text).casefold()))
    return unicodedata.normalize("NFKC", bare.translate(SPELLED_OUT)).casefold()


def _decoded(found: regex.Match[str]) -> str:
    try:
        return found[0].encode(OLDER_ENCODING).decode("utf-8")
    except UnicodeError:
        return found[0]
