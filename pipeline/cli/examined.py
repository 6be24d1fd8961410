"""What an audit examined: a copy, by its manifest, or the policy alone; and the seal of its result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.cli.options import key_source
from pipeline.cli.screen import say
from pipeline.errors import HeteronymError, SecretKeyError

if TYPE_CHECKING:
    from pipeline.audit.result import Result
    from pipeline.sanitizer_source import SanitizerSource

Seal = Callable[[dict[str, Any]], dict[str, Any]]
OF_A_CHANGED_COPY = "none: the copy was changed after its run"


@dataclass(frozen=True, slots=True)
class Examined:
    """The manifest of the copy that an audit examines, which is read once.

    Arguments:
        place: the copy, as the user named it; empty for none.
        sha256: the digest of its manifest; empty if it has none.
        manifest: its entries; empty if it has none of this version.
        changes: how many files differ from the manifests.
    """

    place: str = ""
    sha256: str = ""
    manifest: dict[str, Any] = field(default_factory=dict)
    changes: int = 0

    def policy(self) -> str:
        """Return the policy that the manifest names; raises HeteronymError if there is none, or no such copy."""
        from pipeline.run.input_files import find_files

        if self.manifest:
            return str(self.manifest["policy"]["classification"])
        find_files([self.place], "")
        raise HeteronymError(f"{self.place} has no report of a run: name the policy with --class")

    def warn_of_another_key(self, source: "SanitizerSource") -> None:
        """Warn if the copy was made with another key than that of the audit."""
        if self.manifest and self.manifest.get("key_id") != source.key.load().id:
            say(
                f"the copy was made with the key {self.manifest.get('key_id')}: with another one, a pseudonym that is also a value of the originals counts as left",
                "yellow",
            )

    def compared(self, source: "SanitizerSource") -> "Examined":
        """Return the same with the differences between the files of the copy and its manifests.

        A copy that was made with another key is compared with what its manifest names as the signer.

        Arguments:
            source: the key of the audit.

        Raises:
            HeteronymError: a manifest was changed after it was signed: what it says of policy and files cannot be trusted.
        """
        if not self.manifest:
            return self

        from pipeline.replace.keyed.signing import Signer
        from pipeline.report.signed import signer_of
        from pipeline.report.verify import MANIFEST_PART, Expected, verify

        key = source.key.load()
        is_own = self.manifest.get("key_id") == key.id
        signers = {Signer(key).fingerprint if is_own else signer_of(self.manifest)}
        wrong = [check for check in verify(self.place, Expected(signers)) if check.problem]
        for check in wrong if is_own else ():
            if check.part == MANIFEST_PART:
                raise HeteronymError(f"{self.place}: {check.name} {check.problem}: make the copy again")
        return replace(self, changes=len(wrong))

    def noted(self, result: "Result") -> "Result":
        """Return a result with a note if the copy was changed after its run."""
        if not self.changes:
            return result
        note = f"the copy is not as its run left it: `heteronym report verify` names the files that differ ({self.changes:,})"
        return replace(result, notes=(*result.notes, note))

    def seal(self, source: "SanitizerSource") -> Seal:
        """Return the function that binds a result to the copy, or without one to the policy, and signs it.

        Arguments:
            source: the policy and the key of the audit.
        """
        from pipeline.replace.keyed.sealing import keyed_digest
        from pipeline.replace.keyed.signing import Signer
        from pipeline.report.audits import MANIFEST, POLICY, sealed

        key = source.key.load()
        copy = OF_A_CHANGED_COPY if self.changes else self.sha256
        bound = {MANIFEST: copy} if copy else {POLICY: keyed_digest(key, "policy", source.policy.digest)}
        return lambda result: sealed({**result, **bound}, Signer(key))


def examined(copies: Sequence[str]) -> Examined:
    """Read the manifest of a copy, if it has one.

    Arguments:
        copies: the copy, as files and folders; the first one is the output folder of the run. Empty for no copy.

    Raises:
        RecordError: the manifest cannot be read.
    """
    if not copies:
        return Examined()

    from pipeline.report.stored import MANIFEST_VERSION, manifests_of

    newest = next(iter(manifests_of(copies[0])), None)
    if not newest:
        return Examined(copies[0])
    content = newest.content
    is_known = content.get("manifest_version") == MANIFEST_VERSION
    return Examined(copies[0], newest.sha256, content if is_known else {})


def signature_of(key_file: str) -> Seal:
    """Return the function that signs a result about no copy; without any key, it stays unsigned.

    Arguments:
        key_file: the value of `--key-file`; empty for the user's own key.

    Raises:
        SecretKeyError: the key file cannot be read.
    """
    from pipeline.replace.keyed.signing import Signer
    from pipeline.report.audits import sealed

    try:
        signer = Signer(key_source(key_file, create=False).load())
    except SecretKeyError:
        if key_file:
            raise
        return dict
    return lambda result: sealed(result, signer)
