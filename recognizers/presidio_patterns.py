"""Patterns of Presidio that are replaced here because they are slow."""

from collections.abc import Mapping

from presidio_analyzer import EntityRecognizer, Pattern

# Presidio's patterns with an unbounded lookahead take time quadratic in the length of the text.
# Recognizer name -> pattern name -> the same pattern with a bounded lookahead.
BOUNDED: Mapping[str, Mapping[str, str]] = {
    "InPanRecognizer": {  # the lookahead searches the ten characters of the PAN only, not the rest of the text
        "PAN (Low)": r"\b((?=[\w@#$%^?~-]{0,9}?[a-zA-Z])(?=[\w@#$%^?~-]{0,6}?[0-9]{4})[\w@#$%^?~-]{10})\b"
    },
    "UsHealthInsuranceMemberIdRecognizer": {
        "Health insurance member ID (weak)": (
            r"\b(?=[A-Z0-9-]{6,20}\b)(?=[A-Z0-9-]{0,60}\d)[A-Z]{1,5}-?[A-Z0-9]{5,14}\b"
        )
    },
}


def bounded(recognizer: EntityRecognizer) -> EntityRecognizer:
    """Return a Presidio recognizer whose quadratic patterns are replaced by bounded ones."""
    if replaced := BOUNDED.get(type(recognizer).__name__):
        patterns = [
            Pattern(pattern.name, replaced.get(pattern.name, pattern.regex), pattern.score)
            for pattern in recognizer.patterns
        ]
        assert replaced.keys() <= {pattern.name for pattern in patterns}
        recognizer.patterns = patterns
    return recognizer
