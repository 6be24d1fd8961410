"""The pages about the gateway: their programs run against one, their settings load."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from pipeline.gateway.litellm import Tables
from pipeline.gateway.settings import Settings
from pipeline.gateway.table import Table
from pipeline.policy import Action
from pipeline.sanitizer import Replacement, Sanitized
from tests.pipeline.gateway.test_serve import serving
from tests.pipeline.gateway.upstream import Upstream
from tests.test_docs import PROJECT, blocks


@pytest.mark.slow
@pytest.mark.parametrize("page", ["gateway.md", "clients.md"])
def test_the_programs_of_a_page_work(page: str, upstream: Upstream, key_file: Path, tmp_path: Path) -> None:
    keys = {"OPENAI_API_KEY": "sk-test", "ANTHROPIC_API_KEY": "sk-test"}
    urls = ("--openai", upstream.url, "--anthropic", upstream.url)
    with serving(tmp_path, key_file, "-c", "confidential", *urls) as (url, _):
        for code in blocks(PROJECT / "docs" / page, "python"):
            program = code.replace("http://127.0.0.1:8787", url)
            done = subprocess.run(
                [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, env={**os.environ, **keys}
            )
            assert done.returncode == 0, done.stderr
            assert "Okafor" in done.stdout

    assert upstream.asked
    assert b"Okafor" not in upstream.everything()


def test_the_settings_of_the_page_are_right(tmp_path: Path) -> None:
    shown = (PROJECT / "docs/gateway.yaml").read_text()
    (tmp_path / "gateway.yaml").write_text(shown.replace("<put the hash here>", "a" * 64))

    settings = Settings.load(tmp_path / "gateway.yaml")

    assert settings.clients["support-desk"].classification == "restricted"
    assert settings.limits.requests.ten_minutes == 600


def test_the_configuration_for_litellm_is_that_of_the_page() -> None:
    shown = (PROJECT / "docs/litellm.md").read_text().split("    guardrails:\n")[1].split("\n\n")[0]

    assert yaml.safe_load("guardrails:\n" + "\n".join(line[4:] for line in shown.splitlines())) == {
        "guardrails": yaml.safe_load((PROJECT / "docs/litellm.yaml").read_text())["guardrails"]
    }


def test_the_page_tells_which_litellm_it_is_tested_with() -> None:
    (version,) = re.findall(r"'litellm\[proxy\]==([\d.]+)'", (PROJECT / ".ci/run").read_text())

    assert f"LiteLLM {version}" in (PROJECT / "docs/litellm.md").read_text()


CALL = {
    "litellm_call_id": "call-1",
    "request_data": {"user_api_key_hash": "one"},
    "litellm_version": "1.108.7",
    "images": None,
    "model": "gpt-4o",
}


def guard(gateway: str, **asked: object) -> "httpx.Response":
    return httpx.post(f"{gateway}/beta/litellm_basic_guardrail_api", json={**CALL, **asked}, timeout=30)


def test_litellm_gets_other_texts_and_messages_and_the_originals_back(gateway: str) -> None:
    arguments = '{"to": "zora@tessaly.com"}'
    call = {"id": "call_1", "type": "function", "function": {"name": "send", "arguments": arguments}}
    rows = [
        {"role": "user", "content": "I am Zora Quackenbush."},
        {"role": "assistant", "content": None, "tool_calls": [call]},
    ]

    out = guard(gateway, input_type="request", texts=["I am Zora Quackenbush."], structured_messages=rows).json()
    back = guard(gateway, input_type="response", texts=[out["texts"][0] + " Za"]).json()
    other = guard(gateway, input_type="response", texts=out["texts"], litellm_call_id="call-2").json()

    assert out["action"] == back["action"] == "GUARDRAIL_INTERVENED"
    assert "Zora" not in str(out)
    assert "zora" not in str(out)
    assert out["structured_messages"][1]["tool_calls"][0]["id"] == "call_1"
    assert back["texts"] == ["I am Zora Quackenbush. Za"]
    assert other == {"action": "NONE"}


@pytest.mark.parametrize(
    "other", [{"request_data": {"user_api_key_hash": "another"}}, {"litellm_call_id": None}, {"litellm_call_id": ""}]
)
def test_no_answer_to_another_clients_call_gets_the_originals(gateway: str, other: dict[str, object]) -> None:
    out = guard(gateway, input_type="request", texts=["I am Zora Quackenbush."]).json()
    guard(gateway, input_type="request", texts=["I am Zora Quackenbush."], litellm_call_id=None)

    assert guard(gateway, input_type="response", texts=out["texts"]).json()["texts"] == ["I am Zora Quackenbush."]
    assert guard(gateway, input_type="response", texts=out["texts"], **other).json() == {"action": "NONE"}


@pytest.mark.parametrize(
    ("asked", "action"),
    [
        ({"texts": ["Nothing to see."]}, "NONE"),
        ({"texts": ["See this."], "images": ["iVBORw0KGgo="]}, "BLOCKED"),
        (
            {
                "texts": [],
                "tool_calls": [
                    {
                        "id": "c",
                        "type": "function",
                        "function": {"name": "f", "arguments": '{"to": "zora@tessaly.com"}'},
                    }
                ],
            },
            "BLOCKED",
        ),
        (
            {"texts": ["I am Zora Quackenbush."], "additional_provider_specific_params": {"classification": "public"}},
            "NONE",
        ),
        (
            {"texts": ["I am Zora Quackenbush."], "request_headers": {"x-data-classification": "confidential"}},
            "GUARDRAIL_INTERVENED",
        ),
    ],
)
def test_what_litellm_is_told(gateway: str, asked: dict[str, object], action: str) -> None:
    answer = guard(gateway, input_type="request", **asked)

    assert answer.json()["action"] == action
    assert "Zora" not in answer.text


def test_a_classification_that_litellm_hides_may_be_the_strictest(gateway: str) -> None:
    def texts(**headers: str) -> list[str]:
        asked = {"texts": ["We met on 12 May 1980."], "request_headers": headers}
        return guard(gateway, input_type="request", **asked).json()["texts"]

    hidden = texts(**{"x-data-classification": "[present]"})

    assert hidden == texts(**{"x-data-classification": "restricted"})
    assert hidden != texts()


def test_litellm_is_told_by_an_error_where_it_must_let_nothing_pass(gateway: str) -> None:
    answer = httpx.post(
        f"{gateway}/beta/litellm_basic_guardrail_api", content=b"Zora", headers={"content-type": "application/json"}
    )

    assert answer.json()["action"] == "BLOCKED"
    assert "Zora" not in answer.text


def test_another_client_of_the_gateway_gets_no_originals(gateway: str) -> None:
    def ask(key: str, **asked: object) -> dict[str, Any]:
        answer = httpx.post(
            f"{gateway}/beta/litellm_basic_guardrail_api",
            json={**CALL, **asked},
            headers={"authorization": f"Bearer {key}"},
            timeout=30,
        )
        told: dict[str, Any] = answer.json()
        return told

    out = ask("one", input_type="request", texts=["I am Zora Quackenbush."])["texts"]

    assert ask("other", input_type="response", texts=out) == {"action": "NONE"}
    assert ask("one", input_type="response", texts=out)["texts"] == ["I am Zora Quackenbush."]


def test_half_of_a_character_comes_back_from_litellm_as_well(gateway: str) -> None:
    asked = json.dumps({**CALL, "input_type": "request", "texts": ["\ud800 I am Zora Quackenbush."]})
    answer = httpx.post(
        f"{gateway}/beta/litellm_basic_guardrail_api", content=asked, headers={"content-type": "application/json"}
    )

    assert answer.json()["texts"][0].startswith("\ud800 I am ")
    assert "Zora" not in answer.text


def test_the_tables_of_the_last_calls_are_kept_as_far_as_there_is_room() -> None:
    three = Table.of([Sanitized("zorb@a.example", (Replacement(0, 14, "EMAIL_ADDRESS", Action.HASH, "x@b.de"),), ())])
    tables = Tables(2 * (len(three.terms) + 1))
    for call in (b"1", b"2", b"2", b"3"):
        tables.put(call, three)

    assert [tables.get(call) is three for call in (b"1", b"2", b"3")] == [False, True, True]


def test_what_litellm_never_sends_is_written_down_as_a_fault(gateway: str, log: Path) -> None:
    answer = guard(gateway, input_type="request", texts=5)

    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "fault")
    entry = json.loads(log.read_text().splitlines()[-1])
    assert (entry["status"], entry["outcome"], entry["reason"]) == (500, "failed", "fault")
