"""Answers of all protocols, whole and streamed: originals are restored, and no other byte changes."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any

import pytest

from pipeline.errors import BrokenStreamError
from pipeline.gateway.answer_stream import AnswerStream
from pipeline.gateway.answers import RestoreContext, restore_answer, restore_body
from pipeline.gateway.protocol import events
from pipeline.gateway.protocol.events import EventReader
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.restore.restore_map import RestoreMap
from tests.pipeline.gateway.events import Events, Shape, chat, completions, messages, responses
from tests.pipeline.restore.test_restore_map import TABLE

TEXT = "Ask Mark Jones, 'kay"
ARGUMENTS = r'{"to": "m.jones@birchcedar.example", "n": "\"JONES\""}'
RESTORED_TEXT = "Ask John Smith, 'kay"
RESTORED_ARGUMENTS = r'{"to": "j.smith@tessaly.com", "n": "\"SMITH\""}'


SHAPES: dict[Protocol, Shape] = {
    Protocol.CHAT: chat,
    Protocol.COMPLETIONS: completions,
    Protocol.MESSAGES: messages,
    Protocol.RESPONSES: responses,
}
EVERY_PROTOCOL = pytest.mark.parametrize("protocol", SHAPES)


def raw(protocol: Protocol, sent: Events) -> bytes:
    lines = [(f"event: {name}\n" if name else "") + f"data: {json.dumps(data)}\n\n" for name, data in sent]
    return "".join(
        [*lines, *([] if protocol.is_anthropic or protocol is Protocol.RESPONSES else ["data: [DONE]\n\n"])]
    ).encode()


def restored(protocol: Protocol, *blocks: bytes) -> bytes:
    reader, answer = EventReader(), AnswerStream(RestoreContext(protocol, TABLE))
    out = [one.raw for block in blocks for event in reader.feed(block) for one in answer.feed(event)]
    reader.close()
    return b"".join([*out, *(event.raw for event in answer.close())])


def parsed(stream: bytes) -> Iterator[dict[str, Any]]:
    for event in EventReader().feed(stream):
        if event.data and event.data != "[DONE]":
            yield json.loads(event.data)


def said(protocol: Protocol, stream: bytes) -> tuple[str, str]:
    """Return the text and the tool arguments that a client assembles."""
    texts, arguments = [], []
    for event in parsed(stream):
        if protocol is Protocol.CHAT:
            for choice in event["choices"]:
                texts.append(choice["delta"].get("content") or "")
                arguments += [call["function"].get("arguments", "") for call in choice["delta"].get("tool_calls", ())]
        elif protocol is Protocol.COMPLETIONS:
            texts += [choice["text"] for choice in event["choices"]]
        elif protocol is Protocol.MESSAGES:
            delta = event.get("delta", {})
            texts.append(delta.get("text", ""))
            arguments.append(delta.get("partial_json", ""))
        elif event["type"].endswith(".delta"):
            (arguments if "arguments" in event["type"] else texts).append(event["delta"])
    return "".join(texts), "".join(arguments)


def cut(text: str, places: Sequence[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise([0, *places, len(text)])]


@EVERY_PROTOCOL
@pytest.mark.parametrize(
    "borders", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)]
)
def test_text_is_restored_regardless_of_chunks(protocol: Protocol, borders: int) -> None:
    text, expected = (TEXT[4:], RESTORED_TEXT[4:]) if borders == 3 else (TEXT, RESTORED_TEXT)
    for places in combinations(range(len(text) + 1), borders):
        stream = raw(protocol, SHAPES[protocol](cut(text, places), [ARGUMENTS]))
        assert said(protocol, restored(protocol, stream))[0] == expected, places


@pytest.mark.parametrize("protocol", [Protocol.CHAT, Protocol.MESSAGES, Protocol.RESPONSES])
@pytest.mark.parametrize(
    ("borders", "arguments", "expected"),
    [
        (1, ARGUMENTS, RESTORED_ARGUMENTS),
        pytest.param(2, ARGUMENTS, RESTORED_ARGUMENTS, marks=pytest.mark.slow),
        pytest.param(3, r'{"n": "\"JONES\""}', r'{"n": "\"SMITH\""}', marks=pytest.mark.slow),
        pytest.param(3, '"m.jones@birchcedar.example"', '"j.smith@tessaly.com"', marks=pytest.mark.slow),
    ],
)
def test_arguments_are_restored_regardless_of_chunks(
    protocol: Protocol, borders: int, arguments: str, expected: str
) -> None:
    for places in combinations(range(len(arguments) + 1), borders):
        stream = raw(protocol, SHAPES[protocol]([TEXT], cut(arguments, places)))
        assert said(protocol, restored(protocol, stream))[1] == expected, places


@EVERY_PROTOCOL
def test_network_may_split_anywhere(protocol: Protocol) -> None:
    stream = raw(protocol, SHAPES[protocol]([*TEXT, "ü👍"], [*ARGUMENTS]))
    expected = restored(protocol, stream)

    assert [restored(protocol, *(bytes([byte]) for byte in stream))] == [expected]
    for place in range(0, len(stream), 997):
        assert restored(protocol, stream[:place], stream[place:]) == expected, place


@EVERY_PROTOCOL
def test_an_answer_without_surrogates_stays_byte_for_byte(protocol: Protocol) -> None:
    stream = raw(protocol, SHAPES[protocol](["Nothing ", "to see.\n"], ['{"a":  ', '"\\u00fc"}']))
    stream = stream.replace(b"\n\n", b"\r\n\r\n", 3) + b": a comment\n\n"

    assert restored(protocol, stream) == stream


def test_the_events_of_a_response_stay_numbered_and_repeat_the_text_restored() -> None:
    heard = list(
        parsed(restored(Protocol.RESPONSES, raw(Protocol.RESPONSES, responses(["Hi ", "Mark", " Jones"], [ARGUMENTS]))))
    )

    assert [event["sequence_number"] for event in heard] == list(range(len(heard)))
    done = {event["type"]: event for event in heard}
    assert done["response.output_text.done"]["text"] == "Hi John Smith"
    assert done["response.content_part.done"]["part"]["text"] == "Hi John Smith"
    assert done["response.function_call_arguments.done"]["arguments"] == RESTORED_ARGUMENTS
    message, call = done["response.completed"]["response"]["output"]
    assert message["content"][0]["text"] == "Hi John Smith"
    assert (call["arguments"], call["call_id"]) == (RESTORED_ARGUMENTS, "call_1")


def test_signed_thinking_is_unchanged() -> None:
    stream = restored(Protocol.MESSAGES, raw(Protocol.MESSAGES, messages([TEXT], [ARGUMENTS])))

    assert b'"thinking": "Mark Jones is meant."' in stream
    assert b'"signature": "c2lnbmVk"' in stream


BODIES = {
    Protocol.CHAT: {
        "choices": [
            {
                "index": 0,
                "message": {
                    "role": "assistant",
                    "content": TEXT,
                    "tool_calls": [
                        {"id": "call_1", "type": "function", "function": {"name": "send", "arguments": ARGUMENTS}}
                    ],
                },
            }
        ]
    },
    Protocol.COMPLETIONS: {"choices": [{"text": TEXT, "index": 0}]},
    Protocol.MESSAGES: {
        "type": "message",
        "role": "assistant",
        "content": [
            {"type": "text", "text": TEXT},
            {
                "type": "tool_use",
                "id": "toolu_1",
                "name": "send",
                "input": json.loads(ARGUMENTS) | {"tel": 9305550163, "Mark Jones": 1},
            },
        ],
    },
    Protocol.RESPONSES: {
        "object": "response",
        "output": [
            {"type": "message", "content": [{"type": "output_text", "text": TEXT}]},
            {"type": "function_call", "arguments": ARGUMENTS},
        ],
    },
}


@EVERY_PROTOCOL
def test_whole_answer_is_restored(protocol: Protocol) -> None:
    raw_body = json.dumps(BODIES[protocol], indent=1).encode()

    body, count = restore_body(raw_body, RestoreContext(protocol, TABLE))

    expected = (
        raw_body.decode()
        .replace("Mark Jones", "John Smith")
        .replace("m.jones@birchcedar.example", "j.smith@tessaly.com")
    )
    assert body.decode() == expected.replace("JONES", "SMITH").replace("9305550163", "2127365000")
    assert count >= 1


def test_an_answer_that_is_json_is_restored_as_json() -> None:
    restore_map = TABLE
    body = json.dumps(
        {"choices": [{"message": {"role": "assistant", "content": '{"name": "Mark \\u004aones"}'}}]}
    ).encode()

    assert b"John Smith" in restore_body(body, RestoreContext(Protocol.CHAT, restore_map, is_json=True))[0]


VECTOR = {"object": "embedding", "index": 0, "embedding": [4111117660553264, 0.5]}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"data": [VECTOR, {**VECTOR, "embedding": "Jones/4111117660553264+xx=="}]}, None),
        ({"error": {"message": "Mark Jones is too long"}}, {"error": {"message": "John Smith is too long"}}),
    ],
)
def test_vectors_are_unchanged_and_errors_are_raised(body: dict[str, Any], expected: dict[str, Any] | None) -> None:
    answer, _ = restore_body(json.dumps(body).encode(), RestoreContext(Protocol.EMBEDDINGS, TABLE))

    assert json.loads(answer) == (expected or body)


BYTES = {
    "choices": [
        {
            "message": {"content": "Hi", "audio": {"id": "a", "data": "4111117660553264", "transcript": "Hi"}},
            "logprobs": {"content": [{"token": "Mark Jones", "bytes": [77, 97], "logprob": -1.5}]},
        }
    ],
    "output": [
        {"type": "image_generation_call", "result": "4111117660553264"},
        {"type": "x", "url": "data:image/png;base64,+Jones+4111117660553264=="},
    ],
    "seed": 4111117660553264,
}


def test_bytes_numbers_and_token_usage_are_unchanged() -> None:
    raw_body = json.dumps(BYTES).encode()

    assert restore_body(raw_body, RestoreContext(Protocol.CHAT, TABLE)) == (raw_body, 0)


def test_data_may_be_named_like_bytes() -> None:
    body = {
        "content": [{"type": "tool_use", "input": {"result": "Jones", "data": "Mark Jones"}}],
        "result": "Mark Jones",
    }

    answer, _ = restore_body(json.dumps(body).encode(), RestoreContext(Protocol.MESSAGES, TABLE))
    assert b"Jones" not in answer


def test_long_answer_does_not_delay_other_clients() -> None:
    raw_body = json.dumps({"choices": [{"message": {"content": f"{TEXT}. "}}] * 9_000}).encode()

    async def ticks() -> int:
        work = asyncio.create_task(restore_answer(raw_body, RestoreContext(Protocol.CHAT, TABLE)))
        count = 0
        while not work.done():
            await asyncio.sleep(0.001)
            count += 1
        assert work.result()[1] == 9_000
        return count

    assert asyncio.run(ticks()) > 10


@pytest.mark.parametrize("content", [b"Mark Jones", b"", b'{"a": 1', b"\xff"])
def test_invalid_json_is_an_error(content: bytes) -> None:
    for protocol in Protocol:
        for restore_map in (TABLE, RestoreMap({})):
            with pytest.raises((json.JSONDecodeError, UnicodeDecodeError)):
                restore_body(content, RestoreContext(protocol, restore_map))


def test_answer_may_be_a_plain_string() -> None:
    assert restore_body(b'"Mark Jones"', RestoreContext(Protocol.OTHER, TABLE)) == (b'"John Smith"', 1)


@pytest.mark.parametrize(
    "stream", [b'data: {"a": 1}\n\ndata: {"b"', b"data: nonsense\n\n", b"data: [1]\n\n", b'data: "\xff"\n\n', b"<html>"]
)
def test_invalid_event_stream_is_an_error(stream: bytes) -> None:
    with pytest.raises(BrokenStreamError) as caught:
        restored(Protocol.CHAT, stream)

    assert "nonsense" not in str(caught.value)


@pytest.mark.parametrize("odd", [[], {}, [{}], 7, None, True])
@pytest.mark.parametrize("name", ["type", "index", "id", "delta", "finish_reason", "choices", "usage"])
def test_event_with_an_unexpected_type_passes(name: str, odd: Any) -> None:
    for protocol in SHAPES:
        event = {
            "type": "x",
            "delta": {"type": "y", "text": "a", name: odd},
            "choices": [{"delta": {name: odd}, name: odd}],
            name: odd,
        }
        restored(protocol, f"data: {json.dumps(event)}\n\n".encode())


@pytest.mark.parametrize("end", [b"\n\n", b"\r\n\r\n", b"\r\r"])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 64])
def test_events_do_not_depend_on_chunks(end: bytes, size: int) -> None:
    whole = [b"data: %d" % number + end for number in range(9)] + [b"data: 9\n\n"]
    stream, reader = b"".join(whole), EventReader()
    found = [one for start in range(0, len(stream), size) for one in reader.feed(stream[start : start + size])]
    reader.close()

    assert [one.raw for one in found] == whole


def test_a_long_event_in_pieces_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched, end = [], events.END

    class CountingEnd:
        def search(self, rest: bytearray, start: int) -> Any:
            searched.append(len(rest) - start)
            return end.search(rest, start)

    monkeypatch.setattr(events, "END", CountingEnd())
    reader, piece = EventReader(), b"x" * 1024
    for _ in range(100):
        assert not list(reader.feed(piece))

    assert sum(searched) <= 100 * (len(piece) + events.LONGEST_END)
