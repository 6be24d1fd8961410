"""What a decision does to a finding: Presidio's own operators where they do, ours beside them.

Every operator has Presidio's interface, `operate(text, params)`; the params hold what any of them needs.
"""

import base64
import binascii
import hmac
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from presidio_anonymizer.operators import Keep, Operator, OperatorType, Replace

from pipeline.errors import SecretKeyError
from pipeline.policy.loading import Policy
from pipeline.policy.model import Action, Rule
from pipeline.replace.document import DocumentView
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.padding import padded, unpadded
from pipeline.replace.pseudonymizer import Pseudonymizer

TOKEN_START, TOKEN_END = "<", ">"
# What a token of padded content begins with; one of the version before has no such mark and no padding.
PADDED = "2."
MASK = "*" * 8  # always as many, so that the length of a value does not show
MASKED_SHARE = 4  # at most a quarter of a value stays visible


class World:
    """The keyed material of one scope, shared by the operators that need a key."""

    def __init__(self, key: Key, scope: str, policy: Policy) -> None:
        """Derive everything that replaces values in `scope`."""
        self.pseudonymizer = Pseudonymizer(
            key,
            scope,
            policy.detection.patterns,
            by_part=policy.people == "by_part",
            shows=frozenset(policy.people_show),
        )
        self.hash_key = key.derive(scope, "hash", 32)
        self.cipher = AESSIV(key.derive(scope, "encrypt", 64))


def operate(rule: Rule, entity: str, surface: str, document: DocumentView, world: World) -> str:
    """Return what stands in the place of `surface` under `rule`.

    Arguments:
        rule: the policy's decision; any but `block`, which is about the whole record.
        entity: what the surface is.
        surface: the text that was found.
        document: the people and organizations of the document it stands in.
        world: the keyed material of the scope.
    """
    parameters = _parameters(rule, entity, surface, document, world)
    result: str = OPERATORS[rule.do].operate(surface, parameters)
    return result


def decrypt(token: str, key: Key, scope: str) -> str:
    """Give back the original of a token that `encrypt` wrote.

    Raises SecretKeyError if the token was made with another key or scope, or was altered.
    """
    entity, _, encoded = token.removeprefix(TOKEN_START).removesuffix(TOKEN_END).rpartition(":")
    cipher = AESSIV(key.derive(scope, "encrypt", 64))
    try:
        sealed = base64.urlsafe_b64decode(encoded.removeprefix(PADDED))
        if encoded.startswith(PADDED):
            return unpadded(cipher.decrypt(sealed, [PADDED.encode(), entity.encode()])).decode()
        return cipher.decrypt(sealed, [entity.encode()]).decode()
    except (InvalidTag, binascii.Error, ValueError):
        raise SecretKeyError(f"the token does not open with key {key.id} in scope {scope}") from None


class Anonymizer(Operator):  # type: ignore[misc]
    """The part of Presidio's interface that is the same for all of ours."""

    def validate(self, params: Mapping[str, Any] | None = None) -> None:
        """Accept: a Rule is validated when its policy is loaded."""

    def operator_name(self) -> str:
        """Return the name under which Presidio knows the operator."""
        return type(self).__name__.lower()

    def operator_type(self) -> OperatorType:
        """Return that this operator anonymizes."""
        return OperatorType.Anonymize


class Pseudonymize(Anonymizer):
    """Replaces a value by its surrogate."""

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return the surrogate of `text`."""
        world: World = params["world"]
        return world.pseudonymizer.surrogate(params["entity_type"], text, params["document"])


class Shift(Anonymizer):
    """Moves a date by the keyed offset of its subject or document, and an amount by keyed noise."""

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return the shifted value, written as `text` is."""
        world: World = params["world"]
        return world.pseudonymizer.shift(
            params["entity_type"],
            text,
            params["document"],
            params["days"],
            day_first=params["day_first"],
            percent=params["percent"],
            time=params["time"],
        )


class Generalize(Anonymizer):
    """Replaces a value by the band, year or region it lies in."""

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return the generalized value."""
        world: World = params["world"]
        return world.pseudonymizer.generalize(params["entity_type"], text, params["before"])


class Encrypt(Anonymizer):
    """Replaces a value by an AES-SIV token (RFC 5297), the same for the same value; its length shows to 32 bytes.

    Presidio's own operator draws a random vector, so that one value would get many tokens.
    """

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return `<ENTITY:token>`; `decrypt` takes it back."""
        world: World = params["world"]
        sealed = world.cipher.encrypt(padded(text.encode()), [PADDED.encode(), params["entity_type"].encode()])
        return f"{TOKEN_START}{params['entity_type']}:{PADDED}{base64.urlsafe_b64encode(sealed).decode()}{TOKEN_END}"


class Hash(Anonymizer):
    """Replaces a value by HMAC-SHA256 (RFC 2104) over its entity and itself, in hexadecimal.

    Presidio's own operator hashes the text with a salt behind it, so that a PIN and a customer id of one text look the same.
    """

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return the 64 digits of the hash."""
        world: World = params["world"]
        entity = params["entity_type"].encode()  # its length before it keeps two pairs from reading the same
        content = len(entity).to_bytes(4) + entity + text.encode("utf-8", "surrogatepass")
        return hmac.digest(world.hash_key, content, "sha256").hex()


class Mask(Anonymizer):
    """Replaces a value by eight asterisks, whatever its length, and at most a quarter of it."""

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return the asterisks and the last characters."""
        shown = min(params["keep_last"], len(text) // MASKED_SHARE)
        return MASK + text[len(text) - shown :]


OPERATORS: dict[Action, Operator] = {
    Action.KEEP: Keep(),
    Action.PSEUDONYMIZE: Pseudonymize(),
    Action.REDACT: Replace(),
    Action.MASK: Mask(),
    Action.GENERALIZE: Generalize(),
    Action.SHIFT: Shift(),
    Action.HASH: Hash(),
    Action.ENCRYPT: Encrypt(),
}


def _parameters(rule: Rule, entity: str, surface: str, document: DocumentView, world: World) -> dict[str, Any]:
    return {
        "entity_type": entity,
        "document": document,
        "world": world,
        "days": rule.days,
        "day_first": rule.day_first,
        "percent": rule.percent,
        "time": rule.time,
        "before": rule.before,
        "keep_last": rule.keep_last,
    }
