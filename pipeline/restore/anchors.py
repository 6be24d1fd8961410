"""Anchors: small files that note the state of a log, kept where those who may write the log may not write."""

import json
import os
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError, RecordError


def read_anchor(path: Path) -> dict[str, Any] | None:
    """Read what was noted; None where there is no such file yet. Raises RecordError."""
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        noted = None
    if not isinstance(noted, dict):
        raise RecordError(f"{path} is no anchor of a log: name another file, or bring the noted one back")
    return noted


def write_anchor(path: Path, noted: dict[str, Any]) -> None:
    """Write an anchor in one step, over the one before; raises OutputError."""
    partial = path.with_name(f"{path.name}.new")
    try:
        partial.write_text(json.dumps(noted, sort_keys=True) + "\n", encoding="utf-8")
        os.replace(partial, path)
    except OSError as error:
        raise OutputError(f"the anchor {path} cannot be written: {error.strerror}") from None
