"""Records: order, types, laziness, blocked records, declared fields, and agreement with the command line."""

import json
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline import BlockedError, HeteronymError, Key, Policy, RecordError, Sanitizer, sanitize_records
from tests.conftest import Command

PLANTED = "maria.delgado@acme.com"
IMAGE = {
    "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]}]
}
POLICY = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"


class Strange:
    def __repr__(self) -> str:
        return PLANTED


def test_a_record_keeps_its_shape_order_and_types(without_model: Sanitizer) -> None:
    record = {
        "email": PLANTED,
        "customer_id": 471122,
        "seen": datetime(2025, 3, 4, 12, tzinfo=UTC),
        "dob": date(1980, 5, 6),
        "account": {"iban": "DE89370400440532013000", "balance": Decimal("12.50"), "open": True},
        "notes": [f"Write to {PLANTED}", None, 1.5, float("inf")],
        "arguments": json.dumps({"email": PLANTED}),
    }

    [copy] = sanitize_records([record], without_model)

    assert PLANTED not in repr(copy)
    assert list(copy) == list(record)
    assert [type(value) for value in copy.values()] == [type(value) for value in record.values()]
    changed = ["email", "customer_id", "seen", "dob", "account", "notes", "arguments"]
    assert [name for name in record if copy[name] != record[name]] == changed
    assert copy["seen"].tzinfo is UTC
    assert copy["account"]["balance"] is record["account"]["balance"]
    assert copy["notes"] == [f"Write to {copy['email']}", None, 1.5, float("inf")]
    assert json.loads(copy["arguments"]) == {"email": copy["email"]}
    assert record["email"] == PLANTED


def test_records_agree_with_the_command_on_the_same_rows(heteronym: Command, key: Key, tmp_path: Path) -> None:
    rows = [
        {"id": place, "email": f"maria{place}@acme.com", "phone": f"(212) 736-50{place:02}", "note": f"Ask {name}."}
        for place, name in enumerate(("Mrs. Delgado", "Mr. Okafor", "nobody"))
    ]
    chat = {"messages": [{"role": "user", "content": "I am maria1@acme.com"}], "customer": {"name": "Ana Ruiz"}}
    (tmp_path / "off.yaml").write_text(POLICY, encoding="utf-8")
    lines = "".join(f"{json.dumps(row)}\n" for row in (*rows, chat))
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    fields = {"id": "keep", "note": "text"}
    stated = [f"--field={name}={kind}" for name, kind in fields.items()]

    done = heteronym("run", "in.jsonl", "-c", "off.yaml", "-o", "out", *stated, "--direct_num_workers=1")

    assert done.returncode == 0, done.stderr
    written = [json.loads(line) for line in (tmp_path / "out/in.jsonl").read_text("utf-8").splitlines()]
    assert list(sanitize_records([*rows, chat], Sanitizer(tmp_path / "off.yaml", key), fields=fields)) == written
    assert all(row["email"] != copy["email"] for row, copy in zip(rows, written, strict=False))


def test_records_are_read_as_they_are_needed_and_come_in_order(without_model: Sanitizer) -> None:
    read = []

    def source() -> Iterator[dict[str, Any]]:
        for number in range(1_000):
            read.append(number)
            yield {"n": number, "note": PLANTED}

    copies = sanitize_records(source(), without_model)

    assert read == []
    assert next(copies)["n"] == 0
    assert len(read) < 1_000
    assert [copy["n"] for copy in copies] == list(range(1, 1_000))


def test_records_before_a_failure_of_the_source_are_returned(without_model: Sanitizer) -> None:
    def source() -> Iterator[dict[str, Any]]:
        for number in range(1_000):
            yield {"n": number, "text": "hello"}
        raise OSError("the connection is gone")

    copies = sanitize_records(source(), without_model, fields={"misspelled": "keep"})

    assert [next(copies)["n"] for _ in range(1_000)] == list(range(1_000))
    with pytest.raises(OSError, match="the connection is gone"):
        next(copies)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (IMAGE, "image, audio or a file"),
        ({"scan": b"maria"}, "image, audio or a file"),
        ({"note": Strange()}, "type Strange: convert it"),
    ],
)
def test_a_blocked_record_raises_with_its_index_and_without_content(
    without_model: Sanitizer, record: dict[str, Any], reason: str
) -> None:
    copies = sanitize_records([{"note": PLANTED}, record | {"email": PLANTED}, {"n": 3}], without_model)

    assert next(copies)["note"] != PLANTED
    with pytest.raises(BlockedError, match=reason) as raised:
        next(copies)

    assert (raised.value.index, str(raised.value)[:10]) == (1, "record 1: ")
    assert PLANTED not in "".join(traceback.format_exception(raised.value, limit=0))


