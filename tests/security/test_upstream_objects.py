"""M6: clients that share an upstream key cannot access each other's upstream objects."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import JSONResponse

from tests.pipeline.gateway.conftest import session_upstream, upstream  # noqa: F401
from tests.pipeline.gateway.upstream import Upstream
from tests.security.gateways import client, gateway, light_policy

MADE = "resp_68af4030bb8881a0b5c0a1d2"
FILE = "file-Ab3dEf6hIj9lMn2pQr5t"
ANSWER = {
    "id": MADE,
    "object": "response",
    "output": [
        {"type": "message", "id": "msg_68af4030bb8881a0b5c0a1d2", "content": [{"type": "output_text", "text": "Yes."}]},
        {
            "type": "code_interpreter_call",
            "id": "ci_68af4030bb8881a0b5c0a1d2",
            "container_id": "cntr_68af4030bb8881a0b5",
        },
    ],
    "metadata": {"file_id": FILE},
}


@pytest.fixture
def url(
    upstream: Upstream,  # noqa: F811
    key_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[str]:
    monkeypatch.setenv("SHARED", "sk-upstream")
    monkeypatch.setenv("OWN", "sk-other-upstream")
    upstream.fault = lambda _: JSONResponse(ANSWER)
    variables = {"alice": "SHARED", "mallory": "SHARED", "carol": "OWN"}
    with gateway(
        upstream,
        key_file,
        classification=light_policy(tmp_path),
        clients={name: client(name, openai_key_env=variable) for name, variable in variables.items()},
        passthrough=["GET /v1/responses/*", "DELETE /v1/responses/*", "GET /v1/files", "GET /v1/models"],
    ) as served:
        yield served


def ask(url: str, who: str, method: str = "POST", path: str = "/v1/responses", **body: Any) -> int:
    asked = {"json": {"model": "m", "input": "Go on.", **body}} if method == "POST" else {}
    headers = {"authorization": f"Bearer {who}", "content-type": "application/json"}
    return httpx.request(method, f"{url}{path}", headers=headers, timeout=60, **asked).status_code


NAMES: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/v1/responses", {"previous_response_id": MADE}),
    ("POST", "/v1/responses", {"input": [{"type": "item_reference", "id": "msg_68af4030bb8881a0b5c0a1d2", "x": 1}]}),
    ("POST", "/v1/responses", {"input": [{"id": "msg_68af4030bb8881a0b5c0a1d2", "status": "completed"}]}),
    ("POST", "/v1/responses", {"conversation": MADE}),
    ("POST", "/v1/responses", {"conversation": {"id": MADE}}),
    ("POST", "/v1/responses", {"input": [{"type": "item_reference", "id": "msg_68af4030bb8881a0b5c0a1d2"}]}),
    (
        "POST",
        "/v1/responses",
        {"tools": [{"type": "code_interpreter", "container": "cntr_68af4030bb8881a0b5"}]},
    ),
    ("GET", f"/v1/responses/{MADE}", {}),
    ("DELETE", f"/v1/responses/{MADE}", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), NAMES, ids=str)
def test_object_is_accessible_to_its_creator_only(
    url: str,
    upstream: Upstream,  # noqa: F811
    method: str,
    path: str,
    body: dict[str, Any],
) -> None:
    assert ask(url, "alice") == 200
    upstream.asked.clear()

    assert ask(url, "mallory", method, path, **body) == 404
    assert upstream.asked == []
    assert ask(url, "alice", method, path, **body) == 200
    assert ask(url, "carol", method, path, **body) == 200  # she does not share her upstream key


def test_unknown_object_id_is_rejected(
    url: str,
    upstream: Upstream,  # noqa: F811
) -> None:
    assert ask(url, "mallory", previous_response_id="resp_99af4030bb8881a0b5c0a1d2") == 404
    assert ask(url, "mallory", "GET", "/v1/files") == 404  # it would list the objects of all clients
    assert upstream.asked == []
    assert ask(url, "mallory", "GET", "/v1/models") == 200


def test_repeated_object_id_does_not_change_its_owner(
    url: str,
    upstream: Upstream,  # noqa: F811
) -> None:
    assert ask(url, "mallory", metadata={"file_id": FILE}) == 200
    image = {"type": "input_image", "file_id": FILE}

    assert ask(url, "mallory", input=[{"role": "user", "content": [image]}]) in (400, 404)
    assert len(upstream.asked) == 1
