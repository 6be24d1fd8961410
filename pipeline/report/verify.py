"""Verification of an output folder: compares signatures, copies, inputs, policy and earlier runs with its manifests."""

import hashlib
import hmac
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems

from pipeline.errors import RecordError
from pipeline.policy.loading import Policy
from pipeline.records import HashingReader
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest, keyed_hash
from pipeline.report.audits import problem_of, raw_audit
from pipeline.report.stored import Stored, fault_of, files_in, manifests_in, opened
from pipeline.run.input_files import MANIFEST, find_files
from pipeline.run.model import InputFile
from pipeline.run.storage import BeamStorage

MANIFEST_PART, INPUT, COPY, BLOCKED, POLICY = "manifest", "input", "copy", "blocked list", "policy"
FILE, MADE_FROM, AUDIT = "file", "made from", "audit"
CHANGED = "was changed after the run"


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one comparison.

    Arguments:
        part: `manifest`, `policy`, `input`, `copy`, `blocked list`, `file`, `made from` or `audit`.
        name: the file, the classification of the policy, or the digest of an earlier manifest.
        problem: the mismatch; empty if it matches, or could not be compared.
        note: why it could not be compared; empty if it was.
    """

    part: str
    name: str
    problem: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """What an output folder is compared with.

    Arguments:
        signers: the fingerprints of the public keys that may have signed.
        inputs: the inputs exactly as passed to the run, since names below an input folder are compared too; none to
            compare no inputs.
        ring: the keys, one of which is that of the run; needed to compare inputs and the policy.
        policy: the policy; None to compare none.
        chain: the output folders of the runs that the inputs came from.
        audits: the files of results of audits of the copy.
    """

    signers: Collection[str]
    inputs: Sequence[str] = ()
    ring: Sequence[Key] = field(default=(), repr=False)
    policy: Policy | None = None
    chain: Sequence[str] = ()
    audits: Sequence[Path] = ()


def key_of(manifest: dict[str, Any], ring: Sequence[Key]) -> Key:
    """Return the key of a manifest from a key ring; raises RecordError if the ring does not contain it."""
    found = next((key for key in ring if key.id == manifest.get("key_id")), None)
    if not found:
        raise RecordError(f"the manifest requires key {manifest.get('key_id')}: pass its file with --key-file")
    return found


def verify(output: str, expected: Expected) -> Iterator[Check]:
    """Compare an output folder with its manifests. A file belongs to the newest manifest that names it.

    Arguments:
        output: the output folder of a run.
        expected: what to compare it with.

    Yields:
        The result of each comparison.

    Raises:
        RecordError: there is no manifest, an input or the result of an audit is missing, or the ring lacks the key of the run.
    """
    stored = manifests_in(output)
    faults = {one.name: fault_of(one, expected.signers) for one in stored}
    yield from (Check(MANIFEST_PART, name, problem) for name, problem in faults.items())
    intact = [one for one in stored if not faults[one.name]]
    if faults[MANIFEST]:
        return  # its entries cannot be trusted
    try:
        yield from _with_key(intact[0].content, output, expected)
        yield from _files(output, [one.content for one in intact], faults)
        yield from _chain([entry["sha256"] for one in intact for entry in one.content["made_from"]], expected)
        yield from (
            Check(AUDIT, str(path), problem_of(raw_audit(path), intact, expected.signers)) for path in expected.audits
        )
    except (KeyError, TypeError, AttributeError):
        raise RecordError(f"a manifest in {output} is signed, but lacks an entry: make the copy again") from None


def _with_key(manifest: dict[str, Any], output: str, expected: Expected) -> Iterator[Check]:
    """Compare what only the key of the run can compare: the policy and the inputs."""
    if not expected.inputs and not expected.policy:
        return
    key = key_of(manifest, expected.ring)
    if policy := expected.policy:
        is_same = keyed_digest(key, "policy", policy.digest) == manifest["policy"]["hmac_sha256"]
        yield Check(POLICY, policy.classification, "" if is_same else f"is another policy, or {CHANGED}")
    if expected.inputs:
        yield from _inputs(manifest, find_files(expected.inputs, output), key)


def _inputs(manifest: dict[str, Any], found: Sequence[InputFile], key: Key) -> Iterator[Check]:
    entries = {entry["input"]["name_hmac_sha256"]: entry for entry in manifest["files"]}
    unreadable = {entry["input"]["name_hmac_sha256"] for entry in manifest["unreadable"]}
    for file in found:
        digest = keyed_digest(key, "name", file.name)
        if digest not in unreadable:
            yield Check(INPUT, file.name, _problem_of_input(file, entries.pop(digest, None), key))
    for entry in entries.values():
        yield Check(INPUT, entry["name"], "has no input")


def _problem_of_input(file: InputFile, entry: dict[str, Any] | None, key: Key) -> str:
    if entry is None:
        return "is not in the manifest"
    with BeamStorage().open(file.path, file.identity) as stream:
        digest = HashingReader(stream, keyed_hash(key, "input")).finish()
    return "" if hmac.compare_digest(digest, entry["input"]["hmac_sha256"]) else CHANGED


def _files(output: str, manifests: Sequence[dict[str, Any]], known: Collection[str]) -> Iterator[Check]:
    """Compare the files of an output folder with intact manifests, the newest first.

    Arguments:
        output: the output folder.
        manifests: the manifests.
        known: the names of all manifests, which no manifest names.
    """
    found = {name: path for name, path in files_in(output).items() if name not in known}
    newest = [entry for entries in owned_entries(manifests) for entry in entries]
    for part, kind in ((COPY, "output"), (BLOCKED, "blocked")):
        for entry in newest:
            name = entry["name"]
            if named := entry.get(kind):
                listed = named.get("name", name)
                yield Check(part, listed, _problem_of_file(found.pop(listed, ""), named["sha256"]))
    for name in found:
        yield Check(FILE, name, "is in no manifest")


def owned_entries(manifests: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return for each manifest, the newest first, its entries of files that no newer one names."""
    owners: dict[str, int] = {}
    for place, manifest in enumerate(manifests):
        for entry in _entries(manifest):
            owners.setdefault(entry["name"], place)
    return [
        [entry for entry in _entries(manifest) if owners[entry["name"]] == place]
        for place, manifest in enumerate(manifests)
    ]


def _entries(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [*manifest["files"], *manifest["unreadable"]]


def _problem_of_file(path: str, sha256: str) -> str:
    """Return what is wrong with a file. It was listed below the output folder, so that no name leads out of it."""
    try:
        with opened(path) as stream:
            digest = HashingReader(stream, hashlib.sha256()).finish()
    except (OSError, BeamIOError):
        return "cannot be read" if path else "is missing"
    except RecordError:
        return "is not a regular file"
    return "" if digest == sha256 else CHANGED


def _chain(digests: Sequence[str], expected: Expected) -> Iterator[Check]:
    """Compare the manifests of the runs that a run was made from, and of those before them, as far as they are there."""
    known: dict[str, tuple[str, Stored]] = {}
    for folder in expected.chain:
        for stored in manifests_in(folder):
            path = FileSystems.join(folder, stored.name)
            if problem := fault_of(stored, expected.signers):
                yield Check(MADE_FROM, path, problem)
            else:
                known[stored.sha256] = path, stored
    waiting = list(dict.fromkeys(digests))
    for digest in waiting:
        if digest not in known:
            yield Check(MADE_FROM, digest, note="not compared: name its folder with --chain")
            continue
        path, stored = known[digest]
        yield Check(MADE_FROM, path)
        waiting += [one["sha256"] for one in stored.content["made_from"] if one["sha256"] not in waiting]
