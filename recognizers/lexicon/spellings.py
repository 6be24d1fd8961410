"""The parts and spellings in which a value may occur: one list for the way out and the way back.

The gateway restores only forms of this list, and `further_mentions` looks for all of them: what is restored in an
answer is therefore found again when the next prompt contains that answer.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from recognizers.entities import row_of, where
from recognizers.lexicon.address_formats import is_wide_area
from recognizers.lexicon.folding import fold
from recognizers.lexicon.handle_forms import TOKEN, handles
from recognizers.lexicon.internet_words import ROLES, SUBDOMAINS
from recognizers.lexicon.names import Role, parse
from recognizers.lexicon.organization_names import name_proper
from recognizers.lexicon.pools import pool
from recognizers.lexicon.term_finder import is_inside_word, lower

CACHED_VALUES = 4_096
MIN_CHARACTERS, MIN_NUMBER_CHARACTERS = 2, 4
MIN_HANDLE, MIN_DISTINCTIVE_HANDLE = 4, 6
MIN_LINE = 4  # "OH" is also a word
MIN_DIGITS = 6  # a shorter number is found only as it is written
MIN_DOMAIN_LABEL = 4  # "co.uk" belongs to no company
NAME_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]+")
NAME_ROLES = frozenset({Role.GIVEN, Role.MIDDLE, Role.FAMILY})
# Parts are given out only of values that are nothing but a plain name, address or number.
PLAIN_NAME = regex.compile(r"(?:[\p{L}\p{M}'’., ・·]|-(?!-))+")
PLAIN_PART = regex.compile(r"(?:[\p{L}\p{M}\p{N}'’.,+&@:/#() \n_]|-(?!-))+")
LINE_BREAK = regex.compile(r"[,\n]")
# Separators between the digits of one number.
GAP = regex.compile(r"[ ./()-]{1,3}")
DIGITS = regex.compile(r"[0-9]+")
SECTION = regex.compile(r"(?<![\p{L}\p{N}])[0-9]+(?:[ ./()-]{1,3}[0-9]+)*(?![\p{L}\p{N}])")
NO_NUMBERS = where(by_digits=False)
WHOLE, DIGIT_STRING = ("whole",), ("digits",)


class Spelling(NamedTuple):
    """One form of a value.

    Arguments:
        slot: which part it is: those of two values of one layout have the same slots. Empty for a form that has no
            counterpart in another value, and is only looked for.
        text: the form itself; of a number only its digits, since separators vary.
        entity: what it is.
    """

    slot: tuple[str | int, ...]
    text: str
    entity: str


class Pair(NamedTuple):
    """The same part of two values.

    Arguments:
        surrogate, original: the part in each.
        entity: what the part of the original is.
        is_number: whether both are digit strings.
    """

    surrogate: str
    original: str
    entity: str
    is_number: bool


@lru_cache(CACHED_VALUES)
def spellings(entity: str, value: str) -> tuple[Spelling, ...]:
    """Return the forms in which a value may occur in its document, itself included.

    Arguments:
        entity: what the value is.
        value: the value as it is written, folded.
    """
    return tuple(one for one in _each(entity, value.strip()) if is_telling(one.text))


@lru_cache(CACHED_VALUES)
def looked_for(entity: str, value: str) -> tuple[tuple[Spelling, str, bool], ...]:
    """Return (spelling, its folded lower case, whether it means the value wherever it is written exactly so)."""
    return tuple(
        (one, lower(fold(one.text).text), one.slot == WHOLE or is_written(one.entity, one.text))
        for one in spellings(entity, value)
    )


@lru_cache(CACHED_VALUES)
def pairs(entity: str, surrogate: str, original: str) -> tuple[Pair, ...]:
    """Return the parts of a surrogate with those of its original; none for an original with unusual characters."""
    plain = PLAIN_NAME if entity == "PERSON" else PLAIN_PART
    if not plain.fullmatch(original.strip()):
        return ()
    own = {one.slot: one for one in spellings(entity, original) if one.slot not in ((), WHOLE)}
    return tuple(
        Pair(one.text, other.text, other.entity, one.slot == DIGIT_STRING)
        for one in spellings(entity, surrogate)
        if (other := own.get(one.slot)) and lower(other.text) != lower(one.text)
    )


def is_telling(text: str) -> bool:
    """Tell whether a value is long enough to be looked for."""
    characters = [character for character in text if character.isalnum()]
    is_number = all(character.isdecimal() for character in characters)
    return len(characters) >= (MIN_NUMBER_CHARACTERS if is_number else MIN_CHARACTERS)


def is_written(entity: str, text: str) -> bool:
    """Tell whether a form means its value wherever it is written exactly so; a name in lower case may be a word."""
    return entity != "PERSON" or " " in text or not text[0].islower()


def _digits_of(value: str) -> str:
    """Return the digits of the one number that a value has; an empty string where it has none or several."""
    sections = ["".join(DIGITS.findall(section)) for section in SECTION.findall(value)]
    long = [digits for digits in sections if len(digits) >= MIN_DIGITS]
    return long[0] if len(long) == 1 else ""


def number_of(entity: str, value: str) -> str:
    """Return the digits that a value is looked for by; an empty string for one that is no number."""
    return "" if entity in NO_NUMBERS else _digits_of(value)


def in_layout(digits: str, like: str) -> str:
    """Write digits with the separators of `like`; an empty string where they are not as many."""
    if len(digits) != sum(map(len, DIGITS.findall(like))):
        return ""
    rest = iter(digits)
    return "".join(next(rest) if character in "0123456789" else character for character in like)


def in_case(text: str, like: str) -> str:
    """Write a text in the case of another one, where it reads the same in that case: "ß" has no capital."""
    if like.isupper() and len(like) > 1:
        written = text.upper()
    elif like.islower():
        written = text.lower()
    else:
        written = text.title() if text.islower() or (text.isupper() and len(text) > 3) else text
    return written if lower(written) == lower(text) else text


def is_common(word: str) -> bool:
    """Tell whether a word is one that every English text has."""
    return lower(word) in _common_words()


class NumberFinder:
    """Finds numbers by their digits, whatever the separators; never a part of a longer digit run."""

    def __init__(self, numbers: Iterable[str]) -> None:
        """Take the digit strings to look for."""
        self._sorted = sorted(set(numbers))
        self._numbers = frozenset(self._sorted)
        longest = max(map(len, self._sorted), default=0)
        self.longest = longest * 4  # with three separators after each digit

    def find(self, text: str, from_place: int = 0) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, digits) of every occurrence, overlapping ones included."""
        if not self._sorted:
            return
        groups = [match.span() for match in DIGITS.finditer(text, from_place)]
        for place, (start, end) in enumerate(groups):
            digits = "" if is_inside_word(text, start) else text[start:end]
            while digits and self.begins(digits):
                if digits in self._numbers and not is_inside_word(text, end):
                    yield start, end, digits
                place += 1
                if place == len(groups) or not GAP.fullmatch(text, end, groups[place][0]):
                    break
                digits += text[slice(*groups[place])]
                end = groups[place][1]

    def begins(self, digits: str) -> bool:
        """Tell whether a number begins with these digits."""
        place = bisect_left(self._sorted, digits)
        return place < len(self._sorted) and self._sorted[place].startswith(digits)

    def held_from(self, text: str, start: int, ahead: int) -> int:
        """Return from where on a text may turn out to hold a number when it goes on; its length where nothing may.

        Arguments:
            text: what is known so far.
            start: the first place to look at.
            ahead: how many characters after a number must be known.
        """
        if not self._sorted or not DIGITS.search(text, max(start, len(text) - ahead - 4)):
            return len(text)
        start = max(start, len(text) - self.longest - ahead)
        ends_late = (begin for begin, end, _ in self.find(text, start) if end > len(text) - ahead)
        first = min(ends_late, default=len(text))
        groups = [match.span() for match in DIGITS.finditer(text, start)]
        held, digits, after = len(text), "", len(text)
        for begin, end in reversed(groups):
            if not (end == after or GAP.fullmatch(text, end, after)):
                break
            digits, after = text[begin:end] + digits, begin
            if len(digits) * 4 > self.longest:
                break
            if self.begins(digits) and not is_inside_word(text, begin):
                held = begin
        return min(first, held)


