"""An input that another process changes between the passes: its offsets no longer fit, so no copy is written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.run import copy_files
from pipeline.run.shards import replace_shard
from tests.conftest import Command
from tests.pipeline.run.test_run import tree

OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
OLD = "the person Zebulon Quackenbush lives here with a cat"
NEW = "here with a cat lives the person Ottoline Wrigglesby"  # as long, with another name at another place


def line(note: str, of_class: str = "off") -> str:
    return json.dumps({"note": note, "class": of_class}) + "\n"


# The input, its content in the first pass, and its content in the second one.
CHANGES = {
    "a line of JSON": ("a.jsonl", line(OLD), line(NEW)),
    "the second line of JSON": ("a.jsonl", line(OLD) * 2, line(OLD) + line(NEW)),
    "the class of a record": ("a.jsonl", line(OLD), line(OLD, "public")),
    "fewer lines of JSON": ("a.jsonl", line(OLD) * 2, line(OLD)),
    "an empty file": ("a.jsonl", line(OLD), ""),
    "a row of a table": ("a.csv", f"note,day\n{OLD},1\n", f"note,day\n{NEW},1\n"),
    "fewer rows of a table": ("a.csv", f"note,day\n{OLD},1\n{OLD},2\n", f"note,day\n{OLD},1\n"),
    "a text": ("a.txt", f"{OLD}\n", f"{NEW}\n"),
    "a shorter text": ("a.txt", f"{OLD}\n", "the person\n"),
    "YAML": ("a.yaml", f"note: {OLD}\n", f"note: {NEW}\n"),
}


def changed(path: Path, content: str) -> Callable[..., Any]:
    """Return the second pass, before which another process writes to the input in place."""

    def work_on(*arguments: Any) -> Any:
        path.write_text(content)
        return replace_shard(*arguments)

    return work_on


@pytest.mark.parametrize("case", CHANGES)
def test_input_that_changes_between_the_passes_stops_the_run(
    case: str, tmp_path: Path, heteronym: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, before, after = CHANGES[case]
    (tmp_path / name).write_text(before)
    (tmp_path / "off.yaml").write_text(OFF)
    monkeypatch.setattr(copy_files.ReplaceShards, "work_on", staticmethod(changed(tmp_path / name, after)))
    options = ["--class-field", "class"] if name == "a.jsonl" else []

    done = heteronym("run", name, "-c", "off.yaml", "-o", "out", *options, "--direct_num_workers=1")

    left = b"".join(tree(tmp_path / "out").values())
    assert done.returncode == 2, done.stderr
    assert "the input was changed during the run" in done.stderr
    assert b"Zebulon" not in left
    assert b"Ottoline" not in left
    assert not (tmp_path / "out" / name).exists()


def test_lines_that_another_process_appends_are_not_in_the_copy(
    tmp_path: Path, heteronym: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(OLD))
    (tmp_path / "off.yaml").write_text(OFF)
    monkeypatch.setattr(copy_files.ReplaceShards, "work_on", staticmethod(changed(path, line(OLD) + line(NEW))))

    done = heteronym("run", "a.jsonl", "-c", "off.yaml", "-o", "out", "--direct_num_workers=1")

    assert done.returncode == 0, done.stderr
    assert len((tmp_path / "out/a.jsonl").read_text().splitlines()) == 1
