"""Commands about vaults: find, grant, revoke, log, upgrade."""

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
NamedVault = Annotated[str, typer.Option("--vault", help="The vault: a file (SQLite), or the URL of a database.")]

vault_app = typer.Typer(no_args_is_help=True, help="Find originals again, where a policy is reversible.")


@vault_app.command("find")
def find_original(
    surrogate: Annotated[str, typer.Argument(help="A value as it is in a copy.")],
    vault: NamedVault,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is written to the log.")],
    key_file: KeyFile = "",
    as_json: AsJson = False,
) -> None:
    """Print the originals of a surrogate; every attempt is logged with the login of the reader."""
    found = _open_vault(vault, key_file).find(surrogate, reason)
    for one in found:
        shown = {"entity": one.entity, "original": one.original, "scope": one.scope, "key_id": one.key_id}
        print(json.dumps(shown, ensure_ascii=False) if as_json else f"{one.entity}  {one.original}")
    if not found:
        fail(FAULT, "the vault has nothing under this surrogate and these keys")


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
    """Take all grants from a reader."""
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
        entry = asdict(access)
        print(json.dumps(entry) if as_json else "  ".join(str(entry[name]) for name in VAULT_LOG_SHOWN))


@vault_app.command("upgrade")
def upgrade_vault(vault: NamedVault, key_file: KeyFile = "") -> None:
    """Convert a vault of an older version; grants must be given again."""
    for reader, entity in _open_vault(vault, key_file).upgrade():
        print(f"no longer granted: {reader} {entity}")


def _open_vault(place: str, key_file: str) -> "Vault":
    from pipeline.sanitizer_source import open_vault

    return open_vault(place, key_source(key_file, create=False).ring())
