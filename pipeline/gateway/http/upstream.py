"""Asking the upstream: only its own base, only known headers, nothing compressed, nowhere else."""

import hashlib
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2
from starlette.datastructures import Headers

from pipeline.errors import UpstreamError
from pipeline.gateway.http.headers_and_query import HEADERS
from pipeline.gateway.protocol.field_kinds import Protocol
from pipeline.gateway.settings import Settings

ACCEPTED = frozenset({"application/json", "text/event-stream"})
CREDENTIALS = ("authorization", "x-api-key")
TOLD_BACK = (
    "request-id",
    "x-request-id",
    "retry-after",
    "retry-after-ms",
    "x-should-retry",
    "openai-",
    "x-ratelimit-",
    "anthropic-ratelimit-",
    "anthropic-organization-id",
)

# Sooner than uvicorn, which serves most models of one's own, closes an idle connection: none is used while it closes.
IDLE_SECONDS = 4


class Upstream:
    """The two upstreams of the settings."""

    def __init__(self, settings: Settings) -> None:
        """Open no connection yet."""
        self._settings = settings
        timeouts = httpx2.Timeout(settings.timeouts.read, connect=settings.timeouts.connect)
        self._extensions = {"timeout": timeouts.as_dict()}
        # Without a client around it, a transport follows no redirect, asks no proxy of the environment, and keeps no
        # cookie that one client of ours was given for another.
        self._transport = httpx2.AsyncHTTPTransport(
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=256, keepalive_expiry=IDLE_SECONDS),
            verify=settings.upstream_ca or True,
            trust_env=False,
        )

    @asynccontextmanager
    async def ask(
        self, protocol: Protocol, method: str, path: str, query: str, body: bytes, headers: Mapping[str, str]
    ) -> AsyncIterator[httpx2.Response]:
        """Send a request, and give its answer, whose body is still to be read; raises UpstreamError."""
        base = self._settings.anthropic if protocol.is_anthropic else self._settings.openai
        url = f"{base}{path}" + (f"?{query}" if query else "")
        request = httpx2.Request(method, url, content=body or None, headers=headers, extensions=self._extensions)
        try:
            response = await self._transport.handle_async_request(request)
        except httpx2.TimeoutException:
            raise UpstreamError("the upstream did not answer in time", "upstream_timeout", 504) from None
        except httpx2.HTTPError as error:
            raise UpstreamError(
                f"the upstream cannot be reached ({type(error).__name__})", "upstream_unreachable"
            ) from None
        try:
            _check(response)
            yield response
        finally:
            await response.aclose()

    async def close(self) -> None:
        """Close all connections."""
        await self._transport.aclose()


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of an answer is taken.

    Arguments:
        max_bytes: how long it may be.
        seconds: how long it may take from its first piece to its last.
        setting: the setting that limits its length.
    """

    max_bytes: int
    seconds: float
    setting: str


async def pieces(response: httpx2.Response, bounds: Bounds) -> AsyncIterator[bytes]:
    """Yield the bytes of an answer as they come; raises UpstreamError where it breaks off or goes beyond a bound."""
    count, end = 0, time.monotonic() + bounds.seconds
    try:
        async for piece in response.aiter_raw():
            count += len(piece)
            if count > bounds.max_bytes:
                raise UpstreamError(f"the upstream's answer is too long: see {bounds.setting}", "answer_too_long")
            if time.monotonic() > end:
                raise UpstreamError("the upstream's answer does not end: see timeouts.answer", "answer_too_slow", 504)
            yield piece
    except httpx2.TimeoutException:
        raise UpstreamError("the upstream stopped in the middle of its answer", "upstream_timeout", 504) from None
    except (httpx2.HTTPError, httpx2.StreamError):
        raise UpstreamError("the upstream broke off its answer", "upstream_broke_off") from None


async def whole(response: httpx2.Response, bounds: Bounds) -> bytes:
    """Return the body of an answer; raises UpstreamError as `pieces` does."""
    return b"".join([piece async for piece in pieces(response, bounds)])


def headers_to_send(headers: Headers, key: str, *, is_anthropic: bool) -> dict[str, str]:
    """Return the headers for the upstream: the key, those that are known, and no others.

    Arguments:
        headers: what the client sent, checked.
        key: the key to send instead of the client's; empty for the client's own.
        is_anthropic: whether Anthropic is asked.
    """
    accepted = headers.get("accept", "")
    own = {name: headers[name] for name in CREDENTIALS if name in headers}
    sent = {name: headers[name] for name in HEADERS if name in headers}
    sent |= {"content-type": "application/json", "accept": accepted if accepted in ACCEPTED else "*/*"}
    sent |= {"accept-encoding": "identity", "user-agent": "heteronym"}
    if "idempotency-key" in headers:
        sent["idempotency-key"] = _hashed(*own.values(), headers["idempotency-key"])
    if key:
        return sent | ({"x-api-key": key} if is_anthropic else {"authorization": f"Bearer {key}"})
    return sent | own


def headers_to_tell(response: httpx2.Response) -> dict[str, str]:
    """Return the upstream's headers that its client may need."""
    told = {name: value for name, value in response.headers.items() if name.startswith(TOLD_BACK)}
    return {name: value for name, value in told.items() if value.isascii() and value.isprintable()}


def _check(response: httpx2.Response) -> None:
    if not 200 <= response.status_code < 600:
        raise UpstreamError("the upstream answered with no known status", "odd_status")
    if 300 <= response.status_code < 400:
        raise UpstreamError("the upstream sent the request elsewhere, and was not followed", "upstream_redirects")
    if response.headers.get("content-encoding", "identity").strip().casefold() not in ("", "identity"):
        raise UpstreamError("the upstream compressed its answer, though it was asked not to", "upstream_compresses")


def _hashed(*values: str) -> str:
    """Return what is the same for the same values: a client's retries are known again, but not what its key says."""
    return hashlib.sha256("\0".join(values).encode()).hexdigest()
