"""Copies of Office files that other programs wrote: other programs open them, and find the new values in every place."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdf
import pytest
from docx import Document
from openpyxl.comments import Comment
from pptx import Presentation

from tests.pipeline.records.copies import copy, swap

OLD, NEW = "Zorbane Quellish", "Liv Larsen"
KEPT = "Nothing else is open."
CONVERTED = {"letter.odt": "letter.docx", "calls.ods": "calls.xlsx"}  # written by LibreOffice -> from which


def word() -> bytes:
    document = Document()
    document.add_heading(f"Offer for {OLD}", 1)
    paragraph = document.add_paragraph("Dear ")
    paragraph.add_run("Zor").bold = True
    for rest in ("bane", " Quellish", f". {KEPT}"):
        paragraph.add_run(rest)
    document.add_table(rows=1, cols=1).cell(0, 0).text = OLD
    document.sections[0].header.paragraphs[0].text = OLD
    document.add_comment(paragraph.runs, text=f"Ask {OLD}", author=OLD, initials="ZQ")
    document.core_properties.author = OLD
    return saved(document.save)


def sheet() -> bytes:
    book = openpyxl.Workbook()
    calls, hidden = book.active, book.create_sheet(OLD)
    calls.append(["Name", "Visits", KEPT])
    calls.append([OLD, 3, f'=IF(A2="{OLD}",1,2)', f"='{OLD}'!A1"])
    calls["A2"].comment = Comment(f"Ask {OLD}", OLD)
    hidden["A1"], hidden.sheet_state = OLD, "hidden"
    return saved(book.save)


def slides() -> bytes:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = OLD, KEPT
    slide.notes_slide.notes_text_frame.text = OLD
    return saved(show.save)


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


FILES = {"letter.docx": word, "calls.xlsx": sheet, "review.pptx": slides}


def renamed(name: str, content: bytes) -> io.BytesIO:
    return io.BytesIO(copy(content, name, swap(OLD, NEW), may_be_broken=False))


def test_a_document_opens_with_new_values_in_every_place() -> None:
    document = Document(renamed("letter.docx", word()))

    assert [paragraph.text for paragraph in document.paragraphs] == [f"Offer for {NEW}", f"Dear {NEW}. {KEPT}"]
    assert document.paragraphs[1].runs[1].bold
    assert document.tables[0].cell(0, 0).text == document.sections[0].header.paragraphs[0].text == NEW
    (comment,) = document.comments
    assert (comment.text, comment.author, document.core_properties.author) == (f"Ask {NEW}", NEW, NEW)


def test_a_workbook_opens_with_new_values_in_every_place() -> None:
    book = openpyxl.load_workbook(renamed("calls.xlsx", sheet()))

    assert book.sheetnames == ["Sheet", NEW]
    assert book[NEW].sheet_state == "hidden"
    rows = [("Name", "Visits", KEPT, None), (NEW, 3, f'=IF(A2="{NEW}",1,2)', f"='{NEW}'!A1")]
    assert list(book["Sheet"].iter_rows(values_only=True)) == rows
    assert (book["Sheet"]["A2"].comment.text, book["Sheet"]["A2"].comment.author) == (f"Ask {NEW}", NEW)
    assert book[NEW]["A1"].value == NEW


def test_slides_open_with_new_values_in_every_place() -> None:
    (slide,) = Presentation(renamed("review.pptx", slides())).slides

    assert [shape.text_frame.text for shape in slide.placeholders] == [NEW, KEPT]
    assert slide.notes_slide.notes_text_frame.text == NEW


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_new_values_of_each_copy(tmp_path: Path) -> None:
    for name, write in FILES.items():
        (tmp_path / name).write_bytes(write())
    for name, source in CONVERTED.items():
        converted(tmp_path, Path(name).suffix[1:], source)
    (tmp_path / "copies").mkdir()
    names = (*FILES, *CONVERTED)
    for name in names:
        (tmp_path / "copies" / name).write_bytes(renamed(name, (tmp_path / name).read_bytes()).getvalue())

    for name in names:
        before, after = (shown(tmp_path / folder, name) for folder in ("", "copies"))
        assert OLD in before, name
        assert "Zorbane" not in after, name
        assert NEW in after, name
        assert KEPT in after, name


def shown(folder: Path, name: str) -> str:
    """Return the text that LibreOffice prints."""
    converted(folder, "pdf", name)
    pages = pypdf.PdfReader(folder / Path(name).with_suffix(".pdf")).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def converted(folder: Path, kind: str, name: str) -> None:
    """Convert a file in its folder; LibreOffice says nothing by its exit code."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (folder / Path(name).with_suffix(f".{kind}")).exists()
