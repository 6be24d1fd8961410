"""The gateway's end of a scanner: a process, and the socket to it."""

import asyncio
import multiprocessing
import socket
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from pipeline.errors import BrokenMessageError, HeteronymError, PromptError
from pipeline.gateway.scanning.ipc import packed, receive, receive_from
from pipeline.gateway.scanning.messages import error_of, question, result_of
from pipeline.gateway.scanning.scanner import ScannerConfig, serve

START_SECONDS = 120
BUFFER_BYTES = 2**20
# Half of what the slower machines do, beyond the seconds that every piece of work has.
BYTES_A_SECOND = 20_000


class ScannerProcess:
    """A scanner, from its start to its end."""

    def __init__(self, config: ScannerConfig) -> None:
        """Begin to start it; raises OSError."""
        context = multiprocessing.get_context("spawn")  # the gateway has threads, which a fork would break
        self._socket, theirs = socket.socketpair()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._process = context.Process(
            target=serve, args=(theirs, config.source, config.words, config.key.line()), daemon=True
        )
        self._process.start()
        theirs.close()
        self._is_closed = False

    @property
    def is_alive(self) -> bool:
        """Tell whether it lives, and was not ended."""
        return not self._is_closed and self._process.is_alive()

    def wait_until_ready(self) -> None:
        """Wait until it has loaded; raises HeteronymError."""
        self._socket.settimeout(START_SECONDS)
        try:
            said = receive(self._socket)
            if said is None:
                return
            error = error_of(said[1:])
        except (EOFError, OSError, BrokenMessageError, LookupError, TypeError, ValueError) as failure:
            error = HeteronymError(f"a scanner did not start ({type(failure).__name__}): is there enough memory?")
        raise error

    async def ask(self, function: str, arguments: Sequence[Any], *, seconds: float) -> Any:
        """Return what it answers, or an error; it is ended where it does not answer in time, or not as it should.

        Arguments:
            function: the name of what it is to call.
            arguments: with what, behind its sanitizers.
            seconds: how long that may take, with a second more for every BYTES_A_SECOND of the question.
        """
        message = packed(question(function, arguments))
        try:
            async with asyncio.timeout(seconds + len(message) / BYTES_A_SECOND):
                reader, writer = self._streams = self._streams or await asyncio.open_unix_connection(
                    sock=self._socket, limit=BUFFER_BYTES
                )
                writer.write(message)
                await writer.drain()
                return result_of(await receive_from(reader), function, len(arguments))
        except TimeoutError:
            self.close()
            return PromptError("the prompt was not scanned in time: nothing was sent", "detection_timeout", 503)
        except Exception:  # whatever it was, neither its prompts nor its next ones can be trusted to it
            self.close()
            return PromptError("the scanner died: nothing was sent", "detection_failed", 500)

    def close(self) -> None:
        """End it at once."""
        self._is_closed = True
        self._process.kill()
        if self._streams:
            self._streams[1].close()
        else:
            self._socket.close()


def start(config: ScannerConfig, count: int) -> list[ScannerProcess]:
    """Start some scanners, and wait until they are ready: all of them or none; raises HeteronymError."""
    workers: list[ScannerProcess] = []
    with ExitStack() as stack:
        try:
            for _ in range(count):
                workers.append(ScannerProcess(config))
                stack.callback(workers[-1].close)
        except OSError as error:
            raise HeteronymError(f"a scanner cannot be started: {error.strerror}") from None
        for worker in workers:
            worker.wait_until_ready()
        stack.pop_all()
    return workers
