"""Date formats: finds dates in a text, reads them, and writes other dates in the same format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import regex

from recognizers.lexicon.calendar_words import ANY_MONTH, alternatives
from recognizers.lexicon.date_words import language_of, month_number, write_month

MONTHS = alternatives(ANY_MONTH)
MONTH = rf"(?P<month>{MONTHS})"
DAY = r"(?P<day>\d{1,2})"
ORDINAL = r"(?P<ordinal>st|nd|rd|th|er|º)?"
OF = r"(?:(?:of|de|del|di)\s+)?"
NO_TIME = r"(?!\d|\s*(?:h|hrs?|hours|utc|gmt|z)\b)"  # "14 Oct 1530 UTC" contains no year
YEAR = rf"(?P<year>(?:1[5-9]|20|21)\d\d{NO_TIME}|'\d\d(?!\d))"
YEAR_ALONE = r"(?P<year>(?:19|20)\d\d)"
SHORT_YEAR = rf"(?P<short>\d\d)\b(?!\s*(?::|[ap]\.?m|-\d|(?:st|nd|rd|th|\.)?\s*{OF}(?:{MONTHS})\b))"
CLOCK = r"T\d\d(?:\d\d){0,2}(?:\.\d+)?(?:Z|[+-]\d\d:?(?:\d\d)?)?"


def _compiled(*patterns: str) -> "tuple[regex.Pattern[str], ...]":
    return tuple(regex.compile(pattern, regex.IGNORECASE) for pattern in patterns)


# Named groups are the fields that change; the rest of a match stays. The most specific formats come first. Whatever
# matches one of these has the form of a date, even if it is not a valid one ("31/13/2025").
TELLING = _compiled(
    r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号]",
    r"(?<!\d)(?P<first>\d{1,2})(?P<sep>[-/.])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?!\d)",
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?={CLOCK})",
    rf"(?<!\d){DAY}(?P<sep>[-/.]?){MONTH}(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
    rf"(?<!\d){DAY}(?:{ORDINAL}|\.)\s+{OF}{MONTH}\b\.?(?:,?\s+{OF}{YEAR}|\s+{SHORT_YEAR})?",
    rf"(?<!\d){DAY}[-/]{MONTH}\b(?:\s+{YEAR})?",
    rf"(?<!\d){YEAR_ALONE}(?P<sep>[-/. ]){MONTH}(?P=sep){DAY}(?!\d)",
    rf"\b{MONTH}(?P<sep>[-/.]){DAY}(?P=sep){YEAR_ALONE}(?!\d)",
    rf"\b{MONTH}\.?\s+{DAY}(?!\d|:\d){ORDINAL}(?:,?\s+{YEAR})?",
)
WEEK = r"(?P<week>0?[1-9]|[1-4]\d|5[0-3])(?!\d)"
COARSE = _compiled(
    rf"(?<!\d){YEAR_ALONE}-?W{WEEK}",
    rf"\b(?:KW|CW|W|wk|week|woche|semaine|semana|settimana|tydzień)\.?\s?{WEEK}(?:[/ ,]+|\s+(?:of|de|del)\s+){YEAR_ALONE}(?!\d)",
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]",
    rf"\b{MONTH}\b\.?,?\s+{OF}{YEAR}",
    rf"\b{MONTH}(?:-(?P<short>\d\d)(?!\d)|[-/]{YEAR_ALONE}(?!\d))",
    rf"(?<!\d){YEAR_ALONE}[-/ ]{MONTH}\b",
    r"\bQ(?P<quarter>[1-4])[\s/-]*(?:FY\s?)?(?P<year>(?:19|20)\d\d(?!\d)|'\d\d(?!\d))",
    rf"(?<!\d){YEAR_ALONE}[\s/-]?Q(?P<quarter>[1-4])\b",
    r"\bFY\s?'?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
    rf"(?<![\d/.-]){YEAR_ALONE}[-/](?P<month>0?[1-9]|1[0-2])(?!\d|[-/]\d)",
    rf"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])[-/.]{YEAR_ALONE}(?!\d|[-/.]\d)",
    r"(?<![\d/])(?!24/7\b)(?P<first>\d{1,2})(?P<sep>/)(?P<second>\d{1,2})(?![\d/])",
    r"(?<![\d.])(?P<first>\d{1,2})(?P<sep>\.)(?P<second>\d{1,2})\.(?!\d)",
    rf"(?<![\d.,$€£]){YEAR_ALONE}[-/](?P<next>\d\d)(?!\d|[-/.]\d)",
    rf"(?<![\d.,$€£])(?<!\dT){YEAR_ALONE}{NO_TIME}(?![.,]\d)",
)
# Matches whole values only: within a text, eight digits may be any number.
BASIC = _compiled(r"\A\s*(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?=\d{6}\s*\Z|\s*\Z)")
# What has the form of a date in any language, of which the month may be unknown.
WRITTEN = regex.compile(
    r"(?<!\d)\d{1,2}\.?\s+(?:(?:de|del|di|of)\s+)?\p{L}{3,14}\.?,?\s+(?:(?:de|del)\s+)?(?:19|20)\d\d(?!\d)"
)
EPOCH = regex.compile(r"-?(?P<seconds>\d{9,10}(?=\.|$))(?:\.\d+)?|-?(?P<milliseconds>\d{12,13})")
BETWEEN_DATES = regex.compile(
    r"\.?\s*(?:-|to|until|till|through|thru|and|bis|und|au|et|al|y|e|tot|en|a|até)\s*", regex.IGNORECASE
)
NO_YEAR, NO_LEAP_YEAR = 2024, 2023  # assumed for dates without a year: a leap year for 29 February only
THURSDAY = 4
LATEST_YEAR = 2068  # POSIX: two-digit years 69 to 99 belong to the 20th century


@dataclass(frozen=True, slots=True)
class Reading:
    """Interpretation of ambiguous dates.

    Arguments:
        day_first: whether 3/4/25 is the third of April.
        latest_year: the latest year that a two-digit year can mean.
    """

    day_first: bool = False
    latest_year: int = LATEST_YEAR


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    Arguments:
        match: the match in the text.
        moment: the date; if it has no day or month, one in the middle of its month or year.
        roles: group of the match -> field of the date that it holds: `day`, `month`, `year` ...
    """

    match: "regex.Match[str]"
    moment: date
    roles: Mapping[str, str]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the date has: `day`, `month`, `year` ..."""
        return frozenset(self.roles.values())


def find_dates(text: str, reading: Reading) -> list[FoundDate]:
    """Return the dates in a text in order of position; where formats overlap, the most specific one applies.

    Arguments:
        text: the text to search.
        reading: the interpretation of ambiguous dates.
    """
    found: list[FoundDate] = []
    for pattern in (*BASIC, *TELLING, *COARSE):
        for match in pattern.finditer(text):
            overlaps = any(match.start() < other.match.end() and other.match.start() < match.end() for other in found)
            if not overlaps and (found_date := _read(match, reading)):
                found.append(found_date)
    return _with_years(text, sorted(found, key=lambda found_date: found_date.match.start()))


def has_unreadable(text: str, found: list[FoundDate]) -> bool:
    """Return whether a text contains something in the form of a date that is not a valid date, such as 31/13/2025.

    Arguments:
        text: the text.
        found: the valid dates in it.
    """
    spans = [found_date.match.span() for found_date in found if "day" in found_date.fields]
    return any(
        not any(start < match.end() and match.start() < end for start, end in spans)
        for pattern in (*TELLING, WRITTEN)
        for match in pattern.finditer(text)
    )


def write(found: FoundDate, moved: date, text: str) -> str:
    """Return a new date in the format of the old one.

    Arguments:
        found: the old date.
        moved: the new date.
        text: the text around the old date; its words determine the language.
    """
    match = found.match
    new, start = match[0], match.start()
    for group, role in sorted(found.roles.items(), key=lambda item: -match.start(item[0])):
        written = WRITERS[role](match[group], moved, found, text)
        new = new[: match.start(group) - start] + written + new[match.end(group) - start :]
    return new


def _read(match: "regex.Match[str]", reading: Reading) -> FoundDate | None:
    """Return a date; None if there is no such day, or for digits that Python's Unicode data lacks."""
    try:
        roles = _roles(match, reading)
        fields = {role: match[group] for group, role in roles.items()}
        return FoundDate(match, _of_week(match) if "week" in fields else _day_of(fields, reading), roles)
    except ValueError:
        return None


