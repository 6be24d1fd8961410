"""Rare spellings: every further form in which a value identifies, for the search of a copy.

A run looks only for the forms of `recognizers.lexicon.spellings`: these are too rare, or too likely to be something else,
to be replaced or restored. They are compared in normal form, so case, accents and separators need no forms of their own.
"""

import codecs
import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

import phonenumbers
import regex

from recognizers.entities import row_of
from recognizers.lexicon.calendar_words import LANGUAGES
from recognizers.lexicon.company_words import FURTHER_FORMS
from recognizers.lexicon.date_formats import Reading, find_dates
from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.names import parse
from recognizers.lexicon.nicknames import formal_name, short_forms
from recognizers.lexicon.organization_names import LEGAL_FORMS, WORD, core_words, name_proper
from recognizers.lexicon.pools import canonical
from recognizers.lexicon.romanized import NOT_LATIN, romanizations
from recognizers.lexicon.spellings import DIGIT_STRING, NAME_ROLES, Spelling, given_and_family, spellings
from recognizers.lexicon.term_finder import WITHOUT_SPACES

WRITTEN = ("written",)
HASHES = ("md5", "sha1", "sha256")
# Slots of forms that are only a part of the value.
PARTS = frozenset({"core", "host", "line", "local", "local word", "machine", "word"})
MIN_JOINED = 8  # letters of a name of several words that is found as one word
MIN_UNFOLDED = 5  # letters of a word in which "ue" may stand for "ü"
INNER_MARK = regex.compile(r"(?<=\p{L})['’-](?=\p{L})")
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
UNFOLDED = regex.compile(r"(?<=\p{L})(?:ae|oe|ue)|(?:Ae|Oe|Ue)(?=\p{L})")
STREET_TYPES = "street:st road:rd avenue:ave boulevard:blvd lane:ln drive:dr court:ct place:pl square:sq straße:str strasse:str".split()
STREET = {one: other for pair in STREET_TYPES for one, other in (pair.split(":"), pair.split(":")[::-1])}
STREET_WORD = regex.compile(
    rf"(?:(?<!\p{{L}})|(?<=\p{{L}}{{3}}))(?:{'|'.join(STREET)})(?!\p{{L}})\.?", regex.IGNORECASE
)
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}  # the others end in "th"
NAMED = frozenset({"person", "organization", "place"})


def is_part(spelling: Spelling) -> bool:
    """Return whether a form is only a part of its value, such as a surname."""
    return not spelling.slot or spelling.slot[0] in PARTS


def every_spelling(entity: str, value: str) -> Iterator[Spelling]:
    """Yield every form in which a value may identify, including those of `spellings`.

    Arguments:
        entity: the entity of the value.
        value: the value as it is written, folded.
    """
    usual = spellings(entity, value)
    further = tuple(_rare(entity, value))
    yield from usual
    yield from further
    if row_of(entity).family in NAMED or entity == "EMAIL_ADDRESS":
        for one in (*usual, *further):
            yield from (one._replace(text=text) for text in _respelled(one.text))


def hashes(value: str) -> Iterator[str]:
    """Yield what a pipeline writes that hashes a value without a key: anybody who guesses the value has it again."""
    for text in dict.fromkeys((value, value.lower())):
        yield from (hashlib.new(name, text.encode("utf-8", "replace")).hexdigest() for name in HASHES)


def _rare(entity: str, value: str) -> Iterator[Spelling]:
    row = row_of(entity)
    if row.spelled == "person":
        yield from _of_person(value)
    elif row.spelled == "email":
        yield from (Spelling(WRITTEN, text, entity) for text in _of_mail(value))
    elif row.spelled == "organization":
        yield from _of_organization(entity, value)
    elif row.spelled == "address":
        yield from (Spelling(WRITTEN, text, entity) for text in _of_address(value))
    elif row.surrogate == "phone":
        yield from (Spelling(DIGIT_STRING, text, entity) for text in _of_phone(value))
    elif row.is_date:
        yield from (Spelling(WRITTEN, text, entity) for text in _of_date(value))


def _of_person(value: str) -> Iterator[Spelling]:
    words = [word for word in parse(value, "").words if word.role in NAME_ROLES]
    named = [word for word in words if len(word.text) > 1 or NOT_LATIN.search(word.text)]
    if len(named) < 2:
        return
    given, family = given_and_family(named)
    middle = [word.text for word in words if word.text not in (given, family)]
    for one in (given, *_other_given(given)):
        yield from (Spelling(WRITTEN, text, "PERSON") for text in (f"{one} {family}", f"{family} {one}"))
    yield from (Spelling(WRITTEN, f"{given} {word[0]} {family}", "PERSON") for word in middle)
    yield from (Spelling(WRITTEN, text, "PERSON") for text in _with_initials(given, middle, family))
    if not NOT_LATIN.search(family):
        yield Spelling(("word",), f"{family}s", "PERSON")  # a plural, or a genitive without an apostrophe


