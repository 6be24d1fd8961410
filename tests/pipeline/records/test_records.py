"""Formats: texts of each format, and byte-for-byte round trips of everything else."""

import csv
import gzip
import io
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import RecordError, Text
from pipeline.records import BrokenRecord, ReadOptions, plan, read
from pipeline.records.key_names import key_text
from pipeline.records.streams import copy_compressed, zstd
from tests.pipeline.records.copies import copy


def shout(text: Text) -> str:
    return text.value if text.is_label else text.value.upper()


def texts(content: bytes, name: str, options: ReadOptions | None = None) -> list[Text]:
    planned = plan(io.BytesIO(content), name)
    return [
        text
        for shard in planned.shards
        for record in read(io.BytesIO(content), shard, options or ReadOptions())
        if not isinstance(record, BrokenRecord)
        for text in record.texts
        if not text.is_label  # a field name
    ]


def lines(*records: Any) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


OPENAI = {
    "model": "m",
    "messages": [
        {"role": "user", "name": "bob", "content": "hello"},
        {"role": "user", "content": [{"type": "text", "text": "part"}, {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]},
        {"role": "assistant", "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "find", "arguments": '{"email": "a@b.c", "id": "77"}'}}]},
        {"role": "tool", "tool_call_id": "c1", "content": '{"type": "gold"}'},
    ],
    "tools": [{"type": "function", "function": {"name": "find", "description": "Finds."}}],
}  # fmt: skip
ANTHROPIC = {
    "system": [{"type": "text", "text": "be kind", "cache_control": {"type": "ephemeral"}}],
    "messages": [
        {"role": "assistant", "content": [{"type": "tool_use", "id": "t1", "name": "find", "input": {"type": "deep", "who": ["bob"]}}]},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t1", "content": "found bob"}]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("record", "found"),
    [
        (OPENAI, ["bob", "hello", "part", "a@b.c", "gold", "Finds."]),
        (ANTHROPIC, ["be kind", "deep", "bob", "found bob"]),
        ({"conversations": [{"from": "human", "value": "hi"}, {"from": "gpt", "value": "yo"}]}, ["hi", "yo"]),
        ({"prompt": "say", "completion": "said"}, ["say", "said"]),
        ({"role": "nurse", "type": "x", "n": 3, "deep": [{"a": ["b"]}]}, ["nurse", "x", "b"]),
        ('"', ['"']),
        ({"a": "{not json", "b": "[1, \"in\"]"}, ["{not json", "in"]),
    ],
    ids=["OpenAI", "Anthropic", "ShareGPT", "prompt", "any JSON", "a bare string", "JSON in a string"],
)  # fmt: skip
def test_texts_of_a_record(record: Any, found: list[str]) -> None:
    assert [text.value for text in texts(lines(record), "in.jsonl")] == found


def test_images_and_files_are_unscannable() -> None:
    planned = plan(io.BytesIO(lines(OPENAI)), "in.jsonl")
    record = next(read(io.BytesIO(lines(OPENAI)), planned.shards[0], ReadOptions()))
    assert record.unscannable == ("messages[1].content[1].image_url.url",)


def test_nested_json_is_changed_within_its_string() -> None:
    changed = json.loads(copy(lines(OPENAI), "in.jsonl", shout))
    call = changed["messages"][2]["tool_calls"][0]["function"]
    assert call == {"name": "find", "arguments": '{"email": "A@B.C", "id": "77"}'}


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("clara_brenthovel", "PERSON"),
        ("ClaraBrenthovel", "PERSON"),
        ("anna_keller", "PERSON"),
        ("clara_version", ""),
        ("aria_labelledby", ""),
        ("iris_tokenizer", ""),
    ],
)
def test_a_name_of_a_given_name_and_a_word_of_no_list_is_a_person(name: str, entity: str) -> None:
    text = key_text(name)

    assert (text.entity if text else "") == entity


@pytest.mark.parametrize(
    ("name", "is_label"),
    [
        ("Billing Province", True),
        ("Supervisory_Organization", True),
        ("USRID_LONG", True),
        ("Team Keller", False),
        ("Vexmoor Hallitan", False),
        ("Account Vexmoor Hallitan", False),
    ],
)
def test_a_schema_word_beside_one_word_that_is_no_name_makes_a_column_name(name: str, is_label: bool) -> None:
    text = key_text(name)

    assert text is not None
    assert text.is_label is is_label


def test_both_values_of_a_duplicate_key_are_texts() -> None:
    assert copy(b'{"a": "x", "a": "y"}\n', "in.jsonl", shout) == b'{"a": "X", "a": "Y"}\n'


@pytest.mark.parametrize(
    ("content", "name", "changed"),
    [
        (b'{"a" :  "x\\u00e9",\t"n": 1.5e3}\r\n\n{"b":"y"}', "in.jsonl", b'{"a" :  "X\\u00c9",\t"n": 1.5e3}\r\n\n{"b":"Y"}'),
        ('\ufeff{"a": "é"}\n'.encode(), "in.jsonl", '\ufeff{"a": "É"}\n'.encode()),
        (b' [ {"a": "x"},\n {"a": "y, ]"} ]\n', "in.json", b' [ {"a": "X"},\n {"a": "Y, ]"} ]\n'),
        (b'{\n  "a": {"b": "x"}\n}\n', "in.json", b'{\n  "a": {"b": "X"}\n}\n'),
        (b'{"a": "\\ud800"}\n', "in.jsonl", b'{"a": "\\ud800"}\n'),
        (b'k;v\r\n"a ""b""";c,d\r\n', "in.csv", b'k;v\r\n"A ""B""";C,D\r\n'),
        (b'k\tv\n"two\nlines"\tx\n', "in.tsv", b'k\tv\n"TWO\nLINES"\tX\n'),
        (b'k,v\n"{""a"": ""x""}",y\n', "in.csv", b'k,v\n"{""a"": ""X""}",Y\n'),
        (b"# Title\r\n\r\ntext\n", "in.md", b"# TITLE\r\n\r\nTEXT\n"),
    ],
    ids=["lines", "byte order mark", "array", "object", "lone surrogate", "CSV", "TSV", "JSON in a cell", "Markdown"],
)  # fmt: skip
def test_bytes_other_than_texts_are_unchanged(content: bytes, name: str, changed: bytes) -> None:
    for shard_bytes in (1, 1 << 20):
        assert copy(content, name, shard_bytes=shard_bytes) == content
        assert copy(content, name, shout, shard_bytes=shard_bytes) == changed


@pytest.mark.parametrize(
    ("content", "name", "file_format"),
    [
        (b'{"a": 1}\n{"a": 2}\n', "data", "jsonl"),
        (b'{"a": 1}\n{"a": 2}\n', "data.json", "jsonl"),
        (b'[{"a": 1},\n{"a": 2}]', "data.jsonl", "array"),
        (b'{\n"a": 1}', "data.json", "json"),
        (b"id,name\n1,a\n2,b\n3,c\n", "data", "csv"),
        (b"Hello, world.\nHow, then, are you?\nFine, thanks.\n", "data", "text"),
        (b'{"a": broken\n{"a": 2}\n', "data.jsonl", "jsonl"),
        (b"", "data.csv", "csv"),
    ],
)
def test_format_is_detected_by_content_first(content: bytes, name: str, file_format: str) -> None:
    assert plan(io.BytesIO(content), name).format == file_format


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress], ids=["gzip", "Zstandard"])
def test_compressed_file_is_copied_compressed(pack: Callable[[bytes], bytes]) -> None:
    content = lines({"a": "x"}, {"a": "y"})
    packed = copy(pack(content), "in.jsonl", shout)
    is_gzip = pack is gzip.compress
    unpacked = gzip.decompress(packed) if is_gzip else zstd.decompress(packed)
    assert unpacked == content.upper().replace(b'"A"', b'"a"')
    assert copy(pack(content), "in.jsonl", shout) == packed


