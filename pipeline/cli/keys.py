"""Commands about keys: new, id, list, rotate."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import LOCAL_KEY, KeyFile, key_source

key_app = typer.Typer(no_args_is_help=True, help="Make and identify keys.")


@key_app.command("new")
def new_key(path: Annotated[Path, typer.Argument(help="The file to make.")] = LOCAL_KEY) -> None:
    """Make a new key in a file that only you may read."""
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
    """Print the ids of all keys; the newest, which is in use, is the last."""
    for key in key_source(key_file, create=False).ring():
        print(key.id)


@key_app.command("rotate")
def rotate_key(path: Annotated[Path, typer.Argument(help="The key file.")] = LOCAL_KEY) -> None:
    """Add a new key, to be used from now on; the old keys stay in the file, for copies made with them."""
    from pipeline.replace.keyed.keys import rotate

    old, new = rotate(path)
    print(f"{path}: key {new.id} follows {old.id}")
