"""Scanner process: detects and replaces values in prompts. It holds the models and the key, and has no access to HTTP.

A prompt that hangs a regular expression or crashes the interpreter affects this process, not the gateway.
"""

import logging
import os
import signal
import socket
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.errors import HeteronymError, PromptError, VaultError
from pipeline.gateway.answers import asks_for_json
from pipeline.gateway.prompt import clear
from pipeline.gateway.protocol.upstream_objects import named_ids
from pipeline.gateway.review.findings import offered, review
from pipeline.gateway.scanning.ipc import packed, receive
from pipeline.gateway.scanning.messages import OFFERED, REVIEW, SCAN, Request, Scanned, answer, requests_of
from pipeline.policy.dictionaries import MAX_SENT_WORDS, Words, add_words, words_of
from pipeline.policy.inheritance import loosens
from pipeline.policy.loading import Policy, shipped_names
from pipeline.policy.model import STRICTEST
from pipeline.records.prompts.request import Prompt, read
from pipeline.replace.keyed.keys import FamilyKey, Key, KeySource
from pipeline.replace.keyed.ledger import NO_CHOICES, Choices
from pipeline.replace.scopes import ORGANIZATION
from pipeline.sanitizer import Sanitizer
from pipeline.sanitizer_source import Sanitizers, SanitizerSource, open_vault
from pipeline.text.document import Findings

FUNCTIONS: dict[str, Callable[..., Any]] = {OFFERED: offered, REVIEW: review}
ANONYMOUS, REVIEWER = "anonymous", "review"
WARM_UP = "Anna Keller wrote from anna@example.org."


@dataclass(frozen=True, slots=True)
class ScannerSource:
    """Where scanner processes load the policy and key from. Contains no key material.

    Arguments:
        classification: the default policy: the name of a shipped policy or a policy file; empty for the strictest.
        key: the source of the key.
        dataset, recipient: the names that policies with these scopes require.
        vault: the vault of runs with the scope `organization`, whose surrogates are kept; empty for none.
    """

    classification: str
    key: KeySource
    dataset: str = ""
    recipient: str = ""
    vault: str = ""


class PolicyChoice(NamedTuple):
    """The policy that applies to a request.

    Arguments:
        policy: the name of the policy.
        is_overruled: whether the request asked for a weaker policy.
    """

    policy: str
    is_overruled: bool


