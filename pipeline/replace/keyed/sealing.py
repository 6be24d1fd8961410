"""What a run writes for itself: sealed under keys of its own, so that others can neither read nor change it unnoticed."""

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
    """Seals what the steps of one run tell each other (AES-256-GCM, SP 800-38D).

    The keys hold for one run and one purpose: what another run sealed does not open.
    """

    def __init__(self, key: Key, run: str, purpose: str) -> None:
        """Derive the key of a purpose.

        Arguments:
            key: the key of the run.
            run: the name of the run, or of a part of it, which no other has.
            purpose: what is sealed.
        """
        self._cipher = AESGCM(key.derive(f"run:{run}", f"seal {purpose}", KEY_BYTES))

    def close(self, content: bytes) -> bytes:
        """Encrypt and authenticate."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, None)

    def open(self, sealed: bytes) -> bytes:
        """Return the content; raises OutputError for what this run did not seal."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except (InvalidTag, TypeError, ValueError):  # TypeError: of an empty file
            raise OutputError(CHANGED) from None


def keyed_hash(key: Key, kind: str) -> hmac.HMAC:
    """Return an HMAC-SHA256 for digests that a manifest shows: without the key no guess can be compared with them.

    Arguments:
        key: the key of the run.
        kind: what is digested: `input`, `name`, `policy` or `manifest`.
    """
    return hmac.new(key.derive(f"manifest:{kind}", "manifest", KEY_BYTES), digestmod="sha256")


def keyed_digest(key: Key, kind: str, content: str) -> str:
    """Return the keyed digest of a short text, in hexadecimal."""
    digest = keyed_hash(key, kind)
    digest.update(content.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
