"""Tar archives, also compressed ones: read in one pass, and copied without owners, times and extended headers."""

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO, cast

from pipeline.errors import RecordError
from pipeline.records.archives.members import BLOCK_BYTES, LINK, MAX_MEMBER_BYTES, TOO_LARGE, Member, Paths
from pipeline.records.streams import Readable, decompressed, packing

NAMES: Any = {"encoding": "utf-8", "errors": "surrogateescape"}
PERMISSIONS = 0o777
LEGACY = "cp1252"  # of names that are not UTF-8


def members(file: BinaryIO, compression: str) -> Iterator[Member]:
    """Yield the members of an archive. Each must be read before the next one is taken.

    Arguments:
        file: the file, opened for reading, seekable.
        compression: its compression, as in Shard.

    Raises:
        RecordError: the archive goes on after its end.
        Exception: one of DAMAGE.
    """
    file.seek(0)
    content = _Forward(decompressed(file, compression)) if compression else _Bounded(file)
    paths = Paths()
    with tarfile.open(fileobj=cast(BinaryIO, content), mode="r:", **NAMES) as archive:
        index = 0
        while entry := archive.next():
            archive.members = []  # type: ignore[attr-defined]  # else it keeps all of them
            if entry.size < 0:
                raise tarfile.ReadError("negative size")
            placed = paths.place(_name(entry), is_folder=entry.isdir())
            if placed:
                path, problem = placed
                opened = partial(_opened, archive, entry)
                yield Member(index, path, entry.size, problem or _problem(entry), entry, opened)
            index += 1
        _check_end(content)


class TarPacker:
    """Writes the copy of an archive."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        """Write into `archive`."""
        self._archive = archive

    def add(self, member: Member, path: str, content: BinaryIO | None, size_bytes: int) -> None:
        """Add a member with its permissions.

        Arguments:
            member: the member of the original.
            path: its path in the copy.
            content: its content; None for a folder.
            size_bytes: the size of the content.
        """
        entry = tarfile.TarInfo(path)
        entry.mode = member.entry.mode & PERMISSIONS
        entry.size = size_bytes
        entry.type = tarfile.DIRTYPE if content is None else tarfile.REGTYPE
        self._archive.addfile(entry, content)


@contextmanager
def packer(out: BinaryIO, compression: str) -> Iterator[TarPacker]:
    """Open the copy of an archive for writing.

    Arguments:
        out: the file to write to.
        compression: its compression, as in Shard.
    """
    with (
        packing(out, compression) as target,
        tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT, **NAMES) as archive,
    ):
        yield TarPacker(archive)


class _Bounded:
    """A file of which little is read at once: a header may claim that its text has any size.

    Attributes:
        last: what was read last.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.last = b""

    def read(self, size: int) -> bytes:
        if not 0 <= size <= BLOCK_BYTES:
            raise tarfile.ReadError("header too large")
        self.last = self._file.read(size)
        return self.last

    def seek(self, offset: int) -> object:
        return self._file.seek(offset)

    def tell(self) -> int:
        return self._file.tell()


class _Forward(_Bounded):
    """A stream that is read in one pass: `seek` reads what is before the offset."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self._position = 0

    def read(self, size: int) -> bytes:
        data = super().read(size)
        self._position += len(data)
        return data

    def seek(self, offset: int) -> object:
        if offset < self._position:
            raise tarfile.StreamError("not seekable backwards")
        while self._position < offset and self.read(min(offset - self._position, BLOCK_BYTES)):
            pass
        return self._position

    def tell(self) -> int:
        return self._position


def _name(entry: tarfile.TarInfo) -> str:
    try:
        entry.name.encode()
    except UnicodeEncodeError:
        return entry.name.encode("utf-8", "surrogateescape").decode(LEGACY, "replace")
    return entry.name


def _problem(entry: tarfile.TarInfo) -> str:
    if not entry.isreg() and not entry.isdir():
        return LINK
    return TOO_LARGE if entry.size > MAX_MEMBER_BYTES else ""


def _opened(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Readable:
    found = archive.extractfile(entry)
    if found is None:
        raise tarfile.ReadError("no file")
    return cast(Readable, found)


def _check_end(content: _Bounded) -> None:
    """Raise an error if the end mark is missing, or members may follow it, which would be lost."""
    if len(content.last) < tarfile.BLOCKSIZE or any(content.last):
        raise tarfile.ReadError("no end")
    while block := content.read(BLOCK_BYTES):
        if any(block):
            raise RecordError(
                "the tar archive goes on after its end: unpack it (tar --ignore-zeros), and pack it again"
            )
