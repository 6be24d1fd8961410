"""Byte streams over files: hashed, decompressed, limited to a range; compressed again when written."""

import gzip
import hashlib
import io
import zlib
from contextlib import closing
from typing import BinaryIO

import zstandard

from pipeline.errors import RecordError

MAGIC = {b"\x1f\x8b": "gz", b"\x28\xb5\x2f\xfd": "zst"}
READ_BYTES = 1 << 20


class HashingReader(io.RawIOBase):
    """Reads a file once and hashes what it reads."""

    def __init__(self, file: BinaryIO) -> None:
        """Read `file` from where it stands."""
        self._file = file
        self._hash = hashlib.sha256()
        self.size_bytes = 0

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read into `buffer`."""
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._hash.update(data)
        self.size_bytes += len(data)
        return len(data)

    def finish(self) -> str:
        """Read what is left and return the SHA-256 of the whole file, in hexadecimal."""
        while self.read(READ_BYTES):
            pass
        return self._hash.hexdigest()


class LimitedReader(io.RawIOBase):
    """Reads no further than a number of bytes."""

    def __init__(self, stream: BinaryIO, size_bytes: int) -> None:
        """Read at most `size_bytes` from where `stream` stands."""
        self._stream = stream
        self._left = size_bytes

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read into `buffer`."""
        data = self._stream.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


class ZstdReader(io.RawIOBase):
    """Decompresses Zstandard frames, and tells a truncated one from a whole one."""

    def __init__(self, file: BinaryIO) -> None:
        """Decompress `file` from where it stands."""
        self._file = file
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._waiting = b""
        self._ready = b""
        self._is_inside = False

    def readable(self) -> bool:
        """Tell that this can be read."""
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read into `buffer`; raises EOFError at the end of a truncated frame."""
        while not self._ready:
            data = self._waiting or self._file.read(READ_BYTES)
            if not data:
                if self._is_inside:
                    raise EOFError("truncated")
                return 0
            self._ready = self._frame.decompress(data)
            self._is_inside = not self._frame.eof
            self._waiting = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count


def compression_of(file: BinaryIO) -> str:
    """Tell by its first bytes how a seekable file is compressed; an empty string where it is not."""
    start = file.read(4)
    file.seek(0)
    return next((name for magic, name in MAGIC.items() if start.startswith(magic)), "")


def decompressed(file: io.RawIOBase | BinaryIO, compression: str) -> io.BufferedReader:
    """Return a buffered stream of the uncompressed bytes."""
    if compression == "gz":
        return io.BufferedReader(gzip.GzipFile(fileobj=file, mode="rb"), READ_BYTES)
    if compression == "zst":
        return io.BufferedReader(ZstdReader(file), READ_BYTES)  # type: ignore[arg-type]
    return io.BufferedReader(file, READ_BYTES)  # type: ignore[arg-type]


def copy_compressed(source: BinaryIO, target: BinaryIO, compression: str) -> None:
    """Copy a stream, compressed; the same bytes always give the same file, without a time in it."""
    if compression == "gz":
        with gzip.GzipFile(filename="", fileobj=target, mode="wb", mtime=0) as packed:
            _copy(source, packed)
    elif compression == "zst":
        with closing(zstandard.ZstdCompressor().stream_writer(target, closefd=False)) as packer:
            _copy(source, packer)
    else:
        _copy(source, target)


def damaged(path: str, error: Exception) -> RecordError:
    """Make the error for a compressed file that does not unpack."""
    what = "ends too early" if isinstance(error, EOFError) else "is damaged"
    return RecordError(f"{path}: the compressed file {what}: get it again, or leave it out")


DAMAGE = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)


def _copy(source: BinaryIO, target: BinaryIO | gzip.GzipFile) -> None:
    while block := source.read(READ_BYTES):
        target.write(block)
