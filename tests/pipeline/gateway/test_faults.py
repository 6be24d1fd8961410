"""Failures of the upstream, the client or the gateway: no leak, no stuck request, a correct error."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from pipeline.gateway.app import application
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Settings, Timeouts
from pipeline.replace.keyed.keys import KeySource
from tests.pipeline.gateway.conftest import free_port
from tests.pipeline.gateway.upstream import Served, Upstream

PROMPT = "Zora Quackenbush called."
ROUTES = {
    "/v1/chat/completions": {"model": "m", "messages": [{"role": "user", "content": PROMPT}]},
    "/v1/responses": {"model": "m", "input": PROMPT},
    "/v1/messages": {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": PROMPT}]},
}
EVERY_ROUTE = pytest.mark.parametrize("path", ROUTES)
FIRST_ROUTE, *OTHER_ROUTES = ROUTES
EVERY_ROUTE_SLOWLY = pytest.mark.parametrize(
    "path", [FIRST_ROUTE, *(pytest.param(route, marks=pytest.mark.slow) for route in OTHER_ROUTES)]
)


@pytest.fixture(scope="module")
def services(session_upstream: Upstream, key_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Services:
    return Services(
        Settings(
            classification="confidential",
            openai=session_upstream.url,
            anthropic=session_upstream.url,
            max_body_bytes=20_000,
            max_answer_bytes=20_000,
            timeouts=Timeouts(read=0.5, connect=0.5, body=0.5, detection=5),
            audit_log=str(tmp_path_factory.mktemp("log") / "log"),
        ),
        KeySource(str(key_file)),
    )


@pytest.fixture(scope="module")
def gateway(services: Services) -> Iterator[str]:
    with Served(application(services)) as url:
        yield url


@pytest.fixture(scope="module")
def elsewhere(key_file: Path) -> "Iterator[tuple[str, int]]":
    """Return the address of a gateway, and the port of its upstream, on which nobody listens yet."""
    port = free_port()
    url, timeouts = f"http://127.0.0.1:{port}", Timeouts(read=0.5, connect=0.5)
    settings = Settings(classification="public", openai=url, anthropic=url, timeouts=timeouts)
    with Served(application(Services(settings, KeySource(str(key_file))))) as gateway:
        yield gateway, port


def ask(gateway: str, path: str, *, stream: bool = False, **changes: Any) -> httpx.Response:
    return httpx.post(
        f"{gateway}{path}",
        json={**ROUTES[path], **({"stream": True} if stream else {}), **changes},
        timeout=20,
        verify=False,
    )


def error_of(path: str, answer: httpx.Response) -> dict[str, Any]:
    """Return the error, in the shape of the route's protocol."""
    body = answer.json()
    assert (body.get("type") == "error") is (path == "/v1/messages")
    error: dict[str, Any] = body["error"]
    assert "Zora" not in answer.text
    return error


def slow(_: Request) -> AsyncIterator[bytes]:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'data: {"choices": [{"index": 0, "delta": {"content": "Hi"}}]}\n\n'
        await asyncio.sleep(3)

    return pieces()


def stream_of(*blocks: bytes) -> Callable[[Request], AsyncIterator[bytes]]:
    async def pieces() -> AsyncIterator[bytes]:
        for block in blocks:
            yield block

    return lambda _: pieces()


WHOLE: dict[str, tuple[Callable[[Request], Any], int, str]] = {
    "garbage": (
        lambda _: Response("<html>Bad gateway</html>", 502, media_type="text/html"),
        502,
        "body that is not JSON",
    ),
    "a lying content type": (
        lambda _: Response("{nonsense", media_type="application/json"),
        502,
        "body that is not JSON",
    ),
    "another lying content type": (
        lambda _: Response('{"a": 1}', media_type="image/png"),
        502,
        "body that is not JSON",
    ),
    "a redirect": (lambda _: RedirectResponse("http://127.0.0.1:9/elsewhere"), 502, "redirect"),
    "compression": (lambda _: Response(b"\x1f\x8b", headers={"content-encoding": "gzip"}), 502, "compressed"),
    "too much": (lambda _: Response(json.dumps("x" * 30_000), media_type="application/json"), 502, "too long"),
    "depth": (
        lambda _: Response('{"a":' + "[" * 900 + "]" * 900 + "}", media_type="application/json"),
        502,
        "body that is not JSON",
    ),
    "too little": (
        lambda _: Response(b'{"a"', headers={"content-length": "99", "content-type": "application/json"}),
        502,
        "broke off",
    ),
}


@EVERY_ROUTE
@pytest.mark.parametrize("name", WHOLE)
def test_upstream_with_an_invalid_answer(gateway: str, upstream: Upstream, path: str, name: str) -> None:
    upstream.fault, status, message = WHOLE[name]

    answer = ask(gateway, path)

    assert answer.status_code == status
    assert message in error_of(path, answer)["message"]


