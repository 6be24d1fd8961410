"""Links."""

from typing import Any

import regex
from presidio_analyzer import EntityRecognizer, Pattern, RecognizerResult
from presidio_analyzer.predefined_recognizers import UrlRecognizer

# In every domain a letter follows a full stop; in prose a space does. Presidio's patterns take long to see it.
DOMAIN = regex.compile(r"\.[a-z]", regex.IGNORECASE)
# Countries whose domains end as files do. A file by itself has one of the first endings far more often than a domain.
FILES = frozenset("md py sh".split())
FILES_IN_A_PATH = FILES | frozenset("cc pl ps rs so zip mov".split())
IN_A_PATH = regex.compile(r"[\w.]/$|[\\_`]$")


class WholeUrlRecognizer(UrlRecognizer):  # type: ignore[misc]
    """Presidio's recognizer of links that end where a word ends: no jeans.jp in "jeans.jpeg", no acme.sh in "acme.shop"; nor a file."""

    def __init__(self) -> None:
        """Take Presidio's patterns, less those that take the quotation marks around a link for a part of it."""
        plain = [one for one in UrlRecognizer.PATTERNS if not one.name.startswith("Quoted")]
        patterns = [Pattern(one.name, rf"{one.regex}(?![^\W_])", one.score) for one in plain]
        super().__init__(patterns=patterns, supported_language="en", name="UrlRecognizer")

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: int | None = None
    ) -> list[RecognizerResult]:
        """Return the links."""
        if not DOMAIN.search(text):
            return []
        found = super().analyze(text, entities, nlp_artifacts, regex_flags)
        return [one for one in found if not is_file(text, one.start, one.end)]


def is_file(text: str, start: int, end: int) -> bool:
    """Tell whether what looks like a domain is a file: README.md, src/main.rs."""
    name, _, ending = text[start:end].lower().rpartition(".")
    if IN_A_PATH.search(text, max(0, start - 2), start):
        return ending in FILES_IN_A_PATH
    return ending in FILES and not {".", "/"} & set(name)


def recognizers() -> list[EntityRecognizer]:
    """Return the recognizers of this family."""
    return [WholeUrlRecognizer()]
