"""Dates: shifted by one offset, in the format they are written in, or generalized to their year."""

from datetime import date, timedelta

import regex

from pipeline.pseudonyms.date_formats import (
    LATEST_YEAR,
    MONTHS,
    OF,
    YEAR,
    Found,
    Reading,
    find_dates,
    has_unreadable,
    move,
    write,
)
from pipeline.pseudonyms.date_words import language_of, shift_weekday
from pipeline.pseudonyms.keys import FamilyKey
from recognizers.calendar_words import LANGUAGES, WEEKDAYS, alternatives

ENTITIES = frozenset({"DATE_TIME", "DATE_OF_BIRTH"})
DEFAULT_DAYS = 182
BIRTH = "DATE_OF_BIRTH"
BIRTH_DAYS = 182  # an age stays within a year
OLDEST_AGE_TOLD = 89  # HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C)
BORN_UNTIL = 2029  # no clock is read: "'45" is a birth of 1945, and "'29" one of 2029
EPOCH = regex.compile(r"-?(?P<seconds>\d{9,10}(?=\.|$))(?:\.\d+)?|-?(?P<milliseconds>\d{12,13})")
EPOCH_START = date(1970, 1, 1)
SECONDS_A_DAY = 86_400
NUMBER = regex.compile(r"\s*-?\d{5,}(?:\.\d+)?\s*")
HOURS = regex.compile(r"\d{1,2}:\d\d")
CALENDAR_NAME = regex.compile(
    rf"\b(?:{alternatives({name for it in LANGUAGES.values() for name in (*it.months, *it.weekdays)})}"
    rf"|{alternatives({*LANGUAGES['en'].short_months, *LANGUAGES['en'].short_weekdays})})\b",
    regex.IGNORECASE,
)
WEEKDAY = {name: regex.compile(rf"\b(?:{alternatives(words)})\b", regex.IGNORECASE) for name, words in WEEKDAYS.items()}

_NUMBERED_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_JOINT = r"(?P<joint>\s*-\s*|\s+(?:to|and|bis|und|au|et|al|y|e|tot|en)\s+)"
_TAIL_YEAR = rf"(?:,?\s+{OF}{YEAR})?"
# Two days of one month: "3-5 March 2025", "March 4-6, 2025".
DAYS_MONTH = regex.compile(
    rf"(?<![\d:/.-])(?P<one>{_NUMBERED_DAY}){_JOINT}(?P<other>{_NUMBERED_DAY})"
    rf"(?P<tail>\s+{OF}(?:{MONTHS})\b\.?{_TAIL_YEAR})",
    regex.IGNORECASE,
)
MONTH_DAYS = regex.compile(
    rf"\b(?P<head>(?:{MONTHS})\.?\s+)(?P<one>{_NUMBERED_DAY}){_JOINT}(?P<other>{_NUMBERED_DAY})"
    rf"(?!\d|:|\s*[ap]\.?m\b|\s+{OF}(?:{MONTHS})\b)(?P<tail>{_TAIL_YEAR})",
    regex.IGNORECASE,
)
LAST_YEAR = regex.compile(rf",?\s+{OF}{YEAR}\Z", regex.IGNORECASE)


def shift_date(
    key: FamilyKey, surface: str, days: int, subject: str = "", attempt: int = 0, *, day_first: bool = False
) -> str:
    """Move every date in `surface` by one offset; the format, the time of day and relative words stay.

    Arguments:
        key: the family key of dates.
        surface: a date as it is written.
        days: the offset lies in [-days, days] and is never 0.
        subject: whose date it is: dates of one subject keep their intervals.
        attempt: counts up where an earlier result was taken; intervals to it are then lost.
        day_first: what 3/4/25 means: the third of April, or March 4.

    Returns:
        The new text; `surface` itself where it holds no date, or one that cannot be read.
    """
    offset = 1 + key.number(f"offset|{subject}|{attempt}", days)
    if key.number(f"sign|{subject}|{attempt}", 2):
        offset = -offset
    if EPOCH.fullmatch(surface.strip()):
        return _shift_epoch(surface, offset)
    reading = Reading(day_first)
    if has_unreadable(surface, find_dates(surface, reading)):
        return surface
    return _shift_text(surface, offset, reading)


