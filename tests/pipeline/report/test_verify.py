"""Verification of a copy: whatever was changed, removed or added since the run is noticed, and named."""

import json
import os
import shutil
from pathlib import Path
from random import Random

import pytest

from pipeline import Key
from pipeline.errors import RecordError
from pipeline.replace.keyed.signing import Signer
from pipeline.report import Expected, verify
from pipeline.report.signed import SIGNATURE, signed
from pipeline.report.stored import rendered
from tests.conftest import Command
from tests.pipeline.report.conftest import LINES, OFF, PLANTED, Change, resigned

MANIFEST = "report/manifest.json"
ONE = "--direct_num_workers=1"


def problems(folder: Path, *signers: str, chain: tuple[str, ...] = ()) -> list[str]:
    checks = verify(str(folder), Expected(signers, chain=chain))
    return [f"{check.part} {check.name} {check.problem}" for check in checks if check.problem]


def test_copy_that_nobody_changed_matches(released: Path, signer: str) -> None:
    checks = list(verify(str(released / "out"), Expected({signer})))

    assert [(check.part, check.name, check.problem) for check in checks] == [
        ("manifest", MANIFEST, ""),
        ("copy", "people.jsonl", ""),
        ("blocked list", "blocked/people.jsonl.jsonl", ""),
        ("blocked list", "blocked/zebra.bin.jsonl", ""),
    ]


def edited(folder: Path, **changes: object) -> None:
    path = folder / MANIFEST
    path.write_bytes(rendered({**json.loads(path.read_bytes()), **changes}))


def exchange_signature(folder: Path) -> None:
    other = signed({"manifest_version": 4}, Signer(Key.generate()))
    edited(folder, signature=other[SIGNATURE])


def spaced(folder: Path) -> None:
    (folder / MANIFEST).write_bytes((folder / MANIFEST).read_bytes().replace(b'"operator": ', b'"operator":  '))


def linked(folder: Path) -> None:
    (folder / "people.jsonl").rename(folder.parent / "elsewhere")
    (folder / "people.jsonl").symlink_to(folder.parent / "elsewhere")


