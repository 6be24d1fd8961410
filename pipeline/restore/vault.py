"""Vault: stores originals encrypted under their surrogates for reversible policies, and logs every access."""

import hmac
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, delete, inspect, select, text

from pipeline.errors import VaultError
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.ledger import Choices
from pipeline.restore.anchors import read_anchor, write_anchor
from pipeline.restore.vault_choices import choices_in
from pipeline.restore.vault_database import login_here, open_engine, truncate_log, without_details
from pipeline.restore.vault_erasure import NAMES, belonging_to, erased_since, older_than, outcome_of
from pipeline.restore.vault_log import (
    ACCESSES,
    Access,
    Ring,
    State,
    append,
    check_log,
    granted,
    read_log,
    read_state,
    write_state,
)
from pipeline.restore.vault_rows import (
    METADATA,
    ORIGINALS,
    Count,
    Entry,
    Place,
    StoredOriginal,
    added,
    opened,
    sealed_row,
    tag_of,
)

__all__ = ["METADATA", "ORIGINALS", "Access", "Entry", "State", "StoredOriginal", "Vault", "VaultError"]

ANY_ENTITY = "*"
ENTITY = re.compile(r"\*|\w+")
IDS_AT_ONCE = 500  # SQLite takes 999 parameters, in its oldest versions
LOCK_NUMBER = 0x6865746572  # arbitrary number of the advisory lock
GRANTS_1 = "heteronym_grants"


