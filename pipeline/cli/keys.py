"""Key commands: new, id, list, public, rotate."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import KeyFile, KeyId, key_source
from pipeline.replace.keyed.keys import LOCAL_KEY

key_app = typer.Typer(no_args_is_help=True, help="Create, list and rotate keys.")


@key_app.command("new")
def new_key(path: Annotated[Path, typer.Argument(help="The file to create.")] = LOCAL_KEY) -> None:
    """Create a new key in a file that only you can read."""
    from pipeline.replace.keyed.keys import Key

    key = Key.generate()
    key.save(path)
    print(f"{path}: key {key.id}")


@key_app.command("id")
def print_key_id(key_file: KeyFile = "") -> None:
    """Print the id of the key in use."""
    print(key_source(key_file, create=False).load().id)


@key_app.command("list")
def list_keys(key_file: KeyFile = "") -> None:
    """Print the ids of all keys, oldest first. The last one is in use."""
    for key in key_source(key_file, create=False).ring():
        print(key.id)


@key_app.command("public")
def print_public_keys(key_file: KeyFile = "", key_id: KeyId = "") -> None:
    """Print the public keys that check signatures, oldest first. They are not secret: publish them."""
    from pipeline.replace.keyed.signing import Signer

    source = key_source(key_file, key_id, create=False)
    for key in (source.load(),) if key_id else source.ring():
        signer = Signer(key)
        print(f"key {key.id}, fingerprint {signer.fingerprint}\n{signer.pem()}", end="")


@key_app.command("rotate")
def rotate_key(path: Annotated[Path, typer.Argument(help="The key file.")] = LOCAL_KEY) -> None:
    """Add a new key to a key file and use it from now on. The old keys remain in the file for existing copies."""
    from pipeline.replace.keyed.keys import rotate

    old, new = rotate(path)
    print(f"{path}: key {new.id} follows {old.id}")
