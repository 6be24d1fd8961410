"""The rows of a vault: an original sealed under the keyed tag of its surrogate, and how rows are counted with a key."""

import hmac
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, LargeBinary, MetaData, String, Table

from pipeline.errors import VaultError
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.padding import padded, unpadded

METADATA = MetaData()
ORIGINALS = Table(
    "heteronym_originals",
    METADATA,
    Column("id", LargeBinary(32), primary_key=True),
    Column("tag", LargeBinary(32), nullable=False, index=True),
    Column("key_id", String(32), nullable=False),
    Column("scope", String, nullable=False),
    # Of rows of version 1 only: since version 2 the entity is sealed with the original.
    Column("entity", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
NONCE_BYTES = 12
SUM_BITS = 256
SEPARATOR = "\0"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value and its surrogate.

    Arguments:
        entity: Presidio's name of what the value is.
        surrogate: the value in the copy.
        original: the value before; never shown.
    """

    entity: str
    surrogate: str
    original: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """An original that a reader was given.

    Arguments:
        entity: what it is.
        original: the value.
        scope: the scope of its pseudonym.
        key_id: the key that it was sealed under.
    """

    entity: str
    original: str = field(repr=False)
    scope: str
    key_id: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows a key and scope have, and the sum of their keyed hashes.

    The sum (MSet-Add-Hash, Clarke et al., ASIACRYPT 2003) depends on no order, so that rows may be stored by many workers.

    Arguments:
        rows: how many there are.
        sum: of HMAC-SHA256 over each row, modulo 2**256.
    """

    rows: int = 0
    sum: int = 0

    def plus(self, rows: Iterable[Mapping[str, Any]], key: Key, scope: str) -> "Count":
        """Return the count with more rows."""
        secret, number, total = vault_secret(key, scope, "rows"), self.rows, self.sum
        for row in rows:
            number += 1
            total += int.from_bytes(hmac.digest(secret, _whole(row), "sha256"))
        return Count(number, total % 2**SUM_BITS)


def sealed_row(entry: Entry, key: Key, scope: str) -> dict[str, Any]:
    """Seal an entry (AES-256-GCM, a fresh nonce); the row shows neither value nor entity, and the length to 32 bytes."""
    tag = tag_of(key, scope, entry.surrogate)
    identity = hmac.digest(
        vault_secret(key, scope, "id"), b"\0".join((tag, entry.entity.encode(), as_bytes(entry.original))), "sha256"
    )
    nonce = os.urandom(NONCE_BYTES)
    content = padded(as_bytes(f"{entry.entity}{SEPARATOR}{entry.original}"))
    sealed = AESGCM(vault_secret(key, scope, "seal 2")).encrypt(nonce, content, tag)
    return {"id": identity, "tag": tag, "key_id": key.id, "scope": scope, "entity": "", "sealed": nonce + sealed}


def opened(key: Key, row: Mapping[str, Any]) -> Found:
    """Open a row of version 1 or 2; raises VaultError where it was changed."""
    scope, version_1, tag = str(row["scope"]), str(row["entity"]), bytes(row["tag"])
    nonce, sealed = bytes(row["sealed"])[:NONCE_BYTES], bytes(row["sealed"])[NONCE_BYTES:]
    purpose, bound = ("seal", tag + version_1.encode()) if version_1 else ("seal 2", tag)
    try:
        content = AESGCM(vault_secret(key, scope, purpose)).decrypt(nonce, sealed, bound)
    except InvalidTag:
        raise VaultError("an entry of the vault was changed: it does not open") from None
    if version_1:
        return Found(version_1, content.decode("utf-8", "surrogatepass"), scope, key.id)
    entity, _, original = unpadded(content).decode("utf-8", "surrogatepass").partition(SEPARATOR)
    return Found(entity, original, scope, key.id)


def tag_of(key: Key, scope: str, surrogate: str) -> bytes:
    """Return the keyed tag under which the originals of a surrogate are kept."""
    return hmac.digest(vault_secret(key, scope, "tag"), as_bytes(surrogate.strip().casefold()), "sha256")


@lru_cache(maxsize=64)
def vault_secret(key: Key, scope: str, purpose: str) -> bytes:
    """Derive the secret of one purpose of the vault: no pseudonym is made with it."""
    return key.derive(scope, f"vault {purpose}", 32)


def as_bytes(text: str) -> bytes:
    """Encode any text, also one that is no valid Unicode."""
    return text.encode("utf-8", "surrogatepass")


def _whole(row: Mapping[str, Any]) -> bytes:
    """Return all of a row; lengths before the parts keep two rows from reading the same."""
    parts = [bytes(row["id"]), bytes(row["tag"]), str(row["entity"]).encode(), bytes(row["sealed"])]
    return b"".join(len(part).to_bytes(4) + part for part in parts)
