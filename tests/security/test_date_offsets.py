"""H4, M2: the offset of dates cannot be derived from the dates, from several copies, or from time zones."""

from datetime import date, datetime, time, timedelta

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import Key, Policy, Sanitizer, Span
from pipeline.gateway.prompt import clear
from pipeline.records.prompts.request import read
from pipeline.replace.dates.dates import shift_date
from pipeline.replace.keyed.keys import FamilyKey
from pipeline.replace.pseudonymizer import Pseudonymizer

MASTER = Key(bytes(range(32)))
KEY: FamilyKey = MASTER.family("organization:all", "dates")
HOLIDAYS = frozenset({(1, 1), (7, 4), (11, 11), (12, 24), (12, 25), (12, 26), (6, 19)})
TICKETS = 300
ISO = regex.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def confidential() -> Sanitizer:
    policy = Policy.load("confidential")
    quiet = policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})})
    return Sanitizer(quiet, MASTER)


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def working_days(count: int) -> list[date]:
    """Return working days spread over two years."""
    every = [day for number in range(730) if is_working_day(day := date(2023, 1, 2) + timedelta(days=number))]
    return [every[number * 7919 % len(every)] for number in range(count)]


def sanitized(sanitizer: Sanitizer, *values: tuple[str, str]) -> list[str]:
    """Return the sanitized texts of a document. Each text is a finding of its entity; "" means no finding."""
    spans = [[Span(0, len(text), entity, 1.0, "test")] if entity else [] for entity, text in values]
    return [done.text for done in sanitizer.replace([text for _, text in values], spans)]


def copies(sanitizer: Sanitizer, days: list[date]) -> list[date]:
    """Return the shifted dates of tickets of a customer and an agent."""
    made = []
    for number, day in enumerate(days):
        ticket = ("PERSON", f"Ada Number{chr(97 + number % 26)}"), ("PERSON", "Tom Bielik")
        done = sanitized(sanitizer, *ticket, ("", f"ticket {number}"), ("DATE_TIME", day.isoformat()))
        made.append(date.fromisoformat(done[-1]))
    return made


def test_weekdays_and_holidays_do_not_reveal_the_offset(confidential: Sanitizer) -> None:
    """Attack: undo each possible offset, and keep those that put all tickets on working days."""
    days = working_days(TICKETS)
    shown = copies(confidential, days)
    true = [(new - old).days for new, old in zip(shown, days, strict=True)]
    left = {
        offset
        for offset in range(-1100, 1100)
        if offset and all(is_working_day(day - timedelta(days=offset)) for day in shown)
    }
    best = max(true.count(offset) for offset in set(true))
    assert left == set()
    assert best <= TICKETS // 30  # expected by chance: 312 offsets are possible
    assert len(set(true)) > 150
    assert all(offset % 7 == 0 for offset in true)


def test_known_ticket_reveals_no_other(confidential: Sanitizer) -> None:
    days = working_days(TICKETS)
    shown = copies(confidential, days)
    known = shown[0] - days[0]
    assert sum(new - known == old for new, old in zip(shown[1:], days[1:], strict=True)) <= TICKETS // 30


def test_intervals_between_records_of_a_patient_hold(confidential: Sanitizer) -> None:
    visits = [
        sanitized(confidential, ("PERSON", "Mary Jones"), ("", note), ("DATE_TIME", day))[-1]
        for note, day in (("admitted", "2025-03-04"), ("seen again", "2025-03-18"))
    ]
    one, other = map(date.fromisoformat, visits)
    assert (other - one).days == 14


def chat(sanitizer: Sanitizer, *turns: str) -> list[str]:
    """Return the dates of a chat that are sent upstream."""
    import json

    roles = ("user", "assistant")
    messages = [{"role": roles[place % 2], "content": text} for place, text in enumerate(turns)]
    body = json.dumps({"model": "m", "messages": [{"role": "system", "content": "Today is 2025-06-02."}, *messages]})
    return ISO.findall(clear(read(body.encode()), sanitizer).body.decode())


def test_growing_chat_keeps_its_offset(confidential: Sanitizer) -> None:
    turns = ["The outage began on 2025-03-04.", "Noted.", "It was over on 2025-03-09.", "Fine.", "And 2025-03-20?"]
    before: list[str] = []
    for count in (1, 3, 5):
        shown = chat(confidential, *turns[:count])
        assert shown[: len(before)] == before
        before = shown
    gaps = [(date.fromisoformat(other) - date.fromisoformat(before[1])).days for other in before[2:]]
    assert gaps == [5, 16]


def test_chats_with_equal_instructions_have_different_offsets(confidential: Sanitizer) -> None:
    shown = {tuple(chat(confidential, f"Case {number}: the outage began on 2025-03-04.")) for number in range(20)}
    assert len(shown) > 10


SCOPES = [f"recipient:{number}" for number in range(100)] + [f"document:{number}" for number in range(100)]
AMOUNTS = [
    ("MONEY", "$73,450"),
    ("AGE", "34"),
    ("AGE", "57"),
    ("DATE_TIME", "2025-03-04"),
    ("DATE_OF_BIRTH", "1969-03-04"),
]


