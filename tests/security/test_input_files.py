"""C3: links, devices and keys in an input folder are never copied, and no copy overwrites an input."""

import os
import shutil
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline import Key, Policy, Sanitizer
from tests.conftest import Command

SECRET_TEXT = "The plan of the vault is behind the third brick."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Create a folder with one regular file, and files outside of it."""
    (tmp_path / "data/inner").mkdir(parents=True)
    (tmp_path / "data/good.txt").write_text("All is well.\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/host.txt").write_text(SECRET_TEXT)
    return tmp_path / "data"


def plant_link_to_file(data: Path) -> str:
    (data / "notes.txt").symlink_to("../outside/host.txt")
    return "notes.txt"


def plant_link_to_folder(data: Path) -> str:
    (data / "inner/more").symlink_to("../../outside")
    return "inner/more"


def plant_link_inside(data: Path) -> str:
    (data / "again.txt").symlink_to("good.txt")
    return "again.txt"


def plant_broken_link(data: Path) -> str:
    (data / "gone.txt").symlink_to("nowhere.txt")
    return "gone.txt"


def plant_pipe(data: Path) -> str:
    os.mkfifo(data / "pipe.txt")
    return "pipe.txt"


def plant_socket(data: Path) -> str:
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()
        os.chdir(data)  # the path of a socket is limited to 108 bytes
        try:
            one.bind("talk.txt")
        finally:
            os.chdir(here)
    return "talk.txt"


PLANTED = [plant_link_to_file, plant_link_to_folder, plant_link_inside, plant_broken_link, plant_pipe, plant_socket]


@pytest.mark.parametrize("plant", PLANTED)
def test_folder_with_special_files_is_rejected(plant, data: Path, heteronym: Command) -> None:  # type: ignore[no-untyped-def]
    name = plant(data)

    done = heteronym("run", "data", "-c", "public", "-o", "out", "--dataset", "d")

    assert done.returncode == 2, done.stderr
    assert name in done.stderr
    assert not (data.parent / "out").exists()


@pytest.mark.parametrize("pattern", ["data/*.txt", "data/**/*.txt", "data/*/*.txt", "data/link.txt", "linked"])
def test_symbolic_link_is_rejected_with_any_path(pattern: str, data: Path, heteronym: Command) -> None:
    (data / "link.txt").symlink_to("../outside/host.txt")
    (data / "folder").symlink_to("../outside")
    (data.parent / "linked").symlink_to("outside")

    done = heteronym("run", pattern, "-c", "public", "-o", "out", "--dataset", "d")

    assert done.returncode == 2, done.stderr
    assert "link" in done.stderr
    assert not (data.parent / "out").exists()


def test_file_replaced_by_a_link_during_a_run_is_not_read(
    data: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline import KeySource
    from pipeline.errors import HeteronymError
    from pipeline.records import ReadOptions
    from pipeline.run import batch
    from pipeline.sanitizer_source import SanitizerSource

    listed = batch.run_pipeline

    def exchange(*arguments: object) -> None:
        (data / "good.txt").unlink()
        (data / "good.txt").symlink_to("../outside/host.txt")
        listed(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "run_pipeline", exchange)
    source = SanitizerSource(Policy.load("public"), KeySource(str(key_file)), "d", "r")
    out = data.parent / "out"

    with suppress(HeteronymError):
        batch.run([str(data)], str(out), source, ReadOptions(), beam_arguments=["--direct_num_workers=1"])

    assert all(SECRET_TEXT not in path.read_text("latin-1") for path in out.rglob("*") if path.is_file())


def test_hard_link_to_the_key_file_is_rejected(data: Path, heteronym: Command, key_file: Path) -> None:
    own = data.parent / "own.key"
    shutil.copy(key_file, own)
    os.link(own, data / "notes.txt")

    done = heteronym("run", "data", "-c", "public", "-o", "out", "--dataset", "d", "--key-file", "own.key")

    assert done.returncode == 2, done.stderr
    assert not (data.parent / "out").exists()


def bare(key: Key) -> str:
    return key.line().decode().strip().removeprefix("heteronym-key-1:")


KEY_TEXTS = {
    "a copy of the key file": ("notes.txt", "{line}\n"),
    "the line in a text": ("notes.txt", "First line.\n{line}\nLast line.\n"),
    "in a sentence": ("notes.txt", "The key is {line}, keep it.\n"),
    "in JSON": ("notes.jsonl", '{{"note": "it is {line}"}}\n'),
    "escaped in JSON": ("notes.jsonl", '{{"note": "it is {escaped}"}}\n'),
    "in a table": ("notes.csv", "name,note\nx,{line}\n"),
}


@pytest.mark.parametrize("case", KEY_TEXTS)
@pytest.mark.parametrize("policy", ["public", "confidential"])
def test_key_in_use_is_never_copied(case: str, policy: str, heteronym: Command, tmp_path: Path, key: Key) -> None:
    name, content = KEY_TEXTS[case]
    line = bare(key)
    escaped = line.replace("/", "\\/").replace("A", "\\u0041", 1)
    (tmp_path / name).write_text(content.format(line=line, escaped=escaped))

    done = heteronym("run", name, "-c", policy, "-o", "out", "--dataset", "d")

    assert done.returncode == 3, done.stderr
    written = [path.read_text() for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert all(line not in text.replace("\\/", "/").replace("\\u0041", "A") for text in written)


@pytest.mark.parametrize("policy", ["public", "internal", "confidential", "restricted"])
def test_line_of_a_key_file_is_a_secret(policy: str, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    Key.generate().save(other)
    line = other.read_text().strip()

    found = Sanitizer(Policy.load(policy), Key.generate(), dataset="d").sanitize_text(f"I use {line} at home.")

    assert line[-40:-4] not in found.text
    assert [(span.entity, span.score) for span in found.findings] == [("SECRET", 1.0)]


def test_keys_of_old_and_new_key_files_are_equal(tmp_path: Path, key: Key, monkeypatch: pytest.MonkeyPatch) -> None:
    key.save(tmp_path / "new.key")
    (tmp_path / "old.key").write_text(bare(key) + "\n")

    assert (tmp_path / "new.key").read_text() == f"heteronym-key-1:{bare(key)}\n"
    assert Key.load(tmp_path / "old.key").id == Key.load(tmp_path / "new.key").id == key.id
    for text in (bare(key), f"heteronym-key-1:{bare(key)}"):
        monkeypatch.setenv("HETERONYM_KEY", text)
        assert Key.from_env().id == key.id
    assert Key.from_line(key.line()).id == Key.from_line(bare(key).encode()).id == key.id


OVERWRITES = {
    "the same folder": "data",
    "by way of another": "data/inner/..",
    "by a link": "linked",
    "a link as target": "targets",
    "a hard link as target": "hard",
    "a link under report": "report_link",
    "a link under blocked": "blocked_link",
}


@pytest.mark.parametrize("name", ["report", "blocked", "good.txt", "report/manifest.json", "blocked/good.txt.jsonl"])
def test_output_is_not_written_through_symbolic_links(name: str, data: Path, heteronym: Command) -> None:
    place = data.parent / "out" / name
    place.parent.mkdir(parents=True)
    outside = data.parent / "outside"
    place.symlink_to(outside if "." not in name else outside / "host.txt")

    done = heteronym("run", "data", "-c", "confidential", "-o", "out", "--force", "--dataset", "d")

    assert done.returncode == 2, done.stderr
    assert "is a symbolic link" in done.stderr
    assert [(path.name, path.read_text()) for path in outside.iterdir()] == [("host.txt", SECRET_TEXT)]


def test_force_removes_outdated_copies(data: Path, heteronym: Command) -> None:
    arguments = ("run", "data", "-c", "confidential", "-o", "out", "--force", "--dataset", "d")
    assert heteronym(*arguments).returncode == 0
    (data / "good.txt").write_bytes(b"All is well.\0")
    assert heteronym(*arguments).returncode == 3
    assert not (data.parent / "out/good.txt").exists()
    (data / "good.txt").write_text("All is well.\n")
    assert heteronym(*arguments).returncode == 0
    assert not (data.parent / "out/blocked/good.txt.jsonl").exists()


@pytest.mark.parametrize("case", OVERWRITES)
def test_force_never_overwrites_an_input(case: str, data: Path, heteronym: Command) -> None:
    base = data.parent
    (base / "linked").symlink_to("data")
    for name in ("targets", "hard", "report_link/report", "blocked_link/blocked"):
        (base / name).mkdir(parents=True)
    (base / "targets/good.txt").symlink_to("../data/good.txt")
    os.link(data / "good.txt", base / "hard/good.txt")
    (base / "report_link/report/manifest.json").symlink_to("../../data/good.txt")
    (base / "blocked_link/blocked/good.txt.jsonl").symlink_to("../../data/good.txt")
    original = "Mary Wilson, SSN 536-90-4399.\n"
    (data / "good.txt").write_text(original)

    done = heteronym(
        "run", "data", "-c", "confidential", "-o", OVERWRITES[case], "--force", "--dataset", "d"
    )  # fmt: skip

    assert done.returncode == 2, done.stderr
    assert (data / "good.txt").read_text() == original
