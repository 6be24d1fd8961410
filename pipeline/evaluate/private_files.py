"""Private files: files with original text, which only their owner can read."""

import os
import secrets
from pathlib import Path

from pipeline.errors import OutputError

OWNER_ONLY = 0o600


def write_private(path: Path, content: str, *, overwrite: bool) -> None:
    """Write a file with mode 0600. It has its name only when it is complete.

    Arguments:
        path: the file.
        content: the text, written as UTF-8; lone surrogates as question marks.
        overwrite: whether an existing file is replaced, with its mode.

    Raises:
        OutputError: the file exists, or cannot be written.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(content)
        if overwrite:
            draft.replace(path)
        else:
            os.link(draft, path)  # unlike a rename, it never replaces a file
            draft.unlink()
    except FileExistsError:
        draft.unlink(missing_ok=True)
        raise OutputError(f"{path} exists already: choose another name") from None
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(f"cannot write {path}: {error.strerror}") from None
