"""Verification of a manifest: whether inputs, copies and policy are those that it lists."""

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
        problem: what does not match; empty where it does.
    """

    part: str
    name: str
    problem: str = ""


def key_of(manifest: dict[str, Any], ring: Sequence[Key]) -> Key:
    """Return the key of a ring that a manifest was made with; raises RecordError where the ring has it not."""
    found = next((key for key in ring if key.id == manifest.get("key_id")), None)
    if not found:
        raise RecordError(f"the manifest was made with key {manifest.get('key_id')}: name its file with --key-file")
    return found


def read_manifest(output: str) -> dict[str, Any]:
    """Read the manifest of an output folder; raises RecordError."""
    path = FileSystems.join(output, MANIFEST)
    try:
        with BeamStorage().open(path) as file:
            manifest: dict[str, Any] = json.loads(file.read())
        made_by = manifest["manifest_version"]
    except (OSError, BeamIOError, ValueError, KeyError, TypeError):
        raise RecordError(f"{path} is missing, or no manifest: name the output folder of a run") from None
    if made_by != MANIFEST_VERSION:
        raise RecordError(f"{path} has version {made_by}, not {MANIFEST_VERSION}: check it with the release it is of")
    return manifest


def verify(
    manifest: dict[str, Any], output: str, inputs: Sequence[str], key: Key, policy: Policy | None = None
) -> Iterator[Check]:
    """Compare a manifest with the files that it lists.

    Arguments:
        manifest: as `read_manifest` returns it.
        output: the output folder of the run.
        inputs: what was given to the run, in the same way: names below an input folder are compared too.
        key: the key of the run.
        policy: the policy, where it is to be compared as well.

    Raises RecordError for inputs that are missing.
    """
    if not hmac.compare_digest(own_digest(manifest, key).encode(), str(manifest.get("hmac_sha256")).encode()):
        yield Check(MANIFEST_PART, MANIFEST, "was changed after the run")
        return  # its entries cannot be trusted, and its paths may lead anywhere
    yield Check(MANIFEST_PART, MANIFEST)
    if policy:
        is_same = keyed_digest(key, "policy", policy.digest) == manifest["policy"]["hmac_sha256"]
        yield Check(POLICY, policy.classification, "" if is_same else "is another policy, or says something else now")
    entries = {entry["input"]["name_hmac_sha256"]: entry for entry in manifest["files"]}
    unreadable = {entry["input"]["name_hmac_sha256"] for entry in manifest["unreadable"]}
    for file in find_files(inputs, output):
        digest = keyed_digest(key, "name", file.name)
        if digest not in unreadable:
            yield Check(INPUT, file.name, _problem_of_input(file, entries.pop(digest, None), key))
    for entry in entries.values():
        yield Check(INPUT, entry["name"], "no input has this copy")
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
        return "is no regular file"
    return "" if digest == entry["output"]["sha256"] else "was changed after the run"
