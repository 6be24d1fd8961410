"""H8: a request can make its policy stricter, never weaker."""

from pathlib import Path

import httpx
import pytest

from tests.pipeline.gateway.conftest import session_upstream, upstream  # noqa: F401
from tests.pipeline.gateway.upstream import Upstream
from tests.security.gateways import LITELLM, chat, client, gateway

TEXT = "Her salary is $73,450, her SSN 536-22-8417."


@pytest.mark.parametrize("asked", ["public", "internal", "confidential"])
@pytest.mark.parametrize("is_client", [True, False], ids=["of a client", "of the gateway"])
def test_header_cannot_weaken_the_policy(
    upstream: Upstream,  # noqa: F811
    key_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    is_client: bool,
) -> None:
    monkeypatch.setenv("DESK_OPENAI", "sk-upstream")
    clients = {"desk": client("desk-key", classification="restricted", openai_key_env="DESK_OPENAI")}
    settings = {"classification": "public", "clients": clients} if is_client else {"classification": "restricted"}
    with gateway(upstream, key_file, **settings) as url:
        answer = chat(url, "desk-key", TEXT, **{"x-data-classification": asked})

    assert answer.status_code == 200
    assert b"73,450" not in upstream.everything()
    assert answer.headers["x-heteronym-policy"] == "restricted"


def test_litellm_metadata_cannot_weaken_the_policy(
    upstream: Upstream,  # noqa: F811
    key_file: Path,
) -> None:
    clients = {"proxy": client("proxy-key", may=["guardrail"])}
    weak = {"request_headers": {"x-data-classification": "public"}}
    also_weak = {"additional_provider_specific_params": {"classification": "public"}}
    with gateway(upstream, key_file, classification="restricted", litellm=True, clients=clients) as url:
        answers = [
            httpx.post(
                f"{url}{LITELLM}",
                json={"input_type": "request", "texts": [TEXT], **asked},
                headers={"authorization": "Bearer proxy-key"},
                timeout=60,
            ).text
            for asked in (weak, also_weak, {**weak, **also_weak})
        ]

    assert ["texts" in answer and "73,450" not in answer for answer in answers] == [True] * 3
