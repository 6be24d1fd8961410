"""`audit utility` through the command line: what it measures, and how it fails."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.documentation import PROJECT

ONE_WORKER = "--direct_num_workers=1"
POLICY = "classification: quick\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
PLANTED = ("thandiwe", "mokoena", "saltgrove", "charged", "bakery", "kowalczyk")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "quick.yaml").write_text(POLICY)
    draws: dict[str, object] = {"__name__": "labelled"}
    lines: list[str] = []
    draws["print"] = lines.append
    exec((PROJECT / "docs/labelled-tickets.py").read_text("utf-8"), draws)
    tickets = [json.loads(line) for line in lines]
    (tmp_path / "tickets.jsonl").write_text("".join(line + "\n" for line in lines))
    columns = [
        {**one, "same": "x", "own": str(number), "coin": "heads" if number * 7919 % 13 < 7 else "tails"}
        for number, one in enumerate(tickets)
    ]
    (tmp_path / "more.jsonl").write_text("".join(json.dumps(one) + "\n" for one in columns))
    (tmp_path / "few.jsonl").write_text("".join(line + "\n" for line in lines[:5]))
    (tmp_path / "empty.jsonl").write_bytes(b"")
    alike = json.dumps({"text": "again", "queue": ""})
    (tmp_path / "alike.jsonl").write_text(
        "".join(alike.replace('""', f'"{number % 2}"') + "\n" for number in range(30))
    )
    return tmp_path


def audit(heteronym: Command, *options: str) -> tuple[int, str]:
    """Return the exit code and what is printed; no value is in it."""
    done = heteronym("audit", "utility", *options, "-c", "quick.yaml", ONE_WORKER)
    for planted in PLANTED:
        assert planted not in (done.stdout + done.stderr).casefold(), planted
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_price_of_privacy_is_measured_on_raw_records(heteronym: Command, folder: Path) -> None:
    code, printed = audit(heteronym, "tickets.jsonl", "--label", "queue", "--json")

    reported = json.loads(printed)
    copies = reported["copies"]
    assert (code, reported["passed"], reported["records"], reported["labels"]) == (0, None, 300, 3)
    assert "policy_hmac_sha256" in reported
    assert "signature" in reported
    assert list(copies) == ["raw", "pseudonymized", "masked", "redacted"]
    assert all(one["accuracy"]["share"] > 0.8 for one in copies.values())  # words tell the queue, names do not
    assert copies["raw"]["perplexity_against_raw"] == {"value": 1, "low": 1, "high": 1}
    assert copies["pseudonymized"]["perplexity_against_raw"]["value"] > 1
    assert copies["pseudonymized"]["perplexity"]["value"] < copies["redacted"]["perplexity"]["value"]
    assert copies["raw"]["perplexity"]["value"] < reported["no_context"]["value"]
    assert copies["pseudonymized"]["consistency"]["one"] == copies["pseudonymized"]["consistency"]["repeated"] > 50
    assert copies["pseudonymized"]["consistency"]["shared"] == 0
    assert copies["redacted"]["consistency"]["became_shared"]["share"] == 1


@pytest.mark.slow
def test_label_that_nothing_tells_fails_for_want_of_power(heteronym: Command, folder: Path) -> None:
    code, printed = audit(heteronym, "more.jsonl", "--label", "coin", "--field", "own=drop")

    assert code == 3
    assert "failed: the test has no power" in printed


# options, what the message says
WRONG = [
    (("tickets.jsonl", "--label", "queu"), "queu: no input has such a column or key - did you mean queue?"),
    (("more.jsonl", "--label", "same"), "all 300 records have the same label"),
    (("more.jsonl", "--label", "own"), "300 different labels among 300 records: choose a field with fewer"),
    (("few.jsonl", "--label", "queue"), "5 records have it, at least 20 must"),
    (("empty.jsonl", "--label", "queue"), "queue: no input has such a column or key"),
    (("alike.jsonl", "--label", "queue"), "all 30 records have the same text"),
    (("missing.jsonl", "--label", "queue"), "missing.jsonl"),
    (("tickets.jsonl",), "--label"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("options", "message"), WRONG)
def test_every_exit_says_what_to_do(heteronym: Command, folder: Path, options: tuple[str, ...], message: str) -> None:
    code, printed = audit(heteronym, *options)

    assert code == 2
    assert message in printed
