"""C2: nothing in an output folder confirms a guess of an original, an input's name or a policy's terms."""

import base64
import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import Policy
from tests.conftest import Command

pytestmark = pytest.mark.slow

NOTE = "Patient Mary Wilson called on 2024-03-17 about the invoice, SSN 536-90-4399.\n"
BROKEN = '{"a": "Mary Wilson"\n{"b": 1}\n'
POLICY = "classification: mergers\nextends: restricted\ndetection:\n  dictionaries: [codenames.txt]\n"
HASHES = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s", "sha3_256")
SHORTEST_PREFIX = 12


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Path:
    """Run on a text file, a malformed file and a binary file, under a policy with a code word."""
    folder = tmp_path_factory.mktemp("manifest")
    (folder / "in").mkdir()
    (folder / "in/mary_wilson.txt").write_text(NOTE)
    (folder / "in/lines.jsonl").write_text(BROKEN)
    (folder / "in/zebra.bin").write_bytes(b"\x00\x01")
    (folder / "codenames.txt").write_text("Bluefin\n")
    (folder / "mergers.yaml").write_text(POLICY)
    done = run(folder, key_file, "run", str(folder / "in"), "-c", "mergers.yaml", "-o", "out", "--dataset", "d")
    assert done.returncode == 3, done.stderr
    return folder / "out"


def run(folder: Path, key_file: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    import os
    import sys

    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=300,
        env={**os.environ, "HETERONYM_KEY_FILE": str(key_file), "COLUMNS": "200"},
    )  # fmt: skip


def everything_in(output: Path) -> str:
    return "\n".join(path.read_text("latin-1") for path in sorted(output.rglob("*")) if path.is_file())


def spellings(content: bytes) -> Iterator[str]:
    """Yield the prefixes of unkeyed digests that an attacker would search for, in hexadecimal and base64."""
    for name in HASHES:
        digest = hashlib.new(name, content).digest()
        yield digest.hex()[:SHORTEST_PREFIX]
        yield base64.b64encode(digest).decode()[:SHORTEST_PREFIX]


GUESSES = {
    "the original": NOTE.encode(),
    "the broken file": BROKEN.encode(),
    "the policy": json.dumps(Policy.load("restricted").model_dump(mode="json"), sort_keys=True).encode(),
}


@pytest.mark.parametrize("guess", GUESSES)
def test_manifest_contains_no_unkeyed_digest(guess: str, output: Path) -> None:
    written = everything_in(output)
    content = GUESSES[guess]
    if guess == "the policy":
        policy = Policy.load(str(output.parent / "mergers.yaml"))
        content = json.dumps(policy.model_dump(mode="json"), sort_keys=True).encode()
    assert [found for found in spellings(content) if found in written] == []


def test_manifest_reveals_no_length_of_an_original(output: Path) -> None:
    manifest = json.loads((output / "report/manifest.json").read_text())
    copies = [path.stat().st_size for path in output.rglob("*.txt")]
    inputs = {len(NOTE), len(BROKEN), 2, len(NOTE) + len(BROKEN), len(NOTE) + len(BROKEN) + 2} - set(copies)

    reported = set(byte_counts(manifest))

    assert reported & inputs == set()


def byte_counts(value: Any, name: str = "") -> Iterator[int]:
    """Yield all numbers of a manifest except counts of records and findings."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("records", "entities", "recognizers", "reserved", "manifest_version", "pools_version"):
                yield from byte_counts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from byte_counts(inner, name)
    elif isinstance(value, int):
        yield value


def test_manifest_contains_no_local_path(output: Path) -> None:
    assert str(output.parent) not in everything_in(output)


def test_manifest_contains_no_name_of_a_person(output: Path) -> None:
    names = "\n".join(path.relative_to(output).as_posix() for path in output.rglob("*"))
    assert "wilson" not in (everything_in(output) + names).casefold()


def test_verification_with_the_key_compares_inputs_copies_and_policy(output: Path, key_file: Path) -> None:
    folder = output.parent
    arguments = ("report", "verify", "out", str(folder / "in"), "-c", "mergers.yaml")

    done = run(folder, key_file, *arguments)
    as_json = run(folder, key_file, *arguments, "--json")

    assert done.returncode == 0, done.stderr
    checks = json.loads(as_json.stdout)
    assert checks["matches"]
    assert {check["part"] for check in checks["checks"]} == {"manifest", "policy", "input", "copy", "blocked list"}


MADE_UP = {
    "no files": lambda said: said.pop("files"),
    "files that are a number": lambda said: said.update(files=5),
    "a signature that is a number": lambda said: said.update(signature=5),
    "a signature that is no hexadecimal": lambda said: said.update(signature="\u00e9"),
    "a public key that is too short": lambda said: said.update(public_key="00"),
    "no key": lambda said: said.pop("key_id"),
    "a path that leads out": lambda said: said["files"][0].update(name="../outside.txt"),
}


@pytest.mark.parametrize("case", MADE_UP)
def test_paths_of_an_altered_manifest_are_not_opened(case: str, heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Nothing of anybody.\n")
    (tmp_path / "outside.txt").write_text("Elsewhere.\n")
    assert heteronym("run", "in.txt", "-c", "public", "-o", "out", "--dataset", "d").returncode == 0
    place = tmp_path / "out/report/manifest.json"
    said = json.loads(place.read_text())
    MADE_UP[case](said)
    place.write_text(json.dumps(said))

    done = heteronym("report", "verify", "out", "in.txt")

    assert done.returncode == 3, done.stderr
    assert "unexpected" not in done.stderr
    assert "outside" not in done.stdout + done.stderr


def test_pipe_in_place_of_a_copy_is_reported(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Nothing of anybody.\n")
    assert heteronym("run", "in.txt", "-c", "public", "-o", "out", "--dataset", "d").returncode == 0
    (tmp_path / "out/in.txt").unlink()
    os.mkfifo(tmp_path / "out/in.txt")

    done = heteronym("report", "verify", "out", "in.txt")

    assert (done.returncode, done.stderr) == (3, "copy in.txt is not a regular file\n")


CHANGES = {
    "input": ("in/a.txt", "a changed input"),
    "copy": ("out/a.txt", "a changed copy"),
    "manifest": ("out/report/manifest.json", None),
}


@pytest.mark.parametrize("part", CHANGES)
def test_changed_files_are_reported(part: str, heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Nothing of anybody.\n")
    assert heteronym("run", "in", "-c", "public", "-o", "out", "--dataset", "d").returncode == 0
    name, content = CHANGES[part]
    changed = tmp_path / name
    changed.write_text(content or changed.read_text().replace('"blocked": 0', '"blocked": 7'))

    done = heteronym("report", "verify", "out", "in")

    after = "it was signed" if part == "manifest" else "the run"
    assert done.returncode == 3
    assert done.stderr.splitlines() == [f"{part} {name.split('/', 1)[1]} was changed after {after}"]
