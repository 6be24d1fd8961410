"""Message authentication codes of log lines and states, under one of several keys."""

import hmac
from collections.abc import Sequence

from pipeline.replace.keyed.keys import KEY_BYTES, Key


class MacRing:
    """HMAC-SHA256 for one purpose: the newest key signs, each key verifies what it has signed."""

    def __init__(self, keys: Sequence[Key], scope: str, purpose: str) -> None:
        """Derive the secret of each key.

        Arguments:
            keys: the keys that a MAC may be under, the newest last; none to sign and verify nothing.
            scope, purpose: what the secrets are derived for.
        """
        self._newest = keys[-1].id if keys else ""
        self._secrets = {key.id: key.derive(scope, purpose, KEY_BYTES) for key in keys}

    def __bool__(self) -> bool:
        return bool(self._secrets)

    def __contains__(self, key_id: str) -> bool:
        return key_id in self._secrets

    def sign(self, content: bytes) -> str:
        """Return `KEY_ID:MAC` of a content, the MAC in hexadecimal."""
        return f"{self._newest}:{self._mac(self._newest, content)}"

    def is_signed(self, content: bytes, signature: str) -> bool:
        """Tell whether a signature, as `sign` returns it, was made over a content with a key of this ring."""
        key_id, _, mac = signature.partition(":")
        return key_id in self._secrets and hmac.compare_digest(self._mac(key_id, content).encode(), mac.encode())

    def _mac(self, key_id: str, content: bytes) -> str:
        return hmac.digest(self._secrets[key_id], content, "sha256").hex()
