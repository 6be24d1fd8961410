"""Tables with types: every type in every format keeps its schema, and a new text becomes a value of the type."""

import datetime
import io
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from pyarrow import orc

from pipeline import RecordError, Text
from pipeline.records import BrokenRecord, ReadOptions, Record, header, plan, read
from pipeline.records.typed.ipc_messages import messages_of_file
from tests.pipeline.records.copies import copy
from tests.pipeline.records.typed_files import LIBRARIES, arrow, orc_file, parquet

S = pa.string()
DAY = datetime.date(2024, 3, 4)
MOMENT = datetime.datetime(2024, 3, 4, 12, 30, 15)
OTHER_DAY = datetime.date(2019, 3, 4)
OTHER_MOMENT = MOMENT.replace(year=2019)
NEW = {"anna": "ZOE", "2024": "2019", "12345678": "87654321", "85000": "91000", "00000000-": "11111111-"}


def change(text: Text) -> str:
    value = text.value
    for old, new in NEW.items():
        value = value.replace(old, new)
    return value


@dataclass(frozen=True)
class Case:
    """A column.

    Arguments:
        kind: its type.
        old, new: a value before and after `change`.
        lacking: the formats that cannot have the type.
        column: its name.
    """

    kind: pa.DataType
    old: Any
    new: Any
    lacking: str = ""
    column: str = "c"


def unchanged(kind: pa.DataType, value: Any, lacking: str = "") -> Case:
    return Case(kind, value, value, lacking)


CASES: Mapping[str, Case] = {
    "string": Case(S, "anna", "ZOE"),
    "large string": Case(pa.large_string(), "anna", "ZOE"),
    "string view": Case(pa.string_view(), "anna", "ZOE", "orc"),
    "json in a string": Case(S, '{"a": ["anna", 1]}', '{"a": ["ZOE", 1]}'),
    "dictionary": Case(pa.dictionary(pa.int8(), S), "anna", "ZOE", "orc"),
    "ordered dictionary": Case(pa.dictionary(pa.int32(), S, ordered=True), "anna", "ZOE", "orc"),
    "dictionary of views": Case(pa.dictionary(pa.uint8(), pa.string_view()), "anna", "ZOE", "orc parquet"),
    "list of dictionaries": Case(pa.list_(pa.dictionary(pa.int8(), S)), ["anna", "b"], ["ZOE", "b"], "orc"),
    "list": Case(pa.list_(S), ["anna", None], ["ZOE", None]),
    "large list": Case(pa.large_list(S), ["anna"], ["ZOE"]),
    "list of views": Case(pa.list_(pa.string_view()), ["anna"], ["ZOE"], "orc"),
    "fixed size list": Case(pa.list_(S, 1), ["anna"], ["ZOE"], "parquet"),
    "map": Case(pa.map_(S, S), [("anna", "anna")], [("ZOE", "ZOE")]),
    "map of dates": Case(pa.map_(pa.date32(), pa.int8()), [(DAY, 1)], [(OTHER_DAY, 1)]),
    "nested": Case(
        pa.struct([("l", pa.list_(pa.struct([("m", pa.map_(S, pa.struct([("email", S), ("t", pa.date32())])))])))]),
        {"l": [{"m": [("k", {"email": "anna", "t": DAY})]}, None]},
        {"l": [{"m": [("k", {"email": "ZOE", "t": OTHER_DAY})]}, None]},
    ),
    "date": Case(pa.date32(), DAY, OTHER_DAY),
    "date64": Case(pa.date64(), DAY, OTHER_DAY, "orc"),
    "timestamp in s": Case(pa.timestamp("s"), MOMENT, OTHER_MOMENT, "parquet orc"),
    "timestamp in us": Case(pa.timestamp("us"), MOMENT.replace(microsecond=5), OTHER_MOMENT.replace(microsecond=5), "orc"),
    "timestamp in ns": Case(pa.timestamp("ns"), MOMENT, OTHER_MOMENT),
    "timestamp in a zone": Case(pa.timestamp("ms", "Europe/Berlin"), MOMENT, OTHER_MOMENT, "orc"),
    "timestamp in UTC": Case(pa.timestamp("ns", "UTC"), MOMENT, OTHER_MOMENT),
    "timestamps in a list": Case(pa.list_(pa.timestamp("us")), [MOMENT, None], [OTHER_MOMENT, None], "orc"),
    "declared integer": Case(pa.int64(), 12345678, 87654321, column="customer_id"),
    "declared float": Case(pa.float64(), 85000.0, 91000.0, column="salary"),
    "declared decimal": Case(pa.decimal128(9, 2), Decimal("85000.50"), Decimal("91000.50"), column="salary"),
    "declared wide decimal": Case(pa.decimal256(50, 1), Decimal("85000.5"), Decimal("91000.5"), "orc", "salary"),
    "uuid": Case(pa.uuid(), uuid.UUID(int=5), uuid.UUID("11111111-0000-0000-0000-000000000005"), "orc"),
    "json": Case(pa.json_(), '{"a": "anna"}', '{"a": "ZOE"}', "orc"),
    "time": unchanged(pa.time64("us"), datetime.time(12, 30, 15, 5), "orc"),
    "integer": unchanged(pa.uint64(), 2**64 - 1, "orc"),
    "float": unchanged(pa.float32(), 0.5),
    "half float": unchanged(pa.float16(), 0.5, "orc"),
    "boolean": unchanged(pa.bool_(), True),
    "duration": unchanged(pa.duration("us"), datetime.timedelta(5), "orc"),
    "interval": unchanged(pa.month_day_nano_interval(), pa.MonthDayNano([1, 2, 3]), "parquet orc"),
    "null": unchanged(pa.null(), None, "orc"),
}  # fmt: skip


