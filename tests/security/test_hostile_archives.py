"""Archives that are damaged, encrypted, dangerous or far larger than they look are refused, or lose nothing silently."""

import io
import json
import stat
import struct
import tarfile
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Key, RecordError
from pipeline.records import BrokenRecord, ReadOptions, plan, read
from pipeline.records.archives.limits import MAX_DEPTH, Budget
from pipeline.records.archives.zip import ENCRYPTED
from tests.conftest import Command
from tests.pipeline.records.archive_files import in_tar, in_zip, tarred, zipped
from tests.pipeline.records.copies import copy

MIB = 1 << 20
CSV = b"name,email\nAnn,ann@acme.com\n"
OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
ONE = "--direct_num_workers=1"


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(RecordError) as refused:
        plan(io.BytesIO(content), name)
    assert str(refused.value).startswith(f"{name}: ")
    return str(refused.value)


def blocked(content: bytes, name: str) -> dict[str, str]:
    """Return the reasons of the blocked members; the others are in the copy."""
    planned = plan(io.BytesIO(content), name)
    found = {}
    for shard in planned.shards:
        for record in read(io.BytesIO(content), shard, ReadOptions()):
            if isinstance(record, BrokenRecord):
                found[record.inside] = record.reason
    return found


def entry(name: str, kind: bytes, target: str = "") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        one = tarfile.TarInfo(name)
        one.type, one.linkname = kind, target
        archive.addfile(one)
        plain = tarfile.TarInfo("a.csv")
        plain.size = len(CSV)
        archive.addfile(plain, io.BytesIO(CSV))
    return out.getvalue()


def link_in_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        one = zipfile.ZipInfo("link.txt")
        one.create_system = 3
        one.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(one, "/etc/passwd")
        archive.writestr("a.csv", CSV)
    return out.getvalue()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_devices_and_pipes_in_a_tar_archive_are_blocked(kind: bytes) -> None:
    content = entry("link.txt", kind, "/etc/passwd")
    assert blocked(content, "in.tar") == {"link.txt": "it is a link, a device or a pipe: pack the file itself"}
    assert in_tar(copy(content, "in.tar")) == {"a.csv": CSV}


def test_links_in_a_zip_archive_are_blocked() -> None:
    assert "link" in blocked(link_in_zip(), "in.zip")["link.txt"]
    assert in_zip(copy(link_in_zip(), "in.zip")) == {"a.csv": CSV}


@pytest.mark.parametrize(
    "name", ["../b.csv", "a/../../b.csv", "/b.csv", "//server/b.csv", "C:\\b.csv", "..\\b.csv", "c:b.csv"]
)
@pytest.mark.parametrize(("pack", "kind"), [(zipped, "in.zip"), (tarred, "in.tar")])
def test_members_with_a_path_outside_of_the_archive_are_blocked(
    name: str, pack: Callable[[dict[str, bytes]], bytes], kind: str
) -> None:
    content = pack({"a.csv": CSV, name: CSV})
    (reason,) = blocked(content, kind).values()
    assert "leads out" in reason
    done = copy(content, kind)
    assert (in_zip if pack is zipped else in_tar)(done) == {"a.csv": CSV}


def test_backslashes_in_paths_are_read_as_slashes() -> None:
    assert list(in_zip(copy(zipped({"a\\b.csv": CSV}), "in.zip"))) == ["a/b.csv"]


@pytest.mark.parametrize(("pack", "kind"), [(zipped, "in.zip"), (tarred, "in.tar")])
def test_second_member_of_a_name_is_blocked(pack: Callable[[dict[str, bytes]], bytes], kind: str) -> None:
    content = pack({"a/b.csv": CSV, "./a//b.csv": CSV.replace(b"Ann", b"Bob")})
    assert "same name" in blocked(content, kind)["a/b.csv"]
    assert (in_zip if pack is zipped else in_tar)(copy(content, kind)) == {"a/b.csv": CSV}


