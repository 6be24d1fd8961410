"""The register of releases: entries are only ever added, and every other change is noticed."""

import json
import resource
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pipeline import Key
from pipeline.errors import OutputError, RecordError
from pipeline.replace.keyed.signing import Signer
from pipeline.report.ledger import append, read_ledger
from pipeline.report.release import Terms, release, releases, withdrawal
from pipeline.report.stored import rendered
from tests.conftest import Command
from tests.pipeline.report.conftest import PLANTED, audited, resigned

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TERMS = Terms("Acme Labs", "acme-1", date(2027, 5, 1), "tuning")
ADD = ("ledger", "add", "releases.jsonl", "out", "--to", "Acme Labs", "--model", "acme-1", "--until", "2999-12-31")
VERDICT = {"test": "residue", "passed": True, "verdict": "none of 63 values is left"}


def entry(number: int) -> dict[str, Any]:
    return withdrawal(number, "contract ended", "dpo", NOON)


@pytest.fixture
def ledger(tmp_path: Path, key: Key) -> Path:
    """Return a ledger with three entries."""
    path = tmp_path / "three.jsonl"
    for number in range(3):
        append(path, entry(number), Signer(key))
    return path


def test_line_has_always_the_same_bytes(ledger: Path) -> None:
    first, second, _ = ledger.read_text("utf-8").splitlines()

    assert first == (
        '{"kind":"withdrawal","ledger_version":1,"number":1,"operator":"dpo","previous":"' + "0" * 64 + '",'
        '"public_key":"3bc24e1099e3f8a80cea26d98f1f57ffa328b4ff8285468b6790f2516928b090","reason":"contract ended","release":0,'
        '"signature":"745bfc89b4cbf67566ad1711b4167338af770b793fe09a13b4c393ab8e607984583c8b91589239a26f67f83271e335d651c3560df230eacd3b2e0747cd21ec09","time":"2026-03-01T12:00:00+00:00"}'
    )
    assert json.loads(second)["previous"] == sha256(first.encode()).hexdigest()


def test_ledger_is_for_its_owner_only(ledger: Path) -> None:
    assert ledger.stat().st_mode & 0o777 == 0o600


def test_any_changed_byte_is_noticed(ledger: Path, key: Key) -> None:
    original, signers = ledger.read_bytes(), {Signer(key).fingerprint}
    random = Random(20)
    for place in [len(original) - 1, *(random.randrange(len(original)) for _ in range(80))]:
        changed = original[place] ^ random.randrange(1, 256)
        ledger.write_bytes(original[:place] + bytes([changed]) + original[place + 1 :])

        line = 1 + original[:place].count(b"\n")
        assert read_ledger(ledger, signers).fault.startswith(f"line {line} "), place


Lines = list[bytes]
MOVED: dict[str, tuple[Callable[[Lines], Lines], str]] = {
    "a line that is removed": (lambda lines: lines[1:], "line 1 is not entry 1"),
    "a line in the middle that is removed": (lambda lines: [lines[0], lines[2]], "line 2 is not entry 2"),
    "lines that are exchanged": (lambda lines: [lines[1], lines[0], lines[2]], "line 1 is not entry 1"),
    "a line that is repeated": (lambda lines: [*lines, lines[2]], "line 4 is not entry 4"),
    "an empty line": (lambda lines: [lines[0], b"\n", *lines[1:]], "line 2 is not an entry of a ledger"),
    "another file": (lambda _: [b"Jane Keller\n"], "line 1 is not an entry of a ledger"),
    "deep nesting": (lambda _: [b"[" * 100_000 + b"\n"], "line 1 is not an entry of a ledger"),
    "a line that is cut off": (lambda lines: [*lines[:2], lines[2][:-9]], "line 3 is cut off"),
}


@pytest.mark.parametrize("case", MOVED)
def test_faulty_ledger_names_the_line_and_gets_no_entry(case: str, ledger: Path, key: Key) -> None:
    change, expected = MOVED[case]
    ledger.write_bytes(b"".join(change(ledger.read_bytes().splitlines(keepends=True))))
    before = ledger.read_bytes()

    assert read_ledger(ledger).fault.startswith(expected)
    with pytest.raises(RecordError, match=expected) as refused:
        append(ledger, entry(9), Signer(key))
    assert "Keller" not in str(refused.value)
    assert ledger.read_bytes() == before


