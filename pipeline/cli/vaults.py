"""Vault commands: find, grant, revoke, forget, expire, log, upgrade."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import Anchor, AsJson, KeyFile, key_source
from pipeline.cli.screen import FAULT, fail

if TYPE_CHECKING:
    from pipeline.restore.vault import Vault

VAULT_LOG_SHOWN = ("number", "at", "who", "action", "outcome", "reason", "about")
NamedVault = Annotated[str, typer.Option("--vault", help="The vault: a file (SQLite) or the URL of a database.")]

vault_app = typer.Typer(no_args_is_help=True, help="Find the originals of reversible policies.")


@vault_app.command("find")
def find_original(
    surrogate: Annotated[str, typer.Argument(help="A value from a copy.")],
    vault: NamedVault,
    reason: Annotated[str, typer.Option("--reason", help="The reason, which is written to the log.")],
    key_file: KeyFile = "",
    as_json: AsJson = False,
) -> None:
    """Print the originals of a surrogate. Every attempt is logged with the reader's login."""
    found = _open_vault(vault, key_file).find(surrogate, reason)
    for one in found:
        shown = {"entity": one.entity, "original": one.original, "scope": one.scope, "key_id": one.key_id}
        print(json.dumps(shown, ensure_ascii=False) if as_json else f"{one.entity}  {one.original}")
    if not found:
        fail(FAULT, "the vault contains no original for this surrogate and these keys")


@vault_app.command("grant")
def grant_reader(
    reader: Annotated[
        str,
        typer.Argument(help="The login of the reader: of the database, or of this computer if the vault is a file."),
    ],
    entities: Annotated[list[str], typer.Argument(help="The names of entities, or '*' for all.")],
    vault: NamedVault,
    key_file: KeyFile = "",
) -> None:
    """Allow a reader to find originals of some entities."""
    _open_vault(vault, key_file).grant(reader, entities)
    print(f"{reader} may read {' '.join(entities)}")


@vault_app.command("revoke")
def revoke_reader(
    reader: Annotated[str, typer.Argument(help="The login of the reader.")], vault: NamedVault, key_file: KeyFile = ""
) -> None:
    """Revoke all grants of a reader."""
    _open_vault(vault, key_file).revoke(reader)
    print(f"{reader} may read nothing")


@vault_app.command("forget")
def forget_values(
    values: Annotated[list[str], typer.Argument(help="Names of people or other values, as in the originals.")],
    vault: NamedVault,
    reason: Annotated[str, typer.Option("--reason", help="The reason, which is written to the log.")],
    exact: Annotated[
        bool, typer.Option("--exact", help="Leave parts of the names, and addresses and user names made from them.")
    ] = False,
    key_file: KeyFile = "",
) -> None:
    """Erase the originals of values and people, so that nobody can restore them. The log has no value."""
    erased = _open_vault(vault, key_file).forget(values, reason, is_exact=exact)
    print(f"{erased} {'entry' if erased == 1 else 'entries'} erased")


@vault_app.command("expire")
def expire_entries(
    older_than: Annotated[int, typer.Option("--older-than", min=0, help="The age in days.")],
    vault: NamedVault,
    reason: Annotated[str, typer.Option("--reason", help="The reason, which is written to the log.")] = "retention",
    key_file: KeyFile = "",
) -> None:
    """Erase the originals that were first stored more than some days ago."""
    erased = _open_vault(vault, key_file).expire(older_than, reason)
    print(f"{erased} {'entry' if erased == 1 else 'entries'} erased")


@vault_app.command("log")
def vault_log(
    vault: NamedVault,
    verify: Annotated[
        bool, typer.Option("--verify", help="Verify that log, grants and rows were not changed without the key.")
    ] = False,
    head: Annotated[str, typer.Option("--head", help="With --verify: the last digest recorded earlier.")] = "",
    anchor: Anchor = "",
    key_file: KeyFile = "",
    as_json: AsJson = False,
) -> None:
    """Print or verify the access log of a vault."""
    opened = _open_vault(vault, key_file)
    if verify or anchor or head:
        state = opened.verify_with(Path(anchor), head) if anchor else opened.verify(head)
        print(state.digest)
        return
    for access in opened.log():
        entry = asdict(access)
        print(json.dumps(entry) if as_json else "  ".join(str(entry[name]) for name in VAULT_LOG_SHOWN))


@vault_app.command("upgrade")
def upgrade_vault(vault: NamedVault, key_file: KeyFile = "") -> None:
    """Convert a vault of an older version. Its grants must be renewed."""
    for reader, entity in _open_vault(vault, key_file).upgrade():
        print(f"no longer granted: {reader} {entity}")


def _open_vault(place: str, key_file: str) -> "Vault":
    from pipeline.sanitizer_source import open_vault

    return open_vault(place, key_source(key_file, create=False).ring())
