"""Heteronym: anonymize enterprise text before it trains, or prompts, somebody else's model."""

from pipeline.errors import HeteronymError, OutputError, PolicyError, RecordError, SecretKeyError
from pipeline.policy.model import Policy
from pipeline.replace.keyed.keys import Key, KeySource
from pipeline.sanitized import Replacement, Sanitized
from pipeline.sanitizer import Sanitizer
from pipeline.text.document import Text
from pipeline.text.spans import Span

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
