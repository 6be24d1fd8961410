"""Attacks on the gateway: nothing reaches the upstream unscanned, and no other host is contacted."""

import json
import socket
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pipeline.gateway.upstream import Upstream

SECRET = "Zora Quackenbush"
BODY = json.dumps({"model": "m", "input": f"{SECRET} called."}).encode()
HEAD = b"host: localhost\r\ncontent-type: application/json\r\n"
LENGTH = b"content-length: %d\r\n" % len(BODY)


def raw(gateway: str, request: bytes) -> bytes:
    """Send raw bytes, and return the response until the gateway closes the connection or is silent."""
    host, _, port = gateway.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=2) as client:
        client.sendall(request)
        answer = b""
        with suppress(TimeoutError):
            while block := client.recv(65536):
                answer += block
                client.settimeout(0.3)
        return answer


REQUESTS = {
    "a length and chunks": b"POST /v1/embeddings HTTP/1.1\r\n"
    + HEAD
    + LENGTH
    + b"transfer-encoding: chunked\r\n\r\n"
    + BODY,
    "two lengths": b"POST /v1/embeddings HTTP/1.1\r\n" + HEAD + LENGTH + b"content-length: 5\r\n\r\n" + BODY,
    "a length with a sign": b"POST /v1/embeddings HTTP/1.1\r\n"
    + HEAD
    + b"content-length: +%d\r\n\r\n" % len(BODY)
    + BODY,
    "a header folded": b"POST /v1/embeddings HTTP/1.1\r\n"
    + HEAD
    + b"x-a: b\r\n transfer-encoding: chunked\r\ntransfer-encoding : chunked\r\n\r\n"
    + BODY,
    "two content types": b"POST /v1/embeddings HTTP/1.1\r\n"
    + HEAD
    + b"content-type: text/plain\r\n"
    + LENGTH
    + b"\r\n"
    + BODY,
    "two keys": b"POST /v1/embeddings HTTP/1.1\r\n"
    + HEAD
    + b"authorization: Bearer a\r\nauthorization: Bearer b\r\n"
    + LENGTH
    + b"\r\n"
    + BODY,
    "an absolute form": b"POST http://evil.example/v1/embeddings HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY,
    "an absolute form of another scheme": b"POST file:///etc/passwd HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY,
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HEAD + b"\r\n",
    "dots": b"POST /v1/../v1/embeddings HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY,
    "escaped dots": b"POST /v1/%2e%2e/v1/embeddings HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY,
    "an escaped letter": b"POST /v1/%65mbeddings HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY,
    "two slashes": b"POST //v1/embeddings HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY,
    "a slash at the end": b"POST /v1/embeddings/ HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY,
    "another route": b"POST /v1/files HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY,
    "another method": b"PUT /v1/embeddings HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY,
    "content behind the path": b"POST /v1/embeddings?q=Zora+Quackenbush HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY,
    "a known name behind the path": b"POST /v1/embeddings?beta=zora%40tessaly.com HTTP/1.1\r\n"
    + HEAD
    + LENGTH
    + b"\r\n"
    + BODY,
    "no content type": b"POST /v1/embeddings HTTP/1.1\r\nhost: localhost\r\n" + LENGTH + b"\r\n" + BODY,
    "a content type that lies": b"POST /v1/embeddings HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/plain\r\n"
    + LENGTH
    + b"\r\n"
    + BODY,
    "another character set": b"POST /v1/embeddings HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json; charset=utf-16\r\n"
    + LENGTH
    + b"\r\n"
    + BODY,
    "compression": b"POST /v1/embeddings HTTP/1.1\r\n" + HEAD + b"content-encoding: gzip\r\n" + LENGTH + b"\r\n" + BODY,
    "no host": b"POST /v1/embeddings HTTP/1.1\r\ncontent-type: application/json\r\n" + LENGTH + b"\r\n" + BODY,
    "a null in a header": b"POST /v1/embeddings HTTP/1.1\r\n" + HEAD + b"x-a: \x00\r\n" + LENGTH + b"\r\n" + BODY,
    "an endless head": b"POST /v1/embeddings HTTP/1.1\r\n"
    + HEAD
    + b"x-a: "
    + b"a" * 100_000
    + b"\r\n"
    + LENGTH
    + b"\r\n"
    + BODY,
    "a body that is cut off": b"POST /v1/embeddings HTTP/1.1\r\n" + HEAD + b"content-length: 4000\r\n\r\n" + BODY,
    "a broken chunk": b"POST /v1/embeddings HTTP/1.1\r\n" + HEAD + b"transfer-encoding: chunked\r\n\r\nzz\r\n" + BODY,
}


