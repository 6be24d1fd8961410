"""Whose prompt is scanned next: the one of the client that has had least of the scanners lately.

Fair queueing by what was used (Demers, Keshav and Shenker, 1989): one client with many prompts, or with dear ones, does
not hold up the others.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

HALVING_SECONDS = 30  # what a client has used counts half after so long
# What a prompt is taken to cost until it is known: a second, and one more for so many bytes.
BYTES_A_SECOND = 20_000
FORGOTTEN_SECONDS = 600
MOST_ACCOUNTS = 1_000


class Waiting(Protocol):
    """What waits: whose it is, and how long."""

    client: str

    @property
    def size_bytes(self) -> int:
        """Return how many bytes are to be scanned."""
        ...


Job = TypeVar("Job", bound=Waiting)


@dataclass(slots=True)
class _Account:
    """What one client has done lately.

    Arguments:
        spent: scanner seconds, as they counted at `counted_at`.
        counted_at: seconds on the clock.
        asked_at: when it asked last.
        held_until: until when its prompts wait behind those of others, since one of them ended a scanner.
    """

    spent: float = 0.0
    counted_at: float = 0.0
    asked_at: float = float("-inf")
    held_until: float = float("-inf")


class Turns:
    """Keeps what clients have used of the scanners, and puts what waits into a fair order."""

    def __init__(self, hold_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without any client.

        Arguments:
            hold_seconds: how long a client waits, while others ask, that has ended a scanner.
            clock: tells the seconds.
        """
        self._hold_seconds, self._clock = hold_seconds, clock
        self._accounts: dict[str, _Account] = {}
        self._most = MOST_ACCOUNTS

    def ask(self, client: str) -> None:
        """Note that a client asks, and forget those that have not for long."""
        now = self._clock()
        self._accounts.setdefault(client, _Account()).asked_at = now
        if len(self._accounts) > self._most:
            since = now - FORGOTTEN_SECONDS
            self._accounts = {name: one for name, one in self._accounts.items() if one.asked_at >= since}
            self._most = max(MOST_ACCOUNTS, 2 * len(self._accounts))  # so that looking through them stays rare

    def spend(self, client: str, seconds: float, *, is_guilty: bool) -> None:
        """Note that a client has used a scanner.

        Arguments:
            client: whose prompt it was.
            seconds: for how long.
            is_guilty: whether the prompt ended the scanner.
        """
        now = self._clock()
        account = self._accounts.setdefault(client, _Account())
        account.spent, account.counted_at = self._spent(client) + seconds, now
        if is_guilty:
            account.held_until = now + self._hold_seconds

    def is_held(self, client: str) -> bool:
        """Tell whether a client has ended a scanner lately."""
        account = self._accounts.get(client)
        return account is not None and self._clock() < account.held_until

    def in_order(self, waiting: Iterable[Job], at_work: Mapping[str, float]) -> list[Job]:
        """Return what waits in the order in which it is to be scanned, less what waits for its client's sake.

        Arguments:
            waiting: what waits, in the order in which it came.
            at_work: client -> what its prompts that are being scanned are taken to cost, in seconds.
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
        """Tell whether another client has asked lately: a client that is alone delays no other."""
        since = self._clock() - self._hold_seconds
        return any(one.asked_at > since for name, one in self._accounts.items() if name != client)


def cost(job: Waiting) -> float:
    """Return what scanning is taken to cost until it is done, in seconds."""
    return 1 + job.size_bytes / BYTES_A_SECOND
