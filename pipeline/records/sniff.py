"""Format detection: by the content of a file first, and by its name second."""

import codecs
import json
import re
from pathlib import PurePath

from pipeline.errors import RecordError, UnscannableError
from pipeline.records.formats import BUILT_IN, by_suffix
from pipeline.records.mail.sniff import is_mbox, is_message
from pipeline.records.office.refused import PDF, is_office
from pipeline.records.streams import COMPRESSED
from pipeline.records.tables import sniff_delimiter, split_row

BYTE_ORDER_MARK = codecs.BOM_UTF8
SQLITE = b"SQLite format 3\x00"
SQLITE_LOG = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # the second one begins an empty archive
TAR_BLOCK_BYTES = 512
TAR_CHECKSUM = slice(148, 156)
OCTAL = re.compile(rb"[0-7]+")
# The first bytes of the formats whose fields have types. Those of ORC, three letters, may also begin a text.
TYPED = {b"PAR1": "parquet", b"ARROW1": "arrow", b"\xff\xff\xff\xff": "arrow", b"Obj\x01": "avro"}
TYPED_FORMATS = frozenset({"orc", *TYPED.values()})
ORC_START = re.compile(rb"ORC[^\0]*+\0")
REFUSED = {
    b"FEA1": "Feather version 1 is not read: write it as version 2",
    b"PARE": "an encrypted Parquet file cannot be read: decrypt it",
    **dict.fromkeys(SQLITE_LOG, "it holds changes of a SQLite database: open the database once with sqlite3"),
}
BINARY = TYPED_FORMATS | {"pdf", "sqlite", "tar", "zip"}
FIXED_WIDTH = "fixed_width"
XML_START = "<?xml"
HTML_START = re.compile(
    r"(?>(?:<!--(?:(?!-->).)*+-->|<\?[^>]*+>)\s*+)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
# What files of a format begin with; a text file that begins so is one.
STARTS = (
    ("hl7", re.compile(rb"\x0b?(?:MSH|BHS|FHS)([^\w\s])[^\w\s]{2,5}\1")),
    ("icalendar", re.compile(rb"\s*BEGIN:VCALENDAR\s", re.IGNORECASE)),
    ("srt", re.compile(rb"\s*\d{1,6}[ \t]*\r?\n\d{1,3}:\d\d:\d\d[,.]\d{3} --> \d")),
    ("vtt", re.compile(rb"WEBVTT[ \t\r\n]")),
    ("vcard", re.compile(rb"\s*BEGIN:VCARD\s", re.IGNORECASE)),
)
# Formats whose files may begin as JSON does: a section of settings, a list of YAML.
STRUCTURED = frozenset(
    {"bibtex", "env", "hl7", "ini", "ipynb", "latex", "log", "properties", "rest", "sql", "srt", "toml", "vtt", "yaml"}
)
COLUMN_NAME = re.compile(r"[\w .\-/#()]{1,64}")


def sniff(sample: bytes, path: str) -> str:
    """Return the name of the format, as in BUILT_IN or of an installed package.

    The format of an installed package is recognized by its suffix only.

    Arguments:
        sample: the first uncompressed bytes of the file.
        path: the name of the file, which decides if the content is ambiguous.

    Raises:
        RecordError: the file has a binary format that is not read.
    """
    named = _by_name(path)
    if named and named not in BUILT_IN:
        return named
    if is_office(sample, path):
        return "office"
    if found := binary_format(sample, named):
        return found
    if reason := next((reason for start, reason in REFUSED.items() if sample.startswith(start)), ""):
        raise RecordError(f"{path}: {reason}")
    if b"\x00" in sample and named == "arrow":  # a stream of an old version begins with a size
        return named
    if b"\x00" in sample:
        raise UnscannableError(f"{path}: the file is binary, and not JSON, CSV, Parquet, Arrow, ORC, Avro or text")
    return _text_format(sample, path, named)


def _text_format(sample: bytes, path: str, named: str) -> str:
    """Return the format of a file without binary content, whose name says `named`, or nothing."""
    if is_mbox(sample.removeprefix(BYTE_ORDER_MARK)):
        return "mbox"
    if named in ("", "text") and is_message(sample.removeprefix(BYTE_ORDER_MARK)):
        return "eml"
    if named in ("", "text") and (started := _by_start(sample.removeprefix(BYTE_ORDER_MARK))):
        return started
    named = "" if named in BINARY else named  # their contents are recognized above
    if named in STRUCTURED:
        return named
    text = sample.removeprefix(BYTE_ORDER_MARK).decode("utf-8", "replace").lstrip()
    if text[:1] in ("{", "[") and named not in ("text", "csv", "eml", "mbox"):
        return _which_json(text, named)
    if named not in ("text", "csv", "eml") and text.startswith("<") and (markup := _which_markup(text, named)):
        return markup
    if named:
        return named
    return "csv" if _looks_like_table(text) else "text"


def is_binary(sample: bytes) -> bool:
    """Return whether the first bytes of a file are those of a binary format, which has no encoding."""
    return sample.startswith(PDF) or bool(binary_format(sample))


def typed_format(sample: bytes) -> str:
    """Return the name of the format whose fields have types, such as `parquet`; an empty string for other content."""
    found = next((name for magic, name in TYPED.items() if sample.startswith(magic)), "")
    return found or ("orc" if ORC_START.match(sample) else "")


def binary_format(sample: bytes, named: str = "") -> str:
    """Return the name of a binary format by the first bytes of a file; an empty string for other content.

    Arguments:
        sample: the first uncompressed bytes.
        named: the format that the name of the file says, if it says one.
    """
    if typed := typed_format(sample):
        return typed
    if sample.startswith(SQLITE):
        return "sqlite"
    if sample.startswith(ZIP):
        return "zip"
    return "tar" if _is_tar(sample, named) else ""


def _is_tar(sample: bytes, named: str) -> bool:
    """Return whether a file begins with the header of a tar archive, whose checksum is the sum of its bytes."""
    block = sample[:TAR_BLOCK_BYTES]
    if len(block) < TAR_BLOCK_BYTES or not any(block):
        return len(block) == TAR_BLOCK_BYTES and named == "tar"  # an empty archive is zero
    stated = block[TAR_CHECKSUM].strip(b" \x00")
    return OCTAL.fullmatch(stated) is not None and int(stated, 8) == sum(block) - sum(block[TAR_CHECKSUM]) + 8 * ord(
        " "
    )


def may_be_fixed_width(path: str) -> bool:
    """Return whether the name of a file says nothing, or that it is a text, so that a schema may say more."""
    return _by_name(path) in ("", "text") and ".md" not in PurePath(path).suffixes


def _by_name(path: str) -> str:
    name = PurePath(path)
    if name.name == ".env" or name.name.startswith(".env."):
        return "env"
    suffixes = [suffix.lower() for suffix in name.suffixes if suffix.lower() not in COMPRESSED]
    return by_suffix().get(suffixes[-1], "") if suffixes else ""


def _by_start(sample: bytes) -> str:
    return next((name for name, start in STARTS if start.match(sample)), "")


def _which_markup(text: str, named: str) -> str:
    """Return `xml` or `html`, or an empty string if the content does not say. A page in XHTML may be named `.html`."""
    if text.startswith(XML_START) and named != "html":
        return "xml"
    return "html" if not named and HTML_START.match(text) else ""


def _which_json(text: str, named: str) -> str:
    """Return `jsonl`, `array` or `json`: `jsonl` if the first line is JSON, or any line if the name suggests JSONL."""
    first_line, *rest = text.split("\n")
    if _is_json(first_line) and (text[0] == "{" or any(line.strip() for line in rest)):
        return "jsonl"
    if text[0] == "{" and (named == "jsonl" or first_line.rstrip()[-1:] == "}") and any(map(_is_json, rest)):
        return "jsonl"
    return "array" if text[0] == "[" else "json"


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _looks_like_table(text: str) -> bool:
    lines = [line.rstrip("\r") for line in text.split("\n")[:20] if line.strip()][:10]
    if len(lines) < 3:
        return False
    delimiter = sniff_delimiter(lines[0])
    header = split_row(lines[0], delimiter) or []
    widths = {len(split_row(line, delimiter) or ()) for line in lines[:-1]}
    return len(header) > 1 and widths == {len(header)} and all(COLUMN_NAME.fullmatch(cell.value) for cell in header)
