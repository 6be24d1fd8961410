"""Limits and the audit log in a gateway: limits cannot be evaded, and every request is logged."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipeline.gateway.app import application
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Client, Settings
from pipeline.replace.keyed.keys import KeySource
from tests.pipeline.gateway.upstream import Served, Upstream

TEXT = "Zora Quackenbush called."


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def gateway(session_upstream: Upstream, key_file: Path, log: Path) -> Iterator[str]:
    settings = Settings.model_validate(
        {
            "classification": "public",
            "openai": session_upstream.url,
            "audit_log": str(log),
            "limits": {"requests": {"day": 2}, "tokens": {"day": 100}},
        }
    )
    with Served(application(Services(settings, KeySource(str(key_file))))) as url:
        yield url


PLACES: dict[str, str] = {}  # without `clients` a client is its address, whatever key it shows


def ask(gateway: str, client: str, content: Any = TEXT, path: str = "/v1/chat/completions", **more: Any) -> Any:
    body = {"model": "m", "messages": [{"role": "user", "content": content}], **more.pop("body", {})}
    headers = {"authorization": f"Bearer {client}", **more.pop("headers", {})}
    place = PLACES.setdefault(client, f"127.0.0.{10 + len(PLACES)}")
    sent = {"content": more.pop("raw")} if "raw" in more else {"json": body}
    with httpx.Client(transport=httpx.HTTPTransport(local_address=place)) as at_place:
        return at_place.post(f"{gateway}{path}", headers=headers, timeout=20, **sent, **more)


def last(log: Path) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads(log.read_text().splitlines()[-1])
    return entry


def test_another_classification_does_not_evade_a_limit(gateway: str, upstream: Upstream) -> None:
    policies = ["public", "internal", "confidential", "restricted"]
    answers = [ask(gateway, "hopper", headers={"x-data-classification": policy}) for policy in policies]

    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert len(upstream.asked) == 2


@pytest.mark.parametrize("scheme", ["Bearer", "Basic"])
def test_second_key_does_not_evade_a_limit(gateway: str, upstream: Upstream, scheme: str) -> None:
    answers = [
        ask(gateway, "ignored", headers={"authorization": f"{scheme} real", "x-api-key": f"made up {number}"})
        for number in range(3)
    ]

    assert [answer.json()["error"]["code"] for answer in answers] == ["two_keys"] * 3
    assert upstream.asked == []


def test_key_given_twice_counts_once(gateway: str, upstream: Upstream) -> None:
    answers = [ask(gateway, "twin", headers={"x-api-key": "twin"} if number else {}) for number in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]


def test_exceeded_limit_is_reported_before_scanning(gateway: str, upstream: Upstream) -> None:
    headers = {"content-type": "application/json"}
    answers = [ask(gateway, "busy", path="/v1/embeddings", raw=b"{", headers=headers) for _ in range(3)]

    assert [answer.json()["error"]["code"] for answer in answers] == ["not_json", "not_json", "rate_limited"]
    assert upstream.asked == []


def test_a_prompt_of_more_tokens_than_are_left_is_refused(gateway: str, log: Path, upstream: Upstream) -> None:
    answer = ask(gateway, "talker", "word " * 100)

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "86400"
    assert (last(log)["outcome"], last(log)["tokens_in"]) == ("limited", 125)
    assert upstream.asked == []


@pytest.mark.parametrize(("stream", "tokens"), [(False, 7), (True, 6)], ids=["counted by the upstream", "estimated"])
def test_the_tokens_of_an_answer_are_those_of_its_text(
    gateway: str, log: Path, upstream: Upstream, stream: bool, tokens: int
) -> None:
    ask(gateway, f"reader-{stream}", body={"stream": stream})

    assert last(log)["tokens_out"] == tokens


@pytest.mark.parametrize("method", ["GET", "POST", "TRACE", "BREW"])
def test_request_for_an_unknown_route_is_logged_without_its_path(
    gateway: str, log: Path, upstream: Upstream, method: str
) -> None:
    answer = httpx.request(method, f"{gateway}/v1/Zora", headers={"authorization": "Bearer lost"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "no_route")
    assert {name: last(log)[name] for name in ("path", "status", "outcome", "reason")} == {
        "path": "unknown",
        "status": 404,
        "outcome": "refused",
        "reason": "no_route",
    }
    assert "Zora" not in log.read_text()
    assert upstream.asked == []


@pytest.mark.parametrize(
    ("host", "status"), [("127.0.0.1", 200), ("localhost:80", 200), ("[::1]:8787", 200), ("evil.example", 403)]
)
def test_dns_rebinding_reveals_no_pseudonym(gateway: str, host: str, status: int) -> None:
    asked = {"text": TEXT, "classification": "public"}
    headers = {"host": host, "origin": f"http://{host}"}

    assert httpx.post(f"{gateway}/review/findings", json=asked, headers=headers).status_code == status
    assert httpx.get(f"{gateway}/review/policies", headers=headers).status_code == status


CLIENTS = {"desk": Client(key_sha256="0" * 64)}


@pytest.mark.parametrize(
    ("settings", "is_served"),
    [
        ({}, True),
        ({"host": "0.0.0.0"}, False),
        ({"clients": CLIENTS}, False),
        ({"clients": CLIENTS, "review": True}, True),
        ({"host": "0.0.0.0", "review": True}, True),
        ({"review": False}, False),
    ],
    ids=str,
)
def test_review_page_with_client_keys_requires_a_setting(settings: dict[str, Any], is_served: bool) -> None:
    assert Settings(**settings).serves_review is is_served
