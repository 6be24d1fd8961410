"""What goes on beside a body: what the official clients and their services use, and nothing that could hold a value."""

import typing
from itertools import product

import anthropic
import anthropic.types
import httpx
import openai
import pytest

from pipeline.gateway.http.headers_and_query import is_header, is_query, is_reference
from tests.pipeline.gateway.upstream import Upstream

ORGANIZATION = "org-Ab3dEf6hIj9lMn2pQr5tUv8x"
BETAS: tuple[str, ...] = typing.get_args(typing.get_args(anthropic.types.AnthropicBetaParam)[1])
VALUES = [
    *("Zora Quackenbush", "zora.quackenbush", "zora@tessaly.com", "ticket-zora@tessaly.com", "4539148803436467"),
    *("320-45-6780", "case-320-45-6780", "x.4539.1488.0343.6467", "tel_212_736_5000", "10.27.44.12", "a/b", "a b"),
]
KNOWN_HEADERS = {
    "anthropic-version": ["2023-06-01"],
    "anthropic-beta": [*BETAS, ",".join(BETAS[:9]), "claude-code-20250219, oauth-2025-04-20", "max-tokens-3-5-sonnet-2024-07-15"],
    "anthropic-dangerous-direct-browser-access": ["true"],
    "openai-organization": [ORGANIZATION, "user-ab3def6hij9lmn2pqr5tuv8x"],
    "openai-project": ["proj_Ab3dEf6hIj9lMn2pQr5tUv8x", "0f8fad5b-d9cb-469f-a165-70867728950e"],
    "openai-beta": ["assistants=v2", "agents=v1", "responses=experimental"],
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN_HEADERS)
def test_a_header_goes_on_in_its_known_form_and_in_no_other(name: str) -> None:
    assert [value for value in KNOWN_HEADERS[name] if not is_header(name, value)] == []
    for value, form in product(VALUES, ["{}", "org-{}", "proj_{}", "{}=v1", "{}-2024-10-22", "pdfs-2024-09-25,{}"]):
        assert not is_header(name, form.format(value)), (name, form, value)


KNOWN_QUERIES = [
    *("", "beta=true", "stream=true&starting_after=41", "limit=100&order=desc", "api-version=2024-10-21-preview"),
    *("after_id=claude-opus-4-1-20250805&limit=20", "after=chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG"),
]
ODD_QUERIES = [
    *("order=zora.quackenbush", "limit=4539148803436467", "api-version=320-45-6780", "beta=Zora", "q=x", "Zora", "=x"),
    *("limit=4539&limit=1488", "after=zora.quackenbush", "before=case-320-45-6780", "starting_after=4539148803436467"),
]


def test_a_query_goes_on_in_its_known_form_and_in_no_other() -> None:
    assert [query for query in KNOWN_QUERIES if not is_query(query)] == []
    assert [query for query in ODD_QUERIES if is_query(query)] == []


REFERENCES = [
    *("gpt-4o", "gpt-4.1-2025-04-14", "claude-opus-4-1-20250805", "o1", "llama3.3:70b", "Qwen2.5-7B-Instruct"),
    *("msgbatch_01HkcTjaV5uDC8jWR4ZsDV8d", "msg_bdrk_01XFDUDYJgAACzvnptvVoYEL", "file-BK7bzQj3FfZFXr7DbL6xJwfo"),
    *("resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b", "0f8fad5b-d9cb-469f-a165-70867728950e"),
]


def test_a_path_ends_with_an_id_or_the_name_of_a_model_or_goes_nowhere() -> None:
    assert [text for text in REFERENCES if not is_reference(text)] == []
    for value, form in product(VALUES[1:], ["{}", "card-{}", "msg_{}", "{}-4539148803436467", "gpt-4.1-2025-04-14-{}"]):
        assert not is_reference(form.format(value)), (form, value)


def post(gateway: str, *headers: tuple[str, str], query: str = "") -> httpx.Response:
    return httpx.post(f"{gateway}/v1/embeddings{query}", json={"model": "m", "input": "x"}, headers=list(headers))


@pytest.mark.parametrize(
    ("header", "code"),
    [
        *((("openai-organization", value), "odd_header") for value in VALUES[:2]),
        (("anthropic-beta", "Zora Quackenbush"), "odd_header"),
    ],
)
def test_a_header_in_another_form_is_refused(
    gateway: str, upstream: Upstream, header: tuple[str, str], code: str
) -> None:
    answer = post(gateway, header)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    assert "ora" not in answer.json()["error"]["message"].replace("organization", "")
    assert upstream.asked == []


def test_what_stands_behind_a_path_or_ends_it_is_refused_in_another_form(gateway: str, upstream: Upstream) -> None:
    queries = [post(gateway, query=f"?{query}").status_code for query in ODD_QUERIES[:4]]
    ends = [httpx.get(f"{gateway}/v1/models/{end}").status_code for end in ("zora.quackenbush", "x-4539148803436467")]

    assert (queries, ends) == ([400] * 4, [404] * 2)
    assert upstream.asked == []
    assert httpx.get(f"{gateway}/v1/models/claude-opus-4-1-20250805").status_code == 200


def test_the_stricter_of_two_classifications_is_not_passed_over(gateway: str, upstream: Upstream) -> None:
    answer = post(gateway, ("x-data-classification", "public"), ("x-data-classification", "restricted"))

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "header_twice")
    assert upstream.asked == []


def test_a_retry_is_known_again_by_its_key_which_says_nothing(gateway: str, upstream: Upstream) -> None:
    def sent(key: str, client: str) -> str:
        post(gateway, ("idempotency-key", key), ("authorization", f"Bearer {client}"))
        lines = upstream.asked[-1].decode().splitlines()
        return next(line for line in lines if line.startswith("idempotency-key: "))

    first, again = sent("ticket-zora@tessaly.com", "a"), sent("ticket-zora@tessaly.com", "a")
    another, of_another = sent("ticket-2", "a"), sent("ticket-zora@tessaly.com", "b")

    assert first == again
    assert len({first, another, of_another}) == 3
    assert b"zora" not in upstream.everything()


@pytest.mark.parametrize("accept", ["Zora/Quackenbush", "application/json, text/plain, */*", "*/*"])
def test_whatever_a_client_accepts_the_upstream_is_told_of_what_the_gateway_does(
    gateway: str, upstream: Upstream, accept: str
) -> None:
    post(gateway, ("accept", accept))

    assert b"\naccept: */*\n" in upstream.asked[-1]


def test_what_the_official_clients_send_goes_on(gateway: str, upstream: Upstream) -> None:
    gpt = openai.OpenAI(
        base_url=f"{gateway}/v1", api_key="k", organization=ORGANIZATION, project="proj_Ab3dEf6hIj9lMn2pQr5tUv8x"
    )
    claude = anthropic.Anthropic(base_url=gateway, api_key="k")
    text: typing.Any = [{"role": "user", "content": "Hi"}]

    gpt.responses.create(model="m", input="Hi", extra_headers={"OpenAI-Beta": "responses=experimental"})
    assert f"openai-organization: {ORGANIZATION}".encode() in upstream.asked[-1]
    assert gpt.models.list(extra_query={"limit": 20, "after": "gpt-4o"}).data
    claude.beta.messages.create(
        model="m", max_tokens=9, messages=text, betas=["context-1m-2025-08-07", "pdfs-2024-09-25"]
    )
    assert b"anthropic-beta: context-1m-2025-08-07,pdfs-2024-09-25" in upstream.asked[-1]
    assert b"anthropic-version: 20" in upstream.asked[-1]
    assert b"stainless" not in upstream.everything()
