"""A limit: only the first records of each file are read, and the manifest says so."""

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.records import ReadOptions
from tests.conftest import Command
from tests.pipeline.records.copies import copy

POLICY = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
ONE = "--direct_num_workers=1"


def limited(content: bytes, name: str, limit: int) -> bytes:
    return copy(content, name, shard_bytes=1 << 40, options=ReadOptions(limit=limit), may_be_broken=False)


@pytest.mark.parametrize(
    ("content", "name", "first"),
    [
        (b'{"a": 1}\n{"a": 2}\n{"a": 3}\n', "in.jsonl", b'{"a": 1}\n{"a": 2}\n'),
        (b'\n{"a": 1}\n\n{"a": 2}\n\n{"a": 3}', "in.jsonl", b'\n{"a": 1}\n\n{"a": 2}\n'),
        (b'{"a": 1}\n', "in.jsonl", b'{"a": 1}\n'),
        (b'[{"a": 1},\n {"a": 2},\n {"a": 3}\n]\n', "in.json", b'[{"a": 1},\n {"a": 2}]\n'),
        (b"a,b\r\nx,y\r\nz,\r\nv,w\r\n", "in.csv", b"a,b\r\nx,y\r\nz,\r\n"),
        (b'a,b\n"x\ny",y\n"z",\nv,w\n', "in.csv", b'a,b\n"x\ny",y\n"z",\n'),
        (b"a,b\n", "in.csv", b"a,b\n"),
        (b"", "in.csv", b""),
        (b"", "in.jsonl", b""),
    ],
)
def test_only_the_first_records_are_copied(content: bytes, name: str, first: bytes) -> None:
    assert limited(content, name, 2) == first


def test_the_first_rows_of_parquet_may_be_in_several_row_groups() -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"a": ["u", "v", "w", "x", "y"], "b": range(5)}), out, row_group_size=2)
    copy = pq.read_table(io.BytesIO(limited(out.getvalue(), "in.parquet", 3)))
    assert copy.to_pydict() == {"a": ["u", "v", "w"], "b": [0, 1, 2]}


def test_copies_of_a_limited_run_are_partial_and_the_report_says_so(tmp_path: Path, heteronym: Command) -> None:
    (tmp_path / "off.yaml").write_text(POLICY, encoding="utf-8")
    line = '{"note": "' + "x" * 900 + '"}\n'
    (tmp_path / "long.jsonl").write_text(line + "no JSON\n" + line * 1_500, encoding="utf-8")
    (tmp_path / "short.csv").write_text("note\nhello\n", encoding="utf-8")

    done = heteronym("run", "long.jsonl", "short.csv", "-c", "off.yaml", "-o", "out", "--limit", "3", ONE)

    assert done.returncode == 3
    assert "4 records in, 3 out, 1 blocked" in done.stdout
    assert "at most 3 records of each file" in done.stdout
    assert (tmp_path / "out/long.jsonl").read_text() == line * 2
    assert (tmp_path / "out/short.csv").read_text() == "note\nhello\n"
    assert json.loads((tmp_path / "out/report/manifest.json").read_text())["partial"] == {"records_per_file": 3}


@pytest.mark.parametrize("limit", ["0", "-1", "x"])
def test_a_limit_is_a_positive_number(limit: str, heteronym: Command) -> None:
    assert heteronym("scan", "in.csv", "-c", "internal", "--limit", limit).returncode == 2
