"""Secret keys: loading, saving and rotation, and the family keys derived from them."""

import base64
import binascii
import hashlib
import os
import secrets
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NoReturn, TypeVar

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from filelock import FileLock

from pipeline.errors import SecretKeyError

Item = TypeVar("Item")

KEY_BYTES = 32
COMMAND_SECONDS = 30
KEY_VARIABLES = ("HETERONYM_KEY", "HETERONYM_KEY_FILE", "HETERONYM_KEY_COMMAND")
LOCAL_KEY = Path(".heteronym/key")
DERIVATION_VERSION = "heteronym-1"
MIN_VARIETY = 16  # distinct values among the 32 bytes
PRINTABLE = range(0x20, 0x7F)
LINE_PREFIX = "heteronym-key-1:"  # lets secret scanners, including ours, recognize a key


class Key:
    """A secret of 32 bytes that determines all pseudonyms. Its representation contains only its id."""

    __slots__ = ("_master", "id")

    def __init__(self, master: bytes) -> None:
        """Create a key from its 32 bytes.

        Raises:
            SecretKeyError: the length is not 32 bytes.
        """
        if len(master) != KEY_BYTES:
            raise SecretKeyError(f"the key has {len(master)} bytes, not {KEY_BYTES}: make one with 'heteronym key new'")
        self._master = master
        self.id = hashlib.sha256(b"heteronym key id|" + master).hexdigest()[:12]

    @classmethod
    def generate(cls) -> "Key":
        """Return a new random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @classmethod
    def from_line(cls, line: bytes) -> "Key":
        """Return the key of a line of a key file, as `line` writes it."""
        return cls(base64.b64decode(line.removeprefix(LINE_PREFIX.encode())))

    @classmethod
    def load(cls, path: str | Path, key_id: str = "") -> "Key":
        """Read a key from a key file.

        Arguments:
            path: a file with one key per line, as `heteronym-key-1:BASE64` or plain base64, the newest last.
            key_id: the id of the key or a prefix of it; empty for the newest key.

        Raises:
            SecretKeyError: the file cannot be read, is malformed, or has no such key.
        """
        return _choose(read_ring(path), key_id, f"the key file {path}")

    @classmethod
    def from_env(cls, key_id: str = "") -> "Key":
        """Read a key from the source that the environment names.

        HETERONYM_KEY contains its line (the prefix is optional), HETERONYM_KEY_FILE names a file,
        HETERONYM_KEY_COMMAND a command that prints it, such as the client of a key management service.

        Arguments:
            key_id: the id of the key or a prefix of it; empty for the newest key.

        Raises:
            SecretKeyError: no variable is set, or the key cannot be read.
        """
        return _choose(ring_from_env(), key_id, "the environment")

    def save(self, path: str | Path) -> None:
        """Write the key to a new file with mode 0600.

        Raises:
            SecretKeyError: the file exists or cannot be written.
        """
        _write_new(Path(path), [self])

    def line(self) -> bytes:
        """Return the key as a line of a key file. The line is secret."""
        return LINE_PREFIX.encode() + base64.b64encode(self._master) + b"\n"

    def family(self, scope: str, family: str) -> "FamilyKey":
        """Derive the key of an entity family in a scope (HKDF-SHA256, RFC 5869)."""
        return FamilyKey(self.derive(scope, family, KEY_BYTES))

    def derive(self, scope: str, family: str, length_bytes: int) -> bytes:
        """Derive `length_bytes` secret bytes for a purpose in a scope (HKDF-SHA256, RFC 5869)."""
        info = "|".join((DERIVATION_VERSION, self.id, scope, family)).encode()
        return HKDF(hashes.SHA256(), length_bytes, salt=None, info=info).derive(self._master)

    def __repr__(self) -> str:
        return f"Key(id={self.id!r})"

    def __reduce__(self) -> NoReturn:
        raise SecretKeyError("a key is never pickled: pass a KeySource, and load it where it is used")


def read_ring(path: str | Path) -> tuple[Key, ...]:
    """Return all keys of a key file, the oldest first.

    Raises:
        SecretKeyError: the file cannot be read or is malformed.
    """
    try:
        text = Path(path).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not base64 text"
        raise SecretKeyError(f"cannot read the key file {path}: {reason}") from None
    return _decode(text, f"the key file {path}")


def ring_from_env() -> tuple[Key, ...]:
    """Return all keys of the source that the environment names, the oldest first.

    Raises:
        SecretKeyError: no variable is set, or the keys cannot be read.
    """
    if text := os.environ.get("HETERONYM_KEY"):
        return _decode(text, "HETERONYM_KEY")
    if path := os.environ.get("HETERONYM_KEY_FILE"):
        return read_ring(path)
    if command := os.environ.get("HETERONYM_KEY_COMMAND"):
        return _decode(_output_of(command), "what HETERONYM_KEY_COMMAND prints")
    raise SecretKeyError(
        "no key is set: set HETERONYM_KEY, HETERONYM_KEY_FILE or HETERONYM_KEY_COMMAND, or pass --key-file"
    )


def rotate(path: str | Path) -> tuple[Key, Key]:
    """Add a new key to a key file. It becomes the default; older keys can still be loaded by id.

    Arguments:
        path: the key file.

    Returns:
        The previous newest key, and the new key.

    Raises:
        SecretKeyError: the file cannot be read or written; it is then unchanged.
    """
    target = Path(path).resolve()  # a link stays a link
    read_ring(target)  # no lock file beside a key file that cannot be read
    with _locked(target):
        ring = read_ring(target)
        new = Key.generate()
        partial = Path(f"{target}.new")
        partial.unlink(missing_ok=True)  # left over from a rotation that was killed
        _write_new(partial, (*ring, new))
        os.replace(partial, target)
    return ring[-1], new


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Lock a key file for rotation by one process at a time, and flush the change to disk at the end."""
    try:
        with FileLock(f"{path}.lock", mode=0o600):
            yield
            sync_folder(path.parent)
    except OSError as error:
        raise SecretKeyError(f"cannot rotate the key file {path}: {error.strerror}") from None


