"""Byte streams: hashing, decompression with limits, ranges, and compression."""

import bz2
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO, Protocol, cast

from pipeline.errors import ExpansionError, RecordError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAGIC = {
    b"\x1f\x8b": "gz",
    b"\x28\xb5\x2f\xfd": "zst",
    b"\xfd7zXZ\x00": "xz",
    **{b"BZh%d1AY&SY" % level: "bz2" for level in range(1, 10)},  # "BZh" alone may begin a text
}
COMPRESSED = tuple(f".{name}" for name in dict.fromkeys(MAGIC.values()))  # suffixes of file names
MAGIC_BYTES = max(map(len, MAGIC))
READ_BYTES = 1 << 20
ZLIB, ZLIB_CHECK, TESTED_BYTES = b"x", 31, 4 << 10
ZSTD_OPTIONS: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: 27}  # 128 MiB, the window of `zstd -22`
# Text compresses 3 to 30 times, a log of equal lines some hundred times. A higher ratio indicates a decompression bomb.
MAX_EXPANSION = 1_000
EXPANSION_FREE_BYTES = 64 << 20


class Hasher(Protocol):
    """A hash or keyed hash, as created by `hashlib` and `hmac`."""

    def update(self, data: bytes, /) -> None:
        """Add bytes."""
        ...

    def hexdigest(self) -> str:
        """Return the digest of all bytes so far, in hexadecimal."""
        ...


class Readable(Protocol):
    """A stream of bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end."""
        ...


class ReadStream(io.RawIOBase):
    """A stream that can be read."""

    def readable(self) -> bool:
        """Return True."""
        return True


class ZlibFile(ReadStream):
    """Reads a stream of zlib (RFC 1950), as joblib writes it. It has no suffix and no magic number: see `is_zlib`."""

    def __init__(self, packed: Readable) -> None:
        """Decompress what `packed` reads."""
        self._packed, self._unpacker = packed, zlib.decompressobj()

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read into `buffer`; raises zlib.error, or EOFError if the stream ends too early."""
        while not self._unpacker.eof:
            block = self._unpacker.unconsumed_tail or self._packed.read(READ_BYTES)
            data = self._unpacker.decompress(block, len(buffer))
            buffer[: len(data)] = data
            if data:
                return len(data)
            if not block and not self._unpacker.eof:
                raise EOFError
        return 0


Unpacked = gzip.GzipFile | zstd.ZstdFile | bz2.BZ2File | lzma.LZMAFile | ZlibFile


class HashingReader(ReadStream):
    """Reads a file once, counts its bytes, and updates a hash if one is given."""

    def __init__(self, file: BinaryIO, own_hash: Hasher | None) -> None:
        """Read `file` from its current position and update `own_hash` with the bytes."""
        self._file = file
        self._hash = own_hash
        self.size_bytes = 0

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read into `buffer`."""
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        if self._hash:
            self._hash.update(data)
        self.size_bytes += len(data)
        return len(data)

    def finish(self) -> str:
        """Read the rest and return the hash of the whole file in hexadecimal; an empty string without a hash."""
        while self.read(READ_BYTES):
            pass
        return self._hash.hexdigest() if self._hash else ""


class LimitedReader(ReadStream):
    """Reads at most a given number of bytes."""

    def __init__(self, stream: BinaryIO, size_bytes: int) -> None:
        """Read at most `size_bytes` from the current position of `stream`."""
        self._stream = stream
        self._left = size_bytes

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read into `buffer`."""
        data = self._stream.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


class ExpansionGuard(ReadStream):
    """Limits the output of a decompressor to MAX_EXPANSION times its input."""

    def __init__(self, unpacked: Unpacked, packed: HashingReader) -> None:
        """Wrap the decompressor `unpacked`, which reads from `packed`."""
        self._unpacked = unpacked
        self._packed = packed
        self._given_bytes = 0

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        """Read into `buffer`.

        Raises:
            ExpansionError: the output exceeds the limit.
        """
        try:
            count = self._unpacked.readinto(buffer) or 0
        except OSError as error:
            if error.errno is None and not isinstance(error, gzip.BadGzipFile):  # so bz2 reports damage
                raise zlib.error("invalid data") from None
            raise
        self._given_bytes += count
        if self._given_bytes > EXPANSION_FREE_BYTES + MAX_EXPANSION * self._packed.size_bytes:
            raise ExpansionError(f"a file unpacks to more than {MAX_EXPANSION} times its size: unpack it")
        return count


def is_zlib(file: BinaryIO) -> bool:
    """Return whether a seekable file begins as a stream of zlib does, and decompresses as one."""
    start = file.read(TESTED_BYTES)
    file.seek(0)
    if start[:1] != ZLIB or int.from_bytes(start[:2], "big") % ZLIB_CHECK or start.isascii():  # "x^2" begins a text
        return False
    try:
        return bool(zlib.decompressobj().decompress(start))
    except zlib.error:
        return False


def compression_of(file: BinaryIO) -> str:
    """Return the compression of a seekable file, detected by its first bytes; an empty string if there is none."""
    start = file.read(MAGIC_BYTES)
    file.seek(0)
    return next((name for magic, name in MAGIC.items() if start.startswith(magic)), "")


def decompressed(file: io.RawIOBase | BinaryIO, compression: str) -> io.BufferedReader:
    """Return a buffered stream of the uncompressed bytes."""
    if not compression:
        return io.BufferedReader(file, READ_BYTES)  # type: ignore[arg-type]
    packed = HashingReader(file, None)  # type: ignore[arg-type]
    return io.BufferedReader(ExpansionGuard(_unpacked(packed, compression), packed), READ_BYTES)


def _unpacked(packed: HashingReader, compression: str) -> Unpacked:
    if compression == "gz":
        return gzip.GzipFile(fileobj=packed)
    if compression == "zlib":
        return ZlibFile(packed)
    if compression == "zst":
        return zstd.ZstdFile(packed, options=ZSTD_OPTIONS)
    return bz2.BZ2File(packed) if compression == "bz2" else lzma.LZMAFile(packed)  # type: ignore[arg-type]


def copy_compressed(source: Readable, target: BinaryIO, compression: str) -> None:
    """Copy a stream with compression."""
    with packing(target, compression) as packed:
        while block := source.read(READ_BYTES):
            packed.write(block)


@contextmanager
def packing(target: BinaryIO, compression: str) -> Iterator[BinaryIO]:
    """Open a stream for writing with compression. The output is deterministic and contains no time stamp."""
    if compression == "gz":
        with gzip.GzipFile(filename="", fileobj=target, mode="wb", mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif compression == "zst":
        with zstd.ZstdFile(target, "w") as packer:
            packer.write(b"")  # without a write, an empty file would get no frame
            yield cast(BinaryIO, packer)
    elif compression:
        with bz2.BZ2File(target, "w") if compression == "bz2" else lzma.LZMAFile(target, "w") as packer:
            yield cast(BinaryIO, packer)
    else:
        yield target


def damaged(path: str, error: Exception) -> RecordError:
    """Return the error for a compressed file that cannot be decompressed."""
    if isinstance(error, ExpansionError):
        return RecordError(
            f"{path}: the compressed file unpacks to more than {MAX_EXPANSION} times its size: unpack it"
        )
    what = "ends too early" if isinstance(error, EOFError) else "is damaged"
    return RecordError(f"{path}: the compressed file {what}: get it again, or leave it out")


DAMAGE = (EOFError, ExpansionError, gzip.BadGzipFile, lzma.LZMAError, zlib.error, zstd.ZstdError)
