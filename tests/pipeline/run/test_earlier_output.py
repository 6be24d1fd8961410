"""The output of an earlier run as an input: its copies are read, its report is not."""

import json
from pathlib import Path

import pytest

from pipeline.run.input_files import find_files

MANIFEST = {"manifest_version": 4, "key_id": "0" * 12, "files": []}
FILES = ("a.txt", "blocked/a.txt.jsonl", "report/manifest.json", "report/manifest-1.json", "deep/report/b.txt")


def names(folder: Path, *, hidden: bool = False) -> list[str]:
    return [file.name for file in find_files([str(folder)], "", everything=hidden)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / "in/out" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    return tmp_path / "in/out"


def test_report_of_an_earlier_run_is_no_input(folder: Path) -> None:
    (folder / "report/manifest.json").write_text(json.dumps(MANIFEST))

    assert names(folder) == ["a.txt", "deep/report/b.txt"]
    assert names(folder.parent) == ["out/a.txt", "out/deep/report/b.txt"]


def test_audit_reads_the_report_too(folder: Path) -> None:
    (folder / "report/manifest.json").write_text(json.dumps(MANIFEST))

    assert names(folder, hidden=True) == sorted(FILES)


@pytest.mark.parametrize("content", ["{}", "[1]", "no JSON", "[" * 100_000])
def test_folders_of_the_same_names_are_inputs_without_a_manifest(content: str, folder: Path) -> None:
    (folder / "report/manifest.json").write_text(content)

    assert names(folder) == sorted(FILES)