class Vault:
    """Originals of reversible policies in a database.

    Without the key, a row reveals neither the original nor its entity nor the surrogate. The log, its grants and the row
    counts carry MACs under separate keys. A user who can write the database but has no key cannot add grants, change the
    log or delete rows without detection by `verify`. A user with both the database and the key can do everything.
    """

    def __init__(self, place: str, keys: Sequence[Key]) -> None:
        """Open or create a vault.

        Arguments:
            place: the path of a SQLite file, or the URL of another database.
            keys: the keys of the vault; the last one, the newest, encrypts new rows.

        Raises:
            VaultError: the URL contains a password or has no driver.
            OutputError: the database cannot be used.
        """
        self._ring = Ring(keys)
        self._engine = open_engine(place)
        with without_details():
            METADATA.create_all(self._engine)

    def store(self, entries: Iterable[Entry], key: Key, scope: str) -> None:
        """Store originals under their surrogates. Existing rows stay unchanged.

        Arguments:
            entries: the values with their surrogates.
            key: the key of the surrogates.
            scope: the scope of the surrogates.
        """
        today = datetime.now(UTC).date().isoformat()
        sealed = (sealed_row(entry, self._ring.key(key.id), scope, today) for entry in entries)
        rows = {row["id"]: row for row in sealed}
        if not rows:
            return
        with self._writing() as connection:
            state = self._state(connection)
            for known in _known(connection, list(rows)):
                del rows[known]
            if not rows:
                return
            connection.execute(ORIGINALS.insert(), list(rows.values()))
            write_state(
                connection, replace(state, counts=added(state.counts, rows.values(), self._ring.key)), self._ring
            )

    def choices(self, key: Key, scopes: Iterable[str]) -> Choices:
        """Return the choices that were stored with the surrogates of a key.

        Arguments:
            key: the key of the surrogates.
            scopes: the scopes of the surrogates.

        Raises:
            VaultError: a row was changed, added or deleted.
        """
        with self._reading() as connection:
            counts = self._state(connection).counts
            found = (pair for scope in scopes for pair in choices_in(connection, key, scope, counts))
            return Choices(frozenset(found))

    def find(self, surrogate: str, reason: str) -> list[StoredOriginal]:
        """Return the originals of a surrogate, and log the login and the reason.

        Arguments:
            surrogate: the surrogate as it is written in a copy, or a whole name whose parts are in columns of their own.
            reason: the reason of the access; not empty.

        Returns:
            The originals of entities that are granted to the login.

        Raises:
            VaultError: the reason is empty, nothing is granted to the login, or the log was changed.
        """
        if not reason.strip():
            raise VaultError("the reason is missing: a vault is read only with a reason, which is logged")
        with self._writing() as connection:
            state = self._state(connection)
            log = read_log(connection)
            _check_end(check_log(log, self._ring), state)
            reader = self._login(connection)
            allowed = granted(log, reader)
            found = list(dict.fromkeys(self._opened(connection, state, surrogate))) or list(
                self._parts(connection, state, surrogate)
            )
            may = [original for original in found if ANY_ENTITY in allowed or original.entity in allowed]
            is_refused = not allowed or bool(found and not may)
            about = tag_of(self._ring.newest, "log", surrogate).hex()
            outcome = "refused" if is_refused else str(len(may))
            fields = {"who": reader, "action": "find", "about": about, "reason": reason, "outcome": outcome}
            append(connection, state, self._ring, fields)
        if is_refused:
            raise VaultError(f"{reader} may not read this: 'heteronym vault grant {reader} ENTITY' allows it")
        return may

    def forget(self, values: Sequence[str], reason: str, *, is_exact: bool = False) -> int:
        """Erase the rows of values and people, and log the login and the reason, without the values.

        Arguments:
            values, is_exact: as for `belonging_to`.
            reason: the reason; not empty.

        Returns:
            The number of erased rows.

        Raises:
            VaultError: the reason is empty, a row has another key, or the vault was changed.
        """
        about = " ".join(tag_of(self._ring.newest, "log", value).hex() for value in values)
        return self._erase("forget", about, reason, belonging_to(values, is_exact=is_exact))

    def expire(self, days: int, reason: str) -> int:
        """Erase the rows that were stored more than `days` days ago. Otherwise as `forget`."""
        is_old = older_than(days, datetime.now(UTC).date())
        return self._erase("expire", f"older than {days} days", reason, is_old)

    def grant(self, reader: str, entities: Sequence[str]) -> None:
        """Grant a login access to entities.

        Arguments:
            reader: the login.
            entities: the names of the entities, or `*` for all.

        Raises:
            VaultError: the names are not valid.
        """
        if not entities or not all(ENTITY.fullmatch(entity) for entity in entities):
            raise VaultError("no valid entities: name some, such as PERSON, or '*' for all")
        self._log("grant", f"{reader}: {' '.join(entities)}")

    def revoke(self, reader: str) -> None:
        """Revoke all grants of a login."""
        self._log("revoke", reader)

    def log(self) -> list[Access]:
        """Return the lines of the log, the oldest first."""
        with self._reading() as connection:
            return read_log(connection)

    def verify(self, head: str = "", noted: State | None = None) -> State:
        """Verify that log, grants and rows were not changed without the key.

        Arguments:
            head: the digest of an earlier last line, which the log must still contain.
            noted: an earlier state, which must precede the current one.

        Returns:
            The current state.

        Raises:
            VaultError: something was changed; the message says what.
        """
        with self._reading() as connection:
            state, log = self._state(connection), read_log(connection)
            digests = check_log(log, self._ring)
            _check_end(digests, state)
            self._check_grants(connection)
            counted = self._counted(connection)
        for place in sorted({*counted, *state.counts}):
            here, sealed = counted.get(place, Count()), state.counts.get(place, Count())
            if here != sealed:
                raise VaultError(
                    f"the rows of key {place[0]} in scope {place[1]} were changed: {here.rows} exist, "
                    f"{sealed.rows} were stored"
                )
        if head and head not in digests:
            raise VaultError("the log was changed: it does not contain the line that you recorded")
        if noted:
            _check_noted(noted, state, digests, erased_since(log, noted.lines))
        return state

    def verify_with(self, anchor: Path, head: str = "") -> State:
        """Verify the vault against an anchor, and record the current state there.

        Arguments:
            anchor: the anchor file, which is created if it does not exist.
            head: as for `verify`.

        Raises:
            VaultError: something was changed; the message says what.
        """
        noted = read_anchor(anchor)
        state = self.verify(head, State.of(noted) if noted else None)
        write_anchor(anchor, state.noted())
        return state

    def upgrade(self) -> list[tuple[str, str]]:
        """Upgrade a vault of version 1: its log and rows get MACs. Its grants had none and must be repeated.

        Returns:
            The (login, entity) pairs of the dropped grants.

        Raises:
            VaultError: the vault is not of version 1.
        """
        with self._writing() as connection:
            log = read_log(connection)
            if read_state(connection, self._ring) is not None:
                raise VaultError("the vault is already of this version")
            if any(":" in access.digest for access in log):
                raise VaultError("the vault was changed: its log has keyed lines, but its state was deleted")
            digests = check_log(log, self._ring)
            dropped = self._take_grants(connection)
            counts = self._counted(connection)
            rows = sum(count.rows for count in counts.values())
            state = State(len(log), digests[-1], counts)
            about = f"{len(log)} lines, {rows} rows"
            fields = {
                "who": self._login(connection),
                "action": "upgrade",
                "about": about,
                "reason": "",
                "outcome": "done",
            }
            append(connection, state, self._ring, fields)
        return dropped

    def _log(self, action: str, about: str) -> None:
        with self._writing() as connection:
            state = self._state(connection)
            _check_end(check_log(read_log(connection), self._ring), state)
            fields = {"who": self._login(connection), "action": action, "about": about, "reason": "", "outcome": "done"}
            append(connection, state, self._ring, fields)

    def _erase(self, action: str, about: str, reason: str, is_meant: Callable[[StoredOriginal], bool]) -> int:
        if not reason.strip():
            raise VaultError("the reason is missing: rows are erased only with a reason, which is logged")
        with self._writing() as connection:
            state = self._state(connection)
            _check_end(check_log(read_log(connection), self._ring), state)
            stored = map(dict, connection.execute(select(ORIGINALS)).mappings())
            rows = [row for row in stored if is_meant(opened(self._ring.key(row["key_id"]), row))]
            erased = added({}, rows, self._ring.key)
            ids = [row["id"] for row in rows]
            for start in range(0, len(ids), IDS_AT_ONCE):
                connection.execute(delete(ORIGINALS).where(ORIGINALS.c.id.in_(ids[start : start + IDS_AT_ONCE])))
            left = {place: count.minus(erased.get(place, Count())) for place, count in state.counts.items()}
            outcome = outcome_of(erased)
            fields = {"who": self._login(connection), "action": action, "about": about, "reason": reason}
            append(connection, replace(state, counts=left), self._ring, {**fields, "outcome": outcome})
        truncate_log(self._engine)
        return len(ids)

    def _state(self, connection: Connection) -> State:
        state = read_state(connection, self._ring)
        if state is not None:
            return state
        if any(connection.execute(select(table).limit(1)).first() for table in (ORIGINALS, ACCESSES)):
            raise VaultError(
                "the vault has no state: version 1 made it, or the state was deleted; "
                "'heteronym vault upgrade' accepts its current content"
            )
        return State()

    def _opened(self, connection: Connection, state: State, surrogate: str) -> Iterator[StoredOriginal]:
        for key_id, scope in state.counts:
            if key_id in self._ring:
                key = self._ring.key(key_id)
                tag = tag_of(key, scope, surrogate)
                for row in connection.execute(select(ORIGINALS).where(ORIGINALS.c.tag == tag)).mappings():
                    yield opened(key, dict(row))

    def _parts(self, connection: Connection, state: State, name: str) -> Iterator[StoredOriginal]:
        """Yield the originals of the words of a name: a table may have them in columns of their own."""
        words = name.split()
        for word in words if len(words) > 1 else ():
            yield from (found for found in self._opened(connection, state, word) if found.entity in NAMES)

    def _counted(self, connection: Connection) -> dict[tuple[str, str], Count]:
        """Count all rows."""
        counts: dict[Place, Count] = {}
        for batch in connection.execute(select(ORIGINALS)).mappings().partitions(IDS_AT_ONCE):
            counts = added(counts, map(dict, batch), self._ring.key)
        return counts

    def _check_grants(self, connection: Connection) -> None:
        """Reject a table of grants, as version 1 had: it can be created without the key."""
        if inspect(connection).has_table(GRANTS_1):
            raise VaultError(
                f"the vault was changed: the table {GRANTS_1} has grants without a key, which are ignored: drop it"
            )

    def _take_grants(self, connection: Connection) -> list[tuple[str, str]]:
        if not inspect(connection).has_table(GRANTS_1):
            return []
        found = [(str(reader), str(entity)) for reader, entity in connection.execute(text(f"SELECT * FROM {GRANTS_1}"))]
        connection.execute(text(f"DROP TABLE {GRANTS_1}"))
        return sorted(found)

    def _login(self, connection: Connection) -> str:
        """Return the login of the database, or for a file the user of this process, regardless of the environment."""
        if self._engine.dialect.name == "postgresql":
            return str(connection.scalar(text("SELECT session_user")))
        return login_here()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open an exclusive transaction that reads and replaces the state."""
        with without_details(), self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK_NUMBER})"))
            else:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Open a transaction that reads a consistent snapshot."""
        with without_details(), self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            else:
                connection.exec_driver_sql("BEGIN")
            yield connection


def _known(connection: Connection, ids: Sequence[bytes]) -> Iterator[bytes]:
    for start in range(0, len(ids), IDS_AT_ONCE):
        some = ids[start : start + IDS_AT_ONCE]
        yield from map(bytes, connection.scalars(select(ORIGINALS.c.id).where(ORIGINALS.c.id.in_(some))))


def _check_end(digests: Sequence[str], state: State) -> None:
    if len(digests) != state.lines + 1 or not hmac.compare_digest(digests[-1].encode(), state.digest.encode()):
        raise VaultError("the log was changed: its end does not match the state of the vault")


def _check_noted(noted: State, state: State, digests: Sequence[str], erased: Mapping[tuple[str, str], int]) -> None:
    """Reject a vault whose state does not follow from an earlier state and the erasures since: an older or another one."""
    if noted.lines >= len(digests) or digests[noted.lines] != noted.digest:
        raise VaultError("the log was changed: it does not contain the line that the anchor records")
    for place, count in noted.counts.items():
        here, gone = state.counts.get(place, Count()), erased.get(place, 0)
        if here.rows + gone < count.rows or (not gone and here.rows == count.rows and here.sum != count.sum):
            raise VaultError(f"rows of key {place[0]} in scope {place[1]} that the anchor records are missing")
