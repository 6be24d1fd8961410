"""API of the page at /review: results for texts, and rejected requests."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from pipeline.errors import PolicyError, PromptError
from pipeline.gateway.review.findings import review
from pipeline.gateway.review.routes import FILES, HEADERS, in_thread, review_routes
from pipeline.sanitizer_source import Sanitizers
from tests.pipeline.gateway.review_policies import CLASSIFICATIONS, application, sanitizers

JSON = "application/json"
SECRET = "rosalind.achterberg@hexmoor.eu"
PIECES = [
    "😀",
    "👩‍👩‍👧",
    "e\u0301",
    "ﬁ",
    " ",
    "\n",
    "Call ",
    "\u200b",
    SECRET,
    "(415) 555-0132",
    "3 March 2024",
    "Ms. Delgado",
    "𝒜",
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, key_file: Path) -> Sanitizers:
    return sanitizers(tmp_path_factory.mktemp("policies"), key_file)


@pytest.fixture(scope="module")
def client(loaded: Sanitizers) -> Iterator[TestClient]:
    with TestClient(application(loaded)) as client:
        yield client


def ask(client: TestClient, text: str, classification: str = "house") -> dict[str, Any]:
    body = json.dumps({"text": text, "classification": classification})
    answer = client.post("/review/findings", content=body, headers={"content-type": JSON})
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def pairs(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """Return each original with its surrogate, using only the offsets."""
    parts = answer["parts"]
    return [
        (
            parts[one["part"]]["text"][one["start"] : one["end"]],
            parts[one["part"]]["copy"][one["copy_start"] : one["copy_end"]],
        )
        for one in answer["findings"]
    ]


def test_finding_contains_offsets_recognizer_and_decision(client: TestClient) -> None:
    answer = ask(client, f"Write to {SECRET}, badge B-4711.")
    (original, surrogate), (badge, masked) = pairs(answer)
    finding = answer["findings"][0]
    assert original == SECRET
    assert surrogate.endswith(".example")
    assert (badge, masked) == ("B-4711", "********")
    assert answer["copy"] == f"Write to {surrogate}, badge ********."
    assert (finding["entity"], finding["recognizer"]) == ("EMAIL_ADDRESS", "email_address")
    assert (finding["score"], finding["decision"]) == (1.0, "pseudonymize")
    assert len(answer["key_id"]) >= 8
    assert answer["seconds"] >= 0


def test_offsets_count_characters_behind_emoji_too(client: TestClient) -> None:
    answer = ask(client, f"😀👩‍👩‍👧 {SECRET} 😀 3 March 2024")
    assert [original for original, _ in pairs(answer)] == [SECRET, "3 March 2024"]
    assert [answer["copy"][one["copy_start"] : one["copy_end"]] for one in answer["findings"]] == [
        surrogate for _, surrogate in pairs(answer)
    ]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join).filter(str.strip))
def test_the_offsets_lead_from_the_copy_back_to_the_text(loaded: Sanitizers, text: str) -> None:
    answer = review(loaded, text, "house", CLASSIFICATIONS)
    rebuilt, position = [], 0
    for finding, (original, _) in zip(answer["findings"], pairs(answer), strict=True):
        rebuilt += [answer["copy"][position : finding["copy_start"]], original]
        position = finding["copy_end"]
    assert "".join(rebuilt) + answer["copy"][position:] == text
    assert all(len(policy["decisions"]) == len(answer["findings"]) for policy in answer["policies"].values())


def test_every_policy_tells_what_it_would_do_to_each_finding(client: TestClient) -> None:
    answer = ask(client, f"{SECRET} on 3 March 2024")
    assert {name: [one["decision"] for one in policy["decisions"]] for name, policy in answer["policies"].items()} == {
        "house": ["pseudonymize", "shift"],
        "public": ["pseudonymize", "keep"],
    }
    assert answer["policies"]["public"]["decisions"][1]["result"] == "3 March 2024"
    assert [one["result"] for one in answer["policies"]["house"]["decisions"]] == [copy for _, copy in pairs(answer)]


def test_a_chat_request_is_shown_by_messages_and_leaves_as_one(client: TestClient) -> None:
    chat = {
        "model": "m",
        "messages": [
            {"role": "user", "content": f"I am {SECRET} 😀"},
            {
                "role": "assistant",
                "tool_calls": [{"id": "1", "function": {"name": "f", "arguments": json.dumps({"email": SECRET})}}],
            },
        ],
    }
    answer = ask(client, json.dumps(chat))
    places = [(part["message"], part["role"], part["path"]) for part in answer["parts"]]
    assert places == [
        (1, "user", "messages[0].content"),
        (2, "assistant", "messages[1].tool_calls[0].function.arguments > email"),
    ]
    left = json.loads(answer["copy"])
    assert SECRET not in answer["copy"]
    assert left["model"] == "m"
    assert json.loads(left["messages"][1]["tool_calls"][0]["function"]["arguments"]) == {"email": pairs(answer)[1][1]}


@pytest.mark.parametrize("text", ["{not json", "[1, 2]", '"text"', "{" * 5000, '{"a": ' * 3000])
def test_text_other_than_a_json_object_is_plain_text(client: TestClient, text: str) -> None:
    assert ask(client, text)["parts"][0]["text"] == text


IMAGE = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{'A' * 400}"}}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"Project Falcon, says {SECRET}", "the policy house blocks records with PROJECT_CODENAME"),
        (json.dumps({"messages": [{"role": "user", "content": [{"text": SECRET}, IMAGE]}]}), "cannot be scanned"),
    ],
)
def test_a_blocked_text_has_a_reason_and_no_copy(client: TestClient, text: str, reason: str) -> None:
    answer = ask(client, text)
    assert reason in answer["blocked"]
    assert answer["copy"] == ""
    assert {part["copy"] for part in answer["parts"]} == {""}
    assert SECRET in [original for original, _ in pairs(answer)]
    assert {one["result"] for one in answer["policies"]["house"]["decisions"]} == {None}
    assert answer["policies"]["public"]["blocked"] == ""
    assert all(one["result"] for one in answer["policies"]["public"]["decisions"])


@pytest.mark.parametrize(
    "text", ["\ud83d half a character", "\x00\x01\x1b[31m", "<script>alert(1)</script>", "\u202e\u2066", "a" * 100_000]
)
def test_hostile_text_is_unchanged(client: TestClient, text: str) -> None:
    assert ask(client, text)["parts"][0]["text"] == text


GOOD = json.dumps({"text": SECRET, "classification": "house"})


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (415, GOOD, {"content-type": "text/plain"}),
        (415, GOOD, {"content-type": "application/x-www-form-urlencoded"}),
        (415, GOOD, {"content-type": "application/jsonp"}),
        (403, GOOD, {"content-type": JSON, "origin": "http://elsewhere.example"}),
        (403, GOOD, {"content-type": JSON, "origin": "http://testserver:8080"}),
        (403, GOOD, {"content-type": JSON, "origin": "http://testserver.elsewhere.example"}),
        (403, GOOD, {"content-type": JSON, "origin": "null"}),
        (403, GOOD, {"content-type": JSON, "origin": ""}),
        (403, GOOD, {"content-type": JSON, "origin": "http://["}),
        (413, json.dumps({"text": SECRET + "a" * (1 << 20), "classification": "house"}), {"content-type": JSON}),
        (400, SECRET, {"content-type": JSON}),
        (400, b"\xff" + SECRET.encode(), {"content-type": JSON}),
        (400, "[" * 100_000, {"content-type": JSON}),
        (400, json.dumps([SECRET]), {"content-type": JSON}),
        (400, json.dumps({"text": SECRET}), {"content-type": JSON}),
        (400, json.dumps({"text": [SECRET], "classification": "house"}), {"content-type": JSON}),
        (400, json.dumps({"text": SECRET, "classification": "house", SECRET: 1}), {"content-type": JSON}),
        (400, json.dumps({"text": " \n", "classification": "house"}), {"content-type": JSON}),
        (400, json.dumps({"text": SECRET, "classification": SECRET}), {"content-type": JSON}),
        (400, json.dumps({"text": SECRET, "classification": {}}), {"content-type": JSON}),
    ],
)
def test_rejection_message_contains_no_text(
    client: TestClient, status: int, body: str | bytes, headers: dict[str, str]
) -> None:
    answer = client.post("/review/findings", content=body, headers=headers)
    assert answer.status_code == status
    assert SECRET not in answer.text
    assert answer.json()["error"].endswith(".")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("testserver", "http://testserver"),
        ("testserver", "https://testserver:443"),
        ("gateway.corp:8787", "http://Gateway.corp:8787"),
        ("[::1]:8787", "http://[::1]:8787"),
    ],
)
def test_own_page_may_send_requests(client: TestClient, host: str, origin: str) -> None:
    headers = {"content-type": "application/json; charset=utf-8", "host": host, "origin": origin}
    assert client.post("/review/findings", content=GOOD, headers=headers).status_code == 200


def test_a_body_in_chunks_is_bounded_as_well(client: TestClient) -> None:
    chunks = (b" " * (1 << 16) for _ in range(17))
    answer = client.post("/review/findings", content=chunks, headers={"content-type": JSON})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("fault", "status", "message"),
    [
        (KeyError(SECRET), 500, "The text could not be reviewed (KeyError)."),
        (PromptError("the prompt was not scanned in time", "detection_timeout", 503), 503, "not scanned in time"),
        (PolicyError("name it with --dataset"), 503, "name it with --dataset"),
    ],
)
def test_fault_contains_its_kind_without_content(fault: Exception, status: int, message: str) -> None:
    async def broken(*_: object) -> None:
        raise fault

    with TestClient(Starlette(routes=review_routes(broken, lambda: CLASSIFICATIONS))) as client:
        answer = client.post("/review/findings", content=GOOD, headers={"content-type": JSON})
    assert answer.status_code == status
    assert message in answer.json()["error"]
    assert SECRET not in answer.text


def test_reloaded_policies_are_listed(loaded: Sanitizers) -> None:
    known = ["house"]
    with TestClient(Starlette(routes=review_routes(in_thread(loaded), lambda: known))) as client:
        known[:] = ["public"]
        offered = client.get("/review/policies").json()["policies"]

    assert [one["classification"] for one in offered] == ["public"]


@pytest.mark.parametrize("path", ["/review", "/review/review.css", "/review/review.js", "/review/policies"])
def test_every_response_has_the_security_headers_of_the_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_policies_are_listed_in_order_with_their_descriptions(client: TestClient) -> None:
    offered = client.get("/review/policies").json()
    assert [one["classification"] for one in offered["policies"]] == list(CLASSIFICATIONS)
    assert offered["policies"][0]["description"] == "Everything that a test wants to see."
    assert offered["key_id"]


def test_the_page_is_plain_files_that_name_no_other_host_and_hold_no_inline_code(client: TestClient) -> None:
    page = client.get("/review").text
    assert " on" + "click" not in page
    assert "style=" not in page
    assert "<script src=" in page
    assert page.count("<script") == 1
    for name in FILES:
        content = client.get("/review" if name == "index.html" else f"/review/{name}").text
        assert "://" not in content
        assert "innerHTML" not in content
