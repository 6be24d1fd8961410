"""Text of PDF files: extracted page by page with pypdf, within limits of size."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.errors import HeteronymError, RecordError

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_FILE_BYTES = 64 << 20
MAX_PAGES = 5_000
MAX_TEXT_CHARACTERS = 16 << 20
MAX_OPERATIONS = 10_000_000  # of all pages: a dense page has some thousands
MAX_FORMS_PER_PAGE = 200
MAX_STREAM_OPERATIONS = 1_000_000
PROPERTIES = ("Title", "Author", "Subject", "Keywords", "CreationDate", "ModDate")
DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?.*")
UNREADABLE = re.compile("[\ud800-\udfff\x00\x0c]")
NOTES = frozenset({"/Link", "/Popup"})  # annotations without a text of their own

NO_PACKAGE = "reading PDF needs a package: pip install 'heteronym[pdf]'"
ENCRYPTED = "the PDF is encrypted: save it without a password and without restrictions"
DAMAGED = "the PDF cannot be read: open it and save it again, or leave it out"
SCANNED = "the PDF has no text, as scanned pages have none: recognize its text (OCR) first"
TOO_LARGE = f"the PDF has more than {MAX_FILE_BYTES >> 20} MiB: divide it"
TOO_MANY_PAGES = f"the PDF has more than {MAX_PAGES:,} pages: divide it"
TOO_MUCH = "the pages of the PDF are too large: divide it, or leave it out"


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a PDF file.

    Arguments:
        properties: (name, value) of the properties of the document.
        pages: the text of each page.
        left_out: what is not in the text: notes, form fields, attachments, pages of pictures.
    """

    properties: tuple[tuple[str, str], ...] = field(repr=False)
    pages: tuple[str, ...] = field(repr=False)
    left_out: tuple[str, ...]


def extracted(raw: bytes) -> Extracted:
    """Extract the text of a PDF file.

    Arguments:
        raw: the file.

    Raises:
        RecordError: the file is damaged, encrypted, too large or without text.
        HeteronymError: pypdf is not installed.
    """
    if len(raw) > MAX_FILE_BYTES:
        raise RecordError(TOO_LARGE)
    try:
        from pypdf import PdfReader, apply_configuration
    except ImportError:
        raise HeteronymError(NO_PACKAGE) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings may contain content
    try:
        with apply_configuration(
            page_tree_maximum_entries=2 * MAX_PAGES,
            stream_parsing_work_maximum_count=MAX_STREAM_OPERATIONS,
            xform_maximum_invocations_per_extraction=MAX_FORMS_PER_PAGE,
        ):
            return _extracted(PdfReader(BytesIO(raw)))
    except RecordError:
        raise
    except Exception:  # damaged files raise many kinds of errors; the file is blocked
        raise RecordError(DAMAGED) from None


def _extracted(reader: "PdfReader") -> Extracted:
    if reader.is_encrypted:
        raise RecordError(ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise RecordError(TOO_MANY_PAGES)
    limit = _Limit()
    pages = []
    for page in reader.pages:
        text = page.extract_text(visitor_operand_before=limit.count).rstrip("\n")
        pages.append(UNREADABLE.sub("\ufffd", text))
        limit.check(sum(map(len, pages)))
    if not any(page.strip() for page in pages):
        raise RecordError(SCANNED)
    return Extracted(tuple(_properties(reader)), tuple(pages), tuple(_left_out(reader, pages)))


class _Limit:
    """Counts the operations of all pages."""

    def __init__(self) -> None:
        self._operations = 0

    def count(self, *_: object) -> None:
        self._operations += 1
        self.check(0)

    def check(self, characters: int) -> None:
        if self._operations > MAX_OPERATIONS or characters > MAX_TEXT_CHARACTERS:
            raise RecordError(TOO_MUCH)


def _properties(reader: "PdfReader") -> Iterator[tuple[str, str]]:
    found: Any = reader.metadata or {}
    for name in PROPERTIES:
        value = UNREADABLE.sub("\ufffd", " ".join(str(found.get(f"/{name}") or "").split()))
        if value:
            yield name, _written_date(value) if name.endswith("Date") else value


def _written_date(value: str) -> str:
    date = DATE.fullmatch(value)
    if not date:
        return value
    year, month, day, hour, minute, second = date.groups()
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}:{second or '00'}" if hour else "")


def _left_out(reader: "PdfReader", pages: list[str]) -> Iterator[str]:
    """Yield what has no place in the text, without content."""
    root = reader.root_object
    names: Any = root.get("/Names", {}).get_object() if "/Names" in root else {}
    if "/EmbeddedFiles" in names or "/Collection" in root:
        yield "attachments"
    form: Any = root["/AcroForm"].get_object() if "/AcroForm" in root else {}
    if form.get("/Fields") or "/XFA" in form:
        yield "form fields"
    for number, (page, text) in enumerate(zip(reader.pages, pages, strict=True), 1):
        notes: Any = page.get("/Annots")
        kinds = {note.get_object().get("/Subtype") for note in (notes.get_object() if notes else ())}
        if kinds - NOTES:
            yield f"notes or form fields on page {number}"
        if not text.strip() and _has_picture(page):
            yield f"page {number}, which has no text"
        if _has_unknown_letters(page.get("/Resources")):
            yield f"page {number}, whose letters have no meaning"


def _has_picture(page: Any) -> bool:
    return any(one.get("/Subtype") == "/Image" for one in _entries(page.get("/Resources"), "/XObject"))


def _has_unknown_letters(resources: Any) -> bool:
    """Return whether a font numbers its glyphs without saying which letters they are: its text would be a cipher."""
    fonts = _entries(resources, "/Font")
    return any(
        "/ToUnicode" not in font
        and font.get("/Subtype") in ("/Type0", "/Type3")
        and (font.get("/Subtype") == "/Type3" or str(font.get("/Encoding")).startswith("/Identity"))
        for font in fonts
    )


def _entries(resources: Any, kind: str) -> list[Any]:
    found = resources.get_object().get(kind) if resources else None
    return [one.get_object() for one in found.get_object().values()] if found else []
