"""Runs over tables with types: the formats agree with each other and with CSV, and no value is left."""

import csv
import datetime
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import Command
from tests.pipeline.records.archive_files import in_tar, in_zip, tarred, zipped
from tests.pipeline.records.typed_files import LIBRARIES, arrow, avro, avro_records, parquet

POLICY = "classification: off\nextends: {}\nloosen: [ner]\ndetection: {{ner: off}}\n"
ONE = "--direct_num_workers=1"
UTC = datetime.UTC
ROWS = [
    {
        "name": "Maria Fischer",
        "email": "m.fischer@acme.com",
        "customer_id": 48213977,
        "dob": datetime.date(1984, 5, 17),
        "created": datetime.datetime(2024, 3, 4, 12, 30, 15, 123000, tzinfo=UTC),
        "note": "Maria Fischer, card 4111111111111111, called on 2024-03-05.",
    },
    {
        "name": "Peter Weber",
        "email": "peter.weber@acme.com",
        "customer_id": 59324088,
        "dob": datetime.date(1979, 11, 30),
        "created": datetime.datetime(2024, 6, 4, 8, 0, 1, 456000, tzinfo=UTC),
        "note": "Peter Weber asked for m.fischer@acme.com.",
    },
]
SCHEMA = pa.schema(
    [
        ("name", pa.string()),
        ("email", pa.string()),
        ("customer_id", pa.int64()),
        ("dob", pa.date32()),
        ("created", pa.timestamp("ms", "UTC")),
        ("note", pa.string()),
    ]
)
AVRO = {
    "type": "record",
    "name": "Customer",
    "fields": [
        {"name": "name", "type": "string"},
        {"name": "email", "type": ["null", "string"]},
        {"name": "customer_id", "type": "long"},
        {"name": "dob", "type": {"type": "int", "logicalType": "date"}},
        {"name": "created", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "note", "type": "string"},
    ],
}
PLANTED = ("Fischer", "Weber", "fischer", "weber", "acme.com", "4111111111111111", "48213977", "59324088")


