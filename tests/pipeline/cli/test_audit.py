"""Audits through the command line: a right copy passes, a broken pipeline fails, and the report says where."""

import gzip
import hashlib
import io
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import Key
from pipeline.errors import RecordError
from pipeline.replace.keyed.signing import Signer
from pipeline.report.audits import Subject, read_audit
from pipeline.report.stored import manifests_in
from pipeline.run.copy_files import ReplaceShards
from pipeline.run.model import Counts, ShardTask
from pipeline.run.shards import Storage, replace_shard
from tests.conftest import Command

ONE_WORKER = "--direct_num_workers=1"
RIGHT = (
    "classification: right\nextends: confidential\nloosen: [ner]\ndetection: {ner: off, dictionaries: [names.txt]}\n"
)
BROKEN = "classification: broken\nextends: right.yaml\nloosen: [PERSON]\nentities: {PERSON: keep}\n"
PEOPLE = 100
CODENAME = "Velvet Anvil"
PLANTED = ("Quackenbush", "quackenbush", "zebulon", "Zebulon", CODENAME, "82 555 9", "CUS-2048")


def person(number: int) -> str:
    letters = "bcdfghjklmnpqrst"
    return f"Zebulon{letters[number % 16]}a{letters[number // 16]} Quackenbush{letters[number % 13]}o"


