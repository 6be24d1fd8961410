"""What a request must be like before anything is done with it."""

import asyncio

import regex
from starlette.requests import Request

from pipeline.gateway.prompt import PromptError
from pipeline.gateway.settings import Client, Settings

# What a client may say behind the path; nothing of it can hold content.
QUERY = regex.compile(r"(?:(?:beta|stream|api-version|limit|order)=[\w.-]{0,40}(?:&|$))*")
MAX_HEADERS, MAX_HEADER_BYTES = 100, 32 * 1024
JSON = regex.compile(r"application/json(?:\s*;\s*charset=\"?utf-8\"?)?", regex.IGNORECASE)


def check(request: Request) -> None:
    """Raise PromptError for what two programs could read in two ways."""
    headers = request.headers
    if len(headers.raw) > MAX_HEADERS or sum(len(name) + len(value) for name, value in headers.raw) > MAX_HEADER_BYTES:
        raise PromptError("the headers are too long", "long_headers", 431)
    raw_path: bytes = request.scope.get("raw_path") or request.url.path.encode()
    if b"%" in raw_path or raw_path.decode("latin-1") != request.url.path or "//" in request.url.path:
        raise PromptError("the path must be plain", "odd_path", 404)
    if not QUERY.fullmatch(request.url.query):
        raise PromptError("what stands behind the path is not known, and cannot be scanned", "odd_query")
    for name in ("content-length", "transfer-encoding", "content-type", "host", "authorization", "x-api-key"):
        if len(headers.getlist(name)) > 1:
            raise PromptError(f"the header {name} stands there twice", "header_twice")
    if "content-length" in headers and "transfer-encoding" in headers:
        raise PromptError("a request has a length or comes in chunks, not both", "two_lengths")
    if headers.get("content-encoding", "identity").casefold() != "identity":
        raise PromptError("the body is compressed: send it as it is", "compressed", 415)
    if request.method == "POST" and not JSON.fullmatch(headers.get("content-type", "")):
        raise PromptError("the body must be application/json", "not_json", 415)


async def body_of(request: Request, settings: Settings) -> bytes:
    """Return the body; raises PromptError where it is too long or too slow."""
    body = bytearray()
    try:
        async with asyncio.timeout(settings.timeouts.body):
            async for piece in request.stream():
                body += piece
                if len(body) > settings.max_body_bytes:
                    raise PromptError("the body is too long: see max_body_bytes", "too_long", 413)
    except TimeoutError:
        raise PromptError("the body did not come in time", "body_timeout", 408) from None
    return bytes(body)


def client_of(request: Request, settings: Settings) -> tuple[str, Client | None]:
    """Return the name of the client who asks; raises PromptError where only known ones may, and this is none."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    key = request.headers.get("x-api-key") or (bearer.strip() if scheme.casefold() == "bearer" else "")
    name, client = settings.client_of(key)
    if not name:
        raise PromptError("no such key", "unknown_key", 401)
    return name, client