def database(statements: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.executescript(statements)
    return connection.serialize()


def dump(content: bytes) -> str:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    return "\n".join(connection.iterdump())


def written(row: dict[str, Any]) -> dict[str, str]:
    """Return a row as it is in a CSV file."""
    created = row["created"].strftime("%Y-%m-%d %H:%M:%S.%f")[:-3] + "Z"
    return {name: str(value) for name, value in row.items()} | {"created": created}


@pytest.mark.parametrize("classification", ["confidential", "restricted"])
def test_tables_of_all_formats_get_the_values_of_csv_and_no_original_is_left(
    classification: str, heteronym: Command, tmp_path: Path
) -> None:
    (tmp_path / "off.yaml").write_text(POLICY.format(classification), encoding="utf-8")
    table = pa.Table.from_pylist(ROWS, schema=SCHEMA)
    (tmp_path / "in.parquet").write_bytes(LIBRARIES["parquet"].write(table))
    (tmp_path / "in.feather").write_bytes(arrow(table))
    (tmp_path / "stream.arrow").write_bytes(arrow(table, is_stream=True))
    (tmp_path / "in.orc").write_bytes(LIBRARIES["orc"].write(table))
    (tmp_path / "in.avro").write_bytes(avro(AVRO, ROWS))
    out = io.StringIO()
    writer = csv.DictWriter(out, ROWS[0])
    writer.writeheader()
    writer.writerows(map(written, ROWS))
    (tmp_path / "in.csv").write_text(out.getvalue(), encoding="utf-8")
    names = ("in.parquet", "in.feather", "stream.arrow", "in.orc", "in.avro", "in.csv")

    done = heteronym("run", *names, "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 0, done.stderr
    copies = {name: (tmp_path / "out" / name).read_bytes() for name in names}
    for name, content in copies.items():
        assert not [planted for planted in PLANTED if planted.encode() in content], name
    with (tmp_path / "out/in.csv").open(newline="") as file:
        expected = list(csv.DictReader(file))
    found = {
        "in.parquet": pq.read_table(io.BytesIO(copies["in.parquet"])).to_pylist(),
        "in.feather": pa.ipc.open_file(copies["in.feather"]).read_all().to_pylist(),
        "stream.arrow": pa.ipc.open_stream(copies["stream.arrow"]).read_all().to_pylist(),
        "in.orc": LIBRARIES["orc"].read(copies["in.orc"]).cast(SCHEMA).to_pylist(),
        "in.avro": avro_records(copies["in.avro"]),
    }
    for name, rows in found.items():
        assert [as_in_csv(row, like) for row, like in zip(rows, expected, strict=True)] == expected, name


def as_in_csv(row: dict[str, Any], like: dict[str, str]) -> dict[str, str]:
    """Return a row as CSV has it: a date that was reduced to its year is the first day of it, a placeholder null or 0."""
    found = written(row)
    for name, value in like.items():
        if value.isdecimal() and len(value) == 4 and found[name].startswith(f"{value}-01-01"):
            found[name] = value
        if value.startswith("<") and row[name] in (None, 0):
            found[name] = value
    return found


def test_a_new_number_that_does_not_fit_its_column_blocks_the_record_and_says_why(
    heteronym: Command, tmp_path: Path
) -> None:
    (tmp_path / "off.yaml").write_text(POLICY.format("confidential"), encoding="utf-8")
    ids = pa.array(range(101, 127), pa.int8())
    (tmp_path / "in.parquet").write_bytes(LIBRARIES["parquet"].write(pa.table({"customer_id": ids})))

    done = heteronym("run", "in.parquet", "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 3
    blocked = [json.loads(line) for line in (tmp_path / "out/blocked/in.parquet.jsonl").read_text().splitlines()]
    reason = "the record could not be replaced: a new value of 'customer_id' does not fit its type: convert the column to a wider one"
    assert {line["reason"] for line in blocked} == {reason}
    assert pq.read_table(tmp_path / "out/in.parquet").num_rows == 26 - len(blocked)


def test_values_of_a_run_are_replaced_in_names_of_columns_types_symbols_and_members(
    heteronym: Command, tmp_path: Path
) -> None:
    """Only the CSV file tells that the names are people: no list of names has them."""
    (tmp_path / "off.yaml").write_text(POLICY.format("confidential"), encoding="utf-8")
    person, key = "Zorbane Quellish", "zorbane_quellish"
    people, pivot = f"full_name\n{person}\n".encode(), f"{person},{key}\n1,2\n".encode()
    kind = pa.struct([(person, pa.list_(pa.int64()))])
    table = pa.table({person: pa.array([1]), key: pa.array([2]), "who": pa.array([{person: [3]}], kind)})
    level = {"type": "enum", "name": "ZorbaneQuellish", "symbols": [key, "HIGH"]}
    row = {"type": "record", "name": "Row", "fields": [{"name": key, "type": level}]}
    files = {
        "people.csv": people,
        "in.csv": pivot,
        "in.zip": zipped({f"{key}/{person}.csv": pivot, "bad.json": b"{"}),
        "in.tar": tarred({f"{key}.txt": b"call\n", f"{key}.cls": b"1\n"}),
        "in.parquet": parquet(table),
        "in.arrow": arrow(table, is_stream=True),
        "in.feather": arrow(table),
        "in.orc": LIBRARIES["orc"].write(table),
        "in.avro": avro(row, [{key: key}, {key: "HIGH"}]),
        "in.db": database(f'CREATE TABLE "{person}" ({key} INT); CREATE INDEX i ON "{person}" ({key});'),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    done = heteronym("run", *files, "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 3, done.stderr
    copies = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.*")}
    assert copies.keys() == files.keys()
    (new,) = copies["people.csv"].decode().split("\n")[1:2]
    small = new.lower().replace(" ", "_")
    assert copies["in.csv"].decode() == f"{new},{small}\n1,2\n"
    assert in_zip(copies["in.zip"]) == {f"{small}/{new}.csv": copies["in.csv"]}
    assert in_tar(copies["in.tar"]) == {f"{small}.txt": b"call\n", f"{small}.cls": b"1\n"}
    rows = [{new: 1, small: 2, "who": {new: [3]}}]
    assert pq.read_table(io.BytesIO(copies["in.parquet"])).to_pylist() == rows
    assert pa.ipc.open_stream(copies["in.arrow"]).read_all().to_pylist() == rows
    assert pa.ipc.open_file(copies["in.feather"]).read_all().to_pylist() == rows
    assert LIBRARIES["orc"].read(copies["in.orc"]).to_pylist() == rows
    assert avro_records(copies["in.avro"]) == [{small: small}, {small: "HIGH"}]
    assert f'CREATE TABLE "{new}" ({small} INT)' in dump(copies["in.db"])
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*.*") if path.suffix != ".zip")
    assert not re.search(b"zorbane|quellish", written, re.IGNORECASE)


def test_each_column_of_a_renamed_parquet_file_keeps_its_compression(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "off.yaml").write_text(POLICY.format("confidential"), encoding="utf-8")
    table = pa.table({"m.fischer@acme.com": [[1]], "Peter Weber": [2]})
    codecs = {"m.fischer@acme.com.list.element": "GZIP", "Peter Weber": "ZSTD"}
    (tmp_path / "in.parquet").write_bytes(parquet(table, compression=codecs))

    assert heteronym("run", "in.parquet", "-c", "off.yaml", "-o", "out", ONE).returncode == 0

    copy = pq.ParquetFile(tmp_path / "out/in.parquet").metadata
    assert [copy.row_group(0).column(place).compression for place in range(2)] == ["GZIP", "ZSTD"]
    assert not [name for name in copy.schema.names if "fischer" in name or "Weber" in name]


@pytest.mark.slow
def test_a_folder_of_the_library_datasets_still_fits_together(heteronym_process: Command, tmp_path: Path) -> None:
    """As `Dataset.save_to_disk` writes it. The library opens such a copy; it is too large for a test."""
    (tmp_path / "off.yaml").write_text(POLICY.format("confidential"), encoding="utf-8")
    features = {
        "text": {"dtype": "string", "_type": "Value"},
        "label": {"names": ["no", "yes"], "_type": "ClassLabel"},
        "square": {"shape": [2, 2], "dtype": "float32", "_type": "Array2D"},
    }
    kept = {
        "ARROW:extension:name": "datasets.features.features.Array2DExtensionType",
        "ARROW:extension:metadata": '[[2, 2], "float32"]',
    }
    square = pa.field("square", pa.list_(pa.list_(pa.float32())), metadata=kept)
    said = {"huggingface": json.dumps({"info": {"features": features, "description": "by Maria Fischer"}})}
    schema = pa.schema([("text", pa.string()), ("label", pa.int64()), square], metadata=said)
    table = pa.Table.from_pylist(
        [{"text": "m.fischer@acme.com", "label": 1, "square": [[1.0, 2.0], [3.0, 4.0]]}], schema=schema
    )
    name = "data-00000-of-00001.arrow"
    state = {
        "_data_files": [{"filename": name}],
        "_fingerprint": "bdc89097f473a07a",
        "_format_type": None,
        "_split": None,
    }
    info = {
        "citation": "",
        "description": "by Maria Fischer",
        "features": features,
        "homepage": "https://acme.com/m.fischer",
        "download_checksums": {"https://acme.com/m.fischer.csv": {"num_bytes": 9}},
    }
    folder = tmp_path / "reviews"
    folder.mkdir()
    (folder / name).write_bytes(arrow(table, is_stream=True))
    (folder / "state.json").write_text(json.dumps(state, indent=2))
    (folder / "dataset_info.json").write_text(json.dumps(info, indent=2))

    # In a process of its own, since another test may have imported the library, which registers its types.
    done = heteronym_process("run", "reviews", "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "out/state.json").read_text()) == state
    assert json.loads((tmp_path / "out/dataset_info.json").read_text())["features"] == features
    content = (tmp_path / "out" / name).read_bytes()
    assert all(word.encode() in content for words in kept.items() for word in words)
    # Read like the original: whether the library is imported, and has registered its types, decides what is read.
    copied, written = (pa.ipc.open_stream(one).read_all() for one in (content, arrow(table, is_stream=True)))
    assert copied.schema.equals(written.schema)
    assert copied.schema.field("square").metadata == written.schema.field("square").metadata
    assert copied.select(["label", "square"]).to_pylist() == table.select(["label", "square"]).to_pylist()
    for path in (tmp_path / "out").iterdir():
        assert path.is_dir() or not [planted for planted in PLANTED if planted.encode() in path.read_bytes()], path.name


def test_fields_that_are_null_are_known_by_the_schema_and_misspelled_ones_are_an_error(
    heteronym: Command, tmp_path: Path
) -> None:
    (tmp_path / "off.yaml").write_text(POLICY.format("confidential"), encoding="utf-8")
    kind = pa.struct([("ssn", pa.int64()), ("class", pa.string())])
    (tmp_path / "in.arrow").write_bytes(arrow(pa.table({"who": pa.array([None], kind)})))
    fields = [{"name": name, "type": ["null", kind]} for name, kind in (("ssn", "long"), ("class", "string"))]
    who = {"type": "record", "name": "Who", "fields": fields}
    (tmp_path / "in.avro").write_bytes(
        avro({"type": "record", "name": "Row", "fields": [{"name": "who", "type": ["null", who]}]}, [{"who": None}])
    )

    for name in ("in.arrow", "in.avro"):
        run = ("scan", name, "-c", "off.yaml", ONE, "--field")
        good = heteronym(*run, "who.ssn=drop", "--class-field", "who.class")
        assert good.returncode == 0, good.stderr
        assert "who.ssn" not in good.stderr
        bad = heteronym(*run, "who.sn=drop")
        assert bad.returncode == 2
        assert "--field who.sn: no input has such a column or key - did you mean who.ssn?" in bad.stderr
        assert heteronym(*run, "who=keep", "--class-field", "who.clas").returncode == 2


@pytest.mark.slow
def test_tables_in_an_archive_are_copied_as_they_are_alone(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "off.yaml").write_text(POLICY.format("confidential"), encoding="utf-8")
    table = pa.Table.from_pylist(ROWS, schema=SCHEMA)
    files = {"in.arrow": arrow(table), "in.avro": avro(AVRO, ROWS), "in.orc": LIBRARIES["orc"].write(table)}
    with zipfile.ZipFile(tmp_path / "tables.zip", "w") as archive:
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
            archive.writestr(name, content)

    done = heteronym("run", "tables.zip", *files, "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "out/tables.zip") as archive:
        assert {name: archive.read(name) == (tmp_path / "out" / name).read_bytes() for name in files} == dict.fromkeys(
            files, True
        )
