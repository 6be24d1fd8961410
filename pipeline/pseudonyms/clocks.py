"""Times of day: moved by one amount for each subject, with other seconds, in zones that tell no season."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import regex

from pipeline.pseudonyms.date_words import in_case
from pipeline.pseudonyms.keys import FamilyKey

Time = Literal["keep", "jitter", "hour"]
SECOND = 10**9  # nanoseconds
MINUTE, HOUR, DAY = 60 * SECOND, 3_600 * SECOND, 86_400 * SECOND
JITTER_MINUTES = 120
NOON = 12
# A zone of summer time -> the same place in winter, and its offset from UTC then, in hours. A zone that has no
# counterpart tells no season and stays.
WINTER = {
    "CEST": ("CET", 1),
    "MESZ": ("MEZ", 1),
    "EEST": ("EET", 2),
    "WEST": ("WET", 0),
    "BST": ("GMT", 0),
    "EDT": ("EST", -5),
    "CDT": ("CST", -6),
    "MDT": ("MST", -7),
    "PDT": ("PST", -8),
    "AKDT": ("AKST", -9),
    "AEDT": ("AEST", 10),
    "ACDT": ("ACST", 9.5),
    "NZDT": ("NZST", 12),
}
HOURS_FROM_UTC = dict(WINTER.values()) | {summer: hours + 1 for summer, (_, hours) in WINTER.items()}
# Behind hours and minutes alone "-12:30" is the end of a time, not a zone, unless the time is one of ISO 8601.
MINUS = r"(?:(?<=T\d\d:?\d\d|:\d\d:\d\d(?:[.,]\d{1,9})?|T\d{6}(?:\.\d{1,9})?|\s|UTC|GMT)-)"
ZONE = (
    rf"(?P<zone>[zZ]\b|(?:UTC|GMT)?(?:\+|{MINUS})\d\d(?::?\d\d)?(?!\d|:)|UTC\b|GMT\b|(?:{'|'.join(HOURS_FROM_UTC)})\b)"
)
CLOCK = regex.compile(
    r"(?:(?<![\d.,])(?<!\b\d\d?:)(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d|60)(?P<fraction>[.,]\d{1,9})?)?(?![\d:])"
    r"|(?<=\dT)(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?:(?P<second>[0-5]\d|60)(?P<fraction>\.\d{1,9})?)?(?!\d)"
    r"|(?<![\d:])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\s?(?:UTC|GMT|[zZ])\b))"
    rf"(?:\s?(?P<half>[aApP]\.?[mM]\b\.?))?(?:\s?{ZONE})?"
)
NUMERIC_ZONE = regex.compile(r"(?P<name>UTC|GMT)?(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a text.

    Arguments:
        match: its place in the text.
        nanoseconds: since midnight, on the clock.
        zone_nanoseconds: how far that clock is before UTC.
    """

    match: "regex.Match[str]"
    nanoseconds: int
    zone_nanoseconds: int

    @property
    def is_midnight(self) -> bool:
        """Tell whether it says the day alone, as dates do that are written as times."""
        return self.nanoseconds % DAY == 0


@dataclass(frozen=True)
class Movement:
    """How the dates and times of one subject move.

    Arguments:
        key: the family key of dates.
        subject: whose they are.
        days: the offset of the dates.
        time: what becomes of times of day.
    """

    key: FamilyKey
    subject: str
    days: int
    time: Time

    @cached_property
    def jitter(self) -> int:
        """Return by how much the clock moves: whole minutes, and never none, in nanoseconds."""
        minutes = self.key.number(f"jitter|{self.subject}", 2 * JITTER_MINUTES) - JITTER_MINUTES
        return (minutes if minutes < 0 else minutes + 1) * MINUTE

    def moved(self, instant: int) -> int:
        """Return the new time of day of an instant, as an instant: nanoseconds since 1970, without the offset of days.

        Under `jitter` each minute gets another beginning and what lies between is stretched, so that the order of
        instants holds, and their intervals to a minute.
        """
        if self.time == "keep":
            return instant
        if self.time == "hour":
            return instant - instant % HOUR
        minute, rest = divmod(instant, MINUTE)
        begin, end = (self.key.number(f"minute|{self.subject}|{one}", MINUTE) for one in (minute, minute + 1))
        return self.jitter + minute * MINUTE + begin + rest * (MINUTE + end - begin) // MINUTE


