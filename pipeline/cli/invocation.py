"""Invocation of a command, for its report: time, operator, computer and arguments."""

import getpass
import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from pipeline.cli.options import RunRequest
    from pipeline.report import Argument, Invocation

OPERATOR_VARIABLE = "HETERONYM_OPERATOR"
DESCRIBED = frozenset({"--class", "--class-field", "--field"})  # the manifest has them itself
# Options whose values reveal nothing about data, people or places.
CLEAR = frozenset(
    {"--direct_num_workers", "--direct_running_mode", "--encoding", "--key-id", "--limit", "--pdf", "--runner"}
)


def invocation_of(context: typer.Context, request: "RunRequest") -> "Invocation":
    """Return the invocation of the current command.

    Arguments:
        context: the parsed command line.
        request: the parsed options of the run.
    """
    from pipeline.report import Argument, Invocation

    def now() -> datetime:
        return datetime.now(UTC)

    return Invocation(
        context.info_name or "",
        tuple(Argument("", name) for name in request.inputs),
        (*_options(context), *map(_beam_option, request.beam_arguments)),
        operator(),
        platform.node(),
        platform.python_version(),
        platform.platform(),
        now(),
        now,
    )


def operator() -> str:
    """Return who runs a command: the name that HETERONYM_OPERATOR gives, else the user of the operating system."""
    return os.environ.get(OPERATOR_VARIABLE) or _user()


def _options(context: typer.Context) -> Iterator["Argument"]:
    """Yield the options that were given, under their long names."""
    from pipeline.report import Argument

    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if parameter.param_type_name != "option" or source is None or source.name != "COMMANDLINE":
            continue
        option = max(parameter.opts, key=len)
        given: Any = context.params.get(parameter.name or "")
        for value in given if isinstance(given, list | tuple) else [given]:
            if option not in DESCRIBED:
                yield Argument(option) if value is True else Argument(option, str(value), option in CLEAR)


def _beam_option(argument: str) -> "Argument":
    from pipeline.report import Argument

    option, _, value = argument.partition("=")
    return Argument(option, value, option in CLEAR)


def _user() -> str:
    """Return the name of the user of the operating system; the number of one without a name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # as in a container that runs under any number
        return str(os.getuid())
