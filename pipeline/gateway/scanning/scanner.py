"""The process that scans: it holds the models and the key, and knows nothing of HTTP.

A prompt that hangs a regular expression, or kills the interpreter, takes this process with it and not the gateway.
"""

import logging
import os
import signal
import socket
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.errors import HeteronymError, PromptError
from pipeline.gateway.answers import asks_for_json
from pipeline.gateway.prompt import clear
from pipeline.gateway.protocol.upstream_objects import named_ids
from pipeline.gateway.review.findings import offered, review
from pipeline.gateway.scanning.ipc import packed, receive
from pipeline.gateway.scanning.messages import OFFERED, REVIEW, SCAN, Request, Scanned, answer, requests_of
from pipeline.policy.dictionaries import Words, add_words, words_of
from pipeline.policy.inheritance import loosens
from pipeline.policy.loading import Policy, shipped_names
from pipeline.policy.model import STRICTEST
from pipeline.records.prompts.request import Prompt, read
from pipeline.replace.keyed.keys import FamilyKey, Key, KeySource
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import Sanitizers, SanitizerSource
from pipeline.text.document import Findings

FUNCTIONS: dict[str, Callable[..., Any]] = {OFFERED: offered, REVIEW: review}
ANONYMOUS, REVIEWER = "anonymous", "review"
WARM_UP = "Anna Keller wrote from anna@example.org."


@dataclass(frozen=True, slots=True)
class ScannerSource:
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


class Choice(NamedTuple):
    """The policy for a request.

    Arguments:
        policy: its name.
        is_overruled: whether the request asked for a weaker one.
    """

    policy: str
    is_overruled: bool


@dataclass(frozen=True, slots=True)
class ScannerConfig:
    """What scanners work with, read once: one that follows another works with the same.

    Arguments:
        source: the policies.
        words: the words of their dictionaries by digest, as `policy.dictionaries.words_of` returns them.
        key: the key.
        stricter: the name of each policy -> those that let nothing through that it stops, itself among them.
        callers: the key of the names of callers who have none.
    """

    source: SanitizerSource
    words: Mapping[str, Words]
    key: Key
    stricter: Mapping[str, frozenset[str]]
    callers: FamilyKey

    @classmethod
    def load(cls, source: ScannerSource) -> "ScannerConfig":
        """Read the policies and the key; raises PolicyError or SecretKeyError."""
        policy = Policy.load(source.classification or STRICTEST)
        sanitizers = SanitizerSource(
            policy, source.key, source.dataset, source.recipient, by_record=True, client=ANONYMOUS
        ).pinned()
        key = source.key.load()
        known = {one.classification: one for one in (*sanitizers.shipped, policy)}
        stricter = {
            name: frozenset(other for other, asked in known.items() if not loosens(asked, floor))
            for name, floor in known.items()
        }
        return cls(sanitizers, words_of(sanitizers.dictionaries), key, stricter, key.family("gateway", "clients"))

    def named(self, classification: str) -> str:
        """Return the policy of a name: the default for none, the strictest for one that is not known."""
        if not classification:
            return self.policy
        return classification if classification in self.policies else STRICTEST

    def policy_of(self, asked: str, floor: str, may_choose: Collection[str] = ()) -> Choice:
        """Return the policy for a request.

        Arguments:
            asked: what it asks for; empty for nothing.
            floor: the policy that holds where it asks for nothing, and for a weaker one.
            may_choose: what it may have though it is weaker.
        """
        wanted = self.named(asked) if asked else floor
        is_allowed = wanted == floor or wanted in may_choose or wanted in self.stricter[floor]
        return Choice(wanted if is_allowed else floor, not is_allowed)

    def caller(self, key: str) -> str:
        """Return the name of a client whose key is not in the settings; it reveals nothing about the key."""
        return f"key-{self.callers.digest(key).hex()[:32]}" if key else ANONYMOUS

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
        return frozenset(self.source.policy.declared)


def serve(connection: socket.socket, source: SanitizerSource, words: Mapping[str, Words], key_line: bytes) -> None:
    """Do what is asked for over a connection, until it is closed.

    Arguments:
        connection: the connection; the first thing that it tells is whether all was loaded: None, or an error.
        source: the policies.
        words: the words of their dictionaries by digest.
        key_line: the key, which is pickled nowhere else.
    """
    _be_silent()
    try:
        add_words(words)
        sanitizers = Sanitizers(source, Key.from_line(key_line))
        sanitizers.of(source.policy.classification).sanitize_text(WARM_UP)
    except HeteronymError as error:
        connection.sendall(packed(answer(error)))
        return
    connection.sendall(packed(None))
    while True:
        try:
            function, arguments = receive(connection)
        except EOFError:
            return
        connection.sendall(packed(answer(_called(function, sanitizers, arguments))))


def _called(function: str, sanitizers: Sanitizers, arguments: list[Any]) -> Any:
    """Call one of the scanner's functions by its name and return its result."""
    if function == SCAN:
        return scan(sanitizers, requests_of(arguments))
    # The page at /review has a world of its own, so that it does not reveal the pseudonyms of clients.
    return _done(FUNCTIONS[function], sanitizers.of_client(REVIEWER), tuple(arguments))


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
        owned = [(prompt, requests[place].client) for place, prompt in prompts]
        for (place, prompt), findings in zip(prompts, _found(sanitizers.of(name), owned), strict=True):
            sanitizer = sanitizers.of_client(requests[place].client).of(name)
            done[place] = (
                findings
                if isinstance(findings, HeteronymError)
                else _done(_clear, sanitizer, (sanitizers.key.id, prompt, findings))
            )
    return [done[place] for place in range(len(requests))]


def _read(sanitizers: Sanitizers, request: Request) -> Prompt:
    policy = sanitizers.of(request.policy).policy
    return read(request.raw, scan_definitions=policy.tool_definitions == "scan")


def _found(sanitizer: Sanitizer, owned: Sequence[tuple[Prompt, str]]) -> Sequence[Findings | HeteronymError]:
    """Return what is found in prompts, each with its client."""
    found = _done(_detect, sanitizer, (owned,))
    if isinstance(
        found, HeteronymError
    ):  # whatever a recognizer raises, only the prompt that it is raised for is refused
        return [found] if len(owned) == 1 else [one for prompt in owned for one in _found(sanitizer, [prompt])]
    return list(found)


def _detect(sanitizer: Sanitizer, owned: Sequence[tuple[Prompt, str]]) -> list[Findings]:
    return sanitizer.detect([prompt.texts for prompt, _ in owned], [client for _, client in owned])


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
        tuple(named_ids(prompt.body)),
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
