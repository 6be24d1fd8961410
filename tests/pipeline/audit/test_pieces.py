"""Stored files become pieces: unpacked to any depth, whole, and distinguished from what cannot be read."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
import zlib

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import feather
from pyarrow.orc import write_table as write_orc

from pipeline.audit.pieces import BLOCK_BYTES, MAX_DEPTH, Piece, Unsearched, pieces

TEXT = b"Thandiwe Mokoena\n"


def zipped(content: bytes, name: str = "x") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def tarred(content: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        member = tarfile.TarInfo("x")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return target.getvalue()


def nested(depth: int) -> bytes:
    content = TEXT
    for _ in range(depth):
        content = zipped(content)
    return content


ROW = {"name": TEXT.decode(), "number": 27825559037, "raw": b"\xff"}


def parquet() -> bytes:
    target = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([ROW]), target)
    return target.getvalue()


def arrow() -> bytes:
    target = io.BytesIO()
    feather.write_feather(pa.Table.from_pylist([ROW] * 100), target, compression="zstd")
    return target.getvalue()


def orc() -> bytes:
    target = io.BytesIO()
    write_orc(pa.Table.from_pylist([ROW] * 100), target, compression="zlib")
    return target.getvalue()


def avro() -> bytes:
    kinds = {"name": "string", "number": "long", "raw": "bytes"}
    schema = {"type": "record", "name": "row", "fields": [{"name": name, "type": kind} for name, kind in kinds.items()]}
    target = io.BytesIO()
    fastavro.writer(target, schema, [ROW] * 100, codec="deflate")
    return target.getvalue()


TABLES = {"Parquet": parquet(), "Arrow": arrow(), "ORC": orc(), "Avro": avro()}


def content_of(stored: bytes) -> bytes:
    found = list(pieces(io.BytesIO(stored)))
    assert all(isinstance(one, Piece) for one in found), found
    return b"".join(one.content for one in found if isinstance(one, Piece) and not one.seam)


def gzipped_as(name: str) -> bytes:
    """Return a gzip file that names the file in it."""
    target = io.BytesIO()
    with gzip.GzipFile(filename=name, mode="wb", fileobj=target) as packed:
        packed.write(b"x")
    return target.getvalue()


READ = {
    "text": TEXT,
    "text that begins as zlib does": b"x^2 is a square, wrote " + TEXT,
    "gzip": gzip.compress(TEXT),
    "the name in a gzip file": gzipped_as(TEXT.decode().strip()),
    "the name in a gzip file in an archive": zipped(gzipped_as(TEXT.decode().strip())),
    "zlib": zlib.compress(TEXT),
    "zlib, several blocks": zlib.compress(os.urandom(3 * BLOCK_BYTES) + TEXT),
    "bzip2": bz2.compress(TEXT),
    "xz": lzma.compress(TEXT),
    "zip": zipped(TEXT),
    "tar": tarred(TEXT),
    "a compressed tar": gzip.compress(tarred(TEXT)),
    "zip in gzip in tar": tarred(gzip.compress(zipped(TEXT))),
    "as deep as allowed": nested(MAX_DEPTH),
    **TABLES,
    "a compressed table": gzip.compress(parquet()),
    "a table in an archive": zipped(avro()),
    "UTF-16 with a mark": TEXT.decode().encode("utf-16"),
}
REFUSED = {
    "a cut gzip": gzip.compress(TEXT * 50)[:-9],
    "a damaged gzip": gzip.compress(os.urandom(500))[:60] + b"\0" * 200,
    "a cut zip": zipped(TEXT)[:40],
    "a cut Parquet": parquet()[:-8],
    "too deep": nested(MAX_DEPTH + 1),
    "a cut zlib": zlib.compress(TEXT * 50)[:-9],
    "PDF": b"%PDF-1.7 ...",
    "a photo of a phone": b"\0\0\0\x18ftypheic\0\0\0\0",
    "a recorded call": b"RIFF\x24\0\0\0WAVEfmt ",
    "LZ4": b"\x04\x22\x4d\x18\x64\x40\xa7",
    "an encrypted file": b"Salted__\x01\x02",
    "a bomb": lzma.compress(bytes(80 << 20)),
}


@pytest.mark.parametrize("stored", READ.values(), ids=READ)
def test_content_is_found_in_what_it_is_stored_in(stored: bytes) -> None:
    assert TEXT.strip() in content_of(stored)


@pytest.mark.parametrize("stored", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_reported(stored: bytes) -> None:
    found = [one for one in pieces(io.BytesIO(stored)) if isinstance(one, Unsearched)]

    assert len(found) == 1
    assert "Thandiwe" not in found[0].reason


@pytest.mark.parametrize("stored", TABLES.values(), ids=TABLES)
def test_number_of_a_table_is_read(stored: bytes) -> None:
    assert b"27825559037" not in stored
    assert b"27825559037" in content_of(stored)


def test_member_after_one_that_cannot_be_read_is_read() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.pdf", b"%PDF-1.4")
        archive.writestr("b.txt", TEXT)

    found = list(pieces(io.BytesIO(target.getvalue())))

    assert [one.part for one in found if isinstance(one, Unsearched)] == ["member 1"]
    assert any(isinstance(one, Piece) and TEXT in one.content for one in found)


@given(st.sampled_from([b"word ", b"x", b"\0", b"\xc3\xa9", b"a,b"]), st.integers(0, 40))
def test_pieces_of_a_text_are_the_text(unit: bytes, more: int) -> None:
    content = unit * (2 * BLOCK_BYTES // len(unit)) + b"y" * more

    assert content_of(content) == content
