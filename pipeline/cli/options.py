"""Options that several commands share, and their conversion to the configuration of a run."""

import difflib
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.screen import say
from pipeline.errors import HeteronymError, SecretKeyError
from pipeline.replace.keyed.keys import KEY_VARIABLES, LOCAL_KEY, Key, KeySource

if TYPE_CHECKING:
    from pipeline.policy.field_file import Stated
    from pipeline.policy.loading import Policy
    from pipeline.records import ReadOptions
    from pipeline.sanitizer_source import SanitizerSource

PDF_TEXT = "text"
BEAM_OPTIONS = {"allow_extra_args": True, "ignore_unknown_options": True}
RUN_OPTIONS = frozenset(
    {
        "--class",
        "--class-field",
        "--dataset",
        "--debug",
        "--dry-run",
        "--encoding",
        "--evidence",
        "--field",
        "--fields",
        "--fixed-width",
        "--force",
        "--json",
        "--key-file",
        "--key-id",
        "--limit",
        "--no-header",
        "--output",
        "--pdf",
        "--recipient",
        "--resume",
        "--vault",
    }
)

Inputs = Annotated[list[str], typer.Argument(help="Files, folders or patterns. Beam options may follow.")]
Class = Annotated[
    str, typer.Option("--class", "-c", help="The data classification: the name of a shipped policy, or a policy file.")
]
Output = Annotated[str, typer.Option("--output", "-o", help="The output folder for the copies.")]
KeyFile = Annotated[
    str,
    typer.Option(
        "--key-file",
        help="The key file. Default: HETERONYM_KEY, HETERONYM_KEY_FILE, HETERONYM_KEY_COMMAND, .heteronym/key.",
    ),
]
KeyId = Annotated[str, typer.Option("--key-id", help="The id of the key in the key file. Default: the newest.")]
Fields = Annotated[
    list[str],
    typer.Option("--field", help="NAME=text, keep, drop or ENTITY; NAME may be a path or a pattern; repeatable."),
]
FieldFile = Annotated[
    str,
    typer.Option(
        "--fields", help="A YAML file with lines `NAME: text`, keep, drop or ENTITY. `--field` takes precedence."
    ),
]
NoHeader = Annotated[
    bool, typer.Option("--no-header", help="CSV files have no column names. Default: detected from the first row.")
]
FixedWidth = Annotated[
    str, typer.Option("--fixed-width", help="A schema (YAML) with the columns of text files of fixed width.")
]
Encoding = Annotated[
    str, typer.Option("--encoding", help="The encoding of text files, such as cp1252. Default: detected.")
]
Pdf = Annotated[
    str, typer.Option("--pdf", help="`text` copies the text of PDF files. Default: PDF files are left out.")
]
ClassField = Annotated[str, typer.Option("--class-field", help="The field with the classification of each record.")]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=1, help="Read only the first records of each file, to try options. Default: all."),
]
Dataset = Annotated[str, typer.Option("--dataset", help="The name of the data set, for policies with scope `dataset`.")]
Recipient = Annotated[
    str, typer.Option("--recipient", help="The name of the recipient, for policies with scope `recipient`.")
]
VaultPlace = Annotated[
    str, typer.Option("--vault", help="The vault for originals: a file (SQLite) or the URL of a database.")
]
Anchor = Annotated[
    str,
    typer.Option(
        "--anchor",
        help="A file with the recorded end of the log: verify against it, then update it. "
        "Store it where writers of the log have no write access.",
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Overwrite existing copies, and remove what an interrupted run left.")
]
Resume = Annotated[
    bool,
    typer.Option("--resume", help="Continue an interrupted run of the same command, if the output folder has one."),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run",
        "--dry_run",  # an option of Beam, with which a run would start
        help="Show what would be read and written, and what would fail. Writes nothing.",
    ),
]
KeepEvidence = Annotated[
    str, typer.Option("--evidence", help="Keep keyed digests of the found values in this folder, for `audit residue`.")
]
PublicKeys = Annotated[
    list[str],
    typer.Option(
        "--public-key",
        help="The signer: a file that `key public` printed, or a fingerprint; repeatable. Default: your own keys.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@dataclass(frozen=True, slots=True)
class RunRequest:
    """The parsed options of a run or a scan.

    Arguments:
        inputs: files, folders and patterns.
        beam_arguments: Beam options.
        source: the policies and the key source.
        options: the declared fields of the records.
        is_keyless: whether there is no key yet, since none was created.
    """

    inputs: list[str]
    beam_arguments: list[str]
    source: "SanitizerSource"
    options: "ReadOptions"
    is_keyless: bool = False

    def with_key(self) -> "RunRequest":
        """Return the request; raises HeteronymError if there is no key."""
        if self.is_keyless:
            raise HeteronymError("no key is set: pass the key of the run with --key-file")
        return self


@dataclass(frozen=True, slots=True)
class Given:
    """The options that say how to read records, as they were given.

    Arguments:
        field, class_field, no_header, encoding, limit: as in ReadOptions; `field` holds NAME=KIND.
        field_file: the file with further NAME: KIND; empty for none.
        pdf: `text`, or empty.
        fixed_width: the path of a schema of fixed-width files; empty for none.
    """

    field: list[str]
    field_file: str
    class_field: str
    no_header: bool
    encoding: str
    limit: int | None
    pdf: str = ""
    fixed_width: str = ""

    def parsed(self, policy: "Policy | None") -> "ReadOptions":
        """Return the options; raises HeteronymError for the first invalid one.

        Arguments:
            policy: the policy, whose own entities may be declared; None for none.
        """
        stated = _stated_in(self.field_file, policy)
        fields = declared_fields(self.field, policy, {name: one.kind for name, one in stated.items()})
        given = {one.rpartition("=")[0] for one in self.field}
        if self.pdf not in ("", PDF_TEXT):
            raise HeteronymError(f"--pdf {self.pdf}: use --pdf {PDF_TEXT}")
        places = {name: one.place for name, one in stated.items() if name not in given}

        from pipeline.records import ReadOptions  # slow to import, and not needed to reject an invalid policy or key
        from pipeline.records.encodings import known_encoding
        from pipeline.records.fixed_width.schema import load_schema

        encoding = known_encoding(self.encoding) if self.encoding else ""
        is_text = self.pdf == PDF_TEXT
        layouts = load_schema(self.fixed_width) if self.fixed_width else ()
        return ReadOptions(
            fields,
            self.class_field,
            self.no_header,
            encoding,
            self.limit or 0,
            places,
            pdf_text=is_text,
            fixed_width=layouts,
        )


def request_of(
    inputs: list[str],
    classification: str,
    key_file: str,
    key_id: str,
    given: Given,
    *,
    dataset: str,
    recipient: str,
    vault: str = "",
    creates_key: bool = True,
) -> RunRequest:
    """Parse the options of `run`, `scan` and `audit`; raises HeteronymError for the first invalid one.

    Arguments:
        inputs, classification, key_file, key_id, given, dataset, recipient, vault: the options of these names.
        creates_key: whether a key is created if none is set.
    """
    from pipeline.policy.loading import Policy

    policy = Policy.load(classification)
    is_keyless = not creates_key and not key_file and not _is_key_set()
    # A key rotation during the run must not affect it.
    key = KeySource(str(LOCAL_KEY.absolute())) if is_keyless else key_source(key_file, key_id).pinned()
    _check_vault(vault, policy, by_record=bool(given.class_field))
    options = given.parsed(policy)

    from pipeline.sanitizer_source import SanitizerSource

    files, beam_arguments = _split_arguments(inputs)
    source = SanitizerSource(policy, key, dataset, recipient, bool(given.class_field), _vault_place(vault))
    return RunRequest(files, beam_arguments, source, options, is_keyless)


def key_source(key_file: str, key_id: str = "", *, create: bool = True) -> KeySource:
    """Return the source of the key: a file, the environment or `.heteronym/key`.

    Arguments:
        key_file: the file from the command line; empty for the default.
        key_id: the id of the key in a key file; empty for the newest.
        create: create `.heteronym/key` if no key is set.
    """
    _warn_of_readers(key_file or os.environ.get("HETERONYM_KEY_FILE") or str(LOCAL_KEY))
    if key_file:
        return KeySource(str(Path(key_file).absolute()), key_id)
    if create and not _is_key_set():
        key = Key.generate()
        key.save(LOCAL_KEY)
        say(
            f"created the new key {key.id} in {LOCAL_KEY}: keep the file, the same surrogates cannot be generated without it"
        )
    return KeySource.find(key_id)


def signers_of(public_keys: list[str], ring: Sequence[Key]) -> frozenset[str]:
    """Return the fingerprints of the signers that a user expects.

    Arguments:
        public_keys: the values of `--public-key`; empty for the signers of the user's own keys.
        ring: the user's own keys.
    """
    from pipeline.replace.keyed.signing import Signer, fingerprints_in

    own = (frozenset({Signer(key).fingerprint}) for key in ring)
    return frozenset[str]().union(*(map(fingerprints_in, public_keys) if public_keys else own))


def own_ring(key_file: str) -> tuple[Key, ...]:
    """Return the user's own keys, to check signatures; raises SecretKeyError if there are none."""
    try:
        return key_source(key_file, create=False).ring()
    except SecretKeyError as error:
        error.add_note("signatures alone can be checked without a key, by the signer's --public-key")
        raise


def _is_key_set() -> bool:
    """Return whether the environment names a key, or the working folder has one."""
    return any(os.environ.get(name) for name in KEY_VARIABLES) or LOCAL_KEY.exists()


def _warn_of_readers(key_file: str) -> None:
    """Warn about a key file that other users can read. Not an error, since a mounted secret may require that mode."""
    try:
        mode = stat.S_IMODE(os.stat(key_file).st_mode)
    except OSError:
        return
    if mode & 0o077:
        say(
            f"the key file {key_file} has mode {mode:04o}: other users of this computer can read the key; run chmod 600 on it",
            "yellow",
        )


def _check_vault(vault: str, policy: "Policy", *, by_record: bool) -> None:
    if vault and not policy.reversible and not by_record:
        raise HeteronymError(
            f"--vault: the policy {policy.classification} does not set 'reversible: true', so originals must not be stored"
        )
    if policy.reversible and not vault:
        say("the policy is reversible, but no originals are stored without --vault", "yellow")


def _vault_place(vault: str) -> str:
    """Return the location of a vault as an absolute path, since workers may have another working directory."""
    return vault if "://" in vault or not vault else str(Path(vault).absolute())


def declared_fields(
    given: list[str], policy: "Policy | None", in_file: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """Parse the values of `--field`.

    Arguments:
        given: the values, as NAME=KIND.
        policy: the policy, whose own entities may be declared; None for none.
        in_file: what a file declares, name -> kind, if there is one; the values take precedence.

    Raises:
        HeteronymError: a value is invalid.
    """
    from pipeline.policy.source import nearest
    from pipeline.records.patterns import with_patterns

    fields: dict[str, str] = {}
    kinds = _kinds(policy)
    for one in given:
        name, equals, kind = one.rpartition("=")
        if not equals or kind not in kinds:
            hint = nearest(kind, kinds) if equals else ""
            raise HeteronymError(
                f"--field {one}: use NAME=text, NAME=keep, NAME=drop or NAME=ENTITY, such as cust=CUSTOMER_ID{hint}"
            )
        fields[name] = kind
    fields = {
        **fields,
        **(in_file or {}),
        **fields,
    }  # those of the command line first: of two patterns the first one counts
    return with_patterns(fields)


def _stated_in(field_file: str, policy: "Policy | None") -> "dict[str, Stated]":
    """Return what a file declares about fields; raises PolicyError with its line if the file is invalid."""
    if not field_file:
        return {}
    from pipeline.policy.field_file import read_field_file

    return read_field_file(Path(field_file), _kinds(policy))


def _kinds(policy: "Policy | None") -> frozenset[str]:
    """Return what a field may be declared as."""
    from pipeline.records.fields import known_kinds

    return known_kinds(policy.declared if policy else ())


def _split_arguments(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Split arguments into inputs and the Beam options that follow, and join each option with its value."""
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
    """Raise HeteronymError for options that Beam does not know either, such as misspelled ones."""
    from pipeline.run.runner import known_beam_options

    known = known_beam_options()
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known | RUN_OPTIONS, n=1)
            raise HeteronymError(f"no such option: {name}" + (f" - did you mean {near[0]}?" if near else ""))
