"""Verification of a manifest: compares inputs, copies and policy with its entries."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.filesystems import FileSystems

from pipeline.errors import RecordError
from pipeline.policy.loading import Policy
from pipeline.records import HashingReader
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest, keyed_hash
from pipeline.report.manifest import MANIFEST_VERSION, own_digest
from pipeline.run.input_files import find_files
from pipeline.run.model import Identity, InputFile
from pipeline.run.publishing import MANIFEST
from pipeline.run.storage import SCHEME, BeamStorage

MANIFEST_PART, INPUT, COPY, POLICY = "manifest", "input", "copy", "policy"


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one comparison.

    Arguments:
        part: `manifest`, `policy`, `input` or `copy`.
        name: the file, or the classification of the policy.
        problem: the mismatch; empty if it matches.
    """

    part: str
    name: str
    problem: str = ""


def key_of(manifest: dict[str, Any], ring: Sequence[Key]) -> Key:
    """Return the key of a manifest from a key ring; raises RecordError if the ring does not contain it."""
    found = next((key for key in ring if key.id == manifest.get("key_id")), None)
    if not found:
        raise RecordError(f"the manifest requires key {manifest.get('key_id')}: pass its file with --key-file")
    return found


def read_manifest(output: str) -> dict[str, Any]:
    """Read the manifest of an output folder; raises RecordError if it is missing, invalid or of another version."""
    path = FileSystems.join(output, MANIFEST)
    try:
        with BeamStorage().open(path) as file:
            manifest: dict[str, Any] = json.loads(file.read())
        manifest_version = manifest["manifest_version"]
    except (OSError, BeamIOError, ValueError, KeyError, TypeError):
        raise RecordError(f"{path} is missing or not a manifest: pass the output folder of a run") from None
    if manifest_version != MANIFEST_VERSION:
        raise RecordError(
            f"{path} has version {manifest_version}, not {MANIFEST_VERSION}: check it with the release that wrote it"
        )
    return manifest


def verify(
    manifest: dict[str, Any], output: str, inputs: Sequence[str], key: Key, policy: Policy | None = None
) -> Iterator[Check]:
    """Compare a manifest with the files that it lists.

    Arguments:
        manifest: the result of `read_manifest`.
        output: the output folder of the run.
        inputs: the inputs exactly as passed to the run, since names below an input folder are compared too.
        key: the key of the run.
        policy: the policy to compare; None to skip the comparison.

    Yields:
        The result of each comparison.

    Raises:
        RecordError: an input is missing.
    """
    if not hmac.compare_digest(own_digest(manifest, key).encode(), str(manifest.get("hmac_sha256")).encode()):
        yield Check(MANIFEST_PART, MANIFEST, "was changed after the run")
        return  # its entries cannot be trusted, and its paths may lead anywhere
    yield Check(MANIFEST_PART, MANIFEST)
    if policy:
        is_same = keyed_digest(key, "policy", policy.digest) == manifest["policy"]["hmac_sha256"]
        yield Check(POLICY, policy.classification, "" if is_same else "is another policy, or was changed after the run")
    entries = {entry["input"]["name_hmac_sha256"]: entry for entry in manifest["files"]}
    unreadable = {entry["input"]["name_hmac_sha256"] for entry in manifest["unreadable"]}
    for file in find_files(inputs, output):
        digest = keyed_digest(key, "name", file.name)
        if digest not in unreadable:
            yield Check(INPUT, file.name, _problem_of_input(file, entries.pop(digest, None), key))
    for entry in entries.values():
        yield Check(INPUT, entry["name"], "has no input")
    for entry in manifest["files"]:
        yield Check(COPY, entry["name"], _problem_of_copy(output, entry))


def _problem_of_input(file: InputFile, entry: dict[str, Any] | None, key: Key) -> str:
    if entry is None:
        return "is not in the manifest"
    with BeamStorage().open(file.path, file.identity) as stream:
        digest = HashingReader(stream, keyed_hash(key, "input")).finish()
    return "" if hmac.compare_digest(digest, entry["input"]["hmac_sha256"]) else "was changed after the run"


def _problem_of_copy(output: str, entry: dict[str, Any]) -> str:
    path = FileSystems.join(output, entry["name"])
    try:
        identity = None if SCHEME in path else Identity.of(os.lstat(path))
        with BeamStorage().open(path, identity) as stream:
            digest = HashingReader(stream, hashlib.sha256()).finish()
    except (OSError, BeamIOError):
        return "is missing"
    except RecordError:
        return "is not a regular file"
    return "" if digest == entry["output"]["sha256"] else "was changed after the run"
