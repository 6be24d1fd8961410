"""A real LiteLLM proxy with the gateway, in each documented setup."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import anthropic
import httpx
import openai
import pytest
import yaml

from tests.documentation import PROJECT
from tests.pipeline.gateway.conftest import free_port
from tests.pipeline.gateway.test_serve import serving
from tests.pipeline.gateway.upstream import Reply, Upstream, texts_of

PROGRAM = os.environ.get("HETERONYM_TEST_LITELLM", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PROGRAM, reason="HETERONYM_TEST_LITELLM names no program `litellm`"),
]

CLIENT_KEY = "heteronym-" + "4c8f01d7ab2e9356" * 4
MASTER_KEY = "sk-" + "6d7e41c95b2f80a3" * 4
OFFLINE = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOCAL_ANTHROPIC_BETA_HEADERS": "True"}
# LiteLLM's name of a model, its vendor's, and where below the upstream's address it is asked.
MODELS = (
    ("gpt-4o", "openai/gpt-4o", "/v1"),
    ("claude", "anthropic/claude-sonnet-4-5", ""),
    ("instruct", "text-completion-openai/gpt-3.5-turbo-instruct", "/v1"),
    ("embed", "openai/text-embedding-3-small", "/v1"),
)

ZORA = "Zora Quackenbush called from zora@tessaly.com."
CARD = "My card is 4539 1488 0343 6467."
PIXELS = "iVBORw0KGgo="
SOUND = "UklGRiQAAABXQVZF"
PLANTED = (b"zora", b"quackenbush", b"tessaly", b"4539", PIXELS.lower().encode(), SOUND.lower().encode())
CALLED = json.dumps({"to": "zora@tessaly.com"})
TOOL = {"type": "function", "function": {"name": "send", "parameters": {"type": "object"}}}
IMAGE = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXELS}"}}
RECORDING = {"type": "input_audio", "input_audio": {"data": SOUND, "format": "wav"}}
FOUND = {"type": "search_result", "source": "desk", "title": "Call", "content": [{"type": "text", "text": ZORA}]}
SHAPE = {"name": "call", "description": ZORA, "schema": {"type": "object"}}
DOCUMENT = {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": ZORA}}


@dataclass(frozen=True)
class Proxy:
    """A LiteLLM proxy, and the vendors' clients for it."""

    url: str

    @property
    def openai(self) -> openai.OpenAI:
        return openai.OpenAI(base_url=f"{self.url}/v1", api_key=MASTER_KEY, max_retries=0)

    @property
    def anthropic(self) -> anthropic.Anthropic:
        return anthropic.Anthropic(base_url=self.url, api_key=MASTER_KEY, max_retries=0)

    def chat(self, content: Any = ZORA, model: str = "gpt-4o", **more: Any) -> Any:
        rows = content if isinstance(content, list) and "role" in content[0] else [{"role": "user", "content": content}]
        return self.openai.chat.completions.create(model=model, messages=rows, **more)

    def message(self, content: Any = ZORA, **more: Any) -> Any:
        rows: Any = [{"role": "user", "content": content}]
        return self.anthropic.messages.create(model="claude", max_tokens=99, messages=rows, **more)


def streamed_chat(proxy: Proxy, model: str = "gpt-4o") -> str:
    chunks = proxy.chat(model=model, stream=True)
    return "".join(choice.delta.content or "" for chunk in chunks for choice in chunk.choices)


def streamed_message(proxy: Proxy) -> str:
    events = proxy.message(stream=True)
    return "".join(getattr(event.delta, "text", "") for event in events if event.type == "content_block_delta")


def streamed_response(proxy: Proxy) -> str:
    events = proxy.openai.responses.create(model="gpt-4o", input=ZORA, stream=True)
    return "".join(event.delta for event in events if event.type == "response.output_text.delta")


def streamed_arguments(proxy: Proxy) -> str:
    calls = (
        call
        for chunk in proxy.chat(stream=True, tools=[TOOL])
        for choice in chunk.choices
        for call in choice.delta.tool_calls or []
    )
    return "".join(call.function.arguments or "" for call in calls)