def array(kind: pa.DataType, values: list[Any]) -> pa.Array:
    if isinstance(kind, pa.BaseExtensionType):
        stored = [value.bytes if isinstance(value, uuid.UUID) else value for value in values]
        return pa.ExtensionArray.from_storage(kind, pa.array(stored, kind.storage_type))
    if pa.types.is_dictionary(kind):
        found = pa.array(values, S).dictionary_encode()
        indices, known = found.indices.cast(kind.index_type), found.dictionary.cast(kind.value_type)
        return pa.DictionaryArray.from_arrays(indices, known, ordered=kind.ordered)
    return pa.array(values, kind)


def table_of(**columns: tuple[pa.DataType, Any]) -> pa.Table:
    """Return a table with a value in the first, third and fifth row of each column, and null between them."""
    return pa.table({name: array(kind, [value, None] * 2 + [value]) for name, (kind, value) in columns.items()})


def rows(table: pa.Table) -> tuple[pa.Schema, list[Any]]:
    return table.schema, table.to_pylist()


def assert_copied(name: str, old: pa.Table, new: pa.Table) -> None:
    """Assert that a copy is the table, and with new texts another one, the same each time."""
    library = LIBRARIES[name]
    content = library.write(old)
    for shard_bytes in (1, 1 << 20):
        same = copy(content, library.name, shard_bytes=shard_bytes, may_be_broken=False)
        assert rows(library.read(same)) == rows(library.read(content))
    changed = copy(content, library.name, change, may_be_broken=False)
    assert rows(library.read(changed)) == rows(library.read(library.write(new)))
    assert changed == copy(content, library.name, change)


@pytest.mark.parametrize(
    ("name", "case"),
    [
        pytest.param(name, case, id=f"{name}: {what}")
        for name in ("parquet", "arrow", "stream")
        for what, case in CASES.items()
        if name not in case.lacking
    ],
)
def test_a_column_keeps_its_type_and_gets_new_values(name: str, case: Case) -> None:
    old, new = (table_of(**{case.column: (case.kind, value), "n": (pa.int8(), 1)}) for value in (case.old, case.new))
    assert_copied(name, old, new)


