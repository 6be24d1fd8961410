"""Deltas: the pieces of texts in the events of a stream, the text that each belongs to, and the end of each text.

In all protocols, a string below `delta`, or the text of a choice, is a piece.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.gateway.protocol.answer_fields import is_piece
from pipeline.records.json_scan import Path

# Fields of a delta that are complete. Anthropic's client uses the last delta of a compaction as the whole of it.
WHOLE = frozenset({"citation", "citations", "annotations"})
WHOLE_DELTAS = frozenset({"compaction_delta"})
# Events after which no text continues.
LAST = frozenset({"message_delta", "message_stop", "response.completed", "response.incomplete", "response.failed"})
OF_EACH_EVENT = frozenset({"event_id", "client_event_id"})  # differs in each event, so it does not identify a text
PADDING = "obfuscation"
END = frozenset({"finish_reason", "logprobs"})  # of a choice; clients expect these fields
OF_CALLS = frozenset({"tool_calls", "function_call", "arguments", "partial_json", "input_json_delta"})
CALLS = frozenset({"function", "custom"})  # objects inside a call that name the tool


@dataclass(frozen=True, slots=True)
class Place:
    """The text that a piece belongs to.

    Arguments:
        kind: the type of its events without ".delta"; empty where they have none.
        where: the ids and positions in its events.
        steps: the path inside an event; an item of a list is identified by its `index` field instead of its position.
    """

    kind: str
    where: tuple[tuple[str, int | str], ...]
    steps: Path

    @property
    def name(self) -> str:
        """Return the name of the field of the text."""
        return str(self.steps[-1]) if len(self.steps) > 1 else self.kind.rpartition(".")[2]

    @property
    def marks(self) -> list[str]:
        """Return the ids and places under which `call_names` may list the tool of this call."""
        return (
            [f"{name}={value}" for name, value in self.where]
            + [str(value) for _, value in self.where]
            + [f"{self.steps[: place + 1]}" for place in range(len(self.steps))]
        )


def deltas(event: Mapping[str, Any], parents: Mapping[Path, Any]) -> Iterator[tuple[Path, Place]]:
    """Yield the path of each piece of text in an event, and the text that it belongs to.

    Arguments:
        event: the parsed event.
        parents: path -> the object at it.
    """
    kind = str(event.get("type") or "").removesuffix(".delta")
    where = tuple(sorted((name, value) for name, value in event.items() if _is_id(name, value)))
    for path, steps in _strings(event.get("delta"), ("delta",), ("delta",)):
        if is_piece(path, parents):
            yield path, Place(kind, where, steps)
    for path, steps in _strings(event.get("choices"), ("choices",), ("choices",)):
        if path[2:3] in (("delta",), ("text",)) and is_piece(path, parents):
            yield path, Place("", (), steps)


def is_call(place: Place) -> bool:
    """Tell whether a text is the arguments of a call of a tool."""
    marks = {*place.steps, place.name}
    return bool(marks & OF_CALLS) or "arguments" in place.name or "_call" in place.kind


def call_names(event: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of the tools that an event calls, by each id or place that later events may use for the call."""
    names: dict[str, str] = {}
    item = event.get("content_block") or event.get("item")
    if isinstance(item, dict) and isinstance(item.get("name"), str):
        marks = [f"{name}={value}" for name, value in event.items() if _is_id(name, value)]
        names |= dict.fromkeys(
            [*marks, *(item[name] for name in ("id", "call_id") if isinstance(item.get(name), str))], item["name"]
        )
    for at, choice in enumerate(_list(event.get("choices"))):
        delta = choice.get("delta") if isinstance(choice, dict) else None
        steps: Path = ("choices", _step(choice, at), "delta")
        calls = delta.items() if isinstance(delta, dict) else ()
        for field, value in calls:
            for place, call in enumerate(_list(value)) if field == "tool_calls" else [(None, value)]:
                where = (*steps, field) if place is None else (*steps, field, _step(call, place))
                for inner in (call, *(call.get(name) for name in CALLS)) if isinstance(call, dict) else ():
                    if isinstance(inner, dict) and isinstance(inner.get("name"), str):
                        names[f"{where}"] = inner["name"]
    return names


def is_over(place: Place, event: Mapping[str, Any]) -> bool:
    """Tell whether an event ends a text."""
    kind = str(event.get("type") or "")
    if kind in LAST:
        return True
    if kind == "content_block_stop" or kind == f"{place.kind}.done":
        return all(event.get(name, value) == value for name, value in place.where)
    return any(
        isinstance(choice, dict) and choice.get("finish_reason") and place.steps[:2] == ("choices", _step(choice, at))
        for at, choice in enumerate(_list(event.get("choices")))
    )


def with_only(event: Mapping[str, Any], path: Path, text: str) -> dict[str, Any]:
    """Return an event with another piece of one of its texts and only the fields that identify the text.

    The other fields must not be repeated: clients add up roles, names, usage and probabilities.
    """
    kept = {name: value for name, value in event.items() if name != PADDING and not isinstance(value, dict)}
    kept = {name: [] if isinstance(value, list) else value for name, value in kept.items()}
    return kept | {str(path[0]): _only(event[str(path[0])], path[1:], text)}


def _only(value: Any, path: Path, text: str) -> Any:
    if not path:
        return text
    inner = _only(value[path[0]], path[1:], text)
    if isinstance(value, list):
        return [inner]
    kept = {name: one for name, one in value.items() if _is_id(name, one) and not name.endswith("id")}
    kept |= {name: None for name in value if name in END}
    if "type" in value and path[0] not in CALLS:
        kept["type"] = value["type"]
    return kept | {path[0]: inner}


def _strings(value: Any, path: Path, steps: Path) -> Iterator[tuple[Path, Path]]:
    if isinstance(value, str):
        yield path, steps
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _strings(item, (*path, at), (*steps, _step(item, at)))
    elif isinstance(value, dict) and str(value.get("type")) not in WHOLE_DELTAS:
        for name, item in value.items():
            if name not in WHOLE:
                yield from _strings(item, (*path, name), (*steps, name))


def _step(item: Any, at: int) -> int:
    index = item.get("index") if isinstance(item, dict) else None
    return index if isinstance(index, int) else at


def _is_id(name: str, value: Any) -> bool:
    if isinstance(value, int):
        return name.endswith("index")
    return isinstance(value, str) and (name == "id" or name.endswith("_id")) and name not in OF_EACH_EVENT


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