def _day_of(fields: dict[str, str], reading: Reading) -> date:
    month = int(fields["quarter"]) * 3 - 1 if "quarter" in fields else _month(fields.get("month", "7"))
    day = int(fields.get("day", "15"))
    if "year" in fields:
        year = _full_year(fields["year"], reading)
    else:
        year = NO_YEAR if (month, day) == (2, 29) else NO_LEAP_YEAR
    return date(year, month, day)


def _of_week(match: "regex.Match[str]") -> date:
    """Return the Thursday of a week (ISO 8601), whose year is that of the week."""
    return date.fromisocalendar(int(match["year"]), int(match["week"]), THURSDAY)


def _roles(match: "regex.Match[str]", reading: Reading) -> dict[str, str]:
    """Return the field of each group; the first of two numbers is a day if the policy or the date itself implies it."""
    roles = {group: group for group, text in match.groupdict().items() if text and group in WRITERS}
    if "short" in match.groupdict() and match["short"]:
        roles["short"] = "year"
    if "first" in match.groupdict():
        first, second = int(match["first"]), int(match["second"])
        is_day_first = match["sep"] == "." or first > 12 or (reading.day_first and second <= 12)
        roles |= {"first": "day", "second": "month"} if is_day_first else {"first": "month", "second": "day"}
    return roles


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else month_number(text)


