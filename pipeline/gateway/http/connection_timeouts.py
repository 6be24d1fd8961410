"""HTTP with an end to waiting: a client that does not send its headers, or does not take its answer, is hung up on.

uvicorn has a limit only for a connection that waits for its next request.
"""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.h11_impl import H11Protocol  # strict about what a request is


class Patience(H11Protocol):
    """uvicorn's protocol over h11, with two more limits."""

    head_seconds: float
    write_seconds: float
    _head: TimerHandle | None = None
    _write: TimerHandle | None = None
    _left_bytes = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._watch_head()

    def data_received(self, data: bytes) -> None:
        """Take what the client sends; a drip does not prolong the wait for headers."""
        super().data_received(data)
        self._watch_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """End all waiting."""
        super().connection_lost(exc)
        for timer in (self._head, self._write):
            if timer:
                timer.cancel()

    def pause_writing(self) -> None:
        """Wait for a client that has not taken what was written."""
        super().pause_writing()
        self._watch_write()

    def resume_writing(self) -> None:
        """Go on: it took it."""
        super().resume_writing()
        if self._write:
            self._write.cancel()
            self._write = None

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection, also where the client does not take the rest."""
        super().timeout_keep_alive_handler()
        self._write = self._write or self.loop.call_later(self.write_seconds, self.transport.abort)

    def _watch_head(self) -> None:
        is_awaited = self.cycle is None or self.cycle.response_complete
        if self._head and not is_awaited:
            self._head.cancel()
            self._head = None
        elif is_awaited and not self._head:
            self._head = self.loop.call_later(self.head_seconds, self.timeout_keep_alive_handler)

    def _watch_write(self) -> None:
        self._left_bytes = self.transport.get_write_buffer_size()
        self._write = self.loop.call_later(self.write_seconds, self._check_write)

    def _check_write(self) -> None:
        if self.transport.get_write_buffer_size() < self._left_bytes:  # slow, but it takes something
            self._watch_write()
        else:
            self.transport.abort()


def patient(head_seconds: float, write_seconds: float) -> type[Patience]:
    """Return the protocol with its limits.

    Arguments:
        head_seconds: until the headers of a request have come in, on a connection that is new or has begun to send.
        write_seconds: for how long a client may take nothing of what waits for it.
    """
    return type("Patient", (Patience,), {"head_seconds": head_seconds, "write_seconds": write_seconds})
