"""Beam transform: anonymizes a collection. Also the base class of steps that use sanitizers."""

import gc
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import apache_beam as beam
from apache_beam.metrics import Metrics
from apache_beam.pvalue import TaggedOutput

from pipeline import records
from pipeline.policy.dictionaries import MAX_SENT_WORDS, Words, add_words, words_of
from pipeline.records import BrokenRecord, ReadOptions, Record
from pipeline.sanitize_record import detect_records, replace_record
from pipeline.sanitized import Sanitized
from pipeline.sanitizer_source import Sanitizers, SanitizerSource

METRICS = "heteronym"
SANITIZED, BLOCKED, FINDINGS = "sanitized", "blocked", "findings"
Element = str | dict[str, Any]


class Sanitize(beam.PTransform):  # type: ignore[misc]
    """Anonymizes a collection of texts or JSON-like records.

    Outputs by tag: `sanitized` (elements of the same shape), `blocked` (the reason, without content) and `findings`
    (entity -> count, per element). Metrics count the replacements per entity.
    """

    def __init__(self, source: SanitizerSource, options: ReadOptions | None = None) -> None:
        """Create the transform.

        Arguments:
            source: the policy and the key source, from which workers load the sanitizers.
            options: the declared fields of the records.
        """
        super().__init__()
        self._source = source
        self._options = options or ReadOptions()

    def expand(self, elements: beam.PCollection) -> Any:
        """Batch the elements and anonymize each batch."""
        return (
            elements
            | "Batch" >> beam.BatchElements(min_batch_size=1, max_batch_size=256)
            | "Sanitize"
            >> beam.ParDo(
                _SanitizeBatch(self._source, self._options, words_of(self._source.dictionaries, MAX_SENT_WORDS))
            ).with_outputs(BLOCKED, FINDINGS, main=SANITIZED)
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
    def __init__(self, source: SanitizerSource, options: ReadOptions, words: Mapping[str, Words]) -> None:
        """Store the words of smaller dictionaries, whose files may be missing on the workers."""
        super().__init__(source, options)
        self._words = words

    def setup(self) -> None:
        add_words(self._words)
        super().setup()

    def process(self, elements: list[Element]) -> Iterator[Any]:
        parsed = [_record(element, self._options) for element in elements]
        readable = [record for record in parsed if not isinstance(record, BrokenRecord)]
        findings = iter(detect_records(readable, self._sanitizers))
        for record in parsed:
            if isinstance(record, BrokenRecord):
                yield TaggedOutput(BLOCKED, {"reason": record.reason})
                continue
            outcome = replace_record(record, next(findings), self._sanitizers)
            if isinstance(outcome, str):
                yield TaggedOutput(BLOCKED, {"reason": outcome})
                continue
            rendered, sanitized = outcome
            yield json.loads(rendered)
            yield TaggedOutput(FINDINGS, _counted(sanitized))


def _record(element: Element, options: ReadOptions) -> Record | BrokenRecord:
    """Parse an element as a JSON record. A text is a JSON string."""
    raw = json.dumps(element, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return records.json_record(raw, 0, options)


def _counted(sanitized: Iterable[Sanitized]) -> dict[str, int]:
    """Return the number of replacements per entity, and add it to Beam's metrics."""
    counts = Counter(replacement.entity for one in sanitized for replacement in one.replacements)
    for entity, count in counts.items():
        Metrics.counter(METRICS, entity).inc(count)
    return dict(counts)
