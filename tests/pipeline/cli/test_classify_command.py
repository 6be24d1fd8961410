"""`classify` through the command line: it needs no key, and shows no value."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command

POLICY = "classification: quick\nextends: restricted\nloosen: [ner]\ndetection: {ner: off}\n"
ONE_WORKER = "--direct_num_workers=1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "quick.yaml").write_text(POLICY)
    rows = [json.dumps({"ssn": f"219-09-99{number}", "note": "Fine."}) for number in range(10, 60)]
    (tmp_path / "people.jsonl").write_text("\n".join(rows) + "\n")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.jsonl").write_bytes(b'{"ssn": "219-09-9999"\n')
    return tmp_path


def test_column_of_numbers_is_restricted_and_no_key_is_created(heteronym: Command, folder: Path) -> None:
    done = heteronym("classify", "people.jsonl", "-c", "quick.yaml", ONE_WORKER, HETERONYM_KEY_FILE="")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "people.jsonl, 50 records -> restricted: 50 US_SSN in 100 % of records",
        "  ssn -> restricted: 50 US_SSN in 100 % of values",
        "  without ssn -> public: --field ssn=drop",
        "",
        "all -> restricted",
    ]
    assert not (folder / ".heteronym").exists()


# inputs, the exit code, what the message says
EXITS = [
    (("missing.txt",), 2, "missing.txt"),
    (("empty.txt",), 0, "empty.txt, 0 records -> public: nothing of a stricter class"),
    (("broken.jsonl",), 3, "1 of the records and files cannot be read"),
    (("people.jsonl", "--limit", "3", "--json"), 0, '"class": "restricted"'),
    (("people.jsonl", "--field", "snn=drop"), 2, "did you mean ssn?"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "code", "message"), EXITS)
def test_every_exit(heteronym: Command, folder: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    done = heteronym("classify", *arguments, "-c", "quick.yaml", ONE_WORKER)

    assert done.returncode == code, done.stderr
    assert message in done.stdout + done.stderr
    assert "219-09" not in done.stdout + done.stderr
