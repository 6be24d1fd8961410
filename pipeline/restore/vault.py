"""The way back, where a policy allows one: originals under their surrogates, encrypted, with a log of who looked."""

import hmac
import os
import pwd
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError

from pipeline.errors import OutputError, VaultError
from pipeline.policy.model import Action
from pipeline.replace.keyed.keys import Key
from pipeline.restore.anchors import read_anchor, write_anchor
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
from pipeline.restore.vault_rows import METADATA, ORIGINALS, Count, Entry, Found, opened, sealed_row, tag_of
from pipeline.sanitized import Sanitized
from recognizers.entities import SECRETS

__all__ = ["METADATA", "ORIGINALS", "Access", "Entry", "Found", "State", "Vault", "VaultError", "entries_of"]

ANY_ENTITY = "*"
ENTITY = re.compile(r"\*|\w+")
# What is generalized, masked or redacted stands for many values.
KEPT_ACTIONS = frozenset({Action.PSEUDONYMIZE, Action.SHIFT, Action.HASH})
WAIT_SECONDS = 60
IDS_AT_ONCE = 500  # SQLite takes 999 parameters, in its oldest versions
LOCK_NUMBER = 0x6865746572  # any number: only vaults lock it
GRANTS_1 = "heteronym_grants"
SIDE_FILES = ("", "-wal", "-shm")


