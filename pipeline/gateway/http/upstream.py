"""Upstream connections: requests to the configured base URLs with known headers, without redirects or compression."""

import hashlib
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2
from starlette.datastructures import Headers

from pipeline.errors import UpstreamError
from pipeline.gateway.http.headers_and_query import HEADERS
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.settings import Settings

ACCEPTED_TYPES = frozenset({"application/json", "text/event-stream"})
CREDENTIALS = ("authorization", "x-api-key")
RETURNED_HEADERS = (
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

# Shorter than the idle timeout of uvicorn, which serves most self-hosted models, so that no closing connection is used.
IDLE_SECONDS = 4


class Upstream:
    """The two upstreams of the settings."""

    def __init__(self, settings: Settings) -> None:
        """Prepare a pool of connections; none is opened yet."""
        self._settings = settings
        timeouts = httpx2.Timeout(settings.timeouts.read, connect=settings.timeouts.connect)
        self._extensions = {"timeout": timeouts.as_dict()}
        # A bare transport follows no redirect, uses no proxy of the environment, and keeps no cookies, which would carry
        # over from one client to another.
        self._transport = httpx2.AsyncHTTPTransport(
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=256, keepalive_expiry=IDLE_SECONDS),
            verify=settings.upstream_ca or True,
            trust_env=False,
        )

    @asynccontextmanager
    async def ask(
        self, protocol: Protocol, method: str, path: str, query: str, body: bytes, headers: Mapping[str, str]
    ) -> AsyncIterator[httpx2.Response]:
        """Send a request and yield its response, whose body is not read yet; raises UpstreamError."""
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
    """Limits of an answer.

    Arguments:
        max_bytes: its length in bytes.
        seconds: the time from its first piece to its last.
        setting: the name of the setting that limits its length.
    """

    max_bytes: int
    seconds: float
    setting: str


async def pieces(response: httpx2.Response, bounds: Bounds) -> AsyncIterator[bytes]:
    """Yield the bytes of an answer as they arrive; raises UpstreamError where it breaks off or exceeds a limit."""
    count, end = 0, time.monotonic() + bounds.seconds
    try:
        async for piece in response.aiter_raw():
            count += len(piece)
            if count > bounds.max_bytes:
                raise UpstreamError(f"the upstream's answer is too long: see {bounds.setting}", "answer_too_long")
            if time.monotonic() > end:
                raise UpstreamError(
                    "the upstream's answer did not end in time: see timeouts.answer", "answer_too_slow", 504
                )
            yield piece
    except httpx2.TimeoutException:
        raise UpstreamError("the upstream stopped in the middle of its answer", "upstream_timeout", 504) from None
    except (httpx2.HTTPError, httpx2.StreamError):
        raise UpstreamError("the upstream broke off its answer", "upstream_broke_off") from None


async def whole(response: httpx2.Response, bounds: Bounds) -> bytes:
    """Return the body of an answer; raises UpstreamError as `pieces` does."""
    return b"".join([piece async for piece in pieces(response, bounds)])


def headers_to_send(headers: Headers, key: str, *, is_anthropic: bool) -> dict[str, str]:
    """Return the headers for the upstream: the key and those on the allow list.

    Arguments:
        headers: the client's headers, checked.
        key: the key to send instead of the client's; empty to forward the client's.
        is_anthropic: whether the upstream is Anthropic.
    """
    accepted = headers.get("accept", "")
    own = {name: headers[name] for name in CREDENTIALS if name in headers}
    sent = {name: headers[name] for name in HEADERS if name in headers}
    sent |= {"content-type": "application/json", "accept": accepted if accepted in ACCEPTED_TYPES else "*/*"}
    sent |= {"accept-encoding": "identity", "user-agent": "heteronym"}
    if "idempotency-key" in headers:
        sent["idempotency-key"] = _hashed(*own.values(), headers["idempotency-key"])
    if key:
        return sent | ({"x-api-key": key} if is_anthropic else {"authorization": f"Bearer {key}"})
    return sent | own


def headers_to_return(response: httpx2.Response) -> dict[str, str]:
    """Return the headers of the upstream that clients may need."""
    returned = {name: value for name, value in response.headers.items() if name.startswith(RETURNED_HEADERS)}
    return {name: value for name, value in returned.items() if value.isascii() and value.isprintable()}


def _check(response: httpx2.Response) -> None:
    if not 200 <= response.status_code < 600:
        raise UpstreamError("the upstream answered with an unknown status", "odd_status")
    if 300 <= response.status_code < 400:
        raise UpstreamError("the upstream answered with a redirect, which is not followed", "upstream_redirects")
    if response.headers.get("content-encoding", "identity").strip().casefold() not in ("", "identity"):
        raise UpstreamError("the upstream compressed its answer, although it was asked not to", "upstream_compresses")


def _hashed(*values: str) -> str:
    """Return a hash of some values: equal for the retries of a client, without showing the key."""
    return hashlib.sha256("\0".join(values).encode()).hexdigest()
