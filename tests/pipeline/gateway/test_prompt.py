"""Sanitized prompts: no planted value in any position, and all other bytes unchanged."""

import json
from contextlib import suppress
from typing import Any

import pytest

from pipeline import Policy, Sanitizer
from pipeline.errors import PromptError
from pipeline.gateway.prompt import Cleared, clear
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.policy.model import Action
from pipeline.records.prompts.request import read

EMAIL, CARD, PHONE, SECRET = (
    "zora.quackenbush@tessaly.com",
    "4539 1488 0343 6467",
    "(212) 736-5000",
    "sk-proj-q7Rw2Xz9Lm4TbV8cKp3N",
)
PLANTED = f"I am Zora Quackenbush, {EMAIL}, {PHONE}, card {CARD}, key {SECRET}."
VALUES = ("Zora", "Quackenbush", "quackenbush", EMAIL, CARD, CARD.replace(" ", ""), PHONE, SECRET)
ARGUMENTS = json.dumps(
    {
        "to": EMAIL,
        "note": PLANTED,
        "contact_name": "Zora Quackenbush",
        "card": int(CARD.replace(" ", "")),
        EMAIL: [PHONE],
    }
)


def text(kind: str = "text") -> dict[str, Any]:
    return {"type": kind, "text": PLANTED}