def test_zip_archive_with_a_password_is_refused() -> None:
    content = bytearray(zipped({"a.csv": CSV}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(mark) + place
        content[start : start + 2] = struct.pack("<H", ENCRYPTED)
    assert "password" in refusal(bytes(content), "in.zip")


def test_member_with_an_unknown_compression_is_blocked() -> None:
    content = bytearray(zipped({"a.csv": CSV, "b.csv": CSV}))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = content.index(mark) + place
        content[start : start + 2] = struct.pack("<H", 97)
    assert "compression" in blocked(bytes(content), "in.zip")["a.csv"]
    assert in_zip(copy(bytes(content), "in.zip")) == {"b.csv": CSV}


@pytest.mark.parametrize("parts", [["[Content_Types].xml"], ["META-INF/manifest.xml", "content.xml"]])
def test_office_file_under_another_name_is_refused(parts: list[str]) -> None:
    assert "Office" in refusal(zipped(dict.fromkeys(parts, b"<x/>")), "in.zip")


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", bytes(100 * MIB))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (lambda: bomb(), "in.zip"),
        (lambda: zipped({"inner.zip": bomb()}), "in.zip"),
        (lambda: tarred({"inner.zip": zipped({"inner.zip": bomb()})}), "in.tar"),
        (lambda: tarred({"a.txt": bytes(100 * MIB)}, "w:bz2"), "in.tar.bz2"),
        (lambda: zipped({f"{n}.zip": zipped({"a.txt": bytes(9 * MIB)}) for n in range(9)}), "in.zip"),
    ],
)
def test_archive_that_unpacks_to_far_more_than_its_size_is_refused(content: Callable[[], bytes], name: str) -> None:
    assert "times its size" in refusal(content(), name)


def test_sparse_member_does_not_unpack_without_limit() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        one = tarfile.TarInfo("a.txt")
        one.pax_headers = {
            "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "a.txt", "GNU.sparse.realsize": str(1 << 45),
        }  # fmt: skip
        one.size = 512
        archive.addfile(one, io.BytesIO(b"0\n".ljust(512, b"\0")))
    assert "times its size" in refusal(out.getvalue(), "in.tar")


def test_number_of_members_is_limited() -> None:
    budget = Budget(1 << 40, left_members=1)
    budget.take(1)
    with pytest.raises(RecordError, match="members"):
        budget.take(1)


def test_archives_in_archives_are_read_to_a_depth() -> None:
    content = CSV
    for level in range(MAX_DEPTH + 2):
        content = zipped({f"{level}.zip" if level else "a.csv": content})
    (reason,) = blocked(content, "in.zip").values()
    assert f"more than {MAX_DEPTH} archives" in reason
    content = CSV
    for level in range(MAX_DEPTH + 1):
        content = zipped({f"{level}.zip" if level else "a.csv": content})
    assert blocked(content, "in.zip") == {}


@given(end=st.integers(0, 5_000), pack=st.sampled_from([zipped, tarred]))
def test_archive_that_is_cut_off_is_refused(end: int, pack: Callable[[dict[str, bytes]], bytes]) -> None:
    whole = pack({"a.csv": CSV * 20, "b.csv": CSV * 20})
    length = len(whole) if pack is zipped else 2 * 512 + 2 * 1024  # without the end mark, which zeros follow
    content = (
        whole[: length - 1 - end % (length - 600)] if pack is tarred else whole[: max(length - 1 - end % length, 4)]
    )
    assert refusal(content, "in.zip" if pack is zipped else "in.tar")


