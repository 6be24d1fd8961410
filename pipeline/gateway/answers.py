"""Answers: the originals put back where surrogates stand, whole or in a stream, without touching any other byte."""

import json
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from typing import Protocol as Interface

from pipeline.gateway.events import BrokenStreamError, Event
from pipeline.gateway.inner_json import JsonRestorer
from pipeline.gateway.positions import Kind, Protocol, is_data, kind_of
from pipeline.gateway.prompt import objects
from pipeline.gateway.table import Restorer, Table
from pipeline.records.json_scan import NUMBER, Path, encode, leaves

# Fields whose text is JSON by itself, in answers and in pieces of them.
JSON_FIELDS = frozenset({"arguments", "partial_json"})
DONE = "[DONE]"

Key = tuple[Any, ...]  # tells a text of an answer from the others


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

    def pieces(self, name: str) -> Pieces:
        """Begin a text that comes in pieces.

        Arguments:
            name: the field that it stands in.
        """
        is_json = (
            name in JSON_FIELDS or "arguments" in name or (self.is_json and name in ("content", "text", "output_text"))
        )
        return JsonRestorer(self.table) if is_json else Restorer(self.table)


def asks_for_json(body: Mapping[str, Any]) -> bool:
    """Tell whether a prompt asks for an answer in JSON."""
    text, output = body.get("text"), body.get("output_config")
    shapes = [body.get("response_format"), body.get("output_format")]
    shapes += [part.get("format") for part in (text, output) if isinstance(part, dict)]
    return any(isinstance(shape, dict) and str(shape.get("type", "")).startswith("json") for shape in shapes)


def restore_body(raw: bytes, way: Way) -> tuple[bytes, int]:
    """Restore a whole answer.

    Returns:
        Its bytes, and how many surrogates were put back. Raises ValueError for what is no JSON.
    """
    text, restored = restore_json(raw.decode("utf-8"), way)
    return text.encode("utf-8", "surrogatepass"), restored


def restore_json(
    text: str, way: Way, change: Callable[[Path, str], str | None] = lambda path, content: None
) -> tuple[str, int]:
    """Restore all strings of a JSON text that are text; a string that does not change stays byte for byte.

    Arguments:
        text: the JSON text.
        way: how it is restored.
        change: gives a string, or a number as it is written, another value; None to go on as usual.

    Returns:
        The JSON text, and how many surrogates were put back. Raises ValueError for what is no JSON.
    """
    value = json.loads(text)
    parents = dict(objects(value, ()))
    pieces: list[str] = []
    position = restored = 0
    for leaf in leaves(text, with_keys=True):
        literal = text[leaf.start : leaf.end]
        content = literal if leaf.is_number else json.loads(literal)
        new = None if leaf.is_key else change(leaf.path, content)
        if new is None:
            new, count = _restored(leaf.path, content, parents, way, is_plain=leaf.is_number or leaf.is_key)
            restored += count
        if new != content:
            is_number = leaf.is_number and NUMBER.fullmatch(new)
            pieces += [text[position : leaf.start], new if is_number else encode(new, literal)]
            position = leaf.end
    return "".join(pieces) + text[position:], restored


def _restored(path: Path, content: str, parents: Mapping[Path, Any], way: Way, *, is_plain: bool) -> tuple[str, int]:
    if is_plain:
        if not is_data(path):
            return content, 0
    elif kind_of(path, content, parents) in (Kind.SEALED, Kind.TOKEN) or _is_thought(path, parents):
        return content, 0
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    restorer = Restorer(way.table) if is_plain else way.pieces(name)
    return restorer.feed(content) + restorer.flush(), restorer.restored


def _is_thought(path: Path, parents: Mapping[Path, Any]) -> bool:
    """Tell a thought, which must come back to its maker as it was: its signature may stand in another event."""
    return path[-1] == "thinking" and parents.get(path[:-1], {}).get("type") in ("thinking", "thinking_delta")


@dataclass(slots=True)
class _Channel:
    """A text that comes in pieces, and the event that brought the last one."""

    pieces: Pieces
    last: Event
    path: Path


