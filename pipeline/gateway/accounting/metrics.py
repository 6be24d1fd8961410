"""Metrics of the gateway for Prometheus."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import get_args

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from pipeline.gateway.accounting.audit_log import AuditEntry, Outcome
from recognizers.entities import KNOWN

OTHER = "other"
OUTCOMES = frozenset(get_args(Outcome))
DETECTION_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
# Short answers take seconds, long ones minutes.
ANSWER_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 60, 120, 300, 600)


class Metrics:
    """Counts of one process, in a registry of its own.

    Labels are names that are given here, and `other`: never values that a client sent, nor names of clients.
    """

    def __init__(
        self, *, protocols: Collection[str], policies: Collection[str], entities: Collection[str] = KNOWN
    ) -> None:
        """Start at zero.

        Arguments:
            protocols: names of the protocols.
            policies: names of the policies.
            entities: names of the entities, including those that a policy declares.
        """
        self._protocols, self._policies, self._entities = map(frozenset, (protocols, policies, entities))
        self._registry = CollectorRegistry()
        self._requests = self._counter("requests", "Requests.", "protocol", "policy", "outcome")
        self._found = self._counter("entities", "Entities found in requests.", "entity", "policy")
        self._restored = self._counter("restored", "Surrogates restored in answers.", "policy")
        self._bytes = self._counter("bytes", "Bytes of requests and answers.", "direction")
        self._tokens = self._counter("tokens", "Tokens of requests and answers.", "direction", "policy")
        self._detection = self._seconds("detection", "Finding and replacing, by request.", DETECTION_BUCKETS)
        self._upstream = self._seconds("upstream", "Waiting for the model, by request.", ANSWER_BUCKETS)
        self._total = self._seconds("total", "From the request to the end of the answer.", ANSWER_BUCKETS)
        self._streams = Gauge("heteronym_streams_open", "Answers that are being streamed.", registry=self._registry)

    def observe(self, entry: AuditEntry) -> None:
        """Count a finished request."""
        policy = _bounded(entry.policy, self._policies)
        protocol = _bounded(entry.protocol, self._protocols)
        self._requests.labels(protocol, policy, _bounded(entry.outcome, OUTCOMES)).inc()
        for entity, count in entry.counts.items():
            self._found.labels(_bounded(entity, self._entities), policy).inc(count)
        self._restored.labels(policy).inc(entry.restored)
        for direction, length, tokens in (
            ("in", entry.bytes_in, entry.tokens_in),
            ("out", entry.bytes_out, entry.tokens_out),
        ):
            self._bytes.labels(direction).inc(length)
            self._tokens.labels(direction, policy).inc(tokens)
        self._total.observe(entry.seconds_total)
        # A request that was refused before detection, or not forwarded, has no time for it.
        if entry.seconds_detection:
            self._detection.observe(entry.seconds_detection)
        if entry.seconds_upstream:
            self._upstream.observe(entry.seconds_upstream)

    @contextmanager
    def stream(self) -> Iterator[None]:
        """Count an answer as open while it is streamed."""
        with self._streams.track_inprogress():
            yield

    def render(self) -> tuple[bytes, str]:
        """Return the metrics in the format of Prometheus: body and content type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"heteronym_{name}", what, labels, registry=self._registry)

    def _seconds(self, name: str, what: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"heteronym_{name}_seconds", what, buckets=buckets, registry=self._registry)


def _bounded(value: str, known: Collection[str]) -> str:
    return value if value in known else OTHER
