"""Gateway benchmark: throughput and added latency, compared with the model alone and a proxy that calls Presidio.

All servers are measured alternately in one run, so that other load affects them equally. Each is one process on loopback.

python benchmarks/gateway.py [--seconds 8] [--streams | --soak SECONDS] [--write]
"""

import argparse
import asyncio
import itertools
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
from report import show, write
from speed import TEXTS, sample

COLUMNS = (
    "what",
    "clients",
    "server",
    "requests/s",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "added p50 ms",
    "times Presidio's proxy",
)
STREAM_COLUMNS = (
    "clients",
    "server",
    "first event p50 ms",
    "p95 ms",
    "detection p50 ms",
    "delay of an event p50 ms",
    "p95 ms",
    "p99 ms",
)
AUDIT_LOG = "log"
CLIENTS = (1, 8, 32)
PAUSE_SECONDS = 0.01
ROUNDS = 2
FRESH, CHATS = "fresh prompts of 300 characters", "chats of 20 turns and 8 KB, sent again"
REQUIRED = {FRESH: 2.5, CHATS: 8.0}
PROMPT_CHARACTERS, TURNS, TURN_CHARACTERS = 300, 20, 400
SAMPLE_SECONDS = 5
CHATS_GOING_ON = 16
WARM_UP_SECONDS = 60
# A minimal client, since it shares the cores with the measured servers.
HEAD = b"POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
DONE = b"[DONE]"
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)

Bodies = Iterator[dict[str, Any]]


