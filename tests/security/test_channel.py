"""M5: a compromised scanner process can only make the gateway refuse a prompt."""

import asyncio
import json
import os
import pickle
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.scanning import ipc as channel

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        ["error", "several", "scanned", "data", "PromptError", "HeteronymError", "a_reason", "public", "0", "EMAIL"]
    ),
    lambda inner: st.lists(inner, max_size=10) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=30,
)


TABLE: list[Any] = [[], [], [[], "known", None]]
TERM: list[Any] = ["term", "PERSON", "usual", False, False, {}, []]


class Malicious:
    """A pickle that creates a file when it is loaded."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.path),)


def framed(content: bytes) -> bytes:
    return channel.LENGTH.pack(len(content)) + content


async def received(said: bytes) -> Any:
    reader = asyncio.StreamReader()
    reader.feed_data(said)
    reader.feed_eof()
    return await channel.receive_from(reader)


def test_gateway_does_not_unpickle_scanner_messages(tmp_path: Path) -> None:
    said = framed(pickle.dumps(Malicious(tmp_path / "ran")))

    with pytest.raises(Exception, match="not JSON"):
        asyncio.run(received(said))
    assert not (tmp_path / "ran").exists()


def test_scanner_does_not_unpickle_gateway_messages(tmp_path: Path) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(framed(pickle.dumps(Malicious(tmp_path / "ran"))))
        with pytest.raises(Exception, match="not JSON"):
            channel.receive(theirs)
    assert not (tmp_path / "ran").exists()


def test_invalid_message_length_allocates_no_memory() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(channel.LENGTH.pack(2**40))
        with pytest.raises(Exception, match="too long"):
            channel.receive(theirs)


class Deaf:
    """A stub for a socket that nobody reads, and for an idle process."""

    def write(self, _: bytes) -> None:
        """Accept data."""

    async def drain(self) -> None:
        """Return immediately."""

    def close(self) -> None:
        """Do nothing."""

    kill = close


def answered(said: bytes) -> Any:
    """Return the result of a worker for a scanner's answer to one request."""
    from pipeline.gateway.scanning.messages import SCAN, Request
    from pipeline.gateway.scanning.scanner_process import ScannerProcess

    async def ask() -> Any:
        worker = ScannerProcess.__new__(ScannerProcess)
        reader = asyncio.StreamReader()
        reader.feed_data(said)
        reader.feed_eof()
        worker._process, worker._streams = Deaf(), (reader, Deaf())  # type: ignore[assignment]
        return await worker.ask(SCAN, [Request(Protocol.CHAT, b"{}", "public", "client")], seconds=5)

    return asyncio.run(ask())


def assert_is_refused_or_well_formed(result: Any) -> None:
    from pipeline.errors import HeteronymError
    from pipeline.gateway.scanning.messages import Scanned

    if isinstance(result, list):
        [result] = result
    assert isinstance(result, HeteronymError | Scanned)


@given(st.binary(max_size=200))
def test_random_bytes_from_a_scanner_are_rejected(said: bytes) -> None:
    assert_is_refused_or_well_formed(answered(said))
    assert_is_refused_or_well_formed(answered(framed(said)))


@given(JSON)
def test_json_from_a_scanner_is_rejected_or_well_formed(said: Any) -> None:
    for one in (said, ["several", said], ["error", said], ["several", ["scanned", said, TABLE, {}, [], "public", "0"]]):
        assert_is_refused_or_well_formed(answered(framed(json.dumps(one).encode("utf-8", "surrogatepass"))))


SCANNED = ["scanned", "{}", TABLE, {"EMAIL_ADDRESS": 1}, ["US_SSN"], "public", "0a", True, True, False, 3, ["resp_1"]]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (1, 7),
        (2, [[[*TERM[:5], {"a": 1}, []]], *TABLE[1:]]),
        (2, [[["term", 3, *TERM[2:]]], *TABLE[1:]]),
        (2, [[], [], [[], "everywhere", None]]),
        (2, {"term": 1}),
        (3, {"bad\r\nheader": 1}),
        (3, {"EMAIL_ADDRESS": -1}),
        (4, ["bad\r\nheader"]),
        (5, "public\r\nx: y"),
        (6, "0\n"),
        (7, "true"),
        (10, -1),
        (11, [3]),
    ],
)
def test_field_of_wrong_type_or_form_is_rejected(place: int, value: Any) -> None:
    from pipeline.errors import HeteronymError
    from pipeline.gateway.scanning.messages import Scanned

    [whole] = answered(framed(json.dumps(["several", SCANNED]).encode()))
    changed = [*SCANNED[:place], value, *SCANNED[place + 1 :]]

    assert isinstance(whole, Scanned)
    assert isinstance(answered(framed(json.dumps(["several", changed]).encode())), HeteronymError)


@given(st.binary(max_size=60), st.text(max_size=20))
def test_bodies_and_terms_are_transmitted_unchanged(raw: bytes, original: str) -> None:
    from pipeline.gateway.prompt import Cleared
    from pipeline.gateway.scanning.messages import SCAN, Request, Scanned, answer, question, requests_of
    from pipeline.restore.links import Links
    from pipeline.restore.restore_map import RestoreMap, Term

    asked = [Request(Protocol.CHAT, raw, "public", "client")]
    terms = {
        "jones": Term("PERSON", original, True, False, {"Jones": original}, {original}),
        "x": Term("URL", original),
    }
    restore_map = RestoreMap(
        terms, {"536224417": Term("US_SSN", original, is_number=True)}, Links(frozenset({"acme.com"}))
    )
    cleared = Cleared(raw, restore_map, {"PERSON": 2}, ("US_SSN",))
    scanned = Scanned(cleared, "public", "0a", True, False, True, 3, ("resp_1",))

    function, arguments = asyncio.run(received(channel.packed(question(SCAN, asked))))
    [back] = answered(channel.packed(answer([scanned])))

    assert (function, requests_of(arguments)) == (SCAN, asked)
    assert back._replace(cleared=None) == scanned._replace(cleared=None)
    assert (back.cleared.body, back.cleared.counts) == (raw, {"PERSON": 2})
    assert back.cleared.crowded == cleared.crowded
    assert (back.cleared.restore_map.terms, back.cleared.restore_map.numbers) == (
        restore_map.terms,
        restore_map.numbers,
    )
    assert back.cleared.restore_map.links == restore_map.links
