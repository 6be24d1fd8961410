"""Relative dates: dates that identify nobody, such as "yesterday", "14:30" or "November"."""

import regex

from recognizers.lexicon.calendar_words import LANGUAGES, alternatives
from recognizers.lexicon.clock_formats import tells_more_than_minutes
from recognizers.lexicon.date_formats import (
    EPOCH,
    Reading,
    find_dates,
    has_unreadable,
)
from recognizers.lexicon.dates_in_words import is_date_in_words, is_scanned_date

NUMBER = regex.compile(r"\s*-?\d{5,}(?:\.\d+)?\s*")
HOURS = regex.compile(r"\d{1,2}:\d\d")
CALENDAR_NAME = regex.compile(
    rf"\b(?:{alternatives({name for language in LANGUAGES.values() for name in (*language.months, *language.weekdays)})}"
    rf"|{alternatives({*LANGUAGES['en'].short_months, *LANGUAGES['en'].short_weekdays})})\b",
    regex.IGNORECASE,
)


def is_relative(surface: str, *, is_declared: bool = False, hides_names: bool = False) -> bool:
    """Return whether a date identifies nobody by itself: "yesterday", "two weeks", "14:30", "November".

    Arguments:
        surface: the date as it is written.
        is_declared: whether a column declares the value to be a date. A bare number is then a date as well, and a value
            with digits that cannot be read is not relative.
        hides_names: whether the name of a month or weekday alone counts as a date.
    """
    found = find_dates(surface, Reading())
    if NUMBER.fullmatch(surface) and not is_declared and not found:
        return True
    is_written = is_date_in_words(surface) or is_scanned_date(surface)
    if found or is_written or has_unreadable(surface, found) or (hides_names and CALENDAR_NAME.search(surface)):
        return False
    if tells_more_than_minutes(surface):  # a time with seconds can be matched against logs
        return False
    has_digit = any(character.isdecimal() for character in HOURS.sub("", surface))
    return not (is_declared and has_digit)


def has_date(surface: str) -> bool:
    """Return whether a text contains more than a time of day: something in the form of a date."""
    found = find_dates(surface, Reading())
    return bool(found) or has_unreadable(surface, found) or bool(EPOCH.fullmatch(surface.strip()))
