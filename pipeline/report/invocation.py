"""Invocation of a run: when, by whom, where and with which command it was made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest

DIGEST = "hmac_sha256:"


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a command.

    Arguments:
        option: the name of the option; empty for an input.
        value: its value; empty for a flag.
        is_clear: whether the value may be read by everybody; otherwise only its keyed digest is shown.
    """

    option: str
    value: str = ""
    is_clear: bool = False

    def shown(self, key: Key) -> tuple[str, ...]:
        """Return the words of the argument as a report shows them."""
        value = self.value if self.is_clear or not self.value else DIGEST + keyed_digest(key, "argument", self.value)
        return tuple(filter(None, (self.option, value)))


@dataclass(frozen=True, slots=True)
class Invocation:
    """When, by whom, where and how a command was started.

    Arguments:
        command: the name of the command.
        inputs: the inputs. They are not clear, since names of files may contain names of people.
        options: the options, except those that the manifest describes.
        operator: who started it.
        host: the name of the computer.
        python, platform: the version of Python, and the operating system.
        started: the time of its start.
        now: returns the current time.
    """

    command: str
    inputs: tuple[Argument, ...]
    options: tuple[Argument, ...]
    operator: str
    host: str
    python: str
    platform: str
    started: datetime
    now: Callable[[], datetime]

    def described(self, key: Key, described: Iterable[Argument] = ()) -> dict[str, Any]:
        """Return the entries of a manifest. The end is the current time.

        Arguments:
            key: the key for the digests of arguments.
            described: the options that the manifest describes, with the values that it shows.
        """
        arguments = (*self.inputs, *described, *self.options)
        return {
            "started": self.started.isoformat(timespec="seconds"),
            "ended": self.now().isoformat(timespec="seconds"),
            "operator": self.operator,
            "host": {"name": self.host, "python": self.python, "platform": self.platform},
            "command": ["heteronym", self.command, *(word for one in arguments for word in one.shown(key))],
        }
