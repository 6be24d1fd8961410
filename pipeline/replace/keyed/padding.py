"""Padding before encryption, so that a ciphertext reveals the length of a value only in steps of 32 bytes."""

BLOCK_BYTES = 32
END = b"\x80"


def padded(content: bytes) -> bytes:
    """Pad content to a multiple of 32 bytes with 0x80 and zeros (ISO/IEC 7816-4)."""
    marked = content + END
    return marked + bytes(-len(marked) % BLOCK_BYTES)


def unpadded(content: bytes) -> bytes:
    """Remove the padding.

    Raises:
        ValueError: the content has no padding.
    """
    marked = content.rstrip(b"\0")
    if not marked.endswith(END):
        raise ValueError("the content has no padding")
    return marked[:-1]
