"""Avro: every type keeps its form, a schema loses its free text, and copies are deterministic."""

import datetime
import io
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import fastavro
import pytest

from pipeline import RecordError, Text
from pipeline.records import BrokenRecord, ReadOptions, Record, assemble, header, plan, read, writer
from tests.pipeline.records.copies import copy
from tests.pipeline.records.test_arrow_tables import change
from tests.pipeline.records.typed_files import avro, avro_records, avro_schema

SECRET = "kowalski"
DAY = datetime.date(2024, 3, 4)
MOMENT = datetime.datetime(2024, 3, 4, 12, 30, 15, 123000)
IN_UTC = MOMENT.replace(tzinfo=datetime.UTC)
ID = uuid.UUID(int=5)
OTHER_ID = uuid.UUID("11111111-0000-0000-0000-000000000005")
LEVEL = {"type": "enum", "name": "Level", "symbols": ["LOW", "HIGH"]}
POINT = {"type": "record", "name": "Point", "fields": [{"name": "email", "type": "string"}]}
OTHER = {"type": "record", "name": "Other", "fields": [{"name": "email", "type": "string"}]}


def logical(kind: str, logical_type: str, /, **more: Any) -> dict[str, Any]:
    return {"type": kind, "logicalType": logical_type, **more}


# type, value, value after `change`
FIELDS: Mapping[str, tuple[Any, Any, Any]] = {
    "note": ("string", "anna", "ZOE"),
    "config": ("string", '{"a": "anna"}', '{"a": "ZOE"}'),
    "maybe": (["null", "string"], "anna", "ZOE"),
    "none": (["string", "null"], None, None),
    "customer_id": ("long", 12345678, 87654321),
    "salary": (["null", "double"], 85000.0, 91000.0),
    "salary_2": (logical("bytes", "decimal", precision=9, scale=2), Decimal("85000.50"), Decimal("91000.50")),
    "revenue": (logical("fixed", "decimal", name="Amount", size=16, precision=38, scale=0), Decimal(7), Decimal(7)),
    "n": ("int", -1, -1),
    "x": ("float", 0.5, 0.5),
    "is_new": ("boolean", True, True),
    "empty": ("null", None, None),
    "day": (logical("int", "date"), DAY, DAY.replace(year=2019)),
    "hour": (logical("int", "time-millis"), MOMENT.time(), MOMENT.time()),
    "hour_us": (logical("long", "time-micros"), MOMENT.time(), MOMENT.time()),
    "at": (logical("long", "timestamp-millis"), IN_UTC, IN_UTC.replace(year=2019)),
    "at_us": (["null", logical("long", "timestamp-micros")], IN_UTC, IN_UTC.replace(year=2019)),
    "local": (logical("long", "local-timestamp-millis"), MOMENT, MOMENT.replace(year=2019)),
    "row_id": (logical("string", "uuid"), ID, OTHER_ID),
    "level": (LEVEL, "LOW", "LOW"),
    "old_level": (["null", "Level"], "HIGH", "HIGH"),
    "tags": ({"type": "array", "items": ["null", "string"]}, ["anna", None], ["ZOE", None]),
    "by": ({"type": "map", "values": {"type": "array", "items": "string"}}, {"anna": ["anna"]}, {"ZOE": ["ZOE"]}),
    "point": (POINT, {"email": "anna"}, {"email": "ZOE"}),
    "either": (["null", "Point", OTHER, "string"], ("Other", {"email": "anna"}), {"email": "ZOE"}),
    "any": ([{"type": "map", "values": "int"}, "Point", "int", "long", "string", "bytes"], {"a": 1}, {"a": 1}),
}  # fmt: skip
SCHEMA = {
    "type": "record",
    "name": "Row",
    "fields": [{"name": name, "type": kind} for name, (kind, _, _) in FIELDS.items()],
}
OLD = {name: value for name, (_, value, _) in FIELDS.items()}
NEW = {name: value for name, (_, _, value) in FIELDS.items()}
OTHERS = [OLD | {"any": 3_000_000_000}, OLD | {"any": "anna"}, OLD | {"maybe": None, "either": None}]


@pytest.mark.parametrize("codec", ["null", "deflate", "snappy", "zstandard", "bzip2", "xz"])
def test_a_copy_has_the_schema_the_codec_and_the_records(codec: str) -> None:
    content = avro(SCHEMA, [OLD, *OTHERS] * 20, codec=codec, sync_interval=2_000)
    for shard_bytes in (1, 1 << 20):
        copied = copy(content, "in.avro", shard_bytes=shard_bytes, may_be_broken=False)
        assert avro_records(copied) == avro_records(content)
        assert avro_schema(copied) == avro_schema(content)
        assert fastavro.reader(io.BytesIO(copied)).codec == codec
        assert copied == copy(content, "in.avro")


def test_every_type_gets_new_values() -> None:
    content = avro(SCHEMA, [OLD, *OTHERS])
    first, *others = avro_records(copy(content, "in.avro", change, may_be_broken=False))
    assert first == NEW
    assert [row["any"] for row in others] == [3_000_000_000, "ZOE", {"a": 1}]
    assert others[-1]["maybe"] is None


