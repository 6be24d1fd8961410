"""Scanner pool: queues prompts, distributes them to scanner processes with a timeout, and restarts failed processes."""

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
SHARE = 0.75  # the maximum share of the queue for one client
RESTART_SECONDS = 5
RETRY_SECONDS = 5
logger = logging.getLogger("heteronym")

Spent = Callable[[str, str, float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """A call of a scanner function with its arguments."""

    function: str
    arguments: tuple[Any, ...]


@dataclass(eq=False, slots=True)
class Job:
    """A queued request or function call.

    Arguments:
        work: the request or call.
        is_alone: whether it must not be batched with other requests.
        client: the client that is charged for it.
        result: the result for the waiting caller.
        limit: the timer of the queue timeout.
    """

    work: Request | FunctionCall
    is_alone: bool
    client: str = ""
    result: "asyncio.Future[Any]" = field(init=False)
    limit: asyncio.TimerHandle = field(init=False)

    @property
    def size_bytes(self) -> int:
        """The number of bytes to scan."""
        if isinstance(self.work, Request):
            return len(self.work.raw)
        return sum(len(one) for one in self.work.arguments if isinstance(one, str))


class ScannerPool:
    """Distributes prompts to scanner processes: short prompts in batches, long ones separately.

    Long prompts never occupy all of several scanners, so that they do not delay short ones. Clients are scheduled fairly
    by their recent usage. A client whose prompt crashed a scanner is delayed while other clients have requests.
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
        """Load the policies and the key, and start the scanners.

        Arguments:
            source: the source of the policies and the key.
            scanners: the number of scanner processes.
            seconds: the timeout for scanning a short prompt, in seconds.
            queue_seconds: the timeout for waiting in the queue, in seconds.
            max_waiting: the maximum number of queued prompts.
            spent: called after each scan with the client, the policy and the scanner time in seconds.

        Raises:
            HeteronymError: a policy or the key cannot be loaded, or a scanner cannot be started.
        """
        self._turns, self._report_usage = Turns(seconds), spent
        self._source, self._count, self._seconds = source, scanners, seconds
        self._queue_seconds, self._max_waiting = queue_seconds, max_waiting
        self._waiting: deque[Job] = deque()
        self._tasks: set[asyncio.Future[None]] = set()
        self._reloading = asyncio.Lock()
        self.config = ScannerConfig.load(source)
        self._idle = start(self.config, scanners)
        self._busy: dict[ScannerProcess, list[Job]] = {}

    async def clear(self, protocol: Protocol, raw: bytes, policy: str, client: str, counted_as: str = "") -> Scanned:
        """Scan a client's request.

        Arguments:
            protocol: the protocol of the request.
            raw: the body.
            policy: the name of the policy that applies.
            client: the name of the client, whose surrogates differ from those of other clients.
            counted_as: the account that is charged, such as a network address; empty for the client.

        Returns:
            The sanitized request.

        Raises:
            PromptError: the request must not be sent, or could not be scanned.
        """
        charged = counted_as or client
        is_alone = len(raw) > LONG_BYTES or self._turns.is_held(charged)
        scanned: Scanned = await self._enqueue(Job(Request(protocol, raw, policy, client), is_alone, charged))
        return scanned

    async def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call a scanner function, with the scanner's sanitizers as the first argument.

        Arguments:
            function: one of `scanner.FUNCTIONS`.
            arguments: the further arguments, of JSON types.

        Raises:
            PromptError: the call failed.
        """
        name = next(name for name, known in FUNCTIONS.items() if known is function)
        return await self._enqueue(Job(FunctionCall(name, arguments), is_alone=True, client=name))

    def is_ready(self) -> bool:
        """Return whether a scanner is alive, idle or busy. Idle scanners that died are restarted."""
        self._distribute()
        return any(worker.is_alive for worker in (*self._idle, *self._busy))

    async def reload(self) -> None:
        """Reload the key and the policies, and replace the scanners.

        Raises:
            HeteronymError: the reload failed, and the previous configuration remains in use.
        """
        async with self._reloading:
            config = await asyncio.to_thread(ScannerConfig.load, self._source)
            fresh = await asyncio.to_thread(start, config, self._count)
            old, self._idle, self.config = self._idle, fresh, config
            for worker in old:  # busy ones are closed when their work is done
                worker.close()
            self._distribute()

    def close(self) -> None:
        """Stop all scanners."""
        for task in self._tasks:  # so that none starts another scanner
            task.cancel()
        for worker in (*self._idle, *self._busy):
            worker.close()

    async def _enqueue(self, job: Job) -> Any:
        self._turns.ask(job.client)
        if self._is_full(job.client):
            raise _queue_full()
        job.result = asyncio.get_running_loop().create_future()
        self._waiting.append(job)
        self._limit(job)
        self._distribute()
        try:
            return await job.result
        finally:
            if job.result.cancelled() and job in self._waiting:
                job.limit.cancel()
                self._waiting.remove(job)

    def _is_full(self, client: str) -> bool:
        """Return whether the queue is full, in total or for a client."""
        own = [job for job in self._waiting if job.client == client]
        return any(
            len(jobs) >= math.ceil(self._max_waiting * share)
            or sum(job.size_bytes for job in jobs) > MAX_WAITING_BYTES * share
            for jobs, share in ((self._waiting, 1), (own, SHARE))
        )

    def _limit(self, job: Job) -> None:
        """Start the queue timeout of a job."""

        def give_up() -> None:
            self._waiting.remove(job)
            _set_results([job], [_queue_full()])

        job.limit = asyncio.get_running_loop().call_later(self._queue_seconds, give_up)

    def _distribute(self) -> None:
        """Distribute queued jobs to idle scanners."""
        for worker in [worker for worker in self._idle if not worker.is_alive]:
            self._idle.remove(worker)
            self._spawn(self._restart(self.config))
        while self._waiting and self._idle:
            alone = sum(jobs[0].is_alone for jobs in self._busy.values())
            ready = deque(self._turns.in_order(self._waiting, self._running_costs()))
            jobs = next_batch(ready, len(self._idle), takes_alone=alone < max(1, self._count - 1))
            if not jobs:
                return
            for job in jobs:
                self._waiting.remove(job)
                job.limit.cancel()
            if jobs := [job for job in jobs if not job.result.done()]:
                worker = self._idle.pop()
                self._busy[worker] = jobs
                self._spawn(self._work(worker, jobs, self.config))

    async def _work(self, worker: ScannerProcess, jobs: list[Job], config: ScannerConfig) -> None:
        first, began = jobs[0].work, asyncio.get_running_loop().time()
        if isinstance(first, Request):
            answers = await worker.ask(SCAN, [job.work for job in jobs], seconds=self._seconds)
        else:
            answers = [await worker.ask(first.function, first.arguments, seconds=self._seconds)]
        del self._busy[worker]
        if isinstance(answers, HeteronymError) and len(jobs) > 1:
            self._requeue(jobs)
        else:
            _set_results(jobs, [answers] if isinstance(answers, HeteronymError) else answers)
            self._charge(jobs, asyncio.get_running_loop().time() - began, has_crashed=not worker.is_alive)
        if config is not self.config:
            worker.close()
        else:  # a dead one is detected by `_distribute`
            self._idle.append(worker)
        self._distribute()

    def _running_costs(self) -> dict[str, float]:
        """Return the estimated cost of each client's running jobs, in seconds."""
        costs: dict[str, float] = defaultdict(float)
        for jobs in self._busy.values():
            for job in jobs:
                costs[job.client] += cost(job)
        return costs

    def _charge(self, jobs: list[Job], seconds: float, *, has_crashed: bool) -> None:
        """Charge each client its share of the time of a batch."""
        whole = sum(map(cost, jobs))
        for job in jobs:
            part = seconds * cost(job) / whole
            self._turns.spend(job.client, part, has_crashed=has_crashed)
            if self._report_usage:
                policy = job.work.policy if isinstance(job.work, Request) else self.config.policy
                self._spawn(self._report_usage(job.client, policy, part))
        if has_crashed:  # reconsider delayed jobs at the end of the delay
            asyncio.get_running_loop().call_later(self._seconds, self._distribute)

    def _requeue(self, jobs: list[Job]) -> None:
        """Requeue the jobs of a failed batch at the front, each as a batch of its own, without charging them."""
        for job in reversed(jobs):
            job.is_alone = True
            self._waiting.appendleft(job)
            self._limit(job)

    async def _restart(self, config: ScannerConfig) -> None:
        """Start a replacement for a scanner, and retry until it succeeds or the pool is reloaded."""
        while config is self.config:
            try:
                [worker] = await asyncio.to_thread(start, config, 1)
            except HeteronymError as error:
                logger.error("%s; running with one scanner less, next attempt in %d s", error, RESTART_SECONDS)
                await asyncio.sleep(RESTART_SECONDS)
                continue
            if config is not self.config:
                worker.close()
                return
            self._idle.append(worker)
            self._distribute()
            return

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def next_batch(waiting: deque[Job], idle: int, *, takes_alone: bool) -> list[Job]:
    """Remove the next batch from the queue: one job that must be alone, or an equal share of the others.

    Arguments:
        waiting: the queue.
        idle: the number of idle scanners.
        takes_alone: whether the batch may be a job that must be alone.

    Returns:
        The jobs of the batch; empty if no job is eligible.
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


def _set_results(jobs: list[Job], answers: list[Any]) -> None:
    """Set the result of each job."""
    for job, answer in zip(jobs, answers, strict=True):
        if job.result.done():  # cancelled by its caller
            continue
        if isinstance(answer, Exception):
            job.result.set_exception(answer)
        else:
            job.result.set_result(answer)


def _queue_full() -> LaterError:
    return LaterError("the scanner queue is full: nothing was sent", "busy", 503, RETRY_SECONDS)
