"""Results of audits: each is signed and tells what it examined, and no other file is taken for one."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline import Key
from pipeline.audit.result import Result
from pipeline.cli.examined import examined
from pipeline.errors import RecordError
from pipeline.policy.loading import Policy
from pipeline.replace.keyed.keys import KeySource
from pipeline.replace.keyed.signing import Signer
from pipeline.report.audits import Subject, read_audit, sealed
from pipeline.report.stored import manifests_in
from pipeline.sanitizer_source import SanitizerSource
from tests.conftest import Command
from tests.pipeline.report.conftest import PLANTED, audited

TINY = 3e-257  # a p-value, which the canonical form of manifests refuses
RESULT = Result("residue", True, "none of 63 values is left", (), figures={"p_value": TINY, "values": 63})
ADD = ("ledger", "add", "releases.jsonl", "out", "--to", "Acme Labs", "--model", "acme-1", "--until", "2999-12-31")


def written(copy: Path, key: Key) -> Path:
    """Write the result of an audit of a copy, and return its file."""
    digest = sha256((copy / "report/manifest.json").read_bytes()).hexdigest()
    return audited(copy.parent / "residue.json", {**RESULT.as_json(), "manifest_sha256": digest}, key)


def test_result_is_read_as_it_was_written(copy: Path, key: Key, signer: str) -> None:
    path = written(copy, key)

    read = read_audit(path, manifests_in(str(copy)), {signer})

    assert (read.result.verdict, read.subject, read.signer) == (RESULT.verdict, Subject.COPY, signer)
    assert read.sha256 == sha256(path.read_bytes()).hexdigest()


def test_a_program_may_write_the_same_result_with_other_spaces(copy: Path, key: Key, signer: str) -> None:
    path = written(copy, key)
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=4, sort_keys=True))

    assert read_audit(path, manifests_in(str(copy)), {signer}).result.passed


Change = Callable[[dict[str, Any]], dict[str, Any]]
CHANGES: dict[str, tuple[Change, str]] = {
    "a verdict": (lambda result: {**result, "verdict": PLANTED[0]}, "was changed after it was signed"),
    "a figure": (lambda result: {**result, "p_value": 0.5}, "was changed after it was signed"),
    "another copy": (lambda result: {**result, "manifest_sha256": "0" * 64}, "was changed after it was signed"),
    "a key that is not the signer": (
        lambda result: {**result, "public_key": Signer(Key(b"2" * 32)).public_key},
        "was changed after it was signed",
    ),
    "no signature": (lambda result: {**result, "signature": None}, "was changed after it was signed"),
    "no trace of a signature": (
        lambda result: {name: value for name, value in result.items() if name != "signature"},
        "is not signed",
    ),
    "a result of a stranger": (
        lambda result: sealed({"test": "residue", "passed": True, "verdict": "fine"}, Signer(Key(b"2" * 32))),
        "is signed by another key",
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_changed_result_is_refused_everywhere(case: str, copy: Path, key: Key, heteronym: Command) -> None:
    change, said = CHANGES[case]
    path = written(copy, key)
    assert heteronym(*ADD, "--audit", path.name).returncode == 0
    before = (copy.parent / "releases.jsonl").read_bytes()
    path.write_text(json.dumps(change(json.loads(path.read_bytes()))))

    added = heteronym(*ADD, "--audit", path.name)
    shown = heteronym("report", "page", "out", "--audit", path.name)
    verified = heteronym("report", "verify", "out", "--audit", path.name)
    compared = heteronym("ledger", "verify", "releases.jsonl", "--audit", path.name)

    assert [one.returncode for one in (added, shown, verified, compared)] == [2, 2, 3, 3]
    assert all(said in one.stderr + one.stdout for one in (added, shown, verified, compared))
    assert all(PLANTED[0] not in one.stderr + one.stdout for one in (added, shown, verified, compared))
    assert (copy.parent / "releases.jsonl").read_bytes() == before
    assert not (copy.parent / "report.html").exists()


def test_result_that_was_registered_matches_and_another_one_does_not(copy: Path, key: Key, heteronym: Command) -> None:
    path = written(copy, key)
    heteronym(*ADD, "--audit", path.name)
    other = audited(copy.parent / "other.json", {"test": "lineage", "passed": True, "verdict": "no"}, key)

    same = heteronym("ledger", "verify", "releases.jsonl", "--audit", path.name)
    later = heteronym("ledger", "verify", "releases.jsonl", "--audit", other.name, "--json")

    assert (same.returncode, same.stdout.splitlines()[-1]) == (0, "audit residue.json matches")
    assert (later.returncode, json.loads(later.stdout)["audits"]) == (3, {"other.json": "is not as a release names it"})
    assert heteronym("report", "verify", "out", "--audit", path.name).returncode == 0


def test_audit_of_another_copy_is_on_no_page(copy: Path, key: Key, heteronym: Command) -> None:
    audited(copy.parent / "a.json", {**RESULT.as_json(), "manifest_sha256": "0" * 64}, key)

    for command in (("report", "page", "out"), ADD):
        done = heteronym(*command, "--audit", "a.json")
        assert (done.returncode, done.stderr) == (
            2,
            "heteronym: a.json is the result for another copy: run the audit again on this one\n",
        )


def test_measurement_has_nothing_to_pass(copy: Path, key: Key, heteronym: Command) -> None:
    audited(copy.parent / "a.json", {"test": "utility", "passed": None, "verdict": "2 % are lost"}, key)

    heteronym(*ADD, "--audit", "a.json")
    heteronym("report", "page", "out", "--audit", "a.json")

    assert "measured" in heteronym("ledger", "show", "releases.jsonl").stdout
    page = (copy.parent / "report.html").read_text()
    assert ">measured</span>" in page
    assert "was not tested" in page


@contextmanager
def opened_files() -> Iterator[list[str]]:
    """Collect the paths of the files that are opened."""
    paths: list[str] = []
    is_on = True

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if is_on and event == "open":
            paths.append(str(arguments[0]))

    sys.addaudithook(note)  # which cannot be removed
    yield paths
    is_on = False


def source_of(folder: Path, key_file: Path) -> SanitizerSource:
    return SanitizerSource(Policy.load(folder / "off.yaml"), KeySource(str(key_file)))


def test_manifest_of_a_copy_is_read_once(released: Path, key_file: Path) -> None:
    with opened_files() as paths:
        found = examined([str(released / "out")])
        found.policy()
        found.warn_of_another_key(source_of(released, key_file))
        found.seal(source_of(released, key_file))(RESULT.as_json())

    assert [path for path in paths if path.endswith("manifest.json")] == [str(released / "out/report/manifest.json")]


def test_audit_without_a_copy_is_bound_to_the_policy_of_the_run(
    released: Path, key_file: Path, signer: str, tmp_path: Path
) -> None:
    path = tmp_path / "canaries.json"
    path.write_text(json.dumps(examined([]).seal(source_of(released, key_file))(RESULT.as_json())))

    assert read_audit(path, manifests_in(str(released / "out")), {signer}).subject is Subject.POLICY
    other = SanitizerSource(Policy.load("public"), KeySource(str(key_file)))
    path.write_text(json.dumps(examined([]).seal(other)(RESULT.as_json())))
    with pytest.raises(RecordError, match="another policy or key"):
        read_audit(path, manifests_in(str(released / "out")), {signer})