@pytest.mark.parametrize(("entity", "surface"), AMOUNTS)
def test_recipients_cannot_average_noise(entity: str, surface: str) -> None:
    shown = set()
    for scope in SCOPES:
        world = Pseudonymizer(MASTER, scope)
        view = world.view([surface], [[Span(0, len(surface), entity, 1.0, "test")]])
        operate = world.surrogate if entity == "AGE" else world.shift
        shown.add(operate(entity, surface, view))
    assert len(shown) == 1
    assert shown != {surface}


@pytest.mark.parametrize("age", ["34", "57"])
def test_documents_cannot_average_the_noise_of_an_age(age: str) -> None:
    world = Pseudonymizer(MASTER, "organization:all")
    shown = set()
    for other in range(int(age) - 3, int(age) + 4):
        texts = [age, str(other)]
        view = world.view(texts, [[Span(0, len(text), "AGE", 1.0, "test")] for text in texts])
        shown.add(world.surrogate("AGE", age, view))
    assert len(shown) == 1


@pytest.mark.parametrize("scope", ["document", "dataset", "recipient"])
def test_record_shifts_equally_for_every_recipient(scope: str) -> None:
    policy = Policy.load("confidential")
    detection = policy.detection.model_copy(update={"ner": "off"})
    own = policy.model_copy(update={"scope": scope, "detection": detection})
    shown = {
        tuple(
            sanitized(Sanitizer(own, MASTER, dataset=name, recipient=name), ("", "note"), ("DATE_TIME", "2025-03-04"))
        )
        for name in ("a", "b", "c")
    }
    assert len(shown) == 1


TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2029, 12, 31)).filter(lambda one: one.time() != time())


@settings(max_examples=300, deadline=None)
@given(st.lists(TIMES, min_size=2, max_size=6, unique=True), st.sampled_from(["a", "b", "c"]))
def test_jitter_preserves_order_and_approximate_intervals(times: list[datetime], subject: str) -> None:
    written = [f"{one:%Y-%m-%dT%H:%M:%S.%f}Z" for one in sorted(times)]
    moved = [datetime.fromisoformat(shift_date(KEY, one, 1092, subject, time="jitter")) for one in written]
    assert moved == sorted(moved)
    for one, other, old, new in zip(sorted(times), sorted(times)[1:], moved, moved[1:], strict=False):
        assert abs((new - old) - (other - one)) <= timedelta(minutes=2)


def test_seconds_and_fractions_of_a_second_are_replaced(confidential: Sanitizer) -> None:
    old = [f"2025-03-04T10:{minute:02}:37.123456Z" for minute in range(60)]
    shown = [sanitized(confidential, ("", str(number)), ("DATE_TIME", one))[-1] for number, one in enumerate(old)]
    assert len({one[17:19] for one in shown}) > 20
    assert len({one[20:26] for one in shown}) > 50
    epoch = sanitized(confidential, ("", "x"), ("DATE_TIME", "2025-03-04T10:15:37.123456Z"))[-1]
    assert not epoch.endswith(":37.123456Z")


@pytest.mark.parametrize("surface", ["1741082437", "1741082437123", "1741082437.25"])
def test_unix_time_shifts_like_dates(surface: str) -> None:
    moved = {
        (int(shift_date(KEY, surface, 1092, str(subject), time="jitter").split(".")[0][:10]) - 1741082437) % 60
        for subject in range(50)
    }
    assert len(moved) > 20
    hours = shift_date(KEY, surface, 1092, time="hour").split(".")[0][:10]
    assert int(hours) % 3_600 == 0


@pytest.mark.parametrize(
    ("form", "winter", "summer"),
    [
        ("{day}T10:15:37{zone}", "+01:00", "+02:00"),
        ("{day}T10:15:37{zone}", "-05:00", "-04:00"),
        ("{day} 10:15:37 {zone}", "+0100", "+0200"),
        ("{day} 10:15 {zone}", "CET", "CEST"),
        ("{day} 10:15 {zone}", "EST", "EDT"),
        ("{day} 10:15 {zone}", "GMT", "BST"),
    ],
)
@pytest.mark.parametrize("time", ["jitter", "hour"])
def test_time_zones_do_not_reveal_the_season(form: str, winter: str, summer: str, time: str) -> None:
    """The zones in the copy are the same for originals of summer and winter."""
    shown = {
        season: {
            regex.search(r"(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d)\Z", shift_date(KEY, written, 1092, str(subject), time=time))[
                0
            ]
            for subject in range(20)
            for written in [form.format(day=day, zone=zone)]
        }
        for season, day, zone in (("winter", "2025-01-14", winter), ("summer", "2025-07-15", summer))
    }
    assert shown["winter"] == shown["summer"]


@pytest.mark.parametrize("surface", ["2025-07-15T10:15:37+02:00", "2025-07-15 10:15 CEST", "2025-07-15 10:15 PM EDT"])
def test_time_in_prose_shifts_with_its_date(confidential: Sanitizer, surface: str) -> None:
    done = confidential.sanitize_text(f"Failed at {surface} again.").text
    assert "10:15" not in done
    assert not regex.search(r"\+02:00|CEST|EDT", done)
