"""Clients that keep a connection and do nothing with it."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from pipeline.gateway.http.connection_timeouts import timed_protocol
from tests.pipeline.gateway.upstream import Served

GET = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n"
ended: list[float] = []


async def hello(_: Request) -> Response:
    return PlainTextResponse("hello")


async def flood(_: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        try:
            while True:
                yield b"x" * 65_536
                await asyncio.sleep(0)  # as one who waits for an upstream
        finally:
            ended.append(time.monotonic())

    return StreamingResponse(pieces())


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    app = Starlette(routes=[Route("/", hello), Route("/flood", flood)])
    with Served(app, http=timed_protocol(head_seconds=0.4, write_seconds=0.4)) as url:
        host, _, port = url.removeprefix("http://").partition(":")
        yield host, int(port)


@pytest.fixture
def client(address: tuple[str, int]) -> Iterator[socket.socket]:
    with socket.create_connection(address, timeout=1.5) as client:
        yield client


@pytest.mark.parametrize("begun", [b"", b"GE", GET[:-2]], ids=["nothing", "half a line", "half of the headers"])
def test_a_request_that_does_not_come_ends_its_connection(client: socket.socket, begun: bytes) -> None:
    client.sendall(begun)

    assert client.recv(100) == b""


def test_a_drip_of_headers_prolongs_nothing(client: socket.socket) -> None:
    started = time.monotonic()
    client.settimeout(0.05)
    while time.monotonic() < started + 2:
        client.sendall(b"x")
        with suppress(TimeoutError):
            assert client.recv(100) == b""
            break

    assert time.monotonic() - started < 1


def test_a_second_request_may_come_late_but_not_by_half(client: socket.socket) -> None:
    for pause in (0, 0.6):
        time.sleep(pause)
        client.sendall(GET)
        assert client.recv(1000).endswith(b"hello")
    client.sendall(GET[:9])

    assert client.recv(100) == b""


def test_a_client_that_reads_nothing_is_hung_up_on_and_its_answer_ends(client: socket.socket) -> None:
    ended.clear()
    client.sendall(GET.replace(b"/", b"/flood", 1))
    for _ in range(30):
        if ended:
            break
        time.sleep(0.05)

    assert ended


def test_a_client_that_reads_slowly_goes_on(client: socket.socket) -> None:
    ended.clear()
    client.sendall(GET.replace(b"/", b"/flood", 1))
    for _ in range(10):
        time.sleep(0.1)
        assert client.recv(2**20)

    assert not ended
