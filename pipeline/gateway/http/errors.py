"""Errors as each protocol's clients expect them; none holds content."""

from typing import Any

from starlette.responses import JSONResponse

from pipeline.gateway.protocol.field_kinds import Protocol

# HTTP status -> the type of error that each side's clients know.
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


def error_body(protocol: Protocol, status: int, message: str, code: str) -> dict[str, Any]:
    """Return an error in the shape of a protocol.

    Arguments:
        protocol: the protocol of the request.
        status: the HTTP status.
        message: what is wrong, and what to do; no content.
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
    """Return an answer that says what is wrong; the arguments are those of `error_body`."""
    return JSONResponse(error_body(protocol, status, message, code), status_code=status, headers=headers)
