"""The process that scans: it holds the models and the key, and knows nothing of HTTP.

A prompt that hangs a regular expression, or kills the interpreter, takes this process with it and not the gateway.
"""

import logging
import os
import signal
import socket
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.errors import HeteronymError
from pipeline.gateway.answers import asks_for_json
from pipeline.gateway.channel import packed, receive
from pipeline.gateway.positions import Protocol
from pipeline.gateway.prompt import Cleared, Prompt, PromptError, clear, read
from pipeline.policy import STRICTEST, Policy
from pipeline.policy_file import shipped_names
from pipeline.pseudonyms.keys import Key, KeySource
from pipeline.sanitizer import Findings, Sanitizer
from pipeline.sanitizers import Sanitizers, SanitizerSource

WARM_UP = "Anna Keller wrote from anna@example.org."


@dataclass(frozen=True, slots=True)
class Plan:
    """Where that stands which scanners work with; holds no key.

    Arguments:
        classification: the default: a shipped policy or a policy file; empty for the strictest.
        key: where the key is to be found.
        dataset, recipient: the names that policies of those scopes need.
    """

    classification: str
    key: KeySource
    dataset: str = ""
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class Kit:
    """What scanners work with, read once: one that follows another works with the same.

    Arguments:
        source: the policies.
        key: the key.
    """

    source: SanitizerSource
    key: Key

    @classmethod
    def load(cls, plan: Plan) -> "Kit":
        """Read the policies and the key; raises PolicyError or SecretKeyError."""
        policy = Policy.load(plan.classification or STRICTEST)
        source = SanitizerSource(policy, plan.key, plan.dataset, plan.recipient, by_record=True)
        return cls(source.pinned(), plan.key.load())

    @property
    def policy(self) -> str:
        """Return the name of the default policy."""
        return self.source.policy.classification

    @property
    def policies(self) -> tuple[str, ...]:
        """Return the names of all policies that a request may ask for."""
        return tuple(sorted({*shipped_names(), self.policy}))

    @property
    def entities(self) -> frozenset[str]:
        """Return the entities that the default policy declares itself."""
        return frozenset((*self.source.policy.detection.patterns, *self.source.policy.terms))


class Request(NamedTuple):
    """A request to be scanned.

    Arguments:
        protocol: whose way of asking it is.
        raw: its body.
        policy: the name of the policy that holds for it.
    """

    protocol: Protocol
    raw: bytes
    policy: str


class Scanned(NamedTuple):
    """A request that may leave.

    Arguments:
        cleared: what leaves of it, and the way back.
        policy: the name of its policy.
        key_id: the id of the key of its pseudonyms.
        restores: whether its policy puts the originals back into answers.
        blocks_files: whether its policy lets only text out.
        is_json: whether it asks for an answer in JSON.
        characters: how much text it holds.
    """

    cleared: Cleared
    policy: str
    key_id: str
    restores: bool
    blocks_files: bool
    is_json: bool
    characters: int


def serve(connection: socket.socket, source: SanitizerSource, key_line: bytes) -> None:
    """Do what is asked for over a connection, until it is closed.

    Arguments:
        connection: the connection; the first thing that it tells is whether all was loaded: None, or an error.
        source: the policies.
        key_line: the key, which is pickled nowhere else.
    """
    _be_silent()
    try:
        sanitizers = Sanitizers(source, Key.from_line(key_line))
        sanitizers.of(source.policy.classification).sanitize_text(WARM_UP)
    except HeteronymError as error:
        connection.sendall(packed(error))
        return
    connection.sendall(packed(None))
    while True:
        try:
            function, arguments = receive(connection)
        except EOFError:
            return
        connection.sendall(packed(_done(function, sanitizers, arguments)))


def scan(sanitizers: Sanitizers, requests: Sequence[Request]) -> list[Scanned | HeteronymError]:
    """Scan some requests together, since the model takes several texts faster; one that fails spoils no other."""
    done: dict[int, Scanned | HeteronymError] = {}
    groups: dict[str, list[tuple[int, Prompt]]] = defaultdict(list)
    for place, request in enumerate(requests):
        prompt = _done(_read, sanitizers, (request,))
        if isinstance(prompt, Prompt):
            groups[request.policy].append((place, prompt))
        else:
            done[place] = prompt
    for name, prompts in groups.items():
        sanitizer = sanitizers.of(name)
        for (place, prompt), findings in zip(prompts, _found(sanitizer, [one for _, one in prompts]), strict=True):
            done[place] = (
                findings
                if isinstance(findings, HeteronymError)
                else _done(_clear, sanitizer, (sanitizers.key.id, prompt, findings))
            )
    return [done[place] for place in range(len(requests))]


def _read(sanitizers: Sanitizers, request: Request) -> Prompt:
    policy = sanitizers.of(request.policy).policy
    return read(request.protocol, request.raw, scan_definitions=policy.tool_definitions == "scan")


def _found(sanitizer: Sanitizer, prompts: Sequence[Prompt]) -> Sequence[Findings | HeteronymError]:
    found = _done(_detect, sanitizer, (prompts,))
    if isinstance(
        found, HeteronymError
    ):  # whatever a recognizer raises, only the prompt that it is raised for is refused
        return [found] if len(prompts) == 1 else [one for prompt in prompts for one in _found(sanitizer, [prompt])]
    return list(found)


def _detect(sanitizer: Sanitizer, prompts: Sequence[Prompt]) -> list[Findings]:
    return sanitizer.detect([prompt.texts for prompt in prompts])


def _clear(sanitizer: Sanitizer, key_id: str, prompt: Prompt, findings: Findings) -> Scanned:
    policy = sanitizer.policy
    return Scanned(
        clear(prompt, sanitizer, findings),
        policy.classification,
        key_id,
        bool(policy.restore),
        policy.unscannable == "block",
        asks_for_json(prompt.body),
        prompt.characters,
    )


def _done(function: Callable[..., Any], subject: Any, arguments: tuple[Any, ...]) -> Any:
    """Return what a function returns, or the error that it raises, without content."""
    try:
        return function(subject, *arguments)
    except HeteronymError as error:
        return error.with_traceback(None)
    except Exception as error:  # its message may hold content, its type does not
        name = type(error).__name__
        return PromptError(f"the prompt could not be scanned ({name}): nothing was sent", "detection_failed", 500)


def _be_silent() -> None:
    """Say nothing, since a library's log or traceback may hold content; and leave signals to the gateway."""
    logging.disable(logging.CRITICAL)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())
