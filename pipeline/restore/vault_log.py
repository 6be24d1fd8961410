"""Vault log and sealed state: changes, additions and truncation without the key are detected.

The digest of a line is an HMAC over the previous digest and the line. One row, the state, contains the last digest, the
number of lines and the counts of all rows, under its own HMAC. A rollback of the whole database to an older state is not
detected by the vault itself, but by an anchor outside of it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Connection, Integer, String, Table, delete, select

from pipeline.errors import VaultError
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.mac_ring import MacRing
from pipeline.restore.vault_rows import METADATA, Count

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
        number: the number of the line: 1, 2, 3 ... without gaps.
        at: the time, in UTC (ISO 8601).
        who: the login.
        action: `find`, `grant`, `revoke`, `forget`, `expire` or `upgrade`.
        about: the keyed tag of the requested surrogate or the forgotten values, or the grant; never a value.
        reason: the reason that the user gave.
        outcome: `refused`, the number of returned originals, or the numbers of erased rows.
        digest: a key id, and HMAC-SHA256 of the previous digest and this line under this key; in lines of version 1 SHA-256.
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
        lines: the number of lines of the log.
        digest: the digest of the last line.
        counts: (key id, scope) -> count of rows.
    """

    lines: int = 0
    digest: str = FIRST_DIGEST
    counts: Mapping[tuple[str, str], Count] = field(default_factory=dict)

    def noted(self) -> dict[str, Any]:
        """Return the state as JSON data."""
        rows = [[*place, count.rows, f"{count.sum:064x}"] for place, count in sorted(self.counts.items())]
        return {"lines": self.lines, "digest": self.digest, "rows": rows}

    @classmethod
    def of(cls, noted: Mapping[str, Any]) -> "State":
        """Return the state of JSON data.

        Raises:
            VaultError: the data is not a state.
        """
        try:
            counts = {(key_id, scope): Count(int(rows), int(total, 16)) for key_id, scope, rows, total in noted["rows"]}
            return cls(int(noted["lines"]), str(noted["digest"]), counts)
        except (KeyError, TypeError, ValueError):
            raise VaultError("this is not a state of a vault") from None


class Ring:
    """The keys of a vault by id; the newest one is used for additions."""

    def __init__(self, keys: Sequence[Key]) -> None:
        """Create a ring of at least one key, the newest last."""
        self.newest = keys[-1]
        self.log = MacRing(keys, VAULT_SCOPE, "vault log")
        self.state = MacRing(keys, VAULT_SCOPE, "vault state")
        self._by_id = {key.id: key for key in keys}

    def __contains__(self, key_id: str) -> bool:
        return key_id in self._by_id

    def key(self, key_id: str) -> Key:
        """Return a key by its id.

        Raises:
            VaultError: the ring does not contain the key.
        """
        if key_id not in self._by_id:
            raise VaultError(f"the vault uses the key {key_id}: name a key file that contains it")
        return self._by_id[key_id]


def read_state(connection: Connection, ring: Ring) -> State | None:
    """Return the state of a vault; None if it has none.

    Raises:
        VaultError: the state was changed without the key.
    """
    row = connection.execute(select(STATE)).mappings().one_or_none()
    if row is None:
        return None
    if not ring.state.is_signed(row["content"].encode(), f"{ring.key(row['key_id']).id}:{row['mac']}"):
        raise VaultError("the vault was changed: its state was not written with the key")
    return State.of(json.loads(row["content"]))


def write_state(connection: Connection, state: State, ring: Ring) -> None:
    """Replace the state of a vault, with a MAC under the newest key."""
    content = json.dumps(state.noted(), separators=(",", ":"))
    connection.execute(delete(STATE))
    key_id, _, mac = ring.state.sign(content.encode()).partition(":")
    connection.execute(STATE.insert(), {"id": 1, "content": content, "key_id": key_id, "mac": mac})


def read_log(connection: Connection) -> list[Access]:
    """Return the lines of the log, the oldest first."""
    return [Access(**row) for row in connection.execute(select(ACCESSES).order_by(ACCESSES.c.number)).mappings()]


def append(connection: Connection, state: State, ring: Ring, fields: Mapping[str, str]) -> State:
    """Append a line to the log and update the state.

    Arguments:
        connection: an exclusive transaction.
        state: the current state.
        ring: the keys of the vault.
        fields: the fields of the line except number, time and digest.

    Returns:
        The new state.
    """
    at = datetime.now(UTC).isoformat(timespec="seconds")
    access = Access(number=state.lines + 1, at=at, digest="", **fields)
    digest = ring.log.sign(_line(state.digest, access))
    row = {name: getattr(access, name) for name in Access.__slots__} | {"digest": digest}
    connection.execute(ACCESSES.insert(), row)
    after = State(access.number, digest, state.counts)
    write_state(connection, after, ring)
    return after


def check_log(log: Sequence[Access], ring: Ring) -> list[str]:
    """Verify the digests of the log.

    Lines of version 1 have no key and may only precede keyed lines; the first keyed line authenticates them.

    Arguments:
        log: the lines, the oldest first.
        ring: the keys of the vault.

    Returns:
        The digest of an empty log, and those of all lines.

    Raises:
        VaultError: a line was changed, or its key is missing.
    """
    digests, is_keyed = [FIRST_DIGEST], False
    for place, access in enumerate(log, 1):
        key_id, is_this_keyed, _ = access.digest.partition(":")
        if is_this_keyed and key_id not in ring:
            raise VaultError(f"line {place} of the log uses the key {key_id}: name a key file that contains it")
        if is_this_keyed:
            is_right = ring.log.is_signed(_line(digests[-1], access), access.digest)
        else:
            is_right = access.digest == _digest_1(digests[-1], access)
        if access.number != place or (is_keyed and not is_this_keyed) or not is_right:
            raise VaultError(f"the log was changed at line {place}")
        is_keyed = bool(is_this_keyed)
        digests.append(access.digest)
    return digests


def granted(log: Iterable[Access], reader: str) -> set[str]:
    """Return the entities granted to a login, according to the log, whose lines cannot be created without the key."""
    entities: set[str] = set()
    for access in log:
        if ":" not in access.digest:  # a line of version 1, which can be written without the key
            continue
        if access.action == "grant":
            who, _, names = access.about.rpartition(": ")
            entities |= set(names.split()) if who == reader else set()
        elif access.action == "revoke" and access.about == reader:
            entities.clear()
    return entities


def _line(previous: str, access: Access) -> bytes:
    """Return the previous digest and a line as JSON, which separates the fields unambiguously."""
    fields = [getattr(access, name) for name in Access.__slots__ if name != "digest"]
    return json.dumps([previous, *fields]).encode()


def _digest_1(previous: str, access: Access) -> str:
    fields = [previous, *(str(getattr(access, name)) for name in Access.__slots__ if name != "digest")]
    return hashlib.sha256("\0".join(fields).encode("utf-8", "surrogatepass")).hexdigest()
