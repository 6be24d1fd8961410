"""Metrics: the format for Prometheus, and no client input in it."""

from dataclasses import replace

from prometheus_client.parser import text_string_to_metric_families

from pipeline.gateway.accounting.audit_log import AuditEntry
from pipeline.gateway.accounting.metrics import Metrics

ENTRY = AuditEntry(
    client="support-desk",
    protocol="openai",
    path="/v1/chat/completions",
    policy="confidential",
    key_id="3f9a",
    status=200,
    outcome="answered",
    counts={"PERSON": 2, "CASE_FILE": 1},
    bytes_in=1000,
    bytes_out=3000,
    restored=4,
    seconds_detection=0.02,
    seconds_total=1.5,
    seconds_upstream=1.4,
    tokens_in=250,
    tokens_out=700,
)

Samples = dict[tuple[str, ...], float]


def metrics() -> Metrics:
    return Metrics(protocols=["openai"], policies=["confidential"])


def samples(metrics: Metrics) -> Samples:
    """Return the rendered metrics: name and label values in the order of the label names, and the number."""
    body, content_type = metrics.render()
    assert content_type.startswith("text/plain")
    families = text_string_to_metric_families(body.decode())
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def test_a_request_is_counted_in_all_its_parts() -> None:
    counted = metrics()
    counted.observe(ENTRY)
    counted.observe(replace(ENTRY, outcome="blocked", counts={"PERSON": 1}))

    found = samples(counted)
    expected: Samples = {
        ("heteronym_requests_total", "answered", "confidential", "openai"): 1,
        ("heteronym_requests_total", "blocked", "confidential", "openai"): 1,
        ("heteronym_entities_total", "PERSON", "confidential"): 3,
        ("heteronym_restored_total", "confidential"): 8,
        ("heteronym_bytes_total", "in"): 2000,
        ("heteronym_bytes_total", "out"): 6000,
        ("heteronym_tokens_total", "in", "confidential"): 500,
        ("heteronym_tokens_total", "out", "confidential"): 1400,
        ("heteronym_detection_seconds_count",): 2,
        ("heteronym_detection_seconds_bucket", "0.01"): 0,
        ("heteronym_detection_seconds_bucket", "0.025"): 2,
        ("heteronym_upstream_seconds_sum",): 2.8,
        ("heteronym_total_seconds_sum",): 3.0,
    }
    assert {name: found.get(name) for name in expected} == expected


def test_failed_request_has_no_upstream_duration() -> None:
    counted = metrics()
    counted.observe(replace(ENTRY, outcome="limited", seconds_detection=0.0, seconds_upstream=0.0))

    found = samples(counted)
    assert found[("heteronym_upstream_seconds_count",)] == found[("heteronym_detection_seconds_count",)] == 0
    assert found[("heteronym_total_seconds_count",)] == 1


def test_metric_labels_contain_no_client_input() -> None:
    counted = metrics()
    for number in range(50):
        raw = f"Zebulon{number}"
        counted.observe(
            replace(ENTRY, client=raw, protocol=raw, path=raw, policy=raw, reason=raw, key_id=raw, counts={raw: 1})
        )
        counted.observe(replace(ENTRY, outcome=raw))  # type: ignore[arg-type]

    body, _ = counted.render()
    assert b"Zebulon" not in body
    assert b"support-desk" not in body
    assert samples(counted)[("heteronym_entities_total", "other", "other")] == 50


def test_declared_entities_of_a_policy_are_counted() -> None:
    counted = Metrics(protocols=["openai"], policies=["confidential"], entities=["CASE_FILE"])
    counted.observe(ENTRY)

    assert samples(counted)[("heteronym_entities_total", "CASE_FILE", "confidential")] == 1


def test_open_streams_are_counted_while_they_are_open() -> None:
    counted = metrics()

    with counted.stream(), counted.stream():
        assert samples(counted)[("heteronym_streams_open",)] == 2
    assert samples(counted)[("heteronym_streams_open",)] == 0


def test_two_gateways_in_a_process_count_apart() -> None:
    one, other = metrics(), metrics()
    one.observe(ENTRY)

    name = ("heteronym_requests_total", "answered", "confidential", "openai")
    assert name in samples(one)
    assert name not in samples(other)
