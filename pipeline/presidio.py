"""For people who only use Presidio: our pseudonyms as an operator of presidio-anonymizer."""

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

    Parameters of its OperatorConfig: `key`, a Key (default: HETERONYM_KEY or HETERONYM_KEY_FILE); `scope`, within
    which pseudonyms agree (default: `dataset:default`, as the shipped policies); `document`, whom the text is
    about: `operators` fills it in, so that "John Smith" and "Mr. Smith" stay one person.
    """

    def operate(self, text: str, params: Mapping[str, Any] | None = None) -> str:
        """Return the surrogate of `text`, which is what `params["entity_type"]` says."""
        params = params or {}
        key: Key = params.get("key") or _key_from_env()
        document: DocumentView = params.get("document") or NOBODY
        world = _world(key, params.get("scope", DEFAULT_SCOPE))
        return world.surrogate(params.get("entity_type", ""), text, document)

    def validate(self, params: Mapping[str, Any] | None = None) -> None:
        """Raise InvalidParamError for a key that is none of ours, SecretKeyError where none is set."""
        key = (params or {}).get("key")
        if key is None:
            _key_from_env()
        elif not isinstance(key, Key):
            raise InvalidParamError("key must be a pipeline.Key: Key.load(path) or Key.from_env()")


def operators(
    text: str, results: Sequence[RecognizerResult], key: Key, scope: str = DEFAULT_SCOPE
) -> dict[str, OperatorConfig]:
    """Return the operators for one text, with its people linked: what the sanitizer would write, Presidio writes.

    Arguments:
        text: the text that was analyzed.
        results: what AnalyzerEngine found in it.
        key: the secret that chooses the pseudonyms.
        scope: within which they agree.
    """
    spans = [Span(one.start, one.end, one.entity_type, one.score, "presidio") for one in results]
    world, found = _world(key, scope), [resolve(text, spans)]
    document = world.keep_apart(world.view([text], found), [text], found)
    return {"DEFAULT": OperatorConfig(NAME, {"key": key, "scope": scope, "document": document})}


def _key_from_env() -> Key:
    return _key_of(tuple(os.environ.get(name) for name in KEY_VARIABLES))


@lru_cache(1)
def _key_of(environment: tuple[str | None, ...]) -> Key:
    """Read the key once for many values: a command may take its time."""
    return Key.from_env()


@lru_cache(WORLDS)
def _world(key: Key, scope: str) -> Pseudonymizer:
    return Pseudonymizer(key, scope)
