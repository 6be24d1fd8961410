"""LiteLLM guardrail API: texts, restore maps and authorization."""

import itertools
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipeline.errors import PromptError
from pipeline.gateway.app import application
from pipeline.gateway.litellm_tickets import LAST_SECONDS, SECONDS, Tickets
from pipeline.gateway.services import Services
from pipeline.gateway.settings import Settings
from pipeline.policy.model import Action
from pipeline.replace.keyed.keys import KeySource
from pipeline.restore.restore_map import RestoreMap
from pipeline.sanitized import Replacement, Sanitized
from tests.pipeline.gateway.upstream import Served, Upstream

PATH = "/beta/litellm_basic_guardrail_api"
ZORA = "I am Zora Quackenbush."
NONE = {"action": "NONE"}
CALLS = itertools.count()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log"


@pytest.fixture(scope="module")
def gateway(session_upstream: Upstream, key_file: Path, log: Path) -> Iterator[str]:
    names = {name: {"key_sha256": sha256(name.encode()).hexdigest()} for name in ("one", "other", "few", "chats")}
    may = {"one": ["guardrail"], "other": ["guardrail"], "few": ["guardrail", "prompts"], "chats": ["prompts"]}
    settings = Settings.model_validate(
        {
            "classification": "confidential",
            "openai": session_upstream.url,
            "audit_log": str(log),
            "litellm": True,
            "clients": {name: {**known, "may": may[name]} for name, known in names.items()},
            "limits": {"clients": {"few": {"requests": {"day": 2}}}},
        }
    )
    with Served(application(Services(settings, KeySource(str(key_file))))) as url:
        yield url


def guard(gateway: str, key: str = "one", headers: "dict[str, str] | None" = None, **asked: object) -> httpx.Response:
    about = {"request_data": {"user_api_key_hash": "hash"}, "litellm_version": "1.108.7", "images": None, "model": "m"}
    shown = {"authorization": f"Bearer {key}", "content-type": "application/json", **(headers or {})}
    return httpx.post(f"{gateway}{PATH}", content=json.dumps({**about, **asked}), headers=shown, timeout=30)


def asks(gateway: str, call: str, text: str = ZORA, key: str = "one", **asked: object) -> list[str]:
    texts: list[str] = guard(gateway, key, input_type="request", texts=[text], litellm_call_id=call, **asked).json()[
        "texts"
    ]
    return texts


def answers(gateway: str, call: str, texts: list[str], key: str = "one", **asked: object) -> Any:
    return guard(gateway, key, input_type="response", texts=texts, litellm_call_id=call, **asked).json()


@pytest.fixture
def call() -> str:
    return f"call-{next(CALLS)}"


def test_litellm_gets_other_texts_and_messages_and_the_originals_back(gateway: str, call: str) -> None:
    arguments = '{"to": "zora@tessaly.com"}'
    tool = {"id": "call_1", "type": "function", "function": {"name": "send", "arguments": arguments}}
    rows = [{"role": "user", "content": ZORA}, {"role": "assistant", "content": None, "tool_calls": [tool]}]

    out = guard(gateway, input_type="request", texts=[ZORA], structured_messages=rows, litellm_call_id=call).json()
    other = answers(gateway, f"{call}-other", out["texts"])
    back = answers(gateway, call, [out["texts"][0] + " Za"])

    assert out["action"] == back["action"] == "GUARDRAIL_INTERVENED"
    assert "Zora" not in str(out)
    assert "zora" not in str(out)
    assert out["structured_messages"][1]["tool_calls"][0]["id"] == "call_1"
    assert back["texts"] == [f"{ZORA} Za"]
    assert other == NONE


