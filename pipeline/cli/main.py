"""Command line: the `heteronym` command, its groups and its exit codes."""

import errno
import gc
import io
import logging
import os
import sys
from collections.abc import Iterator
from importlib.metadata import version
from typing import Annotated, Any, NoReturn

import typer
from typer.main import get_command

from pipeline.cli import (
    audit,
    audit_canaries,
    audit_detector,
    audit_impact,
    audit_lineage,
    audit_utility,
    classify,
    data,
    evaluate,
    fields,
    gateway,
    keys,
    ledger,
    policies,
    reports,
    vaults,
)
from pipeline.cli.interruption import LEFT, interrupted_once, leave_at_once, quiet_threads
from pipeline.cli.options import BEAM_OPTIONS
from pipeline.cli.report_page import page as report_page
from pipeline.cli.screen import DONE, FAULT, INTERRUPTED, USAGE, place_of, say, traceback_of, with_notes
from pipeline.errors import HeteronymError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # a disk, or the file that standard output goes to

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Anonymize text before it trains, or prompts, somebody else's model.",
)
app.command(context_settings=BEAM_OPTIONS)(data.run)
app.command(context_settings=BEAM_OPTIONS)(data.scan)
app.command()(fields.fields)
app.command(context_settings=BEAM_OPTIONS)(classify.classify)
app.command()(data.text)
app.command()(evaluate.evaluate)
app.command()(gateway.serve)
app.add_typer(gateway.gateway_app, name="gateway")
reports.report_app.command("page")(report_page)
app.add_typer(reports.report_app, name="report")
app.add_typer(ledger.ledger_app, name="ledger")
app.add_typer(policies.policy_app, name="policy")
app.add_typer(keys.key_app, name="key")
app.add_typer(vaults.vault_app, name="vault")
app.add_typer(audit.audit_app, name="audit")
audit.audit_app.command()(audit_canaries.canaries)
audit.audit_app.command()(audit_detector.detector)
audit.audit_app.command(context_settings=BEAM_OPTIONS)(audit_lineage.lineage)
audit.audit_app.command(context_settings=BEAM_OPTIONS)(audit_lineage.lineage_commit)
audit.audit_app.command("impact", context_settings=BEAM_OPTIONS)(audit_impact.audit_impact)
audit.audit_app.command("utility", context_settings=BEAM_OPTIONS)(audit_utility.audit_utility)


def _print_version(is_set: bool) -> None:
    if is_set:
        print(f"heteronym {version('heteronym')}")
        raise typer.Exit


def _set_debug(context: typer.Context, is_set: bool) -> None:
    if is_set:
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
            help="Print a traceback without values for an unexpected error.",
            callback=_set_debug,
            is_eager=True,
            expose_value=False,
        ),
    ] = False,
) -> None:
    """Define the options that precede a command."""


def main() -> NoReturn:
    """Run the command. Errors are printed as one line without content."""
    logging.disable(logging.CRITICAL)  # logs of libraries may contain content
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a file name may not be UTF-8
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # parallelism comes from processes, and sums stay deterministic
    gc.set_threshold(100_000)  # imports create many long-lived objects, and repeated scans of them take 0.1 s
    settings: dict[str, Any] = {}
    with quiet_threads(), interrupted_once():
        code = _run(settings)
        if code == INTERRUPTED:
            say(settings.get(LEFT, "interrupted: nothing was written"), "red")
            leave_at_once(code)
    sys.exit(code)


def _run(settings: dict[str, Any]) -> int:
    """Run the command, and return its exit code."""
    try:
        return _command()(standalone_mode=False, obj=settings) or DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _failed(error, settings.get("debug", False))


def _command() -> Any:
    """Return the command, with `--debug` also accepted after each subcommand."""
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
    """Print an error, and return the exit code."""
    if hasattr(error, "show"):  # a usage error from the argument parser
        error.show()
        return USAGE
    if debug:
        for line in traceback_of(error):
            say(line)
    if isinstance(error, OSError) and error.errno in FULL:
        say(f"heteronym: cannot write the output: {os.strerror(error.errno)}", "red")
        return USAGE
    if isinstance(error, HeteronymError):
        say(with_notes(f"heteronym: {error}", error), "red")
        return USAGE
    say(with_notes(f"heteronym: unexpected {type(error).__name__} at {place_of(error)}", error), "red")
    return FAULT


if __name__ == "__main__":
    main()
