"""The `heteronym` command: parses, calls, prints."""

import json
import logging
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text as Styled

from pipeline.errors import HeteronymError
from pipeline.policy.model import Policy, PolicyFile
from pipeline.replace.keyed.keys import KEY_VARIABLES, Key, KeySource, rotate
from pipeline.restore.anchors import read_anchor, write_anchor

if TYPE_CHECKING:
    from pipeline.decide.settle import Decided
    from pipeline.records import ReadOptions
    from pipeline.restore.vault import Vault
    from pipeline.sanitizer_source import SanitizerSource

DONE, FAULT, USAGE, BLOCKED, INTERRUPTED = 0, 1, 2, 3, 130
VAULT_LOG_SHOWN = ("number", "at", "who", "action", "outcome", "reason", "about")
LOCAL_KEY = Path(".heteronym/key")

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
policy_app = typer.Typer(no_args_is_help=True, help="Show and check policies.")
key_app = typer.Typer(no_args_is_help=True, help="Make and identify keys.")
vault_app = typer.Typer(no_args_is_help=True, help="Find originals again, where a policy is reversible.")
audit_app = typer.Typer(no_args_is_help=True, help="What was done, and the proof of it.")
report_app = typer.Typer(no_args_is_help=True, help="Check what the report of a run says.")
app.add_typer(report_app, name="report")
app.add_typer(audit_app, name="audit")
app.add_typer(policy_app, name="policy")
app.add_typer(key_app, name="key")
app.add_typer(vault_app, name="vault")

terminal = Console(stderr=True)
output_console = Console(soft_wrap=True, highlight=False)

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
        help="Check against what this file notes, and note the new end there; keep it where no writer may write.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
BEAM_OPTIONS = {"allow_extra_args": True, "ignore_unknown_options": True}


