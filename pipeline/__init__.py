"""Heteronym: anonymize enterprise text before it trains, or prompts, somebody else's model."""

from pipeline.errors import HeteronymError, OutputError, PolicyError, RecordError, SecretKeyError
from pipeline.policy import Policy
from pipeline.pseudonyms.keys import Key, KeySource
from pipeline.sanitizer import Replacement, Sanitized, Sanitizer
from pipeline.spans import Span, Text

__all__ = [
    "HeteronymError",
    "Key",
    "KeySource",
    "OutputError",
    "Policy",
    "PolicyError",
    "RecordError",
    "Replacement",
    "Sanitized",
    "Sanitizer",
    "SecretKeyError",
    "Span",
    "Text",
]
