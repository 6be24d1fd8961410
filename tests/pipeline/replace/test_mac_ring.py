"""MACs of log lines and states: byte for byte those of earlier versions, and only with a key of the ring."""

from hashlib import sha256

import pytest

from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.mac_ring import MacRing

OLD, NEW, OTHER = (Key(sha256(name).digest()) for name in (b"1", b"2", b"3"))
CONTENT = b'{"number":1}'


def test_the_newest_key_signs_and_every_key_of_the_ring_verifies() -> None:
    signed = MacRing([OLD], "audit", "log").sign(CONTENT)
    ring = MacRing([OLD, NEW], "audit", "log")

    assert signed == f"{OLD.id}:a761f32d72ad94df281222553e1bcb0cea2fa4fb3df21bb4dde533eb78827122"
    assert ring.sign(CONTENT).startswith(f"{NEW.id}:")
    assert ring.is_signed(CONTENT, signed)
    assert ring.is_signed(CONTENT, ring.sign(CONTENT))


@pytest.mark.parametrize("signature", ["", ":", "é:é", f"{OLD.id}:", f"{OLD.id}:{'0' * 64}", "0" * 64])
def test_what_no_key_of_the_ring_has_signed_is_not_signed(signature: str) -> None:
    ring = MacRing([OLD], "audit", "log")

    assert not ring.is_signed(CONTENT, signature)
    assert not ring.is_signed(CONTENT, MacRing([OTHER], "audit", "log").sign(CONTENT))
    assert not ring.is_signed(CONTENT, MacRing([OLD], "audit", "state").sign(CONTENT))
    assert not ring.is_signed(CONTENT + b" ", ring.sign(CONTENT))


def test_a_ring_without_keys_is_empty() -> None:
    assert not MacRing([], "audit", "log")
    assert OLD.id in MacRing([OLD], "audit", "log")
    assert NEW.id not in MacRing([OLD], "audit", "log")
