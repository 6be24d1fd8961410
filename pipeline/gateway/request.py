"""What a request must be like before anything is done with it."""

import asyncio
from collections.abc import Callable

import regex
from starlette.requests import Request

from pipeline.gateway.envelope import HEADERS, is_header, is_query, is_reference
from pipeline.gateway.prompt import PromptError
from pipeline.gateway.settings import Client, Permission, Settings
from pipeline.gateway.upstream import CREDENTIALS

MAX_HEADERS, MAX_HEADER_BYTES = 100, 32 * 1024
JSON = regex.compile(r"application/json(?:\s*;\s*charset=\"?utf-8\"?)?", regex.IGNORECASE)
# Every header that is read, here or by the upstream; of two, each could take another.
ONCE = (
    *("content-length", "transfer-encoding", "content-type", "content-encoding", "host"),
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


async def body_of(request: Request, max_bytes: int, seconds: float) -> bytes:
    """Return the body; raises PromptError where it is too long (413) or too slow (408)."""
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for piece in request.stream():
                body += piece
                if len(body) > max_bytes:
                    raise PromptError("the body is too long: see max_body_bytes", "too_long", 413)
    except TimeoutError:
        raise PromptError("the body did not come in time", "body_timeout", 408) from None
    return bytes(body)


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
        raise PromptError("no such key", "unknown_key", 401)
    return name, client


def check_may(client: Client | None, permission: Permission) -> None:
    """Raise PromptError where a client may not ask what it asks."""
    if client is not None and permission not in client.may:
        raise PromptError(
            f"this client may not ask here: its settings do not say 'may: [{permission}]'", "not_allowed", 403
        )
