"""Lineage through the command line: a suspect that repeats the copy is reported, and wrong use is an error of one line."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command

ONE_WORKER = "--direct_num_workers=1"
POLICY = "classification: world\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\nscope: recipient\n"
GIVENS = ("Winifred", "Eleanor", "Harold", "Gerald", "Martha", "Bernard", "Dorothy", "Clarence")
FAMILIES = ("Quackenbush", "Fairweather", "Abernathy", "Satterwhite")
RAW = [(given, family) for given in GIVENS for family in FAMILIES]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with originals, in which names are in one field or in two columns, and a policy."""
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "one.jsonl").write_text("".join(f'{{"full_name": "{g} {f}"}}\n' for g, f in RAW[::2]))
    rows = "".join(f"{given},{family},open\n" for given, family in RAW[1::2])
    (originals / "two.csv").write_text(f"first_name,last_name,status\n{rows}")
    (tmp_path / "world.yaml").write_text(POLICY)
    return tmp_path


@pytest.mark.slow
def test_suspect_that_repeats_a_copy_is_reported_with_its_recipient(heteronym: Command, folder: Path) -> None:
    setting = ("-c", "world.yaml", ONE_WORKER)
    for recipient in ("lab", "agency"):
        done = heteronym("run", "originals", "-o", recipient, "--recipient", recipient, *setting)
        assert done.returncode == 0, done.stderr
    both = ("--recipients", "lab,agency", *setting)
    done = heteronym("audit", "lineage-commit", "originals", "-o", "c.json", "--queries", "q.jsonl", *both)
    assert done.returncode == 0, done.stderr

    suspects = ("--suspect", "bad=agency/two.csv", "--suspect", "bad=agency/one.jsonl", "--suspect", "good=originals")
    options = ("--against", "originals", "--copy", "lab", "--commitment", "c.json", "--page", "p.html", "--json")
    done = heteronym("audit", "lineage", *options, *suspects, *both)

    reported = json.loads(done.stdout)
    assert done.returncode == 3, done.stderr
    assert reported["people"] == len(RAW)
    assert reported["commitment_sha256"]
    evidence = [(one["suspect"], one["scope"]) for one in reported["tests"] if one["is_evidence"]]
    assert evidence == [("bad", "recipient:agency")]
    assert reported["tests"][1]["found"] == len(RAW)
    for name in (*GIVENS, *FAMILIES):
        assert name not in (folder / "p.html").read_text() + (folder / "c.json").read_text() + done.stdout + done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("said.txt", "-c", "confidential"), "pass the originals with --against"),
        (("said.txt", "--against", "originals"), "the policy of the run with --class or a --copy"),
        (("--against", "originals", "-c", "confidential"), "pass texts that the suspect generated"),
        (("--against", "originals", "-c", "confidential", "--suspect", "x"), "use --suspect NAME=PATH"),
        (("--against", "originals", "-c", "confidential", "--log-probabilities", "x"), "with --commitment"),
        (("s", "--against", "originals", "-c", "confidential", "--commitment", "no"), "cannot read no"),
        (("s", "--against", "originals", "-c", "confidential", "--recipients", "a,b"), "has no scope recipient"),
        (("s", "--against", "missing", "-c", "confidential"), "missing"),
    ],
)
def test_wrong_use_is_an_error_of_one_line(
    heteronym: Command, folder: Path, options: tuple[str, ...], message: str
) -> None:
    done = heteronym("audit", "lineage", *options)

    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
