"""Resumed runs: what an interrupted run finished is taken over, and the copies have the same bytes."""

import base64
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import Key
from pipeline.errors import OutputError, RecordError
from pipeline.records import Shard
from pipeline.run import copy_files, finished, publishing, work_folder
from pipeline.run.finished import DETECTED, REPLACED, Finished
from pipeline.run.model import InputFile, ShardTask
from pipeline.run.publishing import locked
from tests.conftest import Command, environment_of
from tests.pipeline.run.test_run import tree

PROJECT = Path(__file__).parents[3]
OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off, dictionaries: [words.txt]}\nentities: {US_PASSPORT: block}\n"
PLANTED = ("Zoë Quackenbush", "zq.quackenbush@hexmoor.net", "536-90-4399", "Blue Harbour")
ROW = dict(zip(("name", "email", "ssn", "note"), PLANTED, strict=True))
MOST_FILES = 55  # in the folder of the run on the large files
ONE, TWO = "--direct_num_workers=1", "--direct_num_workers=2"
RUN = ("run", "in", "-c", "off.yaml", "-o", "out", "--field", "blob=keep")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_inputs(tmp_path)
    return tmp_path


def write_inputs(folder: Path) -> None:
    (folder / "off.yaml").write_text(OFF, encoding="utf-8")
    (folder / "words.txt").write_text("Blue Harbour\n", encoding="utf-8")
    (folder / "in").mkdir()
    (folder / "in/people.csv").write_text(
        "name,email,blob\n" + f"{ROW['name']},{ROW['email']},x\n" * 3, encoding="utf-8"
    )
    (folder / "in/chats.jsonl").write_text(json.dumps(ROW) + "\n" + "no JSON\n", encoding="utf-8")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def spellings(value: str) -> Iterator[bytes]:
    """Yield the forms in which a value may be stored: plain, JSON-escaped, and base64 at each of three offsets."""
    for plain in {value.encode(), json.dumps(value)[1:-1].encode()}:
        yield plain
        for offset in range(3):
            encoded = base64.b64encode(b"-" * offset + plain)
            yield encoded[4 if offset else 0 : len(encoded) // 4 * 4 - 4]


def assert_nothing_planted(*places: Path) -> None:
    everything = b"\n".join(content for place in places for content in files_in(place).values())
    assert [value for value in PLANTED if any(one in everything for one in spellings(value))] == []


def stop(*_: object) -> None:
    raise OSError(5, "Input/output error")


Interrupted = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def interrupted(heteronym: Command, monkeypatch: pytest.MonkeyPatch) -> Interrupted:
    """Return a function that starts a run which fails between the passes."""

    def start(*options: str) -> "subprocess.CompletedProcess[str]":
        with monkeypatch.context() as patch:
            patch.setattr(copy_files.ReplaceShards, "work_on", staticmethod(stop))
            done = heteronym(*RUN, *options, ONE)
        assert done.returncode == 2, done.stderr
        return done

    return start


KILLED = """
    import logging, os, signal
    logging.disable(logging.CRITICAL)  # as the command does
    from pipeline.run import batch, copy_files, publishing
    calls = 0
    def killing(call, after):
        def counted(*arguments, **options):
            global calls
            calls += 1
            if calls == after:
                os.kill(os.getpid(), signal.{signal})
                __import__("time").sleep(60)
            return call(*arguments, **options)
        return counted
    {place} = {wrapped}(killing({place}, {after}))
    from pipeline.cli.main import main
    main()
"""
# Where a run is killed: the function at whose call, and at which call of it.
MOMENTS = {
    "in the first pass": ("copy_files.detect_shard", "", 2),
    "between the passes": ("copy_files.ReplaceShards.work_on", "staticmethod", 1),
    "in the second pass": ("copy_files.ReplaceShards.work_on", "staticmethod", 2),
    "while files are assembled": ("copy_files.records.assemble", "", 2),
    "before copies get their names": ("batch.publish", "", 1),
    "between two copies": ("publishing.make_folder", "", 3),
    "before the report": ("publishing.write_output", "", 2),
    "before the folder is removed": ("work_folder.remove_folder", "", 1),
}

PUBLISHED = {"between two copies": 1, "before the report": 2, "before the folder is removed": 3}  # files by moment


def killed(folder: Path, key_file: Path, moment: str, sent: str = "SIGKILL") -> "subprocess.CompletedProcess[str]":
    """Run in a process of its own that kills itself at a moment."""
    place, wrapped, after = MOMENTS[moment]
    module = place.partition(".")[0]
    program = dedent(KILLED).format(place=place, wrapped=wrapped, after=after, signal=sent)
    program = program.replace("batch, copy_files, publishing", f"batch, copy_files, publishing, {module}")
    return subprocess.run(
        [sys.executable, "-c", program, *RUN, ONE], cwd=folder, capture_output=True, text=True, timeout=300,
        env={**os.environ, **environment_of(key_file, {}), "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip


def check_resumed(folder: Path, heteronym: Command, expected: dict[str, bytes]) -> None:
    """Resume the run in `out`, and check that nothing tells that it was interrupted, apart from the report."""
    assert_nothing_planted(folder / "out")
    done = heteronym(*RUN, ONE, "--resume")
    assert done.returncode == 3, done.stderr  # a record is blocked
    assert tree(folder / "out") == expected
    assert heteronym("report", "verify", "out", "in").returncode == 0


@pytest.fixture
def undisturbed(folder: Path, heteronym: Command) -> dict[str, bytes]:
    done = heteronym(*RUN[:5], "other", *RUN[6:], ONE)
    assert done.returncode == 3, done.stderr
    return tree(folder / "other")


@pytest.mark.slow
def test_run_killed_between_the_passes_is_resumed(
    folder: Path, key_file: Path, heteronym: Command, undisturbed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert killed(folder, key_file, "between the passes").returncode == -signal.SIGKILL
    monkeypatch.setattr(copy_files, "detect_shard", stop)  # nothing is detected again

    check_resumed(folder, heteronym, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
def test_run_killed_at_any_step_is_resumed(
    moment: str, folder: Path, key_file: Path, heteronym: Command, undisturbed: dict[str, bytes]
) -> None:
    done = killed(folder, key_file, moment)
    assert done.returncode == -signal.SIGKILL, done.stderr
    published = {"chats.jsonl", "people.csv", "report/manifest.json"} & set(files_in(folder / "out"))
    assert len(published) == PUBLISHED.get(moment, 0)

    check_resumed(folder, heteronym, undisturbed)


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["in the first pass", "in the second pass"])
@pytest.mark.parametrize("sent", ["SIGINT", "SIGTERM"])
def test_interrupted_run_says_in_one_line_that_it_can_be_resumed(
    sent: str, moment: str, folder: Path, key_file: Path, heteronym: Command, undisturbed: dict[str, bytes]
) -> None:
    done = killed(folder, key_file, moment, sent)

    kept = "finished shards are kept, pass --resume to continue with them"
    assert (done.returncode, done.stderr) == (130, f"interrupted: nothing was written; {kept}\n")
    assert tree(folder / "out").keys() == {path for path in files_in(folder / "out") if path.startswith(".heteronym-")}
    check_resumed(folder, heteronym, undisturbed)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interruption_while_copies_get_their_names_is_ignored(
    sent: signal.Signals, folder: Path, heteronym: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_folder = publishing.make_folder

    def interrupting(path: str) -> None:
        if (folder / "out/chats.jsonl").exists():  # the first of two copies
            os.kill(os.getpid(), sent)
        make_folder(path)

    monkeypatch.setattr(publishing, "make_folder", interrupting)

    done = heteronym(*RUN, ONE)

    assert done.returncode == 3, done.stderr
    assert set(files_in(folder / "out")) == {
        "people.csv", "chats.jsonl", "blocked/chats.jsonl.jsonl", "report/manifest.json",
    }  # fmt: skip


def test_interrupted_run_is_not_lost_by_another_one(
    folder: Path, interrupted: Interrupted, heteronym: Command, undisturbed: dict[str, bytes]
) -> None:
    failed = interrupted()
    before = files_in(folder / "out")

    again = heteronym(*RUN, ONE)

    assert failed.stderr.endswith("; finished shards are kept, pass --resume to continue with them\n")
    assert again.returncode == 2
    assert again.stderr == (
        "heteronym: out contains an interrupted run (finished shards: 2): pass --resume to continue it, or --force to "
        "remove it and begin again\n"
    )
    assert files_in(folder / "out") == before
    assert heteronym(*RUN, ONE, "--force").returncode == 3
    assert tree(folder / "out") == undisturbed


def test_manifest_tells_that_a_run_was_resumed(folder: Path, interrupted: Interrupted, heteronym: Command) -> None:
    interrupted()

    done = heteronym(*RUN, ONE, "--resume", "--json")

    assert json.loads(done.stdout)["resumed"] is True
    assert "resumed" not in json.loads(heteronym(*RUN, ONE, "--resume", "--force", "--json").stdout)


def test_nothing_to_resume_begins_a_run(folder: Path, heteronym: Command, undisturbed: dict[str, bytes]) -> None:
    done = heteronym(*RUN, ONE, "--resume")

    assert done.stderr.startswith("nothing to resume in out: the run starts from the beginning\n")
    assert tree(folder / "out") == undisturbed


DIFFERENCES = {
    "the policy": (lambda folder: (folder / "off.yaml").write_text(OFF.replace("block", "redact")), (), "(the policy)"),
    "a dictionary": (lambda folder: (folder / "words.txt").write_text("Red Harbour\n"), (), "(the policy)"),
    "a longer input": (lambda folder: (folder / "in/chats.jsonl").write_text("{}\n" * 99), (), "(the input chats.jsonl)"),
    "another input": (lambda folder: (folder / "in/new.txt").write_text("hi"), (), "the number of inputs, the input new.txt"),
    "an option": (lambda _: None, ("--limit", "1"), "(--limit)"),
    "a field": (lambda _: None, ("--field", "email=keep"), "(--field)"),
    "several options": (lambda _: None, ("--dataset", "d", "--encoding", "cp1252"), "(--dataset, --encoding)"),
}  # fmt: skip


QUICK_DIFFERENCES = {"the policy", "another input", "several options"}


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=[] if case in QUICK_DIFFERENCES else pytest.mark.slow) for case in DIFFERENCES],
)
def test_resumed_run_that_differs_is_refused(
    case: str, folder: Path, interrupted: Interrupted, heteronym: Command
) -> None:
    change, options, named = DIFFERENCES[case]
    interrupted()
    before = files_in(folder / "out")
    change(folder)

    done = heteronym(*RUN, *options, ONE, "--resume")

    assert done.returncode == 2
    assert "the interrupted run differs from this one" in done.stderr
    assert named in done.stderr
    assert "pass --force in place of --resume to begin again" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert files_in(folder / "out") == before


def test_input_with_other_content_of_the_same_size_is_refused(
    folder: Path, interrupted: Interrupted, heteronym: Command
) -> None:
    interrupted()
    people = folder / "in/people.csv"
    people.write_bytes(people.read_bytes().replace(b"hexmoor", b"hexmeer"))

    done = heteronym(*RUN, ONE, "--resume")

    assert done.returncode == 2
    assert "people.csv: the input was changed after the interrupted run had begun: restore it" in done.stderr
    assert "people.csv" not in tree(folder / "out")


def test_another_key_or_release_is_refused(
    folder: Path, interrupted: Interrupted, heteronym: Command, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted()
    other = Key.generate()
    other.save(folder / "other.key")

    done = heteronym(*RUN, ONE, "--resume", "--key-file", "other.key")
    monkeypatch.setattr(work_folder, "versions", lambda _: {"packages": {"heteronym": "9"}})
    newer = heteronym(*RUN, ONE, "--resume")

    assert done.returncode == newer.returncode == 2
    assert f"the interrupted run used the key {key.id}, not {other.id}" in done.stderr
    assert "(the release of Heteronym, a library or Python)" in newer.stderr


def test_copy_that_the_interrupted_run_did_not_write_is_not_overwritten(
    folder: Path, interrupted: Interrupted, heteronym: Command
) -> None:
    interrupted()
    (folder / "out/people.csv").write_text("of somebody else")

    done = heteronym(*RUN, ONE, "--resume")

    assert done.returncode == 2
    assert "people.csv exists in out already" in done.stderr
    assert (folder / "out/people.csv").read_text() == "of somebody else"
    assert heteronym(*RUN, ONE, "--resume", "--force").returncode == 3


def test_folder_of_a_run_that_still_works_is_not_touched(
    folder: Path, interrupted: Interrupted, heteronym: Command
) -> None:
    interrupted()
    before = files_in(folder / "out")

    with locked(str(folder / "out")):
        done = [heteronym(*RUN, ONE, *options) for options in ((), ("--force",), ("--resume",))]

    assert ["another run writes to out" in one.stderr for one in done] == [True] * 3
    assert files_in(folder / "out") == before


def test_remains_without_a_finished_shard_are_removed(
    folder: Path, heteronym: Command, undisturbed: dict[str, bytes]
) -> None:
    for name in (
        ".heteronym-0a/state",
        ".heteronym-0b/results-1/x",
        ".heteronym-0c.removed/000000-000000.detected",
        ".heteronym-0c.removed/state",
    ):
        (folder / "out" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "out" / name).write_text("")

    assert heteronym(*RUN, ONE).returncode == 3
    assert tree(folder / "out") == undisturbed


def test_damaged_state_cannot_be_resumed(folder: Path, interrupted: Interrupted, heteronym: Command) -> None:
    interrupted()
    (state,) = (folder / "out").glob(".heteronym-*/state")
    for content in (b"", b"{", b"[]", b'{"key_id": 5}', state.read_bytes().replace(b"facts", b"fakes")):
        state.write_bytes(content)

        done = heteronym(*RUN, ONE, "--resume")

        assert done.returncode == 2
        assert "unexpected" not in done.stderr, content


def test_resume_needs_a_local_output(folder: Path, heteronym: Command) -> None:
    with pytest.raises(OutputError, match="--resume needs a local output folder"):
        work_folder.check_interrupted("gs://bucket/out", resume=True, force=False)


KINDS = ("findings", "part", "blocked", "detected", "replaced", "planned")
DAMAGES = ("cut", "empty", "missing", "zeros")
QUICK = {("cut", "findings"), ("zeros", "part")}
DAMAGED = [
    pytest.param(damage, kind, marks=[] if (damage, kind) in QUICK else pytest.mark.slow)
    for damage in DAMAGES
    for kind in KINDS
]


@pytest.mark.parametrize(("damage", "kind"), DAMAGED)
def test_damaged_part_is_written_again(
    damage: str,
    kind: str,
    folder: Path,
    heteronym: Command,
    undisturbed: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(copy_files.AssembleFiles, "process", stop)
        heteronym(*RUN, ONE)
    places = [
        path for path in (folder / "out").glob(f".heteronym-*/*.{kind}") if kind == "planned" or path.stat().st_size
    ]
    assert places
    for place in places:
        content = place.read_bytes()
        place.write_bytes({"cut": content[:-1], "zeros": bytes(len(content))}.get(damage, b""))
        if damage == "missing":
            place.unlink()

    check_resumed(folder, heteronym, undisturbed)


SHARD = Shard("in/a.csv", "csv", "", 1, 10, 20, 2)


def task_in(folder: Path, shard: Shard = SHARD) -> ShardTask:
    paths = [str(folder / name) for name in ("f", "p", "b")]
    for path in paths:
        Path(path).write_bytes(b"written")
    return ShardTask(shard, 3, "a.csv", None, *paths)


def test_result_of_a_shard_is_kept_with_its_files(tmp_path: Path, key: Key) -> None:
    kept, task = Finished(str(tmp_path), "run", key, keeps=True), task_in(tmp_path)
    kept.keep(DETECTED, task, [task.findings], b"\x00 result")

    moved = ShardTask(finished._bare(SHARD), 3, "a.csv", None, task.findings, task.part, task.blocked)
    assert kept.result_of(DETECTED, task, [task.findings]) == b"\x00 result"
    assert kept.result_of(DETECTED, moved, [task.findings]) == b"\x00 result"


def test_result_of_another_step_shard_run_or_key_is_not_taken(tmp_path: Path, key: Key) -> None:
    kept, task = Finished(str(tmp_path), "run", key, keeps=True), task_in(tmp_path)
    kept.keep(DETECTED, task, [task.findings], b"result")
    mark = next(tmp_path.glob("*.detected"))
    (tmp_path / "000003-000001.replaced").write_bytes(mark.read_bytes())
    (tmp_path / "000003-000002.detected").write_bytes(mark.read_bytes())
    longer = task_in(tmp_path, Shard("in/a.csv", "csv", "", 1, 10, 21, 2))
    second = task_in(tmp_path, Shard("in/a.csv", "csv", "", 2, 10, 20, 2))

    assert kept.result_of(REPLACED, task, [task.findings]) is None
    assert kept.result_of(DETECTED, longer, [task.findings]) is None
    assert kept.result_of(DETECTED, second, [task.findings]) is None
    for other in (
        Finished(str(tmp_path), "other", key, keeps=True),
        Finished(str(tmp_path), "run", Key.generate(), keeps=True),
    ):
        assert other.result_of(DETECTED, task, [task.findings]) is None


def test_input_must_stay_as_it_was(tmp_path: Path, key: Key) -> None:
    kept, file = Finished(str(tmp_path), "run", key, keeps=True), InputFile("a", "a", 1)
    kept.check_input(file, "00ff")
    kept.check_input(file, "00ff")

    for digest in ("00fe", ""):
        with pytest.raises(RecordError, match="was changed after the interrupted run had begun"):
            kept.check_input(file, digest)


def test_scan_keeps_nothing(tmp_path: Path, key: Key) -> None:
    kept, task = Finished(str(tmp_path), "run", key, keeps=False), task_in(tmp_path)
    kept.check_input(InputFile("a", "a", 1), "00")
    kept.keep(REPLACED, task, ["nowhere"], b"result")

    assert kept.result_of(REPLACED, task, ["nowhere"]) is None
    assert set(files_in(tmp_path)) == {"f", "p", "b"}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> tuple[Path, dict[str, bytes]]:
    """Return a folder with files of several shards, and the copies of an undisturbed run with two workers."""
    folder = tmp_path_factory.mktemp("large")
    write_inputs(folder)
    rows = [f"{ROW['name']},person{n}@hexmoor.net,{'x' * 10_000}\n" for n in range(120)]  # most is not scanned
    (folder / "in/people.csv").write_text("name,email,blob\n" + "".join(rows), encoding="utf-8")
    table = pa.table({"note": [f"{ROW['name']} has the SSN {ROW['ssn']}."] * 40, "blob": ["y" * 30_000] * 40})
    pq.write_table(table, folder / "in/notes.parquet", row_group_size=10, compression="none", use_dictionary=False)
    with zipfile.ZipFile(folder / "in/box.zip", "w") as box:
        for number in range(3):
            box.writestr(zipfile.ZipInfo(f"{number}.jsonl"), json.dumps(ROW) + "\n")
    with sqlite3.connect(folder / "in/desk.db") as desk:
        desk.execute("CREATE TABLE people (name TEXT, email TEXT, note TEXT)")
        desk.execute("INSERT INTO people VALUES (?, ?, ?)", (ROW["name"], ROW["email"], ROW["note"]))
    desk.close()
    process = started(folder, key_file, "other")
    _, said = process.communicate(timeout=300)
    assert process.returncode == 3, said
    return folder, tree(folder / "other")


def started(folder: Path, key_file: Path, output: str, *options: str) -> "subprocess.Popen[str]":
    (folder / "tmp").mkdir(exist_ok=True)
    environment = environment_of(key_file, {"TMPDIR": str(folder / "tmp"), "PYTHONPATH": str(PROJECT)})
    command = [sys.executable, "-m", "pipeline.cli", *RUN[:5], output, *RUN[6:], TWO, *options]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, **environment},
    )  # fmt: skip


def kill_at(process: "subprocess.Popen[str]", output: Path, files: int, whole_group: bool) -> None:
    """Kill a run, with or without its workers, when its folder has some files, unless it ends before."""
    while process.poll() is None and len(list(output.glob(".heteronym-*/*"))) < files:
        time.sleep(0.005)
    if process.poll() is None:
        (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
    process.communicate()


def is_complete(output: Path) -> bool:
    """Return whether a run had come to its end, except for the removal of its folder."""
    left = [path for path in output.glob(".heteronym-*") if path.suffix != ".removed"]
    return (output / "report/manifest.json").exists() and not left


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_run_with_workers_killed_at_a_random_moment_is_resumed(
    seed: int, large: tuple[Path, dict[str, bytes]], key_file: Path
) -> None:
    """A run is killed, then the one that resumes it as well, and the next one ends."""
    (folder, expected), moments, output = large, random.Random(seed), f"out{seed}"
    files = moments.randrange(5, MOST_FILES)
    for options, count in (((), files), (("--resume",), moments.randrange(files, MOST_FILES))):
        process = started(folder, key_file, output, *options)
        kill_at(process, folder / output, count, moments.random() < 0.5)
        assert_nothing_planted(folder / output, folder / "tmp")
    was_complete = is_complete(folder / output)

    process = started(folder, key_file, output, "--resume")
    _, said = process.communicate(timeout=300)

    assert process.returncode == (2 if was_complete else 3), said
    assert tree(folder / output) == expected
