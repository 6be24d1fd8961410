"""Storage: opens files on all of Beam's file systems, local files without following links."""

import errno
import hashlib
import io
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems

from pipeline.errors import HeteronymError, RecordError
from pipeline.records import HashingReader
from pipeline.run.model import Identity

SCHEME = "://"
NO_FILE_SYSTEMS = {
    "file://": "pass the local path without file://",
    "http://": "no file system: download the file first",
    "https://": "no file system: download the file first",
}
READ_BYTES = 1 << 20


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
        with answering(path):
            file: BinaryIO = FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED)
        return io.BufferedReader(_RemoteFile(file, path), READ_BYTES) if SCHEME in path else file

    def create(self, path: str) -> BinaryIO:
        """Open a file for writing; raises OSError if it cannot be created."""
        with answering(path):
            file: BinaryIO = FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED)
        return io.BufferedWriter(_RemoteFile(file, path), READ_BYTES) if SCHEME in path else file  # type: ignore[type-var]

    @contextmanager
    def completed(self, path: str) -> Iterator[BinaryIO]:
        """Open a file for writing that gets its name when it is complete. After an error there is no part of it.

        Raises:
            OSError: the file cannot be written.
        """
        partial = f"{path}.{secrets.token_hex(4)}.partial"
        try:
            with self.create(partial) as file:
                yield file
            with answering(path):
                FileSystems.rename([partial], [path])
        except BaseException:
            with suppress(OSError), answering(path):
                FileSystems.delete([partial])
            raise


@contextmanager
def answering(path: str) -> Iterator[None]:
    """Raise OSError with its reason for each error of a file system: Beam and the libraries of remote ones hide it.

    Arguments:
        path: a path or URL of the file system.
    """
    try:
        yield
    except HeteronymError:
        raise
    except Exception as error:
        if getattr(error, "strerror", None):
            raise
        causes = getattr(error, "exception_details", None) or {}  # of a BeamIOError
        cause = next(iter(causes.values()), error)
        if SCHEME not in path:
            raise next((one for one in (cause, *cause.args) if getattr(one, "strerror", None)), error) from None
        scheme = path.partition(SCHEME)[0] + SCHEME
        if scheme in NO_FILE_SYSTEMS:
            raise OSError(errno.EINVAL, NO_FILE_SYSTEMS[scheme]) from None
        if isinstance(cause, ValueError | ImportError):
            raise OSError(errno.ENODEV, f"{scheme} needs a package (pip install 'apache-beam[gcp]' or [aws])") from None
        raise OSError(errno.EIO, f"{scheme} failed ({type(cause).__name__}), check the network") from None


class _RemoteFile(io.RawIOBase):
    """A file of a remote file system, each of whose errors is an OSError."""

    def __init__(self, file: BinaryIO, path: str) -> None:
        self._file = file
        self._path = path

    def readable(self) -> bool:
        return self._file.readable()

    def writable(self) -> bool:
        return self._file.writable()

    def seekable(self) -> bool:
        return self._file.seekable()

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        with answering(self._path):
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def write(self, data: "memoryview") -> int:  # type: ignore[override]
        with answering(self._path):
            self._file.write(bytes(data))
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        with answering(self._path):
            return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        if not self.closed:
            super().close()
            with answering(self._path):
                self._file.close()


def exists(path: str) -> bool:
    """Return whether a file or folder exists; raises OSError if its file system cannot be reached."""
    with answering(path):
        return bool(FileSystems.exists(path))


def digest_of(path: str) -> str:
    """Return the SHA-256 of a file, in hexadecimal; raises OSError if it cannot be read."""
    with BeamStorage().open(path) as file:
        return HashingReader(file, hashlib.sha256()).finish()


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
