"""Fields of answers: which of them contain text in which surrogates are restored."""

from collections.abc import Mapping
from typing import Any

import regex

from pipeline.records.json_scan import Path
from pipeline.records.prompts.field_kinds import Kind, is_data, kind_of

# Fields for audio, images, vectors or padding, where their value has that form.
BYTES = frozenset({"audio", "data", "embedding", "result", "b64_json", "partial_image_b64", "obfuscation"})
BASE64 = regex.compile(r"(?:data:[\w/+.-]*;base64,)?[\w+/=-]*+", regex.ASCII)
NO_WORD = "?"  # not a word, an id or a setting of any protocol


def is_text(path: Path, content: str, parents: Mapping[Path, Any]) -> bool:
    """Tell whether a string of an answer is text, in which surrogates are restored."""
    if not path or is_data(path):
        return True
    return not _is_left(path, content, parents) and kind_of(path, content, parents) not in (Kind.SEALED, Kind.TOKEN)


def is_piece(path: Path, parents: Mapping[Path, Any]) -> bool:
    """Tell whether a string of a delta is a piece of a text; by its field alone, since any word may be a piece."""
    if is_data(path):
        return True
    return not _is_left(path, "", parents) and kind_of(path, NO_WORD, parents) is Kind.TEXT


def _is_left(path: Path, content: str, parents: Mapping[Path, Any]) -> bool:
    """Tell whether a string stays as the model wrote it.

    `logprobs` describe the tokens that the model chose, which are those of the surrogate.
    """
    return "logprobs" in path or _is_bytes(path, content, parents) or _is_thought(path, parents)


def _is_bytes(path: Path, content: str, parents: Mapping[Path, Any]) -> bool:
    if path == ("delta",) and str(parents[()].get("type")).endswith("audio.delta"):
        return True
    return (path[-1] in BYTES or content.startswith("data:")) and bool(BASE64.fullmatch(content))


def _is_thought(path: Path, parents: Mapping[Path, Any]) -> bool:
    """Tell whether a string is a thought, which its signature covers; the signature may be in another event."""
    return path[-1] == "thinking" and parents.get(path[:-1], {}).get("type") in ("thinking", "thinking_delta")