TAMPERED: dict[str, tuple[Change, str]] = {
    "a byte of a copy": (
        lambda folder: (folder / "people.jsonl").write_bytes((folder / "people.jsonl").read_bytes() + b" "),
        "copy people.jsonl was changed after the run",
    ),
    "a byte of the list of blocked records": (
        lambda folder: (folder / "blocked/zebra.bin.jsonl").write_bytes(b""),
        "blocked list blocked/zebra.bin.jsonl was changed after the run",
    ),
    "a value of the manifest": (
        lambda folder: edited(folder, operator="ann"),
        f"manifest {MANIFEST} was changed after it was signed",
    ),
    "a space of the manifest": (spaced, f"manifest {MANIFEST} was changed after it was signed"),
    "another way of writing a number": (
        lambda folder: (folder / MANIFEST).write_bytes(
            (folder / MANIFEST).read_bytes().replace(b'"out": 1', b'"out": 1.0')
        ),
        f"manifest {MANIFEST} was changed after it was signed",
    ),
    "a number that is none": (
        lambda folder: (folder / MANIFEST).write_bytes(
            (folder / MANIFEST).read_bytes().replace(b'"out": 1', b'"out": NaN')
        ),
        f"manifest {MANIFEST} was changed after it was signed",
    ),
    "an entry that is added": (
        lambda folder: edited(folder, approved=True),
        f"manifest {MANIFEST} was changed after it was signed",
    ),
    "the signature": (exchange_signature, f"manifest {MANIFEST} was changed after it was signed"),
    "no signature": (
        lambda folder: edited(folder, signature=None),
        f"manifest {MANIFEST} was changed after it was signed",
    ),
    "another version": (
        lambda folder: edited(folder, manifest_version=3),
        f"manifest {MANIFEST} is not of version 4: check it with the release that wrote it",
    ),
    "deep nesting": (
        lambda folder: (folder / MANIFEST).write_text('{"manifest_version": 4, "x": %s}' % ("[" * 900 + "]" * 900)),
        f"manifest {MANIFEST} was changed after it was signed",
    ),
    "another file": (lambda folder: (folder / MANIFEST).write_text("[1]"), f"manifest {MANIFEST} is not a manifest"),
    "a copy that is removed": (lambda folder: (folder / "people.jsonl").unlink(), "copy people.jsonl is missing"),
    "a copy that is a link": (linked, "copy people.jsonl is not a regular file"),
    "a copy that is a folder": (
        lambda folder: (folder / "people.jsonl").unlink() or (folder / "people.jsonl").mkdir(),
        "copy people.jsonl is missing",
    ),
    "a file that is added": (
        lambda folder: (folder / "notes.txt").write_text("hello"),
        "file notes.txt is in no manifest",
    ),
    "a hidden file that is added": (
        lambda folder: (folder / ".notes").write_text("hello"),
        "file .notes is in no manifest",
    ),
    "a file that is added to the report": (
        lambda folder: (folder / "report/notes.txt").write_text("hello"),
        "file report/notes.txt is in no manifest",
    ),
    "a link that is added": (lambda folder: (folder / "more").symlink_to("/etc"), "file more is in no manifest"),
    "an earlier manifest that nobody signed": (
        lambda folder: (folder / "report/manifest-1.json").write_text('{"manifest_version": 4}\n'),
        "manifest report/manifest-1.json was changed after it was signed",
    ),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_tampering_is_noticed_and_named(case: str, copy: Path, signer: str) -> None:
    change, expected = TAMPERED[case]

    change(copy)

    assert problems(copy, signer) == [expected]


def test_any_changed_byte_of_a_manifest_is_noticed(copy: Path, signer: str) -> None:
    original = (copy / MANIFEST).read_bytes()
    random = Random(20)
    for _ in range(60):
        place = random.randrange(len(original))
        byte = original[place] ^ random.randrange(1, 256)
        (copy / MANIFEST).write_bytes(original[:place] + bytes([byte]) + original[place + 1 :])

        assert problems(copy, signer), place


def test_manifest_that_somebody_else_signed_names_the_signer(copy: Path, signer: str) -> None:
    other = Signer(Key.generate())
    content = json.loads((copy / MANIFEST).read_bytes())
    (copy / MANIFEST).write_bytes(resigned({**content, "operator": "ann"}, other))

    assert problems(copy, signer) == [
        f"manifest {MANIFEST} is signed by another key, with the fingerprint {other.fingerprint}"
    ]
    assert problems(copy, signer, other.fingerprint) == []


def test_names_of_a_signed_manifest_lead_out_of_no_folder(copy: Path, key: Key, signer: str) -> None:
    (copy.parent / "outside").write_text("hello")
    content = json.loads((copy / MANIFEST).read_bytes())
    content["files"][0]["name"] = "../outside"
    (copy / MANIFEST).write_bytes(resigned(content, Signer(key)))

    assert problems(copy, signer) == ["copy ../outside is missing", "file people.jsonl is in no manifest"]


def test_signed_manifest_without_an_entry_is_an_error_without_values(copy: Path, key: Key, signer: str) -> None:
    (copy / MANIFEST).write_bytes(rendered(signed({"manifest_version": 4, "files": PLANTED[0]}, Signer(key))))

    with pytest.raises(RecordError, match="lacks an entry") as refused:
        problems(copy, signer)

    assert PLANTED[0] not in str(refused.value)


def test_file_belongs_to_the_newest_manifest_that_names_it(copy: Path, key: Key, signer: str) -> None:
    earlier = json.loads((copy / MANIFEST).read_bytes())
    old = json.loads(json.dumps(earlier["files"][0])) | {"name": "old.jsonl", "blocked": None}
    earlier["files"][0]["output"]["sha256"] = "0" * 64
    (copy / "report/manifest-1.json").write_bytes(resigned({**earlier, "files": [*earlier["files"], old]}, Signer(key)))

    assert problems(copy, signer) == ["copy old.jsonl is missing"]
    shutil.copy(copy / "people.jsonl", copy / "old.jsonl")
    assert problems(copy, signer) == []


def test_command_names_each_problem_and_exits_with_a_code_of_its_own(
    copy: Path, heteronym: Command, key: Key, signer: str
) -> None:
    (copy / "people.jsonl").unlink()
    (copy / "no\x1b[31mtes.txt").write_text("hello")
    (copy.parent / "signer.pem").write_text(Signer(key).pem())

    found = [
        heteronym("report", "verify", "out", *options, **environment)
        for options, environment in (
            ((), {}),
            (("--public-key", "signer.pem"), {"HETERONYM_KEY_FILE": ""}),
            (("--public-key", signer), {"HETERONYM_KEY_FILE": ""}),
        )
    ]

    for done in found:
        assert done.returncode == 3
        assert done.stderr.splitlines() == [
            "copy people.jsonl is missing",
            "file no\\u001b[31mtes.txt is in no manifest",
        ]


def test_command_without_a_key_asks_for_a_public_key(copy: Path, heteronym: Command) -> None:
    done = heteronym("report", "verify", "out", HETERONYM_KEY_FILE="")

    assert done.returncode == 2
    assert "no key is set" in done.stderr
    assert "--public-key" in done.stderr


def test_public_keys_of_a_key_file_check_its_copies(copy: Path, heteronym: Command, key_file: Path, key: Key) -> None:
    printed = heteronym("key", "public", "--key-file", str(key_file))
    (copy.parent / "team.pub").write_text(printed.stdout)

    done = heteronym("report", "verify", "out", "--public-key", "team.pub", HETERONYM_KEY_FILE="")

    assert done.returncode == 0, done.stderr
    assert printed.stdout == f"key {key.id}, fingerprint {Signer(key).fingerprint}\n{Signer(key).pem()}"


def test_copy_still_matches_after_the_key_was_rotated(copy: Path, heteronym: Command, key: Key) -> None:
    key.save(copy.parent / "team.key")
    assert heteronym("key", "rotate", "team.key").returncode == 0
    (copy.parent / "team.pub").write_text(heteronym("key", "public", "--key-file", "team.key").stdout)

    for options in (("--key-file", "team.key"), ("--public-key", "team.pub")):
        assert heteronym("report", "verify", "out", *options).returncode == 0
    newest = heteronym("key", "list", "--key-file", "team.key").stdout.split()[-1]
    (copy.parent / "new.pub").write_text(
        heteronym("key", "public", "--key-file", "team.key", "--key-id", newest).stdout
    )
    assert heteronym("report", "verify", "out", "--public-key", "new.pub").returncode == 3


def test_no_planted_value_is_in_a_manifest(released: Path) -> None:
    written = "".join(path.read_text("latin-1") for path in (released / "out").rglob("*") if path.is_file())

    assert [value for value in PLANTED if value in written] == []
    assert "quackenbush" not in written.casefold()


@pytest.mark.slow
def test_chain_leads_from_a_copy_to_the_run_that_it_was_made_from(
    released: Path, copy: Path, heteronym: Command, tmp_path: Path, key: Key
) -> None:
    (tmp_path / "off.yaml").write_text(OFF, encoding="utf-8")
    second = heteronym("run", "out", "-c", "off.yaml", "-o", "second", ONE, "--json")
    third = heteronym("run", "second/people.jsonl", "-c", "off.yaml", "-o", "third", ONE, "--json")
    apart = heteronym("run", str(released / "in/people.jsonl"), "-c", "off.yaml", "-o", "apart", ONE, "--json")

    manifests = [json.loads(done.stdout) for done in (second, third, apart)]
    assert [[entry["files"] for entry in manifest["made_from"]] for manifest in manifests] == [
        [["people.jsonl"]],
        [["people.jsonl"]],
        [],
    ]
    assert sorted(os.listdir(tmp_path / "second")) == ["people.jsonl", "report"]
    checked = heteronym("report", "verify", "third", "--chain", "second", "--chain", "out")
    assert checked.returncode == 0, checked.stderr
    assert [line.split()[2] for line in checked.stdout.splitlines()[3:]] == [f"second/{MANIFEST}", f"out/{MANIFEST}"]
    assert "not compared" in heteronym("report", "verify", "third").stdout
    edited(tmp_path / "second", operator="ann")
    changed = heteronym("report", "verify", "third", "--chain", "second")
    assert (changed.returncode, changed.stderr) == (3, f"made from second/{MANIFEST} was changed after it was signed\n")
    other = json.loads((copy / MANIFEST).read_bytes())
    (copy / MANIFEST).write_bytes(resigned(other, Signer(Key.generate())))
    heteronym("run", "out/people.jsonl", "-c", "off.yaml", "-o", "fourth", ONE)
    foreign = heteronym("report", "verify", "fourth", "--chain", "out")
    assert foreign.returncode == 3
    assert f"made from out/{MANIFEST} is signed by another key" in foreign.stderr


@pytest.mark.slow
def test_runs_into_one_folder_keep_their_manifests_and_all_match(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "off.yaml").write_text(OFF, encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(LINES, encoding="utf-8")
        assert heteronym("run", f"{name}.jsonl", "-c", "off.yaml", "-o", "out", ONE).returncode == 3
    assert heteronym("run", "a.jsonl", "-c", "off.yaml", "-o", "out", ONE, "--force").returncode == 3

    done = heteronym("report", "verify", "out")

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("manifest-") == 2
