"""Hashes and MACs of the lines of the audit log; a MAC cannot be computed without the key."""

import hashlib
import re
from collections.abc import Sequence

from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.mac_ring import MacRing

LINE = re.compile(rb'(?P<content>\{.+),"hash":"(?P<hash>[0-9a-f]{64})"\}')
KEYED = re.compile(rb'(?P<content>\{.+),"mac":"(?P<key_id>[0-9a-f]+):(?P<mac>[0-9a-f]{64})"')


def mac_ring(keys: Sequence[Key]) -> MacRing:
    """Return what signs and verifies the lines of the audit log."""
    return MacRing(keys, "audit", "log")


def mac_fault(line: bytes, macs: MacRing, *, must_be_keyed: bool) -> str:
    """Return the fault of the MAC of a line; empty where it is valid, or there are no keys."""
    if not macs:
        return ""
    match = keyed(line)
    if match is None:
        return "the line has no MAC, although lines before it have" if must_be_keyed else ""
    key_id, mac = match["key_id"].decode(), match["mac"].decode()
    if key_id not in macs:
        return f"the MAC of the line is by the key {key_id}: name a key file that contains it"
    return "" if macs.is_signed(match["content"] + b"}", f"{key_id}:{mac}") else "the line was written without the key"


def keyed(line: bytes) -> re.Match[bytes] | None:
    """Return the content before the MAC of a line, the key id and the MAC; None for a line without a MAC."""
    match = LINE.fullmatch(line.removesuffix(b"\n"))
    return KEYED.fullmatch(match["content"]) if match else None


def is_intact(line: bytes) -> bool:
    """Tell whether the hash of a line is that of its content."""
    match = LINE.fullmatch(line.removesuffix(b"\n"))
    return match is not None and hashlib.sha256(match["content"] + b"}").hexdigest() == match["hash"].decode()


def hash_of(line: bytes) -> str:
    """Return the hash of an intact line."""
    match = LINE.fullmatch(line.removesuffix(b"\n"))
    assert match is not None
    return match["hash"].decode()
