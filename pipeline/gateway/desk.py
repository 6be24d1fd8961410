"""The desk: prompts in, cleared prompts out, off the event loop; policies that can be loaded anew."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from pipeline.errors import HeteronymError
from pipeline.gateway.positions import Protocol
from pipeline.gateway.prompt import Cleared, Prompt, PromptError, clear, read
from pipeline.policy import STRICTEST, Policy
from pipeline.policy_file import shipped_names
from pipeline.pseudonyms.keys import KeySource
from pipeline.sanitizer import Findings, Sanitizer
from pipeline.sanitizers import Sanitizers, SanitizerSource

Done = TypeVar("Done")
MAX_JOBS = 16


class Result(NamedTuple):
    """A request that was scanned.

    Arguments:
        prompt: the request.
        cleared: what may leave of it.
        policy: under which policy.
    """

    prompt: Prompt
    cleared: Cleared
    policy: Policy


@dataclass(frozen=True, slots=True)
class _Job:
    protocol: Protocol
    raw: bytes
    policy: str
    result: "asyncio.Future[Result]"


class Desk:
    """Scans prompts. One thread does it: more would share one processor's time, and none would be done sooner."""

    def __init__(self, classification: str, key: KeySource, *, dataset: str, recipient: str, seconds: float) -> None:
        """Load the default policy.

        Arguments:
            classification: the default: a shipped policy or a policy file; empty for the strictest.
            key: where the key is to be found.
            dataset, recipient: the names that policies of those scopes need.
            seconds: how long a prompt may take, the wait for others included.

        Raises PolicyError or SecretKeyError.
        """
        self._classification = classification or STRICTEST
        self._key = key
        self._names = {"dataset": dataset, "recipient": recipient}
        self._seconds = seconds
        self._thread = ThreadPoolExecutor(1, "desk")
        self._waiting: deque[_Job] = deque()
        self._worker: asyncio.Task[None] | None = None
        self._sanitizers = self._load()

    @property
    def key_id(self) -> str:
        """Return the id of the key in use."""
        return self._sanitizers.key.id

    @property
    def policies(self) -> tuple[str, ...]:
        """Return the names of all policies that a request may ask for."""
        return tuple(sorted({*shipped_names(), self._default.classification}))

    @property
    def own_entities(self) -> frozenset[str]:
        """Return the entities that the default policy declares beside the known ones."""
        return frozenset((*self._default.detection.patterns, *self._default.terms))

    def policy_of(self, asked: str | None) -> str:
        """Return the policy for what a request asks: the default for nothing, the strictest for what is not known."""
        if not asked:
            return self._default.classification
        return asked if asked in self.policies else STRICTEST

    async def clear(self, protocol: Protocol, raw: bytes, policy: str) -> Result:
        """Scan a request; raises PromptError where it must not leave."""
        job = _Job(protocol, raw, policy, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work_off())
        return await self._in_time(job.result)

    async def _work_off(self) -> None:
        """Scan what waits, many at a time: the model takes several texts faster than one after the other."""
        loop = asyncio.get_running_loop()
        while self._waiting:
            jobs = [self._waiting.popleft() for _ in range(min(len(self._waiting), MAX_JOBS))]
            wanted = [job for job in jobs if not job.result.done()]
            for job, result in zip(wanted, await loop.run_in_executor(self._thread, self._scan, wanted), strict=True):
                if job.result.done():  # it took too long
                    continue
                if isinstance(result, Exception):
                    job.result.set_exception(result)
                else:
                    job.result.set_result(result)

    def _scan(self, jobs: "list[_Job]") -> list[Result | Exception]:
        """Scan some requests; one that fails spoils no other."""
        sanitizers = self._sanitizers
        done: dict[int, Result | Exception] = {}
        groups: dict[str, list[tuple[int, Prompt]]] = defaultdict(list)
        for place, job in enumerate(jobs):
            try:
                policy = sanitizers.of(job.policy).policy
                groups[job.policy].append(
                    (place, read(job.protocol, job.raw, scan_definitions=policy.tool_definitions == "scan"))
                )
            except Exception as error:
                done[place] = error
        for name, prompts in groups.items():
            sanitizer = sanitizers.of(name)
            for (place, prompt), findings in zip(prompts, _found(sanitizer, [one for _, one in prompts]), strict=True):
                try:
                    if isinstance(findings, Exception):
                        raise findings
                    done[place] = Result(prompt, clear(prompt, sanitizer, findings), sanitizer.policy)
                except Exception as error:
                    done[place] = error
        return [done[place] for place in range(len(jobs))]

    async def sanitizer(self, policy: str) -> Sanitizer:
        """Return the sanitizer of a policy."""
        return await self.run(lambda: self._sanitizers.of(policy))

    async def run(self, work: Callable[[], Done]) -> Done:
        """Do a piece of work in turn; raises PromptError where it fails or takes too long."""
        return await self._in_time(asyncio.get_running_loop().run_in_executor(self._thread, work))

    async def _in_time(self, result: "asyncio.Future[Done]") -> Done:
        try:
            return await asyncio.wait_for(result, self._seconds)
        except TimeoutError:
            raise PromptError(
                "the prompt was not scanned in time: nothing was sent", "detection_timeout", 503
            ) from None
        except HeteronymError:
            raise
        except Exception as error:  # its message may hold content, its type does not
            raise PromptError(
                f"the prompt could not be scanned ({type(error).__name__}): nothing was sent", "detection_failed", 500
            ) from None

    async def reload(self) -> None:
        """Read the key and the policies anew; raises HeteronymError, and all stays as it was."""
        self._sanitizers = await asyncio.get_running_loop().run_in_executor(None, self._load)

    def close(self) -> None:
        """Take no more work."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _load(self) -> Sanitizers:
        policy = Policy.load(self._classification)
        loaded = Sanitizers(SanitizerSource(policy, self._key, by_record=True, **self._names))
        self._default = policy
        loaded.of(policy.classification).sanitize_text("Ready for Anna Keller, anna@example.org.")  # load the model now
        return loaded


def _found(sanitizer: Sanitizer, prompts: Sequence[Prompt]) -> Sequence[Findings | Exception]:
    try:
        return sanitizer.detect([prompt.texts for prompt in prompts])
    except Exception as error:  # whatever a recognizer raises, only the prompt that it is raised for is refused
        return [error] if len(prompts) == 1 else [one for prompt in prompts for one in _found(sanitizer, [prompt])]
