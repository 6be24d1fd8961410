"""Token usage of answers."""

import json
from typing import Any

import pytest

from pipeline.gateway.accounting.usage import AnswerTokens
from tests.pipeline.gateway import events

TEXT, ARGUMENTS = "A text of thirty-two characters.", '{"a": 12}'


def chunk(**delta: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, "logprobs": {"content": [{"token": "abc"}]}}]}


@pytest.mark.parametrize(
    ("answer", "tokens"),
    [
        ([], 0),
        ([{"usage": {"completion_tokens": 7}, "choices": [{"message": {"content": TEXT}}]}], 7),
        ([{"usage": {"output_tokens": 7}, "content": [{"type": "text", "text": TEXT}]}], 7),
        ([{"type": "response.completed", "response": {"usage": {"output_tokens": 7}}}], 7),
        ([{"usage": {"completion_tokens": -1}, "choices": [{"message": {"content": TEXT}}]}], 8),
        ([{"usage": {"completion_tokens": 10**400}, "choices": [{"message": {"content": TEXT}}]}], 8),
        ([{"usage": {"completion_tokens": True}, "choices": [{"text": TEXT}]}], 8),
        ([{"usage": {"prompt_tokens": 7}, "data": [{"embedding": "AAAA"}]}], 0),
        ([chunk(role="assistant", content=""), *[chunk(content=letter) for letter in TEXT]], 8),
        ([chunk(tool_calls=[{"id": "call_1", "function": {"name": "send", "arguments": TEXT}}])], 8),
        ([one for _, one in events.completions(list(TEXT), [])], 8),
        ([one for _, one in events.messages(list(TEXT), [ARGUMENTS])], 5),
        ([one for _, one in events.messages(list(TEXT), [ARGUMENTS])[:-2]], 16),
        ([one for _, one in events.responses(list(TEXT), list(ARGUMENTS))], 11),
    ],
    ids=str,
)
def test_answer_tokens_are_reported_by_the_upstream_or_estimated(answer: list[Any], tokens: int) -> None:
    count = AnswerTokens()
    for one in answer:
        count.feed(json.dumps(one))
    for nothing in ("", "[DONE]", "[]"):
        count.feed(nothing)

    assert count.count == tokens
