"""PDF files: left out by default; with `--pdf text`, a text copy is made of those whose text is all there."""

import gzip
import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from pipeline import RecordError
from pipeline.records import ReadOptions, Record, plan, read
from pipeline.records.pdf import extraction
from pipeline.records.pdf.extraction import extracted
from tests.conftest import Command
from tests.pipeline.records.archive_files import in_zip, zipped
from tests.pipeline.records.copies import copy
from tests.pipeline.records.pdf_files import pdf, writer, written

OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
ONE = "--direct_num_workers=1"
AS_TEXT = ReadOptions(pdf_text=True)
PAGES = ("Dear Ann,\nwrite to ann@acme.com.", "Second page, für Zoë.")
DATE = "D:20240102030405+01'00'"


def record_of(content: bytes) -> Record:
    (shard,) = plan(io.BytesIO(content), "in.pdf", options=AS_TEXT).shards
    (record,) = read(io.BytesIO(content), shard, AS_TEXT)
    assert isinstance(record, Record)
    return record


def refusal(content: bytes) -> str:
    with pytest.raises(RecordError) as refused:
        plan(io.BytesIO(content), "in.pdf", options=AS_TEXT)
    return str(refused.value)


def test_copy_is_the_text_with_properties_first_and_form_feeds_between_pages() -> None:
    content = pdf(PAGES, Title="An offer", Author="Ann Keller", CreationDate=DATE)
    assert copy(content, "in.pdf", options=AS_TEXT).decode() == (
        "Title: An offer\nAuthor: Ann Keller\nCreationDate: 2024-01-02 03:04:05\n\n"
        "Dear Ann,\nwrite to ann@acme.com.\n\fSecond page, für Zoë.\n"
    )


def test_file_is_one_record_with_a_text_a_page() -> None:
    record = record_of(pdf(PAGES, Author="Ann Keller", Subject="Offers"))
    assert [(text.value, text.entity, text.context) for text in record.texts] == [
        ("Ann Keller", "PERSON", ""), ("Offers", "", "Subject"), (PAGES[0], "", ""), (PAGES[1], "", ""),
    ]  # fmt: skip
    assert record.unscannable == ()


def test_text_copy_keeps_the_compression() -> None:
    done = copy(gzip.compress(pdf(PAGES)), "in.pdf.gz", options=AS_TEXT)
    assert gzip.decompress(done).decode() == PAGES[0] + "\n\f" + PAGES[1] + "\n"


def test_letters_that_are_no_text_are_marked() -> None:
    record = record_of(pdf(["a\\000b"]))
    assert "\x00" not in record.texts[0].value


def with_note(note: object) -> bytes:
    out = writer(PAGES)
    out.add_annotation(0, note)  # type: ignore[arg-type]
    return written(out)


def with_attachment() -> bytes:
    out = writer(PAGES)
    out.add_attachment("plan.txt", b"Ann Keller")
    return written(out)


def with_form() -> bytes:
    out = writer(PAGES)
    field = DictionaryObject(
        {NameObject("/T"): TextStringObject("name"), NameObject("/V"): TextStringObject("Ann Keller")}
    )
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([out._add_object(field)])})
    out._root_object[NameObject("/AcroForm")] = out._add_object(form)
    return written(out)


def with_picture(pages: tuple[str, ...]) -> bytes:
    """Return a file whose last page is a picture."""
    out = writer([*pages, ""])
    picture = DecodedStreamObject()
    picture.set_data(b"\x00")
    picture.update({NameObject("/Subtype"): NameObject("/Image")})
    objects = DictionaryObject({NameObject("/Im1"): out._add_object(picture)})
    out.pages[-1]["/Resources"][NameObject("/XObject")] = objects  # type: ignore[index]
    return written(out)


def with_numbered_letters() -> bytes:
    font = {"/Type": "/Font", "/Subtype": "/Type0", "/BaseFont": "/X", "/Encoding": "/Identity-H"}
    return written(writer(PAGES, font))


BOX = (10, 10, 90, 30)
LEFT_OUT = [
    (lambda: with_note(FreeText(text="Ann Keller", rect=BOX)), "notes or form fields on page 1"),
    (with_attachment, "attachments"),
    (with_form, "form fields"),
    (lambda: with_picture(PAGES), "page 3, which has no text"),
    (with_numbered_letters, "page 1, whose letters have no meaning"),
]


@pytest.mark.parametrize(("content", "found"), LEFT_OUT)
def test_what_has_no_place_in_the_text_is_unscannable(content: Callable[[], bytes], found: str) -> None:
    assert found in record_of(content()).unscannable


