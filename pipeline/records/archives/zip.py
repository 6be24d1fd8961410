"""Zip archives: their members in the order of the directory, and copies without comments, extra fields and times."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from pipeline.errors import RecordError
from pipeline.records.archives.members import LINK, MAX_MEMBER_BYTES, TOO_LARGE, Member, Paths
from pipeline.records.streams import copy_compressed, decompressed

ENCRYPTED = 0x1
IN_UTF_8 = 0x800
COMPRESSIONS = frozenset({ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA})
KEPT_ATTRIBUTES = (stat.S_IFREG | stat.S_IFDIR | 0o777) << 16 | 0xFF  # permissions, and the attributes of Windows
UNUSUAL = "its compression is not known: pack it again with the usual one"
# Members that identify an Office file: read as an archive, its texts would be in pieces.
OFFICE_PARTS = (frozenset({"[Content_Types].xml"}), frozenset({"META-INF/manifest.xml", "content.xml"}))


def members(file: BinaryIO, compression: str) -> Iterator[Member]:
    """Yield the members of an archive.

    Arguments:
        file: the file, opened for reading, seekable.
        compression: its compression, as in Shard.

    Raises:
        RecordError: the archive is encrypted, or is an Office file.
        Exception: one of DAMAGE.
    """
    with _seekable(file, compression) as content, ZipFile(content) as archive:
        _check(archive.infolist())
        paths = Paths()
        for index, entry in enumerate(archive.infolist()):
            placed = paths.place(_name(entry), is_folder=entry.is_dir() and not entry.file_size)
            if placed:
                path, problem = placed
                opened = partial(archive.open, entry)
                yield Member(index, path, entry.file_size, problem or _problem(entry), entry, opened)


class ZipPacker:
    """Writes the copy of an archive."""

    def __init__(self, archive: ZipFile) -> None:
        """Write into `archive`."""
        self._archive = archive

    def add(self, member: Member, path: str, content: BinaryIO | None, size_bytes: int) -> None:
        """Add a member with its compression and permissions.

        Arguments:
            member: the member of the original.
            path: its path in the copy.
            content: its content; None for a folder.
            size_bytes: the size of the content.
        """
        entry = ZipInfo(path)
        entry.compress_type = ZIP_STORED if content is None else member.entry.compress_type
        entry.create_system = member.entry.create_system
        entry.external_attr = member.entry.external_attr & KEPT_ATTRIBUTES
        if content is None:
            self._archive.writestr(entry, b"")
            return
        entry.file_size = size_bytes
        with self._archive.open(entry, "w") as target:
            copyfileobj(content, target)


@contextmanager
def packer(out: BinaryIO, compression: str) -> Iterator[ZipPacker]:
    """Open the copy of an archive for writing.

    Arguments:
        out: the file to write to.
        compression: its compression, as in Shard.
    """
    with TemporaryFile() as whole:
        with ZipFile(whole, "w") as archive:  # which goes back to write sizes: the output may not be seekable
            yield ZipPacker(archive)
        whole.seek(0)
        copy_compressed(whole, out, compression)


@contextmanager
def _seekable(file: BinaryIO, compression: str) -> Iterator[BinaryIO]:
    if not compression:
        yield file
        return
    file.seek(0)
    with TemporaryFile() as unpacked:
        copyfileobj(decompressed(file, compression), unpacked)
        yield unpacked


def _check(entries: list[ZipInfo]) -> None:
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise RecordError("the zip archive has a password: unpack it, and pack it without one")
    names = {entry.filename for entry in entries}
    if any(parts <= names for parts in OFFICE_PARTS):
        raise RecordError("the file is an Office file: give it the suffix of its format, such as .docx")


def _name(entry: ZipInfo) -> str:
    """Return the name of an entry: macOS writes UTF-8 without saying so."""
    if entry.flag_bits & IN_UTF_8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _problem(entry: ZipInfo) -> str:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return LINK
    if entry.compress_type not in COMPRESSIONS:
        return UNUSUAL
    return TOO_LARGE if entry.file_size > MAX_MEMBER_BYTES else ""
