"""Messages between the steps of a run."""

import json

import pytest

from pipeline import errors
from pipeline.errors import HeteronymError, OutputError, SecretKeyError
from pipeline.records import FilePlan, Shard
from pipeline.run.model import (
    Counts,
    Fault,
    FileResult,
    Identity,
    InputFile,
    PlannedFile,
    ShardResult,
    ShardTask,
    Unreadable,
    from_json,
    to_json,
)

SHARD = Shard("in/a.csv", "csv", "", 1, 10, 20, 2, ";")
FILE = InputFile("in/\udce9.csv", "\udce9.csv", 20, Identity(0, 7), 3, "out.csv")  # a name that is not UTF-8
TASK = ShardTask(SHARD, 3, "out.csv", Identity(0, 7), "f", "p", "b")
COUNTS = Counts(3, 1, (("PERSON", "keep", 2),), (("PERSON", "model", 2),), (("US_SSN", 1),), (("EMAIL_ADDRESS", 4),))
MESSAGES = [
    FILE,
    InputFile("s3://bucket/a", "a", 0),
    PlannedFile(FILE, FilePlan("in/a.csv", "csv", "gz", "00ff", b"\xef\xbb\xbfname\r\n", b"\0\xff", (SHARD, SHARD))),
    TASK,
    ShardResult(TASK, COUNTS),
    FileResult(3, "out.csv", "csv", "00ff", COUNTS, "copy", "ff00", 12, ("b",)),
    Unreadable(1, "a", "binary"),
    Fault("PolicyError", "no such policy"),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_is_the_same_after_json(message: object) -> None:
    assert from_json(type(message), to_json(message)) == message


@pytest.mark.parametrize(
    "change", [{"size_bytes": "20"}, {"identity": [0, 7]}, {"path": None}, {"identity": {"device": 0}}]
)
def test_invalid_message_is_rejected(change: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        from_json(InputFile, json.dumps({**json.loads(to_json(FILE)), **change}))


def test_counts_add_up_by_their_names() -> None:
    other = Counts(1, 0, (("PERSON", "keep", 1), ("PERSON", "redact", 5)))

    total = Counts.total([COUNTS, other])

    assert (total.records_in, total.records_blocked) == (4, 1)
    assert total.replaced == (("PERSON", "keep", 3), ("PERSON", "redact", 5))
    assert total.reserved == COUNTS.reserved
    assert Counts.total([]) == Counts()


@pytest.mark.parametrize("kind", ["PolicyError", "SecretKeyError", "RecordError", "OutputError", "VaultError"])
def test_fault_preserves_the_class_of_an_error(kind: str) -> None:
    error = Fault.of(getattr(errors, kind)("what to do"), "a.csv").error()

    assert type(error).__name__ == kind
    assert str(error) == "a.csv: what to do"


def test_fault_of_an_os_error_contains_the_reason_without_the_path() -> None:
    error = Fault.of(OSError(5, "Input/output error", "/secret/path"), "a.csv").error()

    assert type(error) is OutputError
    assert str(error) == "cannot read a.csv or write its copy: Input/output error"


def test_fault_of_a_full_disk_names_no_file() -> None:
    error = Fault.of(OSError(28, "No space left on device", "/secret/path"), "a.csv").error()

    assert type(error) is OutputError
    assert str(error) == "No space left on device: free some space, then run again"


def test_unknown_class_of_fault_becomes_the_base_error() -> None:
    assert type(Fault("SystemExit", "x").error()) is HeteronymError
    assert SecretKeyError.__name__ in errors.__doc__  # type: ignore[operator]
