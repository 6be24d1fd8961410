"""Dates: shifted by one offset, in the format they are written in, or generalized to their year."""

from datetime import date, timedelta
from decimal import Decimal

import regex

from pipeline.replace.dates.clocks import Movement, Time, write_clock
from pipeline.replace.keyed.keys import FamilyKey
from recognizers.lexicon.calendar_words import WEEKDAYS, alternatives
from recognizers.lexicon.clock_formats import DAY, Clock, find_clocks
from recognizers.lexicon.date_formats import (
    EPOCH,
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
from recognizers.lexicon.date_words import language_of, shift_weekday

DEFAULT_DAYS = 1092  # three years
WEEK_DAYS = 7
BIRTH = "DATE_OF_BIRTH"
BIRTH_DAYS = 182  # an age stays within a year
OLDEST_AGE_TOLD = 89  # HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C)
BORN_UNTIL = 2029  # no clock is read: "'45" is a birth of 1945, and "'29" one of 2029
EPOCH_START = date(1970, 1, 1)
SECONDS_A_DAY = 86_400
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
    key: FamilyKey,
    surface: str,
    days: int,
    subject: str = "",
    attempt: int = 0,
    *,
    day_first: bool = False,
    time: Time = "keep",
) -> str:
    """Move every date in `surface` by one offset of whole weeks; the format, weekdays and relative words stay.

    An offset that is no multiple of seven shows: working days would fall on Sundays.

    Arguments:
        key: the family key of dates.
        surface: a date as it is written.
        days: the offset lies in [-days, days] and is never 0; one week where there are less.
        subject: whose date it is: dates of one subject keep their intervals.
        attempt: counts up where an earlier result was taken; intervals to it are then lost.
        day_first: what 3/4/25 means: the third of April, or March 4.
        time: `keep` times of day, move them by the `jitter` of the subject, or leave the `hour`.

    Returns:
        The new text; `surface` itself where it holds no date, or one that cannot be read.
    """
    movement = Movement(key, f"{subject}|{attempt}", _offset(key, days, f"{subject}|{attempt}"), time)
    if EPOCH.fullmatch(surface.strip()):
        return _shift_epoch(surface, movement)
    reading = Reading(day_first)
    if has_unreadable(surface, find_dates(surface, reading)):
        return surface
    return _shift_text(surface, movement, reading)


def _offset(key: FamilyKey, days: int, subject: str) -> int:
    """Return a number of days other than 0; those for different bounds tell nothing of each other."""
    weeks = max(days // WEEK_DAYS, 1)
    number = key.number(f"weeks|{weeks}|{subject}", 2 * weeks) - weeks
    return WEEK_DAYS * (number if number < 0 else number + 1)


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


def _shift_epoch(surface: str, movement: Movement) -> str:
    """Move a count of seconds or milliseconds since 1970; it keeps as many digits behind the point."""
    text = surface.strip()
    whole, _, fraction = text.partition(".")
    per_second = 1000 if len(whole.lstrip("-")) > 10 else 1
    unit = Decimal(DAY // SECONDS_A_DAY // per_second)
    instant = int(Decimal(text) * unit)
    moved = (instant if instant % DAY == 0 else movement.moved(instant)) + movement.days * DAY
    digits = Decimal(moved * 10 ** len(fraction) // int(unit)).scaleb(-len(fraction))
    return surface.replace(text, f"{digits:f}")


def _shift_text(surface: str, movement: Movement, reading: Reading) -> str:
    """Move the dates of a text: the days that share a month first, then each date by itself."""
    for pattern in (DAYS_MONTH, MONTH_DAYS):
        for match in pattern.finditer(surface):
            if written := _shift_days(match, movement.days, reading):
                before, after = surface[: match.start()], surface[match.end() :]
                return _shift_text(before, movement, reading) + written + _shift_text(after, movement, reading)
    return _shift_each(surface, find_dates(surface, reading), movement)


def _shift_each(surface: str, found: list[Found], movement: Movement) -> str:
    """Move separate dates, the times of day beside them, and the weekdays as far as the dates."""
    language = language_of(surface)
    clocks, carried = _shift_clocks(surface, found, movement)
    has_day = any("day" in one.told for one in found)

    def between(start: int, end: int, days: int) -> str:
        pieces, position = [], start
        for clock, written in clocks:
            if start <= clock.match.start() and clock.match.end() <= end:
                pieces += [surface[position : clock.match.start()], written]
                position = clock.match.end()
        text = "".join(pieces) + surface[position:end]
        return WEEKDAY[language].sub(lambda word: shift_weekday(word[0], days, language), text) if has_day else text

    pieces, position, days = [], 0, movement.days
    for one, carry in zip(found, carried, strict=True):
        days = movement.days + carry
        new = _days_later(move(one, movement.days), carry)
        pieces += [between(position, one.match.start(), days), write(one, new, surface)]
        position = one.match.end()
    return "".join(pieces) + between(position, len(surface), days)


def _shift_clocks(surface: str, found: list[Found], movement: Movement) -> tuple[list[tuple[Clock, str]], list[int]]:
    """Move the times of day in a text, each as one of the date before it, or else of the first date.

    Returns:
        Each time with the new one, and how many days later each date is for the first of its times.
    """
    written: list[tuple[Clock, str]] = []
    carried: dict[int, int] = {}
    for clock in find_clocks(surface):
        start, end = clock.match.span()
        if any(start < one.match.end() and one.match.start() < end for one in found):
            continue
        before = [place for place, one in enumerate(found) if one.match.end() <= start]
        place = before[-1] if before else 0
        day = (found[place].moment - EPOCH_START).days if found else 0
        text, carry = write_clock(clock, day, movement)
        written.append((clock, text))
        carried.setdefault(place, carry)
    return written, [carried.get(place, 0) if "day" in one.told else 0 for place, one in enumerate(found)]


def _days_later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


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
