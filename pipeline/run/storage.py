"""Storage: opens files on all of Beam's file systems, local files without following links."""

import os
import stat
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from pipeline.errors import RecordError
from pipeline.run.model import Identity

SCHEME = "://"


class BeamStorage:
    """Files on all of Beam's file systems. Compressed files are not decompressed."""

    def open(self, path: str, identity: Identity | None = None) -> BinaryIO:
        """Open a file for reading.

        Arguments:
            path: the path or URL of the file.
            identity: the identity that a local file must still have. It is then opened without following links.

        Raises:
            RecordError: the path refers to another file than when it was listed (CWE-367).
            OSError: the file cannot be opened.
        """
        if identity and SCHEME not in path:
            return _open_listed(path, identity)
        file: BinaryIO = FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED)
        return file

    def create(self, path: str) -> BinaryIO:
        """Open a file for writing."""
        file: BinaryIO = FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED)
        return file


def opened(paths: Iterable[str]) -> Iterator[BinaryIO]:
    """Yield open files one at a time: a large file may have more parts than the limit of open files."""
    for path in paths:
        with BeamStorage().open(path) as file:
            yield file


def _open_listed(path: str, identity: Identity) -> BinaryIO:
    """Open a regular file without following links and without blocking on a pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if os.path.islink(path):
            raise _swapped() from None
        raise error
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode) or not identity.is_of(found):
        os.close(handle)
        raise _swapped()
    return os.fdopen(handle, "rb")


def _swapped() -> RecordError:
    return RecordError(
        "an input was replaced by another file during the run: make sure that no other process writes to the input folder"
    )