def is_relative(surface: str, *, is_declared: bool = False, hides_names: bool = False) -> bool:
    """Tell whether a date says nothing by itself: "yesterday", "two weeks", "14:30", "November".

    Arguments:
        surface: what was found.
        is_declared: whether a column declares it a date: a bare number is then one too, and what cannot be
            read is not harmless.
        hides_names: whether the name of a month or weekday alone says too much.
    """
    if NUMBER.fullmatch(surface) and not is_declared:
        return True
    found = find_dates(surface, Reading())
    if found or has_unreadable(surface, found) or (hides_names and CALENDAR_NAME.search(surface)):
        return False
    has_digit = any(character.isdecimal() for character in HOURS.sub("", surface))
    return not (is_declared and has_digit)


def generalize_date(surface: str, entity: str = "DATE_TIME", before: int | None = None) -> str:
    """Return the year, or a placeholder where the date tells none (HIPAA Safe Harbor).

    Arguments:
        surface: a date as it is written.
        entity: what the date is; it names the placeholder.
        before: every year before this one becomes "before ...": it would tell an age of 90 or more.
    """
    latest = before + OLDEST_AGE_TOLD if before else BORN_UNTIL
    years = list(dict.fromkeys(_years(surface, Reading(latest_year=latest if entity == BIRTH else LATEST_YEAR))))
    if before and any(year < before for year in years):
        return f"before {before}"
    return "-".join(map(str, years)) or f"<{entity}>"


def _years(surface: str, reading: Reading) -> list[int]:
    if epoch := EPOCH.fullmatch(surface.strip()):
        per_day = SECONDS_A_DAY * (1000 if epoch["milliseconds"] else 1)
        return [(EPOCH_START + timedelta(days=int(float(surface)) // per_day)).year]
    return [found.moment.year for found in find_dates(surface, reading) if "year" in found.told]


def _shift_epoch(surface: str, offset_days: int) -> str:
    """Move a count of seconds or milliseconds since 1970; its fraction stays."""
    text = surface.strip()
    whole, point, fraction = text.partition(".")
    per_day = SECONDS_A_DAY * (1000 if len(whole.lstrip("-")) > 10 else 1)
    moved = str(int(whole) + offset_days * per_day)
    return surface.replace(text, moved + point + fraction)


def _shift_text(surface: str, offset: int, reading: Reading) -> str:
    """Move the dates of a text: the days that share a month first, then each date by itself."""
    for pattern in (DAYS_MONTH, MONTH_DAYS):
        for match in pattern.finditer(surface):
            if written := _shift_days(match, offset, reading):
                before, after = surface[: match.start()], surface[match.end() :]
                return _shift_text(before, offset, reading) + written + _shift_text(after, offset, reading)
    return _shift_each(surface, find_dates(surface, reading), offset)


def _shift_each(surface: str, found: list[Found], offset: int) -> str:
    """Move dates that stand apart, and the weekdays beside them as far as the dates."""
    language = language_of(surface)
    has_day = any("day" in one.told for one in found)

    def between(start: int, end: int) -> str:
        text = surface[start:end]
        return WEEKDAY[language].sub(lambda word: shift_weekday(word[0], offset, language), text) if has_day else text

    pieces, position = [], 0
    for one in found:
        pieces += [between(position, one.match.start()), write(one, move(one, offset), surface)]
        position = one.match.end()
    return "".join(pieces) + between(position, len(surface))


def _shift_days(match: "regex.Match[str]", offset: int, reading: Reading) -> str:
    """Move two days of one month; where they fall into two, both are named: "30 March - 2 April 2025"."""
    head = match.groupdict().get("head", "")
    texts = [head + match[day] + match["tail"] for day in ("one", "other")]
    found = [_only(find_dates(text, reading)) for text in texts]
    if not (found[0] and found[1]):
        return ""
    moved = [move(one, offset) for one in found if one]
    first, second = (write(one, to, match[0]) for one, to in zip(found, moved, strict=True) if one)
    if (moved[0].year, moved[0].month) == (moved[1].year, moved[1].month):
        return _joined_days(first, match["joint"], second, bool(head))
    if moved[0].year == moved[1].year:
        first = LAST_YEAR.sub("", first)
    return f"{first}{match['joint'] if match['joint'].strip() != '-' else ' - '}{second}"


def _joined_days(first: str, joint: str, second: str, month_first: bool) -> str:
    """Write the month of two dates once."""
    pattern = regex.compile(
        rf"(?<=\s){_NUMBERED_DAY}(?!\d)" if month_first else rf"\A{_NUMBERED_DAY}", regex.IGNORECASE
    )
    one, other = pattern.search(first), pattern.search(second)
    if not (one and other):
        return f"{first}{joint}{second}"
    return second[: other.start()] + one[0] + joint + second[other.start() :]


def _only(found: list[Found]) -> Found | None:
    return found[0] if len(found) == 1 else None
