"""Scans: the counts of a run without a copy, on any runner."""

import json
import os
from pathlib import Path

import pytest

from pipeline import KeySource, Policy
from pipeline.records import ReadOptions
from pipeline.run import batch, work_folder
from pipeline.run.storage import BeamStorage
from pipeline.sanitizer_source import SanitizerSource
from tests.conftest import Command

PROJECT = Path(__file__).parents[3]
PLANTED = (b"Quackenbush", b"536-90-4399")
RUNNERS = (
    ["--direct_num_workers=1"],
    ["--direct_num_workers=2"],
    ["--runner=DirectRunner"],
    ["--runner=BundleBasedDirectRunner"],
    ["--runner=DirectRunner", "--direct_running_mode=multi_processing", "--direct_num_workers=2"],
)


@pytest.fixture
def source(key_file: Path) -> SanitizerSource:
    return SanitizerSource(Policy.load("confidential"), KeySource(str(key_file)), "d", "r")


@pytest.fixture
def inputs(tmp_path: Path) -> list[str]:
    (tmp_path / "in").mkdir()
    rows = [{"text": "I am Zebulon Quackenbush, SSN 536-90-4399."}, {"text": "ZEBULON QUACKENBUSH was here."}]
    (tmp_path / "in/chats.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    (tmp_path / "in/people.csv").write_text("name,ssn\nZebulon Quackenbush,536-90-4399\n")
    (tmp_path / "in/image.bin").write_bytes(b"\x00\x01")
    return [str(tmp_path / "in")]


def test_a_scan_counts_what_a_run_does(inputs: list[str], source: SanitizerSource, tmp_path: Path) -> None:
    one = ["--direct_num_workers=1"]
    scanned = batch.scan(inputs, source, ReadOptions(), beam_arguments=one)
    copied = batch.run(inputs, str(tmp_path / "out"), source, ReadOptions(), beam_arguments=one)

    assert scanned.counts == copied.counts
    assert scanned.counts.records_blocked == 1
    assert scanned.unreadable == copied.unreadable
    assert {name: file.name for name, file in scanned.inputs.items()} == {
        name: file.name for name, file in copied.inputs.items()
    }
    assert [(file.name, file.digest) for file in scanned.files] == [(file.name, file.digest) for file in copied.files]
    assert {file.copy for file in scanned.files} == {""}


def test_a_scan_writes_no_copy(
    inputs: list[str], source: SanitizerSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: dict[str, bytes] = {}
    create = BeamStorage.create

    def noted(self: BeamStorage, path: str) -> object:
        written[path] = b""
        return create(self, path)

    monkeypatch.setattr(BeamStorage, "create", noted)
    monkeypatch.setattr(work_folder, "remove_folder", lambda folder: written.update(contents(Path(folder))))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    batch.scan(inputs, source, ReadOptions(), beam_arguments=["--direct_num_workers=1"])

    complete = [path for path in written if not path.endswith(".partial")]
    assert {Path(path).suffix for path in complete} == {".findings", ""}
    (place,) = {Path(path).parent.name for path in complete if not path.endswith(".findings")}
    assert place.startswith("results-")
    assert [planted for planted in PLANTED if planted in b"".join(written.values())] == []


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("runner", RUNNERS, ids=" ".join)
def test_a_scan_works_on_any_runner_and_leaves_nothing(
    runner: list[str], inputs: list[str], heteronym_process: Command, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    before = set(tmp_path.rglob("*"))

    done = heteronym_process("scan", "in", "-c", "confidential", "--json", *runner, TMPDIR=str(temporary))

    assert done.returncode == 3, done.stderr
    manifest = json.loads(done.stdout)
    assert manifest["entities"]["US_SSN"] == {"pseudonymize": 2}
    assert manifest["records"] == {"in": 4, "out": 3, "blocked": 1}
    assert [file["output"] for file in manifest["files"]] == [None, None]
    left = set(tmp_path.rglob("*")) - before
    assert [path for path in left if temporary not in path.parents] == []
    own_of_beam = contents(temporary)
    assert [path for path in own_of_beam if "heteronym" in path] == []
    assert [planted for planted in PLANTED if planted in b"".join(own_of_beam.values())] == []


def test_a_scan_works_where_beam_keeps_temporary_files(
    inputs: list[str], source: SanitizerSource, tmp_path: Path
) -> None:
    place = tmp_path / "bucket"
    seen: set[str] = set()

    done = batch.scan(
        inputs,
        source,
        ReadOptions(),
        beam_arguments=["--direct_num_workers=1", f"--temp_location={place}"],
        on_progress=lambda _: seen.update(os.listdir(place)),
    )

    assert done.counts.records_in == 4
    assert len(seen) == 1
    assert os.listdir(place) == []