def test_records_that_are_no_rows_are_read() -> None:
    for schema, records in (
        ("string", ["anna", "b"]),
        ({"type": "array", "items": "string"}, [["anna"], []]),
        ([POINT, OTHER, "string"], [("Other", {"email": "anna"}), "anna"]),
    ):
        copied = copy(avro(schema, records), "in.avro", change, may_be_broken=False)
        assert json.loads(json.dumps(avro_records(copied)).replace("ZOE", "anna")) == avro_records(
            avro(schema, records)
        )
        assert b"ZOE" in copied


def test_free_text_of_the_schema_and_of_the_header_is_removed() -> None:
    said = {
        "doc": SECRET,
        "aliases": [SECRET],
        "namespace": f"com.{SECRET}.crm",
        "owner": SECRET,
        "logicalType": SECRET,
    }
    point = POINT | said
    schema = {
        "type": "record",
        "name": "Row",
        **said,
        "fields": [
            {"name": "a", "type": {"type": "string", "avro.java.string": SECRET}, "default": SECRET, **said},
            {"name": "b", "type": ["null", point], "default": None},
            {"name": "c", "type": ["null", f"com.{SECRET}.crm.Point"], "default": None},
        ],
    }
    content = avro(
        schema,
        [{"a": "x", "b": None, "c": {"email": "y"}}],
        metadata={"author": SECRET},
        sync_marker=b"kowalskikowalski",
    )
    copied = copy(content, "in.avro", may_be_broken=False)
    assert SECRET.encode() not in copied
    assert avro_records(copied) == avro_records(content)
    assert avro_schema(copied) == {
        "type": "record",
        "name": "Row",
        "fields": [
            {"name": "a", "type": "string"},
            {"name": "b", "type": ["null", POINT], "default": None},
            {"name": "c", "type": ["null", "Point"], "default": None},
        ],
    }


def test_names_and_symbols_are_those_of_the_header() -> None:
    level = {"type": "enum", "name": "Level", "symbols": ["Annette_Kowalski", "HIGH"]}
    schema = {"type": "record", "name": "Row", "fields": [{"name": "Peter_Weber", "type": level}]}
    content = avro(schema, [{"Peter_Weber": "HIGH"}])
    record = header(io.BytesIO(content), plan(io.BytesIO(content), "in.avro"))
    assert isinstance(record, Record)
    assert {"Annette Kowalski", "Peter Weber"} <= {text.value for text in record.texts}
    assert record.render([text.value for text in record.texts]).names == ()
    new = {"Annette Kowalski": "Zoë Brandt", "Peter Weber": "4 Riverside"}
    names = record.render([new.get(text.value, text.value) for text in record.texts]).names
    assert names == ("Row", "Level", "Zoe_Brandt", "HIGH", "_4_Riverside")


def test_new_names_are_in_the_schema_of_the_copy_and_values_keep_their_meaning() -> None:
    level = {"type": "enum", "name": "Anna", "symbols": ["Annette_Kowalski", "HIGH"], "default": "Annette_Kowalski"}
    fields = [{"name": "Peter_Weber", "type": level}, {"name": "again", "type": ["null", "Anna"]}]
    content = avro(
        {"type": "record", "name": "Row", "fields": fields}, [{"Peter_Weber": "HIGH", "again": "Annette_Kowalski"}]
    )
    planned = plan(io.BytesIO(content), "in.avro")
    new = ("Row", "Type", "Liv_Larsen", "HIGH", "who", "again")
    part, out = io.BytesIO(), io.BytesIO()
    (record,) = read(io.BytesIO(content), planned.shards[0], ReadOptions())
    assert isinstance(record, Record)
    writing = writer(part, io.BytesIO(content), planned.shards[0])
    writing.write(record.render([text.value for text in record.texts]))
    writing.close()
    part.seek(0)
    assemble(replace(planned, names=new), [part], io.BytesIO(content), out)
    assert avro_records(out.getvalue()) == [{"who": "HIGH", "again": "Liv_Larsen"}]
    assert not re.search(b"Anna|Annette|Weber", out.getvalue())


def test_a_symbol_of_an_enum_is_a_text_in_a_declared_field_only_and_cannot_become_another() -> None:
    gender = {"type": "enum", "name": "Level", "symbols": ["LOW", "HIGH"]}
    schema = {"type": "record", "name": "Row", "fields": [{"name": "level", "type": gender}]}
    content = avro(schema, [{"level": "LOW"}])
    assert copy(content, "in.avro", lambda _: "x") == copy(content, "in.avro")

    declared = ReadOptions({"level": "CUSTOMER_ID"})
    assert avro_records(copy(content, "in.avro", lambda _: "HIGH", options=declared)) == [{"level": "HIGH"}]
    with pytest.raises(RecordError, match=r"^a new value of 'level' is no symbol of its enum"):
        copy(content, "in.avro", lambda _: "x", options=declared)


