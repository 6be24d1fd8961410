"""Quotas: requests are accepted or rejected as a whole, with Retry-After."""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.errors import QuotaError
from pipeline.gateway.accounting import quotas as module
from pipeline.gateway.accounting.quotas import Quotas, QuotaSettings, Refusal, estimate_tokens

NOON = 1_800_000_000.0
DAY = 86_400


class Clock:
    """A clock with manual time."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)
    return clock


def quotas(**settings: Any) -> Quotas:
    return Quotas(QuotaSettings.model_validate(settings))


def together(*steps: Callable[[], Awaitable[Any]]) -> list[Any]:
    """Run steps sequentially in one event loop."""

    async def run() -> list[Any]:
        return [await step() for step in steps]

    return asyncio.run(run())


def taking(quotas: Quotas, tokens: int = 0, client: str = "desk", policy: str = "internal") -> Any:
    return lambda: quotas.take(client, policy, {"requests": 1, "tokens": tokens})


@pytest.mark.parametrize(
    ("settings", "tokens", "passing", "refusal"),
    [
        ({}, 10**9, 5, None),
        ({"requests": {"minute": 3}}, 0, 3, ("requests", "minute")),
        ({"requests": {"minute": 3, "ten_minutes": 2}}, 0, 2, ("requests", "ten_minutes")),
        ({"requests": {"minute": 3, "day": 3}}, 0, 3, ("requests", "day")),
        ({"tokens": {"minute": 300}}, 100, 3, ("tokens", "minute")),
        ({"requests": {"day": 2}, "tokens": {"day": 300}}, 100, 2, ("requests", "day")),
        ({"tokens": {"ten_minutes": 99}}, 100, 0, ("tokens", "ten_minutes")),
        ({"requests": {"minute": 2}, "clients": {"desk": {"requests": {"minute": 4}}}}, 0, 4, ("requests", "minute")),
        ({"requests": {"minute": 2}, "clients": {"desk": {"requests": {"minute": None}}}}, 0, 5, None),
        ({"requests": {"minute": 2}, "clients": {"desk": {"requests": {"day": 9}}}}, 0, 2, ("requests", "minute")),
        ({"requests": {"minute": 2}, "clients": {"other": {"requests": {"day": 1}}}}, 0, 2, ("requests", "minute")),
    ],
    ids=[
        "no limits",
        "a minute",
        "the tightest window counts",
        "the longest wait is stated",
        "tokens",
        "requests and tokens",
        "a request larger than the limit",
        "a client's own limit",
        "a client without a limit",
        "a client's own limit beside the general one",
        "another client's limit",
    ],
)
def test_requests_beyond_a_limit_are_rejected(
    clock: Clock, settings: dict[str, Any], tokens: int, passing: int, refusal: tuple[str, str] | None
) -> None:
    answers = together(*[taking(quotas(**settings), tokens)] * 5)

    assert answers[:passing] == [None] * passing
    assert {(one.what, one.window) for one in answers[passing:]} == ({refusal} if refusal else set())


def test_clients_are_counted_apart_and_each_over_all_policies_together(clock: Clock) -> None:
    limited = quotas(requests={"minute": 1})
    first = [("a", "b"), ("b", "b"), ("a/b", "c")]

    assert together(*(taking(limited, client=client, policy=policy) for client, policy in first)) == [None] * 3
    assert None not in together(*(taking(limited, client=client, policy="d") for client, _ in first))


def test_a_policy_may_have_limits_of_its_own(clock: Clock) -> None:
    limited = quotas(requests={"minute": 3}, policies={"internal": {"requests": {"minute": 1}}})
    policies = ["internal", "internal", "b", "c", "d"]

    answers = together(*(taking(limited, policy=policy) for policy in policies))

    assert [answer is None for answer in answers] == [True, False, True, True, False]


def test_no_state_is_kept_for_disconnected_clients() -> None:
    limited = quotas(requests={"minute": 1})

    together(*(taking(limited, client=f"made up {number}") for number in range(50)))

    assert len(limited._locks) <= 1


def test_rejected_request_does_not_count_towards_limits(clock: Clock) -> None:
    limited = quotas(requests={"minute": 2}, tokens={"ten_minutes": 100})
    refused = together(*[taking(limited, tokens=101)] * 20)

    assert {(one.what, one.retry_after) for one in refused} == {("tokens", 600)}
    assert together(taking(limited, 50), taking(limited, 50)) == [None, None]


def test_the_tokens_of_an_answer_count_even_beyond_the_limit(clock: Clock) -> None:
    limited = quotas(tokens={"minute": 100})

    first, _, second = together(
        taking(limited, 100), lambda: limited.add("desk", "internal", {"tokens": 5000}), taking(limited, 0)
    )

    assert first is None
    assert second.what == "tokens"
    clock.now += 60  # 5100 of the last minute have to fade to 100
    assert together(taking(limited, 0)) == [Refusal("tokens", "minute", 59)]


def test_seconds_of_scanning_count_in_thousandths(clock: Clock) -> None:
    limited = quotas(scan_seconds={"minute": 2})

    def ask() -> Any:
        return limited.take("desk", "internal", {"scan_seconds": 0})

    def spend() -> Any:
        return limited.add("desk", "internal", {"scan_seconds": 0.7})

    done = together(ask, spend, ask, spend, ask, spend, ask)
    assert [done[place] for place in (0, 2, 4)] == [None] * 3
    assert (done[6].what, done[6].window) == ("scan_seconds", "minute")


def test_all_clients_together_have_limits_as_well(clock: Clock) -> None:
    limited = quotas(requests={"minute": 2}, together={"requests": {"minute": 3}})
    done = together(*(taking(limited, client=name) for name in ("a", "b", "a", "c")))

    assert [one is None for one in done] == [True, True, True, False]


def test_unknown_keys_are_counted_by_address(clock: Clock) -> None:
    limited = quotas(unknown={"minute": 1})
    done = together(
        *(lambda place=place: limited.take_unknown(place) for place in ("10.0.0.1", "10.0.0.1", "10.0.0.2"))
    )

    assert [one is None for one in done] == [True, False, True]


@pytest.mark.parametrize("storage", ["memory", "redis"])
def test_concurrent_requests_get_exactly_the_limits(storage: str, request: pytest.FixtureRequest) -> None:
    place = request.getfixturevalue("redis") if storage == "redis" else "memory://"

    async def all_at_once() -> list[Refusal | None]:
        limited = quotas(storage=place, requests={"minute": 3}, tokens={"day": 20})
        return await asyncio.gather(*(taking(limited, cost)() for cost in (12, 10, 9, 5, 3, 3, 1)))

    answers = asyncio.run(all_at_once())

    # 10 and 9 go beyond the tokens, and take no request away from 5 and 3.
    assert [number for number, answer in enumerate(answers) if answer is None] == [0, 3, 4]


STEPS = st.lists(st.tuples(st.floats(0, 200), st.integers(0, 60)), max_size=25)


@given(started=st.floats(0, DAY), steps=STEPS, tokens=st.integers(1, 50))
def test_client_that_honors_retry_after_passes_and_others_are_rejected_again(
    started: float, steps: list[tuple[float, int]], tokens: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        clock = Clock()
        patch.setattr(time, "time", clock)
        clock.now += started
        limited = quotas(
            requests={"minute": 4, "ten_minutes": 20}, tokens={"minute": 90, "ten_minutes": 300, "day": 900}
        )
        for pause, spent in steps:
            clock.now += pause
            together(taking(limited, spent))
        [refusal] = together(taking(limited, tokens))
        if refusal is None:
            return
        refused_at = clock.now

        clock.now = refused_at + max(0, refusal.retry_after - 1.01)
        assert together(taking(limited, tokens)) != [None]
        clock.now = refused_at + refusal.retry_after
        assert together(taking(limited, tokens)) == [None]


@pytest.mark.parametrize(("characters", "tokens"), [(0, 0), (1, 1), (4, 1), (5, 2), (4000, 1000)])
def test_four_characters_count_as_one_token(characters: int, tokens: int) -> None:
    assert estimate_tokens(characters) == tokens


@pytest.mark.parametrize(
    "wrong",
    [
        {"request": {"minute": 1}},
        {"requests": {"hour": 1}},
        {"requests": {"minute": 0}},
        {"clients": {"desk": {"storage": "memory://"}}},
        {"storage": "redis://:s3cret@db.internal"},
    ],
    ids=str,
)
def test_invalid_settings_are_rejected_without_their_values(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        QuotaSettings.model_validate(wrong)

    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in repr(QuotaSettings(storage="async+redis://:s3cret@db.internal"))


def test_gateways_share_counters_in_redis(redis: str) -> None:
    async def run() -> tuple[int, int]:
        gateways = [quotas(storage=redis, requests={"minute": 20, "ten_minutes": 10}) for _ in range(3)]
        answers = await asyncio.gather(*(taking(one, 7, "shared")() for one in gateways for _ in range(8)))
        without = quotas(storage=redis, requests={"minute": 20})
        more = [await taking(without, 7, "shared")() for _ in range(20)]
        return answers.count(None), more.count(None)

    passed, more = asyncio.run(run())

    assert 0 < passed <= 10
    assert passed + more == 20  # what one window refused was given back to the other


def test_redis_determines_retry_after(redis: str) -> None:
    async def run() -> list[Refusal | None]:
        limited = quotas(storage=redis, requests={"minute": 2}, tokens={"day": 1000})
        first = [await taking(limited, 400, "patient")() for _ in range(3)]
        await limited.add("patient", "internal", {"tokens": 500})
        return [*first, await taking(limited, 0, "patient")()]

    first, second, third, fourth = asyncio.run(run())

    assert (first, second) == (None, None)
    assert third is not None
    assert fourth is not None
    # 800 tokens have to fade to 600, then 1300 to 1000; they are taken for evenly spent over the day that they are in.
    assert (third.what, third.window, fourth.window) == ("tokens", "day", "day")
    assert third.retry_after == pytest.approx(DAY * (2 - 601 / 800), abs=5)
    assert fourth.retry_after == pytest.approx(DAY * (2 - 1001 / 1300), abs=5)


@pytest.fixture(params=["nobody listens", "somebody listens and says nothing"])
def dead_port(request: pytest.FixtureRequest) -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if request.param != "nobody listens":
            listener.listen()
        yield listener.getsockname()[1]


def test_unavailable_storage_rejects_all_requests(dead_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.3)
    limited = quotas(storage=f"async+redis://:s3cret@127.0.0.1:{dead_port}", requests={"day": 1}, tokens={"day": 1})

    for step in (taking(limited), lambda: limited.add("desk", "internal", {"tokens": 1})):
        with pytest.raises(QuotaError, match="does not answer") as caught:
            together(step)
        assert "s3cret" not in str(caught.value)


def test_invalid_storage_address_fails_at_start() -> None:
    with pytest.raises(QuotaError, match="correct its URL"):
        quotas(storage="async+redis://:s3cret@localhost:no-port")
