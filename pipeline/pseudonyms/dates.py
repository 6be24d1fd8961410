"""Dates: shifted by one offset, in the format they are written in; ages and their bands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from pipeline.pseudonyms.keys import FamilyKey
from pipeline.pseudonyms.numbers import OLDEST_AGE

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
ORDINAL = r"(?P<ordinal>st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d|['’]\d\d)"

# The formats people write, most telling first. Named groups are what is shifted; all else stays.
FORMATS = tuple(
    regex.compile(pattern, regex.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<first>\d{1,2})(?P<sep>[-/.])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}}){ORDINAL}(?:\s+of)?[\s-]+{MONTH}\b\.?(?:,?[\s-]+{YEAR}|[\s-]+(?P<short>\d\d)\b(?!:))?",
        rf"\b{MONTH}\.?\s+(?P<day>\d{{1,2}})(?!\d){ORDINAL}(?:,?\s+{YEAR}\b)?",
        rf"\b{MONTH}\.?,?\s+(?:of\s+)?{YEAR}",
        r"(?<![\d/])(?P<first>\d{1,2})(?P<sep>/)(?P<second>\d{1,2})(?![\d/])",
        r"(?<![\d.,$€£])(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d)",
    )
)
WEEKDAY = regex.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", regex.IGNORECASE)
NO_YEAR = 2023  # a year without a leap day, for dates that tell none
CENTURY_PIVOT = 69  # POSIX: 69 to 99 are of the last century
ENTITIES = frozenset({"DATE_TIME", "DATE_OF_BIRTH"})
DEFAULT_DAYS = 182
AGE_SPREAD_YEARS = 2


@dataclass(frozen=True, slots=True)
class _Found:
    """A date in a text: where it stands, what it says, and which of its groups say it."""

    match: "regex.Match[str]"
    day: date
    groups: tuple[str, ...]


def shift_date(key: FamilyKey, surface: str, days: int, subject: str = "", attempt: int = 0) -> str:
    """Move every date in `surface` by one offset; the format, the time of day and relative words stay.

    Arguments:
        key: the family key of dates.
        surface: a date as it is written.
        days: the offset lies in [-days, days] and is never 0.
        subject: whose date it is: dates of one subject keep their intervals.
        attempt: counts up where an earlier result was taken; intervals to it are then lost.
    """
    offset = 1 + key.number(f"offset|{subject}|{attempt}", days)
    if key.number(f"sign|{subject}|{attempt}", 2):
        offset = -offset
    pieces, position = [], 0
    moved: date | None = None
    for found in _dates(surface):
        pieces += [surface[position : found.match.start()]]
        moved = _move(found, offset)
        pieces.append(_write(found, moved))
        position = found.match.end()
    text = "".join(pieces) + surface[position:]
    has_full_date = moved is not None and "year" in surface_groups(surface)
    return WEEKDAY.sub(lambda word: _weekday(word[0], moved), text) if moved and has_full_date else text


def surface_groups(surface: str) -> frozenset[str]:
    """Return which parts of a date (`day`, `month`, `year`) the dates in `surface` tell."""
    return frozenset(group for found in _dates(surface) for group in found.groups)


def is_relative(surface: str) -> bool:
    """Tell whether a date says nothing by itself: "yesterday", "two weeks", "14:30", "November"."""
    return not _dates(surface)


def generalize_date(surface: str) -> str:
    """Return the year, or a placeholder where the date tells none (HIPAA Safe Harbor)."""
    for found in _dates(surface):
        if "year" in found.groups:
            return f"{found.day.year}"
    return "<DATE_TIME>"


def surrogate_age(key: FamilyKey, surface: str, attempt: int = 0) -> str:
    """Return an age within two years of the original, and "90+" for the oldest."""
    if not surface.strip().isdecimal():
        return "<AGE>"
    age = int(surface)
    if age >= OLDEST_AGE:
        return f"{OLDEST_AGE}+"
    steps = [step for step in range(-AGE_SPREAD_YEARS, AGE_SPREAD_YEARS + 1) if step and age + step > 0]
    return str(age + steps[key.number(f"age|{age}|{attempt}", len(steps))])


def _dates(surface: str) -> list[_Found]:
    """Find the dates in a text, in order, the most telling format first."""
    found: list[_Found] = []
    for pattern in FORMATS:
        for match in pattern.finditer(surface):
            overlaps = any(match.start() < other.match.end() and other.match.start() < match.end() for other in found)
            if not overlaps and (day := _read(match)):
                found.append(_Found(match, day, tuple(name for name, text in match.groupdict().items() if text)))
    return sorted(found, key=lambda one: one.match.start())


def _read(match: "regex.Match[str]") -> date | None:
    told = {name: text for name, text in match.groupdict().items() if text}
    year_text = told.get("year") or told.get("short") or str(NO_YEAR)
    month_text, day_text = told.get("month", ""), told.get("day", "15")
    if "first" in told:
        month_text, day_text = told["first"], told["second"]
        if _is_day_first(told["first"], told["sep"]):
            month_text, day_text = day_text, month_text
    month = int(month_text) if month_text.isdecimal() else _month_number(month_text)
    try:
        return date(_full_year(year_text), month, int(day_text))
    except ValueError:
        return None


def _is_day_first(first: str, separator: str) -> bool:
    return separator == "." or int(first) > 12


def _full_year(text: str) -> int:
    year = int(text.lstrip("'’"))
    if year >= 100:
        return year
    return year + (1900 if year >= CENTURY_PIVOT else 2000)


def _month_number(name: str) -> int:
    return next((i for i, month in enumerate(MONTHS, 1) if name and month.startswith(name.lower()[:3])), 7)


def _move(found: _Found, offset_days: int) -> date:
    """Shift a date; one that tells only a month or year moves by at least one of them."""
    has_day = bool({"day", "first"} & set(found.groups))
    at_least = 1 if has_day else 31 if "month" in found.groups else 366
    size = max(abs(offset_days), at_least)
    try:
        return found.day + timedelta(days=size if offset_days > 0 else -size)
    except OverflowError:
        return found.day - timedelta(days=size if offset_days > 0 else -size)


def _write(found: _Found, moved: date) -> str:
    """Write the new date into the groups of the old one."""
    match = found.match
    text, start = match[0], match.start()
    for name in sorted(found.groups, key=lambda group: -match.start(group)):
        if name in WRITERS:
            new = WRITERS[name](match[name], moved, match)
            text = text[: match.start(name) - start] + new + text[match.end(name) - start :]
    return text


def _write_number(value: int, match: "regex.Match[str]") -> str:
    """Pad with a zero where the date's other numbers are padded or all have two digits."""
    parts = [match.groupdict().get(name) for name in ("day", "month", "first", "second")]
    numbers = [part for part in parts if part and part.isdecimal()]
    padded = any(number[0] == "0" for number in numbers) or (
        len(numbers) == 2 and all(len(number) == 2 for number in numbers)
    )
    return f"{value:02}" if padded else str(value)


