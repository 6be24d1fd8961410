"""Options that several commands share, and what a run is made from."""

import difflib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.screen import say
from pipeline.errors import HeteronymError

if TYPE_CHECKING:
    from pipeline.policy.loading import Policy
    from pipeline.records import ReadOptions
    from pipeline.replace.keyed.keys import KeySource
    from pipeline.sanitizer_source import SanitizerSource

LOCAL_KEY = Path(".heteronym/key")
BEAM_OPTIONS = {"allow_extra_args": True, "ignore_unknown_options": True}
RUN_OPTIONS = frozenset(
    {
        "--class",
        "--class-field",
        "--dataset",
        "--debug",
        "--field",
        "--force",
        "--json",
        "--key-file",
        "--key-id",
        "--output",
        "--recipient",
        "--vault",
    }
)

Inputs = Annotated[list[str], typer.Argument(help="Files, folders or patterns; any option of Beam's may follow.")]
Class = Annotated[
    str, typer.Option("--class", "-c", help="The data classification: a shipped policy or a policy file.")
]
Output = Annotated[str, typer.Option("--output", "-o", help="The folder for the copies.")]
KeyFile = Annotated[
    str,
    typer.Option(
        "--key-file",
        help="The key; default: HETERONYM_KEY, HETERONYM_KEY_FILE, HETERONYM_KEY_COMMAND, .heteronym/key.",
    ),
]
KeyId = Annotated[str, typer.Option("--key-id", help="The id of the key to take from it; default: the newest.")]
Fields = Annotated[list[str], typer.Option("--field", help="NAME=text, NAME=keep or NAME=ENTITY; may be given again.")]
ClassField = Annotated[str, typer.Option("--class-field", help="The field that holds a record's own classification.")]
Dataset = Annotated[str, typer.Option("--dataset", help="The name of the data set, for policies of that scope.")]
Recipient = Annotated[str, typer.Option("--recipient", help="The name of the receiver, for policies of that scope.")]
VaultPlace = Annotated[
    str, typer.Option("--vault", help="Where originals are kept: a file (SQLite), or the URL of a database.")
]
Anchor = Annotated[
    str,
    typer.Option(
        "--anchor",
        help="A file that notes the end of the log: check against it, and write the new end there. "
        "Keep it where writers of the log cannot write.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]


@dataclass(frozen=True, slots=True)
class Request:
    """What a run or a scan works with.

    Arguments:
        inputs: files, folders and patterns.
        beam_arguments: options of Beam's.
        source: what the sanitizers are made from.
        options: what is known of the fields.
    """

    inputs: list[str]
    beam_arguments: list[str]
    source: "SanitizerSource"
    options: "ReadOptions"


def request_of(
    inputs: list[str],
    classification: str,
    key_file: str,
    key_id: str,
    field: list[str],
    class_field: str,
    *,
    dataset: str,
    recipient: str,
    vault: str = "",
) -> Request:
    """Return what the options of `run` and `scan` mean; raises HeteronymError for the first that is wrong."""
    from pipeline.policy.loading import Policy

    policy = Policy.load(classification)
    key = key_source(key_file, key_id).pinned()  # a key that is rotated while a run works does not split its copy
    _check_vault(vault, policy, by_record=bool(class_field))
    fields = _fields(field, policy)

    from pipeline.records import ReadOptions  # heavy, and not needed to refuse a wrong policy or key
    from pipeline.sanitizer_source import SanitizerSource

    files, beam_arguments = _split_arguments(inputs)
    source = SanitizerSource(policy, key, dataset, recipient, bool(class_field), _vault_place(vault))
    return Request(files, beam_arguments, source, ReadOptions(fields, class_field))


def key_source(key_file: str, key_id: str = "", *, create: bool = True) -> "KeySource":
    """Return where the key is: the file, the environment or `.heteronym/key`.

    Arguments:
        key_file: the file that the command line names; may be empty.
        key_id: which key of a key file; empty for the newest.
        create: make `.heteronym/key` where no key is set.
    """
    from pipeline.replace.keyed.keys import KEY_VARIABLES, Key, KeySource

    _warn_of_readers(key_file or os.environ.get("HETERONYM_KEY_FILE") or str(LOCAL_KEY))
    if key_file:
        return KeySource(str(Path(key_file).absolute()), key_id)
    if any(os.environ.get(name) for name in KEY_VARIABLES):
        return KeySource("", key_id)
    if create and not LOCAL_KEY.exists():
        key = Key.generate()
        key.save(LOCAL_KEY)
        say(f"made a new key {key.id} in {LOCAL_KEY}: keep it, it alone repeats these pseudonyms")
    return KeySource(str(LOCAL_KEY.absolute()), key_id)


def _warn_of_readers(key_file: str) -> None:
    """Warn of a key file that other users may read; no error, since a mounted secret may need that mode."""
    try:
        mode = stat.S_IMODE(os.stat(key_file).st_mode)
    except OSError:
        return
    if mode & 0o077:
        say(
            f"the key file {key_file} has mode {mode:04o}: others of this computer may use the key; chmod 600 it",
            "yellow",
        )


def _check_vault(vault: str, policy: "Policy", *, by_record: bool) -> None:
    if vault and not policy.reversible and not by_record:
        raise HeteronymError(
            f"--vault: the policy {policy.classification} does not say 'reversible: true', so nothing may be kept"
        )
    if policy.reversible and not vault:
        say("the policy is reversible; without --vault no original is kept", "yellow")


def _vault_place(vault: str) -> str:
    """Return the place of a vault for workers, which may work in another folder."""
    return vault if "://" in vault or not vault else str(Path(vault).absolute())


def _fields(given: list[str], policy: "Policy") -> dict[str, str]:
    from pipeline.extensions import known_entities
    from pipeline.records.model import FREE_TEXT, KEEP

    fields = {}
    known = known_entities() | set(policy.declared) | {FREE_TEXT, KEEP}
    for one in given:
        name, equals, kind = one.rpartition("=")
        if not equals or kind not in known:
            raise HeteronymError(f"--field {one}: say NAME=text, NAME=keep or NAME=ENTITY, such as cust=CUSTOMER_ID")
        fields[name] = kind
    return fields


def _split_arguments(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Separate inputs from the options of Beam that follow, and join each option to its value."""
    first = next((place for place, argument in enumerate(arguments) if argument.startswith("-")), len(arguments))
    files, rest = arguments[:first], arguments[first:]
    joined: list[str] = []
    for argument in rest:
        if argument.startswith("--") or not joined:
            joined.append(argument)
        else:
            joined[-1] += f"={argument}"
    if joined:
        _refuse_unknown([argument.partition("=")[0] for argument in joined])
    return files, joined


def _refuse_unknown(names: Sequence[str]) -> None:
    """Refuse what Beam does not know either: a typing error must not be ignored."""
    from pipeline.run.runner import known_beam_options

    known = known_beam_options()
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known | RUN_OPTIONS, n=1)
            raise HeteronymError(f"no such option: {name}" + (f" - did you mean {near[0]}?" if near else ""))
