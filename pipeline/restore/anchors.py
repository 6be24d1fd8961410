"""Anchors: small files that record the state of a log, stored where users who can write the log cannot write."""

import json
import os
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError, RecordError


def read_anchor(path: Path) -> dict[str, Any] | None:
    """Return the recorded state.

    Arguments:
        path: the anchor.

    Returns:
        The state; None if the file does not exist.

    Raises:
        RecordError: the file cannot be read or is not an anchor.
    """
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        noted = None
    if not isinstance(noted, dict):
        raise RecordError(f"{path} is not an anchor of a log: name another file, or restore the anchor from a backup")
    return noted


def write_anchor(path: Path, noted: dict[str, Any]) -> None:
    """Write an anchor atomically, replacing the previous one.

    Arguments:
        path: the anchor.
        noted: the state to record.

    Raises:
        OutputError: the file cannot be written.
    """
    partial = path.with_name(f"{path.name}.new")
    try:
        partial.write_text(json.dumps(noted, sort_keys=True) + "\n", encoding="utf-8")
        os.replace(partial, path)
    except OSError as error:
        raise OutputError(f"the anchor {path} cannot be written: {error.strerror}") from None
