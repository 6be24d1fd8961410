"""`heteronym serve` as a process: settings, keys, limits, reloading and graceful shutdown."""

import hashlib
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
import trustme

from tests.conftest import Command
from tests.pipeline.gateway.upstream import Upstream

ZORA = "Zora Quackenbush called."


def body(text: str = ZORA, **more: Any) -> dict[str, Any]:
    return {"model": "m", "messages": [{"role": "user", "content": text}], **more}


@contextmanager
def serving(
    folder: Path, key_file: Path, *arguments: str, scheme: str = "http", **environment: str
) -> "Iterator[tuple[str, subprocess.Popen[str]]]":
    """Run the command, and yield the gateway's address and process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "serve", "--port", str(port), *arguments],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "HETERONYM_KEY_FILE": str(key_file), "COLUMNS": "200", **environment},
    )
    url = f"{scheme}://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                if httpx.get(f"{url}/readyz", verify=False).status_code == 200:
                    break
            except httpx.HTTPError:
                assert process.poll() is None, process.communicate()[1]
                time.sleep(0.1)
        yield url, process
    finally:
        process.terminate()
        process.communicate(timeout=30)


def chat(url: str, key: str = "k", address: str = "127.0.0.1", **more: Any) -> httpx.Response:
    headers = {"authorization": f"Bearer {key}"}
    with httpx.Client(transport=httpx.HTTPTransport(local_address=address), timeout=30) as client:
        return client.post(f"{url}/v1/chat/completions", json=body(**more), headers=headers)


def test_one_command_is_enough(upstream: Upstream, tmp_path: Path, key_file: Path) -> None:
    with serving(tmp_path, key_file, "-c", "confidential", "--openai", f"{upstream.url}/v1", "--audit-log", "log") as (
        url,
        process,
    ):
        client = openai.OpenAI(base_url=f"{url}/v1", api_key="k")
        answer = client.chat.completions.create(model="m", messages=[{"role": "user", "content": ZORA}])
        health = httpx.get(f"{url}/healthz")

    assert answer.choices[0].message.content == ZORA
    assert b"Zora" not in upstream.everything()
    assert health.text == "ok\n"
    assert process.returncode in (0, -signal.SIGTERM)


@pytest.fixture(scope="module")
def settings_file(session_upstream: Upstream, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gateway")
    (folder / "policy.yaml").write_text("classification: mine\nextends: confidential\n")
    (folder / "gateway.yaml").write_text(
        f"""
classification: policy.yaml
openai: {session_upstream.url}
anthropic: {session_upstream.url}
audit_log: log
passthrough: [GET /v1/models, POST /v1/moderations]
clients:
  desk: {{key_sha256: {hashlib.sha256(b"desk-key").hexdigest()}, openai_key_env: DESK_OPENAI}}
  public-site:
    key_sha256: {hashlib.sha256(b"site-key").hexdigest()}
    classification: public
    openai_key_env: DESK_OPENAI
limits:
  requests: {{minute: 10000}}
  clients:
    public-site: {{requests: {{minute: 2}}}}
