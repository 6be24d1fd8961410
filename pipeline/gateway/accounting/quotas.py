"""Quotas: limits of requests, tokens and scanning seconds of a client in a minute, ten minutes and a day.

Counted with the sliding windows of the library `limits`: two counters a window, independent of the number of tokens.
"""

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast
from urllib.parse import quote
from weakref import WeakValueDictionary

from limits.aio.storage import SlidingWindowCounterSupport
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string
from pydantic import Field, PositiveInt

from pipeline.errors import QuotaError
from pipeline.policy.strict import StrictModel

CHARACTERS_A_TOKEN = 4
MEMORY = "memory://"
STORAGE = r"^(memory://|async\+rediss?://.+)$"
WAIT_SECONDS = 3
# A limit that nothing exceeds; Redis counts in doubles.
NO_LIMIT = 2**53
# Clocks are read at different times, some of them in whole milliseconds.
SLACK_SECONDS = 0.002

Counted = Literal["requests", "tokens", "scan_seconds"]
# Windows count whole numbers; seconds are counted in milliseconds.
UNITS: Mapping[Counted, int] = {"requests": 1, "tokens": 1, "scan_seconds": 1000}
QUANTITY_WORDS: Mapping[Counted, str] = {
    "requests": "requests",
    "tokens": "tokens",
    "scan_seconds": "seconds of scanning",
}
WindowName = Literal["minute", "ten_minutes", "day"]
SECONDS: Mapping[WindowName, int] = {"minute": 60, "ten_minutes": 600, "day": 86_400}
WINDOW_WORDS: Mapping[WindowName, str] = {"minute": "a minute", "ten_minutes": "ten minutes", "day": "a day"}


class Limits(StrictModel):
    """The limit in each window; None for no limit.

    Arguments:
        minute: in a minute.
        ten_minutes: in ten minutes.
        day: in 24 hours.
    """

    minute: PositiveInt | None = None
    ten_minutes: PositiveInt | None = None
    day: PositiveInt | None = None


class ClientLimits(StrictModel):
    """The limits of one client; the general limits apply where one is not set.

    Arguments:
        requests: limits of requests.
        tokens: limits of tokens.
        scan_seconds: limits of the seconds for which its prompts are scanned.
    """

    requests: Limits = Limits()
    tokens: Limits = Limits()
    scan_seconds: Limits = Limits()


