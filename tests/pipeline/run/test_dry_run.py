"""Dry run: tells what a run would read and write and which checks would fail, and writes nothing."""

import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import Key
from pipeline.errors import RecordError
from pipeline.records import ReadOptions, look, plan
from pipeline.run import copy_files, runner, storage
from tests.conftest import Command
from tests.pipeline.records.office_files import docx

OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
ONE = "--direct_num_workers=1"
RUN = ("run", "in", "-c", "off.yaml", "-o", "out", ONE)


def parquet_of(rows: int) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"note": ["x"] * rows}), out)
    return out.getvalue()


CONTENT = {
    "annette_kowalski_2024-03-01.csv": b"name,note\nJo,x\n",
    "old.csv": "first_name,note\nJürgen,schön\nKäthe,Straße\n".encode("cp1252"),
    "packed.jsonl.gz": gzip.compress(b'{"a": 1}\n', mtime=0),
    "table.parquet": parquet_of(3),
    "wide.txt": "hello".encode("utf-16"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "off.yaml").write_text(OFF, encoding="utf-8")
    (tmp_path / "in").mkdir()
    for name, content in CONTENT.items():
        (tmp_path / "in" / name).write_bytes(content)
    return tmp_path


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_dry_run_tells_what_a_run_would_do_and_writes_nothing(folder: Path, heteronym: Command, key: Key) -> None:
    before = files_in(folder)

    planned = json.loads(heteronym(*RUN, "--dry-run", "--json").stdout)
    shown = heteronym(*RUN, "--dry_run").stdout  # as an option of Beam is written
    assert files_in(folder) == before
    assert not (folder / "out").exists()
    done = json.loads(heteronym(*RUN, "--json").stdout)

    assert (planned["policy"], planned["key_id"]) == ({"classification": "off", "scope": "dataset"}, key.id)
    assert sorted(one["copy"] for one in planned["inputs"]) == [file["name"] for file in done["files"]]
    reported = {
        one["name"]: (one["format"], one["compression"], one["encoding"], one["records"]) for one in planned["inputs"]
    }
    assert reported == {
        "annette_kowalski_2024-03-01.csv": ("csv", "", "utf-8", None),
        "old.csv": ("csv", "", "cp1252", None),
        "packed.jsonl.gz": ("jsonl", "gz", "utf-8", None),
        "table.parquet": ("parquet", "", "", 3),
        "wide.txt": ("text", "", "utf-16-le", None),
    }
    assert not any("kowalski" in one["copy"] for one in planned["inputs"])
    assert f"5 inputs, {sum(map(len, CONTENT.values())):,} bytes, about 5 shards; policy off, key {key.id}" in shown


def test_input_that_would_be_left_out_is_reported(folder: Path, heteronym: Command) -> None:
    (folder / "in/image.bin").write_bytes(b"\0\1")

    planned = heteronym(*RUN, "--dry-run")

    assert planned.returncode == 3
    assert planned.stderr.startswith("would be left out: image.bin: the file is binary")
    assert heteronym(*RUN).returncode == 3


Change = Callable[[Path], object]
FAILING: dict[str, tuple[Change, tuple[str, ...], str]] = {
    "a copy that exists": (lambda at: (at / "out/old.csv").write_text(""), (), "old.csv exists in out already"),
    "an output in an input": (lambda _: None, ("-o", "in/out"), "in/out lies in the input in"),
    "an output that is a file": (lambda _: None, ("-o", "off.yaml"), "off.yaml is not a folder"),
    "a link in the output": (lambda at: (at / "out/report").symlink_to("."), (), "is a symbolic link"),
    "a misspelled field": (lambda _: None, ("--field", "nmae=keep"), "--field nmae: no input has such a column"),
    "a misspelled class field": (lambda _: None, ("--class-field", "clas"), "--class-field clas: no record has"),
}


@pytest.mark.parametrize("case", FAILING)
def test_check_that_would_fail_is_reported(case: str, folder: Path, heteronym: Command) -> None:
    change, options, message = FAILING[case]
    (folder / "out").mkdir()
    change(folder)
    for name in ("packed.jsonl.gz", "table.parquet", "wide.txt"):  # so that all columns are known
        (folder / "in" / name).unlink()
    before = files_in(folder)

    planned = heteronym(*RUN, *options, "--dry-run")
    as_json = heteronym(*RUN, *options, "--dry-run", "--json")
    done = heteronym(*RUN, *options)

    assert (planned.returncode, as_json.returncode, done.returncode) == (2, 2, 2)
    assert planned.stderr.startswith("would stop the run: ")
    assert message in planned.stderr
    assert message in done.stderr
    assert message in json.loads(as_json.stdout)["problems"][0]
    assert files_in(folder) == before


def test_interrupted_run_is_reported(folder: Path, heteronym: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(copy_files.ReplaceShards, "work_on", staticmethod(stop))
        heteronym(*RUN)

    without = heteronym(*RUN, "--dry-run")
    other = heteronym(*RUN, "--dry-run", "--resume", "--limit", "1")

    assert "would stop the run: out contains an interrupted run (finished shards: 5)" in without.stderr
    assert "would stop the run: the interrupted run differs from this one (--limit)" in other.stderr
    assert heteronym(*RUN, "--dry-run", "--resume").returncode == 0
    assert heteronym(*RUN, "--dry-run", "--force").returncode == 0


def test_key_that_a_run_would_create_is_not_created(folder: Path, heteronym: Command) -> None:
    planned = heteronym(*RUN, "--dry-run", "--json", HETERONYM_KEY_FILE="")

    assert (planned.returncode, planned.stderr) == (0, "")
    assert json.loads(planned.stdout)["key_id"] is None
    assert not (folder / ".heteronym").exists()
    missing = heteronym(*RUN, "--dry-run", "--key-file", "missing.key")
    assert (missing.returncode, "missing.key" in missing.stderr) == (2, True)


def test_long_input_is_not_read_to_its_end(folder: Path, heteronym: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "in/long.jsonl").write_bytes(b'{"note": "hello"}\n' * 1_000_000)
    read: list[int] = []

    class Counted(io.FileIO):
        def readinto(self, buffer: bytearray) -> int:
            read.append(super().readinto(buffer))
            return read[-1]

        def read(self, size: int = -1) -> bytes:
            content = super().read(size)
            read.append(len(content))
            return content

    monkeypatch.setattr(storage, "_open_listed", lambda path, _: Counted(path))
    monkeypatch.setattr(runner, "run_pipeline", None)

    planned = heteronym(*RUN, "--dry-run", "--json")

    assert planned.returncode == 0, planned.stderr
    assert 0 < sum(read) < 4 << 20
    long = next(one for one in json.loads(planned.stdout)["inputs"] if one["name"] == "long.jsonl")
    assert long["shards"] == 35


KINDS = {
    **CONTENT,
    "a.json": b'{"a": {"b": 1}}',
    "b.json": b'[{"a": 1}, {"a": 2}]',
    "c.yaml": b"a: b\n",
    "d.xml": b"<a>b</a>",
    "e.txt": b"",
    "f.dat": b"a,b\n1,2\n3,4\n5,6\n",
    "g.eml": b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nhello\n",
    "h.csv.gz": gzip.compress("a,b\nJürgen,ü\n".encode("cp1252"), mtime=0),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_look_tells_what_a_plan_finds(name: str) -> None:
    looked, planned = look(io.BytesIO(KINDS[name]), name), plan(io.BytesIO(KINDS[name]), name)

    assert (looked.format, looked.compression) == (planned.format, planned.compression)
    assert looked.encoding.replace("utf-8", "") == planned.encoding


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\0\1", "a.bin"),
        (gzip.compress(b"x" * 9999, mtime=0)[:12] + b"\xff\xff", "a.txt.gz"),
        (b"PAR1 and no end", "a.parquet"),
        (docx("<w:p/>"), "dropped.docx"),
    ],
)
def test_a_look_at_a_file_that_cannot_be_read_tells_why(content: bytes, name: str) -> None:
    with pytest.raises(RecordError, match=name):
        look(io.BytesIO(content), name, ReadOptions({"a": "drop"} if "dropped" in name else {}))
