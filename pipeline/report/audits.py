"""Results of audits as files: signed, and bound to the copy or the policy that was examined."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.errors import RecordError
from pipeline.replace.keyed.signing import Signer
from pipeline.report.model import AuditResult, parse_audit
from pipeline.report.signed import SIGNATURE, signature_fault, signed, signer_of
from pipeline.report.stored import Stored

Read = (
    tuple[dict[str, Any], AuditResult] | None
)  # the entries of a result, as read and as a model; None if the bytes are no result
MAX_BYTES = 64 << 20
MANIFEST, POLICY = "manifest_sha256", "policy_hmac_sha256"
NO_AUDIT = "is no result of an audit: write it with `heteronym audit ... --json`"
UNSIGNED = "is not signed: run the audit again, with the key of the run"
UNREGISTERED = "is not as a release names it"
OF_ANOTHER_COPY = "is the result for another copy: run the audit again on this one"
OF_ANOTHER_POLICY = "is the result for another policy or key: run the audit again with those of the run"


class Subject(StrEnum):
    """What an audit examined, as seen from a copy."""

    COPY = "this copy"
    POLICY = "its policy"
    UNSTATED = "not stated"


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of an audit whose signature and subject were checked.

    Arguments:
        result: its verdict and tables.
        sha256: the digest of its file.
        signer: the fingerprint of the key that signed it.
        subject: what it examined.
        manifest_sha256: the digest of the manifest of the copy that it examined; None for no copy.
    """

    result: AuditResult
    sha256: str
    signer: str
    subject: Subject
    manifest_sha256: str | None


def sealed(result: dict[str, Any], signer: Signer) -> dict[str, Any]:
    """Return the result of an audit with the public key of its signer and a signature."""
    return signed(json.loads(json.dumps(result)), signer, _form)


def read_audit(path: Path, manifests: Sequence[Stored], trusted: Collection[str]) -> Audit:
    """Read the result of an audit of a copy.

    Arguments:
        path: the file that `audit ... --json` wrote.
        manifests: the manifests of the copy.
        trusted: the fingerprints of the signers that are expected.

    Raises:
        RecordError: the file cannot be read, is no result of an audit, was changed, is not signed by one of the signers,
            or is the result for another copy or policy. The message has no content of the file.
    """
    raw = raw_audit(path)
    read = parse_audit(raw)
    problem = _problem_of(read, manifests, trusted)
    if problem or not read:
        raise RecordError(f"{path} {problem}")
    content, result = read
    copy = content.get(MANIFEST)
    subject = Subject.COPY if copy else Subject.POLICY if content.get(POLICY) else Subject.UNSTATED
    return Audit(result, hashlib.sha256(raw).hexdigest(), signer_of(content), subject, copy)


def raw_audit(path: Path) -> bytes:
    """Return the bytes of the result of an audit; raises RecordError if they cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except OSError as error:
        raise RecordError(f"cannot read {path}: {error.strerror}") from None


def problem_of(raw: bytes, manifests: Sequence[Stored], trusted: Collection[str]) -> str:
    """Return what is wrong with the result of an audit of a copy; empty for nothing.

    Arguments:
        raw: the bytes of its file.
        manifests, trusted: as in `read_audit`.
    """
    return _problem_of(parse_audit(raw), manifests, trusted)


def problem_in_ledger(raw: bytes, entries: Sequence[dict[str, Any]], trusted: Collection[str]) -> str:
    """Return what is wrong with the result of an audit that a ledger should name; empty for nothing.

    Arguments:
        raw: the bytes of its file.
        entries: the entries of the ledger.
        trusted: as in `read_audit`.
    """
    registered = [audit["sha256"] for entry in entries for audit in entry.get("audits", ())]
    problem = _problem_of_seal(parse_audit(raw), trusted)
    return problem or ("" if hashlib.sha256(raw).hexdigest() in registered else UNREGISTERED)


def _problem_of(read: Read, manifests: Sequence[Stored], trusted: Collection[str]) -> str:
    return _problem_of_seal(read, trusted) or (_other_subject(read[0], manifests) if read else "")


def _problem_of_seal(read: Read, trusted: Collection[str]) -> str:
    if not read:
        return NO_AUDIT
    content, _ = read
    return signature_fault(content, trusted, _form) if SIGNATURE in content else UNSIGNED


def _other_subject(content: dict[str, Any], manifests: Sequence[Stored]) -> str:
    """Return the words for a result that is not about the copy with these manifests; empty if it is, or does not say."""
    copy, policy = content.get(MANIFEST), content.get(POLICY)
    if copy:
        return "" if copy in [one.sha256 for one in manifests] else OF_ANOTHER_COPY
    policies = (one.content.get("policy") for one in manifests)
    known = [one.get("hmac_sha256") for one in policies if isinstance(one, dict)]
    return OF_ANOTHER_POLICY if policy and policy not in known else ""


def _form(content: Any) -> bytes:
    """Return what a signature covers: sorted names, no spaces, numbers as Python writes them.

    The canonical form of manifests has no numbers below 0.0001, but p-values are.
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")
