"""What a decision does to a finding: Presidio's own operators where it has one, ours beside them.

Every operator has Presidio's interface, `operate(text, params)`; the params hold what any of them needs.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from presidio_anonymizer.operators import Hash, Keep, Mask, Operator, OperatorType, Replace

from pipeline.errors import SecretKeyError
from pipeline.policy import Action, Policy, Rule
from pipeline.pseudonyms import Pseudonymizer
from pipeline.pseudonyms.document import DocumentView
from pipeline.pseudonyms.keys import Key

TOKEN_START, TOKEN_END = "<", ">"


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
    try:
        sealed = base64.urlsafe_b64decode(encoded)
        return AESSIV(key.derive(scope, "encrypt", 64)).decrypt(sealed, [entity.encode()]).decode()
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
    """Replaces a value by an AES-SIV token (RFC 5297), the same for the same value.

    Presidio's own operator draws a random vector, so that one value would get many tokens.
    """

    def operate(self, text: str, params: Mapping[str, Any]) -> str:
        """Return `<ENTITY:token>`; `decrypt` takes it back."""
        world: World = params["world"]
        sealed = world.cipher.encrypt(text.encode(), [params["entity_type"].encode()])
        return f"{TOKEN_START}{params['entity_type']}:{base64.urlsafe_b64encode(sealed).decode()}{TOKEN_END}"


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
        "masking_char": "*",
        "chars_to_mask": max(len(surface) - rule.keep_last, 1),
        "from_end": False,
        "salt": world.hash_key,
    }
