"""Manifest of a run: its inputs, policy, key id, versions and counts."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.policy.loading import Policy
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from pipeline.report.invocation import Argument, Invocation
from pipeline.run.batch import Run
from pipeline.run.model import Counts, FileResult
from pipeline.run.publishing import MANIFEST, keep_earlier, write_output
from pipeline.run.versions import versions

MANIFEST_VERSION = 3


def manifest(run: Run, policy: Policy, key: Key, invocation: Invocation) -> dict[str, Any]:
    """Return the manifest.

    Guessable content (inputs, their names, the words of a policy) occurs only as a keyed digest, so that guesses cannot
    be verified without the key (WP29 Opinion 05/2014, section 4).

    Arguments:
        run: the result of the run.
        policy: the policy of the run.
        key: the key of the run, which is not included.
        invocation: when, by whom and how the run was started; it ends now.
    """
    content = {
        "manifest_version": MANIFEST_VERSION,
        **invocation.described(key, _described(run, policy)),
        **_circumstances(run, policy, key),
        **_contents(run),
    }
    return {**content, "hmac_sha256": own_digest(content, key)}


def own_digest(content: dict[str, Any], key: Key) -> str:
    """Return the keyed digest of a manifest, which detects changes."""
    signed = {name: value for name, value in content.items() if name != "hmac_sha256"}
    return keyed_digest(key, "manifest", json.dumps(signed, sort_keys=True))


def write_manifest(run: Run, policy: Policy, key: Key, invocation: Invocation, output: str) -> dict[str, Any]:
    """Write `report/manifest.json` into the output folder, and return the manifest. Earlier ones are kept, numbered."""
    content = manifest(run, policy, key, invocation)
    keep_earlier(output, MANIFEST)
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    write_output(output, MANIFEST, text.encode(errors="backslashreplace").decode())  # a file name may not be UTF-8
    return content


def _described(run: Run, policy: Policy) -> Iterator[Argument]:
    """Yield the options whose values the manifest contains: the policy by its name, fields by their reported names."""
    yield Argument("--class", policy.classification, is_clear=True)
    for name, kind in run.fields.items():
        yield Argument("--field", f"{name}={kind}", is_clear=True)
    if run.class_field:
        yield Argument("--class-field", run.class_field, is_clear=True)


def _circumstances(run: Run, policy: Policy, key: Key) -> dict[str, Any]:
    """Return the configuration of the run."""
    return {
        "policy": {
            "classification": policy.classification,
            "hmac_sha256": keyed_digest(key, "policy", policy.digest),
            "scope": policy.scope,
        },
        "key_id": key.id,
        "vault": run.has_vault,
        **({"partial": {"records_per_file": run.limit}} if run.limit else {}),
        **versions(policy),
        "seconds": round(run.seconds, 3),
        **({"resumed": True} if run.resumed else {}),
        "fields": dict(run.fields),
        "class_field": run.class_field or None,
    }


def _contents(run: Run) -> dict[str, Any]:
    """Return the counts and files of the run."""
    counts = run.counts
    return {
        "records": _records(counts),
        **({"classes": dict(counts.classes)} if counts.classes else {}),
        "bytes": {"out": sum(file.size_bytes for file in run.files)},
        "entities": _nested(counts.replaced),
        "recognizers": _nested(counts.recognizers),
        "crowded": dict(counts.crowded),
        "reserved": dict(counts.reserved),
        "files": [_file(file, run.names[file.name]) for file in run.files],
        "unreadable": [
            {"name": file.name, "input": {"name_hmac_sha256": run.names[file.name]}, "reason": file.reason}
            for file in run.unreadable
        ],
    }


def _file(file: FileResult, name_digest: str) -> dict[str, Any]:
    """Return the entry of a file, which has no output after a scan."""
    return {
        "name": file.name,
        "format": file.format,
        **({"encoding": file.encoding} if file.encoding else {}),
        "records": _records(file.counts),
        "entities": _nested(file.counts.replaced),
        "columns": _nested(file.counts.columns),
        "input": {"name_hmac_sha256": name_digest, "hmac_sha256": file.digest},
        "output": {"bytes": file.size_bytes, "sha256": file.sha256} if file.copy else None,
    }


def _records(counts: Counts) -> dict[str, int]:
    return {
        "in": counts.records_in,
        "out": counts.records_in - counts.records_blocked,
        "blocked": counts.records_blocked,
    }


def _nested(counts: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """Convert rows of (first, second, count) to first -> second -> count."""
    nested: dict[str, dict[str, int]] = {}
    for first, second, count in counts:
        nested.setdefault(first, {})[second] = count
    return nested
