"""Encodings and compressions of text files: found, read, and written back."""

import bz2
import codecs
import io
import json
import lzma
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import HeteronymError, RecordError
from pipeline.records import BrokenRecord, ReadOptions, plan, read
from pipeline.records.encodings import encode, found_encoding, known_encoding
from tests.pipeline.records.copies import copy

GERMAN = "name,note\r\nJürgen Müller,schön\r\nKäthe Groß,Straße 5\r\n"
OPTIONS = ReadOptions()


def copied(
    content: bytes, name: str, change: Callable[[str], str] = lambda text: text, options: ReadOptions = OPTIONS
) -> bytes:
    return copy(content, name, lambda text: change(text.value), options=options)


MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
TEXTS = {
    "in.csv": GERMAN,
    "in.jsonl": '{"a": "Łódź 東京 \\ud83d"}\n\n{"a": "b"}\n',
    "in.json": '{"a": ["ü"]}',
    "in.txt": "Grüße\nŁ",
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("encoding", MARKED)
def test_marked_encoding_is_read_and_written_back(encoding: str, name: str) -> None:
    content = MARKED[encoding] + TEXTS[name].encode(encoding)

    assert copied(content, name) == content
    changed = copied(content, name, lambda text: "Łukasz 東")
    assert changed.startswith(MARKED[encoding])
    assert "Łukasz 東" in changed.removeprefix(MARKED[encoding]).decode(encoding)


FOUND = {
    "German": (GERMAN, "cp1252"),
    "French": ("nom;ville\nHélène Bérard;Orléans\nJosé;Besançon\n", "cp1252"),
    "one name": ("a,b\nJosé,1\n", "cp1252"),
    "typographic quotes": ("He said “no” – it’s €5.\n", "cp1252"),
    "late in the file": ("The parcel is on its way.\n" * 5_000 + "José Muñoz signed.\n", "cp1252"),
    "Polish": ("imię,miasto\nŁukasz Wójcik,Gdańsk\nZażółć,Łódź\n", "cp1250"),
    "Czech": ("jméno,město\nJiří Dvořák,Plzeň\nŠárka Novotná,Přerov\n", "cp1250"),
    "Russian": ("имя,город\nИван Петров,Москва\nАнна Иванова,Тула\n", "cp1251"),
    "Japanese": ("名前,都市\n山田太郎,東京\n佐藤花子,大阪\n", "cp932"),
    "Japanese with signs of Windows": ("名前,会社\n髙橋太郎,㈱山田\n佐藤花子,①部\n", "cp932"),
    "Korean": ("이름,도시\n김민서,서울\n박지훈,부산\n", "cp949"),
    "Chinese": ("姓名,城市\n欧阳志远,北京\n王丽娟,上海市浦东新区\n", "gb18030"),
    "German of DOS": (GERMAN, "cp850"),
    "French of DOS": ("Hélène a été très fâchée\n", "cp850"),
    "German of old Macs": ("Jürgen Müller möchte größere Käse\n", "mac_roman"),
    "lower quotes": ("„Hallo“, sagte Jürgen – für 5 × 10 m² und ½ µm.\n", "cp1252"),
    "Latin-9": ("Sœur Françoise paie 5 € à Hélène\n", "iso8859_15"),
    "Polish in Latin-2": ("imię,miasto\nŁukasz Wójcik,Gdańsk\nGrażyna Wąs,Łódź\n", "iso8859_2"),
    "Polish of DOS": ("imię,miasto\nŁukasz Wójcik,Gdańsk\nGrażyna Wąs,Łódź\n", "cp852"),
    "Czech in Latin-2": ("jméno,město\nJiří Dvořák,Plzeň\nŠárka Žižková,Přerov\n", "iso8859_2"),
    "Turkish": ("ad,şehir\nGülşen Yıldız,İzmir\nÇağlar Öztürk,Muğla\n", "cp1254"),
    "one Turkish name": ("id,ad\n1,Yıldız\n", "cp1254"),
    "Icelandic": ("nafn\nÞórdís Ægisdóttir\nGuðrún Sæmundsdóttir\n", "cp1252"),
    "Greek": ("όνομα,πόλη\nΕλένη Παπαδάκη,Αθήνα\nΓιώργος,Πάτρα\n", "cp1253"),
    "one Russian name": ("id,name,status\n1,Иван,open\n", "cp1251"),
    "Russian in KOI8": ("имя,город\nИван Петров,Москва\nАнна Иванова,Тула\n", "koi8_r"),
    "Russian in ISO 8859-5": ("имя,город\nИван Петров,Москва\nАнна Иванова,Тула\n", "iso8859_5"),
    "Russian of DOS": ("имя,город\nИван Петров,Москва\nАнна Иванова,Тула\n", "cp866"),
    "ASCII": ("a,b\n1,2\n", ""),
    "UTF-8": (GERMAN, "utf-8"),
}


@pytest.mark.parametrize("case", FOUND)
def test_encoding_is_found_by_content(case: str) -> None:
    text, encoding = FOUND[case]
    expected = "" if encoding == "utf-8" else encoding

    assert found_encoding(io.BytesIO(text.encode(encoding or "ascii"))) == expected


@pytest.mark.parametrize("text", ["name;note\nJürgen;schön\n", "имя;город\nИван;Тула\n", "名前,都市\n山田太郎,東京\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("name", ["in.csv", "in.txt"])
def test_wide_encoding_without_mark_is_read_and_written_back(name: str, encoding: str, text: str) -> None:
    content = text.encode(encoding)

    assert plan(io.BytesIO(content), name).encoding == encoding
    assert copied(content, name) == content
    assert "東" in copied(content, name, lambda _: "東").decode(encoding)


@pytest.mark.parametrize(
    "content", [b"a\0\1\0b\0", b"\0" * 64, b"\x89PNG\r\n\0\0\0\rIHDR\0\0", b"\x89PNG\0 Anna Vexmoor"]
)
def test_binary_content_is_not_taken_for_a_wide_encoding(content: bytes) -> None:
    with pytest.raises(RecordError, match="binary"):
        plan(io.BytesIO(content), "in.txt")


def test_format_is_recognized_where_a_byte_of_a_letter_is_a_backslash() -> None:
    content = '{"a": "山田太郎の表"}\n{"a": "佐藤花子"}\n'.encode("cp932")

    assert plan(io.BytesIO(content), "in.jsonl").format == "jsonl"
    assert copied(content, "in.jsonl") == content


UNKNOWN = {
    "in.csv": b"a,b\n\xc3\xa9\xff\xc3\xa9,1\n",
    "in.txt": b"\xc3\xa9\xff\xc3\xa9\n",
    "in.jsonl": b'{"a": "\xc3\xa9\xff\xc3\xa9"}\n',
    "in.yaml": b"a: \xc3\xa9\xff\xc3\xa9\n",
    "in.vcf": b"BEGIN:VCARD\r\nFN:\xc3\xa9\xff\xc3\xa9\r\nEND:VCARD\r\n",
    "in.xml": b"<a>\xc3\xa9\xff\xc3\xa9</a>",
    "in.html": b"<p>\xc3\xa9\xff\xc3\xa9</p>",
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_reason_of_a_block_names_the_option_that_states_an_encoding(name: str) -> None:
    planned = plan(io.BytesIO(UNKNOWN[name]), name)
    records = list(read(io.BytesIO(UNKNOWN[name]), planned.shards[0], OPTIONS))
    (broken,) = (record for record in records if isinstance(record, BrokenRecord))

    assert "--encoding" in broken.reason


@pytest.mark.parametrize("name", ["in.xml", "in.html"])
def test_stated_encoding_holds_for_markup_that_declares_none(name: str) -> None:
    content = "<p>Jürgen Groß</p>".encode("cp850")
    declared = "<?xml version='1.0' encoding='koi8-r'?><p>Иван</p>".encode("koi8-r")
    options = ReadOptions(encoding="cp850")

    assert copied(content, name, options=options) == content
    assert copied(content, name, lambda _: "Käthe", options) == "<p>Käthe</p>".encode("cp850")
    assert "Анна" in copied(declared, name, lambda _: "Анна", options).decode("koi8-r")


def test_damage_in_a_file_in_utf_8_blocks_its_record_only() -> None:
    content = "name,note\nJürgen,schön\n".encode() + b"J\xfcrgen,x\n"

    planned = plan(io.BytesIO(content), "in.csv")
    records = list(read(io.BytesIO(content), planned.shards[0], OPTIONS))

    assert planned.encoding == ""
    assert [record.number for record in records if isinstance(record, BrokenRecord)] == [3]


@given(st.binary(max_size=80).map(lambda content: b"a" + content.replace(b"\0", b"")))
def test_any_bytes_in_windows_1252_round_trip(content: bytes) -> None:
    assert copied(content, "in.txt", options=ReadOptions(encoding="cp1252")) == content


@pytest.mark.parametrize("encoding", ["cp1250", "cp1251", "cp1254", "cp1257"])
def test_bytes_that_windows_leaves_undefined_block_no_row(encoding: str) -> None:
    content = b"a,b\nx\x81\x90\x98,1\n"

    assert copied(content, "in.csv", options=ReadOptions(encoding=encoding)) == content


def test_stated_encodings_of_east_asia_have_the_characters_of_windows() -> None:
    options = ReadOptions(encoding=known_encoding("shift_jis"))
    content = "名前,会社\n髙橋,㈱山田\n".encode("cp932")

    assert copied(content, "in.csv", options=options) == content


def test_character_that_the_encoding_lacks_becomes_a_similar_one_or_an_escape() -> None:
    assert encode("Łukasz Wójcik", "cp1252") == "Lukasz Wójcik".encode("cp1252")
    assert encode("Dvořák “x”", "latin-1") == 'Dvorák "x"'.encode("latin-1")
    assert encode("東😀", "cp1252") == b"\\u6771\\ud83d\\ude00"
    line = copied('{"a": "ü"}\n'.encode("cp1252"), "in.jsonl", lambda _: "東😀")
    assert json.loads(line) == {"a": "東😀"}


@pytest.mark.parametrize("name", ["cp1252", "latin-1", "Windows-1252", "UTF-16", "utf8", "shift_jis"])
def test_known_encodings_are_accepted(name: str) -> None:
    assert known_encoding(name)


@pytest.mark.parametrize("name", ["cp9999", "base64", "utf-7", "iso2022_jp", "undefined", ""])
def test_other_encodings_are_refused(name: str) -> None:
    with pytest.raises(HeteronymError, match="no such encoding"):
        known_encoding(name)


def test_text_that_ends_within_a_character_is_an_error() -> None:
    with pytest.raises(RecordError, match="ends within a character"):
        plan(io.BytesIO(codecs.BOM_UTF16_LE + "name\n".encode("utf-16-le")[:-1]), "in.csv")


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress], ids=["bz2", "xz"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_bz2_and_xz_are_read_and_written(pack: Callable[[bytes], bytes], encoding: str) -> None:
    name = f"in.csv.{pack.__module__}"
    content = pack(GERMAN.encode(encoding))
    unpack = bz2.decompress if pack is bz2.compress else lzma.decompress

    assert unpack(copied(content, name)) == GERMAN.encode(encoding)
    with pytest.raises(RecordError, match="compressed file"):
        plan(io.BytesIO(content[:-8]), name)
    with pytest.raises(RecordError, match="compressed file"):
        plan(io.BytesIO(content[:20] + b"\xff" * 40 + content[60:]), name)


def test_text_that_begins_like_bz2_is_a_text() -> None:
    assert copied(b"BZh is a header.\n", "in.txt") == b"BZh is a header.\n"
