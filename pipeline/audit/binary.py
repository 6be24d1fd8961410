"""Text in binary files: UTF-16, UTF-32 (arrays of NumPy), and strings whose length is before them and would become a part of their first word.

Protocol buffers (ONNX), MessagePack and pickles write the length of a string before it. A length of 65 to 122 bytes is
the code of a letter: "aThandiwe ..." is a string of 97 bytes.
"""

import re
from collections.abc import Iterator

from pipeline.audit.windows import Window

CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
NOISY = 32  # one control character among so many bytes
MIN_STRING = 6
STRING = re.compile(rb"[\t\n\r -\x3e\x40-\x7e\x80-\xf4]{%d,}" % MIN_STRING)
CONTROLS = bytes((*range(0x09), *range(0x0E, 0x20)))
# Bytes of UTF-16 of Latin, Greek, Cyrillic, Hebrew and Arabic, as "a" for a low and "z" for a high byte.
AS_WIDE = bytes(ord("z") if code <= 6 else ord("a") for code in range(256))
# encoding -> a sign of it among these, and the bytes of a text in it. Those that begin with a high byte are found from their second byte on.
WIDE = {
    "utf-16-le": (b"az" * 4, re.compile(rb"(?:[^\x00-\x06][\x00-\x06])+")),
    "utf-32-le": (b"azzz" * 4, re.compile(rb"(?:[^\x00-\x06][\x00-\x06]\x00\x00)+")),
}
# A tag or a control byte, perhaps the tag of a field of a protocol buffer, and a letter that may be a length.
LENGTH = re.compile(rb'[\x00-\x1f\x7f-\xff]["*2:BJRZbjrz]?([A-Za-z])(?=[0-9A-Za-z\x80-\xff])')


def binary_windows(content: bytes) -> Iterator[Window]:
    """Yield the texts of a binary content that are no words of it as it is. A text has none."""
    if len(content.translate(None, CONTROLS)) < len(content):
        yield from _wide(content)
        yield from _with_length(content)


def _wide(content: bytes) -> Iterator[Window]:
    kinds = content.translate(AS_WIDE)
    for encoding, (sign, text) in WIDE.items():
        start = kinds.find(sign)
        while start >= 0:
            run = text.match(content, start)
            end = run.end() if run else start + 1
            if run:
                yield Window(start, end, start, run[0].decode(encoding, "replace"))
            start = kinds.find(sign, end)


def _with_length(content: bytes) -> Iterator[Window]:
    for found in LENGTH.finditer(content):
        start, end = found.end(), found.end() + ord(found[1])
        if end <= len(content) and not CONTROL.search(content, start, end):
            yield Window(start, end, start, content[start:end].decode("utf-8", "replace"))


def is_noisy(content: bytes) -> bool:
    """Return whether a content is binary, such as weights, rather than text."""
    return (len(content) - len(content.translate(None, CONTROLS))) * NOISY > len(content)


def strings_of(content: bytes) -> bytes:
    """Return a binary content with spaces in place of everything that is no string of MIN_STRING bytes.

    In weights, what looks like a word is noise, and takes long to search.
    """
    cleaned = content.decode("utf-8", "surrogateescape").encode("utf-8", "replace")  # "?" for what is no UTF-8
    strings = bytearray(b" " * len(content))
    for found in STRING.finditer(cleaned):
        strings[slice(*found.span())] = found[0]
    return bytes(strings)
