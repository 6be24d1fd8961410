"""Heteronym: anonymize enterprise text before it trains, or prompts, somebody else's model."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.errors import BlockedError, HeteronymError, OutputError, PolicyError, RecordError, SecretKeyError

if TYPE_CHECKING:
    from pipeline.policy.loading import Policy
    from pipeline.replace.keyed.keys import Key, KeySource
    from pipeline.rows.frames import sanitize_frame
    from pipeline.rows.functions import map_batch, map_in_pandas
    from pipeline.rows.records import sanitize_records
    from pipeline.sanitized import Replacement, Sanitized
    from pipeline.sanitizer import Sanitizer
    from pipeline.text.document import Text
    from pipeline.text.spans import Span

__all__ = [
    "BlockedError",
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
    "map_batch",
    "map_in_pandas",
    "sanitize_frame",
    "sanitize_records",
]
# Imported on first use: the imports take seconds, and `heteronym --help` does not need them.
MODULES = {
    "Key": "pipeline.replace.keyed.keys",
    "KeySource": "pipeline.replace.keyed.keys",
    "Policy": "pipeline.policy.loading",
    "Replacement": "pipeline.sanitized",
    "Sanitized": "pipeline.sanitized",
    "Sanitizer": "pipeline.sanitizer",
    "Span": "pipeline.text.spans",
    "Text": "pipeline.text.document",
    "map_batch": "pipeline.rows.functions",
    "map_in_pandas": "pipeline.rows.functions",
    "sanitize_frame": "pipeline.rows.frames",
    "sanitize_records": "pipeline.rows.records",
}


def __getattr__(name: str) -> Any:
    """Import a public name at its first use (PEP 562)."""
    if name not in MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(MODULES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
