"""Dictionaries of a run: words are sent to the worker processes once, independent of later changes of the files."""

import asyncio
import pickle
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from pipeline import KeySource, Policy
from pipeline.errors import OutputError
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.scanning.scanner import ScannerSource
from pipeline.gateway.scanning.scanner_pool import ScannerPool
from pipeline.policy import dictionaries
from pipeline.records import ReadOptions
from pipeline.run import batch
from pipeline.run import dictionaries as of_run
from pipeline.sanitizer_source import SanitizerSource
from pipeline.transforms import Sanitize, _SanitizeBatch

MINE = """
classification: mine
extends: internal
loosen: [ner]
detection: {ner: off, dictionaries: [words.txt]}
entities: {DICTIONARY_TERM: redact}
"""
TEXT = "ask about Blue Harbour today"
COPY = "ask about <DICTIONARY_TERM> today"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "words.txt").write_text("Blue Harbour\n")
    (tmp_path / "mine.yaml").write_text(MINE)
    (tmp_path / "in.txt").write_text(TEXT)
    return tmp_path


@pytest.fixture
def source(folder: Path, key_file: Path) -> SanitizerSource:
    return SanitizerSource(Policy.load(folder / "mine.yaml"), KeySource(str(key_file)))


def forget(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove the file of the words, and clear the words in this process."""
    (folder / "words.txt").unlink()
    monkeypatch.setattr(dictionaries, "_loaded", {})


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_workers_of_a_run_need_no_file(
    folder: Path, source: SanitizerSource, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    for number in range(2 if workers == 2 else 0):
        (folder / f"in{number}.txt").write_text(TEXT)
    run_pipeline, written = batch.run_pipeline, []

    def without_file(*arguments: object) -> None:
        written.extend(path.read_bytes() for path in (folder / "out").rglob(of_run.DICTIONARIES))
        forget(folder, monkeypatch)
        run_pipeline(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "run_pipeline", without_file)
    inputs = [str(path) for path in folder.glob("in*.txt")]

    arguments = [f"--direct_num_workers={workers}"]
    batch.run(inputs, str(folder / "out"), source, ReadOptions(), beam_arguments=arguments)

    assert {path.read_text() for path in (folder / "out").glob("in*.txt")} == {COPY}
    assert len(written) == 1
    assert b"Harbour" not in written[0]


def test_dictionary_forged_by_another_process_is_rejected(
    folder: Path, source: SanitizerSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_run.write_dictionaries(source, source.key.load(), "one run", str(folder))
    forget(folder, monkeypatch)

    with pytest.raises(OutputError):
        of_run.read_dictionaries(source, "another run", str(folder))


def test_transform_step_needs_no_file(folder: Path, source: SanitizerSource, monkeypatch: pytest.MonkeyPatch) -> None:
    step = pickle.dumps(_SanitizeBatch(source, ReadOptions(), dictionaries.words_of(source.dictionaries)))
    forget(folder, monkeypatch)
    monkeypatch.setattr("pipeline.sanitizer_source._loaded", {})
    travelled = pickle.loads(step)

    travelled.setup()

    assert next(iter(travelled.process([TEXT]))) == COPY


def test_a_transform_sends_the_words_of_its_policy(source: SanitizerSource) -> None:
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        outputs = pipeline | beam.Create([TEXT]) | Sanitize(source)
        outputs["sanitized"] | "Compare" >> beam.Map(_compare)


def _compare(copy: str) -> None:
    assert copy == COPY


@pytest.mark.slow
def test_restarted_scanner_uses_the_loaded_dictionaries(
    folder: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cleared() -> bytes:
        pool = ScannerPool(ScannerSource(str(folder / "mine.yaml"), KeySource(str(key_file))), scanners=1, seconds=60)
        try:
            return (await pool.clear(Protocol.EMBEDDINGS, body, "mine", "client")).cleared.body
        finally:
            pool.close()

    body = b'{"model":"m","input":"%s"}' % TEXT.encode()
    load = Policy.load

    def loaded(name: str) -> Policy:
        policy = load(name)
        (folder / "words.txt").write_text("another word\n") if name.endswith("mine.yaml") else None
        return policy

    monkeypatch.setattr(Policy, "load", loaded)

    assert COPY.encode() in asyncio.run(cleared())