Ask = Callable[[Proxy], Any]
TEXTS: dict[str, Ask] = {
    "chat": lambda proxy: proxy.chat().choices[0].message.content,
    "streamed chat": streamed_chat,
    "chat of another vendor": lambda proxy: proxy.chat(model="claude").choices[0].message.content,
    "streamed chat of another vendor": lambda proxy: streamed_chat(proxy, "claude"),
    "message": lambda proxy: proxy.message().content[0].text,
    "response": lambda proxy: proxy.openai.responses.create(model="gpt-4o", input=ZORA).output_text,
    "completion": lambda proxy: proxy.openai.completions.create(model="instruct", prompt=ZORA).choices[0].text,
}
# LiteLLM's guardrails change the text of no other stream, and no arguments.
STREAMS: dict[str, Ask] = {"streamed message": streamed_message, "streamed response": streamed_response}
ARGUMENTS: dict[str, Ask] = {
    "arguments": lambda proxy: proxy.chat(tools=[TOOL]).choices[0].message.tool_calls[0].function.arguments,
    "streamed arguments": streamed_arguments,
}
NO_ANSWERS: dict[str, Ask] = {
    "embedding": lambda proxy: proxy.openai.embeddings.create(model="embed", input=[ZORA]),
    "system prompt": lambda proxy: proxy.message("Hello.", system=ZORA),
    "tool's description": lambda proxy: proxy.chat(
        "Hello.", tools=[{"type": "function", "function": {**TOOL["function"], "description": ZORA}}]
    ),
    "tool's history": lambda proxy: proxy.chat(
        [
            {"role": "user", "content": "Write to Zora Quackenbush."},
            {
                "role": "assistant",
                "content": None,
                "tool_calls": [{"id": "c", "type": "function", "function": {"name": "send", "arguments": CALLED}}],
            },
            {"role": "tool", "tool_call_id": "c", "content": "Sent to zora@tessaly.com"},
        ]
    ),
}
# What LiteLLM shows to no guardrail, and sends.
UNSEEN: dict[str, Ask] = {
    "an image alone": lambda proxy: proxy.chat([IMAGE]),
    "a recording alone": lambda proxy: proxy.chat([RECORDING]),
    "user": lambda proxy: proxy.chat("Hello.", user="zora@tessaly.com"),
    "prediction": lambda proxy: proxy.chat("Hello.", prediction={"type": "content", "content": ZORA}),
    "shape of the answer": lambda proxy: proxy.chat(
        "Hello.", response_format={"type": "json_schema", "json_schema": SHAPE}
    ),
    "field of its own": lambda proxy: proxy.chat("Hello.", extra_body={"note": ZORA}),
    "document": lambda proxy: proxy.message([{"type": "text", "text": "Hello."}, DOCUMENT]),
    "search result": lambda proxy: proxy.message([{"type": "text", "text": "Hello."}, FOUND]),
    "count of tokens": lambda proxy: proxy.anthropic.messages.count_tokens(
        model="claude", messages=[{"role": "user", "content": ZORA}]
    ),
}
BLOCKED: dict[str, Ask] = {
    "an image": lambda proxy: proxy.chat([{"type": "text", "text": ZORA}, IMAGE]),
    "a card": lambda proxy: proxy.chat(CARD),
    "a card in a stream": lambda proxy: list(proxy.chat(CARD, stream=True)),
    "a card in a message": lambda proxy: proxy.message(CARD),
}


def each(*tables: dict[str, Ask]) -> pytest.MarkDecorator:
    asks = {name: ask for restore_map in tables for name, ask in restore_map.items()}
    return pytest.mark.parametrize("ask", asks.values(), ids=asks)


def models(upstream: str) -> list[dict[str, Any]]:
    return [
        {"model_name": name, "litellm_params": {"model": model, "api_base": upstream + path, "api_key": "sk-vendor"}}
        for name, model, path in MODELS
    ]


def settings_of_the_page(upstream: str, gateway: str) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((PROJECT / "docs/litellm.yaml").read_text())
    settings["model_list"] = models(upstream)
    settings["guardrails"][0]["litellm_params"]["api_base"] = gateway
    return settings


