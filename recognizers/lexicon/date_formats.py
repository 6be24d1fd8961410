"""The formats that people write dates in: where a date stands, what it says, and the new one in its place."""

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
NO_TIME = r"(?!\d|\s*(?:h|hrs?|hours|utc|gmt|z)\b)"  # "14 Oct 1530 UTC" tells no year
YEAR = rf"(?P<year>(?:1[5-9]|20|21)\d\d{NO_TIME}|'\d\d(?!\d))"
YEAR_ALONE = r"(?P<year>(?:19|20)\d\d)"
SHORT_YEAR = rf"(?P<short>\d\d)\b(?!\s*(?::|[ap]\.?m|-\d|(?:st|nd|rd|th|\.)?\s*{OF}(?:{MONTHS})\b))"
CLOCK = r"T\d\d(?:\d\d){0,2}(?:\.\d+)?(?:Z|[+-]\d\d:?(?:\d\d)?)?"


def _compiled(*patterns: str) -> "tuple[regex.Pattern[str], ...]":
    return tuple(regex.compile(pattern, regex.IGNORECASE) for pattern in patterns)


# Named groups are what is moved, all else stays. Most telling first; what these match is a date even where it
# cannot be read ("31/13/2025").
TELLING = _compiled(
    r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<first>\d{1,2})(?P<sep>[-/.])(?P<second>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?!\d)",
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?={CLOCK})",
    rf"(?<!\d){DAY}(?P<sep>[-/.]?){MONTH}(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?!\d)",
    rf"(?<!\d){DAY}(?:{ORDINAL}|\.)\s+{OF}{MONTH}\b\.?(?:,?\s+{OF}{YEAR}|\s+{SHORT_YEAR})?",
    rf"(?<!\d){DAY}[-/]{MONTH}\b(?:\s+{YEAR})?",
    rf"(?<!\d){YEAR_ALONE}(?P<sep>[-/. ]){MONTH}(?P=sep){DAY}(?!\d)",
    rf"\b{MONTH}(?P<sep>[-/.]){DAY}(?P=sep){YEAR_ALONE}(?!\d)",
    rf"\b{MONTH}\.?\s+{DAY}(?!\d|:\d){ORDINAL}(?:,?\s+{YEAR})?",
)
COARSE = _compiled(
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
# Only as a whole value: elsewhere eight digits may be anything.
BASIC = _compiled(r"\A\s*(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)\s*\Z")
EPOCH = regex.compile(r"-?(?P<seconds>\d{9,10}(?=\.|$))(?:\.\d+)?|-?(?P<milliseconds>\d{12,13})")
BETWEEN_DATES = regex.compile(
    r"\.?\s*(?:-|to|until|till|through|thru|and|bis|und|au|et|al|y|e|tot|en|a|até)\s*", regex.IGNORECASE
)
NO_YEAR, NO_LEAP_YEAR = 2024, 2023  # for dates that tell none: 29 February is of a leap year, all else is not
LATEST_YEAR = 2068  # POSIX: of two digits, 69 to 99 are of the last century


@dataclass(frozen=True, slots=True)
class Reading:
    """How dates that can be read in two ways are meant.

    Arguments:
        day_first: 3/4/25 is the third of April.
        latest_year: the last year that two digits can mean.
    """

    day_first: bool = False
    latest_year: int = LATEST_YEAR


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text.

    Arguments:
        match: where it stands.
        moment: the day that it says, or one in the middle of its month or year.
        roles: group of the match -> what stands there: `day`, `month`, `year` ...
    """

    match: "regex.Match[str]"
    moment: date
    roles: Mapping[str, str]

    @property
    def told(self) -> frozenset[str]:
        """Return which parts of a date it tells."""
        return frozenset(self.roles.values())


def find_dates(text: str, reading: Reading) -> list[Found]:
    """Find the dates in a text, in order, the most telling format first."""
    found: list[Found] = []
    for pattern in (*BASIC, *TELLING, *COARSE):
        for match in pattern.finditer(text):
            overlaps = any(match.start() < other.match.end() and other.match.start() < match.end() for other in found)
            if not overlaps and (one := _read(match, reading)):
                found.append(one)
    return _with_years(text, sorted(found, key=lambda one: one.match.start()))


def has_unreadable(text: str, found: list[Found]) -> bool:
    """Tell whether something in a text has the form of a date but is none, such as 31/13/2025."""
    spans = [one.match.span() for one in found if "day" in one.told]
    return any(
        not any(start < match.end() and match.start() < end for start, end in spans)
        for pattern in TELLING
        for match in pattern.finditer(text)
    )


def write(found: Found, moved: date, text: str) -> str:
    """Return the new date as the old one is written.

    Arguments:
        found: the old date.
        moved: the new date.
        text: where it stands: its words tell the language.
    """
    match = found.match
    new, start = match[0], match.start()
    for group, role in sorted(found.roles.items(), key=lambda item: -match.start(item[0])):
        written = WRITERS[role](match[group], moved, found, text)
        new = new[: match.start(group) - start] + written + new[match.end(group) - start :]
    return new


def _read(match: "regex.Match[str]", reading: Reading) -> Found | None:
    roles = _roles(match, reading)
    told = {role: match[group] for group, role in roles.items()}
    month = int(told["quarter"]) * 3 - 1 if "quarter" in told else _month(told.get("month", "7"))
    day = int(told.get("day", "15"))
    year = _full_year(told["year"], reading) if "year" in told else NO_YEAR if (month, day) == (2, 29) else NO_LEAP_YEAR
    try:
        return Found(match, date(year, month, day), roles)
    except ValueError:
        return None


def _roles(match: "regex.Match[str]", reading: Reading) -> dict[str, str]:
    """Tell what stands in each group; the first of two numbers is a day where the policy or the date itself says so."""
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


def _with_years(text: str, found: list[Found]) -> list[Found]:
    """Give "30 March" of "30 March - 2 April 2025" the year of the other date."""
    for place, (one, other) in enumerate(pairwise(found)):
        if not BETWEEN_DATES.fullmatch(text, one.match.end(), other.match.start()):
            continue
        if "year" not in one.told and "year" in other.told and "day" in other.told:
            is_before = (one.moment.month, one.moment.day) <= (other.moment.month, other.moment.day)
            found[place] = _in_year(one, other.moment.year - (not is_before))
        elif "year" in one.told and "day" in one.told and "year" not in other.told:
            is_after = (one.moment.month, one.moment.day) <= (other.moment.month, other.moment.day)
            found[place + 1] = _in_year(other, one.moment.year + (not is_after))
    return found


def _in_year(found: Found, year: int) -> Found:
    try:
        return replace(found, moment=found.moment.replace(year=year))
    except ValueError:
        return found


def _is_compact(found: Found) -> bool:
    return not any(character.isspace() for character in found.match[0])


def _write_number(value: int, found: Found) -> str:
    """Pad with a zero where the date's other numbers are padded, or all have two digits."""
    parts = [found.match[group] for group, role in found.roles.items() if role in ("day", "month")]
    numbers = [part for part in parts if part.isdecimal()]
    all_wide = all(len(number) == 2 for number in numbers) and (len(numbers) == 2 or _is_compact(found))
    return f"{value:02}" if all_wide or any(number[0] == "0" for number in numbers) else str(value)


def _write_year(old: str, moved: date, _: Found, __: str) -> str:
    mark = "'" if old[0] == "'" else ""
    return mark + (f"{moved.year % 100:02}" if len(old) - len(mark) == 2 else f"{moved.year:04}")


def _write_month(old: str, moved: date, found: Found, text: str) -> str:
    if old.isdecimal():
        return _write_number(moved.month, found)
    return write_month(moved.month, old, language_of(text), _is_compact(found))


def _write_day(_: str, moved: date, found: Found, __: str) -> str:
    return _write_number(moved.day, found)


def _write_ordinal(old: str, moved: date, _: Found, __: str) -> str:
    if old.lower() in ("er", "º"):  # only the first of the month has one
        return old if moved.day == 1 else ""
    ending = "th" if 11 <= moved.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(moved.day % 10, "th")
    return ending.upper() if old.isupper() else ending


def _write_quarter(_: str, moved: date, __: Found, ___: str) -> str:
    return str((moved.month + 2) // 3)


def _write_next(old: str, moved: date, found: Found, _: str) -> str:
    """Move the second year of "2024/25" as far as the first."""
    return f"{(int(old) + moved.year - found.moment.year) % 100:02}"


WRITERS: dict[str, Callable[[str, date, Found, str], str]] = {
    "year": _write_year,
    "month": _write_month,
    "day": _write_day,
    "ordinal": _write_ordinal,
    "quarter": _write_quarter,
    "next": _write_next,
}


def move(found: Found, offset_days: int) -> date:
    """Move a date by days; one that tells less moves by whole months, quarters or years, and by at least one.

    The same offset is the same number of them for every date, so that their intervals hold as well.
    """
    for offset in (offset_days, -offset_days):
        try:
            return _moved(found, offset)
        except (OverflowError, ValueError):  # before the year 1 or after 9999: sentinels such as 9999-12-31
            continue
    return found.moment


def _moved(found: Found, offset_days: int) -> date:
    if "day" in found.told:
        return found.moment + timedelta(days=offset_days)
    unit_months = 1 if "month" in found.told else 3 if "quarter" in found.told else 12
    units = max(round(abs(offset_days) / (unit_months * 30.4375)), 1)
    months = found.moment.month - 1 + units * unit_months * (1 if offset_days > 0 else -1)
    return date(found.moment.year + months // 12, months % 12 + 1, found.moment.day)
