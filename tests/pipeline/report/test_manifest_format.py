"""The format of a manifest: the same run gives the same bytes, signature included.

Rewrite the golden after a change: `python -m tests.pipeline.report.test_manifest_format`.
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import Key, Policy
from pipeline.replace.keyed.sealing import keyed_hash
from pipeline.replace.keyed.signing import Signer
from pipeline.report import Argument, Invocation, manifest
from pipeline.report.made_from import made_from
from pipeline.report.signed import signed
from pipeline.report.stored import Stored, fault_of, rendered
from pipeline.run.batch import Run
from pipeline.run.model import Counts, FileResult, InputFile, Unreadable
from tests.conftest import MASTER

GOLDEN = Path(__file__).parents[2] / "data/manifest.json"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
INVOCATION = Invocation(
    "run", (Argument("", "in"),), (Argument("--output", "out"),), "dpo", "host", "3.11.7", "Linux", NOON, lambda: NOON
)
COUNTS = Counts(3, 1, (("PERSON", "pseudonymize", 4),), (("PERSON", "Model", 4),), (("PERSON", 1),))
# What changes with versions of policies, packages and the model, not with the format.
VERSIONS = {
    "model": f"accurate {'6' * 64}",
    "pools_version": 4,
    "packages": {"heteronym": "0.1.0"},
}


def content() -> bytes:
    """Return the manifest of a made-up run."""
    key, policy = Key(MASTER), Policy.load("confidential")
    copy = FileResult(0, "a.jsonl", "jsonl", "a" * 64, COUNTS, "part", "b" * 64, 512, ("blocked",))
    inputs = {name: InputFile(f"nowhere/{name}", name, 500) for name in ("a.jsonl", "\udce9.bin")}
    left_out = (Unreadable(1, "\udce9.bin", "it is not in a format that is read"),)
    run = Run((copy,), left_out, inputs, 1.25, fields={"notes": "text"}, dataset="tickets", recipient="Blue Harbour")
    made = manifest(run, policy, key, INVOCATION)
    made["policy"]["hmac_sha256"] = "c" * 64
    return rendered(signed({**made, **VERSIONS}, Signer(key)))


def test_manifest_has_always_the_same_bytes() -> None:
    assert content() == GOLDEN.read_bytes(), "run: python -m tests.pipeline.report.test_manifest_format"


def test_golden_is_signed(key: Key) -> None:
    stored = Stored("manifest.json", GOLDEN.read_bytes())

    assert fault_of(stored, {Signer(key).fingerprint}) == ""
    assert "Blue Harbour" not in GOLDEN.read_text("utf-8")
    assert "tickets" not in GOLDEN.read_text("utf-8")


CHAINED = {
    "the copy of the earlier run": (b"copied\n", ["second.jsonl"]),
    "another file of the same name": (b"changed\n", []),
}


@pytest.mark.parametrize("case", CHAINED)
def test_run_names_the_run_that_made_its_input(case: str, key: Key, tmp_path: Path) -> None:
    found, expected = CHAINED[case]
    earlier = signed(
        {"manifest_version": 4, "files": [{"name": "deep/first.jsonl", "output": {"sha256": digest(b"copied\n")}}]},
        Signer(Key.generate()),
    )
    (tmp_path / "report").mkdir()
    (tmp_path / "report/manifest-1.json").write_bytes(rendered(earlier))
    (tmp_path / "report/manifest-2.json").write_bytes(b"{}")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/first.jsonl").write_bytes(found)

    sources = made_from(run_on(tmp_path / "deep/first.jsonl", found, key), key)

    assert [source["files"] for source in sources] == ([expected] if expected else [])
    assert [source["sha256"] for source in sources] == [digest(rendered(earlier))][: len(sources)]


def test_input_that_changed_after_the_run_had_read_it_is_no_copy_of_an_earlier_run(key: Key, tmp_path: Path) -> None:
    earlier = signed(
        {"manifest_version": 4, "files": [{"name": "a", "output": {"sha256": digest(b"now")}}]}, Signer(key)
    )
    (tmp_path / "report").mkdir()
    (tmp_path / "report/manifest.json").write_bytes(rendered(earlier))
    (tmp_path / "a").write_bytes(b"now")

    assert made_from(run_on(tmp_path / "a", b"before", key), key) == []


STRANGE = ([], {"files": 5}, {"files": [{"name": ["a"]}]}, {"files": [{"name": "a", "output": None}]})


@pytest.mark.parametrize("content", STRANGE)
def test_strange_manifest_above_an_input_is_passed_over(content: object, key: Key, tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    whole = signed({"manifest_version": 4, **content}, Signer(key)) if isinstance(content, dict) else content
    (tmp_path / "report/manifest.json").write_bytes(rendered(whole))  # type: ignore[arg-type]
    (tmp_path / "a").write_bytes(b"now")

    assert made_from(run_on(tmp_path / "a", b"now", key), key) == []


def run_on(path: Path, content: bytes, key: Key) -> Run:
    """Return a run that read a content from a file."""
    keyed = keyed_hash(key, "input")
    keyed.update(content)
    copy = FileResult(0, "second.jsonl", "jsonl", keyed.hexdigest(), Counts())
    return Run((copy,), (), {"second.jsonl": InputFile(str(path), path.name, len(content))}, 1.0)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    GOLDEN.write_bytes(content())
