"""Fields that the user drops, and patterns of names: what is left, in each format."""

import datetime
import io
import json
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import RecordError
from pipeline.records import BrokenRecord, ReadOptions, Record, plan, read
from pipeline.records.patterns import Patterns
from tests.pipeline.records.copies import copy


def copied(content: bytes, name: str, **fields: str) -> bytes:
    """Return the copy in which only dropped values change."""
    options = ReadOptions(Patterns({field.replace("__", "."): kind for field, kind in fields.items()}))
    return copy(content, name, options=options, may_be_broken=False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"a": "x", "b": "y"}', '{"a": "", "b": "y"}'),
        ('{"a": 12.50, "b": 1}', '{"a": null, "b": 1}'),
        ('{"a": true, "b": false}', '{"a": null, "b": false}'),
        ('{"a": null}', '{"a": null}'),
        ('{"a": {"c": ["x", 7, true, null], "n/a": "n/a"}, "b": true}', '{"a": {"c": ["", null, null, null], "n/a": ""}, "b": true}'),
        ('{"a": "{\\"c\\": 1}"}', '{"a": ""}'),
        ('{"a": "data:image/png;base64,AA"}', '{"a": ""}'),
        ('{"b": "{\\"a\\": \\"x\\"}"}', '{"b": "{\\"a\\": \\"\\"}"}'),
        ('{"a": "x", "a": "y"}', '{"a": "", "a": ""}'),
        ('{"messages": [{"role": "tool", "content": "{\\"a\\": \\"x\\", \\"b\\": 1}"}]}', '{"messages": [{"role": "tool", "content": "{\\"a\\": \\"\\", \\"b\\": 1}"}]}'),
        ('{"messages": [{"role": "user", "content": "hi", "a": "x"}], "a": 1}', '{"messages": [{"role": "user", "content": "hi", "a": ""}], "a": null}'),
    ],
)  # fmt: skip
def test_dropped_values_of_json_are_empty_and_all_else_is_the_same(old: str, new: str) -> None:
    assert copied(old.encode(), "in.json", a="drop") == new.encode()
    assert copied(f"[{old}]".encode(), "in.json", a="drop") == f"[{new}]".encode()


def test_a_dropped_path_is_one_field_only() -> None:
    content = b'{"a": {"c": "x", "d": "y"}, "c": "z"}\n{"a": {"c": 1}}\n'
    assert copied(content, "in.jsonl", a__c="drop") == b'{"a": {"c": "", "d": "y"}, "c": "z"}\n{"a": {"c": null}}\n'


def test_a_field_in_a_dropped_object_may_be_kept() -> None:
    content = b'{"a": {"c": "x", "d": "y"}}\n{}\n'
    assert copied(content, "in.jsonl", a="drop", a__c="keep") == b'{"a": {"c": "x", "d": ""}}\n{}\n'


def test_a_dropped_column_stays_without_values() -> None:
    content = b'id,a,b\r\n1,"x, y",2\r\n3,"{""c"": 1}",n/a\r\n5,n/a,6\r\n'
    assert copied(content, "in.csv", a="drop") == b'id,a,b\r\n1,"",2\r\n3,"",n/a\r\n5,,6\r\n'


