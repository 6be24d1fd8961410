"""Clock formats: times of day and their time zones."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

SECOND = 10**9  # nanoseconds
MINUTE, HOUR, DAY = 60 * SECOND, 3_600 * SECOND, 86_400 * SECOND
NOON = 12
# Daylight saving zone -> standard zone of the same place, and its offset from UTC in hours. Zones without a
# counterpart do not reveal the season and stay unchanged.
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
# After hours and minutes alone, "-12:30" is the end of a range, not a zone, except in ISO 8601 times.
MINUS = r"(?:(?<=T\d\d:?\d\d|:\d\d:\d\d(?:[.,]\d{1,9})?|T\d{6}(?:\.\d{1,9})?|\s|UTC|GMT)-)"
ZONE = (
    rf"(?P<zone>[zZ]\b|(?:UTC|GMT)?(?:\+|{MINUS})\d\d(?::?\d\d)?(?!\d|:)|UTC\b|GMT\b|(?:{'|'.join(HOURS_FROM_UTC)})\b)"
)
CLOCK = regex.compile(
    r"(?:(?<![\d.,])(?<!\b\d\d?:)(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)"
    r"(?::(?P<second>[0-5]\d|60)(?P<fraction>[.,]\d{1,9})?)?(?![\d:])"
    r"|(?<=\dT|\A(?:19|20)\d{6}(?=\d{6}\Z))(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?:(?P<second>[0-5]\d|60)(?P<fraction>\.\d{1,9})?)?(?!\d)"
    r"|(?<![\d:])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\s?(?:UTC|GMT|[zZ])\b))"
    rf"(?:\s?(?P<half>[aApP]\.?[mM]\b\.?))?(?:\s?{ZONE})?"
)
NUMERIC_ZONE = regex.compile(r"(?P<name>UTC|GMT)?(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a text.

    Arguments:
        match: the match of CLOCK in the text.
        nanoseconds: local time since midnight, in nanoseconds.
        zone_nanoseconds: offset of the time zone from UTC, in nanoseconds.
    """

    match: "regex.Match[str]"
    nanoseconds: int
    zone_nanoseconds: int

    @property
    def is_midnight(self) -> bool:
        """Whether the time is midnight, which usually means a date without a time."""
        return self.nanoseconds % DAY == 0


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
    """Return whether a text contains a time of day with seconds, or in a zone other than UTC."""
    return any(match["second"] or _offset(match["zone"] or "") for match in CLOCK.finditer(text))


def _offset(zone: str) -> int:
    """Return the offset of a time zone from UTC, in nanoseconds."""
    if numeric := NUMERIC_ZONE.fullmatch(zone):
        minutes = int(numeric["hours"]) * 60 + int(numeric["minutes"] or 0)
        return (-minutes if numeric["sign"] == "-" else minutes) * MINUTE
    return int(HOURS_FROM_UTC.get(zone, 0) * HOUR)
