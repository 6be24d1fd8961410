"""Server-sent events as bytes: splitting a stream into events, and writing an event with other data."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from pipeline.errors import BrokenStreamError

END = regex.compile(rb"\r\n\r\n|\n\n|\r\r")
LONGEST_END = 4
LINE_END = regex.compile(rb"\r\n|\n|\r")
# The longest events repeat a whole answer that contains an image.
MAX_EVENT_BYTES = 8 * 2**20


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    Arguments:
        raw: its bytes, with the empty line that ends it.
        data: the content of its data lines; empty for a comment.
    """

    raw: bytes
    data: str

    def with_data(self, data: str) -> "Event":
        """Return the event with other data in one line; its other lines are unchanged."""
        lines, is_written = [], False
        for line in LINE_END.split(self.raw.rstrip(b"\r\n")):
            if not line.startswith(b"data:"):
                lines.append(line)
            elif not is_written:
                lines.append(b"data: " + data.encode("utf-8", "surrogatepass"))
                is_written = True
        return replace(self, raw=b"\n".join(lines) + b"\n\n", data=data)


class EventReader:
    """Splits a stream of bytes into events, wherever its pieces are cut."""

    def __init__(self) -> None:
        """Start a stream."""
        self._rest = bytearray()

    def feed(self, block: bytes) -> Iterator[Event]:
        """Yield the events that are complete; raises BrokenStreamError."""
        new = max(0, len(self._rest) - LONGEST_END + 1)  # no complete end can be before it
        self._rest += block
        start = 0
        while match := END.search(self._rest, max(start, new)):
            if match[0] == b"\r\r" and match.end() == len(self._rest):
                break  # may be the first half of "\r\r\n": wait for the next block
            _check_length(match.end() - start)
            yield _event(bytes(self._rest[start : match.end()]))
            start = match.end()
        del self._rest[:start]
        _check_length(len(self._rest))

    def close(self) -> None:
        """End the stream; raises BrokenStreamError where the last event is incomplete."""
        if self._rest.strip(b"\r\n "):
            raise BrokenStreamError("the last event is incomplete")


def _check_length(count: int) -> None:
    if count > MAX_EVENT_BYTES:
        raise BrokenStreamError("an event is too long", "event_too_long")


def _event(raw: bytes) -> Event:
    try:
        lines = [line[5:].removeprefix(b" ") for line in LINE_END.split(raw) if line.startswith(b"data:")]
        return Event(raw, b"\n".join(lines).decode("utf-8"))
    except UnicodeDecodeError:
        raise BrokenStreamError("an event is not UTF-8") from None


DONE = "[DONE]"
