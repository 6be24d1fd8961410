"""Token usage of answers: the count of the upstream, or an estimate by the length of the text."""

import json
from collections.abc import Mapping
from typing import Any

from pipeline.gateway.accounting.quotas import NO_LIMIT, estimate_tokens
from pipeline.gateway.protocol.events import DONE

# Fields with the text of an answer, in whole answers and in deltas.
TEXTS = frozenset("arguments content delta partial_json reasoning reasoning_content refusal text thinking".split())
COUNTS = ("output_tokens", "completion_tokens")


class AnswerTokens:
    """Counts the tokens of one answer."""

    def __init__(self) -> None:
        """Start at zero."""
        self._reported = self._characters = 0

    def feed(self, text: str) -> None:
        """Count a whole answer in JSON, or the data of the next event of one."""
        value = json.loads(text) if text and text != DONE else None
        if not isinstance(value, dict):
            return
        self._reported = _reported(value) or self._reported
        if not _repeats(value):
            self._characters += _length(value)

    @property
    def count(self) -> int:
        """Return the tokens so far."""
        return self._reported or estimate_tokens(self._characters)


def _reported(value: Mapping[str, Any]) -> int:
    """Return the tokens of the answer as the upstream reports them; 0 where it reports none."""
    for holder in (value, value.get("response")):
        usage = holder.get("usage") if isinstance(holder, dict) else None
        counts = [usage.get(name) for name in COUNTS] if isinstance(usage, dict) else []
        for count in counts:
            if type(count) is int and 0 < count < NO_LIMIT:
                return count
    return 0


def _repeats(value: Mapping[str, Any]) -> bool:
    """Tell whether an event of OpenAI's Responses API repeats a text that was sent in pieces."""
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