def find_clocks(text: str) -> Iterator[Clock]:
    """Yield the times of day in a text: 10:15, 10:15:37.123+02:00, T101537Z, 10:15 PM EDT."""
    for match in CLOCK.finditer(text):
        hour = int(match["hour"])
        if match["half"]:
            hour = hour % NOON + (NOON if match["half"][0] in "pP" else 0)
        second = min(int(match["second"] or 0), 59)
        fraction = int((match["fraction"] or ".0")[1:].ljust(9, "0"))
        of_day = hour * HOUR + int(match["minute"]) * MINUTE + second * SECOND + fraction
        yield Clock(match, of_day, _offset(match["zone"] or ""))


def tells_more_than_minutes(text: str) -> bool:
    """Tell whether a text has a time of day to the second, or in a zone that may tell the season."""
    return any(match["second"] or _offset(match["zone"] or "") for match in CLOCK.finditer(text))


def write_clock(clock: Clock, day: int, movement: Movement) -> tuple[str, int]:
    """Return a moved time of day as the old one is written, and how many days later it is.

    Arguments:
        clock: the old time.
        day: of which day: since 1970.
        movement: how it moves.
    """
    if movement.time == "keep":
        return clock.match[0], 0
    zone, zone_offset = _without_season(clock.match["zone"] or "")
    if clock.is_midnight:
        return _written(clock, clock.nanoseconds, zone), 0
    instant = day * DAY + clock.nanoseconds - clock.zone_nanoseconds
    local = movement.moved(instant) + zone_offset
    return _written(clock, local % DAY, zone), local // DAY - day


def _written(clock: Clock, of_day: int, zone: str) -> str:
    match = clock.match
    new, start = match[0], match.start()
    hour = of_day // HOUR
    pad = 2 if match["hour"][0] == "0" or (len(match["hour"]) == 2 and not match["half"]) else 1
    parts = {
        "zone": zone,
        "half": in_case("pm" if hour >= NOON else "am", match["half"] or ""),
        "fraction": f"{of_day % SECOND:09}"[: len(match["fraction"] or ".") - 1],
        "second": f"{of_day % MINUTE // SECOND:02}",
        "minute": f"{of_day % HOUR // MINUTE:02}",
        "hour": f"{(hour - 1) % NOON + 1 if match['half'] else hour:0{pad}}",
    }
    for group, text in parts.items():
        if match[group] and not (clock.is_midnight and group == "hour"):
            begin, end = match.span(group)
            begin += group == "fraction"
            end = begin + 2 if group == "half" and "." not in match[group] else end
            text = f"{text[0]}.{text[1]}." if group == "half" and "." in match[group] else text
            new = new[: begin - start] + text + new[end - start :]
    return new


def _offset(zone: str) -> int:
    """Return how far a zone is before UTC, in nanoseconds."""
    if numeric := NUMERIC_ZONE.fullmatch(zone):
        minutes = int(numeric["hours"]) * 60 + int(numeric["minutes"] or 0)
        return (-minutes if numeric["sign"] == "-" else minutes) * MINUTE
    return int(HOURS_FROM_UTC.get(zone, 0) * HOUR)


def _without_season(zone: str) -> tuple[str, int]:
    """Return the form of a zone that is the same in summer and winter, and how far it is before UTC.

    A number may be the summer of one country and the winter of another, so that all numbers become those of UTC.
    """
    if NUMERIC_ZONE.fullmatch(zone):
        return "".join(
            "0" if character.isdecimal() else "+" if character == "-" else character for character in zone
        ), 0
    if zone in WINTER:
        winter, hours = WINTER[zone]
        return winter, int(hours * HOUR)
    return zone, int(HOURS_FROM_UTC.get(zone, 0) * HOUR)
