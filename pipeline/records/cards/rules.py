"""Recurrence rules of events whose dates changed: days, weeks and months in a rule follow the start of its event."""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import regex

from pipeline.records.cards.lines import Line, content_lines

RULES = frozenset({"RRULE", "EXRULE"})
STARTS = ("DTSTART", "DUE", "DTEND")
TIME_ZONE = "VTIMEZONE"
START = regex.compile(r"(?P<date>\d{8})(?:T(?P<time>\d{6})Z?)?")
PART = regex.compile(r"(?<=^|;)(?P<name>BY[A-Z]+)=(?P<values>[^;]*)", regex.IGNORECASE)
DAY = regex.compile(r"(?P<place>[+-]?\d*)(?P<day>MO|TU|WE|TH|FR|SA|SU)", regex.IGNORECASE)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TELL_DATES = frozenset({"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYHOUR", "BYMINUTE", "BYSECOND"})
SIGNS = regex.compile(";{2,}")


@dataclass(slots=True)
class _Component:
    """An event, a task or a part of one: its start as it is written, and its rules."""

    starts: dict[str, str] = field(default_factory=dict)
    rules: list[Line] = field(default_factory=list)

    @property
    def start(self) -> datetime | None:
        """The date by which its rules are counted; None if it has none that can be read."""
        written = next((self.starts[name] for name in STARTS if name in self.starts), "")
        return _read(written)


def following(old: str, new: str) -> str:
    """Return a new text whose rules fit the new dates of their events.

    Arguments:
        old: the unfolded text of the file.
        new: the text with other dates.
    """
    changed = [
        (line.start, line.end, _moved(line.value, before.start, after.start))
        for before, after in zip(_components(old), _components(new), strict=True)
        if before.start is not None and before.start != after.start
        for line in after.rules
    ]
    pieces, position = [], 0
    for start, end, rule in sorted(changed):
        pieces += [new[position:start], rule]
        position = end
    return "".join(pieces) + new[position:]


def _components(text: str) -> list[_Component]:
    """Return the components in order; time zones have no start and no rules."""
    found, opened = [_Component()], [_Component()]
    names: list[str] = []
    for line in content_lines(text):
        if line.name == "BEGIN":
            names.append(line.value.strip().upper())
            opened.append(_Component())
            found.append(opened[-1])
        elif line.name == "END" and names:
            names.pop()
            opened.pop()
        elif TIME_ZONE not in names:
            if line.name in STARTS:
                opened[-1].starts[line.name] = line.value
            elif line.name in RULES:
                opened[-1].rules.append(line)
    return found


def _read(written: str) -> datetime | None:
    match = START.fullmatch(written.strip().replace("-", "").replace(":", ""))
    if not match:
        return None
    try:
        return datetime.strptime(match["date"] + (match["time"] or "000000"), "%Y%m%d%H%M%S")
    except ValueError:
        return None


def _moved(rule: str, old: datetime, new: datetime | None) -> str:
    """Return a rule whose parts have moved as the start did; without the parts that tell a date if that is unknown."""

    def part(match: "regex.Match[str]") -> str:
        name = match["name"].upper()
        if name not in TELL_DATES:
            return match[0]
        if new is None:
            return ""
        values = [_value(name, value, old, new) for value in match["values"].split(",")]
        return f"{match['name']}={','.join(dict.fromkeys(values))}"

    return SIGNS.sub(";", PART.sub(part, rule)).strip(";")


def _value(name: str, value: str, old: datetime, new: datetime) -> str:
    """Return a value of a part of a rule, moved as far as the start is; one from the end of a period stays."""
    if name == "BYDAY":
        found = DAY.fullmatch(value)
        weekday = (DAYS.index(found["day"].upper()) + (new.date() - old.date()).days) % 7 if found else 0
        return f"{_place(found['place'], old, new)}{DAYS[weekday]}" if found else value
    if value == str(_from_end(old)):
        return str(_from_end(new)) if name == "BYMONTHDAY" else value
    if not value.isdecimal():
        return value
    number = int(value)
    if name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        unit = name[2:].lower()
        return str(getattr(new, unit)) if number == getattr(old, unit) else value
    try:
        day = _day_of(name, number, old.date()) + (new.date() - old.date())
    except (ValueError, OverflowError):
        return value
    return str(_number_of(name, day))


def _place(place: str, old: date, new: date) -> str:
    """Return which weekday of a month it is, counted from the same side."""
    if place.lstrip("+") == str((old.day + 6) // 7):
        return str((new.day + 6) // 7)
    if place == str(_from_end(old) // 7):
        return str(_from_end(new) // 7)
    return place


def _from_end(day: date) -> int:
    """Return the day of a month counted from its end: -1 is the last one."""
    return day.day - calendar.monthrange(day.year, day.month)[1] - 1


def _day_of(name: str, number: int, start: date) -> date:
    """Return a day that a value means, near the start."""
    if name == "BYMONTHDAY":
        return start.replace(day=number)
    if name == "BYMONTH":
        return start.replace(month=number, day=min(start.day, 28)) + timedelta(days=max(start.day - 28, 0))
    if name == "BYWEEKNO":
        return date.fromisocalendar(start.year, number, start.isoweekday())
    return date(start.year, 1, 1) + timedelta(days=number - 1)


def _number_of(name: str, day: date) -> int:
    if name == "BYMONTHDAY":
        return day.day
    if name == "BYMONTH":
        return day.month
    return day.isocalendar().week if name == "BYWEEKNO" else day.timetuple().tm_yday
