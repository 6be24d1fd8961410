"""Streamed answers: each text is restored across events, and sent as soon as further pieces cannot change it."""

import json
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.errors import BrokenStreamError
from pipeline.gateway.answers import Pieces, RestoreContext, restore_leaves
from pipeline.gateway.protocol.deltas import Place, call_names, deltas, is_call, is_over, with_only
from pipeline.gateway.protocol.events import DONE, Event
from pipeline.records.json_scan import Path, objects

NUMBERED = ("sequence_number",)
# Texts that are open at once: choices, calls of tools. Protocols allow at most 128.
MAX_CHANNELS = 256
MAX_HELD_BYTES = 4_096
MAX_NAMES, MAX_NAME_CHARACTERS = 8_192, 1_024  # of called tools, by the ids and places of their calls


@dataclass(slots=True)
class _Channel:
    """An open text, and a short event to send its end in.

    Arguments:
        pieces: restores the text.
        event: an event like that of its last piece, without the fields that are sent only once.
        path: the path of a piece in the event.
    """

    pieces: Pieces
    event: Event
    path: Path


@dataclass(slots=True)
class AnswerStream:
    """Restores the events of one answer.

    Arguments:
        context: what restoring needs.
        restored: the number of restored surrogates so far.
    """

    context: RestoreContext
    restored: int = 0
    _channels: dict[Place, _Channel] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _added: int = 0

    def feed(self, event: Event) -> Iterator[Event]:
        """Yield the restored event, after the rest of the texts that it ends; raises BrokenStreamError."""
        if not event.data or event.data == DONE:
            if event.data == DONE:
                yield from self.close()
            yield event
            return
        value = _parsed(event)
        if not self.context.restore_map:
            yield event
            return
        if self.context.restore_map.links.tools is not None:
            self._add_names(value)
        parents = dict(objects(value))
        here = dict(deltas(value, parents))
        ended = {place for place in (*self._channels, *here.values()) if is_over(place, value)}
        for place in [place for place in self._channels if place in ended and place not in here.values()]:
            yield from self._flush(place, value)
        yield self._restore(event, parents, here, ended)

    def _add_names(self, value: Mapping[str, Any]) -> None:
        """Store the names of the tools that an event calls; in a call without a name nothing is restored."""
        for mark, name in call_names(value).items():
            if len(self._names) < MAX_NAMES and len(mark) + len(name) <= MAX_NAME_CHARACTERS:
                self._names[mark] = name

    def close(self) -> Iterator[Event]:
        """Yield the rest of all texts at the end of the answer."""
        for place in list(self._channels):
            yield from self._flush(place, {})

    def _restore(
        self, event: Event, parents: Mapping[Path, Any], here: Mapping[Path, Place], ended: Container[Place]
    ) -> Event:
        def change(path: Path, content: str) -> str | None:
            if self._added and path == NUMBERED:
                return str(int(content) + self._added)
            place = here.get(path)
            return self._feed(place, path, content, event, parents[()], is_last=place in ended) if place else None

        text, restored = restore_leaves(event.data, parents, self.context, change, self._names)
        self.restored += restored
        return event if text == event.data else event.with_data(text)

    def _feed(
        self, place: Place, path: Path, content: str, event: Event, value: Mapping[str, Any], *, is_last: bool
    ) -> str:
        channel = self._channels.get(place)
        if channel is None:
            if len(self._channels) >= MAX_CHANNELS:
                raise BrokenStreamError("too many texts are open at once", "too_many_texts")
            channel = self._channels[place] = _Channel(self._pieces(place), *_shell(event, value, path))
        elif not is_last:
            channel.event, channel.path = _shell(event, value, path)
        given = self._counted(channel.pieces, lambda: channel.pieces.feed(content))
        if is_last:
            del self._channels[place]
            given += self._counted(channel.pieces, channel.pieces.flush)
        return given

    def _pieces(self, place: Place) -> Pieces:
        if not is_call(place):
            return self.context.pieces(place.name)
        tool = next((name for mark in place.marks if (name := self._names.get(mark))), "")
        return self.context.call(place.name, tool)

    def _flush(self, place: Place, closing: Mapping[str, Any]) -> Iterator[Event]:
        """End a text: the held back rest is sent in an event like that of its last piece."""
        channel = self._channels.pop(place)
        rest = self._counted(channel.pieces, channel.pieces.flush)
        if not rest:
            return
        value = with_only(json.loads(channel.event.data), channel.path, rest)
        number = closing.get("sequence_number")
        if isinstance(number, int):
            value["sequence_number"] = number + self._added
            self._added += 1
        yield channel.event.with_data(json.dumps(value))

    def _counted(self, pieces: Pieces, work: Callable[[], str]) -> str:
        before = pieces.restored
        done = work()
        self.restored += pieces.restored - before
        return done


def _shell(event: Event, value: Mapping[str, Any], path: Path) -> tuple[Event, Path]:
    """Return an event with only the fields that identify one of its texts, and the path of a piece in it.

    One is kept for each open text, and an event may have megabytes; the fields that identify its text are short.
    """
    shell = event.with_data(json.dumps(with_only(value, path, "")))
    if len(shell.raw) > MAX_HELD_BYTES:
        raise BrokenStreamError("the fields of an event that identify its text are too long", "event_too_long")
    return shell, tuple(0 if isinstance(step, int) else step for step in path)


def _parsed(event: Event) -> dict[str, Any]:
    try:
        value = json.loads(event.data)
    except ValueError:
        raise BrokenStreamError("an event is not JSON") from None
    if not isinstance(value, dict):
        raise BrokenStreamError("an event is not a JSON object")
    return value
