"""Routes of the review page: a person pastes a text, and sees its findings and its pseudonymized copy."""

import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from functools import cache
from importlib import resources
from threading import Lock
from typing import Any, Protocol

import regex
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.errors import HeteronymError, LaterError, PromptError
from pipeline.gateway.http.origins import is_own_origin
from pipeline.gateway.http.request import JSON, Bodies, address_of, body_of
from pipeline.gateway.review.findings import offered, review
from pipeline.gateway.settings import LOOPBACK
from pipeline.sanitizer_source import Sanitizers

MAX_BYTES = 1 << 20
BODY_SECONDS = 30
FILES = {"index.html": "text/html", "review.css": "text/css", "review.js": "text/javascript"}
HOSTS = "|".join(regex.escape(f"[{host}]" if ":" in host else host) for host in LOOPBACK)
THIS_MACHINE = regex.compile(rf"(?:{HOSTS})(?::\d+)?", regex.IGNORECASE)
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}

Endpoint = Callable[[Request], Awaitable[Response]]


class Call(Protocol):
    """Calls a function outside the event loop, with sanitizers as its first argument."""

    def __call__(self, function: Callable[..., Any], /, *arguments: Any) -> Awaitable[Any]:
        """Return the result of the function."""
        ...


def review_routes(
    call: Call,
    classifications: Callable[[], Sequence[str]],
    *,
    seconds: float = BODY_SECONDS,
    only_here: bool = False,
    bodies: Bodies | None = None,
) -> list[Route]:
    """Return the routes of the page, its files and its API.

    Arguments:
        call: calls a function with sanitizers by classification: `ScannerPool.call`, or the result of `in_thread`.
        classifications: returns the policies to choose from in their order; the first is the default.
        seconds: the timeout until the body of a request is complete.
        only_here: whether the host name must be one of this machine. With DNS rebinding another site's name resolves to
            this machine, and a browser treats a page of that site as one of this server.
        bodies: limits the bytes of all bodies; None for no limit.
    """

    async def policies(request: Request) -> Response:
        _check_host(request, only_here=only_here)
        return _answer({**await call(offered, classifications()), "max_bytes": MAX_BYTES})

    async def findings(request: Request) -> Response:
        _check_host(request, only_here=only_here)
        _check_origin(request)
        known = classifications()
        text, classification = _asked(await _body(request, seconds, bodies), known)
        return _answer(await call(review, text, classification, known))

    return [
        Route("/review", _file("index.html")),
        *(Route(f"/review/{name}", _file(name)) for name in FILES if name != "index.html"),
        Route("/review/policies", _guarded(policies)),
        Route("/review/findings", _guarded(findings), methods=["POST"]),
    ]


def in_thread(sanitizers: Sanitizers) -> Call:
    """Return a function that runs sanitizers in a thread, one call at a time, since a model is not thread-safe."""
    lock = Lock()

    def locked(function: Callable[..., Any], *arguments: Any) -> Any:
        with lock:
            return function(sanitizers, *arguments)

    def call(function: Callable[..., Any], /, *arguments: Any) -> Awaitable[Any]:
        return run_in_threadpool(locked, function, *arguments)

    return call


class _RefusedError(Exception):
    """A refused request; the message gives the reason, without content."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def _file(name: str) -> Endpoint:
    async def file(_: Request) -> Response:
        return Response(_content(name), media_type=FILES[name], headers=HEADERS)

    return file


@cache
def _content(name: str) -> bytes:
    return (resources.files("pipeline.gateway.review") / "static" / name).read_bytes()


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Return an error response for every exception."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except _RefusedError as error:
            return _answer({"error": str(error)}, error.status)
        except HeteronymError as error:
            return _answer({"error": str(error)}, error.status if isinstance(error, PromptError) else 503)
        except Exception as error:  # its message may hold content, its type does not
            return _answer({"error": f"The text could not be reviewed ({type(error).__name__})."}, 500)

    return answer


def _answer(content: dict[str, Any], status: int = 200) -> Response:
    # In ASCII: a text may contain a lone surrogate, which has no UTF-8 bytes.
    return Response(json.dumps(content).encode("ascii"), status, HEADERS, media_type="application/json")


def _check_host(request: Request, *, only_here: bool) -> None:
    if only_here and not THIS_MACHINE.fullmatch(request.headers.get("host", "")):
        raise _RefusedError(403, "The header Host names another host: open the page at localhost.")


def _check_origin(request: Request) -> None:
    """Refuse requests from pages of other sites, which could learn pseudonyms through the browser of their reader."""
    if not JSON.fullmatch(request.headers.get("content-type", "")):
        raise _RefusedError(415, "The header Content-Type must be application/json.")
    if not is_own_origin(request.headers):
        raise _RefusedError(
            403, "The header Origin names another host: only the page of this server may send requests."
        )


async def _body(request: Request, seconds: float, bodies: Bodies | None) -> bytes:
    try:
        with bodies.held(address_of(request)) if bodies else nullcontext() as hold:
            return await body_of(request, MAX_BYTES, seconds, hold)
    except LaterError:
        raise
    except PromptError as error:
        if error.status == 408:
            raise _RefusedError(408, "The request was not complete in time.") from None
        # The page checks the length first: a browser shows no response that arrives while it sends.
        raise _RefusedError(413, f"The text is too long: the limit of a request is {MAX_BYTES:,} bytes.") from None


def _asked(body: bytes, classifications: Sequence[str]) -> tuple[str, str]:
    """Return the text and the classification of a request."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise _RefusedError(400, "The request is not JSON.") from None
    if not isinstance(asked, dict) or set(asked) != {"text", "classification"}:
        raise _RefusedError(400, "The request must be an object with 'text' and 'classification' only.")
    text, classification = asked["text"], asked["classification"]
    if not isinstance(text, str) or not text.strip():
        raise _RefusedError(400, "There is no text to review: 'text' must be a string that is not empty.")
    if classification not in classifications:
        raise _RefusedError(400, f"Unknown classification: choose one of {', '.join(classifications)}.")
    return text, classification