def main() -> None:
    """Measure, print, and write the table if sent_at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, default=TEXTS, help="chat JSONL; the contents of its messages are taken")
    parser.add_argument("--seconds", type=float, default=8, help="how long each turn lasts")
    parser.add_argument(
        "--soak", type=int, default=0, help="instead: stream chats for so many seconds, and watch the memory"
    )
    parser.add_argument("--streams", action="store_true", help="instead: how much later each event of a stream comes")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    arguments = parser.parse_args()
    words = " ".join(sample(arguments.texts, 3_000_000)[0])
    section = "gateway soak" if arguments.soak else "gateway streams" if arguments.streams else "gateway"
    with servers(with_presidio=section == "gateway") as (urls, process):
        if arguments.soak:
            columns, rows = ("figure", "measured", "required"), soak(urls["Heteronym"], process, words, arguments.soak)
        elif arguments.streams:
            columns, rows = STREAM_COLUMNS, streams(urls, Path(process.cwd(), AUDIT_LOG), words, arguments.seconds)
        else:
            columns, rows = COLUMNS, loads(urls, words, arguments.seconds)
    show(section, columns, rows)
    if arguments.write:
        write(section, columns, rows)


@contextmanager
def servers(*, with_presidio: bool) -> Iterator[tuple[dict[str, str], psutil.Process]]:
    """Run all servers; yield their addresses and the process of the gateway."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    own = str(Path(__file__).with_name("gateway_servers.py"))
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())

        def run(*command: str) -> tuple[str, subprocess.Popen[bytes]]:
            port = free_port()
            process = subprocess.Popen(
                [part.replace("PORT", str(port)) for part in command],
                cwd=folder,
                env=environment,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(process.terminate)
            return f"http://127.0.0.1:{port}", process

        model, _ = run(sys.executable, own, "model", "PORT")
        gateway, process = run(
            sys.executable,
            "-m",
            "pipeline.cli",
            "serve",
            "--port",
            "PORT",
            "-c",
            "confidential",
            "--openai",
            model,
            "--audit-log",
            AUDIT_LOG,
        )
        urls = {"the bare model": model, "Heteronym": gateway}
        if with_presidio:
            urls["a proxy that asks Presidio"] = run(sys.executable, own, "presidio", "PORT", model)[0]
        for url in urls.values():
            wait_for(url)
        yield urls, psutil.Process(process.pid)


def free_port() -> int:
    """Return a free port."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def wait_for(url: str) -> None:
    """Wait until a server answers."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", urlsplit(url).port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{url} did not start")


def prompts(words: str) -> Bodies:
    """Yield distinct prompts."""
    for start in itertools.count(0, PROMPT_CHARACTERS):
        place = start % (len(words) - PROMPT_CHARACTERS)
        yield {"model": "m", "messages": [{"role": "user", "content": words[place : place + PROMPT_CHARACTERS]}]}


def chats(words: str) -> Bodies:
    """Yield the same chats of 20 turns repeatedly, each time with a new last message."""
    size = TURNS * TURN_CHARACTERS
    for number in itertools.count():
        place = number % CHATS_GOING_ON * size
        turns = [words[at : at + TURN_CHARACTERS] for at in range(place, place + size, TURN_CHARACTERS)]
        last = (CHATS_GOING_ON * size + number * 97) % (len(words) - TURN_CHARACTERS)
        turns[-1] = words[last : last + TURN_CHARACTERS]
        messages = [{"role": "user" if turn % 2 else "assistant", "content": text} for turn, text in enumerate(turns)]
        yield {"model": "m", "messages": messages}


def loads(urls: dict[str, str], words: str, seconds: float) -> list[tuple[str, ...]]:
    """Measure every server with every load."""
    rows = []
    for what, bodies_of in ((FRESH, prompts), (CHATS, chats)):
        bodies = {name: bodies_of(words) for name in urls}  # shared between loads: a prompt is new only once
        for name, url in urls.items():  # growing chats have been sent before
            asyncio.run(load(url, itertools.islice(bodies[name], CHATS_GOING_ON), 1, WARM_UP_SECONDS))
        for clients in CLIENTS:
            taken: dict[str, list[float]] = {name: [] for name in urls}
            spent = dict.fromkeys(urls, 0.0)
            for _ in range(ROUNDS):
                for name, url in urls.items():
                    latencies, elapsed = asyncio.run(load(url, bodies[name], clients, seconds / ROUNDS))
                    taken[name] += latencies
                    spent[name] += elapsed
            rows += table_rows(what, clients, taken, spent)
    return rows


def table_rows(
    what: str, clients: int, taken: dict[str, list[float]], spent: dict[str, float]
) -> list[tuple[str, ...]]:
    """Return a row for each server."""
    rates = {name: len(latencies) / spent[name] for name, latencies in taken.items()}
    bare, presidio = next(iter(taken)), list(taken)[-1]
    base = statistics.median(taken[bare]) * 1000
    rows = []
    for name, latencies in taken.items():
        p50, p95, p99 = (percentile(latencies, share) * 1000 for share in (50, 95, 99))
        ratio = f"{rates[name] / rates[presidio]:.1f} (required {REQUIRED[what]})" if name == "Heteronym" else "-"
        rows.append(
            (
                what,
                str(clients),
                name,
                f"{rates[name]:,.0f}",
                f"{p50:.1f}",
                f"{p95:.1f}",
                f"{p99:.1f}",
                f"{p50 - base:.1f}",
                ratio,
            )
        )
    return rows


def percentile(values: list[float], share: int) -> float:
    """Return the `share`th percentile."""
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


async def load(url: str, bodies: Bodies, clients: int, seconds: float) -> tuple[list[float], float]:
    """Send requests with concurrent clients; return the latency of each response and the total time, in seconds."""
    latencies: list[float] = []
    started = time.perf_counter()

    async def ask() -> None:
        async with connected(url) as (reader, writer):
            while time.perf_counter() - started < seconds and (body := next(bodies, None)):
                sent_at = time.perf_counter()
                head = await send(reader, writer, body)
                await reader.readexactly(int(LENGTH.search(head)[1]))  # type: ignore[index]
                latencies.append(time.perf_counter() - sent_at)

    await asyncio.gather(*(ask() for _ in range(clients)))
    return latencies, time.perf_counter() - started


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Connect to a server."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def send(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: dict[str, Any]) -> bytes:
    """Send a request, and return the head of its answer."""
    content = json.dumps(body).encode()
    writer.write(HEAD % len(content) + content)
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head[:200]
    return head


async def events(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, body: dict[str, Any]
) -> AsyncIterator[bytes]:
    """Request a stream, and yield the data of its events as they arrive."""
    await send(reader, writer, {**body, "stream": True})
    while (line := await reader.readline()) != b"0\r\n":  # other lines are chunk lengths
        if line.startswith(b"data: "):
            yield line[6:].strip()
    await reader.readline()


def streams(urls: dict[str, str], audit_log: Path, words: str, seconds: float) -> list[tuple[str, ...]]:
    """Stream answers to new prompts; return the time to the first event, and the delay of each event."""
    rows = []
    for clients in CLIENTS:
        for name, url in urls.items():
            bodies = ({**body, "pause": PAUSE_SECONDS} for body in prompts(words[clients * 100_000 :]))
            asyncio.run(load(url, itertools.islice(bodies, 4 * clients), clients, WARM_UP_SECONDS))
            known = len(audit_log.read_text().splitlines()) if audit_log.exists() else 0
            first, delays = asyncio.run(_streams(url, bodies, clients, seconds))
            entries = [json.loads(line) for line in audit_log.read_text().splitlines()[known:]]
            detection = (
                f"{statistics.median(one['seconds_detection'] for one in entries) * 1000:.1f}" if entries else "-"
            )
            delayed = [f"{percentile(delays, share) * 1000:.2f}" for share in (50, 95, 99)]
            begun = [f"{percentile(first, share) * 1000:.1f}" for share in (50, 95)]
            rows.append((str(clients), name, *begun, detection, *delayed))
    return rows


async def _streams(url: str, bodies: Bodies, clients: int, seconds: float) -> tuple[list[float], list[float]]:
    """Return the time to the first event of each answer, and the delay of each event, in seconds."""
    first: list[float] = []
    delays: list[float] = []
    started = time.perf_counter()

    async def ask() -> None:
        async with connected(url) as (reader, writer):
            while time.perf_counter() - started < seconds:
                sent_at, answered = time.perf_counter(), False
                async for event in events(reader, writer, next(bodies)):
                    if event != DONE:
                        delays.append((time.monotonic_ns() - json.loads(event)["created"]) / 1e9)
                        if not answered:
                            first.append(time.perf_counter() - sent_at)
                        answered = True

    await asyncio.gather(*(ask() for _ in range(clients)))
    return first, delays


def soak(url: str, process: psutil.Process, words: str, seconds: int) -> list[tuple[str, ...]]:
    """Stream chats for a long time; return the growth of memory, and whether every stream was complete."""
    counts = {"streams": 0, "whole": 0, "restored": 0}
    memory: list[int] = []
    asyncio.run(_soak(url, chats(words), seconds, counts, lambda: memory.append(resident(process))))
    early = statistics.median(memory[len(memory) // 5 : 2 * len(memory) // 5])
    late = statistics.median(memory[-len(memory) // 5 :])
    return [
        ("seconds", f"{seconds}", "600"),
        ("streams", f"{counts['streams']:,}", "-"),
        ("streams that were not whole", f"{counts['streams'] - counts['whole']:,}", "0"),
        ("answers that differ from the last message", f"{counts['streams'] - counts['restored']:,}", "-"),
        ("memory of the second fifth of the time", f"{early / 2**20:,.0f} MiB", "-"),
        ("memory of the last fifth", f"{late / 2**20:,.0f} MiB ({late / early - 1:+.1%})", "within 5 %"),
    ]


def resident(process: psutil.Process) -> int:
    """Return the memory of a process and its descendants, in bytes."""
    return sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))


async def _soak(url: str, bodies: Bodies, seconds: int, counts: dict[str, int], look: Callable[[], None]) -> None:
    started = time.perf_counter()

    async def ask() -> None:
        async with connected(url) as (reader, writer):
            while time.perf_counter() - started < seconds:
                body, content = next(bodies), ""
                counts["streams"] += 1
                async for event in events(reader, writer, body):
                    if event == DONE:
                        counts["whole"] += 1
                    else:
                        content += json.loads(event)["choices"][0]["delta"]["content"]
                counts["restored"] += content.rstrip() == body["messages"][-1]["content"].rstrip()

    async def watch() -> None:
        while time.perf_counter() - started < seconds:
            look()
            await asyncio.sleep(SAMPLE_SECONDS)

    await asyncio.gather(watch(), *(ask() for _ in range(8)))


if __name__ == "__main__":
    main()
