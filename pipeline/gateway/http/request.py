"""What a request must be like before anything is done with it."""

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
# Every header that is read, here or by the upstream; of two, each could take another.
ONCE = (
    *("content-length", "transfer-encoding", "content-type", "content-encoding", "host", "origin"),
    *("authorization", "x-api-key", "x-data-classification", "idempotency-key"),
    *HEADERS,
)


def check(request: Request) -> None:
    """Raise PromptError for what two programs could read in two ways, and for what goes on but cannot be scanned."""
    _check_address(request)
    headers = request.headers
    if len(headers.raw) > MAX_HEADERS or sum(len(name) + len(value) for name, value in headers.raw) > MAX_HEADER_BYTES:
        raise PromptError("the headers are too long", "long_headers", 431)
    for name in ONCE:
        if len(headers.getlist(name)) > 1:
            raise PromptError(f"the header {name} stands there twice", "header_twice")
    for name in HEADERS:
        if name in headers and not is_header(name, headers[name]):
            raise PromptError(f"the header {name} has no known form, and cannot be scanned", "odd_header")
    for name in CREDENTIALS:
        if not headers.get(name, "").isascii():  # it could not go on
            raise PromptError(f"the header {name} holds what is no key", "odd_header")
    if "content-length" in headers and "transfer-encoding" in headers:
        raise PromptError("a request has a length or comes in chunks, not both", "two_lengths")
    if headers.get("content-encoding", "identity").casefold() != "identity":
        raise PromptError("the body is compressed: send it as it is", "compressed", 415)
    if request.method == "POST" and not JSON.fullmatch(headers.get("content-type", "")):
        raise PromptError("the body must be application/json", "not_json", 415)


def _check_address(request: Request) -> None:
    path = request.url.path
    raw_path: bytes = request.scope.get("raw_path") or path.encode()
    if b"%" in raw_path or raw_path.decode("latin-1") != path or "//" in path:
        raise PromptError("the path must be plain", "odd_path", 404)
    if "rest" in request.path_params and not is_reference(request.path_params["rest"]):
        raise PromptError("the end of the path must be an id or the name of a model", "odd_path", 404)
    if not is_query(request.url.query):
        raise PromptError("what stands behind the path has no known form, and cannot be scanned", "odd_query")


class Bodies:
    """The bytes of all bodies that have come, whole or in part, and are not scanned yet: bounded for all clients and for each."""

    def __init__(self, max_bytes: int) -> None:
        """Hold none.

        Arguments:
            max_bytes: how many may be held; one client may have three quarters of them.
        """
        self._max_bytes = max_bytes
        self._held = Counter[str]()

    @contextmanager
    def held(self, client: str) -> Iterator["Hold"]:
        """Give what counts a body of a client; what it counted is given back at the end."""
        hold = Hold(self, client)
        try:
            yield hold
        finally:
            self._held[client] -= hold.count
            if not self._held[client]:
                del self._held[client]

    def check(self, client: str, count: int) -> None:
        """Raise LaterError where there is no room for so many bytes more."""
        if self._held.total() + count > self._max_bytes or self._held[client] + count > self._max_bytes * CLIENT_SHARE:
            raise LaterError("too many prompts are read at once: nothing was sent", "busy", 503, RETRY_SECONDS)

    def take(self, client: str, count: int) -> None:
        """Count bytes that have come; raises as `check` does."""
        self.check(client, count)
        self._held[client] += count


@dataclass(slots=True)
class Hold:
    """Counts the bytes of one body.

    Arguments:
        bodies: where they count.
        client: whose they are.
        count: how many they are by now.
    """

    bodies: Bodies
    client: str
    count: int = 0

    def expect(self, count: int) -> None:
        """Raise LaterError where there is no room for a body of the announced length; only received bytes take up room."""
        self.bodies.check(self.client, count)

    def add(self, count: int) -> None:
        """Count bytes that have come; raises LaterError where there is no room."""
        self.bodies.take(self.client, count)
        self.count += count


async def body_of(request: Request, max_bytes: int, seconds: float, hold: Hold | None = None) -> bytes:
    """Return the body.

    Arguments:
        request: the request.
        max_bytes: how long it may be.
        seconds: how long it may take.
        hold: counts its bytes; None where nothing bounds all bodies together.

    Raises PromptError where it is too long (413) or too slow (408), and LaterError (503) where too many come at once.
    """
    said = request.headers.get("content-length", "")
    length = int(said) if said.isascii() and said.isdecimal() else 0
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
        raise PromptError("the body did not come in time", "body_timeout", 408) from None
    return bytes(body)


def _too_long() -> PromptError:
    return PromptError("the body is too long: see max_body_bytes", "too_long", 413)


def address_of(request: Request) -> str:
    """Return the address that a request comes from; of IPv6 the network of one subscriber, who has 2^64 addresses.

    Behind a proxy it is the proxy's, since anybody can write a header.
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
    """Return for whom a request counts: the client, or the address where keys are not known and may be made up."""
    return name if client else address_of(request)


def client_of(request: Request, settings: Settings, name_of: Callable[[str], str]) -> tuple[str, Client | None]:
    """Return the name of the client who asks; raises PromptError where only known ones may, and this is none.

    Arguments:
        request: the request.
        settings: who may ask.
        name_of: gives a name to who shows a key, where there are no clients.

    Where keys go on as they are, there may be only one: the upstream could take the other, whose use nobody counts.
    """
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    key = request.headers.get("x-api-key") or (bearer.strip() if scheme.casefold() == "bearer" else "")
    if not settings.clients and all(name in request.headers for name in CREDENTIALS) and bearer.strip() != key:
        raise PromptError("authorization and x-api-key hold two keys: send one", "two_keys")
    if not settings.clients:
        return name_of(key), None
    name, client = settings.client_of(key)
    if not name:
        raise PromptError("no such key", UNKNOWN_KEY, 401)
    return name, client


def check_may(client: Client | None, permission: Permission) -> None:
    """Raise PromptError where a client may not ask what it asks."""
    if client is not None and permission not in client.may:
        raise PromptError(
            f"this client may not ask here: its settings do not say 'may: [{permission}]'", "not_allowed", 403
        )
