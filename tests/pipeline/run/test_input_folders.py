"""Which files of an input folder are read: hidden ones are, files of tools are not and are counted."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.records.tool_files import FILES, FOLDERS, tool_pattern
from pipeline.run.input_files import find_files
from tests.conftest import Command

OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
RUN = ("run", "in", "-c", "off.yaml", "-o", "out", "--direct_num_workers=1")
READ = (".env", ".env.local", ".netrc", ".config/app.ini", ".github/notes.md", "a.txt")
OF_TOOLS = (
    ".git/config",
    ".git/objects/ab/cd",
    ".venv/x.py",
    "deep/.DS_Store",
    ".DS_Store",
    "._a.txt",
    "~$letter.docx",
)
SKIPPED = {".git": 1, ".venv": 1, ".DS_Store": 2, "._*": 1, "~$*": 1}
SAID = "skipped files of tools and systems: .DS_Store (2), ._* (1), .git (1), .venv (1), ~$* (1)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "off.yaml").write_text(OFF)
    for name in (*READ, *OF_TOOLS):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("owner=Zebulon Quackenbush\n")
    return tmp_path


def test_hidden_files_are_read_and_files_of_tools_are_counted(folder: Path, heteronym: Command) -> None:
    done = heteronym(*RUN)

    copies = {
        path.relative_to(folder / "out").as_posix(): path for path in (folder / "out").rglob("*") if path.is_file()
    }
    assert (done.returncode, done.stderr) == (0, SAID)
    assert set(copies) == {*READ, "report/manifest.json"}
    assert not any("Quackenbush" in path.read_text() for path in copies.values())
    assert json.loads(copies["report/manifest.json"].read_text())["skipped"] == SKIPPED
    assert heteronym("report", "verify", "out", "in").returncode == 0


@pytest.mark.parametrize(
    "command", [(*RUN, "--dry-run"), ("scan", *RUN[1:4], RUN[-1]), ("fields", "in"), ("classify", "in")]
)
def test_each_command_says_what_it_skips(command: tuple[str, ...], folder: Path, heteronym: Command) -> None:
    assert SAID in heteronym(*command).stderr


@pytest.mark.parametrize("pattern", [*FOLDERS, *FILES])
def test_patterns_match_their_own_names(pattern: str) -> None:
    name = pattern.replace("*", "x").replace("?", "p")
    assert tool_pattern(name, is_folder=pattern in FOLDERS)


@pytest.mark.parametrize("name", [".env", ".bashrc", ".gitignore", ".github", ".ssh", "git", "x.swp.txt", "thumbs.txt"])
def test_other_names_match_no_pattern(name: str) -> None:
    assert tool_pattern(name, is_folder=False) == tool_pattern(name, is_folder=True) == ""


def test_file_of_a_tool_that_is_named_is_read(folder: Path) -> None:
    assert [
        file.name for file in find_files([str(folder / "in/.git/config"), str(folder / "in/.git/objects")], "")
    ] == [
        "config",
        "ab/cd",
    ]


def test_folder_of_tools_only_is_empty(tmp_path: Path, heteronym: Command) -> None:
    (tmp_path / "in/.git").mkdir(parents=True)
    (tmp_path / "off.yaml").write_text(OFF)

    done = heteronym(*RUN)

    assert (done.returncode, done.stderr) == (2, "heteronym: in: the folder is empty, apart from .git\n")


def close(path: Path) -> None:
    path.chmod(0)


CLOSED: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a file": ("in/a.txt", close, "cannot read a.txt: permission denied"),
    "a folder": ("in/.config", close, "cannot list the folder in/.config: Permission denied"),
    "the output": ("out", lambda path: path.chmod(stat.S_IRUSR | stat.S_IXUSR), "cannot write to out: "),
}


@pytest.mark.parametrize("case", CLOSED)
def test_closed_places_are_named_before_anything_is_read(case: str, folder: Path, heteronym: Command) -> None:
    name, shut, reason = CLOSED[case]
    (folder / "out").mkdir()
    shut(folder / name)
    if os.access(folder / name, os.W_OK):
        pytest.skip("the superuser may read and write all files")
    try:
        done, planned = heteronym(*RUN), heteronym(*RUN, "--dry-run")
    finally:
        (folder / name).chmod(stat.S_IRWXU)

    assert done.returncode == planned.returncode == 2
    assert done.stderr.startswith(f"heteronym: {reason}")
    assert reason.lower() in planned.stderr.lower()
    assert list((folder / "out").iterdir()) == []