def _full_year(text: str, reading: Reading) -> int:
    year = int(text.lstrip("'"))
    return year if len(text.lstrip("'")) > 2 else reading.latest_year - (reading.latest_year - year) % 100


def _with_years(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """Complete the year of one end of a range from the other: "30 March" in "30 March - 2 April 2025"."""
    for index, (first, second) in enumerate(pairwise(found)):
        if not BETWEEN_DATES.fullmatch(text, first.match.end(), second.match.start()):
            continue
        is_in_order = (first.moment.month, first.moment.day) <= (second.moment.month, second.moment.day)
        if "year" not in first.fields and "year" in second.fields and "day" in second.fields:
            found[index] = _in_year(first, second.moment.year - (not is_in_order))
        elif "year" in first.fields and "day" in first.fields and "year" not in second.fields:
            found[index + 1] = _in_year(second, first.moment.year + (not is_in_order))
    return found


def _in_year(found: FoundDate, year: int) -> FoundDate:
    try:
        return replace(found, moment=found.moment.replace(year=year))
    except ValueError:
        return found


def _is_compact(found: FoundDate) -> bool:
    return not any(character.isspace() for character in found.match[0])


def _write_number(value: int, found: FoundDate) -> str:
    """Write a number, padded with a zero if the other numbers of the date are padded or all have two digits."""
    parts = [found.match[group] for group, role in found.roles.items() if role in ("day", "month")]
    numbers = [part for part in parts if part.isdecimal()]
    all_wide = all(len(number) == 2 for number in numbers) and (len(numbers) == 2 or _is_compact(found))
    return f"{value:02}" if all_wide or any(number[0] == "0" for number in numbers) else str(value)


def _write_year(old: str, moved: date, _: FoundDate, __: str) -> str:
    mark = "'" if old[0] == "'" else ""
    return mark + (f"{moved.year % 100:02}" if len(old) - len(mark) == 2 else f"{moved.year:04}")


def _write_month(old: str, moved: date, found: FoundDate, text: str) -> str:
    if old.isdecimal():
        return _write_number(moved.month, found)
    return write_month(moved.month, old, language_of(text), _is_compact(found))


def _write_day(_: str, moved: date, found: FoundDate, __: str) -> str:
    return _write_number(moved.day, found)


def _write_week(old: str, moved: date, _: FoundDate, __: str) -> str:
    return str(moved.isocalendar().week).zfill(len(old))


def _write_ordinal(old: str, moved: date, _: FoundDate, __: str) -> str:
    if old.lower() in ("er", "º"):  # used for the first of the month only
        return old if moved.day == 1 else ""
    ending = "th" if 11 <= moved.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(moved.day % 10, "th")
    return ending.upper() if old.isupper() else ending


def _write_quarter(_: str, moved: date, __: FoundDate, ___: str) -> str:
    return str((moved.month + 2) // 3)


def _write_next(old: str, moved: date, found: FoundDate, _: str) -> str:
    """Shift the second year of "2024/25" by as many years as the first."""
    return f"{(int(old) + moved.year - found.moment.year) % 100:02}"


WRITERS: dict[str, Callable[[str, date, FoundDate, str], str]] = {
    "year": _write_year,
    "month": _write_month,
    "day": _write_day,
    "ordinal": _write_ordinal,
    "quarter": _write_quarter,
    "next": _write_next,
    "week": _write_week,
}


def move(found: FoundDate, offset_days: int) -> date:
    """Shift a date by an offset in days.

    A date without a day shifts by whole months, quarters or years, at least by one. One offset gives the same number
    of units for every such date, so that intervals are preserved as well.

    Arguments:
        found: the date.
        offset_days: the offset in days; if the result is outside the years 1 to 9999, its negative is used.

    Returns:
        The new date; the old one if neither offset is possible.
    """
    for offset in (offset_days, -offset_days):
        try:
            return _moved(found, offset)
        except (OverflowError, ValueError):  # outside the years 1 to 9999: sentinels such as 9999-12-31
            continue
    return found.moment


def _moved(found: FoundDate, offset_days: int) -> date:
    if found.fields & {"day", "week"}:
        return found.moment + timedelta(days=offset_days)
    unit_months = 1 if "month" in found.fields else 3 if "quarter" in found.fields else 12
    units = max(round(abs(offset_days) / (unit_months * 30.4375)), 1)
    months = found.moment.month - 1 + units * unit_months * (1 if offset_days > 0 else -1)
    return date(found.moment.year + months // 12, months % 12 + 1, found.moment.day)
