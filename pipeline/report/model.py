"""Model of a report: the entries of a manifest, and the result of an audit, as a page shows them. Free of Beam."""

import json
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Annotated, Any, TypeVar

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
Model = TypeVar("Model", bound=BaseModel)


def _inner_path(name: str) -> str:
    """Return a path below the output folder; raises ValueError for one that leads out of it."""
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise ValueError("the path leads out of the output folder")
    return name


InnerPath = Annotated[str, AfterValidator(_inner_path)]


class _Told(BaseModel):
    """What a file tells: entries of other versions are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Records(_Told):
    """The numbers of records."""

    read: NonNegativeInt = Field(alias="in")
    out: NonNegativeInt
    blocked: NonNegativeInt


class InputDigest(_Told):
    """The keyed digest of the name of an input."""

    name_hmac_sha256: str


class OutputSize(_Told):
    """The size of a copy."""

    size_bytes: NonNegativeInt = Field(alias="bytes")


class FileTold(_Told):
    """A file of the run."""

    name: InnerPath
    format: str
    encoding: str = ""
    records: Records
    entities: Counted
    input: InputDigest
    output: OutputSize | None


class UnreadableTold(_Told):
    """An input that was left out."""

    name: InnerPath
    reason: str


class PolicyTold(_Told):
    """The policy of the run."""

    classification: str
    scope: str


class Partial(_Told):
    """The limit of a trial run."""

    records_per_file: NonNegativeInt


class HostTold(_Told):
    """The computer of the run."""

    name: str
    python: str
    platform: str


class RunTold(_Told):
    """The manifest of a run: the attributes are its entries."""

    started: AwareDatetime
    ended: AwareDatetime
    operator: str
    host: HostTold
    command: list[str]
    policy: PolicyTold
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
    files: list[FileTold]
    unreadable: list[UnreadableTold]

    @property
    def limit(self) -> int | None:
        """The number of records that a trial run read of each file; None for all."""
        return self.partial.records_per_file if self.partial else None


class AuditTable(_Told):
    """A table of an audit."""

    title: str
    columns: list[str]
    rows: list[list[str]]


class AuditTold(_Told):
    """The result of an audit, as `heteronym audit ... --json` prints it."""

    test: str
    passed: StrictBool | None
    verdict: str
    notes: list[str] = []
    tables: list[AuditTable] = []


def run_told(manifest: dict[str, Any], output: str) -> RunTold:
    """Return the entries of a manifest.

    Arguments:
        manifest: the result of `read_manifest`.
        output: the folder that it is in, for the message.

    Raises:
        RecordError: an entry is missing or has another type.
    """
    return _told(
        lambda: RunTold.model_validate(manifest),
        f"the manifest in {output} was changed: an entry is missing or has another type",
    )


def audit_told(raw: bytes) -> tuple[dict[str, Any], AuditTold] | None:
    """Return the entries of the result of an audit, and what they say; None if the bytes are none."""
    try:
        content = json.loads(raw)
        return content, AuditTold.model_validate(content)
    except (ValidationError, ValueError, RecursionError):
        return None


def _told(read: Callable[[], Model], problem: str) -> Model:
    """Return what a file tells; its own error would have values of the file."""
    try:
        return read()
    except (ValidationError, ValueError, RecursionError):
        raise RecordError(problem) from None