@dataclass(slots=True)
class AnswerStream:
    """Restores the events of one answer.

    Arguments:
        way: how they are restored.
        restored: how many surrogates were put back so far.
    """

    way: Way
    restored: int = 0
    _channels: dict[Key, _Channel] = field(default_factory=dict)
    _added: int = 0

    def feed(self, event: Event) -> Iterator[Event]:
        """Yield what an event becomes, after the rest of texts that it ends; raises BrokenStreamError."""
        if not event.data or event.data == DONE:
            if event.data == DONE:
                yield from self.close()
            yield event
            return
        try:
            value = json.loads(event.data)
        except ValueError:
            raise BrokenStreamError("an event is not JSON") from None
        if not isinstance(value, dict):
            raise BrokenStreamError("an event is not a JSON object")
        here = dict(_deltas(self.way.protocol, value))
        ended = {key for key in (*self._channels, *here.values()) if _ends(self.way.protocol, value, key)}
        for key in [key for key in self._channels if key in ended and key not in here.values()]:
            yield from self._flush(key, value)
        yield self._restore(event, value, here, ended)

    def close(self) -> Iterator[Event]:
        """Yield the rest of all texts: the answer is over."""
        for key in list(self._channels):
            yield from self._flush(key, {})

    def _restore(self, event: Event, value: Any, here: Mapping[Path, Key], ended: Container[Key]) -> Event:
        def change(path: Path, content: str) -> str | None:
            if self._added and path == ("sequence_number",):
                return str(int(content) + self._added)
            return (
                self._feed(here[path], path, content, event, value, is_last=here[path] in ended)
                if path in here
                else None
            )

        text, restored = restore_json(event.data, self.way, change)
        self.restored += restored
        return event if text == event.data else event.with_data(text)

    def _feed(self, key: Key, path: Path, content: str, event: Event, value: Any, *, is_last: bool) -> str:
        channel = self._channels.get(key)
        if channel is None:
            channel = self._channels[key] = _Channel(self.way.pieces(_name(value, path)), event, path)
        channel.last, channel.path = event, path
        given = self._counted(channel.pieces, lambda: channel.pieces.feed(content))
        if is_last:
            del self._channels[key]
            given += self._counted(channel.pieces, channel.pieces.flush)
        return given

    def _flush(self, key: Key, closing: Mapping[str, Any]) -> Iterator[Event]:
        """End a text: what was held back goes out in a copy of the event that brought its last piece."""
        channel = self._channels.pop(key)
        rest = self._counted(channel.pieces, channel.pieces.flush)
        if not rest:
            return
        texts = dict(_deltas(self.way.protocol, json.loads(channel.last.data)))
        number = closing.get("sequence_number")

        def change(path: Path, _: str) -> str | None:
            if path == ("sequence_number",) and isinstance(number, int):
                return str(number + self._added)
            if path in texts:  # the other texts of the event have gone out
                return rest if path == channel.path else ""
            return None

        text, _ = restore_json(channel.last.data, self.way, change)
        self._added += isinstance(number, int)
        yield channel.last.with_data(text)

    def _counted(self, pieces: Pieces, work: Callable[[], str]) -> str:
        before = pieces.restored
        done = work()
        self.restored += pieces.restored - before
        return done


def _name(value: Mapping[str, Any], path: Path) -> str:
    kind = str(value.get("type", ""))
    return (
        "output_text"
        if kind == "response.output_text.delta"
        else kind
        if kind.startswith("response.")
        else str(path[-1])
    )


def _deltas(protocol: Protocol, value: Mapping[str, Any]) -> Iterator[tuple[Path, Key]]:
    """Yield where an event holds a piece of a text, and which text that is."""
    kind = value.get("type")
    if protocol.is_anthropic:
        delta = value.get("delta")
        if kind == "content_block_delta" and isinstance(delta, dict):
            yield from (
                (("delta", name), (value.get("index"), name))
                for name in ("text", "partial_json")
                if isinstance(delta.get(name), str)
            )
    elif protocol is Protocol.RESPONSES:
        if isinstance(kind, str) and kind.endswith(".delta") and isinstance(value.get("delta"), str):
            where = (value.get(name) for name in ("item_id", "output_index", "content_index", "summary_index"))
            yield ("delta",), (kind.removesuffix(".delta"), *where)
    else:
        for place, choice in enumerate(value.get("choices") or ()):
            if isinstance(choice, dict):
                yield from _choice_deltas(choice, place)


def _choice_deltas(choice: Mapping[str, Any], place: int) -> Iterator[tuple[Path, Key]]:
    """Yield the pieces of one of several answers of OpenAI's."""
    index = choice.get("index", place)
    if isinstance(choice.get("text"), str):
        yield ("choices", place, "text"), (index, "text")
    delta = choice.get("delta")
    if not isinstance(delta, dict):
        return
    base: Path = ("choices", place, "delta")
    yield from (
        ((*base, name), (index, name)) for name, text in delta.items() if isinstance(text, str) and name != "role"
    )
    called = [("function_call",), *(("tool_calls", at) for at in range(len(delta.get("tool_calls") or ())))]
    for path in called:
        call = delta.get("function_call") if len(path) == 1 else delta["tool_calls"][path[1]]
        if not isinstance(call, dict):
            continue
        function = call if len(path) == 1 else call.get("function")
        where = path if len(path) == 1 else (*path, "function")
        if isinstance(function, dict) and isinstance(function.get("arguments"), str):
            yield (*base, *where, "arguments"), (index, "arguments", call.get("index", path[-1]))


def _ends(protocol: Protocol, value: Mapping[str, Any], channel: Key) -> bool:
    """Tell whether an event says that a text is over."""
    kind = value.get("type")
    if protocol.is_anthropic:
        return kind in ("message_delta", "message_stop") or (
            kind == "content_block_stop" and value.get("index") == channel[0]
        )
    if protocol is Protocol.RESPONSES:
        return kind == f"{channel[0]}.done" or kind in ("response.completed", "response.incomplete", "response.failed")
    choices = value.get("choices") or ()
    return any(
        isinstance(choice, dict) and choice.get("finish_reason") and choice.get("index", place) == channel[0]
        for place, choice in enumerate(choices)
    )
