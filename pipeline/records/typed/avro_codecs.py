"""Codecs of Avro blocks, with a limit to what a block may unpack to."""

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import cramjam

from pipeline.errors import ExpansionError
from pipeline.records.streams import EXPANSION_FREE_BYTES, MAX_EXPANSION

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHECKSUM_BYTES = 4


@dataclass(frozen=True, slots=True)
class Codec:
    """A codec.

    Arguments:
        pack: compresses a block.
        unpack: decompresses a block up to a number of bytes.
    """

    pack: Callable[[bytes], bytes]
    unpack: Callable[[bytes, int], bytes]


def unpacked(codec: str, data: bytes) -> bytes:
    """Return a block without compression.

    Raises:
        ExpansionError: it unpacks to far more than its size.
        ValueError: it is damaged.
    """
    limit = EXPANSION_FREE_BYTES + MAX_EXPANSION * len(data)
    try:
        block = CODECS[codec].unpack(data, limit + 1)
    except (zlib.error, lzma.LZMAError, zstd.ZstdError, cramjam.DecompressionError, EOFError):
        raise ValueError("a block is damaged") from None
    if len(block) > limit:
        raise ExpansionError(f"a block unpacks to more than {MAX_EXPANSION} times its size: leave the file out")
    return block


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _by(decompressor: Callable[[], Any]) -> Callable[[bytes, int], bytes]:
    return lambda data, limit: bytes(decompressor().decompress(data, limit))


def _snappy(data: bytes) -> bytes:
    return bytes(cramjam.snappy.compress_raw(data)) + zlib.crc32(data).to_bytes(CHECKSUM_BYTES, "big")


def _unsnappy(data: bytes, limit: int) -> bytes:
    packed, checksum = data[:-CHECKSUM_BYTES], data[-CHECKSUM_BYTES:]
    if cramjam.snappy.decompress_raw_len(packed) > limit:
        raise ExpansionError(f"a block unpacks to more than {MAX_EXPANSION} times its size: leave the file out")
    block = bytes(cramjam.snappy.decompress_raw(packed))
    if zlib.crc32(block).to_bytes(CHECKSUM_BYTES, "big") != checksum:
        raise ValueError("a block does not fit its checksum")
    return block


CODECS: Mapping[str, Codec] = {
    "null": Codec(lambda data: data, lambda data, _: data),
    "deflate": Codec(_deflated, _by(lambda: zlib.decompressobj(-zlib.MAX_WBITS))),
    "snappy": Codec(_snappy, _unsnappy),
    "zstandard": Codec(zstd.compress, _by(zstd.ZstdDecompressor)),
    "bzip2": Codec(bz2.compress, _by(bz2.BZ2Decompressor)),
    "xz": Codec(lzma.compress, _by(lzma.LZMADecompressor)),
}
