"""Spellings and parts of a value: one list for replacement and for restoration.

The gateway restores only forms of this list, and `further_mentions` searches for all of them. A value that was restored
in an answer is therefore found again when the next prompt contains that answer.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from recognizers.entities import row_of, where
from recognizers.lexicon.address_formats import is_wide_area
from recognizers.lexicon.folding import fold
from recognizers.lexicon.handle_forms import TOKEN, handles
from recognizers.lexicon.internet_words import ROLES, SUBDOMAINS
from recognizers.lexicon.name_words import PARTICLES, PARTICLES_AND_NAMES
from recognizers.lexicon.names import NameWord, Role, is_family_name, is_given_name, parse
from recognizers.lexicon.not_names import is_not_name
from recognizers.lexicon.organization_names import name_proper
from recognizers.lexicon.pools import pool
from recognizers.lexicon.public_sites import is_public_link
from recognizers.lexicon.term_finder import is_inside_word, lower

CACHED_VALUES = 4_096
MIN_CHARACTERS, MIN_NUMBER_CHARACTERS = 2, 4
MIN_HANDLE, MIN_DISTINCTIVE_HANDLE = 4, 6
MIN_NAME = 3  # of a word in a local part that is in the pools of names
MIN_LINE = 4  # excludes region codes such as "OH", which are also words
MIN_DIGITS = 6  # shorter numbers are found only as they are written
MIN_DOMAIN_LABEL = 4  # excludes public suffixes such as "co.uk"
NAME_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]+")
NAME_ROLES = frozenset({Role.GIVEN, Role.MIDDLE, Role.FAMILY})
ASIDE_ROLES = frozenset({Role.NICKNAME, Role.BIRTH})  # names of a person which are alone as well
# "De Groot" of "Kees De Groot", which is one mention.
FAMILY_WITH_PARTICLE = regex.compile(
    r"(?<=[\p{L}.] )(?P<name>(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]en|[Dd]er|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Tt]er|[Tt]en|[Ee]l) ){1,3}\p{Lu}[\p{L}\p{M}'’-]{1,30})$"
)
# Parts are listed only for values that consist of a plain name, address or number.
WITHOUT_HOST = regex.compile(r"(?i)(?:arn|data|magnet|urn):")  # their first part is no host
PLAIN_NAME = regex.compile(r"(?:[\p{L}\p{M}'’., ・·]|-(?!-))+")
PLAIN_PART = regex.compile(r"(?:[\p{L}\p{M}\p{N}'’.,+&@:/#() \n_]|-(?!-))+")
LINE_BREAK = regex.compile(r"[,\n]")
# Separators between the digits of one number.
GAP = regex.compile(r"[ ./()-]{1,3}")
DIGITS = regex.compile(r"[0-9]+")
SECTION = regex.compile(r"(?<![\p{L}\p{N}])[0-9]+(?:[ ./()-]{1,3}[0-9]+)*(?![\p{L}\p{N}])")
NO_NUMBERS = where(by_digits=False)
MACHINE = regex.compile(r"(?=[\p{L}-]*[0-9]|\p{L}+-\p{L})(?=[0-9-]*\p{L})[\p{L}0-9-]{4,63}")
WHOLE, DIGIT_STRING = ("whole",), ("digits",)


class Spelling(NamedTuple):
    """One form of a value.

    Arguments:
        slot: identifies the part of the value; two values of one layout have the same slots. An empty slot means that
            the form has no counterpart in other values and is used for search only.
        text: the form itself; for a number only its digits, since separators vary.
        entity: the entity of the form.
    """

    slot: tuple[str | int, ...]
    text: str
    entity: str


class Pair(NamedTuple):
    """The same part of a surrogate and of its original.

    Arguments:
        surrogate, original: the part in each of them.
        entity: the entity of the original's part.
        is_number: whether both are digit strings.
    """

    surrogate: str
    original: str
    entity: str
    is_number: bool


@lru_cache(CACHED_VALUES)
def spellings(entity: str, value: str) -> tuple[Spelling, ...]:
    """Return the forms in which a value may occur in its document, including the value itself.

    Arguments:
        entity: the entity of the value.
        value: the value as it is written, folded.
    """
    return tuple(spelling for spelling in _each(entity, value.strip()) if is_telling(spelling.text))


@lru_cache(CACHED_VALUES)
def looked_for(entity: str, value: str) -> tuple[tuple[Spelling, str, bool], ...]:
    """Return the forms of a value with search keys.

    Arguments:
        entity: the entity of the value.
        value: the value as it is written, folded.

    Returns:
        (spelling, its folded lower case, whether every occurrence in exactly this case means the value). The host of
        a link is no form of it if it is a public site, such as "github.com".
    """
    return tuple(
        (form, lower(fold(form.text).text), form.slot == WHOLE or is_written(form.entity, form.text))
        for form in spellings(entity, value)
        if not (form.entity == "DOMAIN_NAME" and form.slot != WHOLE and is_public_link(form.text))
    )


@lru_cache(CACHED_VALUES)
def pairs(entity: str, surrogate: str, original: str) -> tuple[Pair, ...]:
    """Return the parts of a surrogate paired with those of its original.

    Arguments:
        entity: the entity of both values.
        surrogate: the surrogate.
        original: the original value; one with unusual characters has no pairs.
    """
    plain = PLAIN_NAME if entity == "PERSON" else PLAIN_PART
    if not plain.fullmatch(original.strip()):
        return ()
    by_slot = {form.slot: form for form in spellings(entity, original) if form.slot not in ((), WHOLE)}
    return tuple(
        Pair(form.text, part.text, part.entity, form.slot == DIGIT_STRING)
        for form in spellings(entity, surrogate)
        if (part := by_slot.get(form.slot)) and lower(part.text) != lower(form.text)
    )


def is_telling(text: str) -> bool:
    """Return whether a value is long enough to be searched for."""
    characters = [character for character in text if character.isalnum()]
    is_number = all(character.isdecimal() for character in characters)
    return len(characters) >= (MIN_NUMBER_CHARACTERS if is_number else MIN_CHARACTERS)


def is_written(entity: str, text: str) -> bool:
    """Return whether every occurrence of a form in exactly this case means its value; a lower-case name may be a word."""
    return entity != "PERSON" or " " in text or not text[0].islower()


def _digits_of(value: str) -> str:
    """Return the digits of the only number in a value; an empty string if it contains none or several."""
    sections = ["".join(DIGITS.findall(section)) for section in SECTION.findall(value)]
    long = [digits for digits in sections if len(digits) >= MIN_DIGITS]
    return long[0] if len(long) == 1 else ""


def number_of(entity: str, value: str) -> str:
    """Return the digits by which a value is searched for; an empty string if the value is not a number."""
    return "" if entity in NO_NUMBERS else _digits_of(value)


def in_layout(digits: str, like: str) -> str:
    """Write digits with the separators of `like`; an empty string if the number of digits differs."""
    if len(digits) != sum(map(len, DIGITS.findall(like))):
        return ""
    rest = iter(digits)
    return "".join(next(rest) if character in "0123456789" else character for character in like)


def in_case(text: str, like: str) -> str:
    """Write a text in the case of `like`, unless this changes its letters: "ß" has no capital."""
    if like.isupper() and len(like) > 1:
        written = text.upper()
    elif like.islower():
        written = text.lower()
    else:
        written = text.title() if text.islower() or (text.isupper() and len(text) > 3) else text
    return written if lower(written) == lower(text) else text


def is_common(word: str) -> bool:
    """Return whether a word is a common English word, or a label or function word of another language."""
    return lower(word) in _common_words() or is_not_name(word)


class NumberFinder:
    """Finds numbers by their digits, with any separators; never within a longer digit run."""

    def __init__(self, numbers: Iterable[str]) -> None:
        """Create a finder for digit strings."""
        self._sorted = sorted(set(numbers))
        self._numbers = frozenset(self._sorted)
        longest = max(map(len, self._sorted), default=0)
        self.longest = longest * 4  # with three separators after each digit

    def find(self, text: str, from_place: int = 0) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, digits) of every occurrence, including overlapping ones.

        Arguments:
            text: the text to search.
            from_place: the offset at which the search begins.
        """
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
        """Return whether one of the numbers begins with these digits."""
        place = bisect_left(self._sorted, digits)
        return place < len(self._sorted) and self._sorted[place].startswith(digits)

    def held_from(self, text: str, start: int, ahead: int) -> int:
        """Return the offset from which an unfinished text may still become a number; its length if there is none.

        Arguments:
            text: the text so far.
            start: the first offset to consider.
            ahead: the number of characters after a number that must be known.
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
        case "host" if not WITHOUT_HOST.match(value):
            yield from _of_host(host_of(value))
            yield from _of_machine(host_of(value))
    if digits := number_of(entity, value):
        yield Spelling(DIGIT_STRING, digits, entity)


def _of_person(value: str) -> Iterator[Spelling]:
    words = parse(value, "").words
    known = [(place, word) for place, word in enumerate(words) if len(word.text) > 1 and not _is_particle(word.text)]
    named = [(place, word) for place, word in known if word.role in NAME_ROLES]
    beside = [(place, word) for place, word in known if word.role in ASIDE_ROLES]
    yield from (Spelling(("word", len(words), place), word.text, "PERSON") for place, word in (*named, *beside))
    titles = [word.text for word in words if word.role is Role.TITLE]
    ignored = titles if len(titles) > 1 else ()  # "Lady Justice"; a single title may be a name: "Don", "Justice"
    alone = [word for word in NAME_WORD.findall(value) if word[0].isupper() and not _is_particle(word)]
    alone = [word for word in alone if word not in ignored]
    yield from (Spelling((), word, "PERSON") for word in alone)
    yield from (Spelling((), f"{word}s", "PERSON") for word in alone if _has_genitive(word))
    if family := FAMILY_WITH_PARTICLE.search(value):
        yield Spelling((), family["name"], "PERSON")
    if len(named) < 2:
        return
    first, last = named[0][1], named[-1][1]
    orders = (f"{first.text} {last.text}", f"{last.text} {first.text}", f"{last.text}, {first.text}")
    yield from (Spelling(("order", place), order, "PERSON") for place, order in enumerate(orders))
    for place, handle in enumerate(handles(*given_and_family([word for _, word in named]))):
        if sum(map(str.isalnum, handle)) >= MIN_DISTINCTIVE_HANDLE and not is_common(handle):
            yield Spelling(("handle", place), handle, "USERNAME")


def _has_genitive(word: str) -> bool:
    """Return whether a name may have the ending of a genitive or plural without apostrophe: "Schäfers Schicht"."""
    return len(word) >= MIN_HANDLE and word[-1] not in "sSxXzZßş" and not word.isupper() and not is_common(word)


def _is_particle(word: str) -> bool:
    """Return whether a word of a name is a particle, which alone means nobody: "De" of "De Groot" begins sentences."""
    is_nickname = word == "Del"
    return word.casefold() in PARTICLES - PARTICLES_AND_NAMES and not is_nickname


def given_and_family(named: Sequence[NameWord]) -> tuple[str, str]:
    """Return the first given name and the last family name of a full name, whichever of them is written first."""
    first, last = named[0], named[-1]
    is_turned = first.role is Role.FAMILY and last.role is not Role.FAMILY
    return (last.text, first.text) if is_turned else (first.text, last.text)


def _of_mail(value: str) -> Iterator[Spelling]:
    local, at, host = value.rpartition("@")
    if not at:
        return
    yield from _of_host(host)
    if len(local) >= MIN_HANDLE and local.casefold() not in ROLES and not is_common(local):
        yield Spelling(("local",), local, "EMAIL_ADDRESS")
    words = TOKEN.findall(local)
    for place, word in enumerate(words if len(words) > 1 else ()):
        if _is_name_in_handle(word):
            yield Spelling(("local word", len(words), place), word, "PERSON")
    if len(words) == 1 and len(local) > MIN_HANDLE and local.isalpha() and is_family_name(local[1:]):  # "jsmith"
        yield Spelling((), local[1:], "PERSON")


def _is_name_in_handle(word: str) -> bool:
    """Return whether a word of a local part is a name: a known one, or a long word that is neither common nor a role."""
    if not word.isalpha() or word.casefold() in ROLES or is_common(word) or is_not_name(word):
        return False
    return len(word) >= MIN_HANDLE or (len(word) == MIN_NAME and (is_given_name(word) or is_family_name(word)))


def _of_host(host: str) -> Iterator[Spelling]:
    """Yield a host, and the host without leading service labels such as "www" and "mail"."""
    yield Spelling(("host",), host, "DOMAIN_NAME")
    labels = host.split(".")
    removed: tuple[str, ...] = ()
    while len(labels) > 2 and labels[0].casefold() in SUBDOMAINS and len(labels[1]) >= MIN_DOMAIN_LABEL:
        removed = (*removed, labels.pop(0).casefold())
        yield Spelling(("host", *removed), ".".join(labels), "DOMAIN_NAME")


def _of_machine(host: str) -> Iterator[Spelling]:
    """Yield the first label of a host, by which people call a machine, if it differs from words: "kfk-ams-04"."""
    first, dot, _ = host.partition(".")
    if dot and len(first) >= MIN_HANDLE and MACHINE.fullmatch(first):
        yield Spelling(("machine",), first, "HOSTNAME")


def _of_address(value: str) -> Iterator[Spelling]:
    lines = [line.strip() for line in LINE_BREAK.split(value)]
    for place, line in enumerate(lines if len(lines) > 1 else ()):
        if len(line) >= MIN_LINE and not is_wide_area(line):
            entity = "ADDRESS" if any(map(str.isdecimal, line)) else "LOCATION"
            yield Spelling(("line", len(lines), place), line, entity)


def host_of(address: str) -> str:
    """Return the host of a URL; a bare host is returned unchanged."""
    host = address.partition("://")[2] or address
    for end in "/?#":
        host = host.partition(end)[0]
    return host.rpartition("@")[2].partition(":")[0]


@cache
def _common_words() -> frozenset[str]:
    return frozenset(pool("any", "common_word"))
