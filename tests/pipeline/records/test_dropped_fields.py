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
from tests.pipeline.records.office_files import docx


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
    ("name", "old", "new"),
    [
        ("in.xml", "<r><a id='5' t='x'><b>x</b><!-- y --><![CDATA[<i>z</i>]]></a><c a='x'>y</c></r>", "<r><a id='' t=''><b></b><!----><![CDATA[]]></a><c a=''>y</c></r>"),
        ("in.xml", '<r><f name="a">x</f><f name="b">x</f></r>', '<r><f name="a"></f><f name="b">x</f></r>'),
        ("in.html", "<table><tr><th>b<th>a<tr><td>x<td title=y><div>x</div><script>x</script></table>", '<table><tr><th>b<th>a<tr><td>x<td title=""><div></div><script></script></table>'),
        ("in.html", "<p itemprop=a><b>x</b><img src='data:image/png;base64,AA'></p><input name=a value=x>", "<p itemprop=a><b></b><img src=''></p><input name=a value=\"\">"),
        ("in.yaml", "a:\n  b: 5\n  c: [true, x, 2024-03-04]\n  d: |\n    x\n    y\n  e: !!binary eA==\n  f: *v\nb: &v 7\n", "a:\n  b: null\n  c: [null, '', null]\n  d: |\n  e: !!binary ''\n  f: null\nb: &v 7\n"),
        ("in.toml", "a = {b = 5, c = [true, 'x']}\nb = 2024-03-04\n[[d]]\na = 1.5\n", 'a = {b = "", c = ["", \'\']}\nb = 2024-03-04\n[[d]]\na = ""\n'),
        ("in.ini", "[a]\nb = x\n  y\n[c]\na=5\nb=x\n", "[a]\nb = \n  \n[c]\na=\nb=x\n"),
        ("in.properties", "a=x \\\n  y\nb x\n", "a=\nb x\n"),
        (".env", "export a=\"x $b\"\nb=x\n", 'export a=""\nb=x\n'),
        ("in.sql", "INSERT INTO t (a, b) VALUES ('x', 5), (-5, 6), (0x41, 7), (TRUE, 8), (NULL, 9);\nCOPY t (b, a) FROM stdin;\n5\tx\n6\t5\n\\.\n", "INSERT INTO t (a, b) VALUES ('', 5), (-NULL, 6), (NULL, 7), (NULL, 8), (NULL, 9);\nCOPY t (b, a) FROM stdin;\n5\t\\N\n6\t\\N\n\\.\n"),
        ("in.eml", "From: b@c.de\nA: =?utf-8?q?x?=\n y\nB: x\n\nx\n", "From: b@c.de\nA: \nB: x\n\nx\n"),
        ("in.log", 'a=x b=x {"a": 5, "b": 6}\n', 'a= b=x {"a": null, "b": 6}\n'),
        ("in.rst", ":a: x\n  y\n:b: x\n", ":a: \n:b: x\n"),
        ("in.bib", "@book{k,\n a = 1999,\n b = {x}\n}\n", "@book{k,\n a = {},\n b = {x}\n}\n"),
    ],
)  # fmt: skip
def test_dropped_values_of_structured_text_leave_a_file_of_its_format(name: str, old: str, new: str) -> None:
    assert copied(old.encode(), name, a="drop").decode() == new


CONTACT = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Keller;Anna;;;\r\n", b"item1.TEL;TYPE=cell:+1 555\r\n  0100\r\n",
    b"PHOTO;ENCODING=b:eA==\r\n", b"GENDER:F\r\n", b"END:VCARD\r\n",
)  # fmt: skip
EVENT = (
    b"BEGIN:VEVENT\r\nORGANIZER;CN=Bob:mailto:b@b.de\r\n", b'ATTENDEE;CN="Anna":mailto:a@b.de\r\n',
    b"RRULE:FREQ=DAILY;UNTIL=20250304\r\n", b"EXDATE:20250301,20250302\r\n", b"STATUS:CONFIRMED\r\n", b"END:VEVENT\r\n",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "lines", "fields"),
    [
        ("in.vcf", CONTACT, ("TEL", "PHOTO", "GENDER")),
        ("in.ics", EVENT, ("ATTENDEE", "RRULE", "EXDATE", "STATUS")),
    ],
)
def test_a_dropped_property_leaves_no_line(name: str, lines: tuple[bytes, ...], fields: tuple[str, ...]) -> None:
    assert copied(b"".join(lines), name, **dict.fromkeys(fields, "drop")) == lines[0] + lines[-1]


@pytest.mark.parametrize(
    ("name", "old", "field", "new"),
    [
        ("in.vcf", b"".join(CONTACT), "N.given", b"".join(CONTACT).replace(b"Anna", b"")),
        ("in.ics", b"".join(EVENT), "ATTENDEE.CN", b"".join(EVENT).replace(b"Anna", b"")),
        ("in.ics", b"".join(EVENT), "ORGANIZER.CN", b"".join(EVENT).replace(b"Bob", b'""')),
        ("in.hl7", b"MSH|^~\\&|A\rPID|1||7^^^X^MR~8||K^A\r", "PID-3", b"MSH|^~\\&|A\rPID|1||^^^^~||K^A\r"),
        ("in.hl7", b"MSH|^~\\&|A\rOBX|1|ED|P||^a^p^Base64^eA==\r", "OBX-5", b"MSH|^~\\&|A\rOBX|1|ED|P||\r"),
    ],
)
def test_a_dropped_component_is_empty(name: str, old: bytes, field: str, new: bytes) -> None:
    assert copied(old, name, **{field: "drop"}) == new


def test_rules_of_a_time_zone_are_not_dropped_with_the_dates_of_events() -> None:
    zone = (
        b"BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    assert copied(zone, "in.ics", DTSTART="drop") == zone


def test_a_format_that_cannot_drop_refuses() -> None:
    with pytest.raises(RecordError, match=r"in\.docx: --field NAME=drop does not work in this format: empty the field"):
        plan(io.BytesIO(docx("x")), "in.docx", options=ReadOptions({"a": "drop"}))


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