def test_columns_of_orc_keep_their_types_and_get_new_values() -> None:
    cases = [case for case in CASES.values() if "orc" not in case.lacking]
    old = table_of(**{f"{case.column}_{place}": (case.kind, case.old) for place, case in enumerate(cases)})
    new = table_of(**{f"{case.column}_{place}": (case.kind, case.new) for place, case in enumerate(cases)})
    orc_of = LIBRARIES["orc"]
    changed = copy(orc_of.write(old), "in.orc", change, may_be_broken=False)
    assert rows(orc_of.read(changed)) == rows(orc_of.read(orc_of.write(new)))


def texts(content: bytes, name: str, **fields: str) -> list[list[Text]]:
    """Return the texts of each record."""
    options = ReadOptions({field.replace("__", "."): kind for field, kind in fields.items()})
    records = [
        one for shard in plan(io.BytesIO(content), name).shards for one in read(io.BytesIO(content), shard, options)
    ]
    assert all(isinstance(record, Record) for record in records)
    return [list(record.texts) for record in records if isinstance(record, Record)]


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        (pa.date32(), DAY, "2024-03-04"),
        (pa.date32(), datetime.date(1, 1, 1), "0001-01-01"),
        (pa.timestamp("s"), MOMENT, "2024-03-04 12:30:15"),
        (pa.timestamp("ns"), 1_709_555_415_123_456_789, "2024-03-04 12:30:15.123456789"),
        (pa.timestamp("ns"), MOMENT, "2024-03-04 12:30:15"),
        (pa.timestamp("us", "UTC"), MOMENT.replace(microsecond=120_000), "2024-03-04 12:30:15.120Z"),
        (pa.timestamp("s", "Europe/Berlin"), 1_709_555_415, "2024-03-04 13:30:15+0100"),
        (pa.time32("ms"), datetime.time(12, 30), "12:30:00"),
    ],
)
def test_dates_and_times_are_texts_in_iso_form(kind: pa.DataType, value: Any, written: str) -> None:
    content = arrow(pa.table({"created_at": array(kind, [value])}))
    assert texts(content, "in.arrow") == [[Text(written, is_label=True, context="created_at")]]
    declared = arrow(pa.table({"dob": array(kind, [value])}))
    assert texts(declared, "in.arrow") == [[Text(written, "DATE_OF_BIRTH", is_label=True)]]


def test_numbers_are_texts_in_declared_columns_only() -> None:
    row = {"customer_id": 12345678, "salary": 85000.0, "ssn": Decimal("536904399"), "n": 4111111111111111, "zip": 0.5}
    assert texts(arrow(pa.Table.from_pylist([row])), "in.arrow", n="text", zip="keep") == [
        [
            Text("12345678", "CUSTOMER_ID"),
            Text("85000", "MONEY"),
            Text("536904399", "US_SSN"),
            Text("4111111111111111", context="n"),
        ]
    ]


def test_nested_fields_are_declared_by_their_paths() -> None:
    row = {"who": {"code": 7, "tags": ["x"], "by": [("anna keller", {"code": "y"})]}, "code": 8}
    kind = pa.struct([("code", pa.int8()), ("tags", pa.list_(S)), ("by", pa.map_(S, pa.struct([("code", S)])))])
    content = arrow(pa.Table.from_pylist([row], schema=pa.schema([("who", kind), ("code", pa.int8())])))
    assert texts(content, "in.arrow", who__code="CUSTOMER_ID", who__tags="keep") == [
        [
            Text("7", "CUSTOMER_ID"),
            Text("anna keller", "PERSON", is_name=True),
            Text("y", context="anna keller code", is_category=True),
        ]
    ]


