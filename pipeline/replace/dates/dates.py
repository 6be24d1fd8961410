"""Dates: shifted by one offset in their written format, or generalized to the year."""

from datetime import date, timedelta
from decimal import Decimal

import regex

from pipeline.policy.model import Time
from pipeline.replace.dates.clocks import Movement, write_clock
from pipeline.replace.keyed.keys import FamilyKey
from recognizers.lexicon.calendar_words import WEEKDAYS, alternatives
from recognizers.lexicon.clock_formats import DAY, Clock, find_clocks
from recognizers.lexicon.date_formats import (
    EPOCH,
    LATEST_YEAR,
    MONTHS,
    OF,
    YEAR,
    FoundDate,
    Reading,
    find_dates,
    has_unreadable,
    move,
    write,
)
from recognizers.lexicon.date_words import language_of, shift_weekday

WEEK_DAYS = 7
BIRTH = "DATE_OF_BIRTH"
BIRTH_DAYS = 182  # keeps the age to within a year
OLDEST_AGE_SHOWN = 89  # HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C)
BORN_UNTIL = 2029  # latest year of birth, fixed so that no clock is needed: "'45" is 1945, "'29" is 2029
EPOCH_START = date(1970, 1, 1)
SECONDS_A_DAY = 86_400
WEEKDAY = {name: regex.compile(rf"\b(?:{alternatives(words)})\b", regex.IGNORECASE) for name, words in WEEKDAYS.items()}

_NUMBERED_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
_JOINT = r"(?P<joint>\s*-\s*|\s+(?:to|and|bis|und|au|et|al|y|e|tot|en)\s+)"
_TAIL_YEAR = rf"(?:,?\s+{OF}{YEAR})?"
# Two days of one month: "3-5 March 2025", "March 4-6, 2025".
DAYS_MONTH = regex.compile(
    rf"(?<![\d:/.-])(?P<first>{_NUMBERED_DAY}){_JOINT}(?P<second>{_NUMBERED_DAY})"
    rf"(?P<tail>\s+{OF}(?:{MONTHS})\b\.?{_TAIL_YEAR})",
    regex.IGNORECASE,
)
MONTH_DAYS = regex.compile(
    rf"\b(?P<head>(?:{MONTHS})\.?\s+)(?P<first>{_NUMBERED_DAY}){_JOINT}(?P<second>{_NUMBERED_DAY})"
    rf"(?!\d|:|\s*[ap]\.?m\b|\s+{OF}(?:{MONTHS})\b)(?P<tail>{_TAIL_YEAR})",
    regex.IGNORECASE,
)
LAST_YEAR = regex.compile(rf",?\s+{OF}{YEAR}\Z", regex.IGNORECASE)


def shift_date(
    key: FamilyKey,
    surface: str,
    days: int,
    subject: str = "",
    *,
    day_first: bool = False,
    time: Time = "keep",
) -> str:
    """Shift every date in a text by one offset of whole weeks; format, weekdays and relative words stay.

    An offset that is not a multiple of seven would be visible: working days would fall on Sundays.

    Arguments:
        key: the family key of dates.
        surface: the date as it is written.
        days: the bound of the offset, in days; the offset is never 0, and at least one week is used.
        subject: identifies the subject; the intervals between dates of one subject are preserved.
        day_first: whether 3/4/25 is the third of April.
        time: `keep` times of day, shift them (`jitter`), or truncate them to the `hour`.

    Returns:
        The new text; `surface` itself if it contains no date, or one that cannot be read.
    """
    label = f"{subject}|0"  # the 0 is part of the label in every version: without it, all offsets would change
    movement = Movement(key, label, _offset(key, days, label), time)
    if EPOCH.fullmatch(surface.strip()):
        return _shift_epoch(surface, movement)
    reading = Reading(day_first)
    if has_unreadable(surface, find_dates(surface, reading)):
        return surface
    return _shift_text(surface, movement, reading)


