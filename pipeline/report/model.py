"""Model of a report: the entries of a manifest, and the result of an audit, as a page shows them. Free of Beam."""

import json
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeInt,
    StrictBool,
    ValidationError,
)

from pipeline.errors import RecordError

Counts = dict[str, NonNegativeInt]
Counted = dict[str, Counts]  # entity -> action or recognizer -> count


def _inner_path(name: str) -> str:
    """Return a path below the output folder; raises ValueError for one that leads out of it."""
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise ValueError("the path leads out of the output folder")
    return name


InnerPath = Annotated[str, AfterValidator(_inner_path)]


class _Entry(BaseModel):
    """An entry of a manifest or of the result of an audit. Fields of other versions are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Records(_Entry):
    """The numbers of records."""

    read: NonNegativeInt = Field(alias="in")
    out: NonNegativeInt
    blocked: NonNegativeInt


class InputDigest(_Entry):
    """The keyed digest of the name of an input."""

    name_hmac_sha256: str


class OutputSize(_Entry):
    """The size of a copy."""

    size_bytes: NonNegativeInt = Field(alias="bytes")


class FileEntry(_Entry):
    """A file of the run."""

    name: InnerPath
    format: str
    encoding: str = ""
    records: Records
    entities: Counted
    input: InputDigest
    output: OutputSize | None


class UnreadableEntry(_Entry):
    """An input that was left out."""

    name: InnerPath
    reason: str


class PolicyEntry(_Entry):
    """The policy of the run."""

    classification: str
    scope: str


class Partial(_Entry):
    """The limit of a trial run."""

    records_per_file: NonNegativeInt


class HostEntry(_Entry):
    """The computer of the run."""

    name: str
    python: str
    platform: str


class RunManifest(_Entry):
    """The manifest of a run: the attributes are its entries."""

    started: AwareDatetime
    ended: AwareDatetime
    operator: str
    host: HostEntry
    command: list[str]
    policy: PolicyEntry
    key_id: str
    public_key: str = ""
    vault: bool
    partial: Partial | None = None
    model: str | None
    pools_version: int
    packages: dict[str, str]
    fields: dict[str, str]
    class_field: str | None
    records: Records
    classes: Counts = {}
    entities: Counted
    recognizers: Counted
    crowded: Counts
    reserved: Counts
    files: list[FileEntry]
    unreadable: list[UnreadableEntry]

    @property
    def limit(self) -> int | None:
        """The number of records that a trial run read of each file; None for all."""
        return self.partial.records_per_file if self.partial else None


class AuditTable(_Entry):
    """A table of an audit."""

    title: str
    columns: list[str]
    rows: list[list[str]]


class AuditResult(_Entry):
    """The result of an audit, as `heteronym audit ... --json` prints it."""

    test: str
    passed: StrictBool | None
    verdict: str
    notes: list[str] = []
    tables: list[AuditTable] = []


def parse_manifest(manifest: dict[str, Any], output: str) -> RunManifest:
    """Return the entries of a manifest.

    Arguments:
        manifest: the result of `read_manifest`.
        output: the folder that it is in, for the message.

    Raises:
        RecordError: an entry is missing or has another type.
    """
    try:
        return RunManifest.model_validate(manifest)
    except (ValidationError, ValueError, RecursionError):  # its text would have values of the manifest
        raise RecordError(f"the manifest in {output} was changed: an entry is missing or has another type") from None


def parse_audit(raw: bytes) -> tuple[dict[str, Any], AuditResult] | None:
    """Return the entries of the result of an audit, as read and as a model; None if the bytes are no such result."""
    try:
        content = json.loads(raw)
        return content, AuditResult.model_validate(content)
    except (ValidationError, ValueError, RecursionError):
        return None
