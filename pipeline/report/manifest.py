"""Manifest of a run: its inputs, copies, policy, key id, versions and counts, signed."""

from collections.abc import Iterable, Iterator
from typing import Any

from apache_beam.io.filesystems import FileSystems

from pipeline.policy.loading import Policy
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from pipeline.replace.keyed.signing import Signer
from pipeline.report.invocation import Argument, Invocation
from pipeline.report.made_from import made_from
from pipeline.report.signed import signed
from pipeline.report.stored import MANIFEST_VERSION, rendered
from pipeline.run.batch import Run
from pipeline.run.input_files import MANIFEST
from pipeline.run.model import Counts, FileResult
from pipeline.run.publishing import blocked_list, keep_earlier, write_output
from pipeline.run.storage import digest_of
from pipeline.run.versions import versions


def manifest(run: Run, policy: Policy, key: Key, invocation: Invocation) -> dict[str, Any]:
    """Return the manifest, without signature.

    Guessable content (inputs, their names, the words of a policy) occurs only as a keyed digest, so that guesses cannot
    be verified without the key (WP29 Opinion 05/2014, section 4).

    Arguments:
        run: the result of the run.
        policy: the policy of the run.
        key: the key of the run, which is not included.
        invocation: when, by whom and how the run was started; it ends now.
    """
    return {
        "manifest_version": MANIFEST_VERSION,
        **invocation.described(key, _described(run, policy)),
        **_circumstances(run, policy, key),
        "made_from": made_from(run, key),
        **_contents(run, key),
    }


def write_manifest(run: Run, policy: Policy, key: Key, invocation: Invocation, output: str) -> dict[str, Any]:
    """Write the signed manifest into the output folder, and return it. Earlier ones are kept, numbered."""
    content = manifest(run, policy, key, invocation)
    lists = {file.name for file in run.files if file.blocked} | {file.name for file in run.unreadable}
    for entry in (*content["files"], *content["unreadable"]):
        entry["blocked"] = _blocked(output, entry["name"]) if entry["name"] in lists else None
    content = signed(content, Signer(key))
    keep_earlier(output, MANIFEST)
    write_output(output, MANIFEST, rendered(content).decode())
    return content


def _blocked(output: str, name: str) -> dict[str, str]:
    """Return the entry of the list of the blocked records of a file."""
    listed = blocked_list(name)
    return {"name": listed, "sha256": digest_of(FileSystems.join(output, listed))}


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
        "dataset": _named(key, "dataset", run.dataset),
        "recipient": _named(key, "recipient", run.recipient),
        "key_id": key.id,
        "vault": run.has_vault,
        **({"partial": {"records_per_file": run.limit}} if run.limit else {}),
        **(run.versions or versions(policy)),
        "seconds": round(run.seconds, 3),
        **({"resumed": True} if run.resumed else {}),
        "fields": dict(run.fields),
        "class_field": run.class_field or None,
    }


def _named(key: Key, kind: str, name: str) -> dict[str, str] | None:
    """Return the entry of a name that is not for everybody; None without a name."""
    return {"hmac_sha256": keyed_digest(key, kind, name)} if name else None


def _contents(run: Run, key: Key) -> dict[str, Any]:
    """Return the counts and files of the run."""
    counts = run.counts
    names = {copy: keyed_digest(key, "name", file.name) for copy, file in run.inputs.items()}
    return {
        "records": _records(counts),
        **({"classes": dict(counts.classes)} if counts.classes else {}),
        "bytes": {"out": sum(file.size_bytes for file in run.files)},
        "entities": _nested(counts.replaced),
        "recognizers": _nested(counts.recognizers),
        "crowded": dict(counts.crowded),
        "reserved": dict(counts.reserved),
        "skipped": dict(run.skipped),
        "files": [_file(file, names[file.name]) for file in run.files],
        "unreadable": [
            {"name": file.name, "input": {"name_hmac_sha256": names[file.name]}, "reason": file.reason}
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
