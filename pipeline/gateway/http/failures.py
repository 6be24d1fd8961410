"""What a request comes to where something stands in its way; none holds content."""

from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect

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

OUTCOMES: dict[str, Outcome] = {"blocked": "blocked", "rate_limited": "limited"}


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that got no answer of the upstream.

    Arguments:
        status: the HTTP status to answer with.
        message: what is wrong, and what to do.
        code: a short fixed code.
        outcome: what the audit log says.
        headers: those to tell it by.
    """

    status: int
    message: str
    code: str
    outcome: Outcome = "failed"
    headers: dict[str, str] = field(default_factory=dict)


def failure_of(error: Exception) -> Failure:
    """Return what a request comes to for which an error is raised."""
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
            return Failure(499, "the client went away", "client_gone")
        case _:  # its message may hold content, its type does not
            return Failure(500, f"a fault of the gateway ({type(error).__name__})", "fault")
