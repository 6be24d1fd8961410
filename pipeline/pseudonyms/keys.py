"""The secret key, where it comes from, and the family keys derived from it."""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pipeline.errors import SecretKeyError

KEY_BYTES = 32
MAX_LABELS = 256  # of some 100 KB each
DERIVATION_VERSION = "heteronym-1"


class Key:
    """The 32 secret bytes that choose one pseudonym world; shows only its id."""

    __slots__ = ("_master", "id")

    def __init__(self, master: bytes) -> None:
        """Take 32 bytes; raises SecretKeyError for any other length."""
        if len(master) != KEY_BYTES:
            raise SecretKeyError(f"the key has {len(master)} bytes, not {KEY_BYTES}: make one with 'heteronym key new'")
        self._master = master
        self.id = hashlib.sha256(b"heteronym key id|" + master).hexdigest()[:12]

    @classmethod
    def generate(cls) -> "Key":
        """Make a new random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @classmethod
    def load(cls, path: str | Path) -> "Key":
        """Read a key file (base64, one line); raises SecretKeyError."""
        try:
            text = Path(path).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not base64 text"
            raise SecretKeyError(f"cannot read the key file {path}: {reason}") from None
        return cls._decode(text, f"the key file {path}")

    @classmethod
    def from_env(cls) -> "Key":
        """Read HETERONYM_KEY (base64) or the file HETERONYM_KEY_FILE names; raises SecretKeyError."""
        if text := os.environ.get("HETERONYM_KEY"):
            return cls._decode(text, "HETERONYM_KEY")
        if path := os.environ.get("HETERONYM_KEY_FILE"):
            return cls.load(path)
        raise SecretKeyError("no key is set: set HETERONYM_KEY or HETERONYM_KEY_FILE, or pass --key-file")

    @classmethod
    def _decode(cls, text: str, place: str) -> "Key":
        try:
            master = base64.b64decode(text.strip(), validate=True)
        except (binascii.Error, ValueError):
            raise SecretKeyError(f"{place} does not hold base64 text") from None
        if len(master) != KEY_BYTES:
            raise SecretKeyError(
                f"{place} holds {len(master)} bytes, not {KEY_BYTES}: make one with 'heteronym key new'"
            )
        return cls(master)

    def save(self, path: str | Path) -> None:
        """Write the key to a new file that only its owner may read; raises SecretKeyError."""
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(base64.b64encode(self._master) + b"\n")
        except FileExistsError:
            raise SecretKeyError(f"{path} exists already: a key is never overwritten") from None
        except OSError as error:
            raise SecretKeyError(f"cannot write the key file {path}: {error.strerror}") from None

    def family(self, scope: str, family: str) -> "FamilyKey":
        """Derive the key of one entity family in one scope (HKDF-SHA256, RFC 5869)."""
        return FamilyKey(self.derive(scope, family, KEY_BYTES))

    def derive(self, scope: str, family: str, length_bytes: int) -> bytes:
        """Derive `length_bytes` secret bytes for one purpose in one scope (HKDF-SHA256, RFC 5869)."""
        info = "|".join((DERIVATION_VERSION, self.id, scope, family)).encode()
        return HKDF(hashes.SHA256(), length_bytes, salt=None, info=info).derive(self._master)

    def __repr__(self) -> str:
        return f"Key(id={self.id!r})"

    def __reduce__(self) -> NoReturn:
        raise SecretKeyError("a key is never pickled: pass a KeySource, and load it where it is used")


@dataclass(frozen=True, slots=True)
class KeySource:
    """Where a key is to be found: what travels to workers in place of the key itself.

    Arguments:
        path: a key file; empty to read the environment.
    """

    path: str = ""

    def load(self) -> Key:
        """Load the key; raises SecretKeyError."""
        return Key.load(self.path) if self.path else Key.from_env()


class FamilyKey:
    """A derived key: turns canonical values into keyed numbers. The only way to use a Key on values."""

    __slots__ = ("_digests", "_mac")

    def __init__(self, key: bytes) -> None:
        self._mac = hmac.new(key, digestmod="sha256")
        self._digests: dict[str, dict[int, bytes]] = {}

    def digest(self, value: str) -> bytes:
        """Return the 32 bytes of HMAC-SHA256 over `value`."""
        mac = self._mac.copy()  # a third of the time of a new one: the key has been hashed already
        mac.update(value.encode("utf-8", "surrogatepass"))
        return mac.digest()

    def digests(self, label: str) -> dict[int, bytes]:
        """Return the place where a permutation keeps the digests that it asks for again and again."""
        digests = self._digests.get(label)
        if digests is None:
            if len(self._digests) >= MAX_LABELS:
                self._digests.clear()
            digests = self._digests[label] = {}
        return digests

    def number(self, value: str, below: int) -> int:
        """Hash `value` to a number in [0, below); the bias is below 2**-128 for any real domain."""
        return int.from_bytes(self.digest(value)) % below

    def __repr__(self) -> str:
        return "FamilyKey()"

    def __reduce__(self) -> NoReturn:
        raise SecretKeyError("a key is never pickled: pass a KeySource, and load it where it is used")
