"""Names of fields in reports: columns, keys and options, in which sensitive values are replaced as in a copy."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.records.key_names import distinct, key_text, written_like
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from pipeline.run.output_names import DIGEST_CHARACTERS
from pipeline.sanitize_record import RunKnowledge
from pipeline.sanitizer import Sanitizer


def reported_names(
    names: Iterable[str], sanitizer: Sanitizer, key: Key, run: RunKnowledge | None = None
) -> dict[str, str]:
    """Return each name as a report shows it. Different names remain different.

    Arguments:
        names: columns, keys, dotted paths of keys, or patterns of them.
        sanitizer: the sanitizer for the names.
        key: generates a name for one that is blocked.
        run: the results of the first pass; None if there is none.
    """
    ordered = sorted(set(names))
    pairs = [(name, _path(name, sanitizer, key, run)) for name in ordered]
    return dict(zip(ordered, distinct(pairs), strict=True))


def _path(name: str, sanitizer: Sanitizer, key: Key, run: RunKnowledge | None) -> str:
    """Return a name, or the steps of a path, with replaced values."""
    new = _name(name, sanitizer, key, run)
    if new != name or "." not in name:
        return new
    return ".".join(_name(step, sanitizer, key, run) for step in name.split("."))


def _name(name: str, sanitizer: Sanitizer, key: Key, run: RunKnowledge | None) -> str:
    text = key_text(name)
    if text is None:
        return name
    text = replace(text, is_name=False)  # replaced also under a policy that keeps names in the copy
    known = run.values if run and sanitizer.policy.detection.propagate else None
    findings = sanitizer.detect([[text]])[0]
    one = sanitizer.replace([text], findings, known, run.ledger if run else None)[0]
    if one.blocked:
        return f"field-{keyed_digest(key, 'name', name)[:DIGEST_CHARACTERS]}"
    return written_like(name, one.text) if one.replacements else name