@pytest.mark.parametrize(
    "other",
    [
        {"request_data": {"user_api_key_hash": "another"}},
        {"litellm_call_id": None},
        {"litellm_call_id": ""},
        {"key": "other"},
    ],
)
def test_answer_to_the_call_of_another_client_gets_no_originals(gateway: str, call: str, other: dict[str, Any]) -> None:
    out = asks(gateway, call)
    guard(gateway, input_type="request", texts=[ZORA], litellm_call_id=None)

    said = {"input_type": "response", "texts": out, "litellm_call_id": call}
    assert guard(gateway, **{**said, **other}).json() == NONE
    assert guard(gateway, **said).json()["texts"] == [ZORA]


def test_a_streamed_answer_is_restored_round_by_round(gateway: str, call: str) -> None:
    (said,) = asks(gateway, call)
    rounds = ["", "", said[:3], said[:9], said, said, said]  # chunks without text repeat the round before

    assert [answers(gateway, call, [text])["action"] for text in rounds] == ["GUARDRAIL_INTERVENED"] * 7
    assert answers(gateway, call, [f"Say it: {said}"]) == NONE  # of another answer


def test_second_answer_to_a_call_gets_no_originals(gateway: str, call: str) -> None:
    (said,) = asks(gateway, call)
    assert answers(gateway, call, [f"Hello. {said}"])["texts"] == [f"Hello. {ZORA}"]

    assert answers(gateway, call, [f"Say it: {said}"]) == NONE
    assert answers(gateway, call, [f"Hello. {said}"]) == NONE


def test_second_prompt_cannot_take_the_call_of_a_pending_one(gateway: str, call: str) -> None:
    (said,) = asks(gateway, call)
    second = guard(gateway, input_type="request", texts=["I am Tibor Vandermolen."], litellm_call_id=call).json()

    assert asks(gateway, call) == [said]  # the same prompt may be sent again
    assert second["action"] == "BLOCKED"
    assert "call id" in second["blocked_reason"]
    assert answers(gateway, call, [said])["texts"] == [ZORA]


TABLE = RestoreMap.of([Sanitized("zorb@a.example", (Replacement(0, 14, "EMAIL_ADDRESS", Action.HASH, "x@b.de"),), ())])


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("seconds", "texts", "is_lent"),
    [
        ([SECONDS - 1], ["zorb"], [True]),
        ([SECONDS + 1], ["zorb"], [False]),
        ([SECONDS - 1, SECONDS - 1], ["zorb", "zorb@a"], [True, True]),
        ([1, SECONDS + 1], ["zorb", "zorb@a"], [True, False]),
        ([1, LAST_SECONDS - 1, 2], ["zorb"] * 3, [True, True, False]),
        ([1, LAST_SECONDS + 1], ["zorb"] * 2, [True, False]),
        ([1, 1, 1], ["zorb", "other", "zorb"], [True, False, False]),
    ],
)
def test_restore_map_is_kept_for_minutes_and_for_one_answer(
    seconds: list[float], texts: list[str], is_lent: list[bool]
) -> None:
    clock = Clock()
    tickets = Tickets(clock=clock)
    call = tickets.call("one", "hash", "id")
    assert call is not None
    tickets.open(call, b"prompt", TABLE)

    lent = []
    for wait, text in zip(seconds, texts, strict=True):
        clock.now += wait
        lent.append(tickets.lend(call, [text]) is TABLE)

    assert lent == is_lent


def test_restore_maps_are_kept_up_to_a_limit() -> None:
    tickets = Tickets(2 * (len(TABLE.terms) + 1))
    for call in (b"1", b"2", b"2", b"3"):
        tickets.open(call, b"prompt", TABLE)
    with pytest.raises(PromptError):
        tickets.open(b"3", b"another", TABLE)

    assert [tickets.lend(call, ["zorb"]) is TABLE for call in (b"1", b"2", b"3")] == [False, True, True]


