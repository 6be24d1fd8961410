"""Fair queueing: orders queued prompts by the recent scanner usage of their clients (Demers, Keshav and Shenker, 1989).

A client with many or expensive prompts does not delay other clients.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

HALVING_SECONDS = 30  # the half-life of recorded usage
# The estimated cost of a prompt: one second, plus one second per this number of bytes.
BYTES_A_SECOND = 20_000
FORGOTTEN_SECONDS = 600
MOST_ACCOUNTS = 1_000


class Waiting(Protocol):
    """A queued job: its client and its size."""

    client: str

    @property
    def size_bytes(self) -> int:
        """The number of bytes to scan."""
        ...


Job = TypeVar("Job", bound=Waiting)


@dataclass(slots=True)
class _Account:
    """The recent usage of one client.

    Arguments:
        spent: the decayed scanner time at `counted_at`, in seconds.
        counted_at: the time of the last update, in seconds of the clock.
        asked_at: the time of the last request.
        held_until: the end of the delay after one of its prompts crashed a scanner.
    """

    spent: float = 0.0
    counted_at: float = 0.0
    asked_at: float = float("-inf")
    held_until: float = float("-inf")


class Turns:
    """Records the scanner usage of clients, and orders queued jobs fairly."""

    def __init__(self, hold_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Create an empty record.

        Arguments:
            hold_seconds: the delay of a client that crashed a scanner, while others have requests, in seconds.
            clock: returns the time in seconds.
        """
        self._hold_seconds, self._clock = hold_seconds, clock
        self._accounts: dict[str, _Account] = {}
        self._most = MOST_ACCOUNTS

    def ask(self, client: str) -> None:
        """Record a request of a client, and remove inactive clients."""
        now = self._clock()
        self._accounts.setdefault(client, _Account()).asked_at = now
        if len(self._accounts) > self._most:
            since = now - FORGOTTEN_SECONDS
            self._accounts = {name: one for name, one in self._accounts.items() if one.asked_at >= since}
            self._most = max(MOST_ACCOUNTS, 2 * len(self._accounts))  # keeps this scan rare

    def spend(self, client: str, seconds: float, *, has_crashed: bool) -> None:
        """Record scanner usage of a client.

        Arguments:
            client: the client of the prompt.
            seconds: the scanner time in seconds.
            has_crashed: whether the prompt crashed the scanner.
        """
        now = self._clock()
        account = self._accounts.setdefault(client, _Account())
        account.spent, account.counted_at = self._spent(client) + seconds, now
        if has_crashed:
            account.held_until = now + self._hold_seconds

    def is_held(self, client: str) -> bool:
        """Return whether a client is delayed because it crashed a scanner recently."""
        account = self._accounts.get(client)
        return account is not None and self._clock() < account.held_until

    def in_order(self, waiting: Iterable[Job], at_work: Mapping[str, float]) -> list[Job]:
        """Return the queued jobs in fair order, without those of delayed clients.

        Arguments:
            waiting: the queued jobs in order of arrival.
            at_work: client -> estimated cost of its running jobs, in seconds.
        """
        load: dict[str, float] = {}
        ranked: list[tuple[tuple[bool, float, int], Job]] = []
        for place, job in enumerate(waiting):
            client = job.client
            if client not in load:
                load[client] = self._spent(client) + at_work.get(client, 0.0)
            is_held = self.is_held(client)
            if not (is_held and (client in at_work or self._others_ask(client))):
                ranked.append(((is_held, load[client], place), job))
            load[client] += cost(job)
        return [job for _, job in sorted(ranked, key=lambda one: one[0])]

    def _spent(self, client: str) -> float:
        account = self._accounts.get(client)
        if account is None:
            return 0.0
        return account.spent * float(0.5 ** ((self._clock() - account.counted_at) / HALVING_SECONDS))

    def _others_ask(self, client: str) -> bool:
        """Return whether another client has sent a request recently. A client alone does not delay others."""
        since = self._clock() - self._hold_seconds
        return any(one.asked_at > since for name, one in self._accounts.items() if name != client)


def cost(job: Waiting) -> float:
    """Return the estimated scanner time of a job, in seconds."""
    return 1 + job.size_bytes / BYTES_A_SECOND
