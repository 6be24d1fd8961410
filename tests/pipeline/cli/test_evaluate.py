"""The command `evaluate`: gold files, sheets, and what it must never print."""

import json
import stat
from pathlib import Path

import pytest

from tests.conftest import Command

POLICY = r"""
classification: site
extends: confidential
loosen: [ner]
detection: {ner: off, patterns: {BADGE: 'B-\d{4}', MONEY: '\d+ dollars'}}
entities: {BADGE: redact}
"""
PLANTED = "Quackenbush"
GOLD = (
    {"id": "a", "text": "Badge B-4711 costs 90 dollars.", "spans": [[6, 12, "BADGE"], [19, 29, "MONEY"]]},
    {"id": "b", "text": f"{PLANTED} has B-1 and B-2222.", "spans": [[0, 11, "PERSON"], [16, 19, "BADGE"]]},
    {"id": "c", "text": "Model B-3333 is out.", "spans": [], "keep": [[6, 12]]},
)
TICKETS = [f"{PLANTED} lost badge B-{number:04}." if number % 4 == 0 else f"Ticket {number}." for number in range(40)]


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text(POLICY)
    (tmp_path / "gold.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in GOLD))
    (tmp_path / "empty.jsonl").write_text('{"text": " "}\n')
    (tmp_path / "tickets.jsonl").write_text("".join(f"{json.dumps({'text': one})}\n" for one in TICKETS))


def test_a_gold_file_gives_a_table_without_values(heteronym: Command) -> None:
    done = heteronym("evaluate", "gold.jsonl", "-c", "site.yaml")

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    rows = {" ".join(line.split()) for line in done.stdout.splitlines()}
    assert {
        "documents without any leak 33.3 % (1 of 3)",
        "... but for kept entities 66.7 % (2 of 3)",
        "mentions covered 25.0 % (1 of 4)",
        "look-alikes touched 100.0 % (1 of 1)",
        "MONEY (kept) 1 0.0 % 0.0 % 0.0 % -",
    } <= rows
    assert PLANTED not in done.stdout


def test_json_holds_counts_and_shares_and_no_value(heteronym: Command) -> None:
    done = heteronym("evaluate", "gold.jsonl", "-c", "site.yaml", "--json", "--against", "presidio")

    reported = json.loads(done.stdout)
    assert reported["policy"]["classification"] == "site"
    assert list(reported["contenders"]) == ["heteronym", "presidio"]
    ours = reported["contenders"]["heteronym"]
    assert (ours["documents"], ours["documents_without_leak"], ours["false_alarms"]) == (3, 1, 2)
    assert ours["all"]["mentions_covered"] == 0.25
    assert PLANTED not in done.stdout + done.stderr


def test_the_page_is_private_even_where_another_file_was(heteronym: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("earlier")
    page.chmod(0o644)

    done = heteronym("evaluate", "gold.jsonl", "-c", "site.yaml", "--html", "page.html")

    assert done.stderr.splitlines() == [
        "page.html contains original text: only you can read it, and it must be protected like the data itself"
    ]
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert f"<mark>{PLANTED}</mark>" in page.read_text()


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
def test_a_sample_can_be_labelled_and_read_back(heteronym: Command, tmp_path: Path, suffix: str) -> None:
    sheet = tmp_path / f"sheet.{suffix}"
    drawn = heteronym("evaluate", "--sample", "20", "tickets.jsonl", "-c", "site.yaml", "-o", sheet.name)
    assert drawn.returncode == 0, drawn.stderr
    assert drawn.stdout.splitlines() == [
        "10 records with findings: each stands for 1.0 of the scanned",
        "10 records without findings: each stands for 3.0 of the scanned",
        f"20 of 40 records in {sheet.name}, 40 scanned, seed 0; 0 cannot be shown and were left out",
    ]
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert PLANTED not in drawn.stdout + drawn.stderr

    label(sheet)
    read = heteronym("evaluate", "--sheet", sheet.name, "-c", "site.yaml")

    assert read.returncode == 0, read.stderr
    lines = [" ".join(line.split()) for line in read.stdout.splitlines()]
    assert lines[1].startswith("records with a missed value 25.00 % ")
    assert lines[2].startswith("values missed 50.00 % ")
    assert lines[3].startswith("20 of 20 rows are checked; they were drawn from 40 records, 40 of them scanned.")
    assert PLANTED not in read.stdout + read.stderr


def label(sheet: Path) -> None:
    """Mark what the sheet missed, and set `checked` in every row."""
    text = sheet.read_text("utf-8").replace(f"{PLANTED} lost", f"⟦PERSON|{PLANTED}⟧ lost")
    text = text.replace('"checked": false', '"checked": true').replace(",,Ticket", ",x,Ticket")
    sheet.write_text(text.replace(",,⟦PERSON", ",x,⟦PERSON"), "utf-8")


def test_the_miss_rate_as_json(heteronym: Command, tmp_path: Path) -> None:
    heteronym("evaluate", "--sample", "40", "tickets.jsonl", "-c", "site.yaml", "-o", "sheet.jsonl", "--json")
    label(tmp_path / "sheet.jsonl")

    reported = json.loads(heteronym("evaluate", "--sheet", "sheet.jsonl", "-c", "site.yaml", "--json").stdout)

    assert (reported["checked"], reported["rows"], reported["records"], reported["scanned"]) == (40, 40, 40, 40)
    rate = reported["missed"]["records_with_a_miss"]
    assert rate["low"] < rate["share"] == 0.25 < rate["high"]
    assert reported["sample"]["heteronym"]["entities"]["PERSON"]["covered_mentions"] == 0


def test_the_seed_determines_the_draw(heteronym: Command, tmp_path: Path) -> None:
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        done = heteronym(
            "evaluate", "--sample", "6", "tickets.jsonl", "-c", "site.yaml", "-o", f"{name}.jsonl", "--seed", seed
        )
        assert done.returncode == 0, done.stderr

    first, again, other = ((tmp_path / f"{name}.jsonl").read_text() for name in "abc")
    assert first == again != other


def test_columns_that_declare_values_count_as_in_a_run(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(f"full_name,note\n{PLANTED},has B-4711\n")

    done = heteronym("evaluate", "--sample", "1", "people.csv", "-c", "site.yaml", "-o", "sheet.jsonl")

    row = json.loads((tmp_path / "sheet.jsonl").read_text())
    assert done.returncode == 0, done.stderr
    assert row["text"] == f"⟦PERSON|{PLANTED}⟧\n⟦next text⟧\nhas ⟦BADGE|B-4711⟧"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "no gold file"),
        (["none.jsonl"], "cannot read none.jsonl: No such file"),
        (["tickets.jsonl"], "tickets.jsonl line 1 has no text and spans"),
        (["gold.jsonl", "--against", "gitleaks"], "--against gitleaks: use presidio or rampart"),
        (["gold.jsonl", "-o", "x.csv"], "--output has no effect with a gold file"),
        (["--sample", "5", "tickets.jsonl"], "--sample needs the data and --output"),
        (["--sample", "5", "tickets.jsonl", "-o", "x.xlsx"], "a sheet is a .jsonl, .csv or .html file"),
        (["--sample", "5", "none.jsonl", "-o", "x.csv"], "none.jsonl: no such file or folder"),
        (["--sample", "5", "empty.jsonl", "-o", "x.csv"], "no record with text is in empty.jsonl"),
        (["--sample", "5", "--sheet", "x.csv"], "use one of them"),
        (["--sample", "5", "tickets.jsonl", "-o", "x.csv", "--html", "x.html"], "--html has no effect with --sample"),
        (["--sample", "5", "tickets.jsonl", "-o", "x.csv", "--field", "text"], "--field text: use NAME=text"),
        (
            ["--sample", "5", "tickets.jsonl", "-o", "x.csv", "--field", "note=EMIAL_ADDRESS"],
            "did you mean EMAIL_ADDRESS?",
        ),
        (["--sheet", "gold.jsonl"], "gold.jsonl line 1 is not a row of a sheet"),
        (["--sheet", "none.csv"], "cannot read none.csv"),
        (["gold.jsonl", "--sheet", "none.csv"], "GOLD has no effect with --sheet"),
    ],
)
def test_what_cannot_be_done_is_one_line(heteronym: Command, arguments: list[str], says: str) -> None:
    done = heteronym("evaluate", *arguments, "-c", "site.yaml")

    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert PLANTED not in done.stderr


def test_an_unchecked_sheet_says_what_to_do(heteronym: Command) -> None:
    heteronym("evaluate", "--sample", "4", "tickets.jsonl", "-c", "site.yaml", "-o", "sheet.csv")

    done = heteronym("evaluate", "--sheet", "sheet.csv", "-c", "site.yaml")

    assert done.returncode == 2
    assert "no record is checked: correct the marks of a record, then set 'checked'" in done.stderr


def test_a_key_file_is_never_sampled(heteronym: Command, key_file: Path) -> None:
    done = heteronym("evaluate", "--sample", "4", str(key_file), "-c", "site.yaml", "-o", "sheet.csv")

    assert done.returncode == 2
    assert "is the key file" in done.stderr
