"""Numbers that are read out: "oh four one, double seven, five" is written 041-77-5."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from recognizers.lexicon.number_words import (
    MIN_NUMBER_WORDS,
    REPEATED,
    languages,
    spoken_in,
    spoken_letters,
    spoken_signs,
)
from recognizers.lexicon.term_finder import lower

MAX_LETTERS = 6  # at the start
MAX_IN_DIGITS = 4  # digits between or before number words: "06, twenty-four"
TOKEN = regex.compile(r"\p{L}+(?:-\p{L}+)*+|\d++")
WORD = re.compile(r"\w+")
# What separates two words of a number: a pause is written as a hyphen.
GAP = regex.compile(r"[ \t]{0,3}(?P<pause>[,;…]|\.{2,3}|[-–—]|\n)?[ \t\n]{0,3}")
MAX_PHRASE = 5  # words, as in "quatre vingt dix sept"
WORDS_OF_ONE_LETTER = frozenset("aieoyàéuzw")
AND = frozenset({"e", "y", "and", "et", "und", "og"})


class Item(NamedTuple):
    """A part of a number that is read out, such as a word or a pause, and how it is written."""

    start: int
    end: int
    text: str


class Token(NamedTuple):
    """A word or a number in digits, in lower case; whether what follows may separate two words of one number."""

    start: int
    end: int
    text: str
    is_joined: bool
    is_pause: bool


def read_out(text: str) -> Iterator[list[Item]]:
    """Yield the numbers that are read out in a text, each as its items in order. Joined, their texts are the number.

    At least three number words of one language follow one another. Single letters and those of the spelling alphabet
    before or between them belong to the number, as do words such as "dash" between them.
    """
    lowered = lower(text)
    spoken = spoken_in(lowered)
    if not spoken or not _has_row(lowered, spoken):
        return
    tokens = list(_tokens(lowered))
    heads = [heads_of(name) for name in spoken]
    end = 0
    for place, token in enumerate(tokens):
        if place < end or not token.is_joined:
            continue
        starts = [name for name, known in zip(spoken, heads, strict=True) if token.text in known]
        runs = [_run(tokens, place, name) for name in starts]
        items, after = max(runs, key=lambda run: run[1], default=([], 0))
        if items:
            yield [*_letters_before(text, tokens, place, end), *items]
            end = after


def _has_row(lowered: str, spoken: Sequence[str]) -> bool:
    """Return whether words of numbers follow one another: a necessary condition that is cheaper than parsing."""
    known = frozenset().union(*map(words_of, spoken))
    row = "".join("1" if word in known else "0" for word in WORD.findall(lowered))
    return "1" * MIN_NUMBER_WORDS in row


@cache
def words_of(language: str) -> frozenset[str]:
    """Return the single words within the numbers of a language."""
    words = languages()[language]
    forms = (*words.below_hundred, *words.hundreds, *REPEATED, *spoken_signs(), *AND)
    return frozenset(word for form in forms for word in WORD.findall(form))


@cache
def heads_of(language: str) -> frozenset[str]:
    """Return the words with which a number of a language begins."""
    words = languages()[language]
    return frozenset(form.split()[0] for form in (*words.below_hundred, *words.hundreds)) | REPEATED.keys()


def _letters_before(text: str, tokens: Sequence[Token], place: int, least: int) -> list[Item]:
    """Return the letters, with a dash among them, directly before a number: "Q dash" six.

    Arguments:
        text: the text in its case: "a" and "i" are words.
        tokens: the words of the text.
        place: the index of the first word of the number.
        least: the index of the first word that may belong to it.
    """
    items: list[Item] = []
    after = tokens[place]
    for one in reversed(tokens[max(least, place - MAX_LETTERS) : place]):
        is_short = len(one.text) == 1 or (one.text.isdecimal() and len(one.text) <= MAX_IN_DIGITS)
        letter = spoken_letters().get(one.text, one.text.upper() if is_short else "")
        is_word = one.text in WORDS_OF_ONE_LETTER and text[one.start] == one.text
        if is_word or not one.is_joined or not (letter or one.text in spoken_signs()):
            break
        items[:0] = [
            Item(one.start, one.end, letter or spoken_signs()[one.text]),
            Item(one.end, after.start, "-" * one.is_pause),
        ]
        after = one
    while items and not items[0].text.isalnum():
        items = items[1:]
    return items


def _tokens(lowered: str) -> Iterator[Token]:
    found = list(TOKEN.finditer(lowered))
    for one, following in zip(found, [*found[1:], None], strict=True):
        gap = GAP.fullmatch(lowered, one.end(), following.start()) if following else None
        yield Token(*one.span(), one[0], gap is not None, bool(gap and gap["pause"]))


def _run(tokens: Sequence[Token], first: int, language: str) -> tuple[list[Item], int]:
    """Return the items of the number that starts at a token, and the index of the token after it."""
    items: list[Item] = []
    numbers = 0
    place, end, kept = first, first, 0
    is_sign = True
    while place < len(tokens):
        text, after, is_number = _part(tokens, place, language)
        if not text or (is_sign and not text.isalnum()):
            break
        is_sign = not text.isalnum()
        items.append(Item(tokens[place].start, tokens[after - 1].end, text))
        numbers += is_number
        if not is_sign:
            end, kept = after, len(items)
        place, last = after, tokens[after - 1]
        if place >= len(tokens) or not last.is_joined:
            break
        is_pause = last.is_pause and not is_sign and tokens[place].text not in spoken_signs()
        items.append(Item(last.end, tokens[place].start, "-" if is_pause else ""))
    return (items[:kept], end) if numbers >= MIN_NUMBER_WORDS else ([], first)


def _part(tokens: Sequence[Token], place: int, language: str) -> tuple[str, int, bool]:
    """Return how a number, letter or sign at a token is written, the index after it, and whether it is a number."""
    token = tokens[place]
    if (times := REPEATED.get(token.text)) and token.is_joined and place + 1 < len(tokens):
        text, after, is_number = _simple(tokens, place + 1, language)
        return (text * times, after, is_number) if len(text) == 1 else ("", place, False)
    words = languages()[language]
    for length in (2, 1):
        if hundred := words.hundreds.get(_phrase(tokens, place, length)):
            return _hundreds(hundred, tokens, place + length, language)
    return _simple(tokens, place, language)


def _hundreds(hundred: str, tokens: Sequence[Token], after: int, language: str) -> tuple[str, int, bool]:
    """Return a number of three digits: its hundreds, and what follows if it is below one hundred."""
    last = tokens[after - 1]
    if last.is_joined and not last.is_pause and after < len(tokens):
        rest = after + 1 if tokens[after].text in AND else after
        if rest < len(tokens):
            text, end, is_number = _simple(tokens, rest, language)
            if is_number and text.isdecimal() and len(text) <= 2 and (len(text) == 2 or rest > after or hundred):
                return f"{hundred}{text:0>2}", end, True
    return f"{hundred}00", after, True


def _simple(tokens: Sequence[Token], place: int, language: str) -> tuple[str, int, bool]:
    token = tokens[place]
    known = languages()[language].below_hundred
    for length in range(MAX_PHRASE, 0, -1):
        if number := known.get(_phrase(tokens, place, length)):
            return number, place + length, True
    if token.text.isdecimal() and len(token.text) <= MAX_IN_DIGITS:
        return token.text, place + 1, False
    if len(token.text) == 1 or token.text in spoken_letters():
        return spoken_letters().get(token.text, token.text.upper()), place + 1, False
    return spoken_signs().get(token.text, ""), place + 1, False


def _phrase(tokens: Sequence[Token], place: int, length: int) -> str:
    """Return several words that no pause separates; an empty string if there are none."""
    words = tokens[place : place + length]
    if len(words) < length or not all(word.is_joined and not word.is_pause for word in words[:-1]):
        return ""
    return " ".join(word.text for word in words)