def test_call_id_is_unknown_in_another_process() -> None:
    assert Tickets().call("one", "hash", "id") != Tickets().call("one", "hash", "id")


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
            {"texts": [ZORA], "additional_provider_specific_params": {"classification": "public"}},
            "GUARDRAIL_INTERVENED",
        ),
        ({"texts": [ZORA], "request_headers": {"x-data-classification": "public"}}, "GUARDRAIL_INTERVENED"),
        ({"texts": [ZORA], "request_headers": {"x-data-classification": "confidential"}}, "GUARDRAIL_INTERVENED"),
    ],
)
def test_litellm_guardrail_responses(gateway: str, asked: dict[str, object], action: str) -> None:
    answer = guard(gateway, input_type="request", **asked)

    assert answer.json()["action"] == action
    assert "Zora" not in answer.text


def test_a_classification_that_litellm_hides_may_be_the_strictest(gateway: str) -> None:
    def texts(**headers: str) -> list[str]:
        asked = {"texts": ["We met on 12 May 1980."], "request_headers": headers}
        reported: list[str] = guard(gateway, input_type="request", **asked).json()["texts"]
        return reported

    hidden = texts(**{"x-data-classification": "[present]"})

    assert hidden == texts(**{"x-data-classification": "restricted"})
    assert hidden != texts()


def test_litellm_is_configured_to_fail_closed(gateway: str) -> None:
    headers = {"content-type": "application/json", "authorization": "Bearer one"}
    answer = httpx.post(f"{gateway}{PATH}", content=b"Zora", headers=headers)

    assert answer.json()["action"] == "BLOCKED"
    assert "Zora" not in answer.text


@pytest.mark.parametrize(
    ("shown", "headers", "status", "code"),
    [
        ("none", {}, 401, "unknown_key"),
        ("stranger", {}, 401, "unknown_key"),
        ("chats", {}, 403, "not_allowed"),
        ("one", {"origin": "http://evil.example"}, 403, "other_site"),
        ("one", {"origin": "null"}, 403, "other_site"),
    ],
)
def test_only_clients_that_may_ask_as_a_guardrail_are_answered(
    gateway: str, shown: str, headers: dict[str, str], status: int, code: str
) -> None:
    answer = guard(gateway, shown, headers, input_type="request", texts=[ZORA])

    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_guardrail_client_cannot_send_prompts(gateway: str, upstream: Upstream) -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": ZORA}]}
    answer = httpx.post(f"{gateway}/v1/chat/completions", json=body, headers={"authorization": "Bearer one"})

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed")
    assert upstream.asked == []


def test_lone_surrogate_is_restored_from_litellm(gateway: str) -> None:
    answer = guard(gateway, input_type="request", texts=[f"\ud800 {ZORA}"])

    assert answer.json()["texts"][0].startswith("\ud800 I am ")
    assert "Zora" not in answer.text


def test_missing_litellm_answer_is_logged_as_a_fault(gateway: str, log: Path) -> None:
    answer = guard(gateway, input_type="request", texts=5)

    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "fault")
    entry = json.loads(log.read_text().splitlines()[-1])
    assert (entry["client"], entry["status"], entry["outcome"], entry["reason"]) == ("one", 500, "failed", "fault")


def test_litellm_users_have_limits(gateway: str, log: Path) -> None:
    actions = [guard(gateway, "few", input_type="request", texts=["Zora called."]).json() for _ in range(3)]
    answer = guard(gateway, "few", input_type="response")

    assert [one["action"] for one in actions][2] == "BLOCKED"
    assert "too many requests in a day" in actions[2]["blocked_reason"]
    assert answer.json() == NONE  # what came back is paid for
    written = [json.loads(line) for line in log.read_text().splitlines()[-4:]]
    assert [(one["outcome"], one["reason"], one["tokens_in"]) for one in written] == [
        ("answered", "", 3),
        ("answered", "", 3),
        ("limited", "rate_limited", 0),
        ("answered", "", 0),
    ]


@pytest.mark.parametrize("clients", [{}, {"one": {"key_sha256": "0" * 64}}], ids=["no clients", "none that may"])
def test_the_route_needs_a_client_that_may_use_it(clients: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="may: \\[guardrail\\]"):
        Settings.model_validate({"litellm": True, "clients": clients})