CHAT = {
    "model": "gpt-4o",
    "user": "zora.quackenbush",
    "safety_identifier": "zora.quackenbush",
    "metadata": {"case": PLANTED},
    "prediction": {"type": "content", "content": PLANTED},
    "stop": ["Zora Quackenbush"],
    "tools": [
        {
            "type": "function",
            "function": {
                "name": "send_mail",
                "description": f"Sends. {PLANTED}",
                "parameters": {
                    "type": "object",
                    "properties": {"to": {"type": "string", "enum": [EMAIL], "description": PLANTED}},
                },
            },
        }
    ],
    "messages": [
        {"role": "system", "content": PLANTED},
        {"role": "developer", "content": [text()]},
        {"role": "user", "name": "zora_quackenbush", "content": PLANTED},
        {"role": "user", "content": [text(), text()]},
        {
            "role": "assistant",
            "content": PLANTED,
            "refusal": PLANTED,
            "function_call": {"name": "send_mail", "arguments": ARGUMENTS},
        },
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [
                {"id": "call_1", "type": "function", "function": {"name": "send_mail", "arguments": ARGUMENTS}}
            ],
        },
        {
            "role": "assistant",
            "tool_calls": [{"id": "call_2", "type": "custom", "custom": {"name": "note", "input": PLANTED}}],
        },
        {"role": "tool", "tool_call_id": "call_1", "content": ARGUMENTS},
        {"role": "tool", "tool_call_id": "call_2", "content": [text()]},
        {"role": "function", "name": "send_mail", "content": PLANTED},
    ],
}
RESPONSES = {
    "model": "gpt-4o",
    "instructions": PLANTED,
    "user": "zora.quackenbush",
    "metadata": {"case": PLANTED},
    "prompt": {"id": "pmpt_1", "variables": {"name": PLANTED, "part": {"type": "input_text", "text": PLANTED}}},
    "tools": [
        {
            "type": "function",
            "name": "send_mail",
            "description": PLANTED,
            "parameters": {"type": "object", "properties": {}},
        }
    ],
    "input": [
        {"role": "user", "content": PLANTED},
        {"type": "message", "role": "developer", "content": [text("input_text")]},
        {
            "type": "message",
            "id": "msg_1",
            "role": "assistant",
            "status": "completed",
            "content": [text("output_text"), {"type": "refusal", "refusal": PLANTED}],
        },
        {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": "send_mail", "arguments": ARGUMENTS},
        {"type": "function_call_output", "call_id": "call_1", "output": ARGUMENTS},
        {"type": "function_call_output", "call_id": "call_1", "output": [text("input_text")]},
        {"type": "custom_tool_call", "call_id": "call_2", "name": "note", "input": PLANTED},
        {"type": "custom_tool_call_output", "call_id": "call_2", "output": PLANTED},
        {"type": "reasoning", "id": "rs_1", "summary": [text("summary_text")], "encrypted_content": "gAAAAABm+/=="},
        {
            "type": "mcp_call",
            "id": "mcp_1",
            "name": "find",
            "server_label": "crm",
            "arguments": ARGUMENTS,
            "output": PLANTED,
            "error": PLANTED,
        },
        {
            "type": "web_search_call",
            "id": "ws_1",
            "status": "completed",
            "action": {"type": "search", "query": PLANTED},
        },
        {
            "type": "local_shell_call",
            "id": "ls_1",
            "call_id": "call_3",
            "status": "completed",
            "action": {"type": "exec", "command": ["mail", EMAIL], "env": {"WHO": PLANTED}},
        },
        {"type": "local_shell_call_output", "id": "ls_1", "output": PLANTED},
        {
            "type": "code_interpreter_call",
            "id": "ci_1",
            "status": "completed",
            "container_id": "cntr_1",
            "code": f"# {PLANTED}",
            "outputs": [{"type": "logs", "logs": PLANTED}],
        },
    ],
}
MESSAGES = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 100,
    "metadata": {"user_id": "zora.quackenbush"},
    "system": [{**text(), "cache_control": {"type": "ephemeral"}}],
    "stop_sequences": ["Zora Quackenbush"],
    "tools": [
        {
            "name": "send_mail",
            "description": PLANTED,
            "input_schema": {"type": "object", "properties": {"to": {"type": "string", "description": PLANTED}}},
        }
    ],
    "messages": [
        {"role": "user", "content": PLANTED},
        {
            "role": "user",
            "content": [
                text(),
                {
                    "type": "document",
                    "title": PLANTED,
                    "context": PLANTED,
                    "source": {"type": "text", "media_type": "text/plain", "data": PLANTED},
                },
            ],
        },
        {
            "role": "user",
            "content": [
                {"type": "document", "source": {"type": "content", "content": [text()]}},
                {"type": "search_result", "source": PLANTED, "title": PLANTED, "content": [text()]},
            ],
        },
        {
            "role": "assistant",
            "content": [
                {"type": "thinking", "thinking": "Nothing in here.", "signature": "c2ln+/=="},
                {"type": "redacted_thinking", "data": "ZGF0YQ=="},
                text(),
            ],
        },
        {
            "role": "assistant",
            "content": [{"type": "tool_use", "id": "toolu_1", "name": "send_mail", "input": json.loads(ARGUMENTS)}],
        },
        {
            "role": "user",
            "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": PLANTED, "is_error": False}],
        },
        {
            "role": "user",
            "content": [
                {
                    "type": "tool_result",
                    "tool_use_id": "toolu_1",
                    "content": [
                        text(),
                        {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": PLANTED}},
                    ],
                }
            ],
        },
        {
            "role": "assistant",
            "content": [
                {
                    **text(),
                    "citations": [
                        {
                            "type": "char_location",
                            "cited_text": PLANTED,
                            "document_title": PLANTED,
                            "document_index": 0,
                            "start_char_index": 0,
                            "end_char_index": 4,
                        }
                    ],
                }
            ],
        },
        {"role": "assistant", "content": PLANTED},
    ],
}
BODIES = {
    Protocol.CHAT: CHAT,
    Protocol.RESPONSES: RESPONSES,
    Protocol.MESSAGES: MESSAGES,
    Protocol.COUNT_TOKENS: MESSAGES,
    Protocol.COMPLETIONS: {"model": "m", "prompt": [PLANTED, PLANTED], "suffix": PLANTED, "user": "zora.quackenbush"},
    Protocol.EMBEDDINGS: {"model": "m", "input": [PLANTED, "other"], "user": "zora.quackenbush"},
    Protocol.OTHER: {"anything": {"at": [PLANTED], "all": PLANTED}},
}
SAID = {
    Protocol.RESPONSES: {"model": "m", "input": PLANTED},
    Protocol.EMBEDDINGS: {"model": "m", "input": PLANTED},
    Protocol.COMPLETIONS: {"model": "m", "prompt": PLANTED},
    Protocol.MESSAGES: {"model": "m", "system": PLANTED, "messages": []},
}


def sent(sanitizer: Sanitizer, protocol: Protocol, body: Any) -> Cleared:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return clear(read(raw), sanitizer)


