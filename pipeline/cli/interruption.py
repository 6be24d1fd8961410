"""Interruption of a command: Ctrl-C always ends it, without tracebacks."""

import atexit
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from pipeline.cli.screen import with_notes

AGAIN_SECONDS = 0.1
LEFT = "left"  # the setting with the line that an interrupted command prints
LEAVING_SECONDS = 5


@contextmanager
def reporting_interruption(settings: dict[str, Any]) -> Iterator[None]:
    """Keep the message about what an interrupted run leaves: the parser turns the interrupt into an exit code.

    SIGTERM interrupts the run as Ctrl-C does, so that a run that is stopped removes its files.
    """
    try:
        with _stopped_as_interrupted():
            yield
    except KeyboardInterrupt as interrupt:
        settings[LEFT] = with_notes("interrupted: nothing was written", interrupt)
        raise
    settings[LEFT] = "interrupted: the copies are complete"


@contextmanager
def interrupted_once() -> Iterator[None]:
    """Raise KeyboardInterrupt for the first Ctrl-C only: another one would end the removal of files half done.

    Without effect where Ctrl-C is ignored, as in a background process, or handled otherwise.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or not _is_main_thread():
        yield
        return
    signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def _stopped_as_interrupted() -> Iterator[None]:
    if not _is_main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def quiet_threads() -> Iterator[None]:
    """Print no errors of threads and destructors: their tracebacks may contain content.

    Python reports an error in a destructor and goes on. If a Ctrl-C arrives while one runs, it would have no effect.
    """
    before = sys.unraisablehook, threading.excepthook
    sys.unraisablehook = _interrupt_again
    threading.excepthook = lambda _: None
    try:
        yield
    finally:
        sys.unraisablehook, threading.excepthook = before


def leave_at_once(code: int) -> NoReturn:
    """Exit without waiting for the threads of a runner, which would delay the end of an interrupted run."""
    sys.stdout.flush()
    sys.stderr.flush()
    leaving = threading.Thread(target=atexit._run_exitfuncs, daemon=True)
    leaving.start()
    leaving.join(LEAVING_SECONDS)  # a function of a library may wait for one of those threads
    os._exit(code)


def _interrupt(number: int, _: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _interrupt_again(ignored: "sys.UnraisableHookArgs") -> None:
    """Interrupt the main thread once more, a little later: at once it would interrupt only this function."""
    if issubclass(ignored.exc_type, KeyboardInterrupt):
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and _is_main_thread():
            signal.signal(signal.SIGINT, _interrupt)
        again = threading.Timer(AGAIN_SECONDS, os.kill, (os.getpid(), signal.SIGINT))
        again.daemon = True
        again.start()
