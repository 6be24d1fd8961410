"""Scanner pool: queueing, charging of clients, and configuration of restarted scanners."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import Key
from pipeline.errors import LaterError, PolicyError, PromptError
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.scanning import scanner_pool as module
from pipeline.gateway.scanning.messages import Scanned
from pipeline.gateway.scanning.scanner import ScannerSource
from pipeline.gateway.scanning.scanner_pool import MAX_TOGETHER, FunctionCall, Job, ScannerPool, next_batch
from pipeline.replace.keyed.keys import KeySource

ZORA = "Zora Quackenbush called."
FRAGILE = "classification: fragile\nextends: confidential\ndetection: {ner: 'tests.pipeline.gateway.fragile:Fragile'}\n"
Work = Callable[[ScannerPool], Awaitable[None]]


@pytest.fixture
def source(tmp_path: Path) -> ScannerSource:
    (tmp_path / "fragile.yaml").write_text(FRAGILE)
    Key.generate().save(tmp_path / "key")
    return ScannerSource(str(tmp_path / "fragile.yaml"), KeySource(str(tmp_path / "key")))


def at(source: ScannerSource, work: Work, **limits: Any) -> None:
    """Run a coroutine with a separate scanner pool."""

    async def run() -> None:
        scanner_pool = ScannerPool(source, **{"scanners": 1, "seconds": 2, **limits})
        try:
            await work(scanner_pool)
        finally:
            scanner_pool.close()

    asyncio.run(run())


def clear(scanner_pool: ScannerPool, text: str = ZORA, policy: str = "fragile") -> Awaitable[Scanned]:
    return scanner_pool.clear(Protocol.EMBEDDINGS, b'{"model":"m","input":"%s"}' % text.encode(), policy, "client")


async def reasons(*works: Awaitable[Scanned]) -> list[str]:
    """Return the reason for each rejection; empty for sanitized prompts."""
    done = await asyncio.gather(*works, return_exceptions=True)
    return [one.reason if isinstance(one, PromptError) else "" for one in done]


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not is_so():
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("waiting", "idle", "pieces"),
    [
        ("sss", 1, ["sss"]),
        ("ssss", 2, ["ss", "ss"]),
        ("sLs", 1, ["ss", "L"]),
        ("LLs", 3, ["L", "L", "s"]),
        ("s" * 20, 1, ["s" * MAX_TOGETHER, "s" * 4]),
    ],
)
def test_short_prompts_are_scanned_together_and_long_ones_by_themselves(
    waiting: str, idle: int, pieces: list[str]
) -> None:
    jobs = deque(Job(FunctionCall("", ()), is_alone=letter == "L") for letter in waiting)
    taken = []
    while jobs:
        taken.append(
            "".join(
                "L" if job.is_alone else "s" for job in next_batch(jobs, max(1, idle - len(taken)), takes_alone=True)
            )
        )

    assert taken == pieces


@pytest.mark.slow
def test_queue_timeout_behind_a_hanging_prompt_returns_retry_after(
    source: ScannerSource,
) -> None:
    async def work(scanner_pool: ScannerPool) -> None:
        guilty = asyncio.create_task(reasons(clear(scanner_pool, "HANG")))
        await asyncio.sleep(0)
        waiting = [asyncio.create_task(reasons(clear(scanner_pool))) for _ in range(3)]
        refused, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)

        assert [task.result() for task in refused] == [["busy"]]
        assert scanner_pool.is_ready()
        assert await asyncio.gather(*waiting) == [["busy"]] * 3
        assert not guilty.done()

    at(source, work, queue_seconds=0.2, max_waiting=2)


@pytest.mark.slow
def test_queue_is_limited_in_bytes(source: ScannerSource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_WAITING_BYTES", 100)

    async def work(scanner_pool: ScannerPool) -> None:
        guilty = asyncio.create_task(reasons(clear(scanner_pool, "HANG")))
        await asyncio.sleep(0)
        first = asyncio.create_task(reasons(clear(scanner_pool, "Z" * 200)))
        await asyncio.sleep(0)

        assert await reasons(clear(scanner_pool)) == ["busy"]
        assert [*await guilty, *await first] == ["detection_timeout", ""]

    at(source, work)


@pytest.mark.slow
def test_disconnected_client_leaves_the_queue(source: ScannerSource) -> None:
    async def work(scanner_pool: ScannerPool) -> None:
        guilty = asyncio.create_task(reasons(clear(scanner_pool, "HANG")))
        await asyncio.sleep(0)
        for _ in range(5):
            gone = asyncio.ensure_future(clear(scanner_pool))
            await asyncio.sleep(0)
            gone.cancel()
            await asyncio.wait([gone])
        waiting = asyncio.ensure_future(clear(scanner_pool))

        assert await guilty == ["detection_timeout"]
        assert (await waiting).cleared

    at(source, work, max_waiting=1)


@pytest.mark.slow
def test_long_prompts_leave_one_of_several_scanners_to_the_short_ones(source: ScannerSource) -> None:
    async def work(scanner_pool: ScannerPool) -> None:
        long = [asyncio.create_task(reasons(clear(scanner_pool, "HANG" + " " * 20_000))) for _ in range(3)]
        await asyncio.sleep(0.1)

        assert await reasons(clear(scanner_pool), clear(scanner_pool)) == ["", ""]
        assert not any(task.done() for task in long)

    at(source, work, scanners=2, seconds=30)


def test_full_queue_response_has_retry_after(source: ScannerSource) -> None:
    async def work(scanner_pool: ScannerPool) -> None:
        with pytest.raises(LaterError) as caught:
            await clear(scanner_pool)
        assert (caught.value.status, caught.value.headers) == (503, {"retry-after": "5"})

    at(source, work, max_waiting=0)


@pytest.mark.slow
@pytest.mark.parametrize(("word", "reason"), [("DIE", "detection_failed"), ("HANG", "detection_timeout")])
def test_only_the_failing_prompt_of_a_batch_is_rejected(source: ScannerSource, word: str, reason: str) -> None:
    async def work(scanner_pool: ScannerPool) -> None:
        texts = [ZORA, f"{ZORA} {word}", "Nothing.", ZORA]
        assert await reasons(*(clear(scanner_pool, text) for text in texts)) == ["", reason, "", ""]

    at(source, work)


@pytest.mark.slow
def test_restarted_scanner_uses_the_policies_and_the_key_of_the_start(source: ScannerSource, tmp_path: Path) -> None:
    async def work(scanner_pool: ScannerPool) -> None:
        before = [await clear(scanner_pool, policy=policy) for policy in ("fragile", "restricted")]
        (tmp_path / "fragile.yaml").write_text(FRAGILE + "entities: {PERSON: keep}\nloosen: [PERSON]\n")
        (tmp_path / "key").unlink()
        Key.generate().save(tmp_path / "key")
        assert await reasons(clear(scanner_pool, "DIE")) == ["detection_failed"]
        after = [await clear(scanner_pool, policy=policy) for policy in ("fragile", "restricted")]

        assert [one.cleared.body for one in after] == [one.cleared.body for one in before]
        assert {one.key_id for one in after} == {scanner_pool.config.key.id}
        await scanner_pool.reload()
        anew = await clear(scanner_pool)
        assert b"Zora" in anew.cleared.body
        assert anew.key_id == scanner_pool.config.key.id != before[0].key_id

    at(source, work)


@pytest.mark.slow
def test_scanner_start_is_retried_and_reload_works(
    source: ScannerSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "RESTART_SECONDS", 0.1)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "brittle.py").write_text("from tests.pipeline.gateway.fragile import Fragile\n")
    (tmp_path / "fragile.yaml").write_text(FRAGILE.replace("tests.pipeline.gateway.fragile", "brittle"))

    async def work(scanner_pool: ScannerPool) -> None:
        (tmp_path / "brittle.py").rename(tmp_path / "away.py")
        scanner_pool._idle[0]._process.kill()
        await until(lambda: not scanner_pool.is_ready())
        await until(lambda: "next attempt" in caplog.text)
        with pytest.raises(PolicyError):
            await scanner_pool.reload()  # there is no scanner left
        (tmp_path / "away.py").rename(tmp_path / "brittle.py")
        await until(scanner_pool.is_ready)
        assert b"Zora" not in (await clear(scanner_pool)).cleared.body

    at(source, work)
