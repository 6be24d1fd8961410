"""Progress of long commands: a bar on a terminal, lines from time to time elsewhere."""

import io
from types import SimpleNamespace

import pytest
from rich.console import Console

from pipeline.cli import screen
from pipeline.cli.screen import LINE_SECONDS, progress


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> io.StringIO:
    """Return what is printed to standard error, which is a terminal or not."""
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=request.param, width=80, _environ={"TERM": "xterm"})
    monkeypatch.setattr(screen, "terminal", console)
    return stream


@pytest.mark.parametrize("printed", [True], indirect=True)
def test_progress_is_a_bar_on_a_terminal_which_is_cleared_at_the_end(printed: io.StringIO) -> None:
    with progress() as on_progress:
        on_progress(0.5)

    shown = printed.getvalue()
    assert "anonymizing" in shown
    assert " 50 %" in shown
    assert shown.endswith("\x1b[2K")  # erases the line


@pytest.mark.parametrize("printed", [False], indirect=True)
def test_progress_is_a_line_from_time_to_time_elsewhere(printed: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(seconds=100.0)
    monkeypatch.setattr(screen, "time", SimpleNamespace(monotonic=lambda: clock.seconds))

    with progress("measuring") as on_progress:
        for share in (0.1, 0.2, 0.3, 0.4, 0.5):
            on_progress(share)
            clock.seconds += LINE_SECONDS / 2

    assert printed.getvalue() == "measuring: 30%\nmeasuring: 50%\n"


@pytest.mark.parametrize("printed", [False], indirect=True)
def test_short_command_prints_no_progress_elsewhere(printed: io.StringIO) -> None:
    with progress() as on_progress:
        on_progress(1.0)

    assert printed.getvalue() == ""