def test_missing_end_is_noticed_by_a_head_that_was_noted(ledger: Path, key: Key) -> None:
    noted = read_ledger(ledger).head
    lines = ledger.read_bytes().splitlines(keepends=True)
    append(ledger, entry(9), Signer(key))

    assert read_ledger(ledger, head=noted).fault == ""
    ledger.write_bytes(b"".join(lines[:2]))
    assert read_ledger(ledger).fault == ""
    assert "--head" in read_ledger(ledger, head=noted).fault


def test_line_that_is_cut_off_is_removed_by_the_command_that_is_named(ledger: Path, key: Key) -> None:
    whole = ledger.read_bytes()
    ledger.write_bytes(whole + b'{"kind": "rel')

    assert read_ledger(ledger).fault.endswith(f"truncate -s {len(whole)} {ledger}")
    ledger.write_bytes(whole)
    assert len(append(ledger, entry(9), Signer(key)).entries) == 4


def test_entry_that_a_stranger_signs_is_noticed(ledger: Path, key: Key) -> None:
    stranger = Signer(Key.generate())
    append(ledger, entry(9), stranger)

    assert read_ledger(ledger, {Signer(key).fingerprint}).fault == (
        f"line 4 is signed by another key, with the fingerprint {stranger.fingerprint}"
    )
    assert read_ledger(ledger, {Signer(key).fingerprint, stranger.fingerprint}).fault == ""
    assert read_ledger(ledger).signers == [Signer(key).fingerprint, stranger.fingerprint]


