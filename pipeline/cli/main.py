"""The `heteronym` command: its groups, and how it ends."""

import atexit
import gc
import logging
import os
import sys
from collections.abc import Iterator
from importlib.metadata import version
from typing import Annotated, Any, NoReturn

import typer
from typer.main import get_command

from pipeline.cli import data, gateway, keys, policies, reports, vaults
from pipeline.cli.options import BEAM_OPTIONS
from pipeline.cli.screen import DONE, FAULT, INTERRUPTED, USAGE, place_of, say, traceback_of
from pipeline.errors import HeteronymError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Anonymize text before it trains, or prompts, somebody else's model.",
)
app.command(context_settings=BEAM_OPTIONS)(data.run)
app.command(context_settings=BEAM_OPTIONS)(data.scan)
app.command()(data.text)
app.command()(gateway.serve)
app.add_typer(gateway.gateway_app, name="gateway")
app.add_typer(reports.report_app, name="report")
app.add_typer(policies.policy_app, name="policy")
app.add_typer(keys.key_app, name="key")
app.add_typer(vaults.vault_app, name="vault")
app.add_typer(gateway.audit_app, name="audit")


def _print_version(asked: bool) -> None:
    if asked:
        print(f"heteronym {version('heteronym')}")
        raise typer.Exit


def _note_debug(context: typer.Context, asked: bool) -> None:
    if asked:
        context.obj["debug"] = True


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
    _debug: Annotated[
        bool,
        typer.Option(
            "--debug",
            help="Print where a fault came from, without values.",
            callback=_note_debug,
            is_eager=True,
            expose_value=False,
        ),
    ] = False,
) -> None:
    """Take the options before a command."""


def main() -> NoReturn:
    """Run the command; a fault is one line without content."""
    logging.disable(logging.CRITICAL)  # a library's log may hold content
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the processes are the parallelism; and sums keep their order
    gc.set_threshold(
        100_000
    )  # imports create many objects that stay: to scan them again and again takes a tenth of a second
    settings: dict[str, bool] = {}
    try:
        code = _command()(standalone_mode=False, obj=settings) or DONE
    except Exception as error:
        code = _failed(error, settings.get("debug", False))
    if code == INTERRUPTED:
        say("interrupted: nothing was written", "red")
        _leave_at_once(code)
    sys.exit(code)


def _command() -> Any:
    """Return the command with `--debug` after each command as well."""
    root = get_command(app)
    debug = next(parameter for parameter in root.params if "--debug" in parameter.opts)
    for command in _leaves(root):
        command.params.append(debug)
    return root


def _leaves(command: Any) -> Iterator[Any]:
    commands = getattr(command, "commands", {})
    for one in commands.values():
        yield from _leaves(one)
    if not commands:
        yield command


def _failed(error: Exception, debug: bool) -> int:
    """Print a fault; returns the exit code."""
    if hasattr(error, "show"):  # a usage error of the command line itself
        error.show()
        return USAGE
    if debug:
        for line in traceback_of(error):
            say(line)
    if isinstance(error, HeteronymError):
        say(f"heteronym: {error}", "red")
        return USAGE
    say(f"heteronym: unexpected {type(error).__name__} at {place_of(error)}", "red")
    return FAULT


def _leave_at_once(code: int) -> NoReturn:
    """Leave without waiting for the threads of a runner, which would keep an interrupted run alive."""
    sys.stdout.flush()
    sys.stderr.flush()
    atexit._run_exitfuncs()
    os._exit(code)


if __name__ == "__main__":
    main()
