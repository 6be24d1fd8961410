"""Faults of a run: worker errors are reported to the user, and incomplete copies are not published."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from pipeline import Key, KeySource, OutputError, Policy, PolicyError, Sanitizer, SecretKeyError
from pipeline.errors import HeteronymError
from pipeline.records import ReadOptions
from pipeline.run import batch, copy_files, results, shards
from pipeline.run.storage import BeamStorage
from pipeline.sanitizer_source import SanitizerSource

LINES = "".join(json.dumps({"n": number, "text": f"Ask Maria Delgado, case {number}."}) + "\n" for number in range(3))


@pytest.fixture
def source(key_file: Path) -> SanitizerSource:
    return SanitizerSource(Policy.load("confidential"), KeySource(str(key_file)), "d", "r")


@pytest.fixture
def run(tmp_path: Path, source: SanitizerSource) -> Callable[[], batch.Run]:
    (tmp_path / "in.jsonl").write_text(LINES)

    def call() -> batch.Run:
        inputs, output = [str(tmp_path / "in.jsonl")], str(tmp_path / "out")
        return batch.run(inputs, output, source, ReadOptions(), beam_arguments=["--direct_num_workers=1"])

    return call


def copies(folder: Path) -> list[Path]:
    """Return the published files: finished shards may stay in the hidden folder of the run, for `--resume`."""
    files = [path.relative_to(folder / "out") for path in (folder / "out").rglob("*") if path.is_file()]
    return [path for path in files if not path.parts[0].startswith(".heteronym-")]


@pytest.mark.parametrize("error", [PolicyError("the policy is missing"), SecretKeyError("the key is missing")])
def test_missing_file_on_a_worker_raises_its_error_class(
    error: HeteronymError, run: Callable[[], batch.Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(_: SanitizerSource) -> None:
        raise error

    monkeypatch.setattr(SanitizerSource, "load", load)

    with pytest.raises(type(error)) as raised:
        run()

    assert str(raised.value) == str(error)
    assert copies(tmp_path) == []


def test_worker_without_the_key_reports_it(
    run: Callable[[], batch.Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Nowhere(KeySource):
        def load(self) -> Key:
            raise SecretKeyError("nowhere")

    monkeypatch.setattr(results.KeepResults, "setup", keyless(results.KeepResults.setup, Nowhere("")))

    with pytest.raises(SecretKeyError, match="every worker"):
        run()

    assert copies(tmp_path) == []


def keyless(setup: Callable[[Any], None], nowhere: KeySource) -> Callable[[Any], None]:
    def changed(self: Any) -> None:
        self._source = nowhere
        setup(self)

    return changed


def test_results_that_cannot_be_written_stop_the_run(
    run: Callable[[], batch.Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(results.KeepResults, "_write", write)

    with pytest.raises(OutputError, match="missing"):
        run()

    assert copies(tmp_path) == []


def test_a_result_that_was_cut_off_by_a_full_disk_is_missing(
    run: Callable[[], batch.Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk(BeamStorage):
        def create(self, path: str) -> BinaryIO:
            Path(path).write_bytes(b"the first part")
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(results, "BeamStorage", FullDisk)

    with pytest.raises(OutputError, match="space left"):
        run()

    assert copies(tmp_path) == []


@pytest.mark.parametrize("step", ["detect_shard", "replace_shard"])
def test_an_error_in_a_shard_stops_the_run(
    step: str, run: Callable[[], batch.Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(copy_files, step, fail)
    monkeypatch.setattr(copy_files.ReplaceShards, "work_on", staticmethod(copy_files.replace_shard))

    with pytest.raises(OutputError, match=r"in\.jsonl .*: Input/output error"):
        run()

    assert copies(tmp_path) == []


def test_an_error_between_the_passes_stops_the_run(
    run: Callable[[], batch.Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsealed(*_: object) -> None:
        raise OutputError("a message was changed")

    monkeypatch.setattr(copy_files.Gathered, "unsealed", unsealed)

    with pytest.raises(OutputError, match="a message was changed"):
        run()

    assert copies(tmp_path) == []


def test_file_with_a_missing_part_has_no_copy() -> None:
    planned = copy_files.to_json(copy_files.PlannedFile(copy_files.InputFile("in", "in", 1), PLAN))

    assert list(copy_files.AssembleFiles("nowhere").process((0, ([planned], [])))) == []


PLAN = copy_files.FilePlan("in", "jsonl", "", "", b"", b"", (shards.records.Shard("in", "jsonl", "", 0, 0, 1, 1),))


@pytest.mark.parametrize("place", [(shards, "distinctive_values"), (Sanitizer, "claims")], ids=lambda place: place[1])
def test_record_whose_values_cannot_be_registered_is_blocked(
    place: tuple[Any, str], run: Callable[[], batch.Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = getattr(*place)

    def broken(*arguments: Any) -> Any:
        document = arguments[-2]
        if any("case 1" in getattr(text, "value", text) for text in document):
            raise ValueError("Maria Delgado")
        return read(*arguments)

    monkeypatch.setattr(*place, broken)

    done = run()

    assert done.counts.records_blocked == 1
    assert [json.loads(line)["n"] for line in (tmp_path / "out/in.jsonl").read_text().splitlines()] == [0, 2]
    blocked = json.loads((tmp_path / "out/blocked/in.jsonl.jsonl").read_text())
    assert blocked == {"file": "in.jsonl", "record": 2, "reason": "the record could not be scanned"}