@pytest.mark.parametrize(("protocol", "body"), [*BODIES.items(), *SAID.items()])
def test_no_planted_value_leaves_in_any_position(
    confidential: Sanitizer, protocol: Protocol, body: dict[str, Any]
) -> None:
    out = sent(confidential, protocol, body).body.decode()

    assert [value for value in VALUES if value in out] == []
    assert "example" in out


@pytest.mark.parametrize("protocol", BODIES)
def test_names_and_tokens_of_the_protocol_stay(confidential: Sanitizer, protocol: Protocol) -> None:
    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            kept = (
                "type",
                "role",
                "id",
                "model",
                "call_id",
                "tool_call_id",
                "tool_use_id",
                "status",
                "signature",
                "data_",
                "encrypted_content",
                "is_error",
            )
            named = {"name": value["name"]} if "role" not in value and "name" in value else {}
            return {key: item if key in kept else shape(item) for key, item in value.items() if "@" not in key} | named
        return [shape(item) for item in value] if isinstance(value, list) else None

    before = {key: value for key, value in BODIES[protocol].items() if key != "prompt"}
    after = json.loads(sent(confidential, protocol, before).body)
    if protocol in (Protocol.MESSAGES, Protocol.COUNT_TOKENS):  # the keys of what a tool was given are data
        for body in (before, after):
            body["messages"][4]["content"][0]["input"] = {}

    assert shape(after) == shape(before)


def test_other_content_is_unchanged_byte_for_byte(confidential: Sanitizer) -> None:
    raw = (
        b'{ "model":"m",\n "temperature": 1.50e0, "messages" : [{"role":"assistant","content":[{"type":"thinking","thinking":"Hm, \\u00fc.",'
        b'"signature":"EqQB+/=="},{"type":"text","text":"It is 5 \\u20ac \\/ month.","cache_control":{"type":"ephemeral"}}]},\r\n'
        b'{"role":"user","content":"mail zora@tessaly.com now"}] }'
    )

    out = sent(confidential, Protocol.MESSAGES, raw).body

    before, after = raw.split(b"zora@tessaly.com")
    assert out.startswith(before)
    assert out.endswith(after)
    assert b"zora@" not in out


def test_restored_history_gets_the_same_surrogates(confidential: Sanitizer) -> None:
    first = sent(confidential, Protocol.CHAT, {"messages": [{"role": "user", "content": PLANTED}]})
    said = json.loads(first.body)["messages"][0]["content"]
    history = {
        "messages": [
            {"role": "user", "content": PLANTED},
            {"role": "assistant", "content": first.restore_map.restore(said)},
        ]
    }

    again = json.loads(sent(confidential, Protocol.CHAT, history).body)["messages"]

    assert [message["content"] for message in again] == [said, said]


def test_surrogate_does_not_equal_a_word_of_the_prompt(confidential: Sanitizer) -> None:
    def asked(text: str) -> tuple[str, Cleared]:
        cleared = sent(confidential, Protocol.CHAT, {"messages": [{"role": "user", "content": text}]})
        return json.loads(cleared.body)["messages"][0]["content"], cleared

    surrogate = asked("Ask Zora Quackenbush.")[0].removeprefix("Ask ").removesuffix(".")
    text = f"Ask Zora Quackenbush about the {surrogate.split()[-1]} files, Mrs. Quackenbush said."
    said, cleared = asked(text)

    assert surrogate not in said
    assert cleared.restore_map.restore(said) == text


def part(**part: Any) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": [{"type": "text", "text": "See this."}, part]}]}


