"""Terminal output and exit codes of the command line."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb
from typing import NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

DONE, FAULT, USAGE, BLOCKED, VOID, INTERRUPTED = 0, 1, 2, 3, 4, 130

LINE_SECONDS = 30

FILE_COLUMNS, LINES = 200, 25  # of tables in files and pipes, which are read by other programs or with a pager

terminal = Console(stderr=True)
output_console = Console(soft_wrap=True, highlight=False)
if not output_console.is_terminal:
    columns = os.environ.get("COLUMNS", "")
    output_console.size = (int(columns) if columns.isdecimal() else FILE_COLUMNS, LINES)


def say(message: str, style: str = "") -> None:
    """Print one line to standard error, without markup."""
    terminal.print(message, style=style, markup=False, soft_wrap=True, highlight=False)


def fail(code: int, message: str) -> NoReturn:
    """Print why a command failed, and exit with a code."""
    say(message, "yellow")
    raise typer.Exit(code)


def with_notes(message: str, error: BaseException) -> str:
    """Return a message with the advice that was added to an error on its way."""
    return "; ".join((message, *getattr(error, "__notes__", ())))


@contextmanager
def progress(doing: str = "anonymizing") -> Iterator[Callable[[float], None]]:
    """Show a progress bar on a terminal, else a line from time to time; yields a function that takes the completed share."""
    if not terminal.is_terminal:
        yield _lines(doing)
        return
    columns = (TextColumn(doing), BarColumn(), TextColumn("{task.percentage:3.0f} %"), TimeRemainingColumn())
    with Progress(*columns, console=terminal, transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _lines(doing: str) -> Callable[[float], None]:
    """Return a function that prints the completed share, 0 to 1, at most once in LINE_SECONDS."""
    last = time.monotonic()

    def on_progress(share: float) -> None:
        nonlocal last
        if time.monotonic() - last >= LINE_SECONDS:
            last = time.monotonic()
            say(f"{doing}: {share:.0%}")

    return on_progress


def place_of(error: BaseException) -> str:
    """Return the file and line that raised an error, without its message, which may contain content."""
    places = [f"{Path(frame.f_code.co_filename).name}:{line}" for frame, line in walk_tb(error.__traceback__)]
    return places[-1] if places else "an unknown location"


def traceback_of(error: BaseException) -> Iterator[str]:
    """Yield the lines of a traceback: types, files, lines and functions, without messages, source code and values."""
    if cause := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        yield from traceback_of(cause)
        yield "which caused:"
    for frame, line in walk_tb(error.__traceback__):
        yield f'  File "{frame.f_code.co_filename}", line {line}, in {frame.f_code.co_qualname}'
    yield type(error).__qualname__
