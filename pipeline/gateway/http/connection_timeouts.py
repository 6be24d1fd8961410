"""Connection timeouts: a connection is closed whose client does not send its headers or does not read its response.

uvicorn has a timeout only for a connection that is idle between two requests.
"""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.h11_impl import H11Protocol  # strict in parsing requests


class TimedProtocol(H11Protocol):
    """uvicorn's protocol over h11, with a header timeout and a write timeout."""

    head_seconds: float
    write_seconds: float
    _head: TimerHandle | None = None
    _write: TimerHandle | None = None
    _left_bytes = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Start the header timeout of the first request."""
        super().connection_made(transport)
        self._watch_head()

    def data_received(self, data: bytes) -> None:
        """Receive data; slow data does not extend the header timeout."""
        super().data_received(data)
        self._watch_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel all timeouts."""
        super().connection_lost(exc)
        for timer in (self._head, self._write):
            if timer:
                timer.cancel()

    def pause_writing(self) -> None:
        """Start the write timeout: the client has not read what was written."""
        super().pause_writing()
        self._watch_write()

    def resume_writing(self) -> None:
        """Cancel the write timeout: the client has read."""
        super().resume_writing()
        if self._write:
            self._write.cancel()
            self._write = None

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection, even if the client does not read the rest."""
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
        if self.transport.get_write_buffer_size() < self._left_bytes:  # slow, but the client reads
            self._watch_write()
        else:
            self.transport.abort()


def timed_protocol(head_seconds: float, write_seconds: float) -> type[TimedProtocol]:
    """Return the protocol with its timeouts.

    Arguments:
        head_seconds: seconds until the headers of a request must be complete, on a new connection or from their first byte.
        write_seconds: seconds for which a client may read nothing of a pending response.
    """
    return type("TimedProtocol", (TimedProtocol,), {"head_seconds": head_seconds, "write_seconds": write_seconds})
