"""The desk: who waits, who pays for whom, and what a scanner that follows another works with."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import Key
from pipeline.errors import PolicyError
from pipeline.gateway import desk as module
from pipeline.gateway.desk import MAX_TOGETHER, Call, Desk, Job, next_piece
from pipeline.gateway.errors import LaterError
from pipeline.gateway.messages import Scanned
from pipeline.gateway.positions import Protocol
from pipeline.gateway.prompt import PromptError
from pipeline.gateway.scanner import Plan
from pipeline.pseudonyms.keys import KeySource

ZORA = "Zora Quackenbush called."
FRAGILE = "classification: fragile\nextends: confidential\ndetection: {ner: 'tests.pipeline.gateway.fragile:Fragile'}\n"
Work = Callable[[Desk], Awaitable[None]]


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    (tmp_path / "fragile.yaml").write_text(FRAGILE)
    Key.generate().save(tmp_path / "key")
    return Plan(str(tmp_path / "fragile.yaml"), KeySource(str(tmp_path / "key")))


def at(plan: Plan, work: Work, **limits: Any) -> None:
    """Do some work at a desk of its own."""

    async def run() -> None:
        desk = Desk(plan, **{"scanners": 1, "seconds": 2, **limits})
        try:
            await work(desk)
        finally:
            desk.close()

    asyncio.run(run())


def clear(desk: Desk, text: str = ZORA, policy: str = "fragile") -> Awaitable[Scanned]:
    return desk.clear(Protocol.EMBEDDINGS, b'{"model":"m","input":"%s"}' % text.encode(), policy, "client")


async def reasons(*works: Awaitable[Scanned]) -> list[str]:
    """Return the reason why each was refused; empty for one that was cleared."""
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
    jobs = deque(Job(Call("", ()), is_alone=letter == "L") for letter in waiting)
    taken = []
    while jobs:
        taken.append(
            "".join(
                "L" if job.is_alone else "s" for job in next_piece(jobs, max(1, idle - len(taken)), takes_alone=True)
            )
        )

    assert taken == pieces


def test_who_waits_behind_a_prompt_that_hangs_is_told_to_come_again_and_the_gateway_stays_ready(plan: Plan) -> None:
    async def work(desk: Desk) -> None:
        guilty = asyncio.create_task(reasons(clear(desk, "HANG")))
        await asyncio.sleep(0)
        waiting = [asyncio.create_task(reasons(clear(desk))) for _ in range(3)]
        refused, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)

        assert [task.result() for task in refused] == [["busy"]]
        assert desk.is_ready()
        assert await asyncio.gather(*waiting) == [["busy"]] * 3
        assert not guilty.done()

    at(plan, work, queue_seconds=0.2, max_waiting=2)


def test_what_waits_is_bounded_in_bytes_as_well(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_WAITING_BYTES", 100)

    async def work(desk: Desk) -> None:
        guilty = asyncio.create_task(reasons(clear(desk, "HANG")))
        await asyncio.sleep(0)
        first = asyncio.create_task(reasons(clear(desk, "Z" * 200)))
        await asyncio.sleep(0)

        assert await reasons(clear(desk)) == ["busy"]
        assert [*await guilty, *await first] == ["detection_timeout", ""]

    at(plan, work)


def test_who_no_longer_waits_holds_no_place(plan: Plan) -> None:
    async def work(desk: Desk) -> None:
        guilty = asyncio.create_task(reasons(clear(desk, "HANG")))
        await asyncio.sleep(0)
        for _ in range(5):
            gone = asyncio.ensure_future(clear(desk))
            await asyncio.sleep(0)
            gone.cancel()
            await asyncio.wait([gone])
        waiting = asyncio.ensure_future(clear(desk))

        assert await guilty == ["detection_timeout"]
        assert (await waiting).cleared

    at(plan, work, max_waiting=1)


def test_long_prompts_leave_one_of_several_scanners_to_the_short_ones(plan: Plan) -> None:
    async def work(desk: Desk) -> None:
        long = [asyncio.create_task(reasons(clear(desk, "HANG" + " " * 20_000))) for _ in range(3)]
        await asyncio.sleep(0.1)

        assert await reasons(clear(desk), clear(desk)) == ["", ""]
        assert not any(task.done() for task in long)

    at(plan, work, scanners=2, seconds=30)


def test_a_prompt_that_is_refused_for_the_queue_says_when_to_come_again(plan: Plan) -> None:
    async def work(desk: Desk) -> None:
        with pytest.raises(LaterError) as caught:
            await clear(desk)
        assert (caught.value.status, caught.value.headers) == (503, {"retry-after": "5"})

    at(plan, work, max_waiting=0)


@pytest.mark.slow
@pytest.mark.parametrize(("word", "reason"), [("DIE", "detection_failed"), ("HANG", "detection_timeout")])
def test_only_the_guilty_one_of_a_batch_is_refused(plan: Plan, word: str, reason: str) -> None:
    async def work(desk: Desk) -> None:
        texts = [ZORA, f"{ZORA} {word}", "Nothing.", ZORA]
        assert await reasons(*(clear(desk, text) for text in texts)) == ["", reason, "", ""]

    at(plan, work)


@pytest.mark.slow
def test_a_scanner_that_follows_another_works_with_the_policies_and_the_key_of_the_start(
    plan: Plan, tmp_path: Path
) -> None:
    async def work(desk: Desk) -> None:
        before = [await clear(desk, policy=policy) for policy in ("fragile", "restricted")]
        (tmp_path / "fragile.yaml").write_text(FRAGILE + "entities: {PERSON: keep}\nloosen: [PERSON]\n")
        (tmp_path / "key").unlink()
        Key.generate().save(tmp_path / "key")
        assert await reasons(clear(desk, "DIE")) == ["detection_failed"]
        after = [await clear(desk, policy=policy) for policy in ("fragile", "restricted")]

        assert [one.cleared.body for one in after] == [one.cleared.body for one in before]
        assert {one.key_id for one in after} == {desk.kit.key.id}
        await desk.reload()
        anew = await clear(desk)
        assert b"Zora" in anew.cleared.body
        assert anew.key_id == desk.kit.key.id != before[0].key_id

    at(plan, work)


@pytest.mark.slow
def test_where_no_scanner_can_be_started_it_is_tried_again_and_all_can_be_loaded_anew(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "RESTART_SECONDS", 0.1)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "brittle.py").write_text("from tests.pipeline.gateway.fragile import Fragile\n")
    (tmp_path / "fragile.yaml").write_text(FRAGILE.replace("tests.pipeline.gateway.fragile", "brittle"))

    async def work(desk: Desk) -> None:
        (tmp_path / "brittle.py").rename(tmp_path / "away.py")
        desk._idle[0]._process.kill()
        await until(lambda: not desk.is_ready())
        await until(lambda: "another try" in caplog.text)
        with pytest.raises(PolicyError):
            await desk.reload()  # there is no scanner left
        (tmp_path / "away.py").rename(tmp_path / "brittle.py")
        await until(desk.is_ready)
        assert b"Zora" not in (await clear(desk)).cleared.body

    at(plan, work)
