"""Gateways for security tests, with an upstream that records its requests."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx

from pipeline.gateway.app import application
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Client, Settings
from pipeline.replace.keyed.keys import KeySource
from tests.pipeline.gateway.upstream import Served, Upstream

LITELLM = "/beta/litellm_basic_guardrail_api"
# Detection without a statistical model, so that scanners start quickly.
LIGHT = "classification: light\nextends: {parent}\nloosen: [ner]\ndetection: {{ner: off}}\n"


def light_policy(folder: Path, parent: str = "confidential", more: str = "") -> str:
    """Write a policy without a statistical model and return its path."""
    path = folder / "light.yaml"
    path.write_text(LIGHT.format(parent=parent) + more)
    return str(path)


@contextmanager
def gateway(upstream: Upstream, key_file: Path, **settings: Any) -> Iterator[str]:
    """Run a gateway. Settings that this version lacks are omitted, so that the test fails because of the leak."""
    known = {name: value for name, value in settings.items() if name in Settings.model_fields}
    made = Settings.model_validate({"openai": upstream.url, "anthropic": upstream.url, **known})
    with Served(application(Services(made, KeySource(str(key_file))))) as url:
        yield url


def client(key: str, **settings: Any) -> dict[str, Any]:
    """Return the settings of a client with a key that this version supports."""
    known = {name: value for name, value in settings.items() if name in Client.model_fields}
    return {"key_sha256": sha256(key.encode()).hexdigest(), **known}


def chat(url: str, key: str, content: str, **headers: str) -> httpx.Response:
    """Send a prompt."""
    body = {"model": "m", "messages": [{"role": "user", "content": content}]}
    shown = {**({"authorization": f"Bearer {key}"} if key else {}), **headers}
    return httpx.post(f"{url}/v1/chat/completions", json=body, headers=shown, timeout=60)


def sent(upstream: Upstream) -> str:
    """Return the text of the last prompt that was sent upstream."""
    content: str = upstream.last()["messages"][0]["content"]
    return content
