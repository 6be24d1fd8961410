"""A recognizer that writes down each of its analyses."""

import os
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult


class Counting(EntityRecognizer):  # type: ignore[misc]
    """Finds nothing, and adds a line to the file that HETERONYM_TEST_COUNT names for each text that it is shown."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["PERSON"], name="Counting", supported_language="en")

    def load(self) -> None:
        """Load nothing."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        with open(os.environ["HETERONYM_TEST_COUNT"], "a") as file:
            file.write(f"{len(text)}\n")
        return []
