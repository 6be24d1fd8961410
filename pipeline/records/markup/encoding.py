"""Encodings of markup files: decoding by the byte order mark, the XML declaration or `<meta charset>`."""

import codecs
import re

from pipeline.records.encodings import SUPERSETS, marked_encoding, unmarked_encoding

ASCII = bytes(range(0x20, 0x7F))
START_BYTES = 4096
XML_DECLARATION = re.compile(rb"""<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["'][^>]*?\?>""")
META_CHARSET = re.compile(rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# Browsers read these labels as the larger encodings that pages in fact use (the WHATWG encoding standard).
IN_BROWSERS = {
    **SUPERSETS, "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "iso8859-11": "cp874",
}  # fmt: skip


def decoded(raw: bytes, *, is_xml: bool, stated: str = "") -> tuple[str, str]:
    """Decode a file.

    Arguments:
        raw: the bytes of the file.
        is_xml: whether it is XML, whose declared encoding is meant as it is written.
        stated: the encoding that the user states for files that declare none; empty for none.

    Returns:
        The text, which contains a byte order mark if the file does, and the name of the codec that encodes it.

    Raises:
        ValueError: the file is not in its encoding, or the encoding is unknown; the message says what to do.
    """
    codec = _codec(raw, is_xml, stated)
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        if codec == "cp1252" and not is_xml:
            return raw.decode("latin-1"), "latin-1"  # it has bytes that Windows-1252 leaves undefined
        line = raw.count(b"\n", 0, error.start) + 1
        what = (
            "correct the encoding that it declares" if _declared(raw, is_xml) else "state its encoding with --encoding"
        )
        raise ValueError(f"not {codec.upper()} in line {line}: {what}, or convert it to UTF-8") from None
    if text.encode(codec) != raw:
        raise ValueError(f"cannot be written back in {codec.upper()} byte for byte: convert it to UTF-8")
    return text, codec


def _declared(raw: bytes, is_xml: bool) -> str:
    """Return the encoding that a file declares in its text; empty if it declares none."""
    declared = XML_DECLARATION.match(raw[:START_BYTES].removeprefix(codecs.BOM_UTF8))
    if not is_xml:
        declared = META_CHARSET.search(raw[:START_BYTES]) or declared
    return declared[1].decode("ascii", "replace") if declared else ""


def _codec(raw: bytes, is_xml: bool, stated: str) -> str:
    if wide := marked_encoding(raw) or unmarked_encoding(raw[:START_BYTES]):
        return wide
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8"
    label = _declared(raw, is_xml)
    if not label:
        return stated or "utf-8"
    try:
        codec = codecs.lookup(label).name
        is_usable = ASCII.decode(codec) == ASCII.decode("ascii")
    except (LookupError, ValueError):
        is_usable = False
    if not is_usable and not is_xml:
        return "utf-8"  # as browsers do, for example for a page that says UTF-16 and is not
    if not is_usable:
        raise ValueError("declares an encoding that is unknown or not its own: convert it to UTF-8, and declare UTF-8")
    return codec if is_xml else IN_BROWSERS.get(codec, codec)
