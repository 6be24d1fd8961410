"""Official clients with the gateway: no planted value reaches the model, and all are restored."""

import asyncio
import json
from pathlib import Path
from typing import Any

import anthropic
import httpx
import openai
import pytest
from pydantic import BaseModel
from starlette.responses import JSONResponse

from tests.pipeline.gateway.test_prompt import ARGUMENTS as TOOL_ARGUMENTS
from tests.pipeline.gateway.test_prompt import BODIES, CHAT, MESSAGES, RESPONSES, VALUES
from tests.pipeline.gateway.test_prompt import PLANTED as ZORA
from tests.pipeline.gateway.upstream import Reply, Upstream, echo_all

PEOPLE = [
    "Zora Quackenbush",
    "Tibor Vandermolen",
    "Ingrid Aspelund",
    "Kwame Osei-Bonsu",
    "Helen Carmichael",
    "Yusuf Karahan",
]
PLANTED = [
    value
    for place, name in enumerate(PEOPLE)
    for value in (
        name,
        f"{name.split()[0].lower()}.{place}@tessaly.com",
        f"(212) 736-50{place:02}",
        f"ORD-2024-8821{place}",
        f"10{place}.27.44.1{place}",
        f"https://crm.tessaly.com/case/77{place}1",
        f"EMP-44{place}81",
        f"{320 + place}-45-678{place}",
        f"{12 + place} Oakhurst Lane, Denver, CO 8020{place}",
        f"{3 + place} March {1950 + 7 * place}",
    )
]
"""Sixty values: six people with ten each."""
LETTER = "\n".join(
    f"Customer {name} ({mail}, phone {phone}) sent order number {order} from {ip}, see {url}, handled by employee id {employee}; "
    f"SSN {ssn}; lives at {home}; born {born}."
    for name, mail, phone, order, ip, url, employee, ssn, home, born in zip(*[iter(PLANTED)] * 10, strict=True)
)


@pytest.fixture
def ask(gateway: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{gateway}/v1", api_key="sk-client", max_retries=0)


@pytest.fixture
def claude(gateway: str) -> anthropic.Anthropic:
    return anthropic.Anthropic(base_url=gateway, api_key="sk-ant-client", max_retries=0)


def leaked(upstream: Upstream, values: "tuple[str, ...] | list[str]" = VALUES) -> list[str]:
    everything = upstream.everything().decode("utf-8", "replace")
    return [value for value in values if value in everything]


def test_sixty_values_are_replaced_and_restored(ask: openai.OpenAI, upstream: Upstream) -> None:
    answer = ask.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": LETTER}])

    assert len(PLANTED) == 60
    assert leaked(upstream, PLANTED) == []
    assert answer.choices[0].message.content == LETTER


@pytest.mark.parametrize(
    ("path", "body"), [("/v1/chat/completions", CHAT), ("/v1/responses", RESPONSES), ("/v1/messages", MESSAGES)]
)
def test_every_position_of_a_prompt_is_filtered_and_restored(
    gateway: str, upstream: Upstream, path: str, body: dict[str, Any]
) -> None:
    upstream.model = echo_all
    answer = httpx.post(f"{gateway}{path}", json=body, timeout=60)

    assert answer.status_code == 200
    assert leaked(upstream) == []
    assert (
        ZORA.replace("sk-proj-q7Rw2Xz9Lm4TbV8cKp3N", "<API_KEY>")
        in json.loads(answer.text.replace("\\n", " "), strict=False).__repr__()
    )


@pytest.mark.parametrize(
    ("path", "body"), [("/v1/chat/completions", CHAT), ("/v1/responses", RESPONSES), ("/v1/messages", MESSAGES)]
)
def test_sixty_values_are_filtered_and_restored_in_every_position(
    gateway: str, upstream: Upstream, path: str, body: dict[str, Any]
) -> None:
    upstream.model = echo_all
    planted = json.dumps(with_letters(body))
    answer = httpx.post(f"{gateway}{path}", content=planted, headers={"content-type": "application/json"}, timeout=60)

    assert planted.count(PLANTED[0]) >= 14
    assert leaked(upstream, PLANTED) == []
    assert [value for value in PLANTED if value not in answer.text] == []


def with_letters(body: Any) -> Any:
    """Insert all sixty values at the position of the planted text of a body."""
    if isinstance(body, dict):
        return {key: with_letters(item) for key, item in body.items()}
    if isinstance(body, list):
        return [with_letters(item) for item in body]
    if body == TOOL_ARGUMENTS:
        return json.dumps({"note": LETTER})
    return body.replace(ZORA, LETTER) if isinstance(body, str) else body


def test_chat_streams(ask: openai.OpenAI, upstream: Upstream) -> None:
    stream = ask.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": LETTER}], stream=True)

    assert "".join(chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices) == LETTER
    assert leaked(upstream, PLANTED) == []


ARGUMENTS = [
    json.dumps({"to": PLANTED[1], "text": f'He said "{PEOPLE[0]}"\n'}),
    json.dumps({"to": PLANTED[11], "phone": PLANTED[12]}),
]
TOOL = {"name": "send", "description": "Sends.", "parameters": {"type": "object", "properties": {}}}


def calling(body: dict[str, Any]) -> Reply:
    """Call the tool with the arguments in each message, as the model receives them."""
    return Reply("", tuple(turn["content"] for turn in body.get("messages") or body["input"]))


CALLS: list[Any] = [{"role": "user", "content": one} for one in ARGUMENTS]


def test_parallel_tool_calls_carry_the_originals(
    ask: openai.OpenAI, claude: anthropic.Anthropic, upstream: Upstream
) -> None:
    upstream.model = calling
    chat = ask.chat.completions.create(
        model="gpt-4o",
        messages=CALLS,
        tools=[{"type": "function", "function": TOOL}],
    )  # type: ignore[list-item]
    response = ask.responses.create(model="gpt-4o", input=CALLS)
    message = claude.messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=CALLS)

    expected = [json.loads(one) for one in ARGUMENTS]
    assert [json.loads(call.function.arguments) for call in chat.choices[0].message.tool_calls or ()] == expected  # type: ignore[union-attr]
    assert [json.loads(item.arguments) for item in response.output if item.type == "function_call"] == expected
    assert [block.input for block in message.content if block.type == "tool_use"] == expected
    assert leaked(upstream, PLANTED) == []


