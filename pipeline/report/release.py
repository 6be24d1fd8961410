"""Entries of a ledger: which data left, under which world, to whom, for which model, until when, and what audits said."""

import hmac
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import RecordError
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from pipeline.replace.keyed.signing import Signer
from pipeline.report.audits import NO_AUDIT, read_audit
from pipeline.report.signed import signer_of
from pipeline.report.stored import Stored, manifests_in
from pipeline.report.verify import key_of, owned_entries

MAX_TEXT = 300  # characters
RELEASE, WITHDRAWAL = "release", "withdrawal"
TEST = re.compile(r"[a-z][a-z_-]{0,30}")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a user says about a release.

    Arguments:
        to: who gets the copy.
        model: the model that is trained with it.
        until: the last day on which it may be used.
        purpose: what for; empty for nothing said.
        dataset: the name of the data set, as given to the run; empty to name it by its digest only.
    """

    to: str
    model: str
    until: date
    purpose: str = ""
    dataset: str = ""


def release(
    output: str, terms: Terms, audits: Sequence[Path], ring: Sequence[Key], operator: str, now: datetime
) -> dict[str, Any]:
    """Return the entry of a release. The copy must have been verified.

    Arguments:
        output: the output folder of the runs that made the copy.
        terms: what the user says.
        audits: files with the JSON of audits of the copy.
        ring: the keys of the user, to compare names with the digests in manifests.
        operator, now: who adds the entry, and when.

    Raises:
        RecordError: as in `pipeline.report.audits.read_audit`; or the copy was made for another recipient
            or from another data set.
    """
    stored = manifests_in(output)
    owned = [
        (one, entries)
        for one, entries in zip(stored, owned_entries([one.content for one in stored]), strict=True)
        if entries
    ]
    trusted = {Signer(key).fingerprint for key in ring} | {signer_of(one.content) for one, _ in owned}
    manifests = [one for one, _ in owned]
    return {
        "kind": RELEASE,
        "time": now.isoformat(timespec="seconds"),
        "operator": operator,
        "to": terms.to,
        "model": terms.model,
        "until": terms.until.isoformat(),
        "purpose": terms.purpose,
        "data": [_data(one, entries, terms, ring) for one, entries in owned],
        "audits": [_audit(path, manifests, trusted) for path in audits],
    }


def withdrawal(number: int, reason: str, operator: str, now: datetime) -> dict[str, Any]:
    """Return the entry that ends the release with a number.

    Arguments:
        number: the number of the entry of the release.
        reason: why.
        operator, now: who adds the entry, and when.
    """
    return {
        "kind": WITHDRAWAL,
        "time": now.isoformat(timespec="seconds"),
        "operator": operator,
        "release": number,
        "reason": reason,
    }


@dataclass(frozen=True, slots=True)
class Release:
    """A release of a ledger, with what became of it.

    Arguments:
        entry: its entry.
        withdrawn: the day of its withdrawal; empty if it was not withdrawn.
    """

    entry: dict[str, Any]
    withdrawn: str = ""

    def state(self, today: date) -> str:
        """Return `in use`, `past its date` or `withdrawn`."""
        if self.withdrawn:
            return "withdrawn"
        return "in use" if today <= self.until else "past its date"

    @property
    def until(self) -> date:
        """The last day on which it may be used."""
        return date.fromisoformat(self.entry["until"])


def releases(entries: Sequence[dict[str, Any]]) -> Iterator[Release]:
    """Yield the releases of a ledger.

    Raises:
        RecordError: an entry lacks something.
    """
    try:
        ended = {one["release"]: one["time"][:10] for one in entries if one["kind"] == WITHDRAWAL}
        for entry in entries:
            if entry["kind"] == RELEASE:
                found = Release(entry, ended.get(entry["number"], ""))
                found.until  # noqa: B018  (raises for what is no date)
                yield found
    except (KeyError, TypeError, ValueError):
        raise RecordError("an entry of the ledger lacks something: verify the ledger") from None


def _data(stored: Stored, entries: Sequence[dict[str, Any]], terms: Terms, ring: Sequence[Key]) -> dict[str, Any]:
    """Return what of a copy one run made."""
    manifest = stored.content
    policy, records = manifest["policy"], [entry["records"] for entry in entries if "records" in entry]
    copies = [entry["output"] for entry in entries if entry.get("output")]
    return {
        "manifest_sha256": stored.sha256,
        "made": manifest["ended"],
        "policy": {"classification": policy["classification"], "hmac_sha256": policy["hmac_sha256"]},
        "files": len(copies),
        "bytes": sum(copy["bytes"] for copy in copies),
        "records": {name: sum(one[name] for one in records) for name in ("in", "out", "blocked")},
        "world": {
            "key_id": manifest["key_id"],
            "scope": policy["scope"],
            "dataset": _name(manifest, "dataset", terms.dataset, ring, is_checked=bool(terms.dataset)),
            "recipient": _name(manifest, "recipient", terms.to, ring, is_checked=policy["scope"] == "recipient"),
        },
    }


def _name(manifest: dict[str, Any], kind: str, name: str, ring: Sequence[Key], *, is_checked: bool) -> Any:
    """Return a name if it is that of the run, else its digest as the manifest has it; None if the run had no name."""
    found = manifest[kind]
    if not is_checked:
        return found
    digest = keyed_digest(key_of(manifest, ring), kind, name)
    if not found or not hmac.compare_digest(digest, found["hmac_sha256"]):
        option = {"dataset": "--dataset", "recipient": "--to"}[kind]
        raise RecordError(f"{option} is not the {kind} of the run: give the name that the run had as --{kind}")
    return name


def _audit(path: Path, manifests: Sequence[Stored], trusted: Collection[str]) -> dict[str, Any]:
    """Return what an audit said, without its figures."""
    audit = read_audit(path, manifests, trusted)
    result = audit.result
    if not TEST.fullmatch(result.test) or text_fault(result.verdict):
        raise RecordError(f"{path} {NO_AUDIT}")
    return {
        "test": result.test,
        "passed": result.passed,
        "verdict": result.verdict,
        "of": audit.subject,
        "manifest_sha256": audit.manifest_sha256,
        "sha256": audit.sha256,
        "signer": audit.signer,
    }


def text_fault(text: str) -> str:
    """Return what is wrong with a text of an entry; empty for nothing."""
    if not text.strip():
        return "is empty"
    return "" if text.isprintable() and len(text) <= MAX_TEXT else f"is not one line of at most {MAX_TEXT} characters"
