"""Damaged and hostile tables: a file is refused or its rows are blocked, and no message contains a value."""

import gzip
import io
import random
import struct
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import RecordError
from pipeline.errors import ExpansionError
from pipeline.records import BrokenRecord, ReadOptions, header, plan, read
from pipeline.records.typed.avro_codecs import unpacked
from pipeline.records.typed.ipc_messages import messages_of_file
from pipeline.records.typed.parquet_footer import codecs
from tests.pipeline.records.copies import copy
from tests.pipeline.records.typed_files import arrow, avro, orc_file, parquet

SECRET = "kowalski"
TABLE = pa.table(
    {
        "note": [f"{SECRET} {place}" for place in range(40)],
        "kind": pa.array([SECRET, "b"] * 20).dictionary_encode(),
        "day": pa.array(range(40), pa.date32()),
        "who": [{"x": SECRET, "y": [place]} for place in range(40)],
        "by": pa.array([[(SECRET, place)] for place in range(40)], pa.map_(pa.string(), pa.int64())),
    }
)
ROW = {
    "type": "record",
    "name": "Row",
    "fields": [{"name": "note", "type": "string"}, {"name": "n", "type": ["null", "long"]}],
}
RECORDS = [{"note": f"{SECRET} {place}", "n": place} for place in range(40)]
FILES: dict[str, tuple[str, bytes]] = {
    "parquet": ("in.parquet", parquet(TABLE, row_group_size=20)),
    "arrow": ("in.arrow", arrow(TABLE, rows=20)),
    "lz4": ("in.arrow", arrow(TABLE, rows=20, compression="lz4")),
    "stream": ("in.arrow", arrow(TABLE.drop_columns("kind"), rows=20, is_stream=True)),
    "avro": ("in.avro", avro(ROW, RECORDS, sync_interval=200)),
    "snappy": ("in.avro", avro(ROW, RECORDS, sync_interval=200, codec="snappy")),
}
ORC = orc_file(TABLE.drop_columns("kind"))
CRASHES = (2_214, 3_037, 2_349, 2_852, 3_473, 3_769, 5_285)  # seeds of `damaged` on which the library of ORC crashes


def outcome(content: bytes, name: str) -> str:
    """Return what becomes of a file, after it was read and copied: the message of its error, or the reasons of broken records."""
    try:
        planned = plan(io.BytesIO(content), name)
        header(io.BytesIO(content), planned)
        found = [one for shard in planned.shards for one in read(io.BytesIO(content), shard, ReadOptions())]
        copy(content, name)
    except RecordError as error:
        return str(error)
    return " ".join(one.reason for one in found if isinstance(one, BrokenRecord))


def damaged(content: bytes, seed: int) -> bytes:
    """Return a file in which some bytes are others, or whose end is missing."""
    choice = random.Random(seed)
    found = bytearray(content)
    for _ in range(choice.choice([1, 1, 2, 5])):
        found[choice.randrange(len(found))] = choice.choice([0, 127, 128, 255, choice.randrange(256)])
    return bytes(found[: choice.randrange(len(found))] if choice.random() < 0.15 else found)


@pytest.mark.parametrize("what", FILES)
def test_damaged_files_are_refused_or_their_rows_are_blocked(what: str) -> None:
    name, content = FILES[what]
    outcomes = [outcome(damaged(content, seed), name) for seed in range(60)]
    assert all(SECRET not in found for found in outcomes)
    assert sum(map(bool, outcomes)) > 15


@pytest.mark.slow
@pytest.mark.parametrize("what", FILES)
def test_damaged_files_are_refused_or_their_rows_are_blocked_however_they_are_damaged(what: str) -> None:
    name, content = FILES[what]
    assert all(SECRET not in outcome(damaged(content, seed), name) for seed in range(60, 1_500))


