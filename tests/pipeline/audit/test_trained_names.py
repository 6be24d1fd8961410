"""Detector audit: a model that knows its training names by heart is reported, one that does not is not."""

import random
from pathlib import Path

import pytest

from pipeline.audit.detector import ALL, MIN_PAIRS, OTHERS, audit_detector, check_apart, pairs_of, read_names, report
from pipeline.errors import RecordError
from pipeline.replace.people.origins import families, givens
from tests.conftest import Command


def names_of(culture: str, number: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    first, last = givens(culture, "given_female", culture).names, families(culture, "family").names
    return [f"{draw.choice(first)} {draw.choice(last)}" for _ in range(number)]


TRAINED = names_of("en", 200, 1) + names_of("pl", 100, 2) + names_of("ja-latin", 5, 3)
UNTRAINED = names_of("en", 120, 4) + names_of("pl", 40, 5) + names_of("ja-latin", 3, 6)


def noise(name: str) -> float:
    return random.Random(name).gauss(0, 1)


def knows_by_heart(name: str) -> float:
    return noise(name) + (0.8 if name in TRAINED else 0)


def test_model_that_knows_its_training_names_is_reported() -> None:
    result = report("accurate", audit_detector(TRAINED, UNTRAINED, knows_by_heart))

    assert not result.passed
    assert result.verdict.startswith("accurate distinguishes names that it was trained on")
    assert not any(name in str(result) for name in TRAINED + UNTRAINED)


def test_model_that_prefers_names_it_was_not_trained_on_gives_them_away_as_well() -> None:
    assert not report("fast", audit_detector(TRAINED, UNTRAINED, lambda name: -knows_by_heart(name))).passed


def test_model_that_does_not_know_them_passes() -> None:
    rows = audit_detector(TRAINED, UNTRAINED, noise)

    assert report("fast", rows).passed
    assert {row.culture for row in rows} >= {"en", "pl", ALL}
    assert all(row.pairs >= MIN_PAIRS for row in rows if row.culture not in (OTHERS, ALL))


def test_equal_scores_are_no_evidence() -> None:
    rows = audit_detector(TRAINED, UNTRAINED, lambda _: 1.0)

    assert all((row.pairs, row.corrected) == (0, 1) for row in rows)
    assert report("fast", rows).passed


def test_each_name_is_in_one_pair_with_one_of_its_kind() -> None:
    pairs = list(pairs_of(TRAINED, UNTRAINED))

    assert len({one for _, (one, _) in pairs}) == len({other for _, (_, other) in pairs}) == len(pairs)
    assert all(abs(len(one) - len(other)) <= 6 for _, (one, other) in pairs)
    assert pairs == list(pairs_of(TRAINED[::-1], UNTRAINED[::-1]))


def test_names_in_both_lists_are_refused_and_not_shown() -> None:
    with pytest.raises(RecordError, match="the name 2 of the untrained ones") as raised:
        check_apart(["Ann Planted"], ["Bob Other", "ann planted"])

    assert "lanted" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "has no name"), (b" \n\n", "has no name"), (b"Ann\n\xff", "not in UTF-8, from byte 4")],
)
def test_files_without_names_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "names.txt"
    path.write_bytes(content)

    with pytest.raises(RecordError, match=message):
        read_names(path)
    with pytest.raises(RecordError, match="cannot read"):
        read_names(tmp_path / "missing.txt")


@pytest.mark.slow
def test_shipped_model_is_audited_by_the_command(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "trained.txt").write_text("\n".join(names_of("en", 14, 1)))
    (tmp_path / "untrained.txt").write_text("\n".join(names_of("en", 12, 2)))

    done = heteronym("audit", "detector", "--trained", "trained.txt", "--untrained", "untrained.txt", "--model", "fast")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].split()[:2] == ["culture", "pairs"]
    assert "by chance in 50 %" in done.stdout
