"""H7: neither a client nor the upstream can block the gateway: scanner turns, requests, bytes and streams are limited.

Scanners are stand-ins that let every prompt pass, one by one as a test lets them: order and bytes are measured, no time.
"""

import asyncio
import json
import tracemalloc
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipeline.errors import BrokenStreamError, PromptError
from pipeline.gateway import exchange
from pipeline.gateway.answer_stream import AnswerStream
from pipeline.gateway.answers import RestoreContext
from pipeline.gateway.app import application
from pipeline.gateway.prompt import Cleared
from pipeline.gateway.protocol.events import EventReader
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.scanning import scanner_pool as scanner_pool
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Settings
from pipeline.replace.keyed.keys import KeySource
from pipeline.restore.links import Links
from pipeline.restore.restore_map import RestoreMap, Restorer
from tests.pipeline.gateway.upstream import Upstream
from tests.pipeline.restore.test_restore_map import TABLE

HOSTILE, HONEST = "10.0.0.1", "10.0.0.2"
LONG = "word " * 5_000
Make = Callable[..., "Door"]


class Scanner:
    """Returns every request unchanged; with gates, processes one piece of work per gate."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.gates: asyncio.Queue[None] | None = None
        self.is_alive = True

    async def ask(self, _: Any, requests: list[Any], *, seconds: float) -> Any:
        self.order += [json.loads(one.raw)["user"] for one in requests]
        if self.gates:
            await self.gates.get()
        if any(b"HANG" in one.raw for one in requests):
            self.is_alive = False
            return PromptError("not scanned in time", "detection_timeout", 503)
        scanned = vars(exchange)["Scanned"]
        return [
            scanned(Cleared(one.raw, RestoreMap({}), {}), one.policy, "0a", True, True, False, len(one.raw))
            for one in requests
        ]

    def close(self) -> None:
        """Do nothing."""


class Door:
    """A gateway that receives requests from any address, without a network."""

    def __init__(self, services: Services, scanner: Scanner) -> None:
        self.app, self.services, self.scanner = application(services), services, scanner

    async def ask(self, address: str, name: str = "x", key: str = "k", **more: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, client=(address, 5000))
        text = more.pop("text", "Hello.")
        body = {"model": "m", "user": name, "messages": [{"role": "user", "content": text}], **more.pop("body", {})}
        sent = more if "content" in more else {"json": body, **more}
        headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.post("/v1/chat/completions", headers=headers, timeout=60, **sent)

    async def get(self, address: str, path: str) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, client=(address, 5000))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(path)


@pytest.fixture(scope="module")
def module_upstream() -> Iterator[Upstream]:
    with Upstream() as upstream:
        yield upstream


@pytest.fixture
def upstream(module_upstream: Upstream) -> Upstream:
    module_upstream.fault = None
    module_upstream.asked.clear()
    return module_upstream


@pytest.fixture
def door(upstream: Upstream, key_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    scanner = Scanner()

    def start(_: Any, count: int) -> list[Scanner]:
        scanner.is_alive = True
        return [scanner] * count

    monkeypatch.setattr(scanner_pool, "start", start)

    def make(**settings: Any) -> Door:
        known = {name: value for name, value in settings.items() if name in Settings.model_fields}
        log = str(tmp_path / "log")
        all_of_them = Settings(classification="public", openai=upstream.url, audit_log=log, **known)
        return Door(Services(all_of_them, KeySource(str(key_file))), scanner)

    return make


def written(tmp_path: Path) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads((tmp_path / "log").read_text().splitlines()[-1])
    return entry


def test_client_waits_for_one_prompt_however_many_another_client_sends(door: Make) -> None:
    async def run() -> list[str]:
        gateway = door()
        gateway.scanner.gates = asyncio.Queue()
        asked = [gateway.ask(HOSTILE, f"hostile {number}", key=f"{number}", text=LONG) for number in range(6)]
        works = [asyncio.create_task(one) for one in asked]
        while not gateway.scanner.order:
            await asyncio.sleep(0.01)
        works.append(asyncio.create_task(gateway.ask(HONEST, "honest", text=LONG)))
        while len(gateway.services.scanner_pool._waiting) < 6:
            await asyncio.sleep(0.01)
        for _ in works:
            gateway.scanner.gates.put_nowait(None)
        assert [one.status_code for one in await asyncio.gather(*works)] == [200] * 7
        return gateway.scanner.order

    order = asyncio.run(run())
    assert order.index("honest") == 1


def test_client_whose_prompts_hang_loses_priority(door: Make) -> None:
    async def run() -> list[str]:
        gateway = door()
        gateway.scanner.gates = asyncio.Queue()
        texts = {"hangs": f"HANG {LONG}", "hangs again": f"HANG {LONG}", "waits": LONG}
        works = [asyncio.create_task(gateway.ask(HOSTILE, name, text=text)) for name, text in texts.items()]
        while not gateway.scanner.order:
            await asyncio.sleep(0.01)
        works += [asyncio.create_task(gateway.ask(HONEST, f"honest {number}", text=LONG)) for number in range(3)]
        while len(gateway.services.scanner_pool._waiting) < 5:
            await asyncio.sleep(0.01)
        for _ in range(4):
            gateway.scanner.gates.put_nowait(None)
        await asyncio.wait(works[3:], timeout=10)
        for work in works:
            work.cancel()
        return gateway.scanner.order

    assert asyncio.run(run()) == ["hangs", "honest 0", "honest 1", "honest 2"]


def test_invented_keys_do_not_evade_a_limit(door: Make, upstream: Upstream) -> None:
    async def run() -> list[int]:
        gateway = door(limits={"requests": {"minute": 1}})
        answers = [await gateway.ask(HOSTILE, key=f"made up {number}") for number in range(5)]
        return [*(one.status_code for one in answers), (await gateway.ask(HONEST)).status_code]

    assert asyncio.run(run()) == [200, 429, 429, 429, 429, 200]
    assert len(upstream.asked) == 2


@pytest.mark.parametrize(
    ("addresses", "statuses"),
    [
        (["2001:db8:0:1::1", "2001:db8:0:1:ffff::2", "2001:db8:0:2::1"], [200, 429, 200]),
        (["::ffff:10.0.0.9", "10.0.0.9"], [200, 429]),
    ],
)
def test_addresses_of_one_ipv6_subscriber_share_a_limit(door: Make, addresses: list[str], statuses: list[int]) -> None:
    async def run() -> list[int]:
        gateway = door(limits={"requests": {"minute": 1}})
        return [(await gateway.ask(one, key=one)).status_code for one in addresses]

    assert asyncio.run(run()) == statuses


def test_client_that_guesses_keys_is_rejected(door: Make) -> None:
    async def run() -> tuple[list[int], int]:
        gateway = door(clients={"desk": {"key_sha256": "5" * 64}})
        tried = [(await gateway.ask(HOSTILE, key=f"guess {number}")).status_code for number in range(70)]
        return tried, (await gateway.ask(HONEST)).status_code

    tried, other = asyncio.run(run())
    assert tried[0] == other == 401
    assert tried[-1] == 429


def test_concurrent_body_bytes_are_limited_in_total_and_per_client(door: Make) -> None:
    async def run() -> list[int]:
        gateway = door(max_body_bytes=20_000, max_bodies_bytes=60_000)
        is_over = asyncio.Event()

        async def slow() -> AsyncIterator[bytes]:
            yield b'{"model": "m", "user": "x", "messages": [{"role": "user", "content": "' + b"x" * 19_000
            await is_over.wait()
            yield b'"}]}'

        works = [asyncio.create_task(gateway.ask(HOSTILE, content=slow())) for _ in range(3)]
        done, _ = await asyncio.wait(works, timeout=1)
        works.append(asyncio.create_task(gateway.ask(HONEST, content=slow())))
        done |= (await asyncio.wait(works, timeout=1))[0]
        is_over.set()
        answers = await asyncio.gather(*works)
        assert [one.headers.get("retry-after") for one in answers if one.status_code == 503] == ["5"]
        again = await gateway.ask(HOSTILE)
        return [len(done), *sorted(one.status_code for one in answers), again.status_code]

    assert asyncio.run(run()) == [1, 200, 200, 200, 503, 200]


def chunk(content: str, **more: Any) -> bytes:
    return b"data: " + json.dumps({"choices": [{"index": 0, "delta": {"content": content}}], **more}).encode() + b"\n\n"


def test_oversized_stream_is_ended(door: Make, upstream: Upstream, tmp_path: Path) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1_000):
            yield chunk("x" * 1_000)

    upstream.fault = lambda _: endless()
    answer = asyncio.run(door(max_stream_bytes=50_000).ask(HONEST, body={"stream": True}))

    assert len(answer.content) < 60_000
    assert "max_stream_bytes" in json.loads(answer.text.rstrip().rpartition("data: ")[2])["error"]["message"]
    assert written(tmp_path)["reason"] == "answer_too_long"


@pytest.mark.parametrize("stream", [True, False])
def test_slow_answer_is_ended(door: Make, upstream: Upstream, tmp_path: Path, stream: bool) -> None:
    async def drip() -> AsyncIterator[bytes]:
        for _ in range(40):
            await asyncio.sleep(0.05)
            yield chunk("x") if stream else b" "

    def fault(_: Any) -> Any:
        from starlette.responses import StreamingResponse

        return StreamingResponse(drip(), media_type="text/event-stream" if stream else "application/json")

    upstream.fault = fault
    timeouts = {"answer": 0.3} if "answer" in Settings.model_fields["timeouts"].annotation.model_fields else {}
    asyncio.run(door(timeouts=timeouts).ask(HONEST, body={"stream": stream}))

    assert written(tmp_path)["reason"] == "answer_too_slow"


def held_bytes(events: Iterator[bytes], restore_map: RestoreMap = TABLE) -> tuple[int, str]:
    """Return the bytes that a stream buffers after some events, and the reason if it ended early."""
    answer, reader = AnswerStream(RestoreContext(Protocol.OTHER, restore_map)), EventReader()
    tracemalloc.start()
    try:
        for raw in events:
            for event in reader.feed(raw):
                list(answer.feed(event))
        return tracemalloc.get_traced_memory()[0], ""
    except BrokenStreamError as error:
        return tracemalloc.get_traced_memory()[0], str(error)
    finally:
        tracemalloc.stop()


def test_stream_buffers_are_limited_in_size_and_number() -> None:
    def made_up() -> Iterator[bytes]:
        for number in range(2_000):
            event = {"type": "t.delta", "item_id": f"id {number}", "delta": "Mar", "other": {"x": "y" * 10_000}}
            yield b"data: " + json.dumps(event).encode() + b"\n\n"

    count, reason = held_bytes(made_up())

    assert "too many texts" in reason
    assert count < 4 * 2**20


def test_stream_does_not_keep_long_event_fields() -> None:
    event = {"type": "t.delta", "item_id": "a", "delta": "Mar", "other": {"x": "y" * 2**20}}
    count, _ = held_bytes(iter([b"data: " + json.dumps(event).encode() + b"\n\n", b"data: {}\n\n"]))
    _, reason = held_bytes(iter([b"data: " + json.dumps({**event, "item_id": "x" * 5_000}).encode() + b"\n\n"]))

    assert count < 2**18
    assert "too long" in reason


@pytest.mark.parametrize("length", [pytest.param(10, marks=pytest.mark.slow), 2_000])
@pytest.mark.parametrize("tools", [None, ("send",)])
def test_stream_keeps_few_tool_names(length: int, tools: tuple[str, ...] | None) -> None:
    def made_up() -> Iterator[bytes]:
        for number in range(4_000):
            block = {"type": "tool_use", "id": f"t{number}", "name": f"{number}".zfill(length)}
            event = {"type": "content_block_start", "index": number, "content_block": block}
            yield b"data: " + json.dumps(event).encode() + b"\n\n"

    count, reason = held_bytes(made_up(), RestoreMap(TABLE.terms, links=Links(tools=tools)))

    assert not reason
    assert count < 4 * 2**20


@pytest.mark.parametrize("piece", ["/", "\n", "x", "'"])
def test_unfinished_url_takes_linear_time(piece: str) -> None:
    restorer, held = Restorer(TABLE), 0
    for text in ["'https:/", *[piece] * 20_000]:
        restorer.feed(text)
        held = max(held, len(restorer._text))

    assert held < 3_000


@pytest.mark.parametrize("end", [b"", b"\n\n"])
def test_event_size_is_limited(end: bytes) -> None:
    with pytest.raises(BrokenStreamError):
        list(EventReader().feed(b"data: " + b"x" * 9 * 2**20 + end))


@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_metrics_are_local_by_default(door: Make, path: str) -> None:
    async def run() -> list[int]:
        gateway, open_to_all = door(), door(metrics="open")
        asked = [(gateway, "127.0.0.1"), (gateway, "::1"), (gateway, HOSTILE), (open_to_all, HOSTILE)]
        return [(await one.get(address, path)).status_code for one, address in asked]

    assert asyncio.run(run()) == [200, 200, 403, 200]


def test_liveness_is_public_and_reveals_nothing_else(door: Make) -> None:
    answer = asyncio.run(door().get(HOSTILE, "/healthz"))

    assert (answer.status_code, answer.text) == (200, "ok\n")