@pytest.mark.parametrize(("compression", "unpack"), [("gz", gzip.decompress), ("zst", zstd.decompress)])
def test_empty_file_is_compressed_to_a_valid_file(compression: str, unpack: Callable[[bytes], bytes]) -> None:
    packed = io.BytesIO()
    copy_compressed(io.BytesIO(), packed, compression)
    assert packed.getvalue()
    assert unpack(packed.getvalue()) == b""


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress], ids=["gzip", "Zstandard"])
def test_truncated_file_is_rejected(pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(RecordError, match="ends too early"):
        plan(io.BytesIO(pack(lines({"a": "x"}) * 100)[:-6]), "in.jsonl.gz")


@pytest.mark.parametrize("left_out", [(1,), (2,), (3,), (1, 2), (1, 2, 3)])
def test_array_without_blocked_elements_is_still_valid(left_out: tuple[int, ...]) -> None:
    content = b'[\n  {"a": "x"},\n  {"a": "y"},\n  {"a": "z"}\n]\n'
    left = [value for number, value in enumerate("xyz", 1) if number not in left_out]
    for shard_bytes in (1, 1 << 20):
        assert json.loads(copy(content, "in.json", shard_bytes=shard_bytes, leave_out=left_out)) == [
            {"a": v} for v in left
        ]


def test_record_has_number_and_classification() -> None:
    content = b'\n{"meta": {"class": "public"}}\nbroken\n{"meta": 3}\n'
    planned = plan(io.BytesIO(content), "in.jsonl")
    found = list(read(io.BytesIO(content), planned.shards[0], ReadOptions(class_field="meta.class")))
    assert [record.number for record in found] == [1, 2, 3, 4]
    assert [getattr(record, "classification", "broken") for record in found] == [None, "public", "broken", None]


def test_declared_numbers_are_texts_and_remain_numbers() -> None:
    content = b'{"ssn": 536904399, "age": 41, "phone": true, "zip": null, "email": "n/a"}\n'
    assert texts(content, "in.jsonl") == [Text("536904399", "US_SSN")]
    assert copy(content, "in.jsonl", lambda _: "123456789") == content.replace(b"536904399", b"123456789")
    assert b'"ssn": "<US_SSN>"' in copy(content, "in.jsonl", lambda _: "<US_SSN>")


def test_field_options_override_names() -> None:
    options = ReadOptions({"cust": "CUSTOMER_ID", "email": "text", "meta.raw": "keep"})
    content = lines({"cust": 7, "email": "a@b.c", "meta": {"raw": "x", "other": "y"}})
    assert texts(content, "in.jsonl", options) == [
        Text("7", "CUSTOMER_ID"),
        Text("a@b.c", context="email"),
        Text("y", context="meta other"),
    ]


@pytest.fixture
def table() -> pa.Table:
    schema = pa.schema(
        [
            pa.field("id", pa.int64(), nullable=False),
            pa.field("ssn", pa.int32()),
            pa.field("dob", pa.date32()),
            pa.field("note", pa.large_string(), metadata={"k": "v"}),
            pa.field("kind", pa.dictionary(pa.int32(), pa.string())),
            pa.field("tags", pa.list_(pa.string())),
            pa.field("who", pa.struct([("email", pa.string()), ("n", pa.int8())])),
        ],
        metadata={"made": "by hand"},
    )
    rows = [
        {"id": i, "ssn": None if i == 2 else 100 + i, "dob": None, "note": f"n{i}", "kind": "a", "tags": ["x", None], "who": {"email": "e", "n": i}}
        for i in range(1, 6)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schema)


def parquet(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=2, compression="zstd")
    return out.getvalue()


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "brotli", "zstd", "lz4"])
def test_parquet_of_any_compression_is_copied(compression: str) -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"a": ["x", "y"], "b": [1, 2]}), out, compression=compression)

    after = pq.ParquetFile(io.BytesIO(copy(out.getvalue(), "in.parquet", shard_bytes=1 << 20)))

    stored = "UNCOMPRESSED" if compression == "none" else compression.upper()
    assert {after.metadata.row_group(0).column(place).compression for place in range(2)} == {stored}


