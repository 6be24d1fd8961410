"""Vault database: opens the database of a vault with safe settings, and reports its errors without details."""

import os
import pwd
import stat
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from pipeline.errors import OutputError, VaultError

WAIT_SECONDS = 60
SIDE_FILES = ("", "-wal", "-shm")


def open_engine(place: str) -> Engine:
    """Return an engine for the database of a vault.

    Arguments:
        place: the path of a SQLite file, or the URL of another database.

    Raises:
        VaultError: the URL contains a password or has no driver.
        OutputError: the file cannot be written, or other users may open it.
    """
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
    """Reject a password in the URL, which is visible in the process list and is sent to workers."""
    if url.password or any("password" in name for name in url.query):
        raise VaultError(
            "the vault's URL contains a password: remove it, and set PGPASSWORD or ~/.pgpass on the machine of the run"
        )
    return url


def _make_private(path: str) -> None:
    """Create the file of a vault with mode 0600, which SQLite also uses for its side files.

    Raises OutputError if the file cannot be written, or if other users may read or write it.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        modes = [stat.S_IMODE(os.stat(file).st_mode) for end in SIDE_FILES if os.path.exists(file := path + end)]
    except OSError as error:
        raise OutputError(f"the vault {path} cannot be written: {error.strerror}") from None
    if wide := [mode for mode in modes if mode & 0o077]:
        raise OutputError(
            f"the vault {path} has mode {wide[0]:04o}: other users of this computer can open it; 'chmod 600 {path}*', and check "
            "it with 'heteronym vault log --verify'"
        )


def _prepare(connection: object, _: object) -> None:
    """Configure SQLite for concurrent readers and one writer."""
    connection.isolation_level = None  # type: ignore[attr-defined]  # transactions are begun explicitly
    connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[attr-defined]
    connection.execute("PRAGMA secure_delete=ON")  # type: ignore[attr-defined]  # erased rows are overwritten


def truncate_log(engine: Engine) -> None:
    """Empty the write-ahead log of SQLite, which has erased rows until it is overwritten."""
    if engine.dialect.name == "sqlite":
        with without_details(), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def without_details() -> Iterator[None]:
    """Convert database errors to OutputError without their message, which may contain values or the URL."""
    try:
        yield
    except SQLAlchemyError as error:
        raise OutputError(
            f"the vault cannot be used ({type(error).__name__}): check its path or URL, access rights, network and disk space"
        ) from None


def login_here() -> str:
    """Return the name of the user of this process; unlike `getpass.getuser`, without environment variables."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
