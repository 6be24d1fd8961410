"""The log of a vault and its sealed state: without the key it cannot be changed, continued or cut off unnoticed.

The digest of a line is an HMAC over the digest before and the line. One row, the state, holds the last digest, the number
of lines and the counts of all rows, under an HMAC of its own. Only putting back an older state of the whole database goes
unseen; an anchor that was noted outside shows that, too.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, String, Table, delete, select

from pipeline.errors import VaultError
from pipeline.replace.keyed.keys import Key
from pipeline.restore.vault_rows import METADATA, Count, vault_secret

FIRST_DIGEST = "0" * 64
ACCESSES = Table(
    "heteronym_accesses",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(Column(name, String, nullable=False) for name in ("at", "who", "action", "about", "reason", "outcome", "digest")),
)
STATE = Table(
    "heteronym_state",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    *(Column(name, String, nullable=False) for name in ("content", "key_id", "mac")),
)
VAULT_SCOPE = "vault"


@dataclass(frozen=True, slots=True)
class Access:
    """A line of the log.

    Arguments:
        number: 1, 2, 3 ... without a gap.
        at: when, in UTC (ISO 8601).
        who: the login of the reader.
        action: `find`, `grant`, `revoke` or `upgrade`.
        about: the keyed tag of the surrogate that was asked for, or what was granted; never a value.
        reason: why, in the reader's words.
        outcome: `refused`, or how many originals were given.
        digest: the id of a key, and HMAC-SHA256 under it of the digest before and this line; SHA-256 in lines of version 1.
    """

    number: int
    at: str
    who: str
    action: str
    about: str
    reason: str
    outcome: str
    digest: str


@dataclass(frozen=True, slots=True)
class State:
    """The state of a vault.

    Arguments:
        lines: how many lines the log has.
        digest: the digest of the last one.
        counts: the rows of each key id and scope.
    """

    lines: int = 0
    digest: str = FIRST_DIGEST
    counts: Mapping[tuple[str, str], Count] = field(default_factory=dict)

    def noted(self) -> dict[str, Any]:
        """Return the state for JSON."""
        rows = [[*place, count.rows, f"{count.sum:064x}"] for place, count in sorted(self.counts.items())]
        return {"lines": self.lines, "digest": self.digest, "rows": rows}

    @classmethod
    def of(cls, noted: Mapping[str, Any]) -> "State":
        """Take a state back; raises VaultError for what is none."""
        try:
            counts = {(key_id, scope): Count(int(rows), int(total, 16)) for key_id, scope, rows, total in noted["rows"]}
            return cls(int(noted["lines"]), str(noted["digest"]), counts)
        except (KeyError, TypeError, ValueError):
            raise VaultError("this is no state of a vault") from None


class Ring:
    """The keys that a vault is checked with, by their ids; the newest makes what is added."""

    def __init__(self, keys: Sequence[Key]) -> None:
        """Take at least one key, the newest last."""
        self.newest = keys[-1]
        self._by_id = {key.id: key for key in keys}

    def __contains__(self, key_id: str) -> bool:
        return key_id in self._by_id

    def key(self, key_id: str) -> Key:
        """Return a key; raises VaultError where it is not there."""
        if key_id not in self._by_id:
            raise VaultError(f"the vault is sealed under the key {key_id}: name a key file that has it")
        return self._by_id[key_id]

    def mac(self, purpose: str, content: bytes, key_id: str = "") -> str:
        """Return the HMAC of a log line or a state, in hexadecimal."""
        secret = vault_secret(self.key(key_id or self.newest.id), VAULT_SCOPE, purpose)
        return hmac.digest(secret, content, "sha256").hex()


def read_state(connection: Connection, ring: Ring) -> State | None:
    """Return the state of a vault; None where it has none. Raises VaultError where it was changed."""
    row = connection.execute(select(STATE)).mappings().one_or_none()
    if row is None:
        return None
    if not hmac.compare_digest(ring.mac("state", row["content"].encode(), row["key_id"]), row["mac"]):
        raise VaultError("the vault was changed: its state was not written with the key")
    return State.of(json.loads(row["content"]))


def write_state(connection: Connection, state: State, ring: Ring) -> None:
    """Put a state in the place of the one before, under the newest key."""
    content = json.dumps(state.noted(), separators=(",", ":"))
    connection.execute(delete(STATE))
    row = {"id": 1, "content": content, "key_id": ring.newest.id, "mac": ring.mac("state", content.encode())}
    connection.execute(STATE.insert(), row)


def read_log(connection: Connection) -> list[Access]:
    """Return the log, the oldest line first."""
    return [Access(**row) for row in connection.execute(select(ACCESSES).order_by(ACCESSES.c.number)).mappings()]


def append(connection: Connection, state: State, ring: Ring, fields: Mapping[str, str]) -> State:
    """Add a line to the log, and return the state after it."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    access = Access(number=state.lines + 1, at=at, digest="", **fields)
    digest = f"{ring.newest.id}:{ring.mac('log', _line(state.digest, access))}"
    row = {name: getattr(access, name) for name in Access.__slots__} | {"digest": digest}
    connection.execute(ACCESSES.insert(), row)
    after = State(access.number, digest, state.counts)
    write_state(connection, after, ring)
    return after


def check_log(log: Sequence[Access], ring: Ring) -> list[str]:
    """Return the digests of all lines, before them that of an empty log; raises VaultError at the first that was changed.

    Lines of version 1 have no key, and may only come first: the first keyed line binds them.
    """
    digests, is_keyed = [FIRST_DIGEST], False
    for place, access in enumerate(log, 1):
        key_id, is_this_keyed, _ = access.digest.partition(":")
        expected = _digest_1(digests[-1], access)
        if is_this_keyed and key_id in ring:
            expected = f"{key_id}:{ring.mac('log', _line(digests[-1], access), key_id)}"
        elif is_this_keyed:
            raise VaultError(f"line {place} of the log is under the key {key_id}: name a key file that has it")
        is_right = hmac.compare_digest(access.digest.encode(), expected.encode())
        if access.number != place or (is_keyed and not is_this_keyed) or not is_right:
            raise VaultError(f"the log was changed at line {place}")
        is_keyed = bool(is_this_keyed)
        digests.append(access.digest)
    return digests


def granted(log: Iterable[Access], reader: str) -> set[str]:
    """Return what a reader may read: grants are read from the log alone, so that they cannot be made without the key."""
    entities: set[str] = set()
    for access in log:
        if ":" not in access.digest:  # of version 1: anybody could have written it
            continue
        if access.action == "grant":
            who, _, names = access.about.rpartition(": ")
            entities |= set(names.split()) if who == reader else set()
        elif access.action == "revoke" and access.about == reader:
            entities.clear()
    return entities


def _line(previous: str, access: Access) -> bytes:
    """Return a line and the digest before it; JSON keeps two lines from reading the same."""
    fields = [getattr(access, name) for name in Access.__slots__ if name != "digest"]
    return json.dumps([previous, *fields]).encode()


def _digest_1(previous: str, access: Access) -> str:
    fields = [previous, *(str(getattr(access, name)) for name in Access.__slots__ if name != "digest")]
    return hashlib.sha256("\0".join(fields).encode("utf-8", "surrogatepass")).hexdigest()