UNSCANNABLE = [
    (Protocol.CHAT, part(type="image_url", image_url={"url": "https://x.org/i.png"})),
    (Protocol.CHAT, part(type="input_audio", input_audio={"data": "UklGR", "format": "wav"})),
    (Protocol.CHAT, part(type="file", file={"file_id": "file-1"})),
    (Protocol.CHAT, part(type="hologram", hologram="who knows")),
    (Protocol.CHAT, part(type="text", text="data:image/png;base64,iVBORw0KGgo=")),
    (Protocol.MESSAGES, part(type="image", source={"type": "base64", "media_type": "image/png", "data": "iVBOR"})),
    (
        Protocol.MESSAGES,
        part(type="document", source={"type": "base64", "media_type": "application/pdf", "data": "JVBER"}),
    ),
    (Protocol.MESSAGES, part(type="document", source={"type": "url", "url": "https://x.org/a.pdf"})),
    (
        Protocol.MESSAGES,
        part(
            type="tool_result",
            tool_use_id="t",
            content=[{"type": "image", "source": {"type": "url", "url": "https://x.org"}}],
        ),
    ),
    (Protocol.MESSAGES, part(type="container_upload", file_id="file_1")),
    (Protocol.RESPONSES, {"input": [{"role": "user", "content": [{"type": "input_image", "file_id": "f"}]}]}),
    (
        Protocol.RESPONSES,
        {
            "input": [
                {"type": "function_call_output", "call_id": "c", "output": [{"type": "input_file", "file_id": "f"}]}
            ]
        },
    ),
    (
        Protocol.RESPONSES,
        {"input": [{"type": "image_generation_call", "id": "i", "result": "iVBOR", "status": "completed"}]},
    ),
    (
        Protocol.RESPONSES,
        {
            "input": [
                {
                    "type": "computer_call_output",
                    "call_id": "c",
                    "output": {"type": "computer_screenshot", "file_id": "f"},
                }
            ]
        },
    ),
    (Protocol.EMBEDDINGS, {"input": [15496, 995]}),
    (Protocol.EMBEDDINGS, {"input": [[15496], [995]]}),
    (Protocol.COMPLETIONS, {"prompt": [15496, 995]}),
    (Protocol.RESPONSES, {"tools": [{"type": "image_generation", "input_image_mask": {"file_id": "f"}}]}),
    (Protocol.OTHER, {"items": [{"type": "input_image", "file_id": "f"}]}),
    (Protocol.OTHER, {"requests": [{"params": part(type="hologram", hologram="who knows")}]}),
]


@pytest.mark.parametrize(("protocol", "body"), UNSCANNABLE)
def test_unscannable_content_is_blocked(confidential: Sanitizer, protocol: Protocol, body: dict[str, Any]) -> None:
    with pytest.raises(PromptError, match="cannot be scanned"):
        sent(confidential, protocol, body)


def test_policy_can_allow_it(key: Any) -> None:
    public = Sanitizer(Policy.load("public"), key)
    body = json.dumps(UNSCANNABLE[0][1]).encode()

    assert sent(public, Protocol.CHAT, body).body == body


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "not_json"),
        (b"[]", "not_json"),
        (b'"Zora"', "not_json"),
        (b'{"a": Zora}', "not_json"),
        (b'{"a": NaN}', "not_json"),
        (b'{"a": "Zora"} {"b": 1}', "not_json"),
        (b'{"a": "Zora\xff"}', "not_utf8"),
        (b'\xef\xbb\xbf{"a": "Zora"}', "not_json"),
        (b'{"messages": [{"content": "a", "content": "Zora"}]}', "key_twice"),
        (b'{"\\u0061": 1, "a": "Zora"}', "key_twice"),
        (b'{"a": ' + b"[" * 5000 + b"]" * 5000 + b"}", "too_deep"),
        (b'{"a": ' + b'{"a": ' * 300 + b"1" + b"}" * 300 + b"}", "too_deep"),
    ],
)
def test_ambiguous_prompt_is_rejected_without_its_content(raw: bytes, reason: str) -> None:
    with pytest.raises(PromptError) as caught:
        read(raw)

    assert caught.value.reason == reason
    assert "Zora" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_huge_numbers_are_unchanged(confidential: Sanitizer) -> None:
    raw = b'{"messages": [], "seed": ' + b"9" * 5000 + b', "x": 1e999999}'

    assert sent(confidential, Protocol.CHAT, raw).body == raw


