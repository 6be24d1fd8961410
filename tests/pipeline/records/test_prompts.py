"""Prompt reader: the strict and the lenient profile agree, and records are never rejected."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Sanitizer, Text
from pipeline.errors import PromptError
from pipeline.records import BrokenRecord, ReadOptions
from pipeline.records.json_records import json_record, scan
from pipeline.records.json_scan import Leaf, dotted, parse
from pipeline.records.json_text import JsonText
from pipeline.records.prompts.request import read
from tests.pipeline.gateway.test_prompt import CHAT, MESSAGES, PLANTED, RESPONSES, VALUES

SIGNED = {
    "messages": [
        {"role": "assistant", "content": [{"type": "thinking", "thinking": PLANTED, "signature": "c2ln"}]},
        {"role": "user", "content": "Hello."},
    ],
    "mcp_servers": [
        {"type": "url", "url": "https://mcp.example/sse", "name": "crm", "authorization_token": "a-secret"}
    ],
}
TOOLS = {
    "messages": [{"role": "user", "content": "Hello."}],
    "tool_choice": {"type": "function", "function": {"name": "send_mail"}},
    "tools": [
        {
            "type": "function",
            "function": {
                "name": "send_mail",
                "description": f"Sends. {PLANTED}",
                "parameters": {
                    "type": "object",
                    "properties": {
                        "to": {"type": "string", "enum": [VALUES[3]], "description": PLANTED},
                        "by": {"type": "string", "default": PLANTED, "examples": [PLANTED]},
                    },
                    "required": ["to"],
                },
            },
        },
        {"name": "mail", "description": PLANTED, "input_schema": {"type": "object", "title": PLANTED}},
    ],
}

words = st.sampled_from(["Hello.", "Zora Quackenbush called", "user", "high", "4539148803436467", "", " ", "n/a"])
names = st.sampled_from(["to", "email", "Order ID", "city", "jordan_smith", "type", "id", "name", "score"])
numbers = st.integers(0, 10**12)
data = st.recursive(
    words | numbers | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
as_json = data.map(json.dumps)
schemas = st.fixed_dictionaries(
    {"type": st.just("object")},
    optional={"description": words, "default": data, "properties": st.dictionaries(names, st.just({"type": "string"}))},
)
tools = st.fixed_dictionaries(
    {"name": words}, optional={"description": words, "input_schema": schemas, "function": st.just({"name": "send"})}
)
parts = st.fixed_dictionaries(
    {"type": st.sampled_from(["text", "tool_use", "tool_result", "hologram"])},
    optional={"text": words, "input": data, "content": words, "id": words, "name": words},
)
turns = st.fixed_dictionaries(
    {"role": st.sampled_from(["user", "assistant", "tool"]), "content": words | st.lists(parts, max_size=2) | as_json},
    optional={
        "name": words,
        "tool_call_id": words,
        "tool_calls": st.lists(
            st.fixed_dictionaries({"function": st.fixed_dictionaries({"name": words, "arguments": as_json})}),
            max_size=2,
        ),
    },
)
requests = st.fixed_dictionaries(
    {"messages": st.lists(turns, min_size=1, max_size=3)},
    optional={
        "model": words,
        "system": words | st.lists(parts, max_size=1),
        "user": words,
        "metadata": st.dictionaries(names, words | numbers, max_size=2),
        "stop": st.lists(words, max_size=2),
        "tools": st.lists(tools, max_size=2),
        "tool_choice": words,
        "reasoning_effort": words,
    },
)


def values(found: JsonText) -> Iterator[tuple[Leaf, str, Text]]:
    """Yield the leaf, path and text of each value, without field names."""
    for slot in found.slots:
        path = dotted(slot.leaf.path)
        if slot.inner:
            yield from ((leaf, f"{path} > {inner}", text) for leaf, inner, text in values(slot.inner))
        elif slot.text and not slot.leaf.is_key:
            yield slot.leaf, path, slot.text


def lenient(body: Any) -> JsonText:
    text = json.dumps(body)
    return scan(text, parse(text), ReadOptions(), [])


def is_empty(text: Text) -> bool:
    return text.value.strip().casefold() in ("", "n/a")


def assert_alike(body: dict[str, Any]) -> None:
    strict = read(json.dumps(body).encode())
    of_request = {(path, text.value) for _, path, text in values(strict.text) if not is_empty(text)}
    of_record = {(path, text.value) for _, path, text in values(lenient(body)) if not is_empty(text)}
    set_apart = {*strict.sealed.items(), *strict.called.items()}
    assert of_request - of_record == set()
    assert {one for one in of_record - of_request if one not in set_apart and one[0] not in strict.credentials} == set()


@pytest.mark.parametrize(
    "body", [CHAT, RESPONSES, MESSAGES, SIGNED, TOOLS], ids=["Chat", "Responses", "Messages", "signed", "tools"]
)
def test_record_texts_include_signed_text_and_credentials(body: dict[str, Any]) -> None:
    assert_alike(body)


@given(requests)
def test_both_profiles_find_the_same_texts(body: dict[str, Any]) -> None:
    assert_alike(body)


@pytest.mark.parametrize(
    "body", [CHAT, RESPONSES, MESSAGES, TOOLS, SIGNED], ids=["Chat", "Responses", "Messages", "tools", "signed"]
)
def test_no_planted_value_is_left_in_a_copied_chat(confidential: Sanitizer, body: dict[str, Any]) -> None:
    record = json_record(json.dumps(body).encode(), 1, ReadOptions())
    assert not isinstance(record, BrokenRecord)

    copied = record.render([one.text for one in confidential.sanitize([record.texts])[0]]).decode()

    assert [value for value in VALUES if value in copied] == []
    assert "a-secret" not in copied


def test_names_of_tools_stay_in_a_copied_chat(confidential: Sanitizer) -> None:
    record = json_record(json.dumps(TOOLS).encode(), 1, ReadOptions())
    assert not isinstance(record, BrokenRecord)

    copied = json.loads(record.render([one.text for one in confidential.sanitize([record.texts])[0]]))

    assert copied["tool_choice"] == TOOLS["tool_choice"]
    assert copied["tools"][0]["function"]["name"] == "send_mail"
    assert copied["tools"][0]["function"]["parameters"]["required"] == ["to"]
    assert copied["tools"][0]["type"] == "function"


@given(data)
def test_chat_of_unknown_shape_is_unchanged(value: Any) -> None:
    raw = json.dumps(
        {"messages": [{"role": "user", "content": value, "hologram": value}], "tools": value, "unknown": value}
    ).encode()
    record = json_record(raw, 1, ReadOptions())

    assert not isinstance(record, BrokenRecord)
    assert record.render([text.value for text in record.texts]) == raw


@pytest.mark.parametrize(
    "raw",
    [
        b'{"messages": [{"role": "user", "content": "a", "content": "Zora"}]}',
        b'{"messages": [{"role": "user", "content": [{"type": "hologram", "hologram": "Zora"}]}]}',
        b'{"messages": [{"role": "user", "content": ' + b"[" * 300 + b'"Zora"' + b"]" * 300 + b"}]}",
        b'{"messages": [{"role": "user", "content": "Zora"}], "tools": [{"type": "mcp", "headers": {"X-Key": "Z"}}]}',
    ],
    ids=["duplicate key", "unknown part", "deep", "credential"],
)
def test_record_is_accepted_where_a_request_is_rejected(raw: bytes) -> None:
    record = json_record(raw, 1, ReadOptions())

    assert not isinstance(record, BrokenRecord)
    assert "Zora" in [text.value for text in record.texts]
    assert record.unscannable == ()
    try:
        prompt = read(raw)
    except PromptError:
        return
    assert prompt.unscannable or prompt.credentials


def test_field_declarations_apply_in_a_chat() -> None:
    body = {
        "messages": [{"role": "user", "name": "bob", "content": "hello", "mood": "glad"}],
        "ref": "x-1",
        "tools": [{"name": "f", "description": "Finds."}],
    }
    options = ReadOptions(
        {"mood": "keep", "ref": "CUSTOMER_ID", "messages.content": "PERSON", "tools.description": "keep"}
    )

    record = json_record(json.dumps(body).encode(), 1, options)

    assert not isinstance(record, BrokenRecord)
    assert [text for text in record.texts if not text.is_label] == [
        Text("bob", "USERNAME"),
        Text("hello", "PERSON"),
        Text("x-1", "CUSTOMER_ID"),
    ]


def test_record_fields_differ_from_protocol_fields() -> None:
    body = {"messages": [{"role": "user", "content": "hi"}], "id": "Zora", "status": "Zora", "ssn": 536904399}

    record = json_record(json.dumps(body).encode(), 1, ReadOptions())

    assert not isinstance(record, BrokenRecord)
    assert list(record.texts) == [
        Text("hi"),
        Text("Zora", context="id"),
        Text("Zora", context="status", is_category=True),
        Text("536904399", "US_SSN"),
    ]
