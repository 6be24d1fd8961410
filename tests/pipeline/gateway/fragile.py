"""A recognizer that fails on demand, as users' recognizers may."""

import os
import time
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult


class Fragile(EntityRecognizer):  # type: ignore[misc]
    """Finds Zora, or fails if the text requests it."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["PERSON"], name="Fragile", supported_language="en")

    def load(self) -> None:
        """Do nothing. Presidio requires the method."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        if "FAIL" in text:
            raise ValueError(text)
        if "HANG" in text:
            time.sleep(30)
        if "DIE" in text:
            os._exit(1)
        start = text.find("Zora Quackenbush")
        return [RecognizerResult("PERSON", start, start + 16, 0.9)] if start >= 0 else []
