"""Patterns of Presidio that are replaced here: slow ones, and ones that match within a word."""

import re
from collections.abc import Mapping

from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer

FLAGS = re.compile(r"(?:\(\?[a-z]+\))?")
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
    """Return a Presidio recognizer whose patterns take linear time and match whole words only."""
    replaced = BOUNDED.get(type(recognizer).__name__, {})
    if isinstance(recognizer, PatternRecognizer):
        assert replaced.keys() <= {pattern.name for pattern in recognizer.patterns}
        recognizer.patterns = [
            Pattern(pattern.name, _whole_words(replaced.get(pattern.name, pattern.regex)), pattern.score)
            for pattern in recognizer.patterns
        ]
    return recognizer


def _whole_words(pattern: str) -> str:
    """Return a pattern that matches no part of a word, such as the "ly0000000" of "saly00000000"."""
    if r"\b" in pattern or "(?<" in pattern:
        return pattern
    flags = FLAGS.match(pattern)
    assert flags
    return rf"{flags[0]}(?<![^\W_])(?:{pattern[flags.end() :]})(?![^\W_])"