def _joined(name: str) -> Iterator[str]:
    """Yield a name of several words as one word."""
    if " " in name and sum(map(str.isalpha, name)) >= MIN_JOINED:
        yield "".join(name.split())


def _with_initials(given: str, middle: Sequence[str], family: str) -> Iterator[str]:
    if WITHOUT_SPACES.search(given):  # a part of a name in these scripts, not an initial
        return
    for initials in (given[0], *(f"{given[0]} {word[0]}" for word in middle)):
        yield f"{initials} {family}"
        if initials.casefold() != "s":  # that of a genitive
            yield f"{family} {initials}"


def _other_given(given: str) -> tuple[str, ...]:
    """Return the short forms of a given name, and the name that it is a short form of."""
    name = canonical(given)
    formal = formal_name(name)
    return (*short_forms(name), *((formal, *short_forms(formal)) if formal != name else ()))


def _of_mail(value: str) -> Iterator[str]:
    local, at, host = value.rpartition("@")
    if at:
        yield f"{local} at {host}"
        yield f"{local} at {host.replace('.', ' dot ')}"
        yield value[::-1]
        yield codecs.encode(value, "rot13")


def _of_organization(entity: str, value: str) -> Iterator[Spelling]:
    """Yield a name without the legal form of any country, and names of several words as one word."""
    words = core_words(list(WORD.finditer(value)), LEGAL_FORMS | FURTHER_FORMS)
    bare = value[words[0].start() : words[-1].end()] if words else ""
    if len(words) > 1:
        yield Spelling(WRITTEN, bare, entity)
    elif bare != value.strip():
        yield Spelling(("core",), bare, entity)
    for name in dict.fromkeys((value, bare, name_proper(value))):
        yield from (Spelling(WRITTEN, text, entity) for text in _joined(name))


def _of_phone(value: str) -> Iterator[str]:
    """Yield the digits of a number with and without its country code and trunk zero."""
    digits = digits_of(value)
    if value.lstrip("( ").startswith("+") or digits.startswith("00"):
        try:
            number = phonenumbers.parse(f"+{digits.removeprefix('00')}", None)
        except phonenumbers.NumberParseException:
            return
        code, national = str(number.country_code), str(number.national_number)
        yield from (national, f"0{national}", f"{code}{national}", f"{code}0{national}", f"00{code}{national}")
    elif digits.startswith("0"):
        yield digits[1:]


def _of_date(value: str) -> Iterator[str]:
    """Yield the usual forms of the date of a value with a day, a month and a year, perhaps within words: "el 3/4/1987"."""
    for reading in (Reading(), Reading(day_first=True)):
        for found in find_dates(value, reading):
            around = value[: found.match.start()] + value[found.match.end() :]
            if {"day", "month", "year"} <= found.fields and not any(map(str.isdecimal, around)):
                yield from _forms_of_date(found.moment)


def _forms_of_date(moment: date) -> Iterator[str]:
    year, day, month = f"{moment.year:04}", str(moment.day), str(moment.month)
    for one, other in dict.fromkeys(product((f"{day:0>2}", day), (f"{month:0>2}", month))):
        yield from (f"{year} {other} {one}", f"{one} {other} {year}", f"{other} {one} {year}")
    yield from (f"{year}{month:0>2}{day:0>2}", f"{year}年{month}月{day}日", f"{year}년 {month}월 {day}일")
    numbered = f"{day}{ORDINALS.get(moment.day, 'th')}"
    english = LANGUAGES["en"]
    for name in (english.months[moment.month - 1], english.short_months[moment.month - 1]):
        for one in (day, numbered):
            yield from (f"{one} {name} {year}", f"{name} {one} {year}", f"{one} of {name} {year}")
    for language in LANGUAGES.values():
        name = language.months[moment.month - 1]
        yield f"{day} {name} {year}"
        if "de" in language.other:
            yield f"{day} de {name} de {year}"


def _of_address(value: str) -> Iterator[str]:
    """Yield an address with its types of streets abbreviated, or spelled out."""
    if STREET_WORD.search(value):
        yield STREET_WORD.sub(lambda found: STREET[found[0].rstrip(".").casefold()], value)


def _respelled(text: str) -> Iterator[str]:
    """Yield a name without its inner marks, with other umlauts, and in Latin letters."""
    if INNER_MARK.search(text):
        yield INNER_MARK.sub("", text)
    if (spelled := text.translate(UMLAUTS)) != text:
        yield spelled
    if len(text) >= MIN_UNFOLDED and UNFOLDED.search(text):
        yield UNFOLDED.sub(lambda found: found[0][0], text)
    yield from romanizations(text)
