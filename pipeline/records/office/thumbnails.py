"""Members that a program makes again: thumbnails, pictures of charts and settings of printers. Copies have blank ones."""

import zlib
from base64 import b64decode
from struct import pack

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
FOLDERS = ("docprops/", "thumbnails/")
# Names of printers, users and jobs; in OpenDocument, pictures of charts that are in the file as XML.
MADE_AGAIN = ("/printersettings/", "objectreplacements/")


def is_thumbnail(name: str, content: bytes) -> bool:
    """Return whether a member is a thumbnail that can be made blank."""
    small = name.casefold()
    return small.startswith(FOLDERS) and "thumbnail" in small and content.startswith((PNG, JPEG))


def is_made_again(name: str) -> bool:
    """Return whether a member can be empty in every copy, since programs make it again."""
    return any(folder in f"/{name}".casefold() for folder in MADE_AGAIN)


def blank_thumbnail(content: bytes) -> bytes:
    """Return a white picture of one dot in the type of a thumbnail."""
    return _blank_png() if content.startswith(PNG) else BLANK_JPEG


def _blank_png() -> bytes:
    chunks = (b"IHDR", pack(">2I5B", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\x00\xff")), (b"IEND", b"")
    return PNG + b"".join(
        pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


BLANK_JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5"
    "PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQR"
    "BRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4"
    "eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEB"
    "AAA/APf6/9k="
)
