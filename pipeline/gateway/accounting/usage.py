"""How long an answer is, in tokens: as the upstream says itself, else as its text is long."""

import json
from collections.abc import Mapping
from typing import Any

from pipeline.gateway.accounting.quotas import NO_LIMIT, estimate_tokens
from pipeline.gateway.protocol.events import DONE

# Where the text of an answer stands, in whole answers and in pieces of them.
TEXTS = frozenset("arguments content delta partial_json reasoning reasoning_content refusal text thinking".split())
COUNTS = ("output_tokens", "completion_tokens")


class AnswerTokens:
    """Counts the tokens of one answer."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._told = self._characters = 0

    def feed(self, text: str) -> None:
        """Take a whole answer in JSON, or the data of the next event of one."""
        value = json.loads(text) if text and text != DONE else None
        if not isinstance(value, dict):
            return
        self._told = _told(value) or self._told
        if not _repeats(value):
            self._characters += _length(value)

    @property
    def count(self) -> int:
        """Return the tokens so far."""
        return self._told or estimate_tokens(self._characters)


def _told(value: Mapping[str, Any]) -> int:
    """Return what the upstream says that all of the answer has; 0 where it says nothing."""
    for holder in (value, value.get("response")):
        usage = holder.get("usage") if isinstance(holder, dict) else None
        counts = [usage.get(name) for name in COUNTS] if isinstance(usage, dict) else []
        for count in counts:
            if type(count) is int and 0 < count < NO_LIMIT:
                return count
    return 0


def _repeats(value: Mapping[str, Any]) -> bool:
    """Tell an event of OpenAI's responses that says again what came in pieces."""
    kind = value.get("type")
    return isinstance(kind, str) and kind.startswith("response.") and not kind.endswith(".delta")


def _length(value: Any, name: str = "") -> int:
    if isinstance(value, str):
        return len(value) if name in TEXTS else 0
    if isinstance(value, list):
        return sum(_length(one, name) for one in value)
    if isinstance(value, dict):
        return sum(_length(one, key) for key, one in value.items())
    return 0