@dataclass(frozen=True, slots=True)
class ScannerConfig:
    """The configuration of all scanners, loaded once, so that a restarted scanner uses the same.

    Arguments:
        source: the policies.
        words: the words of their smaller dictionaries by digest, from `policy.dictionaries.words_of`; scanners read the
            files of larger ones.
        key: the key.
        stricter: the name of each policy -> the policies that are at least as strict, including itself.
        callers: the key that derives names for unknown clients.
        earlier: the choices of the runs whose vault the gateway reads.
    """

    source: SanitizerSource
    words: Mapping[str, Words]
    key: Key
    stricter: Mapping[str, frozenset[str]]
    callers: FamilyKey
    earlier: Choices

    @classmethod
    def load(cls, source: ScannerSource) -> "ScannerConfig":
        """Load the policies and the key.

        Raises:
            PolicyError: a policy cannot be loaded.
            SecretKeyError: the key cannot be loaded.
            VaultError: the vault was changed, or no policy has the scope of its runs.
        """
        policy = Policy.load(source.classification or STRICTEST)
        sanitizers = SanitizerSource(
            policy, source.key, source.dataset, source.recipient, by_record=True, client=ANONYMOUS
        ).pinned()
        key = source.key.load()
        known = {one.classification: one for one in (*sanitizers.shipped, policy)}
        stricter = {
            name: frozenset(other for other, candidate in known.items() if not loosens(candidate, floor))
            for name, floor in known.items()
        }
        words = words_of(sanitizers.dictionaries, MAX_SENT_WORDS)
        earlier = _choices_of(source, key, known.values()) if source.vault else NO_CHOICES
        return cls(sanitizers, words, key, stricter, key.family("gateway", "clients"), earlier)

    def named(self, classification: str) -> str:
        """Return the name of the policy for a classification: the default if empty, the strictest if unknown."""
        if not classification:
            return self.policy
        return classification if classification in self.policies else STRICTEST

    def policy_of(self, asked: str, floor: str, may_choose: Collection[str] = ()) -> PolicyChoice:
        """Return the policy that applies to a request.

        Arguments:
            asked: the policy that the request asks for; empty for none.
            floor: the policy that applies if the request asks for none or for a weaker one.
            may_choose: weaker policies that the request may choose.
        """
        wanted = self.named(asked) if asked else floor
        is_allowed = wanted == floor or wanted in may_choose or wanted in self.stricter[floor]
        return PolicyChoice(wanted if is_allowed else floor, not is_allowed)

    def caller(self, key: str) -> str:
        """Return the name of a client whose key is not in the settings. It reveals nothing about the key."""
        return f"key-{self.callers.digest(key).hex()[:32]}" if key else ANONYMOUS

    @property
    def policy(self) -> str:
        """The name of the default policy."""
        return self.source.policy.classification

    @property
    def policies(self) -> tuple[str, ...]:
        """The names of all policies that a request may ask for."""
        return tuple(sorted({*shipped_names(), self.policy}))

    @property
    def entities(self) -> frozenset[str]:
        """The entities that the default policy itself declares."""
        return frozenset(self.source.policy.declared)


def _choices_of(source: ScannerSource, key: Key, policies: Iterable[Policy]) -> Choices:
    """Return the choices of runs with the scope `organization`, with which no other scope of a gateway agrees."""
    if all(policy.scope != "organization" for policy in policies):
        raise VaultError(
            "vault: no policy of the gateway has 'scope: organization', so it agrees with no run: leave it out"
        )
    return open_vault(source.vault, source.key.ring()).choices(key, [ORGANIZATION])


def serve(
    connection: socket.socket, source: SanitizerSource, words: Mapping[str, Words], key_line: bytes, earlier: Choices
) -> None:
    """Process calls from a connection until it is closed.

    Arguments:
        connection: the connection. The first message sent is None, or the error that occurred during loading.
        source: the policies.
        words: the words of their dictionaries by digest.
        key_line: the key as a line of a key file.
        earlier: the choices of earlier runs.
    """
    _disable_output()
    try:
        add_words(words)
        sanitizers = Sanitizers(source, Key.from_line(key_line), earlier)
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
    """Call a scanner function by name and return its result."""
    if function == SCAN:
        return scan(sanitizers, requests_of(arguments))
    # The page at /review has its own world, so that it does not reveal the surrogates of clients.
    return _done(FUNCTIONS[function], sanitizers.of_client(REVIEWER), tuple(arguments))


def scan(sanitizers: Sanitizers, requests: Sequence[Request]) -> list[Scanned | HeteronymError]:
    """Scan requests as one batch, which is faster for the model. A failure of one request does not affect the others."""
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
    """Return the findings of prompts, which are given with their clients."""
    found = _done(_detect, sanitizer, (owned,))
    if isinstance(found, HeteronymError):  # reject only the prompt for which a recognizer raises
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
    """Call a function, and return its result or a content-free error."""
    try:
        return function(subject, *arguments)
    except HeteronymError as error:
        return error.with_traceback(None)
    except Exception as error:  # its message may contain content, its type does not
        name = type(error).__name__
        return PromptError(f"the prompt could not be scanned ({name}): nothing was sent", "detection_failed", 500)


def _disable_output() -> None:
    """Discard output, since logs and tracebacks of libraries may contain content, and ignore signals of the gateway."""
    logging.disable(logging.CRITICAL)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())