def test_parquet_keeps_schema_row_groups_and_compression(table: pa.Table) -> None:
    before = pq.ParquetFile(io.BytesIO(parquet(table)))
    for shard_bytes in (1, 1 << 20):
        after = pq.ParquetFile(io.BytesIO(copy(parquet(table), "in.parquet", shard_bytes=shard_bytes)))
        assert after.schema_arrow.equals(before.schema_arrow)
        assert not after.schema_arrow.metadata
        assert after.read().to_pylist() == before.read().to_pylist()
        groups = range(before.num_row_groups)
        assert [after.metadata.row_group(g).num_rows for g in groups] == [2, 2, 1]
        assert after.metadata.row_group(0).column(0).compression == "ZSTD"


def test_damaged_row_group_is_one_broken_record(table: pa.Table) -> None:
    content = parquet(table)
    place = pq.ParquetFile(io.BytesIO(content)).metadata.row_group(1).column(3).data_page_offset
    damaged = content[:place] + b"\xff" * 40 + content[place + 40 :]
    shards = plan(io.BytesIO(damaged), "in.parquet", 1 << 20).shards
    found = [one for shard in shards for one in read(io.BytesIO(damaged), shard, ReadOptions())]
    assert [one.number for one in found] == [1, 2, 3, 5]
    assert [isinstance(one, BrokenRecord) for one in found] == [False, False, True, False]