def replaced(kind: pa.DataType, value: Any, new: str, *, is_nullable: bool = True) -> Any:
    """Return a value of a column after its text was replaced."""
    schema = pa.schema([pa.field("customer_id", kind, is_nullable)])
    content = arrow(pa.table([array(kind, [value])], schema=schema))
    (found,) = pa.ipc.open_file(copy(content, "in.arrow", lambda _: new)).read_all()[0].to_pylist()
    return found


@pytest.mark.parametrize(
    ("kind", "value", "new", "found"),
    [
        (pa.int16(), 5, "<CUSTOMER_ID>", None),
        (pa.float32(), 5, "40-49", None),
        (pa.decimal128(5, 2), Decimal("1.50"), "1.00-10.00", None),
        (pa.date32(), DAY, "<DATE_TIME>", None),
        (pa.date32(), DAY, "2024", datetime.date(2024, 1, 1)),
        (pa.timestamp("s"), MOMENT, "1980", datetime.datetime(1980, 1, 1)),
        (pa.timestamp("s"), MOMENT, "before 1936", None),
        (pa.time32("s"), datetime.time(1), "02:00:00", datetime.time(2)),
        (pa.uuid(), uuid.UUID(int=5), "<UUID>", None),
    ],
)
def test_a_placeholder_in_a_column_of_values_becomes_null_and_a_year_its_first_day(
    kind: pa.DataType, value: Any, new: str, found: Any
) -> None:
    assert replaced(kind, value, new) == found


def test_a_year_in_a_time_zone_begins_there() -> None:
    new = replaced(pa.timestamp("s", "Europe/Berlin"), 0, "1980")
    assert new.isoformat() == "1980-01-01T00:00:00+01:00"


@pytest.mark.parametrize(
    ("kind", "value", "nothing"),
    [
        (pa.int16(), 5, 0),
        (pa.date32(), DAY, datetime.date(1970, 1, 1)),
        (pa.timestamp("s", "UTC"), 5, datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)),
        (pa.decimal128(5, 2), Decimal("1.50"), Decimal("0.00")),
        (pa.uuid(), uuid.UUID(int=5), uuid.UUID(int=0)),
    ],
)
def test_a_placeholder_in_a_column_without_nulls_becomes_the_value_for_nothing(
    kind: pa.DataType, value: Any, nothing: Any
) -> None:
    assert replaced(kind, value, "<CUSTOMER_ID>", is_nullable=False) == nothing


@pytest.mark.parametrize(
    ("kind", "value", "new"),
    [
        (pa.int8(), 5, "300"),
        (pa.decimal128(3, 2), Decimal("1.50"), "12.50"),
        (pa.timestamp("ns"), MOMENT, "3024-03-04 12:30:15"),
        (pa.timestamp("s"), MOMENT, "2024-03-04 12:30:15.123"),
    ],
)
def test_a_new_value_that_does_not_fit_its_type_blocks_the_record(kind: pa.DataType, value: Any, new: str) -> None:
    with pytest.raises(RecordError, match=r"^a new value of 'customer_id' does not fit its type: ") as raised:
        replaced(kind, value, new)
    assert new not in str(raised.value)


def test_bytes_are_unscannable_unless_they_are_dropped() -> None:
    row = {"blob": b"x", "image": {"bytes": b"y", "path": "a.png"}, "files": [None]}
    kinds = [
        ("blob", pa.binary()),
        ("image", pa.struct([("bytes", pa.binary()), ("path", S)])),
        ("files", pa.list_(pa.binary_view())),
    ]
    content = arrow(pa.Table.from_pylist([row, {}, {"blob": b""}], schema=pa.schema(kinds)))
    records = list(read(io.BytesIO(content), plan(io.BytesIO(content), "in.arrow").shards[0], ReadOptions()))
    assert [record.unscannable for record in records if isinstance(record, Record)] == [("blob", "image.bytes"), (), ()]

    dropped = ReadOptions({"blob": "drop", "image.bytes": "drop"})
    copied = pa.ipc.open_file(copy(content, "in.arrow", options=dropped)).read_all()
    assert copied.to_pylist()[0] == {"blob": None, "image": {"bytes": None, "path": "a.png"}, "files": [None]}


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_dropped_column_keeps_its_type_in_every_format(name: str) -> None:
    library = LIBRARIES[name]
    content = library.write(pa.table({"a": ["x"], "b": [7], "c": [{"d": "y", "e": 1.5}], "f": [True], "g": [DAY]}))
    options = ReadOptions(dict.fromkeys("abcfg", "drop"))
    copied = library.read(copy(content, library.name, options=options, may_be_broken=False))
    assert rows(copied) == (
        library.read(content).schema,
        [{"a": "", "b": None, "c": {"d": "", "e": None}, "f": None, "g": None}],
    )


