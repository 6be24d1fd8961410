"""Members of archives: their names, and their unpacked contents."""

import io
import re
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from tarfile import TarError
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast
from zipfile import BadZipFile

from pipeline.errors import RecordError
from pipeline.records.mail.maildir import FOLDERS
from pipeline.records.streams import DAMAGE as STREAM_DAMAGE
from pipeline.records.streams import Readable, ReadStream
from pipeline.records.tool_files import tool_pattern

MAX_MEMBER_BYTES = 4 << 30
BLOCK_BYTES = 1 << 16  # read at once
MEMORY_BYTES = 1 << 20  # a larger member is unpacked to a temporary file without a name
DRIVE = re.compile(r"[A-Za-z]:")
DAMAGE = (
    *STREAM_DAMAGE, BadZipFile, IndexError, NotImplementedError, OverflowError, RuntimeError, TarError, ValueError, struct.error,
)  # fmt: skip
DAMAGED = "the archive is damaged or cut off: get it again, or leave it out"
LINK = "it is a link, a device or a pipe: pack the file itself"
OUTSIDE = "its path leads out of the archive: pack it again with relative paths"
TWICE = "the archive has a member of the same name before it: rename one of them"
TOO_LARGE = f"it has more than {MAX_MEMBER_BYTES >> 30} GiB: unpack the archive"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive.

    Arguments:
        index: its index in the archive, counting those that are not read.
        path: its path, without empty and relative components; that of a folder ends with a slash.
        size_bytes: its unpacked size in bytes, as the archive states it.
        problem: why it cannot be read; empty if it can be.
        entry: its entry in the archive.
        open: opens its unpacked content, before the next member is taken from the archive.
    """

    index: int
    path: str
    size_bytes: int
    problem: str
    entry: Any = field(repr=False)
    open: Callable[[], Readable] = field(repr=False)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.path.endswith("/")


class Paths:
    """The paths of the members of one archive, in order."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def place(self, name: str, *, is_folder: bool) -> tuple[str, str] | None:
        """Return the path of a member and why it cannot be read; None for a file of a tool, which is left out as in folders.

        Arguments:
            name: the name in the archive.
            is_folder: whether the member is a folder.
        """
        slashed = name.replace("\\", "/")
        parts = [part for part in slashed.split("/") if part not in ("", ".")]
        is_outside = slashed.startswith("/") or ".." in parts or DRIVE.match(slashed) is not None
        parts = [part for part in parts if part != ".."]
        if not parts or _is_of_tool(parts, is_folder):
            return None
        path = "/".join(parts) + "/" * is_folder
        is_twice = path in self._seen
        self._seen.add(path)
        if is_folder:
            return None if is_outside or is_twice else (path, "")
        return path, OUTSIDE if is_outside else TWICE if is_twice else ""


def _is_of_tool(parts: Sequence[str], is_folder: bool) -> bool:
    """Return whether a path leads to a file of a tool. One in a folder of messages does not: a mail program calls one ".Trash"."""
    *folders, last = parts
    inner = zip(folders, parts[1:], strict=True)
    return any(tool_pattern(part, is_folder=True) and below not in FOLDERS for part, below in inner) or bool(
        tool_pattern(last, is_folder=is_folder)
    )


class Spool:
    """Bytes in memory, or in a temporary file without a name if they are many; they can be read several times.

    Attributes:
        file: where to write the bytes.
    """

    def __init__(self) -> None:
        self.file = cast(BinaryIO, SpooledTemporaryFile(MEMORY_BYTES))  # noqa: SIM115  (lives as long as the spool)

    def opened(self) -> BinaryIO:
        """Return a stream with a position of its own."""
        return io.BufferedReader(_View(self))

    @property
    def size_bytes(self) -> int:
        """The size in bytes."""
        return self.file.seek(0, io.SEEK_END)

    def __del__(self) -> None:
        """Remove the temporary file, once no stream is left."""
        self.file.close()


def unpacked(member: Member) -> Spool:
    """Return the content of a member; raises RecordError if it is damaged."""
    spool = Spool()
    with _undamaged():
        source = member.open()
        while block := source.read(BLOCK_BYTES):
            spool.file.write(block)
    return spool


def undamaged(found: Iterator[Member]) -> Iterator[Member]:
    """Yield the members of an archive; raises RecordError if it is damaged."""
    while True:
        with _undamaged():
            member = next(found, None)
        if not member:
            return
        yield member


def cuts(sizes: Sequence[int], shard_bytes: int) -> Iterator[slice]:
    """Yield ranges of members, each about the size of a shard.

    Arguments:
        sizes: the sizes of the members in bytes.
        shard_bytes: the approximate size of a shard in bytes.
    """
    start = size = 0
    for place, one in enumerate(sizes):
        size += one
        if size >= shard_bytes or place == len(sizes) - 1:
            yield slice(start, place + 1)
            start, size = place + 1, 0


class _View(ReadStream):
    """The bytes of a spool, with a position of its own; closing it does not close the spool."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._position = 0

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position}.get(whence)
        self._position = (self._spool.size_bytes if base is None else base) + offset
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        self._spool.file.seek(self._position)
        data = self._spool.file.read(len(buffer))
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)


@contextmanager
def _undamaged() -> Iterator[None]:
    try:
        yield
    except RecordError:
        raise
    except DAMAGE:
        raise RecordError(DAMAGED) from None
    except OSError as error:
        if error.errno is None:  # so bz2 and gzip report damage
            raise RecordError(DAMAGED) from None
        raise
