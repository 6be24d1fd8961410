"""The manifest: when, by whom, where and how a run was made, and its counts by file and column."""

import io
import json
import os
import platform
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline import Key, Policy, Sanitizer
from pipeline.records import ReadOptions, plan, read
from pipeline.report import Argument, Invocation
from pipeline.run.field_names import reported_names
from pipeline.run.model import Counts
from tests.conftest import Command

OFF = (
    "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\nentities: {US_PASSPORT: block}\n"
)
ONE = "--direct_num_workers=1"
TABLE = "class,Email,work_phone,Jane Keller,notes\noff,jo@hexmoor.net,+1 415 555 2671,x,Ask Ann Keller\noff,n/a,,y,\n"
LINES = '{"customer": {"name": "Jo Moreau"}, "email": ["a@hexmoor.net", "b@hexmoor.net"]}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "off.yaml").write_text(OFF, encoding="utf-8")
    (tmp_path / "keller_ann").mkdir()
    (tmp_path / "keller_ann/in.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "keller_ann/in.jsonl").write_text(LINES, encoding="utf-8")
    return tmp_path


def manifest_of(folder: Path, heteronym: Command, *options: str, **environment: str) -> dict[str, Any]:
    done = heteronym("run", "keller_ann", "-c", "off.yaml", "-o", "out", *options, ONE, "--json", **environment)
    assert done.returncode == 0, done.stderr
    manifest: dict[str, Any] = json.loads((folder / "out/report/manifest.json").read_text())
    assert manifest == json.loads(done.stdout)
    return manifest


def test_manifest_tells_when_and_where_a_run_was_made(folder: Path, heteronym: Command) -> None:
    before = datetime.now(UTC).replace(microsecond=0)

    manifest = manifest_of(folder, heteronym)

    started, ended = (datetime.fromisoformat(manifest[name]) for name in ("started", "ended"))
    assert before <= started <= ended <= datetime.now(UTC)
    assert started.utcoffset() == timedelta(0)
    assert manifest["host"] == {
        "name": platform.node(),
        "python": platform.python_version(),
        "platform": platform.platform(),
    }


def test_times_come_from_the_clock_that_is_passed(key: Key) -> None:
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    invocation = Invocation("run", (), (), "ann", "host", "3", "os", start, lambda: start + timedelta(hours=7))

    described = invocation.described(key)

    assert (described["started"], described["ended"]) == ("2026-03-01T12:00:00+00:00", "2026-03-01T19:00:00+00:00")


def test_operator_is_the_user_unless_a_variable_names_another(folder: Path, heteronym: Command) -> None:
    as_user = manifest_of(folder, heteronym, LOGNAME="ann")
    as_job = manifest_of(folder, heteronym, "--force", LOGNAME="ann", HETERONYM_OPERATOR="nightly job")

    assert (as_user["operator"], as_job["operator"]) == ("ann", "nightly job")
    assert json.loads((folder / "out/report/manifest-1.json").read_text())["operator"] == "ann"


def test_command_is_kept_without_names_of_files_people_and_recipients(folder: Path, heteronym: Command) -> None:
    options = (
        "--field",
        "notes=text",
        "--field",
        "Jane Keller=keep",
        "--class-field",
        "class",
        "--recipient",
        "Keller Ltd",
    )

    manifest = manifest_of(folder, heteronym, *options, "--encoding", "utf-8", "--force")

    digest = re.compile(r"hmac_sha256:[0-9a-f]{64}")
    other = next(name for name in manifest["fields"] if name != "notes")
    assert [digest.sub("#", word) for word in manifest["command"]] == [
        *("heteronym", "run", "#", "--class", "off", "--field", "notes=text", "--field", f"{other}=keep"),
        *("--class-field", "class", "--output", "#", "--encoding", "utf-8", "--recipient", "#", "--force", "--json"),
        *("--direct_num_workers", "1"),
    ]
    assert "Keller" not in json.dumps(manifest)
    assert "keller" not in json.dumps(manifest)


def test_argument_shows_the_same_digest_for_the_same_key_only(key: Key) -> None:
    shown = Argument("--output", "out").shown(key)

    assert Argument("--output", "out").shown(key) == shown
    assert Argument("--output", "out").shown(Key.generate()) != shown
    assert Argument("--force").shown(key) == ("--force",)


def test_findings_are_counted_by_file_and_by_declared_column(folder: Path, heteronym: Command) -> None:
    manifest = manifest_of(folder, heteronym, "--field", "notes=text", "--field", "Jane *=PERSON")

    table, lines = manifest["files"]
    assert table["columns"] == {
        "Email": {"EMAIL_ADDRESS": 1},
        "Jane *": {"PERSON": 2},
        "notes": {"PERSON": 1},
        "work_phone": {"PHONE_NUMBER": 1},
    }
    assert lines["columns"] == {"email": {"EMAIL_ADDRESS": 2}, "name": {"PERSON": 1}}
    assert table["entities"] == {
        "EMAIL_ADDRESS": {"pseudonymize": 1},
        "PERSON": {"pseudonymize": 3},
        "PHONE_NUMBER": {"pseudonymize": 1},
    }
    for entity, actions in manifest["entities"].items():
        for action, count in actions.items():
            assert count == sum(file["entities"].get(entity, {}).get(action, 0) for file in manifest["files"])


def test_column_has_the_name_that_the_copy_gives_it(folder: Path, heteronym: Command) -> None:
    manifest = manifest_of(folder, heteronym, "--field", "Jane Keller=PERSON")

    header = (folder / "out/in.csv").read_text().splitlines()[0].split(",")
    assert header[3] != "Jane Keller"
    assert manifest["files"][0]["columns"][header[3]] == {"PERSON": 2}
    assert manifest["fields"] == {header[3]: "PERSON"}


NAMES = {
    "notes": "notes",
    "user.email": "user.email",
    "address_*": "address_*",
    "payload.*": "payload.*",
    "ann@hexmoor.net": None,
    "visits.Jane Keller": None,
}


def test_names_of_fields_are_sanitized_unless_they_are_words_of_a_schema(without_model: Sanitizer, key: Key) -> None:
    reported = reported_names(NAMES, without_model, key)

    assert {name: new for name, new in reported.items() if NAMES[name]} == {name: name for name in NAMES if NAMES[name]}
    assert "Keller" not in reported["visits.Jane Keller"]
    assert reported["visits.Jane Keller"].startswith("visits.")
    assert not reported["ann@hexmoor.net"].startswith("ann@")
    assert "hexmoor" not in reported["ann@hexmoor.net"]


def test_name_of_a_field_that_is_blocked_becomes_a_digest(tmp_path: Path, key: Key) -> None:
    (tmp_path / "off.yaml").write_text(OFF.replace("US_PASSPORT", "PERSON"), encoding="utf-8")
    blocking = Sanitizer(Policy.load(str(tmp_path / "off.yaml")), key)

    reported = reported_names(["Jane Keller", "Ann Keller"], blocking, key)

    assert all(re.fullmatch("field-[0-9a-f]{12}", name) for name in reported.values())
    assert len(set(reported.values())) == 2


def test_counts_of_columns_add_up() -> None:
    counts = Counts(columns=(("email", "EMAIL_ADDRESS", 2), ("email", "PERSON", 1)))

    assert Counts.total([counts, counts]).columns == (("email", "EMAIL_ADDRESS", 4), ("email", "PERSON", 2))


def test_report_show_prints_the_manifest(folder: Path, heteronym: Command) -> None:
    manifest = manifest_of(folder, heteronym, "--field", "notes=text", HETERONYM_OPERATOR="nightly job")

    shown = heteronym("report", "show", "out")
    as_json = heteronym("report", "show", "out", "--json")

    assert shown.returncode == 0, shown.stderr
    rows = {line.partition("  ")[0]: line.partition("  ")[2].strip() for line in shown.stdout.splitlines()}
    assert rows["operator"] == "nightly job"
    assert rows["time"] == f"{manifest['started']} to {manifest['ended']}"
    assert rows["fields"] == "notes=text"
    for part in ("in.csv", "in.jsonl", "Email", "EMAIL_ADDRESS 1", "3 records in, 3 out, 0 blocked"):
        assert part in shown.stdout
    assert json.loads(as_json.stdout) == manifest


def test_report_show_prints_no_control_characters(folder: Path, heteronym: Command) -> None:
    manifest_of(folder, heteronym, HETERONYM_OPERATOR="\x1b[31mann\nkeller")

    shown = heteronym("report", "show", "out")

    assert (shown.returncode, "\x1b" in shown.stdout) == (0, False)
    assert "\\u001b[31mann\\nkeller" in shown.stdout


def test_name_that_is_not_utf_8_is_in_the_manifest(folder: Path, heteronym: Command) -> None:
    Path(os.fsdecode(os.fsencode(folder / "keller_ann") + b"/\xe9.txt")).write_text("hello", encoding="utf-8")

    manifest = manifest_of(folder, heteronym)

    assert "\udce9.txt" in [file["name"] for file in manifest["files"]]
    assert heteronym("report", "verify", "out", "keller_ann").returncode == 0
    assert heteronym("report", "show", "out").returncode == 0


CHANGES = {
    "no host": lambda said: said.pop("host"),
    "files that are a number": lambda said: said.update(files=5),
    "a command that is null": lambda said: said.update(command=None),
    "columns that are a list": lambda said: said["files"][0].update(columns=[1]),
    "text in a count": lambda said: said["bytes"].update(out="many"),
    "an older version": lambda said: said.update(manifest_version=2),
}


@pytest.mark.parametrize("case", CHANGES)
def test_report_show_of_a_changed_manifest_is_one_line(case: str, folder: Path, heteronym: Command) -> None:
    manifest = manifest_of(folder, heteronym)
    CHANGES[case](manifest)
    (folder / "out/report/manifest.json").write_text(json.dumps(manifest))

    shown = heteronym("report", "show", "out")

    assert shown.returncode == 2
    assert "unexpected" not in shown.stderr
    assert len(shown.stderr.splitlines()) == 1


FORMATS = {
    "a.csv": b"email,note,x\na@b.example,hi,there\n",
    "a.jsonl": b'{"email": "a@b.example", "note": "hi", "x": "there"}\n',
    "a.yaml": b"email: a@b.example\nnote: hi\nx: there\n",
}


@pytest.mark.parametrize("name", FORMATS)
def test_declared_columns_and_keys_are_named_in_every_format(name: str) -> None:
    content, options = FORMATS[name], ReadOptions({"note": "text"})
    shards = plan(io.BytesIO(content), name, options=options).shards
    found = [record for shard in shards for record in read(io.BytesIO(content), shard, options)]

    assert {text.column for record in found for text in record.texts} == {"email", "note", ""}
