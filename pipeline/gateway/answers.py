"""Whole answers: surrogates are replaced by their originals; every other byte is unchanged."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from typing import Protocol as Interface

from pipeline.gateway.protocol.answer_fields import is_text
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.records.json_scan import NUMBER, Leaf, Path, decode, encode, leaves, objects
from pipeline.records.prompts.field_kinds import Kind, is_data, kind_of
from pipeline.restore.inner_json import JsonRestorer
from pipeline.restore.links import Links
from pipeline.restore.restore_map import RestoreMap
from pipeline.restore.restorer import Restorer

# Fields whose text is JSON, in answers and in deltas.
JSON_FIELDS = frozenset({"arguments", "partial_json"})
# Fields for the arguments of a call of a tool.
CALL_FIELDS = frozenset({"arguments", "input", "action", "code", "command", "commands", "operation", "partial_json"})
ANSWER_FIELDS = frozenset({"content", "text", "output_text"})
NOTHING_TO_RESTORE = RestoreMap({})
MAX_BYTES_AT_ONCE = 256 * 1024  # a longer answer is restored in a thread, so that it does not block others

Change = Callable[[Path, str], str | None]


class Pieces(Interface):
    """Restores a text that arrives in pieces."""

    @property
    def restored(self) -> int:
        """Return the number of restored surrogates so far."""
        ...

    def feed(self, text: str) -> str:
        """Take a piece; return the text that further pieces cannot change."""
        ...

    def flush(self) -> str:
        """Return the rest."""
        ...


@dataclass(frozen=True, slots=True)
class RestoreContext:
    """What restoring the answer to one prompt needs.

    Arguments:
        protocol: the protocol of the answer.
        restore_map: the surrogates with their originals.
        is_json: whether the prompt asks for an answer in JSON.
    """

    protocol: Protocol
    restore_map: RestoreMap
    is_json: bool = False

    def may_change(self, text: str) -> bool:
        """Tell whether a text may contain a surrogate, in plain letters or escaped."""
        return bool(self.restore_map) and ("\\" in text or self.restore_map.is_in(text))

    def call(self, name: str, tool: str) -> Pieces:
        """Return a restorer of the arguments of a call that arrive in pieces.

        Arguments:
            name: the field of the arguments.
            tool: the name of the tool.
        """
        links = self.restore_map.links
        if links.tools is None:
            return CallPieces(self, name)
        allowed = links.of_call(tool, "")
        return self.pieces(name, allowed) if allowed else Restorer(NOTHING_TO_RESTORE)

    def pieces(self, name: str, links: Links | None = None) -> Pieces:
        """Return a restorer of a text that arrives in pieces.

        Arguments:
            name: the field of the text.
            links: the links in which originals may be restored; None for those of the restore map.
        """
        is_json = name in JSON_FIELDS or "arguments" in name or (self.is_json and name in ANSWER_FIELDS)
        return JsonRestorer(self.restore_map, links) if is_json else Restorer(self.restore_map, links=links)


class CallPieces:
    """Restores the arguments of a call; from the first surrogate on at their end, when all links in them are known."""

    def __init__(self, context: RestoreContext, name: str) -> None:
        """Start the arguments of a call.

        Arguments:
            context: what restoring needs.
            name: the field of the arguments.
        """
        self._context, self._name = context, name
        self._ahead = context.pieces(name)
        self._pieces: list[str] = []
        self._given = 0
        self.restored = 0

    def feed(self, text: str) -> str:
        """Take a piece; return the text before the first surrogate, and nothing from there on."""
        self._pieces.append(text)
        given = "" if self._ahead.restored else self._ahead.feed(text)
        return self._sure(given)

    def flush(self) -> str:
        """Return the rest at the end of the arguments."""
        given = "" if self._ahead.restored else self._ahead.flush()
        if not self._ahead.restored:
            return given
        text = "".join(self._pieces)
        links = self._context.restore_map.links.of_call("", text)
        if links is not None:
            restorer = self._context.pieces(self._name, links)
            text = restorer.feed(text) + restorer.flush()
            self.restored = restorer.restored
        return text[self._given :]

    def _sure(self, given: str) -> str:
        given = "" if self._ahead.restored else given
        self._given += len(given)
        return given


@dataclass(frozen=True, slots=True)
class Calls:
    """The calls of tools in an answer, and the links in which originals are restored.

    Arguments:
        parents: path -> the object at it.
        links: those of the restore map.
        names: id of a call -> name of its tool, from earlier events.
    """

    parents: Mapping[Path, Any]
    links: Links
    names: Mapping[str, str] = field(default_factory=dict)
    _known: dict[Path, Links | None] = field(default_factory=dict)

    def links_at(self, path: Path) -> Links | None:
        """Return the links in which originals may be restored at a path; None where nothing may be restored."""
        for at, step in enumerate(path):
            call = self.parents.get(path[:at]) if step in CALL_FIELDS else None
            if call and _is_call(call, path):
                place = path[: at + 1]
                if place not in self._known:
                    self._known[place] = self.links.of_call(self._tool(call), call[step])
                return self._known[place]
        return self.links

    def _tool(self, call: Mapping[str, Any]) -> str:
        known = (self.names.get(str(call.get(name))) for name in ("item_id", "id", "call_id"))
        return str(call.get("name") or next(filter(None, known), None) or call.get("type") or "")


def _is_call(parent: Mapping[str, Any], path: Path) -> bool:
    """Tell whether an object is a call of a tool, or repeats the content of one."""
    kind = str(parent.get("type", ""))
    return "name" in parent or "call" in kind or "tool_use" in kind or "tool_calls" in path


def asks_for_json(body: Mapping[str, Any]) -> bool:
    """Tell whether a prompt asks for an answer in JSON."""
    text, output = body.get("text"), body.get("output_config")
    shapes = [body.get("response_format"), body.get("output_format")]
    shapes += [part.get("format") for part in (text, output) if isinstance(part, dict)]
    return any(isinstance(shape, dict) and str(shape.get("type", "")).startswith("json") for shape in shapes)


async def restore_answer(raw: bytes, context: RestoreContext) -> tuple[bytes, int]:
    """Restore a whole answer as `restore_body` does, a long one in a thread."""
    if len(raw) <= MAX_BYTES_AT_ONCE:
        return restore_body(raw, context)
    return await asyncio.to_thread(restore_body, raw, context)


def restore_body(raw: bytes, context: RestoreContext) -> tuple[bytes, int]:
    """Restore a whole answer.

    Returns:
        Its bytes, and the number of restored surrogates. Raises ValueError where it is not JSON.
    """
    text = raw.decode("utf-8")
    value = json.loads(text)
    is_vectors = context.protocol is Protocol.EMBEDDINGS and isinstance(value, dict) and "data" in value
    if is_vectors or not context.may_change(text):
        return raw, 0
    text, restored = restore_leaves(text, dict(objects(value)), context)
    return text.encode("utf-8", "surrogatepass"), restored


def restore_leaves(
    text: str,
    parents: Mapping[Path, Any],
    context: RestoreContext,
    change: Change = lambda path, content: None,
    names: Mapping[str, str] | None = None,
) -> tuple[str, int]:
    """Restore all strings of a JSON text that are text; an unchanged string stays byte for byte.

    Arguments:
        text: the JSON text.
        parents: path -> the object at it.
        context: what restoring needs.
        change: returns another value for a string, or a number as written; None to restore it as usual.
        names: id of a call -> name of its tool, from earlier events.

    Returns:
        The JSON text, and the number of restored surrogates.
    """
    pieces: list[str] = []
    position = restored = 0
    calls = Calls(parents, context.restore_map.links, names or {})
    for leaf in leaves(text, with_keys=True):
        literal = text[leaf.start : leaf.end]
        content = literal if leaf.is_number else decode(literal)
        new = None if leaf.is_key else change(leaf.path, content)
        if new is None:
            new, count = _restored(leaf, content, calls, context)
            restored += count
        if new != content:
            is_number = leaf.is_number and NUMBER.fullmatch(new)
            pieces += [text[position : leaf.start], new if is_number else encode(new, literal)]
            position = leaf.end
    return "".join(pieces) + text[position:], restored


def _restored(leaf: Leaf, content: str, calls: Calls, context: RestoreContext) -> tuple[str, int]:
    if not context.may_change(content):
        return content, 0
    is_plain = leaf.is_number or leaf.is_key
    if not (is_data(leaf.path) if is_plain else is_text(leaf.path, content, calls.parents)):
        return content, 0
    links = calls.links_at(leaf.path)
    if links is None:
        return content, 0
    name = next((step for step in reversed(leaf.path) if isinstance(step, str)), "")
    is_label = is_plain or kind_of(leaf.path, content, calls.parents) is Kind.LABEL
    # In names and settings, detection replaced only distinctive values.
    restorer = Restorer(context.restore_map.distinctive, links=links) if is_label else context.pieces(name, links)
    return restorer.feed(content) + restorer.flush(), restorer.restored
