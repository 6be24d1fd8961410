"""Presidio operator: generates Heteronym's surrogates within presidio-anonymizer."""

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from presidio_analyzer import RecognizerResult
from presidio_anonymizer.entities import InvalidParamError, OperatorConfig

from pipeline.replace.document import DocumentView
from pipeline.replace.keyed.keys import KEY_VARIABLES, Key
from pipeline.replace.operators import Anonymizer
from pipeline.replace.pseudonymizer import NOBODY, Pseudonymizer
from pipeline.text.spans import Span, resolve

NAME = "pseudonymize"
DEFAULT_SCOPE = "dataset:default"
WORLDS = 16


class Pseudonymize(Anonymizer):
    """Replaces a value by its surrogate.

    Parameters of the OperatorConfig:
        key: a Key; by default from HETERONYM_KEY or HETERONYM_KEY_FILE.
        scope: the scope within which surrogates are consistent; by default `dataset:default`, as in the shipped policies.
        document: the people of the text. `operators` sets it, so that "John Smith" and "Mr. Smith" remain one person.
    """

    def operate(self, text: str, params: Mapping[str, Any] | None = None) -> str:
        """Return the surrogate of `text`, a value of the entity `params["entity_type"]`."""
        params = params or {}
        key: Key = params.get("key") or _key_from_env()
        document: DocumentView = params.get("document") or NOBODY
        world = _world(key, params.get("scope", DEFAULT_SCOPE))
        return world.surrogate(params.get("entity_type", ""), text, document)

    def validate(self, params: Mapping[str, Any] | None = None) -> None:
        """Validate the parameters.

        Raises:
            InvalidParamError: `key` is not a `pipeline.Key`.
            SecretKeyError: `key` is not set, and the environment contains no valid key.
        """
        key = (params or {}).get("key")
        if key is None:
            _key_from_env()
        elif not isinstance(key, Key):
            raise InvalidParamError("key must be a pipeline.Key: Key.load(path) or Key.from_env()")


def operators(
    text: str, results: Sequence[RecognizerResult], key: Key, scope: str = DEFAULT_SCOPE
) -> dict[str, OperatorConfig]:
    """Return the operators for one text, with mentions of one person linked. Presidio's output then matches the Sanitizer's.

    Arguments:
        text: the analyzed text.
        results: the results of AnalyzerEngine for the text.
        key: the secret key that determines the surrogates.
        scope: the scope within which surrogates are consistent.

    Returns:
        The `operators` argument of AnonymizerEngine.anonymize.
    """
    spans = [Span(one.start, one.end, one.entity_type, one.score, "presidio") for one in results]
    world, found = _world(key, scope), [resolve(text, spans)]
    document = world.keep_apart(world.view([text], found), [text], found)
    return {"DEFAULT": OperatorConfig(NAME, {"key": key, "scope": scope, "document": document})}


def _key_from_env() -> Key:
    return _key_of(tuple(os.environ.get(name) for name in KEY_VARIABLES))


@lru_cache(1)
def _key_of(environment: tuple[str | None, ...]) -> Key:
    """Load the key once for many values: a key command may be slow."""
    return Key.from_env()


@lru_cache(WORLDS)
def _world(key: Key, scope: str) -> Pseudonymizer:
    return Pseudonymizer(key, scope)