def sync_folder(folder: Path) -> None:
    """Flush the entries of a folder to disk, on systems that can open a folder."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _decode(text: str, place: str) -> tuple[Key, ...]:
    keys = []
    for line in text.split() or [""]:
        try:
            master = base64.b64decode(line.removeprefix(LINE_PREFIX), validate=True)
        except (binascii.Error, ValueError):
            raise SecretKeyError(f"{place} does not hold base64 text") from None
        if len(master) != KEY_BYTES:
            raise SecretKeyError(
                f"{place} contains {len(master)} bytes, not {KEY_BYTES}: make one with 'heteronym key new'"
            )
        if _is_weak(master):
            raise SecretKeyError(
                f"{place} contains a guessable key (a word, pattern or repetition): make one with 'heteronym key new'"
            )
        keys.append(Key(master))
    return tuple(keys)


def _is_weak(master: bytes) -> bool:
    """Return whether a key does not look random. For 32 random bytes this happens with a probability below 2**-40."""
    steps = {(after - before) % 256 for before, after in pairwise(master)}
    half = KEY_BYTES // 2
    return (
        len(set(master)) < MIN_VARIETY
        or len(steps) < MIN_VARIETY // 2
        or master[:half] == master[half:]
        or all(byte in PRINTABLE for byte in master)
    )


def _choose(ring: Sequence[Key], key_id: str, place: str) -> Key:
    found = [key for key in ring if key.id.startswith(key_id)] if key_id else list(ring[-1:])
    if len(found) != 1:
        known = ", ".join(key.id for key in ring)
        raise SecretKeyError(
            f"{len(found) or 'no'} keys of {place} have an id that begins with {key_id}: it has {known}"
        )
    return found[0]


def _output_of(command: str) -> str:
    """Run a command that prints the key. Its error output may contain the key and is not reported."""
    try:
        done = subprocess.run(
            shlex.split(command), capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False, encoding="ascii"
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise SecretKeyError(f"HETERONYM_KEY_COMMAND cannot be run: {reason}") from None
    if done.returncode:
        raise SecretKeyError(f"HETERONYM_KEY_COMMAND ended with {done.returncode}: run it by hand to see why")
    return done.stdout


def _write_new(path: Path, ring: Sequence[Key]) -> None:
    """Write keys to a new file with mode 0600."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.writelines(key.line() for key in ring)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise SecretKeyError(f"{path} exists already: a key is never overwritten") from None
    except OSError as error:
        raise SecretKeyError(f"cannot write the key file {path}: {error.strerror}") from None