def test_rows_on_which_the_library_of_orc_crashes_are_blocked() -> None:
    assert outcome(damaged(ORC, CRASHES[0]), "in.orc") == "the 40 rows that start here are damaged: get the file again"


@pytest.mark.slow
def test_damaged_orc_files_are_refused_or_their_rows_are_blocked() -> None:
    outcomes = [outcome(damaged(ORC, seed), "in.orc") for seed in (*CRASHES, *range(20))]
    assert all(SECRET not in found for found in outcomes)
    assert sum(map(bool, outcomes)) > len(CRASHES)


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_cut_off_is_refused(what: str) -> None:
    name, content = FILES[what]
    for size in (len(content) // 3, len(content) - 1):
        message = outcome(content[:size], name)
        assert message.startswith(f"{name}: the ") or what == "stream", (
            message
        )  # the last bytes of a stream are optional
        assert SECRET not in message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("in.parquet", b"PAR1" + bytes(40)),
        ("in.parquet", b"PAR1"),
        ("in.arrow", b"ARROW1\0\0" + bytes(40)),
        ("in.arrow", b"\xff\xff\xff\xff" + bytes(3)),
        ("in.orc", b"ORC\0" + bytes(40)),
        ("in.avro", b"Obj\x01" + b"\xff" * 40),
        ("in.avro", b"Obj\x01"),
    ],
)
def test_a_file_with_the_first_bytes_of_a_format_and_no_content_is_damaged(name: str, content: bytes) -> None:
    assert outcome(content, name).endswith(" file is damaged: get it again, or leave it out")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"FEA1" + bytes(40), "Feather version 1 is not read"),
        (b"PARE" + bytes(40), "an encrypted Parquet file cannot be read"),
        (b"XYZ\0" + bytes(40), "the file is binary, and not JSON, CSV, Parquet, Arrow, ORC, Avro or text"),
    ],
)
def test_other_binary_files_are_refused_by_what_they_are(content: bytes, message: str) -> None:
    assert message in outcome(content, "in.data")


def test_a_compressed_table_is_refused() -> None:
    for name, content in FILES.values():
        assert "compressed" in outcome(gzip.compress(content), f"{name}.gz")


def test_a_text_that_begins_with_the_letters_of_orc_is_a_text() -> None:
    assert plan(io.BytesIO(b"ORCHARD Lane 5\n\nnext\n"), "in").shards[0].format == "text"


def broken_rows(content: bytes, name: str) -> list[tuple[int, bool]]:
    """Return the number of each record, and whether it is broken."""
    found = [
        one
        for shard in plan(io.BytesIO(content), name).shards
        for one in read(io.BytesIO(content), shard, ReadOptions())
    ]
    return [(one.number, isinstance(one, BrokenRecord)) for one in found]


