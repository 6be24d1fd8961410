"""The way back, where a policy allows one: originals under their surrogates, encrypted, with a log of who looked."""

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from pipeline.errors import HeteronymError, OutputError
from pipeline.policy import Action
from pipeline.pseudonyms import SECRET_ENTITIES
from pipeline.pseudonyms.keys import Key
from pipeline.sanitizer import Sanitized

ANY_ENTITY = "*"
# What is generalized, masked or redacted stands for many values.
KEPT_ACTIONS = frozenset({Action.PSEUDONYMIZE, Action.SHIFT, Action.HASH})
NONCE_BYTES = 12
WAIT_SECONDS = 60
RACE_ATTEMPTS = 50
FIRST_DIGEST = "0" * 64

METADATA = MetaData()
ORIGINALS = Table(
    "heteronym_originals",
    METADATA,
    Column("id", LargeBinary(32), primary_key=True),
    Column("tag", LargeBinary(32), nullable=False, index=True),
    Column("key_id", String(32), nullable=False),
    Column("scope", String, nullable=False),
    Column("entity", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
GRANTS = Table(
    "heteronym_grants",
    METADATA,
    Column("reader", String, primary_key=True),
    Column("entity", String, primary_key=True),
)
ACCESSES = Table(
    "heteronym_accesses",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *(Column(name, String, nullable=False) for name in ("at", "who", "action", "about", "reason", "outcome", "digest")),
)


class VaultError(HeteronymError):
    """A vault refuses, or its log was changed: ask its owner."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value and its surrogate.

    Arguments:
        entity: Presidio's name of what the value is.
        surrogate: what stands in the copy.
        original: what stood there before; never shown.
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
class Access:
    """A line of the log.

    Arguments:
        number: 1, 2, 3 ... without a gap.
        at: when, in UTC (ISO 8601).
        who: the reader.
        action: `find`, `grant` or `revoke`.
        about: the keyed tag of the surrogate that was asked for, or what was granted; never a value.
        reason: why, in the reader's words.
        outcome: `refused`, or how many originals were given.
        digest: SHA-256 of the line before and of this one.
    """

    number: int
    at: str
    who: str
    action: str
    about: str
    reason: str
    outcome: str
    digest: str


class Vault:
    """Originals of reversible policies in a database.

    A row tells neither the original nor the surrogate without the key: the surrogate is a keyed tag, the
    original is sealed with AES-256-GCM. Who may read what is kept for honest readers; who holds both the
    database and the key holds everything.
    """

    def __init__(self, place: str) -> None:
        """Open or make the vault: a file for SQLite, or the URL of another database; raises VaultError."""
        self._engine = _engine(place)
        with _told():
            METADATA.create_all(self._engine)

    def store(self, entries: Iterable[Entry], key: Key, scope: str) -> None:
        """Keep originals under their surrogates; what is there already stays as it is."""
        rows = {row["id"]: row for row in (_row(entry, key, scope) for entry in entries)}
        if not rows:
            return
        with _told(), self._engine.begin() as connection:
            connection.execute(self._insert_new(ORIGINALS), list(rows.values()))

    def find(self, surrogate: str, keys: Sequence[Key], reader: str, reason: str) -> list[Found]:
        """Return the originals that a surrogate stands for; the log tells who asked, and why.

        Arguments:
            surrogate: as it stands in a copy.
            keys: the keys that may have sealed it.
            reader: who asks; gets only the entities that are granted.
            reason: why; must say something.

        Raises VaultError where no reason is given, or the reader may read nothing.
        """
        if not reason.strip():
            raise VaultError("say why: a vault is not opened without a reason")
        with _told(), self._engine.connect() as connection:
            granted = set(connection.scalars(select(GRANTS.c.entity).where(GRANTS.c.reader == reader)))
            sealed = list(self._sealed(connection, surrogate, keys))
        about = _tag(keys[-1], "log", surrogate).hex()
        may = [one for one in sealed if ANY_ENTITY in granted or one[1]["entity"] in granted]
        if not granted or (sealed and not may):
            self._log(reader, "find", about, reason, "refused")
            raise VaultError(f"{reader} may not read this: 'heteronym vault grant {reader} ENTITY' allows it")
        self._log(reader, "find", about, reason, str(len(may)))
        return [_open(key, row) for key, row in may]

    def grant(self, reader: str, entities: Sequence[str], who: str) -> None:
        """Allow a reader entities, or all of them with `*`."""
        with _told(), self._engine.begin() as connection:
            connection.execute(self._insert_new(GRANTS), [{"reader": reader, "entity": entity} for entity in entities])
        self._log(who, "grant", f"{reader}: {' '.join(entities)}", "", "done")

    def revoke(self, reader: str, who: str) -> None:
        """Take from a reader all that was granted."""
        with _told(), self._engine.begin() as connection:
            connection.execute(delete(GRANTS).where(GRANTS.c.reader == reader))
        self._log(who, "revoke", reader, "", "done")

    def log(self) -> list[Access]:
        """Return the log, the oldest line first."""
        with _told(), self._engine.connect() as connection:
            return [
                Access(**row) for row in connection.execute(select(ACCESSES).order_by(ACCESSES.c.number)).mappings()
            ]

    def verify(self, head: str = "") -> str:
        """Check that no line of the log was changed or taken out, and return the digest of its last line.

        Arguments:
            head: the digest of a last line noted earlier; only it shows that the lines up to it are all there.

        Raises VaultError where the log was changed.
        """
        previous, digests = FIRST_DIGEST, [FIRST_DIGEST]
        for place, access in enumerate(self.log(), 1):
            if access.number != place or not hmac.compare_digest(access.digest, _digest(previous, access)):
                raise VaultError(f"the log was changed at line {place}")
            previous = access.digest
            digests.append(previous)
        if head and head not in digests:
            raise VaultError("the log was changed: it does not hold the line that you noted")
        return previous

    def _insert_new(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return the statement that adds rows and leaves those that are there as they are."""
        if self._engine.dialect.name == "postgresql":
            return postgresql.insert(table).on_conflict_do_nothing()
        return sqlite.insert(table).on_conflict_do_nothing()

    def _sealed(
        self, connection: Connection, surrogate: str, keys: Sequence[Key]
    ) -> Iterator[tuple[Key, dict[str, object]]]:
        by_id = {key.id: key for key in keys}
        known = connection.execute(select(ORIGINALS.c.key_id, ORIGINALS.c.scope).distinct())
        for key_id, scope in [(key_id, scope) for key_id, scope in known if key_id in by_id]:
            tag = _tag(by_id[key_id], scope, surrogate)
            for row in connection.execute(select(ORIGINALS).where(ORIGINALS.c.tag == tag)).mappings():
                yield by_id[key_id], dict(row)

    def _log(self, who: str, action: str, about: str, reason: str, outcome: str) -> None:
        """Add a line; of two that are added at once the later takes the next number."""
        for _ in range(RACE_ATTEMPTS):
            lines = select(ACCESSES.c.number, ACCESSES.c.digest).order_by(ACCESSES.c.number.desc()).limit(1)
            with _told(retried=IntegrityError), self._engine.begin() as connection:
                number, previous = connection.execute(lines).one_or_none() or (0, FIRST_DIGEST)
                at = datetime.now(UTC).isoformat(timespec="seconds")
                access = Access(number + 1, at, who, action, about, reason, outcome, "")
                row = {name: getattr(access, name) for name in Access.__slots__} | {"digest": _digest(previous, access)}
                connection.execute(ACCESSES.insert(), row)
                return
        raise VaultError("the log is busy: try again")


def entries_of(results: Iterable[Sanitized]) -> Iterator[Entry]:
    """Yield what a vault may keep of anonymized texts: values that stand under a surrogate, and no secrets."""
    for result in results:
        for replacement in result.replacements:
            if replacement.action in KEPT_ACTIONS and replacement.entity not in SECRET_ENTITIES:
                surrogate = result.text[replacement.start : replacement.end]
                yield Entry(replacement.entity, surrogate, replacement.original)


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
    """Make the file of a vault, which only its owner may read; SQLite gives its side files the same mode."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise OutputError(f"the vault {path} cannot be written: {error.strerror}") from None


def _prepare(connection: object, _: object) -> None:
    """Let readers and a writer of a SQLite file work side by side."""
    connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined]


@contextmanager
def _told(*, retried: type[Exception] | None = None) -> Iterator[None]:
    """Tell a fault of the database by its kind alone: its message may hold values, or the URL."""
    try:
        yield
    except SQLAlchemyError as error:
        if retried and isinstance(error, retried):
            return
        raise OutputError(f"the vault cannot be used ({type(error).__name__}): check its place and rights") from None


def _row(entry: Entry, key: Key, scope: str) -> dict[str, object]:
    tag = _tag(key, scope, entry.surrogate)
    identity = hmac.digest(
        _secret(key, scope, "id"), b"\0".join((tag, entry.entity.encode(), _bytes(entry.original))), "sha256"
    )
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(_secret(key, scope, "seal")).encrypt(nonce, _bytes(entry.original), tag + entry.entity.encode())
    return {
        "id": identity,
        "tag": tag,
        "key_id": key.id,
        "scope": scope,
        "entity": entry.entity,
        "sealed": nonce + sealed,
    }


def _open(key: Key, row: dict[str, object]) -> Found:
    scope, entity, sealed, tag = str(row["scope"]), str(row["entity"]), row["sealed"], row["tag"]
    assert isinstance(sealed, bytes)
    assert isinstance(tag, bytes)
    try:
        opened = AESGCM(_secret(key, scope, "seal")).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], tag + entity.encode()
        )
    except InvalidTag:
        raise VaultError("an entry of the vault was changed: it does not open") from None
    return Found(entity, opened.decode("utf-8", "surrogatepass"), scope, key.id)


def _tag(key: Key, scope: str, surrogate: str) -> bytes:
    return hmac.digest(_secret(key, scope, "tag"), _bytes(surrogate.strip().casefold()), "sha256")


@lru_cache(maxsize=64)
def _secret(key: Key, scope: str, purpose: str) -> bytes:
    return key.derive(scope, f"vault {purpose}", 32)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _digest(previous: str, access: Access) -> str:
    told = [previous, *(str(getattr(access, name)) for name in Access.__slots__ if name != "digest")]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()