# What clients put where it is data to them, though the protocol has fields of the same name: id, name, status, type.
DATA = [
    (Protocol.RESPONSES, {"prompt": {"id": "pmpt_1", "variables": {"id": "320-45-6780", "status": CARD}}}),
    (Protocol.RESPONSES, {"prompt": {"id": "pmpt_1", "variables": {"name": "Zora-Quackenbush"}}}),
    (Protocol.RESPONSES, {"tools": [{"type": "file_search", "filters": {"type": "eq", "value": "320-45-6780"}}]}),
    (Protocol.CHAT, {"messages": [{"name": "zora.quackenbush", "content": "hi"}]}),
    (Protocol.CHAT, {"messages": [{"role": "tool", "tool_call_id": EMAIL, "content": "ok"}]}),
    (Protocol.CHAT, {"messages": [{"role": "user", "content": 4539148803436467}], "user": 4539148803436467}),
    (Protocol.CHAT, {"messages": [], "tools": [{"function": {"parameters": {"pattern": "320-45-6780"}}}]}),
    (Protocol.CHAT, {"messages": [{"role": "tool", "content": '{"ssn-320-45-6780": 1}'}]}),
    (Protocol.CHAT, {"messages": [{"role": "user", "content": "Zora Quackenbush"}], "zora_quackenbush": 1}),
    (Protocol.MESSAGES, {"messages": [{"content": [{"type": "redacted_thinking", "data": f"card {CARD}"}]}]}),
    (Protocol.MESSAGES, {"messages": [], "stop_sequences": ["Zora Quackenbush"]}),
]
ESCAPED = [
    r'Result: {"name": "J\u00fcrgen M\u00fcller"}',
    '{"name": "J\\u00fcrgen M\\u00fcller"}\n{"name": "J\\u00fcrgen M\\u00fcller", "at": 1}',
    r'{"score": NaN, "name": "J\u00fcrgen M\u00fcller"}',
    r'x {"mail": "j\u00fcrgen\u0040tessaly.com"}',
    r'x {"mail": "{\"a\": \"j\\u00fcrgen\\u0040tessaly.com\"}"}',
    r'"J\u00fcrgen M\u00fcller rief an"',
    r'x {"note": "He called.\nJ\u00fcrgen M\u00fcller\nleft"}',
]
LEFT = ("320-45-6780", CARD, "4539148803436467", "Zora", "zora", "Quackenbush", "rgen", "ller", "tessaly")


@pytest.mark.parametrize(("protocol", "body"), DATA)
def test_field_named_like_a_protocol_field_is_scanned(
    confidential: Sanitizer, protocol: Protocol, body: dict[str, Any]
) -> None:
    out = sent(confidential, protocol, body).body.decode()

    assert [value for value in LEFT if value in out] == []


@pytest.mark.parametrize("content", ESCAPED)
def test_a_value_that_json_inside_of_a_text_has_escaped_is_found(confidential: Sanitizer, content: str) -> None:
    cleared = sent(confidential, Protocol.CHAT, {"messages": [{"role": "tool", "content": content}]})
    said = json.loads(cleared.body)["messages"][0]["content"]

    assert [value for value in LEFT if value in said] == []
    assert said.count("\\") <= content.count("\\")
    assert "rgen" in cleared.restore_map.restore(said)


def test_ids_and_names_of_fields_that_repeat_a_value_follow_it(confidential: Sanitizer) -> None:
    account = "CUST-20481-77"
    parameters = {"properties": {"jordan_smith": {"type": "string"}}, "required": ["jordan_smith"]}
    call = {"id": account, "type": "function", "function": {"name": "f", "arguments": '{"jordan_smith": 1}'}}
    body = {
        "tools": [{"type": "function", "function": {"name": "f", "parameters": parameters}}],
        "messages": [
            {"role": "user", "content": f"Jordan Smith is customer {account}"},
            {"role": "assistant", "tool_calls": [call]},
            {"role": "tool", "tool_call_id": account, "content": "ok"},
        ],
    }

    cleared = sent(confidential, Protocol.CHAT, body)
    out = json.loads(cleared.body)

    (name,) = out["tools"][0]["function"]["parameters"]["properties"]
    assert out["tools"][0]["function"]["parameters"]["required"] == [name]
    assert json.loads(out["messages"][1]["tool_calls"][0]["function"]["arguments"]) == {name: 1}
    assert out["messages"][1]["tool_calls"][0]["id"] == out["messages"][2]["tool_call_id"] != account
    assert "jordan" not in cleared.body.decode().lower()
    assert cleared.restore_map.restore(f"{name} {out['messages'][2]['tool_call_id']}") == f"jordan_smith {account}"