def _each(entity: str, value: str) -> Iterator[Spelling]:
    yield Spelling(WHOLE, value, entity)
    match row_of(entity).spelled:
        case "person":
            yield from _of_person(value)
        case "email":
            yield from _of_mail(value)
        case "organization":
            yield Spelling(("core",), name_proper(value), entity)
        case "address":
            yield from _of_address(value)
        case "host":
            yield from _of_host(host_of(value))
    if digits := number_of(entity, value):
        yield Spelling(DIGIT_STRING, digits, entity)


def _of_person(value: str) -> Iterator[Spelling]:
    words = parse(value, "").words
    named = [(place, word) for place, word in enumerate(words) if word.role in NAME_ROLES and len(word.text) > 1]
    yield from (Spelling(("word", len(words), place), word.text, "PERSON") for place, word in named)
    yield from (Spelling((), word, "PERSON") for word in NAME_WORD.findall(value) if word[0].isupper())
    if len(named) < 2:
        return
    first, last = named[0][1], named[-1][1]
    orders = (f"{first.text} {last.text}", f"{last.text} {first.text}", f"{last.text}, {first.text}")
    yield from (Spelling(("order", place), order, "PERSON") for place, order in enumerate(orders))
    is_turned = first.role is Role.FAMILY and last.role is not Role.FAMILY
    given, family = (last.text, first.text) if is_turned else (first.text, last.text)
    for place, handle in enumerate(handles(given, family)):
        if sum(map(str.isalnum, handle)) >= MIN_DISTINCTIVE_HANDLE and not is_common(handle):
            yield Spelling(("handle", place), handle, "USERNAME")


