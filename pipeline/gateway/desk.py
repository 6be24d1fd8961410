"""The desk: takes prompts, gives them to scanners, and gives them back cleared; never waits for one for ever."""

import asyncio
import math
import multiprocessing
import socket
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from pipeline.errors import HeteronymError
from pipeline.gateway.channel import packed, receive, receive_from
from pipeline.gateway.positions import Protocol
from pipeline.gateway.prompt import PromptError
from pipeline.gateway.scanner import About, Plan, Request, Scanned, scan, serve
from pipeline.policy import STRICTEST
from pipeline.policy_file import shipped_names

MAX_TOGETHER = 16
START_SECONDS = 120
BUFFER_BYTES = 2**20


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
        fresh = await asyncio.to_thread(self._started, len(self._idle) + len(self._tasks))
        old, self._idle, self.about = self._idle, fresh, fresh[0].about
        for scanner in old:  # those at work end with it
            scanner.close()

    def close(self) -> None:
        """End."""
        for scanner in self._idle:
            scanner.close()

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
        requests = [job.request for job in jobs if job.request]
        if requests:
            answer = await scanner.ask(scan, requests, seconds=self._seconds)
            _tell([job for job in jobs if job.request], answer)
        for job in jobs:
            if not job.request:
                _tell([job], [await scanner.ask(*job.call, seconds=self._seconds)])
        await self._put_back(scanner, about)

    async def _put_back(self, scanner: "_Scanner", about: About) -> None:
        """Let a scanner go on; one that is dead is followed by another, one of an older plan by none."""
        if about is not self.about:
            scanner.close()
        elif scanner.is_alive:
            self._idle.append(scanner)
        else:
            with suppress(HeteronymError):  # what it loads was fine once; if it is not now, the others go on
                self._idle += await asyncio.to_thread(self._started, 1)
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
        self._socket, theirs = socket.socketpair()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._process = context.Process(target=serve, args=(theirs, plan), daemon=True)
        self._process.start()
        theirs.close()
        self.is_alive = True
        self.about: About

    def wait_until_ready(self) -> None:
        """Wait until it has loaded; raises the error that it met."""
        self._socket.settimeout(START_SECONDS)
        try:
            answer = receive(self._socket)
        except TimeoutError:
            answer = _too_late()
        except (EOFError, OSError):
            answer = _died()
        if isinstance(answer, Exception):
            self.close()
            raise answer
        self.about = answer

    async def ask(self, function: Callable[..., Any], *arguments: Any, seconds: float) -> Any:
        """Return what it answers, or an error; it is ended where it does not answer in time."""
        try:
            async with asyncio.timeout(seconds):
                reader, writer = self._streams = self._streams or await asyncio.open_unix_connection(
                    sock=self._socket, limit=BUFFER_BYTES
                )
                writer.write(packed((function, arguments)))
                await writer.drain()
                return await receive_from(reader)
        except TimeoutError:
            self.close()
            return _too_late()
        except (EOFError, OSError):
            self.close()
            return _died()

    def close(self) -> None:
        """End it at once."""
        self.is_alive = False
        self._process.kill()
        if self._streams:
            self._streams[1].close()
        else:
            self._socket.close()


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
