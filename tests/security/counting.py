"""A recognizer that counts its analyses."""

import os
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult


class Counting(EntityRecognizer):  # type: ignore[misc]
    """Finds nothing, and appends a line to the file in HETERONYM_TEST_COUNT for each analyzed text."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["PERSON"], name="Counting", supported_language="en")

    def load(self) -> None:
        """Do nothing. Presidio requires the method."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        with open(os.environ["HETERONYM_TEST_COUNT"], "a") as file:
            file.write(f"{len(text)}\n")
        return []
