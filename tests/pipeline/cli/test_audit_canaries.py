"""`audit canaries` through the command line: a right copy passes, a broken pipeline fails, and the report says what it gives away."""

import hashlib
import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline.audit.canaries import figures, measure, observing, stages
from pipeline.audit.canaries.copying import Copies, copies_of
from pipeline.audit.canaries.kinds import KINDS
from pipeline.audit.canaries.measure import CANARIES, Measured, audit_canaries
from pipeline.audit.canaries.planting import draw_canaries
from pipeline.audit.canaries.stages import STAGES
from pipeline.audit.canaries.students import STUDENTS
from pipeline.audit.canaries.tables import report
from pipeline.audit.result import Result
from pipeline.policy.loading import Policy
from pipeline.records import ReadOptions, Record
from pipeline.replace.keyed.keys import Key, KeySource
from pipeline.replace.operators import Hash
from pipeline.sanitized import Sanitized
from pipeline.sanitizer_source import Sanitizers, SanitizerSource
from tests.conftest import Command

TICKETS = str(Path(__file__).parents[3] / "examples/support_tickets.jsonl")
RULES = "classification: rules\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
KEEP = "classification: keep\nextends: rules.yaml\nloosen: [PERSON]\nentities: {PERSON: keep}\n"
HASHES = "classification: hashes\nextends: rules.yaml\nentities: {CUSTOMER_ID: hash}\n"
SMALL_VALUES = 2**9
NAME, ID = KINDS[0].name, KINDS[1].name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"rules.yaml": RULES, "keep.yaml": KEEP, "hashes.yaml": HASHES}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def audited(policy: str | Path, key_file: Path, **how: Any) -> tuple[Measured, Result]:
    source = SanitizerSource(Policy.load(policy), KeySource(str(key_file)))
    measured = audit_canaries([TICKETS], source, ReadOptions(), **how)
    return measured, report(measured)


