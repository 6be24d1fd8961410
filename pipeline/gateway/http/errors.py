"""Error responses: the status, message and code for each failure, in the shape of each protocol; without content."""

from dataclasses import dataclass, field
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from pipeline.errors import (
    HeteronymError,
    LaterError,
    OutputError,
    PromptError,
    QuotaError,
    SettingsError,
    UpstreamError,
)
from pipeline.gateway.accounting.audit_log import Outcome
from pipeline.gateway.protocol.protocols import Protocol

# HTTP status -> type of the error, as the clients of each API know it.
OPENAI_TYPES = {
    401: "authentication_error",
    403: "permission_error",
    404: "invalid_request_error",
    429: "rate_limit_error",
}
ANTHROPIC_TYPES = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    503: "overloaded_error",
    504: "timeout_error",
}
# Reason of a PromptError -> outcome in the audit log, where it is not `refused` or `failed`.
OUTCOMES: dict[str, Outcome] = {"blocked": "blocked", "rate_limited": "limited"}


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that got no answer from the upstream.

    Arguments:
        status: the HTTP status of the response.
        message: what is wrong, and what to do.
        code: a short fixed code.
        outcome: the outcome in the audit log.
        headers: further headers of the response.
    """

    status: int
    message: str
    code: str
    outcome: Outcome = "failed"
    headers: dict[str, str] = field(default_factory=dict)


def failure_of(error: Exception) -> Failure:
    """Return the failure of a request that raised an error."""
    match error:
        case PromptError():
            outcome = OUTCOMES.get(error.reason, "refused" if error.status < 500 else "failed")
            headers = error.headers if isinstance(error, LaterError) else {}
            return Failure(error.status, str(error), error.reason, outcome, headers)
        case UpstreamError():
            return Failure(error.status, str(error), error.code)
        case QuotaError() | SettingsError() | OutputError():
            return Failure(503, str(error), "not_ready")
        case HeteronymError():
            return Failure(500, str(error), "fault")
        case ClientDisconnect():
            return Failure(499, "the client disconnected", "client_gone")
        case _:  # its message may hold content, its type does not
            return Failure(500, f"internal error of the gateway ({type(error).__name__})", "fault")


def error_body(protocol: Protocol, status: int, message: str, code: str) -> dict[str, Any]:
    """Return an error in the shape of a protocol.

    Arguments:
        protocol: the protocol of the request.
        status: the HTTP status.
        message: what is wrong, and what to do; without content.
        code: a short fixed code.
    """
    message = f"heteronym: {message}"
    own = "invalid_request_error" if status < 500 else "api_error"
    if protocol.is_anthropic:
        return {"type": "error", "error": {"type": ANTHROPIC_TYPES.get(status, own), "message": message}}
    return {"error": {"message": message, "type": OPENAI_TYPES.get(status, own), "param": None, "code": code}}


def error_answer(
    protocol: Protocol, status: int, message: str, code: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    """Return a response with an error; the arguments are those of `error_body`."""
    return JSONResponse(error_body(protocol, status, message, code), status_code=status, headers=headers)
