"""Tickets: the restore maps of prompts of a LiteLLM proxy, kept until their answers arrive.

LiteLLM's protocol carries no reference from a prompt to its answer: both have only the id of the call, which a client may
choose and which is logged, and the hash of the client's key. These, with the client of the gateway, are authenticated by
a secret of this process. A restore map is used for one answer, for a few minutes.
"""

import hashlib
import hmac
import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.errors import PromptError
from pipeline.restore.restore_map import RestoreMap

MAX_TERMS = 400_000  # about 100 MB
SECONDS = 300.0  # until an answer, or the next round of a streamed one
LAST_SECONDS = 10.0  # until the last round of a stream that repeats the one before
Call = bytes
Digest = tuple[int, bytes]


@dataclass(slots=True)
class _Ticket:
    """A restore map, and the texts of its answer so far."""

    prompt: bytes
    restore_map: RestoreMap
    used: float
    answered: tuple[Digest, ...] | None = None


class Tickets:
    """The open tickets, limited by the number of terms in their restore maps and by time."""

    def __init__(self, max_terms: int = MAX_TERMS, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with no ticket.

        Arguments:
            max_terms: the limit of terms in all restore maps; an empty one counts as one.
            clock: returns the time in seconds.
        """
        self._max_terms, self._clock = max_terms, clock
        self._secret = secrets.token_bytes(32)
        self._terms = 0
        self._open: OrderedDict[Call, _Ticket] = OrderedDict()

    def call(self, client: str, key_hash: object, call_id: object) -> Call | None:
        """Return an identifier of a call and its client; None where its answer could not be matched."""
        if not isinstance(call_id, str) or not call_id:
            return None
        return hmac.digest(self._secret, json.dumps([client, str(key_hash), call_id]).encode(), "sha256")

    def open(self, call: Call, prompt: bytes, restore_map: RestoreMap) -> None:
        """Keep the restore map of a prompt, and remove the oldest beyond the limit.

        Raises PromptError where the call is open for another prompt: its answer would get the wrong restore map.
        """
        self._forget_old()
        known = self._open.get(call)
        digest = hashlib.sha256(prompt).digest()
        if known is not None and (known.prompt != digest or known.answered is not None):
            raise PromptError("another prompt has the same call id: send each prompt with its own id", "id_in_use")
        self._close(call)
        self._open[call] = _Ticket(digest, restore_map, self._clock())
        self._terms += len(restore_map.terms) + 1
        while self._terms > self._max_terms:
            self._close(next(iter(self._open)))

    def lend(self, call: Call, texts: Sequence[str]) -> RestoreMap | None:
        """Return the restore map of a call's answer; None where there is none, or where another answer has used it.

        A streamed answer arrives in rounds, each of which repeats the text so far and may add to it. LiteLLM marks
        neither a stream nor its last round, so the same text is restored again for some seconds.
        """
        self._forget_old()
        ticket = self._open.get(call)
        if ticket is None:
            return None
        now = self._clock()
        digests = tuple(_digest(text, len(text)) for text in texts)
        if ticket.answered is not None and not _continues(ticket.answered, texts):
            self._close(call)
            return None
        if ticket.answered == digests:  # chunks without text, and the last round, repeat the one before
            if now - ticket.used <= LAST_SECONDS:
                return ticket.restore_map
            self._close(call)
            return None
        ticket.answered, ticket.used = digests, now
        self._open.move_to_end(call)
        return ticket.restore_map

    def _forget_old(self) -> None:
        until = self._clock() - SECONDS
        while self._open and (oldest := next(iter(self._open))) and self._open[oldest].used < until:
            self._close(oldest)

    def _close(self, call: Call) -> None:
        if ticket := self._open.pop(call, None):
            self._terms -= len(ticket.restore_map.terms) + 1


def _digest(text: str, length: int) -> Digest:
    return length, hashlib.sha256(text[:length].encode("utf-8", "surrogatepass")).digest()


def _continues(answered: Sequence[Digest], texts: Sequence[str]) -> bool:
    """Tell whether texts begin with the texts so far."""
    if len(texts) < len(answered):
        return False
    return all(
        _digest(text, length) == (length, digest) for text, (length, digest) in zip(texts, answered, strict=False)
    )
