"""Scanner process handle: the gateway's side of a scanner, with its process and socket."""

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
# Half of the throughput of slow machines; added to the fixed timeout of each batch.
BYTES_A_SECOND = 20_000


class ScannerProcess:
    """A running scanner process."""

    def __init__(self, config: ScannerConfig) -> None:
        """Start the process without waiting for it; raises OSError if it cannot be started."""
        context = multiprocessing.get_context("spawn")  # the gateway has threads, which a fork would break
        self._socket, theirs = socket.socketpair()
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._process = context.Process(
            target=serve, args=(theirs, config.source, config.words, config.key.line(), config.earlier), daemon=True
        )
        self._process.start()
        theirs.close()
        self._is_closed = False

    @property
    def is_alive(self) -> bool:
        """Whether the process is running and was not closed."""
        return not self._is_closed and self._process.is_alive()

    def wait_until_ready(self) -> None:
        """Wait until the scanner has loaded; raises HeteronymError if it fails or exceeds START_SECONDS."""
        self._socket.settimeout(START_SECONDS)
        try:
            message = receive(self._socket)
            if message is None:
                return
            error = error_of(message[1:])
        except (EOFError, OSError, BrokenMessageError, LookupError, TypeError, ValueError) as failure:
            error = HeteronymError(f"a scanner did not start ({type(failure).__name__}): check the available memory")
        raise error

    async def ask(self, function: str, arguments: Sequence[Any], *, seconds: float) -> Any:
        """Call a function of the scanner. The process is killed on a timeout or an invalid result.

        Arguments:
            function: the name of the function.
            arguments: its arguments after the sanitizers.
            seconds: the timeout in seconds, plus one second per BYTES_A_SECOND of the message.

        Returns:
            The result, or a PromptError.
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
        except Exception:  # after any failure the process cannot be trusted with further prompts
            self.close()
            return PromptError("the scanner died: nothing was sent", "detection_failed", 500)

    def close(self) -> None:
        """Kill the process."""
        self._is_closed = True
        self._process.kill()
        if self._streams:
            self._streams[1].close()
        else:
            self._socket.close()


def start(config: ScannerConfig, count: int) -> list[ScannerProcess]:
    """Start scanners and wait until they are ready; raises HeteronymError and stops all of them if one fails."""
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