class Vault:
    """Originals of reversible policies in a database.

    Without the key a row tells neither the original, nor its entity, nor the surrogate. The log, the grants in it and the
    counts of rows carry MACs under keys of the vault's own: who can write the database and has no key cannot grant, nor
    change the log, nor delete rows, without `verify` telling. Who holds both the database and the key holds everything.
    """

    def __init__(self, place: str, keys: Sequence[Key]) -> None:
        """Open or make a vault.

        Arguments:
            place: a file for SQLite, or the URL of another database.
            keys: the keys that it may be sealed under, the newest, which seals from now on, last.

        Raises VaultError, or OutputError where the place cannot be used.
        """
        self._ring = Ring(keys)
        self._engine = _engine(place)
        with _told():
            METADATA.create_all(self._engine)

    def store(self, entries: Iterable[Entry], key: Key, scope: str) -> None:
        """Keep originals under their surrogates; what is there already stays as it is."""
        rows = {row["id"]: row for row in (sealed_row(entry, self._ring.key(key.id), scope) for entry in entries)}
        if not rows:
            return
        with self._writing() as connection:
            state = self._state(connection)
            for known in _known(connection, list(rows)):
                del rows[known]
            if not rows:
                return
            connection.execute(ORIGINALS.insert(), list(rows.values()))
            count = state.counts.get((key.id, scope), Count()).plus(rows.values(), key, scope)
            write_state(connection, replace(state, counts={**state.counts, (key.id, scope): count}), self._ring)

    def find(self, surrogate: str, reason: str) -> list[Found]:
        """Return the originals of a surrogate; the login and the reason are logged.

        Arguments:
            surrogate: as it stands in a copy.
            reason: why; must say something.

        Raises VaultError where no reason is given, the login may read nothing, or the log was changed.
        """
        if not reason.strip():
            raise VaultError("say why: a vault is not opened without a reason")
        with self._writing() as connection:
            state = self._state(connection)
            log = read_log(connection)
            _check_end(check_log(log, self._ring), state)
            reader = self._login(connection)
            allowed = granted(log, reader)
            found = list(self._opened(connection, state, surrogate))
            may = [one for one in found if ANY_ENTITY in allowed or one.entity in allowed]
            is_refused = not allowed or bool(found and not may)
            about = tag_of(self._ring.newest, "log", surrogate).hex()
            outcome = "refused" if is_refused else str(len(may))
            fields = {"who": reader, "action": "find", "about": about, "reason": reason, "outcome": outcome}
            append(connection, state, self._ring, fields)
        if is_refused:
            raise VaultError(f"{reader} may not read this: 'heteronym vault grant {reader} ENTITY' allows it")
        return may

    def grant(self, reader: str, entities: Sequence[str]) -> None:
        """Allow a login entities, or all of them with `*`; raises VaultError for what is no name of an entity."""
        if not entities or not all(ENTITY.fullmatch(entity) for entity in entities):
            raise VaultError("say which entities, such as PERSON, or '*' for all")
        self._log("grant", f"{reader}: {' '.join(entities)}")

    def revoke(self, reader: str) -> None:
        """Take from a login all that was granted."""
        self._log("revoke", reader)

    def log(self) -> list[Access]:
        """Return the log, the oldest line first."""
        with self._reading() as connection:
            return read_log(connection)

    def verify(self, head: str = "", noted: State | None = None) -> State:
        """Check that the log, its grants and the rows were not changed without the key, and return the state.

        Arguments:
            head: the digest of a last line noted earlier; the log must still hold it.
            noted: a state noted earlier; the vault must have come from it.

        Raises VaultError where something was changed, and tells what.
        """
        with self._reading() as connection:
            state = self._state(connection)
            digests = check_log(read_log(connection), self._ring)
            _check_end(digests, state)
            self._check_grants(connection)
            counted = self._counted(connection)
        for place in sorted({*counted, *state.counts}):
            here, sealed = counted.get(place, Count()), state.counts.get(place, Count())
            if here != sealed:
                raise VaultError(
                    f"the rows of key {place[0]} in scope {place[1]} were changed: {here.rows} are there, "
                    f"{sealed.rows} were stored"
                )
        if head and head not in digests:
            raise VaultError("the log was changed: it does not hold the line that you noted")
        if noted:
            _check_noted(noted, state, digests)
        return state

    def verify_with(self, anchor: Path, head: str = "") -> State:
        """Check the vault against an anchor, and note its state there; the file is made where there is none yet."""
        noted = read_anchor(anchor)
        state = self.verify(head, State.of(noted) if noted else None)
        write_anchor(anchor, state.noted())
        return state

    def upgrade(self) -> list[tuple[str, str]]:
        """Take over a vault of version 1 as it is now: its log and rows get MACs; grants had none, and must be given again.

        Returns:
            The grants that were dropped: reader and entity. Raises VaultError where there is nothing to take over.
        """
        with self._writing() as connection:
            log = read_log(connection)
            if read_state(connection, self._ring) is not None:
                raise VaultError("the vault is of this version already")
            if any(":" in access.digest for access in log):
                raise VaultError("the vault was changed: its log has keyed lines, but its state was taken out")
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

    def _state(self, connection: Connection) -> State:
        state = read_state(connection, self._ring)
        if state is not None:
            return state
        if any(connection.execute(select(table).limit(1)).first() for table in (ORIGINALS, ACCESSES)):
            raise VaultError(
                "the vault has no sealed state: a version before 2 made it, or somebody took the state out; "
                "'heteronym vault upgrade' takes it over as it is now"
            )
        return State()

    def _opened(self, connection: Connection, state: State, surrogate: str) -> Iterator[Found]:
        for key_id, scope in state.counts:
            if key_id in self._ring:
                key = self._ring.key(key_id)
                tag = tag_of(key, scope, surrogate)
                for row in connection.execute(select(ORIGINALS).where(ORIGINALS.c.tag == tag)).mappings():
                    yield opened(key, dict(row))

    def _counted(self, connection: Connection) -> dict[tuple[str, str], Count]:
        """Count all rows anew."""
        counts: dict[tuple[str, str], Count] = defaultdict(Count)
        for batch in connection.execute(select(ORIGINALS)).mappings().partitions(IDS_AT_ONCE):
            for row in batch:
                place = (row["key_id"], row["scope"])
                counts[place] = counts[place].plus([dict(row)], self._ring.key(row["key_id"]), row["scope"])
        return dict(counts)

    def _check_grants(self, connection: Connection) -> None:
        """Refuse a table of grants: version 1 had one, and a table of grants can be made without the key."""
        if inspect(connection).has_table(GRANTS_1):
            raise VaultError(
                f"the vault was changed: grants without a key lie in {GRANTS_1}; they count for nothing: drop it"
            )

    def _take_grants(self, connection: Connection) -> list[tuple[str, str]]:
        if not inspect(connection).has_table(GRANTS_1):
            return []
        found = [(str(reader), str(entity)) for reader, entity in connection.execute(text(f"SELECT * FROM {GRANTS_1}"))]
        connection.execute(text(f"DROP TABLE {GRANTS_1}"))
        return sorted(found)

    def _login(self, connection: Connection) -> str:
        """Return the login of the database, or for a file the user of this process; variables do not change it."""
        if self._engine.dialect.name == "postgresql":
            return str(connection.scalar(text("SELECT session_user")))
        return login_here()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Let one writer at a time read the state and write another."""
        with _told(), self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK_NUMBER})"))
            else:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """See the whole database as it is at one moment."""
        with _told(), self._engine.begin() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            else:
                connection.exec_driver_sql("BEGIN")
            yield connection


def entries_of(results: Iterable[Sanitized]) -> Iterator[Entry]:
    """Yield what a vault may keep of anonymized texts: values that stand under a surrogate, and no secrets."""
    for result in results:
        for replacement in result.replacements:
            if replacement.action in KEPT_ACTIONS and replacement.entity not in SECRETS:
                surrogate = result.text[replacement.start : replacement.end]
                yield Entry(replacement.entity, surrogate, replacement.original)


def login_here() -> str:
    """Return the name of the user whose process this is; unlike `getpass.getuser` it asks no environment variable."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _known(connection: Connection, ids: Sequence[bytes]) -> Iterator[bytes]:
    for start in range(0, len(ids), IDS_AT_ONCE):
        some = ids[start : start + IDS_AT_ONCE]
        yield from map(bytes, connection.scalars(select(ORIGINALS.c.id).where(ORIGINALS.c.id.in_(some))))


