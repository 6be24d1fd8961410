"""What goes wrong in a user's first hour with `heteronym run`: each mishap has a clear outcome."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent
from typing import BinaryIO

import pytest

from pipeline.errors import OutputError
from pipeline.run import batch, publishing
from pipeline.run.publishing import locked
from pipeline.run.storage import BeamStorage
from tests.conftest import Command

PROJECT = Path(__file__).parents[3]
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
    "a folder of a pattern": (["data/**/*.jsonl"], "data/new/out", "lies in the input data/**/*.jsonl"),
    "a folder that a pattern matches": (["data/*/y.jsonl"], "data/out", "lies in the input data/*/y.jsonl"),
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


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs unshare")
def test_output_in_an_input_through_a_mount_is_refused(folder: Path, key_file: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data/x.jsonl").write_text(LINE)
    (folder / "mounted").mkdir()
    command = f"mount --bind data mounted && {sys.executable} -m pipeline.cli run data -c off.yaml -o mounted/out"
    environment = {"HETERONYM_KEY_FILE": str(key_file), "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", command],
        cwd=folder, capture_output=True, text=True, timeout=60, env={**os.environ, **environment},
    )  # fmt: skip
    if "heteronym" not in done.stderr:
        pytest.skip("this user may not mount")

    assert (done.returncode, "mounted/out lies in the input data" in done.stderr) == (2, True), done.stderr


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


def test_each_finished_run_has_a_manifest_of_its_own(folder: Path, heteronym: Command) -> None:
    (folder / "x.jsonl").write_text(LINE)
    run = ("run", "x.jsonl", "-c", "off.yaml", "-o", "out", ONE)
    assert heteronym(*run).returncode == 0
    first = content_of(folder / "out")

    assert heteronym(*run).returncode == 2
    assert content_of(folder / "out") == first
    assert heteronym(*run, "--force").returncode == 0

    second = content_of(folder / "out")
    assert set(second) == {"x.jsonl", "report/manifest.json", "report/manifest-1.json"}
    assert second["report/manifest-1.json"] == first["report/manifest.json"]
    assert second["x.jsonl"] == first["x.jsonl"]
    assert heteronym("report", "verify", "out", "x.jsonl").returncode == 0


@pytest.mark.slow
def test_interruption_after_the_end_says_that_the_copies_are_complete(folder: Path, key_file: Path) -> None:
    (folder / "x.jsonl").write_text(LINE)
    program = """
        import logging, os, signal
        logging.disable(logging.CRITICAL)
        from pipeline.cli import data
        data.print_manifest = lambda *_: os.kill(os.getpid(), signal.SIGINT)
        from pipeline.cli.main import main
        main()
    """
    done = subprocess.run(
        [sys.executable, "-c", dedent(program), "run", "x.jsonl", "-c", "off.yaml", "-o", "out", ONE],
        cwd=folder, capture_output=True, text=True, timeout=300,
        env={**os.environ, "HETERONYM_KEY_FILE": str(key_file), "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (130, "interrupted: the copies are complete\n")
    assert set(content_of(folder / "out")) == {"x.jsonl", "report/manifest.json"}


def test_interrupt_in_a_destructor_still_ends_the_command() -> None:
    program = """
        import time
        from pipeline.cli.interruption import quiet_threads
        class Handle:
            def __del__(self):
                raise KeyboardInterrupt
        with quiet_threads():
            try:
                Handle()
                time.sleep(30)
            except KeyboardInterrupt:
                print("ended")
    """
    done = subprocess.run([sys.executable, "-c", dedent(program)], capture_output=True, text=True, timeout=20)

    assert (done.stdout, done.stderr) == ("ended\n", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "sent", [[signal.SIGINT], [signal.SIGTERM], [signal.SIGINT] * 5], ids=["once", "stopped", "often"]
)
def test_interrupted_run_says_one_line_and_leaves_nothing(
    sent: list[signal.Signals], folder: Path, key_file: Path
) -> None:
    (folder / "x.jsonl").write_text(LINE * 30_000)  # 2 MB: several shards, so that there are worker processes
    (folder / "temporary").mkdir()
    command = [sys.executable, "-m", "pipeline.cli", "run", "x.jsonl", "-c", "off.yaml", "-o", "out"]
    environment = {"HETERONYM_KEY_FILE": str(key_file), "PYTHONPATH": str(PROJECT), "TMPDIR": str(folder / "temporary")}
    process = subprocess.Popen(
        [*command, "--direct_num_workers=2"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, env={**os.environ, **environment},
    )  # fmt: skip
    deadline = time.monotonic() + 240
    while not list((folder / "out").glob(".heteronym-*/results-*")) and time.monotonic() < deadline:
        time.sleep(0.02)

    for one in sent:
        os.killpg(process.pid, one)  # as a terminal does: to the workers as well, which may just have started
        time.sleep(0.01)
    out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err) == (130, "", "interrupted: nothing was written\n")
    assert content_of(folder / "out") == {}
    assert list((folder / "temporary").iterdir()) == []


def test_full_disk_is_named(folder: Path, heteronym: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a worker of the runner failed")

    (folder / "x.jsonl").write_text(LINE)
    monkeypatch.setattr(batch, "run_pipeline", fail)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))  # type: ignore[attr-defined]

    done = heteronym("run", "x.jsonl", "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 2
    assert done.stderr == "heteronym: no space left on the disk of out: free some space, then run again\n"
    assert content_of(folder / "out") == {}


def test_report_that_cannot_be_written_leaves_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class FullDisk(BeamStorage):
        def create(self, path: str) -> BinaryIO:
            Path(path).write_bytes(b"the first part")
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing, "BeamStorage", FullDisk)

    with pytest.raises(OutputError, match="No space left"):
        publishing.write_output(str(tmp_path), "report/manifest.json", "{}")

    assert content_of(tmp_path) == {}


JSONL, CSV = '{"user": {"name": "Jo", "active": true}, "label": "off"}\n', "name,label\nJo,off\n"
MISSPELLED = {
    "a column": (CSV, "csv", ["--field", "nmae=keep"], "--field nmae: no input has such a column or key - did you mean name?"),
    "a key": (JSONL, "jsonl", ["--field", "actve=keep"], "did you mean active?"),
    "a path": (JSONL, "jsonl", ["--field", "user.nmae=keep"], "did you mean user.name?"),
    "nothing near": (JSONL, "jsonl", ["--field", "nosuchcolumn=keep"], "--field nosuchcolumn: no input has such a column or key\n"),
    "a class field in a table": (CSV, "csv", ["--class-field", "labell"], "--class-field labell: no record has such a column or key - did you mean label?"),
    "a class field in JSON": (JSONL, "jsonl", ["--class-field", "lable"], "did you mean label?"),
}  # fmt: skip


@pytest.mark.parametrize("command", ["run", "scan"])
@pytest.mark.parametrize("case", MISSPELLED)
def test_misspelled_field_is_an_error(case: str, command: str, folder: Path, heteronym: Command) -> None:
    content, suffix, options, message = MISSPELLED[case]
    (folder / f"in.{suffix}").write_text(content)
    output = ["-o", "out"] if command == "run" else []

    done = heteronym(command, f"in.{suffix}", "-c", "off.yaml", *output, *options, ONE)

    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert not (folder / "out").exists()


@pytest.mark.parametrize("name", ["name", "label", "user", "user.name", "user.active", "active", "name.x"])
def test_field_that_occurs_in_one_input_is_accepted(name: str, folder: Path, heteronym: Command) -> None:
    (folder / "in.jsonl").write_text(JSONL)
    (folder / "in.csv").write_text("name.x,other\nJo,off\n")

    done = heteronym("run", "in.csv", "in.jsonl", "-c", "off.yaml", "-o", "out", "--field", f"{name}=keep", ONE)

    assert (done.returncode, done.stderr) == (0, "")


def test_field_that_may_come_late_is_a_warning_at_the_end(folder: Path, heteronym: Command) -> None:
    (folder / "in.jsonl").write_text('{"n": "a"}\n' * 1_001 + '{"rare": "b", "class": "off"}\n')
    fields = ["--field", "rare=keep", "--field", "never=keep", "--class-field", "class"]

    done = heteronym("run", "in.jsonl", "-c", "off.yaml", "-o", "out", *fields, ONE)

    assert done.returncode == 0
    assert done.stderr == "--field never: no record had such a column or key: check its spelling\n"


def test_tables_with_mishaps_lose_no_row_silently(folder: Path, heteronym: Command) -> None:
    (folder / "in").mkdir()
    (folder / "in/unclosed.csv").write_text('name,note\nMaria Delgado,"hello\nJo Smith,x\n\nAnn Lee,y,z\n')
    (folder / "in/people.csv").write_text("Maria Delgado,maria@delgado.com,42\nJo Smith,jo@hexmoor.net,43\n")

    done = heteronym("run", "in", "-c", "off.yaml", "-o", "out", ONE, "--json")

    assert done.returncode == 3, done.stderr
    assert json.loads(done.stdout)["records"] == {"in": 5, "out": 3, "blocked": 2}
    blocked = [json.loads(line) for line in (folder / "out/blocked/unclosed.csv.jsonl").read_text().splitlines()]
    assert [line["record"] for line in blocked] == [2, 5]
    people = (folder / "out/people.csv").read_text()
    assert len(people.splitlines()) == 2
    assert not any(value in people for value in ("Maria", "maria", "Delgado", "delgado", "hexmoor"))


def test_export_in_windows_1252_keeps_all_rows_and_its_encoding(folder: Path, heteronym: Command) -> None:
    (folder / "in.csv").write_bytes("first_name,note\nJürgen,schön\nKäthe,Straße\n".encode("cp1252"))

    done = heteronym("run", "in.csv", "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 0, done.stderr
    assert "in.csv: read as cp1252" in done.stderr
    rows = (folder / "out/in.csv").read_bytes().decode("cp1252").splitlines()
    assert [row.partition(",")[2] for row in rows] == ["note", "schön", "Straße"]
    assert not any(name in row for row in rows for name in ("Jürgen", "Käthe"))
    assert json.loads((folder / "out/report/manifest.json").read_text())["files"][0]["encoding"] == "cp1252"


def test_encoding_can_be_declared(folder: Path, heteronym: Command) -> None:
    (folder / "in.csv").write_bytes("first_name,note\nИван,да\n".encode("koi8-r"))

    done = heteronym("run", "in.csv", "-c", "off.yaml", "-o", "out", "--encoding", "koi8-r", ONE)
    unknown = heteronym("run", "in.csv", "-c", "off.yaml", "-o", "other", "--encoding", "koi9", ONE)

    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "out/in.csv").read_bytes().decode("koi8-r").endswith(",да\n")
    assert unknown.returncode == 2
    assert "--encoding koi9: no such encoding" in unknown.stderr