def of_kind(kind: str, world: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in world if one["kind"] == kind]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("empty.jsonl", b"", "no record with free text is in empty.jsonl"),
        ("values.jsonl", b'{"email": "a.b@hexmoor.eu"}\n', "no record with free text is in values.jsonl"),
        ("broken.jsonl", b'{"note": "Quackenbush was here\n', "no record with free text is in broken.jsonl"),
    ],
)
def test_data_without_free_text_is_refused_in_one_line(
    heteronym: Command, tmp_path: Path, name: str, text: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(text)
    done = heteronym("audit", "canaries", name)

    assert done.returncode == 2
    assert done.stderr.startswith(f"heteronym: {says}")
    assert "Quackenbush" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_audit_without_the_key_of_the_run_is_refused(heteronym: Command) -> None:
    done = heteronym("audit", "canaries", TICKETS, HETERONYM_KEY_FILE="")

    assert (done.returncode, done.stderr.strip()) == (
        2,
        "heteronym: no key is set: pass the key of the run with --key-file",
    )


def test_the_transformer_names_the_command_that_installs_what_it_needs(
    heteronym: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "pipeline.audit.canaries.transformer", raising=False)
    done = heteronym("audit", "canaries", TICKETS, "--student", "transformer")

    assert (done.returncode, done.stderr.strip()) == (
        2,
        "heteronym: the transformer needs PyTorch: pip install 'heteronym[audit]'",
    )


def test_an_unknown_student_is_refused_with_those_that_there_are(heteronym: Command) -> None:
    done = heteronym("audit", "canaries", TICKETS, "--student", "lstm")

    assert (done.returncode, done.stderr.strip()) == (2, "heteronym: --student lstm: use ngram or transformer")


@pytest.mark.slow
def test_a_right_copy_is_not_remembered_and_raw_data_is(heteronym: Command, key_file: Path) -> None:
    done = heteronym("audit", "canaries", TICKETS, "-c", "confidential", "--json")
    result = json.loads(done.stdout)
    material = Key.load(key_file).derive("seed 0", "canaries", 32)
    canaries = draw_canaries(CANARIES, random.Random(material + b"canaries"))

    assert not any(one.value in done.stdout + done.stderr for one in canaries)
    assert (done.returncode, result["passed"], result["outcome"]) == (0, True, "passed")
    raws, copies = (of_kind("all", result[world]) for world in ("raw", "copy"))
    assert [one["model"] for one in copies] == list(STAGES)
    for raw, copy in zip(raws, copies, strict=True):
        assert copy["canaries"] >= 200
        assert raw["exposure_bits"] >= 8
        assert raw["extracted"] > 0.9 * raw["canaries"]
        assert raw["epsilon"] > 2 > copy["detectable_epsilon"]
        assert copy["exposure_bits"] <= 1.7
        assert copy["p_value"] > 0.05 / len(STAGES)  # three models, three tests
        assert copy["outsider_bits"] < 1.7
        assert copy["extracted"] == 0
        assert copy["inferred_low"] <= 1 / 64 <= copy["inferred_high"]


@pytest.mark.slow
def test_a_policy_that_keeps_names_gives_only_names_away(heteronym: Command, folder: Path) -> None:
    done = heteronym("audit", "canaries", TICKETS, "-c", str(folder / "keep.yaml"))

    assert done.returncode == 3
    verdict = next(line for line in done.stdout.splitlines() if line.startswith("failed: "))
    assert f"gives canaries away: {NAME} (teacher, student, auxiliary; " in verdict
    assert not any(kind.name in verdict for kind in KINDS[1:])


@pytest.mark.slow
def test_one_record_in_a_hundred_that_is_passed_through_is_seen(key_file: Path, folder: Path) -> None:
    def with_gaps(sample: Sequence[Record], sanitizers: Sanitizers) -> Copies:
        copies = copies_of(sample, sanitizers)
        for place in range(0, len(copies), 100):
            copies[place] = [Sanitized(text.value, (), ()) for text in sample[place].texts]
        return copies

    measured, result = audited(folder / "rules.yaml", key_file, anonymize=with_gaps)
    leaked = {one["kind"] for one in result.figures["remembered"]} - {NAME, "all"}  # rules alone miss some names

    assert not result.passed
    assert leaked
    assert sum(one.extracted for one in measured.copy if one.kind in leaked) > 0


@pytest.mark.slow
def test_a_hash_without_a_key_is_found_by_whoever_hashes_all_values(
    key_file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unkeyed(_: Hash, text: str, params: object) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    monkeypatch.setattr(Hash, "operate", unkeyed)
    _, broken = audited(folder / "hashes.yaml", key_file)

    assert ID in {one["kind"] for one in broken.figures["remembered"]}
    assert "can be found without the key" in broken.verdict
    for one in of_kind(ID, broken.figures["copy"]):
        assert one["outsider_bits"] > 8
        assert one["extracted"] == 0


@pytest.fixture
def train_transformers(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return a function that sets how many steps transformers are trained, in an audit that is small in every number."""
    pytest.importorskip("torch")
    from pipeline.audit.canaries.transformer import Training, Transformer

    monkeypatch.setattr(measure, "CANARIES", 60)
    monkeypatch.setattr(measure, "REFERENCES", SMALL_VALUES - 1)
    for module in (observing, figures):
        monkeypatch.setattr(module, "VALUES", SMALL_VALUES)
    monkeypatch.setattr(stages, "CONTINUATIONS", 500)
    monkeypatch.setattr(stages, "OTHER_OUTPUTS", 50)

    def with_steps(steps: int) -> None:
        small = partial(Transformer, training=Training(steps=steps, sentences=12, others=1))
        monkeypatch.setitem(STUDENTS, "transformer", replace(STUDENTS["transformer"], load=lambda: small))

    return with_steps


@pytest.mark.slow
def test_transformers_remember_names_that_a_policy_keeps_and_nothing_else(
    train_transformers: Callable[[int], None], key_file: Path, folder: Path
) -> None:
    train_transformers(150)
    shares: list[float] = []
    measured, result = audited(folder / "keep.yaml", key_file, student="transformer", on_progress=shares.append)
    raws, copies = (of_kind("all", result.figures[world]) for world in ("raw", "copy"))

    assert {one["kind"] for one in result.figures["remembered"]} == {NAME, "all"}
    assert "; the models are small transformers" in result.verdict
    assert all(one["exposure_bits"] > 5 for one in raws)  # of 9, after 150 of 600 steps
    assert all(one.extracted for one in (measured.raw[0], measured.copy[0]))
    assert not any(one["extracted"] for one in result.figures["copy"] if one["kind"] not in (NAME, "all"))
    assert [one["model"] for one in copies] == list(STAGES)
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.slow
def test_transformers_that_are_hardly_trained_make_the_test_void(
    heteronym: Command, train_transformers: Callable[[int], None], folder: Path
) -> None:
    train_transformers(1)
    done = heteronym("audit", "canaries", TICKETS, "-c", str(folder / "rules.yaml"), "--student", "transformer")

    assert done.returncode == 4
    assert (
        "\nvoid: the models of the raw data do not remember the canaries either (teacher, student, auxiliary"
        in done.stdout
    )
