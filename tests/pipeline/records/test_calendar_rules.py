"""Recurrence rules follow the dates of their events: no rule tells the original date, and the calendar stays valid."""

import datetime

import pytest
from dateutil.rrule import rrulestr

from pipeline import Sanitizer, Text
from pipeline.records import ReadOptions
from tests.pipeline.records.copies import copy

OLD = datetime.datetime(2025, 3, 12, 10, 15)
RULES = (
    "FREQ=WEEKLY;BYDAY=WE;UNTIL=20291231T000000",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=MONTHLY;BYMONTHDAY=12",
    "FREQ=MONTHLY;BYMONTHDAY=-20",
    "FREQ=MONTHLY;BYDAY=2WE",
    "FREQ=MONTHLY;BYDAY=-3WE",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=12",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=+2WE",
    "FREQ=YEARLY;BYYEARDAY=71",
    "FREQ=YEARLY;BYWEEKNO=11;BYDAY=WE",
    "FREQ=DAILY;BYHOUR=10;BYMINUTE=15",
)


def event(start: str, rule: str) -> str:
    alarm = "BEGIN:VALARM\nTRIGGER:-PT15M\nEND:VALARM\n"
    return f"BEGIN:VEVENT\nDTSTART;TZID=Europe/Berlin:{start}\n{alarm}RRULE:{rule}\nEND:VEVENT\n"


def moved(rule: str, start: str) -> str:
    """Return the rule of an event that gets another start."""

    def change(text: Text) -> str:
        return start if text.value == f"{OLD:%Y-%m-%dT%H:%M:%S}" else text.value

    copied = copy(event(f"{OLD:%Y%m%dT%H%M%S}", rule).encode(), "in.ics", change).decode()
    return copied.partition("RRULE:")[2].partition("\n")[0]


@pytest.mark.parametrize("rule", RULES)
def test_the_new_start_is_the_first_date_of_its_rule(rule: str) -> None:
    assert rrulestr(rule, dtstart=OLD)[0] == OLD
    for days in (*range(-40, 40), -300, 700):
        new = OLD + datetime.timedelta(days=days, minutes=-31)
        assert rrulestr(moved(rule, f"{new:%Y-%m-%dT%H:%M:%S}"), dtstart=new)[0] == new, days


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_an_event_that_does_not_move_stays(rule: str) -> None:
    assert moved(rule, f"{OLD:%Y-%m-%dT%H:%M:%S}") == rule


def test_a_rule_of_an_event_without_date_tells_none() -> None:
    assert moved("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=12;COUNT=3", "<DATE_TIME>") == "FREQ=YEARLY;COUNT=3"
    dropped = copy(
        event("20250312", "BYMONTH=3;FREQ=YEARLY").encode(), "in.ics", options=ReadOptions({"DTSTART": "drop"})
    )
    assert b"RRULE:FREQ=YEARLY\n" in dropped


def test_a_start_with_hyphens_moves_its_rule_too() -> None:
    content = event("2025-03-12", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=12").encode()
    assert b"BYMONTH=4;BYMONTHDAY=1" in copy(content, "in.ics", lambda text: text.value.replace("03-12", "04-01"))


def test_days_that_the_start_does_not_fulfil_move_with_it() -> None:
    assert moved("FREQ=MONTHLY;BYMONTHDAY=12,26,31,-1", "2025-03-14T10:15:00") == "FREQ=MONTHLY;BYMONTHDAY=14,28,2,-1"
    assert moved("FREQ=MONTHLY;BYDAY=1MO,X;BYSETPOS=1", "2025-03-14T10:15:00") == "FREQ=MONTHLY;BYDAY=1WE,X;BYSETPOS=1"


def test_the_policy_decides_how_far_an_event_and_its_rule_move(without_model: Sanitizer) -> None:
    content = event("20250312", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=12;UNTIL=20300312").encode()

    def change(text: Text) -> str:
        return without_model.sanitize([[text]])[0][0].text

    lines = dict(line.split(":") for line in copy(content, "in.ics", change).decode().splitlines() if ":" in line)
    start, rule = lines["DTSTART;TZID=Europe/Berlin"], lines["RRULE"]
    assert start != "20250312"
    assert rule.startswith(f"FREQ=YEARLY;BYMONTH={int(start[4:6])};BYMONTHDAY={int(start[6:])};UNTIL=")