@dataclass(frozen=True, slots=True)
class KeySource:
    """The location of a key. It is sent to workers in place of the key itself.

    Arguments:
        path: a key file; empty to use the environment.
        key_id: the id of the key or a prefix of it; empty for the newest key.
    """

    path: str = ""
    key_id: str = ""

    @classmethod
    def find(cls, key_id: str = "") -> "KeySource":
        """Return where a key is set: in the environment, else in `.heteronym/key` of the working folder.

        Arguments:
            key_id: the id of the key or a prefix of it; empty for the newest key.

        Raises:
            SecretKeyError: no key is set. No key is created.
        """
        if any(os.environ.get(name) for name in KEY_VARIABLES):
            return cls("", key_id)
        if not LOCAL_KEY.exists():
            raise SecretKeyError(
                f"no key is set: set HETERONYM_KEY, HETERONYM_KEY_FILE or HETERONYM_KEY_COMMAND, or create {LOCAL_KEY} "
                "with 'heteronym key new'"
            )
        return cls(str(LOCAL_KEY.absolute()), key_id)

    def pinned(self) -> "KeySource":
        """Return a source of the current key that still loads this key after a rotation."""
        return self.loaded()[1]

    def loaded(self) -> tuple[Key, "KeySource"]:
        """Load the key, and return it with a source that still loads it after a rotation and from another working folder.

        Raises:
            SecretKeyError: the key cannot be loaded.
        """
        key = self.load()
        return key, KeySource(str(Path(self.path).absolute()) if self.path else "", key.id)

    def load(self) -> Key:
        """Load the key.

        Raises:
            SecretKeyError: the key cannot be loaded.
        """
        return Key.load(self.path, self.key_id) if self.path else Key.from_env(self.key_id)

    def ring(self) -> tuple[Key, ...]:
        """Load all keys at this location, the oldest first.

        Raises:
            SecretKeyError: the keys cannot be loaded.
        """
        return read_ring(self.path) if self.path else ring_from_env()


class FamilyKey:
    """A derived key, which maps canonical values to keyed digests and numbers."""

    __slots__ = ("_mac",)

    def __init__(self, key: bytes) -> None:
        self._mac = HMAC(key, hashes.SHA256())

    def digest(self, value: str) -> bytes:
        """Return HMAC-SHA256 of `value`, 32 bytes."""
        mac = self._mac.copy()  # takes a third of the time of a new HMAC, since the key is already hashed
        mac.update(value.encode("utf-8", "surrogatepass"))
        return mac.finalize()

    def number(self, value: str, below: int) -> int:
        """Hash `value` to a number in [0, below); the bias is below 2**-128 for any real domain."""
        return int.from_bytes(self.digest(value)) % below

    def rotated(self, value: str, items: Sequence[Item]) -> Iterator[Item]:
        """Yield all items in their order, from the one that `value` is hashed to; after the last one follows the first."""
        start = self.number(value, len(items))
        return (items[(start + step) % len(items)] for step in range(len(items)))

    def __repr__(self) -> str:
        return "FamilyKey()"

    def __reduce__(self) -> NoReturn:
        raise SecretKeyError("a key is never pickled: pass a KeySource, and load it where it is used")