def test_blocked_records_are_left_out_where_the_caller_says_so(without_model: Sanitizer) -> None:
    blocked: list[tuple[int, str]] = []
    records = [{"n": 0}, IMAGE, {"n": 2}, {"when": Strange()}, {"n": 4}]

    copies = sanitize_records(records, without_model, on_blocked=lambda index, reason: blocked.append((index, reason)))

    assert list(copies) == [{"n": 0}, {"n": 2}, {"n": 4}]
    assert [index for index, _ in blocked] == [1, 3]
    assert PLANTED not in str(blocked)


def test_a_record_with_the_key_is_blocked_even_where_it_is_kept(key: Key, without_model: Sanitizer) -> None:
    record = {"note": key.line().decode().strip()}

    with pytest.raises(BlockedError, match="contains a key of this run"):
        list(sanitize_records([record], without_model, fields={"note": "keep"}))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"emial": "EMAIL_ADDRESS"}, r"no record has a column or key 'emial' - did you mean email\?"),
        ({"phone_*": "keep"}, r"no record has a column or key 'phone_\*'"),
        ({"email": "EMAIL_ADRESS"}, r"declared as 'EMAIL_ADRESS' - did you mean EMAIL_ADDRESS\?"),
        ({"email": "hide"}, r"use 'text', 'keep', 'drop' or an entity"),
    ],
)
def test_a_misspelled_field_or_kind_raises_before_a_record_is_returned(
    without_model: Sanitizer, fields: dict[str, str], message: str
) -> None:
    with pytest.raises(HeteronymError, match=message):
        next(sanitize_records([{"email": PLANTED, "maria delgado": 1}], without_model, fields=fields))


def test_a_declared_name_may_occur_in_any_record_at_any_depth(without_model: Sanitizer) -> None:
    fields = {"code": "CUSTOMER_ID", "a.b_*": "drop", "plan": "keep"}
    records = [{"plan": PLANTED}, {"inner": [{"code": "77-1"}]}, {"a": {"b_1": "x"}}]

    first, second, third = sanitize_records(records, without_model, fields=fields)

    assert first == {"plan": PLANTED}
    assert second["inner"][0]["code"] not in ("77-1", "")
    assert third == {"a": {"b_1": ""}}


def test_each_record_can_have_its_own_classification(key: Key) -> None:
    policy = Policy.load("public")
    quick = policy.model_copy(update={"detection": policy.detection.model_copy(update={"ner": "off"})})
    records = [{"user_name": "mdelgado", "class": name} for name in ("public", "unheard of")]

    kept, replaced = sanitize_records(records, Sanitizer(quick, key), class_field="class", fields={"class": "keep"})

    assert kept == records[0]
    assert replaced["user_name"] != "mdelgado"
    with pytest.raises(RecordError, match="'clas' - did you mean class"):
        list(sanitize_records(records, Sanitizer(quick, key), class_field="clas"))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda one: sanitize_records({"a": "b"}, one), r"pass \[record\]"),
        (lambda one: sanitize_records("text", one), "not str: for texts call Sanitizer.sanitize"),
        (lambda one: sanitize_records(b"text", one), "not bytes"),
        (lambda one: sanitize_records(None, one), "not NoneType"),
        (lambda one: sanitize_records([], "confidential"), r"pass a Sanitizer, such as Sanitizer\('confidential'\)"),
        (lambda one: sanitize_records([], one, fields=["a"]), "fields is a dict"),
        (lambda one: sanitize_records([], one, fields={0: "keep"}), "fields is a dict of texts"),
        (lambda one: sanitize_records([], one, fields={"note": None}), "fields is a dict of texts.*, not NoneType"),
        (lambda one: sanitize_records([], one, class_field=7), "class_field is the name of a field, not int"),
        (lambda one: sanitize_records([], one, on_blocked="skip"), "on_blocked is a function of an index and a reason"),
        (lambda one: list(sanitize_records([{}, [PLANTED]], one)), "record 1 is not a dict but list"),
    ],
)
def test_a_wrong_type_raises_with_what_to_pass(
    without_model: Sanitizer, call: Callable[[Sanitizer], object], message: str
) -> None:
    with pytest.raises(TypeError, match=message) as raised:
        call(without_model)
    assert PLANTED not in str(raised.value)


def test_no_records_give_no_records(without_model: Sanitizer) -> None:
    assert list(sanitize_records([], without_model, fields={"a": "keep"}, class_field="b")) == []
    assert list(sanitize_records([{}], without_model)) == [{}]
