"""OpenTelemetry spans: one per request, in the client's trace, without content."""

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from pipeline.gateway.accounting import tracing
from tests.pipeline.gateway.upstream import Upstream

TRACE = "0af7651916cd43dd8448eb211c80319c"


def test_a_request_is_a_span_of_its_clients_trace(
    gateway: str, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    monkeypatch.setattr(tracing, "tracer", provider.get_tracer("test"))

    body = {"model": "m", "input": "Zora Quackenbush called."}
    httpx.post(f"{gateway}/v1/responses", json=body, headers={"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"})
    httpx.post(f"{gateway}/v1/responses", content=b"Zora", headers={"content-type": "application/json"})

    answered, refused = spans.get_finished_spans()
    assert answered.context
    assert f"{answered.context.trace_id:032x}" == TRACE
    assert answered.attributes
    assert answered.attributes["gen_ai.operation.name"] == "chat"
    assert answered.attributes["heteronym.replaced"] == 1
    assert (answered.status.is_ok, refused.status.is_ok) == (True, False)
    assert "Zora" not in answered.to_json() + refused.to_json()