@given(place=st.integers(0, 3_000), value=st.integers(0, 255), pack=st.sampled_from([zipped, tarred]))
def test_changed_byte_never_raises_anything_but_a_refusal(
    place: int, value: int, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    content = bytearray(pack({"a.csv": CSV * 20, "b/c.json": b'{"a": 1}'}))
    content[place % len(content)] = value
    with suppress(RecordError):
        copy(bytes(content), "in.zip" if pack is zipped else "in.tar")


def test_damaged_member_refuses_the_archive() -> None:
    content = bytearray(zipped({"a.csv": CSV}))
    content[40] ^= 0xFF
    assert "damaged" in refusal(bytes(content), "in.zip")


def test_members_after_the_end_of_a_tar_archive_are_not_lost_silently() -> None:
    assert "goes on after its end" in refusal(tarred({"a.csv": CSV}) + tarred({"b.csv": CSV}), "in.tar")


def header_with(content: bytes, place: slice, value: bytes) -> bytes:
    """Return a tar archive with another field in its first header, and the right checksum."""
    header = bytearray(content[:512])
    header[place] = value
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + content[512:]


@pytest.mark.parametrize("size", [b"\xff" * 12, b"\xff" * 8 + b"\xfe\x00\x00\x00", b"\x80" + b"\xff" * 11])
@pytest.mark.parametrize("kind", [b"0", b"x", b"L", b"S"])
def test_impossible_sizes_in_tar_headers_are_refused_at_once(size: bytes, kind: bytes) -> None:
    content = header_with(header_with(tarred({"a.csv": CSV}), slice(124, 136), size), slice(156, 157), kind)
    start = time.monotonic()
    assert refusal(content, "in.tar")
    assert time.monotonic() - start < 5


def test_long_extended_header_is_refused() -> None:
    content = tarred({"a.csv": CSV}, pax_headers={"comment": "1" * MIB})
    assert "damaged" in refusal(content, "in.tar")


PLANTED = "Annette Kowalski"


@pytest.mark.parametrize(("policy", "is_copied"), [("off.yaml", False), ("public", True)])
def test_members_that_cannot_be_read_follow_the_policy(
    policy: str, is_copied: bool, heteronym: Command, tmp_path: Path
) -> None:
    picture = b"\x89PNG\x00" + PLANTED.encode()
    (tmp_path / "in.zip").write_bytes(zipped({"a.png": picture, "b.txt": b"ok\n"}))
    (tmp_path / "off.yaml").write_text(OFF)

    done = heteronym("run", "in.zip", "-c", policy, "-o", "out", "--dataset", "d", ONE)

    found = in_zip((tmp_path / "out/in.zip").read_bytes())
    assert done.returncode == (0 if is_copied else 3), done.stderr
    assert found == {"a.png": picture, "b.txt": b"ok\n"} if is_copied else {"b.txt": b"ok\n"}
    if not is_copied:
        (line,) = (tmp_path / "out/blocked/in.zip.jsonl").read_text().splitlines()
        assert json.loads(line)["file"] == "in.zip!/a.png"
        assert "unscannable: block" in json.loads(line)["reason"]


@pytest.mark.parametrize(
    "content",
    [
        b"first\n{line}\nlast\n",
        b"\x00{line}",
        b"\x00binary\n{line}\n",
        b'{{"key": "{line}"}}',
        b"name,note\nx,{line}\n",
    ],
)
@pytest.mark.parametrize("policy", ["public", "off.yaml"])
def test_key_in_a_member_is_never_copied(
    content: bytes, policy: str, heteronym: Command, tmp_path: Path, key: Key
) -> None:
    line = key.line().strip().removeprefix(b"heteronym-key-1:")
    member = content.replace(b"{{", b"{").replace(b"}}", b"}").replace(b"{line}", line)
    (tmp_path / "in.zip").write_bytes(zipped({"m": member, "inner.zip": zipped({"m": member})}))
    (tmp_path / "off.yaml").write_text(OFF)

    done = heteronym("run", "in.zip", "-c", policy, "-o", "out", "--dataset", "d", ONE)

    assert done.returncode == 3, done.stderr
    for path in (tmp_path / "out").rglob("*.zip"):
        found = in_zip(path.read_bytes())
        assert all(line not in one for one in (*found.values(), *in_zip(found.get("inner.zip") or zipped({})).values()))


def test_misspelled_field_is_an_error_in_archives_too(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in.zip").write_bytes(zipped({"a.csv": CSV}))
    (tmp_path / "off.yaml").write_text(OFF)

    done = heteronym("run", "in.zip", "-c", "off.yaml", "-o", "out", "--field", "emial=drop", ONE)

    assert done.returncode == 2
    assert "did you mean email?" in done.stderr