def line(number: int) -> str:
    given, family = person(number).split()
    return json.dumps(
        {
            "full_name": person(number),
            "email": f"{given}.{family}@hexmoor{number}.eu".lower(),
            "phone": f"+27 82 555 9{number:03}",
            "customer_id": f"CUS-2048{number:02}",
            "note": f"Record {number} is fine.",
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with originals and policies."""
    originals = tmp_path / "originals"
    originals.mkdir()
    (originals / "people.jsonl").write_text("".join(line(number) + "\n" for number in range(PEOPLE)))
    (originals / "note.txt").write_text(f"{CODENAME} starts soon.\n")
    (tmp_path / "names.txt").write_text(f"{CODENAME}\n")
    (tmp_path / "right.yaml").write_text(RIGHT)
    (tmp_path / "broken.yaml").write_text(BROKEN)
    return tmp_path


def run(heteronym: Command, policy: str = "right.yaml") -> None:
    done = heteronym("run", "originals", "-c", policy, "-o", "copy", ONE_WORKER)
    assert done.returncode == 0, done.stderr


def audit(heteronym: Command, *options: str) -> tuple[int, dict]:
    """Return the exit code and the figures of an audit; none of its output holds a value."""
    done = heteronym(
        "audit", "residue", "copy", "--against", "originals", "-c", "right.yaml", "--json", *options, ONE_WORKER
    )
    for planted in PLANTED:
        assert planted not in done.stdout + done.stderr, planted
    return done.returncode, json.loads(done.stdout)


def test_right_copy_passes_and_the_search_finds_the_originals_in_themselves(heteronym: Command, folder: Path) -> None:
    run(heteronym)

    code, reported = audit(heteronym)

    assert (code, reported["passed"], reported["places"]) == (0, True, [])
    assert all(table["rows"] for table in reported["tables"])
    assert reported["values"]["values"] == reported["values"]["found"] == reported["values"]["expected"] >= 4 * PEOPLE
    assert reported["values"]["at_most_left"] == pytest.approx(
        3 / reported["values"]["values"], rel=0.01
    )  # the rule of three


# an audit, what the register says that it examined
SUBJECTS = {
    ("residue", "copy", "--against", "originals"): Subject.COPY,
    ("lineage", "originals", "--against", "originals", "--copy", "copy"): Subject.COPY,
    ("impact", "originals", "--copy", "copy"): Subject.COPY,
    ("artefact", "copy", "--against", "originals"): Subject.COPY,
    ("lineage", "originals", "--against", "originals"): Subject.POLICY,
    ("impact", "originals"): Subject.POLICY,
}


@pytest.mark.slow
def test_every_audit_says_what_it_examined_and_is_signed(heteronym: Command, folder: Path, key: Key) -> None:
    run(heteronym)
    for number, (options, expected) in enumerate(SUBJECTS.items()):
        done = heteronym("audit", *options, "-c", "right.yaml", "--json", ONE_WORKER)
        (folder / f"{number}.json").write_text(done.stdout)

        read = read_audit(folder / f"{number}.json", manifests_in(str(folder / "copy")), {Signer(key).fingerprint})

        assert (read.result.test, read.subject) == (options[0], expected)


@pytest.mark.slow
def test_kept_entity_fails(heteronym: Command, folder: Path) -> None:
    run(heteronym, "broken.yaml")

    code, reported = audit(heteronym)

    people = next(row for row in reported["entities"] if row["entity"] == "PERSON" and row["is_whole"])
    assert code == 3
    assert people["left"] == people["values"] == PEOPLE
    assert {"file": "people.jsonl", "part": "record 7, text 1", "offset": 0, "entity": "PERSON"} in reported["places"]


@pytest.mark.slow
def test_one_record_of_a_hundred_that_passed_through_fails(heteronym: Command, folder: Path) -> None:
    run(heteronym)
    copy = folder / "copy/people.jsonl"
    lines = copy.read_text().splitlines(keepends=True)
    copy.write_text("".join([*lines[:41], line(41) + "\n", *lines[42:]]))

    code, reported = audit(heteronym)

    assert code == 3
    in_records = [place for place in reported["places"] if place["part"].startswith("record")]
    assert {place["part"].split(",")[0] for place in in_records} == {"record 42"}
    assert {"PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "CUSTOMER_ID"} <= {place["entity"] for place in in_records}
    assert reported["values"]["left"] == 4


def test_an_unkeyed_hash_in_place_of_a_surrogate_fails(heteronym: Command, folder: Path) -> None:
    run(heteronym)
    copy = folder / "copy/people.jsonl"
    lines = [json.loads(one) for one in copy.read_text().splitlines()]
    for number, one in enumerate(lines):
        one["full_name"] = hashlib.sha256(person(number).encode()).hexdigest()
    copy.write_text("".join(json.dumps(one) + "\n" for one in lines))

    code, reported = audit(heteronym)

    people = next(row for row in reported["entities"] if row["entity"] == "PERSON" and row["is_whole"])
    assert (code, people["left"]) == (3, PEOPLE)
    assert {"file": "people.jsonl", "part": "record 7, text 1", "offset": 0, "entity": "PERSON"} in reported["places"]


def changed(folder: Path) -> None:
    (folder / "copy/people.jsonl").write_text("{}\n")


def removed(folder: Path) -> None:
    (folder / "copy/note.txt").unlink()


def added(folder: Path) -> None:
    (folder / "copy/more.txt").write_text("ok\n")


@pytest.mark.slow
@pytest.mark.parametrize("change", [changed, removed, added])
def test_a_result_about_a_changed_copy_is_not_one_about_the_copy(
    heteronym: Command, folder: Path, key: Key, change: Callable[[Path], None]
) -> None:
    run(heteronym)
    shutil.copytree(folder / "copy", folder / "right")
    change(folder)

    code, reported = audit(heteronym)
    (folder / "result.json").write_text(json.dumps(reported))

    assert (code, reported["notes"][-1]) == (
        0,
        "the copy is not as its run left it: `heteronym report verify` names the files that differ (1)",
    )
    with pytest.raises(RecordError, match="is the result for another copy"):
        read_audit(folder / "result.json", manifests_in(str(folder / "right")), {Signer(key).fingerprint})


@pytest.mark.slow
@pytest.mark.parametrize(
    "options",
    [
        ("residue", "copy", "--against", "originals"),
        ("artefact", "copy", "--against", "originals"),
        ("impact", "originals", "--copy", "copy", "-c", "right.yaml"),
        ("lineage", "originals", "--against", "originals", "--copy", "copy"),
    ],
    ids=lambda options: options[0],
)
def test_a_manifest_that_was_changed_is_not_believed(heteronym: Command, folder: Path, options: tuple[str]) -> None:
    run(heteronym)
    manifest = folder / "copy/report/manifest.json"
    manifest.write_text(manifest.read_text().replace('"classification": "right"', '"classification": "public"'))

    done = heteronym("audit", *options, ONE_WORKER)

    assert (done.returncode, done.stdout, done.stderr.strip()) == (
        2,
        "",
        "heteronym: copy: report/manifest.json was changed after it was signed: make the copy again",
    )


def test_a_copy_that_is_missing_is_named(heteronym: Command, folder: Path) -> None:
    done = heteronym("audit", "residue", "nowhere", "--against", "originals")

    assert (done.returncode, done.stderr.strip()) == (2, "heteronym: nowhere: no such file or folder")


def as_zip(content: bytes, name: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def as_parquet(phone: int) -> bytes:
    target = io.BytesIO()
    pq.write_table(pa.table({"id": [1, 2], "contact": [5, phone]}), target)
    return target.getvalue()


# what is wrong, the file that is added to the copy, its content, where the value is
ADDED = [
    ("a file copied unread", "unread.txt", f"{CODENAME} starts soon.\n".encode(), ("unread.txt", "record 1, text 1")),
    ("a name in a file name", f"Zz {person(3)}.txt", b"nothing\n", ("file 2", "its name")),
    ("a name in a folder name", f"zz of {person(3)}/x.txt", b"nothing\n", ("file 15", "its name")),
    (
        "a key of an object",
        "more.jsonl",
        json.dumps({person(3): 1}).encode() + b"\n",
        ("more.jsonl", "record 1, text 1"),
    ),
    ("a hidden file", ".cache", person(3).encode(), (".cache", "record 1, text 1")),
    ("a compressed file", "old.log.gz", gzip.compress(person(3).encode()), ("old.log.gz", "record 1, text 1")),
    ("a member of an archive", "a.zip", as_zip(person(3).encode(), "x.txt"), ("a.zip", "x.txt, record 1, text 1")),
    ("the name of a member", "b.zip", as_zip(b"-", f"{person(3)}.txt"), ("b.zip", "member 1")),
    (
        "an archive in an archive",
        "c.zip",
        as_zip(as_zip(person(3).encode(), "x"), "y"),
        ("c.zip", "y!/x, record 1, text 1"),
    ),
    (
        "a member with a value in its name",
        "d.zip",
        as_zip(person(3).encode(), f"{person(4)}.txt"),
        ("d.zip", "a member, record 1, text 1"),
    ),
    ("a number in a column", "a.parquet", as_parquet(27825559003), ("a.parquet", "rows 1 to 2, column 2")),
    ("a binary file", "a.bin", b"\0\1" + person(3).encode() + b"\0", ("a.bin", "")),
]


@pytest.mark.slow
def test_every_place_of_an_original_is_found_and_reported(heteronym: Command, folder: Path) -> None:
    run(heteronym)
    for _, name, content, _ in ADDED:
        (folder / "copy" / name).parent.mkdir(exist_ok=True)
        (folder / "copy" / name).write_bytes(content)

    code, reported = audit(heteronym)

    places = {(one["file"], one["part"]) for one in reported["places"]}
    assert code == 3
    assert {what: place for what, _, _, place in ADDED if place not in places} == {}, places


def audit_with_evidence(heteronym: Command) -> tuple[int, dict]:
    done = heteronym("audit", "residue", "copy", "--evidence", "proof", "-c", "right.yaml", "--json", ONE_WORKER)
    assert all(planted not in done.stdout + done.stderr for planted in PLANTED)
    return done.returncode, json.loads(done.stdout)


def test_evidence_of_a_run_stands_for_its_originals(heteronym: Command, folder: Path) -> None:
    done = heteronym("run", "originals", "-c", "right.yaml", "-o", "copy", "--evidence", "proof", ONE_WORKER)
    written = (folder / "proof/evidence.jsonl").read_text()
    shutil.rmtree(folder / "originals")

    code, reported = audit_with_evidence(heteronym)

    assert done.returncode == 0, done.stderr
    assert all(planted not in written and planted.lower() not in written for planted in PLANTED)
    assert stat.S_IMODE((folder / "proof/evidence.jsonl").stat().st_mode) == 0o600
    assert (code, reported["passed"]) == (0, True)
    assert reported["values"]["values"] >= 4 * PEOPLE

    leaks = f"Ask {person(5).upper()}, {person(6).replace(' ', '_')}, cus-204807 or 27825559008."
    (folder / "copy/more.txt").write_text(leaks)
    code, reported = audit_with_evidence(heteronym)

    assert code == 3
    assert reported["values"]["left"] == 4
    assert {place["file"] for place in reported["places"]} == {"more.txt"}


@pytest.mark.slow
def test_resumed_run_keeps_evidence_of_what_was_finished_without(
    heteronym: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(storage: Storage, task: ShardTask, *others: Any) -> Counts:
        if task.number:
            raise OSError(5, "Input/output error")
        return replace_shard(storage, task, *others)

    options = ("run", "originals", "-c", "right.yaml", ONE_WORKER)
    heteronym(*options, "-o", "whole copy", "--evidence", "whole")
    with monkeypatch.context() as patch:
        patch.setattr(ReplaceShards, "work_on", staticmethod(failing))
        assert heteronym(*options, "-o", "copy").returncode == 2

    done = heteronym(*options, "-o", "copy", "--evidence", "resumed", "--resume")

    assert done.returncode == 0, done.stderr
    written = [(folder / name / "evidence.jsonl").read_bytes() for name in ("whole", "resumed")]
    assert written[0] == written[1]


def test_changed_evidence_is_refused(heteronym: Command, folder: Path) -> None:
    heteronym("run", "originals", "-c", "right.yaml", "-o", "copy", "--evidence", "proof", ONE_WORKER)
    path = folder / "proof/evidence.jsonl"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))

    done = heteronym("audit", "residue", "copy", "--evidence", "proof", "-c", "right.yaml", ONE_WORKER)

    assert done.returncode == 2
    assert done.stderr.strip().endswith("proof/evidence.jsonl was changed after the run: run again with --evidence")


def test_what_cannot_be_searched_or_looks_real_fails(heteronym: Command, folder: Path) -> None:
    run(heteronym)
    (folder / "copy/scan.pdf").write_bytes(b"%PDF-1.7\n...")
    (folder / "copy/cut.gz").write_bytes(gzip.compress(b"some text, cut off")[:-4])
    (folder / "copy/new.txt").write_text(
        "Write to mara.lindqvist@brightwell-clinic.com or to nobody@reedmarsh.example.\n"
    )

    code, reported = audit(heteronym)

    assert code == 3
    assert reported["values"]["left"] == 0
    assert {one["file"] for one in reported["cannot_be_searched"]} == {"scan.pdf", "cut.gz"}
    assert reported["suspicious"] == {"EMAIL_ADDRESS": 1}
    assert [place["file"] for place in reported["places"]] == ["new.txt"]


@pytest.mark.slow
def test_table_shows_counts_bounds_and_places_but_no_value(heteronym: Command, folder: Path) -> None:
    run(heteronym, "broken.yaml")

    options = ("--against", "originals", "-c", "right.yaml", "--show", "shown.jsonl", ONE_WORKER)
    done = heteronym("audit", "residue", "copy", *options)

    shown = (folder / "shown.jsonl").read_text()
    assert done.returncode == 3
    assert all(planted not in done.stdout + done.stderr for planted in PLANTED)
    for part in (
        "PERSON",
        "at most left",
        "found in the",  # the table is as wide as the screen
        "100.00 %",
        "failed:",
        "record 7, text 1",
    ):
        assert part in done.stdout, part
    assert person(7).lower() in shown
    assert stat.S_IMODE((folder / "shown.jsonl").stat().st_mode) == 0o600
    assert done.stdout == heteronym("audit", "residue", "copy", *options).stdout


@pytest.mark.slow
def test_labelled_texts_add_what_detection_misses(heteronym: Command, folder: Path) -> None:
    run(heteronym)
    text = f"{CODENAME} is led by Zarquon."
    labelled = [{"text": text, "spans": [[0, 12, "DICTIONARY_TERM"], [text.index("Z"), len(text) - 1, "PERSON"]]}] * 20
    (folder / "gold.jsonl").write_text("".join(json.dumps(one) + "\n" for one in labelled))

    code, reported = audit(heteronym, "--labelled", "gold.jsonl")

    assert code == 0
    assert reported["miss_rate"]["share"] == 0.5
    assert reported["miss_rate"]["low"] < 0.5 < reported["miss_rate"]["high"]
    assert "with those that detection misses, at most" in reported["verdict"]


# what is wrong, options, a part of the message
WRONG = [
    ("no originals", ("copy", "-c", "right.yaml"), "pass the originals with --against"),
    ("both", ("copy", "--against", "originals", "--evidence", "proof"), "pass the originals with --against"),
    ("no copy", ("nowhere", "--against", "originals", "-c", "right.yaml"), "no such file or folder"),
    ("no value", ("copy", "--against", "empty.txt", "-c", "right.yaml"), "a search proves nothing"),
    ("no policy", ("note.txt", "--against", "originals"), "name the policy with --class"),
    ("no evidence", ("copy", "--evidence", "proof", "-c", "right.yaml"), "cannot read proof/evidence.jsonl"),
]


@pytest.mark.parametrize(("options", "message"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_wrong_use_is_one_line(heteronym: Command, folder: Path, options: tuple[str, ...], message: str) -> None:
    shutil.copytree(folder / "originals", folder / "copy")
    (folder / "empty.txt").write_text("Nothing is here.\n")
    (folder / "note.txt").write_text("-\n")

    done = heteronym("audit", "residue", *options, ONE_WORKER)

    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_audit_creates_no_key(heteronym: Command, folder: Path) -> None:
    shutil.copytree(folder / "originals", folder / "copy")
    options = ("--against", "originals", "-c", "right.yaml", ONE_WORKER)

    done = heteronym("audit", "residue", "copy", *options, HETERONYM_KEY_FILE="")

    assert done.returncode == 2
    assert done.stderr == "heteronym: no key is set: pass the key of the run with --key-file\n"
    assert not (folder / ".heteronym").exists()


@pytest.mark.slow
def test_pseudonym_that_is_another_original_by_chance_is_no_residue(heteronym: Command, folder: Path) -> None:
    """All ids of four digits are originals, so every pseudonym is an original of another record."""
    ids = "".join(json.dumps({"customer_id": f"CUS-{number:04}"}) + "\n" for number in range(10_000))
    (folder / "originals/ids.jsonl").write_text(ids)
    run(heteronym)

    code, reported = audit(heteronym)

    assert (code, reported["values"]["left"]) == (0, 0)
    assert reported["values"]["values"] >= 10_000
    copy = folder / "copy/ids.jsonl"
    copy.write_text(copy.read_text() + json.dumps({"customer_id": "CUS-0042"}) + "\n")
    assert audit(heteronym)[0] == 3


@pytest.mark.slow
def test_copy_of_the_examples_passes(heteronym: Command, tmp_path: Path) -> None:
    examples = str(Path(__file__).parents[3] / "examples")
    assert heteronym("run", examples, "-c", "confidential", "-o", "copy", ONE_WORKER).returncode == 0

    done = heteronym("audit", "residue", "copy", "--against", examples, "--json", ONE_WORKER)

    reported = json.loads(done.stdout)
    assert (done.returncode, reported["passed"]) == (0, True)
    assert reported["values"]["found"] == reported["values"]["values"] >= 60
