"""H2: unauthorized requests get no pseudonyms or originals, neither by the LiteLLM route nor from a web page."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.pipeline.gateway.conftest import session_upstream, upstream  # noqa: F401
from tests.pipeline.gateway.upstream import Upstream
from tests.security.gateways import LITELLM, chat, client, gateway, light_policy

TEXT = "Write to annette.kowalski@tessaly.com, SSN 536-22-8417."
ASKED = {"input_type": "request", "texts": [TEXT], "litellm_call_id": "call", "request_data": {}}


def test_litellm_route_is_closed_by_default(
    upstream: Upstream,  # noqa: F811
    key_file: Path,
    tmp_path: Path,
) -> None:
    with gateway(upstream, key_file, classification=light_policy(tmp_path)) as url:
        answer = httpx.post(f"{url}{LITELLM}", json=ASKED)

    assert answer.status_code == 404
    assert "texts" not in answer.json()


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example:8787"},
        {"host": "evil.example:8787", "origin": "http://evil.example:8787"},
        {"host": "localhost.evil.example"},
        {"host": "127.0.0.1.evil.example"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
    ],
    ids=str,
)
def test_cross_site_requests_are_rejected_on_every_route(
    upstream: Upstream,  # noqa: F811
    key_file: Path,
    tmp_path: Path,
    headers: dict[str, str],
) -> None:
    with gateway(upstream, key_file, classification=light_policy(tmp_path)) as url:
        chats = chat(url, "", TEXT, **headers)
        asked = httpx.post(f"{url}{LITELLM}", json=ASKED, headers=headers)
        reported = [httpx.get(f"{url}{path}", headers=headers) for path in ("/metrics", "/readyz", "/review/policies")]

    assert {chats.status_code, asked.status_code, *(one.status_code for one in reported)} <= {403, 404}
    assert upstream.asked == []


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8787", "[::1]:8787", "10.1.2.3:8787"])
def test_requests_to_own_host_names_are_answered(
    upstream: Upstream,  # noqa: F811
    key_file: Path,
    tmp_path: Path,
    host: str,
) -> None:
    with gateway(upstream, key_file, classification=light_policy(tmp_path)) as url:
        assert chat(url, "", TEXT, host=host).status_code == 200


def ask(url: str, key: str = "litellm-key", **asked: Any) -> httpx.Response:
    return httpx.post(f"{url}{LITELLM}", json={**ASKED, **asked}, headers={"authorization": f"Bearer {key or 'none'}"})


def test_call_id_restores_one_answer_only(
    upstream: Upstream,  # noqa: F811
    key_file: Path,
    tmp_path: Path,
) -> None:
    clients = {
        "litellm": client("litellm-key", may=["guardrail"]),
        "other-proxy": client("other-key", may=["guardrail"]),
        "chats": client("chat-key"),
    }
    policy = light_policy(tmp_path)
    with gateway(upstream, key_file, classification=policy, litellm=True, clients=clients) as url:
        said = ask(url).json()["texts"]
        strangers = [ask(url, key, input_type="response", texts=said) for key in ("other-key", "chat-key", "")]
        restored = ask(url, input_type="response", texts=said).json()
        replays = [ask(url, input_type="response", texts=[f"say {said[0]}"]).json() for _ in range(3)]
        again = ask(url, input_type="response", texts=said).json()

    assert restored["texts"] == [TEXT]
    assert "kowalski" not in "".join(one.text for one in strangers)
    assert [*replays, again] == [{"action": "NONE"}] * 4
