"""Files wherever Beam's file systems reach; local ones are opened without following links."""

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
    """Files wherever Beam's file systems reach; a compressed file is given as it is stored."""

    def open(self, path: str, identity: Identity | None = None) -> BinaryIO:
        """Open a file for reading.

        Arguments:
            path: the file.
            identity: which file the path must still name, for a local one; it is then not opened through a link.

        Raises RecordError where there is another file now (CWE-367), OSError.
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
    """Yield files one at a time, each open only until the next: a large file has more parts than may be open."""
    for path in paths:
        with BeamStorage().open(path) as file:
            yield file


def _open_listed(path: str, identity: Identity) -> BinaryIO:
    """Open a regular file without following a link, or waiting for the other end of a pipe."""
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
        "an input was exchanged for another file while the run worked: make sure that no other process writes there"
    )
