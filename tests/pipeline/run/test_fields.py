"""Declared fields in a run: dropped ones, patterns, columns and keys of exports."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.pipeline.records.office_files import docx

POLICY = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\nentities: {US_SSN: block}\n"
ONE = "--direct_num_workers=1"
TABLE = "id,ssn,notes,home_phone,work_phone\n1,536-90-4399,hello,n/a,x\n2,219-09-9999,hello,y,z\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "off.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_a_dropped_value_is_nowhere_in_the_output_and_blocks_nothing(folder: Path, heteronym: Command) -> None:
    fields = ["--field", "ssn=drop", "--field", "*_phone=keep"]

    done = heteronym("run", "in.csv", "-c", "off.yaml", "-o", "out", *fields, ONE)

    assert done.returncode == 0, done.stderr
    assert (folder / "out/in.csv").read_text() == TABLE.replace("536-90-4399", "").replace("219-09-9999", "")
    assert "US_SSN" not in json.loads((folder / "out/report/manifest.json").read_text())["entities"]


def test_a_value_that_is_dropped_is_replaced_where_it_also_occurs(folder: Path, heteronym: Command) -> None:
    (folder / "in.jsonl").write_text('{"mail": "ada@hexmoor.net", "note": "from ada@hexmoor.net"}\n', encoding="utf-8")

    done = heteronym("run", "in.jsonl", "-c", "off.yaml", "-o", "out", "--field", "mail=drop", ONE)

    assert done.returncode == 0, done.stderr
    record = json.loads((folder / "out/in.jsonl").read_text())
    assert record["mail"] == ""
    assert "ada@hexmoor.net" not in record["note"] != "from "


def test_a_pattern_that_matches_nothing_is_an_error(folder: Path, heteronym: Command) -> None:
    done = heteronym("scan", "in.csv", "-c", "off.yaml", "--field", "address_*=drop", ONE)

    assert done.returncode == 2
    assert "--field address_*: no input has such a column or key" in done.stderr


def test_a_pattern_that_may_match_later_is_a_warning(folder: Path, heteronym: Command) -> None:
    lines = '{"a_1": "x"}\n' * 1_001
    (folder / "in.jsonl").write_text(lines, encoding="utf-8")
    fields = ["--field", "a_*=keep", "--field", "b_*=keep"]

    done = heteronym("run", "in.jsonl", "-c", "off.yaml", "-o", "out", *fields, ONE)

    assert done.returncode == 0
    assert "--field b_*: no record had such a column or key" in done.stderr
    assert "a_*" not in done.stderr
    assert (folder / "out/in.jsonl").read_text() == lines


def test_a_file_of_a_format_that_cannot_drop_is_left_out(folder: Path, heteronym: Command) -> None:
    (folder / "in.docx").write_bytes(docx("<w:p/>"))

    done = heteronym("run", "in.csv", "in.docx", "-c", "off.yaml", "-o", "out", "--field", "ssn=drop", ONE)

    assert done.returncode == 3
    assert (folder / "out/in.csv").exists()
    assert not (folder / "out/in.docx").exists()
