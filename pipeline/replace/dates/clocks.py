"""Times of day: shifted by one offset per subject, with new seconds, in zones that do not reveal the season."""

from dataclasses import dataclass
from functools import cached_property

from pipeline.policy.model import Time
from pipeline.replace.keyed.keys import FamilyKey
from recognizers.lexicon.clock_formats import (
    DAY,
    HOUR,
    HOURS_FROM_UTC,
    MINUTE,
    NOON,
    NUMERIC_ZONE,
    SECOND,
    WINTER,
    Clock,
)
from recognizers.lexicon.letter_case import capitalized

JITTER_MINUTES = 120


@dataclass(frozen=True)
class Movement:
    """The shift of the dates and times of one subject.

    Arguments:
        key: the family key of dates.
        subject: identifies the subject of the dates.
        days: the offset of dates, in days.
        time: `keep` times of day, shift them (`jitter`), or truncate them to the `hour`.
    """

    key: FamilyKey
    subject: str
    days: int
    time: Time

    @cached_property
    def jitter(self) -> int:
        """The offset of times of day in nanoseconds: a whole number of minutes other than 0."""
        minutes = self.key.number(f"jitter|{self.subject}", 2 * JITTER_MINUTES) - JITTER_MINUTES
        return (minutes if minutes < 0 else minutes + 1) * MINUTE

    def moved(self, instant: int) -> int:
        """Return an instant with its time of day shifted, without the offset in days.

        With `jitter` the start of each minute is moved and the seconds in between are stretched, so that the order of
        instants is preserved, and intervals are preserved to within a minute.

        Arguments:
            instant: nanoseconds since 1970.

        Returns:
            The new instant, in nanoseconds since 1970.
        """
        if self.time == "keep":
            return instant
        if self.time == "hour":
            return instant - instant % HOUR
        minute, rest = divmod(instant, MINUTE)
        begin, end = (self.key.number(f"minute|{self.subject}|{count}", MINUTE) for count in (minute, minute + 1))
        return self.jitter + minute * MINUTE + begin + rest * (MINUTE + end - begin) // MINUTE


def write_clock(clock: Clock, day: int, movement: Movement) -> tuple[str, int]:
    """Return a shifted time of day in the format of the old one.

    Arguments:
        clock: the old time.
        day: the date of the old time, in days since 1970.
        movement: the shift.

    Returns:
        The new time, and the number of days by which it passes midnight.
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
        "half": capitalized("pm" if hour >= NOON else "am", match["half"] or ""),
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


def _without_season(zone: str) -> tuple[str, int]:
    """Return a zone that is the same in summer and winter, and its offset from UTC in nanoseconds.

    A numeric offset may be summer time of one country and winter time of another, so all of them become +00:00.
    """
    if NUMERIC_ZONE.fullmatch(zone):
        return "".join(
            "0" if character.isdecimal() else "+" if character == "-" else character for character in zone
        ), 0
    if zone in WINTER:
        winter, hours = WINTER[zone]
        return winter, int(hours * HOUR)
    return zone, int(HOURS_FROM_UTC.get(zone, 0) * HOUR)