def test_streamed_tool_calls_carry_the_originals(
    ask: openai.OpenAI, claude: anthropic.Anthropic, upstream: Upstream
) -> None:
    upstream.model = calling
    with ask.chat.completions.stream(model="gpt-4o", messages=CALLS[:1]) as stream:
        chat = stream.get_final_completion()
    with claude.messages.stream(model="claude-sonnet-4-5", max_tokens=9, messages=CALLS[:1]) as events:
        message = events.get_final_message()

    assert json.loads((chat.choices[0].message.tool_calls or [])[0].function.arguments) == json.loads(ARGUMENTS[0])
    assert [block.input for block in message.content if block.type == "tool_use"] == [json.loads(ARGUMENTS[0])]


def test_responses_stream_with_the_text_repeated_at_the_end(ask: openai.OpenAI, upstream: Upstream) -> None:
    said, done, final = "", "", ""
    for event in ask.responses.create(model="gpt-4o", input=LETTER, instructions="Repeat.", stream=True):
        if event.type == "response.output_text.delta":
            said += event.delta
        elif event.type == "response.output_text.done":
            done = event.text
        elif event.type == "response.completed":
            final = event.response.output[0].content[0].text  # type: ignore[union-attr]

    assert said == done == final == LETTER
    assert leaked(upstream, PLANTED) == []


def test_messages_stream(claude: anthropic.Anthropic, upstream: Upstream) -> None:
    with claude.messages.stream(
        model="claude-sonnet-4-5", max_tokens=9, messages=[{"role": "user", "content": LETTER}]
    ) as stream:
        assert "".join(stream.text_stream) == LETTER

    assert leaked(upstream, PLANTED) == []


class Contact(BaseModel):
    name: str
    mail: str


def test_structured_output_is_restored_and_stays_json(ask: openai.OpenAI, upstream: Upstream) -> None:
    contact = Contact(name=PLANTED[0], mail=PLANTED[1]).model_dump_json()
    chat = ask.chat.completions.parse(
        model="gpt-4o", messages=[{"role": "user", "content": contact}], response_format=Contact
    )
    response = ask.responses.parse(model="gpt-4o", input=contact, text_format=Contact)

    assert chat.choices[0].message.parsed == response.output_parsed == Contact(name=PLANTED[0], mail=PLANTED[1])
    assert leaked(upstream, PLANTED) == []


def test_other_routes(ask: openai.OpenAI, claude: anthropic.Anthropic, upstream: Upstream) -> None:
    assert ask.completions.create(model="m", prompt=LETTER).choices[0].text == LETTER
    assert ask.embeddings.create(model="m", input=[LETTER]).data[0].embedding
    assert claude.messages.count_tokens(model="m", messages=[{"role": "user", "content": LETTER}]).input_tokens
    assert [model.id for model in ask.models.list()] == ["m"]
    assert leaked(upstream, PLANTED) == []