@EVERY_ROUTE
def test_upstream_with_an_invalid_status(elsewhere: "tuple[str, int]", path: str) -> None:
    gateway, port = elsewhere

    def say(server: socket.socket) -> None:
        connection, _ = server.accept()
        connection.recv(65536)
        head = b"HTTP/1.1 600 Odd\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n"
        connection.sendall(head + b"{}")

    with socket.create_server(("127.0.0.1", port)) as server:
        threading.Thread(target=say, args=(server,)).start()
        answer = ask(gateway, path)

    assert answer.status_code == 502
    assert "unknown status" in error_of(path, answer)["message"]


@EVERY_ROUTE
@pytest.mark.parametrize("header", ["authorization", "x-api-key"])
def test_key_that_cannot_be_forwarded_is_rejected_and_logged(
    gateway: str, services: Services, path: str, header: str
) -> None:
    answer = httpx.post(f"{gateway}{path}", json=ROUTES[path], headers={header: b"Bearer k\xe9y"})

    assert answer.status_code == 400
    assert json.loads(Path(services.settings.audit_log).read_text().splitlines()[-1])["reason"] == "odd_header"


@EVERY_ROUTE
def test_headers_of_an_upstream_that_are_no_plain_text_stay_behind(gateway: str, upstream: Upstream, path: str) -> None:
    headers = [(b"x-request-id", "日本".encode()), (b"request-id", b"req_1"), (b"content-type", b"application/json")]

    def odd(_: Request) -> Response:
        answer = Response(b"{}")
        answer.raw_headers = [*headers, (b"content-length", b"2")]
        return answer

    upstream.fault = odd
    answer = ask(gateway, path)

    assert (answer.status_code, answer.headers.get("x-request-id"), answer.headers["request-id"]) == (
        200,
        None,
        "req_1",
    )


