"""Streams: text in chunks is restored completely, at its position, and without duplicates."""

import json
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import anthropic.types as claude
import anthropic.types.beta as claude_beta
import openai.types as gpt
import openai.types.audio as gpt_audio
import openai.types.beta as gpt_beta
import openai.types.responses as gpt_responses
import pytest
from openai.lib.streaming._deltas import accumulate_delta
from openai.types.beta.agent_session_event import AgentSessionEvent
from openai.types.beta.threads import MessageDeltaEvent
from openai.types.beta.threads.runs import RunStepDeltaEvent
from openai.types.chat import ChatCompletionChunk
from pydantic import BaseModel

from pipeline.gateway.answer_stream import AnswerStream
from pipeline.gateway.answers import RestoreContext
from pipeline.gateway.protocol.events import EventReader
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.records.json_scan import Path
from pipeline.restore.restore_map import RestoreMap
from tests.pipeline.restore.test_restore_map import TABLE

Event = dict[str, Any]
CARD, RESTORED_CARD = ("41111176", "60553264"), "4539148803436467"


def restored(*events: Event, restore_map: RestoreMap = TABLE) -> list[Event]:
    answer, reader = AnswerStream(RestoreContext(Protocol.OTHER, restore_map)), EventReader()
    read = reader.feed("".join(f"data: {json.dumps(event)}\n\n" for event in events).encode())
    out = [*(one for event in read for one in answer.feed(event)), *answer.close()]
    return [json.loads(one.data) for one in out]


ENDS = {"finish_reason", "logprobs"}  # not in the middle of an answer; not text
PUBLISHED = [
    *(ChatCompletionChunk, gpt.Completion, MessageDeltaEvent, RunStepDeltaEvent),
    *(gpt_responses.ResponseStreamEvent, gpt_beta.BetaResponseStreamEvent, gpt_audio.TranscriptionStreamEvent),
    *(AgentSessionEvent, claude.RawMessageStreamEvent, claude_beta.BetaRawMessageStreamEvent),
]


def variants(shape: Any) -> Iterator[Any]:
    """Yield the alternatives of a type, without unions, annotations and None."""
    if get_origin(shape) is Annotated:
        yield from variants(get_args(shape)[0])
    elif get_origin(shape) in (Union, UnionType):
        for one in get_args(shape):
            yield from variants(one)
    elif shape is not type(None):
        yield shape


def built(shape: Any, text: str) -> Iterator[Any]:
    """Yield an instance of each variant of a type, with the text in every free string."""
    for one in variants(shape):
        if get_origin(one) is Literal:
            yield get_args(one)[0]
        elif get_origin(one) is list:
            yield from ([item] for item in built(get_args(one)[0], text))
        elif isinstance(one, type) and issubclass(one, BaseModel):
            names = one.model_fields.keys() - ENDS
            fields = {name: list(built(one.model_fields[name].annotation, text)) or [None] for name in names}
            for at in range(max(map(len, fields.values()))):
                yield {name: found[min(at, len(found) - 1)] for name, found in fields.items()}
        else:
            yield text if one is str else 0


def strings(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    for key, item in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ()):
        yield from strings(item, (*path, key))


def halves() -> Iterator[tuple[str, Event, Event]]:
    """Yield every published event that contains a chunk, once with each half of a text."""
    for model in (model for shape in PUBLISHED for model in variants(shape)):
        name = next((name for name in ("delta", "choices") if name in model.model_fields), None)
        if name:
            outer, shape = next(built(model, "one")), model.model_fields[name].annotation
            for first, second in zip(*(built(shape, half) for half in CARD), strict=True):
                yield model.__name__, outer | {name: first}, outer | {name: second}


# What is no text, or comes whole, beside names and ids: places in an event, with the end of its model's name.
STAYS = {
    "ContentBlockDeltaEvent": {"delta.content", "delta.encrypted_content", "delta.signature", "delta.thinking"},
    "AudioDeltaEvent": {"delta"},
    "ChatCompletionChunk": {"choices.0.delta.audio.data"},
}


def stays(model: str, place: str) -> bool:
    is_whole = model.endswith("RawMessageDeltaEvent") or ".citation." in place or ".annotations." in place
    is_name = place.endswith((".name", ".id", "_id"))
    return is_whole or is_name or any(model.endswith(end) and place in places for end, places in STAYS.items())


