"""Request checks: headers, path and query, size and time of the body, and the client."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

import regex
from starlette.requests import Request

from pipeline.errors import LaterError, PromptError
from pipeline.gateway.http.headers_and_query import HEADERS, is_header, is_query, is_reference
from pipeline.gateway.http.upstream import CREDENTIALS
from pipeline.gateway.settings import CLIENT_SHARE, Client, Permission, Settings

RETRY_SECONDS = 5
UNKNOWN_KEY = "unknown_key"
MAX_HEADERS, MAX_HEADER_BYTES = 100, 32 * 1024
JSON = regex.compile(r"application/json(?:\s*;\s*charset=\"?utf-8\"?)?", regex.IGNORECASE)
# Headers that are read here or by the upstream; of duplicates, each could read another one.
ONCE = (
    *("content-length", "transfer-encoding", "content-type", "content-encoding", "host", "origin"),
    *("authorization", "x-api-key", "x-data-classification", "idempotency-key"),
    *HEADERS,
)


def check(request: Request) -> None:
    """Raise PromptError for an ambiguous request, and for forwarded values that cannot be scanned."""
    _check_address(request)
    headers = request.headers
    if len(headers.raw) > MAX_HEADERS or sum(len(name) + len(value) for name, value in headers.raw) > MAX_HEADER_BYTES:
        raise PromptError("the headers are too long", "long_headers", 431)
    for name in ONCE:
        if len(headers.getlist(name)) > 1:
            raise PromptError(f"duplicate header {name}: send it once", "header_twice")
    for name in HEADERS:
        if name in headers and not is_header(name, headers[name]):
            raise PromptError(
                f"the value of the header {name} is not on the allow list, and headers are not scanned", "odd_header"
            )
    for name in CREDENTIALS:
        if not headers.get(name, "").isascii():  # it could not be forwarded
            raise PromptError(f"the header {name} is not a key: keys are ASCII", "odd_header")
    if "content-length" in headers and "transfer-encoding" in headers:
        raise PromptError("the request has both Content-Length and Transfer-Encoding: send one", "two_lengths")
    if headers.get("content-encoding", "identity").casefold() != "identity":
        raise PromptError("the body is compressed: send it uncompressed", "compressed", 415)
    if request.method == "POST" and not JSON.fullmatch(headers.get("content-type", "")):
        raise PromptError("the Content-Type of the body must be application/json", "not_json", 415)


def _check_address(request: Request) -> None:
    path = request.url.path
    raw_path: bytes = request.scope.get("raw_path") or path.encode()
    if b"%" in raw_path or raw_path.decode("latin-1") != path or "//" in path:
        raise PromptError("the path contains escapes or empty segments: send it without", "odd_path", 404)
    if "rest" in request.path_params and not is_reference(request.path_params["rest"]):
        raise PromptError("the last segment of the path must be an id or the name of a model", "odd_path", 404)
    if not is_query(request.url.query):
        raise PromptError("the query string contains a parameter that is not on the allow list", "odd_query")


class Bodies:
    """Bytes of all bodies that were received, in whole or in part, and are not scanned yet; limited in total and by client."""

    def __init__(self, max_bytes: int) -> None:
        """Start with no bytes.

        Arguments:
            max_bytes: the limit in bytes; one client may use three quarters of it.
        """
        self._max_bytes = max_bytes
        self._held = Counter[str]()

    @contextmanager
    def held(self, client: str) -> Iterator["Hold"]:
        """Yield the counter of a client's body; its bytes are released at the end."""
        hold = Hold(self, client)
        try:
            yield hold
        finally:
            self._held[client] -= hold.count
            if not self._held[client]:
                del self._held[client]

    def check(self, client: str, count: int) -> None:
        """Raise LaterError where so many more bytes would exceed a limit."""
        if self._held.total() + count > self._max_bytes or self._held[client] + count > self._max_bytes * CLIENT_SHARE:
            raise LaterError("too many prompts are being read: nothing was sent", "busy", 503, RETRY_SECONDS)

    def take(self, client: str, count: int) -> None:
        """Count received bytes; raises as `check` does."""
        self.check(client, count)
        self._held[client] += count


@dataclass(slots=True)
class Hold:
    """Counts the bytes of one body.

    Arguments:
        bodies: the total that they count for.
        client: the client who sends the body.
        count: bytes received so far.
    """

    bodies: Bodies
    client: str
    count: int = 0

    def expect(self, count: int) -> None:
        """Raise LaterError where a body of the announced length would exceed a limit; only received bytes are counted."""
        self.bodies.check(self.client, count)

    def add(self, count: int) -> None:
        """Count received bytes; raises LaterError where they exceed a limit."""
        self.bodies.take(self.client, count)
        self.count += count


async def body_of(request: Request, max_bytes: int, seconds: float, hold: Hold | None = None) -> bytes:
    """Return the body.

    Arguments:
        request: the request.
        max_bytes: the limit of its length in bytes.
        seconds: the limit of the time until it is complete.
        hold: counts its bytes; None where all bodies together have no limit.

    Raises PromptError where it is too long (413) or too slow (408), and LaterError (503) where too many are received at once.
    """
    announced = request.headers.get("content-length", "")
    length = int(announced) if announced.isascii() and announced.isdecimal() else 0
    if length > max_bytes:
        raise _too_long()
    if hold:
        hold.expect(length)
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.stream():
                if len(body) + len(piece) > max_bytes:
                    raise _too_long()
                if hold:
                    hold.add(len(piece))
                body += piece
    except TimeoutError:
        raise PromptError("the body was not complete in time: see timeouts.body", "body_timeout", 408) from None
    return bytes(body)


def _too_long() -> PromptError:
    return PromptError("the body is too long: see max_body_bytes", "too_long", 413)


def address_of(request: Request) -> str:
    """Return the client address of a request; for IPv6 the /64 network, since one subscriber has 2^64 addresses.

    Behind a proxy this is the address of the proxy, since anybody can forge a header.
    """
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((int(address) >> 64 << 64, 64)))
    return str(address)


def is_local(request: Request) -> bool:
    """Tell whether a request comes from this machine."""
    try:
        return ip_address(address_of(request)).is_loopback
    except ValueError:  # a network
        return bool(request.client and request.client.host == "::1")


def counted_as(request: Request, name: str, client: Client | None) -> str:
    """Return the name that a request is counted for: the client, or the address where clients are not configured."""
    return name if client else address_of(request)


def client_of(request: Request, settings: Settings, name_of: Callable[[str], str]) -> tuple[str, Client | None]:
    """Return the name and the settings of the client of a request.

    Arguments:
        request: the request.
        settings: the settings with the clients.
        name_of: returns a name for a key, where no clients are configured.

    Where the client's key is forwarded, there may be only one: the upstream could use the other, which is not counted.

    Raises PromptError where clients are configured and the key is none of theirs.
    """
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    key = request.headers.get("x-api-key") or (bearer.strip() if scheme.casefold() == "bearer" else "")
    if not settings.clients and all(name in request.headers for name in CREDENTIALS) and bearer.strip() != key:
        raise PromptError("authorization and x-api-key contain different keys: send one", "two_keys")
    if not settings.clients:
        return name_of(key), None
    name, client = settings.client_of(key)
    if not name:
        raise PromptError("unknown key", UNKNOWN_KEY, 401)
    return name, client


def check_may(client: Client | None, permission: Permission) -> None:
    """Raise PromptError where a client lacks a permission."""
    if client is not None and permission not in client.may:
        raise PromptError(f"this client lacks the permission 'may: [{permission}]' in the settings", "not_allowed", 403)