"""
    )
    return folder / "gateway.yaml"


@pytest.fixture(scope="module")
def served(settings_file: Path, key_file: Path) -> "Iterator[tuple[str, subprocess.Popen[str]]]":
    with serving(settings_file.parent, key_file, "--config", settings_file.name, DESK_OPENAI="sk-real") as found:
        yield found


def test_clients_have_separate_keys(served: "tuple[str, Any]", upstream: Upstream) -> None:
    url, _ = served
    known, unknown, none = chat(url, "desk-key"), chat(url, "sk-real"), httpx.post(f"{url}/v1/messages", json=body())

    assert (known.status_code, unknown.status_code, none.status_code) == (200, 401, 401)
    assert unknown.json()["error"]["type"] == none.json()["error"]["type"] == "authentication_error"
    assert known.headers["x-heteronym-policy"] == "mine"
    assert len(upstream.asked) == 1
    assert b"Bearer sk-real" in upstream.everything()
    assert b"desk-key" not in upstream.everything()


def test_client_without_an_upstream_key_gets_an_error(served: "tuple[str, Any]", upstream: Upstream) -> None:
    answer = httpx.post(f"{served[0]}/v1/messages", json=body(), headers={"x-api-key": "desk-key"})

    assert answer.status_code == 503
    assert "anthropic_key_env" in answer.json()["error"]["message"]
    assert upstream.asked == []


def test_a_client_has_its_own_classification_and_limits(served: "tuple[str, Any]", upstream: Upstream) -> None:
    answers = [chat(served[0], "site-key") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert {answer.headers["x-heteronym-policy"] for answer in answers} == {"public"}
    assert 1 <= int(answers[2].headers["retry-after"]) <= 60
    assert answers[2].json()["error"]["type"] == "rate_limit_error"
    assert len(upstream.asked) == 2


def test_passed_through_fields_are_scanned(served: "tuple[str, Any]", upstream: Upstream) -> None:
    headers = {"authorization": "Bearer desk-key"}
    listed = httpx.get(f"{served[0]}/v1/models", headers=headers)
    moderated = httpx.post(f"{served[0]}/v1/moderations", json={"input": ZORA}, headers=headers)
    other = httpx.post(f"{served[0]}/v1/files", json={"input": ZORA}, headers=headers)

    assert (listed.status_code, moderated.status_code, other.status_code) == (200, 200, 404)
    assert b"Zora" not in upstream.everything()


@pytest.mark.slow
def test_policies_are_reloaded_and_an_invalid_one_is_rejected(
    served: "tuple[str, subprocess.Popen[str]]", settings_file: Path, upstream: Upstream
) -> None:
    url, process = served
    policy = settings_file.parent / "policy.yaml"
    seen: list[int] = []
    stop = threading.Event()
    load = threading.Thread(
        target=lambda: [seen.append(chat(url, "desk-key").status_code) for _ in iter(stop.is_set, True)]
    )
    load.start()

    def sends() -> str:
        chat(url, "desk-key", text="Zora Quackenbush called. A nightjar flew over the garden.")
        bodies = (json.loads(asked.partition(b"\r\n\r\n")[2]) for asked in reversed(upstream.asked))
        contents = (one["messages"][0]["content"] for one in bodies)  # the load asks for other things in between
        return next(content for content in contents if "over the garden" in content)

    try:
        before = sends()
        policy.write_text("classification: mine\nextends: confidential\nentities: {PERSN: keep}\n")
        process.send_signal(signal.SIGHUP)
        time.sleep(1)
        refused = sends()
        policy.write_text(
            "classification: mine\nextends: confidential\ndetection: {patterns: {PROJECT_CODENAME: nightjar}}\n"
        )
        process.send_signal(signal.SIGHUP)
        for _ in range(200):
            if "nightjar" not in (after := sends()):
                break
            time.sleep(0.2)
    finally:
        stop.set()
        load.join()

    assert before == refused
    assert "nightjar" in before
    assert "nightjar" not in after
    assert set(seen) <= {200, 429}
    assert b"Zora" not in upstream.everything()


@pytest.mark.slow
def test_shutdown_waits_for_open_answers(upstream: Upstream, tmp_path: Path, key_file: Path) -> None:
    upstream.pause = 0.1
    with serving(tmp_path, key_file, "-c", "public", "--openai", upstream.url) as (url, process):
        with httpx.stream(
            "POST", f"{url}/v1/chat/completions", json=body("Thirty letters in one sentence", stream=True), timeout=30
        ) as answer:
            pieces = answer.iter_text()
            text = next(pieces)
            process.send_signal(signal.SIGTERM)
            text += "".join(pieces)
        process.wait(timeout=30)

    assert text.rstrip().endswith("data: [DONE]")


@pytest.mark.slow
def test_tls_is_used_in_both_directions_and_only_with_trusted_peers(tmp_path: Path, key_file: Path) -> None:
    authority = trustme.CA()
    issued = authority.issue_cert("127.0.0.1")
    trusted, certificate, private_key = (tmp_path / name for name in ("ca.pem", "certificate.pem", "key.pem"))
    authority.cert_pem.write_to_path(trusted)
    issued.cert_chain_pems[0].write_to_path(certificate)
    issued.private_key_pem.write_to_path(private_key)

    def answer(url: str) -> httpx.Response:
        with httpx.Client(verify=ssl.create_default_context(cafile=str(trusted)), timeout=30) as client:
            return client.post(f"{url}/v1/chat/completions", json=body(), headers={"authorization": "Bearer k"})

    with Upstream(tls=(certificate, private_key)) as upstream:
        common = f"openai: {upstream.url}\ntls_certificate: {certificate}\ntls_key: {private_key}\n"
        (tmp_path / "trusting.yaml").write_text(f"{common}upstream_ca: {trusted}\n")
        (tmp_path / "strange.yaml").write_text(common)
        with serving(tmp_path, key_file, "--config", "trusting.yaml", scheme="https") as (url, _):
            restored = answer(url)
            with pytest.raises(httpx.ConnectError):
                httpx.get(f"{url}/readyz")
        asked = len(upstream.asked)
        with serving(tmp_path, key_file, "--config", "strange.yaml", scheme="https") as (url, _):
            refused = answer(url)

    assert restored.json()["choices"][0]["message"]["content"] == ZORA
    assert b"Zora" not in upstream.everything()
    assert (refused.status_code, asked, len(upstream.asked)) == (502, 1, 1)


@pytest.mark.slow
def test_gateways_share_limits_over_redis(upstream: Upstream, tmp_path: Path, key_file: Path, redis: str) -> None:
    (tmp_path / "gateway.yaml").write_text(
        f"classification: public\nopenai: {upstream.url}\nlimits: {{storage: '{redis}', requests: {{minute: 3}}}}\n"
    )
    with (
        serving(tmp_path, key_file, "--config", "gateway.yaml") as (one, _),
        serving(tmp_path, key_file, "--config", "gateway.yaml") as (other, _),
    ):
        answers = [chat(url, "shared").status_code for url in (one, other, one, other, one)]
        same_address = chat(other, "another").status_code  # without `clients`, limits count by address
        stranger = chat(other, "another", "127.0.0.2").status_code

    assert answers == [200, 200, 200, 429, 429]
    assert (same_address, stranger) == (429, 200)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("port: eighty", "gateway.yaml: port"),
        ("prot: 80", "gateway.yaml: prot"),
        ("a: [", "gateway.yaml:2"),
        ("openai: ftp://x", "gateway.yaml: openai: Value error, must be the base URL of an upstream"),
        ("clients: {a: {key_sha256: secret}}", "gateway.yaml: clients.a.key_sha256"),
        ("passthrough: [GET /v1/../x y]", "gateway.yaml: passthrough.0"),
        ("classification: confidentail", "unknown policy 'confidentail' - did you mean confidential?"),
    ],
)
def test_invalid_settings_are_a_one_line_error(heteronym: Command, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "gateway.yaml").write_text(content + "\n")

    done = heteronym("serve", "--config", "gateway.yaml")

    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "secret" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.slow
def test_the_audit_log_can_be_read_and_checked(
    served: "tuple[str, Any]", settings_file: Path, heteronym: Command, upstream: Upstream
) -> None:
    chat(served[0], "desk-key")
    log = settings_file.parent / "log"

    shown, checked = heteronym("audit", "log", str(log)), heteronym("audit", "log", str(log), "--verify")
    lines = log.read_text().splitlines(keepends=True)
    log.with_name("changed").write_text("".join([lines[0].replace('"status":200', '"status":201', 1), *lines[1:]]))
    changed = heteronym("audit", "log", str(log.with_name("changed")), "--verify")

    assert [json.loads(line)["number"] for line in shown.stdout.splitlines()] == list(range(1, len(lines) + 1))
    assert f"{len(lines)} entries" in checked.stdout
    assert (checked.returncode, changed.returncode) == (0, 1)
    assert "changed:1" in changed.stderr