@app.command(context_settings=BEAM_OPTIONS)
def run(
    inputs: Inputs,
    classification: Class,
    output: Output,
    key_file: KeyFile = "",
    key_id: KeyId = "",
    field: Fields = [],  # noqa: B006  (typer reads it, nobody changes it)
    class_field: ClassField = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    vault: VaultPlace = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite copies that exist.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write an anonymized copy of data sets, with a report."""
    files, beam_arguments, source, options = _request(
        inputs, classification, key_file, key_id, field, class_field, dataset, recipient, vault
    )

    from pipeline.report import write_manifest
    from pipeline.run import batch

    with _progress() as on_progress:
        done = batch.run(
            files, output, source, options, beam_arguments=beam_arguments, force=force, on_progress=on_progress
        )
    manifest = write_manifest(done, source.policy, source.key.load(), output)
    _print_manifest(manifest, as_json, f"copies in {output}")
    if done.records_blocked or done.unreadable:
        _fail(BLOCKED, f"{done.records_blocked + len(done.unreadable)} blocked: see {output}/blocked")


@app.command(context_settings=BEAM_OPTIONS)
def scan(
    inputs: Inputs,
    classification: Class,
    key_file: KeyFile = "",
    key_id: KeyId = "",
    field: Fields = [],  # noqa: B006
    class_field: ClassField = "",
    as_json: AsJson = False,
) -> None:
    """Report what a run would find and do; writes nothing."""
    files, beam_arguments, source, options = _request(
        inputs, classification, key_file, key_id, field, class_field, dataset="scan", recipient="scan"
    )

    from pipeline.report import manifest
    from pipeline.run import batch

    with tempfile.TemporaryDirectory() as scratch, _progress() as on_progress:
        done = batch.run(files, scratch, source, options, beam_arguments=beam_arguments, on_progress=on_progress)
    _print_manifest(manifest(done, source.policy, source.key.load()), as_json, "nothing written")
    if done.records_blocked or done.unreadable:
        _fail(BLOCKED, f"{done.records_blocked + len(done.unreadable)} would be blocked")


@app.command()
def text(
    classification: Class,
    content: Annotated[
        str, typer.Argument(metavar="[TEXT]", help="The text; standard input where it is left out.")
    ] = "",
    key_file: KeyFile = "",
    key_id: KeyId = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    explain: Annotated[bool, typer.Option("--explain", help="Show each finding and what was decided.")] = False,
    as_json: AsJson = False,
) -> None:
    """Anonymize one text, to try a policy."""
    from pipeline.sanitizer import Sanitizer

    if not content:
        content = sys.stdin.buffer.read().decode("utf-8", "replace").removesuffix("\n")
    sanitizer = Sanitizer(
        Policy.load(classification), _key_source(key_file, key_id).load(), dataset=dataset, recipient=recipient
    )
    result = sanitizer.sanitize_text(content)
    if result.blocked:
        if explain:
            _explain(content, result.decisions)
        _fail(BLOCKED, f"the policy {classification} blocks texts with {result.blocked}")
    if as_json:
        spans = [[span.start, span.end, span.entity, span.score, span.source] for span in result.findings]
        print(json.dumps({"text": result.text, "findings": spans}, ensure_ascii=False))
        return
    output_console.print(result.text, markup=False)
    if explain:
        _explain(content, result.decisions)


@app.command()
def serve(
    classification: Annotated[
        str, typer.Option("--class", "-c", help="The policy of requests that name none; default: the strictest.")
    ] = "",
    config: Annotated[
        str, typer.Option("--config", help="A YAML file with these names and more: docs/gateway.md.")
    ] = "",
    host: Annotated[str, typer.Option("--host", help="Where to listen; default: 127.0.0.1.")] = "",
    port: Annotated[int, typer.Option("--port", help="Where to listen; default: 8787.")] = -1,
    openai: Annotated[
        str, typer.Option("--openai", help="The base of OpenAI's API, or of one that speaks like it.")
    ] = "",
    anthropic: Annotated[str, typer.Option("--anthropic", help="The base of Anthropic's API.")] = "",
    audit_log: Annotated[str, typer.Option("--audit-log", help="The file of the audit log.")] = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    key_file: KeyFile = "",
    key_id: KeyId = "",
) -> None:
    """Filter prompts on their way to a model, and put the originals back into its answers."""
    try:
        from pipeline.gateway.serve import serve as run_gateway
        from pipeline.gateway.settings import Settings
    except ImportError:
        raise HeteronymError("the gateway needs more packages: pip install 'heteronym[gateway]'") from None

    said = {
        "classification": classification,
        "host": host,
        "port": port if port >= 0 else "",
        "openai": openai,
        "anthropic": anthropic,
        "audit_log": audit_log,
        "dataset": dataset,
        "recipient": recipient,
    }
    settings = Settings.load(config, {name: value for name, value in said.items() if value != ""})
    run_gateway(settings, _key_source(key_file, key_id))


@audit_app.command("log")
def audit_log(
    path: Annotated[Path, typer.Argument(help="The file of the gateway's audit log.")],
    verify: Annotated[
        bool, typer.Option("--verify", help="Check that no line was changed; prints the last hash.")
    ] = False,
    head: Annotated[str, typer.Option("--head", help="With --verify: a hash that you noted earlier.")] = "",
    anchor: Anchor = "",
    key_file: Annotated[
        str, typer.Option("--key-file", help="With --verify: the gateway's key, to check MACs, too.")
    ] = "",
) -> None:
    """Print the gateway's audit log, or check it."""
    from pipeline.gateway.accounting import audit_log as log

    if not (verify or anchor):
        for entry in log.read(path):
            print(json.dumps(entry))
        return
    if anchor and head:
        raise HeteronymError("--head, --anchor: give one of them")
    noted = (read_anchor(Path(anchor)) or {}) if anchor else {"hash": head}
    found = log.verify(path, str(noted.get("hash", "")), _keys_of_log(key_file))
    if found.broken:
        _fail(
            FAULT,
            f"{found.broken.file}:{found.broken.line}: {found.broken.what}; {found.entries} entries before it hold",
        )
    if anchor:
        write_anchor(Path(anchor), {"entries": found.entries, "hash": found.last_hash})
    unchecked = (
        f"; {found.entries - found.keyed} of them, the first, have no MAC" if found.keyed < found.entries else ""
    )
    print(f"{found.entries} entries in {found.files} files hold{unchecked}; last hash {found.last_hash}")


def _keys_of_log(key_file: str) -> tuple[Key, ...]:
    """Return the keys to check a log with: without one its hashes are checked alone."""
    if not key_file and not any(os.environ.get(name) for name in KEY_VARIABLES):
        terminal.print("no key is set: the hashes are checked, the MACs are not", style="yellow")
        return ()
    return _key_source(key_file, create=False).ring()


@report_app.command("verify")
def verify_report(
    output: Annotated[str, typer.Argument(help="The output folder of a run.")],
    inputs: Annotated[list[str], typer.Argument(help="The inputs, as they were given to the run.")],
    classification: Annotated[str, typer.Option("--class", "-c", help="Compare this policy as well.")] = "",
    key_file: KeyFile = "",
    as_json: AsJson = False,
) -> None:
    """Check that inputs and copies are those that the manifest of a run speaks of."""
    from pipeline.report import key_of, read_manifest, verify

    manifest = read_manifest(output)
    key = key_of(manifest, _key_source(key_file, create=False).ring())
    policy = Policy.load(classification) if classification else None
    checks = list(verify(manifest, output, inputs, key, policy))
    problems = [check for check in checks if check.problem]
    if as_json:
        print(json.dumps({"matches": not problems, "checks": [asdict(check) for check in checks]}))
    else:
        table = Table("part", "name", "result", box=None, pad_edge=False)
        for check in checks:
            table.add_row(check.part, Styled(check.name), "matches" if not check.problem else check.problem)
        output_console.print(table)
    for check in problems:
        terminal.print(f"{check.part} {check.name} {check.problem}", markup=False, soft_wrap=True, highlight=False)
    if problems:
        raise typer.Exit(USAGE)


@policy_app.command("show")
def show_policy(name: Annotated[str, typer.Argument(help="A shipped policy or a policy file.")]) -> None:
    """Print a policy with all that it extends."""
    policy = Policy.load(name)
    print(f"# sha256 {policy.digest}\n{policy.as_yaml()}", end="")


@policy_app.command("check")
def check_policy(names: Annotated[list[str], typer.Argument(help="Policies or policy files.")]) -> None:
    """Check policies; says what is wrong, and where."""
    for name in names:
        policy = Policy.load(name)
        print(f"{name}: ok, {len(policy.entities)} entities, sha256 {policy.digest[:12]}")


@policy_app.command("schema")
def policy_schema() -> None:
    """Print the JSON schema of policy files, for editors."""
    print(json.dumps(PolicyFile.model_json_schema(), indent=2))


@key_app.command("new")
def new_key(path: Annotated[Path, typer.Argument(help="The file to make.")] = LOCAL_KEY) -> None:
    """Make a new key in a file that only you may read."""
    key = Key.generate()
    key.save(path)
    print(f"{path}: key {key.id}")


@key_app.command("id")
def print_key_id(key_file: KeyFile = "") -> None:
    """Print the id of the key in use."""
    print(_key_source(key_file, create=False).load().id)


@key_app.command("list")
def list_keys(key_file: KeyFile = "") -> None:
    """Print the ids of all keys, the newest, which is in use, last."""
    for key in _key_source(key_file, create=False).ring():
        print(key.id)


@key_app.command("rotate")
def rotate_key(path: Annotated[Path, typer.Argument(help="The key file.")] = LOCAL_KEY) -> None:
    """Add a new key, to be used from now on; old copies stay explainable by the ids of the old ones."""
    old, new = rotate(path)
    print(f"{path}: key {new.id} follows {old.id}")


NamedVault = Annotated[str, typer.Option("--vault", help="The vault: a file (SQLite), or the URL of a database.")]


@vault_app.command("find")
def find_original(
    surrogate: Annotated[str, typer.Argument(help="A value as it stands in a copy.")],
    vault: NamedVault,
    reason: Annotated[str, typer.Option("--reason", help="Why; the log tells it.")],
    key_file: KeyFile = "",
    as_json: AsJson = False,
) -> None:
    """Print the originals of a surrogate; every attempt is logged with the login of the reader."""
    found = _open_vault(vault, key_file).find(surrogate, reason)
    for one in found:
        told = {"entity": one.entity, "original": one.original, "scope": one.scope, "key_id": one.key_id}
        print(json.dumps(told, ensure_ascii=False) if as_json else f"{one.entity}  {one.original}")
    if not found:
        _fail(FAULT, "the vault has nothing under this surrogate and these keys")


@vault_app.command("grant")
def grant_reader(
    reader: Annotated[str, typer.Argument(help="Who may read: a login of the database; of this computer, for a file.")],
    entities: Annotated[list[str], typer.Argument(help="What: names of entities, or '*' for all.")],
    vault: NamedVault,
    key_file: KeyFile = "",
) -> None:
    """Allow a reader to find originals of some entities."""
    _open_vault(vault, key_file).grant(reader, entities)
    print(f"{reader} may read {' '.join(entities)}")


@vault_app.command("revoke")
def revoke_reader(
    reader: Annotated[str, typer.Argument(help="Who may read no longer.")], vault: NamedVault, key_file: KeyFile = ""
) -> None:
    """Take from a reader all that was granted."""
    _open_vault(vault, key_file).revoke(reader)
    print(f"{reader} may read nothing")


@vault_app.command("log")
def vault_log(
    vault: NamedVault,
    verify: Annotated[
        bool, typer.Option("--verify", help="Check that log, grants and rows were not changed without the key.")
    ] = False,
    head: Annotated[str, typer.Option("--head", help="With --verify: the last digest that you noted earlier.")] = "",
    anchor: Anchor = "",
    key_file: KeyFile = "",
    as_json: AsJson = False,
) -> None:
    """Print who asked for what and why, or check it."""
    opened = _open_vault(vault, key_file)
    if verify or anchor or head:
        state = opened.verify_with(Path(anchor), head) if anchor else opened.verify(head)
        print(state.digest)
        return
    for access in opened.log():
        told = asdict(access)
        print(json.dumps(told) if as_json else "  ".join(str(told[name]) for name in VAULT_LOG_SHOWN))


@vault_app.command("upgrade")
def upgrade_vault(vault: NamedVault, key_file: KeyFile = "") -> None:
    """Take over a vault of an older version as it is now; grants must be given again."""
    for reader, entity in _open_vault(vault, key_file).upgrade():
        print(f"no longer granted: {reader} {entity}")


def _open_vault(place: str, key_file: str) -> "Vault":
    from pipeline.sanitizer_source import open_vault

    return open_vault(place, _key_source(key_file, create=False).ring())


def main() -> NoReturn:
    """Run the command; a fault is told in one line, without content."""
    logging.disable(logging.CRITICAL)  # a library's log may hold content
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the processes are the parallelism; and sums keep their order
    try:
        code = app(standalone_mode=False)
    except HeteronymError as error:
        terminal.print(f"heteronym: {error}", style="red", markup=False, soft_wrap=True, highlight=False)
        _leave(USAGE)
    except Exception as error:
        if hasattr(error, "show"):  # a usage error of the command line itself
            error.show()
            _leave(USAGE)
        frame = _last_frame(error)
        terminal.print(f"heteronym: unexpected {type(error).__name__} at {frame}", style="red", markup=False)
        _leave(FAULT)
    if code == INTERRUPTED:
        terminal.print("interrupted: nothing was written", style="red")
    _leave(code or DONE)


def _leave(code: int) -> NoReturn:
    """Leave at once: a runner's threads must not keep an interrupted run alive."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _last_frame(error: BaseException) -> str:
    """Return file and line of a fault; its message may hold content, so it is not told."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    return f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "an unknown place"


def _fail(code: int, message: str) -> NoReturn:
    terminal.print(message, style="yellow", markup=False, soft_wrap=True, highlight=False)
    raise typer.Exit(code)


def _request(
    inputs: list[str],
    classification: str,
    key_file: str,
    key_id: str,
    field: list[str],
    class_field: str,
    dataset: str,
    recipient: str,
    vault: str = "",
) -> "tuple[list[str], list[str], SanitizerSource, ReadOptions]":
    """Make of the command line what a run takes: inputs, Beam's options, the sanitizers' source, the fields."""
    policy = Policy.load(classification)
    key = _key_source(key_file, key_id).pinned()  # a key that is rotated while a run works does not split its copy
    _check_vault(vault, policy, by_record=bool(class_field))
    fields = _fields(field, policy)

    from pipeline.records import ReadOptions  # heavy, and not needed to refuse a wrong policy or key
    from pipeline.sanitizer_source import SanitizerSource

    files, beam_arguments = _split_arguments(inputs)
    source = SanitizerSource(policy, key, dataset, recipient, bool(class_field), _vault_place(vault))
    return files, beam_arguments, source, ReadOptions(fields, class_field)


def _check_vault(vault: str, policy: Policy, *, by_record: bool) -> None:
    if vault and not policy.reversible and not by_record:
        raise HeteronymError(
            f"--vault: the policy {policy.classification} does not say 'reversible: true', so nothing may be kept"
        )
    if policy.reversible and not vault:
        terminal.print("the policy allows a way back; without --vault no original is kept", style="yellow")


def _vault_place(vault: str) -> str:
    """Return the place of a vault for workers, which may work in another folder."""
    return vault if "://" in vault or not vault else str(Path(vault).absolute())


def _split_arguments(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Separate inputs from what follows for Beam, and give each of Beam's options its value."""
    first = next((place for place, argument in enumerate(arguments) if argument.startswith("-")), len(arguments))
    files, rest = arguments[:first], arguments[first:]
    joined: list[str] = []
    for argument in rest:
        if argument.startswith("--") or not joined:
            joined.append(argument)
        else:
            joined[-1] += f"={argument}"
    _refuse_unknown([argument.partition("=")[0] for argument in joined])
    return files, joined


def _refuse_unknown(names: list[str]) -> None:
    """Refuse what Beam does not know either: a typing error must not pass in silence."""
    if not names:
        return
    import difflib

    from pipeline.run.batch import known_beam_options

    known = known_beam_options()
    own = {
        "--class",
        "--output",
        "--key-file",
        "--key-id",
        "--field",
        "--class-field",
        "--dataset",
        "--recipient",
        "--vault",
        "--force",
        "--json",
    }
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known | own, n=1)
            raise HeteronymError(f"no such option: {name}" + (f" - did you mean {near[0]}?" if near else ""))


def _fields(given: list[str], policy: Policy) -> dict[str, str]:
    from pipeline.records.model import FREE_TEXT, KEEP
    from recognizers.entities import KNOWN

    fields = {}
    known = KNOWN | set(policy.detection.patterns) | set(policy.terms) | {FREE_TEXT, KEEP}
    for one in given:
        name, equals, kind = one.rpartition("=")
        if not equals or kind not in known:
            raise HeteronymError(f"--field {one}: say NAME=text, NAME=keep or NAME=ENTITY, such as cust=CUSTOMER_ID")
        fields[name] = kind
    return fields


def _key_source(key_file: str, key_id: str = "", *, create: bool = True) -> KeySource:
    """Find the key; with none set, make one beside the working folder, once."""
    _warn_of_readers(key_file or os.environ.get("HETERONYM_KEY_FILE") or str(LOCAL_KEY))
    if key_file:
        return KeySource(str(Path(key_file).absolute()), key_id)
    if any(os.environ.get(name) for name in KEY_VARIABLES):
        return KeySource("", key_id)
    if create and not LOCAL_KEY.exists():
        key = Key.generate()
        key.save(LOCAL_KEY)
        terminal.print(
            f"made a new key {key.id} in {LOCAL_KEY}: keep it, it alone repeats these pseudonyms", highlight=False
        )
    return KeySource(str(LOCAL_KEY.absolute()), key_id)


def _warn_of_readers(key_file: str) -> None:
    """Warn of a key file that others of this computer may read; a mounted secret may need that, so it is no error."""
    try:
        mode = stat.S_IMODE(os.stat(key_file).st_mode)
    except OSError:
        return
    if mode & 0o077:
        warning = f"the key file {key_file} has mode {mode:04o}: others of this computer may use the key; chmod 600 it"
        terminal.print(warning, style="yellow", markup=False, soft_wrap=True, highlight=False)


@contextmanager
def _progress() -> Iterator[Callable[[float], None]]:
    """Show a bar on a terminal, nothing elsewhere."""
    columns = (TextColumn("anonymizing"), BarColumn(), TextColumn("{task.percentage:3.0f} %"), TimeRemainingColumn())
    with Progress(*columns, console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _print_manifest(manifest: dict[str, Any], as_json: bool, where: str) -> None:
    if as_json:
        print(json.dumps(manifest))
        return
    reserved = manifest["reserved"]
    columns = ("entity", "findings", "decision", *(["in reserved ranges"] if reserved else []))
    table = Table(*columns, title=None, box=None, pad_edge=False)
    for entity, actions in manifest["entities"].items():
        for action, count in actions.items():
            told = [str(reserved.get(entity, ""))] if reserved and action != "keep" else []
            table.add_row(entity, str(count), action, *told)
    output_console.print(table)
    counted, size = manifest["records"], manifest["bytes"]["out"]
    output_console.print(
        f"{counted['in']} records in, {counted['out']} out, {counted['blocked']} blocked; "
        f"{size:,} bytes out in {manifest['seconds']:.1f} s; policy {manifest['policy']['classification']}, "
        f"key {manifest['key_id']}; {where}"
    )


def _explain(content: str, decisions: Sequence["Decided"]) -> None:
    """Show the text with its findings marked, and a row for each."""
    styled = Styled(content)
    table = Table("found", "entity", "score", "recognizer", "decision", box=None, pad_edge=False)
    for one in decisions:
        span, action = one.span, Styled(one.action.value, "green" if one.is_kept else "bold red")
        styled.stylize(action.style, span.start, span.end)
        table.add_row(Styled(one.surface), span.entity, f"{span.score:.2f}", span.source, action)
    output_console.print(styled)
    output_console.print(table)


if __name__ == "__main__":
    main()
