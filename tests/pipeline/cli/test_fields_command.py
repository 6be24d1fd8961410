"""The command `fields`, and the file of fields that it writes and that runs read."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command

POLICY = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
ONE = "--direct_num_workers=1"
PLANTED = ("zora@hexmoor.net", "Annette Kowalski", "+49 30 1234567", "536-90-4399", "hunter2hunter2", "Quackenbush")
TABLE = "phone,note,contact,status\n" + "zora@hexmoor.net,Call Annette Kowalski,+49 30 1234567,Florence\n" * 3
FILES = {
    "in.csv": TABLE,
    "in.jsonl": '{"votes": {"zora@hexmoor.net": 3, "Annette Kowalski": "x"}, "ssn": "536-90-4399"}\n{"Quackenbush\n',
    "in.yaml": "db:\n  password: hunter2hunter2\n",
    "in.toml": "x = Quackenbush\n",
    "in.xml": "<a><phone>+49 30 1234567</phone><b>Annette Kowalski</a>",
    "in.sql": "INSERT INTO t (ssn) VALUES ('536-90-4399');\n",
    "in.txt": "Annette Kowalski, +49 30 1234567\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "off.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_the_table_has_a_row_for_each_column_and_what_to_look_at(folder: Path, heteronym: Command) -> None:
    done = heteronym("fields", "in.csv", "-c", "off.yaml")

    assert done.returncode == 0, done.stderr
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["in.csv:", "csv,", "3", "records"],
        ["column", "or", "key", "taken", "for", "by", "filled", "found"],
        ["phone", "PHONE_NUMBER", "name", "3", "of", "3"],
        ["note", "free", "text", "3", "of", "3", "PERSON", "100", "%"],
        ["contact", "free", "text", "3", "of", "3", "PHONE_NUMBER", "100", "%"],
        ["status", "category", "3", "of", "3"],
        "phone: 3 of 3 values look like EMAIL_ADDRESS: --field phone=EMAIL_ADDRESS".split(),
        "contact: 3 of 3 values are PHONE_NUMBER: --field contact=PHONE_NUMBER".split(),
    ]


def test_json_has_the_shares(folder: Path, heteronym: Command) -> None:
    reported = json.loads(heteronym("fields", "in.csv", "-c", "off.yaml", "--json").stdout)

    (file,) = reported["files"]
    assert (reported["class"], file["format"], file["records"]["sampled"]) == ("off", "csv", 3)
    assert file["fields"][1] == {
        "name": "note",
        "taken_for": "free text",
        "by": None,
        "values": {"sampled": 3, "filled": 3},
        "shares": {"free text": 1.0},
        "found": {"PERSON": 1.0},
        "advice": None,
    }


def test_only_the_first_records_are_read(folder: Path, heteronym: Command) -> None:
    shown = heteronym("fields", "in.csv", "--limit", "2").stdout

    assert shown.startswith("in.csv: csv, the first 2 records\n")
    assert "2 of 2" in shown


@pytest.mark.parametrize("options", [[], ["-c", "off.yaml"]], ids=["without a policy", "with a policy"])
def test_no_value_is_shown(options: list[str], folder: Path, heteronym: Command) -> None:
    for name, content in FILES.items():
        (folder / name).write_text(content, encoding="utf-8")

    shown = heteronym("fields", *FILES, *options, "--write", "fields.yaml")
    reported = heteronym("fields", *FILES, *options, "--json")

    assert (shown.returncode, reported.returncode) == (3, 3)  # a record and two files cannot be read
    everything = shown.stdout + shown.stderr + reported.stdout + reported.stderr + (folder / "fields.yaml").read_text()
    assert [value for value in PLANTED if value in everything] == []


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("in.txt", "hello\n", "in.txt: text, 1 record; no columns or keys: all text is free text"),
        ("in.csv", "note,phone\n", "in.csv: csv, 0 records"),
        ("in.jsonl", "", "in.jsonl: jsonl, 0 records"),
    ],
)
def test_a_file_without_fields_says_so(name: str, content: str, line: str, folder: Path, heteronym: Command) -> None:
    (folder / name).write_text(content, encoding="utf-8")

    assert heteronym("fields", name).stdout == f"{line}\n"


def test_two_looks_say_the_same(folder: Path, heteronym: Command) -> None:
    first, second = (heteronym("fields", "in.csv", "-c", "off.yaml", "--json").stdout for _ in range(2))

    assert first == second


def test_a_run_needs_no_key_to_look(folder: Path, heteronym: Command) -> None:
    done = heteronym("fields", "in.csv", "-c", "off.yaml", HETERONYM_KEY_FILE="missing")

    assert done.returncode == 0, done.stderr


def test_the_written_file_changes_nothing_until_it_is_edited(folder: Path, heteronym: Command) -> None:
    stated = ["--field", "note=ORGANIZATION", "--field", "cont*=drop"]
    written = heteronym("fields", "in.csv", *stated, "--write", "fields.yaml")
    runs = [
        heteronym("run", "in.csv", "-c", "off.yaml", "-o", "by_options", *stated, ONE),
        heteronym("run", "in.csv", "-c", "off.yaml", "-o", "by_file", "--fields", "fields.yaml", ONE),
    ]

    assert [one.returncode for one in (written, *runs)] == [0, 0, 0], [one.stderr for one in runs]
    assert (folder / "by_file/in.csv").read_bytes() == (folder / "by_options/in.csv").read_bytes()
    assert (folder / "fields.yaml").read_text().splitlines()[3:] == [
        "note: ORGANIZATION                      # ORGANIZATION by --field; 3 of 3 values filled",
        '"cont*": drop                           # stated',
        "#phone: PHONE_NUMBER                    # PHONE_NUMBER by name; 3 of 3 values filled; 3 of 3 values have no digit: text?",
        "#contact: drop                          # dropped by --field; 3 of 3 values filled",
        "#status: text                           # category; 3 of 3 values filled",
    ]


def test_an_edited_file_declares_and_an_option_takes_precedence(folder: Path, heteronym: Command) -> None:
    heteronym("fields", "in.csv", "-c", "off.yaml", "--write", "fields.yaml")
    edited = (folder / "fields.yaml").read_text().replace("#", "").split("\n", 3)[3].replace("note: text", "note: drop")
    lines = [line.split("  ")[0] for line in edited.splitlines()]
    (folder / "fields.yaml").write_text("\n".join(lines), encoding="utf-8")

    options = ["--fields", "fields.yaml", "--field", "contact=keep"]
    done = heteronym("run", "in.csv", "-c", "off.yaml", "-o", "out", *options, ONE)
    shown = heteronym("fields", "in.csv", *options).stdout

    assert done.returncode == 0, done.stderr
    row = (folder / "out/in.csv").read_text().splitlines()[1].split(",")
    assert row[1:3] == ["", "+49 30 1234567"]
    assert [line.split()[2:3] for line in shown.splitlines()[2:]][:2] == [["fields.yaml:1"], ["fields.yaml:2"]]
    assert "contact        kept          --field" in shown


def test_a_file_that_exists_is_not_overwritten(folder: Path, heteronym: Command) -> None:
    (folder / "fields.yaml").write_text("note: keep\n", encoding="utf-8")

    done = heteronym("fields", "in.csv", "--write", "fields.yaml")

    assert (done.returncode, "fields.yaml exists already" in done.stderr) == (2, True)
    assert (folder / "fields.yaml").read_text() == "note: keep\n"


@pytest.mark.parametrize("command", [("run", "-o", "out"), ("scan",)], ids=["run", "scan"])
def test_a_name_of_the_file_that_no_input_has_is_an_error_with_its_line(
    command: tuple[str, ...], folder: Path, heteronym: Command
) -> None:
    (folder / "fields.yaml").write_text("# mine\nphone: text\nnots: drop\n", encoding="utf-8")

    done = heteronym(command[0], "in.csv", "-c", "off.yaml", *command[1:], "--fields", "fields.yaml", ONE)

    assert done.returncode == 2
    assert "fields.yaml:3: nots: no input has such a column or key - did you mean note?" in done.stderr


def test_columns_of_a_fixed_width_schema_are_shown(folder: Path, heteronym: Command) -> None:
    (folder / "s.yaml").write_text("columns:\n- {name: full_name, start: 1, width: 20}\n", encoding="utf-8")
    (folder / "in.dat").write_text(f"{'Annette Kowalski':20}\n", encoding="utf-8")

    done = heteronym("fields", "in.dat", "--fixed-width", "s.yaml")

    assert "full_name" in done.stdout
    assert "Annette" not in done.stdout + done.stderr
