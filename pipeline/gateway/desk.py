"""The desk: prompts in, cleared prompts out, one at a time and off the event loop; policies that can be loaded anew."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from pipeline.errors import HeteronymError
from pipeline.gateway.positions import Protocol
from pipeline.gateway.prompt import Cleared, Prompt, PromptError, clear, read
from pipeline.policy import STRICTEST, Policy
from pipeline.policy_file import shipped_names
from pipeline.pseudonyms.keys import KeySource
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizers import Sanitizers, SanitizerSource

Result = TypeVar("Result")


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

    async def clear(self, protocol: Protocol, raw: bytes, policy: str) -> tuple[Prompt, Cleared, Policy]:
        """Scan a request; raises PromptError where it must not leave."""

        def work() -> tuple[Prompt, Cleared, Policy]:
            sanitizer = self._sanitizers.of(policy)
            prompt = read(protocol, raw, scan_definitions=sanitizer.policy.tool_definitions == "scan")
            return prompt, clear(prompt, sanitizer), sanitizer.policy

        return await self.run(work)

    async def sanitizer(self, policy: str) -> Sanitizer:
        """Return the sanitizer of a policy."""
        return await self.run(lambda: self._sanitizers.of(policy))

    async def run(self, work: Callable[[], Result]) -> Result:
        """Do a piece of work in turn; raises PromptError where it fails or takes too long."""
        done = asyncio.get_running_loop().run_in_executor(self._thread, work)
        try:
            return await asyncio.wait_for(done, self._seconds)
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
