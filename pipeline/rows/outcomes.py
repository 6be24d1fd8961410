"""Outcomes of rows: the copy of each row, or the reason why it is blocked."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.errors import RecordError
from pipeline.records.headers import names_record
from pipeline.records.model import BrokenRecord, ReadOptions
from pipeline.records.python_objects import ObjectRecord, object_record
from pipeline.sanitize_record import Outcome, batches, detect_records, replace_record
from pipeline.sanitizer_source import Sanitizers
from pipeline.text.document import Findings


def outcomes(rows: Iterable[Any], sanitizers: Sanitizers, options: ReadOptions) -> Iterator[Outcome]:
    """Yield the outcome of each row, in order. Rows are taken in batches, as they are needed.

    Arguments:
        rows: dicts, named tuples, Cells, or any values that they may contain.
        sanitizers: the sanitizers of the policy.
        options: the user's declarations about fields.
    """
    for batch in batches(object_record(row, number, options) for number, row in enumerate(rows)):
        findings = iter(detect_records([one for one in batch if isinstance(one, ObjectRecord)], sanitizers))
        for record in batch:
            if isinstance(record, BrokenRecord):
                yield record.reason
            else:
                yield _outcome(record, next(findings), sanitizers)


def _outcome(record: ObjectRecord, findings: Findings | None, sanitizers: Sanitizers) -> Outcome:
    outcome = replace_record(record, findings, sanitizers)
    if isinstance(outcome, str):
        return outcome
    json_copy, sanitized = outcome
    try:
        return record.rebuilt(json_copy), sanitized
    except Exception as error:  # its message may contain content, its type does not
        return f"the record could not be rebuilt ({type(error).__name__})"


def new_names(names: Sequence[str], sanitizers: Sanitizers) -> list[str]:
    """Return the names of columns, with surrogates in place of names that are values.

    Raises:
        RecordError: the names cannot be sanitized.
    """
    record = names_record(names)
    outcome = replace_record(record, detect_records([record], sanitizers)[0], sanitizers)
    if isinstance(outcome, str):
        raise RecordError(f"the column names cannot be sanitized: {outcome}")
    found: list[str] = outcome[0]
    return found


def check_names_stay(names: Sequence[str], sanitizers: Sanitizers, of: str = "column") -> None:
    """Check names that cannot be changed, such as those of a schema.

    Arguments:
        names: the names.
        sanitizers: the sanitizers of the policy.
        of: what the names are of, for the message.

    Raises:
        RecordError: a name contains a value.
    """
    if names and new_names(names, sanitizers) != list(names):
        raise RecordError(f"the name of a {of} contains a sensitive value: rename the {of.split()[0]}")