def _of_mail(value: str) -> Iterator[Spelling]:
    local, at, host = value.rpartition("@")
    if not at:
        return
    yield from _of_host(host)
    if len(local) >= MIN_HANDLE and local.casefold() not in ROLES and not is_common(local):
        yield Spelling(("local",), local, "EMAIL_ADDRESS")
    words = TOKEN.findall(local)
    for place, word in enumerate(words if len(words) > 1 else ()):
        if len(word) >= MIN_HANDLE and word.isalpha() and not is_common(word):
            yield Spelling(("local word", len(words), place), word, "PERSON")


def _of_host(host: str) -> Iterator[Spelling]:
    """Yield a host, and what is left of it without the labels of services: "www", "mail"."""
    yield Spelling(("host",), host, "DOMAIN_NAME")
    labels = host.split(".")
    removed: tuple[str, ...] = ()
    while len(labels) > 2 and labels[0].casefold() in SUBDOMAINS and len(labels[1]) >= MIN_DOMAIN_LABEL:
        removed = (*removed, labels.pop(0).casefold())
        yield Spelling(("host", *removed), ".".join(labels), "DOMAIN_NAME")


def _of_address(value: str) -> Iterator[Spelling]:
    lines = [line.strip() for line in LINE_BREAK.split(value)]
    for place, line in enumerate(lines if len(lines) > 1 else ()):
        if len(line) >= MIN_LINE and not is_wide_area(line):
            entity = "ADDRESS" if any(map(str.isdecimal, line)) else "LOCATION"
            yield Spelling(("line", len(lines), place), line, entity)


def host_of(address: str) -> str:
    """Return the host of a link, or of what is a host already."""
    host = address.partition("://")[2] or address
    for end in "/?#":
        host = host.partition(end)[0]
    return host.rpartition("@")[2].partition(":")[0]


@cache
def _common_words() -> frozenset[str]:
    return frozenset(pool("any", "common_word"))
