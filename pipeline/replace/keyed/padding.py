"""Padding before encryption, so that a ciphertext tells the length of a value to 32 bytes only."""

BLOCK_BYTES = 32
END = b"\x80"


def padded(content: bytes) -> bytes:
    """Pad to a multiple of 32 bytes: 80, then zeros (ISO/IEC 7816-4)."""
    marked = content + END
    return marked + bytes(-len(marked) % BLOCK_BYTES)


def unpadded(content: bytes) -> bytes:
    """Take the padding off again; raises ValueError where there is none."""
    marked = content.rstrip(b"\0")
    if not marked.endswith(END):
        raise ValueError("the content has no padding")
    return marked[:-1]
