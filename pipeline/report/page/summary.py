"""Summary of a report: three sentences for a person who reads nothing else, and the facts under them."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pipeline.policy.model import Action
from pipeline.report.audits import Subject
from pipeline.report.model import AuditResult, RunManifest
from pipeline.report.page.charts import by_entity

FIRST_KINDS = 3
# The question that each audit answers, for a reader who does not know its name.
AUDITS = {
    "residue": "Is a value of the originals left in the copy?",
    "artefact": "Is a value of the originals left in a trained model?",
    "canaries": "What does a model remember that was trained on the copy?",
    "detector": "Does the language model of the detection give away names that it was trained with?",
    "lineage": "Was another model trained on this copy?",
    "impact": "What would the data be worth to a thief, before and after?",
    "utility": "What can still be learned from the copy?",
}
EXAMINED = {
    Subject.COPY: "this copy",
    Subject.POLICY: "the policy of this copy, with copies of its own",
    Subject.UNSTATED: "no copy",
}
UNITS = ("bytes", "kB", "MB", "GB", "TB")
STEP = 1000


def sentences(manifest: RunManifest, audits: Sequence[AuditResult]) -> tuple[str, str, str]:
    """Return what was done, what was found, and what may be left.

    Arguments:
        manifest: the manifest of the run.
        audits: the results of its audits.
    """
    return _done(manifest), _found(manifest), _left(manifest, audits)


def replaced(manifest: RunManifest) -> int:
    """Return the number of findings that were not kept."""
    return sum(
        count for actions in manifest.entities.values() for action, count in actions.items() if action != Action.KEEP
    )


def findings(manifest: RunManifest) -> int:
    """Return the number of all findings."""
    return sum(sum(actions.values()) for actions in manifest.entities.values())


def notes(manifest: RunManifest) -> list[str]:
    """Return what a reader must know about an unusual run."""
    reserved, crowded = sum(manifest.reserved.values()), sum(manifest.crowded.values())
    said = [
        f"Trial run: only the first {manifest.partial.records_per_file:,} records of each file were read."
        if manifest.partial
        else "",
        "The originals were stored in a vault: with access to it, the pseudonyms can be turned back." * manifest.vault,
        f"{number(reserved, 'value')} lay in ranges that nobody owns, as test numbers and the pseudonyms of an earlier run do."
        if reserved
        else "",
        f"{number(crowded, 'record')} held more different values than the policy expects of one record."
        if crowded
        else "",
    ]
    return [one for one in said if one]


def number(count: int, noun: str) -> str:
    """Return a number with its noun: "1 file", "2,000 files"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def size(size_bytes: int) -> str:
    """Return a size in words: "4.4 kB"."""
    amount, unit = float(size_bytes), 0
    while amount >= STEP and unit < len(UNITS) - 1:
        amount, unit = amount / STEP, unit + 1
    return f"{amount:.1f} {UNITS[unit]}" if unit else f"{size_bytes} bytes"


def day(time: datetime) -> str:
    """Return the day of a time: "4 March 2026"."""
    return f"{time.day} {time:%B %Y}"


def moment(time: datetime) -> str:
    """Return a time to the minute: "2026-03-04 09:30 UTC"."""
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _done(manifest: RunManifest) -> str:
    out, blocked = manifest.records.out, manifest.records.blocked
    said = (
        f"On {day(manifest.started)}, {number(out, 'record')} of {number(len(manifest.files), 'file')} were copied under the "
        f"policy “{manifest.policy.classification}”, with sensitive values replaced or removed"
    )
    left = [number(blocked, "record")] * bool(blocked) + [number(len(manifest.unreadable), "file")] * bool(
        manifest.unreadable
    )
    return f"{said}; {' and '.join(left)} could not be treated safely and were left out." if left else f"{said}."


def _found(manifest: RunManifest) -> str:
    every, changed = findings(manifest), replaced(manifest)
    if not every:
        return "No sensitive value was found."
    kinds = [f"{_within_a_sentence(bar.name)} ({bar.count:,})" for bar in by_entity(manifest)]
    kept = f", and {every - changed:,} kept as the policy says" if every > changed else ""
    named = " and ".join(filter(None, [", ".join(kinds[: FIRST_KINDS - 1]), *kinds[FIRST_KINDS - 1 : FIRST_KINDS]]))
    return f"{number(every, 'sensitive value')} {'was' if every == 1 else 'were'} found: {changed:,} replaced or removed{kept}; the most frequent: {named}."


def _within_a_sentence(label: str) -> str:
    """Return a label with a small first letter, unless it is an abbreviation: "customer ID", "US SSN"."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _left(manifest: RunManifest, audits: Sequence[AuditResult]) -> str:
    tested = [audit for audit in audits if audit.passed is not None]
    if not tested:
        return "How much may be left was not tested: detection misses some values, and no audit of this copy was added to this report."
    failed = [audit for audit in tested if not audit.passed]
    if failed:
        counted = "The audit" if len(tested) == 1 else f"{len(failed)} of {len(tested)} audits"
        return f"The copy may not be safe to hand over. {counted} failed: {failed[0].verdict}."
    first = next((audit for audit in tested if audit.test == "residue"), tested[0])
    counted = "The audit" if len(tested) == 1 else f"All {len(tested)} audits"
    return f"{counted} passed: {first.verdict}. Values that detection never found can still be in the copy."