def test_the_classification_of_a_row_may_be_nested() -> None:
    content = arrow(pa.table({"meta": [{"class": "public"}, None], "m.c": ["internal", "x"]}))

    def labels(field: str) -> list[str | None]:
        options = ReadOptions(class_field=field)
        found = read(io.BytesIO(content), plan(io.BytesIO(content), "in.arrow").shards[0], options)
        return [record.classification for record in found if isinstance(record, Record)]

    assert labels("meta.class") == ["public", None]
    assert labels("m.c") == ["internal", "x"]


def test_rows_of_a_long_block_stay_in_order_and_blocked_ones_are_left_out() -> None:
    table = pa.table({"note": [f"n{place}" for place in range(2_500)], "n": range(2_500)})
    for content, name in ((parquet(table, row_group_size=3_000), "in.parquet"), (arrow(table, rows=3_000), "in.arrow")):
        copied = copy(content, name, lambda text: text.value.upper(), leave_out=(1, 1_025, 2_500))
        read_back = pq.read_table(io.BytesIO(copied)) if name == "in.parquet" else pa.ipc.open_file(copied).read_all()
        kept = [place for place in range(2_500) if place not in (0, 1_024, 2_499)]
        assert read_back.to_pylist() == [{"note": f"N{place}", "n": place} for place in kept]


def test_blocks_and_compression_stay() -> None:
    table = pa.table({"note": ["x"] * 5})
    groups = pq.ParquetFile(io.BytesIO(copy(parquet(table, compression="none"), "in.parquet", leave_out=(4,)))).metadata
    assert [groups.row_group(group).num_rows for group in range(3)] == [2, 1, 1]
    assert groups.row_group(0).column(0).compression == "UNCOMPRESSED"
    for compression in (None, "lz4", "zstd"):
        copied = copy(arrow(table, compression=compression), "in.arrow")
        found = list(messages_of_file(io.BytesIO(copied), len(copied)))
        assert [(message.rows, message.codec) for message in found] == [(rows, compression) for rows in (2, 2, 1)]
    assert orc.ORCFile(io.BytesIO(copy(orc_file(table, compression="snappy"), "in.orc"))).compression == "SNAPPY"


SECRET = "kowalski"
FIRST_IS_NULL = pa.py_buffer(b"\x02")


def hidden_under_null(kind: pa.DataType, child: pa.Array, *buffers: pa.Buffer) -> pa.Array:
    return pa.Array.from_buffers(kind, 2, [FIRST_IS_NULL, *buffers], children=[child])


