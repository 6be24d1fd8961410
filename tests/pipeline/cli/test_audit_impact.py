"""`audit impact` through the command line: what it counts, what it says of a broken copy, and how it fails."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command

ONE_WORKER = "--direct_num_workers=1"
RIGHT = "classification: right\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\ncosts: {record: 10, entities: {PERSON: 2}}\n"
BROKEN = "classification: broken\nextends: right.yaml\nloosen: [PERSON]\nentities: {PERSON: keep}\n"
PEOPLE = 30
PLANTED = ("uackenbush", "ebulon", "219-09", "97201", "flu")


def line(number: int) -> str:
    name = f"Zebulon{'bcdfgh'[number % 6]}a Quackenbush{'klmnp'[number // 6]}o"
    note = "Prefers tea." if number else f"{name} prefers tea."
    return json.dumps(
        {
            "full_name": name,
            "ssn": f"219-09-99{number:02}",
            "zip": f"9720{number % 3}",
            "illness": "flu" if number % 3 else "gout",
            "note": note,
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals/people.jsonl").write_text("".join(line(number) + "\n" for number in range(PEOPLE)))
    (tmp_path / "right.yaml").write_text(RIGHT)
    (tmp_path / "broken.yaml").write_text(BROKEN)
    return tmp_path


def audit(heteronym: Command, *options: str) -> tuple[int, dict]:
    """Return the exit code and the figures of an audit; none of its output holds a value."""
    done = heteronym("audit", "impact", "originals", "-c", "right.yaml", "--json", *options, ONE_WORKER)
    for planted in PLANTED:
        assert planted not in done.stdout + done.stderr, planted
    return done.returncode, json.loads(done.stdout)


def test_scan_alone_tells_what_is_at_risk_before_and_after(heteronym: Command, folder: Path) -> None:
    code, reported = audit(heteronym, "--sensitive", "illness")

    assert (code, reported["passed"], reported["records"]["records"]) == (0, None, PEOPLE)
    assert reported["at_risk"] == {
        "records": {"before": 10 * PEOPLE, "after": 0},
        "values": {"before": PEOPLE * (2 + 5.25), "after": 0},
    }
    assert [(one["field"], one["entity"]) for one in reported["top_fields"][:2]] == [
        ("ssn", "US_SSN"),
        ("full_name", "PERSON"),
    ]
    assert (reported["subjects"]["person"]["count"], reported["subjects"]["person"]["protected"]) == (PEOPLE, PEOPLE)
    assert reported["subjects"]["person"]["protected_interval"][0] == pytest.approx(
        0.025 ** (1 / PEOPLE)
    )  # exact, all of n
    assert [reported["cells"]["columns"][stage]["smallest"] for stage in ("before", "after")] == [10, PEOPLE]
    assert [reported["diversity"]["illness"][stage]["alike"] for stage in ("before", "after")] == [PEOPLE, 0]


@pytest.mark.slow
def test_right_copy_passes_and_a_broken_one_fails_with_every_person(heteronym: Command, folder: Path) -> None:
    for policy, copy in (("right.yaml", "copy"), ("broken.yaml", "broken")):
        assert heteronym("run", "originals", "-c", policy, "-o", copy, ONE_WORKER).returncode == 0

    code, reported = audit(heteronym, "--copy", "copy")
    assert (code, reported["passed"], reported["subjects"]["person"]["protected"]) == (0, True, PEOPLE)

    code, reported = audit(heteronym, "--copy", "broken")
    assert (code, reported["passed"], reported["subjects"]["person"]["without_direct"]) == (3, False, 0)
    assert reported["at_risk"]["values"]["after"] == 2 * PEOPLE


# options, the exit code, what the message says
WRONG = [
    (("originals", "--quasi", "zipp"), 2, "zipp: no input has such a column or key - did you mean zip?"),
    (("originals", "--sensitive", "ilness"), 2, "did you mean illness?"),
    (("missing",), 2, "missing"),
    (("originals", "--copy", "originals", "--limit", "3"), 2, "--limit has no effect with --copy"),
    (("empty.jsonl",), 0, "at risk before: 0 USD"),
    (("bad.jsonl",), 0, "1 records cannot be read"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("options", "code", "message"), WRONG)
def test_every_exit_says_what_to_do(
    heteronym: Command, folder: Path, options: tuple[str, ...], code: int, message: str
) -> None:
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "bad.jsonl").write_bytes(b'{"ssn": "219-09-9999"\n{"ssn": "' + b"x" * 10_000 + b'"}\n')

    done = heteronym("audit", "impact", *options, "-c", "right.yaml", ONE_WORKER)

    assert done.returncode == code, done.stderr
    assert message in done.stdout + done.stderr
    assert "219-09" not in done.stdout + done.stderr
