"""The review page shows of a request what the gateway sends: the same texts, surrogates and refusals."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given

from pipeline.errors import PromptError
from pipeline.gateway.app import application
from pipeline.gateway.prompt import clear
from pipeline.gateway.review.findings import review
from pipeline.gateway.scanning.scanner import REVIEWER
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Settings
from pipeline.records.prompts.request import read
from pipeline.replace.keyed.keys import KeySource
from pipeline.sanitizer_source import Sanitizers
from tests.pipeline.gateway.review_policies import CLASSIFICATIONS, HOUSE, sanitizers
from tests.pipeline.gateway.test_prompt import CARD, CHAT, DATA, EMAIL, MESSAGES, RESPONSES, SETTINGS, UNSCANNABLE
from tests.pipeline.gateway.upstream import Served, Upstream
from tests.pipeline.records.test_prompts import requests

COMPLETION = {"model": "m", "prompt": [f"Mail {EMAIL}.", "Other."], "suffix": CARD, "user": "zora.quackenbush"}
SENT = {
    "/v1/chat/completions": CHAT,
    "/v1/responses": RESPONSES,
    "/v1/messages": MESSAGES,
    "/v1/completions": COMPLETION,
}
REFUSED = {
    "signed text": {
        "messages": [
            {"role": "assistant", "content": [{"type": "thinking", "thinking": f"It is {EMAIL}.", "signature": "c2ln"}]}
        ]
    },
    "credential": {
        "messages": [{"role": "user", "content": "Hello."}],
        "tools": [{"type": "mcp", "headers": {"X-Key": "a"}}],
    },
    "address": {
        "messages": [{"role": "user", "content": "Hello."}],
        "tools": [{"type": "mcp", "server_url": f"https://x.example/{EMAIL}"}],
    },
    "unknown part": {"messages": [{"role": "user", "content": [{"type": "hologram", "hologram": "who knows"}]}]},
    "blocked": {"messages": [{"role": "user", "content": "Project Falcon"}]},
}


@pytest.fixture(scope="module")
def url(session_upstream: Upstream, key_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a gateway whose clients and whose review page have the same pseudonyms."""
    policy = tmp_path_factory.mktemp("policy") / "house.yaml"
    policy.write_text(HOUSE)
    settings = Settings(
        classification=str(policy), openai=session_upstream.url, anthropic=session_upstream.url, dataset="ours"
    )
    with Served(application(Services(settings, KeySource(str(key_file))))) as url:
        yield url


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Sanitizers:
    return sanitizers(tmp_path_factory.mktemp("policies"), key_file).of_client(REVIEWER)


def reviewed(url: str, text: str) -> dict[str, Any]:
    answer = httpx.post(f"{url}/review/findings", json={"text": text, "classification": "house"}, timeout=60)
    content: dict[str, Any] = answer.json()
    return content


def asked(url: str, path: str, text: str) -> httpx.Response:
    headers = {"authorization": "Bearer k", "content-type": "application/json"}
    return httpx.post(f"{url}{path}", content=text.encode(), headers=headers, timeout=60)


@pytest.mark.parametrize("path", SENT)
def test_the_copy_is_the_body_that_the_upstream_gets(url: str, upstream: Upstream, path: str) -> None:
    text = json.dumps(SENT[path], indent=1)

    shown = reviewed(url, text)
    answer = asked(url, path, text)

    assert answer.status_code == 200, answer.text
    assert shown["copy"].encode() == upstream.asked[-1].partition(b"\r\n\r\n")[2]
    assert shown["copy"] != text


@pytest.mark.parametrize("case", REFUSED)
def test_the_reason_is_that_of_the_refusal(url: str, upstream: Upstream, case: str) -> None:
    text = json.dumps(REFUSED[case])

    shown = reviewed(url, text)
    answer = asked(url, "/v1/chat/completions", text)

    assert answer.status_code in (400, 403)
    assert f"heteronym: {shown['blocked']}" == answer.json()["error"]["message"]
    assert shown["copy"] == ""
    assert upstream.asked == []


def sent(loaded: Sanitizers, text: str, classification: str) -> tuple[str, str]:
    """Return why a request is refused and what is sent of it, of which one is empty."""
    sanitizer = loaded.of(classification)
    try:
        prompt = read(text.encode(), scan_definitions=sanitizer.policy.tool_definitions == "scan")
        return "", clear(prompt, sanitizer).body.decode()
    except PromptError as error:
        return str(error), ""


def assert_shown_as_sent(loaded: Sanitizers, text: str, classification: str) -> None:
    shown = review(loaded, text, classification, CLASSIFICATIONS)

    assert (shown["blocked"], shown["copy"]) == sent(loaded, text, classification)
    for name in CLASSIFICATIONS:
        assert len(shown["policies"][name]["decisions"]) == len(shown["findings"])


@given(requests)
def test_any_request_is_shown_as_it_is_sent(loaded: Sanitizers, body: dict[str, Any]) -> None:
    for classification in CLASSIFICATIONS:
        assert_shown_as_sent(loaded, json.dumps(body), classification)


@pytest.mark.parametrize("body", [body for _, body in (*DATA, *SETTINGS, *UNSCANNABLE)])
def test_bodies_with_fields_of_all_kinds_are_shown_as_they_are_sent(loaded: Sanitizers, body: dict[str, Any]) -> None:
    assert_shown_as_sent(loaded, json.dumps({"model": "m", "input": "Hello.", **body}), "house")


def test_definitions_of_tools_are_shown_as_they_are_where_a_policy_passes_them(loaded: Sanitizers) -> None:
    tool = {"name": "f", "description": f"Asks {EMAIL}."}
    text = json.dumps({"messages": [{"role": "user", "content": f"Ask {EMAIL}."}], "tools": [tool]})

    shown = review(loaded, text, "public", CLASSIFICATIONS)
    strict = review(loaded, text, "house", CLASSIFICATIONS)

    assert shown["copy"].count(EMAIL) == 1
    assert EMAIL not in strict["copy"]
    assert [one["path"] for one in strict["parts"]] == ["messages[0].content", "tools[0].description"]
    assert [one["decision"] for one in strict["policies"]["public"]["decisions"]] == ["pseudonymize", "keep"]


def test_a_request_that_could_be_read_in_two_ways_is_refused_and_its_texts_are_shown(loaded: Sanitizers) -> None:
    text = '{"messages": [{"role": "user", "content": "a", "content": "' + EMAIL + '"}]}'

    shown = review(loaded, text, "house", CLASSIFICATIONS)

    assert "duplicate key" in shown["blocked"]
    assert shown["copy"] == ""
    assert [one["text"] for one in shown["parts"]] == ["a", EMAIL]
