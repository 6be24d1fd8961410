"""The verdict: what is remembered fails, what would not be noticed is void, and chance alone hardly ever fails."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import typer

from pipeline.audit.canaries.figures import Outcome, figures_of, outcome_of, remembered, weak_kinds
from pipeline.audit.canaries.measure import Measured
from pipeline.audit.canaries.observing import ALL, OUTSIDER_VALUES, VALUES, Observation, together
from pipeline.audit.canaries.sample import Sample
from pipeline.audit.canaries.stages import STAGES
from pipeline.audit.canaries.tables import report
from pipeline.cli.audit import print_result

PER_KIND = 100  # half of them planted
KINDS = ("name", "phone number")


def world(
    seed: int, knows: Sequence[str] = (), extracts: Sequence[str] = (), outsider: Sequence[str] = ()
) -> list[Observation]:
    """Return what the models of a world observe that know some kinds and nothing of the others."""
    chance = np.random.default_rng(seed)
    found = []
    for stage in STAGES:
        each = [
            Observation(
                kind,
                stage,
                _ranks(chance, VALUES, PER_KIND, known=is_planted if kind in knows else is_planted & False),
                is_planted * 4,
                3 * (kind in extracts),
                int(chance.binomial(PER_KIND // 2, 1 / 64)) if kind not in knows else PER_KIND // 2,
                _ranks(chance, OUTSIDER_VALUES, PER_KIND // 2, known=np.full(PER_KIND // 2, kind in outsider)),
            )
            for kind in KINDS
            if (is_planted := chance.permutation(np.arange(PER_KIND) % 2 == 0)) is not None
        ]
        found += [*each, together(each)]
    return found


def _ranks(chance: np.random.Generator, values: int, count: int, known: np.ndarray) -> np.ndarray:
    return np.where(known, 1, chance.integers(1, values + 1, size=count))


def measured(raw: list[Observation], copy: list[Observation]) -> Measured:
    return Measured(raw, copy, Sample(), records=100, blocked=0)


def test_a_copy_whose_models_know_nothing_passes() -> None:
    result = report(measured(world(1, knows=KINDS), world(2)))

    assert result.passed
    assert result.verdict.startswith("none of 100 canaries is remembered")
    assert result.figures["outcome"] == "passed"


@pytest.mark.parametrize(
    ("student", "models"), [("ngram", "character n-gram models"), ("transformer", "small transformers")]
)
def test_report_tells_what_the_models_are(student: str, models: str) -> None:
    result = report(replace(measured(world(1, knows=KINDS), world(2)), student=student))

    assert result.verdict.endswith(f"; the models are {models}")
    assert result.figures["student"] == student


def test_exposure_is_recognized_by_how_often_a_canary_is_planted() -> None:
    times = np.array([1, 1, 4, 0, 0, 0, 0, 0])
    one = figures_of(Observation("name", "teacher", np.array([VALUES, VALUES, 1] + [1] * 5), times, 0, 0, np.zeros(0)))

    assert one.bits_by_times == {1: 0.0, 4: pytest.approx(14, abs=1e-3)}
    assert (one.highest_bits, one.outsider_bits) == (pytest.approx(14, abs=1e-3), None)


def test_raw_data_that_is_not_remembered_makes_the_test_void(capsys: pytest.CaptureFixture[str]) -> None:
    result = report(measured(world(1), world(2)))

    with pytest.raises(typer.Exit) as left:
        print_result(result, as_json=False)
    assert left.value.exit_code == 4
    assert "void: the models of the raw data do not remember the canaries either" in capsys.readouterr().out
    assert not result.passed
    assert result.as_json()["outcome"] == "void"


def test_one_kind_that_raw_data_does_not_teach_is_reported() -> None:
    raw = list(map(figures_of, world(1, knows=["name"])))

    assert weak_kinds(raw) == ["phone number"]


@pytest.mark.parametrize("raw_knows", [KINDS, ()])
def test_a_kind_that_is_remembered_fails_alone_whatever_the_raw_data_teaches(raw_knows: Sequence[str]) -> None:
    result = report(measured(world(1, knows=raw_knows), world(2, knows=["name"])))

    assert (result.passed, result.is_void) == (False, False)
    assert {one["kind"] for one in result.figures["remembered"]} == {"name", ALL}
    assert result.verdict.startswith("the copy gives canaries away: name (teacher, student, auxiliary; ")


def test_an_extracted_original_fails_whatever_the_tests_say() -> None:
    copy = world(2, extracts=["phone number"])

    assert {one.kind for one in remembered(list(map(figures_of, copy)))} == {"phone number", ALL}
    assert "a model wrote out" not in report(measured(world(1, knows=KINDS), world(2))).verdict
    assert "a model wrote out" in report(measured(world(1, knows=KINDS), copy)).verdict


def test_a_surrogate_that_anybody_can_make_fails() -> None:
    result = report(measured(world(1, knows=KINDS), world(2, outsider=["name"])))

    assert "what replaces them can be found without the key" in result.verdict


def test_chance_alone_fails_in_one_of_twenty_audits_at_most() -> None:
    raw = list(map(figures_of, world(0, knows=KINDS)))
    failed = sum(outcome_of(raw, list(map(figures_of, world(seed)))) is Outcome.FAILED for seed in range(1, 26))

    assert failed <= 4  # 25 audits with probability 0.05: more have probability 0.007
