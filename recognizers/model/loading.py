"""Loads the model that a policy names."""

import importlib
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from presidio_analyzer import EntityRecognizer, RecognizerResult

from recognizers.model.spacy_ner import SpacyNer
from recognizers.model.tagger import TIERS, Tagger


@runtime_checkable
class BatchRecognizer(Protocol):
    """A recognizer that analyzes several texts in one call, which is faster."""

    def analyze_batch(self, texts: Sequence[str]) -> list[list[RecognizerResult]]:
        """Return the results of each text, in order."""
        ...


def load(model: str) -> EntityRecognizer:
    """Load a model as a recognizer.

    Arguments:
        model: `fast` or `accurate`, the tiers of the shipped model; `spacy:<package>`; or `<module>:<attribute>`, a
            callable that returns a Presidio EntityRecognizer.

    Raises:
        ValueError: the model is not installed, was altered, or is not an EntityRecognizer.
    """
    if model in TIERS:
        return Tagger(model)
    module, _, attribute = model.partition(":")
    if module == "spacy":
        return SpacyNer(attribute)
    try:
        recognizer = getattr(importlib.import_module(module), attribute)()
    except (ImportError, AttributeError) as error:
        raise ValueError(f"no NER recognizer at {model!r}: {error}") from None
    if not isinstance(recognizer, EntityRecognizer):
        raise ValueError(f"{model!r} returned a {type(recognizer).__name__}, not a Presidio EntityRecognizer")
    return recognizer