def test_every_text_of_every_event_is_restored_across_two_events() -> None:
    seen = set()
    for model, first, second in halves():
        seen.add(model)
        out = restored(first, second)
        for path in [path for path, half in strings(first) if half == CARD[0]]:
            place = ".".join(map(str, path))
            whole = "".join(text for event in out for at, text in strings(event) if at == path)
            assert whole == ("".join(CARD) if stays(model, place) else RESTORED_CARD), (model, place)

    assert len(seen) >= 36


def chunk(delta: Event, **more: Any) -> Event:
    choice = {"index": 0, "delta": delta, "finish_reason": None, **more}
    return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}


def call(arguments: str) -> Event:
    function = {"name": "send", "arguments": arguments}
    return {"tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": function}]}


LAST = chunk({}, finish_reason="stop")
ROLE = {"role": "assistant"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (ROLE | {"content": "Ask Mark Jones"}, ROLE | {"content": "Ask John Smith"}),
        (ROLE | call('{"card": 4111117660553264}'), ROLE | call('{"card": 4539148803436467}')),
        (
            {"reasoning_details": [{"index": 0, "type": "reasoning.text", "id": "r1", "text": "Mark Jones"}]},
            {"reasoning_details": [{"index": 0, "type": "reasoning.text", "id": "r1", "text": "John Smith"}]},
        ),
    ],
)
def test_concatenated_chunks_contain_everything_once(given: Event, expected: Event) -> None:
    reported: dict[object, object] = {}
    for event in restored(chunk(given, logprobs={"content": []}) | {"usage": {"total_tokens": 5}}, LAST):
        reported = accumulate_delta(reported, event["choices"][0]["delta"])

    assert reported == expected


def test_late_chunks_contain_only_their_position() -> None:
    event = chunk(ROLE | {"content": "Mark Jones"}, logprobs={"content": []}) | {"usage": {"total_tokens": 5}}
    first, late, _ = restored(event, LAST)

    assert first == chunk(ROLE | {"content": ""}, logprobs={"content": []}) | {"usage": {"total_tokens": 5}}
    assert late == chunk({"content": "John Smith"}, logprobs=None)


def piece(kind: str, delta: Any, **where: Any) -> Event:
    return {"type": f"response.{kind}.delta", "sequence_number": 0, "delta": delta, **where}


def test_interleaved_texts_are_restored_separately() -> None:
    kinds = ["shell_call_command", "output_text"]
    wheres = [{"command_index": 0}, {"command_index": 1}, {"item_id": "a"}, {"item_id": "b"}]
    sides = [(kind, where) for kind in kinds for where in wheres]
    out = restored(*(piece(kind, half, **where) for half in CARD for kind, where in sides))

    for kind, where in sides:
        mine = [event for event in out if event["type"] == f"response.{kind}.delta" and where.items() <= event.items()]
        assert "".join(event["delta"] for event in mine) == RESTORED_CARD


def test_chunk_may_be_a_protocol_word() -> None:
    out = restored(*(chunk({"content": text}) for text in ("Mark", " ", "user", " ", "text", " Mark", " ", "Jones")))

    assert "".join(event["choices"][0]["delta"]["content"] for event in out) == "Mark user text John Smith"


def test_text_continues_after_another_of_its_kind_ends() -> None:
    done = {"type": "response.output_text.done", "item_id": "b", "text": ""}
    out = restored(piece("output_text", CARD[0], item_id="a"), done, piece("output_text", CARD[1], item_id="a"))

    assert "".join(event.get("delta", "") for event in out) == RESTORED_CARD


@pytest.mark.parametrize(
    "event",
    [
        piece("audio", "AAAAJones"),
        chunk({"audio": {"id": "a1", "data": "4111117660553264"}}),
        piece("output_text", "Hi", obfuscation="4111117660553264"),
        {"type": "response.image_generation_call.partial_image", "partial_image_b64": "Jones+4111117660553264=="},
        {"type": "response.output_item.done", "item": {"type": "image_generation_call", "result": "4111117660553264"}},
        chunk({"content": "Hi"}, logprobs={"content": [{"token": "Mark Jones", "bytes": [77], "logprob": -1.5}]}),
        piece("output_text", "Hi", logprobs=[{"token": "Mark Jones", "top_logprobs": [{"token": "Mark Jones"}]}]),
    ],
)
def test_bytes_and_token_usage_are_unchanged(event: Event) -> None:
    assert restored(event) == [event]


def test_a_stream_to_a_prompt_without_surrogates_is_only_checked() -> None:
    events = [chunk({"content": "Mark"}), chunk({"content": " Jones"}), LAST]

    assert restored(*events, restore_map=RestoreMap({})) == events