def test_a_damaged_block_is_one_broken_record_and_the_others_are_read() -> None:
    table = pa.table({"note": [f"text {place}" for place in range(6)]})
    content = arrow(table, compression="zstd")
    frames = [place for place in range(len(content)) if content.startswith(b"\x28\xb5\x2f\xfd", place)]
    middle = frames[len(frames) // 2]
    found = broken_rows(content[:middle] + b"\0\0\0\0" + content[middle + 4 :], "in.arrow")
    assert found == [(1, False), (2, False), (3, True), (5, False), (6, False)]

    content = avro("string", [f"text {place}" for place in range(6)], codec="snappy", sync_interval=14)
    blocks = content.split(bytes(16))
    blocks[2] = blocks[2][:-4] + b"\0\0\0\0"  # its checksum
    assert broken_rows(bytes(16).join(blocks), "in.avro") == [(1, False), (2, False), (3, True), (5, False), (6, False)]


def test_offsets_beyond_a_batch_show_no_memory_of_the_process() -> None:
    content = arrow(pa.table({"note": ["aa", "bb"]}), is_stream=True)
    offsets = struct.pack("<3i", 0, 2, 4)
    assert content.count(offsets) == 1
    found = broken_rows(content.replace(offsets, struct.pack("<3i", 0, 2, 4_000)), "in.arrow")
    assert found == [(1, False), (2, True)]


def with_size(content: bytes, old: int, new: int, form: str) -> bytes:
    assert content.count(struct.pack(form, old)) >= 1
    return content.replace(struct.pack(form, old), struct.pack(form, new))


def varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def test_sizes_that_no_file_has_are_refused() -> None:
    text = "x" * 1_000
    batch = arrow(pa.table({"note": [text] * 100}), rows=100, compression="zstd")
    assert "unpacks to more than 1000 times its size" in outcome(with_size(batch, 100_000, 1 << 45, "<q"), "in.arrow")

    rows = arrow(pa.table({"n": pa.nulls(77)}), rows=77, is_stream=True)
    assert "states more rows than its size allows" in outcome(with_size(rows, 77, 1 << 40, "<q"), "in.arrow")

    block = avro("string", [text] * 3)
    size = varint(2 * 3 * 1_002)
    assert block.count(size) == 1
    assert "is damaged" in outcome(block.replace(size, varint(1 << 62)), "in.avro")

    with pytest.raises(ExpansionError, match="unpacks to more than 1000 times its size"):
        unpacked("snappy", varint(1 << 31) + b"\0" * 8)

    empty = {"type": "record", "name": "Empty", "fields": [{"name": "n", "type": "null"}]}
    assert "are damaged" in outcome(avro(empty, [{"n": None}] * 5), "in.avro")


@pytest.mark.parametrize("codec", ["bzip2", "zstandard"])
def test_a_block_that_unpacks_to_far_more_than_its_size_is_blocked(codec: str) -> None:
    content = avro("string", ["a" * (70 << 20)], codec=codec)
    (found,) = read(io.BytesIO(content), plan(io.BytesIO(content), "in.avro").shards[0], ReadOptions())
    assert isinstance(found, BrokenRecord)


def test_a_batch_that_the_footer_of_a_file_does_not_name_is_not_in_the_copy() -> None:
    batches = [pa.record_batch({"note": ["a", text]}) for text in ("b", SECRET)]
    one, two = (arrow(pa.Table.from_batches(batches[:count])) for count in (1, 2))
    ends = [list(messages_of_file(io.BytesIO(content), len(content)))[-1].end for content in (one, two)]
    mixed = two[: ends[1]] + one[ends[0] :]
    assert SECRET.encode() in mixed
    assert copy(mixed, "in.arrow") == copy(one, "in.arrow")


def test_codecs_of_parquet_are_those_that_its_library_reads() -> None:
    chosen: Any = {"a": "zstd", "s.x": "gzip", "l.list.element": "none"}
    content = parquet(pa.table({"a": [1], "s": [{"x": 1}], "l": [[1]]}), compression=chosen)
    group = pq.ParquetFile(io.BytesIO(content)).metadata.row_group(0)
    columns = [group.column(place) for place in range(group.num_columns)]
    expected = {column.path_in_schema: column.compression.replace("UNCOMPRESSED", "NONE") for column in columns}
    assert codecs(io.BytesIO(content)) == expected


@pytest.mark.parametrize("name", ["in.parquet", "in.arrow"])
def test_memory_does_not_grow_with_the_number_of_blocks(name: str) -> None:
    peaks = []
    for blocks in (2, 20):
        table = pa.table({"note": ["x" * 500] * 1_000 * blocks})
        content = parquet(table, row_group_size=1_000) if name == "in.parquet" else arrow(table, rows=1_000)
        del table
        before = pa.total_allocated_bytes()
        shards = plan(io.BytesIO(content), name).shards
        found = (one for shard in shards for one in read(io.BytesIO(content), shard, ReadOptions()))
        peaks.append(max(pa.total_allocated_bytes() - before for _ in found))
    assert peaks[1] < 1.5 * peaks[0]