def hidden() -> dict[str, pa.Array]:
    """Return arrays of two values with bytes that they do not show."""
    both = pa.array([SECRET, "b"])
    inner = pa.StructArray.from_arrays([both], ["x"])
    number = pa.array([int.from_bytes(SECRET.encode(), "little"), 1])
    offsets = pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0")
    view = pa.array([SECRET * 2, "b"], pa.string_view())
    return {
        "text under a null": pa.Array.from_buffers(S, 2, [FIRST_IS_NULL, *both.buffers()[1:]]),
        "number under a null": pa.Array.from_buffers(pa.int64(), 2, [FIRST_IS_NULL, number.buffers()[1]]),
        "field of a null": hidden_under_null(pa.struct([("x", S)]), both),
        "number in a null": hidden_under_null(pa.struct([("x", pa.int64())]), number),
        "struct in a null": hidden_under_null(pa.struct([("y", inner.type)]), inner),
        "item of a null": hidden_under_null(pa.list_(S), both, offsets),
        "fixed item of a null": hidden_under_null(pa.list_(inner.type, 1), inner),
        "slice": pa.array([SECRET, "a", "b"]).slice(1),
        "slice of a view": view.slice(1),
        "dictionary": pa.DictionaryArray.from_arrays(pa.array([1, 1]), both),
    }


@pytest.mark.parametrize("what", hidden())
def test_bytes_that_a_column_does_not_show_are_not_in_the_copy(what: str) -> None:
    found = hidden()[what]
    content = arrow(pa.table({"c": found, "n": range(len(found))}), is_stream=True)
    copied = copy(content, "in.arrow", may_be_broken=False)
    assert SECRET.encode() not in copied
    assert pa.ipc.open_stream(copied).read_all()["c"].to_pylist() == found.to_pylist()


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_replaced_or_left_out_value_is_nowhere_in_the_copy(name: str) -> None:
    library = LIBRARIES[name]
    kind = S if name == "orc" else pa.dictionary(pa.int8(), S)
    row = {"t": SECRET, "l": [SECRET], "s": {"x": SECRET}, "m": [(SECRET, SECRET)], "d": SECRET, "n": 1}
    kinds = [
        ("t", S),
        ("l", pa.list_(S)),
        ("s", pa.struct([("x", S)])),
        ("m", pa.map_(S, S)),
        ("d", kind),
        ("n", pa.int8()),
    ]
    fields = [pa.field(name, kind, metadata={"note": SECRET}) for name, kind in kinds]
    schema = pa.schema(fields, metadata={"pandas": f'{{"creator": "{SECRET}"}}'})
    table = pa.Table.from_pylist([row, row, {"t": "b"}], schema=schema)
    content = library.write(table)
    assert SECRET.encode() in content

    changed = copy(content, library.name, lambda text: text.value.replace(SECRET, "zoe"), shard_bytes=1)
    left_out = copy(content, library.name, leave_out=(1, 2), shard_bytes=1)

    assert library.read(changed).num_rows == 3
    assert library.read(left_out).to_pylist()[0]["t"] == "b"
    assert library.read(changed).schema.equals(library.read(content).schema)
    for copied in (changed, left_out):
        assert SECRET.encode() not in copied
        assert not library.read(copied).schema.metadata


def test_metadata_of_a_batch_is_removed() -> None:
    batch = pa.record_batch({"n": [1]})
    out = io.BytesIO()
    with pa.ipc.new_stream(out, batch.schema) as writer:
        writer.write_batch(batch, custom_metadata={"note": SECRET})
    assert SECRET.encode() in out.getvalue()
    assert SECRET.encode() not in copy(out.getvalue(), "in.arrow")


def test_the_type_of_an_array_of_datasets_stays_and_other_metadata_of_extensions_does_not() -> None:
    kept = {
        "ARROW:extension:name": "datasets.features.features.Array2DExtensionType",
        "ARROW:extension:metadata": '[[2, 2], "float32"]',
    }
    said = kept | {"ARROW:extension:metadata": f'[[2, 2], "{SECRET}"]'}
    fields = [pa.field("a", pa.int8(), metadata=kept | {"note": SECRET}), pa.field("b", pa.int8(), metadata=said)]
    copied = pa.ipc.open_file(copy(arrow(pa.table([[1], [2]], schema=pa.schema(fields))), "in.arrow")).schema
    assert [field.metadata for field in copied] == [{key.encode(): value.encode() for key, value in kept.items()}, None]