def test_parquet_strings_at_any_depth_and_declared_numbers_are_texts(table: pa.Table) -> None:
    def change(text: Text) -> str:
        return "7" if text.entity == "US_SSN" else text.value.upper()

    rows = pq.read_table(io.BytesIO(copy(parquet(table), "in.parquet", change, leave_out=(4,)))).to_pylist()

    assert [row["id"] for row in rows] == [1, 2, 3, 5]
    assert [row["ssn"] for row in rows] == [7, None, 7, 7]
    assert rows[0] | {"dob": None} == {
        "id": 1, "ssn": 7, "dob": None, "note": "N1", "kind": "A", "tags": ["X", None], "who": {"email": "E", "n": 1},
    }  # fmt: skip


def test_parquet_value_that_does_not_fit_its_type_becomes_null(table: pa.Table) -> None:
    rows = pq.read_table(io.BytesIO(copy(parquet(table), "in.parquet", lambda t: f"<{t.entity}>"))).to_pylist()
    assert {row["ssn"] for row in rows} == {None}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(st.lists(json_values, max_size=5), st.booleans(), st.sampled_from([1, 40, 1 << 20]))
def test_any_json_round_trips_byte_for_byte(values: list[Any], ascii_only: bool, shard_bytes: int) -> None:
    as_lines = "".join(json.dumps({"v": value}, ensure_ascii=ascii_only) + "\n" for value in values)
    as_array = json.dumps([{"v": value} for value in values], ensure_ascii=ascii_only, indent=1)
    for content, name in ((as_lines, "in.jsonl"), (as_array, "in.json")):
        encoded = content.encode("utf-8", "surrogatepass")
        assert copy(encoded, name, shard_bytes=shard_bytes) == encoded


@given(json_values)
def test_only_texts_of_json_change(value: Any) -> None:
    changed = json.loads(copy(lines({"v": value}), "in.jsonl", lambda _: "changed"))["v"]

    def matches(old: Any, new: Any) -> bool:
        if isinstance(old, dict):
            return len(old) == len(new) and all(map(matches, old.values(), new.values()))
        if isinstance(old, list):
            return len(old) == len(new) and all(map(matches, old, new))
        return old == new or (isinstance(old, str | int) and isinstance(new, str))

    assert matches(value, changed)


@given(
    st.lists(st.lists(st.text(alphabet='ab",;\n\ré ', max_size=6), min_size=3, max_size=3), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([1, 1 << 20]),
)
def test_any_table_round_trips_byte_for_byte(rows: list[list[str]], delimiter: str, shard_bytes: int) -> None:
    out = io.StringIO()
    table = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    table.writerows([["one", "two", "three"], *rows])
    content = out.getvalue().encode()

    assert copy(content, "in.csv", shard_bytes=shard_bytes) == content
    changed = copy(content, "in.csv", lambda _: 'x"y', shard_bytes=shard_bytes).decode()
    assert [len(row) for row in csv.reader(io.StringIO(changed, newline=""), delimiter=delimiter)] == [3] * (
        1 + len(rows)
    )


@given(st.text(max_size=300), st.integers(1, 2000), st.sampled_from([1, 1 << 20]))
def test_any_text_round_trips_byte_for_byte(piece: str, times: int, shard_bytes: int) -> None:
    content = (piece.replace("\x00", "") * times).encode("utf-8", "ignore").removeprefix(b"\xff\xfe")
    assert copy(content, "in.txt", shard_bytes=shard_bytes) == content


@given(
    st.binary(max_size=40).map(lambda line: line.replace(b"\n", b"").replace(b"\0", b"")),
    st.sampled_from(["in.jsonl", "in.csv"]),
)
def test_unreadable_record_is_reported_without_its_content(damage: bytes, name: str) -> None:
    good = b'{"a": 1}\n' if name == "in.jsonl" else b"a,b\n1,2\n"
    bad = b'{"Zebulon' + damage + b"\n" if name == "in.jsonl" else b'Zebulon,"' + damage.replace(b'"', b"") + b"\n"
    planned = plan(io.BytesIO(good + bad), name)
    found = [r for shard in planned.shards for r in read(io.BytesIO(good + bad), shard, ReadOptions())]

    broken = [record for record in found if isinstance(record, BrokenRecord)]

    assert all("Zebulon" not in record.reason for record in broken)
    for record in found:
        if not isinstance(record, BrokenRecord) and name == "in.jsonl":
            json.loads(record.render([text.value for text in record.texts]))


@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress], ids=["gzip", "Zstandard"])
def test_concatenated_frames_are_one_file(pack: Callable[[bytes], bytes]) -> None:
    content = pack(b'{"n": 1}\n') + pack(b"") + pack(b'{"n": 2}\n' * 10_000)

    planned = plan(io.BytesIO(content), "in.jsonl")

    assert len(list(read(io.BytesIO(content), planned.shards[0], ReadOptions()))) == 10_001
