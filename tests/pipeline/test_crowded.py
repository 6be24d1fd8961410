"""Crowded documents: reported, in a separate world, or blocked, according to the policy."""

import json
from pathlib import Path

import pytest

from pipeline import Key, Policy, Sanitizer, Text
from tests.conftest import Command

SSN = "536-22-8417"
LIST = "; ".join(f"SSN 536-22-{number}" for number in range(8400, 8430))
LIGHT = "classification: light\nextends: confidential\nloosen: [ner]\ndetection: {{ner: off}}\ncrowded: {crowded}\n"


def sanitizer(tmp_path: Path, key: Key, crowded: str) -> Sanitizer:
    path = tmp_path / "light.yaml"
    path.write_text(LIGHT.format(crowded=crowded))
    return Sanitizer(Policy.load(path), key)


@pytest.mark.parametrize("do", ["flag", "own_world", "block"])
def test_crowded_document_is_reported(tmp_path: Path, key: Key, do: str) -> None:
    made = sanitizer(tmp_path, key, f"{{over: 20, do: {do}}}")
    few, [many, note] = made.sanitize_text(f"My SSN is {SSN}."), made.sanitize([[LIST, "Thanks."]])[0]

    assert (few.crowded, few.blocked) == ((), "")
    assert many.crowded == note.crowded == ("US_SSN",)
    assert many.blocked == ("more than 20 values of US_SSN" if do == "block" else "")
    assert (few.text.split()[-1].rstrip(".") in many.text) == (do == "flag")
    assert do == "block" or many.restore() == LIST


def test_repeated_value_does_not_make_a_document_crowded(tmp_path: Path, key: Key) -> None:
    made = sanitizer(tmp_path, key, "{over: 20, do: block}")

    assert made.sanitize_text(f"SSN {SSN}; " * 40).crowded == ()


def test_dates_and_amounts_do_not_make_a_document_crowded(tmp_path: Path, key: Key) -> None:
    made = sanitizer(tmp_path, key, "{over: 5, do: block}")
    text = "; ".join(f"on {day} March 2024 for ${day}0.50" for day in range(1, 29))

    assert made.sanitize_text(text).crowded == ()


def test_kept_values_do_not_make_a_document_crowded(tmp_path: Path, key: Key) -> None:
    made = sanitizer(tmp_path, key, "{over: 2, do: block}")
    countries = [Text(name, "LOCATION") for name in ("Norway", "Sweden", "Denmark", "Finland")]
    cities = [Text(name, "LOCATION") for name in ("Bergen", "Malmo", "Aarhus", "Turku")]

    assert made.sanitize([countries])[0][0].crowded == ()
    assert made.sanitize([cities])[0][0].crowded == ("LOCATION",)


def test_run_reports_the_number_of_crowded_records(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "light.yaml").write_text(LIGHT.format(crowded="{over: 20, do: flag}"))
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in (LIST, SSN, LIST)))

    done = heteronym("run", "in.jsonl", "-c", "light.yaml", "-o", "out", "--json")

    assert json.loads(done.stdout)["crowded"] == {"US_SSN": 2}


def test_blocked_list_is_not_sent(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "light.yaml").write_text(LIGHT.format(crowded="{over: 20, do: block}"))
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": LIST}) + "\n")

    done = heteronym("run", "in.jsonl", "-c", "light.yaml", "-o", "out")

    assert done.returncode == 3
    assert (tmp_path / "out/in.jsonl").read_text() == ""
    answered = "".join(path.read_text() for path in tmp_path.rglob("blocked/**/*.jsonl"))
    assert "more than 20 values of US_SSN" in answered
    assert SSN not in answered
