"""Gateway commands: serve, gateway log."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Anchor, Dataset, KeyFile, KeyId, Recipient, key_source
from pipeline.cli.screen import FAULT, fail, say
from pipeline.errors import HeteronymError

if TYPE_CHECKING:
    from pipeline.replace.keyed.keys import Key

LogFile = Annotated[Path, typer.Argument(help="The file of the gateway's audit log.")]
Verify = Annotated[bool, typer.Option("--verify", help="Verify that no line was changed, and print the last hash.")]
Head = Annotated[str, typer.Option("--head", help="With --verify: a hash recorded earlier.")]
LogKey = Annotated[str, typer.Option("--key-file", help="With --verify: the gateway's key, to verify the MACs too.")]

gateway_app = typer.Typer(no_args_is_help=True, help="Read and verify the gateway's logs.")


def serve(
    classification: Annotated[
        str, typer.Option("--class", "-c", help="The policy of requests that name none. Default: the strictest.")
    ] = "",
    config: Annotated[
        str, typer.Option("--config", help="A YAML file with these and further settings: docs/gateway.md.")
    ] = "",
    host: Annotated[str, typer.Option("--host", help="The address to listen on. Default: 127.0.0.1.")] = "",
    port: Annotated[int, typer.Option("--port", help="The port to listen on. Default: 8787.")] = -1,
    openai: Annotated[str, typer.Option("--openai", help="The base URL of OpenAI's API or a compatible one.")] = "",
    anthropic: Annotated[str, typer.Option("--anthropic", help="The base URL of Anthropic's API.")] = "",
    audit_log: Annotated[str, typer.Option("--audit-log", help="The file of the audit log.")] = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    key_file: KeyFile = "",
    key_id: KeyId = "",
) -> None:
    """Sanitize prompts before they reach a model, and restore the originals in its answers."""
    given = {
        "classification": classification,
        "host": host,
        "port": port if port >= 0 else "",
        "openai": openai,
        "anthropic": anthropic,
        "audit_log": audit_log,
        "dataset": dataset,
        "recipient": recipient,
    }
    try:
        from pipeline.gateway.serve import serve as run_gateway
        from pipeline.gateway.settings import Settings
    except ImportError:
        raise HeteronymError("the gateway needs more packages: pip install 'heteronym[gateway]'") from None
    settings = Settings.load(config, {name: value for name, value in given.items() if value != ""})
    run_gateway(settings, key_source(key_file, key_id))


@gateway_app.command("log")
def gateway_log(
    path: LogFile, verify: Verify = False, head: Head = "", anchor: Anchor = "", key_file: LogKey = ""
) -> None:
    """Print or verify the gateway's audit log."""
    from pipeline.gateway.accounting import audit_log as log

    if not (verify or anchor):
        for entry in log.read(path):
            print(json.dumps(entry))
        return
    if anchor and head:
        raise HeteronymError("--head and --anchor exclude each other: pass one of them")
    keys = _keys_of_log(key_file)
    found = log.verify_with(path, Path(anchor), keys) if anchor else log.verify(path, head, keys)
    if found.broken:
        place = f"{found.broken.file}:{found.broken.line}"
        fail(FAULT, f"{place}: {found.broken.what}; {found.entries} entries before it hold")
    without_mac = found.entries - found.keyed
    unchecked = f"; {without_mac} of them, the first, have no MAC" if without_mac else ""
    print(f"{found.entries} entries in {found.files} files hold{unchecked}; last hash {found.last_hash}")


def audit_log(
    path: LogFile, verify: Verify = False, head: Head = "", anchor: Anchor = "", key_file: LogKey = ""
) -> None:
    """Deprecated name of `gateway log`."""
    say("'heteronym audit log' is now 'heteronym gateway log'", "yellow")
    gateway_log(path, verify, head, anchor, key_file)


def _keys_of_log(key_file: str) -> "tuple[Key, ...]":
    """Return the keys that verify the MACs of a log; empty if no key is set."""
    from pipeline.replace.keyed.keys import KEY_VARIABLES

    if not key_file and not any(os.environ.get(name) for name in KEY_VARIABLES):
        say("no key is set: verifying only the hashes, not the MACs", "yellow")
        return ()
    return key_source(key_file, create=False).ring()
