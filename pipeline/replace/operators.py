"""Operators: one per policy action, either Presidio's or ours.

All operators have Presidio's interface, `operate(text, params)`. The parameters are the same for all of them.
"""

import base64
import binascii
import hmac
from collections.abc import Mapping
from functools import cache
from typing import Any

import regex
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from presidio_anonymizer.operators import Operator, OperatorType

from pipeline.errors import SecretKeyError
from pipeline.extensions import extensions
from pipeline.policy.loading import Policy
from pipeline.policy.model import ACTION_NAME, Action, Rule
from pipeline.replace.document import DocumentView
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.padding import padded, unpadded
from pipeline.replace.pseudonymizer import Pseudonymizer
from pipeline.replace.stated_forms import stated
from recognizers.extensions import OPERATORS

TOKEN_START, TOKEN_END = "<", ">"
# Prefix of tokens with padded content. Tokens of the first version have neither the prefix nor padding.
PADDED = "2."
MASK = "*" * 8  # a fixed number, so that the length of the value is not visible
MASKED_SHARE = 4  # at most a quarter of a value stays visible


class World:
    """The keyed material of one scope, shared by the operators that need a key."""

    def __init__(self, key: Key, scope: str, policy: Policy) -> None:
        """Derive the pseudonymizer and keys of a scope.

        Arguments:
            key: the secret key.
            scope: the scope within which pseudonyms agree.
            policy: the policy, for its patterns and its rules about people.
        """
        self.pseudonymizer = Pseudonymizer(
            key,
            scope,
            policy.detection.patterns,
            by_part=policy.people == "by_part",
            shows=frozenset(policy.people_show),
            **stated(policy),
        )
        self.hash_key = key.derive(scope, "hash", 32)
        self.cipher = AESSIV(key.derive(scope, "encrypt", 64))


def operate(rule: Rule, entity: str, surface: str, document: DocumentView, world: World) -> str:
    """Return the replacement of a finding.

    Arguments:
        rule: the rule of the policy; any action except `block`, which applies to the whole record.
        entity: the entity of the finding.
        surface: the text of the finding.
        document: the view of the document that contains it.
        world: the keyed material of the scope.
    """
    parameters = _parameters(rule, entity, surface, document, world)
    result: str = operators()[rule.do].operate(surface, parameters)
    return result


def decrypt(token: str, key: Key, scope: str) -> str:
    """Return the original of a token that the action `encrypt` produced.

    Arguments:
        token: the token, `<ENTITY:...>`.
        key: the key with which it was produced.
        scope: the scope in which it was produced.

    Raises:
        SecretKeyError: the token was produced with another key or scope, or was altered.
    """
    entity, _, encoded = token.removeprefix(TOKEN_START).removesuffix(TOKEN_END).rpartition(":")
    cipher = AESSIV(key.derive(scope, "encrypt", 64))
    try:
        sealed = base64.urlsafe_b64decode(encoded.removeprefix(PADDED))
        if encoded.startswith(PADDED):
            return unpadded(cipher.decrypt(sealed, [PADDED.encode(), entity.encode()])).decode()
        return cipher.decrypt(sealed, [entity.encode()]).decode()
    except (InvalidTag, binascii.Error, ValueError):
        raise SecretKeyError(f"the token cannot be decrypted with key {key.id} in scope {scope}") from None


class Anonymizer(Operator):  # type: ignore[misc]
    """Base class of our operators: the common part of Presidio's interface."""

    def validate(self, params: Mapping[str, Any] | None = None) -> None:
        """Do nothing: a rule is validated when its policy is loaded."""

    def operator_name(self) -> str:
        """Return the name of the operator in Presidio."""
        return type(self).__name__.lower()

    def operator_type(self) -> OperatorType:
        """Return the type of the operator in Presidio."""
        return OperatorType.Anonymize


class ReplaceBySurrogate(Anonymizer):
    """Replaces a value by its surrogate."""

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return the surrogate of `text`."""
        world: World = params["world"]
        return world.pseudonymizer.surrogate(params["entity_type"], text, params["document"])


class Shift(Anonymizer):
    """Shifts a date by the keyed offset of its subject or document, and an amount by keyed noise."""

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return the shifted value in the format of `text`."""
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
    """Replaces a value by its range, year or region."""

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return the generalized value."""
        world: World = params["world"]
        return world.pseudonymizer.generalize(params["entity_type"], text, params["before"])


class Encrypt(Anonymizer):
    """Replaces a value by a deterministic AES-SIV token (RFC 5297), which reveals the length in steps of 32 bytes.

    Presidio's operator uses a random initialization vector, so that equal values get different tokens.
    """

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return `<ENTITY:token>`, which `decrypt` reverses."""
        world: World = params["world"]
        sealed = world.cipher.encrypt(padded(text.encode()), [PADDED.encode(), params["entity_type"].encode()])
        return f"{TOKEN_START}{params['entity_type']}:{PADDED}{base64.urlsafe_b64encode(sealed).decode()}{TOKEN_END}"


class Hash(Anonymizer):
    """Replaces a value by HMAC-SHA256 (RFC 2104) over its entity and text, in hexadecimal.

    Presidio's operator hashes only the text and a salt, so that a PIN and a customer id with equal text are equal.
    """

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return the 64 hexadecimal digits of the hash."""
        world: World = params["world"]
        entity = params["entity_type"].encode()  # the length prefix separates entity and text unambiguously
        content = len(entity).to_bytes(4) + entity + text.encode("utf-8", "surrogatepass")
        return hmac.digest(world.hash_key, content, "sha256").hex()


class Mask(Anonymizer):
    """Replaces a value by eight asterisks and its last characters, at most a quarter of it."""

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return the masked value."""
        shown = min(params["keep_last"], len(text) // MASKED_SHARE)
        return MASK + text[len(text) - shown :]


# Ours, as an installed package registers its own in the group `heteronym.operators`.
BUILT_IN: dict[str, str] = {
    Action.KEEP: "presidio_anonymizer.operators:Keep",
    Action.PSEUDONYMIZE: f"{__name__}:ReplaceBySurrogate",
    Action.REDACT: "presidio_anonymizer.operators:Replace",
    Action.MASK: f"{__name__}:Mask",
    Action.GENERALIZE: f"{__name__}:Generalize",
    Action.SHIFT: f"{__name__}:Shift",
    Action.HASH: f"{__name__}:Hash",
    Action.ENCRYPT: f"{__name__}:Encrypt",
}


@cache
def operators() -> Mapping[str, Operator]:
    """Return the operator of each action, made once a process; raises HeteronymError for one that cannot be loaded."""
    return extensions(OPERATORS, BUILT_IN, _operator)


def _operator(found: Any, name: str) -> Operator:
    operator = found() if isinstance(found, type) else found
    if not isinstance(operator, Operator):
        raise ValueError(f"{name!r} is a {type(operator).__name__}: it must be a Presidio Operator, or its class")
    if not regex.fullmatch(ACTION_NAME, name) or name == Action.BLOCK:
        raise ValueError(f"{name!r} cannot name an action: small letters, digits and _, such as tokenize")
    return operator


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
