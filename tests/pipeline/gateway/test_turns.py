"""Fair queueing: the client with the least recent usage is next; one that crashed a scanner is delayed."""

from dataclasses import dataclass

import pytest

from pipeline.gateway.scanning.turns import FORGOTTEN_SECONDS, HALVING_SECONDS, Turns

HOLD_SECONDS = 30


@dataclass
class Clock:
    """A clock with manual time."""

    seconds: float = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass(frozen=True)
class Prompt:
    """A queued job."""

    client: str
    size_bytes: int = 0


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def turns(clock: Clock) -> Turns:
    return Turns(HOLD_SECONDS, clock)


def order(turns: Turns, clients: str, **at_work: float) -> str:
    """Return the clients, one letter each, in the order of scanning."""
    return "".join(one.client for one in turns.in_order([Prompt(letter) for letter in clients], at_work))


@pytest.mark.parametrize(
    ("waiting", "expected"), [("aaab", "abaa"), ("aabbc", "abcab"), ("abab", "abab"), ("aaa", "aaa"), ("", "")]
)
def test_clients_without_usage_alternate(turns: Turns, waiting: str, expected: str) -> None:
    assert order(turns, waiting) == expected


def test_client_with_more_recent_usage_comes_later(turns: Turns, clock: Clock) -> None:
    turns.spend("a", 3.5, has_crashed=False)
    assert order(turns, "abbbbb") == "bbbbab"
    clock.seconds += 3 * HALVING_SECONDS
    assert order(turns, "abbbbb") == "babbbb"


def test_running_and_long_jobs_count(turns: Turns) -> None:
    assert order(turns, "ab", a=5.0) == "ba"
    waiting = [Prompt("a", 60_000), Prompt("a"), Prompt("b"), Prompt("b"), Prompt("b")]
    assert [one.client for one in turns.in_order(waiting, {})] == ["a", "b", "b", "b", "a"]


def test_client_that_crashed_a_scanner_is_delayed_while_others_ask(turns: Turns, clock: Clock) -> None:
    turns.ask("a")
    turns.spend("a", 0.0, has_crashed=True)
    assert order(turns, "a") == "a"  # nobody is held up by it
    assert order(turns, "a", a=1.0) == ""  # but it gets no second scanner

    turns.ask("b")
    assert order(turns, "ab") == "b"
    clock.seconds += HOLD_SECONDS + 1
    assert order(turns, "ab") == "ab"
    assert not turns.is_held("a")


def test_inactive_clients_are_removed(turns: Turns, clock: Clock) -> None:
    for number in range(1_000):
        turns.ask(str(number))
    clock.seconds += FORGOTTEN_SECONDS + 1
    turns.ask("new")

    assert list(turns._accounts) == ["new"]
