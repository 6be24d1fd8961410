"""Hashes and MACs of the lines of the audit log; a MAC cannot be computed without the key."""

import hashlib
import hmac
import re
from collections.abc import Sequence

from pipeline.replace.keyed.keys import Key

LINE = re.compile(rb'(?P<content>\{.+),"hash":"(?P<hash>[0-9a-f]{64})"\}')
KEYED = re.compile(rb'(?P<content>\{.+),"mac":"(?P<key_id>[0-9a-f]+):(?P<mac>[0-9a-f]{64})"')
SCOPE = "audit"


class Macs:
    """Computes and checks the MACs of lines."""

    def __init__(self, keys: Sequence[Key]) -> None:
        """Derive the secrets of some keys, the newest, which is used for new MACs, last; none for no MACs."""
        self._newest = keys[-1].id if keys else ""
        self._secrets = {key.id: key.derive(SCOPE, "log", 32) for key in keys}

    def __bool__(self) -> bool:
        """Tell whether there are keys."""
        return bool(self._secrets)

    def of(self, content: bytes) -> str:
        """Return the id of the newest key and the MAC of a line without its end."""
        return f"{self._newest}:{hmac.digest(self._secrets[self._newest], content, 'sha256').hex()}"

    def fault(self, line: bytes, *, must_be_keyed: bool) -> str:
        """Return the fault of the MAC of a line; empty where it is valid, or there are no keys."""
        if not self:
            return ""
        match = keyed(line)
        if match is None:
            return "the line has no MAC, although lines before it have" if must_be_keyed else ""
        secret = self._secrets.get(match["key_id"].decode())
        if secret is None:
            return f"the MAC of the line is by the key {match['key_id'].decode()}: name a key file that contains it"
        is_valid = hmac.compare_digest(
            hmac.digest(secret, match["content"] + b"}", "sha256").hex(), match["mac"].decode()
        )
        return "" if is_valid else "the line was written without the key"


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