def _offset(key: FamilyKey, days: int, subject: str) -> int:
    """Return an offset in days other than 0. The offsets for different bounds are independent."""
    weeks = max(days // WEEK_DAYS, 1)
    number = key.number(f"weeks|{weeks}|{subject}", 2 * weeks) - weeks
    return WEEK_DAYS * (number if number < 0 else number + 1)


def generalize_date(surface: str, entity: str = "DATE_TIME", before: int | None = None) -> str:
    """Return the year of a date (HIPAA Safe Harbor).

    Arguments:
        surface: the date as it is written.
        entity: the entity of the date; used in the placeholder.
        before: earlier years become "before <year>", since they would reveal an age of 90 or more.

    Returns:
        The year; a placeholder if the date contains none.
    """
    latest = before + OLDEST_AGE_SHOWN if before else BORN_UNTIL
    years = list(dict.fromkeys(_years(surface, Reading(latest_year=latest if entity == BIRTH else LATEST_YEAR))))
    if before and any(year < before for year in years):
        return f"before {before}"
    return "-".join(map(str, years)) or f"<{entity}>"


def _years(surface: str, reading: Reading) -> list[int]:
    if epoch := EPOCH.fullmatch(surface.strip()):
        per_day = SECONDS_A_DAY * (1000 if epoch["milliseconds"] else 1)
        return [(EPOCH_START + timedelta(days=int(float(surface)) // per_day)).year]
    return [found.moment.year for found in find_dates(surface, reading) if "year" in found.fields]


def _shift_epoch(surface: str, movement: Movement) -> str:
    """Shift a count of seconds or milliseconds since 1970; the number of decimal places stays."""
    text = surface.strip()
    whole, _, fraction = text.partition(".")
    per_second = 1000 if len(whole.lstrip("-")) > 10 else 1
    unit = Decimal(DAY // SECONDS_A_DAY // per_second)
    instant = int(Decimal(text) * unit)
    moved = (instant if instant % DAY == 0 else movement.moved(instant)) + movement.days * DAY
    digits = Decimal(moved * 10 ** len(fraction) // int(unit)).scaleb(-len(fraction))
    return surface.replace(text, f"{digits:f}")


def _shift_text(surface: str, movement: Movement, reading: Reading) -> str:
    """Shift the dates of a text: first pairs of days that share a month, then each single date."""
    for pattern in (DAYS_MONTH, MONTH_DAYS):
        for match in pattern.finditer(surface):
            if written := _shift_days(match, movement.days, reading):
                before, after = surface[: match.start()], surface[match.end() :]
                return _shift_text(before, movement, reading) + written + _shift_text(after, movement, reading)
    return _shift_each(surface, find_dates(surface, reading), movement)


def _shift_each(surface: str, found: list[FoundDate], movement: Movement) -> str:
    """Shift single dates, the times of day beside them, and weekdays by the same offset."""
    language = language_of(surface)
    clocks, carried = _shift_clocks(surface, found, movement)
    has_day = any("day" in found_date.fields for found_date in found)

    def between(start: int, end: int, days: int) -> str:
        pieces, position = [], start
        for clock, written in clocks:
            if start <= clock.match.start() and clock.match.end() <= end:
                pieces += [surface[position : clock.match.start()], written]
                position = clock.match.end()
        text = "".join(pieces) + surface[position:end]
        return WEEKDAY[language].sub(lambda word: shift_weekday(word[0], days, language), text) if has_day else text

    pieces, position, days = [], 0, movement.days
    for found_date, carry in zip(found, carried, strict=True):
        days = movement.days + carry
        new = _days_later(move(found_date, movement.days), carry)
        pieces += [between(position, found_date.match.start(), days), write(found_date, new, surface)]
        position = found_date.match.end()
    return "".join(pieces) + between(position, len(surface), days)


def _shift_clocks(
    surface: str, found: list[FoundDate], movement: Movement
) -> tuple[list[tuple[Clock, str]], list[int]]:
    """Shift the times of day in a text. Each belongs to the date before it, or else to the first date.

    Returns:
        Each time with its replacement, and for each date the days by which the first of its times passes midnight.
    """
    written: list[tuple[Clock, str]] = []
    carried: dict[int, int] = {}
    for clock in find_clocks(surface):
        start, end = clock.match.span()
        if any(start < found_date.match.end() and found_date.match.start() < end for found_date in found):
            continue
        before = [index for index, found_date in enumerate(found) if found_date.match.end() <= start]
        index = before[-1] if before else 0
        day = (found[index].moment - EPOCH_START).days if found else 0
        text, carry = write_clock(clock, day, movement)
        written.append((clock, text))
        carried.setdefault(index, carry)
    return written, [carried.get(index, 0) if "day" in each.fields else 0 for index, each in enumerate(found)]


def _days_later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _shift_days(match: "regex.Match[str]", offset: int, reading: Reading) -> str:
    """Shift two days of one month; if the results lie in two months, both are written: "30 March - 2 April 2025"."""
    head = match.groupdict().get("head", "")
    texts = [head + match[day] + match["tail"] for day in ("first", "second")]
    found = [_only(find_dates(text, reading)) for text in texts]
    if not (found[0] and found[1]):
        return ""
    moved = [move(found_date, offset) for found_date in found if found_date]
    first, second = (write(old, new, match[0]) for old, new in zip(found, moved, strict=True) if old)
    if (moved[0].year, moved[0].month) == (moved[1].year, moved[1].month):
        return _joined_days(first, match["joint"], second, bool(head))
    if moved[0].year == moved[1].year:
        first = LAST_YEAR.sub("", first)
    return f"{first}{match['joint'] if match['joint'].strip() != '-' else ' - '}{second}"


def _joined_days(first: str, joint: str, second: str, month_first: bool) -> str:
    """Join two dates of one month, with the month written once."""
    pattern = regex.compile(
        rf"(?<=\s){_NUMBERED_DAY}(?!\d)" if month_first else rf"\A{_NUMBERED_DAY}", regex.IGNORECASE
    )
    first_day, second_day = pattern.search(first), pattern.search(second)
    if not (first_day and second_day):
        return f"{first}{joint}{second}"
    return second[: second_day.start()] + first_day[0] + joint + second[second_day.start() :]


def _only(found: list[FoundDate]) -> FoundDate | None:
    return found[0] if len(found) == 1 else None