def test_entries_that_are_added_at_once_form_one_chain(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "new.jsonl"
    with ThreadPoolExecutor(8) as pool:
        heads = list(pool.map(lambda number: append(path, entry(number), Signer(key)).head, range(16)))

    read = read_ledger(path)
    assert (len(read.entries), read.fault, len(set(heads))) == (16, "", 16)
    assert {one["release"] for one in read.entries} == set(range(16))


@contextmanager
def full_disk(size_bytes: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk without space."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("space_bytes", [0, 1, 200])
def test_full_disk_leaves_the_ledger_as_it_was(space_bytes: int, ledger: Path, key: Key) -> None:
    before = ledger.read_bytes()

    with full_disk(len(before) + space_bytes), pytest.raises(OutputError, match="nothing is added"):
        append(ledger, entry(9), Signer(key))

    assert ledger.read_bytes() == before
    assert read_ledger(ledger).fault == ""


def test_release_tells_which_data_left_under_which_world(released: Path, key: Key) -> None:
    added = release(str(released / "out"), TERMS, [], [key], "dpo", NOON)

    manifest = json.loads((released / "out/report/manifest.json").read_bytes())
    digest = sha256((released / "out/report/manifest.json").read_bytes()).hexdigest()
    assert {name: added[name] for name in ("kind", "to", "model", "until", "purpose", "operator", "time")} == {
        "kind": "release",
        "to": "Acme Labs",
        "model": "acme-1",
        "until": "2027-05-01",
        "purpose": "tuning",
        "operator": "dpo",
        "time": "2026-03-01T12:00:00+00:00",
    }
    assert added["data"] == [
        {
            "manifest_sha256": digest,
            "made": manifest["ended"],
            "policy": {"classification": "off", "hmac_sha256": manifest["policy"]["hmac_sha256"]},
            "files": 1,
            "bytes": (released / "out/people.jsonl").stat().st_size,
            "records": {"in": 2, "out": 1, "blocked": 1},
            "world": {"key_id": key.id, "scope": "dataset", "dataset": None, "recipient": manifest["recipient"]},
        }
    ]


def changed_manifest(copy: Path, key: Key, **changes: Any) -> None:
    path = copy / "report/manifest.json"
    path.write_bytes(resigned({**json.loads(path.read_bytes()), **changes}, Signer(key)))


def test_copy_for_one_recipient_is_not_released_to_another(copy: Path, key: Key) -> None:
    policy = json.loads((copy / "report/manifest.json").read_bytes())["policy"]
    changed_manifest(copy, key, policy={**policy, "scope": "recipient"})

    with pytest.raises(RecordError, match="--to is not the recipient of the run"):
        release(str(copy), TERMS, [], [key], "dpo", NOON)
    with pytest.raises(RecordError, match="requires key"):
        release(str(copy), TERMS, [], [Key.generate()], "dpo", NOON)
    added = release(str(copy), Terms(PLANTED[2], "acme-1", TERMS.until), [], [key], "dpo", NOON)
    assert added["data"][0]["world"]["recipient"] == PLANTED[2]


def test_name_of_a_data_set_must_be_that_of_the_run(copy: Path, key: Key) -> None:
    with pytest.raises(RecordError, match="--dataset is not the dataset of the run"):
        release(str(copy), Terms("Acme Labs", "acme-1", TERMS.until, dataset="tickets"), [], [key], "dpo", NOON)


def test_release_of_several_runs_counts_what_of_each_is_left(copy: Path, key: Key) -> None:
    earlier = json.loads((copy / "report/manifest.json").read_bytes())
    old = json.loads(json.dumps(earlier["files"][0])) | {"name": "old.jsonl", "blocked": None}
    (copy / "report/manifest-1.json").write_bytes(resigned({**earlier, "files": [*earlier["files"], old]}, Signer(key)))
    (copy / "report/manifest-2.json").write_bytes(rendered(earlier))
    shutil.copy(copy / "people.jsonl", copy / "old.jsonl")

    data = release(str(copy), TERMS, [], [key], "dpo", NOON)["data"]

    assert [(one["files"], one["records"]["in"]) for one in data] == [(1, 2), (1, 2)]


def test_audit_is_kept_as_its_verdict_without_its_figures(copy: Path, key: Key, tmp_path: Path) -> None:
    digest = sha256((copy / "report/manifest.json").read_bytes()).hexdigest()
    result = {**VERDICT, "places": [PLANTED[0]], "manifest_sha256": digest}
    audit = audited(tmp_path / "residue.json", result, key)

    added = release(str(copy), TERMS, [audit], [key], "dpo", NOON)

    digest_of_audit = sha256(audit.read_bytes()).hexdigest()
    assert added["audits"] == [
        {
            **VERDICT,
            "of": "this copy",
            "manifest_sha256": digest,
            "sha256": digest_of_audit,
            "signer": Signer(key).fingerprint,
        }
    ]
    assert PLANTED[0] not in json.dumps(added)


NO_AUDITS: dict[str, Any] = {
    "a text": PLANTED[0],
    "a list": [VERDICT],
    "no verdict": {"test": "residue", "passed": True},
    "a verdict of several lines": {**VERDICT, "verdict": f"none\n{PLANTED[0]}"},
    "a verdict that is too long": {**VERDICT, "verdict": "a" * 301},
    "a verdict that is a number": {**VERDICT, "verdict": 5},
    "passed that is a word": {**VERDICT, "passed": "yes"},
    "a test that is a sentence": {**VERDICT, "test": PLANTED[0]},
    "another copy": {**VERDICT, "manifest_sha256": "0" * 64},
    "another policy": {**VERDICT, "policy_hmac_sha256": "0" * 64},
}


@pytest.mark.parametrize("case", NO_AUDITS)
def test_what_is_no_audit_of_the_copy_is_refused_without_its_content(
    case: str, released: Path, key: Key, tmp_path: Path
) -> None:
    audit = audited(tmp_path / "audit.json", NO_AUDITS[case], key)

    with pytest.raises(RecordError, match=r"audit\.json is") as refused:
        release(str(released / "out"), TERMS, [audit], [key], "dpo", NOON)

    assert PLANTED[0] not in str(refused.value)


def test_release_ends_with_its_day_or_with_its_withdrawal() -> None:
    entries = [
        {"kind": "release", "number": 1, "until": "2027-05-01"},
        {"kind": "release", "number": 2, "until": "2027-05-01"},
        withdrawal(2, "contract ended", "dpo", NOON),
    ]

    first, second = releases(entries)

    day = date(2027, 5, 1)
    assert [first.state(day), first.state(day + timedelta(days=1))] == ["in use", "past its date"]
    assert (second.state(day), second.withdrawn) == ("withdrawn", "2026-03-01")


def test_register_is_kept_by_commands(copy: Path, heteronym: Command, signer: str, key: Key) -> None:
    audited(copy.parent / "residue.json", {**VERDICT, "places": [PLANTED[0]]}, key)

    added = heteronym(*ADD, "--audit", "residue.json", "--json", HETERONYM_OPERATOR="dpo")
    again = heteronym(*ADD, "--purpose", "a second model")
    shown = heteronym("ledger", "show", "releases.jsonl")
    withdrawn = heteronym("ledger", "withdraw", "releases.jsonl", "1", "--reason", "contract ended")
    as_json = heteronym("ledger", "show", "releases.jsonl", "--json")
    due = heteronym("ledger", "show", "releases.jsonl", "--due", "2999-12-31", "--json")
    head = json.loads(added.stdout)["head"]
    verified = heteronym("ledger", "verify", "releases.jsonl", "--head", head, "--json")

    for done in (added, again, shown, withdrawn, as_json, due, verified):
        assert (done.returncode, done.stderr) == (0, "")
    assert ["1", "residue", "not", "stated", "passed", *VERDICT["verdict"].split()] in [
        line.split() for line in shown.stdout.splitlines()
    ]
    listed = json.loads(as_json.stdout)["releases"]
    assert [(one["number"], one["state"]) for one in listed] == [(1, "withdrawn"), (2, "in use")]
    assert [one["number"] for one in json.loads(due.stdout)["releases"]] == [2]
    found = json.loads(verified.stdout)
    assert (found["entries"], found["signers"], found["fault"]) == (3, [signer], None)
    written = (copy.parent / "releases.jsonl").read_text()
    assert [value for value in PLANTED if value in written + shown.stdout + as_json.stdout] == []


def test_copy_that_was_changed_is_not_registered(copy: Path, heteronym: Command) -> None:
    (copy / "people.jsonl").write_text(PLANTED[0])

    done = heteronym(*ADD)

    assert (done.returncode, done.stderr) == (3, "copy people.jsonl was changed after the run\n")
    assert not (copy.parent / "releases.jsonl").exists()


MISUSES: dict[str, tuple[tuple[str, ...], str]] = {
    "a day that is past": (("--until", "2020-01-01"), "--until is past"),
    "what is no day": (("--until", "next Zora Quackenbush"), "--until is not a day"),
    "a recipient of several lines": (("--to", "Zora\nQuackenbush"), "--to is not one line"),
    "no model": (("--model", " "), "--model is empty"),
    "an audit that is missing": (("--audit", "none.json"), "cannot read none.json"),
}


@pytest.mark.parametrize("case", MISUSES)
def test_misuse_is_one_line_and_registers_nothing(case: str, copy: Path, heteronym: Command) -> None:
    options, expected = MISUSES[case]

    done = heteronym(*ADD, *options)

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert expected in done.stderr
    assert "Quackenbush" not in done.stderr
    assert not (copy.parent / "releases.jsonl").exists()


def test_register_is_kept_apart_from_copies_and_other_files(copy: Path, heteronym: Command) -> None:
    (copy.parent / "notes.txt").write_text(PLANTED[0])

    inside = heteronym(*ADD[:2], "out/releases.jsonl", *ADD[3:])
    other = heteronym(*ADD[:2], "notes.txt", *ADD[3:])

    assert (inside.returncode, other.returncode) == (2, 2)
    assert "lies in out" in inside.stderr
    assert "notes.txt: line 1 is not an entry of a ledger" in other.stderr
    assert PLANTED[0] not in other.stderr
    assert sorted(path.name for path in copy.parent.iterdir()) == ["notes.txt", "out"]


def test_faulty_ledger_is_shown_up_to_its_fault(copy: Path, heteronym: Command) -> None:
    assert heteronym(*ADD).returncode == 0
    with (copy.parent / "releases.jsonl").open("a") as file:
        file.write("{")

    for command in ("show", "verify"):
        done = heteronym("ledger", command, "releases.jsonl")
        assert (done.returncode, "line 2 is cut off" in done.stderr) == (3, True)
    assert "Acme Labs" in heteronym("ledger", "show", "releases.jsonl").stdout
    assert heteronym("ledger", "withdraw", "releases.jsonl", "7", "--reason", "x").returncode == 2
    assert heteronym("ledger", "show", "none.jsonl").returncode == 2


def test_entry_that_lacks_something_is_one_line(heteronym: Command, key: Key, tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    append(path, {"kind": "release", "until": "2027-05-01", "time": NOON.isoformat(), "to": 5}, Signer(key))

    done = heteronym("ledger", "show", "odd.jsonl")

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "lacks something" in done.stderr