def test_links_are_no_notes() -> None:
    assert record_of(with_note(Link(rect=BOX, url="https://acme.com"))).unscannable == ()


def encrypted(algorithm: str) -> bytes:
    out = writer(PAGES)
    out.encrypt("", "owner", algorithm=algorithm)
    return written(out)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encrypted_file_is_refused(algorithm: str) -> None:
    assert "encrypted" in refusal(encrypted(algorithm))


def test_scanned_file_is_refused_and_says_so() -> None:
    assert "OCR" in refusal(with_picture(()))
    assert "OCR" in refusal(pdf([""]))


def test_file_without_pages_is_refused() -> None:
    assert "OCR" in refusal(written(PdfWriter()))


def test_file_with_too_many_pages_or_letters_or_operations_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pdf(PAGES)
    for limit, reason in (
        ("MAX_PAGES", "pages"),
        ("MAX_TEXT_CHARACTERS", "too large"),
        ("MAX_OPERATIONS", "too large"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(extraction, limit, 1)
            assert reason in refusal(content), limit


def test_page_that_unpacks_to_far_more_than_its_size_is_refused() -> None:
    out = writer([""])
    content = DecodedStreamObject()
    content.set_data(b"BT " + b"(Ann Keller) Tj " * 6_000_000 + b"ET")
    out.pages[0][NameObject("/Contents")] = out._add_object(content.flate_encode())
    assert refusal(written(out))


@given(place=st.integers(0, 3_000), value=st.integers(0, 255))
def test_damaged_file_raises_nothing_but_a_refusal(place: int, value: int) -> None:
    content = bytearray(pdf(PAGES, Author="Ann Keller"))
    content[8 + place % (len(content) - 8)] = value
    with suppress(RecordError):
        extracted(bytes(content))


def test_cut_off_file_loses_no_page_silently() -> None:
    content = pdf([f"Page {number}" for number in range(20)])
    for end in range(200, len(content), 400):
        try:
            found = extracted(content[:end])
        except RecordError:
            continue
        assert len(found.pages) == 20


PLANTED = ("kowalski", "acme.com")
LETTER = "Dear Annette Kowalski,\nwrite to annette.kowalski@acme.com."


def test_nothing_of_an_original_is_in_the_copy(heteronym: Command, tmp_path: Path) -> None:
    content = pdf(
        [LETTER, "Annette Kowalski"],
        Author="Annette Kowalski", Title="For Annette Kowalski", Keywords="annette.kowalski@acme.com",
        Producer="kowalski", Custom="Annette Kowalski",
    )  # fmt: skip
    (tmp_path / "in").mkdir()
    (tmp_path / "in/Annette Kowalski.pdf").write_bytes(content)
    (tmp_path / "in/all.zip").write_bytes(zipped({"Annette Kowalski.pdf": content}))
    (tmp_path / "in/form.pdf").write_bytes(with_form())
    (tmp_path / "off.yaml").write_text(OFF)

    done = heteronym("run", "in", "-c", "off.yaml", "-o", "out", "--pdf", "text", ONE)

    assert done.returncode == 3, done.stderr
    copies = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()}
    packed = in_zip(copies.pop("all.zip"))
    assert copies.pop("form.pdf.txt") == b""
    assert [name.endswith(".pdf.txt") for name in (*packed, *copies)] == [True] * 2
    assert list(packed.values()) == list(copies.values())
    for text in (*copies.values(), *packed.values(), *map(str.encode, (*copies, *packed)), done.stderr.encode()):
        assert not any(planted.encode() in text.lower() for planted in PLANTED)
    (blocked,) = (tmp_path / "out/blocked").iterdir()
    assert json.loads(blocked.read_text())["file"] == "form.pdf.txt"


def test_pdf_is_left_out_by_default_with_what_to_do(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(PAGES))
    (tmp_path / "b.zip").write_bytes(zipped({"a.pdf": pdf(PAGES), "b.txt": b"ok\n"}))
    (tmp_path / "off.yaml").write_text(OFF)

    done = heteronym("run", "a.pdf", "b.zip", "-c", "off.yaml", "-o", "out", ONE)

    assert done.returncode == 3
    assert "--pdf text" in json.loads((tmp_path / "out/blocked/a.pdf.jsonl").read_text())["reason"]
    assert in_zip((tmp_path / "out/b.zip").read_bytes()) == {"b.txt": b"ok\n"}


def test_other_values_of_the_option_are_refused(heteronym: Command, tmp_path: Path) -> None:
    done = heteronym("run", "x", "-c", "public", "-o", "out", "--pdf", "ocr")
    assert done.returncode == 2
    assert "use --pdf text" in done.stderr