def test_asynchronous_clients_get_the_originals(gateway: str, upstream: Upstream) -> None:
    async def all_at_once() -> list[str]:
        ask = openai.AsyncOpenAI(base_url=f"{gateway}/v1", api_key="k")
        claude = anthropic.AsyncAnthropic(base_url=gateway, api_key="k")

        async def chat(text: str) -> str:
            answer = await ask.chat.completions.create(model="m", messages=[{"role": "user", "content": text}])
            return answer.choices[0].message.content or ""

        async def message(text: str) -> str:
            async with claude.messages.stream(
                model="m", max_tokens=9, messages=[{"role": "user", "content": text}]
            ) as stream:
                return await stream.get_final_text()

        lines = LETTER.splitlines()
        return await asyncio.gather(*(chat(line) for line in lines), *(message(line) for line in lines))

    assert asyncio.run(all_at_once()) == LETTER.splitlines() * 2
    assert leaked(upstream, PLANTED) == []


def test_repeated_conversation_gets_the_same_surrogates(ask: openai.OpenAI, upstream: Upstream) -> None:
    history: list[Any] = []
    seen: list[Any] = []
    for line in LETTER.splitlines()[:3]:
        history.append({"role": "user", "content": line})
        answer = ask.chat.completions.create(model="m", messages=history)
        history.append({"role": "assistant", "content": answer.choices[0].message.content})
        seen.append(upstream.last()["messages"])

    assert seen[1][: len(seen[0])] == seen[0]
    assert seen[2][: len(seen[1])] == seen[1]


@pytest.mark.parametrize(
    ("classification", "policy"),
    [
        ("public", "confidential"),
        ("internal", "confidential"),
        ("confidential", "confidential"),
        ("restricted", "restricted"),
        ("nonsense", "restricted"),
        (None, "confidential"),
    ],
)
def test_request_can_choose_a_stricter_policy_but_no_weaker_one(
    ask: openai.OpenAI, upstream: Upstream, log: Path, classification: str | None, policy: str
) -> None:
    headers = {"X-Data-Classification": classification} if classification else {}
    answer = ask.chat.completions.with_raw_response.create(
        model="m", messages=[{"role": "user", "content": "Zora Quackenbush called."}], extra_headers=headers
    )

    assert leaked(upstream) == []
    assert answer.headers["x-heteronym-policy"] == policy
    assert answer.headers["x-heteronym-replaced"] == "PERSON=1"
    last = json.loads(log.read_text().splitlines()[-1])
    assert last["reason"] == ("classification_floor" if classification in ("public", "internal") else "")
    assert len(answer.headers["x-heteronym-key-id"]) == 12


def test_only_known_headers_are_forwarded(gateway: str, upstream: Upstream) -> None:
    headers = {
        "authorization": "Bearer sk-client",
        "openai-organization": "org-Ab3dEf6hIj9lMn2pQr5tUv8x",
        "x-customer": ZORA,
        "cookie": ZORA,
        "x-forwarded-for": "10.1.2.3",
        "user-agent": ZORA,
    }
    httpx.post(f"{gateway}/v1/embeddings", json={"model": "m", "input": "x"}, headers=headers)

    sent = upstream.asked[-1].decode()
    assert "authorization: Bearer sk-client" in sent
    assert "openai-organization: org-Ab3dEf6hIj9lMn2pQr5tUv8x" in sent
    assert leaked(upstream) == []
    assert "10.1.2.3" not in sent


def test_upstream_cookie_is_not_shared_between_clients(gateway: str, upstream: Upstream) -> None:
    upstream.fault = lambda _: JSONResponse({}, headers={"set-cookie": "session=first; Path=/"})
    for key in ("first", "second"):
        answer = httpx.post(
            f"{gateway}/v1/embeddings", json={"model": "m", "input": "x"}, headers={"authorization": f"Bearer {key}"}
        )

    assert len(upstream.asked) == 2
    assert b"session=first" not in upstream.everything()
    assert "set-cookie" not in answer.headers


def test_log_and_metrics_contain_counts_without_content(
    ask: openai.OpenAI, gateway: str, upstream: Upstream, log: Path
) -> None:
    ask.chat.completions.create(model="m", messages=[{"role": "user", "content": LETTER}])

    last = json.loads(log.read_text().splitlines()[-1])
    metrics = httpx.get(f"{gateway}/metrics").text
    assert last["outcome"] == "answered"
    assert sum(last["counts"].values()) >= 60
    assert last["restored"] >= 60
    assert 'heteronym_requests_total{outcome="answered",policy="confidential",protocol="openai-chat"}' in metrics
    for reported in (log.read_text(), metrics):
        assert [value for value in (*PLANTED, "sk-client") if value in reported] == []


def test_bodies_cover_every_protocol() -> None:
    assert len(BODIES) == 7
