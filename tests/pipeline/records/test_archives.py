"""Archives: members are read in their formats, and the copy is an archive of the same kind with the same members."""

import gzip
import io
import json
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Key, Policy
from pipeline.records import BrokenRecord, ReadOptions, Record, plan, read
from pipeline.records.streams import zstd
from pipeline.replace.keyed.keys import KeySource
from pipeline.run.output_names import member_names, name_sanitizer
from pipeline.sanitizer_source import SanitizerSource
from tests.conftest import Command
from tests.pipeline.records.archive_files import TARS, in_tar, in_zip, tarred, zipped
from tests.pipeline.records.copies import copy
from tests.pipeline.records.office_files import docx

CSV = b"name,email\nAnn,ann@acme.com\nBob,bob@acme.com\n"
OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
ONE = "--direct_num_workers=1"


def parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"email": ["ann@acme.com"], "n": [1]}), out)
    return out.getvalue()


MEMBERS = {
    "b.csv": CSV,
    "a/": b"",
    "a/notes.txt": "Zoë calls ann@acme.com\n".encode(),
    "a/lines.jsonl.gz": gzip.compress(b'{"email": "ann@acme.com"}\n', mtime=0),
    "inner.zip": zipped({"deep.csv": CSV, "deeper.tar.gz": tarred({"x.json": b'{"email": "ann@acme.com"}'}, "w:gz")}),
    "t.parquet": parquet(),
    "mail.eml": b"From: ann@acme.com\nMessage-ID: <1@acme.com>\n\nHello.\n",
    "letter.docx": docx("<w:p><w:r><w:t>ann@acme.com</w:t></w:r></w:p>"),
    "empty.txt": b"",
}


