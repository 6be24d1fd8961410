"""The desk: takes prompts, gives them to scanners, and gives them back cleared; never waits for one for ever."""

import asyncio
import math
import multiprocessing
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, NamedTuple

from pipeline.errors import HeteronymError
from pipeline.gateway.positions import Protocol
from pipeline.gateway.prompt import PromptError
from pipeline.gateway.scanner import About, Plan, Request, Scanned, scan, serve
from pipeline.policy import STRICTEST
from pipeline.policy_file import shipped_names

MAX_TOGETHER = 16
START_SECONDS = 120


class Desk:
    """Gives prompts to a few scanners, those that wait together as one piece of work."""

    def __init__(self, plan: Plan, *, scanners: int, seconds: float) -> None:
        """Start the scanners.

        Arguments:
            plan: what they load.
            scanners: how many processes scan.
            seconds: how long a prompt may take, the wait for others included.

        Raises PolicyError or SecretKeyError.
        """
        self._plan = plan
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(scanners + 1, "desk")  # one more, to load anew while all others work
        self._waiting: deque[_Job] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = self._started(scanners)
        self.about: About = self._idle[0].about

    @property
    def policies(self) -> tuple[str, ...]:
        """Return the names of all policies that a request may ask for."""
        return tuple(sorted({*shipped_names(), self.about.policy}))

    def policy_of(self, asked: str | None) -> str:
        """Return the policy for what a request asks: the default for nothing, the strictest for what is not known."""
        if not asked:
            return self.about.policy
        return asked if asked in self.policies else STRICTEST

    async def clear(self, protocol: Protocol, raw: bytes, policy: str) -> Scanned:
        """Scan a request; raises PromptError where it must not leave."""
        scanned: Scanned = await self._given(_Job(Request(protocol, raw, policy), (), _result()))
        return scanned

    async def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Let a scanner call a function, with its sanitizers as the first argument; raises PromptError where it fails."""
        return await self._given(_Job(None, (function, *arguments), _result()))

    async def reload(self) -> None:
        """Read the key and the policies anew; raises HeteronymError, and all stays as it was."""
        loop = asyncio.get_running_loop()
        fresh = await loop.run_in_executor(self._threads, self._started, len(self._idle) + len(self._tasks))
        old, self._idle, self.about = self._idle, fresh, fresh[0].about
        for scanner in old:  # those at work end with it
            scanner.close()

    def close(self) -> None:
        """End."""
        for scanner in self._idle:
            scanner.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _given(self, job: "_Job") -> Any:
        self._waiting.append(job)
        self._hand_out()
        try:
            return await asyncio.wait_for(job.result, self._seconds)
        except TimeoutError:
            raise _too_late() from None

    def _hand_out(self) -> None:
        """Give what waits to the scanners that have nothing to do, in equal shares."""
        while self._waiting and self._idle:
            share = min(MAX_TOGETHER, math.ceil(len(self._waiting) / len(self._idle)))
            jobs = [self._waiting.popleft() for _ in range(share)]
            if wanted := [job for job in jobs if not job.result.done()]:
                task = asyncio.create_task(self._work(self._idle.pop(), wanted, self.about))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _work(self, scanner: "_Scanner", jobs: "list[_Job]", about: About) -> None:
        loop = asyncio.get_running_loop()
        requests = [job.request for job in jobs if job.request]
        calls = [job for job in jobs if not job.request]
        if requests:
            answer = await loop.run_in_executor(self._threads, scanner.ask, (scan, (requests,)), self._seconds)
            _tell([job for job in jobs if job.request], answer)
        for job in calls:
            function, *arguments = job.call
            _tell(
                [job],
                [await loop.run_in_executor(self._threads, scanner.ask, (function, (*arguments,)), self._seconds)],
            )
        await self._put_back(scanner, about)

    async def _put_back(self, scanner: "_Scanner", about: About) -> None:
        """Let a scanner go on; one that is dead is followed by another, one of an older plan by none."""
        if about is not self.about:
            scanner.close()
        elif scanner.is_alive:
            self._idle.append(scanner)
        else:
            with suppress(HeteronymError):  # what it loads was fine once; if it is not now, the others go on
                started = await asyncio.get_running_loop().run_in_executor(self._threads, self._started, 1)
                self._idle += started
        self._hand_out()

    def _started(self, count: int) -> "list[_Scanner]":
        scanners = [_Scanner(self._plan) for _ in range(count)]
        for scanner in scanners:
            scanner.wait_until_ready()
        return scanners


class _Job(NamedTuple):
    request: Request | None
    call: tuple[Any, ...]
    result: "asyncio.Future[Any]"


class _Scanner:
    """The gateway's end of a scanner."""

    def __init__(self, plan: Plan) -> None:
        context = multiprocessing.get_context("spawn")  # the gateway has threads, which a fork would break
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, plan), daemon=True)
        self._process.start()
        theirs.close()
        self.is_alive = True
        self.about: About

    def wait_until_ready(self) -> None:
        """Wait until it has loaded; raises the error that it met."""
        answer = self._answer(START_SECONDS)
        if isinstance(answer, Exception):
            self.close()
            raise answer
        self.about = answer

    def ask(self, what: tuple[Callable[..., Any], tuple[Any, ...]], seconds: float) -> Any:
        """Return what it answers, or an error; it is ended where it does not answer in time."""
        try:
            self._connection.send(what)
        except OSError:
            self.close()
            return _died()
        return self._answer(seconds)

    def close(self) -> None:
        """End it at once."""
        self.is_alive = False
        self._process.kill()
        self._connection.close()

    def _answer(self, seconds: float) -> Any:
        try:
            if self._connection.poll(seconds):
                return self._connection.recv()
        except (EOFError, OSError):
            self.close()
            return _died()
        self.close()
        return _too_late()


def _result() -> "asyncio.Future[Any]":
    return asyncio.get_running_loop().create_future()


def _tell(jobs: list[_Job], answer: Any) -> None:
    """Give each job its own result, or all of them the error that ended their scanner."""
    results = [answer] * len(jobs) if isinstance(answer, HeteronymError) else answer
    for job, result in zip(jobs, results, strict=True):
        if job.result.done():  # it took too long
            continue
        if isinstance(result, Exception):
            job.result.set_exception(result)
        else:
            job.result.set_result(result)


def _too_late() -> PromptError:
    return PromptError("the prompt was not scanned in time: nothing was sent", "detection_timeout", 503)


def _died() -> PromptError:
    return PromptError("the scanner died: nothing was sent", "detection_failed", 500)