def test_dropped_fields_are_empty_and_bytes_are_unscannable() -> None:
    fields = [
        ("a", "string"),
        ("b", ["null", "string"]),
        ("c", "int"),
        ("d", ["null", "long"]),
        ("e", "bytes"),
        ("f", ["null", LEVEL]),
        ("g", {"type": "fixed", "name": "F", "size": 2}),
        ("h", logical("string", "uuid")),
    ]
    schema = {"type": "record", "name": "Row", "fields": [{"name": name, "type": kind} for name, kind in fields]}
    content = avro(schema, [{"a": "x", "b": "y", "c": 7, "d": 8, "e": b"z", "f": "LOW", "g": b"ab", "h": ID}])
    dropped = copy(content, "in.avro", options=ReadOptions(dict.fromkeys("abcdefgh", "drop")), may_be_broken=False)
    nothing = uuid.UUID(int=0)
    assert avro_records(dropped) == [
        {"a": "", "b": "", "c": 0, "d": None, "e": b"", "f": None, "g": b"\0\0", "h": nothing}
    ]
    redacted = copy(
        content, "in.avro", lambda text: "<UUID>" if text.value == str(ID) else text.value, may_be_broken=False
    )
    assert avro_records(redacted)[0]["h"] == nothing

    (record,) = read(io.BytesIO(content), plan(io.BytesIO(content), "in.avro").shards[0], ReadOptions())
    assert isinstance(record, Record)
    assert record.unscannable == ("e", "g")


def test_fields_are_declared_by_their_names_and_paths_and_may_hold_the_classification() -> None:
    inner = {
        "type": "record",
        "name": "Inner",
        "fields": [{"name": "ssn", "type": "long"}, {"name": "class", "type": "string"}],
    }
    schema = {
        "type": "record",
        "name": "Row",
        "fields": [{"name": "meta", "type": ["null", inner]}, {"name": "n", "type": "int"}],
    }
    content = avro(schema, [{"meta": {"ssn": 536904399, "class": "public"}, "n": 5}])
    options = ReadOptions({"meta.class": "keep", "n": "CUSTOMER_ID"}, class_field="meta.class")
    (record,) = read(io.BytesIO(content), plan(io.BytesIO(content), "in.avro").shards[0], options)
    assert isinstance(record, Record)
    assert record.texts == (Text("536904399", "US_SSN"), Text("5", "CUSTOMER_ID"))
    assert record.classification == "public"


def test_a_text_that_is_not_utf_8_blocks_its_record_alone() -> None:
    schema = {"type": "record", "name": "Row", "fields": [{"name": "a", "type": "string"}]}
    content = avro(schema, [{"a": "one"}, {"a": "kowalski"}, {"a": "two"}]).replace(b"kowalski", b"kow\xff\xfeski")
    found = list(read(io.BytesIO(content), plan(io.BytesIO(content), "in.avro").shards[0], ReadOptions()))
    assert [(one.number, isinstance(one, BrokenRecord)) for one in found] == [(1, False), (2, True), (3, False)]
    assert avro_records(copy(content, "in.avro")) == [{"a": "one"}, {"a": "two"}]


def nested(depth: int) -> Any:
    return {"type": "array", "items": nested(depth - 1)} if depth else "string"


NODE = {"type": "record", "name": "Node", "fields": [{"name": "next", "type": ["null", "Node"]}]}
EMPTY = {"type": "record", "name": "Empty", "fields": [{"name": "n", "type": "null"}]}
DOUBLING = "string"
for depth in range(15):
    fields = [{"name": name, "type": DOUBLING if name == "a" or not depth else f"T{depth - 1}"} for name in "ab"]
    DOUBLING = {"type": "record", "name": f"T{depth}", "fields": fields}
TWICE = [POINT | {"namespace": "a"}, POINT | {"namespace": "b"}]


@pytest.mark.parametrize(
    ("schema", "record", "message"),
    [
        (NODE, {"next": None}, "an Avro type contains itself"),
        (nested(65), [], "nested more than 64 deep"),
        ({"type": "array", "items": "null"}, [], "items without content"),
        ({"type": "array", "items": EMPTY}, [], "items without content"),
        ({"type": "array", "items": {"type": "fixed", "name": "F", "size": 0}}, [], "items without content"),
        (["int", logical("long", "timestamp-millis")], 5, "n Avro union of dates and other numbers"),
        (["null", DOUBLING], None, "more than 10,000 fields"),
        (TWICE, ("a.Point", {"email": "x"}), "differ only in their name space"),
    ],
    ids=["recursion", "depth", "nulls", "empty records", "empty fixed", "dates", "size", "names"],
)
def test_schemas_that_cannot_be_read_refuse_the_file(schema: Any, record: Any, message: str) -> None:
    content = avro(schema, [record])
    with pytest.raises(RecordError, match=rf"^in\.avro: .*{message}"):
        plan(io.BytesIO(content), "in.avro")


def test_a_codec_that_is_not_read_is_named_by_those_that_are() -> None:
    content = avro("string", ["x"]).replace(b"\x08null", b"\x08kowa")
    with pytest.raises(RecordError, match=r"write it with one of null, deflate, snappy") as raised:
        plan(io.BytesIO(content), "in.avro")
    assert "kowa" not in str(raised.value)
