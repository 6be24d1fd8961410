"""Python objects as records: what is written, what is scanned, and which types the copy has."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import BrokenRecord, ReadOptions, json_record
from pipeline.records.model import NO_OPTIONS
from pipeline.records.python_objects import Cells, ObjectRecord, object_record
from pipeline.records.python_values import typed

PLANTED = "maria.delgado@acme.com"
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OTHER_VALUES = st.one_of(
    st.decimals(), st.dates(), st.datetimes(), st.times(), st.timedeltas(), st.uuids(), st.floats(), st.binary()
)
VALUES = st.recursive(
    JSON_VALUES | OTHER_VALUES,
    lambda inner: st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
    max_leaves=8,
)


class Contact(NamedTuple):
    email: str
    seen: int


class Unknown:
    def __repr__(self) -> str:
        return PLANTED


def read(value: Any, options: ReadOptions = NO_OPTIONS) -> ObjectRecord:
    record = object_record(value, 1, options)
    assert isinstance(record, ObjectRecord), record
    return record


def copied(value: Any, change: Callable[[str], str] = str.upper, options: ReadOptions = NO_OPTIONS) -> Any:
    record = read(value, options)
    return record.rebuilt(record.render([change(text.value) for text in record.texts]))


@given(VALUES)
def test_a_value_without_changes_is_the_same_object(value: Any) -> None:
    assert copied(value, str) is value


@given(st.dictionaries(st.text(), JSON_VALUES, max_size=3))
def test_a_dict_of_json_types_is_the_record_that_its_json_is(value: dict[str, Any]) -> None:
    raw = json.dumps(value).encode()
    of_json = json_record(raw, 1, NO_OPTIONS)

    assert not isinstance(of_json, BrokenRecord)
    assert read(value).texts == of_json.texts
    assert read(value).unscannable == of_json.unscannable


@given(st.dictionaries(st.text(min_size=1), JSON_VALUES, max_size=3))
def test_a_changed_text_changes_nothing_else(value: dict[str, Any]) -> None:
    copy = copied(value, lambda text: text + "x")

    assert list(map(type, copy.values())) == list(map(type, value.values())) or None in copy.values()
    assert len(copy) == len(value)


@pytest.mark.parametrize(
    ("original", "new", "expected"),
    [
        ("a", "b", "b"),
        (4711, "5822", 5822),
        (4711, "<US_SSN>", None),
        (47.11, "58.22", 58.22),
        (Decimal("47.110"), "58.220", Decimal("58.220")),
        (Decimal("47.110"), "<MONEY>", None),
        (True, "true", None),
        (date(2025, 3, 4), "2024-02-03", date(2024, 2, 3)),
        (date(2025, 3, 4), "2025", None),
        (time(12, 30), "11:29:00", time(11, 29)),
        (datetime(2025, 3, 4, 12), "2024-02-03T11:00:00", datetime(2024, 2, 3, 11)),
        (UUID(int=1), str(UUID(int=2)), UUID(int=2)),
        (timedelta(days=1), "x", None),
        (np.int32(4711), "5822", np.int32(5822)),
        (np.int8(1), "5822", None),
        (np.datetime64("2025-03-04"), "2024-02-03", np.datetime64("2024-02-03")),
        (4711, None, None),
    ],
)
def test_a_new_value_has_the_type_of_its_original_or_is_none(original: Any, new: str | None, expected: Any) -> None:
    found = typed(original, new)

    assert found == expected
    assert type(found) is type(expected)


def test_a_time_of_day_is_text() -> None:
    assert [text.entity for text in read({"opens": time(12, 30)}).texts] == [""]


def test_a_moment_keeps_its_time_zone() -> None:
    original = datetime(2025, 3, 4, 12, tzinfo=timezone(timedelta(hours=2)))

    found = typed(original, "2024-02-03T10:00:00+00:00")

    assert found == datetime(2024, 2, 3, 10, tzinfo=UTC)
    assert found.utcoffset() == timedelta(hours=2)


def test_containers_keep_their_types() -> None:
    value = {
        "people": (Contact("a@b.co", 1), ["x"]),
        "array": np.array(["a@b.co", "x"]),
        "objects": np.array(["a@b.co", None], object),
        "inner": {7: "a@b.co"},
    }

    copy = copied(value, lambda text: "longer@b.co" if text == "a@b.co" else text)

    assert copy["people"] == (Contact("longer@b.co", 1), ["x"])
    assert type(copy["people"][0]) is Contact
    assert copy["array"].tolist() == ["longer@b.co", "x"]
    assert copy["objects"].tolist() == ["longer@b.co", None]
    assert copy["inner"] == {7: "longer@b.co"}
    assert value["array"].tolist() == ["a@b.co", "x"]


class Team(str, Enum):  # noqa: UP042 (a StrEnum has another text)
    SALES = PLANTED


def test_the_text_of_a_constant_is_its_value_not_its_name() -> None:
    assert [text.value for text in read({"team": Team.SALES, "by": {Team.SALES: 1}}).texts] == [PLANTED] * 2


def test_keys_that_would_become_equal_are_no_dict() -> None:
    record = read({1234567: "a", 7: "b"})

    with pytest.raises(ValueError, match="two keys became equal"):
        record.rebuilt(record.text.replace("1234567", "07").encode())


def test_columns_may_repeat_and_their_names_are_no_texts_of_a_row() -> None:
    row = Cells((PLANTED, PLANTED), ("one", "two"))

    assert [text.value for text in read(row).texts] == ["one", "two"]
    assert copied(row) == Cells((PLANTED, PLANTED), ("ONE", "TWO"))


@pytest.mark.parametrize(("name", "scanned"), [("size", False), ("customer_id", True)])
def test_numbers_of_a_table_are_scanned_where_their_column_declares_them(name: str, scanned: bool) -> None:
    assert bool(read(Cells((name,), (123456,))).texts) is scanned
    assert read({name: 123456}).texts  # as in JSONL


@pytest.mark.parametrize(
    ("kind", "entity"), [("", "DATE_TIME"), ("DATE_OF_BIRTH", "DATE_OF_BIRTH"), ("text", ""), ("keep", None)]
)
def test_a_date_declares_itself_unless_the_user_does(kind: str, entity: str | None) -> None:
    texts = read({"day": date(2025, 3, 4)}, ReadOptions({"day": kind} if kind else {})).texts

    assert [text.entity for text in texts] == ([] if entity is None else [entity])


@pytest.mark.parametrize("value", [b"\x89PNG", bytearray(b"x"), {"a": [b"x"]}])
def test_bytes_are_unscannable_unless_they_are_dropped(value: Any) -> None:
    assert read({"file": value}).unscannable
    assert not read({"file": value}, ReadOptions({"file": "drop"})).unscannable
    assert not read({"file": b""}).unscannable


@pytest.mark.parametrize(
    ("value", "kept"),
    [("a", ""), (1, None), (True, None), (b"x", None), (float("inf"), None), (Unknown(), None), ([date.max], [None])],
)
def test_a_dropped_value_leaves_nothing(value: Any, kept: Any) -> None:
    options = ReadOptions({"one": "drop"})
    record = read({"one": value}, options)

    copy = record.rebuilt(record.render(["" for _ in record.texts]))

    assert copy == {"one": kept}


def circle() -> list[Any]:
    found: list[Any] = []
    found.append(found)
    return found


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (Unknown(), "type Unknown: convert it"),
        ({PLANTED}, "type set: convert it"),
        ({(PLANTED, 1): 1}, "type tuple: convert it"),
        ({PLANTED.encode(): 1}, "a key is bytes: decode it"),
        (circle(), "nested too deeply"),
        ([10**5000], "integer string conversion"),
    ],
)
def test_what_cannot_be_read_is_blocked_with_a_reason_without_content(value: Any, reason: str) -> None:
    record = object_record({"one": value}, 1, NO_OPTIONS)

    assert isinstance(record, BrokenRecord)
    assert reason in record.reason
    assert PLANTED not in record.reason


@pytest.mark.parametrize(("key", "named"), [("due_date", "due_date: "), (PLANTED, "")])
def test_the_reason_names_a_key_only_if_it_is_made_of_words(key: str, named: str) -> None:
    record = object_record({"order": {key: Unknown()}}, 1, NO_OPTIONS)

    assert isinstance(record, BrokenRecord)
    assert record.reason == f"{named}a value has the type Unknown: convert it to text, a number or a date"


def test_a_value_of_an_unknown_type_can_be_kept() -> None:
    value = {"one": Unknown(), "two": "b"}

    copy = copied(value, options=ReadOptions({"one": "keep"}))

    assert copy == {"one": value["one"], "two": "B"}


def test_text_that_has_no_utf8_is_read() -> None:
    assert copied({"one": "a\ud800"}, lambda text: text + "x" if "\ud800" in text else text) == {"one": "a\ud800x"}