@contextmanager
def proxying(folder: Path, settings: dict[str, Any]) -> Iterator[Proxy]:
    """Run LiteLLM, and yield its address when it responds."""
    (folder / "litellm.yaml").write_text(yaml.safe_dump(settings))
    port = free_port()
    options = ["--config", "litellm.yaml", "--host", "127.0.0.1", "--port", str(port), "--telemetry", "False"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LITELLM_MASTER_KEY": MASTER_KEY, **OFFLINE}
    environment["HETERONYM_CLIENT_KEY"] = CLIENT_KEY
    log = folder / "log"
    with log.open("w") as written:
        process = subprocess.Popen([PROGRAM, *options], cwd=folder, env=environment, stdout=written, stderr=written)
    try:
        until = time.monotonic() + 120
        while not is_ready(f"http://127.0.0.1:{port}"):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        yield Proxy(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(timeout=30)


def is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/readiness").status_code == 200
    except httpx.HTTPError:
        return False


POLICY = "classification: mine\nextends: confidential\nentities: {CREDIT_CARD: block}\n"
CLIENTS = (
    f"litellm: true\nclients:\n  litellm: {{key_sha256: {sha256(CLIENT_KEY.encode()).hexdigest()}, may: [guardrail]}}\n"
)


@contextmanager
def gateway_to(upstream: str, folder: Path, key_file: Path, settings: str = "") -> Iterator[str]:
    (folder / "policy.yaml").write_text(POLICY)
    (folder / "gateway.yaml").write_text(
        f"classification: policy.yaml\nopenai: {upstream}\nanthropic: {upstream}\n{settings}"
    )
    with serving(folder, key_file, "--config", "gateway.yaml") as (url, _):
        yield url


@pytest.fixture(scope="module")
def asking(session_upstream: Upstream, key_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Return a LiteLLM that uses the gateway as a guardrail and sends prompts to the model directly."""
    folder = tmp_path_factory.mktemp("asking")
    with (
        gateway_to(session_upstream.url, folder, key_file, CLIENTS) as gateway,
        proxying(folder, settings_of_the_page(session_upstream.url, gateway)) as proxy,
    ):
        yield proxy


@pytest.fixture(scope="module", params=["gateway behind LiteLLM", "gateway before LiteLLM"])
def through(
    request: pytest.FixtureRequest, session_upstream: Upstream, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    """Return a LiteLLM before or behind the gateway."""
    folder = tmp_path_factory.mktemp("through")
    if request.param == "gateway behind LiteLLM":
        with (
            gateway_to(session_upstream.url, folder, key_file) as gateway,
            proxying(folder, {"model_list": models(gateway)}) as proxy,
        ):
            yield proxy
    else:
        with (
            proxying(folder, {"model_list": models(session_upstream.url)}) as proxy,
            gateway_to(proxy.url, folder, key_file) as gateway,
        ):
            yield Proxy(gateway)


@pytest.fixture(autouse=True)
def _say_again(upstream: Upstream) -> None:
    """Make the model repeat the last text, and call the tool if there is one."""

    def model(body: dict[str, Any]) -> Reply:
        text = (texts_of(body) or ["Nothing was said."])[-1]
        return Reply(text, (json.dumps({"note": text}, ensure_ascii=False),) if body.get("tools") else ())

    upstream.model = model


def sent(upstream: Upstream) -> bytes:
    """Return the sent prompts, without LiteLLM's own requests for the list of models."""
    return b"\n".join(asked for asked in upstream.asked if asked.startswith(b"POST ")).lower()


def leaked(upstream: Upstream) -> list[bytes]:
    return [value for value in PLANTED if value in sent(upstream)]


@each(TEXTS)
def test_litellm_guardrail_sanitizes_prompts_and_clients_get_the_originals(
    ask: Ask, asking: Proxy, upstream: Upstream
) -> None:
    assert ask(asking) == ZORA
    assert sent(upstream)
    assert leaked(upstream) == []


@each(NO_ANSWERS)
def test_litellm_asks_about_all_texts(ask: Ask, asking: Proxy, upstream: Upstream) -> None:
    ask(asking)

    assert sent(upstream)
    assert leaked(upstream) == []


@each({"streamed message": streamed_message}, ARGUMENTS)
def test_litellm_keeps_surrogates_in_arguments_and_other_streams(ask: Ask, asking: Proxy, upstream: Upstream) -> None:
    answer = ask(asking)

    assert "called from" in answer
    assert "Zora" not in answer
    assert leaked(upstream) == []


def test_streamed_response_is_sanitized_even_if_litellm_aborts_it(asking: Proxy, upstream: Upstream) -> None:
    with suppress(openai.APIConnectionError):  # so it does where the model calls a tool
        assert "Zora" not in streamed_response(asking)

    assert sent(upstream)
    assert leaked(upstream) == []


@each(BLOCKED)
def test_blocked_prompt_is_not_sent_and_the_client_gets_the_reason(ask: Ask, asking: Proxy, upstream: Upstream) -> None:
    with pytest.raises(
        (openai.BadRequestError, anthropic.BadRequestError), match=r"heteronym: .* policy mine"
    ) as error:
        ask(asking)

    assert sent(upstream) == b""
    assert "Zora" not in str(error.value)


@each(UNSEEN)
def test_litellm_does_not_ask_about_all_of_a_prompt(ask: Ask, asking: Proxy, upstream: Upstream) -> None:
    ask(asking)

    assert leaked(upstream)


def test_nothing_is_sent_while_the_gateway_is_down(upstream: Upstream, tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    with proxying(tmp_path, settings_of_the_page(upstream.url, nobody)) as proxy:
        for ask in (*TEXTS.values(), *STREAMS.values(), *NO_ANSWERS.values()):
            with pytest.raises((openai.APIStatusError, anthropic.APIStatusError)):
                ask(proxy)

    assert sent(upstream) == b""


@each(TEXTS, STREAMS)
def test_litellm_behind_the_gateway_restores_all_texts(ask: Ask, through: Proxy, upstream: Upstream) -> None:
    assert ask(through) == ZORA
    assert sent(upstream)
    assert leaked(upstream) == []


@each(ARGUMENTS)
def test_litellm_behind_the_gateway_restores_arguments(ask: Ask, through: Proxy, upstream: Upstream) -> None:
    assert json.loads(ask(through)) == {"note": ZORA}
    assert leaked(upstream) == []


@each(NO_ANSWERS, UNSEEN, BLOCKED)
def test_litellm_behind_the_gateway_scans_everything(ask: Ask, through: Proxy, upstream: Upstream) -> None:
    refusal = ""
    try:
        ask(through)
    except (openai.APIStatusError, anthropic.APIStatusError) as error:
        refusal = str(error)

    assert bool(sent(upstream)) != ("heteronym: " in refusal)
    assert leaked(upstream) == []