def _write_year(old: str, moved: date, _: "regex.Match[str]") -> str:
    mark = old[0] if old[0] in "'’" else ""
    return mark + (f"{moved.year % 100:02}" if len(old.lstrip("'’")) == 2 else f"{moved.year:04}")


def _write_month(old: str, moved: date, match: "regex.Match[str]") -> str:
    if old.isdecimal():
        return _write_number(moved.month, match)
    name = MONTHS[moved.month - 1]
    new = name if len(old) > 4 or (old.lower() in MONTHS and len(name) <= 5) else name[:3]
    return _in_case(new, old)


def _write_day(_: str, moved: date, match: "regex.Match[str]") -> str:
    return _write_number(moved.day, match)


def _write_first(_: str, moved: date, match: "regex.Match[str]") -> str:
    day_first = _is_day_first(match["first"], match["sep"])
    return _write_number(moved.day if day_first else moved.month, match)


def _write_second(_: str, moved: date, match: "regex.Match[str]") -> str:
    day_first = _is_day_first(match["first"], match["sep"])
    return _write_number(moved.month if day_first else moved.day, match)


def _write_ordinal(old: str, moved: date, _: "regex.Match[str]") -> str:
    ending = "th" if 11 <= moved.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(moved.day % 10, "th")
    return _in_case(ending, old)


WRITERS: dict[str, Callable[[str, date, "regex.Match[str]"], str]] = {
    "year": _write_year,
    "short": _write_year,
    "month": _write_month,
    "day": _write_day,
    "first": _write_first,
    "second": _write_second,
    "ordinal": _write_ordinal,
}


def _weekday(old: str, moved: date) -> str:
    full = WEEKDAYS[moved.weekday()]
    return _in_case(full if old.lower() in WEEKDAYS else full[:3], old)


def _in_case(new: str, like: str) -> str:
    if like.isupper():
        return new.upper()
    return new.title() if like[0].isupper() else new