SETTINGS = [
    (Protocol.CHAT, {"reasoning_effort": "xhigh", "prompt_cache_retention": "in_memory", "stop": ["END", "###"]}),
    (Protocol.CHAT, {"web_search_options": {"user_location": {"approximate": {"timezone": "Europe/London"}}}}),
    (Protocol.CHAT, {"messages": [{"annotations": [{"file_id": "file-2dtbBZdjtDKS8eqWxqbgDi"}]}], "seed": 10**18}),
    (Protocol.CHAT, {"logit_bias": {"50256": -100, "2024": 1}}),
    (Protocol.CHAT, {"messages": [{"role": "tool", "content": '{"Order ID": null, "Total": 3, "Status": "open"}'}]}),
    (Protocol.RESPONSES, {"previous_response_id": "3f2b8c1e-9d4a-4b7e-8a2d-1c5e6f7a8b9c", "input": "Hello."}),
    (Protocol.RESPONSES, {"input": [{"type": "reasoning", "id": "rs_1", "encrypted_content": "gAAAAABm" * 40}]}),
    *(
        (Protocol.MESSAGES, {"tools": [{"name": "f", "input_schema": {"$schema": dialect, "type": "object"}}]})
        for dialect in ("http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2020-12/schema")
    ),
    (Protocol.MESSAGES, {"container": {"skills": [{"skill_id": "pdf", "version": "1759178010641129"}]}}),
    (Protocol.MESSAGES, {"context_management": {"edits": [{"exclude_tools": ["jira"]}]}}),
    (Protocol.MESSAGES, {"tools": [{"type": "web_search_20250305", "allowed_domains": ["docs.acme-corp.com"]}]}),
    (Protocol.MESSAGES, {"mcp_servers": [{"type": "url", "url": "https://mcp.acme-corp.com/sse", "name": "crm"}]}),
    (
        Protocol.MESSAGES,
        {"messages": [{"content": [{"type": "tool_use", "id": "t", "name": "f", "caller": {"type": "direct"}}]}]},
    ),
    (Protocol.MESSAGES, {"messages": [{"content": [{"type": "redacted_thinking", "data": "Ab3+" * 100}]}]}),
]


@pytest.mark.parametrize(("protocol", "body"), SETTINGS)
def test_settings_stay(confidential: Sanitizer, protocol: Protocol, body: dict[str, Any]) -> None:
    assert json.loads(sent(confidential, protocol, body).body) == body


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"mcp_servers": [{"url": "https://x.example/sse", "authorization_token": "a"}]}, "authorization_token"),
        ({"tools": [{"type": "mcp", "headers": {"X-Key": "a"}}]}, "headers.X-Key"),
        ({"tools": [{"type": "mcp", "server_url": f"https://x.example/{EMAIL}"}]}, "server_url"),
        ({"tools": [{"type": "mcp", "server_url": "https://10.27.44.11/"}]}, "server_url"),
    ],
)
def test_called_address_must_contain_only_an_address(confidential: Sanitizer, body: dict[str, Any], place: str) -> None:
    with pytest.raises(PromptError, match=place) as caught:
        sent(confidential, Protocol.RESPONSES, body)

    assert caught.value.reason == "in_fixed_field"


@pytest.mark.parametrize(
    "body",
    [
        {"tools": [{"type": "mcp", "server_url": "Ask Zora Quackenbush about it."}]},
        {"tools": [{"type": "web_search", "filters": {"allowed_domains": ["Ask Zora Quackenbush about it."]}}]},
        {"mcp_servers": [{"type": "url", "url": "Ask Zora Quackenbush about it."}]},
    ],
)
def test_prose_in_an_address_field_is_scanned(confidential: Sanitizer, body: dict[str, Any]) -> None:
    assert b"Quackenbush" not in sent(confidential, Protocol.RESPONSES, body).body