class OfDatasets(pa.ExtensionType):
    """A type as the library `datasets` registers it when it is imported."""

    def __init__(self) -> None:
        super().__init__(pa.list_(pa.list_(pa.float32())), "datasets.features.features.Array2DExtensionType")

    def __arrow_ext_serialize__(self) -> bytes:
        return b'[[2, 2], "float32"]'

    @classmethod
    def __arrow_ext_deserialize__(cls, _storage: pa.DataType, _said: bytes) -> "OfDatasets":
        return cls()


def test_the_type_of_an_array_of_datasets_stays_where_the_library_is_imported() -> None:
    values = pa.array([[[1, 2], [3, 4]]], OfDatasets().storage_type)
    table = pa.table({"note": ["x"], "a": pa.ExtensionArray.from_storage(OfDatasets(), values)})
    pa.register_extension_type(OfDatasets())
    try:
        copied = {name: copy(write(table), f"in.{name}") for name, write in (("arrow", arrow), ("parquet", parquet))}
        opened = [pa.ipc.open_file(copied["arrow"]).read_all(), pq.read_table(io.BytesIO(copied["parquet"]))]
    finally:
        pa.unregister_extension_type(OfDatasets().extension_name)
    assert [one.schema.field("a").type for one in opened] == [OfDatasets()] * 2
    assert [one.to_pylist() for one in opened] == [table.to_pylist()] * 2


def test_a_dictionary_keeps_the_order_of_its_values_and_gets_wider_indices_for_more_of_them() -> None:
    kind = pa.dictionary(pa.int8(), S, ordered=True)
    levels = pa.DictionaryArray.from_arrays(pa.array([2, 0, 1], pa.int8()), ["low", "middle", "high"], ordered=True)
    copied = pa.ipc.open_file(copy(arrow(pa.table({"level": levels})), "in.arrow", leave_out=(3,))).read_all()["level"]
    assert copied.type == kind
    assert copied.chunk(0).dictionary.to_pylist() == ["low", "high"]

    many = pa.table({"level": pa.array(["a"] * 200).cast(kind)})
    counter = iter(range(200))
    copied = pa.ipc.open_file(copy(arrow(many), "in.arrow", lambda _: f"v{next(counter)}")).read_all()["level"]
    assert copied.to_pylist() == [f"v{place}" for place in range(200)]
    assert copied.type == pa.dictionary(pa.int32(), S, ordered=True)


def test_dictionaries_that_grow_or_change_within_a_stream_are_read() -> None:
    batches = [
        pa.record_batch({"c": pa.array(values).dictionary_encode()}) for values in (["anna"], ["anna", "b"], ["d"])
    ]
    for is_delta in (False, True):
        out = io.BytesIO()
        options = pa.ipc.IpcWriteOptions(emit_dictionary_deltas=is_delta)
        with pa.ipc.new_stream(out, batches[0].schema, options=options) as writer:
            for batch in batches:
                writer.write_batch(batch)
        copied = pa.ipc.open_stream(copy(out.getvalue(), "in.arrow", change, shard_bytes=1)).read_all()
        assert copied["c"].to_pylist() == ["ZOE", "ZOE", "b", "d"]


