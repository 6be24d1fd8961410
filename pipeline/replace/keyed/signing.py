"""Signatures: Ed25519 (RFC 8032), with a signing key that is derived from a key of pseudonyms.

Anybody with the public key can check a signature. The public key reveals neither the secret key nor a pseudonym.
"""

import hashlib
import re
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from pipeline.errors import SecretKeyError
from pipeline.replace.keyed.keys import KEY_BYTES, Key

PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)
FINGERPRINT = re.compile(r"[0-9a-fA-F]{64}")


class Signer:
    """Signs with the signing key of a key. Its representation contains only the fingerprint."""

    __slots__ = ("_private", "public_key")

    def __init__(self, key: Key) -> None:
        """Derive the signing key: HKDF with an info of its own, so that it is independent of all pseudonyms."""
        self._private = Ed25519PrivateKey.from_private_bytes(key.derive("signing", "ed25519", KEY_BYTES))
        self.public_key = self._private.public_key().public_bytes_raw().hex()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the public key."""
        return fingerprint_of(self.public_key)

    def pem(self) -> str:
        """Return the public key as PEM (RFC 8410)."""
        public = self._private.public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def sign(self, content: bytes) -> str:
        """Return the signature of a content, in hexadecimal."""
        return self._private.sign(content).hex()

    def __repr__(self) -> str:
        return f"Signer({self.fingerprint!r})"


def is_signed(content: bytes, public_key: str, signature: str) -> bool:
    """Return whether a signature is valid for a content and a public key, both in lower-case hexadecimal."""
    try:
        key, signed = bytes.fromhex(public_key), bytes.fromhex(signature)
        Ed25519PublicKey.from_public_bytes(key).verify(signed, content)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return (key.hex(), signed.hex()) == (public_key, signature)  # no second way of writing them


def fingerprint_of(public_key: str) -> str:
    """Return the SHA-256 of a public key in DER, as `openssl pkey -pubin -outform DER | sha256sum` prints it.

    Arguments:
        public_key: the 32 bytes of the key, in hexadecimal.
    """
    return _fingerprint(Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)))


def fingerprints_in(named: str) -> frozenset[str]:
    """Return the fingerprints that a user names.

    Arguments:
        named: a file with public keys in PEM, or one fingerprint.

    Raises:
        SecretKeyError: it is neither.
    """
    if FINGERPRINT.fullmatch(named):
        return frozenset({named.lower()})
    try:
        content = Path(named).read_bytes()
    except OSError as error:
        raise SecretKeyError(
            f"cannot read the public key {named}: {error.strerror}; pass a file, or a fingerprint of 64 hexadecimal digits"
        ) from None
    try:
        found = [load_pem_public_key(block) for block in PEM.findall(content)]
    except (ValueError, UnsupportedAlgorithm):
        found = []
    keys = [key for key in found if isinstance(key, Ed25519PublicKey)]
    if not keys or len(keys) < len(found):
        raise SecretKeyError(f"{named} does not hold public keys as 'heteronym key public' prints them")
    return frozenset(map(_fingerprint, keys))


def _fingerprint(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
