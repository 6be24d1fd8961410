"""Records: sanitizes an iterable of dicts lazily."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.records.json_records import classification_of
from pipeline.records.seen_names import noting
from pipeline.rows.plan import OnBlocked, RowPlan, check_class, check_declared, row_plan
from pipeline.sanitizer import Sanitizer

Record = Mapping[str, Any]


def sanitize_records(
    records: Iterable[Record],
    sanitizer: Sanitizer,
    *,
    fields: Mapping[str, str] | None = None,
    class_field: str = "",
    on_blocked: OnBlocked | None = None,
) -> Iterator[dict[str, Any]]:
    """Anonymize records lazily and in order; each is a document of its own.

    A record is treated as a line of a JSONL file: nested values, JSON within strings, chats and keys. Other types than those
    of JSON are kept too: dates are declared as DATE_TIME, and a new value has the type of the original, or is None where it
    does not fit. Bytes are unscannable.

    Arguments:
        records: the dicts. About 256 are read at a time.
        sanitizer: the policy and the key.
        fields: key, dotted path or pattern -> `text`, `keep`, `drop` or an entity, as `--field` of the command.
        class_field: the key or dotted path that contains the classification of a record.
        on_blocked: is called with the index and the reason of each blocked record, which is then left out. By default the first
            blocked record raises.

    Returns:
        The copies. What is not changed are the same objects.

    Raises:
        TypeError: an argument, or a record, has the wrong type.
        HeteronymError: a field is declared as something unknown.
        BlockedError: a record is blocked, and there is no `on_blocked`.
        RecordError: a declared field occurs in no record. If more than one batch was read, earlier records were returned already.
    """
    if isinstance(records, Mapping):
        raise TypeError("records are a list of dicts: pass [record]")
    if isinstance(records, str | bytes) or not isinstance(records, Iterable) or hasattr(records, "columns"):
        advice = (
            "for a frame call sanitize_frame" if hasattr(records, "columns") else "for texts call Sanitizer.sanitize"
        )
        raise TypeError(f"records are a list of dicts, not {type(records).__name__}: {advice}")
    return _sanitized(_Source(records, class_field), row_plan(sanitizer, fields, class_field, on_blocked))


class _Source:
    """Passes records on. If reading them fails, those read before are still sanitized: the failure is kept for later."""

    def __init__(self, records: Iterable[Record], class_field: str) -> None:
        self._records = records
        self._class_field = class_field
        self.has_class = self.is_done = False
        self.first: Record = {}
        self.failure: Exception | None = None

    def __iter__(self) -> Iterator[Record]:
        try:
            for index, record in enumerate(self._records):
                if not isinstance(record, Mapping):
                    raise TypeError(f"record {index} is not a dict but {type(record).__name__}")
                self.first = self.first or record
                if self._class_field and classification_of(record, self._class_field) is not None:
                    self.has_class = True
                yield record
        except Exception as failure:
            self.failure = failure
        self.is_done = True


def _sanitized(source: _Source, plan: RowPlan) -> Iterator[dict[str, Any]]:
    options, seen = noting(plan.options)
    is_checked = False
    for _, copy in plan.kept(source, options):
        if source.is_done and not is_checked:
            is_checked = True
            _check(source, plan, seen)
        yield copy
    if not is_checked:
        _check(source, plan, seen)
    if source.failure:
        raise source.failure


def _check(source: _Source, plan: RowPlan, seen: set[str]) -> None:
    """Check the names, if all records were read."""
    if source.failure is None and source.first:
        known = [name for name in source.first if isinstance(name, str)]
        check_declared(plan, seen, known)
        check_class(plan, known, is_found=source.has_class)
