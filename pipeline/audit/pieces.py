"""Pieces: the stored bytes of a file as blocks to search: unpacked, member by member, cell by cell, with their names."""

import io
import lzma
import re
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import BinaryIO

from pipeline.audit.cells import cells
from pipeline.errors import ExpansionError
from pipeline.records.encodings import as_utf8, marked_encoding
from pipeline.records.sniff import TAR_BLOCK_BYTES, TYPED_FORMATS, binary_format
from pipeline.records.streams import DAMAGE, EXPANSION_FREE_BYTES, MAX_EXPANSION, compression_of, decompressed, is_zlib
from pipeline.records.typed.blocks import DAMAGE as DAMAGED_TABLE

BLOCK_BYTES = 256 << 10
SEAM_BYTES = 1 << 10  # on each side of a cut: a value that is longer is not found where it is cut
MAX_DEPTH = 4  # of archives in archives
SPOOLED_BYTES = 64 << 20
MAX_SPOOLED_BYTES = 8 << 30
# (offset, bytes there, kind) of files whose content is compressed or encrypted in a way that is not read here.
OPAQUE = (
    (0, b"%PDF-", "PDF"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Office format"),
    *((0, start, "an image") for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")),
    (8, b"WEBP", "an image"),
    *((0, start, "a recording") for start in (b"OggS", b"fLaC", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\x1aE\xdf\xa3")),
    *((8, kind, "a recording") for kind in (b"WAVE", b"AVI ")),
    (4, b"ftyp", "a recording or an image"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!", "RAR"),
    (0, b"MSCF", "a cabinet"),
    (0, b"LZIP", "lzip"),
    (0, b"\x04\x22\x4d\x18", "LZ4"),
    (0, b"\x1f\x9d", "compress"),
    (0, b"\xff\x06\x00\x00sNaPpY", "Snappy"),
    (0, b"PGDMP", "a dump of PostgreSQL"),
    *((0, start, "an encrypted file") for start in (b"Salted__", b"age-encryption.org/", b"-----BEGIN PGP MESSAGE")),
)
GZIP_HEADER_BYTES, GZIP_NAME, GZIP_COMMENT, GZIP_EXTRA = 10, 8, 16, 4
# Where a block may be cut: no letter, digit or part of a character. Rather at white space.
CUTS = (b"\n", b" ", bytes(1), b",", b'"', b">")
LAST_BYTES = 64 << 10
LINES_BYTES, START_BYTES = 128 << 10, 48
LINE_END = re.compile(rb"\n")
UNREADABLE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    *DAMAGED_TABLE,
    lzma.LZMAError,
    zlib.error,
    RuntimeError,
    NotImplementedError,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the content of a file.

    Arguments:
        part: what it is a part of, such as a member of an archive; empty for the file itself.
        offset: the place of its first byte in the uncompressed part.
        content: the bytes, in UTF-8 where they are text.
        seam: how many bytes at the start belong to the piece before, whose end they repeat.
    """

    part: str
    offset: int
    content: bytes = field(repr=False)
    seam: int = 0


@dataclass(frozen=True, slots=True)
class Unsearched:
    """A part of a file that cannot be searched.

    Arguments:
        part: as in Piece.
        reason: why not, and what to do; never content.
    """

    part: str
    reason: str


def pieces(file: BinaryIO) -> Iterator[Piece | Unsearched]:
    """Yield the content of a file, with the names of its parts, in pieces of bounded size.

    Arguments:
        file: the file, seekable.
    """
    yield from _unpacked(file, "", MAX_DEPTH)


def _unpacked(file: BinaryIO, part: str, depth: int) -> Iterator[Piece | Unsearched]:
    try:
        compression = compression_of(file) or ("zlib" if is_zlib(file) else "")
        if compression == "gz":
            yield from _gzip_names(file, part)
        stream = decompressed(file, compression)
        start = stream.peek(TAR_BLOCK_BYTES)[:TAR_BLOCK_BYTES]
        found = binary_format(start)
        if kind := "an archive in too many others" if found in ARCHIVES and not depth else _opaque(start):
            yield Unsearched(part, f"{kind} cannot be searched: export its text, or leave it out")
        elif found in ARCHIVES or found in TYPED_FORMATS:
            is_stored = not compression and depth == MAX_DEPTH
            with nullcontext(file) if is_stored else _spooled(stream) as whole:
                whole.seek(0)
                yield from ARCHIVES[found](whole, part, depth - 1) if found in ARCHIVES else _table(whole, part, found)
        else:
            yield from _blocks(as_utf8(stream, marked_encoding(start)), part)
    except ExpansionError:
        yield Unsearched(part, f"it unpacks to more than {MAX_EXPANSION} times its size: unpack it")
    except (*DAMAGE, *UNREADABLE, UnicodeError):
        yield Unsearched(part, "it is damaged, or has a password: get it again, or leave it out")


def _opaque(start: bytes) -> str:
    return next((kind for offset, magic, kind in OPAQUE if start.startswith(magic, offset)), "")


def _gzip_names(file: BinaryIO, part: str) -> Iterator[Piece]:
    """Yield the name and the comment in the header of a gzip file (RFC 1952)."""
    header = file.read(BLOCK_BYTES)
    file.seek(0)
    flags, place = int.from_bytes(header[3:4], "big"), GZIP_HEADER_BYTES
    if flags & GZIP_EXTRA:
        place += 2 + int.from_bytes(header[place : place + 2], "little")
    if count := bool(flags & GZIP_NAME) + bool(flags & GZIP_COMMENT):
        yield Piece(_part(part, "its gzip header"), 0, b"\n".join(header[place:].split(b"\0", count)[:count]))


def _blocks(stream: BinaryIO, part: str) -> Iterator[Piece]:
    """Yield a stream in blocks that are cut between words. What lies across a cut is in a piece of its own."""
    offset, rest, before = 0, b"", b""
    while content := rest + stream.read(BLOCK_BYTES - len(rest)):
        cut = _cut(content) if len(content) == BLOCK_BYTES else len(content)
        if before:
            yield Piece(part, offset - len(before), before + content[:SEAM_BYTES], len(before))
        yield Piece(part, offset, content[:cut])
        offset, rest, before = offset + cut, content[cut:], content[:cut][-SEAM_BYTES:]


def _cut(content: bytes) -> int:
    """Return where to cut a block: between two lines, else behind white space, else behind another end of a word.

    Between which lines, only the start of the second one decides, so that a text that is repeated is cut alike.
    """
    first = max(0, len(content) - LINES_BYTES)
    starts = [line.end() for line in LINE_END.finditer(content, first, max(first, len(content) - START_BYTES))]
    if starts:
        return min(starts, key=lambda start: zlib.crc32(content[start : start + START_BYTES]))
    last = max(0, len(content) - LAST_BYTES)
    return next((place + 1 for sign in CUTS if (place := content.rfind(sign, last)) >= 0), len(content))


def _zip_members(archive: BinaryIO, part: str, depth: int) -> Iterator[Piece | Unsearched]:
    with zipfile.ZipFile(archive) as opened:
        yield Piece(part, 0, opened.comment)
        for number, member in enumerate(opened.infolist(), 1):
            inner = _part(part, f"member {number}")
            yield Piece(inner, 0, b"%b\n%b" % (member.filename.encode("utf-8", "replace"), member.comment))
            if member.file_size > EXPANSION_FREE_BYTES + MAX_EXPANSION * member.compress_size:
                raise ExpansionError
            if not member.is_dir():
                with opened.open(member) as content:
                    yield from _unpacked(content, inner, depth)  # type: ignore[arg-type]


def _tar_members(archive: BinaryIO, part: str, depth: int) -> Iterator[Piece | Unsearched]:
    with tarfile.open(fileobj=archive, mode="r:") as opened:
        for number, member in enumerate(opened, 1):
            inner = _part(part, f"member {number}")
            names = (member.name, member.linkname, member.uname, member.gname, *member.pax_headers.values())
            yield Piece(inner, 0, "\n".join(names).encode("utf-8", "replace"))
            if content := opened.extractfile(member) if member.isfile() else None:
                with content:
                    yield from _unpacked(content, inner, depth)  # type: ignore[arg-type]


def _table(file: BinaryIO, part: str, table_format: str) -> Iterator[Piece]:
    """Yield a table as it is stored, which is readable in parts, and its cells, those that are no text included."""
    yield from _blocks(file, part)
    for inner, content in cells(file, table_format):
        yield from _blocks(io.BytesIO(content), _part(part, inner))


ARCHIVES = {"tar": _tar_members, "zip": _zip_members}


def _part(part: str, inner: str) -> str:
    return f"{part}, {inner}" if part else inner


@contextmanager
def _spooled(content: BinaryIO) -> Iterator[BinaryIO]:
    """Yield a copy of a stream that can be sought in, in memory or, if it is large, in a temporary file."""
    with tempfile.SpooledTemporaryFile(SPOOLED_BYTES) as copy:
        while block := content.read(BLOCK_BYTES):
            copy.write(block)
            if copy.tell() > MAX_SPOOLED_BYTES:
                raise ExpansionError
        yield copy  # type: ignore[misc]
