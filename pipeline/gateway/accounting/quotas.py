"""How much a client may ask: requests, tokens and seconds of scanning over a minute, ten minutes and a day, all at once.

Counted with the sliding windows of the library `limits`: two counters a window, whatever the number of tokens.
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
# Under it nothing is refused; Redis counts in doubles.
NO_LIMIT = 2**53
# Clocks are read at different moments, and some in whole milliseconds.
SLACK_SECONDS = 0.002

Counted = Literal["requests", "tokens", "scan_seconds"]
# Windows count whole numbers: of seconds, thousandths.
UNITS: Mapping[Counted, int] = {"requests": 1, "tokens": 1, "scan_seconds": 1000}
WindowName = Literal["minute", "ten_minutes", "day"]
SECONDS: Mapping[WindowName, int] = {"minute": 60, "ten_minutes": 600, "day": 86_400}


class Limits(StrictModel):
    """How many in each window; None for any number.

    Arguments:
        minute: in a minute.
        ten_minutes: in ten minutes.
        day: in 24 hours.
    """

    minute: PositiveInt | None = None
    ten_minutes: PositiveInt | None = None
    day: PositiveInt | None = None


class ClientLimits(StrictModel):
    """The limits of one client: what is said here stands, for the rest the general limits hold.

    Arguments:
        requests: limits of requests.
        tokens: limits of tokens.
        scan_seconds: limits of the seconds for which scanners are busy with its prompts.
    """

    requests: Limits = Limits()
    tokens: Limits = Limits()
    scan_seconds: Limits = Limits()


class QuotaSettings(ClientLimits):
    """The limits of every client.

    Arguments:
        storage: where it is counted: `memory://`, in each process by itself, or `async+redis://HOST:PORT`, which all share.
        requests: limits of requests.
        tokens: limits of tokens.
        scan_seconds: limits of the seconds of scanning.
        clients: other limits of some clients, by name.
        policies: further limits of every client under some policies, by name; what passes there counts above as well.
        together: limits of all clients together.
        unknown: limits of the requests of one address whose key is none of the `clients`.
    """

    storage: str = Field(MEMORY, pattern=STORAGE, repr=False)  # a URL may hold a password
    clients: dict[str, ClientLimits] = Field(default_factory=dict)
    policies: dict[str, ClientLimits] = Field(default_factory=dict)
    together: ClientLimits = ClientLimits()
    unknown: Limits = Limits(minute=60)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that goes beyond a limit.

    Arguments:
        what: what there would be too much of.
        window: over which time.
        retry_after: seconds after which it would pass, if nobody else asks; where it is larger than the limit itself it
            never passes, and this is the length of the window.
    """

    what: Counted
    window: WindowName
    retry_after: int


class Quotas:
    """Counts what clients use, under all policies together and under those that have limits of their own."""

    def __init__(self, settings: QuotaSettings) -> None:
        """Raise QuotaError where the storage cannot be used; whether Redis is there shows at the first request."""
        self._settings = settings
        self._storage = _storage(settings.storage)
        # Names of clients may be made up: a lock stays only as long as somebody holds it or waits for it.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def take(self, client: str, policy: str, costs: Mapping[Counted, float]) -> Refusal | None:
        """Count costs in all windows, or in none where one of them refuses.

        Arguments:
            client: the client's name.
            policy: the policy that it asks under.
            costs: how many of what; with 0 it is refused only where answers have gone beyond the limit.

        Return the refusal that lasts longest; raise QuotaError where the storage does not answer.
        """
        windows = [*_windows(self._settings, client, policy, costs)]
        return await self._take(client, windows)

    async def take_unknown(self, address: str) -> Refusal | None:
        """Count a request from an address that shows no key of a client, as `take` does."""
        limits = _by_window(self._settings.unknown)
        windows = [*_windows_of(f"?unknown/{quote(address, '')}", "requests", limits, 1)]
        return await self._take(address, windows)

    async def add(self, client: str, policy: str, costs: Mapping[Counted, float]) -> None:
        """Count what was used, even beyond the limits; raises QuotaError where the storage does not answer."""
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
        """Count in all windows; where another process was faster and one refuses, give back what the others took."""
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
    """Return about how many tokens a text has: one for four characters, as of English text, rounded up.

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
    """Yield the windows of which there is a limit."""
    for name, seconds in SECONDS.items():
        if limit := limits[name]:
            units = UNITS[what]
            yield _Window(what, name, f"{whose}/{what}/{name}", limit * units, seconds, math.ceil(cost * units))


def _wait(window: _Window, previous: int, previous_left: float, current: int, current_left: float) -> int:
    """Return the seconds until a window lets its cost pass; 0 where it does now.

    What was used is the count of the current window and a part of the previous one's, which fades evenly to nothing by
    the end of the current one; then the current one fades in its stead.

    Arguments:
        window: the window and what it is asked for.
        previous: the count of the previous window.
        previous_left: seconds until it has faded.
        current: the count of the current window.
        current_left: seconds until the current one will have faded.
    """
    room = window.limit - window.cost
    if room < 0:
        return window.seconds
    if math.floor(previous * previous_left / window.seconds) + current <= room:
        return 0
    if current <= room:  # whole numbers are compared: a rest below 1 does not count
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
        raise QuotaError(f"the storage of quotas does not answer ({kind}): start it, or mend its URL") from None


def _storage(place: str) -> SlidingWindowCounterSupport:
    options: dict[str, str | bool] = {"wrap_exceptions": True}
    if place == MEMORY:
        place = f"async+{MEMORY}"
    else:
        options |= {"implementation": "redispy", "key_prefix": "heteronym"}
    try:
        return cast(SlidingWindowCounterSupport, storage_from_string(place, **options))
    except (ConfigurationError, ValueError) as error:
        raise QuotaError(f"the storage of quotas cannot be used ({type(error).__name__}): mend its URL") from None
