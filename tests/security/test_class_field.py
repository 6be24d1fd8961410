"""An own policy with `--class-field` applies to every record, in addition to the policy of its class."""

import json
from pathlib import Path

import pytest

from pipeline import Key, Policy
from pipeline.replace.keyed.keys import KeySource
from pipeline.run.versions import versions
from pipeline.sanitizer_source import Sanitizers, SanitizerSource
from tests.conftest import Command

OWN = """classification: {name}
extends: confidential
detection:
  ner: accurate
  patterns:
    PROJECT_CODE: 'PRJ-\\d{{4}}'
entities:
  PROJECT_CODE: redact
  MONEY: {money}
"""
TEXT = "Maria Delgado paid $4,500 for PRJ-{number}."


def texts(heteronym: Command, tmp_path: Path, policy: str, rows: list[dict[str, str]]) -> list[str]:
    (tmp_path / "own.yaml").write_text(policy)
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = heteronym(
        "run", "in.jsonl", "-c", "own.yaml", "-o", "out", "--class-field", "class", "--dataset", "d", "--direct_num_workers=1"
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["text"] for line in (tmp_path / "out/in.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("unnamed", [{}, {"class": "no such class"}, {"class": ""}], ids=str)
def test_record_without_class_gets_the_strictest_of_both_policies(
    unnamed: dict[str, str], heteronym: Command, tmp_path: Path
) -> None:
    rows = [
        {**unnamed, "text": TEXT.format(number=1111)},
        {"class": "tickets", "text": TEXT.format(number=2222)},
    ]

    unknown, own = texts(heteronym, tmp_path, OWN.format(name="tickets", money="keep"), rows)

    assert "<PROJECT_CODE>" in own
    assert "$4,500" in own
    assert "<PROJECT_CODE>" in unknown  # only the own policy detects it
    assert "$4,500" not in unknown  # only `restricted` hides it
    assert "Delgado" not in own + unknown


def test_own_policy_applies_if_it_is_stricter(heteronym: Command, tmp_path: Path) -> None:
    rows = [{"class": "other", "text": TEXT.format(number=1111)}, {"text": TEXT.format(number=2222)}]

    unknown, missing = texts(heteronym, tmp_path, OWN.format(name="tickets", money="redact"), rows)

    assert "<MONEY>" in unknown
    assert "<MONEY>" in missing


def test_gateway_client_gets_additions_of_an_own_policy(key: Key) -> None:
    shipped = Policy.load("confidential")
    detection = shipped.detection.model_copy(update={"ner": "off", "patterns": {"BADGE": r"B-\d{4}"}})
    own = shipped.model_copy(update={"classification": "own", "detection": detection})
    sanitizers = Sanitizers(SanitizerSource(own, KeySource("unread"), by_record=True), key).of_client("one")

    restricted, joined = sanitizers.of("restricted"), sanitizers.of("no such class")

    assert restricted.policy.classification == joined.policy.classification == "restricted"
    assert "BADGE" in joined.policy.detection.patterns
    assert sanitizers.of("no such class") is joined


COMPANY = """classification: confidential
description: Ours, under the name of a shipped policy.
extends: confidential
loosen: [ner, allow]
detection:
  ner: off
  patterns: {PROJECT_CODE: 'PRJ-\\d{4}'}
  dictionaries: [{PRODUCT: products.txt}]
entities: {PROJECT_CODE: redact, PRODUCT: redact}
allow: [press@hexmoor.net]
"""
SAID = "Velvet Anvil, PRJ-1234, press@hexmoor.net"
ROWS = [
    {"class": "confidential", "text": SAID},
    {"class": "public", "text": SAID},
    {"class": "Annette Kowalski", "text": SAID},
    {"text": SAID},
]


def test_an_own_policy_applies_with_its_lists_to_the_class_that_it_names(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "products.txt").write_text("Velvet Anvil\n")

    own, shipped, unknown, missing = texts(heteronym, tmp_path, COMPANY, ROWS)

    assert own == "<PRODUCT>, <PROJECT_CODE>, press@hexmoor.net"
    assert shipped.startswith("Velvet Anvil, PRJ-1234, ")
    assert "hexmoor" not in shipped  # nothing of the own policy, not even what it allows
    assert unknown.startswith("<PRODUCT>, <PROJECT_CODE>, ")
    assert "hexmoor" not in unknown  # only both together may allow a value
    assert missing.startswith("<PRODUCT>, <PROJECT_CODE>, ")


def test_the_report_counts_records_by_class_and_names_only_classes_of_policies(
    heteronym: Command, tmp_path: Path
) -> None:
    (tmp_path / "products.txt").write_text("Velvet Anvil\n")
    (tmp_path / "own.yaml").write_text(COMPANY)
    lines = [json.dumps(row) for row in ROWS] + ["not JSON", "", json.dumps(ROWS[0])]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    options = ("in.jsonl", "-c", "own.yaml", "--class-field", "class", "--direct_num_workers=1")

    shown = heteronym("run", *options, "-o", "out")
    scanned = json.loads(heteronym("scan", *options, "--json").stdout)

    expected = {"confidential": 2, "public": 1, "unknown (strictest policy)": 2}
    report = (tmp_path / "out/report/manifest.json").read_text()
    assert json.loads(report)["classes"] == scanned["classes"] == expected
    assert json.loads(report)["model"] == scanned["model"] == versions(Policy.load("restricted"))["model"]
    assert "unknown (strictest policy)  2" in shown.stdout
    assert "Kowalski" not in shown.stdout + report
    assert heteronym("report", "verify", "out", "in.jsonl").returncode == 0


def test_a_report_without_a_class_field_has_no_classes(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(ROWS[0]))

    assert "classes" not in json.loads(heteronym("scan", "in.jsonl", "-c", "public", "--json").stdout)