def test_names_of_columns_fields_and_items_are_those_of_the_schema() -> None:
    kind = pa.struct([("anna.keller@acme.com", pa.list_(pa.field("Maria Fischer", S)))])
    content = arrow(pa.table({"note": ["x"], "who": pa.array([None], kind)}))
    record = header(io.BytesIO(content), plan(io.BytesIO(content), "in.arrow"))
    assert isinstance(record, Record)
    assert [text.value for text in record.texts] == ["anna.keller@acme.com", "Maria Fischer"]
    assert record.render([text.value for text in record.texts]).names == ()
    assert record.render(["x", "y"]).names == ("note", "who", "x", "y")


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (pa.UnionArray.from_sparse(pa.array([0], pa.int8()), [pa.array([SECRET])]), "sparse_union, which is not read"),
        (pc.run_end_encode(pa.array([SECRET])), "run_end_encoded, which is not read"),
        (pa.array([[SECRET]], pa.list_view(S)), "list_view, which is not read"),
        (pa.array([None], pa.timestamp("s", SECRET)), "an unknown time zone"),
        (pa.StructArray.from_arrays([pa.array([SECRET])] * 2, [SECRET] * 2), "two fields of the same name"),
    ],
    ids=["union", "run-end encoded", "list view", "time zone", "fields"],
)
def test_columns_that_cannot_be_read_refuse_the_file(column: pa.Array, message: str) -> None:
    content = arrow(pa.table({"c": column}))
    with pytest.raises(RecordError, match=rf"^in\.arrow: column 1 has .*{message}") as raised:
        plan(io.BytesIO(content), "in.arrow")
    assert SECRET not in str(raised.value)


def test_columns_of_the_same_name_are_both_read() -> None:
    content = arrow(pa.table([["anna"], ["anna b"]], names=["c", "c"]))
    copied = pa.ipc.open_file(copy(content, "in.arrow", change)).read_all()
    assert [column.to_pylist() for column in copied.columns] == [["ZOE"], ["ZOE b"]]


def test_keys_of_a_map_that_become_equal_are_numbered_or_block_the_record() -> None:
    votes = pa.table({"votes": pa.array([[("anna keller", 1), ("bob weber", 2)]], pa.map_(S, pa.int8()))})
    copied = pa.ipc.open_file(copy(arrow(votes), "in.arrow", lambda _: "x")).read_all()
    assert copied["votes"].to_pylist() == [[("x", 1), ("x (2)", 2)]]

    days = pa.table({"days": pa.array([[(DAY, 1), (OTHER_DAY, 2)]], pa.map_(pa.date32(), pa.int8()))})
    with pytest.raises(RecordError, match="two keys of a map get the same value"):
        copy(arrow(days), "in.arrow", lambda _: "2001-01-01")


def test_a_row_that_is_not_utf_8_is_blocked_alone() -> None:
    bad = pa.array([b"x", b"\xff", b"y"]).view(S)
    content = parquet(pa.table({"c": bad}), row_group_size=3)
    found = list(read(io.BytesIO(content), plan(io.BytesIO(content), "in.parquet").shards[0], ReadOptions()))
    assert [isinstance(one, BrokenRecord) for one in found] == [False, True, False]
    assert [one.number for one in found] == [1, 2, 3]
    assert pq.read_table(io.BytesIO(copy(content, "in.parquet")))["c"].to_pylist() == ["x", "y"]


def test_formats_are_recognized_by_their_content() -> None:
    table = pa.table({"note": ["x"]})
    found = {
        name: plan(io.BytesIO(library.write(table)), "in.csv").shards[0].format for name, library in LIBRARIES.items()
    }
    assert found == {"parquet": "parquet", "arrow": "arrow", "stream": "arrow", "orc": "orc"}


def test_streams_of_older_versions_are_read() -> None:
    for options in ({"use_legacy_format": True}, {"metadata_version": pa.ipc.MetadataVersion.V4}):
        content = arrow(pa.table({"note": ["anna", "b", "c"]}), is_stream=True, **options)
        copied = pa.ipc.open_stream(copy(content, "in.arrow", change, may_be_broken=False)).read_all()
        assert copied["note"].to_pylist() == ["ZOE", "b", "c"]


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_table_without_rows_stays_one(name: str) -> None:
    library = LIBRARIES[name]
    empty = pa.table({"note": pa.array([], S), "n": pa.array([], pa.int8())})
    content = library.write(empty)
    for copied in (
        copy(content, library.name),
        copy(library.write(pa.table({"note": ["x"], "n": pa.array([1], pa.int8())})), library.name, leave_out=(1,)),
    ):
        assert rows(library.read(copied)) == (empty.schema, [])