def with_folders(members: dict[str, bytes]) -> bytes:
    """Return a tar archive in which names that end with a slash are folders."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name.rstrip("/"))
            entry.size = len(content)
            entry.type = tarfile.DIRTYPE if name.endswith("/") else tarfile.REGTYPE
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def records_of(content: bytes, name: str, options: ReadOptions | None = None) -> list[Record | BrokenRecord]:
    planned = plan(io.BytesIO(content), name, options=options or ReadOptions())
    return [
        record
        for shard in planned.shards
        for record in read(io.BytesIO(content), shard, options or ReadOptions())
        if isinstance(record, BrokenRecord) or not record.is_blank
    ]


def reasons(content: bytes, name: str) -> dict[str, str]:
    """Return the reason why each blocked member of an archive is blocked."""
    return {
        one.inside: one.reason if isinstance(one, BrokenRecord) else "unscannable"
        for one in records_of(content, name)
        if isinstance(one, BrokenRecord) or one.unscannable
    }


@pytest.mark.parametrize("shard_bytes", [1, 1 << 20])
def test_copy_without_changes_has_the_same_members_in_order(shard_bytes: int) -> None:
    found = in_zip(copy(zipped(MEMBERS), "in.zip", shard_bytes=shard_bytes, may_be_broken=False))

    assert list(found) == list(MEMBERS)
    for name in ("b.csv", "a/notes.txt", "mail.eml", "letter.docx", "empty.txt"):
        assert found[name] == MEMBERS[name], name
    assert gzip.decompress(found["a/lines.jsonl.gz"]) == gzip.decompress(MEMBERS["a/lines.jsonl.gz"])
    assert pq.read_table(io.BytesIO(found["t.parquet"])) == pq.read_table(io.BytesIO(MEMBERS["t.parquet"]))
    inner = in_zip(found["inner.zip"])
    assert inner["deep.csv"] == CSV
    assert in_tar(inner["deeper.tar.gz"]) == {"x.json": b'{"email": "ann@acme.com"}'}


@pytest.mark.parametrize("suffix", [*TARS, ".tar.zst"])
def test_tar_archive_keeps_its_compression(suffix: str) -> None:
    content = zstd.compress(tarred({"a.csv": CSV})) if suffix == ".tar.zst" else tarred({"a.csv": CSV}, TARS[suffix])

    done = copy(content, f"in{suffix}", lambda text: text.value.replace("acme", "other"))

    assert done[:3] == content[:3]
    unpacked = zstd.decompress(done) if suffix == ".tar.zst" else done
    assert in_tar(unpacked) == {"a.csv": CSV.replace(b"acme", b"other")}


def test_zip_archive_may_be_compressed_itself() -> None:
    done = copy(gzip.compress(zipped({"a.csv": CSV})), "in.zip.gz")
    assert in_zip(gzip.decompress(done)) == {"a.csv": CSV}


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_texts_are_replaced_in_every_member(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    members = {name: content for name, content in MEMBERS.items() if not name.endswith("/")}

    done = copy(pack(members), "in", lambda text: text.value.replace("ann@acme.com", "new@x.example"))

    found = in_zip(done) if pack is zipped else in_tar(done)
    inner = in_zip(found["inner.zip"])
    contents = [
        found["b.csv"],
        found["a/notes.txt"],
        gzip.decompress(found["a/lines.jsonl.gz"]),
        inner["deep.csv"],
        in_tar(inner["deeper.tar.gz"])["x.json"],
        str(pq.read_table(io.BytesIO(found["t.parquet"])).to_pydict()).encode(),
        found["mail.eml"],
        in_zip(found["letter.docx"])["word/document.xml"],
    ]
    assert [content.count(b"ann@acme.com") for content in contents] == [0] * 8
    assert [content.count(b"new@x.example") for content in contents] == [1] * 8


def test_rows_of_a_member_are_records_of_their_own() -> None:
    found = records_of(zipped({"a.csv": CSV, "inner.zip": zipped({"b.csv": CSV})}), "in.zip")

    assert [(one.inside, one.number) for one in found] == [
        ("a.csv", 2), ("a.csv", 3), ("inner.zip!/b.csv", 2), ("inner.zip!/b.csv", 3),
    ]  # fmt: skip
    assert all(isinstance(one, Record) and len(one.texts) == 2 for one in found)


def test_declarations_apply_to_members() -> None:
    options = ReadOptions({"name": "keep", "email": "drop"}, no_header=False)

    done = copy(
        zipped({"a.csv": CSV, "b.jsonl": b'{"name": "Ann", "email": "ann@acme.com"}\n'}), "in.zip", options=options
    )

    assert in_zip(done)["b.jsonl"] == b'{"name": "Ann", "email": ""}\n'
    assert b"acme" not in in_zip(done)["a.csv"]


def test_member_in_whose_format_nothing_can_be_dropped_is_blocked() -> None:
    options = ReadOptions({"email": "drop"})
    (found,) = records_of(zipped({"a.docx": docx("<w:p/>")}), "in.zip", options)
    assert isinstance(found, BrokenRecord)
    assert "drop" in found.reason


def test_headers_of_a_tar_archive_keep_nothing_but_names_and_permissions() -> None:
    header = {
        "uname": "annkeller",
        "gname": "kellers",
        "uid": 4711,
        "gid": 4712,
        "mode": 0o4750,
        "mtime": 1_700_000_000,
    }
    content = tarred(
        {"a.txt": b"x"}, pax_headers={"comment": "by Ann Keller", "SCHILY.xattr.user.by": "Ann Keller"}, **header
    )

    done = copy(content, "in.tar")

    assert b"eller" in content
    assert b"eller" not in done
    with tarfile.open(fileobj=io.BytesIO(done)) as archive:
        (entry,) = archive.getmembers()
    assert (entry.mode, entry.uid, entry.gid, entry.uname, entry.gname, entry.mtime) == (0o750, 0, 0, "", "", 0)
    assert entry.pax_headers == {}


def test_entries_of_a_zip_archive_keep_nothing_but_names_permissions_and_compression() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = b"by Ann Keller"
        for name, kind in (("a.txt", zipfile.ZIP_STORED), ("b.txt", zipfile.ZIP_BZIP2)):
            entry = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
            entry.compress_type = kind
            entry.external_attr = (stat.S_IFREG | 0o640) << 16
            entry.comment = b"Ann Keller"
            entry.extra = b"\x75\x70\x0a\x00Ann Keller"
            archive.writestr(entry, b"x")

    done = copy(out.getvalue(), "in.zip")

    assert b"eller" not in done
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        found = archive.infolist()
    assert [entry.compress_type for entry in found] == [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2]
    assert {(entry.date_time, entry.external_attr >> 16, entry.extra) for entry in found} == {
        ((1980, 1, 1, 0, 0, 0), stat.S_IFREG | 0o640, b"")
    }


def test_bytes_between_members_are_not_copied() -> None:
    plain = zipped({"a.txt": b"x"})
    with_lead = io.BytesIO(b"PK\x03\x04 Ann Keller" + plain)
    with zipfile.ZipFile(with_lead, "a") as archive:
        archive.writestr("b.txt", b"y")

    done = copy(with_lead.getvalue(), "in.zip")

    assert b"Keller" not in done
    assert list(in_zip(done)) == ["a.txt", "b.txt"]


def test_members_of_tools_are_left_out_as_in_folders_and_hidden_ones_are_read() -> None:
    members = {
        ".env": b"A=x\n",
        "a/.git/config": b"x",
        "__MACOSX/._a.txt": b"\x00",
        "a/.DS_Store": b"\x00",
        "./a.txt": b"x",
        ".": b"x",
    }
    assert in_zip(copy(zipped(members), "in.zip", may_be_broken=False)) == {".env": b"A=x\n", "a.txt": b"x"}


def test_the_folders_of_a_maildir_are_not_hidden() -> None:
    members = {".Sent/cur/a.txt": b"x", "box/.Lists.Old/new/b.txt": b"x"}

    assert in_zip(copy(zipped({**members, ".cache/cur.txt": b"x"}), "in.zip", may_be_broken=False)) == members


def test_folder_with_content_is_read_as_a_file() -> None:
    content = zipped({"a.csv_": CSV}).replace(b"a.csv_", b"a.csv/")
    assert in_zip(copy(content, "in.zip")) == {"a.csv": CSV}


@pytest.mark.parametrize("name", ["Zoë.txt", "z\udcfcrich.txt"])
def test_names_that_do_not_say_their_encoding_are_read(name: str) -> None:
    out = io.BytesIO()
    with tarfile.open(
        fileobj=out, mode="w", format=tarfile.GNU_FORMAT, encoding="utf-8", errors="surrogateescape"
    ) as archive:
        archive.addfile(tarfile.TarInfo(name))
    assert list(in_tar(copy(out.getvalue(), "in.tar"))) == [name.replace("\udcfc", "ü")]


def test_names_in_a_zip_archive_of_macos_are_utf_8() -> None:
    content = zipped({"Zoe.txt": b"x"}).replace(b"Zoe.txt", b"Zo\xc3\xab.tx")
    assert list(in_zip(copy(content, "in.zip"))) == ["Zoë.tx"]


def test_member_all_of_whose_records_are_blocked_is_left_out() -> None:
    content = zipped({"bad.json": b"{no", "a.csv": CSV + b"Eve,eve@acme.com,1\n", "empty.csv": b""})

    done = copy(content, "in.zip")

    assert in_zip(done) == {"a.csv": CSV, "empty.csv": b""}
    assert reasons(content, "in.zip").keys() == {"bad.json", "a.csv"}


def test_member_whose_columns_are_blocked_is_left_out_with_its_rows(heteronym: Command, tmp_path: Path) -> None:
    out = io.BytesIO()
    pq.write_table(pa.table({"ann@acme.com": ["x", "y"]}), out)
    (tmp_path / "in.zip").write_bytes(zipped({"a.parquet": out.getvalue(), "b.csv": b"month\n1\n"}))
    (tmp_path / "off.yaml").write_text(f"{OFF}entities: {{EMAIL_ADDRESS: block}}\n")

    done = heteronym("run", "in.zip", "-c", "off.yaml", "-o", "out", ONE)

    assert "4 records in, 1 out, 3 blocked" in done.stdout, done.stderr
    assert in_zip((tmp_path / "out/in.zip").read_bytes()) == {"b.csv": b"month\n1\n"}
    lines = [json.loads(line) for line in (tmp_path / "out/blocked/in.zip.jsonl").read_text().splitlines()]
    assert [(line["file"], line["record"]) for line in lines] == [("in.zip!/a.parquet", number) for number in range(3)]
    assert "blocks records with EMAIL_ADDRESS" in lines[0]["reason"]


def test_archive_without_members_is_copied() -> None:
    assert in_zip(copy(zipped({}), "in.zip")) == {}
    assert in_tar(copy(tarred({}), "in.tar")) == {}


def test_other_formats_are_not_taken_for_archives() -> None:
    assert plan(io.BytesIO(b"PK is a unit.\n"), "in").format == "text"
    assert plan(io.BytesIO(b"no archive\n"), "in.zip").format == "text"
    assert plan(io.BytesIO(b"".join(b"%d\n" % n for n in range(999))), "in.tar").format == "text"


PATHS = st.lists(st.sampled_from(["a", "b.csv", "c.d", "x y", "ü"]), min_size=1, max_size=3).map("/".join)


@given(
    members=st.dictionaries(PATHS, st.binary(max_size=40), max_size=6), shard_bytes=st.sampled_from([1, 30, 1 << 20])
)
def test_readable_members_of_any_archive_stay(members: dict[str, bytes], shard_bytes: int) -> None:
    content = {name: content.hex().encode() for name, content in members.items()}
    for pack, unpack, kind in ((zipped, in_zip, "in.zip"), (tarred, in_tar, "in.tar")):
        assert list(unpack(copy(pack(content), kind, shard_bytes=shard_bytes)).items()) == list(content.items())


def test_limit_reads_the_first_records_of_an_archive() -> None:
    done = copy(zipped({"a.csv": CSV, "b.csv": CSV}), "in.zip", options=ReadOptions(limit=1), shard_bytes=1 << 40)
    assert in_zip(done) == {"a.csv": CSV[: CSV.index(b"Bob")]}


@pytest.fixture
def names(key_file: Path, key: Key, tmp_path: Path) -> Callable[..., dict[str, str]]:
    """Return a function that returns the new names of members, by their names."""

    def renamed(*paths: str, policy: str = OFF) -> dict[str, str]:
        (tmp_path / "p.yaml").write_text(policy)
        source = SanitizerSource(Policy.load(str(tmp_path / "p.yaml")), KeySource(str(key_file)), "d", "r")
        members = [((place,), path) for place, path in enumerate(paths)]
        found = member_names(members, name_sanitizer(source, key), key, ReadOptions())
        return {paths[place]: new for (place,), new in found.items()}

    return renamed


REDACTED = (
    "classification: r\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\nentities: {PERSON: redact}\n"
)


def test_members_of_a_sample_keep_a_common_name(names: Callable[..., dict[str, str]]) -> None:
    paths = [
        "000123.json",
        "000123.txt",
        "anna_keller.json",
        "anna_keller.txt",
        "anna_keller.seg.png",
        "anna_keller.cls",
    ]
    found = names(*paths)
    assert [found[path] for path in paths[:2]] == paths[:2]
    (new,) = {found[path].partition(".")[0] for path in paths[2:]}
    assert "keller" not in new
    assert [found[path] for path in paths[2:]] == [new + path.removeprefix("anna_keller") for path in paths[2:]]


def test_samples_with_equal_new_names_stay_apart(names: Callable[..., dict[str, str]]) -> None:
    paths = ["anna_keller.txt", "peter_weber.json", "peter_weber.txt", "s/maria_fischer.json", "s/peter_weber.json"]
    found = names(*paths, policy=REDACTED)
    assert list(found.values()) == ["PERSON.txt", "PERSON-2.json", "PERSON-2.txt", "s/PERSON.json", "s/PERSON-2.json"]


def test_folders_with_equal_new_names_become_one(names: Callable[..., dict[str, str]]) -> None:
    paths = ["anna_keller/", "anna_keller/a.txt", "peter_weber/", "peter_weber/a.txt"]
    found = names(*paths, policy=REDACTED)
    assert list(found.values()) == ["PERSON/", "PERSON/a.txt", "PERSON/", "PERSON/a-2.txt"]


PLANTED = ("kowalski", "acme.com", "536-22-8417")
PEOPLE = b"name,email\nAnnette Kowalski,annette.kowalski@acme.com\n"
LEAVES = {
    "Annette Kowalski/536-22-8417.csv": PEOPLE,
    "annette_kowalski.json": json.dumps({"annette.kowalski@acme.com": "Annette Kowalski"}).encode(),
    "annette_kowalski.txt": b"SSN: 536-22-8417\n",
    "annette_kowalski.png": b"\x89PNG\x00 Annette Kowalski",
    "pivot.csv": b"month,annette.kowalski@acme.com\n1,2\n",
    "wide.parquet": b"PAR1 annette.kowalski@acme.com",
}


def raw_contents(path: Path) -> list[bytes]:
    """Return the bytes of a file, and those of everything that is packed in it."""
    waiting, found = [path.read_bytes()], []
    while waiting:
        content = waiting.pop()
        found.append(content)
        if content.startswith(b"\x1f\x8b"):
            waiting.append(gzip.decompress(content))
        elif content.startswith(b"PK"):
            waiting += in_zip(content).values()
        elif content[257:262] == b"ustar":
            waiting += in_tar(content).values()
    return found


def test_nothing_of_an_original_is_in_the_copy(heteronym: Command, tmp_path: Path) -> None:
    nested = {
        **LEAVES,
        "Annette Kowalski.zip": zipped(LEAVES, b"by Annette Kowalski"),
        "k.tar": tarred(LEAVES, uname="kowalski"),
    }
    (tmp_path / "in").mkdir()
    (tmp_path / "in/one.zip").write_bytes(zipped(nested, b"by Annette Kowalski"))
    (tmp_path / "in/two.tar.gz").write_bytes(
        tarred(nested, "w:gz", uname="kowalski", pax_headers={"comment": "kowalski"})
    )
    (tmp_path / "off.yaml").write_text(OFF)

    done = heteronym("run", "in", "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 3, done.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"one.zip", "two.tar.gz"}
    for path in (tmp_path / "out").rglob("*"):
        for content in raw_contents(path) if path.is_file() else []:
            assert not any(planted.encode() in content.lower() for planted in PLANTED), path.name
    assert not any(planted in (done.stdout + done.stderr).lower() for planted in PLANTED)
    lines = [json.loads(line) for line in (tmp_path / "out/blocked/one.zip.jsonl").read_text().splitlines()]
    assert len(lines) == 3 * 2  # a picture and a damaged Parquet file in each archive
    assert {line["file"].count("!/") for line in lines} == {1, 2}
    found = in_zip((tmp_path / "out/one.zip").read_bytes())
    assert len(found) == len(nested) - 2  # the picture and the damaged Parquet file
