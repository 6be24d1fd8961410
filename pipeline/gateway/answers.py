"""Whole answers: the originals put back where surrogates stand, without touching any other byte."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from typing import Protocol as Interface

import regex

from pipeline.gateway.inner_json import JsonRestorer
from pipeline.gateway.positions import Kind, Protocol, is_data, kind_of
from pipeline.gateway.prompt import objects
from pipeline.gateway.table import Restorer, Table
from pipeline.records.json_scan import NUMBER, Leaf, Path, decode, encode, leaves

# Fields whose text is JSON by itself, in answers and in pieces of them.
JSON_FIELDS = frozenset({"arguments", "partial_json"})
ANSWER_FIELDS = frozenset({"content", "text", "output_text"})
# Fields that hold sounds, images, vectors or padding, where what they hold looks like it.
BYTES = frozenset({"audio", "data", "embedding", "result", "b64_json", "partial_image_b64", "obfuscation"})
BASE64 = regex.compile(r"(?:data:[\w/+.-]*;base64,)?[\w+/=-]*+", regex.ASCII)
NO_WORD = "?"  # neither a word, an id nor a setting of a protocol
MAX_BYTES_AT_ONCE = 256 * 1024  # a longer answer is restored in a thread, while others are served

Change = Callable[[Path, str], str | None]


class Pieces(Interface):
    """What takes a text in pieces and gives it out restored."""

    @property
    def restored(self) -> int:
        """Return how many surrogates were put back so far."""
        ...

    def feed(self, text: str) -> str:
        """Take a piece; return what is sure."""
        ...

    def flush(self) -> str:
        """Return the rest."""
        ...


@dataclass(frozen=True, slots=True)
class Way:
    """How the answers to one prompt are restored.

    Arguments:
        protocol: whose way of answering it is.
        table: the way back.
        is_json: whether the text of the answer is to be JSON, as the prompt asks.
    """

    protocol: Protocol
    table: Table
    is_json: bool = False

    def may_change(self, text: str) -> bool:
        """Tell whether a text, JSON or not, may have a surrogate, in plain letters or escaped."""
        return bool(self.table) and ("\\" in text or self.table.is_in(text))

    def pieces(self, name: str) -> Pieces:
        """Begin a text that comes in pieces.

        Arguments:
            name: the field that it stands in.
        """
        is_json = name in JSON_FIELDS or "arguments" in name or (self.is_json and name in ANSWER_FIELDS)
        return JsonRestorer(self.table) if is_json else Restorer(self.table)


def asks_for_json(body: Mapping[str, Any]) -> bool:
    """Tell whether a prompt asks for an answer in JSON."""
    text, output = body.get("text"), body.get("output_config")
    shapes = [body.get("response_format"), body.get("output_format")]
    shapes += [part.get("format") for part in (text, output) if isinstance(part, dict)]
    return any(isinstance(shape, dict) and str(shape.get("type", "")).startswith("json") for shape in shapes)


async def restore_answer(raw: bytes, way: Way) -> tuple[bytes, int]:
    """Restore a whole answer as `restore_body` does, without keeping others waiting for long."""
    if len(raw) <= MAX_BYTES_AT_ONCE:
        return restore_body(raw, way)
    return await asyncio.to_thread(restore_body, raw, way)


def restore_body(raw: bytes, way: Way) -> tuple[bytes, int]:
    """Restore a whole answer.

    Returns:
        Its bytes, and how many surrogates were put back. Raises ValueError for what is no JSON.
    """
    text = raw.decode("utf-8")
    value = json.loads(text)
    is_vectors = way.protocol is Protocol.EMBEDDINGS and isinstance(value, dict) and "data" in value
    if is_vectors or not way.may_change(text):
        return raw, 0
    text, restored = restore_leaves(text, dict(objects(value, ())), way)
    return text.encode("utf-8", "surrogatepass"), restored


def restore_leaves(
    text: str, parents: Mapping[Path, Any], way: Way, change: Change = lambda path, content: None
) -> tuple[str, int]:
    """Restore all strings of a JSON text that are text; a string that does not change stays byte for byte.

    Arguments:
        text: the JSON text.
        parents: path -> object that stands there.
        way: how it is restored.
        change: gives a string, or a number as it is written, another value; None to go on as usual.

    Returns:
        The JSON text, and how many surrogates were put back.
    """
    pieces: list[str] = []
    position = restored = 0
    for leaf in leaves(text, with_keys=True):
        literal = text[leaf.start : leaf.end]
        content = literal if leaf.is_number else decode(literal)
        new = None if leaf.is_key else change(leaf.path, content)
        if new is None:
            new, count = _restored(leaf, content, parents, way)
            restored += count
        if new != content:
            is_number = leaf.is_number and NUMBER.fullmatch(new)
            pieces += [text[position : leaf.start], new if is_number else encode(new, literal)]
            position = leaf.end
    return "".join(pieces) + text[position:], restored


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


def _restored(leaf: Leaf, content: str, parents: Mapping[Path, Any], way: Way) -> tuple[str, int]:
    if not way.may_change(content):
        return content, 0
    is_plain = leaf.is_number or leaf.is_key
    if not (is_data(leaf.path) if is_plain else is_text(leaf.path, content, parents)):
        return content, 0
    name = next((step for step in reversed(leaf.path) if isinstance(step, str)), "")
    restorer = Restorer(way.table) if is_plain else way.pieces(name)
    return restorer.feed(content) + restorer.flush(), restorer.restored


def _is_bytes(path: Path, content: str, parents: Mapping[Path, Any]) -> bool:
    if path == ("delta",) and str(parents[()].get("type")).endswith("audio.delta"):
        return True
    return (path[-1] in BYTES or content.startswith("data:")) and bool(BASE64.fullmatch(content))


def _is_thought(path: Path, parents: Mapping[Path, Any]) -> bool:
    """Tell a thought, which must come back to its maker as it was: its signature may stand in another event."""
    return path[-1] == "thinking" and parents.get(path[:-1], {}).get("type") in ("thinking", "thinking_delta")
