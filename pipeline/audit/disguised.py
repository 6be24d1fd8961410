"""Disguises in a text: finds with cheap tests what may be encoded or respelled, and reads it with the functions of detection.

Detection tries every reading of every text. A whole copy is too large for that: here a reading is tried only around a
sign of it, such as "%4", a long word without spaces, or two number words in a row.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import product

import numpy as np

from pipeline.audit.tokens import TOKEN_BYTES, decoded_tokens
from pipeline.audit.windows import Window, windows_of
from recognizers.lexicon.disguises import encodings, layouts, scripts, spoken
from recognizers.lexicon.disguises.edits import Edit
from recognizers.lexicon.normal_form import NormalText, normal_form
from recognizers.lexicon.number_words import languages
from recognizers.lexicon.romanized import romanized

MAX_DEPTH = 3  # of nested encodings
# Endings of domains that may be read out.
ENDINGS = "com net org info biz de at ch fr es it nl pt pl eu io co uk be se no dk fi ie us gov edu example".split()
NEAR = 160  # characters around a sign
SPOKEN: tuple[Callable[[str], Iterable[Edit]], ...] = (
    spoken.spoken_numbers,
    lambda text: spoken.spoken_numbers(text.replace("-", " ")) if "-" in text else (),  # "seven-nine-one"
    lambda text: spoken.spoken_addresses(text, is_address=True),
    spoken.bracketed_signs,
)
QUOTED = re.compile(rb"=(?:[89A-F][0-9A-F]|[0-9A-F]{2}=[0-9A-F]{2}|\r?\n|\?)")
HYPHEN = re.compile(rb"-\r?\n")
ESCAPED = re.compile(rb"\\[xu01]")
TAGS = (b"\xf3\xa0\x80", b"\xf3\xa0\x81")
# Bytes of pairs of hexadecimal digits, as "h"; of single characters, as "a".
AS_PAIRS = bytes(
    ord("h") if code in b"0123456789abcdefABCDEF" else ord(" ") if code in b" :" else ord(".") for code in range(256)
)
AS_SINGLE = bytes(
    ord(" ") if code in b" \n\t" else ord("a") if code in TOKEN_BYTES or code in b"@." else ord(".")
    for code in range(256)
)
SPACE = ord(" ")
PAIRS, APART = b"hh " * 7 + b"hh", b" a a a a a a "
SINGLE = re.compile(rb"(?: [^ ](?= ))+")
# The first bytes of characters from U+0340 on, of other scripts than Latin.
AS_FOREIGN = bytes(ord("f") if code >= 0xCD else ord(" ") for code in range(256))
FOREIGN = re.compile(rb"(?: [\xcd-\xf4][\x80-\xff]+)+(?= )")


@cache
def number_signs() -> frozenset[str]:
    """Return the signs of a number that is read out, in normal form: two simple number words, or a compound one."""
    found = set()
    for words in languages().values():
        single = {form: number for word, number in words.below_hundred.items() if " " not in (form := _bare(word))}
        simple = {form for form, number in single.items() if int(number) < 20 or number.endswith("0")}
        found |= {f"{one} {other}" for one, other in product(simple, simple)} | (single.keys() - simple)
    return frozenset(found)


@cache
def address_signs() -> frozenset[str]:
    """Return a word for a full stop before the ending of a domain: a sign of an address that is read out."""
    return frozenset(f"{dot} {ending}" for dot, ending in product(map(_bare, spoken.DOTS), ENDINGS))


def _bare(word: str) -> str:
    return normal_form(word).strip()


def disguised(content: bytes, normal: NormalText, signs: Sequence[int]) -> Iterator[Window]:
    """Yield the parts of a text that are disguised, as what they stand for.

    Arguments:
        content: the text in UTF-8.
        normal: its normal form.
        signs: the offsets of `number_signs` and `address_signs` in it, in bytes.
    """
    text = content.decode("utf-8", "surrogateescape")
    edits = [edit for decode in _decoders(content, text) for edit in decode(text)]
    edits += decoded_tokens(content)
    if edits:
        yield from windows_of(text, edits)
    for first, last in _ranges(signs):
        yield from _around(content, first, last)
    yield from _apart(content)
    yield from _foreign(normal)


def _decoders(content: bytes, text: str) -> Iterator[Callable[[str], Iterable[Edit]]]:
    """Yield the functions that read a text without its disguises, where the text shows a sign of one."""
    yield encodings.percent
    yield encodings.entities
    if QUOTED.search(content):
        yield encodings.quoted
    if b"U+00" in content or ESCAPED.search(content):
        yield encodings.json_escapes
        yield encodings.escapes
    if PAIRS in content.translate(AS_PAIRS):
        yield encodings.hexadecimal
    if HYPHEN.search(content):
        yield layouts.hyphenated
    if text.isascii():
        return
    if any(tag in content for tag in TAGS):
        yield _hidden
    if scripts.RIGHT_TO_LEFT in text:
        yield scripts.right_to_left


def _hidden(text: str) -> Iterator[Edit]:
    """Yield the edits that show hidden text, apart from the words beside it."""
    return (edit._replace(text=f" {edit.text} ") for edit in scripts.hidden_text(text))


def _ranges(places: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first and the last of the places that lie near one another."""
    ranges: list[tuple[int, int]] = []
    for place in sorted(places):
        if ranges and place - ranges[-1][1] <= NEAR:
            ranges[-1] = ranges[-1][0], place
        else:
            ranges.append((place, place))
    return ranges


def _foreign(normal: NormalText) -> Iterator[Window]:
    """Yield the words of other scripts in Latin letters."""
    if normal.content.isascii():
        return
    kinds = normal.content.translate(AS_FOREIGN)
    found = kinds.find(b"f")
    while found >= 0:
        run = FOREIGN.match(normal.content, found - 1)
        end = run.end() if run else found + 1
        if run:
            place = normal.place(found)
            yield Window(place, place, place, romanized(run[0].decode()))
        found = kinds.find(b"f", end)


def _apart(content: bytes) -> Iterator[Window]:
    """Yield values whose characters are apart, joined: "j o h n @"."""
    kinds = content.translate(AS_SINGLE)
    end = 0
    for start in _singles(kinds):
        if start < end or not kinds.startswith(APART, start):
            continue
        run = SINGLE.match(kinds, start)
        end = run.end() if run else start + 1
        yield Window(start, end, start + 1, content[start:end].decode("utf-8", "replace").replace(" ", ""))


def _singles(kinds: bytes) -> list[int]:
    """Return the offsets of the spaces that have as many spaces in every second place behind them as APART has."""
    spaces = np.flatnonzero(np.frombuffer(kinds, np.uint8) == SPACE)
    many = len(APART) // 2
    starts: list[int] = spaces[:-many][spaces[many:] - spaces[:-many] == 2 * many].tolist()
    return starts


def _around(content: bytes, first: int, last: int) -> Iterator[Window]:
    """Yield what is read out in a range of the content."""
    start = max(0, first - NEAR)
    text = content[start : last + NEAR].decode("utf-8", "replace")
    for reading in SPOKEN:
        for window in windows_of(text, reading(text)):
            yield window._replace(start=start + window.start, end=start + window.end, place=start + window.place)