def test_signed_thinking_with_a_sensitive_value_is_rejected(confidential: Sanitizer) -> None:
    def thought(text: str) -> dict[str, Any]:
        block = {"type": "thinking", "thinking": text, "signature": "c2ln"}
        return {
            "messages": [
                {"role": "assistant", "content": [block]},
                {"role": "user", "content": "Ask Zora Quackenbush."},
            ]
        }

    for text in ("Zora Quackenbush is meant.", "The card is 4539 1488 0343 6467."):
        with pytest.raises(PromptError, match=r"messages\[0\].content\[0\].thinking"):
            sent(confidential, Protocol.MESSAGES, thought(text))
    assert b"of Elena Ruiz" in sent(confidential, Protocol.MESSAGES, thought("The mail of Elena Ruiz")).body


@pytest.mark.parametrize("odd", [[], {}, [{}], 7, None, True, ["text"]])
@pytest.mark.parametrize("name", ["type", "role", "name", "content", "index", "signature", "id"])
def test_value_of_an_unexpected_type_is_scanned(confidential: Sanitizer, name: str, odd: Any) -> None:
    messages = [{name: odd, "text": "Ask Zora Quackenbush.", "data": "Zora Quackenbush"}]
    for protocol in Protocol:
        with suppress(PromptError):
            body = {"messages": messages, "input": messages, name: odd}
            assert b"Quackenbush" not in sent(confidential, protocol, body).body


AGENTS_THOUGHTS = """README.md says that the server listens on 127.0.0.1:8000, and docs.python.org has https://docs.python.org/3/library/asyncio.html.
GitHub Actions runs tests/test_app.py; main.rs stays. The commit is Co-Authored-By: Claude <noreply@anthropic.com>, and test@example.com is a placeholder.
API key: authentication happens in deploy.sh, with Bearer authentication. Commit 3f2c1a9b7d1e4f60 changed 12 files on 2026-11-02."""


def test_signed_thinking_with_public_names_passes(confidential: Sanitizer) -> None:
    call = {"type": "tool_use", "id": "toolu_01A", "name": "bash", "input": {"command": "cat README.md src/main.rs"}}
    thought = {"type": "thinking", "thinking": AGENTS_THOUGHTS, "signature": "c2ln"}
    result = {"type": "tool_result", "tool_use_id": "toolu_01A", "content": f"{AGENTS_THOUGHTS}\nZora Quackenbush\n"}
    body = {
        "messages": [
            {"role": "user", "content": "Run GitHub Actions on 127.0.0.1 as test@example.com, see docs.python.org."},
            {"role": "assistant", "content": [thought, call]},
            {"role": "user", "content": [result]},
        ]
    }

    cleared = sent(confidential, Protocol.MESSAGES, body)

    assert json.loads(cleared.body)["messages"][1]["content"][0] == thought
    assert b"Quackenbush" not in cleared.body


@pytest.mark.parametrize("secret", ["ghp_" + "a1B2c3D4" * 5, "Bearer 9f8e7d6c5b4a39281706", "zora@quackenbush.com"])
def test_signed_thinking_with_a_secret_is_rejected(confidential: Sanitizer, secret: str) -> None:
    block = {"type": "thinking", "thinking": f"It is {secret} then.", "signature": "c2ln"}

    with pytest.raises(PromptError, match=r"messages\[0\].content\[0\].thinking"):
        sent(confidential, Protocol.MESSAGES, {"messages": [{"role": "assistant", "content": [block]}]})


def test_tool_definitions_pass_if_the_policy_allows(confidential: Sanitizer) -> None:
    raw = json.dumps({"messages": [], "tools": [{"name": "f", "description": "Asks Zora Quackenbush."}]}).encode()

    assert clear(read(raw, scan_definitions=False), confidential).body == raw
    assert b"Zora" not in clear(read(raw), confidential).body


def test_a_blocked_entity_blocks_the_prompt(key: Any) -> None:
    policy = Policy.load("confidential")
    strict = policy.model_copy(
        update={
            "entities": {
                **policy.entities,
                "CREDIT_CARD": policy.rule("CREDIT_CARD").model_copy(update={"do": Action.BLOCK}),
            }
        }
    )

    with pytest.raises(PromptError, match="blocks prompts with CREDIT_CARD") as caught:
        sent(Sanitizer(strict, key), Protocol.CHAT, {"messages": [{"role": "user", "content": CARD}]})

    assert caught.value.status == 403
