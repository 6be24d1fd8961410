"""What a reader of an exported file may see: all of its contents, unpacked and decoded."""

import base64
import binascii
import bz2
import email
import email.policy
import gzip
import html
import io
import json
import lzma
import quopri
import re
import sqlite3
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import fastavro
import pyarrow.ipc
import pyarrow.orc
import pyarrow.parquet
import pypdf
import zstandard

PACKED = {
    ".gz": gzip.decompress,
    ".tgz": gzip.decompress,
    ".bz2": bz2.decompress,
    ".xz": lzma.decompress,
    ".zst": lambda content: zstandard.ZstdDecompressor().decompressobj().decompress(content),
}
ZIPPED = frozenset({".docx", ".ods", ".odt", ".pptx", ".xlsx", ".zip"})
MARKS = (
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)
BASE64 = re.compile(r"(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/]{4}\s*){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
ENCODED_WORD_BREAK = re.compile(r"\?=\s+=\?")
ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
TAG = re.compile(r"<[^<>]{0,2000}>")
FOLD = re.compile(r"\r?\n[ \t]|=\r?\n|\\\r?\n\s*")
TEX_UMLAUT = re.compile(r'\\"\{?([aouAOU])\}?')
UMLAUTS = dict(zip("aouAOU", "äöüÄÖÜ", strict=True))


def decoded(name: str, content: bytes) -> str:
    """Return the contents of a file, in all forms in which a reader could see them."""
    return "\n".join(_forms(name, content))


def unpacked(name: str, content: bytes) -> tuple[str, bytes]:
    """Return the name and the content without compression."""
    path = PurePosixPath(name)
    if open_packed := PACKED.get(path.suffix):
        inner = path.with_suffix(".tar" if path.suffix == ".tgz" else "")
        return str(inner), open_packed(content)
    return name, content


def members(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the members of a zip or tar archive."""
    if PurePosixPath(name).suffix in ZIPPED:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from ((one, archive.read(one)) for one in archive.namelist())
        return
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive.getmembers():
            if opened := archive.extractfile(member):
                yield member.name, opened.read()


def as_text(content: bytes) -> str:
    """Return a text without byte order mark. Each exported text is in UTF-8, UTF-16 or Windows-1252."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def table(name: str, content: bytes) -> "pyarrow.Table":
    """Return the table of a Parquet, Arrow, Feather or ORC file."""
    source = io.BytesIO(content)
    suffix = PurePosixPath(name).suffix
    if suffix == ".parquet":
        return pyarrow.parquet.read_table(source)
    if suffix == ".orc":
        return pyarrow.orc.read_table(source)
    is_file = content.startswith(b"ARROW1")
    return (pyarrow.ipc.open_file if is_file else pyarrow.ipc.open_stream)(source).read_all()


def avro(content: bytes) -> fastavro.reader:
    """Return the reader of an Avro file."""
    return fastavro.reader(io.BytesIO(content))


def database(content: bytes) -> sqlite3.Connection:
    """Return an opened SQLite database."""
    opened = sqlite3.connect(":memory:")
    opened.deserialize(content)
    return opened


def _forms(name: str, content: bytes) -> Iterator[str]:
    yield from (content.decode("latin-1"), content.decode("utf-8", "replace"))
    name, content = unpacked(name, content)
    suffix = PurePosixPath(name).suffix
    if suffix in ZIPPED or suffix == ".tar":
        for member, inner in members(name, content):
            yield member
            yield from _forms(member, inner)
    elif suffix in (".parquet", ".arrow", ".feather", ".orc"):
        found = table(name, content)
        yield from (str(found.schema.to_string(show_schema_metadata=True)), _plain(found.to_pylist()))
    elif suffix == ".pdf":
        read = pypdf.PdfReader(io.BytesIO(content))
        yield from (str(read.metadata), *(page.extract_text() for page in read.pages))
    elif suffix == ".avro":
        records = avro(content)
        yield from (_plain(records.writer_schema), _plain(records.metadata), _plain(list(records)))
    elif suffix == ".sqlite":
        yield from _readings("\n".join(database(content).iterdump()))
    else:
        yield from _readings(as_text(content))
        if suffix in (".eml", ".mbox") or "maildir" in name:
            yield from _mail(content)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _mail(content: bytes) -> Iterator[str]:
    for one in re.split(rb"(?m)^From .*\n", content):
        for part in email.message_from_bytes(one, policy=email.policy.default).walk():
            yield from (str(value) for value in part.values())
            yield str(part.get_filename())
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield from _readings(as_text(payload))


def _readings(text: str) -> Iterator[str]:
    """Yield a text as it is and without folds, escapes, references, tags and transfer encodings, one after the other."""
    yield text
    for unfolded in {text, FOLD.sub("", text)}:
        plain = TEX_UMLAUT.sub(
            lambda found: UMLAUTS[found[1]], ESCAPED.sub(_character, html.unescape(unquote(unfolded)))
        )
        yield from (plain, TAG.sub("", plain), TAG.sub(" ", plain), html.unescape(plain))
        yield as_text(quopri.decodestring(unfolded.encode()))
    for found in BASE64.finditer(text):
        try:
            inner = base64.b64decode(re.sub(r"\s", "", found[0]), validate=True)
        except binascii.Error:
            continue
        if _is_text(inner):
            yield from _readings(as_text(inner))


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1] or found[2], 16))


def _is_text(content: bytes) -> bool:
    try:
        return content.decode("utf-8").isprintable() or b"\n" in content
    except UnicodeDecodeError:
        return False
