"""The desk: takes prompts, gives them to scanners, and gives them back cleared; never waits for one for ever."""

import asyncio
import logging
import math
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import HeteronymError, LaterError
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.scanning.messages import SCAN, Request, Scanned
from pipeline.gateway.scanning.scanner import FUNCTIONS, ScannerConfig, ScannerSource
from pipeline.gateway.scanning.scanner_process import ScannerProcess, start
from pipeline.gateway.scanning.turns import Turns, cost

MAX_TOGETHER = 16
LONG_BYTES = 20_000
MAX_WAITING_BYTES = 256 * 2**20
SHARE = 0.75  # of what may wait, for one client: the rest is for the others
RESTART_SECONDS = 5
RETRY_SECONDS = 5
logger = logging.getLogger("heteronym")

Spent = Callable[[str, str, float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Call:
    """One of the functions that a scanner has, and its arguments."""

    function: str
    arguments: tuple[Any, ...]


@dataclass(eq=False, slots=True)
class Job:
    """A request to scan, or a function to call; who asks for it, and who waits for it."""

    work: Request | Call
    is_alone: bool
    client: str = ""
    result: "asyncio.Future[Any]" = field(init=False)
    limit: asyncio.TimerHandle = field(init=False)

    @property
    def size_bytes(self) -> int:
        """Return how many bytes are to be scanned."""
        if isinstance(self.work, Request):
            return len(self.work.raw)
        return sum(len(one) for one in self.work.arguments if isinstance(one, str))


class ScannerPool:
    """Gives prompts to a few scanners: short ones that wait together as one piece of work, long ones by themselves.

    What must be alone never takes the last of several scanners, so that it does not hold up the rest. Clients take turns,
    by what they have used; one whose prompt ended a scanner waits as long again, while others ask.
    """

    def __init__(
        self,
        source: ScannerSource,
        *,
        scanners: int,
        seconds: float,
        queue_seconds: float = 60,
        max_waiting: int = 500,
        spent: Spent | None = None,
    ) -> None:
        """Load policies and key, and start the scanners.

        Arguments:
            source: where policies and key are.
            scanners: how many processes scan.
            seconds: how long a scanner may take for a short prompt.
            queue_seconds: how long a prompt may wait for a scanner.
            max_waiting: how many prompts may wait.
            spent: receives which client has used a scanner under which policy, for how many seconds.

        Raises HeteronymError.
        """
        self._turns, self._tell_spent = Turns(seconds), spent
        self._source, self._count, self._seconds = source, scanners, seconds
        self._queue_seconds, self._max_waiting = queue_seconds, max_waiting
        self._waiting: deque[Job] = deque()
        self._tasks: set[asyncio.Future[None]] = set()
        self._reloading = asyncio.Lock()
        self.config = ScannerConfig.load(source)
        self._idle = start(self.config, scanners)
        self._busy: dict[ScannerProcess, list[Job]] = {}

    async def clear(self, protocol: Protocol, raw: bytes, policy: str, client: str, counted_as: str = "") -> Scanned:
        """Scan a client's request; raises PromptError where it must not leave.

        Arguments:
            protocol: the protocol of the request.
            raw: its body.
            policy: the name of the policy that holds for it.
            client: the name of the client, whose pseudonyms are its own.
            counted_as: who is charged for the work, where that is not the client: its address where keys are not known.
        """
        charged = counted_as or client
        is_alone = len(raw) > LONG_BYTES or self._turns.is_held(charged)
        scanned: Scanned = await self._given(Job(Request(protocol, raw, policy, client), is_alone, charged))
        return scanned

    async def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Let a scanner call a function, with its sanitizers as the first argument; raises PromptError where it fails.

        Arguments:
            function: one of those that a scanner has (`scanner.FUNCTIONS`).
            arguments: the others, of what JSON has.
        """
        name = next(name for name, known in FUNCTIONS.items() if known is function)
        return await self._given(Job(Call(name, arguments), is_alone=True, client=name))

    def is_ready(self) -> bool:
        """Tell whether a scanner lives, though it may be busy; those that died idle are followed by others."""
        self._hand_out()
        return any(worker.is_alive for worker in (*self._idle, *self._busy))

    async def reload(self) -> None:
        """Read the key and the policies anew; raises HeteronymError, and all stays as it was."""
        async with self._reloading:
            config = await asyncio.to_thread(ScannerConfig.load, self._source)
            fresh = await asyncio.to_thread(start, config, self._count)
            old, self._idle, self.config = self._idle, fresh, config
            for worker in old:  # those at work end with it
                worker.close()
            self._hand_out()

    def close(self) -> None:
        """End."""
        for task in self._tasks:  # none starts another scanner
            task.cancel()
        for worker in (*self._idle, *self._busy):
            worker.close()

    async def _given(self, job: Job) -> Any:
        self._turns.ask(job.client)
        if self._is_full(job.client):
            raise _queue_full()
        job.result = asyncio.get_running_loop().create_future()
        self._waiting.append(job)
        self._limit(job)
        self._hand_out()
        try:
            return await job.result
        finally:
            if job.result.cancelled() and job in self._waiting:  # nobody waits for it any more
                job.limit.cancel()
                self._waiting.remove(job)

    def _is_full(self, client: str) -> bool:
        """Tell whether too much waits, of all clients together or of one."""
        own = [job for job in self._waiting if job.client == client]
        return any(
            len(jobs) >= math.ceil(self._max_waiting * share)
            or sum(job.size_bytes for job in jobs) > MAX_WAITING_BYTES * share
            for jobs, share in ((self._waiting, 1), (own, SHARE))
        )

    def _limit(self, job: Job) -> None:
        """Refuse a job that waits if no scanner takes it in time."""

        def give_up() -> None:
            self._waiting.remove(job)
            _tell([job], [_queue_full()])

        job.limit = asyncio.get_running_loop().call_later(self._queue_seconds, give_up)

    def _hand_out(self) -> None:
        """Give what waits to the scanners that have nothing to do."""
        for worker in [worker for worker in self._idle if not worker.is_alive]:
            self._idle.remove(worker)
            self._do(self._follow(self.config))
        while self._waiting and self._idle:
            alone = sum(jobs[0].is_alone for jobs in self._busy.values())
            ready = deque(self._turns.in_order(self._waiting, self._at_work()))
            jobs = next_piece(ready, len(self._idle), takes_alone=alone < max(1, self._count - 1))
            if not jobs:
                return
            for job in jobs:
                self._waiting.remove(job)
                job.limit.cancel()
            if jobs := [job for job in jobs if not job.result.done()]:
                worker = self._idle.pop()
                self._busy[worker] = jobs
                self._do(self._work(worker, jobs, self.config))

    async def _work(self, worker: ScannerProcess, jobs: list[Job], config: ScannerConfig) -> None:
        first, began = jobs[0].work, asyncio.get_running_loop().time()
        if isinstance(first, Request):
            answers = await worker.ask(SCAN, [job.work for job in jobs], seconds=self._seconds)
        else:
            answers = [await worker.ask(first.function, first.arguments, seconds=self._seconds)]
        del self._busy[worker]
        if isinstance(answers, HeteronymError) and len(jobs) > 1:
            self._put_back(jobs)
        else:
            _tell(jobs, [answers] if isinstance(answers, HeteronymError) else answers)
            self._charge(jobs, asyncio.get_running_loop().time() - began, is_guilty=not worker.is_alive)
        if config is not self.config:
            worker.close()
        else:  # where it is dead, it is found there
            self._idle.append(worker)
        self._hand_out()

    def _at_work(self) -> dict[str, float]:
        """Return what the prompts of each client that are being scanned are taken to cost."""
        costs: dict[str, float] = defaultdict(float)
        for jobs in self._busy.values():
            for job in jobs:
                costs[job.client] += cost(job)
        return costs

    def _charge(self, jobs: list[Job], seconds: float, *, is_guilty: bool) -> None:
        """Charge each client its part of the time that some jobs took together."""
        whole = sum(map(cost, jobs))
        for job in jobs:
            part = seconds * cost(job) / whole
            self._turns.spend(job.client, part, is_guilty=is_guilty)
            if self._tell_spent:
                policy = job.work.policy if isinstance(job.work, Request) else self.config.policy
                self._do(self._tell_spent(job.client, policy, part))
        if is_guilty:  # what is held is looked at again when its time is over
            asyncio.get_running_loop().call_later(self._seconds, self._hand_out)

    def _put_back(self, jobs: list[Job]) -> None:
        """Line up each job again, by itself and first of all: one of them has ended the scanner, the others pay for nothing."""
        for job in reversed(jobs):
            job.is_alone = True
            self._waiting.appendleft(job)
            self._limit(job)

    async def _follow(self, config: ScannerConfig) -> None:
        """Start a scanner in the place of one that ended, however often that fails, until all are started anew."""
        while config is self.config:
            try:
                [worker] = await asyncio.to_thread(start, config, 1)
            except HeteronymError as error:
                logger.error("%s; there is one scanner less, and another try in %d s", error, RESTART_SECONDS)
                await asyncio.sleep(RESTART_SECONDS)
                continue
            if config is not self.config:
                worker.close()
                return
            self._idle.append(worker)
            self._hand_out()
            return

    def _do(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def next_piece(waiting: deque[Job], idle: int, *, takes_alone: bool) -> list[Job]:
    """Take the next piece of work out of what waits: a job that must be alone, or an equal share of those that need not.

    Arguments:
        waiting: what waits.
        idle: how many scanners have nothing to do.
        takes_alone: whether it may be a job that must be alone.
    """
    first = next((job for job in waiting if takes_alone or not job.is_alone), None)
    if first is None or first.is_alone:
        jobs = [first] if first else []
    else:
        together = [job for job in waiting if not job.is_alone]
        jobs = together[: min(MAX_TOGETHER, math.ceil(len(together) / idle))]
    for job in jobs:
        waiting.remove(job)
    return jobs


def _tell(jobs: list[Job], answers: list[Any]) -> None:
    """Give each job its own result."""
    for job, answer in zip(jobs, answers, strict=True):
        if job.result.done():  # nobody waits any more
            continue
        if isinstance(answer, Exception):
            job.result.set_exception(answer)
        else:
            job.result.set_result(answer)


def _queue_full() -> LaterError:
    return LaterError("too many prompts wait to be scanned: nothing was sent", "busy", 503, RETRY_SECONDS)
