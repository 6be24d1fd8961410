"""Beam transform: anonymizes a collection. Also the base class of steps that use sanitizers."""

import gc
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics
from apache_beam.pvalue import TaggedOutput
from apache_beam.typehints.row_type import RowTypeConstraint
from apache_beam.typehints.typehints import is_consistent_with

from pipeline.errors import RecordError, check_type
from pipeline.policy.dictionaries import MAX_SENT_WORDS, Words, add_words, words_of
from pipeline.records import ReadOptions
from pipeline.records.patterns import with_patterns
from pipeline.records.python_objects import names_and_values
from pipeline.rows.outcomes import check_names_stay, outcomes
from pipeline.rows.plan import checked_class_field, checked_fields
from pipeline.sanitized import Sanitized
from pipeline.sanitizer_source import Sanitizers, SanitizerSource

METRICS = "heteronym"
SANITIZED, BLOCKED, FINDINGS = "sanitized", "blocked", "findings"


class Sanitize(beam.PTransform):  # type: ignore[misc]
    """Anonymizes a collection of texts, JSON-like records, named tuples or rows of Beam.

    Outputs by tag: `sanitized` (elements of the same shape and types; a schema stays), `blocked` (the reason, without content)
    and `findings` (entity -> count, per element). Metrics count the replacements per entity.
    """

    def __init__(
        self, source: SanitizerSource, *, fields: Mapping[str, str] | None = None, class_field: str = ""
    ) -> None:
        """Create the transform.

        Arguments:
            source: the policy and the key source, from which workers load the sanitizers.
            fields: key, dotted path or pattern -> `text`, `keep`, `drop` or an entity. Names are not checked: no worker sees all
                elements.
            class_field: the key or dotted path that contains the classification of an element.

        Raises:
            TypeError: an argument has the wrong type.
            HeteronymError: a field is declared as something unknown.
        """
        super().__init__()
        check_type(source, SanitizerSource, "pass a SanitizerSource, from which workers load policy and key")
        self._source = replace(source, by_record=source.by_record or bool(class_field))
        self._options = ReadOptions(
            with_patterns(checked_fields(fields, source.policy)), checked_class_field(class_field)
        )

    def expand(self, elements: beam.PCollection) -> Any:
        """Batch the elements and anonymize each batch."""
        kind = elements.element_type
        schema = kind if isinstance(kind, RowTypeConstraint) else _schema_of(kind)
        fields = schema._fields if schema else ()
        required = frozenset(name for name, of in fields if not is_consistent_with(type(None), of))
        words = words_of(self._source.dictionaries, MAX_SENT_WORDS)
        outputs = (
            elements
            | "Batch" >> beam.BatchElements(min_batch_size=1, max_batch_size=256)
            | "Sanitize"
            >> beam.ParDo(_SanitizeBatch(self._source, self._options, words, required)).with_outputs(
                BLOCKED, FINDINGS, main=SANITIZED
            )
        )
        if schema:
            outputs[SANITIZED].element_type = kind
        return outputs


def _schema_of(kind: Any) -> RowTypeConstraint | None:
    """Return the schema of a type of elements; None without one, as of a `collections.namedtuple`, whose fields have no types."""
    typed = getattr(kind, "__annotations__", {})
    return (
        RowTypeConstraint.from_user_type(kind) if all(name in typed for name in getattr(kind, "_fields", ())) else None
    )


class SanitizerStep(beam.DoFn):  # type: ignore[misc]
    """A step that uses sanitizers. `setup` loads them once for all steps of a process."""

    def __init__(self, source: SanitizerSource, options: ReadOptions) -> None:
        self._source = source
        self._options = options

    def setup(self) -> None:
        self._sanitizers: Sanitizers = self._source.load()
        gc.freeze()  # exclude the model and the pools, which are never freed, from garbage collection


class _SanitizeBatch(SanitizerStep):
    def __init__(
        self, source: SanitizerSource, options: ReadOptions, words: Mapping[str, Words], required: Collection[str] = ()
    ) -> None:
        """Store the words of smaller dictionaries, whose files may be missing on the workers.

        Arguments:
            source, options: as in SanitizerStep.
            words: the words.
            required: the fields of a schema that have no null.
        """
        super().__init__(source, options)
        self._words = words
        self._required = required

    def setup(self) -> None:
        add_words(self._words)
        super().setup()
        self._faults_of_names: dict[tuple[str, ...], str] = {}

    def process(self, elements: list[Any]) -> Iterator[Any]:
        for element, outcome in zip(elements, outcomes(elements, self._sanitizers, self._options), strict=True):
            if not isinstance(outcome, str) and (fault := self._fault_of_row(element, outcome[0])):
                outcome = fault
            if isinstance(outcome, str):
                yield TaggedOutput(BLOCKED, {"reason": outcome})
                continue
            yield outcome[0]
            yield TaggedOutput(FINDINGS, _counted(outcome[1]))

    def _fault_of_row(self, element: Any, copy: Any) -> str:
        """Return the reason why the copy of a named tuple or row does not fit its type; empty if it fits."""
        row = names_and_values(element)
        if row is None:
            return ""
        names = tuple(row[0])
        if names not in self._faults_of_names:
            self._faults_of_names[names] = self._fault_of_names(names)
        copied = names_and_values(copy)
        values = zip(*row, copied[1] if copied else (), strict=True)
        if any(name in self._required and new is None and old is not None for name, old, new in values):
            return "a new value does not fit the type of its field, which has no null: make the type Optional"
        return self._faults_of_names[names]

    def _fault_of_names(self, names: tuple[str, ...]) -> str:
        try:
            check_names_stay(names, self._sanitizers)
        except RecordError as error:
            return str(error)
        return ""


def _counted(sanitized: Iterable[Sanitized]) -> dict[str, int]:
    """Return the number of replacements per entity, and add it to Beam's metrics."""
    counts = Counter(replacement.entity for one in sanitized for replacement in one.replacements)
    for entity, count in counts.items():
        Metrics.counter(METRICS, entity).inc(count)
    return dict(counts)