def table_of(values: dict[str, Any], kinds: dict[str, Any], required: tuple[str, ...] = ()) -> bytes:
    schema = pa.schema([pa.field(name, kind, nullable=name not in required) for name, kind in kinds.items()])
    out = io.BytesIO()
    pq.write_table(pa.table({name: [value] for name, value in values.items()}, schema=schema), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "value", "empty", "nothing"),
    [
        (pa.string(), "x", "", ""),
        (pa.dictionary(pa.int32(), pa.string()), "x", "", ""),
        (pa.int64(), 7, None, 0),
        (pa.float64(), 7.5, None, 0.0),
        (pa.bool_(), True, None, False),
        (pa.binary(), b"x", None, b""),
        (pa.binary(2), b"xy", None, b"\0\0"),
        (pa.decimal128(9, 2), Decimal("7.50"), None, Decimal("0.00")),
        (pa.list_(pa.string()), ["x", "y"], ["", ""], ["", ""]),
        (
            pa.struct([("c", pa.string()), ("d", pa.int32())]),
            {"c": "x", "d": 7},
            {"c": "", "d": None},
            {"c": "", "d": None},
        ),
        (pa.struct([pa.field("d", pa.int32(), nullable=False)]), {"d": 7}, {"d": 0}, {"d": 0}),
    ],
)
def test_a_dropped_column_of_parquet_keeps_its_type(kind: Any, value: Any, empty: Any, nothing: Any) -> None:
    for required, left in ((), empty), (("a",), nothing):
        content = table_of({"id": 1, "a": value}, {"id": pa.int32(), "a": kind}, required)
        copy = pq.read_table(io.BytesIO(copied(content, "in.parquet", a="drop")))
        assert copy.schema.field("a").type == kind
        assert copy.to_pylist() == [{"id": 1, "a": left}]


def test_dates_of_a_dropped_column_without_nulls_are_the_first_of_their_type() -> None:
    content = table_of({"a": datetime.date(1980, 2, 3)}, {"a": pa.date32()}, ("a",))
    copy = pq.read_table(io.BytesIO(copied(content, "in.parquet", a="drop")))
    assert copy.to_pylist() == [{"a": datetime.date(1970, 1, 1)}]


def test_a_nested_value_of_parquet_is_dropped_by_its_path() -> None:
    kind = pa.struct([("c", pa.int32()), ("d", pa.int32())])
    content = table_of({"a": {"c": 7, "d": 8}, "c": 9}, {"a": kind, "c": pa.int32()})
    copy = pq.read_table(io.BytesIO(copied(content, "in.parquet", a__c="drop")))
    assert copy.to_pylist() == [{"a": {"c": None, "d": 8}, "c": 9}]


def test_a_dropped_binary_column_does_not_block() -> None:
    content = table_of({"a": b"x"}, {"a": pa.binary()})
    options = ReadOptions({"a": "drop"})
    (record,) = read(io.BytesIO(content), plan(io.BytesIO(content), "in.parquet").shards[0], options)
    assert not isinstance(record, BrokenRecord)
    assert record.unscannable == ()


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"<r><a>x</a></r>", "in.xml"), (b"<html><p>x</p></html>", "in.html"), (b"From: a@b.c\n\nx\n", "in.eml")],
)
def test_formats_that_cannot_drop_refuse(content: bytes, name: str) -> None:
    with pytest.raises(RecordError, match=rf"{name}: --field NAME=drop works in CSV, JSON, Parquet"):
        plan(io.BytesIO(content), name, options=ReadOptions({"a": "drop"}))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("address_home", "ADDRESS"),
        ("address_", "ADDRESS"),
        ("address_id", "keep"),
        ("address_country", "drop"),
        ("home_address", ""),
        ("customer.email.0", "EMAIL_ADDRESS"),
        ("Amount [EUR]", "text"),
    ],
)
def test_the_name_itself_precedes_patterns_and_earlier_patterns_later_ones(name: str, kind: str) -> None:
    stated = {
        "address_co*": "drop",
        "address_*": "ADDRESS",
        "address_id": "keep",
        "customer.*": "EMAIL_ADDRESS",
        "Amount [EUR]": "text",
    }
    assert Patterns(stated).get(name, "") == kind


def test_patterns_declare_keys_by_their_paths() -> None:
    content = json.dumps({"user": {"mail": "x", "age": 7}, "mail": "y"}).encode()
    fields = Patterns({"user.*": "CUSTOMER_ID"})
    (record,) = read(io.BytesIO(content), plan(io.BytesIO(content), "in.json").shards[0], ReadOptions(fields))
    assert isinstance(record, Record)
    assert [(text.value, text.entity) for text in record.texts] == [
        ("x", "CUSTOMER_ID"),
        ("7", "CUSTOMER_ID"),
        ("y", ""),
    ]