def test_sent_request_is_logged_if_the_gateway_ends(key_file: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        base = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        settings = Settings(classification="public", openai=base, audit_log=str(log))
        with Served(application(Services(settings, KeySource(str(key_file))))) as url:
            host, _, port = url.removeprefix("http://").partition(":")
            client = socket.create_connection((host, int(port)))
            content = json.dumps(ROUTES["/v1/chat/completions"]).encode()
            head = b"POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
            client.sendall(head + b"content-length: %d\r\n\r\n" % len(content) + content)
            sent, _ = deaf.accept()
            assert sent.recv(10)

    [entry] = map(json.loads, log.read_text().splitlines())
    assert (entry["status"], entry["outcome"], entry["reason"]) == (503, "failed", "cut_off")


@EVERY_ROUTE_SLOWLY
def test_hanging_upstream_times_out(elsewhere: "tuple[str, int]", path: str) -> None:
    gateway, port = elsewhere
    with socket.create_server(("127.0.0.1", port)):
        answer = ask(gateway, path)

    assert answer.status_code == 504
    assert answer.elapsed.total_seconds() < 10


@EVERY_ROUTE
def test_unreachable_upstream(elsewhere: "tuple[str, int]", path: str) -> None:
    answer = ask(elsewhere[0], path)

    assert answer.status_code == 502
    assert "cannot be reached" in error_of(path, answer)["message"]


@EVERY_ROUTE
def test_upstream_error_with_prompt_text_is_restored(gateway: str, upstream: Upstream, path: str) -> None:
    def complain(_: Request) -> Response:
        return JSONResponse({"error": {"message": f"cannot read {upstream.last()}", "type": "server_error"}}, 500)

    upstream.fault = complain
    answer = ask(gateway, path)

    assert answer.status_code == 500
    assert "Zora Quackenbush called." in answer.text
    assert b"Zora" not in upstream.everything()


STREAMS = {
    "half an event": stream_of(b'data: {"type": "ping"}\n\n', b'data: {"type": "pi'),
    "garbage": stream_of(b'data: {"type": "ping"}\n\n', b"data: <html>\n\n"),
    "bad UTF-8": stream_of(b'data: {"type": "\xff"}\n\n'),
    "a slow drip that stops": slow,
}


@EVERY_ROUTE
@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_that_breaks_ends_with_an_error_event(gateway: str, upstream: Upstream, path: str, name: str) -> None:
    upstream.fault = STREAMS[name]

    answer = ask(gateway, path, stream=True)

    assert answer.status_code == 200
    last = json.loads(answer.text.rstrip().rpartition("data: ")[2])
    assert last["error"]["message"].startswith("heteronym: ")
    assert "html" not in last["error"]["message"]


def test_slow_stream_is_forwarded_as_it_arrives(gateway: str, upstream: Upstream) -> None:
    upstream.pause = 0.05

    with httpx.stream(
        "POST", f"{gateway}/v1/chat/completions", json={**ROUTES["/v1/chat/completions"], "stream": True}
    ) as answer:
        times = [time.monotonic() for _ in answer.iter_raw()]

    assert len(times) > 10
    assert times[-1] - times[0] > 0.5


def test_client_disconnect_cancels_the_upstream_request_and_is_logged(
    gateway: str, upstream: Upstream, services: Services
) -> None:
    log = Path(services.settings.audit_log)
    before = len(log.read_text().splitlines())
    upstream.pause = 0.05
    with httpx.stream(
        "POST", f"{gateway}/v1/chat/completions", json={**ROUTES["/v1/chat/completions"], "stream": True}
    ) as answer:
        next(answer.iter_raw())

    for _ in range(100):
        entries = log.read_text().splitlines()
        if len(entries) > before:
            break
        time.sleep(0.05)
    last = json.loads(entries[-1])
    assert (last["outcome"], last["reason"]) == ("failed", "client_gone")


@pytest.fixture(scope="module")
def fragile(session_upstream: Upstream, key_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a gateway with a recognizer that fails on demand."""
    policy = tmp_path_factory.mktemp("policy") / "fragile.yaml"
    ner = "tests.pipeline.gateway.fragile:Fragile"
    policy.write_text(f"classification: fragile\nextends: confidential\ndetection: {{ner: '{ner}'}}\n")
    url = session_upstream.url
    settings = Settings(classification=str(policy), openai=url, anthropic=url, timeouts=Timeouts(detection=1))
    with Served(application(Services(settings, KeySource(str(key_file))))) as gateway:
        yield gateway


@EVERY_ROUTE_SLOWLY
@pytest.mark.parametrize(
    ("word", "status", "message"),
    [
        ("FAIL", 500, "could not be scanned (ValueError): nothing was sent"),
        ("DIE", 500, "the scanner died: nothing was sent"),
        ("HANG", 503, "not scanned in time: nothing was sent"),
    ],
)
def test_failing_detector_blocks_the_prompt(
    fragile: str, upstream: Upstream, path: str, word: str, status: int, message: str
) -> None:
    prompt = f"{PROMPT} {word}!"
    answer = ask(fragile, path, **{"input" if path == "/v1/responses" else "system": prompt})
    for _ in range(50):  # a scanner that was ended is followed by another
        if (after := ask(fragile, path)).status_code == 200:
            break
        time.sleep(0.2)

    assert answer.status_code == status
    assert message in error_of(path, answer)["message"]
    assert after.status_code == 200
    assert len(upstream.asked) == 1
    assert b"Zora" not in upstream.everything()


def test_failing_prompt_does_not_affect_others(fragile: str, upstream: Upstream) -> None:
    async def all_at_once() -> list[int]:
        async with httpx.AsyncClient(timeout=20) as client:
            words = ["fine", "FAIL", "good", "FAIL", "well"]
            bodies = [{"model": "m", "input": f"{PROMPT} {word}"} for word in words]
            answers = await asyncio.gather(*(client.post(f"{fragile}/v1/responses", json=body) for body in bodies))
            return [answer.status_code for answer in answers]

    assert asyncio.run(all_at_once()) == [200, 500, 200, 500, 200]
    assert b"Zora" not in upstream.everything()


def test_queued_prompt_of_a_disconnected_client_is_not_sent(fragile: str, upstream: Upstream) -> None:
    host, _, port = fragile.removeprefix("http://").partition(":")

    def begin(text: str) -> socket.socket:
        content = json.dumps({"model": "m", "input": text}).encode()
        head = b"POST /v1/embeddings HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
        client = socket.create_connection((host, int(port)), timeout=20)
        client.sendall(head + b"content-length: %d\r\n\r\n" % len(content) + content)
        return client

    hangs = begin("HANG")
    time.sleep(0.2)
    for number in range(5):
        begin(f"Nobody waits for {number}.").close()
    waits = begin("Somebody waits.")

    assert b" 503 " in hangs.recv(100)
    assert b" 200 " in waits.recv(100)
    assert len(upstream.asked) == 1


@EVERY_ROUTE
def test_a_body_that_is_too_long_is_refused(gateway: str, upstream: Upstream, path: str) -> None:
    answer = ask(gateway, path, padding="x" * 30_000)

    assert answer.status_code == 413
    assert "max_body_bytes" in error_of(path, answer)["message"]
    assert upstream.asked == []


@pytest.mark.parametrize("path", ["/v1/embeddings", "/review/findings"])
def test_a_body_that_never_ends_is_given_up(gateway: str, upstream: Upstream, path: str) -> None:
    host, _, port = gateway.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as client:
        head = b"HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n"
        client.sendall(b"POST %s " % path.encode() + head + b"{")
        answer = client.recv(4096)

    assert b" 408 " in answer
    assert upstream.asked == []


def test_unwritable_log_rejects_all_requests(
    gateway: str, services: Services, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.errors import OutputError
    from pipeline.gateway.accounting.audit_log import AuditLog

    def full(*_: object) -> None:
        raise OutputError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(AuditLog, "append", full)
        ask(gateway, "/v1/responses")
        upstream.asked.clear()
        refused = ask(gateway, "/v1/responses")
    ask(gateway, "/v1/responses")
    again = ask(gateway, "/v1/responses")

    assert refused.status_code == 503
    assert "audit log" in refused.json()["error"]["message"]
    assert again.status_code == 200
    assert len(upstream.asked) == 1
