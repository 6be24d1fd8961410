"""Sealing of a run's intermediate files: encryption and authentication under keys of the run."""

import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pipeline.errors import OutputError
from pipeline.replace.keyed.keys import Key

NONCE_BYTES = 12
KEY_BYTES = 32
CHANGED = "a file of the run was changed while it worked: make sure that no other process writes to the output folder"


class Seal:
    """Encrypts and authenticates data that the steps of a run exchange (AES-256-GCM, SP 800-38D).

    Each run and purpose has its own key, so that data of another run is rejected.
    """

    def __init__(self, key: Key, run: str, purpose: str) -> None:
        """Derive the key for a purpose.

        Arguments:
            key: the key of the run.
            run: the unique name of the run or of a part of it.
            purpose: the kind of data.
        """
        self._cipher = AESGCM(key.derive(f"run:{run}", f"seal {purpose}", KEY_BYTES))

    @classmethod
    def of_file(cls, key: Key, path: str, purpose: str) -> "Seal":
        """Return the seal of a file, which another file with its content does not have.

        Arguments:
            key: the key of the run.
            path: the path or URL of the file, whose name is unique.
            purpose: the kind of data.
        """
        return cls(key, path.rsplit("/", 1)[-1], purpose)

    def close(self, content: bytes) -> bytes:
        """Return the encrypted and authenticated content."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, None)

    def open(self, sealed: bytes) -> bytes:
        """Return the decrypted content.

        Raises:
            OutputError: the data was changed, or sealed by another run.
        """
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except (InvalidTag, TypeError, ValueError):  # TypeError: the file is empty
            raise OutputError(CHANGED) from None


def keyed_hash(key: Key, kind: str) -> hmac.HMAC:
    """Return an HMAC-SHA256 for digests in a manifest, against which guesses cannot be compared without the key.

    Arguments:
        key: the key of the run.
        kind: the kind of content, such as `input`, `name` or `policy`.
    """
    return hmac.new(key.derive(f"manifest:{kind}", "manifest", KEY_BYTES), digestmod="sha256")


def keyed_digest(key: Key, kind: str, content: str) -> str:
    """Return the keyed digest of a short text, in hexadecimal."""
    digest = keyed_hash(key, kind)
    digest.update(content.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
