"""Vault rows: originals encrypted under the keyed tag of their surrogate, and keyed counts of rows."""

import hmac
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, LargeBinary, MetaData, String, Table

from pipeline.errors import VaultError
from pipeline.policy.model import Action
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.padding import padded, unpadded
from pipeline.sanitized import Sanitized
from recognizers.entities import SECRETS

# Actions whose result identifies one value; results of other actions are shared by many values.
KEPT_ACTIONS = frozenset({Action.PSEUDONYMIZE, Action.SHIFT, Action.HASH})
# Prefix of the scope of rows with a choice, so that a run reads only these. No scope of surrogates begins with it.
CHOSEN = "chosen|"
METADATA = MetaData()
ORIGINALS = Table(
    "heteronym_originals",
    METADATA,
    Column("id", LargeBinary(32), primary_key=True),
    Column("tag", LargeBinary(32), nullable=False, index=True),
    Column("key_id", String(32), nullable=False),
    Column("scope", String, nullable=False),
    # Used by rows of version 1 only; since version 2 the entity is encrypted with the original.
    Column("entity", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
Place = tuple[str, str]  # key id, scope
Row = Mapping[str, Any]
NONCE_BYTES = 12
SUM_BITS = 256
SEPARATOR = "\0"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value and its surrogate.

    Arguments:
        entity: the entity of the value.
        surrogate: the value in the copy.
        original: the original value; not part of the representation.
        choice: keyed tags of the value and the surrogate, which later runs read, as in `ledger.Choices`; empty for none.
    """

    entity: str
    surrogate: str
    original: str = field(repr=False)
    choice: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class StoredOriginal:
    """An original that was read from a vault.

    Arguments:
        entity: the entity of the value.
        original: the value; not part of the representation.
        scope: the scope of its surrogate.
        key_id: the id of the key under which it is encrypted.
        stored: the day on which it was first stored (ISO 8601); empty for rows of older versions.
        choice: as in Entry.
    """

    entity: str
    original: str = field(repr=False)
    scope: str
    key_id: str
    stored: str = field(default="", compare=False)
    choice: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """The number of rows of a key and scope, and the sum of their keyed hashes.

    The sum (MSet-Add-Hash, Clarke et al., ASIACRYPT 2003) does not depend on the order, so several workers may store rows.

    Arguments:
        rows: the number of rows.
        sum: the sum of HMAC-SHA256 over each row, modulo 2**256.
    """

    rows: int = 0
    sum: int = 0

    def plus(self, rows: Iterable[Mapping[str, Any]], key: Key, scope: str) -> "Count":
        """Return the count with further rows.

        Arguments:
            rows: the further rows.
            key: the key of the rows.
            scope: the scope of the rows.
        """
        secret, number, total = vault_secret(key, scope, "rows"), self.rows, self.sum
        for row in rows:
            number += 1
            total += int.from_bytes(hmac.digest(secret, _whole(row), "sha256"))
        return Count(number, total % 2**SUM_BITS)

    def minus(self, other: "Count") -> "Count":
        """Return the count without the rows of another count."""
        return Count(self.rows - other.rows, (self.sum - other.sum) % 2**SUM_BITS)


def entries_of(results: Iterable[Sanitized]) -> Iterator[Entry]:
    """Yield the entries that a vault stores for anonymized texts: values with an unambiguous surrogate, without secrets.

    Arguments:
        results: the anonymized texts.
    """
    for result in results:
        for replacement in result.replacements:
            if replacement.action in KEPT_ACTIONS and replacement.entity not in SECRETS:
                surrogate = result.text[replacement.start : replacement.end]
                yield Entry(replacement.entity, surrogate, replacement.original, replacement.choice)


def added(counts: Mapping[Place, Count], rows: Iterable[Row], key_of: Callable[[str], Key]) -> dict[Place, Count]:
    """Return counts with further rows.

    Arguments:
        counts: (key id, scope) -> count of rows.
        rows: the further rows.
        key_of: returns the key with an id.
    """
    alike: dict[Place, list[Row]] = defaultdict(list)
    for row in rows:
        alike[row["key_id"], row["scope"]].append(row)
    more = {place: counts.get(place, Count()).plus(some, key_of(place[0]), place[1]) for place, some in alike.items()}
    return {**counts, **more}


def sealed_row(entry: Entry, key: Key, scope: str, stored: str) -> dict[str, Any]:
    """Encrypt an entry (AES-256-GCM with a new nonce). The row reveals the length of the content in steps of 32 bytes.

    Arguments:
        entry: the value and its surrogate.
        key: the key of the row.
        scope: the scope of the surrogate; a row with a choice has a scope of its own.
        stored: the day, in ISO 8601; it is encrypted with the value.
    """
    scope = CHOSEN + scope if entry.choice else scope
    tag = tag_of(key, scope, entry.surrogate)
    identity = hmac.digest(
        vault_secret(key, scope, "id"), b"\0".join((tag, entry.entity.encode(), as_bytes(entry.original))), "sha256"
    )
    nonce = os.urandom(NONCE_BYTES)
    chosen = [entry.choice.hex()] if entry.choice else []
    content = padded(as_bytes(SEPARATOR.join((stored, *chosen, entry.entity, entry.original))))
    sealed = AESGCM(vault_secret(key, scope, "seal 3")).encrypt(nonce, content, tag)
    return {"id": identity, "tag": tag, "key_id": key.id, "scope": scope, "entity": "", "sealed": nonce + sealed}


def opened(key: Key, row: Mapping[str, Any]) -> StoredOriginal:
    """Decrypt a row of version 1, 2 or 3.

    Raises:
        VaultError: the row was changed.
    """
    scope, version_1, tag = str(row["scope"]), str(row["entity"]), bytes(row["tag"])
    for purpose in ("seal",) if version_1 else ("seal 3", "seal 2"):
        try:
            content = _decrypted(vault_secret(key, scope, purpose), bytes(row["sealed"]), tag + version_1.encode())
        except InvalidTag:
            continue
        if version_1:
            return StoredOriginal(version_1, content.decode("utf-8", "surrogatepass"), scope, key.id)
        text = unpadded(content).decode("utf-8", "surrogatepass")
        stored, _, text = text.partition(SEPARATOR) if purpose == "seal 3" else ("", "", text)
        chosen, _, text = text.partition(SEPARATOR) if scope.startswith(CHOSEN) else ("", "", text)
        entity, _, original = text.partition(SEPARATOR)
        return StoredOriginal(entity, original, scope.removeprefix(CHOSEN), key.id, stored, bytes.fromhex(chosen))
    raise VaultError("an entry of the vault was changed: it cannot be decrypted")


def _decrypted(secret: bytes, sealed: bytes, bound: bytes) -> bytes:
    return AESGCM(secret).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)


def tag_of(key: Key, scope: str, surrogate: str) -> bytes:
    """Return the keyed tag under which the originals of a surrogate are stored."""
    return hmac.digest(vault_secret(key, scope, "tag"), as_bytes(surrogate.strip().casefold()), "sha256")


@lru_cache(maxsize=64)
def vault_secret(key: Key, scope: str, purpose: str) -> bytes:
    """Derive the secret for one purpose of the vault, which is not used for pseudonyms."""
    return key.derive(scope, f"vault {purpose}", 32)


def as_bytes(text: str) -> bytes:
    """Encode a text, including lone surrogates."""
    return text.encode("utf-8", "surrogatepass")


def _whole(row: Mapping[str, Any]) -> bytes:
    """Return the content of a row as bytes, with length prefixes that separate the parts unambiguously."""
    parts = [bytes(row["id"]), bytes(row["tag"]), str(row["entity"]).encode(), bytes(row["sealed"])]
    return b"".join(len(part).to_bytes(4) + part for part in parts)
