"""Fields of answers: which hold text that may hold surrogates."""

from collections.abc import Mapping
from typing import Any

import regex

from pipeline.records.json_scan import Path
from pipeline.records.prompts.field_kinds import Kind, is_data, kind_of

# Fields that hold sounds, images, vectors or padding, where what they hold looks like it.
BYTES = frozenset({"audio", "data", "embedding", "result", "b64_json", "partial_image_b64", "obfuscation"})
BASE64 = regex.compile(r"(?:data:[\w/+.-]*;base64,)?[\w+/=-]*+", regex.ASCII)
NO_WORD = "?"  # neither a word, an id nor a setting of a protocol


def is_text(path: Path, content: str, parents: Mapping[Path, Any]) -> bool:
    """Tell whether a string of an answer is text, in which surrogates may stand for something."""
    if not path or is_data(path):
        return True
    return not _is_left(path, content, parents) and kind_of(path, content, parents) not in (Kind.SEALED, Kind.TOKEN)


def is_piece(path: Path, parents: Mapping[Path, Any]) -> bool:
    """Tell whether a string of a delta is a piece of a text; its field alone tells, since any word may be a piece."""
    if is_data(path):
        return True
    return not _is_left(path, "", parents) and kind_of(path, NO_WORD, parents) is Kind.TEXT


def _is_left(path: Path, content: str, parents: Mapping[Path, Any]) -> bool:
    """Tell what is left as the model gave it.

    What it says about its tokens (`logprobs`) is about those that it chose: the surrogate's.
    """
    return "logprobs" in path or _is_bytes(path, content, parents) or _is_thought(path, parents)


def _is_bytes(path: Path, content: str, parents: Mapping[Path, Any]) -> bool:
    if path == ("delta",) and str(parents[()].get("type")).endswith("audio.delta"):
        return True
    return (path[-1] in BYTES or content.startswith("data:")) and bool(BASE64.fullmatch(content))


def _is_thought(path: Path, parents: Mapping[Path, Any]) -> bool:
    """Tell a thought, which must come back to its maker as it was: its signature may stand in another event."""
    return path[-1] == "thinking" and parents.get(path[:-1], {}).get("type") in ("thinking", "thinking_delta")
