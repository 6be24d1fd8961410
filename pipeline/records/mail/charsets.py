"""Character sets of mail: decodes bytes by the declared name, and never guesses where that could hide a value."""

import codecs

from pipeline.errors import MailError
from pipeline.records.encodings import SUPERSETS

BASIC = frozenset({"ascii", "iso8859-1", "cp1252"})  # what programs declare that in fact write UTF-8
ALIASES = {"iso-8859-8-i": "iso8859-8", "windows-874": "cp874", "ks_c_5601-1987": "cp949", "unicode-1-1-utf-7": "utf-7"}
# Codecs of Python that no mail program reads: what they decode is not what a reader sees.
NOT_CHARSETS = frozenset({"unicode-escape", "raw-unicode-escape", "punycode", "idna", "undefined", "mbcs", "oem"})
SHIFTED = ("iso2022", "hz", "utf-7")  # the meaning of a byte depends on those before it
PRINTABLE = bytes(range(32, 127)) + b"\r\n\t"


def codec_of(label: str) -> str:
    """Return Python's name of a declared character set; an empty string if it is unknown."""
    name = label.strip().strip("'\"").casefold()
    try:
        info = codecs.lookup(ALIASES.get(name, name))
        "".encode(info.name)
    except (LookupError, ValueError):
        return ""
    return "" if info.name.replace("_", "-") in NOT_CHARSETS else info.name


def is_line_safe(codec: str) -> bool:
    """Return whether text can be divided at line ends before decoding, and ASCII bytes are ASCII characters."""
    if codec.startswith(SHIFTED):
        return False
    try:
        return PRINTABLE.decode(codec) == PRINTABLE.decode("ascii")
    except UnicodeDecodeError:
        return False


def reading_codec(raw: bytes, label: str) -> str:
    """Return the codec that decodes bytes.

    Arguments:
        raw: the bytes.
        label: the declared character set; may be empty.

    Raises:
        MailError: the bytes are neither in the declared character set nor in UTF-8.
    """
    codec = codec_of(label) or "ascii"
    candidates = [codec, SUPERSETS.get(codec, codec), "utf-8"]
    if codec in BASIC:
        candidates = ["ascii", "utf-8", *(("cp1252", "latin-1") if codec != "ascii" else ())]
    for candidate in candidates:
        try:
            raw.decode(candidate)
        except (UnicodeError, LookupError):
            continue
        return candidate
    raise MailError(
        "the text is neither in its declared character set nor in UTF-8: correct the charset of its Content-Type"
    )


def writing_codec(label: str, reading: str) -> str:
    """Return the codec in which new text is written: the declared one, or UTF-8 where the text was UTF-8."""
    return "utf-8" if reading == "utf-8" else codec_of(label) or "ascii"