class QuotaSettings(ClientLimits):
    """The limits of every client.

    Arguments:
        storage: where usage is counted: `memory://` in each process, or `async+redis://HOST:PORT` for all processes.
        requests: limits of requests.
        tokens: limits of tokens.
        scan_seconds: limits of the seconds of scanning.
        clients: other limits of some clients, by name.
        policies: further limits of every client under some policies, by name, in addition to those above.
        together: limits of all clients together.
        unknown: limits of the requests of one address without the key of a client.
    """

    storage: str = Field(MEMORY, pattern=STORAGE, repr=False)  # a URL may hold a password
    clients: dict[str, ClientLimits] = Field(default_factory=dict)
    policies: dict[str, ClientLimits] = Field(default_factory=dict)
    together: ClientLimits = ClientLimits()
    unknown: Limits = Limits(minute=60)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that exceeds a limit.

    Arguments:
        what: the quantity that exceeds the limit.
        window: the window of the limit.
        retry_after: seconds after which the request would pass without other requests; the length of the window where the
            request alone exceeds the limit and never passes.
    """

    what: Counted
    window: WindowName
    retry_after: int


class Quotas:
    """Counts the usage of clients, in total and under policies with limits of their own."""

    def __init__(self, settings: QuotaSettings) -> None:
        """Raise QuotaError where the storage cannot be used; Redis is first contacted at the first request."""
        self._settings = settings
        self._storage = _storage(settings.storage)
        # Clients can invent names, so a lock exists only while it is held or awaited.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def take(self, client: str, policy: str, costs: Mapping[Counted, float]) -> Refusal | None:
        """Count costs in all windows, or in none where one of them refuses.

        Arguments:
            client: the client's name.
            policy: the policy of the request.
            costs: the amount of each quantity; 0 is refused only where answers have exceeded the limit.

        Return the refusal with the longest wait; raise QuotaError where the storage does not answer.
        """
        windows = [*_windows(self._settings, client, policy, costs)]
        return await self._take(client, windows)

    async def take_unknown(self, address: str) -> Refusal | None:
        """Count a request from an address without the key of a client, as `take` does."""
        limits = _by_window(self._settings.unknown)
        windows = [*_windows_of(f"?unknown/{quote(address, '')}", "requests", limits, 1)]
        return await self._take(address, windows)

    async def add(self, client: str, policy: str, costs: Mapping[Counted, float]) -> None:
        """Count past usage, even beyond the limits; raises QuotaError where the storage does not answer."""
        windows = _windows(self._settings, client, policy, costs)
        async with _answering():
            await asyncio.gather(*(self._add(window, window.cost) for window in windows))

    async def _take(self, client: str, windows: "list[_Window]") -> Refusal | None:
        lock = self._locks.setdefault(client, asyncio.Lock())
        async with _answering(), lock:
            return await self._ask(windows) or await self._count(windows)

    async def _ask(self, windows: "list[_Window]") -> Refusal | None:
        uses = await asyncio.gather(*(self._storage.get_sliding_window(one.key, one.seconds) for one in windows))
        refusals = [
            Refusal(window.what, window.name, wait)
            for window, use in zip(windows, uses, strict=True)
            if (wait := _wait(window, *use))
        ]
        return max(refusals, key=lambda refusal: refusal.retry_after, default=None)

    async def _count(self, windows: "list[_Window]") -> Refusal | None:
        """Count in all windows; where one refuses because another process was faster, undo the others."""
        done = await asyncio.gather(
            *(self._storage.acquire_sliding_window_entry(one.key, one.limit, one.seconds, one.cost) for one in windows)
        )
        if all(done):
            return None
        taken = [window for window, is_taken in zip(windows, done, strict=True) if is_taken]
        await asyncio.gather(*(self._add(window, -window.cost) for window in taken))
        late = windows[done.index(False)]
        return await self._ask(windows) or Refusal(late.what, late.name, 1)

    def _add(self, window: "_Window", amount: int) -> Awaitable[bool]:
        return self._storage.acquire_sliding_window_entry(window.key, NO_LIMIT, window.seconds, amount)


def estimate_tokens(characters: int) -> int:
    """Estimate the tokens of a text: one for four characters, as in English text, rounded up.

    Text in other scripts, code and long numbers have more.
    """
    return math.ceil(characters / CHARACTERS_A_TOKEN)


class _Window(NamedTuple):
    what: Counted
    name: WindowName
    key: str
    limit: int
    seconds: int
    cost: int


def _windows(settings: QuotaSettings, client: str, policy: str, costs: Mapping[Counted, float]) -> Iterator[_Window]:
    own = settings.clients.get(client, ClientLimits())
    under_policy = settings.policies.get(policy, ClientLimits())
    for what, cost in costs.items():
        general, special = getattr(settings, what), getattr(own, what)
        limits = {
            window: getattr(special if window in special.model_fields_set else general, window) for window in SECONDS
        }
        whose = quote(client, "")
        yield from _windows_of(f"{whose}/", what, limits, cost)
        yield from _windows_of(f"{whose}/{quote(policy, '')}", what, _by_window(getattr(under_policy, what)), cost)
        yield from _windows_of("?together", what, _by_window(getattr(settings.together, what)), cost)


def _by_window(limits: Limits) -> dict[WindowName, int | None]:
    return {window: getattr(limits, window) for window in SECONDS}


def _windows_of(whose: str, what: Counted, limits: Mapping[WindowName, int | None], cost: float) -> Iterator[_Window]:
    """Yield the windows that have a limit."""
    for name, seconds in SECONDS.items():
        if limit := limits[name]:
            units = UNITS[what]
            yield _Window(what, name, f"{whose}/{what}/{name}", limit * units, seconds, math.ceil(cost * units))


def _wait(window: _Window, previous: int, previous_left: float, current: int, current_left: float) -> int:
    """Return the seconds until a window accepts its cost; 0 where it does now.

    The usage is the count of the current window plus a part of the previous one's, which decreases linearly to zero at
    the end of the current window.

    Arguments:
        window: the window and its cost.
        previous: the count of the previous window.
        previous_left: seconds until the previous count has decreased to zero.
        current: the count of the current window.
        current_left: seconds until the current count will have decreased to zero.
    """
    room = window.limit - window.cost
    if room < 0:
        return window.seconds
    if math.floor(previous * previous_left / window.seconds) + current <= room:
        return 0
    if current <= room:  # whole numbers are compared, so a fraction does not count
        passed = previous_left - (room + 1 - current) * window.seconds / previous
    else:
        passed = current_left - (room + 1) * window.seconds / current
    return math.floor(passed + SLACK_SECONDS) + 1


@asynccontextmanager
async def _answering() -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            yield
    except (StorageError, OSError, TimeoutError) as error:  # a message may hold the URL, and with it a password
        kind = type(error.storage_error if isinstance(error, StorageError) else error).__name__
        raise QuotaError(f"the storage of quotas does not answer ({kind}): start it, or correct its URL") from None


def _storage(place: str) -> SlidingWindowCounterSupport:
    options: dict[str, str | bool] = {"wrap_exceptions": True}
    if place == MEMORY:
        place = f"async+{MEMORY}"
    else:
        options |= {"implementation": "redispy", "key_prefix": "heteronym"}
    try:
        return cast(SlidingWindowCounterSupport, storage_from_string(place, **options))
    except (ConfigurationError, ValueError) as error:
        raise QuotaError(f"the storage of quotas cannot be used ({type(error).__name__}): correct its URL") from None