@pytest.mark.parametrize("name", REQUESTS)
def test_ambiguous_request_is_not_sent(gateway: str, upstream: Upstream, name: str) -> None:
    answer = raw(gateway, REQUESTS[name])

    assert upstream.asked == []
    assert not answer or answer.startswith(b"HTTP/1.1 4"), answer[:200]
    assert SECRET.encode() not in answer


@pytest.mark.parametrize("target", ["POST http://evil.example/v1/embeddings", "OPTIONS *", "CONNECT evil.example:443"])
def test_request_target_that_is_not_a_path_is_rejected(gateway: str, target: str) -> None:
    answer = raw(gateway, target.encode() + b" HTTP/1.1\r\n" + HEAD + b"connection: close\r\ncontent-length: 0\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 404")
    assert b'"code":"no_route"' in answer


def test_chunked_request_is_accepted(gateway: str, upstream: Upstream) -> None:
    chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (9, BODY[:9], len(BODY) - 9, BODY[9:])
    answer = raw(
        gateway,
        b"POST /v1/embeddings HTTP/1.1\r\n"
        + HEAD
        + b"connection: close\r\ntransfer-encoding: chunked\r\n\r\n"
        + chunks,
    )

    assert b"HTTP/1.1 200" in answer
    assert len(upstream.asked) == 1


def test_one_request_is_not_two(gateway: str, upstream: Upstream) -> None:
    """A second request hidden behind the body of the first is filtered like any other."""
    first = b"POST /v1/embeddings HTTP/1.1\r\n" + HEAD + LENGTH + b"\r\n" + BODY
    second = b"POST /v1/embeddings HTTP/1.1\r\nconnection: close\r\n" + HEAD + LENGTH + b"\r\n" + BODY
    raw(gateway, first + second)

    assert len(upstream.asked) == 2
    assert SECRET.encode() not in upstream.everything()


@pytest.mark.parametrize(
    "header",
    ["x-forwarded-host", "x-forwarded-proto", "forwarded", "x-original-url", "x-rewrite-url", "x-upstream"],
)
def test_headers_do_not_change_the_upstream(gateway: str, upstream: Upstream, header: str) -> None:
    httpx.post(
        f"{gateway}/v1/embeddings", content=BODY, headers={"content-type": "application/json", header: "evil.example"}
    )

    assert len(upstream.asked) == 1
    assert b"evil.example" not in upstream.everything()


@pytest.mark.parametrize("header", ["host", "origin"])
def test_header_with_another_site_is_rejected(gateway: str, upstream: Upstream, header: str) -> None:
    answer = httpx.post(
        f"{gateway}/v1/embeddings", content=BODY, headers={"content-type": "application/json", header: "evil.example"}
    )

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "other_site")
    assert upstream.asked == []


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.just(SECRET)
    | st.just(f"mail {SECRET}, now"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "role",
                    "content",
                    "type",
                    "text",
                    "name",
                    "id",
                    "input",
                    "arguments",
                    "tool_calls",
                    "function",
                    "messages",
                    "metadata",
                    "user",
                    "source",
                    "data",
                    "output",
                    "thinking",
                    "signature",
                    "model",
                    "description",
                    "tools",
                    "cache_control",
                ]
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=120)
@given(
    path=st.sampled_from(
        [
            "/v1/chat/completions",
            "/v1/responses",
            "/v1/messages",
            "/v1/embeddings",
            "/v1/completions",
            "/v1/messages/count_tokens",
        ]
    ),
    body=JSON,
    cut=st.integers(0, 3),
)
def test_name_is_never_sent_in_any_request(
    gateway: str, session_upstream: Upstream, path: str, body: object, cut: int
) -> None:
    session_upstream.asked.clear()
    content = json.dumps(
        {"messages": [{"role": "user", "content": f"I am {SECRET}."}], "input": f"I am {SECRET}.", "x": body}
    ).encode()

    answer = httpx.post(
        f"{gateway}{path}",
        content=content[: len(content) - cut],
        headers={"content-type": "application/json"},
        timeout=30,
        verify=False,  # there is no TLS here, and loading the certificates takes longer than the request
    )

    assert SECRET.encode() not in session_upstream.everything()
    assert answer.status_code < 500 or answer.json()["error"]["code"] == "no_json"


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_invalid_bytes_are_rejected_consistently(gateway: str, session_upstream: Upstream, content: bytes) -> None:
    session_upstream.asked.clear()
    answer = httpx.post(
        f"{gateway}/v1/responses", content=content, headers={"content-type": "application/json"}, verify=False
    )

    assert answer.status_code == 400
    assert session_upstream.asked == []
    assert set(answer.json()) == {"error"}


def test_rejected_request_is_logged_without_content(gateway: str, log: Path) -> None:
    raw(gateway, REQUESTS["content behind the path"])

    last = json.loads(log.read_text().splitlines()[-1])
    assert (last["outcome"], last["reason"]) == ("refused", "odd_query")
    assert SECRET not in log.read_text()
