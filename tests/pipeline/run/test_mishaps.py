"""What goes wrong in a user's first hour with `heteronym run`: each mishap has a clear outcome."""

import json
from pathlib import Path

import pytest

from pipeline.run.publishing import locked
from tests.conftest import Command

OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
LINE = json.dumps({"name": "Zebulon Quackenbush", "note": "call me"}) + "\n"
ONE = "--direct_num_workers=1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "off.yaml").write_text(OFF)
    return tmp_path


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


OVERLAPS = {
    "the folder of the input": (["data/x.jsonl"], "data", "holds the input"),
    "the folder of a renamed copy": (["data/zebulon quackenbush.jsonl"], "data", "holds the input"),
    "the input folder": (["data"], "data", "is an input itself"),
    "a folder in the input": (["data"], "data/out", "lies in the input data"),
    "a folder in the input, written otherwise": (["data"], "other/../data/out", "lies in the input data"),
    "a folder in the input, through a link": (["data"], "link/out", "lies in the input data"),
    "a folder around the input": (["data/deep"], "data", "holds the input"),
    "the working folder": (["data/x.jsonl"], ".", "holds the input"),
    "the input file": (["data/x.jsonl"], "data/x.jsonl", "is an input itself"),
}


@pytest.mark.parametrize("case", OVERLAPS)
def test_output_that_overlaps_with_an_input_is_refused(case: str, folder: Path, heteronym: Command) -> None:
    inputs, output, reason = OVERLAPS[case]
    (folder / "data/deep").mkdir(parents=True)
    (folder / "link").symlink_to("data")
    for name in ("x.jsonl", "zebulon quackenbush.jsonl", "deep/y.jsonl"):
        (folder / "data" / name).write_text(LINE)
    before = content_of(folder)

    done = heteronym("run", *inputs, "-c", "off.yaml", "-o", output, "--force", ONE)

    assert done.returncode == 2, done.stderr
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert content_of(folder) == before


def test_output_beside_an_input_is_no_overlap(folder: Path, heteronym: Command) -> None:
    (folder / "x.jsonl").write_text(LINE)

    assert heteronym("run", "x.jsonl", "-c", "off.yaml", "-o", "x", ONE).returncode == 0
    assert (folder / "x/x.jsonl").exists()


def test_second_run_at_the_same_time_is_refused(folder: Path, heteronym: Command) -> None:
    (folder / "x.jsonl").write_text(LINE)
    run = ["run", "x.jsonl", "-c", "off.yaml", "-o", "out", ONE]

    with locked(str(folder / "out")):
        during = heteronym(*run)
    after = heteronym(*run)

    assert during.returncode == 2
    assert "another run writes to out" in during.stderr
    assert after.returncode == 0, after.stderr
    assert set(content_of(folder / "out")) == {"x.jsonl", "report/manifest.json"}


def test_manifest_of_an_earlier_run_is_kept(folder: Path, heteronym: Command) -> None:
    for name in ("a.jsonl", "b.jsonl", "c.jsonl"):
        (folder / name).write_text(LINE)
        assert heteronym("run", name, "-c", "off.yaml", "-o", "out", ONE).returncode == 0

    names = {"manifest-1.json": "a.jsonl", "manifest-2.json": "b.jsonl", "manifest.json": "c.jsonl"}
    for manifest, name in names.items():
        assert json.loads((folder / "out/report" / manifest).read_text())["files"][0]["name"] == name
    assert heteronym("report", "verify", "out", "c.jsonl").returncode == 0
