"""Links."""

from typing import Any

import regex
from presidio_analyzer import EntityRecognizer, Pattern, RecognizerResult
from presidio_analyzer.predefined_recognizers import UrlRecognizer

# In every domain a letter follows a full stop; in prose a space does. Presidio's patterns take long to see it.
DOMAIN = regex.compile(r"\.[a-z]", regex.IGNORECASE)


class WholeUrlRecognizer(UrlRecognizer):  # type: ignore[misc]
    """Presidio's recognizer of links that end where a word ends: no jeans.jp in "jeans.jpeg", no acme.sh in "acme.shop"."""

    def __init__(self) -> None:
        """Take Presidio's patterns, less those that take the quotation marks around a link for a part of it."""
        plain = [one for one in UrlRecognizer.PATTERNS if not one.name.startswith("Quoted")]
        patterns = [Pattern(one.name, rf"{one.regex}(?![^\W_])", one.score) for one in plain]
        super().__init__(patterns=patterns, supported_language="en", name="UrlRecognizer")

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: int | None = None
    ) -> list[RecognizerResult]:
        """Return the links."""
        return super().analyze(text, entities, nlp_artifacts, regex_flags) if DOMAIN.search(text) else []


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of this family."""
    return [WholeUrlRecognizer()]
