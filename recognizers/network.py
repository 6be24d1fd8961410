"""Links."""

from typing import Any

import regex
from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.predefined_recognizers import UrlRecognizer

# In every domain a letter follows a full stop; in prose a space does. Presidio's patterns take long to see it.
DOMAIN = regex.compile(r"\.[a-z]", regex.IGNORECASE)


class WholeUrlRecognizer(UrlRecognizer):  # type: ignore[misc]
    """Presidio's recognizer without the domains it sees in the middle of words: jeans.jp in "jeans.jpeg"."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: int | None = None
    ) -> list[RecognizerResult]:
        """Return the links that end where a word ends."""
        if not DOMAIN.search(text):
            return []
        found = super().analyze(text, entities, nlp_artifacts, regex_flags)
        return [result for result in found if not text[result.end : result.end + 1].isalnum()]


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of this family."""
    return [WholeUrlRecognizer(supported_language="en", name="UrlRecognizer")]
