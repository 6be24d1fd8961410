"""Office files as zip archives: opened with limits, and written with the same members in the same order."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pipeline.errors import RefusedError

MAX_CONTENT_BYTES = 128 << 20
MAX_RATIO = 250  # sheets of equal rows reach 100, a zip bomb 1000
SMALL_BYTES = 1 << 20  # a member of this size may have any ratio
MAX_MEMBERS = 10_000
ENCRYPTED = 0x1
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
EXTRA_HEADER = struct.Struct("<2H")
# Sizes of large members, times of Windows and Unix, owners on Unix, a mark of Java, space to grow.
KNOWN_EXTRAS = frozenset({0x0001, 0x000A, 0x5455, 0x7875, 0xCAFE, 0xA220})
MAX_EXTRA_BYTES = 36  # longer ones are padding, which is zero
HAS_DESCRIPTOR = 0x8
DESCRIPTOR = b"PK\x07\x08"
DIRECTORY_ENTRY_BYTES = 46
END_RECORD_BYTES = 22
OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip archive in memory.

    Arguments:
        raw: the bytes of the archive.
        members: the entries in the order of the directory.
        contents: the content of each member.
        is_plain: whether the archive consists of its members only, without comments or bytes between them.
    """

    raw: bytes = field(repr=False)
    members: tuple[ZipInfo, ...]
    contents: Mapping[str, bytes] = field(repr=False)
    is_plain: bool


def open_archive(raw: bytes) -> Archive:
    """Read all members of an archive.

    Arguments:
        raw: the bytes of the archive.

    Raises:
        RefusedError: the archive is damaged, encrypted or dangerous.
    """
    if raw.startswith(OLE):
        raise RefusedError(
            "the file has a password or an older format: remove the password and save it as DOCX, XLSX or PPTX"
        )
    try:
        with ZipFile(BytesIO(raw)) as archive:
            members = tuple(archive.infolist())
            _check(members)
            contents = {member.filename: archive.read(member) for member in members}
            is_plain = not archive.comment and _is_plain(raw, members, archive.start_dir)
    except RefusedError:
        raise
    except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, struct.error, zlib.error):
        raise RefusedError("the zip archive is damaged or cut off: open it in its program and save it again") from None
    return Archive(raw, members, contents, is_plain)


def write_archive(archive: Archive, changed: Mapping[str, bytes]) -> bytes:
    """Return the archive with other contents of some members. Comments and bytes between members are left out.

    Arguments:
        archive: the archive.
        changed: the new content of each changed member.
    """
    if not changed and archive.is_plain:
        return archive.raw
    out = BytesIO()
    with ZipFile(out, "w") as copy:
        for member in archive.members:
            entry = ZipInfo(member.filename, member.date_time)
            entry.compress_type = member.compress_type
            entry.external_attr = member.external_attr
            entry.create_system = member.create_system
            copy.writestr(entry, changed.get(member.filename, archive.contents[member.filename]))
    return out.getvalue()


def _check(members: tuple[ZipInfo, ...]) -> None:
    names = [member.filename for member in members]
    if len(names) > MAX_MEMBERS:
        raise RefusedError(f"the zip archive has more than {MAX_MEMBERS} members: leave the file out")
    if len(set(names)) < len(names):
        raise RefusedError(
            "two members of the zip archive have the same name: open it in its program and save it again"
        )
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise RefusedError("the file is encrypted: remove the password and save it again")
    if not all(map(_is_inside, names)):
        raise RefusedError("a member of the zip archive has a path outside of it: leave the file out")
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise RefusedError("the zip archive has an unusual compression: open it in its program and save it again")
    if sum(member.file_size for member in members) > MAX_CONTENT_BYTES:
        raise RefusedError(f"the content has more than {MAX_CONTENT_BYTES >> 20} MiB: divide the file")
    if any(member.file_size > max(SMALL_BYTES, MAX_RATIO * member.compress_size) for member in members):
        raise RefusedError(f"a member expands more than {MAX_RATIO} times, as in a zip bomb: leave the file out")


def _is_inside(name: str) -> bool:
    return not name.startswith("/") and "\\" not in name and ":" not in name and ".." not in name.split("/")


def _is_plain(raw: bytes, members: tuple[ZipInfo, ...], directory: int) -> bool:
    """Return whether members follow each other without gaps, and no entry has a comment or an unknown extra field."""
    position = directory_bytes = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        *_, name_bytes, extra_bytes = LOCAL_HEADER.unpack_from(raw, position)
        content = position + LOCAL_HEADER.size + name_bytes + extra_bytes
        if member.header_offset != position or member.comment:
            return False
        if not _is_known(raw[content - extra_bytes : content]) or not _is_known(member.extra):
            return False
        position = content + member.compress_size
        if member.flag_bits & HAS_DESCRIPTOR:
            position += 16 if raw.startswith(DESCRIPTOR, position) else 12
        directory_bytes += DIRECTORY_ENTRY_BYTES + name_bytes + len(member.extra)
    return position == directory and directory + directory_bytes + END_RECORD_BYTES == len(raw)


def _is_known(extra: bytes) -> bool:
    """Return whether extra fields hold only times, sizes and padding, as office programs write them."""
    while len(extra) >= EXTRA_HEADER.size:
        kind, size = EXTRA_HEADER.unpack_from(extra)
        content = extra[EXTRA_HEADER.size : EXTRA_HEADER.size + size]
        if kind not in KNOWN_EXTRAS or any(content[MAX_EXTRA_BYTES:]):
            return False
        extra = extra[EXTRA_HEADER.size + size :]
    return not any(extra)
