"""OpenTelemetry spans by the conventions for generative AI, without the content that these conventions allow.

Has no effect unless the operator configures an SDK.
"""

import time
from collections.abc import Mapping

from opentelemetry import trace
from opentelemetry.propagate import extract
from opentelemetry.trace import SpanKind, Status, StatusCode

from pipeline.gateway.accounting.audit_log import AuditEntry

OPERATIONS = {"openai-embeddings": "embeddings", "openai-completions": "text_completion"}
tracer = trace.get_tracer("heteronym")


def record(entry: AuditEntry, headers: Mapping[str, str]) -> None:
    """Record the span of a finished request.

    Arguments:
        entry: its entry of the audit log.
        headers: the client's headers, which may name the parent span (W3C Trace Context).
    """
    ended = time.time_ns()
    operation = OPERATIONS.get(entry.protocol, "chat")
    span = tracer.start_span(
        operation,
        context=extract({name: headers[name] for name in ("traceparent", "tracestate") if name in headers}),
        kind=SpanKind.SERVER,
        start_time=ended - int(entry.seconds_total * 1e9),
        attributes={
            "gen_ai.operation.name": operation,
            "gen_ai.provider.name": "anthropic" if entry.protocol.startswith("anthropic") else "openai",
            "gen_ai.usage.input_tokens": entry.tokens_in,
            "gen_ai.usage.output_tokens": entry.tokens_out,
            "http.route": entry.path,
            "http.response.status_code": entry.status,
            "heteronym.policy": entry.policy,
            "heteronym.key_id": entry.key_id,
            "heteronym.outcome": entry.outcome,
            "heteronym.replaced": sum(entry.counts.values()),
            "heteronym.restored": entry.restored,
            "heteronym.seconds_detection": entry.seconds_detection,
        },
    )
    if entry.outcome != "answered":
        span.set_status(Status(StatusCode.ERROR, entry.reason))
    span.end(ended)