def _check_end(digests: Sequence[str], state: State) -> None:
    if len(digests) != state.lines + 1 or not hmac.compare_digest(digests[-1].encode(), state.digest.encode()):
        raise VaultError("the log was changed: it does not end where the vault's state says")


def _check_noted(noted: State, state: State, digests: Sequence[str]) -> None:
    """Refuse a vault that did not come from a state: it is an older one, or another."""
    if noted.lines >= len(digests) or digests[noted.lines] != noted.digest:
        raise VaultError("the log was changed: it does not hold the line that the anchor notes")
    for place, count in noted.counts.items():
        here = state.counts.get(place, Count())
        if here.rows < count.rows or (here.rows == count.rows and here.sum != count.sum):
            raise VaultError(f"rows of key {place[0]} in scope {place[1]} are missing that the anchor notes")


def _engine(place: str) -> Engine:
    try:
        if "://" in place:
            return create_engine(_without_password(make_url(place)))
    except (SQLAlchemyError, ImportError) as error:  # a message may hold the URL, and with it a password
        raise VaultError(f"the vault's URL cannot be used ({type(error).__name__}): is its driver installed?") from None
    _make_private(place)
    engine = create_engine(f"sqlite:///{place}", connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _prepare)
    return engine


def _without_password(url: URL) -> URL:
    """Refuse a password: the URL stands in the list of processes, and travels to workers."""
    if url.password or any("password" in name for name in url.query):
        raise VaultError(
            "the vault's URL holds a password: leave it out, and set PGPASSWORD or ~/.pgpass where the run works"
        )
    return url


def _make_private(path: str) -> None:
    """Make the file of a vault, which only its owner may read; SQLite gives its side files the same mode.

    Raises OutputError where it cannot be written, or others may read or write it.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        modes = [stat.S_IMODE(os.stat(file).st_mode) for end in SIDE_FILES if os.path.exists(file := path + end)]
    except OSError as error:
        raise OutputError(f"the vault {path} cannot be written: {error.strerror}") from None
    if wide := [mode for mode in modes if mode & 0o077]:
        raise OutputError(
            f"the vault {path} has mode {wide[0]:04o}: others of this computer may open it; 'chmod 600 {path}*', and check "
            "it with 'heteronym vault log --verify'"
        )


def _prepare(connection: object, _: object) -> None:
    """Let readers and a writer of a SQLite file work side by side."""
    connection.isolation_level = None  # type: ignore[attr-defined]  # the vault begins its transactions itself
    connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined]


@contextmanager
def _told() -> Iterator[None]:
    """Tell a fault of the database by its kind alone: its message may hold values, or the URL."""
    try:
        yield
    except SQLAlchemyError as error:
        raise OutputError(f"the vault cannot be used ({type(error).__name__}): check its place and rights") from None
